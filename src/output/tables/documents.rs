//! `documents`: one row a notice, with what it says about itself and how much was read from it.

use super::{Sink, doc, list};
use crate::output::wire::Notice;
use std::io;

pub(super) const COLUMNS: &[&str] = &[
    "doc",
    "sha256",
    "format",
    "encoding",
    "title",
    "kind",
    "doc_number",
    "index_number",
    "issuer",
    "issued_on",
    "published_on",
    "region",
    "region_code",
    "years",
    "period_start",
    "period_end",
    "layouts",
    "items",
    "figures",
    "diagnostics",
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
