//! Characters as numbers: nearly all that is read is of three bytes, and these compare as one number without being decoded.

/// A character as words are told apart by it: its bytes where it is of three, else its code point.
#[inline]
pub fn code(c: char) -> u32 {
    match u32::from(c) {
        code @ 0x800..0x1_0000 => {
            of_bytes((code >> 12) as u8 | 0xE0, (code >> 6) as u8 & 0x3F | 0x80, code as u8 & 0x3F | 0x80)
        }
        code => code,
    }
}

/// The first character of a word (see [`code`]), 0 for none.
#[inline]
pub fn first(word: &str) -> u32 {
    match *word.as_bytes() {
        [a @ 0xE0..0xF0, b, c, ..] => of_bytes(a, b, c),
        [a @ 0..0x80, ..] => u32::from(a),
        _ => word.chars().next().map_or(0, u32::from),
    }
}

/// The last character of a word, 0 for none.
#[inline]
pub fn last(word: &str) -> u32 {
    match *word.as_bytes() {
        [.., a @ 0xE0..0xF0, b, c] => of_bytes(a, b, c),
        [.., a @ 0..0x80] => u32::from(a),
        _ => word.chars().next_back().map_or(0, u32::from),
    }
}

/// A character of three bytes.
#[inline]
pub const fn of_bytes(a: u8, b: u8, c: u8) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
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

/// The bytes of each character of three bytes as one number, like [`three`].
pub const fn keys<const N: usize>(characters: &str) -> [u32; N] {
    let b = characters.as_bytes();
    let mut keys = [0; N];
    let mut i = 0;
    while i < N {
        keys[i] = of_bytes(b[i * 3], b[i * 3 + 1], b[i * 3 + 2]);
        i += 1;
    }
    keys
}

/// The last character of a text, if it is one of three bytes, else 0.
#[inline]
pub fn last_three(text: &str) -> u32 {
    text.len().checked_sub(3).map_or(0, |at| three(&text.as_bytes()[at..]))
}

/// Whether the three bytes of a character are one of U+4E00 to U+9FFF.
#[inline]
pub fn is_ideograph(character: u32) -> bool {
    let [lead, second, ..] = character.to_le_bytes();
    (0xE5..=0xE9).contains(&lead) || lead == 0xE4 && second >= 0xB8
}
