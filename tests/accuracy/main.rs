//! The seeds against their gold (`fixtures/gold`), and four notices as many extractors left them (`fixtures/dialects`): prints what part is
//! right and fails below the floors.
//!
//! The gold was made by reading the notices, never by running a parser; its conventions stand in `fixtures/gold/README.md`.
//! Optional gold items and figures count neither for nor against. `SHISHI_MISSES=1 cargo test --test accuracy` lists what is wrong.

mod align;
mod checks;
mod compare;
mod confidence;
mod dialects;
mod metrics;
mod names;
mod notice;
#[path = "../notices/mod.rs"]
mod notices;
mod times;

use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// Least share that all seeds together must reach, column by column, just under what was reached.
mod floors {
    /// items, fields, units, text, figures, full, perfect, meta
    pub const NOTICES: [f64; 8] = [1.0, 0.995, 0.995, 0.995, 0.995, 0.995, 0.98, 1.0];
    /// How far one notice may lie under the mean.
    pub const SPREAD: f64 = 0.03;
    /// The texts of dialects that hold marks between the cells; and the least of any one of them.
    pub const DIALECTS: [f64; 8] = [0.999, 0.998, 0.998, 0.998, 0.999, 0.999, 0.99, 0.998];
    pub const DIALECT: [f64; 8] = [0.95, 0.9, 0.9, 0.93, 0.95, 0.95, 0.6, 0.9];
    /// The files of the dialects, each of them. Facts apart: a DOCX, XLSX or PDF does not hold what the web page says around the notice.
    pub const SOURCE: [f64; 8] = [1.0, 0.99, 0.99, 0.99, 0.99, 0.99, 0.98, 0.0];
    /// found, full, core; the last, none, is what core leaves.
    pub const METRICS: [f64; 4] = [1.0, 0.98, 0.99, 0.0];
    /// times, dates, text, due
    pub const TIMES: [f64; 4] = [0.99, 0.99, 0.98, 0.99];
    /// right, score, clean
    pub const NAMES: [f64; 3] = [0.98, 0.98, 1.0];
    pub const REGIONS: usize = 5;
    /// fails, good, soft
    pub const CHECKS: [f64; 3] = [1.0, 0.92, 0.65];
}

#[test]
fn notices() {
    let mut out = Table::new(&notice::COLUMNS);
    let mut rows = Vec::new();
    for path in notices::files("fixtures/gold", "jsonl") {
        let gold = notices::lines(&path);
        let doc = notices::text(&gold[0], "doc");
        let marks = notice::score(&gold, &seed(doc), &notice::Lost::default());
        out.row(doc, &marks.columns, &marks.counts);
        out.misses(&marks.misses);
        rows.push(marks.columns);
    }
    let mean = mean(&rows);
    out.row(&format!("mean of {}", rows.len()), &mean, "");
    out.print();
    hold("notices", &notice::COLUMNS, &mean, &floors::NOTICES);
    for row in &rows {
        hold("one notice", &notice::COLUMNS, row, &mean.map(|share| share - floors::SPREAD));
    }
}

#[test]
fn dialects() {
    let mut out = Table::new(&notice::COLUMNS);
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    for (name, gold, lost, text) in dialects::texts().0 {
        let marks = notice::score(&gold, &notices::read(&text), &lost);
        out.row(&name, &marks.columns, &marks.counts);
        out.misses(&marks.misses);
        rows.push(marks.columns);
        names.push(name);
    }
    let mean = mean(&rows);
    out.row(&format!("mean of {}", rows.len()), &mean, "");
    out.print();
    hold("dialects", &notice::COLUMNS, &mean, &floors::DIALECTS);
    for (name, row) in names.iter().zip(&rows) {
        hold(name, &notice::COLUMNS, row, &floors::DIALECT);
    }
}

#[test]
fn files() {
    let mut out = Table::new(&notice::COLUMNS);
    for (name, gold, bytes) in dialects::sources() {
        let marks = notice::score(&gold, &notices::read(&bytes), &notice::Lost::default());
        out.row(&name, &marks.columns, &marks.counts);
        out.misses(&marks.misses);
        hold(&name, &notice::COLUMNS, &marks.columns, &floors::SOURCE);
    }
    out.print();
}

#[test]
fn what_cannot_be_cut_is_refused() {
    let (_, refused) = dialects::texts();
    assert!(refused.len() >= 4, "only {} texts without cells", refused.len());
    for (name, _, _, text) in refused {
        let notice = notices::read(&text);
        let problems = notices::list(&notice, "diagnostics");
        assert!(problems.iter().any(|p| p["code"] == "not-cut"), "{name}: {problems:?}");
        assert_eq!(notices::list(&notice, "items"), [] as [Value; 0], "{name}");
    }
}

#[test]
fn the_least_sure_items_hold_most_of_the_errors() {
    let marks = confidence::marks(&dialects::texts().0);
    let deciles = confidence::deciles(&marks);
    let mut out = Table("\ntenth       confidence  errors\n".to_string());
    for (n, (from, to, errors)) in deciles.iter().enumerate() {
        out.0 += &format!("{:<12}{from:>3} … {to:>3}   {errors:>5}\n", n + 1);
    }
    out.print();
    let all: usize = deciles.iter().map(|tenth| tenth.2).sum();
    assert!(deciles[0].2 * 2 >= all, "{} of {all} errors are among the least sure tenth", deciles[0].2);
}

