//! Headers of two aligned lines: heads that span columns, and below them heads of their own.

use super::segment::{Measure, Segment, segments};
use crate::lexicon::{ColumnRole, column};
use crate::table::{self, Look};
use crate::text::{Excerpt, Span, Text};

/// How the header stands over its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heads {
    /// A head over each column.
    One,
    /// How many heads of the second line stand below each of the first.
    Two { below: Vec<usize> },
    /// Cells that go on from the row above are left out, and those behind them stand too far left: only their order tells.
    Shifted,
}

/// What the first lines of a table say of its header.
pub(super) fn of(text: &Text, line: usize) -> Heads {
    if line >= text.line_count() {
        return Heads::One;
    }
    if is_shifted(text, line) {
        return Heads::Shifted;
    }
    let cut = |line| segments(text, text.line_span(line), Measure::Points, 2);
    let (first, second) = (cut(line), cut(line + 1));
    let cells = |line: &[Segment]| -> Vec<Excerpt> { line.iter().map(|s| s.span.into()).collect() };
    // Words that a line end breaks: 总投资（万⏎元）.
    let broken = |s: &Segment| {
        let read = text.slice(s.span);
        read.starts_with(['(', '（']) || read.matches(['(', '（']).count() != read.matches([')', '）']).count()
    };
    if second.len() < 2 || first.iter().chain(&second).any(broken) {
        return Heads::One;
    }
    let ways = table::spans(&cells(&first), &cells(&second), text);
    if ways.is_empty() {
        return Heads::One;
    }
    let in_order = |below: &Vec<usize>| leaves(&first, &second, below).windows(2).all(|pair| pair[0].1 <= pair[1].0);
    let found = ways.into_iter().find(in_order);
    found.map_or(Heads::Shifted, |below| Heads::Two { below })
}

/// Lines that tell whether rows have shifted.
const SAMPLE: usize = 40;

/// Whether most lines hold a cell for each column but one, and some begin below the head of the numbers with something else.
fn is_shifted(text: &Text, line: usize) -> bool {
    let cut = |line| segments(text, text.line_span(line), Measure::Points, 2);
    let header = cut(line);
    let counts = |s: &Segment| column::column(text.slice(s.span)).is_some_and(|h| h.role == ColumnRole::Seq);
    if !header.first().is_some_and(counts) {
        return false;
    }
    let (mut whole, mut rows, mut shifted) = (0, 0, 0);
    for row in (line + 1..=text.line_count()).take(SAMPLE).map(cut).take_while(|row| !row.is_empty()) {
        // Lines of cells that are several lines high.
        if row.len() == 1 && row[0].start > header[0].end {
            return false;
        }
        rows += usize::from(row.len() > 1);
        whole += usize::from(row.len() + 1 >= header.len());
        let first = Look::of_str(text.slice(row[0].span));
        shifted +=
            usize::from(row.len() > 2 && row[0].start <= header[0].start + 1 && first.number.is_none() && !first.total);
    }
    shifted > 0 && whole > 1 && whole * 2 >= rows
}

/// Where the lowest head of each column stands.
fn leaves(first: &[Segment], second: &[Segment], below: &[usize]) -> Vec<(usize, usize)> {
    let mut subs = second.iter();
    let place = |s: &Segment| (s.start, s.end);
    let leaves = first.iter().zip(below).flat_map(|(head, &n)| match n {
        0 => vec![place(head)],
        _ => subs.by_ref().take(n).map(place).collect(),
    });
    leaves.collect()
}

impl Heads {
    /// Where the lowest heads stand on a page that begins with the header.
    pub(super) fn places(&self, page: &[Vec<Segment>]) -> Vec<(usize, usize)> {
        match (self, page) {
            (Heads::Two { below }, [first, second, ..]) => leaves(first, second, below),
            (_, [first, ..]) => first.iter().map(|s| (s.start, s.end)).collect(),
            _ => Vec::new(),
        }
    }
}

/// The two lines as rows with a cell for each column, blank where a head spans others or has none below it.
pub(super) fn rows(page: &[Vec<Segment>], below: &[usize]) -> [Vec<Excerpt>; 2] {
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let [first, second, ..] = page else { return [upper, lower] };
    let mut subs = second.iter();
    for (head, &n) in first.iter().zip(below) {
        upper.push(head.span.into());
        upper.extend(std::iter::repeat_n(Excerpt::default(), n.saturating_sub(1)));
        lower.extend(subs.by_ref().take(n).map(|sub| Excerpt::from(sub.span)));
        if n == 0 {
            lower.push(Excerpt::default());
        }
    }
    [upper, lower]
}

/// The stretches of each line as a row.
pub(super) fn shifted(text: &Text, lines: &[Span]) -> Vec<Vec<Excerpt>> {
    let rows = lines.iter().map(|line| segments(text, *line, Measure::Points, 2));
    rows.filter(|row| !row.is_empty()).map(|row| row.iter().map(|s| s.span.into()).collect()).collect()
}
