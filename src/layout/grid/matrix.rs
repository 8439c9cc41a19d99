//! Regions by indicators in a grid: names of regions with nothing but numbers beside them, or regions across and numbers below. What
//! the header cells say is read in `layout::matrix`; here their places are known, merged or not.

use super::frame::{Frame, excerpt};
use crate::layout::Block;
use crate::layout::matrix::{Cells, CellsRow, Side, fits, heads_regions, is_number, is_region, is_total, side};
use crate::source::GridCell;
use crate::text::{Excerpt, Span, Text};

/// Rows of the header.
const HEADER: usize = 6;

pub fn read(frame: &Frame, text: &Text) -> Option<Block> {
    down(frame, text).or_else(|| across(frame, text))
}

/// Regions down the side.
fn down(frame: &Frame, text: &Text) -> Option<Block> {
    let is_name =
        |row: usize, column: usize| frame.own(row, column).is_some_and(|cell| is_region(text.slice(cell.text)));
    let (name, first) = (0..frame.width().min(2))
        .filter_map(|column| {
            let rows: Vec<usize> = (0..frame.height()).filter(|row| is_name(*row, column)).collect();
            (rows.len() >= 2).then(|| (column, rows[0]))
        })
        .next()?;
    if first == 0 || first > HEADER {
        return None;
    }
    // 合计 may span the column of numbers.
    let named = |row: usize| frame.at(row, name).filter(|cell| is_region(text.slice(cell.text)));
    let after: Vec<usize> = (name + 1..frame.width()).collect();
    let mut rows = Vec::new();
    let mut last = first;
    for row in first..frame.height() {
        let Some(cell) = named(row) else { break };
        let values = values(frame, row, &after);
        if !fits(text, &values) {
            break;
        }
        rows.push(CellsRow { names: vec![cell.text], unit: None, offices: Vec::new(), values });
        last = row;
    }
    let head = frame.at(first - 1, name).filter(|cell| heads_regions(text.slice(cell.text)));
    let headed = head.is_some() || frame.at(first - 1, name).is_none();
    // What stands below must be a note.
    let rest = (last + 1..frame.height()).all(|row| frame.starts(row).count() == 1);
    if rows.len() < 2 || !headed || !rest {
        return None;
    }
    let top = header_top(frame, first);
    let cells = Cells { rows, above: above(frame, top, first, &after, text), head: excerpt(head), across: false };
    cells.block(text, (line(frame, top, text)?, line(frame, last, text)?), 1)
}

/// Regions across, indicators down the side.
fn across(frame: &Frame, text: &Text) -> Option<Block> {
    let regions = |row: usize| {
        let names =
            frame.starts(row).map(|cell| text.slice(cell.text)).filter(|name| is_region(name) && !is_total(name));
        names.collect::<Vec<_>>().len()
    };
    let header = (0..frame.height().min(HEADER)).find(|row| regions(*row) >= 2)?;
    let from =
        (0..frame.width()).find(|c| frame.at(header, *c).is_some_and(|cell| is_region(text.slice(cell.text))))?;
    let end = header + 1 + usize::from(stages_follow(frame, header + 1, from, text));
    let kind = |c: usize| match frame.at(header, c).map_or(Side::Name, |cell| side(text.slice(cell.text))) {
        Side::Goal if (end..frame.height()).all(|row| number_at(frame, row, c, text)) => Side::Amounts,
        Side::Goal => Side::Name,
        side => side,
    };
    let sides: Vec<Side> = (0..frame.width()).map(kind).collect();
    let unit = (1..from).find(|c| sides[*c] == Side::Measure);
    let amounts: Vec<usize> = (0..frame.width()).filter(|c| sides[*c] == Side::Amounts).collect();
    let names: Vec<usize> = (0..from).filter(|c| matches!(sides[*c], Side::Name)).collect();
    let names: Vec<usize> =
        names.into_iter().filter(|c| !(end..frame.height()).all(|row| number_at(frame, row, *c, text))).collect();
    // A target and what was reached of it, beside the regions: a table of projects.
    let goals = amounts.iter().filter(|c| **c < from).count();
    if from == 0 || names.is_empty() || goals > 1 {
        return None;
    }
    let mut rows = Vec::new();
    let mut last = header;
    for row in end..frame.height() {
        let values = values(frame, row, &amounts);
        let named: Option<Vec<Span>> = names.iter().map(|c| frame.at(row, *c).map(|cell| cell.text)).collect();
        let Some(mut named) = named.filter(|_| fits(text, &values)) else { break };
        named.dedup();
        let unit = unit.and_then(|c| frame.at(row, c)).map(|cell| cell.text);
        let office = |c: usize| match sides[c] {
            Side::Office(role) => Some((role, frame.at(row, c)?.text)),
            _ => None,
        };
        rows.push(CellsRow { names: named, unit, offices: (0..frame.width()).filter_map(office).collect(), values });
        last = row;
    }
    let rest = (last + 1..frame.height()).all(|row| frame.starts(row).count() == 1);
    if rows.is_empty() || !rest {
        return None;
    }
    let top = header_top(frame, header + 1).min(header);
    let head: Excerpt = excerpt(frame.at(header, *names.last()?));
    let cells = Cells { rows, above: above(frame, top, end, &amounts, text), head, across: true };
    cells.block(text, (line(frame, top, text)?, line(frame, last, text)?), 1)
}

/// 目标, 完成 below the regions.
fn stages_follow(frame: &Frame, row: usize, from: usize, text: &Text) -> bool {
    let cells: Vec<&GridCell> = (from..frame.width()).filter_map(|c| frame.at(row, c)).collect();
    !cells.is_empty() && cells.iter().all(|cell| !is_number(text.slice(cell.text)))
}

fn number_at(frame: &Frame, row: usize, column: usize, text: &Text) -> bool {
    frame.at(row, column).is_none_or(|cell| is_number(text.slice(cell.text)))
}

/// The values of a row, blank ones empty.
fn values(frame: &Frame, row: usize, columns: &[usize]) -> Vec<Span> {
    columns.iter().map(|&column| frame.own(row, column).map_or(Span::default(), |cell| cell.text)).collect()
}

/// The first row of the header that ends before `end`: titles of one cell stand above it.
fn header_top(frame: &Frame, end: usize) -> usize {
    (0..end).rev().take_while(|row| frame.starts(*row).count() > 1).last().unwrap_or(end.saturating_sub(1))
}

/// The header cells above each of the columns.
fn above(frame: &Frame, top: usize, end: usize, columns: &[usize], text: &Text) -> Vec<Vec<Span>> {
    let column = |column: usize| {
        let mut cells: Vec<Span> = (top..end).filter_map(|row| frame.at(row, column)).map(|cell| cell.text).collect();
        cells.dedup_by(|a, b| text.slice(*a) == text.slice(*b));
        cells
    };
    columns.iter().map(|&c| column(c)).collect()
}

/// The line in which a row begins.
fn line(frame: &Frame, row: usize, text: &Text) -> Option<usize> {
    frame.starts(row).next().map(|cell| text.line(cell.text.start))
}
