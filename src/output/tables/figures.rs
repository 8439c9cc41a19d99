//! `figures`: one row a figure; those outside the items have neither item nor title.

use super::{Cell, Sink, doc, list};
use crate::output::wire::{Figure, Item, Notice};
use std::io;

pub(super) const COLUMNS: &[&str] = &[
    "doc",
    "item",
    "title",
    "field",
    "role",
    "metric",
    "raw",
    "op",
    "value",
    "low",
    "high",
    "from",
    "to",
    "unit",
    "per",
    "dimension",
    "change",
    "basis",
    "each",
    "scopes",
    "due_start",
    "due_end",
    "line",
    "start",
    "end",
];

pub(super) fn rows(notice: &Notice, sink: Sink) -> io::Result<()> {
    for figure in &notice.figures {
        sink(&row(notice, None, figure))?;
    }
    for item in &notice.items {
        for figure in &item.figures {
            sink(&row(notice, Some(item), figure))?;
        }
    }
    Ok(())
}

fn row<'a>(notice: &'a Notice, item: Option<&'a Item>, figure: &'a Figure) -> [Cell<'a>; COLUMNS.len()] {
    let due = figure.due.as_ref();
    [
        doc(notice),
        item.map(|item| item.key).into(),
        item.map(|item| &item.title).into(),
        figure.field.as_str().into(),
        figure.role.map(|role| role.as_str()).into(),
        figure.metric.into(),
        figure.raw.into(),
        figure.op.as_str().into(),
        figure.value.into(),
        figure.low.into(),
        figure.high.into(),
        figure.from.into(),
        figure.to.into(),
        figure.unit.into(),
        list(figure.per),
        figure.dimension.map(|dimension| dimension.as_str()).into(),
        figure.change.map(|change| change.as_str()).into(),
        figure.basis.map(|basis| basis.as_str()).into(),
        figure.each.into(),
        list(figure.scopes),
        due.and_then(|due| due.start).into(),
        due.and_then(|due| due.end).into(),
        figure.span.line.into(),
        figure.span.start.into(),
        figure.span.end.into(),
    ]
}
