//! Facts about the document: title, kind, numbers, issuer, dates, years, period.

use super::issue::{self, Labels};
use super::{Document, DocumentKind, Item, Passage, Period, title};
use crate::figure::{date, period};
use crate::layout::{Block, Content};
use crate::lexicon::document_word::{
    INDEX_LABELS, ISSUED_LABELS, ISSUER_LABELS, NUMBER_LABELS, ORIGIN_LABELS, PLAN_WORDS, PUBLISHED_LABELS,
    REPORT_WORDS, TITLE_LABELS,
};
use crate::lexicon::{ColumnRole, Field};
use crate::text::{Excerpt, Span, Text, fold, holds_any};

/// How much of a text is searched for years when neither title nor head names one.
const YEAR_SEARCH: usize = 1 << 20;

/// Lines of the head that may state a period, and their longest length in bytes.
const OPENING: usize = 40;
const LONGEST: usize = 4000;

/// What the head, the tables and the signature of a notice say about it. The region is found by another pass.
pub fn facts(text: &Text, blocks: &[Block], items: &[Item]) -> Document {
    let stop = first_item(blocks, items).unwrap_or(text.span().end);
    let labels = Labels::new(
        blocks.iter().flat_map(|b| match &b.content {
            Content::Pairs(pairs) => pairs.as_slice(),
            _ => &[],
        }),
        text,
        stop,
    );
    let captions: Vec<Span> = blocks
        .iter()
        .filter_map(|b| match &b.content {
            Content::Table(t) => t.caption,
            Content::Matrix(m) => m.caption,
            _ => None,
        })
        .collect();
    // 2023年计划投资（万元） names a column.
    let headers: Vec<Span> = blocks
        .iter()
        .filter_map(|b| match &b.content {
            Content::Table(t) => Some(t.columns.iter().map(|column| column.header.span())),
            _ => None,
        })
        .flatten()
        .collect();
    let head = Span { start: 0, end: stop };
    let say = |e: &Excerpt| fold_line(&e.read(text));
    let title =
        labels.value(TITLE_LABELS).cloned().or_else(|| title::find(text, stop, &captions, &headers)).map(|e| say(&e));
    let doc_number = labels
        .value(NUMBER_LABELS)
        .map(say)
        .or_else(|| issue::doc_number(text, lines_of(text, head)).map(|s| fold_line(text.slice(s))));
    let signed = issue::signature(text);
    let issuer = labels
        .value(ISSUER_LABELS)
        .map(say)
        .or_else(|| signed.map(|(office, _)| text.slice(office).to_string()))
        .or_else(|| labels.find(ORIGIN_LABELS, text).map(|e| say(&e)).filter(|s| issue::is_public_office(s)));
    let day = |labels_of: &[&str]| labels.find(labels_of, text).and_then(|v| Some(date::find(&v.recognised(text))?.1));
    let signed_on = signed.and_then(|(_, date)| date);
    // A numbered document is issued on the day it is signed; a page without a number is published then.
    let formal = doc_number.is_some();
    let issued_on = day(ISSUED_LABELS).or(signed_on.filter(|_| formal));
    let published_on =
        day(PUBLISHED_LABELS).or_else(|| issue::dateline(text, lines_of(text, head))).or(signed_on.filter(|_| !formal));

    let kind = kind(title.as_deref(), head, blocks, items, text);
    let title_key = title.as_deref().map(fold::simplify);
    let period = title_key.as_deref().and_then(period_of).or_else(|| opening_period(text, head));
    let period = match kind {
        DocumentKind::Progress => period.map(|period| reported(text, above(blocks, head), period)),
        _ => period,
    };
    let mut years = title_key.as_deref().map(period::years).unwrap_or_default();
    if let (true, Some(p)) = (years.is_empty(), &period) {
        years.extend(p.start.map(|d| d.year()).into_iter().flat_map(|a| a..=p.end.map_or(a, |e| e.year())).take(20));
    }
    if years.is_empty() {
        // 2023年计划投资: the one year that columns name.
        let mut named: Vec<i16> =
            headers.iter().flat_map(|header| period::years(text.recognised_slice(*header))).collect();
        named.sort_unstable();
        named.dedup();
        if let [year] = named[..] {
            years.push(year);
        }
    }
    if years.is_empty() {
        let issue_year = issued_on.or(published_on).map(|d| d.year());
        years.extend(most_named_year(text, signed_on.map(|d| d.year())).or(issue_year));
    }
    Document {
        title,
        kind,
        doc_number,
        index_number: labels.find(INDEX_LABELS, text).map(|e| say(&e)),
        issuer,
        issued_on,
        published_on,
        region: None,
        years,
        period,
    }
}

