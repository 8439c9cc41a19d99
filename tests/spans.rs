//! Every value of every notice stands where its span says, whatever was done to the notice: all seeds and fixtures, and
//! random edits of them. Nothing panics, and keys are unique.
//!
//! The edits are the same at every run. `PROPTEST_CASES=5000 cargo test --test spans` tries many more of them.

mod notices;

use notices::{list, text};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use std::collections::HashSet;
use std::fs;

#[test]
fn of_seeds_and_fixtures() {
    for (name, bytes) in bases() {
        if let Err(wrong) = check(&bytes) {
            panic!("{name}: {wrong}");
        }
    }
}

#[test]
fn of_edited_notices() {
    let bases: Vec<String> = bases()
        .into_iter()
        .map(|(_, bytes)| shishi::parse(&bytes, &shishi::Options::default()).text.as_str().to_string())
        .collect();
    let edited = (any::<Index>(), any::<Index>(), 1usize..60, prop::collection::vec(edit(), 0..6));
    run(48, &edited, |(base, line, lines, edits)| {
        let whole: Vec<&str> = base.get(&bases).lines().collect();
        let first = line.index(whole.len());
        let mut notice = whole[first..whole.len().min(first + lines)].join("\n");
        for edit in edits {
            notice = edit.apply(&notice);
        }
        check(notice.as_bytes()).map_err(|wrong| TestCaseError::fail(format!("{wrong}\nof: {notice}")))
    });
}

#[test]
fn of_bytes_that_are_broken() {
    let bases = bases();
    let broken = (any::<Index>(), prop::collection::vec((any::<Index>(), any::<u8>()), 1..40), any::<Index>());
    run(12, &broken, |(base, bytes, end)| {
        let mut notice = base.get(&bases).1.clone();
        for (at, byte) in bytes {
            let at = at.index(notice.len());
            notice[at] = byte;
        }
        notice.truncate(end.index(notice.len()).min(12_000));
        check(&notice).map_err(TestCaseError::fail)
    });
}

#[test]
fn of_noise() {
    let noise = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        prop::collection::vec(fragment(), 0..120).prop_map(|parts| parts.concat().into_bytes()),
    ];
    run(64, &noise, |bytes| check(&bytes).map_err(|wrong| TestCaseError::fail(format!("{wrong}\nof: {bytes:?}"))));
}

fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(failure) = runner.run(strategy, test) {
        panic!("{failure}");
    }
}

/// The seeds and all fixtures.
fn bases() -> Vec<(String, Vec<u8>)> {
    let mut paths = notices::files("seeds", "txt");
    for entry in fs::read_dir(notices::folder("fixtures")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            paths.extend(notices::files(&path.to_string_lossy(), "txt"));
        }
    }
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(&path).expect("a notice"))).collect()
}

/// What happens to notices on their way, and what a parser stumbles over.
#[derive(Clone, Debug)]
enum Edit {
    Cut(Index),
    Delete(Index),
    Duplicate(Index, Index),
    Swap(Index, Index),
    Insert(Index, String),
    Remove(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = any::<Index>;
    prop_oneof![
        place().prop_map(Edit::Cut),
        place().prop_map(Edit::Delete),
        (place(), place()).prop_map(|(line, to)| Edit::Duplicate(line, to)),
        (place(), place()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (place(), fragment()).prop_map(|(at, what)| Edit::Insert(at, what.to_string())),
        (place(), any::<char>()).prop_map(|(at, c)| Edit::Insert(at, c.to_string())),
        place().prop_map(Edit::Remove),
    ]
}

fn fragment() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "|",
        "||",
        "\t",
        "\n",
        "\n\n",
        "\r",
        " ",
        "\u{3000}",
        "\"",
        ",",
        "，",
        "、",
        "；",
        "。",
        "：",
        ":",
        "（",
        "）",
        "(",
        "[",
        "【",
        "〔",
        "“",
        "1",
        "2.",
        "３",
        "12、",
        "(四)",
        "①",
        "一、",
        "第五件",
        "十",
        "百",
        "万",
        "亿元",
        "1.2.3",
        "99999999999999999999亿元",
        "0.5%",
        "％",
        "个",
        "人/月",
        "至",
        "-",
        "—",
        "不少于",
        "以上",
        "由",
        "提高到",
        "各",
        "分别",
        "2021年",
        "13月",
        "31日",
        "底前",
        "一季度",
        "截至",
        "序号",
        "项目名称",
        "责任单位",
        "责任单位：",
        "牵头单位:",
        "进展情况",
        "完成时限",
        "附件1",
        "县民政局",
        "市教育局、",
        "局",
        "\u{20000}",
        "👍🏽",
        "e\u{301}",
        "\u{FFFD}",
        "<td>",
        "##",
        "- ",
        "| --- |",
        "┃",
        "零",
        "〇",
        "廿",
        "½",
        "²",
        "٣",
    ])
}

