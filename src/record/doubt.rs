//! What looks doubtful once a notice is read: rows that do not fit their header, layouts read with little confidence,
//! blocks whose digits gave nothing. Reports only; changes nothing.

use super::Item;
use crate::layout::{Block, Content, LayoutKind, Node, NodeKind};
use crate::problem::{Problem, ProblemKind};
use crate::text::Text;

/// Below this confidence a third of the items were misread in trials, above it one in a hundred.
const SURE: u8 = 50;

/// The doubts about the blocks of a notice, in order of appearance.
pub fn doubts(blocks: &[Block], items: &[Item], text: &Text) -> Vec<Problem> {
    let mut problems = Vec::new();
    let places = places(items);
    for block in blocks {
        let table = match &block.content {
            Content::Table(table) => Some(table),
            Content::Outline(outline) if outline.nodes.iter().any(numbered) => None,
            Content::Outline(_) | Content::Pairs(_) | Content::Text(_) => continue,
        };
        if block.confidence < SURE {
            let kind = ProblemKind::Unsure { layout: block.kind.as_str(), confidence: block.confidence };
            problems.push(Problem::new(kind).at(block.span));
        }
        let columns = table.map_or(0, |table| table.columns.len());
        // Where every cell has a line of its own, nobody sees a row that is too short.
        let rows = matches!(
            block.kind,
            LayoutKind::PipeRows | LayoutKind::TabRows | LayoutKind::CommaRows | LayoutKind::MarkdownRows
        );
        for row in table.iter().filter(|_| rows).flat_map(|table| &table.rows) {
            if let Some(found) = row.misfit {
                problems.push(Problem::new(ProblemKind::CellCount { found, columns }).at(row.span));
            }
        }
        let first = places.partition_point(|&place| place < block.span.start);
        let gave = places.get(first).is_some_and(|&place| place < block.span.end);
        let digits = text.slice(block.span).bytes().any(|byte| byte.is_ascii_digit());
        if digits && block.kind != LayoutKind::Footer && !gave {
            let lines = (text.line(block.span.start), text.line(block.span.end.max(1) - 1));
            problems.push(Problem::new(ProblemKind::Unread { lines }).at(block.span));
        }
    }
    problems
}

/// Where the titles and passages of items stand, in order. A plan that says the items of a table again gives them passages
/// but no item of its own.
fn places(items: &[Item]) -> Vec<u32> {
    let spans = items.iter().flat_map(|item| {
        let passages = item.passages.iter().map(|passage| passage.text.span().start);
        passages.chain([item.span.start, item.title.span().start])
    });
    let mut places: Vec<u32> = spans.collect();
    places.sort_unstable();
    places
}

/// Whether a node or one below it has a number: headings alone promise no item.
fn numbered(node: &Node) -> bool {
    node.kind == NodeKind::Numbered || node.children.iter().any(numbered)
}
