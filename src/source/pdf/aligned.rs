//! Tables without upright lines: text that stands in columns.
//!
//! Where each row begins with its number, or level lines part the rows, it is a table like any other. Else it is written line by
//! line, with as many blanks as the page shows, for the layout that reads columns between blanks.

use super::line::{self, Line};
use super::marks::{Glyph, Rule};
use super::ruling::Lattice;
use super::sheet::Sheet;
use std::ops::Range;

/// A gap of so many characters parts two columns.
const GAP: f32 = 1.4;
/// One so narrow does where it goes through the whole table.
const GUTTER: f32 = 0.4;

/// The stretches of lines that are columns: at least three lines of at least two columns, one of them of three.
pub(super) fn regions(lines: &[&Line], left: f32) -> Vec<Range<usize>> {
    let counts: Vec<usize> = lines.iter().map(|line| columns(line)).collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if counts[at] < 3 || lines[at].within.is_some() {
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
        while let Some(line) = lines.get(after).filter(|_| after - last <= 3) {
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

/// The table that some lines are, if its rows can be told.
pub(super) fn sheet(lines: &[&Line], rules: &[Rule]) -> Option<Sheet> {
    let glyphs: Vec<Glyph> = lines.iter().flat_map(|line| line.glyphs.iter().map(|i| i.glyph)).collect();
    let size = line::median(lines.iter().map(|line| line.size).collect());
    let columns = joined(stretches(&glyphs, GUTTER * size), lines);
    if columns.len() < 3 {
        return None;
    }
    let (left, right) = (columns.first()?.0, columns.last()?.1);
    let (first, last) = (lines.first()?, lines.last()?);
    let mut levels = vec![first.y + first.size * 1.2];
    let long = |rule: &&Rule| rule.to.min(right) - rule.from.max(left) > 0.6 * (right - left);
    let mut within: Vec<f32> = rules.iter().filter(long).map(|rule| rule.at).collect();
    within.sort_by(|a, b| b.total_cmp(a));
    within.dedup_by(|b, a| *a - *b < 3.0);
    within.retain(|&at| at < first.y && at > last.y);
    if within.len() >= 2 {
        levels.extend(within);
    } else {
        // Rows begin where the first column holds something; the row below the header must.
        let opens = |line: &Line| line.left < columns[0].1;
        if !opens(first) || lines.get(1).is_none_or(|line| !opens(line)) {
            return None;
        }
        for pair in lines.windows(2).filter(|pair| opens(pair[1])) {
            levels.push((pair[0].y + pair[1].y + 0.3 * (pair[0].size + pair[1].size)) / 2.0);
        }
    }
    levels.push(last.y - last.size * 0.5);
    let lattice = Lattice::plain(&columns, levels)?;
    let held = glyphs.into_iter().filter_map(|glyph| Some((lattice.cell(glyph.middle())?, glyph))).collect();
    Sheet::new(&lattice, held)
}

/// Two stretches are one column if one of them holds only a part of the header and no line stands in both: 序号 in the middle of its
/// column, the numbers at its edge.
fn joined(columns: Vec<(f32, f32)>, lines: &[&Line]) -> Vec<(f32, f32)> {
    let stands = |line: &Line, (left, right): (f32, f32)| {
        line.glyphs.iter().any(|i| i.glyph.left < right && i.glyph.right > left)
    };
    let body = &lines[1.min(lines.len())..];
    let mut out: Vec<(f32, f32)> = Vec::new();
    for column in columns {
        if let Some(last) = out.last_mut()
            && !lines.iter().any(|line| stands(line, *last) && stands(line, column))
            && [*last, column].iter().any(|&c| !body.iter().any(|line| stands(line, c)))
        {
            last.1 = column.1;
        } else {
            out.push(column);
        }
    }
    out
}

/// The stretches of the page's width that text takes, parted where none stands.
fn stretches(glyphs: &[Glyph], gap: f32) -> Vec<(f32, f32)> {
    let mut taken: Vec<(f32, f32)> = glyphs.iter().map(|g| (g.left, g.right)).collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (left, right) in taken {
        match out.last_mut() {
            Some(last) if left - last.1 < gap => last.1 = last.1.max(right),
            _ => out.push((left, right)),
        }
    }
    out
}

/// The lines with their blanks; a Chinese character is as wide as two of these.
pub(super) fn rows(lines: &[&Line]) -> Vec<String> {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let unit = (line::median(lines.iter().map(|line| line.size).collect()) / 2.0).max(1.0);
    let row = |line: &&Line| {
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
    lines.iter().map(row).collect()
}
