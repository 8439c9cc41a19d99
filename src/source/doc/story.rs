//! The characters of a document in order: paragraphs, cells, rows, fields, and what is not shown.

use super::bytes::Bytes;
use super::lists::{Lists, Numbered};
use super::pieces::Piece;
use super::row::row;
use super::runs::{Format, Runs};
use super::sprm;
use super::styles::Styles;
use crate::problem::ProblemKind;
use crate::source::edges::Table;
use crate::source::page::Page;
use encoding_rs::WINDOWS_1252;

const CELL: char = '\u{7}';

pub(super) struct Story<'b> {
    pub(super) word: Bytes<'b>,
    pub(super) pieces: Vec<Piece>,
    pub(super) paragraphs: Runs<'b>,
    /// Places in the file of what is deleted or hidden.
    pub(super) unseen: Vec<(usize, usize)>,
    pub(super) styles: Styles,
    pub(super) lists: Lists,
}

/// What is being read.
#[derive(Default)]
struct Reading {
    paragraph: String,
    /// For each field that is open, whether its result is being read.
    fields: Vec<bool>,
    cell: String,
    cells: Vec<String>,
    /// The cells of a row of a table within the cell.
    inner: Vec<String>,
    table: Table,
    /// The mark before was that of a cell.
    after_cell: bool,
    /// How many notes were met, while notes are read.
    notes: Option<usize>,
    read: u64,
}

/// What the formats of a paragraph say of tables.
#[derive(Clone, Copy, Default)]
struct Place {
    in_table: bool,
    row_end: bool,
    inner: bool,
    inner_cell: bool,
    inner_row_end: bool,
}

impl<'b> Story<'b> {
    /// Writes the characters from one place of the text to another; those of notes after their numbers.
    pub(super) fn write(
        &mut self,
        (from, to): (usize, usize),
        notes: bool,
        page: &mut Page<'_>,
    ) -> Result<(), ProblemKind> {
        let mut reading = Reading { notes: notes.then_some(0), ..Reading::default() };
        let pieces = std::mem::take(&mut self.pieces);
        for piece in pieces.iter().filter(|piece| piece.start < to && piece.end > from) {
            let skip = from.saturating_sub(piece.start);
            let count = piece.end.min(to) - piece.start - skip;
            let width = if piece.wide { 2 } else { 1 };
            let offset = piece.offset.saturating_add(skip * width);
            let most = self.word.0.len().saturating_sub(offset);
            let bytes = self.word.slice(offset, (count.saturating_mul(width)).min(most)).unwrap_or_default();
            reading.read += bytes.len() as u64;
            if reading.read > page.limits().unpacked {
                return Err(ProblemKind::OverLimit { what: "bytes unpacked", limit: page.limits().unpacked });
            }
            self.piece(bytes, offset, piece.wide, &mut reading, page)?;
        }
        self.pieces = pieces;
        if !reading.paragraph.is_empty() {
            self.end(usize::MAX, '\r', &mut reading, page)?;
        }
        reading.close(page)
    }

    fn piece(
        &mut self,
        bytes: &[u8],
        offset: usize,
        wide: bool,
        reading: &mut Reading,
        page: &mut Page<'_>,
    ) -> Result<(), ProblemKind> {
        let mut put = |at: usize, c: char, reading: &mut Reading| -> Result<(), ProblemKind> {
            if matches!(c, '\r' | CELL | '\u{c}' | '\u{e}') {
                return self.end(at, c, reading, page);
            }
            if !self.is_unseen(at) {
                reading.put(c);
            }
            Ok(())
        };
        if !wide {
            let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
            return text.chars().enumerate().try_for_each(|(i, c)| put(offset + i, c, reading));
        }
        let units = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
        let mut at = offset;
        for c in char::decode_utf16(units) {
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            put(at, c, reading)?;
            at += c.len_utf16() * 2;
        }
        Ok(())
    }

    fn is_unseen(&self, offset: usize) -> bool {
        let until = self.unseen.partition_point(|run| run.0 <= offset);
        until.checked_sub(1).and_then(|i| self.unseen.get(i)).is_some_and(|run| offset < run.1)
    }

