//! The columns of a page of aligned lines: they part where, between two header cells, the fewest lines have text.

use super::segment::{Measure, Segment};
use crate::text::{Span, Text};

/// The left edges of the columns: between two header cells, the place that the fewest lines cover, as far right as may be.
pub(super) fn edges(page: &[Vec<Segment>], heads: &[(usize, usize)]) -> Vec<usize> {
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
pub(super) fn cut(text: &Text, line: Span, segments: &[Segment], edges: &[usize], measure: Measure) -> Vec<Span> {
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
