//! Real tables of a file: cells whose rows and columns are known, merged ones included.
//!
//! Only the header has to be found; no cell is guessed to be anywhere else than where it stands.

use super::tables::{Evidence, block};
use super::{Block, LayoutKind};
use crate::lexicon::column;
use crate::source::Grid;
use crate::table::{self, Break, Stream, Token};
use crate::text::{Excerpt, Text};
use std::collections::VecDeque;

/// Rows above the header (a title over all columns, a line that names the unit) that are passed by.
const ABOVE: usize = 8;

/// The tables among the grids. One without a known header is left to those who read the text.
pub fn tables(text: &Text, grids: &[Grid]) -> Vec<Block> {
    grids.iter().filter_map(|grid| table(text, grid)).collect()
}

fn table(text: &Text, grid: &Grid) -> Option<Block> {
    let mut rows: VecDeque<Vec<Token>> = rows(grid).into();
    let known = |row: &Vec<Token>| row.iter().filter(|t| column::column(&t.text.read(text)).is_some()).count();
    let header = rows.iter().take(ABOVE).position(|row| known(row) >= 2)?;
    let words = known(&rows[header]);
    rows.drain(..header);
    let why = format!("a table of {} rows and {} columns; {words} header words in one row", grid.rows, grid.columns);
    let found = table::read(&mut GridRows { rows }, text).ok()?;
    Some(block(text, Evidence::new(LayoutKind::Grid, 98, why), found))
}

/// A token for each column of each row; those that a merged cell covers are blank.
fn rows(grid: &Grid) -> Vec<Vec<Token>> {
    let columns = grid.columns as usize;
    let mut cells = grid.cells.iter().peekable();
    let mut rows = Vec::new();
    while let Some(first) = cells.peek() {
        let row = first.row;
        let mut texts = vec![Excerpt::default(); columns];
        while let Some(cell) = cells.next_if(|cell| cell.row == row) {
            if let Some(text) = texts.get_mut(cell.column as usize) {
                *text = Excerpt::from(cell.text);
            }
        }
        let tokens = texts.into_iter().enumerate();
        rows.push(tokens.map(|(i, text)| Token::new(text, if i == 0 { Break::Row } else { Break::Cell })).collect());
    }
    rows
}

struct GridRows {
    rows: VecDeque<Vec<Token>>,
}

impl Stream for GridRows {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        let Some(row) = self.rows.pop_front() else { return false };
        out.extend(row);
        true
    }

    fn writes_blanks(&self) -> bool {
        true
    }
}
