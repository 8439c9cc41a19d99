//! Who issued a notice, under which number, and when: from its label table, its head and its signature.

use super::title::segments;
use crate::figure::date;
use crate::lexicon::document_word::{ISSUER_LASTS, ISSUERS};
use crate::text::{Excerpt, Span, Text, fold};
use jiff::civil::Date;

/// How much of a text may hold labels in running text, in bytes.
const HEAD: usize = 4000;

/// Label and value pairs of a notice's head.
pub struct Labels<'a> {
    pairs: Vec<(String, &'a Excerpt)>,
    /// The start of the text, where labels may stand in a line of running text.
    head: Span,
}

impl<'a> Labels<'a> {
    pub fn new(pairs: impl Iterator<Item = &'a (Excerpt, Excerpt)>, text: &Text, stop: u32) -> Self {
        let label = |e: &Excerpt| fold::key(&e.recognised(text)).trim_matches([':', '【', '】', '[', ']']).to_string();
        let head = Span::new(0, text.as_str().floor_char_boundary((stop as usize).min(HEAD)));
        Self { pairs: pairs.filter(|(_, v)| !v.is_empty()).map(|(l, v)| (label(l), v)).collect(), head }
    }

    /// The value of the first of these labels: of a pair, else behind the label in the head (`发布时间:2022-10-12 来源:…`).
    pub fn find(&self, labels: &[&str], text: &Text) -> Option<Excerpt> {
        self.value(labels).cloned().or_else(|| labels.iter().find_map(|label| self.inline(label, text)))
    }

    fn inline(&self, label: &str, text: &Text) -> Option<Excerpt> {
        let head = text.recognised_slice(self.head);
        let at = head.match_indices(label).find(|(at, _)| head[at + label.len()..].starts_with([':', '：']))?.0;
        let opens = head[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let rest = &head[at + label.len()..];
        let value = rest[rest.chars().next()?.len_utf8()..].trim_start_matches([' ', '\u{3000}']);
        let len = value.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(value.len());
        let start = head.len() - value.len();
        (opens && len > 0 && len < 200).then(|| Span::new(start, start + len).into())
    }

    /// The value of the first of these labels that has one.
    pub fn value(&self, labels: &[&str]) -> Option<&'a Excerpt> {
        labels.iter().find_map(|l| self.pairs.iter().find(|(label, _)| label == l)).map(|(_, value)| *value)
    }
}

/// Lines of the head in which a page writes its day without a label.
const DATELINES: usize = 8;

/// The day that stands without a label below the title of a page: `2024-01-05 08:30`, `2024-02-02 来源：…`. A day in words may be
/// any other (that of a meeting), so that only one of digits and marks counts.
pub fn dateline(text: &Text, lines: impl Iterator<Item = Span>) -> Option<Date> {
    lines.filter(|line| !text.trim(*line).is_empty()).take(DATELINES).skip(1).find_map(|line| {
        let s = text.recognised_slice(text.trim(line));
        let (span, date) = date::find(&s[..s.floor_char_boundary(120)]).filter(|(span, _)| span.start == 0)?;
        let digits = s[span.range()].chars().all(|c| c.is_ascii_digit() || "-/.".contains(c));
        let rest =
            s[span.end as usize..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c.is_whitespace());
        let labelled = ["来源", "來源", "作者", "浏览", "阅读", "点击", "字体", "字号", "编辑", "发布", "信息来源"];
        (digits && (rest.is_empty() || labelled.iter().any(|word| rest.starts_with(word)))).then_some(date)
    })
}

/// A document number that opens one of the lines: `某政办发〔2020〕1号`.
pub fn doc_number(text: &Text, lines: impl Iterator<Item = Span>) -> Option<Span> {
    lines.into_iter().flat_map(|line| segments(text, line)).find_map(|line| {
        let s = text.slice(line);
        let skip = s.len() - s.trim_start_matches(|c: char| c.is_whitespace() || "|#*,\"".contains(c)).len();
        let len = number_length(&s[skip..])?;
        Some(Span::new(line.start as usize + skip, line.start as usize + skip + len))
    })
}

/// Bytes of the document number that a string starts with.
fn number_length(s: &str) -> Option<usize> {
    let open = s.char_indices().take(16).find(|(_, c)| matches!(fold::half(*c), '〔' | '[' | '(' | '【' | '﹝'))?;
    let office = &s[..open.0];
    if office.chars().filter(|c| !c.is_whitespace()).count() < 2
        || !office.chars().all(|c| c.is_whitespace() || ('\u{4E00}'..='\u{9FFF}').contains(&c))
    {
        return None;
    }
    let inner = &s[open.0 + open.1.len_utf8()..];
    let close = inner.char_indices().take(8).find(|(_, c)| matches!(fold::half(*c), '〕' | ']' | ')' | '】' | '﹞'))?;
    let year: String = inner[..close.0].chars().map(fold::half).filter(|c| c.is_ascii_digit()).collect();
    if year.len() != 4 {
        return None;
    }
    let tail = &inner[close.0 + close.1.len_utf8()..];
    let end = tail.char_indices().take(10).find(|(_, c)| *c == '号' || *c == '號')?;
    let number_ok = tail[..end.0].chars().all(|c| c.is_whitespace() || c == '第' || fold::half(c).is_ascii_digit());
    number_ok.then(|| s.len() - tail.len() + end.0 + end.1.len_utf8())
}

