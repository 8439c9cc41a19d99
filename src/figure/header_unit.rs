//! Units that stand beside a number and not behind it: in the header of its column (`总投资（万元）`), or in a cell of its row (计量单位: 元/月).

use super::per::{self, Per};
use crate::lexicon::measure::MEASURES;
use crate::lexicon::{Care, Dimension};
use crate::text::fold;

/// A unit for numbers that stand bare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderUnit {
    /// Standard spelling, without multiplier.
    pub unit: &'static str,
    pub dimension: Dimension,
    /// Power of ten of the multiplier: 4 for 万.
    pub power: u32,
    pub(super) per: Per,
}

/// A per cent sign and what stands between it and another unit.
const PER_CENT: [char; 4] = ['%', '％', '、', '，'];

impl HeaderUnit {
    /// The unit that a column header names in its last bracket or behind 单位：.
    pub fn of(header: &str) -> Option<Self> {
        // Nearly all headers name no unit.
        if !header.contains(['(', '（', '单', '%', '％']) {
            return None;
        }
        let header = fold::key(header);
        let inner = match header.rsplit_once('(') {
            Some((_, tail)) => tail.split(')').next().unwrap_or(tail),
            // 占年度目标%
            None if header.ends_with('%') => "%",
            None => header.split_once("单位:").map(|(_, tail)| tail)?,
        };
        Self::whole(inner.trim_start_matches("单位:").trim_start_matches("单位"))
    }

    /// The unit that a line above a table gives to its numbers: `单位：万元`, `填报单位：县民政局　金额单位：元`.
    pub fn of_line(line: &str) -> Option<Self> {
        Self::word_of_line(line).map(|(unit, _)| unit)
    }

    /// Like [`HeaderUnit::of_line`], with the unit as the line writes it.
    pub fn word_of_line(line: &str) -> Option<(Self, &str)> {
        line.match_indices("单位").find_map(|(at, label)| {
            let stated = line[at + label.len()..].trim_start().strip_prefix(['：', ':'])?.trim_start();
            let end = stated.find(|c: char| c.is_whitespace() || "）)】］]|│，。,;；".contains(c));
            let words = &stated[..end.unwrap_or(stated.len())];
            // 万元、%: rates have their own columns.
            let word = words.trim_start_matches(PER_CENT).trim_end_matches(PER_CENT);
            let word = if word.is_empty() { words } else { word };
            Self::whole(&fold::key(word)).map(|unit| (unit, word))
        })
    }

    /// The unit that a word is, with its multiplier and what it is divided by: 万元, 户, 元/人·月. `word`: as [`fold::key`] makes it.
    pub fn whole(word: &str) -> Option<Self> {
        let (mut power, mut rest) = (0, word);
        loop {
            let head = rest.chars().next()?;
            if let Some((len, m)) = MEASURES.longest_in(rest)
                && m.care != Care::Never
            {
                let per = match rest[len..].is_empty() {
                    true => Some(Per::default()),
                    false => per::behind(rest, len).filter(|(_, end)| *end == rest.len()).map(|(per, _)| per),
                };
                if let Some(per) = per {
                    return Some(Self { unit: m.unit, dimension: m.dimension, power, per });
                }
            }
            power += match head {
                '十' => 1,
                '百' => 2,
                '千' => 3,
                '万' | '萬' => 4,
                '亿' | '億' => 8,
                _ => return None,
            };
            rest = &rest[head.len_utf8()..];
        }
    }

    /// The unit of the bare numbers in a column whose name is a rate (完成率) and names no unit. A number below 2 may be a fraction
    /// (0.85) or a per cent; then it has none.
    pub fn of_rate(header: &str, number: &str) -> Option<Self> {
        const RATES: [&str; 6] = ["率", "比例", "比率", "占比", "比重", "百分比"];
        let value = super::cell::number(number)?.0;
        let rate = RATES.iter().any(|rate| header.trim_end().ends_with(rate));
        if rate && value >= super::Decimal::TWO { Self::whole("%") } else { None }
    }

    /// The same unit with another multiplier.
    pub fn with_power(self, power: u32) -> Self {
        Self { power, ..self }
    }

    /// What it is divided by: 人 and 月 of 元/人·月.
    pub fn per(&self) -> &[&'static str] {
        self.per.as_slice()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_above_tables() {
        let unit = |line: &str| HeaderUnit::of_line(line).map(|u| (u.unit, u.power));
        assert_eq!(unit("单位：万元"), Some(("元", 4)));
        assert_eq!(unit("填报单位：县民政局（盖章）   金额单位: 元"), Some(("元", 0)));
        assert_eq!(unit("附表（单位：个）"), Some(("个", 0)));
        assert_eq!(unit("单位：县民政局"), None);
        assert_eq!(unit("责任单位：市教育局"), None);
        assert_eq!(unit("单位：万元、公里"), None);
        assert_eq!(unit("（单位：万元、%）"), Some(("元", 4)));
        assert_eq!(unit("单位：%"), Some(("%", 0)));
    }

    #[test]
    fn header_units() {
        let unit = |h: &str| HeaderUnit::of(h).map(|u| (u.unit, u.power));
        assert_eq!(unit("总投资（万元）"), Some(("元", 4)));
        assert_eq!(unit("完成比例(％)"), Some(("%", 0)));
        assert_eq!(unit("任务数(万 人次)"), Some(("人次", 4)));
        assert_eq!(unit("单位：亩"), Some(("亩", 0)));
        assert_eq!(unit("占年度目标％"), Some(("%", 0)));
        assert_eq!(unit("责任单位(部门)"), None);
        assert_eq!(unit("序号"), None);
    }

    #[test]
    fn units_with_divisors() {
        let unit = |w: &str| HeaderUnit::whole(w).map(|u| (u.unit, u.power, u.per().join("·")));
        assert_eq!(unit("元/月"), Some(("元", 0, "月".into())));
        assert_eq!(unit("万元/户"), Some(("元", 4, "户".into())));
        assert_eq!(unit("元/人·月"), Some(("元", 0, "人·月".into())));
        assert_eq!(unit("元/人/年"), Some(("元", 0, "人·年".into())));
        assert_eq!(unit("个/人"), Some(("个", 0, "人".into())));
        assert_eq!(unit("元/"), None);
        assert_eq!(unit("元及以上"), None);
    }

    #[test]
    fn rates_without_a_mark_are_per_cents_unless_they_may_be_fractions() {
        let unit = |h: &str, n: &str| HeaderUnit::of_rate(h, n).map(|u| u.unit);
        assert_eq!(unit("完成率", "84.5"), Some("%"));
        assert_eq!(unit("完成率", "0.845"), None);
        assert_eq!(unit("完成率", "1"), None);
        assert_eq!(unit("完成数", "84"), None);
    }
}
