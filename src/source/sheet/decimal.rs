//! The number of a cell in decimal digits, and rounding as spreadsheet programs round: on fifteen digits, half up.
//!
//! Files hold binary fractions (`0.30000000000000004`); programs show fifteen digits at most, and round what those say.

/// Digits that a spreadsheet program keeps.
const KEPT: usize = 15;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) negative: bool,
    /// Significant digits, without zeros at either end; empty for zero.
    digits: Vec<u8>,
    /// How many digits stand left of the point; negative for zeros right of it (0.005 has -2).
    point: i32,
}

impl Decimal {
    /// `None` for what is no number.
    pub(super) fn new(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let written = format!("{:.*e}", KEPT - 1, value.abs());
        let (mantissa, exponent) = written.split_once('e')?;
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        let mut out = Self { negative: value < 0.0, digits, point: exponent.parse::<i32>().ok()? + 1 };
        out.trim();
        Some(out)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Times ten to the power of `places`.
    pub(super) fn shift(&mut self, places: i32) {
        if !self.is_zero() {
            self.point = self.point.saturating_add(places);
        }
    }

    /// Rounded to a number of digits behind the point.
    pub(super) fn round(&mut self, places: i32) {
        let keep = self.point.saturating_add(places);
        let Ok(keep) = usize::try_from(keep) else {
            self.digits.clear();
            return self.trim();
        };
        if keep >= self.digits.len() {
            return;
        }
        let up = self.digits.get(keep).is_some_and(|&next| next >= 5);
        self.digits.truncate(keep);
        if up {
            let mut carried = true;
            for digit in self.digits.iter_mut().rev() {
                *digit = if *digit == 9 { 0 } else { *digit + 1 };
                if *digit != 0 {
                    carried = false;
                    break;
                }
            }
            if carried {
                self.digits.insert(0, 1);
                self.point = self.point.saturating_add(1);
            }
        }
        self.trim();
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|&&digit| digit == 0).count();
        self.digits.drain(..zeros);
        self.point = self.point.saturating_sub(zeros as i32);
        if self.digits.is_empty() {
            self.point = 0;
            self.negative = false;
        }
    }

    /// The digits left of the point, without leading zeros.
    pub(super) fn whole(&self) -> String {
        let places = usize::try_from(self.point).unwrap_or(0);
        (0..places).map(|i| self.digit(i)).collect()
    }

    /// The digits right of the point, without zeros at the end.
    pub(super) fn fraction(&self) -> String {
        let zeros = usize::try_from(self.point.saturating_neg()).unwrap_or(0).min(400);
        let first = usize::try_from(self.point).unwrap_or(0);
        let rest = self.digits.len().saturating_sub(first);
        if rest == 0 {
            return String::new();
        }
        "0".repeat(zeros) + &(first..first + rest).map(|i| self.digit(i)).collect::<String>()
    }

    fn digit(&self, at: usize) -> char {
        char::from(b'0' + self.digits.get(at).copied().unwrap_or(0))
    }

    /// Places left of the point.
    pub(super) fn point(&self) -> i32 {
        self.point
    }

    /// As a cell without a number format shows it: eleven characters, but whole numbers in full, also long ones.
    pub(super) fn general(&self) -> String {
        const ROOM: i32 = 11;
        let mut shown = self.clone();
        shown.round((ROOM - 1 - self.point.max(1)).max(0));
        if shown.is_zero() && !self.is_zero() {
            // Too small for the room: in full rather than as 0.
            shown = self.clone();
        }
        let (whole, fraction) = (shown.whole(), shown.fraction());
        let sign = if shown.negative { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { &whole };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_a_format() {
        for (value, shown) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (107.6, "107.6"),
            (1.0 / 3.0, "0.333333333"),
            (96.153_846_153_8, "96.15384615"),
            (-1234.5, "-1234.5"),
            (123_456_789_012.0, "123456789012"),
            (1e-12, "0.000000000001"),
            (99_999_999_999.9, "100000000000"),
        ] {
            assert_eq!(Decimal::new(value).expect("finite").general(), shown);
        }
    }

    #[test]
    fn rounding_is_half_up_on_what_is_written() {
        let rounded = |value: f64, places| {
            let mut decimal = Decimal::new(value).expect("finite");
            decimal.round(places);
            decimal.general()
        };
        assert_eq!(rounded(1.005, 2), "1.01");
        assert_eq!(rounded(0.5, 0), "1");
        assert_eq!(rounded(999.95, 1), "1000");
        assert_eq!(rounded(0.04, 1), "0");
        assert_eq!(rounded(-2.5, 0), "-3");
    }
}
