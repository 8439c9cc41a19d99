//! Numbers that programs keep outside the text, put in front of their paragraphs.

/// A number as it stands in front of its paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) gap: bool,
    /// A mark that does not count.
    pub(super) bullet: bool,
}

impl Label {
    /// The number and the text behind it. A blank stands between them only where they would run into each other: `1 2022年`.
    pub(super) fn before(&self, text: &str) -> String {
        let Some(last) = self.text.trim_end().chars().next_back() else { return text.to_string() };
        let text = text.trim_start_matches([' ', '\t', '\u{3000}']);
        let closed = "、。，．.）)】]〕》:：;；".contains(last) || numeral_mark(last);
        let digits = (last == '.' || last.is_ascii_digit()) && text.starts_with(|c: char| c.is_ascii_digit());
        let blank = if !text.is_empty() && self.gap && (!closed || digits) { " " } else { "" };
        format!("{}{blank}{text}", self.text.trim_end())
    }
}

/// ①, ⑴, ⒈: numbers that nothing runs into.
fn numeral_mark(c: char) -> bool {
    ('\u{2460}'..='\u{24FF}').contains(&c) || ('\u{2776}'..='\u{2793}').contains(&c) || ('㉑'..='㊿').contains(&c)
}
