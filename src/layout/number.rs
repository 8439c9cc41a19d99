//! Places in a paragraph that may be the number of a heading or an item: `第一件:`, `一、`, `(一)`, `1.`, `①`, `一是`.
//!
//! Only candidates: whether a number is one, and of which level, is decided by how it counts with the others (`nesting`).

use super::NumberStyle;
use crate::text::CharSet;
use crate::text::fold::half;
use crate::text::numbering::{chinese, circled};

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

const NUMERALS: &str = "一二三四五六七八九十";

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

fn is_cn_digit(c: char) -> bool {
    static DIGITS: CharSet = CharSet::of(NUMERALS);
    DIGITS.contains(c)
}

struct Marker {
    /// It may as well be an amount: `7到2023年底…`.
    weak: bool,
    len: usize,
    style: NumberStyle,
    value: u32,
}

/// Digits, half or full width, at most `most` of them.
fn digits(s: &str, most: usize) -> Option<(u32, usize)> {
    let (mut value, mut len, mut n) = (0u32, 0, 0);
    for c in s.chars() {
        let Some(d) = half(c).to_digit(10) else { break };
        n += 1;
        if n > most {
            return None;
        }
        value = value * 10 + d;
        len += c.len_utf8();
    }
    (n > 0).then_some((value, len))
}

fn skip_blanks(s: &str, from: usize) -> usize {
    from + (s[from..].len() - s[from..].trim_start().len())
}

/// The number that `s` starts with. `first`: at the start of a paragraph, where weaker marks are enough.
fn marker(s: &str, first: bool) -> Option<Marker> {
    let c = s.chars().next()?;
    let found = |len: usize, style, value| Some(Marker { weak: false, len: skip_blanks(s, len), style, value });
    if let Some(value) = circled(c) {
        return found(c.len_utf8(), NumberStyle::Circled, value);
    }
    if matches!(c, '⒈'..='⒛') {
        return found(c.len_utf8(), NumberStyle::Arabic, c as u32 - '⒈' as u32 + 1);
    }
    if matches!(c, '㈠'..='㈩') {
        return found(c.len_utf8(), NumberStyle::ChineseBracket, c as u32 - '㈠' as u32 + 1);
    }
    if matches!(half(c), '(' | '[' | '【' | '〔') && c != '[' {
        return bracketed(s, c.len_utf8()).or_else(|| empty_bracket(s, c.len_utf8()).filter(|_| first));
    }
    if c == '第' {
        return part(s, first);
    }
    if first && let Some(m) = named(s) {
        return Some(m);
    }
    if let Some((value, len)) = digits(s, 3) {
        return arabic(s, value, len, first);
    }
    let (value, len) = chinese(s)?;
    let rest = &s[len..];
    let mark = rest.chars().next()?;
    let after = rest[mark.len_utf8()..].chars().next();
    match mark {
        '、' | '．' | '.' | '﹑' if !after.is_some_and(is_cn_digit) || first => {
            found(len + mark.len_utf8(), NumberStyle::Chinese, value)
        }
        // 一是…, 二要… open clauses of one sentence
        '是' if value < 20 => found(len + mark.len_utf8(), NumberStyle::Nth, value),
        '：' | ':' | '，' | ' ' | '\u{3000}' if first => found(len + mark.len_utf8(), NumberStyle::Chinese, value),
        _ => None,
    }
}

/// `(一)`, `（12）`
fn bracketed(s: &str, open: usize) -> Option<Marker> {
    let inside = skip_blanks(s, open);
    let rest = &s[inside..];
    let (value, len, style) = digits(rest, 3)
        .map(|(v, l)| (v, l, NumberStyle::ArabicBracket))
        .or_else(|| chinese(rest).map(|(v, l)| (v, l, NumberStyle::ChineseBracket)))?;
    let at = skip_blanks(s, inside + len);
    let close = s[at..].chars().next().filter(|&c| matches!(half(c), ')' | ']' | '】' | '〕'))?;
    let mut end = at + close.len_utf8();
    // （一）、, (1).
    if let Some(mark) = s[end..].chars().next().filter(|&c| matches!(c, '、' | '.' | '．')) {
        end += mark.len_utf8();
    }
    Some(Marker { weak: false, len: skip_blanks(s, end), style, value })
}

