//! Values that every part of the schema uses: exact numbers, days, places in the text.

use crate::figure::Decimal;
use crate::text::{self, Text};
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// An exact decimal, written as a JSON number without binary floating point and without needless zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(Decimal);

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self(decimal.normalize())
    }
}

impl Number {
    /// The number itself, to compare it.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// A quotient, rounded half up to four decimals.
    pub fn rounded(quotient: Decimal) -> Self {
        quotient.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).into()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.scale() == 0
            && let Some(whole) = self.0.to_i64()
        {
            return serializer.serialize_i64(whole);
        }
        let exact: serde_json::Number = self.0.to_string().parse().map_err(serde::ser::Error::custom)?;
        exact.serialize(serializer)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// A calendar day, `2020-09-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(jiff::civil::Date);

impl From<jiff::civil::Date> for Day {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// A place in the decoded text: `text[start:end]` in code points, `line` from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub line: usize,
}

impl Span {
    pub fn new(span: text::Span, text: &Text) -> Self {
        let (start, end) = text.code_points(span);
        Self { start, end, line: text.line(span.start) }
    }
}
