//! Amounts and times in running text: numbers, scales, units, ranges, changes, comparators, deadlines.
//!
//! [`scan`] reads the figures of one passage. One file a thing that it reads, its corpus of examples beside it.

pub mod cell;
mod change;
mod comparator;
#[cfg(test)]
mod corpus;
mod header_unit;
mod mask;
mod money;
mod number;
mod per;
mod percent;
mod quantity;
mod range;
mod role;
mod scale;
mod scan;
mod sentence;
mod share;

pub use crate::lexicon::Dimension;
pub use header_unit::HeaderUnit;
pub use scan::{Room, Setting, scan, scan_all, scan_simplified};

mod calendar;
mod clause;
pub mod date;
pub mod deadline;
mod member;
pub mod metric;
mod modifier;
mod moment;
mod numeric;
mod occasion;
pub mod period;
pub mod promise;
mod rhythm;
mod seek;

use crate::lexicon::Field;
use crate::text::Span;
use jiff::civil::Date;
pub use rust_decimal::Decimal;
use std::borrow::Cow;

/// One measured amount. Spans are offsets into the scanned string until the record room places them in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub field: Field,
    pub role: Option<Role>,
    /// From the first to the last character, comparators that touch it included.
    pub span: Span,
    /// The same as it is read, where it was wrapped: the span then also holds what stands between its pieces.
    pub joined: Option<Box<str>>,
    pub amount: Amount,
    pub op: Op,
    /// Standard spelling, without multiplier.
    pub unit: Option<Cow<'static, str>>,
    /// What the amount is divided by.
    pub per: Vec<Cow<'static, str>>,
    pub dimension: Option<Dimension>,
    pub change: Option<Direction>,
    pub basis: Option<Basis>,
    /// 各, 均: the amount holds for each member of what it counts.
    pub each: bool,
    /// What is counted, in the notice's words.
    pub metric: Option<String>,
    /// Places or groups of a breakdown.
    pub scopes: Vec<String>,
    pub due: Option<Due>,
}

/// The deadline or window that governs a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub raw: String,
    pub start: Option<Date>,
    pub end: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Value(Decimal),
    Range { low: Decimal, high: Decimal },
    Change { from: Decimal, to: Decimal },
}

/// Whether the amount is to be reached, was reached, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Target,
    Progress,
    Context,
}

/// How the stated number bounds the amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Op {
    #[default]
    Eq,
    /// 以上, 不少于, 不低于, 至少
    Ge,
    /// 超过, 突破, 余, 多
    Gt,
    /// 以下, 以内, 不超过, 不高于
    Le,
    /// 低于, 不足
    Lt,
    /// 约, 左右, 近
    Approx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Increase,
    Decrease,
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// 同比, 较上年
    Yoy,
}
