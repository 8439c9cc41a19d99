//! The head of a page: labels and values such as `索引号: | x-1 | 发布机构: | 某区政府 |`, `发布时间：2022-10-12 来源：某网`.
//!
//! Values may stand behind the label, in the next cell or on the next line. What they mean for the document is decided elsewhere.

use super::paragraph::Paragraph;
use crate::lexicon::document_word as word;
use crate::lexicon::label_word::PAGE_LABELS;
use crate::text::fold::half;
use crate::text::{Excerpt, Span, Text};

/// Longest label in characters.
const LONGEST: usize = 8;

/// The label/value pairs of a paragraph, or `None` where it is not made of them. A label without a value takes the next paragraph
/// (`next`), if that is no label itself; the second result says that it did.
pub fn pairs(text: &Text, paragraph: &Paragraph, next: Option<&Paragraph>) -> Option<(Vec<(Excerpt, Excerpt)>, bool)> {
    let whole = paragraph.text.single()?;
    let s = text.recognised_slice(whole);
    if s.len() > 4000 {
        return None;
    }
    let labels = labels(s);
    let first = labels.first()?;
    if s[..first.start].chars().any(|c| c.is_alphanumeric()) {
        return None;
    }
    let base = whole.start as usize;
    let mut out = Vec::new();
    let mut took = false;
    for (i, label) in labels.iter().enumerate() {
        let stop = labels.get(i + 1).map_or(s.len(), |l| l.start);
        let value = value(s, label.end, stop);
        let mut excerpt = Excerpt::from(Span::new(base + value.0, base + value.1));
        if value.0 == value.1
            && i + 1 == labels.len()
            && let Some(next) = next
            && next.text.single().is_some_and(|n| {
                let n = text.recognised_slice(n);
                n.len() < 300 && self::labels(n).is_empty() && !super::number::opens(n)
            })
            && !s[label.end..].contains('|')
        {
            excerpt = next.text.clone();
            took = true;
        }
        out.push((Span::new(base + label.start, base + label.name_end).into(), excerpt));
    }
    Some((out, took))
}

struct Label {
    start: usize,
    name_end: usize,
    end: usize,
}

/// The value between two labels without the marks of cells.
fn value(s: &str, from: usize, to: usize) -> (usize, usize) {
    let marks = |c: char| c.is_whitespace() || matches!(c, '|' | '*' | '｜' | '•' | '·' | '】' | ']' | ':' | '：');
    let slice = &s[from..to];
    let start = from + (slice.len() - slice.trim_start_matches(marks).len());
    let rest = &s[start..to.max(start)];
    let rest = rest.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '|' | '*' | '｜' | '【' | '[' | '-' | '•' | '·' | '　')
    });
    // Another column of a table that was laid out with blanks
    let column = rest.find("    ").unwrap_or(rest.len());
    (start, start + column)
}

/// The known labels of a line: before a colon, or alone in a cell.
fn labels(s: &str) -> Vec<Label> {
    let mut out: Vec<Label> = Vec::new();
    let mut done = 0;
    for (at, c) in s.char_indices() {
        let colon = matches!(c, ':' | '：');
        if !(colon || c == '|' || c == '】') {
            continue;
        }
        let found = before(s, done, at, colon, !out.is_empty());
        if let Some((start, name_end)) = found {
            done = at + c.len_utf8();
            out.push(Label { start, name_end, end: done });
        } else if c == '|' {
            done = at + 1;
        }
    }
    out
}

/// The longest known label that ends at `at`. `more`: another label stands before it, so that this one may be glued to its value.
fn before(s: &str, from: usize, at: usize, colon: bool, more: bool) -> Option<(usize, usize)> {
    let mut word = String::new();
    let mut best = None;
    let mut name_end = at;
    let mut n = 0;
    for (start, c) in s[from..at].char_indices().rev() {
        if c.is_whitespace() || c == '*' {
            continue;
        }
        if n == LONGEST || !half(c).is_alphabetic() {
            break;
        }
        if n == 0 {
            name_end = from + start + c.len_utf8();
        }
        word.insert(0, c);
        n += 1;
        if is_label(&word) {
            best = Some((from + start, n));
        }
    }
    let (start, n) = best?;
    let bounded = s[from..start].chars().next_back().is_none_or(|c| !c.is_alphabetic());
    // A cell must hold nothing but the label; before a colon longer labels may be glued to the value in front.
    let alone = s[from..start].chars().all(|c| !c.is_alphanumeric());
    (if colon { bounded || more || n >= 4 } else { alone && n >= 3 }).then_some((start, name_end))
}

pub(super) fn is_label(w: &str) -> bool {
    [
        word::TITLE_LABELS,
        word::NUMBER_LABELS,
        word::INDEX_LABELS,
        word::ISSUER_LABELS,
        word::ORIGIN_LABELS,
        word::ISSUED_LABELS,
        word::PUBLISHED_LABELS,
        PAGE_LABELS,
    ]
    .iter()
    .any(|list| list.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::super::paragraph::paragraphs;
    use super::*;

    fn read(content: &str) -> Vec<(String, String)> {
        let text = Text::new(content.to_string());
        let all = paragraphs(&text, &[]);
        let (found, _) = pairs(&text, &all[0], all.get(1)).unwrap_or_default();
        found.iter().map(|(l, v)| (l.read(&text).into_owned(), v.read(&text).into_owned())).collect()
    }

    #[test]
    fn labels_and_values_in_every_form() {
        let own = |l: &str, v: &str| (l.to_string(), v.to_string());
        assert_eq!(read("索引号: | a-1 | 发布机构: | 某区政府 |"), [own("索引号", "a-1"), own("发布机构", "某区政府")]);
        assert_eq!(read("索引号 | a-1 | 发布机构 | 某区政府 |"), [own("索引号", "a-1"), own("发布机构", "某区政府")]);
        assert_eq!(
            read("索引号:a-1发布机构:某区政府文 号:某发〔2022〕1号"),
            [own("索引号", "a-1"), own("发布机构", "某区政府"), own("文 号", "某发〔2022〕1号")]
        );
        assert_eq!(
            read("废止日期: | 文 号: | 某发〔2022〕1号 | |"),
            [own("废止日期", ""), own("文 号", "某发〔2022〕1号")]
        );
        assert_eq!(read("发布时间：2022年10月12日 来源：某网 字体：【大 中 小】").len(), 3);
        assert_eq!(read("发布日期：\n2022-01-02"), [own("发布日期", "2022-01-02")]);
        assert_eq!(read("责任单位：某局"), []);
    }
}
