//! A ruled table with its text, and how one table goes on over the pages.

use super::line::{self, Line};
use super::marks::Glyph;
use super::ruling::Lattice;

/// Edges of columns that are nearer are the same on two pages.
const SAME: f32 = 4.0;

#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Row by row, from left to right.
    pub(super) cells: Vec<Cell>,
    pub(super) rows: usize,
    pub(super) top: f32,
    edges: Vec<f32>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) text: String,
    /// Its last line is as long as the cell is wide, so that its text may go on elsewhere.
    full: bool,
    lines: usize,
}

impl Sheet {
    /// Puts the characters of a table into its cells. `None` where fewer than two cells hold any: that is a frame, a drawing.
    pub(super) fn new(lattice: &Lattice, glyphs: Vec<(usize, Glyph)>) -> Option<Sheet> {
        let mut held: Vec<Vec<Glyph>> = vec![Vec::new(); lattice.cells.len()];
        for (cell, glyph) in glyphs {
            held[cell].push(glyph);
        }
        let lines: Vec<Vec<Line>> = held.into_iter().map(line::lines).collect();
        if lines.iter().filter(|lines| !lines.is_empty()).count() < 2 {
            return None;
        }
        // The distance of text from the lines is the same in all cells.
        let gaps = lattice.cells.iter().zip(&lines).flat_map(|(cell, lines)| {
            lines.iter().map(move |line| (line.left - cell.left).min(cell.right - line.right))
        });
        let margin = gaps.fold(f32::MAX, f32::min).clamp(0.0, 8.0);
        let mut cells: Vec<Cell> = lattice
            .cells
            .iter()
            .zip(&lines)
            .map(|(place, lines)| {
                let inner = (place.left + margin, place.right - margin);
                let full = lines.last().is_some_and(|l| inner.1 - inner.0 - l.width() < l.size * 1.3);
                Cell {
                    row: place.row,
                    column: place.column,
                    rows: place.rows,
                    columns: place.columns,
                    text: text(lines, inner),
                    full,
                    lines: lines.len(),
                }
            })
            .collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let rows = cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
        Some(Sheet { cells, rows, top: lattice.top, edges: lattice.edges.clone() })
    }

    /// Whether another table, on the next page, has the same columns.
    pub(super) fn goes_on(&self, next: &Sheet) -> bool {
        self.edges.len() == next.edges.len() && self.edges.iter().zip(&next.edges).all(|(a, b)| (a - b).abs() <= SAME)
    }

    /// Joins the part of the table that stands on the next page.
    pub(super) fn append(&mut self, mut next: Sheet) {
        let headings = self.headings(&next);
        next.cells.retain(|cell| cell.row >= headings);
        let Some(first) = next.cells.first().map(|cell| cell.row) else { return };
        for cell in &mut next.cells {
            cell.row -= first;
        }
        next.rows = next.rows.saturating_sub(first);
        let above = self.rows;
        let shift = match self.cut(&next) {
            true => {
                self.mend(&mut next);
                above - 1
            }
            false => {
                self.stretch(&mut next);
                above
            }
        };
        for cell in &mut next.cells {
            cell.row += shift;
        }
        self.rows = shift + next.rows;
        self.cells.extend(next.cells);
    }

    /// How many rows of the next page repeat the first ones of this table.
    fn headings(&self, next: &Sheet) -> usize {
        let row = |sheet: &Sheet, row: usize| -> Vec<(usize, usize, usize, String)> {
            let cells = sheet.cells.iter().take_while(|cell| cell.row <= row).filter(|cell| cell.row == row);
            cells.map(|c| (c.column, c.rows, c.columns, c.text.split_whitespace().collect())).collect()
        };
        let most = next.rows.min(self.rows).min(6);
        let same = (0..most).take_while(|&r| row(self, r) == row(next, r)).count();
        // A row of blank cells alone repeats nothing.
        if (0..same).any(|r| row(self, r).iter().any(|cell| !cell.3.is_empty())) { same } else { 0 }
    }

    fn last_in(&self, column: usize) -> Option<usize> {
        let reach = |cell: &Cell| cell.column <= column && column < cell.column + cell.columns;
        self.cells
            .iter()
            .enumerate()
            .rev()
            .take(4096)
            .find(|(_, c)| reach(c) && c.row + c.rows == self.rows)
            .map(|f| f.0)
    }

