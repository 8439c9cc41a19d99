//! Finds the tables of a text: looks for header words, lets every layout say how much the place looks like it, and reads with the best.
//!
//! Knows no delimiter itself; each layout is a file of its own with the same two verbs, `evidence` and `open`.

use super::{
    Beaten, Block, Content, LayoutKind, RunnerUp, box_rows, cell_lines, comma_rows, forms, markup_rows, pipe_rows,
    space_rows, tab_rows, uncut, word_rows,
};
use crate::lexicon::column;
use crate::table::{self, Stream};
use crate::text::{Span, Text};

/// Points for each column below which the cells of a row suit their columns badly, where a line is a row and where it is not.
const BAD_ROWS: i32 = 5;
const BAD_LINES: i32 = 8;

fn is_bad(found: &table::Found, text: &Text, line: usize) -> bool {
    let least = if word_rows::has_whole_rows(text, line) { BAD_ROWS } else { BAD_LINES };
    found.points < least * found.table.columns.len() as i32
}

/// How much a place looks like a layout, and why.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub kind: LayoutKind,
    pub points: u8,
    pub why: String,
}

impl Evidence {
    pub fn new(kind: LayoutKind, points: u8, why: impl Into<String>) -> Self {
        Self { kind, points, why: why.into() }
    }
}

/// One way to write a table.
struct Layout {
    /// Its cells are told apart by their looks alone: where they suit their columns badly, they were cut wrong.
    loose: bool,
    evidence: fn(&Text, usize) -> Option<Evidence>,
    open: for<'t> fn(&'t Text, usize) -> Box<dyn Stream + 't>,
}

const LAYOUTS: &[Layout] = &[
    Layout { loose: false, evidence: markup_rows::evidence, open: markup_rows::open },
    Layout { loose: false, evidence: pipe_rows::evidence, open: pipe_rows::open },
    Layout { loose: false, evidence: box_rows::evidence, open: box_rows::open },
    Layout { loose: false, evidence: tab_rows::evidence, open: tab_rows::open },
    Layout { loose: false, evidence: comma_rows::evidence, open: comma_rows::open },
    Layout { loose: false, evidence: space_rows::evidence, open: space_rows::open },
    Layout { loose: true, evidence: word_rows::evidence, open: word_rows::open },
    Layout { loose: false, evidence: cell_lines::evidence, open: cell_lines::open },
];

/// Headers in a row without a table below them, after which a text is not searched any further: it is no notice.
const MOST_MISSES: usize = 1000;

/// The tables of a text, each claiming whole lines (or the cells of a page in one line), in order of appearance.
pub fn tables(text: &Text) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut line = 1;
    let mut misses = 0;
    while line <= text.line_count() && misses < MOST_MISSES {
        let found = match uncut::at(text, line).or_else(|| forms::at(text, line)) {
            Some(block) => Ok(block),
            None => read_at(text, line),
        };
        match found {
            Ok(block) => {
                let last = text.line(block.span.end.max(1) - 1);
                blocks.push(block);
                line = last + 1;
                misses = 0;
            }
            Err(next) => {
                misses += usize::from(next > line + 1);
                line = next.max(line + 1);
            }
        }
    }
    blocks
}

/// The table whose header starts in this line; else the line to look at next.
fn read_at(text: &Text, line: usize) -> Result<Block, usize> {
    let begins = |line| cell_lines::holds_table(text, line) || box_rows::begins(text, line);
    if !may_start(text.slice(text.line_span(line))) && !begins(line) {
        return Err(line + 1);
    }
    let mut found: Vec<(Evidence, &Layout)> =
        LAYOUTS.iter().filter_map(|layout| (layout.evidence)(text, line).map(|e| (e, layout))).collect();
    found.sort_by_key(|(e, _)| std::cmp::Reverse(e.points));
    let mut next = line + 1;
    let mut found = found.into_iter().take(2);
    let mut in_vain = None;
    while let Some((evidence, layout)) = found.next() {
        let mut stream = (layout.open)(text, line);
        match table::read(stream.as_mut(), text) {
            Ok(table) if layout.loose && is_bad(&table, text, line) => {
                return Ok(uncut::mixed_lines(text, line, evidence.why));
            }
            Ok(table) => {
                let weaker = || found.next().map(|(evidence, _)| RunnerUp::of(evidence, Beaten::Weaker));
                return Ok(block(text, evidence, in_vain.or_else(weaker), table));
            }
            // What was read as a header in vain is not read again.
            Err(end) => next = next.max(text.line(end.max(1) - 1) + 1),
        }
        in_vain = Some(RunnerUp::of(evidence, Beaten::InVain));
    }
    uncut::below_words(text, line).ok_or(next)
}

pub(super) fn block(text: &Text, evidence: Evidence, runner_up: Option<RunnerUp>, found: table::Found) -> Block {
    let mut table = found.table;
    let first = text.line_span(text.line(found.span.start));
    let last = text.line_span(text.line(found.span.end.max(1) - 1));
    // A page in one line, tabs between: what stands before and behind the table is prose.
    let span = if first == last { found.span } else { first.cover(last) };
    table.caption = caption(text, text.line(first.start));
    let why = vec![
        evidence.why,
        format!(
            "{} rows in {} columns; cells fit their columns by {} points a row",
            table.rows.len(),
            table.columns.len(),
            found.points
        ),
    ];
    Block {
        kind: evidence.kind,
        span,
        confidence: table.confidence,
        evidence: why,
        points: Some(evidence.points),
        runner_up,
        content: Content::Table(table),
    }
}

/// The line above the header that names the table.
pub(super) fn caption(text: &Text, header: usize) -> Option<Span> {
    for line in (1..header).rev().take(8) {
        let span = text.line_span(line);
        let read = text.slice(span);
        let bare = read.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '|' | '*' | '#' | ',' | '"' | '-' | '─' | '┌' | '┬' | '┐')
        });
        if bare.is_empty() || bare.starts_with('<') {
            continue;
        }
        let ends = bare.trim_end_matches([')', '）', '」']);
        let names = ["表", "清单", "清單", "一览", "情况", "项目", "实事", "安排", "计划", "任务", "进度", "份"]
            .iter()
            .any(|w| ends.ends_with(w));
        if bare.chars().count() > 60 || !names {
            return None;
        }
        let start = read.find(bare).unwrap_or(0);
        return Some(Span::new(span.start as usize + start, span.start as usize + start + bare.len()));
    }
    None
}

/// Longest line that is looked at for a header, in bytes; but the whole table may stand in one line.
const FAR: usize = 400;

/// Whether the first cell of the line is a header word. Cheap: nearly all lines end here.
fn may_start(line: &str) -> bool {
    let mut cut = line.len().min(FAR);
    while !line.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = line[..cut].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '"' | '*' | '│' | '┃'));
    if head.starts_with('<') {
        return head.starts_with("<t");
    }
    let end = head
        .char_indices()
        .find(|&(_, c)| matches!(c, '\t' | '|' | ',' | '"' | '│' | '┃' | '，' | '。' | '、') || c == '*')
        .map_or(head.len(), |(at, _)| at);
    let cell = head[..end].trim_end();
    // A listed header word, the first of several with blanks between, or a piece of one (序⏎号).
    if !column::may_begin(cell) {
        return false;
    }
    let word = cell.split(|c: char| c.is_whitespace()).next().unwrap_or("");
    let known = |cell: &str| cell.len() <= 75 && column::column(cell).is_some_and(|h| h.listed);
    known(cell) || known(word) || word.len() <= 12 && cell.len() <= 16 && column::starts_word(word)
}
