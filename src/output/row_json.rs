//! A table as NDJSON: a row is an object of its columns' names, an empty cell is `null`, an amount has all its digits.

use super::tables::Column;
use super::typed::Value;
use std::io::{self, Write};

/// Writes one row.
pub fn write(out: &mut impl Write, columns: &[&Column], row: &[Value]) -> io::Result<()> {
    for (i, (column, value)) in columns.iter().zip(row).enumerate() {
        write!(out, "{}\"{}\":", if i == 0 { "{" } else { "," }, column.name)?;
        match value {
            Value::Empty => out.write_all(b"null")?,
            Value::Text(text) => serde_json::to_writer(&mut *out, text)?,
            Value::Count(count) => write!(out, "{count}")?,
            Value::Number(number) => out.write_all(number.as_bytes())?,
            Value::Day(day) => write!(out, "\"{day}\"")?,
            Value::Flag(flag) => write!(out, "{flag}")?,
        }
    }
    out.write_all(b"}\n")
}
