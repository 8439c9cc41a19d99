//! Rows whose cells are separated by tabs: a spreadsheet's clipboard text, `python-docx` joined with tabs, a site's pasted table.
//!
//! Cells may hold line ends, bare or within quotes; some programs put two tabs between cells, some one in front of each row.

use super::LayoutKind;
use super::tables::Evidence;
use crate::lexicon::column;
use crate::table::{Break, Stream, Token};
use crate::text::{Excerpt, Joint, Span, Text};

/// More cells than this in one line are a whole table in that line.
pub const WIDEST: usize = 40;

pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let read = text.slice(text.line_span(line));
    let style = Style::of(read);
    let cells: Vec<&str> = style.cells(read).take(WIDEST + 1).collect();
    if cells.len() < 2 || cells.len() > WIDEST {
        return None;
    }
    let known = cells.iter().filter(|c| column::column(c).is_some()).count();
    (known >= 2 && known * 2 >= cells.len()).then(|| {
        Evidence::new(
            LayoutKind::TabRows,
            90,
            format!("{known} of {} cells between tabs are header words", cells.len()),
        )
    })
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    let style = Style::of(text.slice(text.line_span(line)));
    let blanks = writes_blanks(text, line, &style);
    Box::new(TabRows { text, line, style, blanks })
}

/// Whether tabs stand in twos all along a line: some programs write two between cells.
pub fn is_doubled(line: &str) -> bool {
    let body = line.trim_matches('\t');
    let doubles = body.matches("\t\t").count();
    doubles > 0 && doubles * 2 == body.matches('\t').count()
}

/// How the header row separates its cells.
#[derive(Clone, Copy)]
struct Style {
    /// Tabs between two cells.
    width: usize,
    /// Tabs in front of the row.
    lead: usize,
    quoted: bool,
}

impl Style {
    fn of(header: &str) -> Self {
        let lead = header.len() - header.trim_start_matches('\t').len();
        let width = if is_doubled(header) { 2 } else { 1 };
        Self { width, lead: lead.min(1), quoted: false }
    }

    fn cells<'s>(&self, row: &'s str) -> impl Iterator<Item = &'s str> + use<'s> {
        let row = (0..self.lead).fold(row, |row, _| row.strip_prefix('\t').unwrap_or(row));
        let separator = if self.width == 2 { "\t\t" } else { "\t" };
        row.split(separator)
    }
}

/// Whether empty cells are written in the rows below the header: then a row with fewer cells goes on in the next line.
fn writes_blanks(text: &Text, line: usize, style: &Style) -> bool {
    let lines = line + 1..(line + 60).min(text.line_count() + 1);
    style.width == 1
        && lines.map(|l| text.slice(text.line_span(l))).any(|row| {
            let row = row.strip_prefix('\t').filter(|_| style.lead > 0).unwrap_or(row);
            row.contains("\t\t") || row.starts_with('\t')
        })
}

struct TabRows<'t> {
    text: &'t Text,
    line: usize,
    style: Style,
    blanks: bool,
}

/// Lines that a quoted cell can go on for.
const QUOTED_LINES: usize = 60;

impl Stream for TabRows<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        if self.line > self.text.line_count() {
            return false;
        }
        let span = self.text.line_span(self.line);
        self.line += 1;
        let read = self.text.slice(span);
        if read.trim().is_empty() && !read.contains('\t') {
            return true;
        }
        let mut start = span.start as usize;
        let mut rest = read;
        if self.style.lead > 0
            && let Some(stripped) = rest.strip_prefix('\t')
        {
            start += 1;
            rest = stripped;
        }
        let separator = if self.style.width == 2 { "\t\t" } else { "\t" };
        let mut first = true;
        let mut quoted_row = false;
        loop {
            if rest.starts_with('"')
                && let Some((cell, end, line)) = quoted(self.text, start, self.line - 1)
            {
                self.line = line + 1;
                let line_end = self.text.line_span(line).end as usize;
                let tail = &self.text.as_str()[end..line_end];
                let next = tail.find(separator);
                // What stands between the closing quote and the tab is still the cell's.
                let mut cell = cell;
                cell.push(Joint::None, self.text.trim(Span::new(end, end + next.unwrap_or(tail.len()))));
                out.push(Token::new(cell, if first { Break::Row } else { Break::Cell }));
                quoted_row = true;
                let Some(next) = next else { break };
                start = end + next + separator.len();
                rest = &self.text.as_str()[start..line_end];
            } else {
                let end = memchr::memchr(b'\t', rest.as_bytes()).and_then(|at| {
                    if separator.len() == 1 { Some(at) } else { rest[at..].find(separator).map(|n| at + n) }
                });
                let cell = self.text.trim(Span::new(start, start + end.unwrap_or(rest.len())));
                let before = match first {
                    true if self.style.quoted => Break::Row,
                    true => Break::RowOrSame,
                    false => Break::Cell,
                };
                out.push(Token::new(cell, before));
                let Some(end) = end else { break };
                start += end + separator.len();
                rest = &rest[end + separator.len()..];
            }
            first = false;
        }
        self.style.quoted |= quoted_row;
        true
    }

    fn writes_blanks(&self) -> bool {
        self.blanks
    }
}

/// A cell in quotes that starts at `start`: its content, the offset behind the closing quote, and the line of that.
pub fn quoted(text: &Text, start: usize, line: usize) -> Option<(Excerpt, usize, usize)> {
    let mut cell = Excerpt::default();
    let mut from = start + 1;
    for number in line..(line + QUOTED_LINES).min(text.line_count() + 1) {
        let span = text.line_span(number);
        let end = span.end as usize;
        let read = text.as_str().get(from..end)?;
        let mut at = 0;
        let mut joint = if number == line { Joint::None } else { Joint::Line };
        let mut piece = 0;
        while let Some(quote) = read[at..].find('"') {
            let quote = at + quote;
            if read[quote + 1..].starts_with('"') {
                // A doubled quote stands for one: both are shown, but once.
                cell.push(joint, Span::new(from + piece, from + quote + 1));
                joint = Joint::None;
                at = quote + 2;
                piece = at;
                continue;
            }
            cell.push(joint, text.trim(Span::new(from + piece, from + quote)));
            return Some((cell, from + quote + 1, number));
        }
        cell.push(joint, text.trim(Span::new(from + piece, end)));
        from = end + 1;
    }
    None
}
