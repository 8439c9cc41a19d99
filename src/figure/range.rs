//! Ranges: `1-2个`, `3.5—4米`, `5%—8%`, `3万至5万元`.
//!
//! Ranges of dates are masked before this is asked; a range after 由 becomes a change in `change`.

use super::mask;
use super::number::{self, Reading};
use super::quantity::{Quantity, single, value};
use super::scale::{Scaled, key, key_at, skip_blanks};

/// Joins a quantity with the one behind a dash: 1-2个, 5%—8%, 3万至5万元.
pub(super) fn join(s: &str, first: &mut Quantity) {
    let b = s.as_bytes();
    if first.low.is_some() || first.bound.is_some() || !first.per.is_empty() {
        return;
    }
    let at = skip_blanks(s, first.end);
    let (len, worded) = match mask::dash(s, at) {
        Some(len) => (len, false),
        None if [key("至"), key("到")].contains(&key_at(s, at)) => ("至".len(), true),
        None => return,
    };
    let from = skip_blanks(s, at + len);
    if number::digit(b, from).is_none() {
        return;
    }
    let Reading::Number { number, end } = number::read(b, from) else { return };
    if mask::at_digits(s, from, end).is_some() {
        return;
    }
    let second = single(s, from, number, end);
    if second.unit.is_none() && (worded || first.unit.is_some()) {
        return;
    }
    let same = match (&first.unit, &second.unit) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let mut low = first.high;
    // 5-10万元: the multiplier holds for both, unless the first is then the larger one (500-1万元).
    if first.unit.is_none() && low.power == 0 && second.high.power > 0 {
        let shared = Scaled { power: second.high.power, ..low };
        if value(shared) < value(second.high) {
            low = shared;
        }
    }
    if !same || value(low) >= value(second.high) {
        return;
    }
    *first = Quantity { start: first.start, low: Some(low), worded, opens: first.opens, ..second };
}
