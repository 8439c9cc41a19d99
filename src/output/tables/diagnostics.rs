//! `diagnostics`: one row a problem.

use super::column::{Column, DOC, ITEM, LINE, text};
use super::{Sink, doc};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[Column] = &[
    DOC,
    ITEM,
    text("severity", "级别", "info, warning or error"),
    text("code", "代码", "Stable name of the kind of problem"),
    text("message", "说明", "What was found, in a sentence"),
    LINE,
];

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
