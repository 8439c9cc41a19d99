//! A handful of characters, and whether one is among them: a look into a table of bits for any Chinese character.
//!
//! For first and last characters of words, by which nearly all strings are told apart before they are compared with any word.

/// The unified ideographs.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;
const WORDS: usize = ((LAST - FIRST) / 64 + 1) as usize;

/// A set of characters, made while compiling.
pub struct CharSet {
    /// One bit for each unified ideograph.
    han: [u64; WORDS],
    /// All of its characters, for those that are no ideographs.
    all: &'static str,
}

impl CharSet {
    pub const fn of(all: &'static str) -> Self {
        let mut han = [0; WORDS];
        let bytes = all.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            if bytes[i] >= 0xE4 && bytes[i] <= 0xE9 && i + 2 < bytes.len() {
                let (b, c) = (bytes[i + 1] as u32 & 0x3F, bytes[i + 2] as u32 & 0x3F);
                let code = (bytes[i] as u32 & 0x0F) << 12 | b << 6 | c;
                if code >= FIRST {
                    let at = (code - FIRST) as usize;
                    han[at / 64] |= 1 << (at % 64);
                }
                i += 3;
            } else {
                i += 1;
            }
        }
        Self { han, all }
    }

    #[inline]
    pub fn contains(&self, c: char) -> bool {
        match (c as u32).checked_sub(FIRST) {
            Some(at) if at <= LAST - FIRST => self.han[at as usize / 64] >> (at % 64) & 1 != 0,
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
        for c in "丁局部）aè㐁龥".chars().filter(|&c| c != '局') {
            assert!(!SET.contains(c), "{c}");
        }
        assert!(SET.begins("局长") && SET.ends("教育局") && !SET.ends("") && !SET.begins("长局"));
    }
}
