//! Finds the longest word of a table that starts at a place of a text.
//!
//! Built once from a table in this room. A character that begins no word, as nearly all do not, costs one bit of a table; a word is
//! found by its first two characters, and told from its neighbours by the next eight bytes as one number.

use crate::text::character::three;
/// Rows of the table of first characters: 64 each, all characters of three bytes.
const ROWS: usize = 1 << 10;

/// Bits of the table of what words start with.
const BITS: usize = 1 << 14;

/// Stands for no word in a chain.
const NONE: u32 = u32::MAX;

/// A table of words with what each one means, found by their first two characters, longest first.
///
/// A character counts as its bytes, so no text is decoded.
pub struct WordIndex<T> {
    words: Vec<Word<T>>,
    /// Where the chain of the words starts that share their first two characters. A power of two of slots, at least half of them empty.
    slots: Box<[Slot]>,
    /// One bit for each character of three bytes that begins a word.
    heads: Box<[u64; ROWS]>,
    /// One bit for each first byte of any other character that begins a word.
    others: [u64; 4],
    /// One bit for each hash of two characters that words start with, or of the first alone where a word starts with it
    /// whatever stands behind. Rules out most of what starts like a word and is none.
    pairs: Box<[u64; BITS / 64]>,
    /// How far a hash is shifted to be the number of a slot.
    shift: u32,
}

/// A word in the chain of those that start alike.
struct Word<T> {
    /// The bytes behind its first two characters, or behind the first where only that counts, up to eight.
    tail: u64,
    /// Of which this many bits count.
    mask: u64,
    len: u32,
    /// The next one of the chain, no longer than this.
    link: u32,
    word: &'static str,
    meaning: T,
}

/// What the words of a chain start with, and the longest one.
#[derive(Clone, Copy)]
struct Slot {
    /// The second character above the first. 0 in an empty slot.
    key: u64,
    first: u32,
}

