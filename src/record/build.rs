//! From the blocks of a text to a notice: items, document facts, then the passes that fill figures, times and names.

use super::join::{Annex, Group};
use super::{
    DocumentKind, Notice, completion, cut, document, doubt, first_lead, join, matrix, measure, milestone, name,
    outline, page, region, repair, rows, trust,
};
use crate::figure::HeaderUnit;
use crate::layout::{Block, Content, NO_HEADER, Node, NodeKind, NumberStyle};
use crate::lexicon::document_word::TASKS_CHAPTERS;
use crate::problem::{Problem, ProblemKind, Severity};
use crate::source::Source;
use crate::text::{Excerpt, Text, fold};

/// Builds the notice that the blocks of a text make up.
pub fn build(text: Text, source: Source, blocks: Vec<Block>, mut problems: Vec<Problem>) -> Notice {
    let mut items = join::join(groups(&blocks, &text), &text);
    // A row that was cut off behind its number says nothing.
    items.retain(|item| !item.title.is_empty() || !item.passages.is_empty());
    let mut document = document::facts(&text, &blocks, &items);
    if document.title.as_deref().is_some_and(page::lists_nothing) {
        outline::drop_retold(&mut items);
    }
    let year = document.years.first().copied();
    let named: Vec<&str> = [&document.title, &document.issuer].into_iter().flatten().map(String::as_str).collect();
    document.region = region::find(&named, text.recognised(), year);
    trust::weigh(&mut items, &blocks, &text);
    problems.extend(cut::mark(&mut items, &blocks, &text));
    first_lead::assign(&mut items, &text);
    name::assign(&mut items, &text, &document);
    let report = document.kind == DocumentKind::Progress;
    if report {
        outline::as_report(&mut items);
    }
    measure::items(&mut items, &text, report);
    let region = document.region.as_ref().map(|region| region.name.as_str());
    items.iter_mut().for_each(|item| measure::without_whole(&mut item.figures, region));
    completion::items(&mut items, &text);
    let calendar = milestone::calendar(&document, &text);
    items.iter_mut().for_each(|item| milestone::assign(item, &text, &calendar));
    let (preamble, mut figures) = measure::preamble(&blocks, &items, &text, report);
    measure::without_whole(&mut figures, region);
    problems.extend(doubt::doubts(&blocks, &items, &text));
    problems.extend(doubt::bad_numbers(&items, &text));
    problems.extend(repair::problems(&items, &text));
    if items.is_empty() && problems.iter().all(|p| p.kind.severity() < Severity::Error) {
        let uncut = |b: &Block| if let Content::Uncut(why) = b.content { Some(why) } else { None };
        let looks_like = match blocks.iter().find_map(uncut) {
            Some(NO_HEADER) => Some(("a table without a header", Vec::new())),
            Some(_) => Some(("a table that lost the marks between its cells", Vec::new())),
            None => page::kind(document.title.as_deref(), &text),
        };
        problems.push(Problem::new(ProblemKind::NoItems { looks_like }));
    }
    Notice { text, source, document, blocks, items, preamble, figures, checks: Vec::new(), problems }
}

/// The heading that an outline ends with, right above a table: `二、县定民生实事`.
fn last_heading(nodes: &[Node], text: &Text) -> Option<Heading> {
    let mut last = nodes.last()?;
    while let Some(inner) = last.children.last() {
        last = inner;
    }
    let number = last.number.as_ref().filter(|n| {
        matches!(n.style, NumberStyle::Chinese | NumberStyle::ChineseBracket) && last.kind == NodeKind::Numbered
    })?;
    // 单位：万元 between them is the table's.
    let bare = last.body.iter().all(|line| HeaderUnit::of_line(&line.read(text)).is_some());
    let alone = bare && last.lead.span() == last.heading.span();
    let key = fold::key(&last.heading.recognised(text));
    let says =
        !TASKS_CHAPTERS.contains(&key.as_str()) && key.chars().count() <= HEADING && !key.contains(['。', ';', ':']);
    (alone && says)
        .then(|| Heading { number: number.plain.clone(), line: number.span.cover(last.heading.span()).into() })
}

/// The heading right above a table.
struct Heading {
    /// With its number.
    line: Excerpt,
    number: String,
}

/// Most characters of a heading.
const HEADING: usize = 30;

/// The items of each block, with the annex whose title stands above a table.
fn groups(blocks: &[Block], text: &Text) -> Vec<Group> {
    let tables = blocks.iter().any(|b| matches!(b.content, Content::Table(_)));
    let (mut annex, mut heading) = (None, None);
    let mut groups = Vec::new();
    for block in blocks {
        match &block.content {
            Content::Table(table) => {
                let above: Option<Heading> = heading.take();
                let items = rows::items(table, above.as_ref().map(|above| &above.line), text);
                // Rows over all columns go on counting what the heading began: the items know their chapters already.
                let heading = above.filter(|above| {
                    let line = above.line.span();
                    table.rows.iter().all(|row| row.bands.first().is_none_or(|band| line.contains(band.span().start)))
                });
                groups.push(Group {
                    items,
                    annex: annex.clone(),
                    heading: heading.map(|above| above.number),
                    ..Group::default()
                });
            }
            Content::Outline(o) => {
                let items = outline::items(o, text, tables);
                // A plan that names no units may say again, and more of, what the table lists.
                let retold = tables && items.is_empty();
                let items = if retold { outline::items(o, text, false) } else { items };
                groups.push(Group { items, retold, ..Group::default() });
                heading = last_heading(&o.nodes, text);
                let last = o.nodes.last().filter(|node| node.kind == NodeKind::Annex);
                annex = last.map(|node| Annex {
                    title: node.heading.clone(),
                    number: node.number.as_ref().map_or_else(|| "附件".to_string(), |n| n.plain.clone()),
                });
            }
            Content::Matrix(found) => {
                let items = matrix::items(found, text);
                groups.push(Group { items, annex: annex.clone(), matrix: true, ..Group::default() });
            }
            Content::Pairs(_) | Content::Text(_) | Content::Uncut(_) => {}
        }
    }
    groups
}
