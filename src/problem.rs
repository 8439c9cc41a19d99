//! What went wrong or looks doubtful: one typed enum that every room reports with.
//!
//! Parsing never fails on content; it yields a notice and its problems.

use crate::text::Span;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing, nothing is wrong.
    Info,
    /// Something may be lost or misread.
    Warning,
    /// Nothing could be read.
    Error,
}

/// One problem, with the item and the place it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// Key of the item.
    pub item: Option<String>,
    pub span: Option<Span>,
}

impl Problem {
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, item: None, span: None }
    }

    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    pub fn of(mut self, item: &str) -> Self {
        self.item = Some(item.to_string());
        self
    }
}

/// Every kind of problem. [`ProblemKind::code`] is the public name; it never changes meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The file holds nothing but blanks.
    Empty,
    /// The bytes are no text: the format they look like.
    NotText { format: &'static str },
    /// Bytes that are not valid in the encoding, replaced by U+FFFD: how many, and the first one's byte offset.
    Undecodable { encoding: &'static str, count: usize, offset: usize },
    /// Characters without a shape (NUL, zero-width) that were dropped while decoding.
    Dropped { count: usize },
    /// A page without any item.
    NoItems,
    /// A block with digits that gave no item.
    Unread { lines: (usize, usize) },
    /// A layout below its confidence.
    Unsure { layout: &'static str, confidence: u8 },
    /// A table row with another number of cells than the header has columns.
    CellCount { found: usize, columns: usize },
    /// A number that is no number (`1.2.3`) or too large to hold.
    BadNumber { raw: String },
    /// The numbering of the items jumps.
    Gap { after: String, next: String },
}

impl ProblemKind {
    /// Stable public name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText { .. } => "not-text",
            Self::Undecodable { .. } => "undecodable",
            Self::Dropped { .. } => "dropped-characters",
            Self::NoItems => "no-items",
            Self::Unread { .. } => "unread-block",
            Self::Unsure { .. } => "unsure-layout",
            Self::CellCount { .. } => "cell-count",
            Self::BadNumber { .. } => "bad-number",
            Self::Gap { .. } => "numbering-gap",
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            Self::Empty | Self::NotText { .. } => Severity::Error,
            Self::Dropped { .. } | Self::Gap { .. } => Severity::Info,
            _ => Severity::Warning,
        }
    }
}
