//! A grid without its blank rows and columns, in which every place knows the cell that covers it. Interprets nothing.

use crate::source::{Grid, GridCell};
use crate::text::{Excerpt, Text, fold};

/// Most places that are looked at: a sheet may hold few cells far from each other.
const LARGEST: usize = 8_000_000;

/// A grid, or some columns of one.
#[derive(Clone, Debug)]
pub struct Frame<'g> {
    cells: &'g [GridCell],
    /// Rows and columns of the grid that hold text.
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// The cell at each place, row by row.
    places: Vec<Option<u32>>,
}

impl<'g> Frame<'g> {
    pub fn new(grid: &'g Grid) -> Option<Self> {
        let filled = || grid.cells.iter().filter(|cell| !cell.text.is_empty());
        let mut rows: Vec<u32> = filled().map(|cell| cell.row).collect();
        rows.dedup();
        let mut columns: Vec<u32> = filled().map(|cell| cell.column).collect();
        columns.sort_unstable();
        columns.dedup();
        if rows.len().checked_mul(columns.len()).is_none_or(|places| places > LARGEST) || !rows.is_sorted() {
            return None;
        }
        let mut places = vec![None; rows.len() * columns.len()];
        for (index, cell) in grid.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
            for row in between(&rows, cell.row, cell.rows) {
                let start = row * columns.len();
                for column in between(&columns, cell.column, cell.columns) {
                    places[start + column].get_or_insert(index as u32);
                }
            }
        }
        Some(Frame { cells: &grid.cells, rows, columns, places })
    }

    /// These columns alone. Rows that are blank in them go.
    pub fn columns(&self, from: usize, to: usize) -> Frame<'g> {
        let mut part =
            Frame { cells: self.cells, rows: Vec::new(), columns: self.columns[from..to].to_vec(), places: Vec::new() };
        for row in 0..self.height() {
            let places = &self.row(row)[from..to];
            let own = |place: &Option<u32>| place.is_some_and(|c| self.cells[c as usize].row == self.rows[row]);
            if places.iter().any(own) {
                part.rows.push(self.rows[row]);
                part.places.extend_from_slice(places);
            }
        }
        part
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    pub fn height(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, row: usize) -> &[Option<u32>] {
        self.places.get(row * self.width()..(row + 1) * self.width()).unwrap_or_default()
    }

    /// The cell that covers a place.
    pub fn at(&self, row: usize, column: usize) -> Option<&'g GridCell> {
        let cell = *self.row(row).get(column)?;
        self.cells.get(cell? as usize)
    }

    /// The cell that begins in this row and column.
    pub fn own(&self, row: usize, column: usize) -> Option<&'g GridCell> {
        self.at(row, column).filter(|cell| self.begins_in_row(cell, row) && self.begins_in_column(cell, column))
    }

    pub fn begins_in_row(&self, cell: &GridCell, row: usize) -> bool {
        between(&self.rows, cell.row, cell.rows).start == row
    }

    fn begins_in_column(&self, cell: &GridCell, column: usize) -> bool {
        between(&self.columns, cell.column, cell.columns).start == column
    }

    /// The rows that a cell covers.
    pub fn rows_of(&self, cell: &GridCell) -> std::ops::Range<usize> {
        between(&self.rows, cell.row, cell.rows)
    }

    /// The columns that a cell covers.
    pub fn columns_of(&self, cell: &GridCell) -> std::ops::Range<usize> {
        between(&self.columns, cell.column, cell.columns)
    }

    /// The cells that begin in a row, from left to right.
    pub fn starts(&self, row: usize) -> impl Iterator<Item = &'g GridCell> + '_ {
        (0..self.width()).filter_map(move |column| self.own(row, column))
    }

    /// Whether two rows say the same, cell for cell.
    pub fn same_row(&self, a: usize, other: &Frame, b: usize, text: &Text) -> bool {
        let read = |cell: Option<&GridCell>| cell.map(|cell| fold::key(text.slice(cell.text))).unwrap_or_default();
        let short = |row: Option<&GridCell>| row.is_none_or(|cell| cell.text.len() <= 120);
        self.width() == other.width()
            && (0..self.width()).all(|c| short(self.at(a, c)))
            && (0..self.width()).all(|c| read(self.at(a, c)) == read(other.at(b, c)))
    }
}

/// Which of the sorted places lie in a stretch.
fn between(places: &[u32], start: u32, length: u32) -> std::ops::Range<usize> {
    let end = start.saturating_add(length.max(1));
    places.partition_point(|p| *p < start)..places.partition_point(|p| *p < end)
}

/// The text of a cell.
pub fn excerpt(cell: Option<&GridCell>) -> Excerpt {
    cell.map(|cell| Excerpt::from(cell.text)).unwrap_or_default()
}
