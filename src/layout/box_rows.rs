//! Tables drawn with rules: w3m's boxes (`│ … │`, `├──┼──┤`), ASCII grids, and antiword's `|…|` lines padded to the width of their columns.
//!
//! Where rules separate rows they also show merged cells: a column without a rule goes on with the cell above.
//! antiword draws none, so its lines are grouped by `stacked`.

use super::LayoutKind;
use super::stacked::{self, Line};
use super::tables::Evidence;
use crate::lexicon::column;
use crate::table::{Look, Stream, Token};
use crate::text::{Excerpt, Joint, Span, Text};
use std::collections::VecDeque;

/// Whether the first line of a box stands here: the head over its first column may begin further down.
pub fn begins(text: &Text, line: usize) -> bool {
    line > 1 && is_drawn(text.slice(text.line_span(line))) && {
        let above = text.slice(text.line_span(line - 1)).trim_start();
        above.starts_with(['┌', '┏', '╔'])
    }
}

pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let span = text.line_span(line);
    let read = text.slice(span);
    if read.len() > 8000 {
        return None;
    }
    if is_drawn(read) {
        let above = line > 1 && is_rule(text.slice(text.line_span(line - 1)));
        return above.then(|| Evidence::new(LayoutKind::Grid, 97, "a rule above cells between box lines"));
    }
    let trimmed = read.trim();
    if !(trimmed.starts_with('|') && trimmed.ends_with('|')) {
        return None;
    }
    if line > 1
        && is_rule(text.slice(text.line_span(line - 1)))
        && text.slice(text.line_span(line - 1)).trim().starts_with('+')
    {
        return Some(Evidence::new(LayoutKind::Grid, 97, "a rule of dashes above cells between pipes"));
    }
    let cells = cells(text, span);
    let known = cells.iter().filter(|c| column::column(text.slice(text.trim(**c))).is_some()).count();
    let padded = cells.iter().filter(|c| text.slice(**c).ends_with("  ")).count();
    (cells.len() >= 3 && known >= 2 && padded * 2 >= cells.len() && same_shape(text, line, cells.len()))
        .then(|| Evidence::new(LayoutKind::Grid, 93, "cells between pipes, padded to the width of their columns"))
}

/// antiword: the lines below have as many pipes, mostly around blanks.
fn same_shape(text: &Text, line: usize, cells_above: usize) -> bool {
    let below: Vec<usize> = (line + 1..(line + 6).min(text.line_count() + 1))
        .map(|l| text.line_span(l))
        .filter(|s| !text.slice(*s).trim().is_empty())
        .map(|s| cells(text, s).len())
        .collect();
    below.iter().filter(|&&n| n == cells_above).count() * 2 >= below.len()
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    let ruled = line > 1 && is_rule(text.slice(text.line_span(line - 1)));
    let header = cells(text, text.line_span(line)).len();
    let edges = if ruled { widest(text, line) } else { Vec::new() };
    let columns = if edges.len() > header + 1 { edges.len() - 1 } else { header };
    Box::new(BoxRows { text, line, columns, edges, ruled, queue: VecDeque::new() })
}

fn is_drawn(line: &str) -> bool {
    let trimmed = line.trim_start();
    trimmed.starts_with(['│', '┃', '║'])
}

fn is_edge(c: char) -> bool {
    matches!(c, '|' | '+') || ('\u{2502}'..='\u{254B}').contains(&c) || ('\u{2551}'..='\u{256C}').contains(&c)
}

fn is_stroke(c: char) -> bool {
    matches!(c, '-' | '=' | '─' | '━' | '═') || c == ' '
}

/// A line that is nothing but a rule.
fn is_rule(line: &str) -> bool {
    let trimmed = line.trim();
    trimmed.chars().count() >= 5
        && trimmed.chars().all(|c| is_edge(c) || is_stroke(c))
        && trimmed.contains(['-', '─', '━', '═', '='])
}

