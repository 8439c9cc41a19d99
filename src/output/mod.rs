//! What a notice looks like outside: the versioned wire schema and its writers.
//!
//! [`wire`] is the one projection of a notice; JSON, NDJSON, CSV and the JSON Schema are written from it.
//! Nothing here reads a notice's words or decides what they mean.

mod compact;
pub mod csv;
pub mod data_package;
pub mod explain;
pub mod json;
pub mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod plain;
pub mod pretty;
pub mod row_json;
pub mod schema;
pub mod show;
pub mod standing;
pub mod tables;
pub mod typed;
pub mod verdicts;
pub mod wire;
pub mod words;
#[cfg(feature = "xlsx")]
pub mod xlsx;

/// The version of the wire schema. Changing a public name is a new version.
pub const SCHEMA_VERSION: &str = "1";
