//! Dates and months in numbers alone: 2022-12-31前, 2022.12, 2021.3-2021.12. They are times of work only where 前 or 底
//! says so or nothing else stands in the cell; elsewhere such numbers are versions, numbers of documents or amounts.

use super::date::Reader;
use super::deadline::{Found, TimeKind};
use super::moment;
use crate::text::{Span, words};
use std::cell::OnceCell;

/// A date or month in numbers, where its neighbours show that it is a time: 2022-12-31前, 2022.12.
/// `slash`: the place of the last / of the text, looked for once.
pub(super) fn read(text: &str, at: usize, slash: &OnceCell<Option<usize>>) -> Option<Found> {
    // Most numbers are too short for a year. Digits of full width begin with EF.
    let rest = text.as_bytes().get(at..)?;
    let digits = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    if digits < 4 && rest.get(digits) != Some(&0xEF) {
        return None;
    }
    let slash = slash.get_or_init(|| memchr::memrchr(b'/', text.as_bytes())).is_some_and(|slash| slash >= at);
    // Nearly always a year with 年, which is no number alone.
    if digits == 4 && !slash && rest[digits..].starts_with("年".as_bytes()) {
        return None;
    }
    if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '/') {
        return None;
    }
    let mut reader = Reader { text, at };
    let mut month = reader;
    let bounds = match reader.date() {
        Some(day) if !text[at..reader.at].contains('年') && text[at..reader.at].len() > 8 || slash => (day, day),
        Some(_) => return None,
        None => {
            let year = month.year()?;
            month.eat_any(words![".", "-", "/"])?;
            let number = month.number_to(12)?;
            reader = month;
            moment::Part::Months(number, number).bounds(year)?
        }
    };
    let end = reader.at;
    // 2021.3-2021.12
    let mut range = reader;
    if range.eat_any(words!["-", "—", "–", "~", "至"]).is_some()
        && let Some(year) = range.year()
        && range.eat_any(words![".", "-", "/"]).is_some()
        && let Some(month) = range.number_to(12)
        && let Some((_, last)) = moment::Part::Months(month, month).bounds(year)
    {
        let span = Span::new(at, range.at);
        return Some(Found { span, kind: TimeKind::Window, start: Some(bounds.0), end: Some(last) });
    }
    let before = reader.eat_any(words!["之前", "以前", "前"]).is_some();
    let month_end = !before && reader.eat_any(words!["底", "末"]).is_some() && {
        reader.eat("前");
        true
    };
    if before || month_end {
        let last = if before && bounds.0 != bounds.1 { bounds.0.yesterday().ok() } else { Some(bounds.1) };
        return Some(Found { span: Span::new(at, reader.at), kind: TimeKind::Deadline, start: None, end: last });
    }
    // Alone in its cell
    (text[..at].trim().is_empty() && text[end..].trim().is_empty()).then_some(Found {
        span: Span::new(at, end),
        kind: TimeKind::Window,
        start: Some(bounds.0),
        end: Some(bounds.1),
    })
}
