//! A sheet onto the page: titles and notes above and below the table as paragraphs, the table itself as a grid.
//!
//! Only shapes are looked at: a row above or below the table that holds one cell (over the whole width, or alone in it) is no row of it.

use super::super::page::Page;
use super::cells::{Area, Cell, Cells};
use crate::problem::ProblemKind;
use std::ops::Range;

/// A row with text, in columns and rows that hold any.
struct Row {
    /// Its cells in the list of all.
    cells: Range<usize>,
    /// A cell from above reaches into it.
    reached: bool,
    /// Blank rows stand above it.
    apart: bool,
}

/// The rows and columns of a sheet that hold text, in order.
struct Shape {
    cells: Vec<(Cell, Area)>,
    rows: Vec<Row>,
    row_numbers: Vec<u32>,
    column_numbers: Vec<u32>,
}

pub(super) fn write(page: &mut Page<'_>, cells: &mut Cells<'_>) -> Result<(), ProblemKind> {
    let shape = Shape::new(cells.shown());
    let table = shape.table();
    for row in 0..table.start {
        shape.paragraphs(row, cells, page)?;
    }
    if !table.is_empty() {
        page.begin_grid();
        for (cell, area) in &shape.cells[shape.rows[table.start].cells.start..shape.rows[table.end - 1].cells.end] {
            let (place, covers) = shape.place(area);
            let place = (place.0 - table.start as u32, place.1);
            page.cell(place, covers, cells.text(cell))?;
        }
        page.end_grid();
    }
    for row in table.end..shape.rows.len() {
        shape.paragraphs(row, cells, page)?;
    }
    Ok(())
}

impl Shape {
    fn new(cells: Vec<(Cell, Area)>) -> Self {
        let mut row_numbers: Vec<u32> = cells.iter().map(|(cell, _)| cell.row).collect();
        row_numbers.dedup();
        let mut column_numbers: Vec<u32> = cells.iter().map(|(cell, _)| cell.column).collect();
        column_numbers.sort_unstable();
        column_numbers.dedup();
        let mut rows = Vec::with_capacity(row_numbers.len());
        let (mut start, mut reach) = (0, None);
        for row in cells.chunk_by(|(a, _), (b, _)| a.row == b.row) {
            let number = row[0].0.row;
            let reached = reach.is_some_and(|last| last >= number);
            let apart = reach.is_some_and(|last| last + 1 < number);
            rows.push(Row { cells: start..start + row.len(), reached, apart });
            start += row.len();
            reach = row.iter().map(|(_, area)| area.last.0).max().max(reach);
        }
        Self { cells, rows, row_numbers, column_numbers }
    }

    /// Where an area stands among the rows and columns that hold text, and how many of them it covers.
    fn place(&self, area: &Area) -> ((u32, u32), (u32, u32)) {
        let within = |numbers: &[u32], first, last| {
            let from = numbers.partition_point(|&n| n < first);
            let to = numbers.partition_point(|&n| n <= last);
            (from as u32, (to - from) as u32)
        };
        let (row, rows) = within(&self.row_numbers, area.first.0, area.last.0);
        let (column, columns) = within(&self.column_numbers, area.first.1, area.last.1);
        ((row, column), (rows, columns))
    }

    /// The rows of the table.
    fn table(&self) -> Range<usize> {
        let rows = 0..self.rows.len();
        let start = rows.clone().find(|&row| !self.stands_above(row)).unwrap_or(rows.end);
        let alone = rows.rev().take_while(|&row| row >= start && self.is_alone(row)).last().unwrap_or(self.rows.len());
        let end = (alone..self.rows.len()).find(|&row| self.stands_below(row));
        start..end.unwrap_or(self.rows.len())
    }

    /// A title, a preamble, `单位：万元`: one cell; or a few that leave most columns blank (`填报单位：` … `日期：`) above a row that does not.
    fn stands_above(&self, row: usize) -> bool {
        let columns = self.column_numbers.len() as u32;
        let cells = &self.cells[self.rows[row].cells.clone()];
        let places = || cells.iter().map(|(_, area)| self.place(area));
        if self.rows[row].reached || places().any(|(_, (rows, _))| rows > 1) {
            return false;
        }
        let covered: u32 = places().map(|(_, (_, columns))| columns).sum();
        match cells {
            // `2023年` over most columns but the first is the upper half of a header.
            [_] => places().all(|((_, column), (_, wide))| column == 0 || wide == 1 || wide * 2 <= columns),
            few if few.len() <= 3 => {
                // The row below goes on under none of them: else they are the upper half of a header.
                let Some(below) = self.rows.get(row + 1) else { return false };
                let below = &self.cells[below.cells.clone()];
                let on = |column| below.iter().any(|(cell, _)| cell.column == column);
                covered < columns && below.len() >= few.len() * 2 && few.iter().all(|(cell, _)| on(cell.column))
            }
            _ => false,
        }
    }

    /// A row of one cell, that no cell from above reaches into.
    fn is_alone(&self, row: usize) -> bool {
        let Row { cells, reached, .. } = &self.rows[row];
        let cells = &self.cells[cells.clone()];
        !reached && cells.len() == 1 && cells.iter().all(|(_, area)| self.place(area).1.0 == 1)
    }

    /// A row alone that opens what stands below the table, notes and a signature: it starts at the left or stands apart.
    fn stands_below(&self, row: usize) -> bool {
        let Row { cells, apart, .. } = &self.rows[row];
        *apart || self.cells[cells.clone()].first().is_some_and(|(_, area)| self.place(area).0.1 == 0)
    }

    fn paragraphs(&self, row: usize, cells: &Cells<'_>, page: &mut Page<'_>) -> Result<(), ProblemKind> {
        self.cells[self.rows[row].cells.clone()].iter().try_for_each(|(cell, _)| page.paragraph(cells.text(cell)))
    }
}
