//! Numbered prose as a tree: paragraphs and the numbers that count become nodes with their text.
//!
//! One reader for all numbering, one a line or glued into one paragraph. What is an item is decided by the record room.

use super::label;
use super::nesting::{Accepted, Spot, nest};
use super::number::{Candidate, weak_candidates};
use super::paragraph::ends_sentence;
use super::{Node, NodeKind, Number, NumberStyle};
use crate::text::{CharSet, Excerpt, Span, Text, numbering};
use std::borrow::Cow;
use std::ops::Range;

/// A paragraph of an outline's section, and what it was taken for beforehand.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: Excerpt,
    pub opening: Opening,
}

/// What opens a paragraph, when it is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A number or nothing.
    Plain,
    Bullet,
    /// A heading above numbered lines.
    Heading,
    /// A heading right above its text.
    Title,
}

/// The nodes of a section, and which of its lines they are made of.
pub fn nodes(text: &Text, lines: &[Line]) -> (Vec<Node>, Range<usize>) {
    let reads: Vec<Cow<str>> = lines.iter().map(|line| line.text.recognised(text)).collect();
    let spots = spots(lines, &reads);
    let accepted = nest(&spots);
    let Some(first) = accepted.first() else { return (Vec::new(), 0..0) };
    let opens = spots[first.spot].paragraph;
    // A first number within a paragraph leaves what stands before it to the lines above the outline.
    let before = opens + usize::from(spots[first.spot].candidate.start > 0);
    let end = closing(&reads, lines, &spots, &accepted);
    (build(text, &lines[..end], &reads[..end], &spots, &accepted), before..end)
}

/// Where the closing words begin: paragraphs behind the last item, in a list whose other items all have fewer (none, or one below a name).
fn closing(reads: &[Cow<str>], lines: &[Line], spots: &[Spot], accepted: &[Accepted]) -> usize {
    let plain = |n: usize| {
        let s = reads[n].trim_start();
        lines[n].opening == Opening::Plain && !label::opens(s) && !s.starts_with(['(', '（', '[', '【'])
    };
    let Some(last) = accepted.last().map(|a| &spots[a.spot]) else { return lines.len() };
    // How many items have no further paragraph, one, more.
    let mut counts = [0; 3];
    for pair in accepted.windows(2) {
        let (spot, next) = (&spots[pair[0].spot], &spots[pair[1].spot]);
        if spot.candidate.style == last.candidate.style {
            counts[(spot.paragraph + 1..next.paragraph).filter(|&n| plain(n)).take(2).count()] += 1;
        }
    }
    // One item in many may be longer because a line end was misread.
    let most = match counts {
        [none, one, more] if none >= 2 && (one + more) * 5 <= none && !number_only(last.rest) => 0,
        [0, one, more] if one >= 2 && more * 5 <= one => 1,
        _ => return lines.len(),
    };
    (last.paragraph + 1..lines.len())
        .filter(|&n| plain(n))
        .skip(most)
        .find(|&n| ends_sentence(&reads[n]) || reads[n].contains(['：', '。']))
        .unwrap_or(lines.len())
}

/// `1` alone on its line: the next paragraph is the item.
fn number_only(rest: &str) -> bool {
    rest.trim().is_empty()
}

