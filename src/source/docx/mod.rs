//! Word documents (DOCX): paragraphs and tables in reading order, with the numbers that Word keeps outside the text.
//!
//! Headers, footers and comments are no part of the text; footnotes and endnotes stand at its end. What was deleted under
//! change tracking and what is hidden is left out, what was inserted is kept: the text is what a reader sees.

mod counter;
mod field;
mod numbering;
mod story;
mod styles;

use super::package::Package;
use super::page::Page;
use super::relations::{Relation, relations};
use crate::problem::ProblemKind;
use numbering::Numbering;
use story::Story;
use styles::Styles;

const FORMAT: &str = "docx";

pub(super) fn read(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let limits = page.limits();
    let mut package = Package::open(bytes, FORMAT, limits)?;
    let main = relations(&mut package, "", limits)?.into_iter().find(|r| r.kind == "officeDocument");
    let main = main.map(|r| r.target).filter(|name| package.place(name).is_some());
    let main = main.unwrap_or_else(|| "word/document.xml".into());
    let parts = relations(&mut package, &main, limits)?;
    let styles = Styles::read(&mut package, &named(&parts, "styles", &main), limits)?;
    let numbering = Numbering::read(&mut package, &named(&parts, "numbering", &main), &styles, limits)?;
    let mut story = Story::new(page, &styles, &numbering, limits);
    if !story.read(&mut package, &main)? {
        let why = format!("expected the part {main}, found none of that name");
        return Err(ProblemKind::Damaged { format: FORMAT, why });
    }
    story.read_notes(&mut package, &named(&parts, "footnotes", &main), &named(&parts, "endnotes", &main))
}

/// The part of a kind that the document uses; where it names none, the one of the usual name beside it.
fn named(parts: &[Relation], kind: &str, main: &str) -> String {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    parts.iter().find(|r| r.kind == kind).map_or_else(|| format!("{folder}/{kind}.xml"), |r| r.target.clone())
}
