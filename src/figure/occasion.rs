//! Times that are told by what happens (采暖期到来前, 春节后), by a plan (“十四五”期间), or by all of the year (全年).
//!
//! An occasion has no dates here, even where a calendar would tell.

use super::date::{Reader, is_blank};
use super::deadline::{Found, TimeKind};
use super::seek::{back_over, near};
use crate::lexicon::time_word::{ARRIVES, OCCASIONS, PLANS, YEAR_NOUNS, YEAR_TAKERS};
use crate::text::{Span, word_list, words};
use jiff::civil::Date;

/// 采暖期到来前, 春节前: the time that 前 or 后 at `i` ends.
pub(super) fn event(text: &str, floor: usize, i: usize) -> Option<Found> {
    let word = &text[i..i + 3];
    let end = i + 3;
    let behind = &text[end..];
    // 开学前期, 汛期前后
    if behind.starts_with(['期', '后', '往', '台', '勤', '续', '备']) {
        return None;
    }
    let mut at = back_over(text, floor, i, words!["之", "以"]).unwrap_or(i);
    at = back_over(text, floor, at, &ARRIVES).unwrap_or(at);
    if word == "后" && at == i && back_over(text, floor, i, words!["条件成熟", "成熟"]).is_none() {
        // 春节后 tells a start; 供热后 is a state.
        back_over(text, floor, i, words!["春节", "元旦", "国庆", "国庆节", "中秋", "汛期", "雨季", "麦收", "秋收"])?;
    }
    let start = match back_over(text, floor, at, words!["条件成熟", "成熟"]) {
        Some(start) if word == "后" => start,
        _ => back_over(text, floor, at, &OCCASIONS)?,
    };
    // The year of the occasion: 2023年春节前, 明年汛期前, 今冬采暖期前.
    let start = back_over(text, floor, start, words!["今年", "明年", "次年", "本年度", "下一年", "今冬", "明春"])
        .or_else(|| year_before(text, floor, start))
        .unwrap_or(start);
    Some(Found::undated(start, end, TimeKind::Event))
}

/// What a day may be called that work is done before: 11月15日供暖期到来前, 9月1日开学前.
pub(super) fn arrives(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    ahead.eat_any(words!["正式", "全面"]);
    let named = ahead.eat_any(&OCCASIONS).is_some();
    ahead.eat_any(&ARRIVES);
    ahead.eat_any(words!["之", "以"]);
    let before = named && ahead.eat("前");
    if before {
        *reader = ahead;
    }
    before
}

/// Where a year of four digits with 年 begins that stands right before `at`.
fn year_before(text: &str, floor: usize, at: usize) -> Option<usize> {
    let nian = back_over(text, floor, at, words!["年"])?;
    let digits = text.get(nian.checked_sub(4)?..nian)?;
    (nian - 4 >= floor && digits.bytes().all(|b| b.is_ascii_digit())).then_some(nian - 4)
}

/// “十四五”期间, “十三五”期末: the 期 at `i`.
pub(super) fn span_of_years(text: &str, floor: usize, i: usize) -> Option<Found> {
    let mut at = back_over(text, floor, i, words!["时"]).unwrap_or(i);
    at = back_over(text, floor, at, words!["”", "\"", "」", "』", "’", "＂"]).unwrap_or(at);
    let front = text.get(floor..at)?.trim_end_matches(is_blank);
    let (word, first) = *PLANS.iter().find(|(word, _)| front.ends_with(word))?;
    let start = floor + front.len() - word.len();
    let start = back_over(text, floor, start, words!["“", "\"", "「", "『", "‘", "＂"]).unwrap_or(start);
    let (from, to) = (Date::new(first, 1, 1).ok(), Date::new(first + 4, 12, 31).ok());
    let mut reader = Reader { text, at: i + 3 };
    let until = back_over(text, floor, start, words!["到", "至"]);
    if text[i..].starts_with('末') || reader.eat_any(words!["末", "底"]).is_some() {
        reader.eat("前");
        let span = Span::new(until.unwrap_or(start), reader.at);
        return Some(Found { span, kind: TimeKind::Deadline, start: None, end: to });
    }
    if reader.sees_any(words!["初", "规划", "满"])
        || !(reader.eat("间") || reader.eat("内") || at != i)
        || reader.peek() == Some('的')
    {
        return None;
    }
    Some(Found { span: Span::new(start, reader.at), kind: TimeKind::Window, start: from, end: to })
}

/// 全年 from `at` to `end`, without dates, where it is when the work is done and not a part of a name (完成全年任务).
pub(super) fn all_year(text: &str, floor: usize, at: usize, end: usize) -> Option<Found> {
    let behind = text[end..].trim_start_matches(is_blank);
    let front = near(text, floor, at).trim_end_matches(is_blank);
    if word_list::at_end(front, &YEAR_TAKERS).is_some() {
        return None;
    }
    let planned =
        behind.starts_with("计划") && !behind[6..].starts_with(['的', '任', '数', '总', '目', '、', ',', '，', '。']);
    if word_list::at_start(behind, &YEAR_NOUNS).is_some() && !planned {
        return None;
    }
    if floor > 0 && !front.contains(['。', ';', '；', '\n', ',', '，']) {
        return None;
    }
    Some(Found::undated(at, end, TimeKind::Window))
}
