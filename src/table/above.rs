//! The unit that a line above a table gives to the numbers of its columns of money: 单位：万元.

use super::Column;
use crate::figure::HeaderUnit;
use crate::lexicon::{ColumnRole, Dimension, Field};
use crate::text::Text;

/// Lines above a header in which a unit is looked for: the title may stand between.
const LINES: usize = 4;

/// A longer line is a sentence.
const LONGEST: usize = 180;

/// Gives columns of money that name no unit the one that a line above the table names.
pub(super) fn lend_unit(columns: &mut [Column], text: &Text) {
    let without = |column: &Column| column.unit.is_none() && column.role == ColumnRole::Text(Field::Funding);
    if !columns.iter().any(without) {
        return;
    }
    let start =
        columns.iter().filter(|column| !column.header.is_empty()).map(|column| column.header.span().start).min();
    let Some(unit) = start.and_then(|start| stated_above(start, text)) else { return };
    for column in columns.iter_mut().filter(|column| without(column)) {
        column.unit = Some(unit.to_string());
    }
}

/// The unit of money that one of the lines above a place states, the nearest first.
fn stated_above(start: u32, text: &Text) -> Option<&str> {
    let above = (1..text.line(start)).rev().map(|line| text.slice(text.line_span(line)));
    above
        .filter(|read| !read.trim().is_empty())
        .take(LINES)
        .take_while(|read| read.len() <= LONGEST)
        .find_map(HeaderUnit::word_of_line)
        .filter(|(unit, _)| unit.dimension == Dimension::Money)
        .map(|(_, word)| word)
}
