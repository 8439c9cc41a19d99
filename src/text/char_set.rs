//! A handful of characters, and whether one is among them: a look into a table of bits for any Chinese character.
//!
//! For first and last characters of words, by which nearly all strings are told apart before they are compared with any word, and
//! for what a reader stops at while it passes over a text without decoding it.

/// A set of characters, made while compiling.
pub struct CharSet {
    /// One bit for each character of three bytes: its first two bytes tell the word, the last one the bit.
    wide: [u64; 1 << 10],
    /// What it was made of, for characters of other widths.
    all: &'static str,
}

impl CharSet {
    pub const fn of(all: &'static str) -> Self {
        Self { wide: [0; 1 << 10], all }.and(all)
    }

    /// The set with the characters of three bytes of a string.
    pub const fn and(mut self, chars: &str) -> Self {
        let b = chars.as_bytes();
        let mut i = 0;
        while i + 2 < b.len() {
            if b[i] >= 0xE0 && b[i] < 0xF0 {
                self.wide[word(b[i], b[i + 1])] |= 1 << (b[i + 2] & 63);
                i += 2;
            }
            i += 1;
        }
        self
    }

    /// The set with the first characters of words, where they are of three bytes.
    pub const fn and_heads(mut self, words: &[&str]) -> Self {
        let mut i = 0;
        while i < words.len() {
            if let [a @ 0xE0..=0xEF, b, c, ..] = *words[i].as_bytes() {
                self.wide[word(a, b)] |= 1 << (c & 63);
            }
            i += 1;
        }
        self
    }

    #[inline]
    pub fn contains(&self, c: char) -> bool {
        match c as u32 {
            code @ 0x800..=0xFFFF => self.wide[code as usize >> 6] >> (code & 63) & 1 != 0,
            _ => self.all.contains(c),
        }
    }

    /// Whether the string begins with one of the characters.
    #[inline]
    pub fn begins(&self, s: &str) -> bool {
        s.chars().next().is_some_and(|c| self.contains(c))
    }

    /// Whether the string ends with one of the characters.
    #[inline]
    pub fn ends(&self, s: &str) -> bool {
        s.chars().next_back().is_some_and(|c| self.contains(c))
    }

    /// How many bytes characters of three take at the start of a text of which the set holds none.
    #[inline]
    pub fn before(&self, text: &[u8]) -> usize {
        let mut rest = text;
        while let [a @ 0xE0..=0xEF, b, c, ref behind @ ..] = *rest {
            if self.wide[word(a, b)] >> (c & 63) & 1 != 0 {
                break;
            }
            rest = behind;
        }
        text.len() - rest.len()
    }

    /// Where the characters of three bytes stand in a text, in order.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let b = text.as_bytes();
        let mut next = 0;
        std::iter::from_fn(move || {
            loop {
                let at = next + self.before(&b[next..]);
                // Characters of other widths are passed over byte by byte.
                next = at + if matches!(b.get(at)?, 0xE0..=0xEF) { 3 } else { 1 };
                if next == at + 3 {
                    return Some(at);
                }
            }
        })
    }
}

/// The place of a character's bits by its first two bytes.
#[inline]
const fn word(a: u8, b: u8) -> usize {
    ((a & 0x0F) as usize) << 6 | (b & 63) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_whatever_their_script() {
        static SET: CharSet = CharSet::of("一局(（é㐀鿿𠮷");
        for c in "一局(（é㐀鿿𠮷".chars() {
            assert!(SET.contains(c), "{c}");
        }
        for c in "丁局部）aè㐁龥\u{800}\u{FFFF}".chars().filter(|&c| c != '局') {
            assert!(!SET.contains(c), "{c}");
        }
        assert!(SET.begins("局长") && SET.ends("教育局") && !SET.ends("") && !SET.begins("长局"));
    }

    #[test]
    fn a_text_is_passed_over_up_to_the_set() {
        static SET: CharSet = CharSet::of("年。").and("月 é").and_heads(&["截至", "km", ""]);
        let before = |text: &str| SET.before(text.as_bytes());
        assert_eq!(before("建成，年底前"), 9);
        assert_eq!((before("至截"), before("三月"), before("")), (3, 3, 0));
        assert_eq!(before("建成a年"), 6);
        assert_eq!(before("建成"), 6);
        assert_eq!(SET.places("年a建é𠮷。月").collect::<Vec<_>>(), [0, 13, 16]);
    }
}
