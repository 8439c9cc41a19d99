//! A problem as it is written.

use super::{Severity, Span};
use crate::problem::Problem;
use crate::text::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// What went wrong or looks doubtful.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Diagnostic<'a> {
    pub severity: Severity,
    /// Stable name of the kind.
    pub code: &'static str,
    /// What it means here, in a sentence.
    pub message: String,
    /// Key of the item.
    pub item: Option<&'a str>,
    pub span: Option<Span>,
}

impl<'a> Diagnostic<'a> {
    pub fn new(problem: &'a Problem, text: &Text) -> Self {
        Self {
            severity: problem.kind.severity().into(),
            code: problem.kind.code(),
            message: problem.kind.to_string(),
            item: problem.item.as_deref(),
            span: problem.span.map(|span| Span::new(span, text)),
        }
    }
}
