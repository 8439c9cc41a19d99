//! Whether a text ends with a word of a table: names of offices, last words of titles, verbs that close a clause.
//!
//! The counterpart of [`WordIndex`](super::WordIndex), from the other end. Most texts are told by their last character.

/// A table of words, each of three bytes at least, found by their last three.
pub struct Endings {
    words: Vec<&'static str>,
    /// The words that share their last three bytes. A power of two of slots, at least half of them empty.
    slots: Box<[Slot]>,
}

/// A stretch of the words, and what they end with.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// 0 in an empty slot.
    last: u32,
    start: u16,
    end: u16,
}

impl Endings {
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let mut words: Vec<_> = words.into_iter().filter(|word| word.len() >= 3).collect();
        // The shortest first: a word of one character is known by it.
        words.sort_by_cached_key(|word| (last_of(word), word.len()));
        let count = words.chunk_by(|a, b| last_of(a) == last_of(b)).count();
        let mut slots = vec![Slot::default(); (count * 2).next_power_of_two()].into_boxed_slice();
        let mut start = 0;
        for group in words.chunk_by(|a, b| last_of(a) == last_of(b)) {
            let last = last_of(group[0]);
            let mut slot = hash(last) & (slots.len() - 1);
            while slots[slot].last != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = Slot { last, start: start as u16, end: (start + group.len()) as u16 };
            start += group.len();
        }
        Self { words, slots }
    }

    /// Whether one of the words ends a text.
    pub fn end(&self, text: &str) -> bool {
        let last = last_of(text);
        let mut slot = hash(last) & (self.slots.len() - 1);
        while let Some(group) = self.slots.get(slot).filter(|group| group.last != 0) {
            if group.last == last {
                let words = &self.words[group.start.into()..group.end.into()];
                return words.iter().any(|word| word.len() == 3 || text.ends_with(word));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        false
    }
}

/// The last three bytes of a text; with fewer, what no word ends with.
#[inline]
fn last_of(text: &str) -> u32 {
    text.as_bytes().last_chunk().map_or(u32::MAX, |&[a, b, c]| u32::from_le_bytes([a, b, c, 1]))
}

#[inline]
fn hash(last: u32) -> usize {
    (last.wrapping_mul(0x9E37_79B1) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_the_end_alone() {
        let endings = Endings::new(["局", "办公室", "专室", "km2"]);
        for text in ["市教育局", "局", "县政府办公室", "专室", "12km2"] {
            assert!(endings.end(text), "{text}");
        }
        for text in ["局里", "教室", "公室", "室", "m2", "", "𠮷"] {
            assert!(!endings.end(text), "{text}");
        }
        assert!(!Endings::new([]).end("局"));
    }
}
