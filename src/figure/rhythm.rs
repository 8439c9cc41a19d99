//! How often work is done: 每季度, 按月或按季, 每月10日前, 每周, 长期执行. No dates, even where a calendar would tell.
//!
//! Most rhythms in notices divide an amount (每人每月60元) or name something (季度例会); those are left out here.

use super::date::{Reader, is_blank};
use super::deadline::{Found, TimeKind};
use super::moment;
use super::seek::{back_over, char_before, near};
use crate::lexicon::time_word::{EACH, REPEATED};
use crate::text::{Words, word_list, words};

/// 每年, 每季度, 按月或按季, 每月10日前: the time that begins near `at` with 每, 按 or 逐.
pub(super) fn recurring(text: &str, floor: usize, at: usize) -> Option<Found> {
    // 每个季度, 每两个月 reach here at their last characters.
    let start = match char_before(text, floor, at) {
        Some(('每', start)) => start,
        _ => at,
    };
    let mut reader = Reader { text, at: start };
    rhythm(&mut reader)?;
    let front = text[floor..start].trim_end_matches(is_blank);
    if is_divisor(front, &reader)
        || (text[start..reader.at].trim_end_matches("半年").ends_with('年') && is_under_another(text, floor, start))
    {
        return None;
    }
    // 按月或按季, 每月、每季度
    loop {
        let mut ahead = reader;
        if ahead.eat_any(words!["或者", "或", "、", "和"]).is_none() || rhythm(&mut ahead).is_none() {
            break;
        }
        reader = ahead;
    }
    within(&mut reader);
    Some(Found::undated(start, reader.at, TimeKind::Recurring))
}

/// 每周 at its last character.
pub(super) fn weekly(text: &str, floor: usize, i: usize) -> Option<Found> {
    let at = back_over(text, floor, i, words!["每"])?;
    let end = i + "周".len();
    // 每周三组织; but 每周一次.
    let day = text[end..].chars().next().filter(|c| "一二三四五六日末".contains(*c));
    day.and_then(|day| regular(text, floor, at, end + day.len_utf8())).or_else(|| regular(text, floor, at, end))
}

/// A rhythm that is one only before what is done so often: 每周开展一次, 每两年组织一次; elsewhere it divides or names.
pub(super) fn regular(text: &str, floor: usize, at: usize, end: usize) -> Option<Found> {
    let reader = Reader { text, at: end };
    if is_divisor(text[floor..at].trim_end_matches(is_blank), &reader) {
        return None;
    }
    word_list::at_start(text[end..].trim_start_matches(is_blank), &REPEATED)?;
    Some(Found::undated(at, end, TimeKind::Recurring))
}

/// 每两个月1场, 每两个月组织一次: several months with what is done in them.
pub(super) fn months(text: &str, floor: usize, at: usize, end: usize) -> Option<Found> {
    let divides = word_list::at_end(text[floor..at].trim_end_matches(is_blank), &EACH).is_some();
    if events(&text[end..]) && !divides {
        return Some(Found::undated(at, end, TimeKind::Recurring));
    }
    regular(text, floor, at, end)
}

/// 每两个月1场: so many events, and no more, are how often something happens.
fn events(behind: &str) -> bool {
    let behind = behind.trim_start_matches(is_blank);
    let count = behind.trim_start_matches(|c: char| "0123456789一二两三四五六".contains(crate::text::fold::half(c)));
    count.len() < behind.len()
        && count.starts_with(['场', '次', '期', '轮', '回'])
        && count.chars().nth(1).is_none_or(|c| !c.is_alphanumeric())
}

/// Whether another time of the sentence governs here already: under 到2025年, 每年 says nothing new. Behind a clause of that
/// time's own it does: 6月底前建成中心1个，每年新增机构3家.
fn is_under_another(text: &str, floor: usize, at: usize) -> bool {
    /// Longer than a mark and a subject (，全市), in bytes.
    const SHORT: usize = 24;
    let front = near(text, floor, at);
    let own = front.len() > SHORT && front.ends_with([',', '，']);
    floor > 0 && front.len() == at - floor && !own && !front.contains(['。', ';', '；', '\n'])
}

