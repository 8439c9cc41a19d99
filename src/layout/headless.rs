//! Rows of cells, a row a line, above which no header says what their columns hold.
//!
//! They are claimed so that nobody takes their cells for headings and paragraphs, and refused in words. Knows nothing of what a row says but
//! that rows of a table are alike: a column of amounts, of offices, of times.

use super::{Block, Content, LayoutKind};
use crate::table::Look;
use crate::text::{Span, Text};

/// Why nothing was read.
pub const WHY: &str = "no header says what its columns hold";

/// Rows that make a table.
const ROWS: usize = 3;
/// Cells of a row, and the longest row, in bytes.
const CELLS: std::ops::RangeInclusive<usize> = 3..=40;
const LONGEST: usize = 2000;

/// The tables without a header in the lines that no block of `claimed` has. `claimed`: in order.
pub fn tables(text: &Text, claimed: &[Block]) -> Vec<Block> {
    let mut out = Vec::new();
    // Most texts have no such mark at all.
    if memchr::memchr2(b'\t', b'|', text.as_str().as_bytes()).is_none() {
        return out;
    }
    let mut run: Vec<Vec<Span>> = Vec::new();
    let mut next = 0;
    for line in text.lines() {
        while claimed.get(next).is_some_and(|block| block.span.end <= line.start) {
            next += 1;
        }
        let taken = claimed.get(next).is_some_and(|block| block.span.start < line.end);
        let cells = if taken { None } else { cells(text, line) };
        if run.first().is_some_and(|first| cells.as_ref().is_none_or(|cells| cells.len() != first.len())) {
            out.extend(block(text, &run));
            run.clear();
        }
        run.extend(cells);
    }
    out.extend(block(text, &run));
    out
}

/// The cells of a line between tabs or pipes.
fn cells(text: &Text, line: Span) -> Option<Vec<Span>> {
    let read = text.slice(line);
    if read.len() > LONGEST {
        return None;
    }
    let mark = memchr::memchr2(b'\t', b'|', read.as_bytes()).map(|_| if read.contains('|') { '|' } else { '\t' })?;
    let body = read.trim_matches(|c: char| c.is_whitespace() || c == '|');
    let start = line.start as usize + (body.as_ptr() as usize - read.as_ptr() as usize);
    let cell = |part: &str| {
        let at = start + (part.as_ptr() as usize - body.as_ptr() as usize);
        text.trim(Span::new(at, at + part.len()))
    };
    let cells: Vec<Span> = body.split(mark).map(cell).collect();
    (CELLS.contains(&cells.len()) && cells.iter().filter(|cell| !cell.is_empty()).count() >= 3).then_some(cells)
}

fn block(text: &Text, rows: &[Vec<Span>]) -> Option<Block> {
    // Words that no lexicon has as a header.
    let head = rows
        .first()
        .is_some_and(|row| row.iter().all(|cell| !text.slice(*cell).contains(|c: char| c.is_ascii_digit())));
    let all = rows;
    let rows = &rows[usize::from(head)..];
    let first = rows.first().filter(|_| rows.len() >= ROWS)?;
    let alike = |column: usize| {
        let looks = || rows.iter().map(|row| Look::of_str(text.slice(row[column])));
        looks().all(|look| look.amount || look.number.is_some()) || looks().all(|look| look.units == 100)
    };
    (1..first.len()).any(alike).then(|| Block {
        kind: LayoutKind::Uncut,
        span: all.iter().flatten().copied().reduce(Span::cover).map_or(first[0], |all| {
            text.line_span(text.line(all.start)).cover(text.line_span(text.line(all.end.max(1) - 1)))
        }),
        confidence: 0,
        evidence: vec![format!("{} rows of {} cells below no header", rows.len(), first.len())],
        points: None,
        runner_up: None,
        content: Content::Uncut(WHY),
    })
}