/// Where the first item stands: everything before is the head.
fn first_item(blocks: &[Block], items: &[Item]) -> Option<u32> {
    let block = blocks
        .iter()
        .filter(|b| matches!(b.content, Content::Table(_) | Content::Matrix(_) | Content::Outline(_)))
        .map(|b| b.span.start)
        .min();
    let item = items.iter().map(|i| i.span.start).min();
    match (block, item) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

/// The part of the head that stands above all tables and lists.
fn above(blocks: &[Block], head: Span) -> Span {
    let lists = |b: &&Block| matches!(b.content, Content::Table(_) | Content::Matrix(_) | Content::Outline(_));
    let end = blocks.iter().filter(lists).map(|b| b.span.start).min();
    Span { start: head.start, end: end.map_or(head.end, |end| end.min(head.end)) }
}

/// The period that a title states.
fn period_of(title: &str) -> Option<Period> {
    let found = period::read(title, None)?;
    // 截至8月底 in the title of a year's projects: since the year began.
    let start = found.start.or(found.end?.first_of_year().into());
    Some(Period { raw: title[found.span.range()].to_string(), start, end: found.end })
}

/// A period of several years that the opening states (三年行动方案(2023-2025年)).
fn opening_period(text: &Text, head: Span) -> Option<Period> {
    lines_of(text, head).take(OPENING).map(|line| text.recognised_slice(line)).filter(|s| s.len() < LONGEST).find_map(
        |s| {
            let years = period::years(s);
            let found = period::read(s, None)?;
            let several = found.start?.year() < found.end?.year() && years.len() > 1;
            several.then(|| Period { raw: s[found.span.range()].to_string(), start: found.start, end: found.end })
        },
    )
}

/// What a report on a year's work covers where its opening says until when: `（截至9月底）`, `截至6月底，各项工作进展如下`.
fn reported(text: &Text, head: Span, year: Period) -> Period {
    let (Some(start), Some(end)) = (year.start, year.end) else { return year };
    if start != end.first_of_year() || end.month() != 12 {
        return year;
    }
    let opening = lines_of(text, head).take(OPENING).map(|line| text.recognised_slice(line));
    let until = opening.filter(|s| s.len() < LONGEST).find_map(|s| {
        s.match_indices("截").find_map(|(at, _)| {
            let clause = s[at..].split(['，', ',', '。', '；', '：', ')', '）']).next()?;
            let found = period::read(clause, Some(end.year())).filter(|found| found.span.start == 0)?;
            let last = found.end.filter(|last| last.year() == end.year() && *last < end)?;
            Some((clause[found.span.range()].to_string(), last))
        })
    });
    match until {
        Some((raw, last)) => Period { raw, start: Some(start), end: Some(last) },
        None => year,
    }
}

fn lines_of(text: &Text, span: Span) -> impl Iterator<Item = Span> + '_ {
    text.lines().take_while(move |line| line.start < span.end).filter(move |line| line.start >= span.start)
}

