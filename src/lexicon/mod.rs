//! Words as data: column headers and their roles, role labels, offices, measure words, regions.
//!
//! The types here name what a word can mean; the tables map words to them. No logic beyond look-up.

pub mod aside_word;
pub mod column;
mod column_word;
pub mod cue;
mod dimension;
mod division;
pub mod document_word;
mod ending;
pub mod index;
pub mod label_word;
pub mod matrix_word;
pub mod measure;
mod office;
pub mod phrase;
pub mod place_word;
mod role;
pub mod time_word;
pub mod unit_word;

pub use cue::Cue;
pub use dimension::Dimension;
pub use division::{Division, PEOPLES, TAIWAN, divisions, is_division};
pub use ending::Endings;
pub use index::WordIndex;
pub use measure::{Care, Measure};
pub use office::{Office, is_official_stem, office, party_organ};
pub use role::{ColumnRole, Field, UnitRole};
