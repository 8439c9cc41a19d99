//! A piece of the notice's own arithmetic, recomputed. The audit room fills these.

use crate::figure::Decimal;
use crate::text::Span;

#[derive(Clone, Debug)]
pub struct Check {
    /// Key of the item; `None` for the document.
    pub item: Option<String>,
    pub kind: CheckKind,
    pub amounts: Vec<CheckAmount>,
    pub unit: Option<String>,
    pub stated: Option<Decimal>,
    pub computed: Option<Decimal>,
    pub verdict: Verdict,
    /// A sum of which not all parts are given.
    pub partial: bool,
    /// One sentence that an auditor could paste into a letter.
    pub message: String,
}

#[derive(Clone, Debug)]
pub struct CheckAmount {
    /// `total`, `part`, `done`, `of`, `rate`, `now`, `base`, `growth`, `count`, `listed`, `number`, `said`, `unit`.
    pub role: &'static str,
    pub span: Span,
    pub value: Option<Decimal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    Sum,
    Rate,
    Completion,
    Growth,
    Count,
    Sequence,
    Disagree,
    Inherit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Holds,
    Rounds,
    Fails,
    Open,
}
