//! Tables whose rows tell where the edges of their cells lie (DOC, RTF), and the grid that they make: cells whose edges lie at the same
//! place stand in one column.

use super::page::Page;
use crate::problem::ProblemKind;

/// Edges that are nearer are one, in twentieths of a point.
const SAME: i32 = 60;

#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    /// Of each cell; lines are parted by `\n`.
    pub(super) texts: Vec<String>,
    pub(super) shape: Vec<Shape>,
    /// Left edge of each cell, and the right edge of the last, in twentieths of a point.
    pub(super) edges: Vec<i32>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// Belongs to the cell at its left.
    pub(super) beside: bool,
    /// Belongs to the cell above.
    pub(super) below: bool,
}

#[derive(Clone, Debug)]
struct Cell {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    text: String,
}

impl Table {
    /// Adds a row. One whose shape is not told, or not for as many cells as it has, is one cell after the other.
    pub(super) fn row(&mut self, mut row: Row) {
        if row.edges.len() != row.texts.len() + 1 {
            (row.edges, row.shape) = (Vec::new(), Vec::new());
        }
        self.rows.push(row);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn write(&self, page: &mut Page<'_>) -> Result<(), ProblemKind> {
        let columns = self.rows.iter().map(|row| row.texts.len()).max().unwrap_or(0).max(self.edges().len());
        let most = page.limits().cells;
        if self.rows.len().saturating_mul(columns) > most {
            return Err(ProblemKind::OverLimit { what: "cells", limit: most as u64 });
        }
        page.begin_grid();
        for cell in self.cells() {
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let place = (number(cell.row), number(cell.column));
            page.cell(place, (number(cell.rows), number(cell.columns)), cell.text.trim_matches('\n'))?;
        }
        page.end_grid();
        Ok(())
    }

    fn cells(&self) -> Vec<Cell> {
        let edges = self.edges();
        let mut out: Vec<Cell> = Vec::new();
        // The cell that each column's last row belongs to.
        let mut above: Vec<Option<usize>> = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let mut now: Vec<Option<usize>> = vec![None; edges.len().max(row.texts.len())];
            for (i, text) in row.texts.iter().enumerate() {
                let shape = row.shape.get(i).copied().unwrap_or_default();
                let column = row.edges.get(i).map_or(i, |&edge| nearest(&edges, edge));
                let end = row.edges.get(i + 1).map_or(i + 1, |&edge| nearest(&edges, edge)).max(column + 1);
                let left = column.checked_sub(1).and_then(|c| now.get(c).copied().flatten());
                let over = above.get(column).copied().flatten();
                let joined = if shape.beside {
                    left.filter(|&at| out[at].row == number)
                } else if shape.below {
                    over.filter(|&at| out[at].column == column)
                } else {
                    None
                };
                let at = match joined {
                    Some(at) => {
                        let cell = &mut out[at];
                        cell.rows = number + 1 - cell.row;
                        cell.columns = cell.columns.max(end - cell.column);
                        if !text.trim().is_empty() {
                            cell.text.push('\n');
                            cell.text.push_str(text);
                        }
                        at
                    }
                    None => {
                        out.push(Cell { row: number, column, rows: 1, columns: end - column, text: text.clone() });
                        out.len() - 1
                    }
                };
                now.iter_mut().take(end).skip(column).for_each(|place| *place = Some(at));
            }
            above = now;
        }
        out.sort_by_key(|cell| (cell.row, cell.column));
        // Edges that were too near to be told apart must not put two cells in one place.
        out.dedup_by(|b, a| {
            let same = (a.row, a.column) == (b.row, b.column);
            if same {
                a.text.push('\n');
                a.text.push_str(&b.text);
            }
            same
        });
        out
    }

    fn edges(&self) -> Vec<i32> {
        let mut all: Vec<i32> = self.rows.iter().flat_map(|row| row.edges.iter().copied()).collect();
        all.sort_unstable();
        let mut out: Vec<i32> = Vec::new();
        for edge in all {
            if out.last().is_none_or(|&last| edge - last > SAME) {
                out.push(edge);
            }
        }
        out
    }
}

fn nearest(edges: &[i32], edge: i32) -> usize {
    edges.partition_point(|&e| e <= edge).saturating_sub(1)
}
