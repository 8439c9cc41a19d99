//! Tables that survive as one cell a line: bare lines, cells closed by ` |`, lone pipes or tabs between, cells opened by a tab, blank lines between.
//!
//! The marks are sampled around the header; what they prove becomes the token's break, the rest is left to the decoder.

use super::LayoutKind;
use super::tab_rows::WIDEST;
use super::tables::Evidence;
use crate::lexicon::column;
use crate::table::{Break, Stream, Token};
use crate::text::{Excerpt, Span, Text};

/// How cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Nothing but the line end.
    Bare,
    /// `cell |`
    PipeEnd,
    /// A line with only a pipe between cells.
    PipeLine,
    /// A tab in front of each cell.
    TabStart,
    /// A line with only a tab between the cells of a row.
    TabLine,
    /// All in one line, tabs between cells and lines alike.
    OneLine,
}

/// Lines that are looked at for marks.
const SAMPLE: usize = 60;

/// Counts header words among the first cells.
pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let mark = mark_of(text, line);
    let mut stream = stream(text, line, mark);
    let mut tokens = Vec::new();
    while tokens.len() < 16 && stream.more(&mut tokens) {}
    let mut known = 0;
    let mut i = 0;
    while i < tokens.len().min(16) {
        let one = tokens[i].text.read(text);
        if column::column(&one).is_some() {
            known += 1;
        } else if let Some(next) = tokens.get(i + 1) {
            let both = || format!("{one}{}", next.text.read(text));
            if one.chars().nth(4).is_none() && column::column(&both()).is_some_and(|h| h.listed) {
                known += 1;
                i += 1;
            }
        }
        i += 1;
    }
    let (kind, how) = match mark {
        Mark::Bare => (LayoutKind::LineCells, "a cell a line"),
        Mark::PipeEnd => (LayoutKind::PipeCells, "a cell a line, closed by a pipe"),
        Mark::PipeLine => (LayoutKind::PipeCells, "lines with only a pipe between cells"),
        Mark::TabStart => (LayoutKind::TabCells, "a cell a line, opened by a tab"),
        Mark::TabLine => (LayoutKind::TabCells, "lines with only a tab between cells"),
        Mark::OneLine => (LayoutKind::LineCells, "all cells in one line, tabs between"),
    };
    (known >= 3).then(|| Evidence::new(kind, 70, format!("{how}; {known} header words among the first cells")))
}

fn mark_of(text: &Text, line: usize) -> Mark {
    if holds_table(text, line) {
        return Mark::OneLine;
    }
    let (mut pipe_end, mut pipe_line, mut tab_start, mut tab_line, mut cells) = (0, 0, 0, 0, 0);
    for l in line..(line + SAMPLE).min(text.line_count() + 1) {
        let read = text.slice(text.line_span(l));
        match read.trim() {
            "|" => pipe_line += 1,
            "" => tab_line += usize::from(read.trim_matches(' ') == "\t"),
            bare => {
                cells += 1;
                pipe_end += usize::from(bare.ends_with('|'));
                tab_start += usize::from(read.starts_with('\t'));
            }
        }
    }
    if pipe_end * 5 >= cells * 3 {
        Mark::PipeEnd
    } else if pipe_line * 3 >= cells {
        Mark::PipeLine
    } else if tab_start * 2 >= cells {
        Mark::TabStart
    } else if tab_line * 3 >= cells {
        Mark::TabLine
    } else {
        Mark::Bare
    }
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    Box::new(stream(text, line, mark_of(text, line)))
}

fn stream(text: &Text, line: usize, mark: Mark) -> CellLines<'_> {
    let usual = if mark == Mark::Bare { usual_gap(text, line) } else { 0 };
    let offset = if mark == Mark::OneLine { header_in_line(text, line) } else { 0 };
    let rows = mark == Mark::PipeEnd && line > 1 && text.slice(text.line_span(line - 1)).trim() == "|";
    let before = if rows { Break::Row } else { Break::Line };
    CellLines { text, line, mark, usual, before, first: true, rows, offset }
}

/// Where the next pipe between blanks stands, from its first blank.
fn inner_pipe(cell: &str, from: usize) -> Option<usize> {
    let b = &cell.as_bytes()[from..];
    let pipe = memchr::memchr_iter(b'|', b).find(|&at| at > 0 && b[at - 1] == b' ' && b.get(at + 1) == Some(&b' '))?;
    Some(from + pipe - 1)
}

