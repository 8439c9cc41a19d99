//! What the mark that ends a row of a table says of its cells.

use super::bytes::Bytes;
use super::sprm;
use crate::source::edges::{Row, Shape};

/// A row of cells, with the formats of the mark that ends it.
pub(super) fn row(texts: Vec<String>, formats: &[u8]) -> Row {
    let mut row = Row { texts, ..Row::default() };
    for (code, operand) in sprm::each(formats) {
        let operand = Bytes(operand);
        match code {
            sprm::CELLS => define(&mut row, operand),
            sprm::MERGED_DOWN => {
                if let (Some(cell), Some(how)) = (operand.u8(0), operand.u8(1))
                    && let Some(shape) = row.shape.get_mut(usize::from(cell))
                {
                    shape.below = how == 1;
                }
            }
            sprm::MERGED => {
                if let (Some(first), Some(last)) = (operand.u8(0), operand.u8(1)) {
                    let merged = row.shape.iter_mut().take(usize::from(last)).skip(usize::from(first) + 1);
                    merged.for_each(|shape| shape.beside = true);
                }
            }
            _ => {}
        }
    }
    row
}

/// [MS-DOC] 2.9.317: how many cells, their edges, then 20 bytes on each.
fn define(row: &mut Row, operand: Bytes<'_>) {
    let Some(count) = operand.u8(0).map(usize::from) else { return };
    row.edges = (0..=count).map_while(|i| operand.i16(1 + i * 2).map(i32::from)).collect();
    let start = 1 + (count + 1) * 2;
    row.shape = (0..count)
        .map(|i| {
            let flags = operand.u16(start + i * 20).unwrap_or(0);
            Shape { beside: flags & 3 == 1, below: flags >> 5 & 3 == 1 }
        })
        .collect();
}
