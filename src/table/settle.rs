//! The columns of a row whose cells stand in one line: where as many are written as the table has, their places tell; where spans were
//! dropped, their looks do, and the decoder decides.

use super::fit::{self, Carry, Shape};
use super::look::Kind;
use super::token::{Break, Token};
use crate::text::Text;

/// Tells the columns of a row of several cells, if it has as many as the table has columns.
pub(super) fn settle(row: &[Token], shapes: &[Shape], text: &Text) -> Vec<Token> {
    let columns = shapes.len();
    let (mut from, mut to) = (0, row.len());
    while to > columns && row[to - 1].text.is_empty() {
        to -= 1;
    }
    while to - from > columns && row[from].text.is_empty() {
        from += 1;
    }
    let mut cells = row[from..to].to_vec();
    cells[0].before = row[0].before;
    let filled: Vec<usize> = (0..cells.len()).filter(|&i| !cells[i].text.is_empty()).collect();
    if filled.is_empty() {
        return Vec::new();
    }
    let first = cells[filled[0]].text.read(text);
    let alike = filled.len() > 1
        && filled.len() == cells.len()
        && filled[1..].iter().all(|&i| cells[i].text.read(text) == first);
    if alike && (columns > 2) {
        cells.truncate(1);
        return cells;
    }
    // Cells that shifted left over merged ones: their order counts, not their place.
    let unlikely = |i: usize| i < columns && fit::fit(shapes[i], cells[i].look(text), Carry::default()) < -15;
    if filled.len() > 2 && filled.len() < cells.len() && filled.iter().filter(|&&i| unlikely(i)).count() >= 2 {
        // What is blank between filled cells is a column of its own; behind them it may fill the row up.
        if cells.len() >= columns {
            cells.truncate(filled[filled.len() - 1] + 1);
        }
        cells.drain(..filled[0]);
        cells[0].before = row[0].before;
        return cells;
    }
    // Pipes that fill up a row of which spanned cells were dropped look like empty cells at its end.
    let empty_end = cells.len() >= columns && cells.last().is_some_and(|t| t.text.is_empty());
    if empty_end && filled.len() > 1 && filled.iter().any(|&i| unlikely(i)) {
        cells.truncate(filled[filled.len() - 1] + 1);
        return cells;
    }
    // One filled cell at the start may be a row over all columns.
    let chapter = matches!(cells[filled[0]].look(text).lead, Some((Kind::Chinese | Kind::Bracketed, _)));
    if cells.len() == columns && !(filled.len() == 1 && (filled[0] <= 1 || chapter) && columns > 2) {
        for (i, cell) in cells.iter_mut().enumerate() {
            cell.column = Some(i as u8);
        }
    } else if filled.len() == 1 && filled[0] >= 1 && cells[filled[0]].look(text).number.is_none() {
        cells.swap(0, filled[0]);
        cells[0].before = row[0].before;
        cells[filled[0]].before = Break::Cell;
    }
    cells
}
