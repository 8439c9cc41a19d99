//! How well a cell suits a column, and what it costs to leave a column out: the prices of the decoder.
//!
//! Integers, so that every machine adds them up alike. Positive: the cell speaks for the column.

use super::look::{Kind, Look};
use crate::lexicon::{ColumnRole, Field, UnitRole};

/// What the decoder knows about a column.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub role: ColumnRole,
    /// Its cells are bare amounts: the header names their unit.
    pub amounts: bool,
    /// Its cells name what the numbers of their rows count: no row is without.
    pub counted: bool,
    /// Its cells name places, which look like units (河西街道).
    pub places: bool,
    /// Its cells are passages (存在问题, 下一步打算) rather than notes that most rows lack (备注).
    pub told: bool,
}

impl Shape {
    /// Whether the cells may be bare numbers, whatever the header says.
    pub fn may_count(&self) -> bool {
        use ColumnRole::{Quarter, Text};
        !self.amounts
            && (matches!(self.role, Quarter(_))
                || matches!(self.role, Text(field) if !matches!(field, Field::Description | Field::Responsibility)))
    }
}

/// The running numbers on the way to a cell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Carry {
    /// Last number of the number column, 0 before the first.
    pub seq: u16,
    /// The same of those in Chinese characters, which may number chapters among rows numbered 1, 2, 3.
    pub chapter: u16,
    /// Last number in front of a title.
    pub title: u16,
    /// Last ①.
    pub circle: u16,
}

impl Carry {
    /// As it is behind a cell of this column.
    pub fn after(mut self, shape: Shape, look: &Look) -> Self {
        match (shape.role, look.number, look.lead) {
            (ColumnRole::Seq, Some((Kind::Chinese | Kind::Bracketed, n)), _) => {
                self.chapter = n;
                self.circle = 0;
            }
            (ColumnRole::Seq, Some((_, n)), _) => {
                self.seq = n;
                self.circle = 0;
            }
            (ColumnRole::Title, _, Some((_, n))) => self.title = n,
            (_, _, Some((Kind::Circled, n))) => self.circle = n,
            _ => {}
        }
        self
    }
}

/// Whether what [`fit`] says hangs on the numbers before the cell.
pub fn counts(shape: Shape, look: &Look) -> bool {
    (look.number.is_some() || look.lead.is_some())
        && matches!(shape.role, ColumnRole::Seq | ColumnRole::Title | ColumnRole::Text(_))
}

/// How well a running number goes on after the last one.
fn goes_on(last: u16, n: u16) -> i32 {
    match (last, n) {
        (0, 1) => 26,
        (0, _) => 14,
        (l, n) if n == l.saturating_add(1) => 30,
        (l, n) if n == l => 10,
        (_, 1) => 12,
        (l, n) if n > l && n <= l.saturating_add(3) => 12,
        _ => -6,
    }
}

/// How well a cell suits a column.
pub fn fit(shape: Shape, look: &Look, carry: Carry) -> i32 {
    if look.empty {
        return if matches!(shape.role, ColumnRole::Title | ColumnRole::Unit(UnitRole::Lead | UnitRole::Responsible)) {
            -1
        } else {
            0
        };
    }
    let noise = if look.footer { -25 } else { 0 };
    noise
        + match shape.role {
            ColumnRole::Seq => seq(look, carry),
            ColumnRole::Category | ColumnRole::Title if look.remark => -14,
            ColumnRole::Category => category(look),
            ColumnRole::Title => title(look, carry),
            ColumnRole::Unit(UnitRole::Person) => person(look),
            ColumnRole::Unit(_) => unit(look),
            ColumnRole::Deadline => deadline(look),
            ColumnRole::Quarter(_) if shape.amounts => prose(look, Field::Schedule, true, carry),
            ColumnRole::Quarter(_) => quarter(look),
            ColumnRole::Text(Field::Remark) if shape.amounts => prose(look, Field::Remark, true, carry),
            ColumnRole::Text(Field::Remark) if shape.told && !look.nothing => prose(look, Field::Remark, false, carry),
            ColumnRole::Text(Field::Remark) => remark(look, shape.places),
            ColumnRole::Text(field) => prose(look, field, shape.amounts, carry),
            ColumnRole::Measure => measure(look),
            ColumnRole::Unknown => unknown(look),
        }
}

