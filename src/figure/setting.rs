//! What the reader of a passage knows before reading it: the field, whether the notice reports, and the unit that a header names.

use crate::lexicon::measure::MEASURES;
use crate::lexicon::{Care, Dimension, Field};
use crate::text::fold;

/// What the reader of a passage knows before reading it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub field: Field,
    /// The notice reports on what was done (`DocumentKind::Progress`).
    pub report: bool,
    /// The unit that the column header names, for numbers that stand bare.
    pub header_unit: Option<HeaderUnit>,
}

impl Setting {
    pub fn new(field: Field, report: bool) -> Self {
        Self { field, report, header_unit: None }
    }
}

/// A unit in a column header: `总投资（万元）`, `完成比例(%)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderUnit {
    /// Standard spelling, without multiplier.
    pub unit: &'static str,
    pub dimension: Dimension,
    /// Power of ten of the multiplier: 4 for 万.
    pub power: u32,
}

impl HeaderUnit {
    /// The unit that a column header names in its last bracket or behind 单位：.
    pub fn of(header: &str) -> Option<Self> {
        // Nearly all headers name no unit.
        if !header.contains(['(', '（', '单']) {
            return None;
        }
        let header = fold::key(header);
        let inner = match header.rsplit_once('(') {
            Some((_, tail)) => tail.split(')').next().unwrap_or(tail),
            None => header.split_once("单位:").map(|(_, tail)| tail)?,
        };
        Self::whole(inner.trim_start_matches("单位:").trim_start_matches("单位"))
    }

    /// The unit that a word is, with its multiplier: 万元, 户. `word`: as [`fold::key`] makes it.
    pub fn whole(word: &str) -> Option<Self> {
        let (mut power, mut rest) = (0, word);
        loop {
            let head = rest.chars().next()?;
            if let Some((len, m)) = MEASURES.longest_in(rest)
                && m.care != Care::Never
                && len == rest.len()
            {
                return Some(Self { unit: m.unit, dimension: m.dimension, power });
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_units() {
        let unit = |h: &str| HeaderUnit::of(h).map(|u| (u.unit, u.power));
        assert_eq!(unit("总投资（万元）"), Some(("元", 4)));
        assert_eq!(unit("完成比例(％)"), Some(("%", 0)));
        assert_eq!(unit("任务数(万 人次)"), Some(("人次", 4)));
        assert_eq!(unit("单位：亩"), Some(("亩", 0)));
        assert_eq!(unit("责任单位(部门)"), None);
        assert_eq!(unit("序号"), None);
    }
}
