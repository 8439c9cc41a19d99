//! Looking back from the character that a time is known by (年, 月, 季) to where the time begins.
//!
//! Nothing is looked for before `floor`, the end of the time before, so that a text is passed over once.

use super::date::{chinese_digit, is_blank};
use super::word;
use crate::text::fold;

/// The character before `at`, blanks passed over, and where it begins. Not before `floor`.
pub(super) fn char_before(text: &str, floor: usize, at: usize) -> Option<(char, usize)> {
    let mut end = at;
    for c in text.get(floor..at)?.chars().rev().take(4) {
        end -= c.len_utf8();
        if !is_blank(c) {
            return Some((c, end));
        }
    }
    None
}

/// Where one of the words begins that stands right before `at`.
pub(super) fn back_over(text: &str, floor: usize, at: usize, words: &[&str]) -> Option<usize> {
    let before = text.get(floor..at)?.trim_end_matches(is_blank);
    word::at_end(before, words).map(|word| floor + before.len() - word.len())
}

/// Where the time may begin whose 年, 月 or 季 stands at `at`, the earliest first, since the longest that can be read is meant:
/// 2023-2025年, 7、8月.
pub(super) fn starts(text: &str, floor: usize, at: usize) -> impl Iterator<Item = usize> {
    let nearest = number_before(text, floor, at).map(|start| back_over(text, floor, start, &["民国"]).unwrap_or(start));
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
    for c in text.get(floor..start)?.chars().rev().take(MOST).take_while(|c| is_numeral(*c)) {
        start -= c.len_utf8();
    }
    // 第三季度
    if text.get(floor..start)?.ends_with('第') {
        start -= '第'.len_utf8();
    }
    // 前三季度, but not 年底前三季度
    if text.get(floor..start)?.ends_with('前') && !text.get(floor..start)?.ends_with("底前") {
        start -= '前'.len_utf8();
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
