//! Rows whose columns are aligned by blanks: `pdftotext -layout`, inscriptis, pandoc's plain tables.
//!
//! Columns are found by geometry: the stretches between header cells where the fewest lines have text. Some programs count
//! characters, some columns of a terminal; both are tried. Rows are grouped by `stacked`, unless blank lines or dashes show them.

use super::LayoutKind;
use super::stacked::{self, Line};
use super::tables::Evidence;
use crate::lexicon::{ColumnRole, column};
use crate::table::{Break, Stream, Token, is_page_mark};
use crate::text::{Excerpt, Joint, Span, Text};
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
    let dashes = dashes_above(text, line);
    let roles = header.iter().map(|h| column::column(h).map(|h| h.role)).collect();
    Box::new(SpaceRows { text, line, header, roles, dashes, queue: VecDeque::new(), edges: Vec::new() })
}

/// How a program counts the place of a character in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Points,
    Widths,
}

impl Measure {
    fn of(self, c: char) -> usize {
        match self {
            Measure::Points => 1,
            Measure::Widths => stacked::char_width(c),
        }
    }
}

/// A stretch of text without wide gaps, and where it stands in its line.
#[derive(Clone, Copy, Debug)]
struct Segment {
    span: Span,
    start: usize,
    end: usize,
}

/// The stretches of a line that are separated by at least `gap` blanks.
fn segments(text: &Text, line: Span, measure: Measure, gap: usize) -> Vec<Segment> {
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

/// `— 3 —` alone in its line.
fn is_mark(text: &Text, line: &[Segment]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return false };
    is_page_mark(text.slice(first.span.cover(last.span)))
}

fn bare(s: &str) -> String {
    column::fold_header(s)
}

/// pandoc: the line above the header is dashes, a stretch for each column. Gives the stretches.
fn dashes_above(text: &Text, line: usize) -> Option<Vec<(usize, usize)>> {
    let span = text.line_span(line.checked_sub(1).filter(|&l| l >= 1)?);
    dashes(text, span)
}

fn dashes(text: &Text, span: Span) -> Option<Vec<(usize, usize)>> {
    let read = text.slice(span);
    if read.len() > 8000 || !read.contains("--") || !read.chars().all(|c| c == '-' || c == ' ') {
        return None;
    }
    let stretches: Vec<(usize, usize)> =
        segments(text, span, Measure::Points, 1).iter().map(|s| (s.start, s.end)).collect();
    (stretches.len() >= 2).then_some(stretches)
}

struct SpaceRows<'t> {
    text: &'t Text,
    line: usize,
    header: Vec<String>,
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
            Some(stretches) => dashed_rows(text, &lines, stretches),
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
        let columns = self.header.len();
        let measure = self.measure(lines, header);
        let mut page: Vec<Vec<Segment>> = lines.iter().map(|l| segments(text, *l, measure, 2)).collect();
        // The number of the page is in no cell.
        page.iter_mut().filter(|line| is_mark(text, line)).for_each(Vec::clear);
        let heads: Vec<(usize, usize)> = if header {
            page[0].iter().map(|s| (s.start, s.end)).collect()
        } else {
            self.edges.iter().map(|&e| (e, e + 2)).collect()
        };
        if heads.len() != columns {
            return Vec::new();
        }
        let edges = edges(&page, &heads);
        let mut out = Vec::new();
        let mut offset = usize::from(header);
        if header {
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
            let cells = cut(text, *line, &page[i + offset], &edges, measure);
            stack.push(Line { cells, gap });
            gap = false;
        }
        // Where every line has a blank line before it, blank lines say nothing.
        if stack.len() > 3 && stack.iter().filter(|l| l.gap).count() * 3 > stack.len() * 2 {
            stack.iter_mut().for_each(|l| l.gap = false);
        }
        out.extend(stacked::rows(&stack, &self.roles, text));
        self.edges = edges;
        out
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
            cell.push(Joint::None, *span);
            let listed = column::column(&cell.read(text)).is_some_and(|h| h.listed || piece.starts_with(['(', '（']));
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
            let heads: Vec<usize> = segments(text, lines[0], measure, 2).iter().map(|s| s.start).collect();
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
            let heads: Vec<(usize, usize)> = page[0].iter().map(|s| (s.start, s.end)).collect();
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
                for (i, cell) in row.into_iter().enumerate() {
                    out.push(Token::new(cell, if i == 0 { Break::Row } else { Break::Cell }));
                }
                return true;
            }
            if !self.page() {
                return false;
            }
        }
    }

    fn writes_blanks(&self) -> bool {
        true
    }
}

