//! What is open in a text document while it is read (DOCX, ODT): paragraphs, tables with their rows and cells, text boxes, notes; and
//! where a finished one goes.
//!
//! No recursion: a stack of frames, each with the depth of the element that opened it. What a paragraph's format is, each kind of file
//! says itself.

use super::block::{Block, CellFormat, Table, Writer};
use super::page::Page;
use crate::problem::ProblemKind;

/// A document on its way onto a page.
pub(super) struct Frames<'p, 'l, P> {
    page: &'p mut Page<'l>,
    writer: Writer,
    open: Vec<Frame<P>>,
    cells: usize,
}

/// Something that is open, with the depth of its element.
struct Frame<P> {
    depth: usize,
    kind: Kind<P>,
}

enum Kind<P> {
    Paragraph(Paragraph<P>),
    Table(Table),
    Row,
    Cell(CellFormat, Vec<Block>),
    /// A text box.
    Box(Vec<Block>),
    Note(String, Vec<Block>),
}

/// A paragraph that is open.
pub(super) struct Paragraph<P> {
    pub(super) text: String,
    pub(super) format: P,
    /// What is anchored in it and stands behind it: text boxes.
    pub(super) behind: Vec<Block>,
}

/// What an element's end leaves to its reader.
pub(super) enum Ended<P> {
    Paragraph(Paragraph<P>),
    /// A note and the id by which the text refers to it.
    Note(String, Vec<Block>),
}

impl<'p, 'l, P> Frames<'p, 'l, P> {
    pub(super) fn new(page: &'p mut Page<'l>) -> Self {
        Self { page, writer: Writer::default(), open: Vec::new(), cells: 0 }
    }

    pub(super) fn open_paragraph(&mut self, depth: usize, format: P) {
        self.push(depth, Kind::Paragraph(Paragraph { text: String::new(), format, behind: Vec::new() }));
    }

    pub(super) fn open_table(&mut self, depth: usize) {
        self.push(depth, Kind::Table(Table::default()));
    }

    /// A row that stands in no table is none.
    pub(super) fn open_row(&mut self, depth: usize) {
        if let Some(Kind::Table(table)) = self.top() {
            table.begin_row();
            self.push(depth, Kind::Row);
        }
    }

    /// A cell that stands in no row is none.
    pub(super) fn open_cell(&mut self, depth: usize, format: CellFormat) -> Result<(), ProblemKind> {
        if !matches!(self.top(), Some(Kind::Row)) {
            return Ok(());
        }
        self.cells += 1;
        let limit = self.page.limits().cells;
        if self.cells > limit {
            return Err(ProblemKind::OverLimit { what: "cells", limit: limit as u64 });
        }
        self.push(depth, Kind::Cell(format, Vec::new()));
        Ok(())
    }

    pub(super) fn open_box(&mut self, depth: usize) {
        self.push(depth, Kind::Box(Vec::new()));
    }

    pub(super) fn open_note(&mut self, depth: usize, id: String) {
        self.push(depth, Kind::Note(id, Vec::new()));
    }

    /// The paragraph that text goes into, if one is innermost.
    pub(super) fn paragraph(&mut self) -> Option<&mut Paragraph<P>> {
        match self.top() {
            Some(Kind::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    /// The format of the paragraph that text goes into.
    pub(super) fn paragraph_format(&self) -> Option<&P> {
        match self.open.last() {
            Some(Frame { kind: Kind::Paragraph(paragraph), .. }) => Some(&paragraph.format),
            _ => None,
        }
    }

    /// The cell that is innermost.
    pub(super) fn cell_format(&mut self) -> Option<&mut CellFormat> {
        match self.top() {
            Some(Kind::Cell(format, _)) => Some(format),
            _ => None,
        }
    }

    /// The table of the row that is innermost.
    pub(super) fn table_of_row(&mut self) -> Option<&mut Table> {
        match self.open.last_chunk_mut() {
            Some([Frame { kind: Kind::Table(table), .. }, Frame { kind: Kind::Row, .. }]) => Some(table),
            _ => None,
        }
    }

    /// Whether something that is open stands in a cell that goes on from another.
    pub(super) fn is_covered(&self) -> bool {
        self.open.iter().any(|frame| matches!(&frame.kind, Kind::Cell(format, _) if format.below || format.beside))
    }

    /// The end of the element of a depth.
    pub(super) fn close(&mut self, depth: usize) -> Result<Option<Ended<P>>, ProblemKind> {
        let Some(frame) = self.open.pop_if(|frame| frame.depth == depth) else { return Ok(None) };
        match frame.kind {
            Kind::Paragraph(paragraph) => return Ok(Some(Ended::Paragraph(paragraph))),
            Kind::Note(id, blocks) => return Ok(Some(Ended::Note(id, blocks))),
            Kind::Table(table) => self.deliver(Block::Table(table))?,
            Kind::Row => {
                if let Some(Kind::Table(table)) = self.top() {
                    table.end_row();
                }
            }
            Kind::Cell(format, blocks) => {
                if let Some(table) = self.table_of_row() {
                    table.cell(&format, blocks);
                }
            }
            Kind::Box(blocks) => self.deliver_all(blocks)?,
        }
        Ok(None)
    }

    /// Puts a finished block where it belongs: behind its paragraph, into its cell, box or note, or on the page.
    pub(super) fn deliver(&mut self, block: Block) -> Result<(), ProblemKind> {
        for frame in self.open.iter_mut().rev() {
            match &mut frame.kind {
                Kind::Paragraph(paragraph) => paragraph.behind.push(block),
                Kind::Cell(_, blocks) | Kind::Box(blocks) | Kind::Note(_, blocks) => blocks.push(block),
                Kind::Table(_) | Kind::Row => continue,
            }
            return Ok(());
        }
        self.writer.block(self.page, block)
    }

    pub(super) fn deliver_all(&mut self, blocks: Vec<Block>) -> Result<(), ProblemKind> {
        blocks.into_iter().try_for_each(|block| self.deliver(block))
    }

    /// The end of the text.
    pub(super) fn finish(&mut self) -> Result<(), ProblemKind> {
        self.writer.finish(self.page)
    }

    /// The notes stand behind the text, in the order in which it refers to them.
    pub(super) fn notes(&mut self, notes: impl IntoIterator<Item = Vec<Block>>) -> Result<(), ProblemKind> {
        for (n, blocks) in notes.into_iter().enumerate() {
            self.writer.note(self.page, n + 1, blocks)?;
        }
        self.finish()
    }

    fn push(&mut self, depth: usize, kind: Kind<P>) {
        self.open.push(Frame { depth, kind });
    }

    fn top(&mut self) -> Option<&mut Kind<P>> {
        self.open.last_mut().map(|frame| &mut frame.kind)
    }
}
