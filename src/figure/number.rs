//! Plain numbers as notices write them: `1,234.5`, `１２３`, `二十三`. No scale, no unit.
//!
//! A number is kept as whole digits and how many of them stand behind the point, so that nothing is rounded.

use super::Decimal;

/// A number without its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub digits: u128,
    /// How many of the digits stand behind the point.
    pub fraction: u32,
}

impl Number {
    pub fn whole(digits: u128) -> Self {
        Self { digits, fraction: 0 }
    }

    /// The number times ten to the power, exact; `None` where it is too large to hold.
    pub fn scaled(self, power: u32) -> Option<Decimal> {
        let Self { mut digits, mut fraction } = self;
        let cancel = power.min(fraction);
        fraction -= cancel;
        for _ in cancel..power {
            digits = digits.checked_mul(10)?;
        }
        while fraction > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            fraction -= 1;
        }
        let digits = i128::try_from(digits).ok()?;
        Decimal::try_from_i128_with_scale(digits, fraction).ok()
    }

    /// The sum with another number of the same kind.
    pub fn plus(self, power: u32, other: Number, other_power: u32) -> Option<Number> {
        // Only whole amounts are written in two steps: 2万4千, 1亿2000万.
        if self.fraction != 0 || other.fraction > other_power {
            return None;
        }
        let high = self.digits.checked_mul(10u128.checked_pow(power)?)?;
        let low = other.digits.checked_mul(10u128.checked_pow(other_power - other.fraction)?)?;
        Some(Number::whole(high.checked_add(low)?))
    }
}

/// What was read at a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Number {
        number: Number,
        end: usize,
    },
    /// Digits that are no number (`1.2.3`) or more than can be held.
    Bad {
        end: usize,
    },
}

