//! Texts of OpenDocument (ODT): paragraphs and tables in reading order, with the numbers of lists and headings.
//!
//! As in Word files, headers, footers, comments and deleted or hidden text are left out, and notes stand at the end.

mod lists;

use super::block::{Block, CellFormat, Label, Table, Writer};
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
    let mut story = Story {
        page,
        styles: &styles,
        counter: Counter::default(),
        writer: Writer::default(),
        frames: Vec::new(),
        lists: Vec::new(),
        notes: Vec::new(),
        cells: 0,
    };
    loop {
        let depth = xml.depth() + 1;
        let Some(node) = xml.next()? else { break };
        let skip = match node {
            Node::Start(tag) => story.open(&tag, depth)?,
            Node::Text(text) => {
                if let Some(Frame { kind: Open::Paragraph(paragraph), .. }) = story.frames.last_mut() {
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
    story.finish()
}

struct Story<'s, 'l> {
    page: &'s mut Page<'l>,
    styles: &'s Styles,
    counter: Counter,
    writer: Writer,
    frames: Vec<Frame>,
    /// Lists within lists, outermost first.
    lists: Vec<List>,
    notes: Vec<Vec<Block>>,
    cells: usize,
}

/// Something that is open, with the depth of its element.
struct Frame {
    depth: usize,
    kind: Open,
}

enum Open {
    Paragraph(Paragraph),
    Table(Table),
    Row,
    Cell(CellFormat, Vec<Block>),
    Box(Vec<Block>),
    Note(Vec<Block>),
}

#[derive(Default)]
struct Paragraph {
    text: String,
    label: Option<Label>,
    behind: Vec<Block>,
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
                self.push(depth, Open::Paragraph(Paragraph { label, ..Paragraph::default() }));
            }
            "h" => {
                let header = tag.get("is-list-header").as_deref() == Some("true");
                let level = tag.number("outline-level").unwrap_or(1);
                let label = match self.lists.is_empty() {
                    false => self.item_label(),
                    true if header => None,
                    true => self.counter.next(self.styles, HEADINGS, level, None),
                };
                self.push(depth, Open::Paragraph(Paragraph { label, ..Paragraph::default() }));
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
            "table" => self.push(depth, Open::Table(Table::default())),
            "table-row" => {
                if let Some(Open::Table(table)) = self.top() {
                    table.begin_row();
                    self.push(depth, Open::Row);
                }
            }
            "table-cell" if matches!(self.top(), Some(Open::Row)) => {
                self.cells += 1;
                let limit = self.page.limits().cells;
                if self.cells > limit {
                    return Err(ProblemKind::OverLimit { what: "cells", limit: limit as u64 });
                }
                let format = CellFormat {
                    columns: tag.number("number-columns-spanned"),
                    rows: tag.number("number-rows-spanned"),
                    ..CellFormat::default()
                };
                self.push(depth, Open::Cell(format, Vec::new()));
            }
            "covered-table-cell" if matches!(self.top(), Some(Open::Row)) => {
                let columns = tag.number("number-columns-repeated").unwrap_or(1);
                self.cover(columns);
                return Ok(true);
            }
            "text-box" => self.push(depth, Open::Box(Vec::new())),
            "note-body" => self.push(depth, Open::Note(Vec::new())),
            // Deleted text, comments, the mark of a note, the reading of words, the table of contents, descriptions of pictures.
            "tracked-changes" | "annotation" | "note-citation" | "ruby-text" | "table-of-content" | "title"
            | "desc" | "forms" | "automatic-styles" | "font-face-decls" | "scripts" => return Ok(true),
            "content-control" if tag.get("showing-place-holder").as_deref() == Some("true") => return Ok(true),
            "section" if tag.get("display").as_deref() == Some("none") => return Ok(true),
            _ => {
                if let Some(Open::Paragraph(paragraph)) = self.top() {
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

    /// A cell that spans columns is followed by those that it covers in its own row; they take no room again.
    fn cover(&mut self, columns: u32) {
        let above = self.frames.len().checked_sub(2).and_then(|at| self.frames.get_mut(at));
        if let Some(Frame { kind: Open::Table(table), .. }) = above {
            table.cover(columns);
        }
    }

    fn close(&mut self, depth: usize) -> Result<(), ProblemKind> {
        if let Some(list) = self.lists.last_mut() {
            if list.item.is_some_and(|(of, ..)| of == depth) {
                list.item = None;
            }
            self.lists.pop_if(|list| list.depth == depth);
        }
        let Some(frame) = self.frames.pop_if(|frame| frame.depth == depth) else { return Ok(()) };
        match frame.kind {
            Open::Paragraph(Paragraph { text, label, behind }) => {
                let text = match label {
                    Some(label) if !(label.bullet && text.trim().is_empty()) => label.before(&text),
                    _ => text,
                };
                self.deliver(Block::Paragraph(text))?;
                behind.into_iter().try_for_each(|block| self.deliver(block))
            }
            Open::Table(table) => self.deliver(Block::Table(table)),
            Open::Row => {
                if let Some(Open::Table(table)) = self.top() {
                    table.end_row();
                }
                Ok(())
            }
            Open::Cell(format, blocks) => {
                let above = self.frames.len().checked_sub(2).and_then(|at| self.frames.get_mut(at));
                if let Some(Frame { kind: Open::Table(table), .. }) = above {
                    table.cell(&format, blocks);
                }
                Ok(())
            }
            Open::Box(blocks) => blocks.into_iter().try_for_each(|block| self.deliver(block)),
            Open::Note(blocks) => {
                self.notes.push(blocks);
                Ok(())
            }
        }
    }

    /// Puts a finished block where it belongs: behind its paragraph, into its cell or box, or on the page.
    fn deliver(&mut self, block: Block) -> Result<(), ProblemKind> {
        for frame in self.frames.iter_mut().rev() {
            match &mut frame.kind {
                Open::Paragraph(paragraph) => paragraph.behind.push(block),
                Open::Cell(_, blocks) | Open::Box(blocks) | Open::Note(blocks) => blocks.push(block),
                Open::Table(_) | Open::Row => continue,
            }
            return Ok(());
        }
        self.writer.block(self.page, block)
    }

    /// The notes stand behind the text.
    fn finish(mut self) -> Result<(), ProblemKind> {
        for (n, blocks) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.writer.note(self.page, n + 1, blocks)?;
        }
        self.writer.finish(self.page)
    }

    fn push(&mut self, depth: usize, kind: Open) {
        self.frames.push(Frame { depth, kind });
    }

    fn top(&mut self) -> Option<&mut Open> {
        self.frames.last_mut().map(|frame| &mut frame.kind)
    }
}