/// The stretches between the edges of a line, blanks included.
fn cells(text: &Text, line: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.slice(line).char_indices() {
        let at = line.start as usize + at;
        if is_edge(c) && c != '+' || c == '+' && is_rule(text.slice(line)) {
            if let Some(start) = start {
                out.push(Span::new(start, at));
            }
            start = Some(at + c.len_utf8());
        }
    }
    out
}

/// Where the edges of a line stand, in columns of a terminal.
fn edges(line: &str) -> Vec<usize> {
    let mut place = 0;
    let mut out = Vec::new();
    let rule = is_rule(line);
    for c in line.chars() {
        if is_edge(c) && (c != '+' || rule) {
            out.push(place);
        }
        place += stacked::char_width(c);
    }
    out
}

/// Lines of a header at most.
const HEADER: usize = 40;

/// The edges of the line with the most of them, in the header and right below it.
fn widest(text: &Text, line: usize) -> Vec<usize> {
    let lines = (line..=text.line_count()).take(HEADER).map(|l| text.slice(text.line_span(l)));
    let drawn = lines.take_while(|read| read.len() <= 8000 && read.trim_start().starts_with(is_edge));
    drawn.map(edges).max_by_key(|edges| (edges.len(), std::cmp::Reverse(edges.last().copied()))).unwrap_or_default()
}

/// A cell of a ruled line is a stroke of the rule itself.
fn is_stroked(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(is_stroke)
}

struct BoxRows<'t> {
    text: &'t Text,
    line: usize,
    columns: usize,
    /// Where the edges of the columns stand, in columns of a terminal.
    edges: Vec<usize>,
    ruled: bool,
    queue: VecDeque<Vec<Excerpt>>,
}

