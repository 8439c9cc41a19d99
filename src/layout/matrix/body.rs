//! The body of a matrix among the lines of a text: rows of a region and its numbers, names and numbers a cell a line, or indicators down
//! the side below a row of regions.

use super::above::{header_cells, header_rows, trimmed};
use super::cells::{Mark, bare, is_nothing, is_number, is_region, is_rule, row};
use super::head::columns;
use super::series::{Cells, CellsRow};
use crate::layout::Block;
use crate::text::{Excerpt, Span, Text};

/// Blank lines within a table.
pub(super) const GAP: usize = 2;

/// The same where each cell has a line, between rows: browsers write a blank line or two around cells and rows.
const STREAM_GAP: usize = 10;

/// Rows of a matrix before its header is read.
pub(super) struct Body {
    pub(super) rows: Vec<CellsRow>,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) shape: Shape,
}

pub(super) enum Shape {
    /// Regions down the side; the names stand in this column of rows cut by the mark.
    Down(Mark, usize),
    /// Regions down the side, a cell a line.
    Stream,
    /// Regions across: the first line of the header and the head over the names.
    Across(usize, Excerpt, Heads),
}

/// What stands over the amounts of a matrix with its regions across.
pub(super) enum Heads {
    /// The rows of the header.
    Rows(Vec<Vec<Span>>),
    /// The heads over each column.
    Columns(Vec<Vec<Span>>),
}

impl Body {
    /// Rows of a region and its numbers from this line on.
    pub(super) fn rows(text: &Text, first: usize) -> Option<Body> {
        let mark = Mark::of(text.slice(text.line_span(first)))?;
        name_place(text, &row(text, first, mark).cells)?;
        // 合计 in the first row may stand under 序号.
        let at =
            (first..=text.line_count()).take(4).filter_map(|l| name_place(text, &row(text, l, mark).cells)).max()?;
        let (mut rows, mut last, mut line) = (Vec::new(), first, first);
        while line <= text.line_count() && line - last <= GAP {
            let read = text.slice(text.line_span(line));
            if !is_rule(read) {
                let Some(found) = Self::region_row(text, line, mark, at) else { break };
                rows.push(found);
                last = line;
            }
            line += 1;
        }
        let width = rows.iter().map(|(_, values, _)| values.len()).max()?;
        let mut whole = Vec::new();
        // 备注 behind the numbers, which most rows lack.
        let noted =
            |values: &[Span]| values.last().is_some_and(|v| !is_number(text.slice(*v)) && !is_nothing(text.slice(*v)));
        let plain = rows.iter().filter(|(_, values, _)| !noted(values)).map(|(_, values, _)| values.len()).max();
        let notes = plain.is_some_and(|plain| plain + 1 == width);
        let width = width - usize::from(notes);
        for (name, mut values, written) in rows {
            values.truncate(width);
            // Cells are missing, nobody knows which. The lines are not looked at again.
            if values.len() < width && written < width {
                return Some(Body { rows: Vec::new(), first, last, shape: Shape::Down(mark, at) });
            }
            values.resize(width, Span::default());
            whole.push(CellsRow { names: vec![name], unit: None, offices: Vec::new(), values });
        }
        Some(Body { rows: whole, first, last, shape: Shape::Down(mark, at) })
    }

    /// Name, values and how many values were written.
    fn region_row(text: &Text, line: usize, mark: Mark, place: usize) -> Option<(Span, Vec<Span>, usize)> {
        let own = Mark::of(text.slice(text.line_span(line)))?;
        if own != mark {
            return None;
        }
        let cut = row(text, line, mark);
        let mut at = name_place(text, &cut.cells).filter(|&own| own <= place)?;
        let name = cut.cells[at];
        // 合计 may span the column of numbers, with or without a blank cell for it.
        while at < place && cut.cells.get(at + 1).is_some_and(|c| c.is_empty()) {
            at += 1;
        }
        let values = cut.cells.get(at + 1..)?.to_vec();
        fits(text, &values).then_some((name, values, cut.written.saturating_sub(at + 1)))
    }

