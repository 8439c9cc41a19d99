//! Tables without upright lines: text that stands in columns.
//!
//! Where each row begins with its number, or level lines part the rows, it is a table like any other. Else it is written line by
//! line, with as many blanks as the page shows, for the layout that reads columns between blanks.

use super::line::{self, Line};
use super::marks::{Glyph, Rule};
use super::ruling::{Lattice, merged};
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

/// A table whose rows are parted by level lines alone: all that stands between at least three lines of one length, and in the row
/// above the first if it is the header.
pub(super) struct Banded {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    levels: Vec<f32>,
}

/// Where such tables may lie on a page; whether they are any is told by what stands there.
pub(super) fn banded(rules: &[Rule]) -> Vec<Banded> {
    let mut rules: Vec<Rule> = merged(rules).into_iter().filter(|rule| rule.to - rule.from > 100.0).collect();
    rules.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut out: Vec<Banded> = Vec::new();
    for rule in rules {
        match out.iter_mut().rev().take(8).find(|b| (b.left - rule.from).abs() < 3.0 && (b.right - rule.to).abs() < 3.0)
        {
            Some(band) => {
                band.levels.push(rule.at);
                band.bottom = rule.at;
            }
            None => {
                let (left, right, at) = (rule.from, rule.to, rule.at);
                out.push(Banded { left, right, top: at, bottom: at, levels: vec![at] });
            }
        }
    }
    out.retain(|band| band.levels.len() >= 3);
    // A table without a line at its top: its header is as high as two lines of the page at most.
    out.iter_mut().for_each(|band| band.top += 40.0);
    out
}

impl Banded {
    pub(super) fn holds(&self, (x, y): (f32, f32)) -> bool {
        x >= self.left - 2.0 && x <= self.right + 2.0 && y >= self.bottom && y <= self.top
    }

    /// The table, and the characters that do not belong to it.
    pub(super) fn sheet(&self, glyphs: &[Glyph]) -> Option<(Sheet, Vec<Glyph>)> {
        let first = *self.levels.first()?;
        let (above, within): (Vec<Glyph>, Vec<Glyph>) = glyphs.iter().partition(|glyph| glyph.middle().1 > first);
        let size = line::median(within.iter().map(|g| g.size).collect());
        let inked: Vec<Glyph> = within.iter().copied().filter(|g| !g.c.is_whitespace()).collect();
        let columns = stretches(&inked, GUTTER * size);
        if columns.len() < 3 {
            return None;
        }
        // The row above belongs to the table if it stands in these columns, each word in one.
        let words = stretches(&above.iter().copied().filter(|g| !g.c.is_whitespace()).collect::<Vec<_>>(), GAP * size);
        let near = above.iter().all(|g| g.y - first < 3.2 * size && (g.size - size).abs() < 0.3 * size);
        let one = |word: &(f32, f32)| columns.iter().filter(|c| c.0 < word.1 && c.1 > word.0).count() <= 1;
        let header = words.len() >= 3 && words.len() <= columns.len() && near && words.iter().all(one);
        let mut levels = self.levels.clone();
        let (mut held, mut rest) = (inked, Vec::new());
        if header {
            levels.insert(0, first + 40.0);
            held.extend(above);
        } else {
            rest = above;
        }
        let lines = line::lines(held.clone());
        let columns = joined(stretches(&held, GUTTER * size), &lines.iter().collect::<Vec<_>>());
        let lattice = Lattice::plain(&columns, levels)?;
        let cells: Vec<(usize, Glyph)> =
            held.into_iter().filter_map(|glyph| Some((lattice.cell(glyph.middle())?, glyph))).collect();
        let mut filled = vec![false; lattice.cells.len()];
        cells.iter().for_each(|&(cell, _)| filled[cell] = true);
        // Lines to be written on, or under headings, have little between them.
        let rows = filled.chunks(columns.len()).filter(|row| row.iter().filter(|f| **f).count() >= 2).count();
        (rows * 4 >= lattice.cells.len() / columns.len() * 3).then_some(())?;
        Some((Sheet::new(&lattice, cells)?, rest))
    }
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
