//! A cell of a table that is one number and nothing else: `28,600`, `96.2%`, `120户`. Unlike running text it needs no unit.

use super::{Decimal, HeaderUnit};
use crate::text::fold;

/// Longest number in bytes.
const LONGEST: usize = 48;

/// The number of a cell, and the unit that the cell itself writes behind it.
pub fn number(cell: &str) -> Option<(Decimal, Option<HeaderUnit>)> {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() > LONGEST {
        return None;
    }
    let mut digits = String::new();
    let mut rest = "";
    for (at, c) in cell.char_indices() {
        match fold::half(c) {
            '-' | '+' if at == 0 => digits.push(fold::half(c)),
            c @ ('0'..='9' | '.') => digits.push(c),
            ',' => {}
            _ => {
                rest = &cell[at..];
                break;
            }
        }
    }
    if !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let value = digits.trim_start_matches('+').parse::<Decimal>().ok()?;
    match rest.trim() {
        "" => Some((value, None)),
        unit => Some((value, Some(HeaderUnit::whole(&fold::key(unit))?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_number_whole_or_not_at_all() {
        let read = |s| number(s).map(|(v, u)| (v.to_string(), u.map(|u| u.unit)));
        assert_eq!(read("28,600"), Some(("28600".into(), None)));
        assert_eq!(read("９６.2％"), Some(("96.2".into(), Some("%"))));
        assert_eq!(read(" 120户 "), Some(("120".into(), Some("户"))));
        assert_eq!(read("-3"), Some(("-3".into(), None)));
        for none in ["", "—", "甲区", "3月底", "2021.3.5", "12-15", "1.", "120户以上"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
