//! The page of one notice: its text on one side, its items on the other.
//!
//! Its data is the wire schema in short: what is absent is left out, places are `[start, end]` as a browser counts them, and a
//! value that stands verbatim in the text is not written twice.

use super::place::Places;
use super::shell::Shell;
use super::{SHARED_SCRIPT, SHARED_STYLE, VERSION};
use crate::output::standing::Facts;
use crate::output::wire::{self, Day, Number};
use crate::output::words::Lang;
use serde::Serialize;
use std::io::{self, Write};

type At = [usize; 2];

/// What the page does, beside what all pages do.
pub(super) const SCRIPTS: &[&str] = &[
    include_str!("marks.js"),
    include_str!("source.js"),
    include_str!("items.js"),
    include_str!("checks.js"),
    include_str!("notice.js"),
];

/// What a page of one notice shows.
pub struct Review<'a> {
    pub notice: &'a wire::Notice<'a>,
    /// The decoded text, which the places count in.
    pub text: &'a str,
    /// What `explain` says of the notice.
    pub explain: &'a str,
    /// Where the items stand is told as of this day.
    pub as_of: Day,
    pub lang: Lang,
    /// Address of the archive that the notice is a part of, relative to the page.
    pub archive: Option<&'a str>,
}

impl Review<'_> {
    /// Writes the page.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let path = self.notice.source.path.unwrap_or("-");
        let shell = Shell {
            lang: self.lang,
            title: self.notice.document.title.unwrap_or(path),
            styles: &[SHARED_STYLE, include_str!("notice.css")],
            scripts: &[&[SHARED_SCRIPT], SCRIPTS].concat(),
        };
        shell.write(out, &Data::new(self))
    }
}

#[derive(Serialize)]
struct Data<'a> {
    version: &'static str,
    #[serde(rename = "asOf")]
    as_of: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    source: &'a wire::Source<'a>,
    document: &'a wire::Document<'a>,
    text: &'a str,
    items: Vec<Item<'a>>,
    figures: Vec<Figure<'a>>,
    checks: Vec<Check<'a>>,
    problems: Vec<Problem<'a>>,
    explain: &'a str,
}

impl<'a> Data<'a> {
    fn new(review: &'a Review<'a>) -> Self {
        let places = Places::new(review.text);
        let notice = review.notice;
        Self {
            version: VERSION,
            as_of: review.as_of,
            archive: review.archive,
            source: &notice.source,
            document: &notice.document,
            text: review.text,
            items: notice.items.iter().map(|item| Item::new(item, review.as_of, &places)).collect(),
            figures: notice.figures.iter().map(|figure| Figure::new(figure, &places)).collect(),
            checks: notice.checks.iter().map(|check| Check::new(check, &places)).collect(),
            problems: notice.diagnostics.iter().map(|problem| Problem::new(problem, &places)).collect(),
            explain: review.explain,
        }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<&'a str>,
    category: Vec<Name<'a>>,
    title: Name<'a>,
    at: At,
    units: Vec<Unit<'a>>,
    passages: Vec<Passage<'a>>,
    milestones: Vec<Milestone<'a>>,
    figures: Vec<Figure<'a>>,
    completion: &'a [wire::Completion<'a>],
    rule: &'static str,
    standing: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Day>,
    confidence: f32,
}

impl<'a> Item<'a> {
    fn new(item: &'a wire::Item<'a>, as_of: Day, places: &Places) -> Self {
        let facts = Facts::of(item);
        let rule = facts.rule(as_of);
        let fields = [
            ("description", &item.description),
            ("target", &item.target),
            ("progress", &item.progress),
            ("schedule", &item.schedule),
            ("funding", &item.funding),
            ("responsibility", &item.responsibility),
            ("remark", &item.remark),
        ];
        let passages = fields.into_iter().flat_map(|(field, passages)| {
            passages.iter().map(move |passage| Passage {
                field,
                text: places.unless_verbatim(&passage.text, passage.span),
                at: places.units(passage.span),
            })
        });
        Self {
            key: item.key,
            seq: item.seq,
            category: item
                .category
                .iter()
                .zip(&item.category_spans)
                .map(|(name, &at)| Name::new(name, at, places))
                .collect(),
            title: Name::new(&item.title, item.title_span, places),
            at: places.units(item.span),
            units: item.units.iter().map(|unit| Unit::new(unit, places)).collect(),
            passages: passages.collect(),
            milestones: item.milestones.iter().map(|milestone| Milestone::new(milestone, places)).collect(),
            figures: item.figures.iter().map(|figure| Figure::new(figure, places)).collect(),
            completion: &item.completion,
            rule: rule.as_str(),
            standing: rule.standing().as_str(),
            share: facts.share.map(Number::rounded),
            due: facts.due,
            confidence: item.confidence,
        }
    }
}

