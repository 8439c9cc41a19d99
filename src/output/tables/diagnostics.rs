//! `diagnostics`: one row a problem.

use super::{Sink, doc};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[&str] = &["doc", "item", "severity", "code", "message", "line"];

pub(super) fn rows(notice: &Notice, sink: Sink) -> io::Result<()> {
    for diagnostic in &notice.diagnostics {
        sink(&[
            doc(notice),
            diagnostic.item.into(),
            diagnostic.severity.as_str().into(),
            diagnostic.code.into(),
            diagnostic.message.as_str().into(),
            diagnostic.span.map(|span| span.line).into(),
        ])?;
    }
    Ok(())
}
