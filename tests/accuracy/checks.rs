//! The notice's own arithmetic as it was recomputed, against the gold. An alarm that is wrong costs the trust in all others.

use super::compare::share;
use crate::notices::{list, text};
use serde_json::Value;

pub const COLUMNS: [&str; 3] = ["fails", "good", "soft"];

/// Found and asked for.
type Part = (usize, usize);

/// Counts that can be added up over notices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub fails: Part,
    /// Errors raised that are none.
    pub alarms: usize,
    /// Checks that hold or round.
    pub good: Part,
    /// Checks that arithmetic alone does not decide: passages that disagree, units filled down.
    pub soft: Part,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.alarms += other.alarms;
        for (mine, its) in [(&mut self.fails, other.fails), (&mut self.good, other.good), (&mut self.soft, other.soft)]
        {
            mine.0 += its.0;
            mine.1 += its.1;
        }
    }

    pub fn shares(&self) -> [f64; 3] {
        [self.fails, self.good, self.soft].map(|(found, asked)| if asked == 0 { 1.0 } else { share(found, asked) })
    }

    pub fn words(&self) -> String {
        let Self { fails, alarms, good, soft } = self;
        format!("{}/{} {}/{} {}/{}, {alarms} false alarms", fails.0, fails.1, good.0, good.1, soft.0, soft.1)
    }
}

pub fn score(gold: &[Value], notice: &Value) -> (Counts, Vec<String>) {
    let wanted = gold.iter().find(|line| !line["checks"].is_null()).map_or(&[][..], |line| list(line, "checks"));
    let mut left: Vec<&Value> = list(notice, "checks").iter().collect();
    let (mut counts, mut misses) = (Counts::default(), Vec::new());
    for g in wanted.iter().filter(|g| g["verdict"] != "open") {
        let found = left.iter().position(|t| is_same(g, t)).map(|at| left.remove(at));
        let agrees = found.is_some_and(|t| t["verdict"] == g["verdict"]);
        let (part, hit) = if !is_arithmetic(g) {
            (&mut counts.soft, agrees)
        } else if g["verdict"] == "fails" {
            (&mut counts.fails, agrees)
        } else {
            (&mut counts.good, found.is_some())
        };
        part.0 += usize::from(hit);
        part.1 += 1;
        if found.is_some_and(|t| t["verdict"] == "fails") && g["verdict"] != "fails" {
            counts.alarms += 1;
            misses.push(format!("false alarm {} {}", g["item"], g["kind"]));
        }
        if !hit {
            misses.push(format!(
                "check lost {} {} {} {} {}",
                g["verdict"], g["item"], g["kind"], g["stated"], g["computed"]
            ));
        }
    }
    for t in left.into_iter().filter(|t| t["verdict"] == "fails" && is_arithmetic(t)) {
        counts.alarms += 1;
        misses.push(format!("false alarm {} {} {} {}", t["item"], t["kind"], t["stated"], t["computed"]));
    }
    (counts, misses)
}

fn is_arithmetic(check: &Value) -> bool {
    matches!(text(check, "kind"), "sum" | "rate" | "completion" | "count" | "sequence")
}

fn is_same(g: &Value, t: &Value) -> bool {
    let kind = |check: &Value| {
        if check["kind"] == "completion" { "rate".to_string() } else { text(check, "kind").to_string() }
    };
    if kind(g) != kind(t) || text(g, "item") != text(t, "item") || g["stated"].as_f64() != t["stated"].as_f64() {
        return false;
    }
    match (g["computed"].as_f64(), t["computed"].as_f64()) {
        (Some(x), Some(y)) => (x - y).abs() <= 0.01 * f64::max(1.0, x.abs() / 100.0),
        _ => true,
    }
}
