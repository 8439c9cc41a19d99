//! Paragraphs that open something without a number: list marks, headings above numbered lines, names above or before their text.
//!
//! One such paragraph proves nothing; they count where they repeat.

use super::outline::Opening;
use super::paragraph::{Paragraph, ends_sentence};
use super::part::cut;
use super::{NumberStyle, label, number, site};
use crate::lexicon::ColumnRole;
use crate::text::holds_any;
use std::borrow::Cow;

/// Which paragraphs open something without a number.
pub fn openings(paragraphs: &[Paragraph], reads: &[Cow<str>], body: &[usize], inner: bool) -> Vec<Opening> {
    let read = |n: usize| -> &str { &reads[body[n]] };
    let numbers: Vec<bool> = (0..body.len())
        .map(|n| number::at_start(&read(n)[..cut(read(n), 120)]).is_some_and(|c| c.style != NumberStyle::Annex))
        .collect();
    let bullet = |n: usize| is_bullet(&paragraphs[body[n]], read(n)) && !numbers[n];
    let bullets = (0..body.len()).filter(|&n| bullet(n)).count();
    let free = |n: usize| !numbers[n] && paragraphs[body[n]].bullet.is_none() && (n == 0 || !number_alone(read(n - 1)));
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
    // Without any numbers: short headings, each above a paragraph, or paragraphs that open with a name.
    let unnumbered = numbers.iter().all(|x| !x) && bullets < 2;
    let above_text = |n: usize| {
        unnumbered
            && n + 1 < body.len()
            && is_heading(read(n), 26)
            && is_text(read(n + 1))
            && !(n == 0 && (site::is_document_title(read(n)) || read(n).contains('年')))
    };
    let over_texts = if unnumbered { (0..body.len()).filter(|&n| above_text(n)).count() } else { 0 };
    let named = |n: usize| unnumbered && over_texts < 3 && opens_with_name(read(n));
    let names = if unnumbered { (0..body.len()).filter(|&n| named(n)).count() } else { 0 };
    (0..body.len())
        .map(|n| {
            let labelled =
                !numbers[n] && is_heading(read(n), 40) && n + 1 < body.len() && label::opens(read(n + 1)) && free(n);
            if records >= 2 {
                if record(n) == opener { Opening::Title } else { Opening::Plain }
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

/// 今年，我们将办好以下十件实事： announces the list of the heading above it.
pub fn leads_in(s: &str) -> bool {
    s.trim_end().ends_with(['：', ':']) && (s.contains(['，', ',']) || holds_any(s, &["以下", "如下", "下列"]))
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