impl<T: Copy> WordIndex<T> {
    /// Of words that stand in the list several times, the first counts.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self::joined(words, |_, _| {})
    }

    /// Like [`WordIndex::new`], but what a word means further down the list is joined to what it means already.
    pub fn joined(words: impl IntoIterator<Item = (&'static str, T)>, join: impl Fn(&mut T, T)) -> Self {
        let words: Vec<_> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        let slots = (words.len() * 2).next_power_of_two();
        let mut index = Self {
            words: Vec::with_capacity(words.len()),
            slots: vec![Slot { key: 0, first: NONE }; slots].into(),
            heads: Box::new([0; ROWS]),
            others: [0; 4],
            pairs: Box::new([0; BITS / 64]),
            shift: u32::BITS - slots.trailing_zeros(),
        };
        for (word, meaning) in words {
            index.add(word, meaning, &join);
        }
        index
    }

    fn add(&mut self, word: &'static str, meaning: T, join: &impl Fn(&mut T, T)) {
        let bytes = word.as_bytes();
        let width = width(bytes);
        let head = match three(bytes) {
            0 => {
                self.others[usize::from(bytes[0]) / 64] |= 1 << (bytes[0] % 64);
                narrow(bytes)
            }
            head => {
                self.heads[row(head)] |= 1 << (head >> 16 & 63);
                head
            }
        };
        let next = bytes.get(width..).map_or(0, three);
        let (key, hash) = (key(head, next), hash(head) ^ hash_of_next(next));
        let behind = &bytes[if next == 0 { width } else { width + 3 }..];
        let mask = if behind.len() < 8 { (1 << (behind.len() * 8)) - 1 } else { u64::MAX };
        let (row, bit) = bit(hash);
        self.pairs[row] |= 1 << bit;
        let mut slot = self.slot(hash);
        while ![0, key].contains(&self.slots[slot].key) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot].key = key;
        let (mut before, mut link) = (NONE, self.slots[slot].first);
        while let Some(other) = self.words.get_mut(link as usize).filter(|other| other.word.len() >= word.len()) {
            if other.word == word {
                join(&mut other.meaning, meaning);
                return;
            }
            (before, link) = (link, other.link);
        }
        let this = self.words.len() as u32;
        match self.words.get_mut(before as usize) {
            Some(before) => before.link = this,
            None => self.slots[slot].first = this,
        }
        self.words.push(Word { tail: eight(behind, 0), mask, len: word.len() as u32, link, word, meaning });
    }

    /// Whether a word begins with the character of the three bytes of `head`.
    #[inline]
    pub fn begins(&self, head: u32) -> bool {
        self.heads[row(head)] >> (head >> 16 & 63) & 1 != 0
    }

    /// Whether a word may start with the three bytes of `head`, behind which stand the three of `next` (0: anything else).
    /// `false` is sure, `true` nearly so.
    #[inline]
    pub fn may_start(&self, head: u32, next: u32) -> bool {
        self.begins(head) && (self.passes(hash(head) ^ hash_of_next(next)) || self.passes(hash(head)))
    }

    #[inline]
    fn passes(&self, hash: u32) -> bool {
        let (row, bit) = bit(hash);
        self.pairs[row] >> bit & 1 != 0
    }

    /// How many bytes Chinese characters take at the start of `text` at which surely no word starts.
    #[inline]
    pub fn passed(&self, text: &[u8]) -> usize {
        let mut rest = text;
        while let [a @ 0xE4..=0xE9, b, c, ref behind @ ..] = *rest {
            let head = u32::from_le_bytes([a, b, c, 0]);
            if self.begins(head) && self.may_start(head, three(behind)) {
                break;
            }
            rest = behind;
        }
        text.len() - rest.len()
    }

    /// The longest word at the start of `text`.
    #[inline]
    pub fn longest(&self, text: &[u8]) -> Option<(usize, T)> {
        match three(text) {
            0 => self.longest_of_others(text),
            head => self.longest_from(head, text),
        }
    }

    /// The longest word at the start of a text that begins with a character of not three bytes.
    #[inline]
    fn longest_of_others(&self, text: &[u8]) -> Option<(usize, T)> {
        let first = *text.first()?;
        if self.others[usize::from(first) / 64] >> (first % 64) & 1 == 0 {
            return None;
        }
        self.longest_behind(narrow(text), width(text), text)
    }

    /// The longest word at the start of a text whose first character is the three bytes of `head`.
    #[inline]
    pub fn longest_from(&self, head: u32, text: &[u8]) -> Option<(usize, T)> {
        if self.begins(head) { self.longest_behind(head, 3, text) } else { None }
    }

    /// The longest word at the start of a text whose first character is known to begin one.
    #[inline]
    fn longest_behind(&self, head: u32, width: usize, text: &[u8]) -> Option<(usize, T)> {
        let rest = text.get(width..).unwrap_or_default();
        let (next, alone) = (three(rest), hash(head));
        let pair = alone ^ hash_of_next(next);
        if next != 0
            && self.passes(pair)
            && let Some(found) = self.longest_in_chain(key(head, next), pair, text, width + 3)
        {
            return Some(found);
        }
        if self.passes(alone) { self.longest_in_chain(key(head, 0), alone, text, width) } else { None }
    }

    /// The longest word of a chain whose first characters, of `width` bytes, a text starts with.
    #[inline(never)]
    fn longest_in_chain(&self, key: u64, hash: u32, text: &[u8], width: usize) -> Option<(usize, T)> {
        let mut slot = self.slot(hash);
        let mut link = loop {
            let group = self.slots[slot];
            match group.key {
                0 => return None,
                found if found == key => break group.first,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        };
        let (tail, known) = (eight(text, width), width + 8);
        while let Some(word) = self.words.get(link as usize) {
            let len = word.len as usize;
            if (tail ^ word.tail) & word.mask == 0
                && (len <= known || text[known..].starts_with(&word.word.as_bytes()[known..]))
            {
                return Some((len, word.meaning));
            }
            link = word.link;
        }
        None
    }

    #[inline]
    fn slot(&self, hash: u32) -> usize {
        (u64::from(hash) >> self.shift) as usize & (self.slots.len() - 1)
    }

    /// The longest word at the start of a string.
    pub fn longest_in(&self, text: &str) -> Option<(usize, T)> {
        self.longest(text.as_bytes())
    }

    /// The first place where a word stands, with the longest word there: its start, its length and what it means.
    pub fn first_in(&self, text: &str) -> Option<(usize, usize, T)> {
        let b = text.as_bytes();
        let mut at = self.passed(b);
        while at < b.len() {
            if let Some((length, meaning)) = self.longest(&b[at..]) {
                return Some((at, length, meaning));
            }
            at += width(&b[at..]);
            at += self.passed(b.get(at..).unwrap_or_default());
        }
        None
    }

    /// Whether any of the words stands anywhere in a string.
    pub fn any_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }
}