impl BoxRows<'_> {
    /// The cells of a line in which some span columns, a cell for each column: strokes of rules in each of theirs, text in the first.
    fn spread(&self, line: Span, cells: &[Span]) -> Option<Vec<Span>> {
        let text = self.text;
        let own = edges(text.slice(line));
        let near = |place: usize| self.edges.iter().position(|edge| edge.abs_diff(place) <= 1);
        let mut out = Vec::new();
        for (cell, sides) in cells.iter().zip(own.windows(2)) {
            let (from, to) = (near(sides[0])?, near(sides[1])?);
            let blank = Span { start: cell.end, end: cell.end };
            let rest = if is_stroked(text.slice(*cell)) { *cell } else { blank };
            out.push(*cell);
            out.extend(std::iter::repeat_n(rest, to.checked_sub(from + 1)?));
        }
        (out.len() == self.columns).then_some(out)
    }

    /// Reads the lines up to a rule over all columns, and the rows that partial rules cut them into.
    fn ruled_group(&mut self) -> bool {
        let text = self.text;
        let n = self.columns;
        let mut rows: Vec<Vec<Excerpt>> = vec![vec![Excerpt::default(); n]];
        // For each column: the row its cell began in, and the line above if it has text.
        let mut began = vec![0usize; n];
        let mut last: Vec<Option<Span>> = vec![None; n];
        let mut any = false;
        while self.line <= text.line_count() {
            let span = text.line_span(self.line);
            let read = text.slice(span);
            let drawn = read.trim_start().starts_with(is_edge) && read.len() <= 8000;
            if !drawn {
                // What stands between is no part of the box: a row of its own, for the decoder to judge.
                if any {
                    break;
                }
                self.line += 1;
                if read.trim().is_empty() {
                    continue;
                }
                self.queue.push_back(vec![text.trim(span).into()]);
                return true;
            }
            self.line += 1;
            let mut cells = cells(text, span);
            if cells.len() > 1
                && cells.len() < n
                && let Some(spread) = self.spread(span, &cells)
            {
                cells = spread;
            }
            if !cells.is_empty() && cells.iter().all(|c| is_stroked(text.slice(*c))) {
                if any {
                    break;
                }
                continue;
            }
            if cells.len() != n {
                if cells.len() == 1 {
                    self.queue.push_back(vec![text.trim(cells[0]).into()]);
                    if !any {
                        return true;
                    }
                }
                continue;
            }
            if cells.iter().any(|c| {
                is_stroked(text.slice(*c)) && text.slice(*c).contains(['─', '━', '═'])
                    || text.slice(*c).trim().starts_with("--")
            }) {
                rows.push(vec![Excerpt::default(); n]);
                for (c, cell) in cells.iter().enumerate() {
                    if is_stroked(text.slice(*cell)) {
                        began[c] = rows.len() - 1;
                        last[c] = None;
                    }
                }
            }
            for (c, cell) in cells.iter().enumerate() {
                let inner = text.trim(*cell);
                if is_stroked(text.slice(*cell)) {
                    continue;
                }
                if inner.is_empty() {
                    last[c] = None;
                    continue;
                }
                any = true;
                // Units stand one a line; a name that does not fit is put together later.
                let unit = |span: Span| Look::of_str(text.slice(span)).units == 100;
                let joint = match last[c] {
                    Some(above) if !(unit(above) && unit(inner)) => Joint::None,
                    _ => Joint::Line,
                };
                let target = &mut rows[began[c]][c];
                target.push(if target.is_empty() { Joint::None } else { joint }, inner);
                last[c] = Some(inner);
            }
        }
        self.queue.extend(rows.into_iter().filter(|r| r.iter().any(|c| !c.is_empty())));
        any || self.line <= text.line_count()
    }

    /// antiword: reads the whole run of lines.
    fn open_group(&mut self) -> bool {
        let text = self.text;
        if self.line > text.line_count() {
            return false;
        }
        let mut lines: Vec<Line> = Vec::new();
        while self.line <= text.line_count() && lines.len() < 2000 {
            let span = text.line_span(self.line);
            let read = text.slice(span);
            let found =
                if read.len() <= 8000 && read.trim_start().starts_with('|') { cells(text, span) } else { Vec::new() };
            if found.len() == 1 && !lines.is_empty() {
                // A row over all columns.
                let mut cells = vec![Span { start: found[0].end, end: found[0].end }; self.columns];
                cells[0] = text.trim(found[0]);
                lines.push(Line { cells, gap: false });
                self.line += 1;
                continue;
            }
            if found.len() != self.columns {
                if !lines.is_empty() {
                    break;
                }
                self.line += 1;
                if !read.trim().is_empty() {
                    let row = if found.is_empty() {
                        vec![text.trim(span).into()]
                    } else {
                        found.iter().map(|c| text.trim(*c).into()).collect()
                    };
                    self.queue.push_back(row);
                    return true;
                }
                continue;
            }
            self.line += 1;
            lines.push(Line { cells: found.into_iter().map(|c| text.trim(c)).collect(), gap: false });
        }
        let Some(header) = lines.first() else { return self.line <= text.line_count() };
        // Header rows stand alone, wherever a page begins.
        let key = |l: &Line| l.cells.iter().map(|c| text.slice(*c).to_string()).collect::<Vec<_>>();
        let header_key = key(header);
        let roles: Vec<_> = header_key.iter().map(|h| column::column(h).map(|h| h.role)).collect();
        let is_header = header_key.iter().filter(|c| column::column(c).is_some()).count() * 2 >= header_key.len();
        let mut from = 0;
        for i in 0..=lines.len() {
            let stop = i == lines.len() || is_header && key(&lines[i]) == header_key;
            if stop {
                if from < i {
                    self.queue.extend(stacked::rows(&lines[from..i], &roles, text));
                }
                if i < lines.len() {
                    self.queue.push_back(lines[i].cells.iter().map(|c| Excerpt::from(*c)).collect());
                }
                from = i + 1;
            }
        }
        true
    }
}

impl Stream for BoxRows<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        loop {
            if let Some(row) = self.queue.pop_front() {
                out.extend(Token::row(row));
                return true;
            }
            if !(if self.ruled { self.ruled_group() } else { self.open_group() }) {
                return false;
            }
        }
    }

    fn writes_blanks(&self) -> bool {
        true
    }
}
