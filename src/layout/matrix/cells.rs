//! Lines cut into the cells of a matrix: between tabs, pipes, commas or blanks. What the cells mean is read in `matrix`.
//!
//! Cells of a matrix are numbers and short names, so that, unlike in tables of projects, one line is one row.

use crate::figure::cell;
use crate::layout::pipe_rows::is_blank;
use crate::layout::tab_rows::is_doubled;
use crate::lexicon::matrix_word::{
    NO_REGIONS, REGION_ENDS, REGION_HEADS, REGION_LAST, REGION_NAMES, TOTAL_TASKS, TOTALS,
};
use crate::text::{Span, Text, fold};

/// Longest line that is a row of a matrix, in bytes.
const LONGEST: usize = 2000;
/// Longest name of a region, in bytes.
const NAME: usize = 45;

/// What separates the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Tab,
    Pipe,
    Comma,
    Blank,
}

impl Mark {
    pub fn of(line: &str) -> Option<Self> {
        if line.len() > LONGEST {
            return None;
        }
        let line = line.trim_matches(' ');
        if line.contains('\t') {
            Some(Mark::Tab)
        } else if line.contains(['|', '│', '┃']) {
            Some(Mark::Pipe)
        } else if line.contains("  ") {
            Some(Mark::Blank)
        } else if line.contains(',') {
            Some(Mark::Comma)
        } else {
            line.contains([' ', '\u{3000}', '\u{a0}']).then_some(Mark::Blank)
        }
    }
}

/// The cells of a line, blank ones at its end left out. `written`: how many there were with them.
pub struct Row {
    pub cells: Vec<Span>,
    pub written: usize,
}

pub fn row(text: &Text, line: usize, mark: Mark) -> Row {
    let span = text.line_span(line);
    let read = text.slice(span);
    // A mark at the end of a row without one at its start may stand before a last blank cell.
    let mut unsure = 0;
    let mut cells = match mark {
        _ if read.len() > LONGEST => Vec::new(),
        // Some programs put two tabs between cells.
        Mark::Tab if is_doubled(read) => {
            let mut odd = false;
            split(read, move |c| {
                odd = c == '\t' && !odd;
                c == '\t' && !odd
            })
        }
        Mark::Tab => split(read, |c| c == '\t'),
        Mark::Pipe => {
            let piped = |c: char| matches!(c, '|' | '│' | '┃');
            let mut cells = split(read, piped);
            let framed = read.trim_start().starts_with(piped);
            if framed {
                cells.remove(0);
            }
            if read.trim_end().ends_with(piped) {
                cells.pop();
                unsure = usize::from(!framed);
            }
            cells
        }
        Mark::Comma => {
            let mut quoted = false;
            split(read, move |c| {
                quoted ^= c == '"';
                c == ',' && !quoted
            })
        }
        Mark::Blank => blanks(read),
    };
    for cell in &mut cells {
        let inner = &read[cell.range()];
        let bare = inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '"'));
        let bare = if is_blank(bare) { "" } else { bare };
        let start = cell.start as usize + inner.find(bare).unwrap_or(0) + span.start as usize;
        *cell = Span::new(start, start + bare.len());
    }
    let written = cells.len() + unsure;
    while cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    Row { cells, written }
}

fn split(read: &str, mut ends: impl FnMut(char) -> bool) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in read.char_indices() {
        if ends(c) {
            out.push(Span::new(start, at));
            start = at + c.len_utf8();
        }
    }
    out.push(Span::new(start, read.len()));
    out
}

/// Stretches between blanks; between two of them at least where the line has such gaps and is no row of numbers.
fn blanks(read: &str) -> Vec<Span> {
    let single: Vec<Span> = split(read, char::is_whitespace).into_iter().filter(|s| !s.is_empty()).collect();
    let numbers = single.iter().filter(|s| cell::number(&read[s.range()]).is_some()).count();
    if numbers + 1 >= single.len() || !read.trim().contains("  ") {
        return single;
    }
    let mut out: Vec<Span> = Vec::new();
    for piece in single {
        match out.last_mut() {
            Some(last) if read[last.end as usize..piece.start as usize].chars().count() == 1 => last.end = piece.end,
            _ => out.push(piece),
        }
    }
    out
}

/// `|---|:--:|`, a rule between rows, or nothing.
pub fn is_rule(line: &str) -> bool {
    line.len() <= LONGEST
        && line
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '|' | ':' | '+' | '=' | '─' | '┼' | '├' | '┤' | '━'))
}

pub fn is_number(cell: &str) -> bool {
    cell::number(cell).is_some()
}

/// A cell that says that there is nothing: —, /, 无.
pub fn is_nothing(cell: &str) -> bool {
    cell.is_empty() || matches!(cell, "-" | "—" | "——" | "－" | "/" | "／" | "无" | "--" | "…")
}

pub fn is_total(name: &str) -> bool {
    let name = fold::key(&fold::simplify(name));
    TOTALS.contains(&name.as_str()) || is_total_task(&name)
}

/// 全市任务, 全县年度目标: the total of what is planned.
fn is_total_task(name: &str) -> bool {
    name.starts_with('全')
        && TOTALS
            .iter()
            .any(|total| name.strip_prefix(total).is_some_and(|rest| !rest.is_empty() && TOTAL_TASKS.contains(&rest)))
}

/// Whether a cell names a region by its shape, or all of them together.
pub fn is_region(name: &str) -> bool {
    if name.len() > NAME || name.len() < 6 || !may_end_region(name) {
        return false;
    }
    let folded = fold::key(&fold::simplify(name));
    let bare = folded.split('(').next().unwrap_or("");
    if TOTALS.contains(&bare) || is_total_task(bare) || REGION_NAMES.contains(&bare) {
        return true;
    }
    bare.chars().count() >= 2
        && bare.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && REGION_ENDS.iter().any(|end| bare.ends_with(end) && bare.len() > end.len())
        && !heads_regions(bare)
        && !NO_REGIONS.iter().any(|end| bare.ends_with(end))
}

/// Cheap: nearly all lines end here. What stands behind a bracket is no part of the name.
fn may_end_region(name: &str) -> bool {
    let last = name.trim_end().chars().next_back();
    last.is_some_and(|c| REGION_LAST.contains(fold::simple(c)))
        || memchr::memchr2(b'(', 0xEF, name.as_bytes()).is_some_and(|at| name[at..].contains(['(', '（']))
}

/// A header cell that heads the column of regions.
pub fn heads_regions(cell: &str) -> bool {
    let folded = fold::key(&fold::simplify(cell));
    let mut some = false;
    folded.len() <= 45
        && folded.chars().filter(|c| !matches!(c, '(' | ')' | '/' | '、' | ',' | '\\')).all(|c| {
            some = true;
            REGION_HEADS.contains(c)
        })
        && some
}

/// A line without the blanks and marks around what it says.
pub(super) fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*' | '"' | '│'))
}
