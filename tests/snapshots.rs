//! Small invented notices of every layout (`fixtures/LAYOUT/NAME.txt`) and how they are read (`NAME.snap` beside each). Word and
//! spreadsheet files (`fixtures/docx`, `fixtures/sheet`, written by `scripts/office_fixtures.py`) and PDF (`fixtures/pdf`, by
//! `scripts/pdf_fixtures.py`) have their text in front of that.
//!
//! A reading is written in short lines that a person can check against the notice. `INSTA_UPDATE=always cargo test --test
//! snapshots` takes new readings over; look at each before it is committed.

mod notices;

use notices::{files, flag, folder, list, text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

macro_rules! layouts {
    ($($test:ident $folder:literal),+ $(,)?) => {
        const FOLDERS: &[&str] = &[$($folder),+];
        $(#[test] fn $test() { layout($folder); })+
    };
}

layouts! {
    box_rows "box-rows",
    comma_rows "comma-rows",
    doc "doc",
    docx "docx",
    glued "glued",
    html "html",
    labelled "labelled",
    line_cells "line-cells",
    markdown_rows "markdown-rows",
    matrix "matrix",
    meta "meta",
    negative "negative",
    outline "outline",
    pdf "pdf",
    pipe_cells "pipe-cells",
    pipe_rows "pipe-rows",
    repairs "repairs",
    rtf "rtf",
    sheet "sheet",
    space_rows "space-rows",
    tab_cells "tab-cells",
    tab_rows "tab-rows",
}

#[test]
fn every_folder_of_fixtures_is_tested() {
    let found: BTreeSet<String> = fs::read_dir(folder("fixtures"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir() && !["gold", "dialects"].iter().any(|other| path.ends_with(other)))
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, FOLDERS.iter().map(|name| name.to_string()).collect());
}

fn layout(name: &str) {
    let formats = ["txt", "html", "docx", "doc", "odt", "pdf", "rtf", "xlsx", "xls", "ods"];
    for path in formats.iter().flat_map(|format| files(&format!("fixtures/{name}"), format)) {
        let bytes = fs::read(&path).expect("a notice");
        let notice = notices::read(&bytes);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder("fixtures").join(name));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let mut read = reading(&notice);
        let mut name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|extension| extension != "txt") {
            // A file that nobody can read in an editor: what it says comes first.
            name = notices::file_name(&path);
            read = format!("{}\n\n{read}", shishi::parse(&bytes, &shishi::Options::default()).text.as_str().trim_end());
        }
        settings.bind(|| insta::assert_snapshot!(name, read));
    }
}

/// A notice in short lines. What is absent is not written.
fn reading(notice: &Value) -> String {
    let mut out = String::new();
    for block in list(notice, "layout") {
        let columns: Vec<String> = list(block, "columns")
            .iter()
            .map(|column| format!("{} = {}", text(column, "header"), text(column, "field")))
            .collect();
        let _ = write!(out, "{} {}-{}", text(block, "kind"), block["lines"][0], block["lines"][1]);
        let _ = writeln!(out, "{}{}", if columns.is_empty() { "" } else { ": " }, columns.join(", "));
    }
    let document = &notice["document"];
    out += "\n";
    for name in ["title", "kind", "doc_number", "index_number", "issuer", "issued_on", "published_on"] {
        if !text(document, name).is_empty() {
            let _ = writeln!(out, "{name}: {}", text(document, name));
        }
    }
    let region = &document["region"];
    if !region.is_null() {
        let inferred = if flag(region, "inferred") { " (inferred)" } else { "" };
        let _ = writeln!(out, "region: {} {}{inferred}", text(region, "name"), text(region, "code"));
    }
    if !list(document, "years").is_empty() {
        let _ = writeln!(out, "years: {}", document["years"]);
    }
    let period = &document["period"];
    if !period.is_null() {
        let _ = writeln!(out, "period: {} {}", text(period, "raw"), times(period));
    }
    figures(&mut out, "", notice);
    for item in list(notice, "items") {
        write_item(&mut out, item);
    }
    let checks = list(notice, "checks");
    if !checks.is_empty() {
        out += "\n";
    }
    for check in checks {
        let _ = writeln!(out, "check {} {}: {}", text(check, "kind"), text(check, "verdict"), text(check, "message"));
    }
    for problem in list(notice, "diagnostics") {
        let _ = writeln!(out, "{} {}: {}", text(problem, "severity"), text(problem, "code"), text(problem, "message"));
    }
    out
}