    /// Ends a paragraph, a cell or a row, whose mark stands at a place of the file.
    fn end(
        &mut self,
        offset: usize,
        mark: char,
        reading: &mut Reading,
        page: &mut Page<'_>,
    ) -> Result<(), ProblemKind> {
        let format = self.paragraphs.at(offset).unwrap_or_default();
        let place = place(format.list);
        let mut text = std::mem::take(&mut reading.paragraph);
        let numbered = self.styles.of(format.style).apply(format.list);
        // A cell may hold nothing but its number (序号).
        let shown = !text.trim().is_empty() || place.in_table && reading.cell.is_empty();
        if numbered != Numbered::default() && !place.row_end && shown {
            let number = self.lists.next(numbered.list, numbered.level).unwrap_or_default();
            let trimmed = text.trim_start_matches([' ', '\t', '\u{3000}']);
            text = format!("{number}{trimmed}").trim_end().to_string();
        }
        // Where formats are lost, a mark right after that of a cell ends the row.
        let row_end =
            mark == CELL && (place.row_end || self.paragraphs.is_empty() && reading.after_cell && text.is_empty());
        reading.after_cell = false;
        if row_end && !reading.cells.is_empty() {
            let cells = std::mem::take(&mut reading.cells);
            reading.table.row(row(cells, format.list));
        } else if mark == CELL && !place.row_end {
            reading.line(&text);
            reading.cells.push(std::mem::take(&mut reading.cell));
            reading.after_cell = true;
        } else if place.inner_row_end {
            let inner = std::mem::take(&mut reading.inner).join(" ");
            reading.line(&inner);
        } else if place.inner_cell {
            reading.inner.push(text);
        } else if place.in_table || place.inner {
            reading.line(&text);
        } else if mark != CELL && !(reading.notes.is_some() && text.trim().is_empty()) {
            reading.close(page)?;
            page.paragraph(&text)?;
        }
        Ok(())
    }
}

impl Reading {
    fn put(&mut self, c: char) {
        match c {
            '\u{13}' => self.fields.push(false),
            '\u{14}' => {
                if let Some(field) = self.fields.last_mut() {
                    *field = true;
                }
            }
            '\u{15}' => {
                self.fields.pop();
            }
            _ if !self.fields.iter().all(|&result| result) => {}
            // A hyphen that does not break, and one that shows only at the end of a line.
            '\u{1e}' => self.paragraph.push('-'),
            '\u{1f}' => {}
            '\u{b}' => self.paragraph.push('\n'),
            '\t' => self.paragraph.push('\t'),
            // The number that Word writes before a note.
            '\u{2}' => {
                if let Some(notes) = &mut self.notes {
                    *notes += 1;
                    self.paragraph.push_str(&format!("注{notes}："));
                }
            }
            ' ' if self.notes.is_some() && self.paragraph.ends_with('：') => {}
            // Anchors of pictures and drawings.
            _ if c < ' ' => {}
            _ => self.paragraph.push(c),
        }
        // Circles of fields no document has.
        self.fields.truncate(64);
    }

    fn line(&mut self, text: &str) {
        if !self.cell.is_empty() {
            self.cell.push('\n');
        }
        self.cell.push_str(text);
    }

    /// Writes the table that ends here.
    fn close(&mut self, page: &mut Page<'_>) -> Result<(), ProblemKind> {
        if !self.cell.trim().is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
        self.cell.clear();
        if !self.cells.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            self.table.row(row(cells, &[]));
        }
        if self.table.is_empty() {
            return Ok(());
        }
        std::mem::take(&mut self.table).write(page)
    }
}

fn place(formats: &[u8]) -> Place {
    let mut place = Place::default();
    for (code, operand) in sprm::each(formats) {
        let set = operand.first().is_some_and(|&b| b != 0);
        match code {
            sprm::IN_TABLE => place.in_table = set,
            sprm::ROW_END => place.row_end = set,
            sprm::TABLE_DEPTH => place.inner = Bytes(operand).u32(0).is_some_and(|n| n > 1),
            sprm::INNER_CELL => place.inner_cell = set,
            sprm::INNER_ROW_END => place.inner_row_end = set,
            _ => {}
        }
    }
    place
}

/// Whether characters are not shown.
pub(super) fn is_unseen(format: Format<'_>) -> bool {
    let mut unseen = (false, false);
    for (code, operand) in sprm::each(format.list) {
        let set = operand.first() == Some(&1);
        match code {
            sprm::DELETED => unseen.0 = set,
            sprm::HIDDEN => unseen.1 = set,
            _ => {}
        }
    }
    unseen.0 || unseen.1
}