/// Every place of the section that may be a number.
fn spots<'t>(lines: &[Line], reads: &'t [Cow<'t, str>]) -> Vec<Spot<'t>> {
    let mut out = Vec::new();
    let mut bullets = 0;
    let mut bracketed = 0;
    for (n, (line, read)) in lines.iter().zip(reads).enumerate() {
        let style = match line.opening {
            Opening::Plain => None,
            Opening::Bullet => Some(NumberStyle::Bullet),
            Opening::Heading => Some(NumberStyle::Heading),
            Opening::Title => Some(NumberStyle::Title),
        };
        if let Some(style) = style {
            bullets += u32::from(style == NumberStyle::Bullet);
            let candidate = Candidate { start: 0, end: 0, style, value: bullets, first: true, place: 3 };
            out.push(Spot { candidate, paragraph: n, rest: read });
        }
        for mut candidate in weak_candidates(read) {
            match candidate.style {
                // `()教育` where the number in the bracket was lost: it counts on.
                NumberStyle::ChineseBracket if candidate.value == 0 => {
                    bracketed += 1;
                    candidate.value = bracketed;
                }
                NumberStyle::ChineseBracket => bracketed = candidate.value,
                NumberStyle::Chinese => bracketed = 0,
                _ => {}
            }
            let annex = candidate.style == NumberStyle::Annex;
            if !annex && (style.is_none() || !candidate.first) {
                out.push(Spot { rest: &read[candidate.end as usize..], candidate, paragraph: n });
            }
        }
    }
    out
}

fn build(text: &Text, lines: &[Line], reads: &[Cow<str>], spots: &[Spot], accepted: &[Accepted]) -> Vec<Node> {
    let mut roots: Vec<Node> = Vec::new();
    let mut path: Vec<Node> = Vec::new();
    for (i, a) in accepted.iter().enumerate() {
        let stop = accepted.get(i + 1).map(|next| &spots[next.spot]);
        while path.len() > a.depth {
            close(&mut path, &mut roots);
        }
        path.push(node(text, lines, reads, &spots[a.spot], stop));
    }
    while !path.is_empty() {
        close(&mut path, &mut roots);
    }
    roots
}

fn close(path: &mut Vec<Node>, roots: &mut Vec<Node>) {
    if let Some(done) = path.pop() {
        match path.last_mut() {
            Some(parent) => {
                parent.span = parent.span.cover(done.span);
                parent.children.push(done);
            }
            None => roots.push(done),
        }
    }
}

/// The node of one number, with the text up to the next one.
fn node(text: &Text, lines: &[Line], reads: &[Cow<str>], spot: &Spot, stop: Option<&Spot>) -> Node {
    let p = spot.paragraph;
    let c = &spot.candidate;
    let own_end = match stop {
        Some(s) if s.paragraph == p => s.candidate.start as usize,
        _ => reads[p].len(),
    };
    let part = |p: usize, from: usize, to: usize| lines[p].text.part(Span::new(from.min(to), to)).trim(text);
    let mut lead = part(p, c.end as usize, own_end);
    let mut body = Vec::new();
    let last = stop.map_or(lines.len(), |s| s.paragraph);
    for line in lines.iter().take(last).skip(p + 1) {
        body.push(line.text.clone());
    }
    if let Some(s) = stop
        && s.paragraph > p
        && s.candidate.start > 0
    {
        body.push(part(s.paragraph, 0, s.candidate.start as usize));
    }
    body.retain(|b| !b.is_empty());
    // `1` alone on its line: the title follows.
    if lead.read(text).trim().is_empty() && !body.is_empty() {
        lead = body.remove(0);
    }
    let whole = lines[p].text.part(Span::new(c.start as usize, own_end)).span();
    let span = body.iter().fold(whole, |span, b| span.cover(b.span()));
    let kind = match c.style {
        NumberStyle::Heading | NumberStyle::Title => NodeKind::Heading,
        _ => NodeKind::Numbered,
    };
    let number = (kind == NodeKind::Numbered).then(|| Number {
        span: lines[p].text.part(Span::new(c.start as usize, c.end as usize)).trim(text).span(),
        plain: plain(&reads[p][c.start as usize..c.end as usize], c),
        value: c.value,
        style: c.style,
    });
    Node { kind, number, heading: first_sentence(text, &lead), lead, body, children: Vec::new(), span }
}

/// The number as it enters a key.
fn plain(raw: &str, c: &Candidate) -> String {
    match c.style {
        NumberStyle::Bullet => c.value.to_string(),
        NumberStyle::ChineseBracket if !raw.contains(char::is_alphanumeric) => c.value.to_string(),
        NumberStyle::Part => {
            let digit = |c: &char| c.is_numeric() || "一二三四五六七八九十百".contains(*c);
            raw.chars().skip_while(|c| !digit(c)).take_while(digit).collect()
        }
        NumberStyle::Nth => raw.trim_end_matches(|c: char| c.is_whitespace() || c == '是').to_string(),
        NumberStyle::ArabicBracket if raw.starts_with(|c: char| c.is_numeric()) => c.value.to_string(),
        _ => numbering::plain(raw),
    }
}

/// Up to the first 。 that stands outside brackets and quotes, without it.
pub fn first_sentence(text: &Text, lead: &Excerpt) -> Excerpt {
    static STOPS: CharSet = CharSet::of("（《“「【）》”」】。！？");
    let read = lead.read(text);
    let mut depth = 0i32;
    let mut next = 0;
    loop {
        next += STOPS.before(&read.as_bytes()[next..]);
        let at = next;
        let Some(c) = read[at..].chars().next() else { break };
        next += c.len_utf8();
        match c {
            '(' | '（' | '《' | '“' | '「' | '【' | '[' => depth += 1,
            ')' | '）' | '》' | '”' | '」' | '】' | ']' => depth -= 1,
            // A bracket that is never closed must not swallow the text.
            '。' | '！' | '？' | '\n' if depth <= 0 || at > 600 => return lead.part(Span::new(0, at)).trim(text),
            _ => {}
        }
    }
    match read.find('。') {
        Some(at) if depth > 0 => lead.part(Span::new(0, at)).trim(text),
        _ => lead.clone(),
    }
}
