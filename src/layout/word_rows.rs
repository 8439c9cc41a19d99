//! Tables whose cells are separated by single blanks: `pdftotext -raw`, kreuzberg, copies from a viewer.
//!
//! A blank may also stand between a Chinese character and a digit (`改造 26 处`), which is no cell boundary;
//! a bare number is a cell only where the numbering expects it.

use super::LayoutKind;
use super::tables::Evidence;
use crate::figure::HeaderUnit;
use crate::lexicon::{ColumnRole, column};
use crate::table::{Break, Look, Stream, Token};
use crate::text::{Span, Text, numbering};

pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let span = text.line_span(line);
    if span.len() > 1500 {
        return None;
    }
    let words = words(text, span);
    if words.len() < 3 || text.slice(span).contains(['|', '\t', '│']) {
        return None;
    }
    let headers = words.iter().filter_map(|w| column::column(text.slice(*w)));
    let (mut known, mut listed, mut numbered) = (0, 0, false);
    for header in headers {
        known += 1;
        listed += usize::from(header.listed);
        numbered |= header.role == ColumnRole::Seq;
    }
    // 序号 among nothing but headers needs fewer that are listed.
    let all = numbered && known >= 4 && known == words.len() && listed >= 2;
    // Blanks inside a single header (主 要 内 容) make no table.
    (all || known >= 3 && listed >= 3 && known * 3 >= words.len() * 2).then(|| {
        Evidence::new(LayoutKind::SpaceRows, 75, format!("{known} of {} words of the line are headers", words.len()))
    })
}

/// Whether nearly every line below the header holds a whole row, so that only columns have to be told.
pub fn has_whole_rows(text: &Text, line: usize) -> bool {
    rows_are_lines(text, line, words(text, text.line_span(line)).len())
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    let header = words(text, text.line_span(line));
    let seq = header.iter().position(|w| column::column(text.slice(*w)).is_some_and(|h| h.role == ColumnRole::Seq));
    // Below 单位 measure words stand in cells of their own.
    let measured = header.iter().any(|w| matches!(text.slice(*w), "单位" | "计量单位"));
    let spaced = !measured && is_spaced(text, line);
    let whole = !spaced && rows_are_lines(text, line, header.len());
    Box::new(WordRows { text, line, seq, spaced, whole, last: 0, head: 2 })
}

/// The words of a line, without emphasis marks.
fn words(text: &Text, line: Span) -> Vec<Span> {
    let read = text.slice(line);
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in read.char_indices().chain(std::iter::once((read.len(), ' '))) {
        if matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '\u{c}') {
            if let Some(from) = start.take() {
                let word = &read[from..at];
                let bare = word.trim_matches('*');
                if !bare.is_empty() {
                    let from = from + (word.len() - word.trim_start_matches('*').len());
                    out.push(Span::new(line.start as usize + from, line.start as usize + from + bare.len()));
                }
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    out
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether blanks stand around the numbers inside sentences: a measure word follows, unlike in a column of amounts (投资额).
fn is_spaced(text: &Text, line: usize) -> bool {
    let lines = line + 1..(line + 50).min(text.line_count() + 1);
    let inner: usize = lines
        .map(|l| text.line_span(l))
        .filter(|s| s.len() <= 4000)
        .map(|s| {
            let words = words(text, s);
            let pairs = words.iter().skip(2).zip(words.iter().skip(3));
            pairs.filter(|(w, next)| is_number(text.slice(**w)) && text.slice(**next).starts_with(is_measure)).count()
        })
        .sum();
    inner >= 3
}

/// Whether nearly every line below the header holds a whole row, or every line up to the last that goes on counting 1, 2, 3.
fn rows_are_lines(text: &Text, line: usize, columns: usize) -> bool {
    let lines: Vec<Vec<Span>> = (line + 1..(line + 30).min(text.line_count() + 1))
        .map(|l| words(text, text.line_span(l)))
        .take_while(|words| !words.is_empty())
        .collect();
    let is_whole = |words: &&Vec<Span>| words.len() + 2 >= columns;
    let whole = lines.iter().filter(is_whole).count();
    let counts = |words: &[Span], n: usize| text.slice(words[0]).parse() == Ok(n);
    let counted = lines.iter().enumerate().take_while(|(i, words)| counts(words, i + 1)).count();
    let (rows, rest) = lines.split_at(counted);
    let numbered = counted >= 3 && rows.iter().all(|words| is_whole(&words));
    whole * 10 >= lines.len() * 9 || numbered && !rest.iter().any(|words| counts(words, counted + 1))
}

struct WordRows<'t> {
    text: &'t Text,
    line: usize,
    /// Column of the running number.
    seq: Option<usize>,
    spaced: bool,
    /// Each line is a row.
    whole: bool,
    last: u32,
    /// Lines that may still be the header.
    head: u8,
}

impl WordRows<'_> {
    /// Whether the number that is the `i`th piece of its line is a running number.
    fn is_seq(&self, word: &str, i: usize) -> bool {
        let Some(seq) = self.seq else { return false };
        i <= seq
            && is_number(word)
            && numbering::alone(word).is_some_and(|n| n.value == self.last + 1 || n.value == self.last || n.value == 1)
    }
}

/// 6 月底, 3 所: the number belongs to what follows.
fn is_measure(c: char) -> bool {
    "月日年个所家户条人次%万亿元公座处项间套台平亩吨场批名".contains(c)
}

/// （万元）, (%): the unit of the header above.
fn is_unit(word: &str) -> bool {
    word.starts_with(['(', '（']) && HeaderUnit::of(word).is_some()
}

/// Whether the blank between two words is one that the program put between Chinese and other characters.
fn is_inner(before: &str, after: &str) -> bool {
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let foreign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '.' | '①'..='⑳');
    let foreign_end = foreign(a);
    let foreign_start = b.is_ascii_alphanumeric();
    foreign_end != foreign_start && !matches!(b, '①'..='⑳') || foreign_end && foreign_start
}

