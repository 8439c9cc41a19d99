//! Character references (`&nbsp;`, `&#20013;`, `&ldquo`) to characters. The names are those of the HTML standard.

use memchr::memchr;
use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Longest name of the standard, with its semicolon.
const LONGEST: usize = 32;

/// Appends text with its references resolved. What names nothing stands as it is written.
pub(super) fn push(source: &str, out: &mut String) {
    let mut rest = source;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(&rest[1..], out) {
            Some(length) => rest = &rest[1 + length..],
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

/// Appends what the reference behind an `&` stands for and tells how long it is.
fn reference(s: &str, out: &mut String) -> Option<usize> {
    if let Some(number) = s.strip_prefix('#') {
        let (digits, radix, mark) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 2),
            None => (number, 10, 1),
        };
        let length = digits.bytes().take(LONGEST).take_while(|b| char::from(*b).is_digit(radix)).count();
        if length == 0 {
            return None;
        }
        out.push(character(u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX)));
        return Some(mark + length + usize::from(digits[length..].starts_with(';')));
    }
    let length = s.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let whole = length + usize::from(s[length..].starts_with(';'));
    // Without its semicolon a name of old may be glued to the next word (`&nbsp新增`, `&nbspa`).
    let found = (2..=whole).rev().find_map(|n| NAMED_ENTITIES.get(&s[..n]).filter(|e| e.0 != 0).map(|e| (n, *e)))?;
    let (length, (first, second)) = found;
    out.extend(char::from_u32(first));
    out.extend(char::from_u32(second).filter(|_| second != 0));
    Some(length)
}

fn character(code: u32) -> char {
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        // Numbers of Windows code page 1252, which were meant.
        0x80..=0x9F => C1_REPLACEMENTS.get(code as usize - 0x80).copied().flatten().unwrap_or(' '),
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn references() {
        for (source, expected) in [
            ("新&nbsp;增&ensp;5&#37;", "新\u{A0}增\u{2002}5%"),
            ("&ldquo;一老&rdquo;&mdash;&#8212;&#x4e2d;&#X6587", "“一老”——中文"),
            ("&lt;b&gt; &amp;amp; A&B &copy2024 &#150;", "<b> &amp; A&B ©2024 –"),
            ("&; & &# &#x; &foo; &#1114112; &#0;", "&; & &# &#x; &foo; \u{FFFD} \u{FFFD}"),
            ("&NotEqualTilde;&", "≂̸&"),
        ] {
            let mut out = String::new();
            super::push(source, &mut out);
            assert_eq!(out, expected);
        }
    }
}
