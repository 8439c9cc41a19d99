//! What each amount counts, cut from the notice's own words so that it can be read alone.
//!
//! The phrase before the amount (城镇新增就业6932人), the noun behind it (2000名残疾儿童), or what neighbours, the whole of a
//! breakdown, the column and the title lend to an amount that stands bare. Words come from `lexicon::phrase`; nothing is reworded.

mod behind;
#[cfg(test)]
mod corpus;
mod cutter;
mod ending;
mod front;
mod left;
mod lend;
mod phrase;
mod place;
mod reader;
mod right;
mod scope;
pub mod thing;
mod title;
mod token;
mod when;

use super::Figure;
use std::borrow::Cow;

/// What surrounds a passage and may lend its figures a metric.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    pub title: &'a str,
    /// The innermost heading above the item.
    pub heading: Option<&'a str>,
    /// The item's other passages before and behind this one, in which a bare verb finds its object.
    pub others: [&'a [Cow<'a, str>]; 2],
    /// Header of the column or label of the passage.
    pub label: Option<&'a str>,
}

/// Lists that are filled for each passage, kept to be used again for the next.
#[derive(Default)]
pub struct Lists {
    tokens: Vec<token::Token>,
    open: Vec<u32>,
    known: Vec<reader::Known>,
}

/// Fills `metric` and `scopes` of the figures of a passage, which must be in order with spans of `text`.
/// `words` is the passage in simplified characters, byte for byte as long ([`crate::text::Text::recognised`]); metrics are spelled as in `text`.
pub fn assign(text: &str, words: &str, figures: &mut [Figure], context: &Context, lists: &mut Lists) {
    if text.len() != words.len() || figures.is_empty() {
        return;
    }
    reader::read(text, words, figures, context, lists);
    for (figure, known) in figures.iter_mut().zip(lists.known.drain(..)) {
        figure.metric = Some(known.metric).filter(|metric| !metric.is_empty() && !known.condition);
        figure.scopes = known.scopes;
    }
}