    /// Whether the page break cuts through the last row: nothing stands in the first column of the next page's first row, and what
    /// stands in its cells goes on from cells that reach as far down as any, one of them in the middle of a sentence.
    fn cut(&self, next: &Sheet) -> bool {
        let first: Vec<&Cell> = next.cells.iter().take_while(|cell| cell.row == 0).collect();
        if first.first().is_none_or(|cell| !cell.text.is_empty()) {
            return false;
        }
        let last = self.rows.saturating_sub(1);
        let down = self.cells.iter().rev().take_while(|c| c.row >= last).map(|c| c.lines).max().unwrap_or(0);
        let mut goes_on = false;
        for cell in first.iter().filter(|cell| !cell.text.is_empty()) {
            match self.last_in(cell.column).map(|i| &self.cells[i]) {
                Some(above) if above.columns == cell.columns && above.lines >= down => {
                    goes_on |= above.full && !ends(&above.text);
                }
                _ => return false,
            }
        }
        goes_on
    }

    /// Joins the first row of the next page to the last one.
    fn mend(&mut self, next: &mut Sheet) {
        let (first, rest): (Vec<Cell>, Vec<Cell>) = next.cells.drain(..).partition(|cell| cell.row == 0);
        for cell in first {
            let Some(above) = self.last_in(cell.column).and_then(|i| self.cells.get_mut(i)) else { continue };
            if !above.full && !above.text.is_empty() && !cell.text.is_empty() {
                above.text.push('\n');
            }
            line::append(&mut above.text, &cell.text);
            above.full = cell.full;
            above.lines += cell.lines;
            above.rows += cell.rows - 1;
        }
        next.cells = rest;
    }

    /// Blank cells at the start of the first row belong to what was merged above the page break.
    fn stretch(&mut self, next: &mut Sheet) {
        let mut leading = true;
        let mut gone: Vec<usize> = Vec::new();
        for (i, cell) in next.cells.iter().enumerate().take_while(|(_, cell)| cell.row == 0) {
            leading &= cell.text.is_empty();
            if !cell.text.is_empty() {
                continue;
            }
            let Some(at) = self.last_in(cell.column) else { continue };
            let above = &mut self.cells[at];
            let same = above.column == cell.column && above.columns == cell.columns;
            if same && (leading || above.rows > 1 || cell.rows > 1) {
                above.rows += cell.rows;
                gone.push(i);
            }
        }
        let mut i = 0;
        next.cells.retain(|_| {
            i += 1;
            !gone.contains(&(i - 1))
        });
    }
}

fn ends(text: &str) -> bool {
    text.ends_with(['。', '；', '！', '？', ';'])
}

/// The text of a cell: lines that were wrapped at its edge are one.
fn text(lines: &[Line], (left, right): (f32, f32)) -> String {
    let mut out = String::new();
    // Written downwards: a character a line.
    let downwards = lines.len() >= 2 && lines.iter().all(|line| line.glyphs.len() == 1);
    let mut all = lines.iter().flat_map(|line| &line.glyphs).map(|i| i.glyph.c);
    let first = all.clone().next();
    let names = all.all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    for (i, line) in lines.iter().enumerate() {
        let piece = line.text();
        match i.checked_sub(1).map(|above| &lines[above]) {
            None => out.push_str(&piece),
            Some(above)
                if downwards || wraps(above, line, left, right) && !(names && parts_offices(above, line, first)) =>
            {
                line::append(&mut out, &piece);
            }
            Some(_) => {
                out.push('\n');
                out.push_str(&piece);
            }
        }
    }
    out
}

/// Whether a line ends with the name of an office and the next begins with another one's: in a narrow column, one a line looks like
/// one that was wrapped. Only in cells that hold nothing else than names.
fn parts_offices(above: &Line, below: &Line, first: Option<char>) -> bool {
    const ENDS: &str = "局委厅会府联队团处院办镇乡区县";
    let opens = below.glyphs.first().map(|i| i.glyph.c);
    opens.is_some() && (opens == first || opens == Some('各')) && above.last().is_some_and(|c| ENDS.contains(c))
}

/// Whether a line goes on in the next for want of room.
fn wraps(above: &Line, below: &Line, left: f32, right: f32) -> bool {
    let room = (right - left) - above.width();
    // An indented first line is as full as its end is near the edge.
    let room = room.min((right - above.right).max(0.0));
    if room >= below.opening() + 0.3 * below.size {
        return false;
    }
    if line::is_ended(above) && line::is_numbered(below) {
        return false;
    }
    let (before, after) = (below.left - left, right - below.right);
    let indented = before > 1.5 * below.size && above.left - left < before - below.size;
    !(indented && (before - after).abs() > below.size)
}
