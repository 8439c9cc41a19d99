//! The texts that extraction programs made of the same notices, each with the gold and with what its program destroyed.

use super::notice::Lost;
use crate::notices;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Name, gold, what is lost, and the bytes of a text.
pub type Text = (String, Vec<Value>, Lost, Vec<u8>);

/// The texts whose cells are told apart, and those of programs that left no mark between cells or mixed them line by line: those can
/// only be refused.
pub fn texts() -> (Vec<Text>, Vec<Text>) {
    all().into_iter().partition(|(_, _, lost, _)| !lost.parts.contains("text"))
}

fn all() -> Vec<Text> {
    let mut out = Vec::new();
    for folder in notices::folders("fixtures/dialects") {
        let gold = notices::lines(&folder.join("gold.jsonl"));
        let losses: Value = read(&folder.join("lost.json"));
        for path in notices::files(&folder.to_string_lossy(), "txt") {
            let file = notices::file_name(&path);
            let program = file.split('.').next().unwrap_or("");
            let lost = losses.as_array().into_iter().flatten().find(|entry| entry["extractor"] == program);
            let lost = lost.map_or_else(Lost::default, excuse);
            let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = format!("{} {file}", notices::file_name(&folder).chars().take(2).collect::<String>());
            out.push((name, gold.clone(), lost, bytes));
        }
    }
    out
}

/// The files that the texts were extracted from: web pages, DOCX, XLSX, PDF.
pub fn sources() -> Vec<(String, Vec<Value>, Vec<u8>)> {
    let mut out = Vec::new();
    for folder in notices::folders("fixtures/dialects") {
        let gold = notices::lines(&folder.join("gold.jsonl"));
        for format in ["html", "docx", "xlsx", "pdf"] {
            for path in notices::files(&folder.to_string_lossy(), format) {
                let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let notice = notices::file_name(&folder).chars().take(2).collect::<String>();
                out.push((format!("{notice} {}", notices::file_name(&path)), gold.clone(), bytes));
            }
        }
    }
    out
}

fn excuse(entry: &Value) -> Lost {
    let names = |name: &str| -> BTreeSet<String> {
        match &entry[name] {
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_string).collect(),
            Value::Object(parts) => parts.keys().cloned().collect(),
            _ => BTreeSet::new(),
        }
    };
    Lost { parts: &names("lost") | &names("guess"), facts: names("facts") }
}

fn read(path: &Path) -> Value {
    let json = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
