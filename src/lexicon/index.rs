//! Finds the longest word of a table that starts at a place of a text.
//!
//! Built once from a table in this room; a look-up costs one probe for nearly every character that starts no word.

use std::ops::Range;

/// Bits of each of the two tables that rule words out.
const BITS: usize = 1 << 16;

/// More bytes than any word has.
const LONGEST: usize = 0x7FFF;

/// A table of words with what each one means, found by their first two characters, longest first.
///
/// A character counts as its code point, or as its bytes where it is of three, as nearly all are: so no text is decoded.
pub struct WordIndex<T> {
    words: Vec<(&'static str, T)>,
    /// The words that share their first two characters. A power of two of slots, at least half of them empty.
    slots: Box<[Slot]>,
    /// One bit for each hash of two characters that words start with. Rules out most of what starts like a word and is none.
    pairs: Box<[u64; BITS / 64]>,
    /// One bit for each hash of a character that begins a word whatever stands behind it.
    alone: Box<[u64; BITS / 64]>,
}

/// A stretch of the words, and what they start with.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// 0 in an empty slot.
    head: u32,
    /// The second character; 0 for words of one, or whose second one is not of three bytes.
    next: u32,
    start: u16,
    end: u16,
}

impl<T: Copy> WordIndex<T> {
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut words: Vec<_> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        // By their first two characters and the longest first, in one number: 25, 24 and 15 bits.
        words.sort_by_cached_key(|(word, _)| {
            let (head, next) = start_of(word.as_bytes());
            u64::from(head) << 39 | u64::from(next) << 15 | (LONGEST - word.len().min(LONGEST)) as u64
        });
        let mut pairs = Box::new([0; BITS / 64]);
        let mut alone = Box::new([0; BITS / 64]);
        let mut groups = Vec::new();
        let mut start = 0;
        for group in words.chunk_by(|(a, _), (b, _)| start_of(a.as_bytes()) == start_of(b.as_bytes())) {
            let (head, next) = start_of(group[0].0.as_bytes());
            let end = start + group.len();
            groups.push(Slot { head, next, start: start as u16, end: end as u16 });
            let (bits, hash) = if next == 0 { (&mut alone, hash(head)) } else { (&mut pairs, hash_of(head, next)) };
            bits[hash / 64] |= 1u64 << (hash % 64);
            start = end;
        }
        let mut slots = vec![Slot::default(); (groups.len() * 2).next_power_of_two()].into_boxed_slice();
        for group in groups {
            let mut slot = hash_of(group.head, group.next) & (slots.len() - 1);
            while slots[slot].head != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = group;
        }
        Self { words, slots, pairs, alone }
    }

    /// Whether a word may start with the three bytes of `head`, behind which stand the three of `next` (0: anything else).
    /// `false` is sure, `true` nearly so. No branch, since no processor can foretell it.
    #[inline]
    pub fn may_start(&self, head: u32, next: u32) -> bool {
        let (pair, alone) = (hash_of(head, next), hash(head));
        (self.pairs[pair / 64] >> (pair % 64) | self.alone[alone / 64] >> (alone % 64)) & 1 != 0
    }

    /// The longest word at the start of `text`.
    #[inline]
    pub fn longest(&self, text: &[u8]) -> Option<(usize, T)> {
        let (head, next) = start_of(text);
        if self.may_start(head, next) { self.longest_there(head, next, text) } else { None }
    }

    /// The look-up behind [`WordIndex::longest`], for the few places where a word may start.
    fn longest_there(&self, head: u32, next: u32, text: &[u8]) -> Option<(usize, T)> {
        let at = width(text);
        if next != 0 {
            for (word, meaning) in &self.words[self.starting(head, next)] {
                // A word of two characters is known by them.
                if word.len() == at + 3 || text.starts_with(word.as_bytes()) {
                    return Some((word.len(), *meaning));
                }
            }
        }
        let alone = &self.words[self.starting(head, 0)];
        let (word, meaning) = alone.iter().find(|(word, _)| word.len() == at || text.starts_with(word.as_bytes()))?;
        Some((word.len(), *meaning))
    }

    /// Where the words stand that start with two characters.
    #[inline]
    fn starting(&self, head: u32, next: u32) -> Range<usize> {
        let mut slot = hash_of(head, next) & (self.slots.len() - 1);
        while let Some(group) = self.slots.get(slot).filter(|group| group.head != 0) {
            if group.head == head && group.next == next {
                return group.start.into()..group.end.into();
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        0..0
    }

    /// The longest word at the start of a string.
    pub fn longest_in(&self, text: &str) -> Option<(usize, T)> {
        self.longest(text.as_bytes())
    }

    /// The first place where a word stands, with the longest word there: its start, its length and what it means.
    pub fn first_in(&self, text: &str) -> Option<(usize, usize, T)> {
        let b = text.as_bytes();
        let mut at = 0;
        let mut this = three(b);
        while at < b.len() {
            let width = if this == 0 { width(&b[at..]) } else { 3 };
            let next = three(b.get(at + width..).unwrap_or_default());
            let head = if this == 0 { start_of(&b[at..]).0 } else { this };
            if self.may_start(head, next)
                && let Some((length, meaning)) = self.longest_there(head, next, &b[at..])
            {
                return Some((at, length, meaning));
            }
            at += width;
            this = next;
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

/// The three bytes that a text starts with, if they are one character, else 0.
#[inline]
pub fn three(text: &[u8]) -> u32 {
    match *text {
        [a, b, c, d, ..] if a & 0xF0 == 0xE0 => u32::from_le_bytes([a, b, c, d]) & 0xFF_FFFF,
        [a @ 0xE0..=0xEF, b, c] => u32::from_le_bytes([a, b, c, 0]),
        _ => 0,
    }
}

/// The first two characters of a text as they stand in an index.
#[inline]
fn start_of(text: &[u8]) -> (u32, u32) {
    let head = three(text);
    if head != 0 {
        return (head, three(&text[3..]));
    }
    let width = width(text);
    let head = text.iter().take(width).fold(0, |code, &byte| code << 6 | u32::from(byte & 0x7F));
    (head, text.get(width..).map_or(0, three))
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

/// The hash of a character, below [`BITS`].
#[inline]
fn hash(head: u32) -> usize {
    (head.wrapping_mul(0x85EB_CA6B) >> 16) as usize
}

/// The hash of two characters, below [`BITS`].
#[inline]
fn hash_of(head: u32, next: u32) -> usize {
    ((head.wrapping_mul(0x85EB_CA6B) ^ next.wrapping_mul(0x9E37_79B1)) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
