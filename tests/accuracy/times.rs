//! `milestones` of items and `due` of figures against the gold.

use super::align::{align, gold_items, items};
use super::compare::{amount, f1, squeeze, unit};
use super::metrics::start;
use super::notice::ends;
use crate::notices::{flag, list, text};
use serde_json::Value;
use std::collections::HashMap;

pub const COLUMNS: [&str; 4] = ["times", "dates", "text", "due"];

/// Counts that can be added up over notices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    hit: usize,
    want: usize,
    got: usize,
    /// Milestones found whose text begins and ends as the gold's.
    text: usize,
    /// The same without kind.
    dates_hit: usize,
    dates_got: usize,
    due: usize,
    due_want: usize,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.hit += other.hit;
        self.want += other.want;
        self.got += other.got;
        self.text += other.text;
        self.dates_hit += other.dates_hit;
        self.dates_got += other.dates_got;
        self.due += other.due;
        self.due_want += other.due_want;
    }

    pub fn shares(&self) -> [f64; 4] {
        let part = |n: usize, of: usize| if of == 0 { 1.0 } else { n as f64 / of as f64 };
        [
            f1(self.hit, self.want, self.got),
            f1(self.dates_hit, self.want, self.dates_got),
            part(self.text, self.hit),
            part(self.due, self.due_want),
        ]
    }

    pub fn words(&self) -> String {
        format!("{}/{} (read {})", self.want, self.due_want, self.got)
    }
}

/// `gold`: the gold notice, whose items say which is which; `times` and `dues`: what is asked for of this notice.
pub fn score(gold: &[Value], times: &[&Value], dues: &[&Value], notice: &Value) -> (Counts, Vec<String>) {
    let wanted = gold_items(gold);
    let pairs: HashMap<usize, usize> = align(&wanted, items(notice)).into_iter().map(|(i, j)| (j, i)).collect();
    let key = |j: usize, item: &Value| match pairs.get(&j) {
        Some(&i) => plain(text(wanted[i], "key")),
        None => format!("?{}", plain(text(item, "key"))),
    };
    let items: Vec<(String, &Value)> = items(notice).iter().enumerate().map(|(j, item)| (key(j, item), item)).collect();
    let mut misses = Vec::new();
    let mut counts = Counts::default();
    if !times.is_empty() {
        let said: Vec<(&str, &Value)> = items
            .iter()
            .flat_map(|(key, item)| list(item, "milestones").iter().map(move |m| (key.as_str(), m)))
            .collect();
        let times: Vec<&Value> = times.iter().copied().filter(|g| !flag(g, "none")).collect();
        (counts.hit, counts.want, counts.got, counts.text) = milestones(&times, &said, true, &mut misses);
        (counts.dates_hit, _, counts.dates_got, _) = milestones(&times, &said, false, &mut Vec::new());
    }
    (counts.due, counts.due_want) = due(dues, &items, &mut misses);
    (counts, misses)
}

/// Hits, wanted, got, and hits with the right text.
fn milestones(
    gold: &[&Value],
    said: &[(&str, &Value)],
    kind: bool,
    misses: &mut Vec<String>,
) -> (usize, usize, usize, usize) {
    let (mut left, mut free): (Vec<&Value>, Vec<&Value>) = gold.iter().copied().partition(|g| !flag(g, "optional"));
    let want = left.len();
    let (mut hit, mut good, mut extra) = (0, 0, Vec::new());
    for &(item, t) in said {
        let raw = squeeze(text(t, "raw"));
        let mut fits = left.iter().enumerate().filter(|(_, g)| is_this(g, item, t, kind)).map(|(at, _)| at).peekable();
        let Some(&first) = fits.peek() else {
            extra.push((item, t));
            continue;
        };
        let at = fits.find(|&at| squeeze(text(left[at], "raw")) == raw).unwrap_or(first);
        let g = left.remove(at);
        hit += 1;
        good += usize::from(ends(&bounded(text(t, "text"))) == (squeeze(text(g, "head")), squeeze(text(g, "tail"))));
    }
    let mut wrong = 0;
    for (item, t) in extra {
        match free.iter().position(|g| is_free(g, item, t)) {
            Some(at) => {
                free.remove(at);
            }
            None => {
                wrong += 1;
                misses.push(format!(
                    "time extra {item} {} {} {} {} {}",
                    t["field"], t["raw"], t["kind"], t["start"], t["end"]
                ));
            }
        }
    }
    for g in left {
        misses.push(format!(
            "time lost {} {} {} {} {} {}",
            g["item"], g["field"], g["raw"], g["kind"], g["start"], g["end"]
        ));
    }
    (hit, want, hit + wrong, good)
}

fn is_this(g: &Value, item: &str, t: &Value, kind: bool) -> bool {
    plain(text(g, "item")) == item
        && g["field"] == t["field"]
        && g["start"] == t["start"]
        && is_end(g, &t["end"])
        && !(kind && !text(t, "kind").is_empty() && t["kind"] != g["kind"])
}

fn is_end(g: &Value, end: &Value) -> bool {
    g["end"] == *end || list(g, "end_alt").contains(end)
}

/// An optional time: the same words, or one within the other, whatever dates are read.
fn is_free(g: &Value, item: &str, t: &Value) -> bool {
    let (a, b) = (squeeze(text(g, "raw")), squeeze(text(t, "raw")));
    plain(text(g, "item")) == item && g["field"] == t["field"] && !b.is_empty() && (b.contains(&a) || a.contains(&b))
}

/// Right, and asked for.
fn due(gold: &[&Value], items: &[(String, &Value)], misses: &mut Vec<String>) -> (usize, usize) {
    let mut seen: HashMap<(&str, &str, String, &str), Vec<&Value>> = HashMap::new();
    for (key, item) in items {
        let mut figures: Vec<&Value> = list(item, "figures").iter().collect();
        figures.sort_by_key(|figure| start(figure));
        for figure in figures {
            seen.entry((key, text(figure, "field"), amount(figure), unit(figure))).or_default().push(figure);
        }
    }
    let mut right = 0;
    for g in gold {
        let item = plain(text(g, "item"));
        let nth = g["nth"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(1).max(1);
        let figures = seen.get(&(item.as_str(), text(g, "field"), amount(g), unit(g)));
        let figure = figures.and_then(|figures| figures.get(nth - 1));
        let (got, want) = (figure.map_or(&Value::Null, |figure| &figure["due"]), &g["due"]);
        let stated = !got.is_null() && !want.is_null() && got["start"] == want["start"] && is_end(want, &got["end"]);
        let good = figure.is_some() && (stated || (got.is_null() && (want.is_null() || flag(g, "optional"))));
        right += usize::from(good);
        if !good {
            let got = if figure.is_some() { got.to_string() } else { "no such figure".to_string() };
            misses.push(format!("due {} {}: want {want} got {got}", g["item"], g["raw"]));
        }
    }
    (right, gold.len())
}

/// A key without brackets and blanks.
fn plain(key: &str) -> String {
    key.chars().filter(|c| !"()（）〔〕[]".contains(*c) && !super::compare::is_blank(*c)).collect()
}

/// A text without blanks, and without marks at its ends.
fn bounded(text: &str) -> String {
    squeeze(text).trim_matches([',', '，', ';', '；', '。', ':', '：', '、']).to_string()
}
