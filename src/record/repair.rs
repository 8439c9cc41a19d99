//! Damage that a text shows, where something was read anyhow or could not be: dates whose marks were lost (`202310月`), empty brackets and
//! numbers without 号, digits and names that were masked (`××`, `***`), characters in the wrong encoding. Reports only; changes nothing.

use super::Item;
use crate::problem::{Problem, ProblemKind};
use crate::text::{Excerpt, Span, Text};

/// Places of one kind that are reported of one item or text; more are alike.
const MOST: usize = 3;

/// The damage that shows in the items and in the text around them, in order of its kind.
pub fn problems(items: &[Item], text: &Text) -> Vec<Problem> {
    let mut out = Vec::new();
    out.extend(wrong_encoding(text));
    out.extend(lost_marks(text));
    let signs = Signs::of(text.as_str());
    if signs.masks.is_empty() && signs.dates.is_empty() {
        return out;
    }
    for item in items {
        let units = item.units.iter().map(|u| &u.raw);
        let excerpts: Vec<&Excerpt> = item.passages.iter().map(|p| &p.text).chain([&item.title]).chain(units).collect();
        let mut masked = 0;
        let mut glued = 0;
        for piece in excerpts.into_iter().flat_map(Excerpt::pieces) {
            let s = text.slice(piece);
            let place = |local: Span| {
                Span::new(piece.start as usize + local.start as usize, piece.start as usize + local.end as usize)
            };
            // A title is often the start of a passage.
            let known = |span: Span, out: &[Problem]| out.iter().rev().take(2 * MOST).any(|p| p.span == Some(span));
            let most = if within(&signs.masks, piece) { MOST - masked } else { 0 };
            for local in masks(s).take(most) {
                if known(place(local), &out) {
                    continue;
                }
                masked += 1;
                let raw = s[local.range()].to_string();
                out.push(Problem::new(ProblemKind::Masked { raw }).at(place(local)).of(&item.key));
            }
            let most = if within(&signs.dates, piece) { MOST - glued } else { 0 };
            for (local, means) in glued_dates(s).take(most) {
                if known(place(local), &out) {
                    continue;
                }
                glued += 1;
                let raw = s[local.range()].to_string();
                out.push(Problem::new(ProblemKind::GluedDate { raw, means }).at(place(local)).of(&item.key));
            }
        }
    }
    out
}

/// Where a whole text may show damage. Most texts do nowhere, and their items need not be read for it.
struct Signs {
    /// Characters that masks are written with.
    masks: Vec<u32>,
    /// 月 and 日 behind more digits than a month and a day have.
    dates: Vec<u32>,
}

impl Signs {
    fn of(s: &str) -> Self {
        let b = s.as_bytes();
        let mut masks: Vec<u32> = memchr::memchr3_iter(b'*', b'X', b'x', b).map(|at| at as u32).collect();
        for mark in MASKS {
            masks.extend(memchr::memmem::find_iter(b, mark).map(|at| at as u32));
        }
        masks.sort_unstable();
        let mut dates = Vec::new();
        for mark in ["月", "日"] {
            let glued = memchr::memmem::find_iter(b, mark).filter(|&at| {
                let digits = b[..at].iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
                digits == 3 || digits == 2 && mark == "月" && b[at - 2] == b'1' && b[at - 1] > b'2'
            });
            dates.extend(glued.map(|at| at as u32));
        }
        dates.sort_unstable();
        Self { masks, dates }
    }
}

/// Whether one of the places, which are in order, lies within a span.
fn within(places: &[u32], span: Span) -> bool {
    places.get(places.partition_point(|&place| place < span.start)).is_some_and(|&place| place < span.end)
}

/// Characters that masks are written with besides `*`, `X` and `x`.
const MASKS: [&str; 3] = ["×", "＊", "Ⅹ"];

