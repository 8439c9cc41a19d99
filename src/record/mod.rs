//! What a notice says, as values: the notice, its items, units, milestones, checks.
//!
//! Builds items from the rows of tables and the nodes of outlines, and joins what one notice says twice.

mod bracket;
mod build;
mod check;
mod completion;
mod cut;
mod document;
mod doubt;
mod draft;
mod duty;
mod entry;
mod fields;
mod first_lead;
mod issue;
mod item;
mod join;
mod matrix;
mod measure;
mod milestone;
pub mod name;
mod notice;
mod outline;
mod page;
mod person;
mod piece;
mod place;
pub mod region;
mod repair;
mod rows;
mod sentence;
mod title;
mod trust;
pub mod unit;
mod view;

pub use crate::figure::deadline::TimeKind as MilestoneKind;
pub use build::build;
pub use check::{Check, CheckAmount, CheckKind, Verdict};
pub use completion::names_rate;
pub use item::{Completion, Counted, Item, Milestone, Passage, Told, Unit};
pub use notice::{Document, DocumentKind, Notice, Period, Region, RegionLevel};
