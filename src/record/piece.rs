//! What names units cut at its separators: marks, line ends and blanks, but never inside brackets.
//!
//! Whether two pieces are one name is decided by who reads them (`unit`).

use crate::text::Span;

/// What stands between two units.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// 、 , ; …: a new unit for sure.
    Mark,
    /// A line end: a new unit, or a name that did not fit in its cell (`市卫生⏎健康委`).
    Line,
    /// Blanks: mostly a new unit.
    Blank,
}

/// A stretch between separators.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) span: Span,
    /// The strongest separator before it.
    pub(super) before: Gap,
    /// It holds nothing but Chinese characters.
    pub(super) plain: bool,
    /// It may hold 和, 及, 与, a slash or a dot, which may join two units, or 等.
    pub(super) joins: bool,
}

/// The pieces between separators.
pub(super) struct Pieces<'r> {
    read: &'r str,
    at: usize,
    depth: usize,
    /// How many brackets close from here on, once one was opened: one that is never closed holds nothing, its text is split like any other.
    closers: Option<usize>,
    /// The strongest separator since the last piece.
    gap: Option<Gap>,
}

impl<'r> Pieces<'r> {
    pub(super) fn of(read: &'r str) -> Self {
        Self { read, at: 0, depth: 0, closers: None, gap: None }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let bytes = self.read.as_bytes();
        let (mut start, mut plain, mut joins) = (None, true, false);
        while let Some(&lead) = bytes.get(self.at) {
            let at = self.at;
            // Nearly all is Chinese, which E4 to E9 lead.
            if matches!(lead, 0xE4..=0xE9) {
                // 与, 和, 及, 同, 等
                joins |= matches!(
                    bytes[at + 1..],
                    [0xB8, 0x8E, ..] | [0x92, 0x8C, ..] | [0x8F, 0x8A, ..] | [0x90, 0x8C, ..] | [0xAD, 0x89, ..]
                );
                start = start.or(Some(at));
                self.at += 3;
                continue;
            }
            let Some(c) = self.read[at..].chars().next() else { break };
            self.at += c.len_utf8();
            if is_closer(c) {
                self.closers = self.closers.map(|closers| closers - 1);
                self.depth = self.depth.saturating_sub(1);
            }
            match separator(c).filter(|_| self.depth == 0) {
                None => {
                    start = start.or(Some(at));
                    plain = false;
                    joins |= is_joint(c);
                }
                Some(gap) => match start {
                    Some(start) => {
                        let before = self.gap.replace(gap).unwrap_or(Gap::Mark);
                        return Some(Piece { span: Span::new(start, at), before, plain, joins });
                    }
                    None => self.gap = self.gap.map(|before| stronger(before, gap)),
                },
            }
            if is_opener(c) {
                let rest = &self.read[self.at..];
                let closers = *self.closers.get_or_insert_with(|| rest.chars().filter(|&c| is_closer(c)).count());
                self.depth += usize::from(closers > self.depth);
            }
        }
        let before = self.gap.unwrap_or(Gap::Mark);
        start.map(|start| Piece { span: Span::new(start, bytes.len()), before, plain, joins })
    }
}

fn stronger(a: Gap, b: Gap) -> Gap {
    match (a, b) {
        (Gap::Mark, _) | (_, Gap::Mark) => Gap::Mark,
        (Gap::Line, _) | (_, Gap::Line) => Gap::Line,
        _ => Gap::Blank,
    }
}

fn separator(c: char) -> Option<Gap> {
    match c {
        '、' | ',' | '，' | ';' | '；' | '。' | '､' | '|' | '｜' | '\\' => Some(Gap::Mark),
        '\n' => Some(Gap::Line),
        c if c.is_whitespace() => Some(Gap::Blank),
        _ => None,
    }
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '【' | '〔' | '《' | '<')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '】' | '〕' | '》' | '>')
}

/// A slash or a dot, which stand between units and inside their names (`各县/区政府`), and the dot in those of persons.
pub(super) fn is_joint(c: char) -> bool {
    matches!(c, '/' | '／' | '·' | '•' | '・')
}