/// Digits and names that were masked: `××`, `**`, `xx` beside Chinese characters.
fn masks(s: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = mask_from(s, at) {
            let c = s[start..].chars().next()?;
            let run = s[start..].len() - s[start..].trim_start_matches(c).len();
            at = start + run;
            let han = |c: Option<char>| c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
            let (before, after) = (s[..start].chars().next_back(), s[at..].chars().next());
            let single = run == c.len_utf8();
            let beside = han(before) || han(after);
            let apart = |c: Option<char>| c.is_none_or(|c| han(Some(c)) || "，。、；：（）(),;: ".contains(c));
            // 李* is a name; 3×4 and 5*8 are products, X光 and x射线 are words.
            let name = single && matches!(c, '*' | '×' | '＊') && han(before) && after.is_none();
            if name || !single && beside && apart(before) && apart(after) {
                return Some(Span::new(start, at));
            }
        }
        None
    })
}

/// The next character from `at` on that masks are written with.
fn mask_from(s: &str, mut at: usize) -> Option<usize> {
    let b = s.as_bytes();
    loop {
        let rest = b.get(at..)?;
        // Nearly all is Chinese, which E4 to E9 lead.
        match *rest.first()? {
            b'*' | b'X' | b'x' => return Some(at),
            0xC3 | 0xE2 | 0xEF if MASKS.iter().any(|mark| rest.starts_with(mark.as_bytes())) => {
                return Some(at);
            }
            0xE0..=0xEF => at += 3,
            _ => at += 1,
        }
    }
}