impl Edit {
    fn apply(&self, notice: &str) -> String {
        let mut lines: Vec<&str> = notice.split('\n').collect();
        let mut chars: Vec<char> = notice.chars().collect();
        match self {
            Edit::Cut(at) => return chars[..at.index(chars.len() + 1)].iter().collect(),
            Edit::Insert(at, what) => {
                let at = at.index(chars.len() + 1);
                return chars[..at].iter().copied().chain(what.chars()).chain(chars[at..].iter().copied()).collect();
            }
            Edit::Remove(at) => {
                if !chars.is_empty() {
                    chars.remove(at.index(chars.len()));
                }
                return chars.into_iter().collect();
            }
            Edit::Delete(line) => drop(lines.remove(line.index(lines.len()))),
            Edit::Duplicate(line, to) => lines.insert(to.index(lines.len() + 1), lines[line.index(lines.len())]),
            Edit::Swap(a, b) => {
                let (a, b) = (a.index(lines.len()), b.index(lines.len()));
                lines.swap(a, b);
            }
        }
        lines.join("\n")
    }
}

/// What holds of every notice.
fn check(bytes: &[u8]) -> Result<(), String> {
    let decoded = shishi::parse(bytes, &shishi::Options::default()).text;
    let page = Page::new(decoded.as_str());
    let notice = notices::read(bytes);
    let mut keys = HashSet::new();
    for item in list(&notice, "items") {
        let key = text(item, "key");
        if key.is_empty() || !keys.insert(key) {
            return Err(format!("the key {key:?} is empty or stands twice"));
        }
        page.item(item).map_err(|wrong| format!("item {key}: {wrong}"))?;
    }
    for figure in list(&notice, "figures") {
        page.exact(figure, "raw")?;
    }
    for amount in list(&notice, "checks").iter().flat_map(|check| list(check, "amounts")) {
        page.exact(amount, "raw")?;
    }
    for problem in list(&notice, "diagnostics").iter().filter(|problem| !problem["span"].is_null()) {
        page.slice(&problem["span"])?;
    }
    for block in list(&notice, "layout") {
        let line = |i: usize| block["lines"][i].as_u64().unwrap_or(0);
        if !(1 <= line(0) && line(0) <= line(1) && line(1) <= page.lines.len() as u64) {
            return Err(format!("block at lines {} of {}", block["lines"], page.lines.len()));
        }
    }
    Ok(())
}

/// The decoded text as Python sees it.
struct Page {
    points: Vec<char>,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Page {
    fn new(text: &str) -> Self {
        let points: Vec<char> = text.chars().collect();
        let ends = points.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { points, lines }
    }

    fn item(&self, item: &Value) -> Result<(), String> {
        self.slice(&item["span"])?;
        for unit in list(item, "units") {
            self.gathered(unit, "raw")?;
        }
        for field in ["description", "target", "progress", "schedule", "funding", "responsibility", "remark"] {
            for passage in list(item, field) {
                self.gathered(passage, "text")?;
            }
            for figure in list(item, "figures").iter().filter(|figure| figure["field"] == field) {
                let inside = |p: &&Value| {
                    bounds(&p["span"]).0 <= bounds(&figure["span"]).0
                        && bounds(&figure["span"]).1 <= bounds(&p["span"]).1
                };
                if !list(item, field).iter().any(|passage| inside(&passage)) {
                    return Err(format!("figure {} stands in no passage of {field}", figure["raw"]));
                }
            }
        }
        for value in list(item, "figures").iter().chain(list(item, "milestones")) {
            self.gathered(value, "raw")?;
        }
        Ok(())
    }

    /// What the span holds.
    fn slice(&self, span: &Value) -> Result<String, String> {
        let (start, end) = bounds(span);
        let Some(slice) = self.points.get(start..end) else {
            return Err(format!("span {span} of a text of {} characters", self.points.len()));
        };
        let line = self.lines.partition_point(|first| *first <= start);
        if span["line"].as_u64() != Some(line as u64) {
            return Err(format!("span {span} is on line {line}"));
        }
        Ok(slice.iter().collect())
    }

    /// The value is what its span holds.
    fn exact(&self, value: &Value, name: &str) -> Result<(), String> {
        let slice = self.slice(&value["span"])?;
        if slice == text(value, name) && !slice.is_empty() {
            Ok(())
        } else {
            Err(format!("{value} stands at {slice:?}"))
        }
    }

    /// The same for a value that may be gathered from several cells or lines: it begins and ends with its span, and
    /// every character of it stands there in order.
    fn gathered(&self, value: &Value, name: &str) -> Result<(), String> {
        let slice = self.slice(&value["span"])?;
        let raw = text(value, name);
        let mut rest = slice.chars();
        let ordered = raw.chars().filter(|c| !c.is_whitespace()).all(|c| rest.any(|other| other == c));
        let ends =
            !raw.is_empty() && raw.chars().next() == slice.chars().next() && raw.chars().last() == slice.chars().last();
        if ordered && ends { Ok(()) } else { Err(format!("{value} stands at {slice:?}")) }
    }
}

fn bounds(span: &Value) -> (usize, usize) {
    let point = |name: &str| span[name].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
    (point("start"), point("end"))
}
