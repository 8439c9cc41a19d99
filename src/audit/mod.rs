//! Arithmetic and structure checks over a finished notice. Reads it, never changes it.
//!
//! One file a kind of check. Precision first: `fails` is said only where the notice leaves no other reading;
//! what cannot be decided from the document is `open`.

mod base;
mod behind;
mod breakdown;
mod cell_rate;
mod clause;
mod column;
mod count;
mod disagree;
mod growth;
mod inherit;
mod kind;
mod left;
mod matrix;
mod names;
mod overall;
mod part;
mod points;
mod rate;
mod scene;
mod sequence;
mod series;
mod sum;
mod title_count;
mod verdict;
mod whole;

use crate::layout::Content;
use crate::record::{Check, Item, Notice};

/// Every check that the notice allows, those of the document first, then item by item.
pub fn checks(notice: &Notice) -> Vec<Check> {
    let mut out = Vec::new();
    sequence::of_items(notice, &mut out);
    title_count::check(notice, &mut out);
    of_preamble(notice, &mut out);
    overall::check(notice, &mut out);
    let matrix = notice.blocks.iter().any(|b| matches!(b.content, Content::Matrix(_)));
    let marks = points::Marks::of(&notice.text);
    for item in notice.items.iter().filter(|item| !(matrix && matrix::holds(notice, item))) {
        let scenes = scene::of_item(item, &notice.text);
        for scene in &scenes {
            sum::check(scene, &mut out);
            count::check(scene, &mut out);
            points::check(scene, marks, &mut out);
        }
        sum::across(item, &scenes, &mut out);
        rate::check(item, &scenes, &mut out);
        series::check(item, &scenes, &mut out);
        cell_rate::check(item, &scenes, &mut out);
        disagree::check(item, &scenes, &mut out);
    }
    column::check(notice, &mut out);
    matrix::check(notice, &mut out);
    inherit::check(notice, &mut out);
    out
}

/// The sums, rates and growths of the text before the items, which are the document's.
fn of_preamble(notice: &Notice, out: &mut Vec<Check>) {
    if notice.figures.len() < 2 {
        return;
    }
    let whole = Item { passages: notice.preamble.clone(), figures: notice.figures.clone(), ..Item::default() };
    let scenes = scene::of_item(&whole, &notice.text);
    let first = out.len();
    scenes.iter().for_each(|scene| sum::check(scene, out));
    rate::check(&whole, &scenes, out);
    out[first..].iter_mut().for_each(|check| check.item = None);
}
