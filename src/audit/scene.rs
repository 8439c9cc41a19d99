//! One passage of an item with its figures: what the checks of an item look at.

use crate::figure::{Amount, Decimal, Dimension, Figure};
use crate::record::{CheckAmount, Item, Passage};
use crate::text::{Span, Text};

/// A passage, its figures in order, and how deep in brackets each stands.
pub struct Scene<'a> {
    pub item: &'a Item,
    pub text: &'a Text,
    pub passage: &'a Passage,
    pub figures: Vec<Placed<'a>>,
}

/// A figure and its place in the passage's sentences and brackets.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    pub figure: &'a Figure,
    /// Depth of brackets.
    pub depth: u16,
    /// Running number of the innermost bracket, 0 outside.
    pub bracket: u32,
    /// Running number of the sentence (。 and line ends).
    pub sentence: u32,
}

/// The passages of an item that hold figures or text, with their figures.
pub fn of_item<'a>(item: &'a Item, text: &'a Text) -> Vec<Scene<'a>> {
    let mut figures: Vec<&Figure> = item.figures.iter().collect();
    figures.sort_by_key(|f| f.span);
    item.passages
        .iter()
        .map(|passage| {
            let span = passage.text.span();
            let from = figures.partition_point(|f| f.span.start < span.start);
            let mine =
                figures[from..].iter().take_while(|f| f.span.start < span.end).filter(|f| f.field == passage.field);
            let figures = place(text, span, mine.copied());
            Scene { item, text, passage, figures }
        })
        .collect()
}

const OPEN_ROUND: &[u8] = "（".as_bytes();
const OPEN_SQUARE: &[u8] = "［".as_bytes();
const OPEN_SHELL: &[u8] = "〔".as_bytes();
const OPEN_LENS: &[u8] = "【".as_bytes();
const CLOSE_ROUND: &[u8] = "）".as_bytes();
const CLOSE_SQUARE: &[u8] = "］".as_bytes();
const CLOSE_SHELL: &[u8] = "〕".as_bytes();
const CLOSE_LENS: &[u8] = "】".as_bytes();
const STOP: &[u8] = "。".as_bytes();

/// Walks the passage once and notes where each figure stands.
fn place<'a>(text: &Text, span: Span, figures: impl Iterator<Item = &'a Figure>) -> Vec<Placed<'a>> {
    let source = text.slice(span).as_bytes();
    let mut i = 0;
    let (mut open, mut brackets, mut sentence) = (Vec::<u32>::new(), 0u32, 0u32);
    let mut out = Vec::new();
    for figure in figures {
        let at = (figure.span.start - span.start) as usize;
        while i < at {
            let Some(&first) = source.get(i) else { break };
            // Marks are ASCII, or of three bytes that E3 or EF lead; nearly all else is Chinese.
            let wide = match first {
                0..0x80 => &source[i..i + 1],
                0xE3 | 0xEF => source.get(i..i + 3).unwrap_or_default(),
                0xE0..0xF0 => {
                    i += 3;
                    continue;
                }
                _ => {
                    i += 1;
                    continue;
                }
            };
            i += wide.len().max(1);
            match wide {
                b"(" | b"[" | OPEN_ROUND | OPEN_SQUARE | OPEN_SHELL | OPEN_LENS => {
                    brackets += 1;
                    open.push(brackets);
                }
                b")" | b"]" | CLOSE_ROUND | CLOSE_SQUARE | CLOSE_SHELL | CLOSE_LENS => {
                    open.pop();
                }
                STOP | b"\n" => sentence += 1,
                _ => {}
            }
        }
        out.push(Placed { figure, depth: open.len() as u16, bracket: open.last().copied().unwrap_or(0), sentence });
    }
    out
}

impl Scene<'_> {
    /// The text between two figures of the passage.
    pub fn between(&self, a: &Figure, b: &Figure) -> &str {
        if a.span.end <= b.span.start {
            self.text.recognised_slice(Span { start: a.span.end, end: b.span.start })
        } else {
            ""
        }
    }

    /// The text behind a figure, up to the end of the passage.
    pub fn after(&self, figure: &Figure) -> &str {
        let end = self.passage.text.span().end.max(figure.span.end);
        self.text.recognised_slice(Span { start: figure.span.end, end })
    }

    /// The text of the passage before a figure.
    pub fn before(&self, figure: &Figure) -> &str {
        let start = self.passage.text.span().start.min(figure.span.start);
        self.text.recognised_slice(Span { start, end: figure.span.start })
    }

    pub fn raw<'f>(&'f self, figure: &'f Figure) -> &'f str {
        figure.joined.as_deref().unwrap_or_else(|| self.text.slice(figure.span))
    }
}

/// Whether figures stand in more than one passage, so that they can be held against each other.
pub fn two_have_figures(scenes: &[Scene]) -> bool {
    scenes.iter().filter(|scene| !scene.figures.is_empty()).nth(1).is_some()
}

/// The single number of a figure, if it is one.
pub fn value(figure: &Figure) -> Option<Decimal> {
    match figure.amount {
        Amount::Value(v) => Some(v),
        Amount::Range { .. } | Amount::Change { .. } => None,
    }
}

pub fn is_percent(figure: &Figure) -> bool {
    figure.unit.as_deref() == Some("%")
}

/// Whether two figures count in one measure: the same unit, or two measure words of things (`47个`, `8家`).
pub fn same_measure(a: &Figure, b: &Figure) -> bool {
    if a.unit == b.unit {
        return a.per == b.per;
    }
    if a.per != b.per {
        return false;
    }
    match (a.dimension, b.dimension) {
        (Some(Dimension::Money), Some(Dimension::Money)) => true,
        // 资金1610万: money whose unit was left out.
        (Some(Dimension::Money), None) | (None, Some(Dimension::Money)) => a.unit.is_none() || b.unit.is_none(),
        (Some(Dimension::Count), Some(Dimension::Count)) => is_thing(unit(a)) && is_thing(unit(b)),
        _ => false,
    }
}

/// Measure words that are used for the same things in one notice.
fn is_thing(unit: &str) -> bool {
    matches!(
        unit,
        "个" | "家"
            | "所"
            | "处"
            | "座"
            | "件"
            | "项"
            | "套"
            | "户"
            | "例"
            | "名"
            | "人"
            | "场"
            | "次"
            | "部"
            | "台"
    )
}

pub fn unit(figure: &Figure) -> &str {
    figure.unit.as_deref().unwrap_or("")
}

pub fn amount(role: &'static str, figure: &Figure) -> CheckAmount {
    CheckAmount { role, span: figure.span, value: value(figure) }
}

/// Digits of an amount without trailing zeros: how little it can be met by chance.
pub fn significant(v: Decimal) -> usize {
    v.mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}