impl WordIndex<()> {
    /// An index of words that all mean the same.
    pub fn of(words: &[&'static str]) -> Self {
        Self::new(words.iter().map(|&word| (word, ())))
    }
}

/// The first character of a text as a number, where it is not of three bytes.
fn narrow(text: &[u8]) -> u32 {
    text.iter().take(width(text)).rev().fold(0, |code, &byte| code << 8 | u32::from(byte))
}

/// Up to eight bytes from `at` on as one number.
#[inline]
fn eight(text: &[u8], at: usize) -> u64 {
    let behind = text.get(at..).unwrap_or_default();
    match (behind.first_chunk(), text.last_chunk()) {
        (Some(bytes), _) => u64::from_le_bytes(*bytes),
        // The last eight, without what stands before `at`.
        (None, Some(bytes)) => u64::from_le_bytes(*bytes).checked_shr(64 - 8 * behind.len() as u32).unwrap_or_default(),
        _ => behind.iter().rev().fold(0, |code, &byte| code << 8 | u64::from(byte)),
    }
}

/// Bytes of a text's first character.
#[inline]
fn width(text: &[u8]) -> usize {
    match text.first() {
        None | Some(0..0x80) => 1,
        Some(0x80..0xE0) => 2,
        Some(0xE0..0xF0) => 3,
        Some(0xF0..) => 4,
    }
}

/// The row of a character's bit, made of its first two bytes.
#[inline]
fn row(head: u32) -> usize {
    ((head & 0xF) << 6 | head >> 8 & 63) as usize
}

/// Two characters as one number.
#[inline]
fn key(head: u32, next: u32) -> u64 {
    u64::from(head) | u64::from(next) << 32
}

/// The row and the bit of a hash in the table of what words start with.
#[inline]
fn bit(hash: u32) -> (usize, u32) {
    let bit = hash >> (u32::BITS - BITS.trailing_zeros());
    ((bit / 64) as usize, bit % 64)
}

/// The hash of a first character, whose upper bits are the best.
#[inline]
fn hash(head: u32) -> u32 {
    head.wrapping_mul(0x85EB_CA6B)
}

/// What a second character adds to the hash of the first.
#[inline]
fn hash_of_next(next: u32) -> u32 {
    next.wrapping_mul(0x9E37_79B1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::character::three;

    #[test]
    fn the_longest_word_wins() {
        let index = WordIndex::new([("人", 1), ("人次", 2), ("户", 3)]);
        assert_eq!(index.longest_in("人次以上"), Some((6, 2)));
        assert_eq!(index.longest_in("人以上"), Some((3, 1)));
        assert_eq!(index.longest_in("以上"), None);
        assert_eq!(index.longest_in(""), None);
        assert_eq!(index.first_in("三百人次以上"), Some((6, 6, 2)));
        assert!(!index.any_in("三百次"));
        assert!(index.may_start(three("人们".as_bytes()), three("们".as_bytes())));
        assert!(!index.may_start(three("三百".as_bytes()), three("百".as_bytes())));
    }

    #[test]
    fn words_of_one_script_and_another_are_found() {
        let index = WordIndex::new([("每kg", 1), ("每公里", 2), ("kg", 3), ("≥", 4)]);
        assert_eq!(index.longest_in("每kg不少于"), Some((5, 1)));
        assert_eq!(index.longest_in("每公里"), Some((9, 2)));
        assert_eq!(index.longest_in("每公"), None);
        assert_eq!(index.longest_in("kg"), Some((2, 3)));
        assert_eq!(index.longest_in("≥3"), Some((3, 4)));
    }

    #[test]
    fn what_a_word_means_is_joined_where_asked() {
        let index = WordIndex::joined([("各", 1), ("各区", 2), ("各", 4)], |kept, next| *kept |= next);
        assert_eq!(index.longest_in("各县"), Some((3, 5)));
        assert_eq!(WordIndex::new([("各", 1), ("各", 4)]).longest_in("各县"), Some((3, 1)));
    }

    /// Against the plain way to do it: words of one to nine characters of all widths, in texts made of the same few characters.
    #[test]
    fn finds_what_comparing_with_every_word_finds() {
        const CHARACTERS: [&str; 7] = ["中", "小", "学", "a", "é", "，", "𠮷"];
        let mut state = 7u64;
        let mut string = |most: u64| -> String {
            let mut next = |below: u64| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (state >> 33) % below
            };
            // Mostly Chinese, as words are.
            (0..=next(most)).map(|_| CHARACTERS[(next(7) * next(7) / 6) as usize]).collect()
        };
        for _ in 0..60 {
            let words: Vec<&'static str> = (0..40).map(|_| &*string(9).leak()).collect();
            let index = WordIndex::of(&words);
            for _ in 0..60 {
                let text = string(14);
                let longest = |text: &str| words.iter().filter(|w| text.starts_with(**w)).map(|w| w.len()).max();
                let starts = || text.char_indices().map(|(at, _)| at);
                for at in starts() {
                    let found = index.longest_in(&text[at..]).map(|(len, ())| len);
                    assert_eq!(found, longest(&text[at..]), "{words:?} in {text} at {at}");
                }
                let first = starts().find_map(|at| longest(&text[at..]).map(|len| (at, len)));
                assert_eq!(index.first_in(&text).map(|(at, len, ())| (at, len)), first, "{words:?} in {text}");
            }
        }
    }
}
