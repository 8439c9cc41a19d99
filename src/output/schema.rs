//! The JSON Schema of the output, generated from the wire types.

use super::wire::Notice;
use schemars::generate::SchemaSettings;

/// The JSON Schema (draft 2020-12) of one notice.
///
/// # Examples
///
/// ```
/// let schema = shishi::output::schema::schema();
/// assert_eq!(schema.get("title").unwrap(), "Notice");
/// ```
pub fn schema() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Notice<'static>>()
}
