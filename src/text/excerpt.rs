//! A value gathered from one or several places of a text.

use super::{Span, Text};
use std::borrow::Cow;

/// What stands between two pieces of an excerpt when it is read as one string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Nothing: a word or sentence that was wrapped.
    None,
    /// A blank.
    Blank,
    /// A line end: two paragraphs of one cell.
    Line,
}

impl Joint {
    pub fn as_str(self) -> &'static str {
        match self {
            Joint::None => "",
            Joint::Blank => " ",
            Joint::Line => "\n",
        }
    }
}

/// Pieces of a text in reading order, read as one string. Mostly a single piece, which costs no allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    first: Span,
    more: Vec<Piece>,
    /// From the first to the last character of all pieces.
    cover: Span,
}

/// A piece behind the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    joint: Joint,
    span: Span,
    /// Where it begins in the string that is read. Places are found by it, since a passage can have tens of thousands of pieces.
    base: u32,
}

impl Piece {
    fn end(&self) -> u32 {
        self.base + self.span.len() as u32
    }
}

impl From<Span> for Excerpt {
    fn from(first: Span) -> Self {
        Self { first, more: Vec::new(), cover: first }
    }
}

impl Excerpt {
    /// Adds a piece behind the others.
    pub fn push(&mut self, joint: Joint, piece: Span) {
        if self.first.is_empty() && self.more.is_empty() {
            (self.first, self.cover) = (piece, piece);
        } else if !piece.is_empty() {
            let end = self.more.last().map_or(self.first.len() as u32, Piece::end);
            self.more.push(Piece { joint, span: piece, base: end.saturating_add(joint.as_str().len() as u32) });
            self.cover = self.cover.cover(piece);
        }
    }

    /// Adds all pieces of another excerpt behind this one's.
    pub fn append(&mut self, joint: Joint, other: &Excerpt) {
        self.push(joint, other.first);
        for piece in &other.more {
            self.push(piece.joint, piece.span);
        }
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.more.is_empty()
    }

    /// From the first to the last character in the source, whatever lies between.
    pub fn span(&self) -> Span {
        self.cover
    }

    pub fn pieces(&self) -> impl Iterator<Item = Span> + '_ {
        std::iter::once(self.first).chain(self.more.iter().map(|piece| piece.span))
    }

    /// The only piece, if it is one.
    #[inline]
    /// Whether a place of the text lies in one of the pieces, not only between the first and the last of them.
    pub fn holds(&self, offset: u32) -> bool {
        self.cover.contains(offset) && (self.more.is_empty() || self.pieces().any(|piece| piece.contains(offset)))
    }

    pub fn single(&self) -> Option<Span> {
        self.more.is_empty().then_some(self.first)
    }

    /// The excerpt read as one string.
    #[inline]
    pub fn read<'t>(&self, text: &'t Text) -> Cow<'t, str> {
        self.join(text.as_str())
    }

    /// The excerpt read as one string in which to look for words, see [`Text::recognised`]. As long as [`Excerpt::read`].
    #[inline]
    pub fn recognised<'t>(&self, text: &'t Text) -> Cow<'t, str> {
        self.join(text.recognised())
    }

    #[inline]
    fn join<'t>(&self, content: &'t str) -> Cow<'t, str> {
        match self.single() {
            Some(only) => Cow::Borrowed(&content[only.range()]),
            None => Cow::Owned(self.joined(content)),
        }
    }

    fn joined(&self, content: &str) -> String {
        let end = self.more.last().map_or(0, Piece::end);
        let mut out = String::with_capacity(end as usize);
        out.push_str(&content[self.first.range()]);
        for piece in &self.more {
            out.push_str(piece.joint.as_str());
            out.push_str(&content[piece.span.range()]);
        }
        out
    }

    /// The source span of a stretch of the string that [`Excerpt::read`] gives.
    pub fn locate(&self, local: Span) -> Span {
        if self.more.is_empty() {
            return local.shift(self.first.start);
        }
        let start = self.place(local.start, false);
        let end = self.place(local.end, true);
        Span { start, end: end.max(start) }
    }

    /// The source offset of an offset in the read string. An `end` offset belongs to the piece before it.
    fn place(&self, offset: u32, end: bool) -> u32 {
        // The pieces that begin before the offset; one that ends at it has its end.
        let before = self.more.partition_point(|piece| {
            let stop = piece.base - piece.joint.as_str().len() as u32;
            if end { stop < offset } else { stop <= offset }
        });
        let (base, piece) = before.checked_sub(1).map_or((0, self.first), |i| (self.more[i].base, self.more[i].span));
        (piece.start + offset.saturating_sub(base)).min(piece.end)
    }

    /// A stretch of the read string as an excerpt of its own.
    pub fn part(&self, local: Span) -> Excerpt {
        if let Some(only) = self.single() {
            let within = Span { start: local.start, end: local.end.min(only.len() as u32) };
            if within.start < within.end {
                return within.shift(only.start).into();
            }
        }
        let cut = |base: u32, span: Span| {
            let stop = base + span.len() as u32;
            let (start, end) = (local.start.clamp(base, stop), local.end.clamp(base, stop));
            Span { start: span.start + start - base, end: span.start + end.max(start) - base }
        };
        let mut out = Excerpt::from(cut(0, self.first));
        let from = self.more.partition_point(|piece| piece.end() <= local.start);
        for piece in self.more[from..].iter().take_while(|piece| piece.base < local.end) {
            out.push(piece.joint, cut(piece.base, piece.span));
        }
        if out.is_empty() {
            out = Excerpt::from(self.locate(Span { start: local.start, end: local.start }));
        }
        out
    }

    /// Without blanks at its ends.
    pub fn trim(&self, text: &Text) -> Excerpt {
        if let Some(only) = self.single() {
            return text.trim(only).into();
        }
        let read = self.read(text);
        let start = read.len() - read.trim_start().len();
        let end = read.trim_end().len().max(start);
        if start == 0 && end == read.len() { self.clone() } else { self.part(Span::new(start, end)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_and_found_again() {
        let text = Text::new("市卫生|\n健康委|完".to_string());
        let mut cell = Excerpt::from(Span::new(0, 9));
        cell.push(Joint::None, Span::new(11, 20));
        assert_eq!(cell.read(&text), "市卫生健康委");
        assert_eq!(cell.span(), Span::new(0, 20));
        assert_eq!(cell.locate(Span::new(6, 12)), Span::new(6, 14));
        assert_eq!(cell.part(Span::new(3, 12)).read(&text), "卫生健");
        assert_eq!(cell.locate(Span::new(0, 9)), Span::new(0, 9));
        let mut lines = Excerpt::from(Span::new(0, 9));
        lines.push(Joint::Line, Span::new(11, 20));
        assert_eq!(lines.read(&text), "市卫生\n健康委");
        assert_eq!(lines.locate(Span::new(10, 13)), Span::new(11, 14));
    }
}