fn seq(look: &Look, carry: Carry) -> i32 {
    match look.number {
        Some((Kind::Circled, _)) => -10,
        Some((Kind::Chinese | Kind::Bracketed, n)) => goes_on(carry.chapter, n),
        Some((_, n)) => goes_on(carry.seq, n),
        None if look.total => 5,
        None if look.code => 16,
        None => -50,
    }
}

fn category(look: &Look) -> i32 {
    if look.number.is_some() || look.amount || look.code {
        return -40;
    }
    let office = if look.units == 100 && look.rank > 0 { -8 } else { 0 };
    office
        + match look.lead {
            Some((Kind::Chinese | Kind::Bracketed, _)) if look.chars <= 32 && !look.stops => 16,
            _ if look.chars <= 14 && !look.stops && look.marks == 0 => 6,
            _ if look.chars <= 26 && !look.stops => 0,
            _ => -25,
        }
}

fn title(look: &Look, carry: Carry) -> i32 {
    if look.number.is_some() || look.time || look.code {
        return -35;
    }
    if look.amount {
        return -25;
    }
    let mut points = match look.chars {
        0..=2 => -3,
        3..=40 => 8,
        41..=80 => 0,
        _ => -14,
    };
    if look.stops {
        points -= 6;
    }
    if look.units == 100 {
        points -= if look.rank > 0 { 16 } else { 6 };
    }
    match look.lead {
        Some((Kind::Circled, _)) => points -= 6,
        Some((_, n)) => points += if carry.title > 0 && n == carry.title + 1 { 10 } else { 2 },
        None => {}
    }
    if look.nothing {
        points -= 6;
    }
    points
}

fn person(look: &Look) -> i32 {
    if look.number.is_some() || look.amount {
        return -40;
    }
    match look.chars {
        _ if look.person => 14,
        _ if look.nothing => 0,
        _ if look.units == 100 => -6,
        0..=12 if !look.digits && !look.stops => -2,
        _ => -20,
    }
}

fn unit(look: &Look) -> i32 {
    if look.number.is_some() || look.amount || look.time {
        return -40;
    }
    if look.nothing {
        return 0;
    }
    let mut points = match look.units {
        100 => 14,
        // A sentence with amounts is none, whatever stands at its end (覆盖全部乡镇。).
        _ if look.stops && look.digits => -28,
        50.. => 6,
        _ if look.chars <= 8 && !look.stops => -4,
        _ if look.chars > 24 => -28,
        _ => -12,
    };
    if look.digits {
        points -= 8;
    }
    if look.person {
        points -= 2;
    }
    points
}

fn deadline(look: &Look) -> i32 {
    let year = matches!(look.number, Some((Kind::Arabic, 1990..=2100)));
    if look.time || year {
        return 16;
    }
    if look.number.is_some() || look.units == 100 {
        return -25;
    }
    match look.chars {
        _ if look.nothing => 0,
        0..=12 if look.digits => 3,
        0..=20 => -3,
        _ => -12,
    }
}

fn quarter(look: &Look) -> i32 {
    match look.chars {
        _ if look.nothing => 3,
        _ if look.number.is_some() => -12,
        _ if look.units == 100 && !look.digits => -14,
        _ if look.amount => 2,
        0..=3 => -2,
        _ => 6 + if look.digits || look.stops { 2 } else { 0 },
    }
}

fn remark(look: &Look, places: bool) -> i32 {
    match look.chars {
        _ if look.nothing => 4,
        _ if look.number.is_some() => -20,
        2..=16 if places && !look.stops => {
            if look.units == 100 && look.rank > 1 {
                -4
            } else {
                8
            }
        }
        _ if look.units == 100 => -8,
        _ if look.remark => 6,
        0..=20 => 1,
        _ => 4,
    }
}

/// A number so much larger than the last running number is none.
const FAR_NUMBER: u16 = 30;

