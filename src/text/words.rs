//! Whether any word of a short list stands in a text, told by one pass over the text.
//!
//! For lists that are written where they are asked for. Longer tables, and what a word means, are the lexicon's.

/// Whether any of the words stands in a text.
pub fn holds_any(text: &str, words: &[&str]) -> bool {
    let b = text.as_bytes();
    // The third byte of a Chinese character tells most of them apart: one bit for each, all where a word begins otherwise.
    let heads = words.iter().fold(0u64, |heads, word| match *word.as_bytes() {
        [0xE0..=0xEF, _, third, ..] => heads | 1 << (third & 63),
        _ => u64::MAX,
    });
    let mut at = 0;
    while let Some(&lead) = b.get(at) {
        let width = match lead {
            0xE0..=0xEF => 3,
            _ => 1,
        };
        let bit = b.get(at + 2).map_or(0, |third| third & 63);
        let may = if width == 3 { heads >> bit & 1 != 0 } else { heads == u64::MAX };
        if may && words.iter().any(|word| starts_with(&b[at..], word.as_bytes())) {
            return true;
        }
        at += width;
    }
    words.iter().any(|word| word.is_empty())
}

#[inline]
fn starts_with(text: &[u8], word: &[u8]) -> bool {
    // Most words fail within their first character; only then is calling for a comparison worth it.
    match (text, word) {
        ([_, b, c, ..], [_, x, y, ..]) => b == x && c == y && text.starts_with(word),
        _ => text.starts_with(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        assert!(holds_any("市区道路完工率", &["开工率", "完工率"]));
        assert!(!holds_any("市区道路", &["开工率", "完工率"]));
        assert!(holds_any("计划2km", &["km"]) && !holds_any("计划2k", &["km"]));
        assert!(holds_any("完工", &["工"]) && !holds_any("", &["工"]));
        assert!(holds_any("𠮷é工", &["工"]) && !holds_any("𠮷é", &["工", "ab"]));
    }
}
