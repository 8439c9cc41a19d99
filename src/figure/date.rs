//! Full calendar dates in the spellings of notices, and the reader that all times are read with.
//!
//! A [`Reader`] goes forward over a string word by word and takes no notice of blanks inside a line (`2020 年 2 月`).
//! It expects simplified characters (`Text::recognised`). What a date means for the work, and dates without a year,
//! are not decided here: see `moment` and `deadline`.

use crate::text::{Span, Words, character, fold, numbering, words};
use jiff::civil::Date;

/// The years in which a number of four digits before 年 is taken for a year.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// The year before the first of the Republic's calendar (民国元年 is 1912).
const ROC: i16 = 1911;

/// How many characters further the next one of a word may stand, blanks between.
const GAP: usize = 5;

/// The first full date of a string: `2020年02月14日`, `2023-11-30`, `2020/1/3`, `2023.11.30`, `20231130`,
/// `二〇二二年三月五日`, `民国106年8月31日`.
///
/// ```
/// use shishi::figure::date;
/// let (span, date) = date::find("发布时间:2020 年 02 月 14 日").unwrap();
/// assert_eq!((date.to_string().as_str(), span.start), ("2020-02-14", 13));
/// ```
pub fn find(text: &str) -> Option<(Span, Date)> {
    dates(text).next()
}

/// All full dates of a string, in order.
pub fn dates(text: &str) -> impl Iterator<Item = (Span, Date)> + '_ {
    let mut at = 0;
    let mut digit = false;
    std::iter::from_fn(move || {
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let here = at;
            at += c.len_utf8();
            let numeral = fold::half(c).is_ascii_digit() || chinese_digit(c).is_some();
            let opens = (numeral && !digit) || c == '民';
            digit = numeral;
            if !opens {
                continue;
            }
            let mut reader = Reader { text, at: here };
            if let Some(date) = reader.date() {
                at = reader.at;
                digit = false;
                return Some((Span::new(here, reader.at), date));
            }
        }
        None
    })
}

/// A date from numbers as they are read, `None` where the calendar has no such day.
pub(super) fn date(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads forward over a string; blanks before and inside words are passed over. What cannot be read moves nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'t> {
    pub text: &'t str,
    pub at: usize,
}

