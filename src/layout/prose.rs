//! Cuts what no table claims into the head of the page, the preamble, the numbered prose and the foot.
//!
//! What each paragraph is, `part` says; which numbers count, `outline`.

use super::opening::openings;
use super::outline::{self, Line, Opening};
use super::paragraph::{Paragraph, paragraphs};
use super::part::{Part, cut, furniture, head, note, titles};
use super::{Block, Content, LayoutKind, Node, NodeKind, Number, NumberStyle, Outline, glued, label, number, runon};
use crate::text::{Excerpt, Span, Text};
use std::borrow::Cow;
use std::ops::Range;

/// The blocks of the lines that no span of `claimed` covers. `claimed`: whole lines or cells between tabs, in order.
pub fn blocks(text: &Text, claimed: &[Span]) -> Vec<Block> {
    let all = glued::cut(text, paragraphs(text, claimed));
    let mut out = Vec::new();
    let mut from = 0;
    for n in 0..=claimed.len() {
        let stop = claimed.get(n).map_or(u32::MAX, |c| c.start);
        let to = from + all[from..].partition_point(|p| p.span.start < stop);
        if to > from {
            let place = Place { first: n == 0, table_above: n > 0 };
            region(text, &all[from..to], place, &mut out);
        }
        from = to;
    }
    out
}

/// Where a run of paragraphs stands.
#[derive(Clone, Copy)]
struct Place {
    first: bool,
    table_above: bool,
}

/// A run of paragraphs between tables, while it is read.
struct Region<'t> {
    text: &'t Text,
    paragraphs: &'t [Paragraph],
    reads: Vec<Cow<'t, str>>,
    parts: Vec<Part>,
    place: Place,
    nodes: Vec<Node>,
    /// Paragraphs that a node was made of.
    used: Vec<bool>,
}

fn region(text: &Text, paragraphs: &[Paragraph], place: Place, out: &mut Vec<Block>) {
    let reads: Vec<Cow<str>> = paragraphs.iter().map(|p| p.text.recognised(text)).collect();
    let mut parts = vec![Part::Body; paragraphs.len()];
    let mut pairs = Vec::new();
    if place.first {
        head(text, paragraphs, &reads, &mut parts, &mut pairs);
    }
    furniture(&reads, &mut parts);
    titles(&reads, &mut parts);
    if place.table_above {
        note(&reads, &mut parts);
    }
    let mut region =
        Region { text, paragraphs, reads, parts, place, nodes: Vec::new(), used: vec![false; paragraphs.len()] };
    // Each annex or inner document counts for itself.
    let mut start = 0;
    for i in 1..=paragraphs.len() {
        if i == paragraphs.len() || matches!(region.parts[i], Part::Annex(_) | Part::Title) {
            region.section(start..i);
            start = i;
        }
    }
    region.emit(pairs, out);
}

