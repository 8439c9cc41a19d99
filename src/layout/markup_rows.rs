//! HTML tables inside a text: what pandoc writes into Markdown where cells have spans or paragraphs.
//!
//! Tags are scanned where they stand, with row and column spans. Whole HTML pages are the source room's matter.

use super::LayoutKind;
use super::tables::Evidence;
use crate::lexicon::column;
use crate::table::{Stream, Token};
use crate::text::{Excerpt, Joint, Span, Text};
use std::collections::VecDeque;

/// How far behind `<table` the header must stand, in bytes.
const NEAR: usize = 6000;
/// Largest span that is believed.
const WIDEST: usize = 60;

pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let start = text.line_span(line).start as usize;
    if !starts_tag(text.as_str()[start..].trim_start(), "table") {
        return None;
    }
    let mut reader =
        MarkupRows { text, at: start, spans: Vec::new(), queue: VecDeque::new(), over: false, limit: start + NEAR };
    let mut tokens = Vec::new();
    while reader.at < start + NEAR && reader.more(&mut tokens) {
        let known = tokens.iter().filter(|t| column::column(&t.text.read(text)).is_some()).count();
        if known >= 2 {
            return Some(Evidence::new(
                LayoutKind::Grid,
                96,
                format!("a table in HTML; {known} header words in its first rows"),
            ));
        }
    }
    None
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    let start = text.line_span(line).start as usize;
    let mut reader =
        MarkupRows { text, at: start, spans: Vec::new(), queue: VecDeque::new(), over: false, limit: usize::MAX };
    // Rows above the header (a caption over all columns) are passed by.
    loop {
        let mut tokens = Vec::new();
        if !reader.more(&mut tokens) {
            break;
        }
        let known = tokens.iter().filter(|t| column::column(&t.text.read(text)).is_some()).count();
        if known >= 2 || reader.at > start + NEAR {
            reader.queue.push_front(tokens);
            break;
        }
    }
    Box::new(reader)
}

/// `<name`, any case, followed by a blank, `>` or `/`.
fn starts_tag(s: &str, name: &str) -> bool {
    let Some(rest) = s.strip_prefix('<') else { return false };
    rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
        && rest[name.len()..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
}

struct MarkupRows<'t> {
    text: &'t Text,
    at: usize,
    /// Columns that a cell of a row above still covers: rows left.
    spans: Vec<usize>,
    queue: VecDeque<Vec<Token>>,
    over: bool,
    /// Where to stop in any case.
    limit: usize,
}

impl MarkupRows<'_> {
    /// The next row, from `<tr` to `</tr`.
    fn row(&mut self) -> Option<Vec<Token>> {
        let all = self.text.as_str();
        let mut cells: Vec<Excerpt> = Vec::new();
        let mut in_row = false;
        while !self.over && self.at < self.limit {
            let open = self.at + all[self.at..].find('<')?;
            let close = open + all[open..].find('>')?;
            let tag = &all[open..close + 1];
            self.at = close + 1;
            if starts_tag(tag, "tr") {
                in_row = true;
            } else if starts_tag(tag, "table") && in_row && cells.is_empty() {
                break;
            } else if tag.eq_ignore_ascii_case("</table>") {
                self.over = true;
            } else if starts_tag(tag, "td") || starts_tag(tag, "th") {
                let content = self.cell();
                let (rows, columns) = (attribute(tag, "rowspan"), attribute(tag, "colspan"));
                self.covered(&mut cells);
                for i in 0..columns {
                    let column = cells.len();
                    if self.spans.len() <= column {
                        self.spans.resize(column + 1, 0);
                    }
                    self.spans[column] = rows - 1;
                    cells.push(if i == 0 { content.clone() } else { Excerpt::default() });
                }
            } else if tag.eq_ignore_ascii_case("</tr>") && in_row {
                self.covered(&mut cells);
                break;
            }
        }
        if cells.is_empty() {
            return None;
        }
        Some(Token::row(cells).collect())
    }

    /// Adds an empty cell for each column that is still covered from above.
    fn covered(&mut self, cells: &mut Vec<Excerpt>) {
        while self.spans.get(cells.len()).is_some_and(|&left| left > 0) {
            self.spans[cells.len()] -= 1;
            cells.push(Excerpt::default());
        }
    }

    /// The text up to the end tag of the cell; tags in it are dropped, line breaks and paragraphs are line ends.
    fn cell(&mut self) -> Excerpt {
        let all = self.text.as_str();
        let mut out = Excerpt::default();
        let mut joint = Joint::None;
        loop {
            let open = all[self.at..].find('<').map_or(all.len(), |o| self.at + o);
            for piece in lines(self.text, Span::new(self.at, open)) {
                out.push(joint, piece);
                joint = Joint::Blank;
            }
            let Some(close) = all[open..].find('>').map(|c| open + c) else {
                self.at = all.len();
                return out;
            };
            let tag = &all[open..close + 1];
            let ends = ["</td", "</th", "</tr", "</table", "<td", "<th", "<tr"];
            if ends.iter().any(|e| tag.get(..e.len()).is_some_and(|t| t.eq_ignore_ascii_case(e))) {
                self.at = if tag.starts_with("</t") && !tag.starts_with("</tr") && !tag.starts_with("</table") {
                    close + 1
                } else {
                    open
                };
                return out;
            }
            if starts_tag(tag, "br")
                || starts_tag(tag, "p")
                || tag.eq_ignore_ascii_case("</p>")
                || starts_tag(tag, "div")
            {
                joint = Joint::Line;
            } else if joint == Joint::Blank {
                joint = Joint::None;
            }
            self.at = close + 1;
        }
    }
}

/// The lines of a stretch without blanks at their ends.
fn lines(text: &Text, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start as usize;
    for line in text.slice(span).split('\n') {
        let piece = text.trim(Span::new(start, start + line.len()));
        if !piece.is_empty() {
            out.push(piece);
        }
        start += line.len() + 1;
    }
    out
}

/// The value of `rowspan="3"`, 1 where it is absent.
fn attribute(tag: &str, name: &str) -> usize {
    let Some(at) = tag.find(name) else { return 1 };
    let digits = tag[at + name.len()..].trim_start_matches(['=', '"', '\'', ' ']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse::<usize>().unwrap_or(1).clamp(1, WIDEST)
}

impl Stream for MarkupRows<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        if let Some(row) = self.queue.pop_front() {
            out.extend(row);
            return true;
        }
        match self.row() {
            Some(row) => {
                out.extend(row);
                true
            }
            None => false,
        }
    }

    fn writes_blanks(&self) -> bool {
        true
    }
}
