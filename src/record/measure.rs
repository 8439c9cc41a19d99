//! Figures of items and of the preamble: runs the figure engine over every passage and places what it finds in the source.

use super::Item;
use crate::figure::{Figure, Setting, scan};
use crate::layout::{Block, Content, LayoutKind};
use crate::lexicon::Field;
use crate::text::{Excerpt, Text};

/// Fills the figures of every item. `report`: the notice reports on what was done.
pub fn items(items: &mut [Item], text: &Text, report: bool) {
    for item in items {
        let mut figures = Vec::new();
        // A title that opens a passage has its amounts there.
        let in_passage = item.passages.iter().any(|p| p.text.span().contains(item.title.span().start));
        if !in_passage {
            figures.extend(excerpt(&item.title, text, &Setting::new(Field::Title, report)));
        }
        for passage in &item.passages {
            figures.extend(excerpt(&passage.text, text, &Setting::new(passage.field, report)));
        }
        item.figures = figures;
    }
}

/// The figures of the text before the items: paragraphs, but neither labels nor navigation.
pub fn preamble(blocks: &[Block], stop: Option<u32>, text: &Text, report: bool) -> Vec<Figure> {
    let setting = Setting::new(Field::Preamble, report);
    blocks
        .iter()
        .filter(|b| b.kind == LayoutKind::Preamble && stop.is_none_or(|stop| b.span.start < stop))
        .filter_map(|b| match &b.content {
            Content::Text(paragraphs) => Some(paragraphs),
            _ => None,
        })
        .flatten()
        .flat_map(|&paragraph| excerpt(&paragraph.into(), text, &setting))
        .collect()
}

fn excerpt(passage: &Excerpt, text: &Text, setting: &Setting) -> Vec<Figure> {
    let mut figures = scan(&passage.recognised(text), setting);
    for figure in &mut figures {
        figure.span = passage.locate(figure.span);
    }
    figures
}
