//! `units`: one row an item's unit.

use super::{Sink, doc};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[&str] = &["doc", "item", "role", "raw", "name", "inherited", "line"];

pub(super) fn rows(notice: &Notice, sink: Sink) -> io::Result<()> {
    for item in &notice.items {
        for unit in &item.units {
            sink(&[
                doc(notice),
                item.key.into(),
                unit.role.as_str().into(),
                (&unit.raw).into(),
                unit.name.into(),
                unit.inherited.into(),
                unit.span.line.into(),
            ])?;
        }
    }
    Ok(())
}
