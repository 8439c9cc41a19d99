//! Web pages: tags to lines and tables. Encodings are settled before (`charset` finds what a page declares); nothing here fetches
//! anything or knows what a notice is.
//!
//! Four steps, each linear and without recursion, so that neither 100,000 nested tags nor a tag of 100,000 attributes hurt:
//! [`token`] cuts tags and text, [`tree`] puts them into a flat list with the ends that pages leave out, [`furniture`] marks what
//! belongs to the site, [`write`] writes the rest, real tables (told from tables for layout in [`table`]) as grids.

mod attribute;
pub(super) mod charset;
mod entity;
mod facts;
mod furniture;
mod table;
mod tag;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod write;

use super::page::Page;
use crate::problem::ProblemKind;

/// Reads a decoded web page.
pub(super) fn read(html: &str, page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let mut tree = tree::parse(html, page.limits())?;
    furniture::drop(&mut tree);
    write::write(&tree, page)
}
