//! `figures`: one row a figure; those outside the items have neither item nor title.

use super::column::{Column, DOC, ITEM, LINE, count, day, flag, number, text};
use super::{Cell, Sink, doc, list};
use crate::output::wire::{Figure, Item, Notice};
use std::io;

pub(super) const COLUMNS: &[Column] = &[
    DOC,
    ITEM,
    text("title", "项目名称", "Title of the item"),
    text("field", "所在字段", "Field of the item where it stands; preamble outside the items"),
    text("role", "性质", "target, progress or context"),
    text("metric", "指标", "What is counted, in the notice's words"),
    text("raw", "原文", "The exact text"),
    text("op", "比较", "eq, ge, gt, le, lt or approx"),
    number("value", "数值", "The amount, with 万 and 亿 multiplied out"),
    number("low", "下限", "Lower end of a range"),
    number("high", "上限", "Upper end of a range"),
    number("from", "原值", "Amount before a change"),
    number("to", "现值", "Amount after a change"),
    text("unit", "单位", "Measure word in its standard spelling"),
    text("per", "每", "What it is divided by"),
    text("dimension", "量纲", "count, money, area, length, ratio …"),
    text("change", "增减", "increase or decrease where the amount is itself a change"),
    text("basis", "对比基期", "yoy for 同比"),
    flag("each", "各", "Whether each of several has this amount (各6个)"),
    text("scopes", "范围", "The places or groups that a part belongs to"),
    day("due_start", "时限开始", "First day of the deadline that governs it"),
    day("due_end", "时限结束", "Last day of the deadline that governs it"),
    LINE,
    count("start", "起", "Where it begins in the notice's text, in code points from 0"),
    count("end", "止", "Where it ends in the notice's text, in code points"),
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
