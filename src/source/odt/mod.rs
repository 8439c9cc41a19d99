//! Texts of OpenDocument (ODT): paragraphs and tables in reading order, with the numbers of lists and headings.
//!
//! As in Word files, headers, footers, comments and deleted or hidden text are left out, and notes stand at the end.

mod lists;

use super::block::{Block, CellFormat};
use super::frames::{Ended, Frames, Paragraph};
use super::label::Label;
use super::odf::{CONTENT, add, add_mark, check_readable};
use super::package::Package;
use super::page::Page;
use super::xml::{Node, Tag, Xml};
use crate::problem::ProblemKind;
use lists::{Counter, HEADINGS, Styles};

const FORMAT: &str = "odt";

pub(super) fn read(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let limits = page.limits();
    let mut package = Package::open(bytes, FORMAT, limits)?;
    check_readable(&mut package, limits)?;
    let mut styles = Styles::default();
    for part in ["styles.xml", CONTENT] {
        styles.read(&mut package, part, limits)?;
    }
    let Some(mut xml) = Xml::open(&mut package, CONTENT, limits)? else {
        let why = format!("expected the part {CONTENT}, found none of that name");
        return Err(ProblemKind::Damaged { format: FORMAT, why });
    };
    let frames = Frames::new(page);
    let mut story =
        Story { frames, styles: &styles, counter: Counter::default(), lists: Vec::new(), notes: Vec::new() };
    loop {
        let depth = xml.depth() + 1;
        let Some(node) = xml.next()? else { break };
        let skip = match node {
            Node::Start(tag) => story.open(&tag, depth)?,
            Node::Text(text) => {
                if let Some(paragraph) = story.frames.paragraph() {
                    add(&mut paragraph.text, &text);
                }
                false
            }
            Node::End(depth) => {
                story.close(depth)?;
                false
            }
        };
        if skip {
            xml.skip()?;
        }
    }
    story.frames.notes(story.notes)
}

struct Story<'s, 'l> {
    /// What is open; of a paragraph, its number.
    frames: Frames<'s, 'l, Option<Label>>,
    styles: &'s Styles,
    counter: Counter,
    /// Lists within lists, outermost first.
    lists: Vec<List>,
    notes: Vec<Vec<Block>>,
}

struct List {
    depth: usize,
    style: String,
    /// The open item's depth, the number that it asks for, and whether its first paragraph is yet to come.
    item: Option<(usize, Option<u64>, bool)>,
}

impl Story<'_, '_> {
    /// `true` where nothing in the element counts.
    fn open(&mut self, tag: &Tag<'_>, depth: usize) -> Result<bool, ProblemKind> {
        if tag.get("style-name").is_some_and(|style| self.styles.hiding.contains(&*style)) {
            return Ok(true);
        }
        match tag.name() {
            "p" => {
                let label = self.item_label();
                self.frames.open_paragraph(depth, label);
            }
            "h" => {
                let header = tag.get("is-list-header").as_deref() == Some("true");
                let level = tag.number("outline-level").unwrap_or(1);
                let label = match self.lists.is_empty() {
                    false => self.item_label(),
                    true if header => None,
                    true => self.counter.next(self.styles, HEADINGS, level, None),
                };
                self.frames.open_paragraph(depth, label);
            }
            "list" => {
                let own = tag.get("style-name").map(String::from);
                let style = own.or_else(|| self.lists.last().map(|list| list.style.clone())).unwrap_or_default();
                let goes_on =
                    tag.get("continue-numbering").as_deref() == Some("true") || tag.get("continue-list").is_some();
                if self.lists.is_empty() && !goes_on {
                    self.counter.restart(&style);
                }
                self.lists.push(List { depth, style, item: None });
            }
            "list-item" => {
                let start = tag.number("start-value");
                if let Some(list) = self.lists.last_mut() {
                    list.item = Some((depth, start, true));
                }
            }
            "table" => self.frames.open_table(depth),
            "table-row" => self.frames.open_row(depth),
            "table-cell" => {
                let format = CellFormat {
                    columns: tag.number("number-columns-spanned"),
                    rows: tag.number("number-rows-spanned"),
                    ..CellFormat::default()
                };
                self.frames.open_cell(depth, format)?;
            }
            // A cell that spans columns is followed by those that it covers in its own row; they take no room again.
            "covered-table-cell" => {
                let Some(table) = self.frames.table_of_row() else { return Ok(false) };
                table.cover(tag.number("number-columns-repeated").unwrap_or(1));
                return Ok(true);
            }
            "text-box" => self.frames.open_box(depth),
            "note-body" => self.frames.open_note(depth, String::new()),
            // Deleted text, comments, the mark of a note, the reading of words, the table of contents, descriptions of pictures.
            "tracked-changes" | "annotation" | "note-citation" | "ruby-text" | "table-of-content" | "title"
            | "desc" | "forms" | "automatic-styles" | "font-face-decls" | "scripts" => return Ok(true),
            "content-control" if tag.get("showing-place-holder").as_deref() == Some("true") => return Ok(true),
            "section" if tag.get("display").as_deref() == Some("none") => return Ok(true),
            _ => {
                if let Some(paragraph) = self.frames.paragraph() {
                    add_mark(&mut paragraph.text, tag);
                }
            }
        }
        Ok(false)
    }

    /// The number of the paragraph that opens an item of a list.
    fn item_label(&mut self) -> Option<Label> {
        let level = self.lists.len();
        let list = self.lists.last_mut()?;
        let (_, start, first) = list.item.as_mut()?;
        if !std::mem::replace(first, false) {
            return None;
        }
        self.counter.next(self.styles, &list.style, level, *start)
    }

    fn close(&mut self, depth: usize) -> Result<(), ProblemKind> {
        if let Some(list) = self.lists.last_mut() {
            if list.item.is_some_and(|(of, ..)| of == depth) {
                list.item = None;
            }
            self.lists.pop_if(|list| list.depth == depth);
        }
        match self.frames.close(depth)? {
            Some(Ended::Paragraph(paragraph)) => self.end_paragraph(paragraph),
            Some(Ended::Note(_, blocks)) => {
                self.notes.push(blocks);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn end_paragraph(&mut self, paragraph: Paragraph<Option<Label>>) -> Result<(), ProblemKind> {
        let Paragraph { text, format: label, behind } = paragraph;
        let text = match label {
            Some(label) if !(label.bullet && text.trim().is_empty()) => label.before(&text),
            _ => text,
        };
        self.frames.deliver(Block::Paragraph(text))?;
        self.frames.deliver_all(behind)
    }
}
