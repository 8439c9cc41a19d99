//! A piece of the notice's own arithmetic as it is written.

use super::{CheckKind, Number, Span, Verdict};
use crate::record;
use crate::text::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// A piece of the notice's own arithmetic, recomputed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Check<'a> {
    /// Key of the item; `null` for the document.
    pub item: Option<&'a str>,
    pub kind: CheckKind,
    pub amounts: Vec<CheckAmount<'a>>,
    pub unit: Option<&'a str>,
    /// What the notice says.
    pub stated: Option<Number>,
    /// What its amounts give.
    pub computed: Option<Number>,
    pub verdict: Verdict,
    /// A sum of which not all parts are given.
    pub partial: bool,
    /// One sentence that can be quoted.
    pub message: &'a str,
}

impl<'a> Check<'a> {
    pub(super) fn new(check: &'a record::Check, text: &'a Text) -> Self {
        Self {
            item: check.item.as_deref(),
            kind: check.kind.into(),
            amounts: check.amounts.iter().map(|amount| CheckAmount::new(amount, text)).collect(),
            unit: check.unit.as_deref(),
            stated: check.stated.map(Number::from),
            computed: check.computed.map(Number::from),
            verdict: check.verdict.into(),
            partial: check.partial,
            message: &check.message,
        }
    }
}

/// An amount that takes part in a check.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CheckAmount<'a> {
    /// Its part: `total`, `part`, `done`, `of`, `rate`, `now`, `base`, `growth`, `count`, `listed`, `number`, `said`, `unit`.
    pub role: &'static str,
    pub raw: &'a str,
    /// `null` for names and words.
    pub value: Option<Number>,
    pub span: Span,
}

impl<'a> CheckAmount<'a> {
    fn new(amount: &'a record::CheckAmount, text: &'a Text) -> Self {
        Self {
            role: amount.role,
            raw: text.slice(amount.span),
            value: amount.value.map(Number::from),
            span: Span::new(amount.span, text),
        }
    }
}
