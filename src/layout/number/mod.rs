//! Places in a paragraph that may be the number of a heading or an item: `第一件:`, `一、`, `(一)`, `1.`, `①`, `一是`.
//!
//! Only candidates: whether a number is one, and of which level, is decided by how it counts with the others (`nesting`).

mod marker;

use super::NumberStyle;
use crate::text::CharSet;
use crate::text::fold::half;
use crate::text::numbering::circled;
use marker::{NUMERALS, annex, is_cn_digit, is_word, marker};

/// A number that may open a heading or an item. Offsets are bytes of the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub start: u32,
    /// Where the text behind the number starts.
    pub end: u32,
    pub style: NumberStyle,
    pub value: u32,
    /// At the start of its paragraph.
    pub first: bool,
    /// How much the place looks like the start of something: 3 at the start of a paragraph, 2 behind the end of a sentence, 1 behind
    /// another mark, 0 within words.
    pub place: u8,
}

/// Whether a line starts with a number of any style but a bare one.
pub fn opens(s: &str) -> bool {
    let s = s.trim_start();
    marker(s, true).is_some_and(|m| m.style != NumberStyle::Bare) || annex(s).is_some()
}

/// Whether a line starts with a bare number that a word follows with nothing between: `3改造管网`, no amount.
pub fn opens_bare(s: &str) -> bool {
    let s = s.trim_start();
    let word = |len: usize| s[len..].chars().next().is_some_and(is_word);
    marker(s, true).is_some_and(|m| m.style == NumberStyle::Bare && !m.weak && word(m.len))
        && s.starts_with(|c: char| half(c).is_ascii_digit())
        && !s.contains([' ', '\u{3000}'])
}

/// The candidates of a paragraph in order, without those that look like amounts (`5所学校`).
pub fn candidates(s: &str) -> Vec<Candidate> {
    let mut all = weak_candidates(s);
    if all.first().is_some_and(|c| c.first && c.place < 3) {
        all.remove(0);
    }
    all
}

/// The candidate that a paragraph starts with, if it is no amount.
pub fn at_start(s: &str) -> Option<Candidate> {
    let m = annex(s).or_else(|| marker(s, true)).filter(|m| !m.weak)?;
    Some(Candidate { start: 0, end: m.len as u32, style: m.style, value: m.value, first: true, place: 3 })
}

/// All candidates of a paragraph in order. What looks like an amount at its start has a place of 2.
pub fn weak_candidates(s: &str) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut resume = 0;
    if let Some(m) = annex(s).or_else(|| marker(s, true)) {
        resume = m.len;
        let place = if m.weak { 2 } else { 3 };
        out.push(Candidate { start: 0, end: m.len as u32, style: m.style, value: m.value, first: true, place });
    }
    let mut from = resume;
    while let Some((at, c)) = next_opening(s, from) {
        from = at + c.len_utf8();
        let before = s[..at].chars().next_back();
        if at > 0
            && may_open(c, before)
            && let Some(m) = marker(&s[at..], false)
        {
            let place = match before.map(half) {
                Some('。' | ';' | '!' | '?' | ':') => 2,
                Some(')' | '”' | '"' | ',' | '、' | ' ' | ']' | '】' | '〕' | '》') => 1,
                _ => 0,
            };
            if place > 0 || m.style != NumberStyle::Nth {
                out.push(Candidate {
                    start: at as u32,
                    end: (at + m.len) as u32,
                    style: m.style,
                    value: m.value,
                    first: false,
                    place,
                });
                from = at + m.len;
            }
        }
    }
    out
}

/// The next character from `at` on that can open a number: a digit, a numeral, a circled number, a bracket, 第.
fn next_opening(s: &str, mut at: usize) -> Option<(usize, char)> {
    let b = s.as_bytes();
    loop {
        at += OPENERS.before(b.get(at..)?);
        match *b.get(at)? {
            // Behind another digit there is nothing to open.
            digit @ b'0'..=b'9' if at == 0 || !b[at - 1].is_ascii_digit() => return Some((at, digit.into())),
            b'(' => return Some((at, '(')),
            0..0x80 => at += 1,
            _ => {
                let c = s[at..].chars().next()?;
                if OPENERS.contains(c) {
                    return Some((at, c));
                }
                at += c.len_utf8();
            }
        }
    }
}

