//! Tables of regions × indicators: rows of names (县区, 乡镇, 合计) with nothing but numbers behind them, below a header that says what is counted;
//! or the indicators down the side and the regions across.
//!
//! Found by its body, since no table of projects has it: regions by their shape and numbers. Header cells are read in `matrix_head`.

use super::matrix_above::{HEADER_LINES, caption, counted, header_cells, header_rows, trimmed};
use super::matrix_cells::{Mark, is_nothing, is_number, is_region, is_rule, is_total, row};
use super::matrix_head::{Leaf, columns, leaf};
use super::{Block, Content, LayoutKind};
use crate::figure::HeaderUnit;
use crate::lexicon::matrix_word::{ASIDE_HEADS, INDICATOR_HEADS, UNIT_HEADS};
use crate::text::{Excerpt, Span, Text, fold};
use std::collections::HashSet;

/// Regions × indicators, a series for each column of amounts (or row, where the indicators stand down the side).
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// The line above the header that names the table.
    pub caption: Option<Span>,
    /// The header over the names.
    pub head: Excerpt,
    pub series: Vec<Series>,
}

/// The amounts of one indicator in one column: its targets, what was reached, or the share of it.
#[derive(Clone, Debug)]
pub struct Series {
    /// Headings above the indicator, outermost first.
    pub group: Vec<Excerpt>,
    pub indicator: Excerpt,
    pub stage: Stage,
    pub unit: Option<HeaderUnit>,
    pub header: Excerpt,
    pub cells: Vec<MatrixCell>,
}

/// What an amount says of its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Only how much: the caption says whether it is planned or reached.
    Plain,
    Target,
    Progress,
    /// 完成率: the share of the target that was reached.
    Rate,
}

#[derive(Clone, Copy, Debug)]
pub struct MatrixCell {
    /// `None` in a row of sums.
    pub region: Option<Span>,
    pub number: Span,
}

/// Blank lines within a table.
const GAP: usize = 2;

/// The matrices of a text, each claiming whole lines, in order of appearance.
pub fn matrices(text: &Text) -> Vec<Block> {
    let mut out = Vec::new();
    let (mut line, mut floor) = (1, 1);
    while line <= text.line_count() {
        let read = text.slice(text.line_span(line));
        let found = if ends_with_number(read) {
            Body::rows(text, line).or_else(|| Body::across(text, line, floor))
        } else if is_name(read) {
            Body::cells(text, line)
        } else {
            None
        };
        line = match found {
            Some(body) => {
                if let Some(block) = body.block(text, floor) {
                    out.push(block);
                    floor = body.last + 1;
                }
                body.last + 1
            }
            None => line + 1,
        };
    }
    out
}

/// Cheap: nearly all lines end here.
fn ends_with_number(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '│' | '┃' | ',' | '"' | '*'));
    end.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '％' | '０'..='９' | '—' | '/')) && end.len() > 5
}

/// A line that is nothing but the name of a region.
fn is_name(line: &str) -> bool {
    line.len() < 60 && line.len() > 5 && is_region(bare(line))
}

pub(super) fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*' | '"' | '│'))
}

/// A matrix whose cells are known: a grid of the file.
pub(super) struct Cells {
    /// The regions (or group and indicator), the cell that names the unit, the values.
    pub rows: Vec<(Vec<Span>, Option<Span>, Vec<Span>)>,
    /// The header cells above each column of values, from top to bottom.
    pub above: Vec<Vec<Span>>,
    /// The header over the names.
    pub head: Excerpt,
    /// The regions stand across.
    pub across: bool,
}

impl Cells {
    /// The matrix that they make, from one line to another.
    pub(super) fn block(self, text: &Text, first: usize, last: usize) -> Option<Block> {
        let shape = if self.across { Shape::Across(first, Excerpt::default(), Vec::new()) } else { Shape::Stream };
        let mut above = self.above;
        above.iter_mut().for_each(|cells| cells.dedup_by(|a, b| text.slice(*a) == text.slice(*b)));
        Body { rows: self.rows, first, last, shape }.below(text, first, self.head, &above, 1)
    }
}

