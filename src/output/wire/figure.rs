//! One measured amount as it is written.

use super::{Basis, Change, Day, Dimension, Field, Number, Op, Role, Span};
use crate::figure;
use crate::text::Text;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use std::borrow::Cow;

/// One measured amount. Has `value`, or `low` and `high` for a range, or `from` and `to` for a change between two amounts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(transform = amounts)]
pub struct Figure<'a> {
    /// The field of the item that it stands in.
    pub field: Field,
    pub role: Option<Role>,
    /// What is counted, in the notice's words.
    pub metric: Option<&'a str>,
    /// The exact text, comparators that touch it included.
    pub raw: &'a str,
    pub op: Op,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Number>,
    /// The measure word in its one standard spelling, without the multiplier.
    pub unit: Option<&'a str>,
    /// What it is divided by: `645元/月·人` → 月, 人.
    pub per: &'a [Cow<'static, str>],
    pub dimension: Option<Dimension>,
    /// Where the amount is itself a change.
    pub change: Option<Change>,
    pub basis: Option<Basis>,
    /// 各, 均: it holds for each member of what it counts.
    pub each: bool,
    /// Places or groups that this part belongs to.
    pub scopes: &'a [String],
    /// The deadline or window that governs it.
    pub due: Option<Due<'a>>,
    pub span: Span,
}

impl<'a> Figure<'a> {
    /// `text` is what the figure's span counts in.
    pub fn new(figure: &'a figure::Figure, text: &'a Text) -> Self {
        let amount = Amount::from(figure.amount);
        Self {
            field: figure.field.into(),
            role: figure.role.map(Role::from),
            metric: figure.metric.as_deref(),
            raw: figure.joined.as_deref().unwrap_or_else(|| text.slice(figure.span)),
            op: figure.op.into(),
            value: amount.value,
            low: amount.low,
            high: amount.high,
            from: amount.from,
            to: amount.to,
            unit: figure.unit.as_deref(),
            per: &figure.per,
            dimension: figure.dimension.map(Dimension::from),
            change: figure.change.map(Change::from),
            basis: figure.basis.map(Basis::from),
            each: figure.each,
            scopes: &figure.scopes,
            due: figure.due.as_ref().map(Due::new),
            span: Span::new(figure.span, text),
        }
    }
}

/// Says in the schema that just one kind of amount is there.
fn amounts(schema: &mut Schema) {
    let kinds: Vec<_> = [["value"].as_slice(), &["low", "high"], &["from", "to"]]
        .map(|names| serde_json::json!({ "required": names }))
        .into();
    schema.insert("oneOf".into(), kinds.into());
    // A key that is there holds a number: one that does not apply is left out.
    if let Some(properties) = schema.get_mut("properties").and_then(|properties| properties.as_object_mut()) {
        for name in ["value", "low", "high", "from", "to"] {
            properties.insert(name.into(), serde_json::json!({ "type": "number" }));
        }
    }
}

/// The numbers of an amount under the names that the schema gives them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Amount {
    pub value: Option<Number>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub from: Option<Number>,
    pub to: Option<Number>,
}

impl From<figure::Amount> for Amount {
    fn from(amount: figure::Amount) -> Self {
        match amount {
            figure::Amount::Value(value) => Self { value: Some(value.into()), ..Self::default() },
            figure::Amount::Range { low, high } => {
                Self { low: Some(low.into()), high: Some(high.into()), ..Self::default() }
            }
            figure::Amount::Change { from, to } => {
                Self { from: Some(from.into()), to: Some(to.into()), ..Self::default() }
            }
        }
    }
}

/// The deadline or window that governs a figure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Due<'a> {
    pub raw: &'a str,
    pub start: Option<Day>,
    pub end: Option<Day>,
}

impl<'a> Due<'a> {
    fn new(due: &'a figure::Due) -> Self {
        Self { raw: &due.raw, start: due.start.map(Day::from), end: due.end.map(Day::from) }
    }
}
