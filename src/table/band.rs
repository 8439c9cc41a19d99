//! Rows over all columns, which name the group of the rows below them.

use crate::text::{Excerpt, Text, numbering};

/// Those that stand above the next row, outermost first.
#[derive(Default)]
pub struct Bands {
    open: Vec<Excerpt>,
    /// Nothing stands between the last one and what comes next.
    fresh: bool,
}

impl Bands {
    pub fn of(open: Vec<Excerpt>) -> Self {
        Self { open, fresh: false }
    }

    /// A band replaces the bands of its own level and below; one right behind another stands below it.
    pub fn push(&mut self, band: Excerpt, text: &Text) {
        let level = |e: &Excerpt| numbering::leading(&e.read(text)).map(|l| l.style);
        let own = level(&band);
        match self.open.iter().position(|b| level(b) == own) {
            Some(at) => self.open.truncate(at),
            None if !self.fresh && own.is_none() => self.open.clear(),
            None => {}
        }
        self.open.push(band);
        self.fresh = true;
    }

    /// What stands above a row, which comes now.
    pub fn above_row(&mut self) -> Vec<Excerpt> {
        self.fresh = false;
        self.open.clone()
    }
}
