//! Real tables of a file: cells whose rows and columns are known, merged ones included.
//!
//! Only the header has to be found; no cell is guessed to be anywhere else than where it stands. One reader each for tables with a
//! header ([`head`], [`body`]), for forms whose labels stand in front of their values ([`form`]), and for lists of works without a
//! header ([`plain`]), labels of the page ([`form`]), and regions by indicators ([`matrix`]). What none of them knows is left to those who read the text.

mod body;
mod form;
mod frame;
mod head;
mod matrix;
mod plain;

use super::number::opens;
use super::tables::{Evidence, block};
use super::{Block, Content, LayoutKind};
use crate::lexicon::ColumnRole;
use crate::source::{Grid, GridCell};
use crate::table::{Cell, Column, Found, Look, Origin, Row, Table};
use crate::text::{Excerpt, Joint, Span, Text, fold};
use body::Body;
use frame::Frame;
use head::Head;
use std::borrow::Cow;

/// The tables among the grids, in order of appearance.
pub fn tables(text: &Text, grids: &[Grid]) -> Vec<Block> {
    let mut reader = Reader { text, blocks: Vec::new(), open: None };
    for grid in grids {
        for part in parts(text, grid) {
            reader.grid(&part);
        }
    }
    reader.blocks
}

/// A sheet that holds several annexes, one below the other, as a grid for each: a row of 附件2 alone begins the next.
fn parts<'g>(text: &Text, grid: &'g Grid) -> Vec<Cow<'g, Grid>> {
    let filled: Vec<&GridCell> = grid.cells.iter().filter(|cell| !cell.text.is_empty()).collect();
    let rows = filled.chunk_by(|a, b| a.row == b.row);
    let annex = |row: &&[&GridCell]| row.len() == 1 && is_annex(text.slice(row[0].text));
    let starts: Vec<u32> = rows.skip(1).filter(annex).map(|row| row[0].row).collect();
    if starts.is_empty() {
        return vec![Cow::Borrowed(grid)];
    }
    let ends = starts.iter().copied().chain([u32::MAX]);
    let from = std::iter::once(0).chain(starts.iter().copied());
    let part = |(from, end): (u32, u32)| {
        let cells: Vec<GridCell> = grid.cells.iter().filter(|cell| (from..end).contains(&cell.row)).copied().collect();
        let span = cells.iter().map(|cell| cell.text).filter(|span| !span.is_empty()).reduce(Span::cover)?;
        Some(Cow::Owned(Grid { span: lines(text, span), cells, ..*grid }))
    };
    from.zip(ends).filter_map(part).collect()
}

/// 附件2, 附表1
fn is_annex(cell: &str) -> bool {
    let rest = cell.strip_prefix("附件").or_else(|| cell.strip_prefix("附表"));
    rest.is_some_and(|rest| rest.chars().count() <= 3)
}

struct Reader<'t> {
    text: &'t Text,
    blocks: Vec<Block>,
    /// The table that the next grid may go on with.
    open: Option<Open>,
}

/// A table up to the end of its grid.
struct Open {
    block: usize,
    columns: Vec<Column>,
    /// As written, to know them again.
    header: Vec<String>,
    bands: Vec<Excerpt>,
    end: u32,
}

