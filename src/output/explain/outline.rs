//! The account of an outline: how each level is numbered, and whether its headings became items, categories of items, or points of one.

use crate::layout::{Node, NodeKind, NumberStyle, Outline};
use crate::output::plain::{Colour, Paint, pad, width};
use crate::record::Notice;
use std::collections::HashSet;
use std::io::{self, Write};

/// The headings of one level and numbering.
struct Level {
    depth: usize,
    style: &'static str,
    counts: [usize; PARTS.len()],
}

/// What headings became: one, several.
const PARTS: [(&str, &str); 4] = [
    ("item", "items"),
    ("category", "categories"),
    ("point of an item", "points of items"),
    ("without items", "without items"),
];
const ITEM: usize = 0;
const CATEGORY: usize = 1;
const POINT: usize = 2;
const WITHOUT: usize = 3;

pub(super) fn write(out: &mut dyn Write, notice: &Notice, outline: &Outline, paint: Paint) -> io::Result<()> {
    let mut starts: Vec<u32> = notice.items.iter().map(|item| item.span.start).collect();
    starts.sort_unstable();
    let items: HashSet<_> = notice.items.iter().map(|item| (item.span.start, item.span.end)).collect();
    let mut levels: Vec<Level> = Vec::new();
    // Depth first, without recursion: how deep a text is nested is up to the text.
    let mut rest: Vec<(&Node, usize, bool)> = outline.nodes.iter().rev().map(|node| (node, 1, false)).collect();
    while let Some((node, depth, within)) = rest.pop() {
        let is_item = items.contains(&(node.span.start, node.span.end));
        let holds = || {
            let from = starts.partition_point(|start| *start < node.span.start);
            starts.get(from).is_some_and(|start| *start < node.span.end)
        };
        let part = match (is_item, within) {
            (true, _) => ITEM,
            (false, true) => POINT,
            (false, false) if holds() => CATEGORY,
            _ => WITHOUT,
        };
        let style = style(node);
        let level = match levels.iter().position(|level| level.depth == depth && level.style == style) {
            Some(known) => known,
            None => {
                levels.push(Level { depth, style, counts: [0; PARTS.len()] });
                levels.len() - 1
            }
        };
        levels[level].counts[part] += 1;
        rest.extend(node.children.iter().rev().map(|child| (child, depth + 1, within || is_item)));
    }
    levels.sort_by_key(|level| level.depth);
    let wide = levels.iter().map(|level| width(level.style)).max().unwrap_or(0);
    for (i, level) in levels.iter().enumerate() {
        let counts = level.counts.iter().zip(PARTS).filter(|(count, _)| **count > 0);
        let counts: Vec<String> =
            counts.map(|(count, (one, many))| format!("{count} {}", if *count == 1 { one } else { many })).collect();
        let label = paint.with(Colour::Dim, pad(if i == 0 { "levels" } else { "" }, 8));
        writeln!(out, "  {label}  {}  {}  {}", level.depth, pad(level.style, wide), counts.join(", "))?;
    }
    Ok(())
}

/// How the headings of a level are numbered, by an example.
fn style(node: &Node) -> &'static str {
    let Some(number) = &node.number else {
        return match node.kind {
            NodeKind::Annex => "附件",
            NodeKind::Part => "title of a document",
            NodeKind::Numbered | NodeKind::Heading => "without a number",
        };
    };
    match number.style {
        NumberStyle::Annex => "附件1",
        NumberStyle::Part => "第一件",
        NumberStyle::Chinese => "一、",
        NumberStyle::ChineseBracket => "（一）",
        NumberStyle::Arabic => "1.",
        NumberStyle::Bare => "1",
        NumberStyle::Decimal(2) => "1.1",
        NumberStyle::Decimal(_) => "1.1.1",
        NumberStyle::ArabicBracket => "（1）",
        NumberStyle::Circled => "①",
        NumberStyle::Nth => "一是",
        NumberStyle::Bullet => "a mark",
        NumberStyle::Heading | NumberStyle::Title => "without a number",
    }
}
