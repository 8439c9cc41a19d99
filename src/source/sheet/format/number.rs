//! Numbers by a section of digits: zeros that are always written, thousands, per cent, exponents.

use super::super::decimal::Decimal;
use super::parse::{Section, Token};

/// Writes a number. `unsigned`: the section is for negative numbers and says itself how they look.
pub(super) fn write(section: &Section, mut number: Decimal, unsigned: bool) -> String {
    let tokens = &section.tokens;
    let digits = |range: &[Token]| range.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let exponent_at = tokens.iter().position(|token| matches!(token, Token::Exponent(_)));
    let (mantissa, power) = tokens.split_at(exponent_at.unwrap_or(tokens.len()));
    let point = mantissa.iter().position(|token| *token == Token::Point).unwrap_or(mantissa.len());
    let (whole, fraction) = mantissa.split_at(point);
    let last_digit = mantissa.iter().rposition(|token| matches!(token, Token::Digit(_)));
    let Some(last_digit) = last_digit else {
        // A text in place of a number: `"无"`, or nothing at all (`;;;`).
        return tokens.iter().map(|token| if let Token::Literal(text) = token { text.as_str() } else { "" }).collect();
    };
    number.shift(2 * tokens.iter().filter(|token| **token == Token::Percent).count() as i32);
    number.shift(-3 * mantissa[last_digit..].iter().filter(|token| **token == Token::Comma).count() as i32);
    let mut exponent = 0;
    if exponent_at.is_some() && !number.is_zero() {
        exponent = number.point().saturating_sub(digits(whole).max(1) as i32);
        number.shift(exponent.saturating_neg());
    }
    number.round(digits(fraction) as i32);
    let mut out = String::new();
    if number.negative && !unsigned {
        out.push('-');
    }
    let shown = whole_part(whole, &number.whole(), thousands(whole));
    match section.numerals {
        // One place takes the number as it is spoken, several take it digit by digit.
        Some(numerals) if digits(whole) == 1 => {
            let plain = if number.whole().is_empty() { "0".into() } else { number.whole() };
            let spoken = plain.parse().map_or_else(|_| plain.clone(), |n| numerals.spoken(n));
            out.push_str(&shown.replacen(&plain, &spoken, 1));
        }
        Some(numerals) => out.extend(shown.chars().map(|c| numerals.digit(c))),
        None => out.push_str(&shown),
    }
    let whole_ends = out.len();
    fraction_part(fraction, &number.fraction(), &mut out);
    if let Some((Token::Exponent(plus), places)) = power.split_first() {
        out.push('E');
        out.push_str(if exponent < 0 { "-" } else { ["", "+"][usize::from(*plus)] });
        out.push_str(&whole_part(places, &exponent.unsigned_abs().to_string(), false));
    }
    if let Some(numerals) = section.numerals {
        let rest: String = out.split_off(whole_ends).chars().map(|c| numerals.digit(c)).collect();
        out.push_str(&rest);
    }
    out
}

/// A comma with digits on both sides asks for separated thousands.
fn thousands(whole: &[Token]) -> bool {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let first = whole.iter().position(is_digit);
    let last = whole.iter().rposition(is_digit);
    first.zip(last).is_some_and(|(first, last)| whole[first..=last].contains(&Token::Comma))
}

/// The digits fill their places from the right; the leftmost place takes all that are left.
fn whole_part(tokens: &[Token], digits: &str, grouped: bool) -> String {
    let mut left: Vec<char> = digits.chars().collect();
    let first = tokens.iter().position(|token| matches!(token, Token::Digit(_)));
    let mut reversed: Vec<char> = Vec::new();
    let mut written = 0;
    let mut write = |out: &mut Vec<char>, digit: char| {
        if grouped && written > 0 && written % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
        written += 1;
    };
    for (at, token) in tokens.iter().enumerate().rev() {
        match token {
            Token::Literal(text) => reversed.extend(text.chars().rev()),
            Token::Percent => reversed.push('%'),
            Token::Digit(place) => {
                match (left.pop(), place) {
                    (Some(digit), _) => write(&mut reversed, digit),
                    (None, '0') => write(&mut reversed, '0'),
                    (None, _) => {}
                }
                if Some(at) == first {
                    while let Some(digit) = left.pop() {
                        write(&mut reversed, digit);
                    }
                }
            }
            _ => {}
        }
    }
    if first.is_none() {
        // `.00`: the digits still stand before the point.
        while let Some(digit) = left.pop() {
            write(&mut reversed, digit);
        }
    }
    reversed.into_iter().rev().collect()
}

fn fraction_part(tokens: &[Token], digits: &str, out: &mut String) {
    let mut digits = digits.chars();
    for token in tokens {
        match token {
            Token::Point => out.push('.'),
            Token::Literal(text) => out.push_str(text),
            Token::Percent => out.push('%'),
            Token::Digit(place) => match (digits.next(), place) {
                (Some(digit), _) => out.push(digit),
                (None, '0') => out.push('0'),
                (None, _) => {}
            },
            _ => {}
        }
    }
}
