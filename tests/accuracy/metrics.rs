//! The `metric` of single figures against the gold: what is counted, in the notice's words.

use super::align::items;
use super::compare::{amount, share, squeeze, unit};
use crate::notices::{list, text};
use serde_json::Value;

pub const COLUMNS: [&str; 4] = ["found", "full", "core", "none"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The figure itself is missing.
    Lost,
    None,
    /// Holds the core and is at most twice as long as the longest right answer.
    Core,
    Full,
}

/// A mark for each of the gold's figures of one notice, and what is not full in words.
pub fn score(gold: &[&Value], notice: &Value) -> (Vec<Mark>, Vec<String>) {
    let mut misses = Vec::new();
    let marks = gold
        .iter()
        .map(|g| {
            let found = find(g, notice);
            let mark = found.map_or(Mark::Lost, |figure| judge(g, text(figure, "metric")));
            if mark != Mark::Full {
                let got = found.map_or(&Value::Null, |figure| &figure["metric"]);
                misses.push(format!(
                    "{mark:?} {} {} {}: want {} got {got}",
                    g["item"], g["field"], g["raw"], g["accept"][0]
                ));
            }
            mark
        })
        .collect();
    (marks, misses)
}

pub fn shares(marks: &[Mark]) -> [f64; 4] {
    let part = |least: Mark| share(marks.iter().filter(|mark| **mark as u8 >= least as u8).count(), marks.len().max(1));
    [part(Mark::None), part(Mark::Full), part(Mark::Core), 1.0 - part(Mark::Core)]
}

/// The figure that the gold means.
fn find<'n>(gold: &Value, notice: &'n Value) -> Option<&'n Value> {
    let mut same: Vec<&Value> = if gold["item"].is_null() {
        list(notice, "figures").iter().collect()
    } else {
        items(notice).iter().filter(|item| item["key"] == gold["item"]).flat_map(|item| list(item, "figures")).collect()
    };
    same.retain(|figure| amount(figure) == amount(gold));
    same.sort_by_key(|figure| start(figure));
    let in_unit = |figure: &&Value| unit(figure) == unit(gold);
    let in_field = |figure: &&Value| in_unit(figure) && figure["field"] == gold["field"];
    let in_words = |figure: &&Value| bare(text(figure, "raw")) == bare(text(gold, "raw"));
    let nth = gold["nth"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(1).max(1);
    for fits in [&in_field as &dyn Fn(&&Value) -> bool, &in_unit, &in_words] {
        let some: Vec<&Value> = same.iter().copied().filter(|figure| fits(figure)).collect();
        let exact: Vec<&Value> = some.iter().copied().filter(|figure| in_words(figure)).collect();
        if let Some(figure) = exact.get(nth - 1).or_else(|| some.get(nth - 1)) {
            return Some(figure);
        }
    }
    None
}

pub fn start(figure: &Value) -> u64 {
    figure["span"]["start"].as_u64().unwrap_or(0)
}

fn judge(gold: &Value, metric: &str) -> Mark {
    let metric = bare(metric);
    let right: Vec<String> = list(gold, "accept").iter().filter_map(Value::as_str).map(bare).collect();
    if !metric.is_empty() && right.contains(&metric) {
        return Mark::Full;
    }
    let longest = right.iter().map(|answer| answer.chars().count()).max().unwrap_or(0);
    if metric.contains(&bare(text(gold, "core"))) && metric.chars().count() <= 2 * longest {
        Mark::Core
    } else {
        Mark::None
    }
}

/// Without blanks and quotes, brackets and commas in half-width form.
fn bare(s: &str) -> String {
    squeeze(s)
        .chars()
        .filter(|c| !matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』'))
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '，' => ',',
            c => c,
        })
        .collect()
}
