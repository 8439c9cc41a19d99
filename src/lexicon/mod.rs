//! Words as data: column headers and their roles, role labels, offices, measure words, regions.
//!
//! The types here name what a word can mean; the tables map words to them. No logic beyond look-up.

pub mod column;
mod dimension;
mod division;
pub mod document_word;
pub mod label_word;
mod office;
mod role;
pub mod unit_word;

pub use dimension::Dimension;
pub use division::{Division, divisions, is_division};
pub use office::{Office, is_official_stem, office, party_organ};
pub use role::{ColumnRole, Field, UnitRole};
