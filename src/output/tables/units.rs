//! `units`: one row an item's unit.

use super::column::{Column, DOC, ITEM, LINE, flag, text};
use super::{Sink, doc};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[Column] = &[
    DOC,
    ITEM,
    text("role", "职责", "lead, responsible, cooperating, implementing, supervising or person"),
    text("raw", "原文", "The unit as the notice writes it"),
    text("name", "全称", "Its full name with its region; empty where that would be a guess"),
    flag("inherited", "承接上格", "Whether the cell was merged or blank and took the value above"),
    LINE,
];

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
