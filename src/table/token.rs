//! What a layout hands to the decoder: cells or lines of cells, each with what separated it from the one before.

use super::look::Look;
use crate::text::{Excerpt, Text};
use std::cell::OnceCell;

/// What the marks before a token say about where it can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// A new row for sure.
    Row,
    /// A new row, or one more line of the cell before (a line end in tab-separated rows).
    RowOrSame,
    /// The next cell of the same row for sure.
    Cell,
    /// A new cell for sure, of the same row or a new one.
    CellOrRow,
    /// As `CellOrRow`, but marked like a row (a blank line in cells that have a mark of their own).
    LikelyRow,
    /// One more line of the cell before for sure, as long as the table goes on.
    Same,
    /// A line end in a stream of lines: one more line of the cell, a new cell or a new row.
    Line,
    /// More blank lines than usual in such a stream: hardly the same cell.
    Gap,
    /// A blank in a line: the same cell or the next, but no new row.
    Blank,
}

/// A cell, or one line of a cell.
#[derive(Clone, Debug)]
pub struct Token {
    pub text: Excerpt,
    pub before: Break,
    /// The column, where the marks alone settle it.
    pub column: Option<u8>,
    /// Blank lines beyond the usual before it: they may be empty cells.
    pub gap: u8,
    /// The repeated header of a new page stands before it.
    pub page: bool,
    look: OnceCell<Look>,
}

impl Token {
    pub fn new(text: impl Into<Excerpt>, before: Break) -> Self {
        Self { text: text.into(), before, column: None, gap: 0, page: false, look: OnceCell::new() }
    }

    /// The cells of a row for sure.
    pub fn row<C: Into<Excerpt>>(cells: impl IntoIterator<Item = C>) -> impl Iterator<Item = Self> {
        let breaks = std::iter::once(Break::Row).chain(std::iter::repeat(Break::Cell));
        cells.into_iter().zip(breaks).map(|(cell, before)| Self::new(cell, before))
    }

    /// What the token looks like. Looked at once: every guess at the header asks for it.
    pub(super) fn look(&self, text: &Text) -> &Look {
        self.look.get_or_init(|| Look::of(&self.text, text))
    }
}

/// Lines being cut into tokens, on demand: a table is decoded while it is read, so that what stands below it is not touched.
pub trait Stream {
    /// Adds the tokens of the next row or line, or says that there is none.
    fn more(&mut self, out: &mut Vec<Token>) -> bool;

    /// Blank cells are written out (as in tab-separated rows), so that a column is hardly ever skipped.
    fn writes_blanks(&self) -> bool;
}

/// A stream, and what was read of it so far.
pub(super) struct Tokens<'s> {
    stream: &'s mut dyn Stream,
    pub(super) buffer: Vec<Token>,
    over: bool,
}

impl<'s> Tokens<'s> {
    pub(super) fn new(stream: &'s mut dyn Stream) -> Self {
        Self { stream, buffer: Vec::new(), over: false }
    }

    /// Makes sure that there are `n` tokens, unless the stream ends.
    pub(super) fn ensure(&mut self, n: usize) {
        while !self.over && self.buffer.len() < n {
            self.over = !self.stream.more(&mut self.buffer);
        }
    }

    pub(super) fn writes_blanks(&self) -> bool {
        self.stream.writes_blanks()
    }
}
