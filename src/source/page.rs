//! The text of a file that is no plain text, as its reader finds it: paragraphs and tables one after the other.
//!
//! A reader of a format only says what comes next; how that stands in the text (line ends, tabs between cells) is decided here,
//! so that all formats look alike and a table's cells know their places.

use super::grid::{Grid, GridCell};
use super::limits::Limits;
use crate::problem::ProblemKind;
use crate::text::Span;

/// Text and tables in the order of the file.
#[derive(Debug)]
pub(super) struct Page<'l> {
    text: String,
    grids: Vec<Grid>,
    open: Option<Open>,
    cells: usize,
    dropped: usize,
    problems: Vec<ProblemKind>,
    limits: &'l Limits,
    /// Most bytes of text.
    most: u64,
}

/// The table that is being written.
#[derive(Debug)]
struct Open {
    start: usize,
    row: u32,
    /// Column behind the last cell written in this row.
    column: u32,
    grid: Grid,
}

/// What a reader made of a file.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) grids: Vec<Grid>,
    /// Characters without a shape that were left out.
    pub(super) dropped: usize,
    /// What could be read only in part.
    pub(super) problems: Vec<ProblemKind>,
}

impl<'l> Page<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            text: String::new(),
            grids: Vec::new(),
            open: None,
            cells: 0,
            dropped: 0,
            problems: Vec::new(),
            limits,
            most: limits.unpacked,
        }
    }

    /// A page of a file that is packed: its text may be one part in eight of what is unpacked (most of an office file is markup), but not
    /// less than a megabyte.
    pub(super) fn of_packed(limits: &'l Limits) -> Self {
        Self { most: limits.unpacked.min((limits.unpacked / 8).max(1 << 20)), ..Self::new(limits) }
    }

    pub(super) fn limits(&self) -> &'l Limits {
        self.limits
    }

    /// Something in the file could not be read, the rest could.
    pub(super) fn problem(&mut self, kind: ProblemKind) {
        self.problems.push(kind);
    }

    /// A paragraph on lines of its own. A blank one stands as an empty line.
    pub(super) fn paragraph(&mut self, content: &str) -> Result<(), ProblemKind> {
        self.check()?;
        self.write(content.trim_end(), '\t');
        self.text.push('\n');
        Ok(())
    }

    /// Opens a table. The cells that follow must come row by row, from left to right.
    pub(super) fn begin_grid(&mut self) {
        self.open = Some(Open { start: self.text.len(), row: 0, column: 0, grid: Grid::default() });
    }

    /// A cell of the open table at a 0-based place, with the rows and columns that it covers.
    pub(super) fn cell(&mut self, place: (u32, u32), covers: (u32, u32), content: &str) -> Result<(), ProblemKind> {
        self.check()?;
        let (row, column) = place;
        let (rows, columns) = (covers.0.max(1), covers.1.max(1));
        let area = rows as usize * columns as usize;
        self.cells = self.cells.saturating_add(area);
        if self.cells > self.limits.cells {
            return Err(ProblemKind::OverLimit { what: "cells", limit: self.limits.cells as u64 });
        }
        let Some(mut open) = self.open.take() else { return self.paragraph(content) };
        if row > open.row {
            self.text.extend(std::iter::repeat_n('\n', (row - open.row).min(2) as usize));
            open.row = row;
            open.column = 0;
        }
        // Columns that merged cells cover, and cells that are not there, are blank.
        let tabs = (column + 1).saturating_sub(open.column.max(1)) as usize;
        self.text.extend(std::iter::repeat_n('\t', tabs.min(self.limits.cells)));
        open.column = column + 1;
        let start = self.text.len();
        self.write(content.trim(), ' ');
        let text = Span::new(start, self.text.len());
        open.grid.cells.push(GridCell { row, column, rows, columns, text });
        open.grid.rows = open.grid.rows.max(row.saturating_add(rows));
        open.grid.columns = open.grid.columns.max(column.saturating_add(columns));
        self.open = Some(open);
        Ok(())
    }

    /// Closes the table; one without cells leaves nothing behind.
    pub(super) fn end_grid(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.grid.cells.is_empty() {
            return;
        }
        open.grid.span = Span::new(open.start, self.text.len());
        self.text.push('\n');
        self.grids.push(open.grid);
    }

    pub(super) fn finish(mut self) -> Written {
        self.end_grid();
        Written { text: self.text, grids: self.grids, dropped: self.dropped, problems: self.problems }
    }

    fn check(&self) -> Result<(), ProblemKind> {
        if self.limits.stop.is_set() {
            return Err(ProblemKind::OutOfTime);
        }
        if self.text.len() as u64 > self.most {
            return Err(ProblemKind::OverLimit { what: "bytes of text", limit: self.most });
        }
        Ok(())
    }

    /// Characters without a shape are left out; blanks that break no line stand as plain ones, a tab as `tab`.
    fn write(&mut self, content: &str, tab: char) {
        let mut before = '\0';
        for c in content.chars() {
            match c {
                '\0' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => self.dropped += 1,
                '\u{A0}' => self.text.push(' '),
                '\t' => self.text.push(tab),
                '\n' if before == '\r' => {}
                '\r' | '\u{0B}' | '\u{0C}' | '\u{2028}' | '\u{2029}' => self.text.push('\n'),
                _ => self.text.push(c),
            }
            before = c;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_places() {
        let limits = Limits::default();
        let mut page = Page::new(&limits);
        page.paragraph("实施方案 ").unwrap();
        page.begin_grid();
        page.cell((0, 0), (2, 1), "序号").unwrap();
        page.cell((0, 1), (1, 2), " 任务\u{200B} ").unwrap();
        page.cell((1, 2), (1, 1), "一\r\n二\t三").unwrap();
        page.end_grid();
        page.paragraph("完").unwrap();
        let written = page.finish();
        assert_eq!(written.text, "实施方案\n序号\t任务\n\t\t一\n二 三\n完\n");
        let grid = &written.grids[0];
        assert_eq!((grid.rows, grid.columns, written.dropped), (2, 3, 1));
        let read: Vec<&str> = grid.cells.iter().map(|c| &written.text[c.text.range()]).collect();
        assert_eq!(read, ["序号", "任务", "一\n二 三"]);
        assert_eq!(&written.text[grid.span.range()], "序号\t任务\n\t\t一\n二 三");
    }

    #[test]
    fn limits_are_kept() {
        let limits = Limits { cells: 5, ..Limits::default() };
        let mut page = Page::new(&limits);
        page.begin_grid();
        assert_eq!(page.cell((0, 0), (3, 2), ""), Err(ProblemKind::OverLimit { what: "cells", limit: 5 }));
        limits.stop.set();
        assert_eq!(page.paragraph("新"), Err(ProblemKind::OutOfTime));
    }
}
