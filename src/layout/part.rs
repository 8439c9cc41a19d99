//! What each paragraph of running text is by its words and its place: page furniture, label/value pairs, titles of annexes and plans,
//! signatures, notes, references to annexes. What is left is body, for the outline reader.

use super::opening::is_heading;
use super::paragraph::Paragraph;
use super::{NumberStyle, label, meta, number, site};
use crate::lexicon::ColumnRole;
use crate::text::{Excerpt, Text, fold};
use std::borrow::Cow;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Body,
    Meta,
    /// Page furniture.
    Site,
    /// Signature, date, note, reference to an annex: text of the notice, but of no item.
    Aside,
    /// The title of an annex; the number of the annex.
    Annex(u32),
    /// The title of a document within the text.
    Title,
}

/// Label/value pairs at the top of the page.
pub fn head(
    text: &Text,
    paragraphs: &[Paragraph],
    reads: &[Cow<str>],
    parts: &mut [Part],
    pairs: &mut Vec<(Excerpt, Excerpt)>,
) {
    let mut i = 0;
    // A label of an item has stood: 责任部门 behind it names the item's unit, not who publishes the page.
    let mut labelled = false;
    while i < paragraphs.len().min(80) {
        if number::opens(&reads[i]) && reads[i].contains(|c: char| fold::half(c) == '.' || c == '、') {
            break;
        }
        let of_item = label::at_start(&reads[i]).is_some_and(|l| matches!(l.role, ColumnRole::Unit(_)));
        let found = meta::pairs(text, &paragraphs[i], paragraphs.get(i + 1)).filter(|_| !(labelled && of_item));
        if found.is_none() {
            labelled |= label::opens(&reads[i]);
        }
        if let Some((found, took)) = found {
            pairs.extend(found);
            parts[i] = Part::Meta;
            if took {
                parts[i + 1] = Part::Meta;
                i += 1;
            }
        }
        i += 1;
    }
}

/// Page furniture, signatures, notes, references to annexes.
pub fn furniture(reads: &[Cow<str>], parts: &mut [Part]) {
    let mut reference = false;
    for i in 0..reads.len() {
        if parts[i] != Part::Body {
            continue;
        }
        let s = reads[i].trim();
        if site::is_chrome(s) || site::is_link(s) {
            parts[i] = Part::Site;
            continue;
        }
        if site::is_date(s)
            || site::is_signer(s) && follows_date(reads, i)
            || signed(s)
            || site::is_spread(s)
            || site::is_note(s)
        {
            parts[i] = Part::Aside;
            continue;
        }
        // 附件：1.某某清单 / 2.某某表
        let opening = &reads[i][..cut(&reads[i], 300)];
        if let Some(annex) = number::at_start(opening).filter(|c| c.style == NumberStyle::Annex) {
            let rest = s.get(annex.end as usize..).unwrap_or_default();
            let second = number::candidates(opening).get(1).map(|c| c.start);
            let numbered = second == Some(annex.end) || number::opens(rest);
            let names = rest.is_empty()
                && reads.get(i + 1).is_some_and(|n| number::opens(n) && is_file_name(n))
                && s.ends_with([':', '：']);
            if numbered && is_file_name(rest) || names {
                parts[i] = Part::Aside;
                reference = true;
                continue;
            }
        } else if reference && number::opens(s) && is_file_name(s) {
            parts[i] = Part::Aside;
            continue;
        }
        reference = false;
    }
    // Behind the last number, page furniture is followed by nothing but more of it (微信, 微博, 打印).
    let last = reads.iter().rposition(|s| number::opens(s) || label::opens(s)).unwrap_or(reads.len());
    if let Some(first) = (last..reads.len()).find(|&i| parts[i] == Part::Site) {
        parts[first..].iter_mut().filter(|p| **p == Part::Body).for_each(|p| *p = Part::Site);
    }
}

/// `备注：1.…` right below a table, and the numbered lines that go on with it.
pub fn note(reads: &[Cow<str>], parts: &mut [Part]) {
    let Some(first) = reads.iter().position(|s| !s.trim().is_empty()) else { return };
    if !site::is_note(reads[first].trim()) && !is_remark(reads[first].trim()) {
        return;
    }
    parts[first] = Part::Aside;
    // What the note counts last: 备注：1.…。2.…。, and a line below that opens with 3.
    let last = number::candidates(&reads[first]).iter().map(|c| c.value).max().unwrap_or(0);
    for (value, (s, part)) in (last + 1..).zip(reads.iter().zip(parts).skip(first + 1)) {
        let style = |style| matches!(style, NumberStyle::Arabic | NumberStyle::ArabicBracket);
        let goes_on = number::at_start(&s[..cut(s, 120)]).is_some_and(|c| c.value == value && style(c.style));
        if *part != Part::Body || !goes_on {
            return;
        }
        *part = Part::Aside;
    }
}

/// `备注：…`, below a table: of an item it is a label.
fn is_remark(s: &str) -> bool {
    s.strip_prefix("备注").is_some_and(|rest| rest.starts_with(['：', ':', '1']))
}

