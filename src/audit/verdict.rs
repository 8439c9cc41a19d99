//! Comparing what is stated with what was computed, at the precision of what is stated.

use crate::figure::Decimal;
use crate::record::Verdict;
use crate::text::fold;
use rust_decimal::RoundingStrategy;

/// One unit of the last digit that a figure is written with: `2.4亿元` → 10000000, `57.14%` → 0.01.
pub fn last_digit(raw: &str, value: Decimal) -> Decimal {
    let Some((number, places)) = written(raw) else { return Decimal::ONE };
    let unit = Decimal::new(1, places.min(20));
    if number.is_zero() || number == value {
        return unit;
    }
    value.checked_div(number).and_then(|m| m.checked_mul(unit)).unwrap_or(unit)
}

/// By how much rounding may have moved an amount: half a unit of its last digit where it is written in 万, 亿 or with a point, else nothing.
pub fn rounding(raw: &str, value: Decimal) -> Decimal {
    if raw.contains(['.', '．', '万', '亿', '約', '约', '近']) {
        last_digit(raw, value) / Decimal::TWO
    } else {
        Decimal::ZERO
    }
}

/// The first number of a figure as it is written, commas aside, and its digits behind the point.
fn written(raw: &str) -> Option<(Decimal, u32)> {
    let (mut number, mut digits, mut places) = (0i64, 0, None);
    let part = raw.chars().map(fold::half).skip_while(|c| !c.is_ascii_digit());
    for c in part.clone().take_while(|c| c.is_ascii_digit() || *c == '.' || *c == ',') {
        match c {
            ',' => {}
            '.' if places.is_none() => places = Some(0),
            _ => {
                let Some(digit) = c.to_digit(10).filter(|_| digits < 18) else { return read(part) };
                number = number * 10 + i64::from(digit);
                digits += 1;
                places = places.map(|n| n + 1);
            }
        }
    }
    match places {
        _ if digits == 0 => None,
        Some(0) => read(part),
        _ => Some((Decimal::new(number, places.unwrap_or(0)), places.unwrap_or(0))),
    }
}

/// [`written`] for numbers of many digits and those with points that belong to no number.
fn read(part: impl Iterator<Item = char>) -> Option<(Decimal, u32)> {
    let number = part.take_while(|c| c.is_ascii_digit() || *c == '.' || *c == ',').filter(|c| *c != ',');
    let number: String = number.collect();
    let places = number.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32);
    Some((number.parse().ok()?, places))
}

/// A percentage against the exact quotient: rounded half up to the digits stated it holds. `step` is its last digit.
pub fn percentage(step: Decimal, value: Decimal, exact: Decimal) -> Verdict {
    if step > Decimal::ZERO && (exact - value).abs() >= step {
        return Verdict::Fails;
    }
    let rounded = exact.round_dp_with_strategy(step.normalize().scale(), RoundingStrategy::MidpointAwayFromZero);
    if rounded == value {
        Verdict::Holds
    } else if (exact - value).abs() < step {
        Verdict::Rounds
    } else {
        Verdict::Fails
    }
}

/// A total against the sum of its parts.
pub fn total(raw: &str, stated: Decimal, computed: Decimal) -> Verdict {
    if stated == computed {
        return Verdict::Holds;
    }
    let rounded = || {
        let step = last_digit(raw, stated);
        (stated - computed).abs() < step && stated >= step * Decimal::TEN
    };
    if raw.contains(['.', '万', '亿', '约', '近']) && rounded() { Verdict::Rounds } else { Verdict::Fails }
}

/// `done` in per cent of `of`.
pub fn quotient(done: Decimal, of: Decimal) -> Option<Decimal> {
    if of.is_zero() { None } else { done.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of) }
}

/// An amount for a sentence, in 万 or 亿 where the figure it is held against is written so: 46000000元 beside `4200万元` is 4600万元.
pub fn words(value: Decimal, unit: &str, beside: &str) -> String {
    // 1200 below 投资（万元）.
    let by_header = unit == "元" && !beside.contains('元');
    let scale = |mark, size: u32| {
        let short = value.checked_div(Decimal::from(size))?.normalize();
        let near = short.scale() <= 6 && (short.is_zero() || short.abs() >= Decimal::new(1, 2));
        near.then(|| format!("{short}{mark}{unit}"))
    };
    let scaled = if beside.contains('亿') {
        scale("亿", 100_000_000).or_else(|| scale("万", 10_000))
    } else if beside.contains('万') || by_header {
        scale("万", 10_000)
    } else {
        None
    };
    scaled.unwrap_or_else(|| format!("{}{unit}", value.normalize()))
}

/// A computed percentage for a sentence: one digit more than is stated, and at least two.
pub fn percent_words(exact: Decimal, stated: Decimal) -> String {
    let places = (stated.normalize().scale() + 1).clamp(2, 6);
    format!("{}%", exact.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize())
}

/// Rounded half up to four decimals, as computed percentages are written.
pub fn four_places(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_counts_in_units_of_the_amount() {
        let d = |s: &str| s.parse::<Decimal>().unwrap();
        assert_eq!(last_digit("2.4亿元", d("240000000")), d("10000000"));
        assert_eq!(last_digit("57.14%", d("57.14")), d("0.01"));
        assert_eq!(total("2.4亿元", d("240000000"), d("240146500")), Verdict::Rounds);
        assert_eq!(last_digit("1,５00.0万", d("15000000")), d("1000"));
        assert_eq!(last_digit("3.", d("3")), d("1"));
        assert_eq!(last_digit("1.2.3", d("3")), d("1"));
        assert_eq!(last_digit("0.12345678901234567890", d("0.12345678901234567890")), d("0.00000000000000000001"));
        assert_eq!(total("27户", d("27"), d("26")), Verdict::Fails);
        assert_eq!(four_places(quotient(d("2"), d("3")).unwrap()), d("66.6667"));
    }
}
