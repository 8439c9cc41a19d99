//! The text of a node as sentences: its title, what follows it, and all that stands below it as passages.
//!
//! Cuts and joins excerpts; what the text says is read elsewhere (`fields`).

use super::fields::Fields;
use crate::layout::Node;
use crate::text::{Excerpt, Joint, Span, Text};

/// Adds all that a node says, its number included, to the paragraphs above it.
pub fn whole(text: &Text, node: &Node, out: &mut Vec<Excerpt>) {
    let mut lead = node.number.as_ref().map_or_else(Excerpt::default, |n| Excerpt::from(n.span));
    let start = lead.span();
    if lead.is_empty() {
        lead = node.lead.clone();
    } else if !node.lead.is_empty() {
        // Glued to the number, so that nothing is lost between them.
        let gap = Span { start: start.end, end: node.lead.span().start.max(start.end) };
        if gap.len() < 8 && !text.slice(gap).contains('\n') && node.lead.single().is_some() {
            lead = start.cover(node.lead.span()).into();
        } else {
            lead.append(Joint::None, &node.lead);
        }
    }
    match out.last_mut() {
        Some(last) if same_line(text, last.span().end, lead.span().start) => last.append(Joint::None, &lead),
        _ => out.push(lead),
    }
    for b in &node.body {
        out.push(b.clone());
    }
    for child in &node.children {
        whole(text, child, out);
    }
}

fn same_line(text: &Text, end: u32, start: u32) -> bool {
    start >= end && start - end < 8 && !text.slice(Span { start: end, end: start }).contains(['\n', '\t'])
}

/// Paragraphs as one passage.
pub fn join(text: &Text, paragraphs: Vec<Excerpt>) -> Option<Excerpt> {
    let mut out: Option<Excerpt> = None;
    for p in paragraphs.into_iter().filter(|p| !p.is_empty()) {
        match &mut out {
            None => out = Some(p),
            Some(all) => all.append(Joint::Line, &p),
        }
    }
    out.filter(|o| o.read(text).chars().any(char::is_alphanumeric))
}

/// The title, the plain text behind it, and the whole sentence that the title was taken from.
pub fn title(text: &Text, fields: &Fields) -> (Excerpt, Vec<Excerpt>, Excerpt) {
    let mut plain = fields.plain.clone();
    if let Some(title) = &fields.title {
        return (title.clone(), plain, Excerpt::default());
    }
    if plain.is_empty() {
        // Nothing but labels: the first passage names the item.
        let first = fields.passages.first().map(|p| sentence(text, &p.text).0).unwrap_or_default();
        return (first, plain, Excerpt::default());
    }
    let lead = plain.remove(0);
    let (first, rest) = sentence(text, &lead);
    let (name, content) = split_name(text, &first);
    // The semicolon between the items of one sentence belongs to neither.
    let whole = if rest.is_empty() { trim_end(text, &lead, &['；', ';']) } else { up_to(text, &lead, &rest) };
    let mut texts = Vec::new();
    if let Some(content) = content {
        // The content goes on behind its first sentence.
        let read = lead.read(text);
        let from = read.find(&*content.read(text)).unwrap_or(0);
        texts.push(lead.part(Span::new(from, read.len())).trim(text));
    } else if !rest.is_empty() {
        texts.push(rest);
    }
    texts.append(&mut plain);
    (trim_end(text, &name, &['：', ':', '；', ';', '，', ',', '。', '、', '.', '★', '☆']), texts, whole)
}

fn up_to(text: &Text, lead: &Excerpt, rest: &Excerpt) -> Excerpt {
    let read = lead.read(text);
    let rest = rest.read(text);
    lead.part(Span::new(0, read.len() - rest.len().min(read.len()))).trim(text)
}

/// The first sentence without its full stop, and what follows it.
pub fn sentence(text: &Text, lead: &Excerpt) -> (Excerpt, Excerpt) {
    let read = lead.read(text);
    let b = read.as_bytes();
    let (mut next, mut depth) = (0, 0i32);
    while let Some(&first) = b.get(next) {
        let at = next;
        // Nearly all is Chinese, which E4 to E9 lead.
        if matches!(first, 0xE4..=0xE9) {
            next += 3;
            continue;
        }
        let Some(c) = read[at..].chars().next() else { break };
        next += c.len_utf8();
        match c {
            '(' | '（' | '《' | '“' | '「' | '【' | '[' => depth += 1,
            ')' | '）' | '》' | '”' | '」' | '】' | ']' => depth -= 1,
            '。' | '！' | '？' | '\n' if depth <= 0 || at > 600 => {
                return (lead.part(Span::new(0, at)).trim(text), lead.part(Span::new(next, read.len())).trim(text));
            }
            _ => {}
        }
    }
    (lead.clone(), Excerpt::default())
}

/// `老旧小区改造：改造20个小区` → name and content. Only a short name without marks, but for a bracket at its end (得票178票).
fn split_name(text: &Text, first: &Excerpt) -> (Excerpt, Option<Excerpt>) {
    let read = first.recognised(text);
    if let Some((at, c)) = read.char_indices().take(32).find(|(_, c)| matches!(c, ':' | '：')) {
        let name = &read[..at];
        let after = at + c.len_utf8();
        let open = name.ends_with(['）', ')']).then(|| name.find(['（', '('])).flatten();
        let words = &name[..open.unwrap_or(name.len())];
        let fits = (3..26).contains(&words.chars().count())
            && !name.contains(['，', ',', '；', ';', '。'])
            && !words.contains(['（', '('])
            && read[after..].chars().count() > 4;
        if fits {
            return (
                first.part(Span::new(0, at)).trim(text),
                Some(first.part(Span::new(after, read.len())).trim(text)),
            );
        }
    }
    (first.clone(), None)
}

pub fn trim_end(text: &Text, excerpt: &Excerpt, marks: &[char]) -> Excerpt {
    let read = excerpt.read(text);
    let end = read.trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c)).len();
    if end == read.len() { excerpt.clone() } else { excerpt.part(Span::new(0, end)) }
}