impl Reader<'_> {
    /// The next character that is no blank, and the offset behind it. A wide gap ends the words of a time.
    fn next(&self) -> Option<(char, usize)> {
        match *self.text.as_bytes().get(self.at..)? {
            // Nearly always a Han character, of three bytes, or a digit.
            [a @ 0xE4..=0xE9, b, c, ..] => {
                let code = u32::from(a & 0x0F) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F);
                return char::from_u32(code).map(|c| (c, self.at + 3));
            }
            [c @ 0x21..=0x7E, ..] => return Some((c.into(), self.at + 1)),
            _ => {}
        }
        let mut at = self.at;
        for c in self.text.get(self.at..)?.chars().take(GAP) {
            at += c.len_utf8();
            if !is_blank(c) {
                return Some((c, at));
            }
        }
        None
    }

    /// The next character that is no blank.
    pub fn peek(&self) -> Option<char> {
        self.next().map(|(c, _)| c)
    }

    #[inline]
    pub fn eat(&mut self, word: &str) -> bool {
        let Some((first, at)) = self.first() else { return false };
        first == character::first(word) && self.eat_rest(at, word)
    }

    /// Eats the first of the words that stands here and gives its place in the list.
    pub fn eat_any(&mut self, words: &Words) -> Option<usize> {
        let (first, at) = self.first()?;
        words.position(first, |word| self.eat_rest(at, word))
    }

    /// The next character in half width, as words are told apart by it, with the offset behind it.
    #[inline]
    fn first(&self) -> Option<(u32, usize)> {
        match *self.text.as_bytes().get(self.at..)? {
            // A Han character is its own half width.
            [a @ 0xE4..=0xE9, b, c, ..] => return Some((character::of_bytes(a, b, c), self.at + 3)),
            [c @ 0x21..=0x7E, ..] => return Some((c.into(), self.at + 1)),
            _ => {}
        }
        self.next().map(|(c, at)| (character::code(fold::half(c)), at))
    }

    /// Eats a word whose first character ends at `at`.
    fn eat_rest(&mut self, at: usize, word: &str) -> bool {
        let mut ahead = Self { at, ..*self };
        for expected in word.chars().skip(1) {
            match ahead.next() {
                Some((c, at)) if fold::half(c) == expected => ahead.at = at,
                _ => return false,
            }
        }
        self.at = ahead.at;
        true
    }

    pub fn sees(&self, word: &str) -> bool {
        let mut ahead = *self;
        ahead.eat(word)
    }

    pub fn sees_any(&self, words: &Words) -> bool {
        let mut ahead = *self;
        ahead.eat_any(words).is_some()
    }

    /// A run of at most `most` digits that no further digit follows, and how many they are.
    pub fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let mut ahead = *self;
        let (mut value, mut count) = (0u32, 0);
        while let Some((c, at)) = ahead.next() {
            // A blank ends a number: `2020 14` are two.
            if count > 0 && at - ahead.at != c.len_utf8() {
                break;
            }
            let Some(digit) = fold::half(c).to_digit(10) else { break };
            count += 1;
            if count > most {
                return None;
            }
            value = value * 10 + digit;
            ahead.at = at;
        }
        if count == 0 {
            return None;
        }
        self.at = ahead.at;
        Some((value, count))
    }

    /// A Chinese numeral up to 99: 一, 十, 十二, 二十一.
    fn chinese(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let mut value = None;
        while let Some((c, at)) = ahead.next() {
            let v = value.unwrap_or(0);
            value = match c {
                '十' if v < 10 => Some(if v == 0 { 10 } else { v * 10 }),
                _ => match chinese_digit(c) {
                    Some(d) if d > 0 && (value.is_none() || (v >= 10 && v % 10 == 0)) => Some(v + d),
                    _ => break,
                },
            };
            ahead.at = at;
        }
        self.at = if value.is_some() { ahead.at } else { self.at };
        value
    }

    /// A number of one or two digits, or a Chinese numeral.
    pub fn number(&mut self) -> Option<u32> {
        match self.digits(2) {
            Some((value, _)) => Some(value),
            None => self.chinese(),
        }
    }

    /// A number from 1 to `most`.
    pub fn number_to(&mut self, most: u32) -> Option<u32> {
        let mut ahead = *self;
        let value = ahead.number().filter(|v| (1..=most).contains(v))?;
        self.at = ahead.at;
        Some(value)
    }

    /// A year of four digits or four Chinese ones (二〇二二), without 年.
    pub fn year(&mut self) -> Option<i16> {
        let mut ahead = *self;
        let value = match ahead.digits(4) {
            Some((value, 4)) => value,
            Some(_) => return None,
            None => {
                let mut value = 0;
                for _ in 0..4 {
                    let (c, at) = ahead.next()?;
                    value = value * 10 + chinese_digit(c).or_else(|| fold::half(c).to_digit(10))?;
                    ahead.at = at;
                }
                value
            }
        };
        if !YEARS.contains(&value) {
            return None;
        }
        self.at = ahead.at;
        Some(value as i16)
    }

    /// The year of `202310月`, whose 年 was lost: the first four of the five or six digits before `behind`, where 月 stands.
    pub fn glued_year(&mut self, value: u32, count: usize, behind: Self) -> Option<i16> {
        let (year, month) = if count == 6 { (value / 100, value % 100) } else { (value / 10, value % 10) };
        if !YEARS.contains(&year) || !(1..=12).contains(&month) || !behind.sees("月") {
            return None;
        }
        let mut four = *self;
        for _ in 0..4 {
            four.at = four.next()?.1;
        }
        self.at = four.at;
        Some(year as i16)
    }

    /// A year of the Republic's calendar with its name in front: 民国106, 民国一百零六 is not written.
    pub fn roc_year(&mut self) -> Option<i16> {
        let mut ahead = *self;
        if !ahead.eat("民国") {
            return None;
        }
        let year = match ahead.digits(3) {
            Some((value, _)) => value,
            None if ahead.eat("元") => 1,
            None => ahead.chinese()?,
        };
        self.at = ahead.at;
        Some(ROC + year as i16)
    }

    /// A bare year of the Republic's calendar (106年), which only the reader of a traditional text may ask for.
    pub fn bare_roc_year(&mut self) -> Option<i16> {
        let mut ahead = *self;
        let (value, count) = ahead.digits(3)?;
        let year = bare_roc(value, count)?;
        self.at = ahead.at;
        Some(year)
    }

    /// A whole date.
    pub fn date(&mut self) -> Option<Date> {
        let mut ahead = *self;
        if let Some((value, 8)) = { ahead }.digits(8) {
            ahead.digits(8);
            self.at = ahead.at;
            return YEARS
                .contains(&(value / 10_000))
                .then(|| date((value / 10_000) as i16, value / 100 % 100, value % 100))?;
        }
        let year = match ahead.roc_year() {
            Some(year) => year,
            None => ahead.year().or_else(|| ahead.bare_roc_year())?,
        };
        let (month, day) = if ahead.eat("年") {
            let month = ahead.number_to(12)?;
            ahead.eat("月").then_some(())?;
            let day = ahead.number_to(31)?;
            ahead.eat_any(words!["日", "号"])?;
            (month, day)
        } else {
            let mark = ["-", "/", "."][ahead.eat_any(words!["-", "/", "."])?];
            let (month, _) = ahead.digits(2)?;
            ahead.eat(mark).then_some(())?;
            (month, ahead.digits(2)?.0)
        };
        let date = date(year, month, day)?;
        self.at = ahead.at;
        Some(date)
    }
}

/// The year that digits tell which may stand for one of the Republic's calendar.
pub(super) fn bare_roc(value: u32, count: usize) -> Option<i16> {
    (count == 3 && (100..=150).contains(&value)).then_some(ROC + value as i16)
}

/// A blank inside a line.
#[inline]
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{3000}' | '\u{2002}'..='\u{200B}' | '\u{FEFF}')
}

/// 0 to 9 in Chinese writing, with the many zeros that stand in years.
#[inline]
pub(super) fn chinese_digit(c: char) -> Option<u32> {
    match c {
        '〇' | '零' | '○' | '◯' | 'О' | 'Ｏ' | 'O' => Some(0),
        _ => numbering::chinese_digit(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line of the corpus is a text, a tab, and the dates it holds (none: not a date).
    #[test]
    fn corpus() {
        let (mut some, mut none) = (0, 0);
        for line in include_str!("date.corpus").lines().filter(|line| !line.starts_with('#')) {
            let (text, wanted) = line.split_once('\t').unwrap_or((line, ""));
            let found = dates(text).map(|(_, date)| date.to_string()).collect::<Vec<_>>().join(" ");
            assert_eq!(found, wanted, "{text}");
            if wanted.is_empty() { none += 1 } else { some += 1 }
        }
        assert!(some >= 20 && none >= 20, "{some} {none}");
    }

    #[test]
    fn spans_hold_the_date() {
        let text = "成文日期: 2023年 11月30日 | 公开";
        let (span, _) = find(text).unwrap();
        assert_eq!(&text[span.range()], "2023年 11月30日");
    }
}
