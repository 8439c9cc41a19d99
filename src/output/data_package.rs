//! The description of a folder of tables as a Frictionless Data Package: which files, which columns of which types, which keys.
//!
//! <https://specs.frictionlessdata.io/>: programs read the tables with their types from it, and `frictionless validate` checks them.

use super::csv::{Dialect, Headers};
use super::tables::{Column, Holds, Table};
use serde_json::{Map, Value, json};

/// One file of a table.
pub struct File<'a> {
    pub table: Table,
    pub columns: &'a [&'a Column],
    pub format: &'static str,
    pub path: String,
    /// The language of its headers; the public names in formats that have types of their own.
    pub headers: Headers,
}

/// The whole description. `others`: files that are no tables, with what they are.
pub fn describe(files: &[File], dialect: Dialect, others: &[(&str, &str)]) -> Value {
    let tables = files.iter().map(|file| resource(file, files, dialect));
    let others = others.iter().map(|(path, means)| {
        json!({ "name": name(path), "type": "file", "path": path, "format": "ndjson", "mediatype": "application/x-ndjson",
            "encoding": "utf-8", "description": means })
    });
    json!({
        "name": "shishi",
        "title": "民生实事 notices read by shishi",
        "description": "Items, units, targets, deadlines and figures of livelihood-project notices. Tables join on doc and item.",
        "profile": "data-package",
        "resources": tables.chain(others).collect::<Vec<_>>(),
    })
}

/// Names of resources are unique: the table for its first file, with the format behind it for others.
fn name(path: &str) -> String {
    path.to_ascii_lowercase().replace('.', "-")
}

fn resource(file: &File, files: &[File], dialect: Dialect) -> Value {
    let own = if is_first(file, files) { file.table.as_str().to_string() } else { name(&file.path) };
    let mut described = json!({
        "name": own,
        "type": "table",
        "path": file.path,
        "format": file.format,
        "mediatype": mediatype(file.format),
        "description": means(file.table),
    });
    let Some(resource) = described.as_object_mut() else { return described };
    match file.format {
        "csv" => {
            resource.insert("encoding".into(), "utf-8".into());
            resource.insert(
                "dialect".into(),
                json!({ "delimiter": ",", "doubleQuote": true, "lineTerminator": dialect.line_end() }),
            );
            resource.insert("schema".into(), schema(file, files));
        }
        "ndjson" => {
            resource.insert("encoding".into(), "utf-8".into());
            resource.insert("schema".into(), schema(file, files));
        }
        "xlsx" => {
            resource.insert("schema".into(), schema(file, files));
        }
        // Parquet says its types itself.
        _ => {}
    }
    // Programs that check packages read CSV, and other formats only where they were installed for it: one format is checked, and the
    // others, which come from the same rows, are described.
    if !is_checked(file, files) {
        resource.insert("type".into(), "file".into());
    }
    described
}

fn is_first(file: &File, files: &[File]) -> bool {
    files.iter().find(|other| other.table == file.table).is_some_and(|first| first.path == file.path)
}

/// Whether a file stands for its table: CSV where there is one.
fn is_checked(file: &File, files: &[File]) -> bool {
    let checked = ["csv", "xlsx"].into_iter().find(|format| files.iter().any(|file| file.format == *format));
    checked == Some(file.format)
}

fn schema(file: &File, files: &[File]) -> Value {
    let field = |column: &&Column| {
        let mut field = Map::new();
        field.insert("name".into(), file.headers.of(column).into());
        field.insert("title".into(), column.chinese.into());
        field.insert("type".into(), kind(column.holds).into());
        field.insert("description".into(), column.means.into());
        if keys(file.table).contains(&column.name) || column.name == "doc" {
            field.insert("constraints".into(), json!({ "required": true }));
        }
        Value::Object(field)
    };
    let mut schema = json!({ "fields": file.columns.iter().map(field).collect::<Vec<_>>(), "missingValues": [""] });
    let header = |name: &str| {
        let known = file.columns.iter().find(|column| column.name == name);
        known.map_or(name.to_string(), |column| file.headers.of(column).to_string())
    };
    let Some(parts) = schema.as_object_mut() else { return schema };
    if !keys(file.table).is_empty() {
        let own: Vec<String> = keys(file.table).iter().map(|key| header(key)).collect();
        parts.insert("primaryKey".into(), json!(own));
    }
    let foreign: Vec<Value> = foreign_keys(file.table)
        .iter()
        .filter_map(|(fields, table, targets)| {
            let target = files.iter().find(|other| other.table == *table && other.format == file.format)?;
            let resource = if is_first(target, files) { table.as_str().to_string() } else { name(&target.path) };
            let of = |names: &[&str], columns: &[&Column], headers: Headers| -> Vec<String> {
                let known =
                    |name: &&str| columns.iter().find(|column| column.name == *name).map(|c| headers.of(c).to_string());
                names.iter().filter_map(known).collect()
            };
            Some(json!({
                "fields": of(fields, file.columns, file.headers),
                "reference": { "resource": resource, "fields": of(targets, target.columns, target.headers) },
            }))
        })
        .collect();
    if !foreign.is_empty() {
        parts.insert("foreignKeys".into(), foreign.into());
    }
    schema
}

fn kind(holds: Holds) -> &'static str {
    match holds {
        Holds::Text => "string",
        Holds::Count => "integer",
        Holds::Number => "number",
        Holds::Day => "date",
        Holds::Flag => "boolean",
    }
}

fn mediatype(format: &str) -> &'static str {
    match format {
        "csv" => "text/csv",
        "ndjson" => "application/x-ndjson",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/vnd.apache.parquet",
    }
}

fn means(table: Table) -> &'static str {
    match table {
        Table::Items => "One row an item",
        Table::Figures => "One row a figure, those outside the items too",
        Table::Units => "One row an item's unit",
        Table::Milestones => "One row a time that governs work",
        Table::Checks => "One row a recomputed piece of arithmetic",
        Table::Diagnostics => "One row a problem",
        Table::Documents => "One row a notice",
    }
}

/// The columns that tell a row from all others.
fn keys(table: Table) -> &'static [&'static str] {
    match table {
        Table::Items => &["doc", "key"],
        Table::Documents => &["doc"],
        _ => &[],
    }
}

type ForeignKey = (&'static [&'static str], Table, &'static [&'static str]);

/// Columns that name a row of another table. Where the item can be empty, it is no key.
fn foreign_keys(table: Table) -> &'static [ForeignKey] {
    match table {
        Table::Documents => &[],
        Table::Units | Table::Milestones => &[(&["doc", "item"], Table::Items, &["doc", "key"])],
        _ => &[(&["doc"], Table::Documents, &["doc"])],
    }
}
