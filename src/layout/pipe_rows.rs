//! Rows whose cells are separated by pipes, one row a line: Markdown, and what trafilatura and html2text make of plain cells.
//!
//! Spanned cells are mostly dropped, and some programs then fill the row with bare pipes at its end (`… | ||`),
//! which stand for no cell of their own.

use super::LayoutKind;
use super::tab_rows::WIDEST;
use super::tables::Evidence;
use crate::lexicon::column;
use crate::table::{Break, Stream, Token};
use crate::text::{Excerpt, Joint, Span, Text};

pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let span = text.line_span(line);
    if span.len() > 4000 || !text.slice(span).contains('|') {
        return None;
    }
    let cells = cells(text, span);
    let known = cells.iter().filter(|c| column::column(text.slice(**c)).is_some()).count();
    if cells.len() < 2 || cells.len() > WIDEST || known < 2 || known * 2 < cells.len() {
        return None;
    }
    let why = format!("{known} of {} cells between pipes are header words", cells.len());
    // Markdown: a line of dashes right below or above the header.
    let near = [line.checked_sub(1), line.checked_add(1)];
    let dashes = near
        .into_iter()
        .flatten()
        .filter(|&l| l >= 1 && l <= text.line_count())
        .any(|l| is_dashes(text.slice(text.line_span(l))));
    Some(if dashes {
        Evidence::new(LayoutKind::MarkdownRows, 95, format!("a line of dashes beside the header; {why}"))
    } else {
        Evidence::new(LayoutKind::PipeRows, 88, why)
    })
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    let header = text.slice(text.line_span(line)).trim();
    let (opened, closed) = (header.starts_with('|'), header.ends_with('|'));
    Box::new(PipeRows {
        text,
        line,
        filled: is_filled(text, line),
        opened,
        closed,
        pipes: header.matches('|').count(),
        columns: 0,
        written: usize::MAX / 2,
    })
}

/// Whether rows that lost spanned cells were filled up with pipes: then empty cells at the end of a row say nothing.
fn is_filled(text: &Text, line: usize) -> bool {
    (line..(line + 80).min(text.line_count() + 1)).map(|l| text.slice(text.line_span(l)).trim_end()).any(|row| {
        (row.contains(" | ") || row.contains(" |")) && (row.ends_with("||") || row.ends_with("| |")) && row.len() > 6
    })
}

/// `|---|:--:|`
fn is_dashes(line: &str) -> bool {
    line.contains("--")
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '-' | '|' | ':' | '+' | '=') || c.is_whitespace())
}

/// The spans of the cells of a line, without blanks at their ends. Filling pipes at the end are left out.
fn cells(text: &Text, line: Span) -> Vec<Span> {
    let read = text.slice(line);
    let body = read.trim_end();
    let indent = body.len() - body.trim_start().len();
    let base = line.start as usize + indent;
    let mut body = &body[indent..];
    let mut offset = base;
    if let Some(rest) = body.strip_prefix('|') {
        body = rest;
        offset += 1;
    }
    let mut raw: Vec<Span> = Vec::new();
    let mut start = 0;
    for (at, _) in body.match_indices('|') {
        if body[..at].ends_with('\\') {
            continue;
        }
        raw.push(Span::new(offset + start, offset + at));
        start = at + 1;
    }
    if start < body.len() {
        raw.push(Span::new(offset + start, offset + body.len()));
    }
    let spaced = body.contains(" |") || body.contains("| ");
    if spaced {
        while raw.len() > 1 && raw.last().is_some_and(|s| s.is_empty()) {
            raw.pop();
        }
    }
    raw.into_iter()
        .map(|s| text.trim(s))
        .map(|s| if is_blank(text.slice(s)) { Span { end: s.start, ..s } } else { s })
        .collect()
}

/// What pandas writes for an empty cell and for one of an empty header.
pub fn is_blank(cell: &str) -> bool {
    cell == "NaN" || cell.starts_with("Unnamed: ")
}

struct PipeRows<'t> {
    text: &'t Text,
    line: usize,
    /// Rows are filled up with pipes.
    filled: bool,
    /// The first cell has a pipe in front of it, too. Where it has none, a line that begins with a pipe goes on with its row: the blank
    /// cell before it held a line end.
    opened: bool,
    /// Cells of the header, or of a longer row, and of the row so far.
    columns: usize,
    written: usize,
    /// The last cell has a pipe behind it, too. Where it has none, a pipe at the end stands before an empty cell.
    closed: bool,
    /// Pipes of the header.
    pipes: usize,
}

impl Stream for PipeRows<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        if self.line > self.text.line_count() {
            return false;
        }
        let span = self.text.line_span(self.line);
        self.line += 1;
        let read = self.text.slice(span);
        if read.trim().is_empty() || is_dashes(read) {
            return true;
        }
        if !read.contains('|') {
            out.push(Token::new(self.text.trim(span), Break::RowOrSame));
            return true;
        }
        let mut cells = cells(self.text, span);
        while self.filled && cells.len() > 1 && cells.last().is_some_and(|c| c.is_empty()) {
            cells.pop();
        }
        if !self.closed && !self.filled && cells.len() > 1 && read.trim_end().ends_with('|') {
            cells.push(Span { start: span.end, end: span.end });
        }
        let bare = read.trim() == "|";
        let more = if bare { 1 } else { cells.len() + 1 };
        if !self.opened && read.trim_start().starts_with('|') && self.written + more <= self.columns {
            let blank = Span { start: span.start, end: span.start };
            let cells = std::iter::once(blank).chain(cells.into_iter().filter(|_| !bare));
            out.extend(cells.map(|cell| Token::new(lines(self.text, cell), Break::Cell)));
            self.written += more;
            return true;
        }
        // As many pipes as the header, which begins with none: the first cell is blank.
        if !self.opened && read.trim_start().starts_with('|') && read.matches('|').count() == self.pipes {
            cells.insert(0, Span { start: span.start, end: span.start });
        }
        self.written = cells.len();
        self.columns = self.columns.max(self.written);
        out.extend(Token::row(cells.into_iter().map(|cell| lines(self.text, cell))));
        true
    }

    fn writes_blanks(&self) -> bool {
        false
    }
}

/// The cell without emphasis marks and without the backslashes in front of marks (`\|`), with `<br>` and `\n` as line ends.
pub fn lines(text: &Text, cell: Span) -> Excerpt {
    let read = text.slice(cell);
    if !read.contains(['<', '\\']) && !read.contains("**") {
        return cell.into();
    }
    let mut out = Excerpt::default();
    let mut joint = Joint::None;
    let mut start = 0;
    let mut at = 0;
    while at < read.len() {
        let rest = &read[at..];
        let (skip, line_end) = if rest.starts_with("**") {
            (2, false)
        } else if rest.starts_with("<br") {
            (rest.find('>').map_or(3, |end| end + 1), true)
        } else if rest.starts_with("\\n") {
            (2, true)
        } else if rest.starts_with('\\') && rest.as_bytes().get(1).is_some_and(u8::is_ascii_punctuation) {
            (1, false)
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        out.push(joint, Span::new(cell.start as usize + start, cell.start as usize + at));
        joint = if line_end { Joint::Line } else { Joint::None };
        start = at + skip;
        // An escaped mark stays, whatever it would mean.
        at = start + usize::from(skip == 1);
    }
    out.push(joint, Span::new(cell.start as usize + start, cell.end as usize));
    out.trim(text)
}
