//! Tables without lines: text that stands in columns. It is written line by line, with as many blanks as the page shows, for the
//! layout that reads columns between blanks.

use super::flow::Frame;
use super::line::{self, Line};
use std::ops::Range;

/// A gap of so many characters parts two columns.
const GAP: f32 = 1.4;

/// The stretches of lines that are columns: at least three lines of at least two columns, one of them of three.
pub(super) fn regions(lines: &[(usize, Line)], frames: &[Frame]) -> Vec<Range<usize>> {
    let counts: Vec<usize> = lines.iter().map(|(_, line)| columns(line)).collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if counts[at] < 3 {
            at += 1;
            continue;
        }
        let (mut end, mut rows, mut last) = (at + 1, 1, at);
        while end < lines.len() && end - last <= 4 {
            if counts[end] >= 2 {
                rows += 1;
                last = end;
            }
            end += 1;
        }
        // Lines of a cell below the last row: they stand right of the edge.
        let mut after = last + 1;
        while let Some((page, line)) = lines.get(after).filter(|_| after - last <= 3) {
            let left = frames.get(*page).map_or(0.0, |f| f.left);
            if line.left - left < 3.0 * line.size || line::is_numbered(line) {
                break;
            }
            after += 1;
        }
        if rows >= 3 {
            out.push(at..after);
        }
        at = after;
    }
    out
}

fn columns(line: &Line) -> usize {
    let wide = |pair: &[line::Inked]| pair[1].glyph.left - pair[0].glyph.right > GAP * line.size;
    1 + line.glyphs.windows(2).filter(|pair| wide(pair)).count()
}

/// The lines with their blanks; a Chinese character is as wide as two of these.
pub(super) fn rows(lines: &[(usize, Line)]) -> Vec<String> {
    let left = lines.iter().map(|(_, line)| line.left).fold(f32::MAX, f32::min);
    let unit = (line::median(lines.iter().map(|(_, line)| line.size).collect()) / 2.0).max(1.0);
    let row = |line: &Line| {
        let mut out = String::new();
        let mut width = 0usize;
        let mut end: Option<f32> = None;
        for inked in &line.glyphs {
            let glyph = inked.glyph;
            let gap = end.map_or(f32::MAX, |end| glyph.left - end);
            if gap > GAP * line.size {
                let place = (((glyph.left - left) / unit).round().max(0.0) as usize).min(2000);
                let blanks = place.saturating_sub(width).max(if end.is_some() { 2 } else { 0 });
                out.extend(std::iter::repeat_n(' ', blanks));
                width += blanks;
            } else if inked.apart {
                out.push(' ');
                width += 1;
            }
            out.push(glyph.c);
            width += if glyph.c.is_ascii() { 1 } else { 2 };
            end = Some(glyph.right);
        }
        out
    };
    lines.iter().map(|(_, line)| row(line)).collect()
}