/// `()教育` at the start of a paragraph: the number in the bracket was lost, and its value is 0.
fn empty_bracket(s: &str, open: usize) -> Option<Marker> {
    let rest = s[open..].strip_prefix([')', '）'])?;
    let len = skip_blanks(s, s.len() - rest.len());
    let word = s[len..].starts_with(is_word);
    word.then_some(Marker { weak: false, len, style: NumberStyle::ChineseBracket, value: 0 })
}

/// `第一件:`, `第二项`, `第三部分`. Within a paragraph only with a mark behind.
fn part(s: &str, first: bool) -> Option<Marker> {
    let rest = &s['第'.len_utf8()..];
    let (value, len) = digits(rest, 3).or_else(|| chinese(rest))?;
    let rest = &rest[len..];
    let word = ["部分", "件实事", "件", "项", "条", "章", "篇", "类"].into_iter().find(|w| rest.starts_with(w))?;
    let mut end = '第'.len_utf8() + len + word.len();
    let mark = s[end..].chars().next();
    match mark {
        Some(c) if matches!(half(c), ':' | '、' | ',' | '.' | ' ') => end += c.len_utf8(),
        None if first => {}
        Some(_) if first && !matches!(word, "类") => {}
        _ => return None,
    }
    Some(Marker { weak: false, len: skip_blanks(s, end), style: NumberStyle::Part, value })
}

/// Words that a number names at the start of a paragraph: `实事一：`, `项目3：`, `民生实事之二：`.
const NAMED: &[&str] = &["民生实事", "实事项目", "实事", "项目", "任务", "工程", "事项", "目标", "承诺"];

static NAMED_HEADS: CharSet = CharSet::of("民实项任工事目承");

fn named(s: &str) -> Option<Marker> {
    if !NAMED_HEADS.begins(s) {
        return None;
    }
    let word = NAMED.iter().find(|w| s.starts_with(**w))?;
    let rest = s[word.len()..].strip_prefix('之').unwrap_or(&s[word.len()..]);
    let (value, len) = digits(rest, 3).or_else(|| chinese(rest))?;
    let after = &rest[len..];
    let mark = after.chars().next().filter(|&c| {
        matches!(half(c), ':' | '、' | ' ')
            || half(c) == '.' && !after[c.len_utf8()..].starts_with(|d: char| half(d).is_ascii_digit())
    })?;
    Some(Marker {
        weak: false,
        len: skip_blanks(s, s.len() - after.len() + mark.len_utf8()),
        style: NumberStyle::Part,
        value,
    })
}

/// `1.`, `1、`, `1)`, `1.2`, and at the start of a paragraph also bare `1`.
fn arabic(s: &str, value: u32, len: usize, first: bool) -> Option<Marker> {
    let found = |len: usize, style, value| Some(Marker { weak: false, len: skip_blanks(s, len), style, value });
    // `1 、修路`
    let gap = s[len..].len() - s[len..].trim_start_matches(' ').len();
    let len = if gap > 0 && s[len + gap..].starts_with(['、', '．', '.']) { len + gap } else { len };
    let rest = &s[len..];
    let Some(mark) = rest.chars().next() else {
        return (first && value > 0).then_some(Marker { weak: false, len, style: NumberStyle::Bare, value });
    };
    let end = len + mark.len_utf8();
    let after = s[end..].chars().next();
    let digit_after = after.is_some_and(|c| half(c).is_ascii_digit());
    match half(mark) {
        '.' | '、' | '﹒' | '．' => {
            if !digit_after {
                return found(end, NumberStyle::Arabic, value);
            }
            // 1.2 修路, 3.1.2 修桥: the last part counts within the others
            if half(mark) == '.' && first {
                return decimal(s);
            }
            // `1. 2022年…` written without the blank
            (first && mark == '、').then_some(()).and_then(|()| found(end, NumberStyle::Arabic, value))
        }
        ')' if first || !digit_after => found(end, NumberStyle::ArabicBracket, value),
        // 1* marks a class of task
        '*' | '★' | '☆' | '▲' if first => {
            let dot = after.filter(|&c| matches!(c, '.' | '．' | '、')).map_or(0, char::len_utf8);
            found(end + dot, NumberStyle::Arabic, value)
        }
        ':' | ',' if first && mark != ',' && !digit_after => found(end, NumberStyle::Arabic, value),
        ' ' if first => found(end, NumberStyle::Bare, value),
        '《' | '“' | '"' if first => found(len, NumberStyle::Bare, value),
        c if first && is_word(c) => Some(Marker { weak: is_measure(rest), len, style: NumberStyle::Bare, value }),
        _ => None,
    }
}

