//! Comma-separated values as spreadsheets write them: cells in quotes where they hold commas, quotes or line ends.

use super::LayoutKind;
use super::tab_rows::{WIDEST, quoted};
use super::tables::Evidence;
use crate::lexicon::column;
use crate::table::{Break, Stream, Token};
use crate::text::{Span, Text};

pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let read = text.slice(text.line_span(line));
    if read.len() > 2000 || read.contains('\t') {
        return None;
    }
    let separator = separator(read);
    let cells: Vec<&str> = read.split(separator).map(|c| c.trim().trim_matches('"')).collect();
    if cells.len() < 3 || cells.len() > WIDEST {
        return None;
    }
    let known = cells.iter().filter(|c| column::column(c).is_some()).count();
    (known >= 3 && known * 2 >= cells.len()).then(|| {
        Evidence::new(
            LayoutKind::CommaRows,
            85,
            format!("{known} of {} cells between commas are header words", cells.len()),
        )
    })
}

fn separator(header: &str) -> char {
    if header.matches(';').count() > header.matches(',').count() { ';' } else { ',' }
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    let separator = separator(text.slice(text.line_span(line)));
    Box::new(CommaRows { text, line, separator })
}

struct CommaRows<'t> {
    text: &'t Text,
    line: usize,
    separator: char,
}

impl Stream for CommaRows<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        if self.line > self.text.line_count() {
            return false;
        }
        let mut line = self.line;
        let mut start = self.text.line_span(line).start as usize;
        let mut before = Break::Row;
        loop {
            let end = self.text.line_span(line).end as usize;
            let rest = &self.text.as_str()[start..end];
            if rest.starts_with('"')
                && let Some((cell, after, last)) = quoted(self.text, start, line)
            {
                out.push(Token::new(cell, before));
                line = last;
                let end = self.text.line_span(line).end as usize;
                let rest = &self.text.as_str()[after..end];
                match rest.find(self.separator) {
                    Some(comma) => start = after + comma + 1,
                    None => break,
                }
            } else {
                let comma = rest.find(self.separator);
                let cell = self.text.trim(Span::new(start, start + comma.unwrap_or(rest.len())));
                out.push(Token::new(cell, before));
                match comma {
                    Some(comma) => start += comma + 1,
                    None => break,
                }
            }
            before = Break::Cell;
        }
        self.line = line + 1;
        true
    }

    fn writes_blanks(&self) -> bool {
        true
    }
}