/// Whether the cells of a whole table stand in this line, tabs between: more of them than a row has, or its header behind others.
pub(super) fn holds_table(text: &Text, line: usize) -> bool {
    let span = text.line_span(line);
    if span.len() < SHORTEST {
        return false;
    }
    let read = text.slice(span);
    let tabs = memchr::memchr_iter(b'\t', read.as_bytes()).take(WIDEST + 1).count();
    let heads = || read.split('\t').filter(|cell| cell.len() <= 60 && column::column(cell).is_some()).count();
    tabs > WIDEST || tabs > NARROWEST && heads() * 2 <= tabs && header_in_line(text, line) > span.start as usize
}

/// Bytes that such a line has at least.
const SHORTEST: usize = 200;

/// Tabs that a line with a header and rows behind it has at least.
const NARROWEST: usize = 9;

/// Where the header starts in a line that holds a whole page: at the first listed header word that others follow.
fn header_in_line(text: &Text, line: usize) -> usize {
    let span = text.line_span(line);
    let mut at = span.start as usize;
    let mut run: Option<(usize, usize)> = None;
    for cell in text.slice(span).split('\t') {
        let known = cell.len() <= 60 && column::column(cell).is_some_and(|h| h.listed || run.is_some());
        run = match run {
            Some((start, 2)) if known => return start,
            Some((start, n)) if known => Some((start, n + 1)),
            None if known => Some((at, 1)),
            _ => None,
        };
        at += cell.len() + 1;
    }
    span.start as usize
}

/// The commonest number of blank lines between two lines with text.
fn usual_gap(text: &Text, line: usize) -> usize {
    let mut counts = [0usize; 6];
    let mut run = 0;
    for l in line..(line + SAMPLE).min(text.line_count() + 1) {
        if text.slice(text.line_span(l)).trim().is_empty() {
            run += 1;
        } else {
            if l > line {
                counts[run.min(5)] += 1;
            }
            run = 0;
        }
    }
    (0..6).max_by_key(|&i| (counts[i], std::cmp::Reverse(i))).unwrap_or(0)
}

struct CellLines<'t> {
    text: &'t Text,
    line: usize,
    mark: Mark,
    /// Blank lines that stand between any two lines.
    usual: usize,
    /// What the marks so far say about the next token.
    before: Break,
    first: bool,
    /// A line with only a pipe stands in front of each row.
    rows: bool,
    /// Where the next cell of a one-line table starts.
    offset: usize,
}

