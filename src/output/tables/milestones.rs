//! `milestones`: one row a time that governs work.

use super::{Sink, doc};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[&str] = &["doc", "item", "field", "raw", "kind", "start", "end", "text", "line"];

pub(super) fn rows(notice: &Notice, sink: Sink) -> io::Result<()> {
    for item in &notice.items {
        for milestone in &item.milestones {
            sink(&[
                doc(notice),
                item.key.into(),
                milestone.field.as_str().into(),
                (&milestone.raw).into(),
                milestone.kind.as_str().into(),
                milestone.start.into(),
                milestone.end.into(),
                (&milestone.text).into(),
                milestone.span.line.into(),
            ])?;
        }
    }
    Ok(())
}
