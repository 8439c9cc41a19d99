//! A passage cut into the pieces that metrics are made of: words of the lexicon, times, marks, figures and the runs between.
//!
//! One pass from left to right. What a piece means for a metric is decided elsewhere.

use super::cutter::{Cutter, is_mark, sentence_end};
use crate::figure::{Dimension, Figure};
use crate::lexicon::phrase::Sense;
use crate::text::character::{is_ideograph, keys, last_three, three};

/// What a token is, beside what its word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the lexicon.
    Word,
    /// Anything else that is written: nouns, names, numbers that are no figures.
    Other,
    /// “…”, 《…》, 「…」 or "…", with its quotes. Straight ones look alike on both sides: no other mark may stand between.
    Quoted,
    Time,
    /// The figure of this index.
    Figure(u32),
    /// A figure that only qualifies a noun behind it: 65岁以上.
    Loose(u32),
    /// 。；! ? line ends and numbering.
    Stop,
    Comma,
    /// 、
    Pause,
    Colon,
    /// A bracket and the token that closes it (itself where none does).
    Open(u32),
    Close(u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    pub sense: Sense,
}

impl Token {
    /// Whether it is a word that can be one of these.
    #[inline]
    pub fn is(&self, any: Sense) -> bool {
        self.sense.is(any)
    }

    /// Something that can be the noun of a metric.
    #[inline]
    pub fn is_noun(&self) -> bool {
        match self.kind {
            Kind::Other | Kind::Quoted | Kind::Loose(_) => true,
            Kind::Word => self.is(NOUN),
            _ => false,
        }
    }

    #[inline]
    pub fn is_mark(&self) -> bool {
        matches!(self.kind, Kind::Stop | Kind::Comma | Kind::Pause | Kind::Colon | Kind::Open(_) | Kind::Close(_))
    }

    #[inline]
    pub fn is_single(&self) -> bool {
        self.end - self.start == 3
    }
}

/// Senses that make a word a noun.
const NOUN: Sense = Sense::KEEP.or(Sense::TASK).or(Sense::THIN).or(Sense::RELATION);

/// Cuts a passage; figures must be in order. Sentences without figures become a full stop.
pub(super) fn tokens(text: &str, figures: &[Figure]) -> Vec<Token> {
    let mut tokens = Vec::new();
    cut(text, figures, &mut tokens, &mut Vec::new());
    tokens
}

/// Like [`tokens`], into lists that are used again: the tokens, and the brackets that are still open.
pub(super) fn cut(text: &str, figures: &[Figure], out: &mut Vec<Token>, open: &mut Vec<u32>) {
    out.clear();
    open.clear();
    out.reserve(figures.len() * 16 + 16);
    let mut cutter = Cutter { text, out, open };
    if figures.is_empty() {
        cutter.run(0, text.len());
        return;
    }
    let mut at = 0;
    for (index, figure) in figures.iter().enumerate() {
        let (start, end) = (figure.span.start as usize, figure.span.end as usize);
        if start < at || end > text.len() || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            continue;
        }
        cutter.gap(at, start);
        let kind = if qualifies(&text[start..end], &text[end..])
            || figures.get(index + 1).is_some_and(|next| bounds(figure, text, end, next.span.start as usize))
        {
            Kind::Loose(index as u32)
        } else {
            Kind::Figure(index as u32)
        };
        cutter.push(start, end, kind, Sense::NONE);
        at = end;
    }
    let rest = sentence_end(&text[at..]);
    cutter.run(at, at + rest);
}

/// Ages and durations before a noun or another amount are conditions, not what is counted: 65岁以上老年人, 转移6个月以上83350人.
fn qualifies(raw: &str, behind: &str) -> bool {
    // 残疾人两项补贴: a number that is a part of a name.
    if raw.starts_with(['两', '三', '五', '四', '双'])
        && raw.chars().count() == 2
        && !raw.ends_with(['区', '县', '市', '镇'])
        && is_ideograph(three(behind.as_bytes()))
    {
        return true;
    }
    // 公交站点500米覆盖率, 10分钟生活圈: part of the name.
    if raw.ends_with(['米', '里', '钟'])
        && ["覆盖", "服务半径", "半径", "生活圈"].iter().any(|word| behind.starts_with(word))
    {
        return true;
    }
    // What an age or a duration ends with, perhaps before 以上, 以内: no other amount is looked at.
    const LAST: [u32; 15] = keys("岁月年时天日钟度上下内以含（）");
    if !LAST.contains(&last_three(raw)) && !raw.ends_with(['(', ')']) {
        return false;
    }
    let bare = raw.trim_end_matches(['上', '下', '内', '以', '含', '(', ')', '（', '）']);
    let time = bare.ends_with(['岁', '月', '年', '时', '天', '日', '钟', '度'])
        && ["岁", "周岁", "个月", "年", "小时", "天", "日", "分钟", "年度"].iter().any(|unit| bare.ends_with(unit));
    time && match behind.trim_start().chars().next() {
        None => false,
        Some(c) => !is_mark(c),
    }
}

/// 20户以上自然村通硬化路率100%: a least or greatest size right before a noun that another amount counts in the same clause.
fn bounds(figure: &Figure, text: &str, end: usize, next: usize) -> bool {
    let raw = &text[figure.span.start as usize..end];
    let size = matches!(figure.dimension, Some(Dimension::Count | Dimension::Length | Dimension::Area));
    if !size
        || !raw.ends_with(['上', '下', '内'])
        || !(raw.ends_with("以上") || raw.ends_with("以下") || raw.ends_with("以内"))
    {
        return false;
    }
    let between = text.get(end..next).unwrap_or_default();
    between.chars().nth(1).is_some()
        && is_ideograph(three(between.as_bytes()))
        && !between.starts_with(['的', '和', '及'])
        && !between.contains(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_apart(text: &str) -> Vec<(&str, Kind)> {
        tokens(text, &[]).iter().map(|t| (&text[t.start as usize..t.end as usize], t.kind)).collect()
    }

    #[test]
    fn a_time_and_the_preposition_before_it_are_one() {
        for text in ["到2025年底", "至6月底", "自2025年"] {
            assert_eq!(cut_apart(text), [(text, Kind::Time)]);
        }
        // Where no time follows they are words, or parts of longer ones.
        for word in ["到", "至", "自", "自治区"] {
            assert_eq!(cut_apart(word), [(word, Kind::Word)]);
        }
    }

    #[test]
    fn plain_characters_run_on_up_to_the_next_word() {
        let wanted = [("甲乙", Kind::Other), ("改造", Kind::Word), ("戊a 己", Kind::Other), ("，", Kind::Comma)];
        assert_eq!(cut_apart("甲乙改造戊a 己，"), wanted);
        assert_eq!(cut_apart("一、建公厕"), [("一、", Kind::Stop), ("建公厕", Kind::Other)]);
        assert_eq!(cut_apart("落实率"), [("落实率", Kind::Word)]);
    }
}
