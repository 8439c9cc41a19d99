//! What a person reads in the fixtures (`fixtures/LAYOUT/NAME.want`, written before any program read the notice) against what shishi reads.
//!
//! A `.want` file lists every item: key and title, and indented below it the headings above (`in A > B`), its units (`lead 区教育局`) and its
//! passages (`target: …`). An item without any such line is only asked for its title, one without passages for none. At the end stand
//! `! CODE [ITEM]`, a problem that must be reported, and for pages of no projects `none` and `says WORD`, a word that the report must hold.
//! `= NAME VALUE` is a fact of the document. A line end in a passage is written ⏎.

mod notices;

use notices::{file_name, files, folders, list, text};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const PASSAGES: [&str; 7] = ["description", "target", "progress", "schedule", "funding", "responsibility", "remark"];

/// What is expected of one item.
struct Item<'w> {
    key: &'w str,
    title: &'w str,
    lines: Vec<&'w str>,
}

#[test]
fn fixtures_are_read_as_a_person_reads_them() {
    let mut wrong = String::new();
    let mut count = 0;
    for folder in folders("fixtures") {
        for path in files(&folder.to_string_lossy(), "want") {
            count += 1;
            let want = fs::read_to_string(&path).expect("an expectation");
            let notice = notices::read(&fs::read(source(&path)).expect("a notice"));
            for difference in differences(&want, &notice) {
                let _ = writeln!(wrong, "{}/{}: {difference}", file_name(&folder), file_name(&path));
            }
        }
    }
    assert!(count >= 45, "only {count} expectations were found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The notice beside an expectation.
fn source(want: &Path) -> PathBuf {
    let page = want.with_extension("html");
    if page.exists() { page } else { want.with_extension("txt") }
}

fn differences(want: &str, notice: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    let problems = list(notice, "diagnostics");
    for line in want.lines().filter(|line| !line.is_empty() && *line != "none") {
        if let Some(problem) = line.strip_prefix("! ") {
            let (code, item) = problem.split_once(' ').unwrap_or((problem, ""));
            if !problems.iter().any(|p| text(p, "code") == code && (item.is_empty() || text(p, "item") == item)) {
                out.push(format!("{problem} is not reported"));
            }
        } else if let Some(fact) = line.strip_prefix("= ") {
            let (name, value) = fact.split_once(' ').expect("a name and a value");
            let got = text(&notice["document"], name);
            if got != value {
                out.push(format!("want {name} {value} got {got}"));
            }
        } else if let Some(word) = line.strip_prefix("says ") {
            if !problems.iter().any(|p| text(p, "code") == "no-items" && text(p, "message").contains(word)) {
                out.push(format!("it does not say {word}"));
            }
        } else if let Some(part) = line.strip_prefix("  ") {
            items.last_mut().expect("an item above").lines.push(part);
        } else {
            let (key, title) = line.split_once(' ').expect("a key and a title");
            items.push(Item { key, title, lines: Vec::new() });
        }
    }
    let got = list(notice, "items");
    let names: Vec<String> = got.iter().map(|i| format!("{} {}", text(i, "key"), one_line(text(i, "title")))).collect();
    let wanted: Vec<String> = items.iter().map(|i| format!("{} {}", i.key, i.title)).collect();
    if names != wanted {
        out.push(format!("want items {wanted:?} got {names:?}"));
        return out;
    }
    for (want, got) in items.iter().zip(got).filter(|(want, _)| !want.lines.is_empty()) {
        let is_passage = |line: &&str| PASSAGES.iter().any(|field| line.starts_with(&format!("{field}: ")));
        let (mut passages, rest): (Vec<&str>, Vec<&str>) = want.lines.iter().copied().partition(is_passage);
        passages.sort_by_key(|line| PASSAGES.iter().position(|field| line.starts_with(field)));
        let (above, mut units): (Vec<&str>, Vec<&str>) = rest.into_iter().partition(|line| line.starts_with("in "));
        let category: Vec<&str> = list(got, "category").iter().filter_map(Value::as_str).collect();
        let category =
            if category.is_empty() { Vec::new() } else { vec![format!("in {}", one_line(&category.join(" > ")))] };
        compare_lines(&mut out, want.key, &above, &category);
        units.sort_unstable();
        let mut named: Vec<String> =
            list(got, "units").iter().map(|u| format!("{} {}", text(u, "role"), one_line(text(u, "raw")))).collect();
        named.sort();
        compare_lines(&mut out, want.key, &units, &named);
        let said: Vec<String> = PASSAGES
            .iter()
            .flat_map(|field| list(got, field).iter().map(move |p| format!("{field}: {}", one_line(text(p, "text")))))
            .collect();
        if !passages.is_empty() {
            compare_lines(&mut out, want.key, &passages, &said);
        }
    }
    out
}

fn compare_lines(out: &mut Vec<String>, key: &str, want: &[&str], got: &[String]) {
    if want != got {
        out.push(format!("{key}: want {want:?} got {got:?}"));
    }
}

fn one_line(s: &str) -> String {
    s.replace('\n', " ⏎ ")
}
