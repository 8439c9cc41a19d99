//! Which word of a list a string begins or ends with, told by one character before whole words are compared.
//!
//! The lists are short and most words fail; comparing strings one after the other was a third of the time of the scanner.

/// A character as words are told apart by it: its bytes where it is of three, else its code point.
pub(super) fn of(c: char) -> u32 {
    match u32::from(c) {
        code @ 0x800..0x1_0000 => {
            three((code >> 12) as u8 | 0xE0, (code >> 6) as u8 & 0x3F | 0x80, code as u8 & 0x3F | 0x80)
        }
        code => code,
    }
}

/// The first character of a word (see [`of`]), 0 for none.
#[inline]
pub(super) fn first(word: &str) -> u32 {
    match *word.as_bytes() {
        [a @ 0xE0..0xF0, b, c, ..] => three(a, b, c),
        [a @ 0..0x80, ..] => u32::from(a),
        _ => word.chars().next().map_or(0, u32::from),
    }
}

/// The last character of a word.
fn last(word: &str) -> u32 {
    match *word.as_bytes() {
        [.., a @ 0xE0..0xF0, b, c] => three(a, b, c),
        [.., a @ 0..0x80] => u32::from(a),
        _ => word.chars().next_back().map_or(0, u32::from),
    }
}

pub(super) const fn three(a: u8, b: u8, c: u8) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

/// The place of the first word that begins with a character (see [`of`]) and is `whole`.
#[inline]
pub(super) fn position(words: &[&str], c: u32, mut whole: impl FnMut(&str) -> bool) -> Option<usize> {
    let [x, y, z, _] = c.to_le_bytes();
    // Nearly always a character of three bytes; no word begins with one of four.
    if z != 0 {
        return words
            .iter()
            .position(|word| matches!(*word.as_bytes(), [a, b, c, ..] if b == y && c == z && a == x) && whole(word));
    }
    match c {
        // The end of the text
        0 => None,
        1..0x80 => words.iter().position(|word| word.as_bytes().first() == Some(&x) && whole(word)),
        _ => words.iter().position(|word| first(word) == c && whole(word)),
    }
}

/// The first word of the list that a text begins with.
pub(super) fn at_start<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    position(words, first(text), |word| text.starts_with(word)).map(|at| words[at])
}

/// The first word of the list that a text ends with.
pub(super) fn at_end<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    if text.is_empty() {
        return None;
    }
    let c = last(text);
    let [x, y, z, _] = c.to_le_bytes();
    let found = |word: &&&str| match *word.as_bytes() {
        [.., a, b, c] if z != 0 => b == y && c == z && a == x && text.ends_with(**word),
        _ => last(word) == c && text.ends_with(**word),
    };
    words.iter().find(found).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_both_ends() {
        assert_eq!(at_start("任务12", &["任", "任务"]), Some("任"));
        assert_eq!(at_end("由原", &["由", "原"]), Some("原"));
        assert_eq!(at_end("a)", &["）", ")"]), Some(")"));
        assert_eq!(at_start("", &["a"]), None);
        assert_eq!(at_start("é", &["é"]), Some("é"));
        assert!(
            ["任", "）", "a", "é", "𠮷", "\u{800}", "\u{FFFF}"]
                .iter()
                .all(|w| first(w) == w.chars().map(of).sum::<u32>())
        );
    }
}
