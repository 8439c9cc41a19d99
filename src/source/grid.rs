//! Real tables of a file: cells with their place in the table and in the text. Nothing here interprets them.

use crate::text::Span;

/// A table as the file holds it. Its text stands in the [`Text`](crate::text::Text) a row a line, cells separated by tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Whole lines of the text.
    pub span: Span,
    /// In reading order: by row, then by column. Merged cells stand once, at their first row and column.
    pub cells: Vec<GridCell>,
    pub rows: u32,
    pub columns: u32,
}

/// A cell, or a merged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// 0-based.
    pub row: u32,
    /// 0-based.
    pub column: u32,
    /// How many rows it covers, at least 1.
    pub rows: u32,
    /// How many columns it covers, at least 1.
    pub columns: u32,
    /// Without blanks at its ends; empty where it is blank. May hold line ends.
    pub text: Span,
}
