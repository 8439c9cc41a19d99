//! Finds the longest word of a table that starts at a place of a text.
//!
//! Built once from a table in this room; a look-up costs one probe for nearly every character that starts no word.

use std::cmp::Reverse;

/// Slots of the table of first characters: a power of two, a few times the number of different ones.
const SLOTS: usize = 2048;

/// A table of words with what each one means, found by their first character, longest first.
pub struct WordIndex<T> {
    words: Vec<(&'static str, T)>,
    /// The three bytes behind each word's first character, 0 for a word of one: most words are ruled out by them alone.
    seconds: Vec<u32>,
    /// First character and the stretch of `words` that start with it; character 0 is an empty slot.
    slots: Box<[(u32, u16, u16)]>,
    /// One bit for each character of the Basic Multilingual Plane: whether any word starts with it.
    heads: Box<[u64]>,
}

impl<T: Copy> WordIndex<T> {
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut words: Vec<_> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        words.sort_by_cached_key(|(word, _)| (first(word), Reverse(word.len())));
        let mut slots = vec![(0, 0, 0); SLOTS].into_boxed_slice();
        let mut heads = vec![0u64; 0x1_0000 / 64].into_boxed_slice();
        words.iter().for_each(|(word, _)| heads[(first(word) & 0xFFFF) as usize / 64] |= 1 << (first(word) % 64));
        let mut start = 0;
        while start < words.len() {
            let head = first(words[start].0);
            let end = start + words[start..].iter().take_while(|(word, _)| first(word) == head).count();
            let mut slot = slot_of(head);
            while slots[slot].0 != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = (head, start as u16, end as u16);
            start = end;
        }
        let seconds = words.iter().map(|(word, _)| second(&word.as_bytes()[width(first(word))..])).collect();
        Self { words, seconds, slots, heads }
    }

    /// The longest word at the start of `text`, whose first character has the code point `head`.
    #[inline]
    pub fn longest(&self, head: u32, text: &[u8]) -> Option<(usize, T)> {
        if self.heads[(head & 0xFFFF) as usize / 64] & 1 << (head % 64) == 0 {
            return None;
        }
        let mut slot = slot_of(head);
        loop {
            let (key, start, end) = self.slots[slot];
            if key == head {
                let at = width(head);
                let next = second(text.get(at..).unwrap_or_default());
                let group = start as usize..end as usize;
                for (i, &second) in self.seconds[group.clone()].iter().enumerate() {
                    if second != next && second != 0 {
                        continue;
                    }
                    let (word, meaning) = self.words[group.start + i];
                    // A word of one character or two is known by them; longer ones are compared whole.
                    let known = word.len() == at || (second != 0 && word.len() == at + 3);
                    if known || text.starts_with(word.as_bytes()) {
                        return Some((word.len(), meaning));
                    }
                }
                return None;
            }
            if key == 0 {
                return None;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The longest word at the start of a string.
    pub fn longest_in(&self, text: &str) -> Option<(usize, T)> {
        self.longest(text.chars().next()? as u32, text.as_bytes())
    }

    /// The first place where a word stands, with the longest word there: its start, its length and what it means.
    pub fn first_in(&self, text: &str) -> Option<(usize, usize, T)> {
        text.char_indices().find_map(|(at, c)| {
            let (length, meaning) = self.longest(c as u32, &text.as_bytes()[at..])?;
            Some((at, length, meaning))
        })
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

/// The three bytes at the start of a text; shorter ones never rule a word out.
#[inline]
fn second(text: &[u8]) -> u32 {
    match *text {
        [a @ 0xE0..=0xEF, b, c, ..] => u32::from_le_bytes([a, b, c, 0]),
        _ => 0,
    }
}

/// Bytes of a character.
#[inline]
fn width(head: u32) -> usize {
    match head {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

fn first(word: &str) -> u32 {
    word.chars().next().map_or(0, u32::from)
}

#[inline]
fn slot_of(head: u32) -> usize {
    (head.wrapping_mul(0x9E37_79B1) >> 21) as usize % SLOTS
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
    }
}