/// The digit at a place, half or full width, and the bytes it takes.
#[inline]
pub(super) fn digit(b: &[u8], at: usize) -> Option<(u8, usize)> {
    match *b.get(at)? {
        d @ b'0'..=b'9' => Some((d - b'0', 1)),
        0xEF => match (b.get(at + 1), b.get(at + 2)) {
            (Some(0xBC), Some(&d @ 0x90..=0x99)) => Some((d - 0x90, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// Length of a point between digits: `.` or `．`.
fn point(b: &[u8], at: usize) -> Option<usize> {
    match *b.get(at)? {
        b'.' => Some(1),
        0xEF if b[at..].starts_with("．".as_bytes()) => Some(3),
        _ => None,
    }
}

/// Length of a mark between thousands. The full-width comma is one only among full-width digits, else it ends a clause.
fn thousands(b: &[u8], at: usize, wide: bool) -> Option<usize> {
    match *b.get(at)? {
        b',' => Some(1),
        0xEF if wide && b[at..].starts_with("，".as_bytes()) => Some(3),
        _ => None,
    }
}

/// Where the digits from `at` on end.
pub(super) fn digits_end(b: &[u8], mut at: usize) -> usize {
    while let Some((_, len)) = digit(b, at) {
        at += len;
    }
    at
}

/// A number whose digits an extractor set apart by single blanks: `2 0 0 0 个`, `1 2 . 5 亿元`. Fewer than four digits without a point
/// may be numbers beside each other; `2 0 2 2 年` is a date.
fn spaced(b: &[u8], at: usize) -> Option<(Number, usize)> {
    const MOST: usize = 12;
    let apart = |at: usize| b.get(at) == Some(&b' ') && b.get(at + 1).is_some_and(|c| c.is_ascii_digit() || *c == b'.');
    if !b[at].is_ascii_digit() || !apart(at + 1) {
        return None;
    }
    let (mut digits, mut count, mut point) = (0u128, 0, None);
    let mut i = at;
    loop {
        match *b.get(i)? {
            b'.' if point.is_none() => point = Some(count),
            d @ b'0'..=b'9' => {
                digits = digits * 10 + u128::from(d - b'0');
                count += 1;
            }
            _ => return None,
        }
        i += 1;
        if count > MOST || digit(b, i).is_some() {
            return None;
        }
        if !apart(i) {
            break;
        }
        i += 1;
    }
    let whole = point.unwrap_or(count);
    let behind = if b.get(i) == Some(&b' ') { i + 1 } else { i };
    let dated = ["年", "月", "日", "号"].iter().any(|word| b[behind..].starts_with(word.as_bytes()));
    let apart = if point.is_some() { whole > 0 && whole < count } else { count >= 4 };
    (apart && !dated).then(|| (Number { digits, fraction: (count - whole) as u32 }, i))
}

/// Reads the number that begins at the digit at `at`.
pub(super) fn read(b: &[u8], at: usize) -> Reading {
    if let Some((number, end)) = spaced(b, at) {
        return Reading::Number { number, end };
    }
    let mut i = at;
    let mut count = 0;
    // Nearly all numbers are short; what is longer goes on below.
    let mut short: u64 = 0;
    while let Some(&d @ b'0'..=b'9') = b.get(i)
        && count < 18
    {
        short = short * 10 + u64::from(d - b'0');
        count += 1;
        i += 1;
    }
    let mut digits = u128::from(short);
    let mut fits = true;
    let wide = b[at] >= 0x80;
    let mut push = |d: u8| match digits.checked_mul(10).and_then(|n| n.checked_add(d.into())) {
        Some(n) => digits = n,
        None => fits = false,
    };
    while let Some((d, len)) = digit(b, i) {
        push(d);
        count += 1;
        i += len;
    }
    // 12,345 but not 600,东河区 nor 2020,2021: one to three digits, then threes.
    if count <= 3 {
        while let Some(mark) = thousands(b, i, wide) {
            let (mut j, mut group) = (i + mark, [0u8; 3]);
            let mut n = 0;
            while let Some((d, len)) = digit(b, j) {
                if n < 3 {
                    group[n] = d;
                }
                n += 1;
                j += len;
            }
            if n != 3 {
                break;
            }
            group.into_iter().for_each(&mut push);
            i = j;
        }
    }
    let mut fraction = 0;
    if let Some(len) = point(b, i)
        && digit(b, i + len).is_some()
    {
        i += len;
        while let Some((d, len)) = digit(b, i) {
            push(d);
            fraction += 1;
            i += len;
        }
        if let Some(len) = point(b, i)
            && digit(b, i + len).is_some()
        {
            while let Some(len) = digit(b, i).map(|(_, len)| len).or_else(|| point(b, i)) {
                i += len;
            }
            return Reading::Bad { end: i };
        }
    }
    if fits { Reading::Number { number: Number { digits, fraction }, end: i } } else { Reading::Bad { end: i } }
}

/// The value of a Chinese digit, 十 to 亿 as powers of ten.
fn numeral(c: char) -> Option<Numeral> {
    use Numeral::{Digit, Power};
    Some(match c {
        '零' | '〇' => Digit(0),
        '一' | '壹' => Digit(1),
        '二' | '两' | '贰' => Digit(2),
        '三' | '叁' => Digit(3),
        '四' | '肆' => Digit(4),
        '五' | '伍' => Digit(5),
        '六' | '陆' => Digit(6),
        '七' | '柒' => Digit(7),
        '八' | '捌' => Digit(8),
        '九' | '玖' => Digit(9),
        '十' | '拾' => Power(1),
        '百' | '佰' => Power(2),
        '千' | '仟' => Power(3),
        '万' => Power(4),
        '亿' => Power(8),
        _ => return None,
    })
}

enum Numeral {
    Digit(u8),
    Power(u32),
}

/// Whether a character is a Chinese numeral.
pub(super) fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

/// Reads Chinese numerals, 十五, 三百二十, 一万二千: the value and where it ends. All numerals that stand together must make
/// up the number, else they are something else (十四五, 二〇二二, 三四百).
pub(super) fn read_chinese(s: &str, at: usize) -> Option<(u64, usize)> {
    let (mut total, mut digit, mut last_power) = (0u64, None, 5);
    let mut end = at;
    let mut whole = 0u64;
    let mut chars = s.get(at..)?.chars().take(20).peekable();
    while let Some(c) = chars.next() {
        match numeral(c) {
            // 一万二千; a 万 that closes the numeral is left to the scales.
            Some(Numeral::Power(power)) if power >= 4 => {
                let section = total + digit.unwrap_or(0);
                let goes_on = chars.peek().is_some_and(|&c| matches!(numeral(c), Some(Numeral::Digit(_))));
                if !goes_on || section == 0 || (power == 8 && whole > 0) {
                    break;
                }
                whole += section * 10u64.pow(power);
                (total, digit, last_power) = (0, None, 5);
            }
            Some(Numeral::Digit(0)) => {
                if digit.is_some() || total + whole == 0 {
                    return None;
                }
            }
            Some(Numeral::Digit(d)) => {
                if digit.is_some() {
                    return None;
                }
                digit = Some(u64::from(d));
            }
            Some(Numeral::Power(power)) => {
                if power >= last_power {
                    return None;
                }
                // Only 十 stands without a digit in front, and only at the beginning.
                let d = match digit.take() {
                    Some(d) => d,
                    None if power == 1 && total == 0 => 1,
                    None => return None,
                };
                total += d * 10u64.pow(power);
                last_power = power;
            }
            None => break,
        }
        end += c.len_utf8();
    }
    if let Some(d) = digit {
        // 一百二 is 120 in speech; nobody writes it in a notice.
        total += d;
    }
    (end > at).then_some((whole + total, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(s: &str) -> Option<String> {
        match read(s.as_bytes(), 0) {
            Reading::Number { number, .. } => number.scaled(0).map(|d| d.to_string()),
            Reading::Bad { .. } => None,
        }
    }

    #[test]
    fn digits() {
        assert_eq!(plain("1,234.50元").as_deref(), Some("1234.5"));
        assert_eq!(plain("１２，３４５．６").as_deref(), Some("12345.6"));
        assert_eq!(plain("600,淮").as_deref(), Some("600"));
        assert_eq!(plain("2020,2021").as_deref(), Some("2020"));
        assert_eq!(plain("3.年底").as_deref(), Some("3"));
        assert_eq!(plain("1.2.3"), None);
        assert_eq!(plain(&"9".repeat(60)), None);
        assert_eq!(Number { digits: 266_295, fraction: 3 }.scaled(4).unwrap().to_string(), "2662950");
        assert_eq!(
            Number::whole(99_999_999_999_999_999_999).scaled(8).unwrap().to_string(),
            "9999999999999999999900000000"
        );
        assert!(Number::whole(99_999_999_999_999_999_999).scaled(12).is_none());
        assert_eq!(Number::whole(2).plus(4, Number::whole(4), 3), Some(Number::whole(24_000)));
    }

    #[test]
    fn chinese_numerals() {
        assert_eq!(read_chinese("二十三个", 0), Some((23, 9)));
        assert_eq!(read_chinese("三百零五户", 0), Some((305, 12)));
        assert_eq!(read_chinese("两千名", 0), Some((2000, 6)));
        assert_eq!(read_chinese("十户", 0), Some((10, 3)));
        assert_eq!(read_chinese("二〇二二", 0), None);
        assert_eq!(read_chinese("十四五", 0).map(|(v, _)| v), None);
        assert_eq!(read_chinese("三四百", 0), None);
    }
}
