//! Figures of items and of the preamble: runs the figure engine over every passage and places what it finds in the source.

use super::{Item, Passage};
use crate::figure::metric::{self, Context, Lists};
use crate::figure::{Figure, HeaderUnit, Room, Setting, scan, scan_simplified};
use crate::layout::{Block, Content, LayoutKind};
use crate::lexicon::Field;
use crate::lexicon::matrix_word::UNIT_HEADS;
use crate::text::{Excerpt, Span, Text, fold, holds_any};
use std::borrow::Cow;

/// Fills the figures of every item. `report`: the notice reports on what was done.
pub fn items(items: &mut [Item], text: &Text, report: bool) {
    let (mut passages, mut lent) = (Vec::new(), Lent::default());
    // The cells of a matrix are figures already.
    for item in items.iter_mut().filter(|item| item.figures.is_empty()) {
        let title = item.title.read(text);
        let heading = item.category.last().map(|heading| heading.read(text));
        passages.clear();
        passages.extend(item.passages.iter().map(|p| p.text.read(text)));
        let mut figures = Vec::new();
        let measure = measure_of(item, text);
        if !opens_a_passage(item, &title, &passages) {
            let context = Context { heading: heading.as_deref(), ..Context::default() };
            figures = excerpt(&item.title, text, &Setting::new(Field::Title, report), &context, &mut lent);
        }
        for (index, passage) in item.passages.iter().enumerate() {
            let label = passage.label.as_ref().map(|label| label.read(text));
            let context = Context {
                title: &title,
                heading: heading.as_deref(),
                others: others(&passages, index),
                label: label.as_deref(),
            };
            let mut setting = Setting::new(passage.field, report);
            setting.header_unit = label.as_deref().and_then(HeaderUnit::of);
            if let (None, Some(measure), Some(label)) = (setting.header_unit, measure, &label)
                && matches!(passage.field, Field::Target | Field::Progress)
                && !label.contains(['率', '比', '%', '％'])
            {
                setting.header_unit = Some(measure);
            }
            // Money under 截至8月底完成投资 was spent, whatever 总投资 beside it is to be.
            let spent = passage.field == Field::Funding && label.as_deref().is_some_and(tells_of_spending);
            if spent {
                setting.field = Field::Progress;
            }
            let mut found = excerpt(&passage.text, text, &setting, &context, &mut lent);
            found.iter_mut().for_each(|f| f.field = passage.field);
            if figures.is_empty() {
                figures = found;
            } else {
                figures.extend(found);
            }
        }
        item.figures = figures;
    }
}

/// What the item's bare numbers count, where a column of its own says so: 计量单位.
fn measure_of(item: &Item, text: &Text) -> Option<HeaderUnit> {
    let names_measure = |p: &&Passage| {
        p.field == Field::Remark
            && p.label.as_ref().is_some_and(|l| UNIT_HEADS.contains(&fold::key(&l.recognised(text)).as_str()))
    };
    let stated = item.passages.iter().find(names_measure)?;
    HeaderUnit::whole(&fold::key(&stated.text.recognised(text)))
}

/// Whether the title opens a passage, which then has its amounts.
fn opens_a_passage(item: &Item, title: &str, passages: &[Cow<str>]) -> bool {
    let start = item.title.span().start;
    item.passages.iter().any(|p| p.text.span().contains(start))
        || passages.iter().any(|passage| fold::starts_with(passage, title))
}

/// The passages of an item before and behind the one of this index, as many as are looked into.
fn others<'a>(passages: &'a [Cow<'a, str>], index: usize) -> [&'a [Cow<'a, str>]; 2] {
    let before = &passages[..index.min(OTHERS)];
    let behind = &passages[index + 1..];
    [before, &behind[..behind.len().min(OTHERS - before.len())]]
}

/// A header over amounts of money that were spent.
fn tells_of_spending(header: &str) -> bool {
    holds_any(header, &["完成", "到位", "实际", "已", "支出", "拨付"])
        && !holds_any(header, &["计划", "目标", "任务", "预计"])
}

/// Other passages of an item in which a bare verb may find its object: more would cost more than linear time.
const OTHERS: usize = 8;

/// The figures of the text before the items: paragraphs, but neither labels nor navigation.
pub fn preamble(blocks: &[Block], stop: Option<u32>, text: &Text, report: bool) -> Vec<Figure> {
    let setting = Setting::new(Field::Preamble, report);
    let mut lent = Lent::default();
    blocks
        .iter()
        .filter(|b| b.kind == LayoutKind::Preamble && stop.is_none_or(|stop| b.span.start < stop))
        .filter_map(|b| match &b.content {
            Content::Text(paragraphs) => Some(paragraphs),
            _ => None,
        })
        .flatten()
        // Prose may open its items in the middle of a paragraph.
        .map(|paragraph| Span { end: paragraph.end.min(stop.unwrap_or(u32::MAX)).max(paragraph.start), ..*paragraph })
        .map(|paragraph| text.trim(paragraph))
        .flat_map(|paragraph| excerpt(&paragraph.into(), text, &setting, &Context::default(), &mut lent))
        .collect()
}

/// What every passage is read with, emptied in between.
#[derive(Default)]
struct Lent {
    room: Room,
    lists: Lists,
}

fn excerpt(passage: &Excerpt, text: &Text, setting: &Setting, context: &Context, lent: &mut Lent) -> Vec<Figure> {
    let words = passage.recognised(text);
    let mut figures =
        if text.is_simplified() { scan_simplified(&words, setting, &mut lent.room) } else { scan(&words, setting) };
    if figures.is_empty() {
        return figures;
    }
    let read = passage.read(text);
    metric::assign(&read, &words, &mut figures, context, &mut lent.lists);
    let whole = passage.single().is_some();
    for figure in &mut figures {
        let local = figure.span;
        figure.span = passage.locate(local);
        if !whole {
            let raw = read.get(local.range()).unwrap_or_default();
            figure.joined = (raw != text.slice(figure.span)).then(|| raw.into());
        }
    }
    figures
}
