//! Workbooks of Excel since 2007 (XLSX): sheets as a stream of rows, with shared strings and number formats.
//!
//! `dimension` is not read: many programs write `A1:XFD1048576` there.

mod book;
mod text;

use super::super::limits::Limits;
use super::super::package::Package;
use super::super::xml::{Node, Xml};
use super::Sheet;
use super::cells::{Area, Cells, Room, place};
use super::format::Format;
use super::strings::Strings;
use crate::problem::ProblemKind;
use book::Book;

const FORMAT: &str = "xlsx";

pub(super) fn read<'l>(bytes: &[u8], limits: &'l Limits) -> Result<Vec<Sheet<'l>>, ProblemKind> {
    let mut package = Package::open(bytes, FORMAT, limits)?;
    let book = Book::read(&mut package, limits)?;
    let strings = text::read(&mut package, &book.strings, limits)?;
    let room = Room::default();
    let mut sheets = Vec::new();
    for sheet in &book.sheets {
        let Some(mut xml) = Xml::open(&mut package, &sheet.part, limits)? else {
            let why =
                format!("expected the sheet {:?} in the part {}, found none of that name", sheet.name, sheet.part);
            return Err(ProblemKind::Damaged { format: FORMAT, why });
        };
        let mut cells = Cells::new(limits, &room);
        rows(&mut xml, &book, &strings, &mut cells)?;
        sheets.push(Sheet { name: sheet.name.clone(), hidden: sheet.hidden, cells });
    }
    Ok(sheets)
}

/// A cell while it is read.
#[derive(Default)]
struct Open {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    value: String,
    text: String,
}

fn rows(xml: &mut Xml<'_>, book: &Book, strings: &Strings, cells: &mut Cells<'_>) -> Result<(), ProblemKind> {
    // The place of the next row and cell, where they do not say it themselves.
    let (mut row, mut column) = (0, 0);
    let mut cell = Open::default();
    let mut target = Target::Nothing;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.name() {
                "sheetData" => row = 0,
                "row" => {
                    row = tag.number::<u32>("r").and_then(|r| r.checked_sub(1)).unwrap_or(row);
                    column = 0;
                }
                "c" => {
                    let at = tag.get("r").and_then(|name| place(&name)).unwrap_or((row, column));
                    (row, column) = at;
                    cell.kind.clear();
                    cell.kind.push_str(&tag.get("t").unwrap_or_default());
                    cell.style = tag.number("s").unwrap_or(0);
                    (cell.row, cell.column) = at;
                    cell.value.clear();
                    cell.text.clear();
                }
                "v" => target = Target::Value,
                "t" => target = Target::Text,
                "mergeCell" => {
                    if let Some(area) = tag.get("ref").and_then(|name| Area::named(&name)) {
                        cells.merge(area)?;
                    }
                }
                // Formulas, and the reading of words (phonetic guides).
                "f" | "rPh" | "extLst" | "sheetViews" | "cols" | "conditionalFormatting" | "dataValidations" => {
                    xml.skip()?
                }
                _ => {}
            },
            Node::Text(text) => match target {
                Target::Value => cell.value.push_str(&text),
                Target::Text => cell.text.push_str(&text),
                Target::Nothing => {}
            },
            // worksheet, sheetData, row, c
            Node::End(4) => {
                if !(cell.value.is_empty() && cell.text.is_empty()) {
                    cells.put(cell.row, cell.column, &shown(&cell, book, strings))?;
                    cell.value.clear();
                    cell.text.clear();
                }
                column = cell.column.saturating_add(1);
                target = Target::Nothing;
            }
            Node::End(3) => row = row.saturating_add(1),
            Node::End(_) => target = Target::Nothing,
        }
    }
    Ok(())
}

enum Target {
    Nothing,
    Value,
    Text,
}

/// What a cell shows.
fn shown(cell: &Open, book: &Book, strings: &Strings) -> String {
    let format = book.formats.get(cell.style).and_then(Option::as_ref);
    let text = |text: &str| format.map_or_else(|| text.to_string(), |format: &Format| format.text(text));
    let value = cell.value.trim();
    match cell.kind.as_str() {
        "s" => value.parse().ok().and_then(|at| strings.get(at)).map(text).unwrap_or_default(),
        "inlineStr" => text(&text::unescape(&cell.text)),
        "str" => text(&text::unescape(&cell.value)),
        "b" => if value == "1" || value == "true" { "TRUE" } else { "FALSE" }.to_string(),
        "e" => value.to_string(),
        "d" => value
            .split_once('T')
            .map_or(value, |(day, time)| if time.starts_with("00:00") { day } else { value })
            .to_string(),
        _ => match value.parse::<f64>() {
            Ok(number) => {
                format.map_or_else(|| Format::default().number(number, false), |f| f.number(number, book.from_1904))
            }
            Err(_) => value.to_string(),
        },
    }
}
