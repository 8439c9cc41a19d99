//! Spreadsheets of OpenDocument (ODS). Cells hold what they show as text, so that no number format has to be applied; programs that
//! leave it out give the bare value.

use super::super::limits::Limits;
use super::super::odf::{CONTENT, add, add_mark, check_readable};
use super::super::package::Package;
use super::super::xml::{Node, Tag, Xml};
use super::Sheet;
use super::cells::{Area, Cells, Room};
use super::decimal::Decimal;
use crate::problem::ProblemKind;
use std::collections::HashSet;

const FORMAT: &str = "ods";

pub(super) fn read<'l>(bytes: &[u8], limits: &'l Limits) -> Result<Vec<Sheet<'l>>, ProblemKind> {
    let mut package = Package::open(bytes, FORMAT, limits)?;
    check_readable(&mut package, limits)?;
    let Some(mut xml) = Xml::open(&mut package, CONTENT, limits)? else {
        let why = format!("expected the part {CONTENT}, found none of that name");
        return Err(ProblemKind::Damaged { format: FORMAT, why });
    };
    let room = Room::default();
    let mut reader = Reader::default();
    let mut sheets: Vec<Sheet<'l>> = Vec::new();
    loop {
        let depth = xml.depth() + 1;
        let Some(node) = xml.next()? else { return Ok(sheets) };
        let skip = match node {
            Node::Start(tag) => {
                if tag.name() == "table" && reader.table.is_none() {
                    let style = tag.get("style-name").unwrap_or_default();
                    let hidden = reader.hiding.contains(&*style);
                    let name = tag.get("name").unwrap_or_default().into_owned();
                    sheets.push(Sheet { name, hidden, cells: Cells::new(limits, &room) });
                    reader.begin_table(depth);
                }
                reader.start(&tag, depth)
            }
            Node::Text(text) => {
                if reader.in_paragraph {
                    add(&mut reader.line, &text);
                }
                false
            }
            Node::End(depth) => {
                if let Some(sheet) = sheets.last_mut() {
                    reader.end(depth, &mut sheet.cells)?;
                }
                false
            }
        };
        if skip {
            xml.skip()?;
        }
    }
}

/// Where the reader is, and the row that it is in.
#[derive(Default)]
struct Reader {
    /// Names of the styles of sheets that are hidden.
    hiding: HashSet<String>,
    style: String,
    /// Depth of the sheet's element.
    table: Option<usize>,
    row: u32,
    /// Times that the open row stands in the sheet, with its depth.
    rows: Option<(usize, u32)>,
    column: u32,
    row_cells: Vec<RowCell>,
    cell: Option<Open>,
    in_paragraph: bool,
    line: String,
}

/// A cell with text in the open row.
struct RowCell {
    /// The first of the columns in which it stands.
    column: u32,
    times: u32,
    text: String,
    /// Rows and columns that it covers.
    covers: (u32, u32),
}

/// The open cell.
struct Open {
    depth: usize,
    columns: u32,
    covers: (u32, u32),
    covered: bool,
    text: Option<String>,
    value: String,
}

impl Reader {
    fn begin_table(&mut self, depth: usize) {
        self.table = Some(depth);
        self.row = 0;
    }

    /// `true` where nothing in the element counts.
    fn start(&mut self, tag: &Tag<'_>, depth: usize) -> bool {
        match tag.name() {
            "style" => self.style = tag.get("name").unwrap_or_default().into_owned(),
            "table-properties" if tag.get("display").as_deref() == Some("false") => {
                self.hiding.insert(self.style.clone());
            }
            "table-row" => {
                self.rows = Some((depth, tag.number("number-rows-repeated").unwrap_or(1)));
                self.column = 0;
                self.row_cells.clear();
            }
            "table-cell" | "covered-table-cell" if self.rows.is_some() => {
                let covers = |name| tag.number::<u32>(name).unwrap_or(1).max(1);
                self.cell = Some(Open {
                    depth,
                    columns: covers("number-columns-repeated"),
                    covers: (covers("number-rows-spanned"), covers("number-columns-spanned")),
                    covered: tag.name() != "table-cell",
                    text: None,
                    value: value(tag),
                });
            }
            "p" if self.cell.is_some() => {
                self.in_paragraph = true;
                self.line.clear();
            }
            // Comments, shapes over the sheet, the reading of words; formulas of rules.
            "annotation"
            | "shapes"
            | "forms"
            | "frame"
            | "custom-shape"
            | "ruby-text"
            | "tracked-changes"
            | "content-validations" => return true,
            _ if self.in_paragraph => add_mark(&mut self.line, tag),
            _ => {}
        }
        false
    }

    fn end(&mut self, depth: usize, cells: &mut Cells<'_>) -> Result<(), ProblemKind> {
        if self.table == Some(depth) {
            self.table = None;
        } else if let Some((_, times)) = self.rows.filter(|(of, _)| *of == depth) {
            self.end_row(times, cells)?;
        } else if let Some(cell) = self.cell.take_if(|cell| cell.depth == depth) {
            self.end_cell(cell)?;
        } else if self.in_paragraph && self.cell.as_ref().is_some_and(|cell| cell.depth + 1 == depth) {
            self.in_paragraph = false;
            if let Some(cell) = &mut self.cell {
                match &mut cell.text {
                    Some(text) => {
                        text.push('\n');
                        text.push_str(&self.line);
                    }
                    None => cell.text = Some(std::mem::take(&mut self.line)),
                }
            }
        }
        Ok(())
    }

    fn end_cell(&mut self, cell: Open) -> Result<(), ProblemKind> {
        let text = cell.text.unwrap_or(cell.value);
        if !cell.covered && !text.trim().is_empty() {
            self.row_cells.push(RowCell { column: self.column, times: cell.columns, text, covers: cell.covers });
        }
        self.column = self.column.saturating_add(cell.columns);
        Ok(())
    }

    fn end_row(&mut self, times: u32, cells: &mut Cells<'_>) -> Result<(), ProblemKind> {
        let times = times.max(1);
        if !self.row_cells.is_empty() {
            for row in (0..times).map(|n| self.row.saturating_add(n)) {
                for cell in &self.row_cells {
                    for column in (0..cell.times).map(|n| cell.column.saturating_add(n)) {
                        cells.put(row, column, &cell.text)?;
                        let last = (row.saturating_add(cell.covers.0 - 1), column.saturating_add(cell.covers.1 - 1));
                        cells.merge(Area { first: (row, column), last })?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(times);
        self.rows = None;
        Ok(())
    }
}

/// The value of a cell that shows no text.
fn value(tag: &Tag<'_>) -> String {
    let kind = tag.get("value-type").unwrap_or_default();
    let number = || Decimal::new(tag.number("value")?);
    match &*kind {
        "float" | "currency" => number().map(|n| n.general()),
        "percentage" => number().map(|mut n| {
            n.shift(2);
            n.general() + "%"
        }),
        "date" => tag.get("date-value").map(|day| day.trim_end_matches("T00:00:00").to_string()),
        "string" => tag.get("string-value").map(String::from),
        _ => None,
    }
    .unwrap_or_default()
}
