//! Cells and rows of the tables that are open, and where paragraphs go.

use crate::problem::ProblemKind;
use crate::source::edges::{Row, Shape, Table};
use crate::source::page::Page;

#[derive(Default)]
pub(super) struct Rows {
    cell: String,
    cells: Vec<String>,
    /// The open cell and the cells of a row of a table within the cell.
    inner_cell: String,
    inner: Vec<String>,
    table: Table,
    definition: Definition,
}

/// What `\trowd` and the words behind it tell of a row.
#[derive(Default)]
struct Definition {
    left: i32,
    /// Right edges.
    edges: Vec<i32>,
    shape: Vec<Shape>,
    /// Of the cell whose edge is told next.
    next: Shape,
}

impl Rows {
    /// A word that tells of the cells of a row. Whether it was one.
    pub(super) fn define(&mut self, word: &str, number: Option<i32>) -> bool {
        let row = &mut self.definition;
        match word {
            "trowd" => *row = Definition::default(),
            "trleft" => row.left = number.unwrap_or(0),
            "clvmrg" => row.next.below = true,
            "clmrg" => row.next.beside = true,
            "cellx" => {
                row.edges.push(number.unwrap_or(0));
                row.shape.push(std::mem::take(&mut row.next));
            }
            _ => return false,
        }
        true
    }

    /// A row has begun and not ended.
    pub(super) fn is_open(&self) -> bool {
        !self.cells.is_empty() || !self.inner.is_empty()
    }

    /// A paragraph of the open cell, or of the open cell of a table in it.
    pub(super) fn line(&mut self, text: &str, depth: i32) {
        let cell = if depth > 1 { &mut self.inner_cell } else { &mut self.cell };
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(text);
    }

    pub(super) fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
    }

    pub(super) fn end_row(&mut self) {
        if self.cells.is_empty() {
            return;
        }
        let edges = std::iter::once(self.definition.left).chain(self.definition.edges.iter().copied());
        self.table.row(Row {
            texts: std::mem::take(&mut self.cells),
            shape: self.definition.shape.clone(),
            edges: edges.collect(),
        });
    }

    pub(super) fn end_inner_cell(&mut self) {
        self.inner.push(std::mem::take(&mut self.inner_cell).replace('\n', " "));
    }

    pub(super) fn end_inner_row(&mut self) {
        let row = std::mem::take(&mut self.inner).join(" ");
        self.line(&row, 1);
    }

    /// Writes the table that ends here, a row that was not closed included.
    pub(super) fn close(&mut self, page: &mut Page<'_>) -> Result<(), ProblemKind> {
        if !self.inner.is_empty() {
            self.end_inner_row();
        }
        if !self.cell.trim().is_empty() {
            self.end_cell();
        }
        self.cell.clear();
        self.end_row();
        if self.table.is_empty() {
            return Ok(());
        }
        std::mem::take(&mut self.table).write(page)
    }
}
