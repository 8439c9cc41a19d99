//! Stretches of the calendar as notices write them: `2020年三季度`, `9月中旬`, `1-9月份`, `上半年`, `2023-2025年`.
//!
//! Only what the words say: which year an open one means, and whether the time is a deadline, is decided in `deadline`.

use super::date::{Reader, YEARS, bare_roc, chinese_digit, date};
use crate::text::{Words, fold, words};
use jiff::civil::Date;

/// How a time tells its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Not at all: 9月底.
    Open,
    Stated(i16),
    /// Against the notice's year: 今年 0, 明年 1, 去年 -1.
    Against(i16),
}

/// The part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Half(u32),
    Quarters(u32, u32),
    Months(u32, u32),
    /// A place in [`THIRDS`] of a month, from 1: 上旬, 中旬, 下旬 and what they make up.
    Third(u32, u32),
    Days(u32, u32, u32),
}

/// What a word behind the time picks out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    None,
    /// 初
    Start,
    /// 中
    Middle,
    /// 底, 末
    End,
    /// 内
    Within,
}

/// A stretch of the calendar, from the start of `first` to the end of `last`, and the offset behind its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: Year,
    pub part: Part,
    /// Where the time is a range with two times of its own: 2023年10月至次年3月.
    pub last: Option<(Year, Part)>,
    pub edge: Edge,
    pub end: usize,
}

const AGAINST: &[(&str, i16)] = &[
    ("今年", 0),
    ("本年", 0),
    ("明年", 1),
    ("次年", 1),
    ("来年", 1),
    ("翌年", 1),
    ("去年", -1),
    ("上年", -1),
    ("上一年", -1),
    ("前年", -2),
    ("后年", 2),
];
static DASHES: Words = Words::of(&["-", "—", "–", "－", "~", "～", "至", "到", "―"]);

/// Parts of a month.
static THIRDS: Words = Words::of(&["上旬", "中旬", "下旬", "上中旬", "中下旬", "上半月", "下半月"]);
/// Their first and last day.
const DAYS: [(u32, u32); 7] = [(1, 10), (11, 20), (21, 31), (1, 20), (11, 31), (1, 15), (16, 31)];

impl Part {
    /// First and last day in a year.
    pub fn bounds(self, year: i16) -> Option<(Date, Date)> {
        let months = |a: u32, b: u32| {
            let last = if b < a { year + 1 } else { year };
            Some((date(year, a, 1)?, date(last, b, 1)?.last_of_month()))
        };
        match self {
            Part::Whole => months(1, 12),
            Part::Half(1) => months(1, 6),
            Part::Half(_) => months(7, 12),
            Part::Quarters(a, b) => months(a * 3 - 2, b * 3),
            Part::Months(a, b) => months(a, b),
            Part::Third(month, third) => {
                let (from, to) = DAYS[(third as usize).saturating_sub(1).min(DAYS.len() - 1)];
                let start = date(year, month, from)?;
                Some((start, if to > 28 { start.last_of_month() } else { date(year, month, to)? }))
            }
            Part::Days(month, a, b) => Some((date(year, month, a)?, date(year, month, b)?)),
        }
    }

    fn first_month(self) -> u32 {
        match self {
            Part::Whole | Part::Half(1) => 1,
            Part::Half(_) => 7,
            Part::Quarters(a, _) => a * 3 - 2,
            Part::Months(a, _) | Part::Third(a, _) | Part::Days(a, ..) => a,
        }
    }
}

impl Moment {
    /// First and last day, when `year` is what an open year means and `this` what 今年 means.
    pub fn bounds(&self, year: Option<i16>, this: Option<i16>) -> Option<(Date, Date)> {
        let first = resolve(self.year, year, this)?;
        let (start, mut end) = self.part.bounds(first)?;
        if let Some((last_year, last)) = self.last {
            let last_year = match last_year {
                Year::Open if last.first_month() < self.part.first_month() => first + 1,
                Year::Open => first,
                // 次年 behind a year is the one that follows it.
                Year::Against(shift) => first + shift.max(0),
                Year::Stated(year) => year,
            };
            end = last.bounds(last_year)?.1;
        }
        Some((start, end))
    }

    pub fn is_day(&self) -> bool {
        matches!(self.last.map_or(self.part, |(_, part)| part), Part::Days(..))
    }

    /// Whether it names two ends: 3月至11月, 二、三季度, 2023年10月至次年3月.
    pub fn is_range(&self) -> bool {
        matches!(self.part, Part::Months(a, b) | Part::Quarters(a, b) if a != b) || self.last.is_some()
    }

    pub fn is_months(&self) -> bool {
        matches!(self.part, Part::Months(..)) && self.edge == Edge::None && self.last.is_none()
    }

    /// A whole year or several, without a word that picks out a part.
    pub fn is_bare_year(&self) -> bool {
        self.part == Part::Whole && self.edge == Edge::None && self.last.is_none_or(|(_, part)| part == Part::Whole)
    }
}

fn resolve(year: Year, open: Option<i16>, this: Option<i16>) -> Option<i16> {
    match year {
        Year::Open => open,
        Year::Stated(year) => Some(year),
        Year::Against(shift) => this.map(|this| this + shift),
    }
}

