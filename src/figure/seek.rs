//! Looking back from the character that a time is known by (年, 月, 季) to where the time begins.
//!
//! Nothing is looked for before `floor`, the end of the time before, so that a text is passed over once.

use super::date::{chinese_digit, is_blank};
use crate::text::{Words, fold, word_list, words};

/// The character before `at`, blanks passed over, and where it begins. Not before `floor`.
pub(super) fn char_before(text: &str, floor: usize, at: usize) -> Option<(char, usize)> {
    let mut end = at;
    for _ in 0..4 {
        let c;
        (c, end) = step_back(text, floor, end)?;
        if !is_blank(c) {
            return Some((c, end));
        }
    }
    None
}

/// The character before `at` and where it begins. Not before `floor`.
#[inline]
fn step_back(text: &str, floor: usize, at: usize) -> Option<(char, usize)> {
    match *text.as_bytes().get(floor..at)? {
        [.., c @ 0..0x80] => Some((c.into(), at - 1)),
        _ => text.get(floor..at)?.chars().next_back().map(|c| (c, at - c.len_utf8())),
    }
}

/// Where one of the words begins that stands right before `at`.
pub(super) fn back_over(text: &str, floor: usize, at: usize, words: &Words) -> Option<usize> {
    let mut before = text.get(floor..at)?;
    // No blank stands behind nearly all characters.
    if !matches!(*before.as_bytes(), [.., 0xE4..=0xE9, _, _] | [.., 0x21..=0x7E]) {
        before = before.trim_end_matches(is_blank);
    }
    word_list::at_end(before, words).map(|word| floor + before.len() - word.len())
}

/// Where the time may begin that a 年, 月 or 季 tells, the earliest first, since the longest that can be read is meant:
/// 2023-2025年, 7、8月. `number`: where the number begins that stands right before that character ([`number_before`]).
pub(super) fn starts(text: &str, floor: usize, number: Option<usize>) -> impl Iterator<Item = usize> {
    let nearest = number.map(|start| back_over(text, floor, start, words!["民国"]).unwrap_or(start));
    let mut starts = [nearest; 4];
    for n in 1..starts.len() {
        starts[n] = starts[n - 1].and_then(|start| item_before(text, floor, start));
    }
    starts.into_iter().rev().flatten()
}

/// Where the number begins that stands right before `at`.
pub(super) fn number_before(text: &str, floor: usize, at: usize) -> Option<usize> {
    /// More digits than any year has.
    const MOST: usize = 7;
    let (_, mut start) = char_before(text, floor, at).filter(|(c, _)| is_numeral(*c))?;
    let mut before = step_back(text, floor, start);
    for _ in 0..MOST {
        let Some((_, at)) = before.filter(|(c, _)| is_numeral(*c)) else { break };
        start = at;
        before = step_back(text, floor, start);
    }
    // 第三季度
    if let Some(('第', at)) = before {
        start = at;
        before = step_back(text, floor, start);
    }
    // 前三季度, but not 年底前三季度
    if let Some(('前', at)) = before
        && step_back(text, floor, at).is_none_or(|(c, _)| c != '底')
    {
        start = at;
    }
    Some(start)
}

/// Where the number (or time with 年 or 月) begins that a dash or 、 before `at` joins on.
fn item_before(text: &str, floor: usize, at: usize) -> Option<usize> {
    let (mark, place) = char_before(text, floor, at)?;
    if !matches!(mark, '、' | '-' | '—' | '–' | '－' | '~' | '～' | '至' | '到' | '和' | '及' | '―' | ',')
    {
        return None;
    }
    number_before(text, floor, place)
}

fn is_numeral(c: char) -> bool {
    fold::half(c).is_ascii_digit() || c == '十' || chinese_digit(c).is_some_and(|_| c != 'O')
}

/// The stretch before `at` that can belong to its sentence.
pub(super) fn near(text: &str, floor: usize, at: usize) -> &str {
    const NEAR: usize = 240;
    let mut from = at.saturating_sub(NEAR).max(floor);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}
