//! Where a notice comes from, what it says about itself, and how its blocks are written.

use super::{Day, DocumentKind, RegionLevel};
use crate::layout::{Block, Content};
use crate::lexicon::{ColumnRole, Field};
use crate::record;
use crate::source;
use crate::table::Column;
use crate::text::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// The file and how it was decoded.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Source<'a> {
    /// The file as it was named, `-` for standard input.
    pub path: Option<&'a str>,
    /// Of the bytes, in lower-case hexadecimal.
    pub sha256: &'a str,
    pub bytes: usize,
    /// `text`; other formats by their usual extension.
    pub format: &'static str,
    /// Name of the encoding, as the Encoding Standard spells it.
    pub encoding: &'static str,
    /// How the encoding was found.
    pub detection: &'static str,
}

impl<'a> Source<'a> {
    pub(super) fn new(source: &'a source::Source, path: Option<&'a str>) -> Self {
        Self {
            path,
            sha256: &source.sha256,
            bytes: source.bytes,
            format: source.format,
            encoding: source.encoding,
            detection: source.detection,
        }
    }
}

/// What the notice says about itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    pub title: Option<&'a str>,
    pub kind: DocumentKind,
    /// 文号
    pub doc_number: Option<&'a str>,
    /// 索引号
    pub index_number: Option<&'a str>,
    pub issuer: Option<&'a str>,
    /// 成文日期
    pub issued_on: Option<Day>,
    /// 发布日期
    pub published_on: Option<Day>,
    pub region: Option<Region<'a>>,
    /// Every year the notice is about.
    pub years: &'a [i16],
    /// What it reports on or plans for.
    pub period: Option<Period<'a>>,
}

impl<'a> Document<'a> {
    pub(super) fn new(document: &'a record::Document) -> Self {
        Self {
            title: document.title.as_deref(),
            kind: document.kind.into(),
            doc_number: document.doc_number.as_deref(),
            index_number: document.index_number.as_deref(),
            issuer: document.issuer.as_deref(),
            issued_on: document.issued_on.map(Day::from),
            published_on: document.published_on.map(Day::from),
            region: document.region.as_ref().map(Region::new),
            years: &document.years,
            period: document.period.as_ref().map(Period::new),
        }
    }
}

/// The place that the notice governs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Region<'a> {
    pub name: &'a str,
    /// Six-digit administrative division code (GB/T 2260) of the notice's year.
    pub code: Option<&'a str>,
    pub level: Option<RegionLevel>,
    /// The notice names only its districts, never its own name.
    pub inferred: bool,
}

impl<'a> Region<'a> {
    fn new(region: &'a record::Region) -> Self {
        Self {
            name: &region.name,
            code: region.code.as_deref(),
            level: region.level.map(Into::into),
            inferred: region.inferred,
        }
    }
}

/// A stretch of time as the notice writes it, and its days.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Period<'a> {
    pub raw: &'a str,
    pub start: Option<Day>,
    pub end: Option<Day>,
}

impl<'a> Period<'a> {
    fn new(period: &'a record::Period) -> Self {
        Self { raw: &period.raw, start: period.start.map(Day::from), end: period.end.map(Day::from) }
    }
}

/// A block of the notice and how it is written.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Layout<'a> {
    /// Name of the layout: `pipe-cells`, `tab-rows`, `outline`, …
    pub kind: &'static str,
    /// First and last line, from 1.
    pub lines: [usize; 2],
    /// From 0 to 1.
    pub confidence: f32,
    /// The columns of a table, in order.
    pub columns: Vec<LayoutColumn<'a>>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(block: &'a Block, text: &'a Text) -> Self {
        let columns = match &block.content {
            Content::Table(table) => {
                let column = |c: &'a Column| LayoutColumn { header: c.header.read(text), field: field(c.role) };
                table.columns.iter().map(column).collect()
            }
            _ => Vec::new(),
        };
        Self {
            kind: block.kind.as_str(),
            lines: [text.line(block.span.start), text.line(block.span.end.saturating_sub(1).max(block.span.start))],
            confidence: f32::from(block.confidence) / 100.0,
            columns,
        }
    }
}

/// A column of a table and the field of an item that its cells give.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LayoutColumn<'a> {
    pub header: Cow<'a, str>,
    pub field: &'static str,
}

/// The field that a column's cells go to. A header that no table knows gives remarks.
fn field(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Seq => "seq",
        ColumnRole::Category => "category",
        ColumnRole::Title => "title",
        ColumnRole::Unit(unit) => unit.as_str(),
        ColumnRole::Text(field) => field.as_str(),
        ColumnRole::Deadline | ColumnRole::Quarter(_) => Field::Schedule.as_str(),
        ColumnRole::Measure | ColumnRole::Unknown => Field::Remark.as_str(),
    }
}
