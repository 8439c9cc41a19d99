//! Paragraphs that open something without a number: list marks, headings above numbered lines, names above or before their text.
//!
//! One such paragraph proves nothing; they count where they repeat.

use super::outline::Opening;
use super::paragraph::{Paragraph, ends_sentence};
use super::part::cut;
use super::{NumberStyle, label, number, runon, site};
use crate::lexicon::ColumnRole;
use crate::lexicon::unit_word::UNIT_ENDINGS;
use crate::text::holds_any;
use std::borrow::Cow;
use std::ops::Range;

/// Which paragraphs open something without a number.
pub fn openings(paragraphs: &[Paragraph], reads: &[Cow<str>], body: &[usize], inner: bool) -> Vec<Opening> {
    let read = |n: usize| -> &str { &reads[body[n]] };
    let numbers: Vec<bool> = (0..body.len())
        .map(|n| number::at_start(&read(n)[..cut(read(n), 120)]).is_some_and(|c| c.style != NumberStyle::Annex))
        .collect();
    let bullet = |n: usize| is_bullet(&paragraphs[body[n]], read(n)) && !numbers[n];
    let bullets = (0..body.len()).filter(|&n| bullet(n)).count();
    let free = |n: usize| {
        !numbers[n]
            && paragraphs[body[n]].bullet.is_none()
            && (n == 0 || !number_alone(read(n - 1)) && !label_alone(read(n - 1)))
    };
    // A heading above numbered lines: more than one, or in bold.
    let group = |n: usize| {
        let next = n + 1 < body.len() && (numbers[n + 1] || bullets >= 2 && bullet(n + 1));
        let mark = paragraphs[body[n]].bullet.is_some() && numbers.get(n + 1) == Some(&true);
        next && (free(n) || mark && !numbers[n])
            && is_heading(read(n).trim_end_matches(['：', ':']), 20)
            && !leads_in(read(n))
            && !site::is_document_title(read(n))
    };
    let groups = (0..body.len()).filter(|&n| group(n)).count();
    // Records: the label that comes first (序号, 项目名称) comes again with each.
    let record = |n: usize| {
        label::at_start(read(n))
            .map(|l| l.role)
            .filter(|r| matches!(r, ColumnRole::Seq | ColumnRole::Title | ColumnRole::Category))
    };
    let opener = (0..body.len()).find_map(record).filter(|_| numbers.iter().all(|x| !x));
    let records = opener.map_or(0, |first| (0..body.len()).filter(|&n| record(n) == Some(first)).count());
    // 责任单位：…, 项目：…: each record opens with who does the work where the first one does.
    let who = |n: usize| label::at_start(read(n)).is_some_and(|l| matches!(l.role, ColumnRole::Unit(_)));
    let opens = |n: usize| opener.is_some() && record(n) == opener;
    let by_who = records >= 2 && (0..body.len()).filter(|&n| opens(n)).all(|n| n > 0 && who(n - 1));
    // Without any numbers: short headings, each above a paragraph, or paragraphs that open with a name.
    let unnumbered = numbers.iter().all(|x| !x) && bullets < 2;
    let stands_above = |n: usize| unnumbered && n + 1 < body.len() && is_heading(read(n), 26) && is_text(read(n + 1));
    let title = (0..body.len()).find(|&n| !inner && stands_above(n)).filter(|&n| names_notice(read(n), read(n + 1)));
    let above_text = |n: usize| title != Some(n) && stands_above(n);
    let over_texts = if unnumbered { (0..body.len()).filter(|&n| above_text(n)).count() } else { 0 };
    let named = |n: usize| unnumbered && over_texts < 3 && opens_with_name(read(n));
    let names = if unnumbered { (0..body.len()).filter(|&n| named(n)).count() } else { 0 };
    let works = if unnumbered && names < 3 && records < 2 { works(reads, body, over_texts) } else { 0..0 };
    (0..body.len())
        .map(|n| {
            let labelled =
                !numbers[n] && is_heading(read(n), 40) && n + 1 < body.len() && label::opens(read(n + 1)) && free(n);
            if records >= 2 {
                let at = if by_who { n + 1 } else { n };
                if at < body.len() && opens(at) { Opening::Title } else { Opening::Plain }
            } else if works.contains(&n) {
                if is_heading(read(n), 20) { Opening::Heading } else { Opening::Title }
            } else if bullets >= 2 && bullet(n) && !(group(n) && groups >= 2) {
                Opening::Bullet
            } else if group(n) && (groups >= 2 || paragraphs[body[n]].emphatic && (inner || n > 2)) {
                Opening::Heading
            } else if labelled || over_texts >= 3 && above_text(n) || names >= 3 && named(n) {
                Opening::Title
            } else {
                Opening::Plain
            }
        })
        .collect()
}

/// No line announces more works than this.
const MOST_ANNOUNCED: usize = 100;