/// `1.2`, `3.1.2`, followed by a blank or a word.
fn decimal(s: &str) -> Option<Marker> {
    let (mut at, mut depth) = (0, 0);
    let value = loop {
        let (value, len) = digits(&s[at..], 2)?;
        (at, depth) = (at + len, depth + 1);
        let mark = s[at..].chars().next()?;
        let more = s[at + mark.len_utf8()..].chars().next().is_some_and(|c| half(c).is_ascii_digit());
        match half(mark) {
            '.' if more && depth < 4 => at += mark.len_utf8(),
            // 2.5公里 at the start of a wrapped line is an amount.
            ' ' if depth > 1 => break value,
            '.' | '、' if depth > 1 => {
                at += mark.len_utf8();
                break value;
            }
            c if depth > 1 && is_word(c) && !is_measure(&s[at..]) => break value,
            _ => return None,
        }
    };
    Some(Marker { weak: false, len: skip_blanks(s, at), style: NumberStyle::Decimal(depth), value })
}

fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether what follows a bare number makes it an amount or a date: `5所学校`, `12月`, `3号`.
fn is_measure(s: &str) -> bool {
    static MEASURES: CharSet = CharSet::of(
        "年月日号时分秒个件项所家人名户座条处台套公里千米平方万亿百元吨次场批只辆间张米亩岁周天小级类种期届位月份班栋幢片块口盏艘对组支余多至到",
    );
    MEASURES.begins(s)
}

/// `附件`, `附件2`, `附：`, alone on its line or before the annex's title.
fn annex(s: &str) -> Option<Marker> {
    if !s.starts_with('附') {
        return None;
    }
    let mut rest = s.strip_prefix("附件").or_else(|| s.strip_prefix("附表")).or_else(|| s.strip_prefix("附录"));
    if rest.is_none() {
        rest =
            s.strip_prefix('附').filter(|r| r.trim().is_empty() || r.trim_start().starts_with([':', '：', '1', '2']));
    }
    let rest = rest?;
    let mut at = s.len() - rest.trim_start().len();
    let (value, len) = digits(&s[at..], 2).or_else(|| chinese(&s[at..])).unwrap_or((0, 0));
    at += len;
    at = skip_blanks(s, at);
    if s[at..].is_empty() {
        return Some(Marker { weak: false, len: at, style: NumberStyle::Annex, value });
    }
    let mark = s[at..].chars().next()?;
    match half(mark) {
        ':' | '.' | '、' => {
            Some(Marker { weak: false, len: skip_blanks(s, at + mark.len_utf8()), style: NumberStyle::Annex, value })
        }
        '《' => Some(Marker { weak: false, len: at, style: NumberStyle::Annex, value }),
        _ if len > 0 && !is_measure(&s[at..]) => {
            Some(Marker { weak: false, len: at, style: NumberStyle::Annex, value })
        }
        _ => None,
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
        check("⑦修路", Circled, 7, "修路");
        check("八是修路", Nth, 8, "修路");
        check("9修路", Bare, 9, "修路");
        check("10 修路", Bare, 10, "修路");
        check("11", Bare, 11, "");
        check("1.2 修路", Decimal(2), 2, "修路");
        check("民生实事之二：修路", Part, 2, "修路");
        check("附件2", Annex, 2, "");
        check("附件：修路清单", Annex, 0, "修路清单");
    }

    #[test]
    fn amounts_and_names_are_no_numbers() {
        for s in ["1.5万人", "5所学校", "2023年修路", "三级医院", "一卡通", "12月底", "第三季度修路", "附件所列项目"]
        {
            assert_eq!(all(s), [], "{s}");
        }
        assert_eq!(all("改造1.2万户、3、4号楼,按第一类标准,二、三季度完成(2个)"), []);
    }

    #[test]
    fn numbers_within_a_paragraph() {
        assert!(NAMED.iter().all(|w| NAMED_HEADS.begins(w)));
        assert!(('\u{800}'..='\u{FFFF}').all(|c| may_open(c, None) == OPENERS.contains(c)));
        let got: Vec<_> = all("第一件:修路(一)修甲路一、目标修5公里。二、资金1.甲局2.乙局")
            .into_iter()
            .map(|(s, v, _)| (s, v))
            .collect();
        assert_eq!(got, [(Part, 1), (ChineseBracket, 1), (Chinese, 1), (Chinese, 2), (Arabic, 1), (Arabic, 2)]);
    }
}
