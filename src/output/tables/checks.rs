//! `checks`: one row a recomputed piece of arithmetic; its amounts as `role raw` in one cell.

use super::{Sink, doc, list};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[&str] =
    &["doc", "item", "kind", "verdict", "stated", "computed", "unit", "amounts", "message", "line"];

pub(super) fn rows(notice: &Notice, sink: Sink) -> io::Result<()> {
    for check in &notice.checks {
        sink(&[
            doc(notice),
            check.item.into(),
            check.kind.as_str().into(),
            check.verdict.as_str().into(),
            check.stated.into(),
            check.computed.into(),
            check.unit.into(),
            list(check.amounts.iter().map(|amount| format!("{} {}", amount.role, amount.raw))),
            check.message.into(),
            check.amounts.first().map(|amount| amount.span.line).into(),
        ])?;
    }
    Ok(())
}
