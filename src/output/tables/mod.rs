//! A notice as long tables that join on `doc` and `item`: one file a table, its columns in their public order.
//!
//! The writers (CSV and those to come) ask for columns and rows; they know no table, and no table knows a writer.

mod checks;
mod column;
mod diagnostics;
mod documents;
mod figures;
mod items;
mod milestones;
mod units;

pub use column::{Column, Holds};

use super::wire::{Day, Notice, Number};
use std::borrow::Cow;
use std::io;

/// What stands between the values of a list in one cell.
const LIST: &str = "；";

/// One cell. What the notice does not state is empty, never a guess.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(Number),
    Count(usize),
    /// From 0 to 1.
    Share(f32),
    Day(Day),
    Flag(bool),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(text)) }
    }
}

impl<'a> From<&'a Cow<'a, str>> for Cell<'a> {
    fn from(text: &'a Cow<'a, str>) -> Self {
        text.as_ref().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(text)) }
    }
}

impl From<Number> for Cell<'_> {
    fn from(number: Number) -> Self {
        Cell::Number(number)
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Cell::Count(count)
    }
}

impl From<Day> for Cell<'_> {
    fn from(day: Day) -> Self {
        Cell::Day(day)
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

/// The values of a list in one cell.
fn list<'a, S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Cell<'a> {
    joined(values, LIST)
}

fn joined<'a, S: AsRef<str>>(values: impl IntoIterator<Item = S>, between: &str) -> Cell<'a> {
    let mut cell = String::new();
    for (i, value) in values.into_iter().enumerate() {
        if i > 0 {
            cell.push_str(between);
        }
        cell.push_str(value.as_ref());
    }
    cell.into()
}

/// Takes the rows of a table one by one.
pub type Sink<'s> = &'s mut dyn FnMut(&[Cell]) -> io::Result<()>;

/// The tables that a notice can be written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// One row an item.
    #[default]
    Items,
    /// One row a figure, those outside the items too.
    Figures,
    /// One row an item's unit.
    Units,
    /// One row a time that governs work.
    Milestones,
    /// One row a recomputed piece of arithmetic.
    Checks,
    /// One row a problem.
    Diagnostics,
    /// One row a notice.
    Documents,
}

impl Table {
    pub const ALL: [Table; 7] = [
        Table::Items,
        Table::Figures,
        Table::Units,
        Table::Milestones,
        Table::Checks,
        Table::Diagnostics,
        Table::Documents,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Table::Items => "items",
            Table::Figures => "figures",
            Table::Units => "units",
            Table::Milestones => "milestones",
            Table::Checks => "checks",
            Table::Diagnostics => "diagnostics",
            Table::Documents => "documents",
        }
    }

    /// The columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Items => items::COLUMNS,
            Table::Figures => figures::COLUMNS,
            Table::Units => units::COLUMNS,
            Table::Milestones => milestones::COLUMNS,
            Table::Checks => checks::COLUMNS,
            Table::Diagnostics => diagnostics::COLUMNS,
            Table::Documents => documents::COLUMNS,
        }
    }

    /// Gives the rows of one notice to `sink`, as many cells each as there are columns.
    pub fn rows(self, notice: &Notice, sink: Sink) -> io::Result<()> {
        match self {
            Table::Items => items::rows(notice, sink),
            Table::Figures => figures::rows(notice, sink),
            Table::Units => units::rows(notice, sink),
            Table::Milestones => milestones::rows(notice, sink),
            Table::Checks => checks::rows(notice, sink),
            Table::Diagnostics => diagnostics::rows(notice, sink),
            Table::Documents => documents::rows(notice, sink),
        }
    }
}

/// What `doc` says in every table: the file as it was named.
fn doc<'a>(notice: &'a Notice) -> Cell<'a> {
    notice.source.path.into()
}
