//! Folding while comparing: full-width forms and blanks, so that spans stay true to the text as it stands.

/// The half-width form of a full-width ASCII character or ideographic space; any other character unchanged.
pub fn half(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The characters of a string in half-width form without any blanks: what words are looked up by.
pub fn key(s: &str) -> String {
    s.chars().map(half).filter(|c| !c.is_whitespace()).collect()
}