/// Puts header words together that a blank splits (`1-5 月份进展情况`).
fn join_header(text: &Text, pieces: &mut Vec<(Span, bool)>) {
    let known = |span: Span| column::column(text.slice(span)).is_some();
    let mut i = 0;
    while i + 1 < pieces.len() {
        let both = pieces[i].0.cover(pieces[i + 1].0);
        if !known(pieces[i].0) && known(both) && is_inner(text.slice(pieces[i].0), text.slice(pieces[i + 1].0)) {
            pieces[i].0 = both;
            pieces.remove(i + 1);
        } else {
            i += 1;
        }
    }
}

impl Stream for WordRows<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        if self.line > self.text.line_count() {
            return false;
        }
        let span = self.text.line_span(self.line);
        self.line += 1;
        let words = words(self.text, span);
        let mut pieces: Vec<(Span, bool)> = Vec::new();
        // A second line of nothing but header words stands below heads that span columns.
        let is_head = |word: &str| column::column(word).is_some() || column::is_share(word) || Look::of_str(word).time;
        let heads = || words.len() > 1 && words.iter().all(|w| is_head(self.text.slice(*w)));
        // 总投资⏎（万元） 完成投资⏎（万元）: the header goes on behind a unit.
        let unit = self.head == 1 && words.first().is_some_and(|w| is_unit(self.text.slice(*w)));
        let header = self.head > 0 && (self.head == 2 || unit || heads());
        self.head = if header && !unit { self.head - 1 } else { u8::from(unit) };
        for (at, &word) in words.iter().enumerate() {
            let read = self.text.slice(word);
            let next = words.get(at + 1).map_or("", |w| self.text.slice(*w));
            let seq = !header && self.is_seq(read, pieces.len()) && !(self.spaced && next.starts_with(is_measure));
            if seq {
                self.last = numbering::alone(read).map_or(self.last, |n| n.value);
            }
            match pieces.last_mut() {
                Some((last, last_seq))
                    if !header && self.spaced && !seq && !*last_seq && is_inner(self.text.slice(*last), read) =>
                {
                    last.end = word.end;
                }
                Some((last, _))
                    if !header
                        && Look::of_str(self.text.slice(*last)).chars == 1
                        && self.text.slice(*last).starts_with(|c| ('①'..='⑳').contains(&c)) =>
                {
                    last.end = word.end;
                }
                _ => pieces.push((word, seq)),
            }
        }
        if header {
            join_header(self.text, &mut pieces);
        }
        // A row over all columns, its text repeated for each.
        let alike = pieces.len() > 2 && pieces.iter().all(|p| self.text.slice(p.0) == self.text.slice(pieces[0].0));
        if alike {
            pieces.truncate(1);
        }
        for (i, (piece, _)) in pieces.into_iter().enumerate() {
            let before = match i {
                0 if unit => Break::RowOrSame,
                0 if self.whole || header => Break::Row,
                0 => Break::Line,
                _ if header => Break::Cell,
                _ => Break::Blank,
            };
            out.push(Token::new(piece, before));
        }
        true
    }

    fn writes_blanks(&self) -> bool {
        false
    }
}
