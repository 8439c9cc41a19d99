//! Cuts apart what an extractor glued into one long line: annex titles, signatures, and the foot of the page.
//!
//! Only for long paragraphs; numbers within them are found by the outline reader.

use super::paragraph::Paragraph;
use super::site;
use crate::text::{Span, Text};

/// Shorter paragraphs are what they are.
const LONG: usize = 400;
/// How far from its end the page's foot is looked for, in bytes.
const FOOT: usize = 900;
/// Longest title of an annex, in characters.
const TITLE: usize = 45;

/// The paragraphs with long ones cut.
pub fn cut(text: &Text, paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    if paragraphs.iter().all(|p| p.span.len() < LONG) {
        return paragraphs;
    }
    let mut out = Vec::with_capacity(paragraphs.len() + 4);
    for p in paragraphs {
        match p.text.single() {
            Some(span) if span.len() >= LONG => pieces(text, span)
                .into_iter()
                .for_each(|piece| out.push(Paragraph { text: piece.into(), span: piece, ..p.clone() })),
            _ => out.push(p),
        }
    }
    out
}

fn pieces(text: &Text, span: Span) -> Vec<Span> {
    let s = text.recognised_slice(span);
    let mut cuts: Vec<usize> = Vec::new();
    annexes(s, &mut cuts);
    let end = foot(s).unwrap_or(s.len());
    if let Some(at) = signature(&s[..end]) {
        cuts.push(at);
    }
    cuts.push(end);
    cuts.sort_unstable();
    let mut out = Vec::new();
    let mut from = 0;
    for to in cuts.into_iter().chain([s.len()]) {
        if to > from {
            let piece = text.trim(Span::new(span.start as usize + from, span.start as usize + to));
            if !piece.is_empty() {
                out.push(piece);
            }
            from = to;
        }
    }
    out
}

/// `…考核。附件某某清单1.…`: before 附件, before the title, behind the title.
fn annexes(s: &str, cuts: &mut Vec<usize>) {
    let word = "附件";
    for at in memchr::memmem::find_iter(s.as_bytes(), word) {
        let apart = s[..at].trim_end().ends_with(['。', '）', ')', '；']) || s[..at].ends_with([' ', '\u{3000}']);
        if !apart {
            continue;
        }
        let rest = &s[at + word.len()..];
        let title =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '：' | ':'));
        let start = s.len() - title.len();
        let first = ["1.", "1、", "1．", "一、", "（一）", "(一)", "第一"]
            .iter()
            .filter_map(|m| title[..title.floor_char_boundary(TITLE * 4)].find(m))
            .min();
        if let Some(len) = first
            && site::is_document_title(title[..len].trim())
        {
            cuts.extend([at, start, start + len]);
            // 附件：《某清单》某清单1.…
            if let Some(close) = title[..len].find('》').filter(|_| title.starts_with('《')) {
                cuts.push(start + close + '》'.len_utf8());
            }
        }
    }
}

/// Where the foot of the page begins.
fn foot(s: &str) -> Option<usize> {
    let from = s.floor_char_boundary(s.len().saturating_sub(FOOT));
    let tail = &s[from..];
    let word = site::FEET.first_in(tail).map(|(at, ..)| at);
    // 主办单位 is a label of an item elsewhere.
    let host = tail
        .find("主办单位")
        .filter(|&at| ["标识码", "备案", "ICP", "电话", "地址"].iter().any(|w| tail[at..].contains(w)));
    [word, host].into_iter().flatten().min().map(|at| from + at)
}

/// Where a signature with its date begins, at the very end.
fn signature(s: &str) -> Option<usize> {
    let s_trim = s.trim_end();
    let last = s_trim.char_indices().rev().take(60).find(|(_, c)| matches!(c, '。' | '）' | ')' | '；'))?;
    let from = last.0 + last.1.len_utf8();
    let tail = s_trim[from..].trim();
    let year = tail.find(|c: char| c.is_ascii_digit() || c == '二')?;
    let signer = tail[..year].trim();
    (site::is_date(&tail[year..]) && (signer.is_empty() || site::is_signer(signer))).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::super::paragraph::paragraphs;
    use super::*;

    #[test]
    fn annex_signature_and_foot_are_cut_off() {
        let body = "加强领导，落实责任，强化考核，".repeat(20);
        let s = format!(
            "三、保障{body}纳入考核。附件某某区2022年民生实事清单1.修路5公里。2.建校两所。某某区人民政府2022年1月3日分享到：微信 主办单位：某局"
        );
        let text = Text::new(s);
        let got: Vec<_> =
            cut(&text, paragraphs(&text, &[])).iter().skip(1).map(|p| p.text.read(&text).into_owned()).collect();
        assert_eq!(
            got,
            [
                "附件",
                "某某区2022年民生实事清单",
                "1.修路5公里。2.建校两所。",
                "某某区人民政府2022年1月3日",
                "分享到：微信 主办单位：某局"
            ]
        );
    }
}
