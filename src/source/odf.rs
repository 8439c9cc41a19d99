//! What spreadsheets and texts of OpenDocument (ODS, ODT: LibreOffice, and WPS on request) have in common: their running text.

use super::limits::Limits;
use super::package::Package;
use super::xml::{Node, Tag, Xml};
use crate::problem::ProblemKind;

pub(super) const CONTENT: &str = "content.xml";

/// Says so where the parts of the package are encrypted: its list of them tells.
pub(super) fn check_readable(package: &mut Package<'_>, limits: &Limits) -> Result<(), ProblemKind> {
    let format = package.format();
    let Some(mut xml) = Xml::open(package, "META-INF/manifest.xml", limits)? else { return Ok(()) };
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.name() == "encryption-data"
        {
            return Err(ProblemKind::Encrypted { format });
        }
    }
    Ok(())
}

/// Adds text as it is shown: blanks and line ends in a row are one blank, those at the start of a paragraph none.
pub(super) fn add(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if out.ends_with([' ', '\n', '\t']) || out.is_empty() => {}
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
}

/// Adds what an element stands for (several blanks, a tab, a line end).
pub(super) fn add_mark(out: &mut String, tag: &Tag<'_>) {
    match tag.name() {
        "s" => out.extend(std::iter::repeat_n('\u{A0}', tag.number("c").unwrap_or(1usize).min(256))),
        "tab" => out.push('\t'),
        "line-break" => out.push('\n'),
        _ => {}
    }
}
