//! What the decoder pays: for a token that goes on with its cell, with its row or begins a row, and for columns that are left out.

use super::fit::Shape;
use super::token::{Break, Token};
use crate::lexicon::{ColumnRole, Field, UnitRole};

/// No way.
pub(super) const NEVER: i32 = i32::MIN / 4;

/// What becomes of blank cells in the marks of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blanks {
    /// They are written out, merged ones too: hardly a column is ever left out.
    Written,
    /// Some are written out, so that a column that is left out was mostly merged.
    Seen,
    /// None is written.
    Dropped,
}

/// What it costs that a token goes on with its cell, with its row, or begins a row.
pub(super) struct Prices {
    pub(super) same: i32,
    pub(super) next: i32,
    pub(super) row: i32,
}

impl Prices {
    pub(super) fn of(token: &Token) -> Self {
        if token.page {
            let (same, next, row) = match token.before {
                Break::Row | Break::Cell | Break::CellOrRow | Break::LikelyRow => (NEVER, -12, 6),
                _ => (-8, -6, 6),
            };
            return Prices { same, next, row };
        }
        let (same, next, row) = match token.before {
            Break::Row => (NEVER, NEVER, 0),
            Break::RowOrSame => (0, NEVER, 0),
            Break::Cell => (NEVER, 0, NEVER),
            Break::CellOrRow => (NEVER, 0, 0),
            Break::LikelyRow => (NEVER, -3, 6),
            Break::Same => (4, NEVER, NEVER),
            Break::Line => (0, 0, 0),
            Break::Gap => (-6, 0, 4),
            Break::Blank => (-1, 0, NEVER),
        };
        Prices { same, next, row }
    }
}

/// What columns cost that are left out.
pub(super) struct Gaps {
    /// `skips[i]`: the price of leaving out all columns before `i`.
    skips: Vec<i32>,
    /// The price of a row that begins in a column.
    leads: Vec<i32>,
}

impl Gaps {
    pub(super) fn new(shapes: &[Shape], blanks: Blanks) -> Self {
        let mut skips = vec![0];
        for shape in shapes {
            let price = match blanks {
                Blanks::Written => skip(*shape) + 14,
                Blanks::Seen => skip_merged(*shape),
                Blanks::Dropped => skip(*shape),
            };
            skips.push(skips[skips.len() - 1] + price);
        }
        let find = |role| shapes.iter().position(|s| s.role == role);
        let (seq, title) = (find(ColumnRole::Seq), find(ColumnRole::Title));
        // Cheaper in a row that goes on with the item above: number and title are missing together.
        let goes_on = |c| seq.is_some_and(|seq| seq < c) && title.is_some_and(|title| title < c);
        let leads = (0..shapes.len()).map(|c| skips[c] - if goes_on(c) { 10 } else { 0 }).collect();
        Self { skips, leads }
    }

    /// The price of leaving out all columns before one.
    #[inline]
    pub(super) fn before(&self, column: usize) -> i32 {
        self.skips[column]
    }

    /// The price of a row that begins in a column.
    #[inline]
    pub(super) fn before_row(&self, column: usize) -> i32 {
        self.leads[column]
    }

    /// The price of leaving out the columns between two.
    #[inline]
    pub(super) fn between(&self, left: usize, right: usize) -> i32 {
        self.skips[right] - self.skips[left + 1]
    }

    /// The price of ending a row in a state.
    #[inline]
    pub(super) fn behind(&self, state: usize) -> i32 {
        let columns = self.leads.len();
        if state >= columns { 0 } else { self.skips[columns] - self.skips[state + 1] }
    }
}

/// Cheaper where blank lines stand for the cells that are left out.
#[inline]
pub(super) fn discount(gap: u8, left_out: usize) -> i32 {
    if gap == 0 { 0 } else { 6 * left_out.min(gap as usize) as i32 - 3 * (gap as i32 - left_out as i32).abs().min(3) }
}

/// The price where blank cells are written: the cell was merged, and cells of cooperating units are less often than those of leading ones.
fn skip_merged(shape: Shape) -> i32 {
    match shape.role {
        ColumnRole::Unit(UnitRole::Cooperating | UnitRole::Supervising) => 11,
        _ => skip(shape),
    }
}

/// The price of leaving a column out of a row.
fn skip(shape: Shape) -> i32 {
    match shape.role {
        _ if shape.counted => 20,
        ColumnRole::Seq => 8,
        ColumnRole::Category => 3,
        ColumnRole::Title => 14,
        ColumnRole::Unit(UnitRole::Cooperating | UnitRole::Supervising) => 5,
        ColumnRole::Unit(UnitRole::Person) => 6,
        ColumnRole::Unit(_) => 9,
        ColumnRole::Text(Field::Remark) if shape.told => 6,
        ColumnRole::Text(Field::Remark) => 2,
        ColumnRole::Text(Field::Funding) => 6,
        ColumnRole::Text(_) => 11,
        ColumnRole::Deadline => 6,
        ColumnRole::Quarter(_) => 6,
        ColumnRole::Measure => 9,
        ColumnRole::Unknown => 5,
    }
}