/// The left edges of the columns: between two header cells, the place that the fewest lines cover, as far right as may be.
fn edges(page: &[Vec<Segment>], heads: &[(usize, usize)]) -> Vec<usize> {
    let far = page.iter().flatten().map(|s| s.end).max().unwrap_or(0).max(heads.last().map_or(0, |h| h.1)) + 2;
    let mut cover = vec![0u32; far + 1];
    let mut starts = vec![0u32; far + 1];
    for segment in page.iter().flatten() {
        starts[segment.start] += 1;
        for place in &mut cover[segment.start..segment.end] {
            *place += 1;
        }
    }
    let mut out = vec![0];
    for pair in heads.windows(2) {
        let from = pair[0].0.max(out[out.len() - 1]) + 1;
        let to = pair[1].1.max(from + 1).min(far);
        // The gutter: least covered; then the place where most cells begin.
        let least = (from..to).map(|x| cover[x - 1]).min().unwrap_or(0);
        let edge =
            (from..to).filter(|&x| cover[x - 1] <= least + least / 4).max_by_key(|&x| (starts[x], x)).unwrap_or(to);
        out.push(edge);
    }
    out
}

/// Cuts a line at the edges. A stretch that crosses an edge is cut at a blank near it, else goes where most of it stands.
fn cut(text: &Text, line: Span, segments: &[Segment], edges: &[usize], measure: Measure) -> Vec<Span> {
    let empty = Span { start: line.start, end: line.start };
    let mut cells = vec![empty; edges.len()];
    let mut put = |column: usize, span: Span| {
        let span = text.trim(span);
        if span.is_empty() {
            return;
        }
        cells[column] = if cells[column].is_empty() { span } else { cells[column].cover(span) };
    };
    for segment in segments {
        let mut rest = *segment;
        loop {
            let column = edges.partition_point(|&e| e <= rest.start + 1).max(1) - 1;
            let Some(&edge) = edges.get(column + 1).filter(|&&e| e + 1 < rest.end) else {
                put(column, rest.span);
                break;
            };
            // The blank nearest to the edge, at most three places off.
            let mut place = rest.start;
            let mut nearest: Option<(usize, usize, usize)> = None;
            for (at, c) in text.slice(rest.span).char_indices() {
                let off = place.abs_diff(edge.saturating_sub(1));
                if c == ' ' && off <= 3 && nearest.is_none_or(|(least, ..)| off < least) {
                    nearest = Some((off, rest.span.start as usize + at, place));
                }
                place += measure.of(c);
            }
            match nearest {
                Some((_, at, place)) => {
                    put(column, Span::new(rest.span.start as usize, at));
                    rest = Segment {
                        span: Span::new(at + 1, rest.span.end as usize),
                        start: (place + 1).max(edge),
                        end: rest.end,
                    };
                }
                None => {
                    let over = rest.end.saturating_sub(edge) > edge.saturating_sub(rest.start);
                    put(
                        if over && rest.end - rest.start < 2 * (edge - rest.start.min(edge)) + 8 {
                            column + 1
                        } else {
                            column
                        },
                        rest.span,
                    );
                    break;
                }
            }
        }
    }
    cells
}

/// pandoc: columns are the stretches of the dashes, in columns of a terminal; blank lines separate rows.
fn dashed_rows(text: &Text, lines: &[Span], stretches: &[(usize, usize)]) -> Vec<Vec<Excerpt>> {
    let edges: Vec<usize> = stretches.iter().map(|s| s.0).collect();
    let widths: Vec<usize> = stretches.iter().map(|s| s.1 - s.0).collect();
    let blanks = lines.iter().filter(|l| text.slice(**l).trim().is_empty()).count();
    let ruled = blanks * 5 >= lines.len();
    let mut out: Vec<Vec<Excerpt>> = Vec::new();
    let mut row: Vec<Excerpt> = vec![Excerpt::default(); edges.len()];
    let mut last: Vec<Span> = vec![Span::default(); edges.len()];
    let mut filled = false;
    for line in lines {
        let read = text.slice(*line);
        let rule = !read.trim().is_empty() && read.chars().all(|c| c == '-' || c == ' ');
        if read.trim().is_empty() || rule {
            if filled {
                out.push(std::mem::replace(&mut row, vec![Excerpt::default(); edges.len()]));
                filled = false;
            }
            if rule && !out.is_empty() && dashes(text, *line).is_none_or(|d| d.len() < 2) {
                break;
            }
            continue;
        }
        let mut starts: Vec<Option<(usize, usize)>> = vec![None; edges.len()];
        let mut place = 0;
        for (at, c) in read.char_indices() {
            if c != ' ' {
                let column = edges.partition_point(|&e| e <= place).max(1) - 1;
                let end = at + c.len_utf8();
                starts[column] = Some(starts[column].map_or((at, end), |(s, _)| (s, end)));
            }
            place += stacked::char_width(c);
        }
        for (c, piece) in starts.iter().enumerate() {
            let Some((s, e)) = piece else { continue };
            let span = Span::new(line.start as usize + s, line.start as usize + e);
            let joint = if row[c].is_empty() {
                Joint::None
            } else {
                stacked::joint(text.slice(last[c]), text.slice(span), widths[c])
            };
            row[c].push(joint, span);
            last[c] = span;
        }
        filled = true;
        if !ruled {
            out.push(std::mem::replace(&mut row, vec![Excerpt::default(); edges.len()]));
            filled = false;
        }
    }
    if filled {
        out.push(row);
    }
    out
}
