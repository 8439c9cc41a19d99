//! What looks doubtful once a notice is read: rows that do not fit their header, layouts read with little confidence,
//! blocks whose digits gave nothing, digits that are no number. Reports only; changes nothing.

use super::Item;
use crate::layout::{Block, Content, LayoutKind, Node, NodeKind};
use crate::problem::{Problem, ProblemKind};
use crate::text::{Span, Text};

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
            Content::Uncut(why) => {
                problems.push(Problem::new(ProblemKind::NotCut { why }).at(block.span));
                continue;
            }
            Content::Outline(_) | Content::Matrix(_) | Content::Pairs(_) | Content::Text(_) => continue,
        };
        if block.confidence < SURE {
            let kind = ProblemKind::Unsure { layout: block.kind.as_str(), confidence: block.confidence };
            problems.push(Problem::new(kind).at(block.span));
        }
        if let Some(times) = table.map(|table| table.repeats).filter(|&times| times > 0) {
            problems.push(Problem::new(ProblemKind::RepeatedHeader { times }).at(block.span));
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

/// Digits in the titles and passages of items that no exact number can be made of: `1.2.3`, or more of them than a number holds.
pub fn bad_numbers(items: &[Item], text: &Text) -> Vec<Problem> {
    let mut problems = Vec::new();
    // Nearly every text has none, and its items need not be read for them.
    let strange = strange_runs(text.as_str().as_bytes());
    if strange.is_empty() {
        return problems;
    }
    for item in items {
        let excerpts = item.passages.iter().map(|passage| &passage.text).chain([&item.title]);
        for piece in excerpts.flat_map(|excerpt| excerpt.pieces()) {
            let next = strange.partition_point(|run| run.end <= piece.start);
            if strange.get(next).is_none_or(|run| run.start >= piece.end) {
                continue;
            }
            let piece_text = text.slice(piece);
            let bytes = piece_text.as_bytes();
            let mut at = 0;
            while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
                let start = at + next;
                let length = bytes[start..].iter().position(|&b| !is_numeric(b)).unwrap_or(bytes.len() - start);
                at = start + length;
                // One digit after another with a point at most is what nearly all of them are.
                let points = memchr::memchr_iter(b'.', &bytes[start..at]).count();
                if points < 2 && length <= MOST_DIGITS {
                    continue;
                }
                let run = piece_text[start..at].trim_end_matches(['.', ',']);
                let span = Span::new(piece.start as usize + start, piece.start as usize + start + run.len());
                let twice = problems.iter().rev().take(8).any(|problem: &Problem| problem.span == Some(span));
                if !twice && is_bad(run, &piece_text[..start]) {
                    let raw = run.get(..MOST_SHOWN).map_or_else(|| run.to_string(), |head| format!("{head}…"));
                    problems.push(Problem::new(ProblemKind::BadNumber { raw }).at(span).of(&item.key));
                }
            }
        }
    }
    problems
}

/// The runs of digits, points and commas of a text that have two points, or more characters than a number has. In order.
fn strange_runs(bytes: &[u8]) -> Vec<Span> {
    // One of the bytes this far apart lies in each run that is too long.
    let long = (MOST_DIGITS..bytes.len()).step_by(MOST_DIGITS + 1).filter(|&at| is_numeric(bytes[at]));
    let points = memchr::memchr_iter(b'.', bytes);
    let mut runs = runs(bytes, long);
    runs.retain(|run| run.len() > MOST_DIGITS);
    runs.extend(self::runs(bytes, points).into_iter().filter(|run| {
        let run = &bytes[run.range()];
        memchr::memchr_iter(b'.', run).take(2).count() == 2
    }));
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The runs of digits, points and commas that hold the places, which are in order.
fn runs(bytes: &[u8], places: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for at in places {
        if runs.last().is_some_and(|last| at < last.end as usize) {
            continue;
        }
        let before = bytes[..at].iter().rev().take_while(|&&byte| is_numeric(byte)).count();
        let behind = bytes[at..].iter().take_while(|&&byte| is_numeric(byte)).count();
        runs.push(Span::new(at - before, at + behind));
    }
    runs
}

/// How much of an endless number is shown.
const MOST_SHOWN: usize = 40;

/// Digits that an exact decimal always holds.
const MOST_DIGITS: usize = 28;

fn is_numeric(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',')
}

/// Two points, unless it is a date (2021.3.5) or the number of a point (1.1.2 at the start of a line); or too many digits.
fn is_bad(run: &str, before: &str) -> bool {
    let parts: Vec<&str> = run.splitn(4, '.').collect();
    let date = parts.len() == 3 && parts[0].len() == 4;
    let opens =
        before.trim_end_matches([' ', '\u{3000}', '\t']).chars().next_back().is_none_or(|c| "\n。；;".contains(c));
    (parts.len() > 2 && !date && !opens) || run.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS
}

/// Whether a node or one below it has a number: headings alone promise no item.
fn numbered(node: &Node) -> bool {
    node.kind == NodeKind::Numbered || node.children.iter().any(numbered)
}
