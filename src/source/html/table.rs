//! Which tables hold rows and columns and which only place things on the page; and where each cell of the first stands.

use super::tag::Tag;
use super::tree::Tree;
use crate::problem::ProblemKind;
use crate::source::limits::Limits;
use std::collections::HashMap;

/// A cell at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) node: usize,
}

/// The largest spans of the HTML standard.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65_534;

/// A cell of so many characters in a table of one row holds the page.
const PAGE: usize = 200;
/// A cell that holds nearly all text of its table, and so much, holds the page.
const WHOLE_PAGE: usize = 800;

/// The tables of rows and columns, by their nodes.
pub(super) fn grids(tree: &Tree, limits: &Limits) -> Result<HashMap<usize, Vec<Placed>>, ProblemKind> {
    let chars = chars(tree);
    let over = |from: usize, to: usize| chars[to] - chars[from];
    let mut grids = HashMap::new();
    // Grids within tables that are still to come, the last first, and the characters of each and all before it.
    let mut inner: Vec<(usize, usize)> = Vec::new();
    let mut area = 0u64;
    for (table, node) in tree.nodes.iter().enumerate().rev().filter(|(_, node)| node.tag == Tag::Table) {
        let cells = place(tree, table, limits, &mut area)?;
        let filled = |cell: &&Placed| over(cell.node, tree.nodes[cell.node].end) > 0;
        let mut columns: Vec<u32> = cells.iter().filter(filled).map(|cell| cell.column).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut rows: Vec<(u32, usize)> = Vec::new();
        for cell in cells.iter().filter(filled) {
            match rows.last_mut() {
                Some((row, count)) if *row == cell.row => *count += 1,
                _ => rows.push((cell.row, 1)),
            }
        }
        let rows = rows.iter().filter(|(_, count)| *count > 1).count();
        let longest = cells.iter().map(|cell| over(cell.node, tree.nodes[cell.node].end)).max().unwrap_or(0);
        let whole = over(table, node.end);
        let within = inner.partition_point(|(grid, _)| *grid >= node.end);
        let sum = |list: &[(usize, usize)]| list.last().map_or(0, |(_, sum)| *sum);
        let (held, nested) = (inner.len() - within, sum(&inner) - sum(&inner[..within]));
        let places_things = rows <= 1 && longest >= PAGE || longest >= WHOLE_PAGE && longest * 10 >= whole * 9;
        // A small table in one cell of a large one is part of that cell's text.
        let is_grid = columns.len() >= 2
            && rows >= 1
            && !places_things
            && (held == 0 || columns.len() >= 3 && rows >= 3 && nested * 10 <= whole * 3);
        if is_grid {
            inner.truncate(within);
            inner.push((table, sum(&inner) + whole));
            grids.insert(table, cells);
        }
    }
    Ok(grids)
}

/// Characters that are shown in front of each node.
fn chars(tree: &Tree) -> Vec<usize> {
    let mut out = Vec::with_capacity(tree.nodes.len() + 1);
    let (mut sum, mut dropped) = (0, 0);
    for (at, node) in tree.nodes.iter().enumerate() {
        out.push(sum);
        if node.dropped {
            dropped = dropped.max(node.end);
        }
        if node.tag == Tag::Text && at >= dropped {
            sum += tree.text_of(node).chars().filter(|c| !c.is_whitespace()).count();
        }
    }
    out.push(sum);
    out
}

/// The cells of a table where the HTML standard puts them, within the table.
fn place(tree: &Tree, table: usize, limits: &Limits, area: &mut u64) -> Result<Vec<Placed>, ProblemKind> {
    let mut cells: Vec<Placed> = Vec::new();
    // Rows that a cell above still covers, by column.
    let mut covered: Vec<u32> = Vec::new();
    // First cell of the row group.
    let mut group = 0;
    let (mut row, mut column) = (0, 0);
    let mut in_row = false;
    let end = tree.nodes[table].end;
    let mut at = table + 1;
    while at < end {
        let node = &tree.nodes[at];
        if node.dropped || node.tag == Tag::Table {
            at = node.end;
            continue;
        }
        match node.tag {
            Tag::Section => {
                (row, column) = (row + u32::from(in_row), 0);
                in_row = false;
                clip(&mut cells[group..], row);
                group = cells.len();
                covered.clear();
            }
            Tag::Row => {
                // A row without cells takes no place, unless cells from above do.
                if in_row {
                    row += 1;
                    covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
                }
                column = 0;
                in_row = covered.iter().any(|left| *left > 0);
            }
            Tag::Cell => {
                in_row = true;
                let before = column;
                while covered.get(column).is_some_and(|left| *left > 0) {
                    column += 1;
                }
                let columns = node.columns.clamp(1, MOST_COLUMNS);
                let rows = if node.rows == 0 { MOST_ROWS } else { node.rows.min(MOST_ROWS) };
                *area += u64::from(columns) + (column - before) as u64;
                if *area > limits.cells as u64 {
                    return Err(ProblemKind::OverLimit { what: "cells", limit: limits.cells as u64 });
                }
                let behind = column + columns as usize;
                if covered.len() < behind {
                    covered.resize(behind, 0);
                }
                covered[column..behind].fill(rows);
                cells.push(Placed { row, column: column as u32, rows, columns, node: at });
                column = behind;
                at = node.end;
                continue;
            }
            Tag::Caption => {
                at = node.end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    clip(&mut cells[group..], row + u32::from(in_row));
    // A title may span more columns than there are.
    let width = cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
    for cell in &mut cells {
        cell.columns = cell.columns.min(width - cell.column);
    }
    Ok(cells)
}

/// No cell reaches beyond its row group.
fn clip(cells: &mut [Placed], end: u32) {
    for cell in cells {
        cell.rows = cell.rows.min(end.saturating_sub(cell.row)).max(1);
    }
}
