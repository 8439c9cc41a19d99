//! Dates and months in numbers alone: 2022-12-31前, 2022.12, 2021.3-2021.12. They are times of work only where 前 or 底
//! says so or nothing else stands in the cell; elsewhere such numbers are versions, numbers of documents or amounts.

use super::date::Reader;
use super::deadline::{Found, TimeKind};
use super::moment;
use crate::lexicon::time_word::DEADLINE_LABELS;
use crate::text::{Span, word_list, words};
use jiff::civil::Date;

/// A date or month in numbers, where its neighbours show that it is a time: 2022-12-31前, 2022.12.
pub(super) fn read(text: &str, at: usize) -> Option<Found> {
    // Most numbers are too short for a year. Digits of full width begin with EF.
    let rest = text.as_bytes().get(at..)?;
    let digits = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    if digits < 4 && rest.get(digits) != Some(&0xEF) {
        return None;
    }
    // Nearly always a year with 年, which is no number alone.
    if digits == 4 && rest[digits..].starts_with("年".as_bytes()) {
        return None;
    }
    if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '/') {
        return None;
    }
    let mut reader = Reader { text, at };
    let Some((first, last)) = reader.bounds() else { return years_alone(reader) };
    let end = reader.at;
    // 2021.3-2021.12
    let mut range = reader;
    if range.eat_any(words!["-", "—", "–", "~", "至"]).is_some()
        && let Some((_, last)) = range.bounds()
    {
        let span = Span::new(at, range.at);
        return Some(Found { span, kind: TimeKind::Window, start: Some(first), end: Some(last) });
    }
    let before = reader.eat_any(words!["之前", "以前", "前"]).is_some();
    let month_end = !before && reader.eat_any(words!["底", "末"]).is_some() && {
        reader.eat("前");
        true
    };
    if before || month_end {
        let last = if before && first != last { first.yesterday().ok() } else { Some(last) };
        return Some(Found { span: Span::new(at, reader.at), kind: TimeKind::Deadline, start: None, end: last });
    }
    // Alone in its cell. Digits with nothing between may be the number of a document.
    let front = text[..at].trim_end();
    let closed = text[end..].trim_start().chars().next().is_none_or(|c| "。；;，,)）".contains(c));
    let parted = text[at..end].contains(|c: char| !c.is_ascii_digit());
    // 完成时限:2023.12
    let label = front.trim_end_matches([':', '：']);
    if closed && parted && label.len() < front.len() && word_list::at_end(label, &DEADLINE_LABELS).is_some() {
        return Some(Found { span: Span::new(at, end), kind: TimeKind::Deadline, start: None, end: Some(last) });
    }
    let alone = front.is_empty() && text[end..].trim_start().is_empty();
    (alone && parted).then_some(Found {
        span: Span::new(at, end),
        kind: TimeKind::Window,
        start: Some(first),
        end: Some(last),
    })
}

/// 2022-2023 and nothing else in its cell (起止年限).
fn years_alone(mut reader: Reader) -> Option<Found> {
    let (text, at) = (reader.text, reader.at);
    let first = reader.year()?;
    reader.eat_any(words!["-", "—", "–", "~", "至"])?;
    let last = reader.year().filter(|last| *last > first)?;
    let alone = text[..at].trim_end().is_empty() && text[reader.at..].trim_start().is_empty();
    let (start, end) = (moment::Part::Whole.bounds(first)?.0, moment::Part::Whole.bounds(last)?.1);
    let span = Span::new(at, reader.at);
    alone.then_some(Found { span, kind: TimeKind::Window, start: Some(start), end: Some(end) })
}

impl Reader<'_> {
    /// First and last day of a date or month in numbers alone.
    fn bounds(&mut self) -> Option<(Date, Date)> {
        let start = self.at;
        let mut month = *self;
        if let Some(day) = self.date() {
            return (!self.text[start..self.at].contains('年')).then_some((day, day));
        }
        let year = month.year()?;
        month.eat_any(words![".", "-", "/"])?;
        let number = month.number_to(12)?;
        *self = month;
        moment::Part::Months(number, number).bounds(year)
    }
}
