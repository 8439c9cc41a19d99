//! The cells of a sheet as they are read, and its merged areas. Blank cells are not kept, so that a sheet of a million styled but empty
//! rows costs nothing.

use super::super::limits::Limits;
use crate::problem::ProblemKind;
use std::collections::BTreeMap;

pub(super) struct Cells<'l> {
    cells: Vec<Cell>,
    text: String,
    merged: Vec<Area>,
    limits: &'l Limits,
    room: Room,
}

/// What all sheets of a file may still take together.
#[derive(Clone, Default)]
pub(super) struct Room(std::rc::Rc<(std::cell::Cell<usize>, std::cell::Cell<u64>)>);

/// A cell with text, at a 0-based place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
    start: usize,
    end: usize,
}

/// Merged cells, from first to last row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub(super) first: (u32, u32),
    pub(super) last: (u32, u32),
}

impl<'l> Cells<'l> {
    pub(super) fn new(limits: &'l Limits, room: &Room) -> Self {
        Self { cells: Vec::new(), text: String::new(), merged: Vec::new(), limits, room: room.clone() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// A cell with what it shows. A blank one is passed over.
    pub(super) fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), ProblemKind> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if self.limits.stop.is_set() {
            return Err(ProblemKind::OutOfTime);
        }
        let (cells, bytes) = &*self.room.0;
        cells.set(cells.get().saturating_add(1));
        bytes.set(bytes.get().saturating_add(text.len() as u64));
        if cells.get() > self.limits.cells {
            return Err(ProblemKind::OverLimit { what: "cells", limit: self.limits.cells as u64 });
        }
        if bytes.get() > self.limits.unpacked {
            return Err(ProblemKind::OverLimit { what: "bytes unpacked", limit: self.limits.unpacked });
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Cell { row, column, start, end: self.text.len() });
        Ok(())
    }

    pub(super) fn merge(&mut self, area: Area) -> Result<(), ProblemKind> {
        if self.merged.len() >= self.limits.cells {
            return Err(ProblemKind::OverLimit { what: "cells", limit: self.limits.cells as u64 });
        }
        if area.first != area.last && area.first.0 <= area.last.0 && area.first.1 <= area.last.1 {
            self.merged.push(area);
        }
        Ok(())
    }

    pub(super) fn text(&self, cell: &Cell) -> &str {
        self.text.get(cell.start..cell.end).unwrap_or_default()
    }

    /// The cells that are shown, row by row from left to right, each with the area that it takes. What a merged area covers besides its
    /// first cell is not shown, and a cell that comes twice counts once.
    pub(super) fn shown(&mut self) -> Vec<(Cell, Area)> {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.merged.sort_unstable();
        let mut merged = self.merged.iter().peekable();
        // Areas that reach the row, by their first column. They do not overlap; of two that would, the first counts.
        let mut open: BTreeMap<u32, Area> = BTreeMap::new();
        let mut out: Vec<(Cell, Area)> = Vec::with_capacity(self.cells.len());
        let mut row = None;
        for &cell in &self.cells {
            if row != Some(cell.row) {
                row = Some(cell.row);
                open.retain(|_, area| area.last.0 >= cell.row);
            }
            while let Some(area) = merged.next_if(|area| area.first <= (cell.row, cell.column)) {
                let before = open.range(..=area.last.1).next_back();
                if area.last.0 >= cell.row && before.is_none_or(|(_, other)| other.last.1 < area.first.1) {
                    open.insert(area.first.1, *area);
                }
            }
            let at = (cell.row, cell.column);
            let over = open.range(..=cell.column).next_back().map(|(_, area)| *area);
            let over = over.filter(|area| area.last.1 >= cell.column && area.first <= at);
            let own = Area { first: at, last: at };
            if over.is_some_and(|area| area.first != at)
                || out.last().is_some_and(|(last, _)| (last.row, last.column) == at)
            {
                continue;
            }
            out.push((cell, over.unwrap_or(own)));
        }
        out
    }
}

/// `B12` as (11, 1).
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim();
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0u32;
    for c in name[..digits].bytes().filter(|&b| b != b'$') {
        let letter = c.to_ascii_uppercase().checked_sub(b'A').filter(|&l| l < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(letter) + 1)?;
    }
    let row: u32 = name[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

impl Area {
    /// `A1:C2`
    pub(super) fn named(name: &str) -> Option<Self> {
        let (first, last) = name.split_once(':').unwrap_or((name, name));
        Some(Self { first: place(first)?, last: place(last)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_by_name() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AB$12"), Some((11, 27)));
        assert_eq!(place("AB12"), Some((11, 27)));
        assert_eq!(place("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!([place("A0"), place("7"), place("A"), place("ZZZZZZZZZZ1"), place("中1")], [None; 5]);
        assert_eq!(Area::named("B2:C3"), Some(Area { first: (1, 1), last: (2, 2) }));
    }

    #[test]
    fn merged_areas_cover_cells() {
        let limits = Limits::default();
        let mut cells = Cells::new(&limits, &Room::default());
        for (row, column, text) in [(1, 1, "丁"), (0, 0, "甲"), (0, 1, "乙"), (1, 0, "丙"), (2, 0, " "), (1, 1, "又")]
        {
            cells.put(row, column, text).unwrap();
        }
        cells.merge(Area::named("A1:A2").unwrap()).unwrap();
        cells.merge(Area::named("A1:B2").unwrap()).unwrap();
        cells.merge(Area::named("A1:XFD1048576").unwrap()).unwrap();
        let shown = cells.shown();
        let texts: Vec<&str> = shown.iter().map(|(cell, _)| cells.text(cell)).collect();
        assert_eq!(texts, ["甲", "乙", "丁"]);
        assert_eq!(shown[0].1, Area::named("A1:A2").unwrap());
    }
}
