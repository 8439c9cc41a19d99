//! The lists that styles of paragraphs belong to ([MS-DOC] 2.9.271): a heading is numbered by its style.

use super::bytes::Bytes;
use super::lists::Numbered;

/// By the number of the style.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Numbered>);

struct Style<'b> {
    base: u16,
    formats: &'b [u8],
}

impl Styles {
    pub(super) fn read(bytes: Option<Bytes<'_>>) -> Self {
        let styles = bytes.map(|bytes| read(bytes)).unwrap_or_default();
        let numbered = |i: usize| {
            // From the style itself up to what it is based on.
            let mut chain = Vec::new();
            let mut next = i;
            while let Some(Some(style)) = styles.get(next).filter(|_| chain.len() < 16) {
                chain.push(style.formats);
                next = usize::from(style.base);
            }
            chain.iter().rev().fold(Numbered::default(), |n, formats| n.apply(formats))
        };
        Self((0..styles.len()).map(numbered).collect())
    }

    pub(super) fn of(&self, style: u16) -> Numbered {
        self.0.get(usize::from(style)).copied().unwrap_or_default()
    }
}

fn read(bytes: Bytes<'_>) -> Vec<Option<Style<'_>>> {
    let mut out = Vec::new();
    let (Some(head), Some(count), Some(fixed)) = (bytes.u16(0), bytes.u16(2), bytes.u16(4)) else { return out };
    let mut at = 2 + usize::from(head);
    for _ in 0..count {
        let Some(length) = bytes.u16(at).map(usize::from) else { break };
        at += 2;
        out.push(bytes.slice(at, length).and_then(|style| paragraph(Bytes(style), usize::from(fixed))));
        at += length + length % 2;
    }
    out
}

/// A style of paragraphs; other styles number nothing.
fn paragraph(style: Bytes<'_>, fixed: usize) -> Option<Style<'_>> {
    let kind = style.u16(2)?;
    if kind & 15 != 1 {
        return None;
    }
    let name = usize::from(style.u16(fixed)?);
    // The name, its closing zero, then the formats of paragraphs, at an even place.
    let mut at = fixed + 2 + (name + 1) * 2;
    at += at % 2;
    let length = usize::from(style.u16(at)?);
    let formats = style.slice(at + 4, length.saturating_sub(2)).unwrap_or_default();
    Some(Style { base: kind >> 4, formats })
}
