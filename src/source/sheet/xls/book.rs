//! What stands before the sheets of an XLS file: their names and places, number formats, and the strings that cells share.

use super::super::format::Format;
use super::super::strings::Strings;
use super::FORMAT;
use super::record::{Pieces, Records, kind, u16_at, u32_at};
use crate::problem::ProblemKind;
use encoding_rs::{BIG5, Encoding, GBK, WINDOWS_1252};
use std::collections::HashMap;

pub(super) struct Book {
    pub(super) sheets: Vec<Entry>,
    /// By the number of a cell's style. `None`: General.
    pub(super) formats: Vec<Option<Format>>,
    pub(super) strings: Strings,
    pub(super) from_1904: bool,
    /// BIFF8 keeps text in UTF-16, BIFF5 in the encoding of the machine.
    wide: bool,
    encoding: &'static Encoding,
}

pub(super) struct Entry {
    pub(super) name: String,
    /// Where its records start in the stream.
    pub(super) start: usize,
    pub(super) hidden: bool,
}

impl Book {
    pub(super) fn read(stream: &[u8]) -> Result<Self, ProblemKind> {
        let mut book = Self {
            sheets: Vec::new(),
            formats: Vec::new(),
            strings: Strings::default(),
            from_1904: false,
            wide: true,
            encoding: GBK,
        };
        let mut own: HashMap<u16, Format> = HashMap::new();
        let mut styles: Vec<u16> = Vec::new();
        let mut records = Records::new(stream);
        let mut begun = false;
        while let Some((number, data)) = records.next() {
            match number {
                kind::BEGIN => {
                    begun = true;
                    book.wide = u16_at(data, 0).is_none_or(|version| version >= 0x600);
                }
                kind::END => break,
                kind::PASSWORD => return Err(ProblemKind::Encrypted { format: FORMAT }),
                kind::FROM_1904 => book.from_1904 = u16_at(data, 0) == Some(1),
                kind::CODE_PAGE => {
                    book.encoding = match u16_at(data, 0) {
                        Some(950) => BIG5,
                        Some(1252) => WINDOWS_1252,
                        _ => GBK,
                    }
                }
                kind::FORMAT => {
                    if let (Some(id), Some(rest)) = (u16_at(data, 0), data.get(2..)) {
                        let code = book.string(rest, if book.wide { 2 } else { 1 }, &mut records);
                        own.insert(id, Format::new(&code.unwrap_or_default()));
                    }
                }
                kind::STYLE => styles.push(u16_at(data, 2).unwrap_or(0)),
                kind::SHEET => book.sheet(data, &mut records),
                kind::STRINGS => {
                    let mut pieces = Pieces::new(data.get(8..).unwrap_or_default(), &mut records);
                    while let Some(text) = pieces.string(2) {
                        book.strings.push(&text);
                    }
                }
                _ => {}
            }
        }
        if !begun {
            let why = "expected the first record of a workbook, found none".to_string();
            return Err(ProblemKind::Damaged { format: FORMAT, why });
        }
        book.formats = styles
            .into_iter()
            .map(|id| own.get(&id).cloned().or_else(|| Format::builtin(id.into())).filter(|f| !f.is_general()))
            .collect();
        Ok(book)
    }

    fn sheet<'b>(&mut self, data: &'b [u8], records: &mut Records<'b>) {
        let (Some(start), Some(&[state, of]), Some(rest)) = (u32_at(data, 0), data.get(4..6), data.get(6..)) else {
            return;
        };
        // Charts and macros are sheets as well, of other kinds.
        if of == 0 {
            let name = self.string(rest, 1, records).unwrap_or_default();
            self.sheets.push(Entry { name, start: start as usize, hidden: state & 3 != 0 });
        }
    }

    /// A string with its length in two bytes before it.
    pub(super) fn long_string<'b>(&self, data: &'b [u8], records: &mut Records<'b>) -> Option<String> {
        self.string(data, 2, records)
    }

    fn string<'b>(&self, data: &'b [u8], width: u32, records: &mut Records<'b>) -> Option<String> {
        if self.wide {
            return Pieces::new(data, records).string(width);
        }
        let length = if width == 1 { u16::from(*data.first()?) } else { u16_at(data, 0)? };
        let text = data.get(width as usize..)?;
        let text = text.get(..usize::from(length).min(text.len()))?;
        Some(self.encoding.decode_without_bom_handling(text).0.into_owned())
    }
}