/// The largest character boundary at or below `at`.
pub fn cut(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `某某区人民政府2022年1月3日` on one line
fn signed(s: &str) -> bool {
    s.len() < 150
        && s.find(|c: char| c.is_ascii_digit() || c == '二')
            .is_some_and(|at| at > 0 && site::is_date(&s[at..]) && site::is_signer(s[..at].trim()))
}

fn follows_date(reads: &[Cow<str>], i: usize) -> bool {
    reads.iter().skip(i + 1).take(3).any(|s| site::is_date(s.trim()))
}

/// The name of an attached file: short, without a full stop, mostly the title of a document.
fn is_file_name(s: &str) -> bool {
    let n = s.chars().count();
    n <= 70 && !s.contains(['。', '；']) && {
        let bare = s.trim_end_matches(|c: char| c.is_ascii() || matches!(c, '》' | '）'));
        let files = [".doc", ".xls", ".pdf", ".wps", ".et", ".zip", ".rar"];
        files.iter().any(|f| s.contains(f))
            || site::is_document_title(bare)
            || ["表", "单", "册", "函", "书", "名录", "办法", "规定", "标准", "通知", "方案"]
                .iter()
                .any(|w| bare.ends_with(w))
    }
}

/// Documents that a letter names; more are not remembered.
const MOST_QUOTED: usize = 20;

/// Titles of annexes and of documents within the text.
pub fn titles(reads: &[Cow<str>], parts: &mut [Part]) {
    let mut names: Vec<String> = Vec::new();
    let mut quoted: Vec<String> = Vec::new();
    let mut numbered = false;
    let mut signed = false;
    let mut i = 0;
    while i < reads.len() {
        let s = reads[i].trim();
        if parts[i] == Part::Aside {
            signed |= site::is_date(s);
            if let Some(name) = annex_name(s).or_else(|| strip_number(s)) {
                names.push(name);
            }
        }
        if parts[i] != Part::Body {
            i += 1;
            continue;
        }
        // 《某某方案》已经…同意，现印发给你们: the title of what follows the letter.
        if quoted.len() < MOST_QUOTED && (s.starts_with('《') || s.starts_with("现将《")) {
            quoted.extend(quoted_name(s).filter(|_| s.contains("印发")));
        }
        let first = number::at_start(&s[..cut(s, 200)]);
        if let Some(c) = first.as_ref().filter(|c| c.style == NumberStyle::Annex) {
            let rest = s[c.end as usize..].trim();
            let value = c.value;
            if rest.is_empty() {
                // The title is what follows, on one or two lines.
                parts[i] = Part::Aside;
                let next = (i + 1..reads.len()).find(|&n| parts[n] == Part::Body);
                if let Some(n) = next.filter(|&n| n <= i + 2 && is_heading(&reads[n], 60) && !number::opens(&reads[n]))
                {
                    parts[n] = Part::Annex(value);
                    numbered = false;
                    i = n + 1;
                    continue;
                }
            } else if rest.chars().count() <= 60 && !rest.contains('。') {
                names.push(fold::key(rest.trim_matches(['《', '》'])));
                let next = (i + 1..reads.len()).find(|&n| parts[n] == Part::Body);
                // The last line before a table is its title, unless it ends a list of annexes below a letter.
                let annexed =
                    |s: &str| number::at_start(&s[..cut(s, 200)]).is_some_and(|c| c.style == NumberStyle::Annex);
                let last = next.is_none() && value > 0 && !(i > 0 && annexed(reads[i - 1].trim()));
                let follows = last || next.is_some_and(|n| n <= i + 2 && starts_at_one(&reads[n]));
                parts[i] = if follows { Part::Annex(value) } else { Part::Aside };
                numbered &= !follows;
            }
        } else if let Some(c) = first {
            numbered |= c.style != NumberStyle::Bare;
        } else if s.len() <= 240 && names.contains(&fold::key(s.trim_matches(['《', '》']))) && s.chars().count() >= 5
        {
            parts[i] = Part::Annex(0);
            numbered = false;
        } else if (numbered || signed)
            && (site::is_document_title(s) || signed && names_division(s) || quoted.contains(&fold::key(s)))
            && soon_at_one(reads, parts, i)
        {
            parts[i] = Part::Title;
            numbered = false;
        }
        i += 1;
    }
}

/// `《某某方案》已经…` → the name.
fn quoted_name(s: &str) -> Option<String> {
    let name = s.split_once('《')?.1.split_once('》')?.0;
    (name.len() < 240).then(|| fold::key(name))
}

/// `2022年为民办实事项目责任分解` below the signature of a letter.
fn names_division(s: &str) -> bool {
    s.len() < 150 && s.contains('年') && ["分解", "分工", "项目", "实事"].iter().any(|w| s.ends_with(w))
}

/// `附件：《某某清单》` → its name.
fn annex_name(s: &str) -> Option<String> {
    let c = number::at_start(&s[..cut(s, 300)]).filter(|c| c.style == NumberStyle::Annex)?;
    let rest = &s[c.end as usize..];
    strip_number(rest).or_else(|| (!rest.is_empty()).then(|| fold::key(rest.trim_matches(['《', '》']))))
}

fn strip_number(s: &str) -> Option<String> {
    let c = number::at_start(&s[..cut(s, 300)])?;
    let name = s[c.end as usize..].trim().trim_matches(['《', '》']);
    (!name.is_empty() && name.len() < 240).then(|| fold::key(name))
}

/// Whether a paragraph starts with the first number of a list.
fn starts_at_one(s: &str) -> bool {
    number::at_start(&s[..cut(s, 120)]).is_some_and(|c| c.value == 1 && c.style != NumberStyle::Annex)
}

/// Whether numbers start anew within the next paragraphs.
fn soon_at_one(reads: &[Cow<str>], parts: &[Part], i: usize) -> bool {
    (i + 1..reads.len()).filter(|&n| parts[n] == Part::Body).take(6).any(|n| starts_at_one(&reads[n]))
}
