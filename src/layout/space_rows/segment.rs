//! Stretches of text between wide gaps, and the places where they stand in their lines, as one program or another counts places.

use crate::layout::stacked;
use crate::text::{Span, Text};

/// How a program counts the place of a character in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Points,
    Widths,
}

impl Measure {
    pub(super) fn of(self, c: char) -> usize {
        match self {
            Measure::Points => 1,
            Measure::Widths => stacked::char_width(c),
        }
    }
}

/// A stretch of text without wide gaps, and where it stands in its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) span: Span,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The stretches of a line that are separated by at least `gap` blanks.
pub(super) fn segments(text: &Text, line: Span, measure: Measure, gap: usize) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut place = 0;
    let mut blanks = gap;
    for (at, c) in text.slice(line).char_indices() {
        let width = measure.of(c);
        if c == ' ' || c == '\u{a0}' || c == '\u{c}' {
            blanks += width;
        } else {
            let at = line.start as usize + at;
            let end = at + c.len_utf8();
            match out.last_mut() {
                Some(last) if blanks < gap => {
                    last.span.end = end as u32;
                    last.end = place + width;
                }
                _ => out.push(Segment { span: Span::new(at, end), start: place, end: place + width }),
            }
            blanks = 0;
        }
        place += width;
    }
    out
}
