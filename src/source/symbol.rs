//! Characters of symbol fonts (Wingdings, Symbol) as ordinary ones, so that a tick is a tick in any font.

/// A list mark. Symbol fonts keep theirs at U+F000 and above; those without an ordinary form become `•`.
pub(super) fn mark(c: char, font: &str) -> char {
    match ordinary(c, font) {
        Some(c) => c,
        None if is_private(c) => '•',
        None if font.starts_with("Wingdings") && c.is_ascii_graphic() => '•',
        None => c,
    }
}

/// A character of the text (`w:sym`), given by its code.
pub(super) fn text(code: u32, font: &str) -> Option<char> {
    let c = char::from_u32(code)?;
    match ordinary(c, font) {
        Some(c) => Some(c),
        None if is_private(c) => {
            // Fonts of letters and digits that are only addressed as symbols.
            let plain = char::from_u32(code & 0xFF).filter(|c| c.is_ascii_graphic() && !font.starts_with("Wingdings"));
            Some(plain.unwrap_or('□'))
        }
        None => Some(c),
    }
}

fn is_private(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}

fn ordinary(c: char, font: &str) -> Option<char> {
    let code = c as u32;
    let byte = match code {
        0xF020..=0xF0FF => code - 0xF000,
        0x20..=0xFF if font.starts_with("Wingdings") || font == "Symbol" => code,
        _ => return None,
    };
    Some(match (font, byte) {
        ("Symbol", 0xB7) => '•',
        ("Symbol", 0xB0) => '°',
        ("Symbol", 0xB1) => '±',
        ("Symbol", 0xB4) => '×',
        ("Symbol", 0xB8) => '÷',
        ("Symbol", 0xA3) => '≤',
        ("Symbol", 0xB3) => '≥',
        ("Symbol", 0x7E) => '~',
        ("Symbol", 0x2D) => '-',
        ("Wingdings 2", 0x50 | 0x52) => '☑',
        ("Wingdings 2", 0x51 | 0x53 | 0x54) => '☒',
        ("Wingdings 2", 0x2A | 0xA3) => '□',
        ("Wingdings 2", 0x6A..=0x73) => char::from_u32('①' as u32 + byte - 0x6A)?,
        ("Wingdings 2" | "Wingdings 3", _) => return None,
        (_, 0x6C | 0x9F) => '●',
        (_, 0xA1 | 0x6D) => '○',
        (_, 0x6E | 0xA7) => '■',
        (_, 0x6F | 0x70 | 0x71 | 0x72 | 0xA8) => '□',
        (_, 0x75) => '◆',
        (_, 0x76) => '❖',
        (_, 0x77) => '◆',
        (_, 0x81..=0x8A) if font.starts_with("Wingdings") => char::from_u32('①' as u32 + byte - 0x81)?,
        (_, 0x8C..=0x95) if font.starts_with("Wingdings") => char::from_u32('❶' as u32 + byte - 0x8C)?,
        (_, 0xB7) => '•',
        (_, 0xD8) => '➢',
        (_, 0xE8 | 0xF0) => '→',
        (_, 0xAB | 0xB5) => '★',
        (_, 0xFB | 0xFD) => '☒',
        (_, 0xFC) => '✓',
        (_, 0xFE) => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_of_any_font() {
        assert_eq!(mark('\u{F0B7}', "Symbol"), '•');
        assert_eq!(mark('\u{F0D8}', "Wingdings"), '➢');
        assert_eq!(mark('\u{F0E6}', "Wingdings"), '•');
        assert_eq!(mark('·', "宋体"), '·');
        assert_eq!(text(0xF0FE, "Wingdings"), Some('☑'));
        assert_eq!(text(0x0052, "Wingdings 2"), Some('☑'));
        assert_eq!(text(0xF031, "仿宋"), Some('1'));
        assert_eq!(text(0x2116, "宋体"), Some('№'));
    }
}
