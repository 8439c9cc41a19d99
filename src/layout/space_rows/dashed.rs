//! Tables as pandoc writes them: a line of dashes above or below the header, a stretch for each column.

use super::segment::{Measure, segments};
use crate::layout::stacked;
use crate::text::{Excerpt, Joint, Span, Text};

/// Lines of a header at most.
const HEADER: usize = 4;

/// The stretches of the line above the header, if it is one of dashes; where that is one stretch for the whole table, those of the line
/// below the header.
pub(super) fn around(text: &Text, line: usize) -> Option<Vec<(usize, usize)>> {
    let span = text.line_span(line.checked_sub(1).filter(|&l| l >= 1)?);
    dashes(text, span).or_else(|| {
        let above = text.slice(span).trim();
        let whole = above.len() > 20 && above.bytes().all(|b| b == b'-');
        let below = (line + 1..=line + HEADER).filter(|&l| l <= text.line_count()).map(|l| text.line_span(l));
        whole.then(|| below.into_iter().find_map(|l| dashes(text, l))).flatten()
    })
}

/// Nothing but dashes.
fn is_rule(line: &str) -> bool {
    line.contains("---") && line.bytes().all(|b| matches!(b, b'-' | b' '))
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

/// Whether the rule below the last row stands among these lines, and what stands before it.
pub(super) fn whole<'l>(text: &Text, lines: &'l [Span]) -> (bool, &'l [Span]) {
    let closing = |pair: &[Span]| is_rule(text.slice(pair[0])) && text.slice(pair[1]).trim().is_empty();
    match lines.windows(2).position(closing) {
        Some(end) => (true, &lines[..end]),
        None => (false, lines),
    }
}

/// Columns are the stretches of the dashes, in columns of a terminal; blank lines separate rows.
pub(super) fn rows(text: &Text, lines: &[Span], stretches: &[(usize, usize)]) -> Vec<Vec<Excerpt>> {
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