impl Reader<'_> {
    fn grid(&mut self, grid: &Grid) {
        let Some(frame) = Frame::new(grid).filter(|frame| frame.width() > 1 && frame.height() > 0) else { return };
        let open = self.open.take().filter(|open| is_near(self.text, open.end, grid.span.start));
        if let Some(block) = matrix::read(&frame, self.text) {
            self.blocks.push(block);
            return;
        }
        if let Some(block) = form::labels(&frame, self.text) {
            self.blocks.push(block);
            return;
        }
        let mut row = 0;
        match head::find(&frame, 0, self.text) {
            Some(head) => {
                let again = open.filter(|open| open.header == self.header(&head));
                if let Some(open) = again {
                    row = self.go_on(&frame, grid, open, head.end);
                }
            }
            None => {
                if let Some(open) = open.filter(|open| open.columns.len() == frame.width()) {
                    self.go_on(&frame, grid, open, 0);
                    return;
                }
                match form::read(&frame, self.text) {
                    Some(form) => self.form(form),
                    None => self.blocks.extend(plain::read(&frame, self.text)),
                }
                return;
            }
        }
        while let Some(head) = head::find(&frame, row, self.text) {
            row = self.table(&frame, grid, &head);
        }
    }

    /// Reads the table below a header; gives the row behind it.
    fn table(&mut self, frame: &Frame, grid: &Grid, head: &Head) -> usize {
        let text = self.text;
        let bands: Vec<Excerpt> = heading(text, grid.span.start).into_iter().collect();
        let lists = side_by_side(head, text);
        let width = head.columns.len() / lists;
        let (mut rows, mut repeats) = (Vec::new(), 0);
        let mut end = frame.height();
        let mut first_columns = Vec::new();
        for list in 0..lists {
            let part = if lists > 1 { frame.columns(list * width, (list + 1) * width) } else { frame.clone() };
            let own = match lists {
                1 => Some(head.clone()),
                _ => head::find(&part, 0, text),
            };
            let Some(own) = own else { continue };
            let body = body::read(&part, &own, own.end, bands.clone(), text);
            if lists == 1 {
                end = body.end;
            }
            rows.extend(body.rows);
            repeats += body.repeats;
            if list == 0 {
                first_columns = own.columns;
            }
        }
        if rows.is_empty() {
            return head.end;
        }
        let last = rows.last().map(|row| row.bands.clone()).unwrap_or_default();
        let why = format!("a table of {} rows and {} columns with its cells in their places", grid.rows, grid.columns);
        let header = first_columns.iter().map(|column| column.header.span()).filter(|span| !span.is_empty());
        let header = header.reduce(Span::cover).unwrap_or(rows[0].span);
        let why = format!("{why}, its header in {}", head_rows(head));
        let why = if lists > 1 { format!("{why}, {lists} lists side by side") } else { why };
        let mut made = made(text, why, header, first_columns.clone(), rows, CERTAIN);
        if let Content::Table(table) = &mut made.content {
            table.repeats = repeats;
        }
        self.blocks.push(made);
        if lists == 1 && end == frame.height() {
            self.open = Some(Open {
                block: self.blocks.len() - 1,
                columns: first_columns,
                header: self.header(head),
                bands: last,
                end: grid.span.end,
            });
        }
        end
    }

    /// Goes on with the table of the grid before, whose header is not repeated or has been passed by; gives the row behind it.
    fn go_on(&mut self, frame: &Frame, grid: &Grid, mut open: Open, from: usize) -> usize {
        let head = Head { first: 0, end: from, columns: open.columns.clone() };
        let Body { rows, end, repeats } = body::read(frame, &head, from, open.bands.clone(), self.text);
        if let (Some(Block { content: Content::Table(table), span, evidence, .. }), Some(last)) =
            (self.blocks.get_mut(open.block), rows.last())
        {
            let again = if from > 0 { "whose header comes again" } else { "without a header" };
            evidence.push(format!("goes on in a table of {} rows {again}", grid.rows));
            open.bands.clone_from(&last.bands);
            table.repeats += repeats + usize::from(from > 0);
            for row in rows {
                *span = span.cover(lines(self.text, row.span));
                join(table, row, self.text);
            }
        }
        if end == frame.height() {
            open.end = grid.span.end;
            self.open = Some(open);
        }
        end
    }

    /// Forms of the same labels, one below the other, are the rows of one table.
    fn form(&mut self, mut form: Block) {
        let text = self.text;
        let labels = |block: &Block| match &block.content {
            Content::Table(table) => table.columns.iter().map(|c| fold::key(&c.header.read(text))).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        if let Some(last) = self.blocks.last_mut()
            && labels(last) == labels(&form)
            && form.span.start.saturating_sub(last.span.end) <= BETWEEN_FORMS
            && let (Content::Table(above), Content::Table(below)) = (&mut last.content, &mut form.content)
        {
            above.rows.append(&mut below.rows);
            last.span = last.span.cover(form.span);
        } else {
            self.blocks.push(form);
        }
    }

    fn header(&self, head: &Head) -> Vec<String> {
        let read = |column: &Column| column.header.read(self.text).split_whitespace().collect::<String>();
        head.columns.iter().map(read).collect()
    }
}

/// Bytes between two forms that belong together.
const BETWEEN_FORMS: u32 = 200;
/// How sure a reading is whose cells are where the file has them.
const CERTAIN: u8 = 98;