impl Region<'_> {
    /// Reads the paragraphs of a section and adds its nodes, below the node of its title if it has one.
    fn section(&mut self, range: Range<usize>) {
        let title = matches!(self.parts[range.start], Part::Annex(_) | Part::Title).then_some(range.start);
        let body: Vec<usize> = range.filter(|&i| self.parts[i] == Part::Body).collect();
        let openings = openings(self.paragraphs, &self.reads, &body, title.is_some() || !self.place.first);
        let line = |(&i, opening): (&usize, Opening)| Line { text: self.paragraphs[i].text.clone(), opening };
        let lines: Vec<Line> = body.iter().zip(openings).map(line).collect();
        let (mut found, mut made) = outline::nodes(self.text, &lines);
        if found.is_empty()
            && self.nodes.is_empty()
            && let Some((n, run)) = runon::nodes(self.text, &lines)
        {
            (found, made) = (run, n..n + 1);
        }
        for &i in &body[made] {
            self.used[i] = true;
        }
        match title {
            Some(title) => {
                self.used[title] = true;
                let node = self.titled(title, found);
                self.nodes.push(node);
            }
            None => self.nodes.append(&mut found),
        }
    }

    /// The node of an annex or an inner document.
    fn titled(&self, title: usize, children: Vec<Node>) -> Node {
        let (paragraph, read) = (&self.paragraphs[title], &self.reads[title]);
        let (kind, number) = match self.parts[title] {
            Part::Annex(value) => {
                let plain = if value > 0 { format!("附件{value}") } else { "附件".to_string() };
                (NodeKind::Annex, Some(Number { span: paragraph.span, plain, value, style: NumberStyle::Annex }))
            }
            _ => (NodeKind::Part, None),
        };
        let mut heading = paragraph.text.clone();
        let opening = number::candidates(&read[..cut(read, 200)]);
        if let Some(c) = opening.first().filter(|c| c.first && c.style == NumberStyle::Annex) {
            heading = heading.part(Span::new(c.end as usize, read.len())).trim(self.text);
        }
        let named = heading.read(self.text);
        let quote = '《'.len_utf8();
        if named.starts_with('《') && named.find('》') == Some(named.len().saturating_sub(quote)) {
            heading = heading.part(Span::new(quote, named.len() - quote));
        }
        let span = children.iter().fold(paragraph.span, |span, node| span.cover(node.span));
        Node { kind, number, lead: heading.clone(), heading, body: Vec::new(), children, span }
    }

    /// Writes the blocks in order.
    fn emit(self, pairs: Vec<(Excerpt, Excerpt)>, out: &mut Vec<Block>) {
        let first_node = self.nodes.first().map_or(u32::MAX, first_number);
        let only_foot = self.place.table_above && self.nodes.is_empty();
        let plain = |i: usize| !self.used[i] && !matches!(self.parts[i], Part::Meta | Part::Site);
        let above = |i: usize| !only_foot && self.paragraphs[i].span.start < first_node;
        let meta = self.spans(|i| self.parts[i] == Part::Meta);
        let preamble = self.spans(|i| plain(i) && above(i));
        let footer = self.spans(|i| plain(i) && !above(i));
        if let Some(span) = cover(&meta) {
            let evidence = vec![format!("labels with values: {}", pairs.len())];
            out.push(Block {
                kind: LayoutKind::Meta,
                span,
                confidence: 95,
                evidence,
                points: None,
                runner_up: None,
                content: Content::Pairs(pairs),
            });
        }
        out.extend(text_block(LayoutKind::Preamble, preamble, "text before the first number"));
        let labelled = (0..self.reads.len()).filter(|&i| self.used[i] && label::opens(&self.reads[i])).count();
        if let Some(span) = self.nodes.iter().map(|n| n.span).reduce(Span::cover) {
            let kind = if labelled >= 3 { LayoutKind::Labelled } else { LayoutKind::Outline };
            let outline = Outline { nodes: self.nodes };
            let (count, depth) = outline.extent();
            let mut evidence = vec![format!("headings and numbered paragraphs: {count}, levels: {depth}")];
            if labelled > 0 {
                evidence.push(format!("paragraphs that start with a label: {labelled}"));
            }
            out.push(Block {
                kind,
                span,
                confidence: 90,
                evidence,
                points: None,
                runner_up: None,
                content: Content::Outline(outline),
            });
        }
        out.extend(text_block(LayoutKind::Footer, footer, "text behind the last number"));
    }

    fn spans(&self, keep: impl Fn(usize) -> bool) -> Vec<Span> {
        (0..self.paragraphs.len()).filter(|&i| keep(i)).map(|i| self.paragraphs[i].span).collect()
    }
}

fn cover(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::cover)
}

fn text_block(kind: LayoutKind, spans: Vec<Span>, why: &str) -> Option<Block> {
    let span = cover(&spans)?;
    Some(Block {
        kind,
        span,
        confidence: 90,
        evidence: vec![why.to_string()],
        points: None,
        runner_up: None,
        content: Content::Text(spans),
    })
}

/// Where the first number below a node stands, or the node itself.
fn first_number(node: &Node) -> u32 {
    match (&node.number, node.children.first()) {
        (None, Some(child)) => first_number(child),
        _ if node.kind == NodeKind::Annex => node.children.first().map_or(node.span.start, first_number),
        _ => node.span.start,
    }
}
