//! The number that a string starts with, mark and all: `第一件:`, `一、`, `(一)`, `1.`, `1.2`, `①`, `一是`, `附件2`.
//!
//! Whether the place is one where a number may stand is not asked here.

use crate::layout::NumberStyle;
use crate::text::CharSet;
use crate::text::fold::half;
use crate::text::numbering::{chinese, circled, is_date};

/// The numerals of one character.
pub(super) const NUMERALS: &str = "一二三四五六七八九十";

pub(super) fn is_cn_digit(c: char) -> bool {
    static DIGITS: CharSet = CharSet::of(NUMERALS);
    DIGITS.contains(c)
}

/// A number with its mark.
pub(super) struct Marker {
    /// It may as well be an amount: `7到2023年底…`.
    pub(super) weak: bool,
    /// Bytes of the string up to where the text behind it starts.
    pub(super) len: usize,
    pub(super) style: NumberStyle,
    pub(super) value: u32,
}

impl Marker {
    /// One that takes the first `len` bytes of `s`, and the blanks behind them.
    fn of(s: &str, len: usize, style: NumberStyle, value: u32) -> Self {
        Self { weak: false, len: skip_blanks(s, len), style, value }
    }
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
pub(super) fn marker(s: &str, first: bool) -> Option<Marker> {
    let c = s.chars().next()?;
    let found = |len: usize, style, value| Some(Marker::of(s, len, style, value));
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
        if first
            && c == '【'
            && let Some((value, len)) = counted(&s[c.len_utf8()..], true)
            && let Some(close) = s[c.len_utf8() + len..].strip_prefix('】')
        {
            return found(s.len() - close.len(), NumberStyle::Part, value);
        }
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
    // `一 、教育`
    let gap = s[len..].len() - s[len..].trim_start_matches(' ').len();
    let len = if gap > 0 && s[len + gap..].starts_with(['、', '．']) { len + gap } else { len };
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
    Some(Marker::of(s, end, style, value))
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
    Some(Marker::of(s, end, NumberStyle::Part, value))
}

/// Words that a number names at the start of a paragraph: `实事一：`, `项目3：`, `民生实事之二：`, `【项目3】`.
const NAMED: &[&str] = &[
    "民生实事",
    "实事项目",
    "候选项目",
    "候选实事",
    "备选项目",
    "实事",
    "项目",
    "任务",
    "工程",
    "事项",
    "目标",
    "承诺",
];

static NAMED_HEADS: CharSet = CharSet::of("民实项任工事目承候备");

/// The number behind such a word, and where it ends. `framed`: between brackets, where blanks may stand before it (`【项目 3】`).
fn counted(s: &str, framed: bool) -> Option<(u32, usize)> {
    if !NAMED_HEADS.begins(s) {
        return None;
    }
    let word = NAMED.iter().find(|w| s.starts_with(**w))?;
    let rest = s[word.len()..].strip_prefix('之').unwrap_or(&s[word.len()..]);
    let rest = if framed { rest.trim_start_matches(' ') } else { rest };
    let (value, len) = digits(rest, 3).or_else(|| chinese(rest))?;
    Some((value, s.len() - rest.len() + len))
}

fn named(s: &str) -> Option<Marker> {
    let (value, len) = counted(s, false)?;
    let after = &s[len..];
    let mark = after.chars().next().filter(|&c| {
        matches!(half(c), ':' | '、' | ' ')
            || half(c) == '.' && !after[c.len_utf8()..].starts_with(|d: char| half(d).is_ascii_digit())
    })?;
    Some(Marker::of(s, s.len() - after.len() + mark.len_utf8(), NumberStyle::Part, value))
}

/// `1.`, `1、`, `1)`, `1.2`, and at the start of a paragraph also bare `1`.
fn arabic(s: &str, value: u32, len: usize, first: bool) -> Option<Marker> {
    let found = |len: usize, style, value| Some(Marker::of(s, len, style, value));
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
                // 4.11月底前完成…, 5.2025年底前…: the point ends the number before a date.
                return if is_date(&s[end..]) { found(end, NumberStyle::Arabic, value) } else { decimal(s) };
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
            // 2.5公里 at the start of a wrapped line is an amount, so is 2.5 亿元.
            ' ' if depth > 1 && !is_amount(s[at..].trim_start()) => break value,
            '.' | '、' if depth > 1 => {
                at += mark.len_utf8();
                break value;
            }
            c if depth > 1 && is_word(c) && !is_measure(&s[at..]) => break value,
            _ => return None,
        }
    };
    Some(Marker::of(s, at, NumberStyle::Decimal(depth), value))
}

pub(super) fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether what follows a bare number makes it an amount or a date: `5所学校`, `12月`, `3号`.
fn is_measure(s: &str) -> bool {
    static MEASURES: CharSet = CharSet::of(
        "年月日号时分秒个件项所家人名户座条处台套公里千米平方万亿百元吨次场批只辆间张米亩岁周天小级类种期届位月份班栋幢片块口盏艘对组支余多至到",
    );
    MEASURES.begins(s)
}

/// Whether what follows a decimal and a blank makes it an amount; words that may as well open a name (小, 年, 公) are not looked at.
fn is_amount(s: &str) -> bool {
    ["万", "亿", "公里", "千米", "平方", "公顷", "立方", "米", "元", "吨", "%"].iter().any(|word| s.starts_with(word))
}

/// `附件`, `附件2`, `附：`, alone on its line or before the annex's title.
pub(super) fn annex(s: &str) -> Option<Marker> {
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
        ':' | '.' | '、' => Some(Marker::of(s, at + mark.len_utf8(), NumberStyle::Annex, value)),
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

    #[test]
    fn heads_are_those_of_the_words() {
        assert!(NAMED.iter().all(|w| NAMED_HEADS.begins(w)));
    }
}