fn prose(look: &Look, field: Field, amounts: bool, carry: Carry) -> i32 {
    if amounts {
        if look.amount {
            return if look.number.is_some() { 10 } else { 14 };
        }
        return if look.nothing || look.chars <= 10 && look.digits { 4 } else { -8 };
    }
    if let Some((_, n)) = look.number {
        // 完成情况 of a bare 6120, which is no running number here.
        let far = n > carry.seq.saturating_add(FAR_NUMBER) || n < carry.seq;
        return if far && matches!(field, Field::Progress | Field::Target | Field::Funding) { -9 } else { -28 };
    }
    if look.nothing {
        return 0;
    }
    if look.code && !look.amount {
        return -20;
    }
    let mut points = match look.chars {
        0..=3 => -3,
        4..=9 => 1,
        10..=19 => 5,
        _ => 9,
    };
    if look.stops {
        points += 4;
    }
    if look.digits {
        points += 2;
    }
    if look.amount {
        points -= if field == Field::Funding { 0 } else { 8 };
    }
    if look.time {
        points -= if field == Field::Schedule { 0 } else { 6 };
    }
    if look.units == 100 {
        points -= if look.rank > 0 { 22 } else { 12 };
    } else if look.units >= 50 && look.rank > 0 {
        points -= 10;
    }
    if look.person {
        points -= 8;
    }
    if look.done {
        points += match field {
            Field::Progress => 4,
            Field::Target | Field::Schedule => -3,
            _ => 0,
        };
    }
    if let Some((Kind::Circled, n)) = look.lead {
        points += if n == carry.circle + 1 { 6 } else { 2 };
    }
    points
}

/// 个, 万人次, 元/人·月
fn measure(look: &Look) -> i32 {
    match look.chars {
        _ if look.number.is_some() || look.amount => -30,
        _ if look.nothing => 2,
        _ if look.units == 100 && look.rank > 0 || look.stops => -14,
        1..=3 => 10,
        4..=7 => 4,
        _ => -12,
    }
}

fn unknown(look: &Look) -> i32 {
    match look.number {
        Some(_) => -8,
        None if look.nothing => 2,
        None => 1,
    }
}

/// The price of one more line in the cell of the line before.
pub fn same(shape: Shape, look: &Look, last: &Look) -> i32 {
    match shape.role {
        ColumnRole::Seq => -60,
        ColumnRole::Category => {
            if look.lead.is_some() {
                -20
            } else {
                -9
            }
        }
        ColumnRole::Title => {
            if look.lead.is_some() || last.stops {
                -16
            } else {
                -11
            }
        }
        ColumnRole::Unit(UnitRole::Person) => -2,
        ColumnRole::Unit(_) if look.units == 100 && last.units == 100 => match (last.rank, look.rank) {
            (0, _) | (_, 0) => -2,
            (a, b) if b > a => -6,
            // 各乡镇 take part, they do not lead.
            (2.., 1) if shape.role == ColumnRole::Unit(UnitRole::Lead) => -2,
            (a, b) if b < a => 1,
            (1, 1) => 1,
            // Mostly one unit leads and several take part.
            _ if shape.role == ColumnRole::Unit(UnitRole::Cooperating) => -2,
            _ => -3,
        },
        ColumnRole::Unit(_) => -3,
        ColumnRole::Deadline => -9,
        ColumnRole::Text(_) | ColumnRole::Quarter(_) => {
            if (look.amount || look.number.is_some()) && (last.amount || last.number.is_some()) {
                // Two bare amounts are two cells.
                -24
            } else if look.lead.is_some() && last.lead.is_some() {
                1
            } else if look.lead.is_some_and(|(kind, _)| kind == Kind::Circled) {
                -6
            } else if !last.stops && last.chars >= 14 {
                -1
            } else {
                -5
            }
        }
        ColumnRole::Measure => -12,
        ColumnRole::Unknown => -6,
    }
}

/// The price of going from one unit column to the next between two lines: up in rank speaks for it. `listed`: the table names several
/// units in one line, so that a line of its own is mostly a cell of its own.
pub fn between_units(look: &Look, last: &Look, listed: bool) -> i32 {
    if look.units != 100 || last.units != 100 {
        return 0;
    }
    match (last.rank, look.rank) {
        (0, _) | (_, 0) => 0,
        (a, b) if b > a => 5,
        (2.., 1) if listed => -3,
        (a, b) if b < a => -4,
        _ => 0,
    }
}

/// How well a cell suits a row of its own over all columns.
pub fn band(look: &Look, has_category: bool) -> i32 {
    if look.empty || look.number.is_some() || look.amount || look.footer || look.time {
        return -60;
    }
    let mut points = if has_category { -16 } else { -6 };
    points += match look.lead {
        Some((Kind::Chinese | Kind::Bracketed, _)) if look.chars <= 40 && !look.stops => 16,
        _ if look.stops || look.marks > 2 => -40,
        None if look.chars <= 24 => -4,
        _ => -30,
    };
    if look.units == 100 && look.rank > 0 {
        points -= 16;
    }
    points
}
