//! The full `name` of every unit, and the region's code, against the gold. A wrong name is worse than none.

use super::align::items;
use super::compare::is_blank;
use crate::notices::{flag, list, text};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

pub const COLUMNS: [&str; 3] = ["right", "score", "clean"];

/// Counts that can be added up over notices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    all: usize,
    /// Gold rows that have a name.
    named: usize,
    right: usize,
    pub wrong: usize,
    /// Left empty, or not found as a unit at all.
    empty: usize,
    pub regions: usize,
    pub regions_right: usize,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.all += other.all;
        self.named += other.named;
        self.right += other.right;
        self.wrong += other.wrong;
        self.empty += other.empty;
        self.regions += other.regions;
        self.regions_right += other.regions_right;
    }

    pub fn shares(&self) -> [f64; 3] {
        let named = self.named.max(1) as f64;
        [
            self.right as f64 / named,
            1.0 - (self.empty + 2 * self.wrong) as f64 / named,
            1.0 - self.wrong as f64 / self.all.max(1) as f64,
        ]
    }

    pub fn words(&self) -> String {
        format!("{} names, {} wrong, region {}/{}", self.named, self.wrong, self.regions_right, self.regions)
    }
}

/// `gold`: the units of this notice; `region`: the line of its own region.
pub fn score(gold: &[&Value], region: Option<&Value>, notice: &Value) -> (Counts, Vec<String>) {
    let mut found: HashMap<String, BTreeSet<String>> = HashMap::new();
    for unit in items(notice).iter().flat_map(|item| list(item, "units")) {
        found.entry(squeeze(text(unit, "raw"))).or_default().insert(squeeze(text(unit, "name")));
    }
    let (mut counts, mut misses) = (Counts::default(), Vec::new());
    for g in gold.iter().filter(|g| !flag(g, "unsure")) {
        counts.all += 1;
        let got = found.get(&squeeze(text(g, "raw")));
        let filled: Vec<&String> = got.into_iter().flatten().filter(|name| !name.is_empty()).collect();
        let accepted = |name: &String| {
            let others = list(g, "accept").iter().filter_map(Value::as_str);
            others.chain(g["name"].as_str()).any(|right| !right.is_empty() && squeeze(right) == *name)
        };
        let right = !filled.is_empty() && filled.iter().all(|name| accepted(name));
        let wrong = !filled.is_empty() && !right;
        if g["name"].is_null() {
            counts.wrong += usize::from(wrong);
        } else if !filled.is_empty() || !flag(g, "local") {
            counts.named += 1;
            counts.right += usize::from(right);
            counts.wrong += usize::from(wrong);
            counts.empty += usize::from(filled.is_empty());
        }
        if wrong || (filled.is_empty() && !g["name"].is_null()) {
            misses.push(format!("name {}: want {} got {:?}", g["raw"], g["name"], got));
        }
    }
    if let Some(region) = region {
        let got = &notice["document"]["region"]["code"];
        counts.regions = 1;
        counts.regions_right = usize::from(*got == region["code"]);
        if *got != region["code"] {
            misses.push(format!("region: want {} got {got}", region["code"]));
        }
    }
    (counts, misses)
}

fn squeeze(s: &str) -> String {
    s.chars().filter(|c| !is_blank(*c)).collect()
}