/// Characters of three bytes that can open a number.
static OPENERS: CharSet = CharSet::of(NUMERALS)
    .and("第（０１２３４５６７８９")
    .and("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇❶❷❸❹❺❻❼❽❾❿")
    .and("㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿");

/// A quick look at whether a number can start with `c` behind `before`.
fn may_open(c: char, before: Option<char>) -> bool {
    match c {
        '第' | '(' | '（' => true,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => !before.is_some_and(|b| {
            matches!(b, '第' | '十' | '百' | '千' | '万' | '零' | '〇' | '统' | '唯' | '星' | '期') || is_cn_digit(b)
        }),
        '0'..='9' | '０'..='９' => !before.is_some_and(|b| {
            let b = half(b);
            b.is_ascii_alphanumeric()
                || matches!(
                    b,
                    '.' | '-' | '/' | '第' | '~' | '—' | '－' | '%' | '〔' | '[' | '+' | '×' | '至' | '到' | '约'
                )
        }),
        _ => circled(c).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberStyle::*;

    fn all(s: &str) -> Vec<(NumberStyle, u32, &str)> {
        candidates(s).iter().map(|c| (c.style, c.value, &s[c.end as usize..])).collect()
    }

    #[test]
    fn every_style_at_the_start() {
        let check = |s: &str, style, value, rest: &str| assert_eq!(all(s).first(), Some(&(style, value, rest)), "{s}");
        check("第一件：修路", Part, 1, "修路");
        check("第三项 修路", Part, 3, "修路");
        check("二、修路", Chinese, 2, "修路");
        check("（十二）修路", ChineseBracket, 12, "修路");
        check("3．修路", Arabic, 3, "修路");
        check("4、修路", Arabic, 4, "修路");
        check("4 、修路", Arabic, 4, "修路");
        check("(5)修路", ArabicBracket, 5, "修路");
        check("6）修路", ArabicBracket, 6, "修路");
        check("4.11月底前修路", Arabic, 4, "11月底前修路");
        check("5.2025年底前修路", Arabic, 5, "2025年底前修路");
        check("⑦修路", Circled, 7, "修路");
        check("八是修路", Nth, 8, "修路");
        check("9修路", Bare, 9, "修路");
        check("10 修路", Bare, 10, "修路");
        check("11", Bare, 11, "");
        check("1.2 修路", Decimal(2), 2, "修路");
        check("民生实事之二：修路", Part, 2, "修路");
        check("【项目3】修路", Part, 3, "修路");
        check("【项目 3】修路", Part, 3, "修路");
        check("二 、修路", Chinese, 2, "修路");
        check("附件2", Annex, 2, "");
        check("附件：修路清单", Annex, 0, "修路清单");
    }

    #[test]
    fn amounts_and_names_are_no_numbers() {
        for s in ["1.5万人", "5所学校", "2023年修路", "三级医院", "一卡通", "12月底", "第三季度修路", "附件所列项目"]
        {
            assert_eq!(all(s), [], "{s}");
        }
        assert_eq!(all("2.4 亿元用于改造。"), []);
        assert_eq!(all("改造1.2万户、3、4号楼,按第一类标准,二、三季度完成(2个)"), []);
    }

    #[test]
    fn numbers_within_a_paragraph() {
        assert!(('\u{800}'..='\u{FFFF}').all(|c| may_open(c, None) == OPENERS.contains(c)));
        let got: Vec<_> = all("第一件:修路(一)修甲路一、目标修5公里。二、资金1.甲局2.乙局")
            .into_iter()
            .map(|(s, v, _)| (s, v))
            .collect();
        assert_eq!(got, [(Part, 1), (ChineseBracket, 1), (Chinese, 1), (Chinese, 2), (Arabic, 1), (Arabic, 2)]);
    }
}
