//! The versioned wire schema and its writers: JSON, NDJSON, CSV.
