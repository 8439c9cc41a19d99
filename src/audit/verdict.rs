//! Comparing what is stated with what was computed, at the precision of what is stated.

use crate::figure::Decimal;
use crate::record::Verdict;
use crate::text::fold;
use rust_decimal::RoundingStrategy;

/// One unit of the last digit that a figure is written with: `2.4亿元` → 10000000, `57.14%` → 0.01.
pub fn last_digit(raw: &str, value: Decimal) -> Decimal {
    let written: String = raw
        .chars()
        .map(fold::half)
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || *c == '.' || *c == ',')
        .filter(|c| *c != ',')
        .collect();
    let Ok(number) = written.parse::<Decimal>() else { return Decimal::ONE };
    let places = written.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32);
    let unit = Decimal::new(1, places.min(20));
    if number.is_zero() { unit } else { value.checked_div(number).and_then(|m| m.checked_mul(unit)).unwrap_or(unit) }
}

/// A percentage against the exact quotient: rounded half up to the digits stated it holds.
pub fn percentage(raw: &str, value: Decimal, exact: Decimal) -> Verdict {
    let step = last_digit(raw, value);
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
        Verdict::Holds
    } else if (stated - computed).abs() < last_digit(raw, stated)
        && stated >= last_digit(raw, stated) * Decimal::TEN
        && raw.contains(['.', '万', '亿', '约', '近'])
    {
        Verdict::Rounds
    } else {
        Verdict::Fails
    }
}

/// `done` in per cent of `of`.
pub fn quotient(done: Decimal, of: Decimal) -> Option<Decimal> {
    if of.is_zero() { None } else { done.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of) }
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
        assert_eq!(total("27户", d("27"), d("26")), Verdict::Fails);
        assert_eq!(four_places(quotient(d("2"), d("3")).unwrap()), d("66.6667"));
    }
}