/// Dates that lost the mark between their numbers, and what they were: `202310月`, `1031日`, `19月`.
fn glued_dates(s: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    let b = s.as_bytes();
    // 月 and 日, E6 9C 88 and E6 97 A5, behind a digit.
    let marks = memchr::memchr_iter(0xE6, b).filter_map(|at| match b.get(at..at + 3)? {
        [_, 0x9C, 0x88] => Some((at, '月')),
        [_, 0x97, 0xA5] => Some((at, '日')),
        _ => None,
    });
    marks.filter(|&(at, _)| at > 0 && b[at - 1].is_ascii_digit()).filter_map(|(at, c)| {
        let digits = s[..at].len() - s[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let start = at - digits;
        if s[..start].ends_with(['-', '.', '/', '—', '~']) {
            return None;
        }
        let run = &s[start..at];
        let number = |from: usize, to: usize| run.get(from..to)?.parse::<u32>().ok();
        let span = Span::new(start, at + c.len_utf8());
        let means = match (c, digits) {
            ('月', 5 | 6) if (1990..2100).contains(&number(0, 4)?) && (1..=12).contains(&number(4, digits)?) => {
                format!("{}年{}月", &run[..4], &run[4..])
            }
            ('日', 4) if (1..=12).contains(&number(0, 2)?) && (1..=31).contains(&number(2, 4)?) => {
                format!("{}月{}日", number(0, 2)?, number(2, 4)?)
            }
            ('日', 3) if (1..=9).contains(&number(0, 1)?) && (10..=31).contains(&number(1, 3)?) => {
                format!("{}月{}日", number(0, 1)?, number(1, 3)?)
            }
            // 13月 to 19月: no month has such a number.
            ('月', 2) if number(0, 1)? == 1 && number(1, 2)? > 2 => format!("{}-{}月", &run[..1], &run[1..]),
            _ => return None,
        };
        Some((span, means))
    })
}

/// Empty brackets where a number stood, and numbers of documents that lost their bracket or 号.
fn lost_marks(text: &Text) -> Vec<Problem> {
    let s = text.as_str();
    let mut out = Vec::new();
    for empty in ["()", "（）"] {
        for at in memchr::memmem::find_iter(s.as_bytes(), empty).take(200) {
            let opens =
                s[..at].chars().rev().find(|c| !matches!(c, ' ' | '\u{3000}' | '|' | '\t')).is_none_or(|c| c == '\n');
            let word = s[at + empty.len()..].chars().next().is_some_and(char::is_alphabetic);
            if opens && word && out.len() < MOST {
                let raw = empty.to_string();
                out.push(
                    Problem::new(ProblemKind::LostMark { raw, what: "the number in it" })
                        .at(Span::new(at, at + empty.len())),
                );
            }
        }
    }
    for (open, c) in memchr::memmem::find_iter(s.as_bytes(), "〔").take(20).map(|open| (open, "〔")) {
        let inner = &s[open + c.len()..];
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = &inner[digits..];
        let year = inner.get(..4).and_then(|y| y.parse::<u32>().ok()).is_some_and(|y| (1990..2100).contains(&y));
        let office = s[..open].chars().next_back().is_some_and(char::is_alphabetic);
        if !year || !office {
            continue;
        }
        let (what, len) = if !rest.starts_with(['〕', ']', '）', ')']) {
            ("the bracket that closes", digits)
        } else {
            let behind = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
            let number = behind.trim_start_matches('第');
            let count = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if count == 0 || number[count..].trim_start().starts_with(['号', '號']) {
                continue;
            }
            ("号 behind the number", inner.len() - number.len() + count)
        };
        let start = s[..open]
            .char_indices()
            .rev()
            .take(8)
            .take_while(|(_, c)| c.is_alphabetic())
            .last()
            .map_or(open, |(at, _)| at);
        let end = open + c.len() + len;
        let raw = s[start..end].to_string();
        out.push(Problem::new(ProblemKind::LostMark { raw, what }).at(Span::new(start, end)));
    }
    out
}

/// Characters that a program took for those of another encoding: UTF-8 as Latin-1 (`æ°å»º`), replaced bytes as GBK (`锟斤拷`).
fn wrong_encoding(text: &Text) -> Option<Problem> {
    let s = text.as_str();
    let bytes = s.as_bytes();
    let gbk = ["锟斤拷", "烫烫烫", "屯屯屯"].iter().filter_map(|w| memchr::memmem::find(bytes, w.as_bytes())).min();
    // Every character of three UTF-8 bytes becomes one of U+00E4 to U+00E9 and two of U+0080 to U+00BF.
    let latin = || {
        memchr::memmem::find_iter(bytes, b"\xC3").find(|&at| {
            let run = s.get(at..).map_or(0, |rest| {
                rest.chars()
                    .take(12)
                    .take_while(|&c| {
                        ('\u{80}'..='\u{FF}').contains(&c)
                            || matches!(c, '\u{2010}'..='\u{2122}' | '\u{152}'..='\u{192}')
                    })
                    .count()
            });
            run >= 4 && matches!(s[at..].chars().next(), Some('\u{E3}'..='\u{EF}'))
        })
    };
    let at = gbk.or_else(latin)?;
    let rest = &s[at..];
    let end = rest
        .char_indices()
        .take(24)
        .find(|(_, c)| matches!(c, '\n' | '\t' | '|'))
        .map_or_else(|| rest.char_indices().nth(24).map_or(rest.len(), |(end, _)| end), |(end, _)| end);
    let raw = rest[..end].to_string();
    Some(Problem::new(ProblemKind::Mojibake { raw }).at(Span::new(at, at + end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_stand_beside_words() {
        let found = |s: &str| masks(s).map(|m| s[m.range()].to_string()).collect::<Vec<_>>();
        assert_eq!(found("改造**户，拨付×××万元"), ["**", "×××"]);
        assert_eq!(found("李*"), ["*"]);
        assert_eq!(found("建设3×4米、X光机、5*8块"), [] as [&str; 0]);
    }

    #[test]
    fn glued_dates_are_taken_apart() {
        let found = |s: &str| glued_dates(s).map(|(_, means)| means).collect::<Vec<_>>();
        assert_eq!(found("202310月底前，1031日前，19月完成"), ["2023年10月", "10月31日", "1-9月"]);
        assert_eq!(found("2023年10月、1-9月、12月31日、20日、2023-12月"), [] as [&str; 0]);
    }

    #[test]
    fn what_was_lost_is_named() {
        let kinds = |s: &str| lost_marks(&Text::new(s.to_string())).len();
        assert_eq!(kinds("某政办发〔20225\n()教育\n函数()的值"), 2);
        assert_eq!(kinds("某政办发〔2022〕5号"), 0);
        assert_eq!(kinds("某政办发〔2022〕5 各乡镇"), 1);
        assert!(wrong_encoding(&Text::new("建设æ°å»ºå\u{ad}¦".to_string())).is_some());
        assert!(wrong_encoding(&Text::new("café é à".to_string())).is_none());
    }
}
