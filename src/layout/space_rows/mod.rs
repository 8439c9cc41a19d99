//! Rows whose columns are aligned by blanks: `pdftotext -layout`, inscriptis, pandoc's plain tables.
//!
//! Columns are found by geometry (`gutters`). Some programs count characters, some columns of a terminal; both are tried. Rows are grouped by `stacked`, unless blank lines or dashes show them.

mod dashed;
mod gutters;
mod heads;
mod segment;

use super::LayoutKind;
use super::stacked::{self, Line};
use super::tables::Evidence;
use crate::lexicon::{ColumnRole, column};
use crate::table::{Kind, Look, Stream, Token, is_page_mark};
use crate::text::{Excerpt, Joint, Span, Text};
use gutters::{cut, edges};
use heads::Heads;
use segment::{Measure, Segment, segments};
use std::collections::VecDeque;

pub fn evidence(text: &Text, line: usize) -> Option<Evidence> {
    let span = text.line_span(line);
    if span.len() > 4000 || text.slice(span).contains(['|', '\t', '│']) {
        return None;
    }
    let cells = segments(text, span, Measure::Points, 2);
    if cells.len() < 3 {
        return None;
    }
    let known = cells.iter().filter(|c| column::column(text.slice(c.span)).is_some()).count();
    (known >= 3 && known * 2 >= cells.len()).then(|| {
        Evidence::new(
            LayoutKind::SpaceRows,
            80,
            format!("{known} of {} cells between blanks are header words", cells.len()),
        )
    })
}

pub fn open<'t>(text: &'t Text, line: usize) -> Box<dyn Stream + 't> {
    let header: Vec<String> =
        segments(text, text.line_span(line), Measure::Points, 2).iter().map(|s| bare(text.slice(s.span))).collect();
    let dashes = dashed::around(text, line);
    let heads = if dashes.is_some() { Heads::One } else { heads::of(text, line) };
    let role = |h: &str| column::column(h).map(|h| h.role);
    let roles = match &heads {
        Heads::Two { below } => {
            let words = segments(text, text.line_span(line + 1), Measure::Points, 2);
            let mut subs = words.iter().map(|s| role(text.slice(s.span)));
            let leaves = header.iter().zip(below).flat_map(|(head, &n)| match n {
                0 => vec![role(head)],
                _ => subs.by_ref().take(n).map(|sub| sub.or(role(head))).collect(),
            });
            leaves.collect()
        }
        _ => header.iter().map(|h| role(h)).collect(),
    };
    Box::new(SpaceRows { text, line, header, heads, roles, dashes, queue: VecDeque::new(), edges: Vec::new() })
}

/// `— 3 —` alone in its line.
fn is_mark(text: &Text, line: &[Segment]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return false };
    is_page_mark(text.slice(first.span.cover(last.span)))
}

/// A chapter of the table, with its number.
fn is_band(s: &str) -> bool {
    let look = Look::of_str(s);
    matches!(look.lead, Some((Kind::Chinese | Kind::Bracketed, _))) && !look.stops && look.chars <= 30
}

fn bare(s: &str) -> String {
    column::fold_header(s)
}

struct SpaceRows<'t> {
    text: &'t Text,
    line: usize,
    header: Vec<String>,
    heads: Heads,
    roles: Vec<Option<ColumnRole>>,
    dashes: Option<Vec<(usize, usize)>>,
    queue: VecDeque<Vec<Excerpt>>,
    /// Left edges of the columns on the last page, the first at 0.
    edges: Vec<usize>,
}

/// Lines that are read at once; a page ends earlier where the header stands again.
const PAGE: usize = 160;