/// A text and its place; no text where it stands there verbatim.
#[derive(Serialize)]
struct Name<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    at: At,
}

impl<'a> Name<'a> {
    fn new(text: &'a str, span: wire::Span, places: &Places) -> Self {
        Self { text: places.unless_verbatim(text, span), at: places.units(span) }
    }
}

#[derive(Serialize)]
struct Unit<'a> {
    role: wire::UnitRole,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "not")]
    inherited: bool,
    at: At,
}

impl<'a> Unit<'a> {
    fn new(unit: &'a wire::Unit<'a>, places: &Places) -> Self {
        Self {
            role: unit.role,
            text: places.unless_verbatim(&unit.raw, unit.span),
            name: unit.name.filter(|name| *name != unit.raw),
            inherited: unit.inherited,
            at: places.units(unit.span),
        }
    }
}

#[derive(Serialize)]
struct Passage<'a> {
    field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    at: At,
}

#[derive(Serialize)]
struct Milestone<'a> {
    kind: wire::MilestoneKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Day>,
    /// What the time governs.
    governs: &'a str,
    at: At,
}

impl<'a> Milestone<'a> {
    fn new(milestone: &'a wire::Milestone<'a>, places: &Places) -> Self {
        Self {
            kind: milestone.kind,
            text: places.unless_verbatim(&milestone.raw, milestone.span),
            start: milestone.start,
            end: milestone.end,
            governs: &milestone.text,
            at: places.units(milestone.span),
        }
    }
}

#[derive(Serialize)]
struct Figure<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<wire::Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metric: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    op: wire::Op,
    /// One number, or the two of a range or of a change: exact, so as text.
    amount: Vec<String>,
    #[serde(skip_serializing_if = "not")]
    range: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    per: &'a [std::borrow::Cow<'static, str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<wire::Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<wire::Basis>,
    #[serde(skip_serializing_if = "not")]
    each: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    scopes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Day>,
    at: At,
}

impl<'a> Figure<'a> {
    fn new(figure: &'a wire::Figure<'a>, places: &Places) -> Self {
        let amount = [figure.value, figure.low, figure.high, figure.from, figure.to];
        Self {
            role: figure.role,
            metric: figure.metric,
            text: places.unless_verbatim(figure.raw, figure.span),
            op: figure.op,
            amount: amount.into_iter().flatten().map(|number| number.to_string()).collect(),
            range: figure.low.is_some(),
            unit: figure.unit,
            per: figure.per,
            change: figure.change,
            basis: figure.basis,
            each: figure.each,
            scopes: figure.scopes,
            due: figure.due.as_ref().and_then(|due| due.end),
            at: places.units(figure.span),
        }
    }
}

#[derive(Serialize)]
struct Check<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    kind: wire::CheckKind,
    verdict: wire::Verdict,
    amounts: Vec<Amount<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<String>,
    #[serde(skip_serializing_if = "not")]
    partial: bool,
    message: &'a str,
}

impl<'a> Check<'a> {
    fn new(check: &'a wire::Check<'a>, places: &Places) -> Self {
        Self {
            item: check.item,
            kind: check.kind,
            verdict: check.verdict,
            amounts: check.amounts.iter().map(|amount| Amount::new(amount, places)).collect(),
            unit: check.unit,
            stated: check.stated.map(|number| number.to_string()),
            computed: check.computed.map(|number| number.to_string()),
            partial: check.partial,
            message: check.message,
        }
    }
}

#[derive(Serialize)]
struct Amount<'a> {
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    at: At,
}

impl<'a> Amount<'a> {
    fn new(amount: &'a wire::CheckAmount<'a>, places: &Places) -> Self {
        Self {
            role: amount.role,
            text: places.unless_verbatim(amount.raw, amount.span),
            value: amount.value.map(|number| number.to_string()),
            at: places.units(amount.span),
        }
    }
}

#[derive(Serialize)]
struct Problem<'a> {
    severity: wire::Severity,
    code: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<At>,
}

impl<'a> Problem<'a> {
    fn new(problem: &'a wire::Diagnostic<'a>, places: &Places) -> Self {
        Self {
            severity: problem.severity,
            code: problem.code,
            message: &problem.message,
            item: problem.item,
            at: problem.span.map(|span| places.units(span)),
        }
    }
}

/// Left out where it is so by default.
fn not(flag: &bool) -> bool {
    !flag
}
