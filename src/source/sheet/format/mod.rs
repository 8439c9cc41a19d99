//! Number formats of spreadsheets: a number and a code such as `0.00%`, `#,##0` or `yyyy"年"m"月"` give what the cell shows.
//!
//! A code has up to four sections, for positive numbers, negative ones, zero and text. What a program would draw and not
//! write (colours, filling, room for a bracket) is left out.

mod date;
mod number;
mod parse;

use super::super::numeral;
use super::decimal::Decimal;
use parse::{Section, Token};

/// A number format, ready to be applied.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Format {
    sections: Vec<Section>,
}

/// Which digits a format writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numerals {
    /// `[DBNum1]`: 一百二十
    Simple,
    /// `[DBNum2]`: 壹佰贰拾
    Financial,
    /// `[DBNum3]`: １２０
    Wide,
}

impl Numerals {
    /// A number as it is spoken.
    fn spoken(self, n: u64) -> String {
        match self {
            Self::Simple => numeral::spoken(n),
            Self::Financial => numeral::financial(n),
            Self::Wide => numeral::wide(n),
        }
    }

    /// Digit by digit, as for years.
    fn digit(self, c: char) -> char {
        let Some(digit) = c.to_digit(10) else { return c };
        let of = match self {
            Self::Simple => "〇一二三四五六七八九",
            Self::Financial => "零壹贰叁肆伍陆柒捌玖",
            Self::Wide => "０１２３４５６７８９",
        };
        of.chars().nth(digit as usize).unwrap_or(c)
    }
}

impl Format {
    pub(in crate::source) fn new(code: &str) -> Self {
        let sections = if code.is_empty() { Vec::new() } else { parse::sections(code) };
        Self { sections }
    }

    /// Shows numbers as they are.
    pub(in crate::source) fn is_general(&self) -> bool {
        self.sections.iter().all(|section| section.tokens == [Token::General] && section.numerals.is_none())
    }

    /// A format that every program knows by number; `None` for the number of a format that the file must define.
    pub(in crate::source) fn builtin(id: u32) -> Option<Self> {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            5 => "\"¥\"#,##0;\"¥\"-#,##0",
            6 => "\"¥\"#,##0;\"¥\"-#,##0",
            7 => "\"¥\"#,##0.00;\"¥\"-#,##0.00",
            8 => "\"¥\"#,##0.00;\"¥\"-#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            14 => "yyyy/m/d",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 => "h:mm",
            21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            // The numbers that the Chinese programs give a meaning of their own.
            27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
            28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
            30 => "m-d-yy",
            31 => "yyyy\"年\"m\"月\"d\"日\"",
            32 => "h\"时\"mm\"分\"",
            33 => "h\"时\"mm\"分\"ss\"秒\"",
            34 | 55 => "上午/下午h\"时\"mm\"分\"",
            35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
            37 | 38 => "#,##0;-#,##0",
            39 | 40 => "#,##0.00;-#,##0.00",
            41 | 42 => "#,##0;-#,##0;\"-\"",
            43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss.0",
            48 => "##0.0E+0",
            49 => "@",
            _ => return None,
        };
        Some(Self::new(code))
    }

    /// What a cell with this number shows. `from_1904`: days are counted from 1904 (files of old Macintosh programs).
    pub(in crate::source) fn number(&self, value: f64, from_1904: bool) -> String {
        let Some(decimal) = Decimal::new(value) else { return String::new() };
        let Some((section, unsigned)) = self.section(value) else { return decimal.general() };
        let has = |wanted: fn(&Token) -> bool| section.tokens.iter().any(wanted);
        if has(|token| matches!(token, Token::Date(_))) {
            return date::write(section, value, from_1904).unwrap_or_else(|| decimal.general());
        }
        if has(|token| matches!(token, Token::General | Token::Text | Token::Slash)) {
            return general(section, &decimal, unsigned);
        }
        number::write(section, decimal, unsigned)
    }

    /// What a cell with this text shows.
    pub(in crate::source) fn text(&self, text: &str) -> String {
        let fourth = self.sections.get(3);
        let Some(section) = fourth.or_else(|| self.sections.last().filter(|s| s.tokens.contains(&Token::Text))) else {
            return text.to_string();
        };
        let pieces = section.tokens.iter().map(|token| match token {
            Token::Literal(piece) => piece.as_str(),
            Token::Text | Token::General => text,
            _ => "",
        });
        pieces.collect()
    }

    /// The section for a number, and whether the section stands for its sign.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let numbers = &self.sections[..self.sections.len().min(3)];
        if let Some(found) = numbers.iter().find(|s| s.condition.is_some_and(|condition| condition.holds(value))) {
            return Some((found, false));
        }
        if numbers.iter().any(|s| s.condition.is_some()) {
            return numbers.iter().find(|s| s.condition.is_none()).or(numbers.last()).map(|s| (s, false));
        }
        match numbers {
            [] => None,
            [_, negative, ..] if value < 0.0 => Some((negative, true)),
            [_, _, zero] if value == 0.0 => Some((zero, true)),
            [first, ..] => Some((first, false)),
        }
    }
}

fn general(section: &Section, decimal: &Decimal, unsigned: bool) -> String {
    let mut decimal = decimal.clone();
    decimal.negative &= !unsigned;
    let shown = decimal.general();
    let shown = match section.numerals {
        None => shown,
        Some(numerals) => match shown.parse() {
            Ok(whole) => numerals.spoken(whole),
            Err(_) => shown.chars().map(|c| if c == '.' { '点' } else { numerals.digit(c) }).collect(),
        },
    };
    let (mut out, mut written) = (String::new(), false);
    for token in &section.tokens {
        match token {
            Token::Literal(text) => out.push_str(text),
            Token::Percent => out.push('%'),
            _ if !written => {
                out.push_str(&shown);
                written = true;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests;