impl SpaceRows<'_> {
    /// Reads up to the next header or page break, cuts the lines into cells and groups them into rows.
    fn page(&mut self) -> bool {
        let text = self.text;
        if self.line > text.line_count() {
            return false;
        }
        let first = self.line;
        let mut last = first;
        let mut blank = 0;
        while last < text.line_count() && last - first < PAGE {
            let span = text.line_span(last + 1);
            let read = text.slice(span);
            if read.starts_with('\u{c}') || self.is_header(span) || span.len() > 8000 {
                break;
            }
            blank = if read.trim().is_empty() { blank + 1 } else { 0 };
            // What follows after many blank lines is mostly below the table.
            if blank > 12 {
                break;
            }
            last += 1;
        }
        self.line = last + 1;
        let lines: Vec<Span> = (first..=last).map(|l| text.line_span(l)).collect();
        let header = self.is_header(lines[0]);
        let rows = match &self.dashes {
            Some(stretches) => {
                let (over, lines) = dashed::whole(text, &lines);
                if over {
                    self.line = text.line_count() + 1;
                }
                dashed::rows(text, lines, stretches)
            }
            None if self.heads == Heads::Shifted => heads::shifted(text, &lines),
            None => self.aligned_rows(&lines, header),
        };
        self.queue.extend(rows);
        true
    }

    fn is_header(&self, line: Span) -> bool {
        let text = self.text;
        let read = text.slice(line);
        if read.len() > 4000 || self.header.is_empty() {
            return false;
        }
        let cells = segments(text, line, Measure::Points, 2);
        cells.len() == self.header.len() && cells.iter().zip(&self.header).all(|(s, h)| bare(text.slice(s.span)) == *h)
    }

    fn aligned_rows(&mut self, lines: &[Span], header: bool) -> Vec<Vec<Excerpt>> {
        let text = self.text;
        let columns = self.roles.len();
        let measure = self.measure(lines, header);
        let mut page: Vec<Vec<Segment>> = lines.iter().map(|l| segments(text, *l, measure, 2)).collect();
        // The number of the page is in no cell.
        page.iter_mut().filter(|line| is_mark(text, line)).for_each(Vec::clear);
        let heads: Vec<(usize, usize)> =
            if header { self.heads.places(&page) } else { self.edges.iter().map(|&e| (e, e + 2)).collect() };
        if heads.len() != columns {
            return Vec::new();
        }
        let edges = edges(&page, &heads);
        let mut out = Vec::new();
        let mut offset = usize::from(header);
        if header && let Heads::Two { below } = &self.heads {
            out.extend(heads::rows(&page, below));
            offset = 2;
        } else if header {
            let mut cells: Vec<Excerpt> = page[0].iter().map(|s| Excerpt::from(s.span)).collect();
            while offset < lines.len().min(4)
                && self.widen(&mut cells, &cut(text, lines[offset], &page[offset], &edges, measure))
            {
                offset += 1;
            }
            out.push(cells);
        }
        let body = &lines[offset..];
        let mut stack: Vec<Line> = Vec::new();
        let mut gap = false;
        for (i, line) in body.iter().enumerate() {
            if page[i + offset].is_empty() {
                gap = true;
                continue;
            }
            let cells = match page[i + offset].as_slice() {
                // A row over all columns: 一、城市更新(2 个)
                [only] if only.start <= heads[0].1 && is_band(text.slice(only.span)) => {
                    let blank = Span { start: line.start, end: line.start };
                    std::iter::once(only.span).chain(std::iter::repeat_n(blank, columns - 1)).collect()
                }
                stretches => cut(text, *line, stretches, &edges, measure),
            };
            stack.push(Line { cells, gap });
            gap = false;
        }
        // Where every line has a blank line before it, blank lines say nothing.
        if stack.len() > 3 && stack.iter().filter(|l| l.gap).count() * 3 > stack.len() * 2 {
            stack.iter_mut().for_each(|l| l.gap = false);
        }
        out.extend(stacked::rows(&stack, &self.counted_by_one(&stack), text));
        self.edges = edges;
        out
    }

    /// The roles of the columns with one of numbers: of 序号 | 实施项目 | 序号 | 具体内容 the one that most lines fill counts the rows.
    fn counted_by_one(&self, lines: &[Line]) -> Vec<Option<ColumnRole>> {
        let mut roles = self.roles.clone();
        let numbers =
            |c: usize| lines.iter().filter(|line| line.cells.get(c).is_some_and(|cell| !cell.is_empty())).count();
        let counts: Vec<usize> = (0..roles.len()).filter(|&c| roles[c] == Some(ColumnRole::Seq)).collect();
        if let Some(best) = counts.iter().copied().max_by_key(|&c| numbers(c)) {
            counts.into_iter().filter(|&c| c != best).for_each(|c| roles[c] = Some(ColumnRole::Category));
        }
        roles
    }

    /// Adds a second line of the header (序⏎号) to its cells, if it is one: every piece makes a known word.
    fn widen(&mut self, header: &mut [Excerpt], line: &[Span]) -> bool {
        let text = self.text;
        if line.iter().all(|s| s.is_empty()) {
            return false;
        }
        let mut wider = header.to_vec();
        for (cell, span) in wider.iter_mut().zip(line).filter(|(_, s)| !s.is_empty()) {
            let piece = text.slice(*span);
            let whole = column::column(&cell.read(text)).is_some();
            cell.push(Joint::None, *span);
            let listed =
                column::column(&cell.read(text)).is_some_and(|h| h.listed || !whole || piece.starts_with(['(', '（']));
            if !listed || piece.chars().count() > 6 {
                return false;
            }
        }
        for (role, cell) in self.roles.iter_mut().zip(&wider) {
            *role = column::column(&cell.read(text)).map(|h| h.role).or(*role);
        }
        header.clone_from_slice(&wider);
        true
    }

    /// The way of counting in which more cells begin where a header cell does.
    fn measure(&self, lines: &[Span], header: bool) -> Measure {
        if !header {
            return Measure::Points;
        }
        let text = self.text;
        let hits = |measure: Measure| {
            let page: Vec<Vec<Segment>> = lines.iter().take(2).map(|l| segments(text, *l, measure, 2)).collect();
            let heads: Vec<usize> = self.heads.places(&page).iter().map(|head| head.0).collect();
            lines[1..]
                .iter()
                .take(40)
                .flat_map(|l| segments(text, *l, measure, 2))
                .filter(|s| heads.contains(&s.start))
                .count()
        };
        // Where heads stand in the middle of their columns: the way in which no line crosses a gutter or has two stretches in one cell.
        let crossed = |measure: Measure| {
            let page: Vec<Vec<Segment>> = lines.iter().take(60).map(|l| segments(text, *l, measure, 2)).collect();
            let page = if matches!(self.heads, Heads::Two { .. }) { [&page[1..2], &page[2..]].concat() } else { page };
            let heads = self.heads.places(&page);
            let edges = edges(&page, &heads);
            let column = |s: &Segment| edges.iter().rposition(|&e| e <= s.start + 1);
            let over = |s: &&Segment| edges.iter().any(|&e| s.start + 1 < e && e + 1 < s.end);
            let together = page.iter().flat_map(|l| l.windows(2)).filter(|p| column(&p[0]) == column(&p[1])).count();
            page.iter().flatten().filter(over).count() + together
        };
        match (crossed(Measure::Points), crossed(Measure::Widths)) {
            (2.., 0) => Measure::Widths,
            (0, 2..) => Measure::Points,
            _ if hits(Measure::Widths) > hits(Measure::Points) => Measure::Widths,
            _ => Measure::Points,
        }
    }
}

impl Stream for SpaceRows<'_> {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        loop {
            if let Some(row) = self.queue.pop_front() {
                out.extend(Token::row(row));
                return true;
            }
            if !self.page() {
                return false;
            }
        }
    }

    fn writes_blanks(&self) -> bool {
        self.heads != Heads::Shifted
    }
}