/// One word of how often.
fn rhythm(reader: &mut Reader) -> Option<()> {
    static UNITS: Words = Words::of(&["半年", "年度", "年", "季度", "季", "月度", "月份", "月"]);
    let mut ahead = *reader;
    let each = ahead.eat_any(words!["每", "按", "逐", "常"])?;
    ahead.eat("个");
    // 按年龄, 按季节, 按月龄 are no rhythm, 常 goes with 年 only.
    if ahead.sees_any(words!["年龄", "季节", "月龄", "年级", "年均"]) || (each == 3 && !ahead.sees("年")) {
        return None;
    }
    if each == 1 && ahead.sees_any(words!["年度"]) {
        return None;
    }
    ahead.eat_any(&UNITS)?;
    *reader = ahead;
    Some(())
}

/// Whether the rhythm divides an amount: 每人每月60元, 每年3万元/人, 元/每月.
fn is_divisor(front: &str, reader: &Reader) -> bool {
    if word_list::at_end(front, &EACH).is_some() {
        return true;
    }
    match reader.peek() {
        Some('每' | '人' | '户' | '/' | '／') => true,
        // Digits behind: an amount of money or times in that span, but not the day it is done (每月10日前).
        Some(c) if crate::text::fold::half(c).is_ascii_digit() => {
            let mut ahead = *reader;
            !(within(&mut ahead) && ahead.at != reader.at)
        }
        // 每年约3万元, 每月最高500元
        _ => {
            let mut ahead = *reader;
            ahead
                .eat_any(words![
                    "不超过",
                    "不高于",
                    "最高",
                    "约",
                    "近",
                    "不低于",
                    "给予",
                    "标准",
                    "补助",
                    "补贴",
                    "奖补",
                    "资助",
                ])
                .is_some()
                && ahead.peek().is_some_and(|c| crate::text::fold::half(c).is_ascii_digit())
        }
    }
}

/// The part of the span in which it happens: 每月10日前, 每年6月至9月, 每年12月底前, 每季度末.
fn within(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    // 每季度末月25日前, 每季度首月10日前
    if ahead.eat_any(words!["末月", "首月", "次月"]).is_some() {
        *reader = ahead;
    }
    if let Some(moment) = moment::read(ahead.text, ahead.at, false).filter(|m| m.year == moment::Year::Open) {
        ahead.at = moment.end;
        // 每年3月和9月
        let mut more = ahead;
        while more.eat_any(words!["、", "和", "及"]).is_some()
            && let Some(moment) = moment::read(more.text, more.at, false)
        {
            more.at = moment.end;
            ahead = more;
        }
    } else {
        let mut day = ahead;
        if day.number_to(31).is_some() && day.eat_any(words!["日", "号"]).is_some() {
            ahead = day;
        } else if ahead.eat_any(words!["底", "末", "初", "上旬", "中旬", "下旬"]).is_none() {
            // 每月前5日: not met
            return false;
        }
    }
    ahead.eat_any(words!["之前", "以前", "前"]);
    *reader = ahead;
    true
}

/// 长期执行, 长期坚持: the 期 at `i`.
pub(super) fn standing(text: &str, floor: usize, i: usize) -> Option<Found> {
    if let Some(at) = back_over(text, floor, i, words!["每学", "每个学"]) {
        return regular(text, floor, at, i + 3);
    }
    let start = back_over(text, floor, i, words!["长"])?;
    let mut reader = Reader { text, at: i + 3 };
    let alone = text[floor..start].trim().is_empty() && reader.peek().is_none_or(|c| "。；;\n".contains(c));
    let stays = reader.eat_any(words!["执行", "坚持", "实施", "推进", "落实", "开展", "有效"]).is_some();
    // 长期执行 governs its clause only as its end; 长期坚持以人民为中心 is a phrase.
    let ends = reader.peek().is_none_or(|c| "。；;，,）)\n".contains(c));
    (alone || (stays && ends)).then(|| Found::undated(start, reader.at, TimeKind::Recurring))
}
