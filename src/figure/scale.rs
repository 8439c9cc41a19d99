//! Multipliers behind a number, and the 余 and 多 among them: `1.8万`, `2万4千余`, `45多万`, `1亿2000万`.

use super::number::{self, Number, Reading};
use crate::lexicon::Care;
use crate::lexicon::measure::MEASURES;

/// A number with its multiplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scaled {
    pub number: Number,
    /// Power of ten of the multiplier.
    pub power: u32,
    /// 余 or 多: more than that.
    pub more: bool,
    pub end: usize,
}

/// Blanks that extractors leave between a number, its multiplier and its unit.
#[inline]
pub(super) fn skip_blanks(s: &str, mut at: usize) -> usize {
    let b = s.as_bytes();
    loop {
        at += match b.get(at) {
            Some(b' ' | b'\t') => 1,
            Some(0xE3) if b[at..].starts_with("\u{3000}".as_bytes()) => 3,
            Some(0xC2) if b[at..].starts_with("\u{A0}".as_bytes()) => 2,
            _ => return at,
        }
    }
}

/// The power of ten of the multiplier character at a place. All are three bytes long.
fn power_at(s: &str, at: usize) -> Option<u32> {
    const TEN: u32 = key("十");
    const HUNDRED: u32 = key("百");
    const THOUSAND: u32 = key("千");
    const MYRIAD: u32 = key("万");
    const HUNDRED_MILLION: u32 = key("亿");
    Some(match key_at(s, at) {
        TEN => 1,
        HUNDRED => 2,
        THOUSAND => 3,
        MYRIAD => 4,
        HUNDRED_MILLION => 8,
        _ => return None,
    })
}

/// The three bytes of a Chinese character as one number, to compare at once.
pub(super) const fn key(word: &str) -> u32 {
    let b = word.as_bytes();
    (b[0] as u32) << 16 | (b[1] as u32) << 8 | b[2] as u32
}

/// The [`key`] of the three bytes at a place; 0 at the end of the text.
#[inline]
pub(super) fn key_at(s: &str, at: usize) -> u32 {
    match s.as_bytes().get(at..at + 3) {
        Some(&[a, b, c]) => u32::from(a) << 16 | u32::from(b) << 8 | u32::from(c),
        _ => 0,
    }
}

/// Whether a measure word starts here (千瓦, 百分点), which a multiplier must not eat into.
fn measure_starts(s: &str, at: usize) -> bool {
    let b = s.as_bytes();
    matches!(b.get(at), Some(0xE4..=0xE9))
        && matches!(MEASURES.longest(&b[at..]), Some((_, m)) if m.care != Care::Never)
}

/// 余 or 多 behind a number, if a multiplier or a measure word follows it.
fn more_at(s: &str, at: usize) -> Option<usize> {
    const MORE: [u32; 4] = [key("余"), key("多"), key("来"), key("几")];
    let len = MORE.contains(&key_at(s, at)).then_some(3)?;
    let next = skip_blanks(s, at + len);
    (power_at(s, next).is_some() || measure_starts(s, next)).then_some(next)
}

/// The powers of all multipliers that stand together from `at` on: 万, 千万, 万亿.
fn powers(s: &str, mut at: usize) -> (u32, usize) {
    let mut sum = 0;
    while let Some(power) = power_at(s, at) {
        if measure_starts(s, at) || sum > 16 {
            break;
        }
        sum += power;
        at += 3;
    }
    (sum, at)
}

/// Reads what multiplies the number that ends at `end`.
pub(super) fn read(s: &str, number: Number, end: usize) -> Scaled {
    let mut out = Scaled { number, power: 0, more: false, end };
    let b = s.as_bytes();
    // Nearly every number is followed by a Chinese character or a mark; only blanks and Chinese can lead on.
    if !matches!(b.get(end), Some(b' ' | b'\t' | 0xC2 | 0xE3..=0xE9)) {
        return out;
    }
    let mut at = skip_blanks(s, end);
    if let Some(next) = more_at(s, at) {
        out.more = true;
        out.end = next;
        at = next;
    }
    let (power, next) = powers(s, at);
    if power == 0 {
        return out;
    }
    out.power = power;
    out.end = next;
    // 2万4千: a smaller multiplier follows its number at once; or bare digits close it (3万5000).
    if !out.more
        && number::digit(b, next).is_some()
        && let Reading::Number { number: low, end } = number::read(b, next)
    {
        let (low_power, stop) = powers(s, end);
        let below = low.scaled(low_power).zip(Number::whole(1).scaled(power)).is_some_and(|(low, one)| low < one);
        if low.fraction == 0
            && below
            && low_power < power
            && (low_power > 0 || low.digits >= 100)
            && let Some(sum) = number.plus(power, low, low_power)
        {
            out = Scaled { number: sum, power: 0, more: false, end: stop };
        }
    }
    let at = skip_blanks(s, out.end);
    if !out.more
        && let Some(next) = more_at(s, at)
    {
        out.more = true;
        let (again, stop) = powers(s, next);
        out.power += again;
        out.end = stop;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(s: &str) -> (String, bool, &str) {
        let Reading::Number { number, end } = number::read(s.as_bytes(), 0) else { panic!("no number: {s}") };
        let scaled = read(s, number, end);
        (scaled.number.scaled(scaled.power).unwrap().to_string(), scaled.more, &s[scaled.end..])
    }

    #[test]
    fn multipliers() {
        assert_eq!(value("1.8万座"), ("18000".into(), false, "座"));
        assert_eq!(value("2万4千余次"), ("24000".into(), true, "次"));
        assert_eq!(value("45多万人次"), ("450000".into(), true, "人次"));
        assert_eq!(value("20余万人次"), ("200000".into(), true, "人次"));
        assert_eq!(value("1亿2000万元"), ("120000000".into(), false, "元"));
        assert_eq!(value("3千瓦"), ("3".into(), false, "千瓦"));
        assert_eq!(value("5万千瓦时"), ("50000".into(), false, "千瓦时"));
        assert_eq!(value("2个百分点"), ("2".into(), false, "个百分点"));
        assert_eq!(value("3百分点"), ("3".into(), false, "百分点"));
        assert_eq!(value("2 万 元"), ("20000".into(), false, " 元"));
        assert_eq!(value("1.2万亿元"), ("1200000000000".into(), false, "元"));
        assert_eq!(value("6余款"), ("6".into(), false, "余款"));
    }
}
