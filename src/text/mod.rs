//! Decoded text and the places in it: lines, spans, excerpts, folding.
//!
//! A [`Text`] never changes after decoding. Every value that a notice gives is a [`Span`] of it,
//! or an [`Excerpt`] where the value was gathered from several places. This room knows nothing of notices.

mod char_set;
mod excerpt;
pub mod fold;
pub mod numbering;
mod span;
mod words;

pub use char_set::CharSet;
pub use excerpt::{Excerpt, Joint};
pub use span::Span;
pub use words::holds_any;

/// One code-point count for each block of this many bytes.
const BLOCK: usize = 64;

/// A decoded text with line ends as `\n`, indexed by line and by code point.
#[derive(Clone, Debug, Default)]
pub struct Text {
    content: String,
    /// The content in simplified characters, where it is written in traditional ones.
    simplified: Option<String>,
    /// Byte offset at which each line starts.
    lines: Vec<u32>,
    /// Number of code points before each `BLOCK` bytes.
    points: Vec<u32>,
}

impl Text {
    /// `content` must have `\n` line ends and fewer than 2³² bytes.
    pub fn new(content: String) -> Self {
        let bytes = content.as_bytes();
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', bytes).map(|i| i as u32 + 1));
        let mut points = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut before = 0;
        for block in bytes.chunks(BLOCK) {
            points.push(before);
            before += count(block) as u32;
        }
        points.push(before);
        let simplified = fold::is_traditional(&content).then(|| fold::simplify(&content).into_owned());
        Self { content, simplified, lines, points }
    }

    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// What words are looked for in: the text, in simplified characters where it is written in traditional ones.
    /// Offsets are those of the text, from which values are sliced.
    pub fn recognised(&self) -> &str {
        self.simplified.as_deref().unwrap_or(&self.content)
    }

    /// A stretch of [`Text::recognised`].
    pub fn recognised_slice(&self, span: Span) -> &str {
        &self.recognised()[span.range()]
    }

    pub fn span(&self) -> Span {
        Span::new(0, self.content.len())
    }

    pub fn slice(&self, span: Span) -> &str {
        &self.content[span.range()]
    }

    /// 1-based number of the line that holds `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.lines.partition_point(|&start| start <= offset)
    }

    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The span of a 1-based line, without its line end.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.lines[line - 1];
        let end = self.lines.get(line).map_or(self.content.len() as u32, |&next| next - 1);
        Span { start, end }
    }

    /// The spans of all lines, without their line ends.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        (1..=self.lines.len()).map(|line| self.line_span(line))
    }

    /// Number of code points before a byte offset.
    pub fn code_point(&self, offset: u32) -> usize {
        let offset = offset as usize;
        let block = offset / BLOCK;
        let rest = &self.content.as_bytes()[block * BLOCK..offset];
        self.points[block] as usize + count(rest)
    }

    /// The span as offsets in code points.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        let start = self.code_point(span.start);
        if span.len() > BLOCK {
            return (start, self.code_point(span.end));
        }
        (start, start + count(&self.content.as_bytes()[span.range()]))
    }

    /// The span without blanks at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let text = self.slice(span);
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        Span::new(span.start as usize + start, span.start as usize + end)
    }
}

/// Number of code points that begin in a stretch of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_texts_are_recognised_in_simplified_characters() {
        let text = Text::new("牽頭單位:市衛健委\n2 市民政局".to_string());
        assert_eq!(text.recognised(), "牵头单位:市卫健委\n2 市民政局");
        assert_eq!(text.recognised_slice(text.line_span(2)), "2 市民政局");
        let mut cell = Excerpt::from(Span::new(13, 19));
        cell.push(Joint::None, Span::new(22, 25));
        assert_eq!(cell.read(&text), "市衛委");
        assert_eq!(cell.recognised(&text), "市卫委");
        assert_eq!(Text::new("著力改善人居环境".to_string()).recognised(), "著力改善人居环境");
    }

    #[test]
    fn lines_and_code_points() {
        let text = Text::new("一二\n3四\n".to_string());
        assert_eq!(text.line_count(), 3);
        assert_eq!(text.slice(text.line_span(2)), "3四");
        assert_eq!(text.line(6), 1);
        assert_eq!(text.line(7), 2);
        assert_eq!(text.code_points(text.line_span(2)), (3, 5));
        let long = Text::new("民生".repeat(1000));
        assert_eq!(long.code_point(long.span().end), 2000);
        assert_eq!(long.code_point(300), 100);
    }
}