/// Rows of a matrix before its header is read.
struct Body {
    /// Name cells (groups and indicator where the indicators stand down the side), unit cell, values.
    rows: Vec<(Vec<Span>, Option<Span>, Vec<Span>)>,
    first: usize,
    last: usize,
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
    fn rows(text: &Text, first: usize) -> Option<Body> {
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
            whole.push((vec![name], None, values));
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
    fn cells(text: &Text, first: usize) -> Option<Body> {
        let mut rows: Vec<(Vec<Span>, Option<Span>, Vec<Span>)> = Vec::new();
        let (mut line, mut last) = (first, first);
        while line <= text.line_count() && line - last <= GAP + 1 {
            let span = text.line_span(line);
            let read = text.slice(span);
            let cell = bare(read);
            if !cell.is_empty() {
                let start = span.start as usize + read.find(cell).unwrap_or(0);
                let place = Span::new(start, start + cell.len());
                if is_region(cell) {
                    rows.push((vec![place], None, Vec::new()));
                } else if is_number(cell) || is_nothing(cell) {
                    rows.last_mut()?.2.push(place);
                } else {
                    break;
                }
                last = line;
                // No matrix begins with a name that has no numbers behind it.
                if rows.len() == 2 && rows[0].2.len() < 2 {
                    return None;
                }
            }
            line += 1;
        }
        let width = rows.first()?.2.len();
        let whole = rows.len() >= 3 && width >= 2 && rows.iter().all(|(_, _, values)| values.len() == width);
        let rows = if whole { rows } else { Vec::new() };
        Some(Body { rows, first, last, shape: Shape::Stream })
    }

    /// Rows of an indicator and its numbers, below a row of regions.
    fn across(text: &Text, first: usize, floor: usize) -> Option<Body> {
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
        let mut rows: Vec<(Vec<Span>, Option<Span>, Vec<Span>)> = Vec::new();
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
                    named[0] = above.0[0];
                }
                rows.push((named, unit.map(|u| cut.cells[u]), values.to_vec()));
                last = line;
            }
            line += 1;
        }
        let width = rows.iter().map(|(_, _, values)| values.len()).max()?;
        if mark == Mark::Blank && rows.iter().any(|(_, _, values)| values.len() != width) {
            rows.clear();
        }
        rows.iter_mut().for_each(|(_, _, values)| values.resize(width, Span::default()));
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

    /// The matrix with its header, or `None` where there is none above the body.
    fn block(&self, text: &Text, floor: usize) -> Option<Block> {
        let width = self.rows.first()?.2.len();
        let (first, head, parts) = match &self.shape {
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
        self.below(text, first, head, &parts, floor)
    }

    /// The matrix below a header whose cells stand above their columns.
    fn below(&self, text: &Text, first: usize, head: Excerpt, parts: &[Vec<Span>], floor: usize) -> Option<Block> {
        let (caption, unit) = caption(text, first, floor);
        let mut matrix = Matrix { caption, head, series: Vec::new() };
        match self.shape {
            Shape::Across(..) => self.across_series(text, parts, &mut matrix)?,
            _ => self.down_series(text, parts, &mut matrix)?,
        }
        for series in matrix.series.iter_mut().filter(|s| s.unit.is_none() && s.stage != Stage::Rate) {
            series.unit = unit;
        }
        let cells: usize = matrix.series.iter().map(|s| s.cells.len()).sum();
        let why = format!(
            "{} rows of {} numbers each below a header of regions; {} columns of amounts with {cells} cells",
            self.rows.len(),
            parts.len(),
            matrix.series.len()
        );
        let span = text.line_span(first).cover(text.line_span(self.last));
        Some(Block {
            kind: LayoutKind::Matrix,
            span,
            confidence: 90,
            evidence: vec![why],
            points: None,
            runner_up: None,
            content: Content::Matrix(matrix),
        })
    }

    /// A series a column.
    fn down_series(&self, text: &Text, parts: &[Vec<Span>], matrix: &mut Matrix) -> Option<()> {
        let mut seen = HashSet::new();
        let named = self.rows.iter().map(|(name, ..)| text.slice(name[0]));
        let regions = named.filter(|n| !is_total(n)).map(|n| seen.insert(n)).collect::<Vec<_>>();
        // A region in two rows: a list of projects.
        if regions.len() < 2 || regions.contains(&false) {
            return None;
        }
        let mut above: Option<Leaf> = None;
        for (column, parts) in parts.iter().enumerate() {
            let mut leaf = leaf(text, parts);
            let cells: Vec<MatrixCell> = self
                .rows
                .iter()
                .filter(|(_, _, values)| is_number(text.slice(values[column])))
                .map(|(name, _, values)| cell(text, name[0], values[column]))
                .collect();
            let worded = self
                .rows
                .iter()
                .any(|(_, _, v)| !is_number(text.slice(v[column])) && !is_nothing(text.slice(v[column])));
            if leaf.aside || worded || cells.is_empty() {
                continue;
            }
            // Numbers under nothing: the header was not understood.
            if leaf.indicator.is_none() && leaf.stage.is_none() && leaf.unit.is_none() {
                return None;
            }
            if leaf.indicator.is_none()
                && let Some(above) = &above
                && leaf.stage != Some(Stage::Plain)
            {
                leaf.indicator.clone_from(&above.indicator);
                leaf.group.clone_from(&above.group);
                leaf.unit = leaf.unit.or(above.unit.filter(|_| leaf.stage != Some(Stage::Rate)));
            }
            if leaf.indicator.is_some() {
                above = Some(leaf.clone());
            }
            let indicator = leaf
                .indicator
                .or_else(|| matrix.caption.map(|caption| counted(text, caption)))
                .unwrap_or_else(|| leaf.header.clone());
            matrix.series.push(Series {
                group: leaf.group,
                indicator,
                stage: leaf.stage.unwrap_or(Stage::Plain),
                unit: leaf.unit,
                header: leaf.header,
                cells,
            });
        }
        (!matrix.series.is_empty()).then_some(())
    }

    /// A series for each row and each stage under the regions.
    fn across_series(&self, text: &Text, parts: &[Vec<Span>], matrix: &mut Matrix) -> Option<()> {
        // The region of each column, and what stands under it.
        let heads: Vec<(Option<Span>, Leaf)> = parts
            .iter()
            .map(|parts| {
                let region = parts.iter().copied().find(|p| is_region(text.slice(*p)));
                let rest: Vec<Span> = parts.iter().copied().filter(|p| Some(*p) != region).collect();
                (region, leaf(text, &rest))
            })
            .collect();
        for (names, unit, values) in &self.rows {
            let own = leaf(text, names);
            let unit = unit.and_then(|u| HeaderUnit::whole(&fold::key(text.slice(u)))).or(own.unit);
            let indicator = own.indicator.unwrap_or_else(|| own.header.clone());
            let from = matrix.series.len();
            for ((region, head), value) in heads.iter().zip(values) {
                let Some(region) = region.filter(|_| is_number(text.slice(*value)) && !head.aside) else { continue };
                let stage = head.stage.or(own.stage).unwrap_or(Stage::Plain);
                let cell = cell(text, region, *value);
                match matrix.series[from..].iter_mut().find(|s| s.stage == stage) {
                    Some(series) => series.cells.push(cell),
                    None => matrix.series.push(Series {
                        group: own.group.clone(),
                        indicator: indicator.clone(),
                        stage,
                        unit: if stage == Stage::Rate { HeaderUnit::whole("%") } else { head.unit.or(unit) },
                        header: own.header.clone(),
                        cells: vec![cell],
                    }),
                }
            }
        }
        (!matrix.series.is_empty()).then_some(())
    }
}

fn cell(text: &Text, name: Span, number: Span) -> MatrixCell {
    MatrixCell { region: Some(name).filter(|n| !is_total(text.slice(*n))), number }
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
pub(super) fn fits(text: &Text, values: &[Span]) -> bool {
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
