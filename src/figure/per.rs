//! What an amount is divided by: `元/月·人`, `每人每月`, `人均`.
//!
//! Here the words are read; which amount a word further off governs is decided in `clause`.

use super::scale::skip_blanks;
use crate::lexicon::measure::{PER_MARKS, PERS};

/// Up to four units, in the order in which they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Per {
    items: [&'static str; 4],
    len: u8,
}

impl Per {
    /// The divisors that a word names: one, or several with · between.
    pub fn of(units: &'static str) -> Self {
        let mut per = Self::default();
        units.split('·').for_each(|unit| per.push(unit));
        per
    }

    pub fn push(&mut self, unit: &'static str) {
        let len = usize::from(self.len);
        if len < self.items.len() && !self.as_slice().contains(&unit) {
            self.items[len] = unit;
            self.len += 1;
        }
    }

    /// Adds the units of another in front of these.
    pub fn lead(&mut self, other: Per) {
        let mine = *self;
        *self = other;
        mine.as_slice().iter().for_each(|unit| self.push(unit));
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn as_slice(&self) -> &[&'static str] {
        &self.items[..usize::from(self.len)]
    }
}

/// The unit to divide by that starts at a place.
fn unit_at(s: &str, at: usize) -> Option<(usize, &'static str)> {
    let rest = s.get(at..)?;
    PERS.longest_in(rest)
}

/// Length of a mark between units, where one stands.
fn mark_at(s: &str, at: usize) -> Option<usize> {
    let c = s.get(at..)?.chars().next()?;
    PER_MARKS.contains(c).then_some(c.len_utf8())
}

/// Units that follow each other without a mark: 元/年人, 元/人月.
fn glues(unit: &str) -> bool {
    matches!(unit, "年" | "月" | "日" | "天" | "人" | "户" | "生" | "季" | "学期")
}

/// What stands behind the unit of an amount: `/月·人`, `/人/月`, `/年人`, and `每人每月` where it closes the amount.
pub(super) fn behind(s: &str, at: usize) -> Option<(Per, usize)> {
    let first = skip_blanks(s, at);
    let c = s.get(first..)?.chars().next()?;
    if c == '每' {
        let (per, end) = every(s, first)?;
        // 60元每人每月。 but not 3次每次不少于1小时.
        let closes = s[end..].chars().next().is_none_or(|c| "，,。；;、)）的标".contains(c));
        return closes.then_some((per, end));
    }
    if c != '/' && c != '／' {
        return None;
    }
    let mut per = Per::default();
    let mut at = skip_blanks(s, first + c.len_utf8());
    // /每人每月
    if s[at..].starts_with('每') {
        return every(s, at);
    }
    let mut end = None;
    while let Some((len, unit)) = unit_at(s, at) {
        per.push(unit);
        at += len;
        end = Some(at);
        let next = skip_blanks(s, at);
        if let Some(mark) = mark_at(s, next) {
            at = skip_blanks(s, next + mark);
        } else if glues(unit) && unit_at(s, at).is_some_and(|(_, next)| glues(next)) && !ends_as_date(s, at) {
        } else {
            break;
        }
        if per.len == 4 {
            break;
        }
    }
    end.map(|end| (per, end))
}

/// 年底, 月末 behind a divisor begin the next words.
fn ends_as_date(s: &str, at: usize) -> bool {
    ["年底", "年末", "年内", "年前", "月底", "月前", "日前"].iter().any(|w| s[at..].starts_with(w))
}

/// 每人每月, 每千人口: all that are said in a row. `at` is the place of the first 每.
pub(super) fn every(s: &str, mut at: usize) -> Option<(Per, usize)> {
    let mut per = Per::default();
    let mut end = None;
    while s.get(at..).is_some_and(|rest| rest.starts_with('每')) {
        let mut word = at + "每".len();
        // 每一人, 每1名
        for one in ["一", "1"] {
            if s[word..].starts_with(one) {
                word += one.len();
            }
        }
        word = skip_blanks(s, word);
        // 每个月, 每个工作日; a bare 每个 is no divisor.
        if s[word..].starts_with("个月") || s[word..].starts_with("个工作日") || s[word..].starts_with("个学期")
        {
            word += "个".len();
        } else if ["个托位", "个岗位"].iter().any(|place| s[word..].starts_with(place)) {
            // 每个托位补助1万元
            word += "个".len();
        } else if s[word..].starts_with('个') {
            break;
        }
        let Some((len, unit)) = unit_at(s, word) else { break };
        per.push(unit);
        at = word + len;
        end = Some(at);
        // 每年人均, 每人·月
        if let Some(mark) = mark_at(s, at)
            && let Some((len, unit)) = unit_at(s, at + mark)
        {
            per.push(unit);
            at += mark + len;
            end = Some(at);
        }
        at = skip_blanks(s, at);
        if per.len == 4 {
            break;
        }
    }
    end.map(|end| (per, end))
}

/// Whether a divisor counts persons or things (每户, 人均), which holds for one amount, and not time (每年), which holds for all that is done.
pub(super) fn is_time(unit: &str) -> bool {
    matches!(unit, "年" | "月" | "日" | "天" | "周" | "季" | "半年" | "学期" | "学年" | "工作日" | "学年度")
}

/// Places and bodies: 每村建成1个 says 1 each, while 每村补助5万元 says money by the village.
pub(super) fn is_place(unit: &str) -> bool {
    matches!(
        unit,
        "村" | "校"
            | "班"
            | "镇"
            | "县"
            | "区"
            | "县区"
            | "乡镇"
            | "镇街"
            | "社区"
            | "街道"
            | "站"
            | "点"
            | "所"
            | "座"
            | "处"
            | "家"
            | "园"
            | "馆"
            | "院"
            | "店"
            | "屋"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(found: Option<(Per, usize)>) -> Option<(String, usize)> {
        found.map(|(per, end)| (per.as_slice().join("|"), end))
    }

    #[test]
    fn divisors() {
        assert_eq!(text(behind("/月·人提高", 0)), Some(("月|人".into(), 9)));
        assert_eq!(text(behind("/人/月", 0)), Some(("人|月".into(), 8)));
        assert_eq!(text(behind("/年人,", 0)), Some(("年|人".into(), 7)));
        assert_eq!(text(behind("／平方米", 0)), Some(("平方米".into(), 12)));
        assert_eq!(text(behind("每人每月,", 0)), Some(("人|月".into(), 12)));
        assert_eq!(text(behind("每次不少于", 0)), None);
        assert_eq!(text(every("每千人口", 0)), Some(("千人口".into(), 12)));
        assert_eq!(text(every("每个县区", 0)), None);
        assert_eq!(text(every("每个月", 0)), Some(("月".into(), 9)));
        assert_eq!(text(every("每逢", 0)), None);
    }
}
