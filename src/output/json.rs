//! JSON: one notice, an array of notices, or a line for each (NDJSON).

use super::wire::Notice;
use std::io::{self, Write};

/// Whether JSON is laid out for people or kept on one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Pretty,
    Compact,
}

/// Writes one notice, without a line end behind it.
pub fn write(out: &mut dyn Write, notice: &Notice, style: Style) -> io::Result<()> {
    match style {
        Style::Pretty => serde_json::to_writer_pretty(out, notice)?,
        Style::Compact => serde_json::to_writer(out, notice)?,
    }
    Ok(())
}
