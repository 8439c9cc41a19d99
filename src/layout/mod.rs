//! Cuts a text into blocks and reads each: one file a layout.
//!
//! Tables claim their lines first; what is left is read as label/value pairs, outline or plain text.

use crate::table::Table;
use crate::text::{Excerpt, Span, Text};

/// How a block is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LayoutKind {
    Meta,
    Preamble,
    PipeCells,
    PipeRows,
    TabRows,
    TabCells,
    LineCells,
    SpaceRows,
    CommaRows,
    MarkdownRows,
    Grid,
    Outline,
    Labelled,
    Matrix,
    Footer,
}

impl LayoutKind {
    pub fn as_str(self) -> &'static str {
        match self {
            LayoutKind::Meta => "meta",
            LayoutKind::Preamble => "preamble",
            LayoutKind::PipeCells => "pipe-cells",
            LayoutKind::PipeRows => "pipe-rows",
            LayoutKind::TabRows => "tab-rows",
            LayoutKind::TabCells => "tab-cells",
            LayoutKind::LineCells => "line-cells",
            LayoutKind::SpaceRows => "space-rows",
            LayoutKind::CommaRows => "comma-rows",
            LayoutKind::MarkdownRows => "markdown-rows",
            LayoutKind::Grid => "grid",
            LayoutKind::Outline => "outline",
            LayoutKind::Labelled => "labelled",
            LayoutKind::Matrix => "matrix",
            LayoutKind::Footer => "footer",
        }
    }
}

/// A stretch of the text that is written in one layout.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: LayoutKind,
    pub span: Span,
    /// Per cent.
    pub confidence: u8,
    /// Why it was taken for this layout, in words, for `explain`.
    pub evidence: Vec<String>,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub enum Content {
    /// Label and value.
    Pairs(Vec<(Excerpt, Excerpt)>),
    Table(Table),
    Outline(Outline),
    /// Paragraphs.
    Text(Vec<Span>),
}

/// Numbered prose as a tree.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub nodes: Vec<Node>,
}

/// A heading or an item of an outline, with all that stands below it.
#[derive(Clone, Debug)]
pub struct Node {
    pub number: Option<Number>,
    /// The first sentence or the heading, without its number.
    pub heading: Excerpt,
    /// What follows the heading before the first child, a paragraph each.
    pub body: Vec<Excerpt>,
    pub children: Vec<Node>,
    pub span: Span,
}

/// The number in front of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub span: Span,
    /// As it enters a key: `12`, `①`, `一`, `(三)`.
    pub plain: String,
    pub value: u32,
}

/// The blocks of a text in order of appearance.
pub fn blocks(text: &Text) -> Vec<Block> {
    let _ = text;
    Vec::new()
}
