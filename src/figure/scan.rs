//! One pass over a passage that finds its amounts.

use super::Figure;
use crate::lexicon::{Dimension, Field};

/// What the reader of a passage knows before reading it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub field: Field,
    /// The notice reports on what was done (`DocumentKind::Progress`).
    pub report: bool,
    /// The unit that the column header names, for numbers that stand bare.
    pub header_unit: Option<HeaderUnit>,
}

impl Setting {
    pub fn new(field: Field, report: bool) -> Self {
        Self { field, report, header_unit: None }
    }
}

/// A unit in a column header: `总投资（万元）`, `完成比例(%)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderUnit {
    /// Standard spelling, without multiplier.
    pub unit: &'static str,
    pub dimension: Dimension,
    /// Power of ten of the multiplier: 4 for 万.
    pub power: u32,
}

/// The figures of a passage in reading order. Spans are byte offsets into `text`. Never fails; time linear in the length.
pub fn scan(_text: &str, _setting: &Setting) -> Vec<Figure> {
    Vec::new()
}
