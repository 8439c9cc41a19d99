//! A header whose cells stand in rows: one row, or a second one below heads that span columns.

use super::fold::{by_gaps, folds};
use super::{Cell, Guess, guess};
use crate::lexicon::column;
use crate::table::token::{Break, Token};
use crate::text::{Joint, Text};

pub(super) fn guesses(tokens: &[Token], text: &Text) -> Vec<Guess> {
    let row_end = |from: usize| {
        (from + 1..tokens.len()).find(|&i| !goes_on(&tokens[i - 1], &tokens[i], text)).unwrap_or(tokens.len())
    };
    let first = row_end(0);
    let read = |tokens: &[Token]| -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::with_capacity(tokens.len());
        for token in tokens {
            match cells.last_mut().filter(|_| token.before != Break::Cell) {
                Some(cell) => cell.widen(token, text),
                None => cells.push(Cell::of(token, text)),
            }
        }
        while cells.last().is_some_and(|c| c.text.is_empty()) && cells.len() > 1 {
            cells.pop();
        }
        cells
    };
    let cells = read(&tokens[..first]);
    if first < tokens.len() {
        let second = row_end(first);
        // As many cells as the longest of the next rows, where they tell.
        let width = next_widths(&tokens[second..]).max().unwrap_or(0);
        let mut ways = folds(&cells, &read(&tokens[first..second]), text);
        if ways.iter().any(|way| way.cells.len() == width) {
            ways.retain(|way| way.cells.len() == width);
        }
        let most = ways.iter().filter_map(|way| way.points).max().unwrap_or(0);
        let out = ways.iter().map(|way| guess(&way.cells, second, most - way.points.unwrap_or(most)));
        let out: Vec<Guess> = out.collect();
        if !out.is_empty() {
            return out;
        }
    }
    vec![guess(&cells, first, 0)]
}

/// A header of two rows among cells a line, with blank lines between rows: the second row has all its cells, blank ones included, and
/// tells over which of them the first, which has fewer, lost its spans.
pub(super) fn marked(tokens: &[Token], text: &Text) -> Option<Guess> {
    let mut rows = tokens.chunk_by(|_, next| matches!(next.before, Break::CellOrRow | Break::Same));
    let (first, second, third) = (rows.next()?, rows.next()?, rows.next()?);
    let marked = |row: &[Token]| row.first().is_some_and(|token| token.before == Break::LikelyRow);
    if !marked(second) || !marked(third) || second.len() != third.len() {
        return None;
    }
    let cells = |row: &[Token]| row.iter().map(|token| Cell::of(token, text)).collect::<Vec<_>>();
    let columns = by_gaps(&cells(first), &cells(second), text)?;
    Some(guess(&columns, first.len() + second.len(), 0))
}

/// Whether a token stands in the row of the one before: in a cell beside it, or on another line of its own cell. Where marks do not tell,
/// only a unit is that: 总投资⏎（万元）.
fn goes_on(above: &Token, token: &Token, text: &Text) -> bool {
    match token.before {
        Break::Cell | Break::Same => true,
        Break::RowOrSame if token.text.read(text).starts_with(['(', '（']) => {
            let mut whole = above.text.clone();
            whole.append(Joint::None, &token.text);
            column::column(&whole.read(text)).is_some_and(|header| header.unit.is_some())
        }
        _ => false,
    }
}

/// How many cells the first rows have, blanks at their ends left out.
fn next_widths(tokens: &[Token]) -> impl Iterator<Item = usize> {
    let rows = tokens.chunk_by(|_, next| next.before == Break::Cell).take(4);
    rows.map(|row| row.iter().rposition(|token| !token.text.is_empty()).map_or(0, |last| last + 1))
}
