//! One project of a notice: its names, units, passages, times, figures and how far it has come.

use super::{Day, Field, Figure, MilestoneKind, Number, Span, UnitRole};
use crate::lexicon;
use crate::record;
use crate::text::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// One project of a notice.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Item<'a> {
    /// Number path, unique in the notice: `12`, `3.①`, `附件.4`.
    pub key: &'a str,
    /// The innermost number as written.
    pub seq: Option<&'a str>,
    /// Names of the headings above, outermost first.
    pub category: Vec<Cow<'a, str>>,
    pub title: Cow<'a, str>,
    pub units: Vec<Unit<'a>>,
    pub description: Vec<Passage<'a>>,
    pub target: Vec<Passage<'a>>,
    pub progress: Vec<Passage<'a>>,
    pub schedule: Vec<Passage<'a>>,
    pub funding: Vec<Passage<'a>>,
    pub responsibility: Vec<Passage<'a>>,
    pub remark: Vec<Passage<'a>>,
    pub milestones: Vec<Milestone<'a>>,
    pub figures: Vec<Figure<'a>>,
    pub completion: Vec<Completion<'a>>,
    pub span: Span,
    /// From 0 to 1; only in the tables.
    #[serde(skip)]
    pub confidence: f32,
    /// Where the title stands; only on the page.
    #[serde(skip)]
    pub title_span: Span,
    /// Where the names of the category stand; only on the page.
    #[serde(skip)]
    pub category_spans: Vec<Span>,
}

impl<'a> Item<'a> {
    pub(super) fn new(item: &'a record::Item, text: &'a Text) -> Self {
        let mut wire = Self {
            key: &item.key,
            seq: item.seq.as_deref(),
            category: item.category.iter().map(|name| name.read(text)).collect(),
            title: item.title.read(text),
            units: item.units.iter().map(|unit| Unit::new(unit, text)).collect(),
            description: Vec::new(),
            target: Vec::new(),
            progress: Vec::new(),
            schedule: Vec::new(),
            funding: Vec::new(),
            responsibility: Vec::new(),
            remark: Vec::new(),
            milestones: item.milestones.iter().map(|milestone| Milestone::new(milestone, text)).collect(),
            figures: item.figures.iter().map(|figure| Figure::new(figure, text)).collect(),
            completion: item.completion.iter().map(Completion::new).collect(),
            span: Span::new(item.span, text),
            confidence: f32::from(item.confidence) / 100.0,
            title_span: Span::new(item.title.span(), text),
            category_spans: item.category.iter().map(|name| Span::new(name.span(), text)).collect(),
        };
        for passage in &item.passages {
            wire.passages(passage.field)
                .push(Passage { text: passage.text.read(text), span: Span::new(passage.text.span(), text) });
        }
        wire
    }

    /// The list that a passage of this field goes to. A passage is never a title or preamble; if it were, it is kept as a remark.
    fn passages(&mut self, field: lexicon::Field) -> &mut Vec<Passage<'a>> {
        match field {
            lexicon::Field::Description => &mut self.description,
            lexicon::Field::Target => &mut self.target,
            lexicon::Field::Progress => &mut self.progress,
            lexicon::Field::Schedule => &mut self.schedule,
            lexicon::Field::Funding => &mut self.funding,
            lexicon::Field::Responsibility => &mut self.responsibility,
            lexicon::Field::Remark | lexicon::Field::Title | lexicon::Field::Preamble => &mut self.remark,
        }
    }
}

/// An office, company or person that has a part in an item.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unit<'a> {
    pub role: UnitRole,
    /// As written.
    pub raw: Cow<'a, str>,
    /// Full standard name with its region; `null` where that would be a guess.
    pub name: Option<&'a str>,
    /// The cell was merged or left blank and took the value above.
    pub inherited: bool,
    pub span: Span,
}

impl<'a> Unit<'a> {
    fn new(unit: &'a record::Unit, text: &'a Text) -> Self {
        Self {
            role: unit.role.into(),
            raw: unit.raw.read(text),
            name: unit.name.as_deref(),
            inherited: unit.inherited,
            span: Span::new(unit.raw.span(), text),
        }
    }
}

/// A stretch of text that states one field of an item.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Passage<'a> {
    pub text: Cow<'a, str>,
    pub span: Span,
}

/// A time that governs a piece of the item's work.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Milestone<'a> {
    /// The time as written.
    pub raw: Cow<'a, str>,
    pub kind: MilestoneKind,
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub field: Field,
    /// The text that the time governs.
    pub text: Cow<'a, str>,
    /// Of the time.
    pub span: Span,
}

impl<'a> Milestone<'a> {
    fn new(milestone: &'a record::Milestone, text: &'a Text) -> Self {
        Self {
            raw: milestone.raw.read(text),
            kind: milestone.kind.into(),
            start: milestone.start.map(Day::from),
            end: milestone.end.map(Day::from),
            field: milestone.field.into(),
            text: milestone.text.read(text),
            span: Span::new(milestone.raw.span(), text),
        }
    }
}

/// A target and what was reached of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Completion<'a> {
    pub metric: &'a str,
    pub target: Number,
    pub progress: Number,
    /// Per cent, rounded half up to four decimals.
    pub computed: Number,
    /// Per cent, as the notice states it.
    pub stated: Option<Number>,
    pub unit: Option<&'a str>,
}

impl<'a> Completion<'a> {
    fn new(completion: &'a record::Completion) -> Self {
        Self {
            metric: &completion.metric,
            target: completion.target.into(),
            progress: completion.progress.into(),
            computed: Number::rounded(completion.computed),
            stated: completion.stated.map(Number::from),
            unit: completion.unit.as_deref(),
        }
    }
}
