//! `milestones`: one row a time that governs work.

use super::column::{Column, DOC, ITEM, LINE, day, text};
use super::{Sink, doc};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[Column] = &[
    DOC,
    ITEM,
    text("field", "所在字段", "Field of the item where it stands"),
    text("raw", "原文", "The time as the notice writes it"),
    text("kind", "类型", "deadline, window, as_of, from, recurring or event"),
    day("start", "开始日期", "First day"),
    day("end", "结束日期", "Last day"),
    text("text", "内容", "The clause that the time governs"),
    LINE,
];

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
