//! Which word of a list a string begins or ends with, told by one bit and one character before whole words are compared.
//!
//! The lists are short and most words fail; comparing strings one after the other was a third of the time of the reader of times.

use super::character::{first, last, of_bytes};

/// A list of words that is asked which of them stands at a place. Nearly always none does: then one bit says so, and no word
/// is looked at.
pub struct Words {
    list: &'static [&'static str],
    /// One bit for each hash of a character that a word begins with.
    heads: Bits,
    /// One bit for each hash of a character that a word ends with.
    tails: Bits,
}

/// A [`Words`] of a list that is written where it is asked.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {{
        static WORDS: $crate::text::Words = $crate::text::Words::of(&[$($word),+]);
        &WORDS
    }};
}
pub(crate) use words;

type Bits = [u64; 4];

impl Words {
    pub const fn of(list: &'static [&'static str]) -> Self {
        let (mut heads, mut tails) = ([0; 4], [0; 4]);
        let mut i = 0;
        while i < list.len() {
            let b = list[i].as_bytes();
            heads = with(heads, code_at(b, 0));
            let mut end = b.len() - 1;
            while end > 0 && b[end] & 0xC0 == 0x80 {
                end -= 1;
            }
            tails = with(tails, code_at(b, end));
            i += 1;
        }
        Self { list, heads, tails }
    }

    pub const fn list(&self) -> &'static [&'static str] {
        self.list
    }

    /// The place of the first word that begins with a character (see [`code`](super::character::code)) and is `whole`.
    #[inline]
    pub fn position(&self, c: u32, mut whole: impl FnMut(&str) -> bool) -> Option<usize> {
        if !holds(&self.heads, c) {
            return None;
        }
        self.list.iter().position(|word| first(word) == c && whole(word))
    }
}

/// The first word of the list that a text begins with.
#[inline]
pub fn at_start(text: &str, words: &Words) -> Option<&'static str> {
    words.position(first(text), |word| text.starts_with(word)).map(|at| words.list[at])
}

/// The first word of the list that a text ends with.
#[inline]
pub fn at_end(text: &str, words: &Words) -> Option<&'static str> {
    let c = last(text);
    if !holds(&words.tails, c) {
        return None;
    }
    words.list.iter().find(|word| last(word) == c && text.ends_with(**word)).copied()
}

/// The character that begins at a place of a word, as [`code`](super::character::code) makes it.
const fn code_at(b: &[u8], at: usize) -> u32 {
    match b[at] {
        a @ 0..0x80 => a as u32,
        a @ 0x80..0xE0 => (a as u32 & 0x1F) << 6 | (b[at + 1] & 0x3F) as u32,
        a @ 0xE0..0xF0 => of_bytes(a, b[at + 1], b[at + 2]),
        _ => panic!("no word has a character of four bytes"),
    }
}

#[inline]
const fn place(c: u32) -> usize {
    (c.wrapping_mul(0x9E37_79B1) >> 24) as usize
}

const fn with(mut bits: Bits, c: u32) -> Bits {
    bits[place(c) / 64] |= 1 << (place(c) % 64);
    bits
}

#[inline]
fn holds(bits: &Bits, c: u32) -> bool {
    bits[place(c) / 64] >> (place(c) % 64) & 1 != 0
}

#[cfg(test)]
mod tests {
    use super::super::character::code;
    use super::*;

    #[test]
    fn words_are_found_at_both_ends() {
        assert_eq!(at_start("任务12", words!["任", "任务"]), Some("任"));
        assert_eq!(at_end("由原", words!["由", "原"]), Some("原"));
        assert_eq!(at_end("a)", words!["）", ")"]), Some(")"));
        assert_eq!(at_start("", words!["a"]), None);
        assert_eq!(at_start("aé", words!["aé"]), Some("aé"));
        assert_eq!((at_end("é", words!["aé"]), at_end("aé", words!["é"])), (None, Some("é")));
        assert_eq!(words!["a", "b", "年底"].position(first("年末"), |word| word == "年底"), Some(2));
        assert!(
            ["任", "）", "a", "é", "𠮷", "\u{800}", "\u{FFFF}"]
                .iter()
                .all(|w| first(w) == w.chars().map(code).sum::<u32>())
        );
    }
}
