//! The whole notice and the facts about it.

use super::{Check, Item, Passage};
use crate::figure::Figure;
use crate::layout::Block;
use crate::problem::Problem;
use crate::source::Source;
use crate::text::Text;
use jiff::civil::Date;

/// Everything that was read from one notice.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    pub text: Text,
    pub source: Source,
    pub document: Document,
    pub blocks: Vec<Block>,
    pub items: Vec<Item>,
    /// The paragraphs before the items that hold figures.
    pub preamble: Vec<Passage>,
    /// Figures that belong to no item: those of the preamble.
    pub figures: Vec<Figure>,
    pub checks: Vec<Check>,
    pub problems: Vec<Problem>,
}

/// Facts about the document. What it does not state is `None`.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub title: Option<String>,
    pub kind: DocumentKind,
    pub doc_number: Option<String>,
    pub index_number: Option<String>,
    pub issuer: Option<String>,
    pub issued_on: Option<Date>,
    pub published_on: Option<Date>,
    pub region: Option<Region>,
    pub years: Vec<i16>,
    pub period: Option<Period>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentKind {
    /// What will be done, with deadlines or stage targets.
    Plan,
    /// What has been done.
    Progress,
    /// Commitments with neither dates nor reports.
    #[default]
    List,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    pub name: String,
    /// Six-digit administrative division code.
    pub code: Option<String>,
    pub level: Option<RegionLevel>,
    /// The notice names only its districts.
    pub inferred: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionLevel {
    Province,
    Prefecture,
    County,
}

/// What the notice reports on or plans for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub raw: String,
    pub start: Option<Date>,
    pub end: Option<Date>,
}
