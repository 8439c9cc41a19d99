//! The head of a Word file ([MS-DOC] 2.5, FIB): which version wrote it, and where its parts are.

use super::bytes::Bytes;
use crate::problem::ProblemKind;

/// What the head of a file of Word 97 or later says; WPS writes the same.
#[derive(Clone, Debug)]
pub(super) struct Fib {
    /// Its tables are in the stream `1Table`, not `0Table`.
    pub(super) second_table: bool,
    /// Characters of the main text, the notes at the foot, what is not read (heads, comments), the notes at the end, text boxes.
    pub(super) lengths: Lengths,
    places: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lengths {
    pub(super) main: usize,
    pub(super) foot: usize,
    pub(super) heads: usize,
    pub(super) comments: usize,
    pub(super) end: usize,
    pub(super) boxes: usize,
}

/// Which part of the table stream.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Styles = 1,
    Characters = 12,
    Paragraphs = 13,
    Pieces = 33,
    Lists = 73,
    Overrides = 74,
}

/// What kind of Word file the first bytes are of.
#[derive(Debug)]
pub(super) enum Head {
    Word97(Fib),
    /// Word 6 and 95: from where to where the text is.
    Old {
        start: usize,
        length: usize,
    },
}

pub(super) fn read(word: Bytes<'_>) -> Result<Head, ProblemKind> {
    let short = || damaged(format!("its head ends after {} bytes", word.0.len()));
    let (ident, version, flags) =
        (word.u16(0).ok_or_else(short)?, word.u16(2).ok_or_else(short)?, word.u16(0x0A).ok_or_else(short)?);
    if flags & 0x0100 != 0 {
        return Err(ProblemKind::Encrypted { format: super::FORMAT });
    }
    match ident {
        0xA5EC if version >= 0x00C0 || version == 0 => {}
        0xA5DC | 0xA5EC => {
            // Saved in haste, its text lies in pieces.
            if flags & 4 != 0 {
                return Err(ProblemKind::NotText { format: super::FORMAT });
            }
            let (start, length) = (word.size(0x18).ok_or_else(short)?, word.size(0x34).ok_or_else(short)?);
            return Ok(Head::Old { start, length });
        }
        other => return Err(damaged(format!("expected the mark A5EC of a Word document, found {other:04X}"))),
    }
    let length = |at: usize| word.size(at).ok_or_else(short);
    let lengths = Lengths {
        main: length(0x4C)?,
        foot: length(0x50)?,
        heads: length(0x54)?.saturating_add(length(0x58)?),
        comments: length(0x5C)?,
        end: length(0x60)?,
        boxes: length(0x64)?,
    };
    let count = usize::from(word.u16(0x98).ok_or_else(short)?);
    let places = (0..count).map_while(|i| Some((word.size(0x9A + i * 8)?, word.size(0x9E + i * 8)?))).collect();
    Ok(Head::Word97(Fib { second_table: flags & 0x0200 != 0, lengths, places }))
}

impl Fib {
    /// The bytes of a part; `None` where the file has none or it lies outside.
    pub(super) fn part<'b>(&self, table: Bytes<'b>, part: Part) -> Option<Bytes<'b>> {
        let &(at, length) = self.places.get(part as usize)?;
        table.slice(at, length).filter(|bytes| !bytes.is_empty()).map(Bytes)
    }

    /// The bytes from the start of a part to the end of the stream.
    pub(super) fn from<'b>(&self, table: Bytes<'b>, part: Part) -> Option<(Bytes<'b>, usize)> {
        let &(at, length) = self.places.get(part as usize).filter(|place| place.1 > 0)?;
        Some((Bytes(table.0.get(at..)?), length))
    }
}

pub(super) fn damaged(why: String) -> ProblemKind {
    ProblemKind::Damaged { format: super::FORMAT, why }
}
