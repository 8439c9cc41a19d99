//! `checks`: one row a recomputed piece of arithmetic; its amounts as `role raw` in one cell.

use super::column::{Column, DOC, ITEM, LINE, number, text};
use super::{Sink, doc, list};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[Column] = &[
    DOC,
    ITEM,
    text("kind", "核算类型", "What was recomputed: sum, rate, completion, count, numbering …"),
    text("verdict", "结论", "holds, rounds, open or fails"),
    number("stated", "所列数", "What the notice states"),
    number("computed", "核算数", "What comes out"),
    text("unit", "单位", "Measure word of both"),
    text("amounts", "涉及数字", "The amounts it was computed from, each with its part in it"),
    text("message", "说明", "The result in a sentence"),
    LINE,
];

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