/// The paragraphs that are one work each, though their numbers were lost: each ends in the units that do it, or as many follow as the
/// line above says. Headings may stand among the former.
fn works(reads: &[Cow<str>], body: &[usize], over_texts: usize) -> Range<usize> {
    let read = |n: usize| -> &str { reads[body[n]].trim() };
    let ends: Vec<bool> = (0..body.len()).map(|n| closes_with_units(read(n))).collect();
    let named = ends.iter().filter(|x| **x).count();
    if named >= 3
        && over_texts * 2 < named
        && let (Some(mut first), Some(last)) = (ends.iter().position(|x| *x), ends.iter().rposition(|x| *x))
        && (first..last).all(|n| ends[n] || is_heading(read(n), 20) && ends[n + 1])
    {
        let heads = (first..last).filter(|&n| !ends[n]).count();
        first -= usize::from(heads > 0 && first > 0 && is_heading(read(first - 1), 20));
        return first..last + 1;
    }
    let announced = (0..body.len()).find_map(|n| {
        let (s, rest) = (read(n), body.len() - n - 1);
        let announces = leads_in(s) || s.ends_with(['。', '：', ':']) && s.contains("实事");
        let stated = announces
            .then(|| runon::count(s))
            .flatten()
            .filter(|&k| (4..=MOST_ANNOUNCED).contains(&k) && k <= rest && rest <= k + 3)?;
        let work = |m: &usize| read(*m).chars().nth(5).is_some() && !read(*m).ends_with(['：', ':']);
        let counted = |m: &usize| read(*m).contains(|c: char| c.is_ascii_digit());
        let found = n + 1..n + 1 + stated;
        (found.clone().all(|m| work(&m)) && found.clone().filter(counted).count() * 10 >= stated * 7).then_some(found)
    });
    announced.unwrap_or(0..0)
}

/// `新建小学2所。（责任单位：区教育局）`, `…（区教育局、区财政局）`, `…。责任单位：区教育局`
fn closes_with_units(s: &str) -> bool {
    let s = s.trim_end_matches(['。', '；', ';', ' ']);
    let of_unit = |l: &label::Label| l.start > 12 && matches!(l.role, ColumnRole::Unit(_));
    let bracketed = s.strip_suffix(['）', ')', '】', ']']);
    match bracketed {
        Some(inner) => {
            let office = inner.rfind(['（', '(', '【', '[']).is_some_and(|open| {
                let names = &inner[open..];
                open > 12 && names.chars().nth(3).is_some() && UNIT_ENDINGS.end(names) && !names.contains(['：', ':'])
            });
            office || label::labels(s).any(|l| of_unit(&l) && s[..l.start].ends_with(['（', '(', '【', '[']))
        }
        None => {
            label::labels(s).last().is_some_and(|l| of_unit(&l) && s.len() - l.end < 300 && !s[l.end..].contains('。'))
        }
    }
}

/// 今年，我们将办好以下十件实事： announces the list of the heading above it.
///
/// `…5公里。其中：` goes on with its parts.
pub fn leads_in(s: &str) -> bool {
    let head = s.trim_end().trim_end_matches(['：', ':']);
    head.len() < s.trim_end().len()
        && !head.ends_with("其中")
        && (s.contains(['，', ',']) || holds_any(s, &["以下", "如下", "下列"]))
}

/// Whether the first line is the notice's title above its opening: `某县：民生实事暖民心`, `今年以来，…`.
fn names_notice(s: &str, next: &str) -> bool {
    const OPENINGS: [&str; 12] = [
        "本报讯",
        "今年以来",
        "近年来",
        "今年",
        "去年",
        "年初",
        "为深入",
        "为切实",
        "为认真",
        "为进一步",
        "民之所",
        "根据",
    ];
    site::is_document_title(s)
        || s.contains(['年', '：', ':'])
        || holds_any(s, &["实事", "民生"])
        || OPENINGS.iter().any(|w| next.starts_with(w))
}

/// A paragraph of at least a sentence.
fn is_text(s: &str) -> bool {
    s.chars().nth(18).is_some() && ends_sentence(s) && !label::opens(s)
}

/// `就业增收工程。全年…`, `教育方面：新建…`: a short name and what is done.
fn opens_with_name(s: &str) -> bool {
    let Some((at, c)) =
        s.char_indices().take(18).find(|(_, c)| matches!(c, '。' | '：' | ':' | '，' | ',' | '；' | '、'))
    else {
        return false;
    };
    let rest = &s[at + c.len_utf8()..];
    matches!(c, '。' | '：' | ':')
        && at >= 9
        && rest.chars().nth(12).is_some()
        && !label::opens(s)
        && !s.starts_with("各")
        && !rest.starts_with("//")
}

/// A list mark that is not one of navigation: enough text behind it.
fn is_bullet(p: &Paragraph, s: &str) -> bool {
    p.bullet.is_some() && s.chars().nth(5).is_some()
}

/// `1` or `(一)` alone on a line.
fn number_alone(s: &str) -> bool {
    let s = s.trim();
    s.len() <= 24 && number::at_start(s).is_some_and(|c| c.end as usize >= s.len())
}

/// 【完成时间】 alone on its line: its value follows.
fn label_alone(s: &str) -> bool {
    let s = s.trim();
    // `4.完成时限` needs no colon.
    let behind = |at: usize| label::heading(&s[at..]).is_some_and(|l| at + l.end >= s.len());
    let numbered = || number::at_start(s).is_some_and(|c| s.is_char_boundary(c.end as usize) && behind(c.end as usize));
    s.len() <= 48 && (label::at_start(s).is_some_and(|l| l.start == 0 && l.end >= s.len()) || numbered())
}

/// A line that can be a heading: short, no sentence, no label.
pub fn is_heading(s: &str, most: usize) -> bool {
    let s = s.trim();
    let n = s.chars().filter(|c| !c.is_whitespace()).take(most + 1).count();
    (2..=most).contains(&n)
        && !ends_sentence(s)
        && !s.contains(['。', '；', '|'])
        && !label::opens(s)
        && !site::is_date(s)
        && s.matches(['(', '（']).count() == s.matches([')', '）']).count()
        && s.chars().any(char::is_alphabetic)
}
