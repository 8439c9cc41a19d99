//! The header of a grid: which rows it has, merged or not, and what columns it makes.

use super::frame::{Frame, excerpt};
use crate::layout::meta;
use crate::lexicon::column;
use crate::source::GridCell;
use crate::table::{self, Column, Look};
use crate::text::{Excerpt, Text, fold};

/// Rows above the header (a title over all columns, a line that names the unit) that are passed by.
const ABOVE: usize = 8;
/// Most rows of a header.
const ROWS: usize = 4;
/// Longest header cell, in characters.
const LONGEST: u16 = 30;

#[derive(Clone, Debug)]
pub struct Head {
    /// The first row, and the row behind the last.
    pub first: usize,
    pub end: usize,
    pub columns: Vec<Column>,
}

/// The first header from this row on, if one stands near.
pub fn find(frame: &Frame, from: usize, text: &Text) -> Option<Head> {
    (from..frame.height()).take(ABOVE).find_map(|row| at(frame, row, text))
}

/// The header that begins in this row.
pub fn at(frame: &Frame, row: usize, text: &Text) -> Option<Head> {
    let cells: Vec<&GridCell> = frame.starts(row).collect();
    if cells.len() < 2 || !cells.iter().any(|cell| is_known(cell, text)) || labels(&cells, text) {
        return None;
    }
    let most = last_row(frame, row, text);
    (row + 1..=most).rev().find_map(|end| {
        let above: Vec<Vec<Excerpt>> = (0..frame.width()).map(|column| above(frame, row, end, column)).collect();
        let fits = above.iter().all(|cells| cells.iter().enumerate().all(|(i, cell)| is_head(cell, i > 0, text)));
        let columns = fits.then(|| table::columns(&above, text)).flatten()?;
        Some(Head { first: row, end, columns })
    })
}

/// How far the header may reach: as far as its cells do, and a row further below a cell that spans columns.
fn last_row(frame: &Frame, row: usize, text: &Text) -> usize {
    let most = (row + ROWS).min(frame.height());
    let mut end = row + 1;
    let mut at = row;
    while at < end {
        let wide = (0..frame.width()).filter_map(|c| frame.at(at, c)).any(|cell| frame.columns_of(cell).len() > 1);
        let reach = frame
            .starts(at)
            .filter(|cell| is_head(&excerpt(Some(*cell)), at > row, text))
            .map(|cell| frame.rows_of(cell).end)
            .max()
            .unwrap_or(end);
        end = end.max(reach).max(if wide && at + 1 < most && is_sub(frame, at, text) { at + 2 } else { end });
        end = end.min(most);
        at += 1;
    }
    end
}

/// Whether the row below consists of sub-heads, which stand below cells that span columns and nowhere else.
fn is_sub(frame: &Frame, row: usize, text: &Text) -> bool {
    let below: Vec<&GridCell> = frame.starts(row + 1).collect();
    let under_wide = |cell: &&GridCell| {
        let column = frame.columns_of(cell).start;
        frame.at(row, column).is_some_and(|head| frame.columns_of(head).len() > 1)
    };
    !below.is_empty() && below.iter().all(|cell| under_wide(cell) && is_head(&excerpt(Some(cell)), true, text))
}

/// The cells above a column from top to bottom. One that spans several is the first of each.
fn above(frame: &Frame, first: usize, end: usize, column: usize) -> Vec<Excerpt> {
    let mut out: Vec<Excerpt> = Vec::new();
    for row in first..end {
        let cell = excerpt(frame.at(row, column));
        if !cell.is_empty() && out.last() != Some(&cell) {
            out.push(cell);
        }
    }
    out
}

/// Whether a cell can stand in a header: short, no number, no amount, no sentence, no office. Sums (合计) stand below a head over
/// several columns.
fn is_head(cell: &Excerpt, below: bool, text: &Text) -> bool {
    let look = Look::of(cell, text);
    let known = || column::column(&cell.read(text)).is_some();
    look.chars <= LONGEST
        && look.number.is_none()
        && (!look.amount || look.time)
        && (!look.total || below)
        && (look.units < 100 || known())
        && (!look.stops || known())
}

/// A word that heads a column.
pub fn is_known(cell: &GridCell, text: &Text) -> bool {
    column::column(text.slice(cell.text)).is_some()
}

/// 索引号, 发布机构, 成文日期: a table of labels and values, which the head of the page is read from.
pub fn labels(cells: &[&GridCell], text: &Text) -> bool {
    let label = |cell: &&&GridCell| {
        let key = fold::key(text.slice(cell.text));
        meta::is_label(key.trim_end_matches(':'))
    };
    let count = cells.iter().filter(label).count();
    count > 0 && count * 2 >= cells.len()
}
