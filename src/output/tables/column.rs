//! What a column is called, in English and Chinese, what its cells hold, and what they mean: for typed outputs and for the
//! description of a data package. Knows no table.

/// What the cells of a column hold. Any of them may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Text,
    /// A whole number that counts something: lines, offsets, items.
    Count,
    /// An exact decimal.
    Number,
    Day,
    Flag,
}

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The public name.
    pub name: &'static str,
    /// The header for readers of Chinese.
    pub chinese: &'static str,
    pub holds: Holds,
    /// What it means, in a sentence.
    pub means: &'static str,
}

pub(super) const fn text(name: &'static str, chinese: &'static str, means: &'static str) -> Column {
    Column { name, chinese, holds: Holds::Text, means }
}

pub(super) const fn count(name: &'static str, chinese: &'static str, means: &'static str) -> Column {
    Column { name, chinese, holds: Holds::Count, means }
}

pub(super) const fn number(name: &'static str, chinese: &'static str, means: &'static str) -> Column {
    Column { name, chinese, holds: Holds::Number, means }
}

pub(super) const fn day(name: &'static str, chinese: &'static str, means: &'static str) -> Column {
    Column { name, chinese, holds: Holds::Day, means }
}

pub(super) const fn flag(name: &'static str, chinese: &'static str, means: &'static str) -> Column {
    Column { name, chinese, holds: Holds::Flag, means }
}

/// What every table begins with: the notice.
pub(super) const DOC: Column = text("doc", "文件", "The file that the notice was read from, as it was named");
/// What the tables below items have next: the item.
pub(super) const ITEM: Column = text("item", "项目编号", "Key of the item in its notice; empty outside the items");
/// Where it stands.
pub(super) const LINE: Column = count("line", "行", "Line of the notice's text where it stands, from 1");