    /// A name and its numbers, a cell a line, from this line on.
    pub(super) fn cells(text: &Text, first: usize) -> Option<Body> {
        let mut rows: Vec<CellsRow> = Vec::new();
        let numbered = number_above(text, first);
        let (mut line, mut last) = (first, first);
        while line <= text.line_count() && line - last <= STREAM_GAP {
            let span = text.line_span(line);
            let read = text.slice(span);
            let cell = bare(read);
            if !cell.is_empty() {
                let place = || {
                    let start = span.start as usize + read.find(cell).unwrap_or(0);
                    Span::new(start, start + cell.len())
                };
                if is_region(cell) {
                    // The number of this row, which stands in front of its name.
                    let width = rows.first().map_or(0, |row| row.values.len());
                    let count = rows.len();
                    if numbered.is_some()
                        && let Some(above) = rows.last_mut()
                        && above.values.last().is_some_and(|v| text.slice(*v).parse() == Ok(count + 1))
                        && (count == 1 || above.values.len() == width + 1)
                    {
                        above.values.pop();
                    }
                    rows.push(CellsRow { names: vec![place()], unit: None, offices: Vec::new(), values: Vec::new() });
                } else if is_number(cell) || is_nothing(cell) {
                    rows.last_mut()?.values.push(place());
                } else if !is_note(text, cell, line) {
                    break;
                }
                last = line;
                // No matrix begins with a name that has no numbers behind it.
                if rows.len() == 2 && rows[0].values.len() < 2 {
                    return None;
                }
            }
            line += 1;
        }
        let width = rows.first()?.values.len();
        let whole = rows.len() >= 3 && width >= 2 && rows.iter().all(|row| row.values.len() == width);
        let rows = if whole { rows } else { Vec::new() };
        Some(Body { rows, first: numbered.unwrap_or(first), last, shape: Shape::Stream })
    }

    /// The matrix with its header, or `None` where there is none above the body.
    pub(super) fn block(self, text: &Text, floor: usize) -> Option<Block> {
        let width = self.rows.first()?.values.len();
        let (first, head, above) = match &self.shape {
            Shape::Down(mark, at) => {
                let (first, head, rows) = header_rows(text, self.first, floor, *mark, *at, width)?;
                (first, head, columns(text, &rows, width)?)
            }
            Shape::Stream => {
                let (first, head, rows) = header_cells(text, self.first, floor, width)?;
                (first, head, columns(text, &rows, width)?)
            }
            Shape::Across(first, head, Heads::Rows(rows)) => {
                (*first, head.clone(), columns(text, &trimmed(text, rows, width), width)?)
            }
            Shape::Across(first, head, Heads::Columns(columns)) => (*first, head.clone(), columns.clone()),
        };
        let across = matches!(self.shape, Shape::Across(..));
        Cells { rows: self.rows, above, head, across }.block(text, (first, self.last), floor)
    }
}

/// What stands in a line, without marks.
pub(super) fn cell_of(text: &Text, line: usize) -> Option<Span> {
    let span = text.line_span(line);
    let read = text.slice(span);
    let cell = bare(read);
    let start = span.start as usize + read.find(cell)?;
    (!cell.is_empty()).then(|| Span::new(start, start + cell.len()))
}

/// A remark at the end of a row: the next line names a region.
fn is_note(text: &Text, cell: &str, line: usize) -> bool {
    let next = (line + 1..=text.line_count()).take(STREAM_GAP).find_map(|line| cell_of(text, line));
    cell.len() < 90 && !cell.contains(['。', '：', ':']) && next.is_some_and(|next| is_region(text.slice(next)))
}

/// The line right above the first name, if the number of its row stands there: 1.
fn number_above(text: &Text, name: usize) -> Option<usize> {
    let above = (1..name).rev().take(STREAM_GAP).find(|line| !bare(text.slice(text.line_span(*line))).is_empty())?;
    (bare(text.slice(text.line_span(above))) == "1").then_some(above)
}

pub(super) fn line_of(text: &Text, span: &Span) -> usize {
    text.line(span.start)
}

/// The column in which a row names its region: the first cell, or the second behind a running number.
fn name_place(text: &Text, cells: &[Span]) -> Option<usize> {
    let first = cells.iter().position(|c| !c.is_empty())?;
    let read = |i: usize| cells.get(i).map_or("", |c| text.slice(*c));
    if is_region(read(first)) {
        return Some(first);
    }
    let numbered = read(first).len() <= 3 && read(first).bytes().all(|b| b.is_ascii_digit());
    (numbered && is_region(read(first + 1))).then_some(first + 1)
}

/// Numbers and blanks, of which at least one number; the last may be a remark.
pub fn fits(text: &Text, values: &[Span]) -> bool {
    let mut numbers = 0;
    for (i, value) in values.iter().enumerate() {
        let read = text.slice(*value);
        if is_number(read) {
            numbers += 1;
        } else if !(is_nothing(read) || i + 1 == values.len() && i > 0 && read.len() < 90) {
            return false;
        }
    }
    numbers > 0
}