fn write_item(out: &mut String, item: &Value) {
    let above: Vec<&str> = list(item, "category").iter().filter_map(Value::as_str).collect();
    let _ = writeln!(out, "\n{} {}", text(item, "key"), text(item, "title"));
    if !above.is_empty() {
        let _ = writeln!(out, "  in {}", above.join(" > "));
    }
    for unit in list(item, "units") {
        let inherited = if flag(unit, "inherited") { " (inherited)" } else { "" };
        let name = unit["name"].as_str().map(|name| format!(" = {name}")).unwrap_or_default();
        let _ = writeln!(out, "  {} {}{name}{inherited}", text(unit, "role"), text(unit, "raw"));
    }
    for field in ["description", "target", "progress", "schedule", "funding", "responsibility", "remark"] {
        for passage in list(item, field) {
            let _ = writeln!(out, "  {field}: {}", text(passage, "text").replace('\n', " ⏎ "));
        }
    }
    for time in list(item, "milestones") {
        let _ = write!(out, "  {} {} {}", text(time, "kind"), text(time, "raw"), times(time));
        let _ = writeln!(out, "{}: {}", text(time, "field"), text(time, "text").replace('\n', " ⏎ "));
    }
    figures(out, "  ", item);
    for pair in list(item, "completion") {
        let unit = text(pair, "unit");
        let _ = writeln!(
            out,
            "  {}: {}{unit} of {}{unit}, {} %",
            text(pair, "metric"),
            pair["progress"],
            pair["target"],
            pair["computed"]
        );
    }
}

fn figures(out: &mut String, indent: &str, holder: &Value) {
    for figure in list(holder, "figures") {
        let amount = if !figure["value"].is_null() {
            figure["value"].to_string()
        } else if !figure["low"].is_null() {
            format!("{}..{}", figure["low"], figure["high"])
        } else {
            format!("{}→{}", figure["from"], figure["to"])
        };
        let op = match text(figure, "op") {
            "ge" => "≥ ",
            "gt" => "> ",
            "le" => "≤ ",
            "lt" => "< ",
            "approx" => "≈ ",
            _ => "",
        };
        let each = if flag(figure, "each") { " each" } else { "" };
        let per: String = list(figure, "per").iter().filter_map(Value::as_str).map(|per| format!("/{per}")).collect();
        let scopes: Vec<&str> = list(figure, "scopes").iter().filter_map(Value::as_str).collect();
        let _ = write!(out, "{indent}{} {op}{amount} {}{per}{each}", text(figure, "raw"), text(figure, "unit"));
        let _ = write!(out, " [{} {}]", text(figure, "field"), figure["role"].as_str().unwrap_or("?"));
        for (name, value) in [
            ("", text(figure, "metric")),
            ("", text(figure, "change")),
            ("", text(figure, "basis")),
            ("in ", &scopes.join(", ")),
        ] {
            if !value.is_empty() {
                let _ = write!(out, " {name}{value}");
            }
        }
        let due = &figure["due"];
        if !due.is_null() {
            let _ = write!(
                out,
                " due {}",
                [times(due).trim_end(), text(due, "raw")].iter().find(|s| !s.is_empty()).unwrap_or(&"")
            );
        }
        out.push('\n');
    }
}

/// `2021-01-01…2021-03-31 `, `…2021-12-31 `, or nothing.
fn times(value: &Value) -> String {
    match (text(value, "start"), text(value, "end")) {
        ("", "") => String::new(),
        (start, end) => format!("{start}…{end} "),
    }
}