/// One line without blanks at its ends; blanks and line ends inside a Chinese title are dropped.
fn fold_line(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut gap = false;
    for c in s.trim().chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        // 2 0 2 2 年 was set wide; 2022 Plan is two words.
        let wide = c.is_ascii_digit() && out.ends_with(|p: char| p.is_ascii_digit());
        if gap && !wide && c.is_ascii_alphanumeric() && out.ends_with(|p: char| p.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}

/// Plan as soon as it states deadlines or stage targets; progress when its title or its opening says that it reports; else a list.
fn kind(title: Option<&str>, head: Span, blocks: &[Block], items: &[Item], text: &Text) -> DocumentKind {
    let title = title.map(fold::key).unwrap_or_default();
    let plans = PLAN_WORDS.iter().any(|w| title.contains(w));
    let reported = REPORT_WORDS.iter().filter_map(|w| Some(title.find(w)? + w.len())).max();
    // 2021年完成情况及2022年计划: what comes next is a plan.
    let goes_on = plans && reported.is_some_and(|end| !period::years(&title[end..]).is_empty());
    if reported.is_some() && !goes_on && !(plans && has_deadline_column(blocks))
        || !plans && announces_report(text.recognised_slice(head))
    {
        return DocumentKind::Progress;
    }
    if !plans && tells_of_past(text.recognised_slice(head), items, text) {
        return DocumentKind::Progress;
    }
    let mut reports = false;
    for passage in items.iter().flat_map(|i| &i.passages) {
        match passage.field {
            Field::Schedule => return DocumentKind::Plan,
            Field::Progress => reports = true,
            Field::Target | Field::Description if states_deadline(&passage.text.recognised(text)) => {
                return DocumentKind::Plan;
            }
            _ => {}
        }
    }
    if reports { DocumentKind::Progress } else { DocumentKind::List }
}

/// `现将上半年进展情况公布如下`, `进展情况如下：`
fn announces_report(head: &str) -> bool {
    let near = &head[head.ceil_char_boundary(head.len().saturating_sub(LONGEST))..];
    near.split(['。', '，', ',', '：', ':', '\n']).any(|clause| {
        clause.len() < 300
            && (clause.contains("现将") || clause.contains("我向") || clause.ends_with("如下"))
            && REPORT_WORDS.iter().any(|w| clause.contains(w))
    })
}

/// `截至10月底，…` or `今年以来，…` in the opening, and half of the items say what has been done, or the opening says that all is.
fn tells_of_past(head: &str, items: &[Item], text: &Text) -> bool {
    let near = &head[head.ceil_char_boundary(head.len().saturating_sub(LONGEST))..];
    if !holds_any(near, &["截至", "今年以来", "一年来", "半年来"]) {
        return false;
    }
    let all_done = near.split(['。', '，', ',', '；', '\n']).any(|clause| {
        let ends = |w: &&str| clause.ends_with(*w);
        let ordered = || holds_any(clause, &["确保", "力争", "推动", "实现", "要", "将", "争取"]);
        ["全部完成", "全面完成", "圆满完成", "如期完成"].iter().any(ends) && !ordered()
    });
    let done = |passage: &Passage| {
        passage.label.is_none()
            && holds_any(&passage.text.recognised(text), &["已", "目前", "累计", "完成年度", "完成率", "全面完成"])
    };
    let told = items.iter().filter(|i| i.passages.iter().any(done)).count();
    all_done || told > 0 && told * 2 >= items.len()
}

fn has_deadline_column(blocks: &[Block]) -> bool {
    blocks.iter().any(|b| match &b.content {
        Content::Table(t) => t.columns.iter().any(|c| matches!(c.role, ColumnRole::Deadline | ColumnRole::Quarter(_))),
        _ => false,
    })
}

fn states_deadline(s: &str) -> bool {
    ["底前", "前完成", "年底", "月底", "年内", "季度", "月前", "日前", "月份前", "上半年", "下半年"]
        .iter()
        .any(|w| s.contains(w))
        || s.match_indices("到20").any(|(i, _)| s[i..].chars().nth(5) == Some('年'))
}

/// The latest of the years that the text names often (`2020年`), the day of its signature aside: a plan also tells of the years before.
fn most_named_year(text: &Text, signed: Option<i16>) -> Option<i16> {
    let s = text.recognised();
    let end = s.len().min(YEAR_SEARCH);
    let bytes = &s.as_bytes()[..end];
    let mut count = std::collections::BTreeMap::<i16, usize>::new();
    for at in memchr::memmem::find_iter(bytes, "年") {
        let Some(digits) = at.checked_sub(4).map(|from| &bytes[from..at]) else { continue };
        let before = at.checked_sub(5).map(|i| bytes[i]);
        if digits.iter().all(u8::is_ascii_digit) && !before.is_some_and(|b| b.is_ascii_digit()) {
            let year = digits.iter().fold(0, |y, d| y * 10 + i16::from(d - b'0'));
            if (1990..2100).contains(&year) {
                *count.entry(year).or_default() += 1;
            }
        }
    }
    if let Some(n) = signed.and_then(|year| count.get_mut(&year)) {
        *n -= 1;
    }
    let most = count.values().copied().max().filter(|&n| n > 0)?;
    count.into_iter().rev().find(|&(_, n)| n * 2 >= most).map(|(year, _)| year)
}