/// Reads the time that begins at `at`. `roc`: three digits before 年 may be a year of the Republic.
pub(super) fn read(text: &str, at: usize, roc: bool) -> Option<Moment> {
    let mut reader = Reader { text, at };
    let mut moment = years(&mut reader).or_else(|| one(&mut reader, roc))?;
    let mut ahead = reader;
    // 起至, 底至: the first end may carry its mark.
    ahead.eat_any(words!["起", "初"]);
    if ahead.eat_any(&DASHES).is_some()
        && let Some((year, part, edge)) = second(&mut ahead, &moment, roc)
    {
        moment.last = Some((year, part));
        moment.edge = edge;
        reader = ahead;
    }
    moment.end = reader.at;
    Some(moment)
}

/// 2023-2025年, 2023至2025年, 2023、2024年.
fn years(reader: &mut Reader) -> Option<Moment> {
    let mut ahead = *reader;
    let first = ahead.year()?;
    ahead.eat_any(&DASHES).or_else(|| ahead.eat("、").then_some(0)).or_else(|| ahead.eat("和").then_some(0))?;
    let last = ahead.year().filter(|last| *last > first)?;
    ahead.eat("年").then_some(())?;
    ahead.eat("度");
    let edge = edge(&mut ahead, true);
    *reader = ahead;
    let last = Some((Year::Stated(last), Part::Whole));
    Some(Moment { year: Year::Stated(first), part: Part::Whole, last, edge, end: ahead.at })
}

fn one(reader: &mut Reader, roc: bool) -> Option<Moment> {
    let mut ahead = *reader;
    let year = year(&mut ahead, roc);
    let (part, edge) = match part(&mut ahead) {
        Some(found) => found,
        None if year.is_some() => (Part::Whole, edge(&mut ahead, true)),
        // 年底, 年内 alone
        None => {
            ahead.eat("年").then_some(())?;
            ahead.eat("度");
            let edge = edge(&mut ahead, true);
            (edge != Edge::None).then_some((Part::Whole, edge))?
        }
    };
    *reader = ahead;
    Some(Moment { year: year.unwrap_or(Year::Open), part, last: None, edge, end: ahead.at })
}

/// The second end of a range: 至次年3月, -15日, 至5月31日, 到2025年.
fn second(reader: &mut Reader, first: &Moment, roc: bool) -> Option<(Year, Part, Edge)> {
    let mut ahead = *reader;
    if let Part::Days(month, ..) = first.part {
        let mut day = ahead;
        if let Some(number) = day.number_to(31)
            && day.eat_any(words!["日", "号"]).is_some()
        {
            *reader = day;
            return Some((Year::Open, Part::Days(month, number, number), Edge::None));
        }
    }
    let moment = one(&mut ahead, roc)?;
    *reader = ahead;
    Some((moment.year, moment.part, moment.edge))
}

fn year(reader: &mut Reader, roc: bool) -> Option<Year> {
    let mut ahead = *reader;
    let year = match fold::half(reader.peek()?) {
        '0'..='9' => return year_in_digits(reader, roc),
        '今' | '本' | '明' | '次' | '来' | '翌' | '去' | '上' | '前' | '后' => {
            let shift = AGAINST.iter().find_map(|&(word, shift)| ahead.eat(word).then_some(shift))?;
            ahead.eat("度");
            *reader = ahead;
            return Some(Year::Against(shift));
        }
        '民' => ahead.roc_year()?,
        _ => ahead.year()?,
    };
    ahead.eat("年").then_some(())?;
    ahead.eat("度");
    *reader = ahead;
    Some(Year::Stated(year))
}

fn year_in_digits(reader: &mut Reader, roc: bool) -> Option<Year> {
    let mut ahead = *reader;
    let (value, count) = ahead.digits(6)?;
    let year = match count {
        5 | 6 => return reader.glued_year(value, count, ahead).map(Year::Stated),
        4 => YEARS.contains(&value).then_some(value as i16)?,
        3 if roc => bare_roc(value, count)?,
        // 22年底, 23年6月: the century is left out. Elsewhere two digits before 年 are a duration.
        2 if (10..=49).contains(&value) => {
            ahead.eat("年").then_some(())?;
            let told = ahead.sees_any(words!["底", "末"]) || part(&mut { ahead }).is_some();
            return told.then(|| {
                *reader = ahead;
                Year::Stated(2000 + value as i16)
            });
        }
        _ => return None,
    };
    ahead.eat("年").then_some(())?;
    ahead.eat("度");
    *reader = ahead;
    Some(Year::Stated(year))
}

/// The part of a year and what is picked out of it.
fn part(reader: &mut Reader) -> Option<(Part, Edge)> {
    let mut ahead = *reader;
    // What none of them begins with
    let first = fold::half(reader.peek()?);
    if !matches!(first, '0'..='9' | '上' | '下' | '前' | '首' | '第' | '十' | '元') && chinese_digit(first).is_none()
    {
        return None;
    }
    let found = if let Some(half) = ahead.eat_any(words!["上半年", "下半年"]) {
        ahead.eat("度");
        let edge = edge(&mut ahead, false);
        (Part::Half(half as u32 + 1), edge)
    } else if let Some((a, b)) = quarters(&mut ahead) {
        let edge = edge(&mut ahead, false);
        (Part::Quarters(a, b), edge)
    } else {
        months(&mut ahead)?
    };
    *reader = ahead;
    Some(found)
}