/// A block of rows.
fn made(text: &Text, why: String, header: Span, columns: Vec<Column>, rows: Vec<Row>, confidence: u8) -> Block {
    let span = rows.iter().map(|row| row.span).filter(|span| !span.is_empty()).fold(header, Span::cover);
    let rows: Vec<Row> = rows.into_iter().map(|row| Row { confidence, ..row }).collect();
    let table = Table { caption: None, columns, rows, confidence, repeats: 0 };
    let found = Found { table, span, points: i32::from(confidence) };
    let block = block(text, Evidence::new(LayoutKind::Grid, confidence, why), None, found);
    // Nothing was weighed: the file says where its cells stand.
    let evidence = block.evidence.into_iter().take(1).collect();
    Block { points: None, evidence, ..block }
}

/// Adds a row of the next page. What has neither number nor title goes on with the row above; a sentence that the page cut is joined.
fn join(table: &mut Table, mut row: Row, text: &Text) {
    let columns = &table.columns;
    let named = |row: &Row| {
        let own = |(cell, column): (&Cell, &Column)| {
            matches!(column.role, ColumnRole::Seq | ColumnRole::Title) && !cell.text.is_empty()
        };
        row.cells.iter().zip(columns).any(own)
    };
    if !named(&row)
        && let Some(last) = table.rows.last_mut()
    {
        for ((cell, above), column) in row.cells.iter_mut().zip(&mut last.cells).zip(columns) {
            let cut = !above.text.is_empty() && !Look::of(&above.text, text).stops;
            if cell.text.is_empty() || !body::is_text(column.role) || !cut || Look::of(&cell.text, text).lead.is_some()
            {
                continue;
            }
            above.text.append(Joint::None, &cell.text);
            last.span = last.span.cover(cell.text.span());
            last.torn = true;
            cell.text = Excerpt::default();
        }
        for (cell, (above, column)) in row.cells.iter_mut().zip(last.cells.iter().zip(columns)) {
            if cell.text.is_empty() && matches!(column.role, ColumnRole::Seq | ColumnRole::Title | ColumnRole::Category)
            {
                *cell = Cell { text: above.text.clone(), origin: Origin::Above };
            }
        }
        if row.cells.iter().all(|cell| cell.text.is_empty() || cell.origin == Origin::Above) {
            return;
        }
    }
    table.rows.push(row);
}

/// Whether nothing but page numbers and 续表 stands between two grids.
fn is_near(text: &Text, end: u32, start: u32) -> bool {
    let between = text.slice(Span { start: end.min(start), end: start });
    between.len() <= 200
        && between.lines().map(str::trim).filter(|line| !line.is_empty()).all(|line| {
            Look::of_str(line).junk
                || line.chars().count() <= 6 && line.chars().all(|c| c.is_ascii_digit() || "续表（）()-—".contains(c))
        })
}

/// A numbered heading right above a grid names the group of its rows: 一、教育.
fn heading(text: &Text, start: u32) -> Option<Excerpt> {
    let first = text.line(start);
    let above = (1..first).rev().take(3).map(|line| text.line_span(line)).find(|line| !text.trim(*line).is_empty())?;
    let line = text.trim(above);
    let read = text.slice(line);
    let group = opens(read)
        && !read.starts_with(|c: char| c.is_ascii_digit())
        && read.chars().count() <= 40
        && !read.contains(['。', '；', '：', ':', '\t'])
        && !read.starts_with("附");
    group.then(|| line.into())
}

/// How many lists stand side by side: a header whose columns come again.
fn side_by_side(head: &Head, text: &Text) -> usize {
    let read: Vec<String> =
        head.columns.iter().map(|c| c.header.read(text).split_whitespace().collect::<String>()).collect();
    (2..=4)
        .find(|n| {
            let width = read.len() / n;
            read.len().is_multiple_of(*n)
                && width >= 2
                && !read[0].is_empty()
                && read.chunks(width).all(|part| part == &read[..width])
        })
        .unwrap_or(1)
}

/// `row 2`, `rows 1–2`, counted from 1.
fn head_rows(head: &Head) -> String {
    match head.end - head.first {
        1 => format!("row {}", head.end),
        _ => format!("rows {}–{}", head.first + 1, head.end),
    }
}

/// Whole lines.
fn lines(text: &Text, span: Span) -> Span {
    text.line_span(text.line(span.start)).cover(text.line_span(text.line(span.end.max(1) - 1)))
}
