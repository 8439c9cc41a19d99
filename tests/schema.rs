//! What is written fits the schema that is printed, and the tables have their public columns.

use shishi::output::schema::schema;
use shishi::output::tables::Table;
use shishi::output::{csv, wire};
use shishi::{Options, parse};
use std::fs;
use std::path::{Path, PathBuf};

fn notices() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = fs::read_dir(folder).expect("the seeds").map(|entry| entry.expect("a file").path());
    let mut notices: Vec<_> = files.filter(|path| path.extension().is_some_and(|suffix| suffix == "txt")).collect();
    notices.sort();
    assert_eq!(notices.len(), 5);
    notices
}

#[test]
fn every_notice_fits_the_schema() {
    let schema = serde_json::to_value(schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for path in notices() {
        let notice = parse(&fs::read(&path).expect("a notice"), &Options::default());
        let json = serde_json::to_value(wire::Notice::new(&notice, Some("notice.txt"))).expect("JSON");
        let errors: Vec<_> =
            validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}:\n{}", path.display(), errors.join("\n"));
    }
    assert!(!validator.is_valid(&serde_json::json!({ "schema_version": "1" })), "a schema that refuses nothing");
}

#[test]
fn every_table_has_its_public_columns_and_as_many_cells() {
    let columns = [
        (
            Table::Items,
            "doc, key, seq, category, title, lead, responsible, cooperating, implementing, supervising, person, \
             description, target, progress, schedule, funding, responsibility, remark, deadline, completion, \
             checks_failed, confidence, line",
        ),
        (
            Table::Figures,
            "doc, item, title, field, role, metric, raw, op, value, low, high, from, to, unit, per, dimension, change, \
             basis, each, scopes, due_start, due_end, line, start, end",
        ),
        (Table::Units, "doc, item, role, raw, name, inherited, line"),
        (Table::Milestones, "doc, item, field, raw, kind, start, end, text, line"),
        (Table::Checks, "doc, item, kind, verdict, stated, computed, unit, amounts, message, line"),
        (Table::Diagnostics, "doc, item, severity, code, message, line"),
        (
            Table::Documents,
            "doc, sha256, format, encoding, title, kind, doc_number, index_number, issuer, issued_on, published_on, \
             region, region_code, years, period_start, period_end, layouts, items, figures, diagnostics",
        ),
    ];
    assert_eq!(columns.map(|(table, _)| table), Table::ALL);
    for (table, names) in columns {
        assert_eq!(table.columns().iter().map(|column| column.name).collect::<Vec<_>>().join(", "), names);
        for path in notices() {
            let notice = parse(&fs::read(&path).expect("a notice"), &Options::default());
            let wire = wire::Notice::new(&notice, Some("notice.txt"));
            let mut writer = csv::Writer::new(Vec::new(), table, csv::Dialect::Plain).expect("a header");
            writer.write(&wire).expect("rows of as many cells as columns");
            let written = writer.finish().expect("a table");
            let mut reader = ::csv::Reader::from_reader(written.as_slice());
            for row in reader.records() {
                assert_eq!(row.expect("a row").get(0), Some("notice.txt"));
            }
        }
    }
}
