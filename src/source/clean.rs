//! Line ends as `\n`, and no characters without a shape. Most texts need neither and are handed on as they are.
//!
//! U+3000 stays: it is a blank that readers see, and indents paragraphs.

use memchr::{memchr, memchr_iter, memchr3_iter, memmem};

/// NUL, and the zero-width characters that editors and web pages leave in the middle of words: 新增\u{200B}床位.
const SHAPELESS: [&str; 6] = ["\0", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}"];

pub(super) struct Cleaned {
    pub(super) text: String,
    /// How many characters were left out, carriage returns apart.
    pub(super) dropped: usize,
}

pub(super) fn clean(text: String) -> Cleaned {
    let bytes = text.as_bytes();
    let mut cleaned = if SHAPELESS.iter().any(|c| memmem::find(bytes, c.as_bytes()).is_some()) {
        without_shapeless(&text)
    } else {
        Cleaned { text, dropped: 0 }
    };
    if memchr(b'\r', cleaned.text.as_bytes()).is_some() {
        cleaned.text = line_ends(&cleaned.text);
    }
    cleaned
}

fn without_shapeless(text: &str) -> Cleaned {
    let mut out = Cleaned { text: String::with_capacity(text.len()), dropped: 0 };
    let mut kept = 0;
    // The first bytes of what is dropped; 0xE2 and 0xEF also begin “, ①, ， and the like.
    for at in memchr3_iter(0, 0xE2, 0xEF, text.as_bytes()) {
        let rest = &text[at..];
        if let Some(found) = SHAPELESS.iter().find(|c| rest.starts_with(**c)) {
            out.text.push_str(&text[kept..at]);
            kept = at + found.len();
            out.dropped += 1;
        }
    }
    out.text.push_str(&text[kept..]);
    out
}

/// CRLF and the lone CR of old Macintosh files become LF.
fn line_ends(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for at in memchr_iter(b'\r', text.as_bytes()) {
        out.push_str(&text[kept..at]);
        kept = at + 1;
        if text.as_bytes().get(kept) != Some(&b'\n') {
            out.push('\n');
        }
    }
    out.push_str(&text[kept..]);
    out
}
