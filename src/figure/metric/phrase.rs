//! A metric while it is cut: up to a few stretches of the passage that read as one string.

use super::token::{Kind, Token};
use crate::lexicon::phrase::Sense;

const MOST: usize = 6;

/// No metric is longer, in bytes.
const LONGEST: usize = 360;

/// Stretches in reading order. What does not fit any more is left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pieces {
    spans: [(u32, u32); MOST],
    len: usize,
}

impl Default for Pieces {
    #[inline]
    fn default() -> Self {
        Self { spans: [(0, 0); MOST], len: 0 }
    }
}

impl Pieces {
    /// Adds a stretch behind the others, growing the last one where they touch.
    #[inline]
    pub fn push(&mut self, start: u32, end: u32) {
        if start >= end {
            return;
        }
        if self.len > 0 && self.spans[self.len - 1].1 == start {
            self.spans[self.len - 1].1 = end;
        } else if self.len < MOST {
            self.spans[self.len] = (start, end);
            self.len += 1;
        }
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The only stretch, if it is one.
    pub fn single(&self) -> Option<(u32, u32)> {
        (self.len == 1).then_some(self.spans[0])
    }

    /// The stretches as one string, without blanks. Of what is too long for any name, its end.
    pub fn read(&self, text: &str) -> String {
        let spans = &self.spans[..self.len];
        let mut bytes = 0;
        for (start, end) in spans {
            bytes += (end - start) as usize;
        }
        if bytes > LONGEST {
            let (start, end) = spans[self.len - 1];
            let text = &text[start as usize..end as usize];
            let cut = (text.len().saturating_sub(LONGEST)..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(0);
            return text[cut..].chars().filter(|c| !c.is_whitespace()).collect();
        }
        let mut out = String::with_capacity(bytes);
        for &(start, end) in spans {
            let piece = &text[start as usize..end as usize];
            if is_plain(piece.as_bytes()) {
                out.push_str(piece);
            } else {
                piece.split_whitespace().for_each(|part| out.push_str(part));
            }
        }
        out
    }
}

/// Whether a text surely holds no blank: they are of ASCII or begin with bytes that nearly no word holds.
fn is_plain(text: &[u8]) -> bool {
    let mut at = 0;
    while let Some(&lead) = text.get(at) {
        at += match lead {
            b'!'..0x80 => 1,
            0xE4..0xF0 => 3,
            _ => return false,
        };
    }
    true
}

/// A phrase in front of or behind an amount, cut.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    pub pieces: Pieces,
    /// Bytes of the verbs that open it.
    pub verb: u32,
    /// It holds a noun beside its verbs.
    pub noun: bool,
    /// How far the work is: may stand without a noun.
    pub status: bool,
    /// A verb that says what was reached and takes an object: 建成.
    pub makes: bool,
}

impl Phrase {
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Of tokens that belong together; `from` cuts into the first one.
    pub fn of<'t>(tokens: impl Iterator<Item = &'t Token>, from: u32) -> Phrase {
        let mut phrase = Phrase::default();
        let mut taken = 0;
        for token in tokens {
            let start = token.start.max(from);
            if start >= token.end {
                continue;
            }
            let verb = token.is(Sense::ACTION.or(Sense::DRIVE).or(Sense::STATUS));
            taken += token.end - start;
            // With the marks between them: 新建、改扩建 and 新建（改造）.
            if !phrase.noun && (verb || phrase.verb > 0 && matches!(token.kind, Kind::Close(_))) {
                phrase.verb = taken;
            }
            phrase.status |= verb && token.is(Sense::STATUS);
            phrase.makes |= verb && token.is(Sense::STATUS) && token.is(Sense::DRIVE);
            phrase.noun |= token.is_noun();
            phrase.pieces.push(start, token.end);
        }
        phrase
    }
}
