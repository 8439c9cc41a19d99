//! Where the characters of a document lie ([MS-DOC] 2.8.35, piece table): Word leaves them where they were typed and lists the pieces.

use super::bytes::Bytes;
use super::fib::damaged;
use crate::problem::ProblemKind;

/// Characters that follow one another in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Place of the first one in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Of the first one in the file.
    pub(super) offset: usize,
    /// UTF-16; else a byte a character, of code page 1252.
    pub(super) wide: bool,
}

/// The pieces in the order of the text.
pub(super) fn pieces(clx: Option<Bytes<'_>>) -> Result<Vec<Piece>, ProblemKind> {
    let clx = clx.ok_or_else(|| damaged("expected a list of the pieces of its text, found none".into()))?;
    let cut = || damaged("the list of the pieces of its text is cut off".into());
    let mut at = 0;
    // Formats of pieces come first.
    while clx.u8(at) == Some(1) {
        at += 3 + usize::from(clx.u16(at + 1).ok_or_else(cut)?);
    }
    if clx.u8(at) != Some(2) {
        return Err(damaged("expected a list of the pieces of its text, found other bytes".into()));
    }
    let length = clx.size(at + 1).ok_or_else(cut)?;
    let table = Bytes(clx.0.get(at + 5..).unwrap_or_default());
    let length = length.min(table.0.len());
    let count = length.saturating_sub(4) / 12;
    let mut out = Vec::with_capacity(count);
    for i in 0..count {
        let place = |i: usize| table.size(i * 4).ok_or_else(cut);
        let (start, end) = (place(i)?, place(i + 1)?);
        let offset = table.u32((count + 1) * 4 + i * 8 + 2).ok_or_else(cut)?;
        if end <= start {
            continue;
        }
        let wide = offset & 0x4000_0000 == 0;
        let offset = (offset & 0x3FFF_FFFF) as usize;
        out.push(Piece { start, end, offset: if wide { offset } else { offset / 2 }, wide });
    }
    Ok(out)
}
