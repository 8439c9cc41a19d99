//! Pages of two columns of running text, as gazettes are set: the left column is read before the right one.

use super::line::{self, Line};
use super::marks::Glyph;

/// Lines that both columns must have at least.
const FEWEST: usize = 5;

/// The lines of a page in the order of reading: those that stand across the page part what stands above from what stands below.
pub(super) fn ordered(lines: Vec<Line>) -> Vec<Line> {
    let Some(gutter) = gutter(&lines) else { return lines };
    let mut out = Vec::with_capacity(lines.len());
    let (mut left, mut right): (Vec<Glyph>, Vec<Glyph>) = Default::default();
    let close = |left: &mut Vec<Glyph>, right: &mut Vec<Glyph>, out: &mut Vec<Line>| {
        for column in [left, right] {
            let mut lines = line::lines(std::mem::take(column));
            let from = lines.iter().map(|l| l.left).fold(f32::MAX, f32::min);
            let to = lines.iter().map(|l| l.right).fold(f32::MIN, f32::max);
            lines.iter_mut().for_each(|line| line.within = Some((from, to)));
            out.extend(lines);
        }
    };
    for line in lines {
        if crosses(&line, gutter) {
            close(&mut left, &mut right, &mut out);
            out.push(line);
            continue;
        }
        for inked in &line.glyphs {
            let glyph = inked.glyph;
            if glyph.middle().0 < gutter { left.push(glyph) } else { right.push(glyph) }
        }
    }
    close(&mut left, &mut right, &mut out);
    out
}

fn crosses(line: &Line, at: f32) -> bool {
    let inside = line.glyphs.iter().any(|i| i.glyph.left < at && i.glyph.right > at);
    let gap = line.glyphs.windows(2).find(|pair| pair[0].glyph.right <= at && pair[1].glyph.left >= at);
    inside || gap.is_some_and(|pair| pair[1].glyph.left - pair[0].glyph.right < 0.9 * line.size)
}

/// Where the columns part: near the middle, a gap at the same place in most lines, up to which the lines at its left are full. In a
/// table of two columns they are not.
fn gutter(lines: &[Line]) -> Option<f32> {
    let from = lines.iter().map(|l| l.left).fold(f32::MAX, f32::min);
    let to = lines.iter().map(|l| l.right).fold(f32::MIN, f32::max);
    let near = |x: f32| (x - (from + to) / 2.0).abs() < 0.12 * (to - from);
    let gaps: Vec<(f32, f32)> = lines
        .iter()
        .flat_map(|line| line.glyphs.windows(2).map(move |pair| (line.size, pair[0].glyph.right, pair[1].glyph.left)))
        .filter(|(size, left, right)| right - left > 0.9 * size && near((left + right) / 2.0))
        .map(|(_, left, right)| (left, right))
        .collect();
    // Running text has no other gaps, and many characters up to this one.
    let wide = |line: &&Line| {
        let gaps = line.glyphs.windows(2).filter(|p| p[1].glyph.left - p[0].glyph.right > 0.9 * line.size).count();
        gaps > 1 || gaps == 1 && line.glyphs.len() < 20
    };
    if gaps.len() < FEWEST || lines.iter().filter(wide).count() * 5 > gaps.len() * 2 {
        return None;
    }
    let size = line::median(lines.iter().map(|l| l.size).collect());
    let edge = gaps.iter().map(|g| g.0).fold(f32::MIN, f32::max);
    let start = gaps.iter().map(|g| g.1).fold(f32::MAX, f32::min);
    let full = gaps.iter().filter(|g| edge - g.0 < 1.6 * size).count();
    let crossing = lines.iter().filter(|line| crosses(line, (edge + start) / 2.0)).count();
    // Below the shorter column the other one goes on alone.
    let alone = lines.iter().filter(|line| line.right < start || line.left > edge).count();
    let most = (gaps.len() + alone) * 4 >= lines.len() * 3;
    (most && start > edge && full * 10 >= gaps.len() * 6 && crossing * 4 <= lines.len()).then_some((edge + start) / 2.0)
}
