//! CSV: one header row, then the rows of every notice (RFC 4180, UTF-8).
//!
//! A spreadsheet runs a cell that begins like a formula, whatever the file was made for. So such texts stand behind an apostrophe in
//! every dialect, and [`unguarded`] takes it off again. For spreadsheets the dialect adds a byte-order mark and CRLF.

use super::tables::{Cell, Column, Table};
use super::wire::Notice;
use std::io::{self, Write};

/// For whom the CSV is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Programs: line ends as `\n`, no byte-order mark.
    #[default]
    Plain,
    /// Spreadsheets.
    Excel,
}

impl Dialect {
    /// What ends a row.
    pub fn line_end(self) -> &'static str {
        match self {
            Dialect::Plain => "\n",
            Dialect::Excel => "\r\n",
        }
    }
}

/// The language of the header row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headers {
    /// The public names.
    #[default]
    En,
    /// Chinese words.
    Zh,
}

impl Headers {
    /// The header of a column.
    pub fn of(self, column: &Column) -> &'static str {
        match self {
            Headers::En => column.name,
            Headers::Zh => column.chinese,
        }
    }
}

/// Writes one table, notice by notice.
pub struct Writer<W: Write> {
    out: W,
    table: Table,
    dialect: Dialect,
    rows: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Writes the header row.
    pub fn new(mut out: W, table: Table, dialect: Dialect) -> io::Result<Self> {
        out.write_all(&header(table.columns(), dialect, Headers::En))?;
        Ok(Self { out, table, dialect, rows: Vec::new() })
    }

    /// Writes the rows of one notice.
    pub fn write(&mut self, notice: &Notice) -> io::Result<()> {
        self.rows.clear();
        rows(&mut self.rows, self.table, notice, self.dialect);
        self.out.write_all(&self.rows)
    }

    pub fn finish(self) -> io::Result<W> {
        Ok(self.out)
    }
}

/// The header row of a table, with the byte-order mark where the dialect has one.
pub fn header<'c>(columns: impl IntoIterator<Item = &'c Column>, dialect: Dialect, headers: Headers) -> Vec<u8> {
    let mut out = Vec::new();
    if dialect == Dialect::Excel {
        out.extend_from_slice("\u{FEFF}".as_bytes());
    }
    for (i, column) in columns.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        text(&mut out, headers.of(column));
    }
    out.extend_from_slice(dialect.line_end().as_bytes());
    out
}

/// Appends the rows that a notice gives to a table.
pub fn rows(out: &mut Vec<u8>, table: Table, notice: &Notice, dialect: Dialect) {
    let written = table.rows(notice, &mut |cells| {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            field(out, cell);
        }
        out.extend_from_slice(dialect.line_end().as_bytes());
        Ok(())
    });
    debug_assert!(written.is_ok(), "memory takes everything");
}

/// Appends a cell as it stands in the file.
pub fn field(out: &mut Vec<u8>, cell: &Cell) {
    let appended = match cell {
        Cell::Empty => return,
        Cell::Text(value) => return text(out, value),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Count(count) => write!(out, "{count}"),
        Cell::Share(share) => write!(out, "{share}"),
        Cell::Day(day) => write!(out, "{day}"),
        Cell::Flag(flag) => write!(out, "{flag}"),
    };
    debug_assert!(appended.is_ok(), "memory takes everything");
}

fn text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    // Nearly all texts begin with a byte that settles it: full-width signs begin with EF.
    let doubtful = bytes.first().is_some_and(|byte| matches!(byte, 0..=b'@' | 0xEF) && !byte.is_ascii_digit());
    let guard = if doubtful && is_formula(text.trim_start_matches('\'')) { "'" } else { "" };
    if !bytes.iter().any(|byte| matches!(byte, b'"' | b',' | b'\n' | b'\r')) {
        out.extend_from_slice(guard.as_bytes());
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    out.extend_from_slice(guard.as_bytes());
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'"', rest) {
        let (piece, behind) = rest.split_at(at + 1);
        out.extend_from_slice(piece);
        out.push(b'"');
        rest = behind;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Whether a spreadsheet could take a text for a formula. Some take the full-width signs too.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A text as it was before it was written: without the apostrophe that keeps it from being run. An apostrophe of the text's own
/// before such a sign got one more, so that this is exact.
pub fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_can_be_told_from_what_was_written() {
        for text in ["=1+1", "+86", "-n", "@SUM(A1)", "\t=1", "＝1", "'=1", "''+1", "\r\n=1", "=\"a\",1"] {
            let mut row = Vec::new();
            field(&mut row, &Cell::from(text));
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_slice());
            let read = reader.records().next().unwrap().unwrap();
            assert_eq!(read[0], format!("'{text}"));
            assert_eq!(unguarded(&read[0]), text);
        }
        for text in ["新建10所(=目标)", "'十四五'规划", "a,\"b\"\nc", "'"] {
            let mut row = Vec::new();
            field(&mut row, &Cell::from(text));
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_slice());
            let read = reader.records().next().unwrap().unwrap();
            assert_eq!((&read[0], unguarded(&read[0])), (text, text));
        }
    }
}
