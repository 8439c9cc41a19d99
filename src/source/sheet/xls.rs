//! Workbooks of Excel 95 to 2003 (XLS), which WPS writes as well: the stream of records `Workbook` (BIFF8) or `Book` (BIFF5).
//!
//! Record numbers and layouts are those of [MS-XLS]. A record that is too short counts as not there; nothing is read beyond its end.

mod book;
mod record;

use super::super::compound;
use super::super::limits::Limits;
use super::Sheet;
use super::cells::{Area, Cells, Room};
use super::format::Format;
use crate::problem::ProblemKind;
use book::Book;
use record::{Records, f64_at, kind, u16_at, u32_at};
use std::collections::BTreeSet;

const FORMAT: &str = "xls";

pub(super) fn read<'l>(bytes: &[u8], limits: &'l Limits) -> Result<Vec<Sheet<'l>>, ProblemKind> {
    let Some(stream) = compound::stream(bytes, &["Workbook", "Book", "WORKBOOK", "BOOK"], FORMAT)? else {
        let why = "expected the stream Workbook or Book, found none of these names".to_string();
        return Err(ProblemKind::Damaged { format: FORMAT, why });
    };
    let book = Book::read(&stream)?;
    let room = Room::default();
    // A sheet ends where the next one starts, so that no record is read twice, whatever the places say.
    let mut starts: BTreeSet<usize> = book.sheets.iter().map(|sheet| sheet.start).collect();
    starts.insert(stream.len());
    let mut sheets = Vec::new();
    for sheet in &book.sheets {
        let mut cells = Cells::new(limits, &room);
        if let Some(end) = starts.range(sheet.start.saturating_add(1)..).next()
            && starts.contains(&sheet.start)
        {
            rows(stream.get(sheet.start..*end).unwrap_or_default(), &book, &mut cells)?;
        }
        starts.remove(&sheet.start);
        sheets.push(Sheet { name: sheet.name.clone(), hidden: sheet.hidden, cells });
    }
    Ok(sheets)
}

/// The records of one sheet.
fn rows(stream: &[u8], book: &Book, cells: &mut Cells<'_>) -> Result<(), ProblemKind> {
    let mut depth = 0usize;
    // A formula whose result, a text, comes in a record of its own.
    let mut waiting: Option<(u32, u32, u16)> = None;
    let mut records = Records::new(stream);
    while let Some((number, data)) = records.next() {
        match number {
            kind::BEGIN => depth += 1,
            kind::END => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // Charts within the sheet.
            _ if depth != 1 => {}
            kind::MERGED => {
                for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let [Some(top), Some(bottom), Some(left), Some(right)] = [0, 2, 4, 6].map(|at| u16_at(area, at))
                    else {
                        continue;
                    };
                    let (first, last) = ((top.into(), left.into()), (bottom.into(), right.into()));
                    cells.merge(Area { first, last })?;
                }
            }
            kind::STRING => {
                if let Some((row, column, style)) = waiting.take()
                    && let Some(text) = book.long_string(data, &mut records)
                {
                    cells.put(row, column, &book.text(style, &text))?;
                }
            }
            _ => {
                let (Some(row), Some(column), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)) else {
                    continue;
                };
                let (row, column) = (u32::from(row), u32::from(column));
                match number {
                    kind::MANY_RK => {
                        for (n, pair) in data.get(4..).unwrap_or_default().chunks_exact(6).enumerate() {
                            if let (Some(style), Some(rk)) = (u16_at(pair, 0), u32_at(pair, 2)) {
                                let shown = book.number(style, record::rk(rk));
                                cells.put(row, column.saturating_add(n as u32), &shown)?;
                            }
                        }
                    }
                    kind::FORMULA | kind::FORMULA_3 | kind::FORMULA_4 => {
                        waiting = None;
                        match data.get(6..14) {
                            Some([0, _, _, _, _, _, 0xFF, 0xFF]) => waiting = Some((row, column, style)),
                            Some([1, _, yes, _, _, _, 0xFF, 0xFF]) => cells.put(row, column, truth(*yes))?,
                            Some([2, _, code, _, _, _, 0xFF, 0xFF]) => cells.put(row, column, error(*code))?,
                            Some([.., 0xFF, 0xFF]) | None => {}
                            Some(_) => {
                                let shown = f64_at(data, 6).map(|value| book.number(style, value));
                                cells.put(row, column, &shown.unwrap_or_default())?;
                            }
                        }
                    }
                    _ => {
                        let shown = match number {
                            kind::NUMBER => f64_at(data, 6).map(|value| book.number(style, value)),
                            kind::RK => u32_at(data, 6).map(|rk| book.number(style, record::rk(rk))),
                            kind::SHARED => u32_at(data, 6)
                                .and_then(|at| book.strings.get(at as usize))
                                .map(|text| book.text(style, text)),
                            kind::LABEL | kind::RICH => data
                                .get(6..)
                                .and_then(|data| book.long_string(data, &mut records))
                                .map(|text| book.text(style, &text)),
                            kind::TRUTH => match data.get(6..8) {
                                Some([value, 0]) => Some(truth(*value).to_string()),
                                Some([code, _]) => Some(error(*code).to_string()),
                                _ => None,
                            },
                            _ => None,
                        };
                        if let Some(shown) = shown {
                            cells.put(row, column, &shown)?;
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

fn truth(value: u8) -> &'static str {
    if value == 0 { "FALSE" } else { "TRUE" }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

impl Book {
    fn format(&self, style: u16) -> Option<&Format> {
        self.formats.get(usize::from(style))?.as_ref()
    }

    fn number(&self, style: u16, value: f64) -> String {
        match self.format(style) {
            Some(format) => format.number(value, self.from_1904),
            None => Format::default().number(value, self.from_1904),
        }
    }

    fn text(&self, style: u16, text: &str) -> String {
        self.format(style).map_or_else(|| text.to_string(), |format| format.text(text))
    }
}
