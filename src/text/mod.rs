//! Decoded text and the places in it: lines, spans, excerpts, folding.
//!
//! A [`Text`] never changes after decoding. Every value that a notice gives is a [`Span`] of it,
//! or an [`Excerpt`] where the value was gathered from several places. This room knows nothing of notices.

mod char_set;
pub mod character;
pub mod copies;
mod excerpt;
pub mod fold;
mod marks;
pub mod numbering;
mod span;
pub mod word_list;
mod words;

pub use char_set::CharSet;
pub use excerpt::{Excerpt, Joint};
pub use marks::marks;
pub use span::Span;
pub use word_list::Words;
pub(crate) use word_list::words;
pub use words::holds_any;

/// Code points are counted by blocks of this many bytes, one for each bit of a [`Block`].
const BLOCK: usize = 64;

/// A decoded text with line ends as `\n`, indexed by line and by code point.
#[derive(Clone, Debug, Default)]
pub struct Text {
    content: String,
    /// The content in simplified characters, where it is written in traditional ones.
    simplified: Option<String>,
    /// No traditional character stands in what words are looked for in.
    pure: bool,
    /// Byte offset at which each line starts.
    lines: Vec<u32>,
    /// What each `BLOCK` bytes hold, and what the fewer than that behind them do.
    blocks: Vec<Block>,
}

/// The code points of a stretch of a text, for counting those before any byte of it.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    /// How many begin before the block.
    before: u32,
    /// One bit for each byte at which one begins.
    starts: u64,
}

impl Text {
    /// `content` must have `\n` line ends and fewer than 2³² bytes.
    pub fn new(content: String) -> Self {
        let bytes = content.as_bytes();
        let mut lines = vec![0];
        lines.extend(memchr::memchr_iter(b'\n', bytes).map(|i| i as u32 + 1));
        let (whole, rest) = bytes.as_chunks();
        let mut last = [CONTINUES; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        let mut blocks = Vec::with_capacity(whole.len() + 1);
        let mut before = 0;
        for block in whole.iter().chain([&last]) {
            let starts = starts(block);
            blocks.push(Block { before, starts });
            before += starts.count_ones();
        }
        let mixed = fold::holds_traditional(bytes);
        let simplified = (mixed && fold::is_traditional(&content)).then(|| fold::simplify(&content).into_owned());
        let pure = !mixed || simplified.is_some();
        Self { content, simplified, pure, lines, blocks }
    }

    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// What words are looked for in: the text, in simplified characters where it is written in traditional ones.
    /// Offsets are those of the text, from which values are sliced.
    pub fn recognised(&self) -> &str {
        self.simplified.as_deref().unwrap_or(&self.content)
    }

    /// Whether no traditional character stands in [`Text::recognised`]: else a passage in it may be written in them.
    pub fn is_simplified(&self) -> bool {
        self.pure
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
        let Block { before, starts } = self.blocks[offset / BLOCK];
        before as usize + (starts & ((1 << (offset % BLOCK)) - 1)).count_ones() as usize
    }

    /// The span as offsets in code points.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        (self.code_point(span.start), self.code_point(span.end))
    }

    /// The span without blanks at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let text = self.slice(span);
        if opens_bare(text.as_bytes()) && closes_bare(text.as_bytes()) {
            return span;
        }
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        Span::new(span.start as usize + start, span.start as usize + end)
    }
}

/// Whether a text surely begins with no blank, told by its bytes. Of the characters that E4 to EF lead none is one.
fn opens_bare(text: &[u8]) -> bool {
    matches!(text, [b'!'..=b'~' | 0xE4..=0xEF, ..])
}

/// Whether a text surely ends with no blank.
fn closes_bare(text: &[u8]) -> bool {
    matches!(text, [.., b'!'..=b'~'] | [.., 0xE4..=0xEF, _, _] | [.., 0xE3, 0x80, 0x81..=0xBF])
}

/// One bit for each byte of a block of UTF-8 at which a code point begins.
fn starts(block: &[u8; BLOCK]) -> u64 {
    let words = block.as_chunks().0;
    words.iter().enumerate().fold(0, |bits, (n, word)| bits | starts_of(*word) << (8 * n))
}

/// A byte at which no code point begins.
const CONTINUES: u8 = 0x80;

/// The eight bits of eight bytes, told at once: a code point goes on in a byte whose highest two bits are 10.
fn starts_of(word: [u8; 8]) -> u64 {
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    let word = u64::from_le_bytes(word);
    let starts = (!word | word << 1) & HIGHEST;
    // Gathers the highest bit of each byte in the last byte.
    (starts >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
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
    fn blanks_of_any_width_are_trimmed() {
        let trimmed = |s: &str| {
            let text = Text::new(s.to_string());
            text.slice(text.trim(text.span())).to_string()
        };
        for blank in ["", " ", "\u{3000}", "\n", "\u{a0}", "\u{2003}", "\u{85}"] {
            for bare in ["市", "a", "。", "～", "㈠", "𠮷", "é", "—", "\u{feff}", "市 a", "<>"] {
                assert_eq!(trimmed(&format!("{blank}{bare}{blank}")), bare, "{blank:?}");
            }
            assert_eq!(trimmed(blank), "");
        }
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
        let mixed = "民1é𠮷a。".repeat(40);
        let text = Text::new(mixed.clone());
        for (n, (at, _)) in mixed.char_indices().enumerate() {
            assert_eq!(text.code_point(at as u32), n);
        }
        for length in 0..130 {
            let text = Text::new("a".repeat(length));
            assert_eq!(text.code_points(text.span()), (0, length));
        }
    }
}
