//! A format's code, taken apart. Codes come from files and may be nonsense: whatever is not understood is written as it stands.

use super::Numerals;

/// The characters of a code that are looked at; programs allow 255.
const LONGEST: usize = 1024;

#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) numerals: Option<Numerals>,
    /// Names of months and weekdays in Chinese (`[$-804]`).
    pub(super) chinese: bool,
    pub(super) tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Literal(String),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+00`: whether a plus is written.
    Exponent(bool),
    /// A fraction's stroke.
    Slash,
    General,
    /// `@`
    Text,
    Date(DatePart),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatePart {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Digits behind the second.
    Fraction(usize),
    /// `aaa`, `aaaa`: 三, 星期三
    Weekday(usize),
    /// AM/PM, 上午/下午
    Half {
        chinese: bool,
        short: bool,
    },
    /// `[h]`, `[m]`, `[s]`: all hours, minutes or seconds that have passed.
    Elapsed(char, usize),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Condition {
    less: bool,
    equal: bool,
    greater: bool,
    value: f64,
}

impl Condition {
    pub(super) fn holds(&self, value: f64) -> bool {
        (self.less && value < self.value) || (self.equal && value == self.value) || (self.greater && value > self.value)
    }

    fn new(code: &str) -> Option<Self> {
        let number = code.trim_start_matches(['<', '>', '=']);
        let sign = &code[..code.len() - number.len()];
        let value = number.trim().parse().ok()?;
        let (less, equal, greater) = match sign {
            "<" => (true, false, false),
            "<=" => (true, true, false),
            "=" => (false, true, false),
            ">=" => (false, true, true),
            ">" => (false, false, true),
            "<>" => (true, false, true),
            _ => return None,
        };
        Some(Self { less, equal, greater, value })
    }
}

pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let chars: Vec<char> = code.chars().take(LONGEST).collect();
    let mut rest = &chars[..];
    while let Some((&c, behind)) = rest.split_first() {
        if c == ';' {
            sections.push(Section::default());
            rest = behind;
            continue;
        }
        let Some(section) = sections.last_mut() else { break };
        let taken = token(section, rest);
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    sections.truncate(4);
    for section in &mut sections {
        minutes(&mut section.tokens);
    }
    sections
}

/// Reads one token off the front; how many characters it takes.
fn token(section: &mut Section, rest: &[char]) -> usize {
    let Some(&c) = rest.first() else { return 0 };
    let run = rest.iter().take_while(|other| other.eq_ignore_ascii_case(&c)).count();
    let starts =
        |word: &str| word.chars().zip(rest).filter(|(a, b)| a.eq_ignore_ascii_case(b)).count() == word.chars().count();
    let behind_digits = section.tokens.iter().any(|token| matches!(token, Token::Digit(_)));
    let mut put = |token| section.tokens.push(token);
    match c {
        '"' => {
            let text: String = rest[1..].iter().take_while(|&&c| c != '"').collect();
            let taken = text.chars().count() + 2;
            put(Token::Literal(text));
            return taken;
        }
        '\\' | '!' => {
            put(Token::Literal(rest.get(1).map(char::to_string).unwrap_or_default()));
            return 2;
        }
        // Room as wide as a character, and filling with one.
        '_' | '*' => return 2,
        '[' => {
            let inside: String = rest[1..].iter().take_while(|&&c| c != ']').collect();
            let taken = inside.chars().count() + 2;
            bracket(section, &inside);
            return taken;
        }
        '0' | '#' | '?' => put(Token::Digit(c)),
        '.' => put(Token::Point),
        ',' => put(Token::Comma),
        '%' => put(Token::Percent),
        '@' => put(Token::Text),
        '/' if behind_digits => put(Token::Slash),
        'E' | 'e' if matches!(rest.get(1), Some('+' | '-')) => {
            put(Token::Exponent(rest.get(1) == Some(&'+')));
            return 2;
        }
        'G' | 'g' if starts("General") => {
            put(Token::General);
            return 7;
        }
        'A' | 'a' if starts("AM/PM") => {
            put(Token::Date(DatePart::Half { chinese: false, short: false }));
            return 5;
        }
        'A' | 'a' if starts("A/P") => {
            put(Token::Date(DatePart::Half { chinese: false, short: true }));
            return 3;
        }
        '上' if starts("上午/下午") => {
            put(Token::Date(DatePart::Half { chinese: true, short: false }));
            return 5;
        }
        'a' | 'A' if run >= 3 => {
            put(Token::Date(DatePart::Weekday(run)));
            return run;
        }
        'y' | 'Y' => {
            put(Token::Date(DatePart::Year(run)));
            return run;
        }
        // The year of an era; there is but one.
        'e' | 'E' => {
            put(Token::Date(DatePart::Year(4)));
            return run;
        }
        'm' | 'M' => {
            put(Token::Date(DatePart::Month(run)));
            return run;
        }
        'd' | 'D' => {
            put(Token::Date(DatePart::Day(run)));
            return run;
        }
        'h' | 'H' => {
            put(Token::Date(DatePart::Hour(run)));
            return run;
        }
        's' | 'S' => {
            put(Token::Date(DatePart::Second(run)));
            let zeros = rest.get(run + 1..).unwrap_or_default().iter().take_while(|&&c| c == '0').count();
            if rest.get(run) == Some(&'.') && zeros > 0 {
                section.tokens.push(Token::Date(DatePart::Fraction(zeros)));
                return run + 1 + zeros;
            }
            return run;
        }
        'g' | 'G' | 'b' | 'B' => return run,
        _ => put(Token::Literal(c.to_string())),
    }
    1
}

/// What stands in brackets: a colour, a condition, elapsed time, a currency and language, numerals.
fn bracket(section: &mut Section, inside: &str) {
    if let Some(condition) = Condition::new(inside) {
        section.condition = Some(condition);
    } else if let Some(currency) = inside.strip_prefix('$') {
        let (sign, language) = currency.split_once('-').unwrap_or((currency, ""));
        section.chinese |= language.to_ascii_lowercase().ends_with("804");
        if !sign.is_empty() {
            section.tokens.push(Token::Literal(sign.to_string()));
        }
    } else if let Some(kind) = inside.to_ascii_lowercase().strip_prefix("dbnum") {
        section.numerals = match kind {
            "1" => Some(Numerals::Simple),
            "2" => Some(Numerals::Financial),
            "3" => Some(Numerals::Wide),
            _ => None,
        };
    } else if let Some(unit @ ('h' | 'm' | 's')) = inside.chars().next().map(|c| c.to_ascii_lowercase())
        && inside.chars().all(|c| c.to_ascii_lowercase() == unit)
    {
        section.tokens.push(Token::Date(DatePart::Elapsed(unit, inside.len())));
    }
}

/// `m` behind hours or before seconds is a minute.
fn minutes(tokens: &mut [Token]) {
    let mut behind_hours = false;
    let mut open: Option<usize> = None;
    for at in 0..tokens.len() {
        match tokens[at] {
            Token::Date(DatePart::Hour(_) | DatePart::Elapsed('h', _)) => behind_hours = true,
            Token::Date(DatePart::Month(width)) if behind_hours && width <= 2 => {
                tokens[at] = Token::Date(DatePart::Minute(width));
                behind_hours = false;
            }
            Token::Date(DatePart::Month(width)) if width <= 2 => open = Some(at),
            Token::Date(DatePart::Second(_)) => {
                behind_hours = false;
                if let Some(month) = open.take()
                    && let Token::Date(DatePart::Month(width)) = tokens[month]
                {
                    tokens[month] = Token::Date(DatePart::Minute(width));
                }
            }
            Token::Date(DatePart::Half { .. }) => {}
            Token::Date(_) => {
                behind_hours = false;
                open = None;
            }
            _ => {}
        }
    }
}
