//! A whole list in one paragraph without numbers: `…办好八件实事：修路100公里；建校3所；…`, `实施甲工程、乙工程、丙工程等三项工程`.
//!
//! Only where the words before the colon announce a list; sentences with semicolons are no lists.

use super::outline::Line;
use super::{Node, NodeKind};
use crate::text::{Excerpt, Span, Text, numbering};

/// Words that announce a list of projects.
const ANNOUNCE: &[&str] = &["实事", "项目", "工程", "如下", "以下", "任务", "事项"];

/// The pieces of the first run-on list among the lines, and its line.
pub fn nodes(text: &Text, lines: &[Line]) -> Option<(usize, Vec<Node>)> {
    lines.iter().enumerate().find_map(|(n, line)| Some((n, list(text, &line.text)?)))
}

fn list(text: &Text, paragraph: &Excerpt) -> Option<Vec<Node>> {
    let read = paragraph.recognised(text);
    if read.len() > 20_000 {
        return None;
    }
    let (colon, c) = read.char_indices().find(|(at, c)| {
        let head = &read[..*at];
        matches!(c, ':' | '：')
            && ANNOUNCE.iter().any(|w| head.rsplit(['。', '；']).next().is_some_and(|clause| clause.contains(w)))
    })?;
    let start = colon + c.len_utf8();
    let body = &read[start..];
    let end = start + body.find('。').unwrap_or(body.len());
    let pieces = split(&read, start, end, &['；', ';']).filter(|p| p.len() >= 3).or_else(|| {
        // Commas separate items only where their number is stated.
        let stated = count(&read[..colon])?;
        split(&read, start, end, &['、', '，', ',']).filter(|p| p.len() == stated && stated >= 4)
    })?;
    let fits = pieces.iter().all(|p| (4..=160).contains(&read[p.range()].chars().count()));
    fits.then(|| {
        pieces
            .into_iter()
            .map(|p| {
                let lead = paragraph.part(p).trim(text);
                Node {
                    kind: NodeKind::Heading,
                    number: None,
                    heading: lead.clone(),
                    span: lead.span(),
                    lead,
                    body: Vec::new(),
                    children: Vec::new(),
                }
            })
            .collect()
    })
}

/// The pieces of a stretch between marks outside brackets, without empty ones.
fn split(read: &str, start: usize, end: usize, marks: &[char]) -> Option<Vec<Span>> {
    let mut out = Vec::new();
    let (mut from, mut depth) = (start, 0i32);
    for (at, c) in read[start..end].char_indices() {
        let at = start + at;
        match c {
            '(' | '（' | '“' | '《' => depth += 1,
            ')' | '）' | '”' | '》' => depth -= 1,
            c if depth <= 0 && marks.contains(&c) => {
                out.push(Span::new(from, at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(Span::new(from, end));
    out.retain(|p| !read[p.range()].trim().is_empty());
    Some(out)
}

/// The number in `八件实事`, `10项工程`: the last one before a counter.
pub(super) fn count(s: &str) -> Option<usize> {
    s.char_indices().rev().filter(|(_, c)| matches!(c, '件' | '项' | '个' | '大')).find_map(|(at, _)| {
        let head = &s[..at];
        let digits = head.trim_end_matches(|c: char| c.is_ascii_digit());
        if digits.len() < head.len() {
            return head[digits.len()..].parse().ok();
        }
        let numeral = head.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c));
        numbering::chinese(&head[numeral.len()..]).map(|(v, _)| v as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::super::outline::Opening;
    use super::*;

    fn read(s: &str) -> Vec<String> {
        let text = Text::new(s.to_string());
        let lines = vec![Line { text: text.span().into(), opening: Opening::Plain }];
        nodes(&text, &lines)
            .map_or_else(Vec::new, |(_, nodes)| nodes.iter().map(|n| n.heading.read(&text).into_owned()).collect())
    }

    #[test]
    fn announced_lists_are_split() {
        assert_eq!(
            read("今年办好三件实事：修路10公里；建校3所；改厕500户。请监督。"),
            ["修路10公里", "建校3所", "改厕500户"]
        );
        assert_eq!(read("实施四项工程：道路畅通工程、安全饮水工程、老有所养工程、文化惠民工程。").len(), 4);
        assert_eq!(read("会议强调：要加强领导；要压实责任；要狠抓落实。").len(), 0);
        assert_eq!(read("重点做好以下项目：修路、建校、改厕。").len(), 0);
    }
}
