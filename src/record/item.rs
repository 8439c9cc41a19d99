//! One project of a notice.

use crate::figure::deadline::TimeKind as MilestoneKind;
use crate::figure::{Decimal, Figure, HeaderUnit};
use crate::lexicon::{Field, UnitRole};
use crate::text::{Excerpt, Span};
use jiff::civil::Date;

#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Number path, unique in the notice.
    pub key: String,
    pub seq: Option<String>,
    /// Headings above the item, outermost first, without their numbers.
    pub category: Vec<Excerpt>,
    pub title: Excerpt,
    pub units: Vec<Unit>,
    pub passages: Vec<Passage>,
    pub milestones: Vec<Milestone>,
    /// Spans are places in the source.
    pub figures: Vec<Figure>,
    pub completion: Vec<Completion>,
    pub span: Span,
    /// Per cent.
    pub confidence: u8,
}

impl Item {
    /// Where the item is named; an item without a title, as it stands.
    pub fn place(&self) -> Span {
        if self.title.is_empty() { self.span } else { self.title.span() }
    }
}

#[derive(Clone, Debug)]
pub struct Unit {
    pub role: UnitRole,
    /// As written; a word broken by a line end is joined.
    pub raw: Excerpt,
    /// Full standard name with its region, or `None` where that would be a guess.
    pub name: Option<String>,
    pub inherited: bool,
}

/// A stretch of text that states one field of an item.
#[derive(Clone, Debug)]
pub struct Passage {
    pub field: Field,
    pub text: Excerpt,
    /// Header or label that named the field, if any.
    pub label: Option<Excerpt>,
    /// What else its row says of a cell that is a bare number.
    pub counted: Option<Box<Counted>>,
    /// What the header of its column, or a line above its table, says that its bare number counts: 单位：万元.
    pub unit: Option<HeaderUnit>,
}

impl Passage {
    pub fn new(field: Field, text: Excerpt, label: Option<Excerpt>) -> Self {
        Self { field, text, label, counted: None, unit: None }
    }
}

/// What the number of a cell counts, where other cells of its row say so: 新增学位 | 个 | 3200.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The cell that names it, or the title.
    pub what: Excerpt,
    /// The cell of the column of units.
    pub unit: Excerpt,
}

/// A time that governs a piece of the item's work.
#[derive(Clone, Debug)]
pub struct Milestone {
    pub field: Field,
    /// The time as written.
    pub raw: Excerpt,
    pub kind: MilestoneKind,
    pub start: Option<Date>,
    pub end: Option<Date>,
    /// The text it governs.
    pub text: Excerpt,
}

/// A target and what was reached of it. Percentages are exact quotients, not rounded.
#[derive(Clone, Debug)]
pub struct Completion {
    pub metric: String,
    pub target: Decimal,
    pub progress: Decimal,
    pub computed: Decimal,
    pub stated: Option<Decimal>,
    pub unit: Option<String>,
    /// Where the rate is one of several that are told in the order of their amounts.
    pub told: Option<Told>,
}

/// The places of an amount reached, its target and its rate, told by where the rate stands among others: 分别完成105%、108.7%.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub done: Span,
    pub of: Span,
    pub rate: Span,
}
