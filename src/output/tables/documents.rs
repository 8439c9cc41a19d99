//! `documents`: one row a notice, with what it says about itself and how much was read from it.

use super::column::{Column, DOC, count, day, text};
use super::{Sink, doc, list};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[Column] = &[
    DOC,
    text("sha256", "SHA-256", "Of the file's bytes, in lower-case hexadecimal"),
    text("format", "格式", "text; other formats by their usual extension"),
    text("encoding", "编码", "Name of the encoding, as the Encoding Standard spells it"),
    text("title", "标题", "Title of the notice"),
    text("kind", "类型", "plan, progress or list"),
    text("doc_number", "文号", "Document number"),
    text("index_number", "索引号", "Index number"),
    text("issuer", "发文机关", "Who issued it"),
    day("issued_on", "成文日期", "Day of writing"),
    day("published_on", "发布日期", "Day of publication"),
    text("region", "地区", "The place that the notice governs"),
    text("region_code", "区划代码", "Six-digit administrative division code"),
    text("years", "年度", "Every year the notice is about"),
    day("period_start", "报告期开始", "First day of what it reports on or plans for"),
    day("period_end", "报告期结束", "Last day of what it reports on or plans for"),
    text("layouts", "版式", "How its blocks are written, in order"),
    count("items", "项目数", "How many items were read"),
    count("figures", "数字数", "How many figures were read"),
    count("diagnostics", "提示数", "How many diagnostics there are"),
];

pub(super) fn rows(notice: &Notice, sink: Sink) -> io::Result<()> {
    let document = &notice.document;
    let region = document.region.as_ref();
    let period = document.period.as_ref();
    let figures = notice.figures.len() + notice.items.iter().map(|item| item.figures.len()).sum::<usize>();
    sink(&[
        doc(notice),
        notice.source.sha256.into(),
        notice.source.format.into(),
        notice.source.encoding.into(),
        document.title.into(),
        document.kind.as_str().into(),
        document.doc_number.into(),
        document.index_number.into(),
        document.issuer.into(),
        document.issued_on.into(),
        document.published_on.into(),
        region.map(|region| region.name).into(),
        region.and_then(|region| region.code).into(),
        list(document.years.iter().map(i16::to_string)),
        period.and_then(|period| period.start).into(),
        period.and_then(|period| period.end).into(),
        list(notice.layout.iter().map(|layout| layout.kind)),
        notice.items.len().into(),
        figures.into(),
        notice.diagnostics.len().into(),
    ])
}