impl CellLines<'_> {
    /// The next line with text: its span, and the blank lines before it.
    fn next_line(&mut self) -> Option<(Span, usize)> {
        let mut blank = 0;
        while self.line <= self.text.line_count() {
            let span = self.text.line_span(self.line);
            self.line += 1;
            let read = self.text.slice(span);
            if !read.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\r']).is_empty() {
                return Some((span, blank));
            }
            blank += 1;
        }
        None
    }

    fn bare(&mut self, out: &mut Vec<Token>) -> Option<()> {
        let (span, blank) = self.next_line()?;
        let extra = blank.saturating_sub(self.usual);
        let empty = extra / (self.usual + 1);
        let before = match extra {
            // Lines without the usual blank line between them are lines of one cell.
            0 if self.usual > 0 && blank == 0 && !std::mem::take(&mut self.first) => Break::Same,
            0 => Break::Line,
            _ => Break::Gap,
        };
        self.first = false;
        let mut token = Token::new(self.text.trim(span), before);
        token.gap = empty.min(12) as u8;
        out.push(token);
        Some(())
    }

    fn pipe_end(&mut self, out: &mut Vec<Token>) -> Option<()> {
        let (span, blank) = self.next_line()?;
        let read = self.text.slice(span);
        if self.rows && read.trim() == "|" {
            self.before = Break::Row;
            return Some(());
        }
        let body = read.trim_end();
        let cell = body.trim_end_matches(['|', ' ']);
        let pipes = body.as_bytes()[cell.len()..].iter().filter(|&&b| b == b'|').count();
        let before = match self.before {
            Break::Same if blank > 0 => Break::LikelyRow,
            other => other,
        };
        // A pipe row among the cells: plain cells of the same table.
        let start = span.start as usize;
        let mut first = true;
        let mut from = 0;
        let mut next = inner_pipe(cell.trim_end(), 0);
        while let Some(mark) = next {
            let part = self.text.trim(Span::new(start + from, start + mark));
            out.push(Token::new(part, if first { before } else { Break::CellOrRow }));
            from = mark + " | ".len();
            next = inner_pipe(cell, from);
            first = false;
        }
        let part = self.text.trim(Span::new(start + from, start + cell.len()));
        out.push(Token::new(part, if first { before } else { Break::CellOrRow }));
        // Pipes beyond the one that closes the cell stand at the end of a row, whether they fill it or close empty cells.
        let filled = pipes > 1;
        self.before = match pipes {
            0 => Break::Same,
            _ if self.rows => Break::Cell,
            _ if filled => Break::Row,
            _ => Break::CellOrRow,
        };
        Some(())
    }

    fn pipe_line(&mut self, out: &mut Vec<Token>) -> Option<()> {
        let (span, blank) = self.next_line()?;
        if self.text.slice(span).trim() == "|" {
            self.before = Break::CellOrRow;
            return Some(());
        }
        let before = if blank > 0 && self.before == Break::Same { Break::LikelyRow } else { self.before };
        out.push(Token::new(self.text.trim(span), before));
        self.before = Break::Same;
        Some(())
    }

    fn tab_start(&mut self, out: &mut Vec<Token>) -> Option<()> {
        let (span, blank) = self.next_line()?;
        let read = self.text.slice(span);
        let before = match (read.starts_with('\t'), blank) {
            (true, 0) => Break::CellOrRow,
            (true, _) => Break::LikelyRow,
            (false, _) => Break::Same,
        };
        let start = span.start as usize;
        let body = read.strip_prefix('\t').unwrap_or(read);
        let mut at = start + (read.len() - body.len());
        for (i, part) in body.split('\t').enumerate() {
            out.push(Token::new(
                self.text.trim(Span::new(at, at + part.len())),
                if i == 0 { before } else { Break::CellOrRow },
            ));
            at += part.len() + 1;
        }
        Some(())
    }

    fn tab_line(&mut self, out: &mut Vec<Token>) -> Option<()> {
        let (span, blank) = self.next_line()?;
        let lone = self.text.slice(span).trim().is_empty();
        if lone {
            // A tab right after the last one, or after the end of a row: an empty cell between them.
            if self.before == Break::Cell || blank >= 2 && self.before == Break::Same {
                let before = if self.before == Break::Cell { Break::Cell } else { Break::Row };
                out.push(Token::new(Excerpt::from(Span::new(span.start as usize, span.start as usize)), before));
            }
            self.before = Break::Cell;
            return Some(());
        }
        let before = match self.before {
            Break::Cell if blank >= 2 => {
                out.push(Token::new(Excerpt::from(Span::new(span.start as usize, span.start as usize)), Break::Cell));
                Break::Row
            }
            Break::Cell => Break::Cell,
            _ if blank >= 2 => Break::Row,
            _ => Break::Same,
        };
        out.push(Token::new(self.text.trim(span), before));
        self.before = Break::Same;
        Some(())
    }

    fn one_line(&mut self, out: &mut Vec<Token>) -> Option<()> {
        let all = self.text.as_str();
        if self.offset > all.len() {
            return None;
        }
        let rest = &all[self.offset..];
        let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
        let cell = self.text.trim(Span::new(self.offset, self.offset + end));
        self.offset += end + 1;
        if !cell.is_empty() {
            out.push(Token::new(cell, Break::Line));
        }
        Some(())
    }
}

impl Stream for CellLines<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        match self.mark {
            Mark::Bare => self.bare(out),
            Mark::PipeEnd => self.pipe_end(out),
            Mark::PipeLine => self.pipe_line(out),
            Mark::TabStart => self.tab_start(out),
            Mark::TabLine => self.tab_line(out),
            Mark::OneLine => self.one_line(out),
        }
        .is_some()
    }

    fn writes_blanks(&self) -> bool {
        self.mark == Mark::TabStart
    }
}
