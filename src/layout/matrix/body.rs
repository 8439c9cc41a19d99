//! The body of a matrix among the lines of a text: rows of a region and its numbers, names and numbers a cell a line, or indicators down
//! the side below a row of regions.

use super::above::{HEADER_LINES, header_cells, header_rows, trimmed};
use super::cells::{Mark, bare, is_nothing, is_number, is_region, is_rule, is_total, row};
use super::head::columns;
use super::series::{Cells, CellsRow};
use crate::layout::Block;
use crate::lexicon::matrix_word::{ASIDE_HEADS, INDICATOR_HEADS, UNIT_HEADS};
use crate::text::{Excerpt, Span, Text, fold};
use std::collections::HashSet;

/// Blank lines within a table.
const GAP: usize = 2;

/// The same where each cell has a line, between rows: browsers write a blank line or two around cells and rows.
const STREAM_GAP: usize = 10;

/// Rows of a matrix before its header is read.
pub(super) struct Body {
    rows: Vec<CellsRow>,
    first: usize,
    pub(super) last: usize,
    shape: Shape,
}

enum Shape {
    /// Regions down the side; the names stand in this column of rows cut by the mark.
    Down(Mark, usize),
    /// Regions down the side, a cell a line.
    Stream,
    /// Regions across: the header row and those below it.
    Across(usize, Excerpt, Vec<Vec<Span>>),
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
        for (name, mut values, written) in rows {
            // Cells are missing, nobody knows which. The lines are not looked at again.
            if values.len() < width && written < width {
                return Some(Body { rows: Vec::new(), first, last, shape: Shape::Down(mark, at) });
            }
            values.resize(width, Span::default());
            whole.push(CellsRow { names: vec![name], unit: None, values });
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
                let start = span.start as usize + read.find(cell).unwrap_or(0);
                let place = Span::new(start, start + cell.len());
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
                    rows.push(CellsRow { names: vec![place], unit: None, values: Vec::new() });
                } else if is_number(cell) || is_nothing(cell) {
                    rows.last_mut()?.values.push(place);
                } else {
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

    /// Rows of an indicator and its numbers, below a row of regions.
    pub(super) fn across(text: &Text, first: usize, floor: usize) -> Option<Body> {
        let mark = Mark::of(text.slice(text.line_span(first)))?;
        let mut upper: Vec<Vec<Span>> = Vec::new();
        let (mut head, mut line) = (None, first);
        while head.is_none() && line > floor && first - line < HEADER_LINES {
            line -= 1;
            let read = text.slice(text.line_span(line));
            if is_rule(read) {
                continue;
            }
            let cells = row(text, line, mark).cells;
            let regions: HashSet<&str> =
                cells.iter().map(|c| text.slice(*c)).filter(|c| is_region(c) && !is_total(c)).collect();
            if regions.len() >= 2 {
                head = Some(cells);
            } else if upper.is_empty() && cells.len() >= 2 {
                upper.push(cells);
            } else {
                return None;
            }
        }
        let head = head?;
        let from = head.iter().position(|c| is_region(text.slice(*c)))?;
        let folded = |c: &Span| fold::key(&fold::simplify(text.slice(*c)));
        let is_unit = |c: &Span| UNIT_HEADS.contains(&folded(c).as_str());
        let sides = &head[..from];
        let names: Vec<usize> = (0..from)
            .filter(|&i| !(ASIDE_HEADS.contains(&folded(&sides[i]).as_str()) || is_unit(&sides[i]) && i > 0))
            .filter(|&i| !sides[i].is_empty() || i == 0)
            .collect();
        let known = |i: &usize| INDICATOR_HEADS.contains(&folded(&sides[*i]).as_str()) || sides[*i].is_empty();
        let unit = (1..from).find(|&i| is_unit(&sides[i]));
        if names.is_empty() || !names.iter().any(known) {
            return None;
        }
        let mut rows: Vec<CellsRow> = Vec::new();
        let (mut last, mut line) = (first, first);
        while line <= text.line_count() && line - last <= GAP {
            if !is_rule(text.slice(text.line_span(line))) {
                let cut = row(text, line, mark);
                let Some(values) = cut.cells.get(from..).filter(|v| fits(text, v)) else { break };
                let mut named: Vec<Span> = names.iter().map(|&i| cut.cells[i]).collect();
                let titled = named.last().is_some_and(|n| !n.is_empty() && !is_number(text.slice(*n)));
                if !titled || named.iter().any(|n| is_region(text.slice(*n))) {
                    break;
                }
                if let (Some(above), 2..) = (rows.last(), named.len())
                    && named[0].is_empty()
                {
                    named[0] = above.names[0];
                }
                rows.push(CellsRow { names: named, unit: unit.map(|u| cut.cells[u]), values: values.to_vec() });
                last = line;
            }
            line += 1;
        }
        let width = rows.iter().map(|row| row.values.len()).max()?;
        if mark == Mark::Blank && rows.iter().any(|row| row.values.len() != width) {
            rows.clear();
        }
        rows.iter_mut().for_each(|row| row.values.resize(width, Span::default()));
        let mut heads = vec![head[from..].to_vec()];
        heads.extend(upper.into_iter().map(|cells| {
            let repeats = |(cell, head): (&Span, &Span)| cell.is_empty() || text.slice(*cell) == text.slice(*head);
            let beside = cells.iter().zip(&head[..from]).take_while(|pair| repeats(*pair)).count();
            cells[beside..].to_vec()
        }));
        let name = names.last().map_or(Excerpt::default(), |&i| sides[i].into());
        let first_head = line_of(text, head.iter().find(|c| !c.is_empty())?);
        Some(Body { rows, first, last, shape: Shape::Across(first_head, name, heads) })
    }

    /// A cell a line: heads, regions, then rows of an indicator and its numbers. `first`: the line of the first region.
    pub(super) fn across_cells(text: &Text, first: usize, floor: usize) -> Option<Body> {
        // The heads above the regions, back to the first column.
        let folded = |c: &Span| fold::key(&fold::simplify(text.slice(*c)));
        let above = (floor.max(1)..first).rev().filter_map(|line| Some((line, cell_of(text, line)?)));
        let is_side = |(_, cell): &(usize, Span)| {
            let head = folded(cell);
            [INDICATOR_HEADS, UNIT_HEADS, ASIDE_HEADS].iter().any(|heads| heads.contains(&head.as_str()))
        };
        let mut sides: Vec<(usize, Span)> = above.take(SIDES).take_while(is_side).collect();
        sides.reverse();
        if sides.is_empty() {
            return None;
        }
        let mut cells = (first..=text.line_count()).filter_map(|line| Some((line, cell_of(text, line)?))).peekable();
        let mut regions: Vec<Span> = Vec::new();
        while let Some((_, cell)) = cells.next_if(|(_, cell)| is_region(text.slice(*cell))) {
            regions.push(cell);
        }
        let names: HashSet<&str> = regions.iter().map(|c| text.slice(*c)).filter(|c| !is_total(c)).collect();
        if names.len() < 2 {
            return None;
        }
        let unit = sides.iter().position(|(_, c)| UNIT_HEADS.contains(&folded(c).as_str()));
        let name = sides.iter().position(|(_, c)| INDICATOR_HEADS.contains(&folded(c).as_str()))?;
        let width = sides.len() + regions.len();
        let (mut rows, mut last) = (Vec::new(), first);
        loop {
            let row: Vec<(usize, Span)> = cells.by_ref().take(width).collect();
            let values: Vec<Span> = row.iter().skip(sides.len()).map(|cell| cell.1).collect();
            let titled = row.get(name).is_some_and(|(_, c)| !is_number(text.slice(*c)) && !is_region(text.slice(*c)));
            if row.len() < width
                || !titled
                || !values.iter().all(|v| is_number(text.slice(*v)) || is_nothing(text.slice(*v)))
            {
                break;
            }
            last = row[width - 1].0;
            rows.push(CellsRow { names: vec![row[name].1], unit: unit.map(|u| row[u].1), values });
        }
        let head: Excerpt = sides[name].1.into();
        (rows.len() >= 2).then_some(Body { rows, first, last, shape: Shape::Across(sides[0].0, head, vec![regions]) })
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
            Shape::Across(first, head, rows) => {
                (*first, head.clone(), columns(text, &trimmed(text, rows, width), width)?)
            }
        };
        let across = matches!(self.shape, Shape::Across(..));
        Cells { rows: self.rows, above, head, across }.block(text, (first, self.last), floor)
    }
}

/// Heads beside the regions at most: 序号, 指标名称, 单位.
const SIDES: usize = 4;

/// What stands in a line, without marks.
fn cell_of(text: &Text, line: usize) -> Option<Span> {
    let span = text.line_span(line);
    let read = text.slice(span);
    let cell = bare(read);
    let start = span.start as usize + read.find(cell)?;
    (!cell.is_empty()).then(|| Span::new(start, start + cell.len()))
}

/// The line right above the first name, if the number of its row stands there: 1.
fn number_above(text: &Text, name: usize) -> Option<usize> {
    let above = (1..name).rev().take(STREAM_GAP).find(|line| !bare(text.slice(text.line_span(*line))).is_empty())?;
    (bare(text.slice(text.line_span(above))) == "1").then_some(above)
}

fn line_of(text: &Text, span: &Span) -> usize {
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
