//! Cuts a text into blocks and reads each: one file a layout.
//!
//! Tables claim their lines first; what is left is read as label/value pairs, outline or plain text.

mod box_rows;
mod cell_lines;
mod comma_rows;
mod forms;
mod glued;
mod grid;
mod headless;
pub mod label;
mod markup_rows;
pub mod matrix;
mod meta;
mod nesting;
mod number;
mod opening;
mod outline;
mod paragraph;
mod part;
mod pipe_rows;
pub mod prose;
mod runon;
mod site;
mod space_rows;
mod stacked;
mod tab_rows;
mod tables;
mod uncut;
mod word_rows;
mod wrap;

pub use headless::WHY as NO_HEADER;
pub use matrix::{Matrix, MatrixCell, Series, Stage};
pub use opening::leads_in;
use tables::Evidence;
pub use tables::tables;

use crate::source::Grid;
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
    /// A table without marks between its cells.
    Uncut,
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
            LayoutKind::Uncut => "uncut",
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
    /// How much it looks like this layout, where several were weighed.
    pub points: Option<u8>,
    pub runner_up: Option<RunnerUp>,
    pub content: Content,
}

/// The layout that a block was nearly read with.
#[derive(Clone, Debug)]
pub struct RunnerUp {
    pub kind: LayoutKind,
    pub points: Option<u8>,
    pub why: String,
    pub beaten: Beaten,
}

/// Why a layout was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beaten {
    /// It had fewer points.
    Weaker,
    /// Read in it, the lines made no table.
    InVain,
    /// A table or matrix that begins no later has its lines.
    Taken,
    /// The file itself says where the cells are.
    Known,
}

impl RunnerUp {
    fn of(evidence: Evidence, beaten: Beaten) -> Self {
        Self { kind: evidence.kind, points: Some(evidence.points), why: evidence.why, beaten }
    }

    fn block(mut block: Block, beaten: Beaten) -> Self {
        let why = if block.evidence.is_empty() { String::new() } else { block.evidence.swap_remove(0) };
        Self { kind: block.kind, points: block.points, why, beaten }
    }
}

impl Block {
    /// Keeps what would have stood in its place, the first of them.
    fn beats(&mut self, other: Block, beaten: Beaten) {
        if self.runner_up.is_none() {
            self.runner_up = Some(RunnerUp::block(other, beaten));
        }
    }
}

#[derive(Clone, Debug)]
pub enum Content {
    /// Label and value.
    Pairs(Vec<(Excerpt, Excerpt)>),
    Table(Table),
    /// Regions × indicators.
    Matrix(Matrix),
    Outline(Outline),
    /// A table that could not be cut into cells, and why.
    Uncut(&'static str),
    /// Paragraphs.
    Text(Vec<Span>),
}

/// Numbered prose as a tree.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub nodes: Vec<Node>,
}

impl Outline {
    /// How many nodes it has, and on how many levels.
    pub fn extent(&self) -> (usize, usize) {
        let (mut count, mut depth) = (0, 0);
        let mut level: Vec<&Node> = self.nodes.iter().collect();
        while !level.is_empty() {
            count += level.len();
            depth += 1;
            level = level.iter().flat_map(|node| &node.children).collect();
        }
        (count, depth)
    }
}

/// A heading or an item of an outline, with all that stands below it.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: NodeKind,
    pub number: Option<Number>,
    /// The first sentence of the lead without its full stop, or the heading.
    pub heading: Excerpt,
    /// The paragraph that the heading opens, whole, without the number.
    pub lead: Excerpt,
    /// What follows the lead before the first child, a paragraph each.
    pub body: Vec<Excerpt>,
    pub children: Vec<Node>,
    pub span: Span,
}

/// What a node is by its form. Whether it is an item is decided by the record room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Opened by a number or a list mark.
    Numbered,
    /// A line of its own without a number, above others.
    Heading,
    /// The title of an annex.
    Annex,
    /// The title of a document within the text, such as the plan behind its cover letter.
    Part,
}

/// The number in front of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub span: Span,
    /// As it enters a key: `12`, `①`, `一`, `(三)`.
    pub plain: String,
    pub value: u32,
    pub style: NumberStyle,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberStyle {
    /// `附件2`
    Annex,
    /// `第三件`, `第三项`
    Part,
    /// `三、`
    Chinese,
    /// `(三)`
    ChineseBracket,
    /// `3.`, `3、`
    Arabic,
    /// `3` with nothing behind it
    Bare,
    /// `2.3`: how many numbers it has
    Decimal(u8),
    /// `(3)`, `3)`
    ArabicBracket,
    /// `③`
    Circled,
    /// `三是`
    Nth,
    /// `■`, `-`; counted from 1
    Bullet,
    /// A heading without a number above numbered ones
    Heading,
    /// A heading without a number right above its text
    Title,
}

/// The blocks of a text in order of appearance. `grids` are the real tables of the file, where it has any.
pub fn blocks(text: &Text, grids: &[Grid]) -> Vec<Block> {
    let mut grids = grid::tables(text, grids);
    let mut tables = Vec::new();
    for block in self::tables(text) {
        match grids.iter_mut().find(|b| b.span.start < block.span.end && block.span.start < b.span.end) {
            Some(grid) => grid.beats(block, Beaten::Known),
            None => tables.push(block),
        }
    }
    tables.extend(grids);
    let mut tables = with_matrices(tables, matrix::matrices(text));
    let headless = headless::tables(text, &tables);
    if !headless.is_empty() {
        tables.extend(headless);
        tables.sort_by_key(|b| b.span.start);
    }
    let claimed: Vec<Span> = tables.iter().map(|b| b.span).collect();
    let mut all = prose::blocks(text, &claimed);
    all.extend(tables);
    all.sort_by_key(|b| b.span.start);
    all
}

/// Tables and matrices in order. Where both claim the same lines, the one that begins first has them: a matrix whose header looks like
/// that of a table is no table, and numbers within a table are no matrix.
fn with_matrices(tables: Vec<Block>, matrices: Vec<Block>) -> Vec<Block> {
    let mut all: Vec<Block> = matrices;
    all.extend(tables);
    all.sort_by_key(|b| (b.span.start, b.kind != LayoutKind::Matrix));
    let mut kept: Vec<Block> = Vec::new();
    for block in all {
        match kept.last_mut() {
            Some(last) if block.span.start < last.span.end => last.beats(block, Beaten::Taken),
            _ => kept.push(block),
        }
    }
    kept
}