/// 一季度, 第三季度, 二、三季度, 1-3季度, 第一、第二季度, 前三季度, 首季度.
fn quarters(reader: &mut Reader) -> Option<(u32, u32)> {
    let mut ahead = *reader;
    let front = ahead.eat("前");
    let (first, last);
    let mut numbered = true;
    if ahead.eat("首") {
        (first, last) = (1, 1);
    } else {
        numbered = ahead.eat("第");
        let one = ahead.number_to(4)?;
        let mut end = one;
        loop {
            let mut beyond = ahead;
            // 三四季度: nothing between
            if beyond.eat_any(words!["、", "和", "及", ","]).or_else(|| beyond.eat_any(&DASHES)).is_none() && end != one
            {
                break;
            }
            beyond.eat("第");
            match beyond.number_to(4).filter(|next| *next > end) {
                Some(next) => (end, ahead) = (next, beyond),
                None => break,
            }
        }
        if front {
            ahead.eat("个");
        }
        (first, last) = (if front { 1 } else { one }, end);
    }
    // 第二季: without 度 only behind 第
    (ahead.eat("季度") || numbered && !ahead.sees("季节") && ahead.eat("季")).then_some(())?;
    *reader = ahead;
    Some((first, last))
}

/// 9月, 9月份, 1-9月份, 7、8月, 前8个月, and the days and thirds of one month.
fn months(reader: &mut Reader) -> Option<(Part, Edge)> {
    let mut ahead = *reader;
    let front = ahead.eat("前");
    // 元月 is January.
    let first = if ahead.sees("元月") && ahead.eat("元") { 1 } else { ahead.number_to(12)? };
    let mut last = first;
    loop {
        let mut beyond = ahead;
        if beyond.eat_any(words!["、", "和", "及"]).or_else(|| beyond.eat_any(&DASHES)).is_none() {
            break;
        }
        // 10-3月 runs into the next year; a list only rises.
        match beyond.number_to(12) {
            Some(next) => (last, ahead) = (next, beyond),
            None => break,
        }
    }
    if front {
        ahead.eat("个月").then_some(())?;
        *reader = ahead;
        return Some((Part::Months(1, first), Edge::None));
    }
    ahead.eat("月").then_some(())?;
    // 6月龄, 12月嫂, 3月以上: no months of the calendar
    if ahead.sees_any(words!["龄", "嫂", "子", "饼", "以上", "以下", "以内", "均", "租", "薪"]) {
        return None;
    }
    ahead.eat("份");
    let mut found = (Part::Months(first, last), Edge::None);
    if let Some(third) = ahead.eat_any(&THIRDS) {
        found.0 = Part::Third(last, third as u32 + 1);
    } else if let Some((from, to)) = days(&mut ahead) {
        found.0 = Part::Days(last, from, to);
    } else {
        found.1 = edge(&mut ahead, false);
    }
    *reader = ahead;
    Some(found)
}

/// 20日, 5号, 1-15日.
fn days(reader: &mut Reader) -> Option<(u32, u32)> {
    let mut ahead = *reader;
    let from = ahead.number_to(31)?;
    let mut to = from;
    let mut beyond = ahead;
    if beyond.eat_any(&DASHES).is_some()
        && let Some(day) = beyond.number_to(31)
    {
        (to, ahead) = (day, beyond);
    }
    ahead.eat_any(words!["日", "号"])?;
    *reader = ahead;
    Some((from, to))
}

/// 底, 末, 内 … behind a time; 年底 and 年内 again behind a year (2000年年底前, 今年年内).
fn edge(reader: &mut Reader, of_year: bool) -> Edge {
    let mut ahead = *reader;
    if of_year {
        ahead.eat("年");
    }
    // 末端, 底数, 内容, 内涝, 中学, 中心, 初中 begin with the same characters.
    let edge = match ahead.peek().unwrap_or_default() {
        '底' | '末' | '终' if !ahead.sees_any(words!["末端", "末级", "底数", "底册", "底线"]) => {
            ahead.eat_any(words!["底", "末", "终"]);
            Edge::End
        }
        '内' | '之' | '以'
            if !ahead.sees_any(words!["内涝", "内部", "内外", "内容", "内河"])
                && ahead.eat_any(words!["之内", "以内", "内"]).is_some() =>
        {
            Edge::Within
        }
        '初' if !ahead.sees_any(words!["初中", "初步", "初期", "初次", "初级", "初验", "初审"]) => {
            ahead.eat("初");
            Edge::Start
        }
        '中' if of_year && ahead.at != reader.at => {
            ahead.eat("中");
            Edge::Middle
        }
        _ => Edge::None,
    };
    if edge != Edge::None {
        *reader = ahead;
    }
    edge
}
