//! Tables of regions × indicators: rows of names (县区, 乡镇, 合计) with nothing but numbers behind them, below a header that says what is counted;
//! or the indicators down the side and the regions across.
//!
//! Found by its body, since no table of projects has it: regions by their shape and numbers. `body` reads its rows,
//! `above` and `head` what stands over them, `series` says what each amount counts.

mod above;
mod across;
mod body;
mod cells;
mod head;
mod series;
mod side;

pub(super) use body::fits;
pub use cells::is_region;
pub(super) use cells::{heads_regions, is_number, is_total};
pub(super) use series::{Cells, CellsRow};
pub(super) use side::{Side, side};

use super::Block;
use crate::figure::HeaderUnit;
use crate::lexicon::UnitRole;
use crate::text::{Excerpt, Span, Text};
use body::Body;
use cells::{Mark, bare};

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
    /// The cells that name the offices in charge of it.
    pub offices: Vec<(UnitRole, Span)>,
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

/// The matrices of a text, each claiming whole lines, in order of appearance.
pub fn matrices(text: &Text) -> Vec<Block> {
    let mut out = Vec::new();
    let (mut line, mut floor) = (1, 1);
    while line <= text.line_count() {
        let read = text.slice(text.line_span(line));
        let found = if ends_with_number(read) || ends_with_office(read) {
            Body::rows(text, line).or_else(|| Body::across(text, line, floor))
        } else if is_name(read) {
            Body::cells(text, line).or_else(|| Body::across_cells(text, line, floor))
        } else {
            None
        };
        line = match found {
            Some(body) => {
                let next = body.last + 1;
                if let Some(block) = body.block(text, floor) {
                    out.push(block);
                    floor = next;
                }
                next
            }
            None => line + 1,
        };
    }
    out
}

/// Cheap: nearly all lines end here.
fn ends_with_number(line: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '|' | '│' | '┃' | ',' | '"' | '*');
    let mut end = line.trim_end_matches(marks);
    // What pandas writes for a blank.
    while let Some(rest) = end.strip_suffix("NaN") {
        end = rest.trim_end_matches(marks);
    }
    end.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '％' | '０'..='９' | '—' | '/')) && end.len() > 5
}

/// A row of amounts with the office in charge behind them. Cheap as well.
fn ends_with_office(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '│' | '┃' | ',' | '"'));
    end.ends_with(['局', '委', '会', '办', '府', '联', '厅', '室', '司', '心', '院', '处', '社', '团', '部', '协'])
        && Mark::of(line).is_some()
        && line.bytes().filter(u8::is_ascii_digit).take(3).count() == 3
}

/// A line that is nothing but the name of a region.
fn is_name(line: &str) -> bool {
    line.len() < 60 && line.len() > 5 && is_region(bare(line))
}