/// Who signed, and the date below or beside it.
pub fn signature(text: &Text) -> Option<(Span, Option<Date>)> {
    // A line that may name an office, until the next one tells whether a date stands below it.
    let mut above: Option<Span> = None;
    for line in segments(text, text.span()) {
        let line = strip(text, line);
        if line.is_empty() {
            continue;
        }
        if let Some(office) = above.take().filter(|_| line.len() <= 60)
            && text.slice(line).starts_with(opens_date)
            && is_office(text, office)
            && let Some(date) = only_date(text, line)
        {
            return Some((office, Some(date)));
        }
        above = ISSUER_LASTS.end(text.recognised_slice(line)).then_some(line);
    }
    let mut lines = segments(text, text.span()).map(|line| strip(text, line));
    let mut line = lines.next()?;
    for year in memchr::memmem::find_iter(text.as_str().as_bytes(), "年").filter(|&at| behind_office(text, at)) {
        while line.end as usize <= year {
            line = lines.next()?;
        }
        if let Some(signed) = in_line(text, line, year) {
            return Some(signed);
        }
    }
    None
}

fn strip(text: &Text, line: Span) -> Span {
    let marks = |c: char| matches!(c, '|' | '#' | '*' | ',' | '"' | '\u{FEFF}') || c.is_whitespace();
    let s = text.slice(line);
    let start = s.len() - s.trim_start_matches(marks).len();
    let len = s[start..].trim_end_matches(marks).len();
    Span::new(line.start as usize + start, line.start as usize + start + len)
}

fn is_office(text: &Text, line: Span) -> bool {
    let s = text.slice(line);
    if s.len() > 120 {
        return false;
    }
    let read = text.recognised_slice(line);
    let named = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '、') || fold::half(c).is_whitespace();
    if !read.chars().all(named) {
        return false;
    }
    let key = fold::key(read);
    (4..=30).contains(&key.chars().count()) && ISSUERS.end(&key)
}

/// Whether a date can begin with a character, with 民 that of the republic's years.
fn opens_date(c: char) -> bool {
    is_digit(c) || "民〇零○◯ОＯO一二三四五六七八九".contains(c)
}

/// The date of a line that holds nothing else.
fn only_date(text: &Text, line: Span) -> Option<Date> {
    let s = text.slice(line);
    if s.len() > 60 {
        return None;
    }
    let (span, date) = date::find(s)?;
    (s[..span.start as usize].trim().is_empty() && s[span.end as usize..].trim().chars().count() <= 1).then_some(date)
}

fn is_digit(c: char) -> bool {
    fold::half(c).is_ascii_digit()
}

/// What may stand between an office and a date. Extractors leave a ? where a blank without width stood.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '?' || c == '？'
}

/// Whether the digits before a 年 may stand behind an office, which nearly none do.
fn behind_office(text: &Text, at: usize) -> bool {
    let before = text.recognised_slice(Span::new(0, at));
    ISSUER_LASTS.end(before.trim_end_matches(is_digit).trim_end_matches(is_gap))
}

/// An office and a date behind it at the end of a sentence, in a text whose lines were run together:
/// `…庄严承诺。 某市人民政府办公室 2020年1月23日(此件公开发布)`. `at`: where the 年 stands.
fn in_line(text: &Text, line: Span, at: usize) -> Option<(Span, Option<Date>)> {
    let s = text.slice(line);
    let year = s.get(..at.checked_sub(line.start as usize)?)?.trim_end_matches(is_digit);
    let before = year.trim_end_matches(is_gap);
    let start = before
        .char_indices()
        .rev()
        .take(30)
        .take_while(|(_, c)| ('\u{4E00}'..='\u{9FFF}').contains(c))
        .last()
        .map_or(before.len(), |(i, _)| i);
    let office = Span::new(line.start as usize + start, line.start as usize + before.len());
    let sentence = s[..start].trim_end();
    if !(sentence.is_empty() || sentence.ends_with(['。', '.', '!', '！'])) || !is_office(text, office) {
        return None;
    }
    let window = &s[year.len()..s.floor_char_boundary(year.len() + 48)];
    let (_, date) = date::find(window).filter(|(span, _)| span.start == 0)?;
    Some((office, Some(date)))
}

/// Whether a name that stands alone is a public office: `某市人民政府办公室`, not a newspaper.
pub fn is_public_office(name: &str) -> bool {
    let key = fold::key(name);
    (3..=40).contains(&key.chars().count()) && ISSUERS.end(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers() {
        let number = |s: &str| number_length(s).map(|n| s[..n].to_string());
        assert_eq!(number("东政办发〔2021〕12号 各乡镇").as_deref(), Some("东政办发〔2021〕12号"));
        assert_eq!(number("东政办〔2021〕第 3 号").as_deref(), Some("东政办〔2021〕第 3 号"));
        assert_eq!(number("关于印发（2021）的通知"), None);
        assert_eq!(number("建设公园(2021年)3个"), None);
    }
}