#[test]
fn metrics() {
    let gold = notices::lines(&notices::folder("fixtures/gold/metrics/metrics.jsonl"));
    let mut out = Table::new(&metrics::COLUMNS);
    let mut every = Vec::new();
    for doc in docs(&gold) {
        let (marks, misses) = metrics::score(&of(doc, &gold), &seed(doc));
        out.row(doc, &metrics::shares(&marks), &marks.len().to_string());
        out.misses(&misses);
        every.extend(marks);
    }
    let all = metrics::shares(&every);
    out.row("all", &all, &every.len().to_string());
    out.print();
    hold("metrics", &metrics::COLUMNS, &all, &floors::METRICS);
}

#[test]
fn times() {
    let gold = notices::lines(&notices::folder("fixtures/gold/milestones/milestones.jsonl"));
    let dues = notices::lines(&notices::folder("fixtures/gold/milestones/due.jsonl"));
    let mut out = Table::new(&times::COLUMNS);
    let mut all = times::Counts::default();
    for doc in docs(&gold) {
        let lines = notices::lines(&notices::folder("fixtures/gold").join(doc).with_extension("jsonl"));
        let (counts, misses) = times::score(&lines, &of(doc, &gold), &of(doc, &dues), &seed(doc));
        out.row(doc, &counts.shares(), &counts.words());
        out.misses(&misses);
        all.add(counts);
    }
    out.row("all", &all.shares(), &all.words());
    out.print();
    hold("times", &times::COLUMNS, &all.shares(), &floors::TIMES);
}

#[test]
fn names() {
    let gold = notices::lines(&notices::folder("fixtures/gold/names/names.jsonl"));
    let regions = notices::lines(&notices::folder("fixtures/gold/names/regions.jsonl"));
    let mut out = Table::new(&names::COLUMNS);
    let mut all = names::Counts::default();
    for doc in docs(&gold) {
        let region = of(doc, &regions).into_iter().find(|region| notices::flag(region, "document"));
        let (counts, misses) = names::score(&of(doc, &gold), region, &seed(doc));
        out.row(doc, &counts.shares(), &counts.words());
        out.misses(&misses);
        all.add(counts);
    }
    out.row("all", &all.shares(), &all.words());
    out.print();
    hold("names", &names::COLUMNS, &all.shares(), &floors::NAMES);
    assert!(all.regions_right >= floors::REGIONS, "only {} region codes are right", all.regions_right);
}

#[test]
fn checks() {
    let mut out = Table::new(&checks::COLUMNS);
    let mut all = checks::Counts::default();
    for path in notices::files("fixtures/gold", "jsonl") {
        let gold = notices::lines(&path);
        let doc = notices::text(&gold[0], "doc");
        let (counts, misses) = checks::score(&gold, &seed(doc));
        out.row(doc, &counts.shares(), &counts.words());
        out.misses(&misses);
        all.add(counts);
    }
    out.row("all", &all.shares(), &all.words());
    out.print();
    hold("checks", &checks::COLUMNS, &all.shares(), &floors::CHECKS);
    assert_eq!(all.alarms, 0, "{} false alarms", all.alarms);
}

fn mean(rows: &[[f64; 8]]) -> [f64; 8] {
    std::array::from_fn(|c| rows.iter().map(|row| row[c]).sum::<f64>() / rows.len() as f64)
}

fn hold(what: &str, columns: &[&str], shares: &[f64], floors: &[f64]) {
    for ((name, share), floor) in columns.iter().zip(shares).zip(floors) {
        assert!(share >= floor, "{what}: {name} fell to {share:.4}, its floor is {floor}");
    }
}

/// The notices that a gold file is about.
fn docs(gold: &[Value]) -> BTreeSet<&str> {
    gold.iter().map(|line| notices::text(line, "doc")).collect()
}

/// The lines about one notice.
fn of<'g>(doc: &str, gold: &'g [Value]) -> Vec<&'g Value> {
    gold.iter().filter(|line| line["doc"] == doc).collect()
}

#[test]
fn likeness_is_that_of_difflib() {
    let ratio = |a: &str, b: &str| align::ratio(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
    // Values of Python 3: difflib.SequenceMatcher(None, a, b).ratio()
    assert_eq!(ratio("新建改建农村公路", "农村公路新建工程"), 0.5);
    assert_eq!(ratio("abxcd", "abcd"), 8.0 / 9.0);
    assert_eq!(ratio(&"养老服务".repeat(60), &"养老服务".repeat(50)), 10.0 / 11.0);
}

/// A seed as it is read.
fn seed(doc: &str) -> Value {
    let path = notices::folder("seeds").join(Path::new(doc));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    notices::read(&bytes)
}

/// A table of shares, printed whatever `cargo test` captures: it is what one runs this test for.
struct Table(String);

impl Table {
    fn new(columns: &[&str]) -> Self {
        let heads: String = columns.iter().map(|c| format!("{c:>8}")).collect();
        Self(format!("\n{:32}{heads}\n", "notice"))
    }

    fn row(&mut self, name: &str, shares: &[f64], counts: &str) {
        let shares: String = shares.iter().map(|share| format!("{share:8.3}")).collect();
        self.0 += &format!("{name:32}{shares}   {counts}\n");
    }

    fn misses(&mut self, misses: &[String]) {
        if std::env::var_os("SHISHI_MISSES").is_some() {
            self.0.extend(misses.iter().map(|miss| format!("    {miss}\n")));
        }
    }

    fn print(&self) {
        // Nothing is lost if nobody reads it.
        let _ = std::io::stderr().write_all(self.0.as_bytes());
    }
}
