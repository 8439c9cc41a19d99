//! Days and times by a section: `yyyy"年"m"月"d"日"`, `h:mm`, `[h]:mm`. A number counts the days since the end of 1899.

use super::parse::{DatePart, Section, Token};

const DAY: i64 = 86_400;

/// A moment, taken apart.
struct Moment {
    year: i64,
    month: usize,
    day: i64,
    /// 0 is Sunday.
    weekday: usize,
    /// Seconds of the day.
    second: i64,
    /// Thousandths of the second.
    thousandths: i64,
    /// All seconds since day zero.
    elapsed: i64,
}

/// `None` for a number that is no day of the calendar.
pub(super) fn write(section: &Section, value: f64, from_1904: bool) -> Option<String> {
    let parts = || section.tokens.iter().filter_map(|t| if let Token::Date(part) = t { Some(*part) } else { None });
    let exact = parts().any(|part| matches!(part, DatePart::Fraction(_)));
    let moment = moment(value, from_1904, exact)?;
    let halves = parts().any(|part| matches!(part, DatePart::Half { .. }));
    let mut out = String::new();
    for token in &section.tokens {
        match token {
            Token::Literal(text) => out.push_str(text),
            Token::Date(date) => part(*date, section, &moment, halves, &mut out),
            Token::Slash => out.push('/'),
            Token::Point => out.push('.'),
            Token::Comma => out.push(','),
            Token::Digit(c) => out.push(*c),
            _ => {}
        }
    }
    Some(out)
}

fn part(part: DatePart, section: &Section, at: &Moment, halves: bool, out: &mut String) {
    let mut number = |n: i64, width: usize| match section.numerals {
        Some(numerals) => out.push_str(&numerals.spoken(n.unsigned_abs())),
        None => out.push_str(&format!("{n:0width$}", width = width.min(2))),
    };
    let hour = at.second / 3600;
    match part {
        DatePart::Year(width) => {
            let year = if width <= 2 { format!("{:02}", at.year % 100) } else { format!("{:04}", at.year) };
            match section.numerals {
                Some(numerals) => out.extend(year.chars().map(|c| numerals.digit(c))),
                None => out.push_str(&year),
            }
        }
        DatePart::Month(width @ 1..=2) => number(at.month as i64, width),
        DatePart::Month(width) => out.push_str(&month_name(at.month, width, section.chinese)),
        DatePart::Day(width @ 1..=2) => number(at.day, width),
        DatePart::Day(width) if section.chinese => out.push_str(&weekday(at.weekday, width > 3)),
        DatePart::Day(width) => {
            let name = DAYS.get(at.weekday).copied().unwrap_or_default();
            out.push_str(if width == 3 { name.get(..3).unwrap_or(name) } else { name });
        }
        DatePart::Weekday(width) => out.push_str(&weekday(at.weekday, width > 3)),
        DatePart::Hour(width) if halves => number((hour + 11) % 12 + 1, width),
        DatePart::Hour(width) => number(hour, width),
        DatePart::Minute(width) => number(at.second / 60 % 60, width),
        DatePart::Second(width) => number(at.second % 60, width),
        DatePart::Fraction(width) => {
            let digits = format!("{:03}", at.thousandths);
            out.push('.');
            out.push_str(digits.get(..width.min(3)).unwrap_or_default());
        }
        DatePart::Half { chinese, short } => out.push_str(match (hour < 12, chinese, short) {
            (true, true, _) => "上午",
            (false, true, _) => "下午",
            (true, _, true) => "A",
            (false, _, true) => "P",
            (true, ..) => "AM",
            (false, ..) => "PM",
        }),
        DatePart::Elapsed(unit, width) => {
            let seconds = match unit {
                'h' => at.elapsed / 3600,
                'm' => at.elapsed / 60,
                _ => at.elapsed,
            };
            number(seconds, width);
        }
    }
}

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: usize, width: usize, chinese: bool) -> String {
    let name = MONTHS.get(month.saturating_sub(1)).copied().unwrap_or_default();
    match width {
        _ if chinese => format!("{}月", super::numeral::spoken(month as u64)),
        3 => name.get(..3).unwrap_or(name).to_string(),
        5 => name.get(..1).unwrap_or(name).to_string(),
        _ => name.to_string(),
    }
}

fn weekday(day: usize, whole: bool) -> String {
    let name = "日一二三四五六".chars().nth(day).unwrap_or('日');
    if whole { format!("星期{name}") } else { format!("周{name}") }
}

fn moment(value: f64, from_1904: bool, exact: bool) -> Option<Moment> {
    // Year 9999 ends with day 2 958 465.
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let step = if exact { 1 } else { 1000 };
    let thousandths = (value * DAY as f64 * 1000.0 / step as f64).round() as i64 * step;
    let elapsed = thousandths / 1000;
    let days = elapsed / DAY;
    let (year, month, day) = match (from_1904, days) {
        (true, _) => civil(days + 1_461),
        // Day zero, and the leap day of 1900 that never was but is counted.
        (false, 0) => (1900, 1, 0),
        (false, 60) => (1900, 2, 29),
        (false, 1..60) => civil(days),
        (false, _) => civil(days - 1),
    };
    let weekday = (days + if from_1904 { 5 } else { 6 }) % 7;
    Some(Moment {
        year,
        month: month as usize,
        day,
        weekday: weekday as usize,
        second: elapsed % DAY,
        thousandths: thousandths % 1000,
        elapsed,
    })
}

/// Year, month and day of the day that is `days` after 31 December 1899 (Howard Hinnant's algorithm).
fn civil(days: i64) -> (i64, i64, i64) {
    // 31 December 1899 is 693 900 days after 1 March of the year 0.
    let days = days + 693_900;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
