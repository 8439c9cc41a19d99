//! From the blocks of a text to a notice: items, document facts, then the passes that fill figures, times and names.

use super::{Item, Notice, join, rows};
use crate::layout::{Block, Content};
use crate::problem::{Problem, ProblemKind};
use crate::source::Source;
use crate::text::Text;

/// Builds the notice that the blocks of a text make up.
pub fn build(text: Text, source: Source, blocks: Vec<Block>, mut problems: Vec<Problem>) -> Notice {
    let groups: Vec<Vec<Item>> = blocks
        .iter()
        .map(|block| match &block.content {
            Content::Table(table) => rows::items(table, &text),
            Content::Outline(_) | Content::Pairs(_) | Content::Text(_) => Vec::new(),
        })
        .collect();
    let items = join::join(groups, &text);
    if items.is_empty() && problems.iter().all(|p| p.kind.severity() < crate::problem::Severity::Error) {
        problems.push(Problem::new(ProblemKind::NoItems));
    }
    Notice { text, source, blocks, items, problems, ..Notice::default() }
}
