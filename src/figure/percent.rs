//! Percentages in words: `百分之九十五`, `百分之百`, `九成以上`.
//!
//! Written with % they are numbers with a unit like any other.

use super::number::{self, Number, Reading};
use super::per::Per;
use super::quantity::{Quantity, Unit, finish};
use super::scale::Scaled;
use crate::lexicon::Dimension;
use std::borrow::Cow;

/// Reads the percentage whose 百 stands at `at`. 六个百分之百 is the name of a set of rules.
pub(super) fn read(s: &str, at: usize) -> Option<Quantity> {
    let from = at + "百分之".len();
    if s[..at].ends_with('个') {
        return None;
    }
    let (value, mut end) = if s[from..].starts_with('百') {
        (100, from + "百".len())
    } else if number::digit(s.as_bytes(), from).is_some() {
        let Reading::Number { number, end } = number::read(s.as_bytes(), from) else { return None };
        return Some(of(s, at, number, end));
    } else {
        number::read_chinese(s, from)?
    };
    let mut number = Number::whole(value.into());
    // 百分之九十五点六
    if let Some(decimals) = s[end..].strip_prefix('点') {
        let mut chars = 0;
        for c in decimals.chars() {
            let Some(d) = "零一二三四五六七八九".chars().position(|x| x == c) else { break };
            number = Number { digits: number.digits.checked_mul(10)? + d as u128, fraction: number.fraction + 1 };
            chars += c.len_utf8();
            if chars > 12 {
                return None;
            }
        }
        end += if chars > 0 { "点".len() + chars } else { 0 };
    }
    Some(of(s, at, number, end))
}

/// Reads tenths at `at`: 九成以上, 近三成, 达七成. 一成不变 and 三成员 are none: a comparator stands on either side, or a mark closes them.
pub(super) fn tenths(s: &str, at: usize) -> Option<Quantity> {
    let digit = "一二三四五六七八九".chars().position(|c| s[at..].starts_with(c))?;
    let mut end = at + "九成".len();
    let mut tenths = 10 * (digit as u128 + 1);
    if let Some(rest) = s[end..].strip_prefix('半') {
        (end, tenths) = (s.len() - rest.len(), tenths + 5);
    }
    let behind = ["以上", "以下", "以内", "左右"].iter().any(|word| s[end..].starts_with(word));
    let before = s[..at].ends_with(['超', '近', '达', '约', '到', '过', '逾', '足', '破', '占', '为', '率']);
    let closed = s[end..].chars().next().is_none_or(|c| "，。；、,;）)的".contains(c));
    (behind || before && closed).then(|| of(s, at, Number::whole(tenths), end))
}

fn of(s: &str, start: usize, number: Number, end: usize) -> Quantity {
    let unit = Unit { name: Cow::Borrowed("%"), dimension: Dimension::Ratio };
    let high = Scaled { number, power: 0, more: false, end };
    let per = Per::default();
    let mut out =
        Quantity { start, end, high, low: None, worded: false, unit: Some(unit), per, bound: None, opens: false };
    finish(s, &mut out);
    out
}
