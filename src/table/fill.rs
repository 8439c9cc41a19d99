//! Fills merged and blank cells from the row above: category, number with title, units. Marks what it filled.
//!
//! Cooperating units are left blank: an empty cell of theirs mostly means that there are none.

use super::whole::is_total as is_total_word;
use super::{Cell, Column, Origin, Row};
use crate::lexicon::{ColumnRole, UnitRole};
use crate::text::{Text, fold};

/// Fills down in place.
pub fn fill(rows: &mut [Row], columns: &[Column], text: &Text) {
    let find = |role| columns.iter().position(|c| c.role == role);
    let (seq, title) = (find(ColumnRole::Seq), find(ColumnRole::Title));
    for i in 1..rows.len() {
        let (above, below) = rows.split_at_mut(i);
        let (above, row) = (&above[i - 1], &mut below[0]);
        let same_band = above.bands == row.bands;
        if !same_band || is_total(row, text) || is_total(above, text) {
            continue;
        }
        let blank = |row: &Row, column: Option<usize>| column.is_none_or(|c| row.cells[c].text.is_empty());
        let own_seq = !blank(row, seq);
        let own_title = !blank(row, title);
        let mut new_category = false;
        for (c, column) in columns.iter().enumerate() {
            let is_blank = row.cells[c].text.is_empty();
            let take = match column.role {
                ColumnRole::Category => {
                    new_category |= !is_blank && !same_text(&row.cells[c], &above.cells[c], text);
                    true
                }
                ColumnRole::Seq => !new_category,
                ColumnRole::Title => !own_seq && !own_title,
                ColumnRole::Unit(UnitRole::Cooperating | UnitRole::Supervising) => false,
                ColumnRole::Unit(_) => !new_category,
                _ => false,
            };
            if is_blank && take && !above.cells[c].text.is_empty() {
                row.cells[c] = Cell { text: above.cells[c].text.clone(), origin: Origin::Above };
            }
        }
    }
}

fn same_text(a: &Cell, b: &Cell, text: &Text) -> bool {
    fold::key(&a.text.read(text)) == fold::key(&b.text.read(text))
}

/// Bytes of 合计 with blanks between and marks around.
const LONGEST_TOTAL: usize = 32;

/// 合计, 总计, 小计: nothing is filled into or from a row of sums.
pub fn is_total(row: &Row, text: &Text) -> bool {
    let short = |cell: &Cell| !cell.text.is_empty() && cell.text.span().len() <= LONGEST_TOTAL;
    row.cells.iter().take(3).any(|cell| short(cell) && is_total_word(&cell.text.read(text)))
}
