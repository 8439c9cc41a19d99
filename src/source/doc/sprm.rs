//! Formats as Word lists them ([MS-DOC] 2.2.5): a code of two bytes, then its operand, whose length the code tells.

use super::bytes::Bytes;

/// In a table.
pub(super) const IN_TABLE: u16 = 0x2416;
/// Ends a row.
pub(super) const ROW_END: u16 = 0x2417;
/// How deep in tables.
pub(super) const TABLE_DEPTH: u16 = 0x6649;
/// Ends a cell, or a row, of a table within a table.
pub(super) const INNER_CELL: u16 = 0x244B;
pub(super) const INNER_ROW_END: u16 = 0x244C;
/// The level and the list of a numbered paragraph.
pub(super) const LEVEL: u16 = 0x260A;
pub(super) const LIST: u16 = 0x460B;
/// The cells of a row.
pub(super) const CELLS: u16 = 0xD608;
/// How a cell is merged with those above and below.
pub(super) const MERGED_DOWN: u16 = 0xD62B;
/// Cells that are merged with their neighbours.
pub(super) const MERGED: u16 = 0x5624;
/// Where in another stream the formats of a paragraph lie.
pub(super) const FAR: [u16; 2] = [0x6645, 0x6646];
/// Deleted while changes were tracked.
pub(super) const DELETED: u16 = 0x0800;
pub(super) const HIDDEN: u16 = 0x083C;

/// The codes and operands of a list, as far as it is whole.
pub(super) fn each(list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let code = Bytes(rest).u16(0)?;
        let (skip, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == CELLS => (2, usize::from(Bytes(rest).u16(2)?).saturating_sub(1)),
            // Tabs, whose length may not fit in a byte: what follows them is not looked for.
            _ if code == 0xC615 && Bytes(rest).u8(2) == Some(255) => return None,
            _ => (1, usize::from(Bytes(rest).u8(2)?)),
        };
        let operand = rest.get(2 + skip..2 + skip + length)?;
        rest = rest.get(2 + skip + length..).unwrap_or_default();
        Some((code, operand))
    })
}
