//! A table that was written as CSV, read back cell by cell with the types of its columns: from one table of an archive come all the other
//! formats.

use super::csv::unguarded;
use super::tables::{Column, Holds};
use jiff::civil::Date;
use std::io::{self, Read};

/// A cell with its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Empty,
    Text(&'a str),
    Count(u64),
    /// An exact decimal as it is spelled.
    Number(&'a str),
    Day(Date),
    Flag(bool),
}

impl<'a> Value<'a> {
    fn new(field: &'a str, holds: Holds) -> Option<Self> {
        if field.is_empty() {
            return Some(Value::Empty);
        }
        Some(match holds {
            Holds::Text => Value::Text(unguarded(field)),
            Holds::Count => Value::Count(field.parse().ok()?),
            Holds::Number => Value::Number(field),
            Holds::Day => Value::Day(field.parse().ok()?),
            Holds::Flag => Value::Flag(field == "true"),
        })
    }
}

/// Gives the rows of a table to `take`, the header left out.
pub fn rows(
    csv: impl Read,
    columns: &[&Column],
    mut take: impl FnMut(&[Value<'_>]) -> io::Result<()>,
) -> io::Result<()> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(true).buffer_capacity(1 << 17).from_reader(csv);
    let mut record = ::csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        let mut row = Vec::with_capacity(columns.len());
        for (column, field) in columns.iter().zip(&record) {
            let value = Value::new(field, column.holds).ok_or_else(|| {
                io::Error::other(format!("{field:?} is not what the column {} holds: {:?}", column.name, column.holds))
            })?;
            row.push(value);
        }
        take(&row)?;
    }
    Ok(())
}
