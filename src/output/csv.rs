//! CSV: one header row, then the rows of every notice (RFC 4180, UTF-8).
//!
//! For spreadsheets the dialect adds a byte-order mark and CRLF, and makes cells harmless that would be taken for formulas.

use super::tables::{Cell, Table};
use super::wire::Notice;
use std::borrow::Cow;
use std::io::{self, Write};

/// For whom the CSV is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Programs: line ends as `\n`, values as they stand.
    #[default]
    Plain,
    /// Spreadsheets.
    Excel,
}

/// Writes one table, notice by notice.
pub struct Writer<W: Write> {
    rows: csv::Writer<W>,
    table: Table,
    dialect: Dialect,
}

impl<W: Write> Writer<W> {
    /// Writes the header row.
    pub fn new(mut out: W, table: Table, dialect: Dialect) -> io::Result<Self> {
        let mut builder = csv::WriterBuilder::new();
        if dialect == Dialect::Excel {
            out.write_all("\u{FEFF}".as_bytes())?;
            builder.terminator(csv::Terminator::CRLF);
        }
        let mut rows = builder.from_writer(out);
        rows.write_record(table.columns()).map_err(cause)?;
        Ok(Self { rows, table, dialect })
    }

    /// Writes the rows of one notice.
    pub fn write(&mut self, notice: &Notice) -> io::Result<()> {
        let Self { rows, table, dialect } = self;
        table.rows(notice, &mut |cells| {
            for cell in cells {
                rows.write_field(field(cell, *dialect).as_bytes()).map_err(cause)?;
            }
            rows.write_record(None::<&[u8]>).map_err(cause)
        })
    }

    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// The error of the output itself, so that a closed pipe is seen as one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell as it stands in the file.
fn field<'a>(cell: &'a Cell, dialect: Dialect) -> Cow<'a, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) if dialect == Dialect::Excel && is_formula(text) => Cow::Owned(format!("'{text}")),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Count(count) => Cow::Owned(count.to_string()),
        Cell::Share(share) => Cow::Owned(share.to_string()),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
    }
}

/// Whether a spreadsheet could take a text for a formula. Some take the full-width signs too.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_for_spreadsheets_only() {
        for text in ["=1+1", "+86", "-n", "@SUM(A1)", "\t=1", "＝1"] {
            let cell = Cell::from(text);
            assert_eq!(field(&cell, Dialect::Excel), format!("'{text}"));
            assert_eq!(field(&cell, Dialect::Plain), text);
        }
        assert_eq!(field(&Cell::from("新建10所(=目标)"), Dialect::Excel), "新建10所(=目标)");
    }
}
