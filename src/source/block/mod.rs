//! Paragraphs and tables of a text document while they are being read (DOCX, ODT), and tables put together from rows that say what
//! they span.

mod write;

pub(super) use write::Writer;

/// What a story, a cell, a text box or a note consists of.
pub(super) enum Block {
    Paragraph(String),
    Table(Table),
}

/// Columns of a table. Word allows 63; broken files say more.
const COLUMNS: u32 = 4096;

/// Rows that a cell may cover.
const ROWS: u32 = 1 << 16;

#[derive(Default)]
pub(super) struct Table {
    /// Row by row, from left to right.
    pub(super) cells: Vec<Cell>,
    pub(super) rows: u32,
    row: Row,
    /// Cells of the last row that may go on below: first column, and place in `cells`.
    open: Vec<(u32, usize)>,
}

pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) blocks: Vec<Block>,
}

#[derive(Default)]
struct Row {
    column: u32,
    /// Columns that the last cell takes beside its first, and that are yet to be said again.
    covered: u32,
    deleted: bool,
    /// Where its cells start in `cells`.
    first: usize,
    open: Vec<(u32, usize)>,
}

/// What a cell says of itself.
#[derive(Default)]
pub(super) struct CellFormat {
    pub(super) columns: Option<u32>,
    /// Rows, where the first cell of a merged area says so and not those that it covers.
    pub(super) rows: Option<u32>,
    /// Goes on from the cell above.
    pub(super) below: bool,
    /// Goes on from the cell to the left (files of Word 97 that were converted).
    pub(super) beside: bool,
}

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.row = Row { first: self.cells.len(), ..Row::default() };
    }

    /// Columns that the row leaves out before its first cell.
    pub(super) fn leave_out(&mut self, columns: u32) {
        self.row.column = self.row.column.saturating_add(columns).min(COLUMNS);
    }

    /// The row was deleted under change tracking, or is hidden.
    pub(super) fn delete_row(&mut self) {
        self.row.deleted = true;
    }

    pub(super) fn cell(&mut self, format: &CellFormat, blocks: Vec<Block>) {
        let columns = format.columns.unwrap_or(1).clamp(1, COLUMNS);
        let column = self.row.column;
        self.row.column = column.saturating_add(columns).min(COLUMNS);
        if format.beside
            && let Some(left) = self.cells.get_mut(self.row.first..).and_then(|row| row.last_mut())
        {
            left.columns = left.columns.saturating_add(columns).min(COLUMNS);
            return;
        }
        if format.below
            && let Some(&(_, above)) = self.open.iter().find(|(start, _)| *start == column)
            && let Some(cell) = self.cells.get_mut(above)
        {
            cell.rows = (self.rows - cell.row).saturating_add(1);
            self.row.open.push((column, above));
            return;
        }
        self.row.open.push((column, self.cells.len()));
        self.cells.push(Cell {
            row: self.rows,
            column,
            rows: format.rows.unwrap_or(1).clamp(1, ROWS),
            columns,
            blocks,
        });
        self.row.covered = columns - 1;
    }

    /// Columns that merged cells cover: those to the right of a cell in its own row, or below one.
    pub(super) fn cover(&mut self, columns: u32) {
        let own = columns.min(self.row.covered);
        self.row.covered -= own;
        self.leave_out(columns - own);
    }

    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.deleted {
            self.cells.truncate(row.first);
            for cell in &mut self.cells {
                cell.rows = cell.rows.min(self.rows.saturating_sub(cell.row).max(1));
            }
            return;
        }
        self.rows = self.rows.saturating_add(1);
        self.open = row.open;
    }

    /// Columns that its cells take.
    pub(super) fn columns(&self) -> u32 {
        self.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0)
    }

    /// Adds the rows of a table that follows at once: Word shows both as one.
    pub(super) fn append(&mut self, below: Table) {
        let rows = self.rows;
        self.cells.extend(below.cells.into_iter().map(|cell| Cell { row: cell.row + rows, ..cell }));
        self.rows = rows.saturating_add(below.rows);
    }
}
