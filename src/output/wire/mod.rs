//! The wire schema: a notice as it is written, borrowing from the notice that was read.
//!
//! Field names and their order are public (the JSON Schema is derived from these types). Spans become code points
//! here and nowhere else. Nothing is decided here: absent facts stay `null`.

mod check;
mod diagnostic;
mod document;
mod figure;
mod item;
mod names;
mod value;

pub use check::{Check, CheckAmount};
pub use diagnostic::Diagnostic;
pub use document::{Document, Layout, LayoutColumn, Period, Region, Source};
pub use figure::{Amount, Due, Figure};
pub use item::{Completion, Item, Milestone, Passage, Unit};
pub use names::{
    Basis, Change, CheckKind, Dimension, DocumentKind, Field, MilestoneKind, Op, RegionLevel, Role, Severity, UnitRole,
    Verdict,
};
pub use value::{Day, Number, Span};

use crate::record;
use schemars::JsonSchema;
use serde::Serialize;

/// One notice and everything that was read from it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Notice<'a> {
    /// Version of this schema.
    #[schemars(extend("const" = super::SCHEMA_VERSION))]
    pub schema_version: &'static str,
    pub source: Source<'a>,
    pub document: Document<'a>,
    /// The blocks of the notice in order of appearance, and how each is written.
    pub layout: Vec<Layout<'a>>,
    pub items: Vec<Item<'a>>,
    /// Figures that belong to no item.
    pub figures: Vec<Figure<'a>>,
    /// The notice's own arithmetic, recomputed.
    pub checks: Vec<Check<'a>>,
    pub diagnostics: Vec<Diagnostic<'a>>,
}

impl<'a> Notice<'a> {
    /// `path`: the file as the caller named it, `-` for standard input.
    pub fn new(notice: &'a record::Notice, path: Option<&'a str>) -> Self {
        let text = &notice.text;
        Self {
            schema_version: super::SCHEMA_VERSION,
            source: Source::new(&notice.source, path),
            document: Document::new(&notice.document),
            layout: notice.blocks.iter().map(|block| Layout::new(block, text)).collect(),
            items: notice.items.iter().map(|item| Item::new(item, text)).collect(),
            figures: notice.figures.iter().map(|figure| Figure::new(figure, text)).collect(),
            checks: notice.checks.iter().map(|check| Check::new(check, text)).collect(),
            diagnostics: notice.problems.iter().map(|problem| Diagnostic::new(problem, text)).collect(),
        }
    }
}
