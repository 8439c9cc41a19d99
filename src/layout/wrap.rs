//! Whether the lines of a text were cut at a fixed width, and which lines go on with the one above.
//!
//! Knows what opens something of its own (a number, a label, a list mark), but nothing of what a paragraph says.

use super::paragraph::{Line, ends_sentence};
use super::{label, number, site};
use crate::text::Text;

/// Lines that were cut at a fixed width are not longer than this many columns.
const WIDEST: usize = 150;
/// How full a line is that was cut, per cent: by columns (words of Latin letters and marks at the end leave some free), and by characters.
const LOOSE: usize = 88;
const TIGHT: usize = 95;

/// The width at which the lines of this text were cut, if they were. Where they were cut by characters, their edges are counted so.
pub(super) fn width(text: &Text, lines: &mut [Line]) -> Option<usize> {
    let mut wrapped = cut_at(text, lines, LOOSE);
    if wrapped.is_none() && lines.iter().all(|line| line.edge <= 2 * WIDEST) {
        // Some programs count characters, not columns, and then every line is full.
        let columns: Vec<usize> = lines.iter().map(|line| line.edge).collect();
        for line in lines.iter_mut() {
            line.edge = line.indent + text.slice(line.span).chars().count();
        }
        wrapped = cut_at(text, lines, TIGHT);
        if wrapped.is_none() {
            lines.iter_mut().zip(columns).for_each(|(line, columns)| line.edge = columns);
        }
    }
    wrapped
}

/// The width at which the lines of this text were cut, if they were. `full`: how much of it a line takes that was cut, per cent.
fn cut_at(text: &Text, lines: &[Line], full: usize) -> Option<usize> {
    let mut edges: Vec<usize> = lines.iter().map(|l| l.edge).filter(|&e| e > 20).collect();
    if edges.len() < 4 {
        return None;
    }
    edges.sort_unstable();
    let width = edges[edges.len() - 1];
    if width > WIDEST {
        return None;
    }
    // The last characters of a paragraph prove as much as two lines: no paragraph is so short.
    let rest = |line: &Line| line.edge < 12 && text.slice(line.span).ends_with('。');
    let cut: usize = lines
        .windows(2)
        .filter(|pair| {
            pair[0].edge * 100 >= width * full
                && !pair[1].apart
                && breaks_off(text.slice(pair[0].span), full)
                && !starts_anew(text, &pair[1])
        })
        .map(|pair| if rest(&pair[1]) { 2 } else { 1 })
        .sum();
    let full = lines.iter().filter(|l| l.edge * 100 >= width * full).count();
    (cut >= 2 && cut * 4 >= full).then_some(width)
}

/// Whether a full line may go on with the next one.
fn breaks_off(s: &str, full: usize) -> bool {
    // `…（责任单位：区教育局）` closes its paragraph; `责任单位：` at the very edge does not.
    !s.ends_with(['）', ')', '】', ']']) && (!ends_sentence(s) || full >= TIGHT && s.ends_with(['：', ':']))
}

/// Whether blank lines separate the paragraphs, so that a line without one above continues.
pub(super) fn blank_between(text: &Text, lines: &[Line]) -> bool {
    let (mut apart, mut all) = (0, 0);
    for line in lines.iter().filter(|line| starts_anew(text, line)) {
        all += 1;
        apart += usize::from(line.apart);
    }
    all >= 5 && apart * 10 >= all * 8
}

/// Whether a bracket that opens in a line is not closed in it.
fn leaves_open(s: &str) -> bool {
    let open = s.rfind(['(', '（', '【']);
    open.is_some() && open > s.rfind([')', '）', '】'])
}

/// Whether a line opens something of its own: a number, a list mark, a label.
fn starts_anew(text: &Text, line: &Line) -> bool {
    let s = text.slice(line.span);
    line.bullet.is_some()
        || line.emphatic
        || site::opens_foot(s)
        || s.len() < 120 && site::is_chrome(s)
        || number::opens(s)
        || number::opens_bare(s)
        || label::opens(text.recognised_slice(line.span))
}

/// `受益群体：…`: a short word and a colon open the line.
fn names_value(s: &str) -> bool {
    s.char_indices()
        .take(8)
        .find(|(_, c)| matches!(c, ':' | '：'))
        .is_some_and(|(at, _)| at >= 6 && s[..at].chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
}

/// Whether `below` continues the paragraph of `above` in a text whose lines were cut at `width`.
pub(super) fn goes_on(text: &Text, above: &Line, below: &Line, width: usize, hanging: bool) -> bool {
    let full = above.edge * 100 >= width * 80;
    // `…（` at the end of the line and the label on the next
    if full && !below.apart && leaves_open(text.slice(above.span)) && !number::opens(text.slice(below.span)) {
        return true;
    }
    if below.apart || above.emphatic != below.emphatic || starts_anew(text, below) {
        return false;
    }
    // Below a label, a word with a colon is a label that no list knows.
    if names_value(text.slice(below.span)) && label::opens(text.recognised_slice(above.span)) {
        return false;
    }
    if !full || below.indent > above.indent + 1 && below.indent > 0 {
        return false;
    }
    // A paragraph whose first line is indented ends where the next indented line begins.
    if below.indent < above.indent {
        return true;
    }
    hanging
        || !text.slice(above.span).ends_with(['。', '！', '？', '.', '”', '）', ')'])
        || !ends_sentence(text.slice(above.span))
}
