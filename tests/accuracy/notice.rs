//! One notice against its gold: items, fields, units, text, figures, document facts.

use super::align::{align, gold_items, items};
use super::compare::{Counter, Full, Short, Tally, WithRole, amount, f1, full, share, short, squeeze};
use crate::notices::{flag, list, text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub const COLUMNS: [&str; 8] = ["items", "fields", "units", "text", "figures", "full", "perfect", "meta"];

/// What part of the gold each column got right, and all that is wrong in words.
pub struct Marks {
    pub columns: [f64; 8],
    pub counts: String,
    pub misses: Vec<String>,
}

const PASSAGES: [&str; 6] = ["description", "target", "progress", "schedule", "funding", "responsibility"];

/// Field, first 8 characters, last 8 characters, number of characters.
type Passage = (String, String, String, usize);

/// What the program that made a text destroyed, so that no reader could tell it.
#[derive(Default)]
pub struct Lost {
    /// `units`, `text`, `figures`, `title`, `category`, `seq`.
    pub parts: BTreeSet<String>,
    /// Names of document facts.
    pub facts: BTreeSet<String>,
}

pub fn score(gold: &[Value], notice: &Value, lost: &Lost) -> Marks {
    let wanted = gold_items(gold);
    let mine = items(notice);
    let pairs: BTreeMap<usize, usize> = align(&wanted, mine).into_iter().collect();
    let need = wanted.iter().filter(|g| !flag(g, "optional")).count();
    let hit = pairs.keys().filter(|&&i| !flag(wanted[i], "optional")).count();
    let mut sums = Sums::default();
    for (i, g) in wanted.iter().enumerate() {
        if !flag(g, "optional") {
            sums.item(g, pairs.get(&i).map(|&j| &mine[j]), lost);
        }
    }
    let taken: BTreeSet<usize> = pairs.values().copied().collect();
    for (j, extra) in mine.iter().enumerate().filter(|(j, _)| !taken.contains(j)) {
        sums.misses.push(format!("item extra {} ({j}): {}", text(extra, "key"), text(extra, "title")));
    }
    let facts = sums.facts(&gold[0], &notice["document"], lost);
    let unless = |part: &str, share: f64| if lost.parts.contains(part) { 1.0 } else { share };
    let got = mine.len() - (pairs.len() - hit);
    Marks {
        columns: [
            f1(hit, need, got),
            share(sums.fields.0, sums.fields.1.max(1)),
            unless("units", sums.units.f1()),
            unless("text", sums.text.f1()),
            unless("figures", sums.figures.f1()),
            unless("figures", sums.full.f1()),
            share(sums.perfect, need.max(1)),
            facts,
        ],
        counts: format!("{need}/{} (read {}/{})", sums.figures.want, mine.len(), sums.figures.got),
        misses: sums.misses,
    }
}

#[derive(Default)]
struct Sums {
    /// Right, and asked for.
    fields: (usize, usize),
    units: Tally,
    text: Tally,
    figures: Tally,
    full: Tally,
    perfect: usize,
    misses: Vec<String>,
}

impl Sums {
    fn item(&mut self, g: &Value, t: Option<&Value>, lost_parts: &Lost) {
        let asked = |part: &str| !lost_parts.parts.contains(part);
        let key = text(g, "key").to_string();
        let found = t.is_some();
        if !found {
            self.misses.push(format!("item lost {key}: {}", text(g, "title")));
        }
        let t = t.unwrap_or(&Value::Null);
        let mut good = found;
        for (name, want, got) in fields(g, t).into_iter().filter(|(name, ..)| asked(name)) {
            self.fields.1 += 1;
            if found && want == got {
                self.fields.0 += 1;
            } else {
                good = false;
                if found {
                    self.misses.push(format!("{name} {key}: want {want:?} got {got:?}"));
                }
            }
        }
        let (lost, extra) = self.units.add(&units(g), &units(t));
        good &= self.note("unit", &key, &lost, &extra) || !asked("units");
        let (lost, extra) = self.text.add(&gold_passages(g, false), &passages(t).minus(&gold_passages(g, true)));
        good &= self.note("text", &key, &lost, &extra) || !asked("text");
        let (lost, extra) = self.add_figures(g, t);
        let mut figures = self.note("figure", &key, &lost, &extra);
        let (lost_full, extra_full) = self.add_full_figures(g, t);
        if figures {
            figures = self.note("full", &key, &lost_full, &extra_full);
        }
        good &= figures || !asked("figures");
        self.perfect += usize::from(good);
    }

    fn add_figures(&mut self, g: &Value, t: &Value) -> (Counter<Short>, Counter<Short>) {
        let got = list(t, "figures").iter().map(short).collect();
        self.figures.add_with_spare(&needed(g).map(short).collect(), &got, spare(g), |key| &key.1)
    }

    /// With the role, unless the gold leaves it open; a role that the gold has for this amount is right.
    fn add_full_figures(&mut self, g: &Value, t: &Value) -> (Counter<WithRole>, Counter<WithRole>) {
        let mut roles: BTreeMap<Full, Vec<&Value>> = BTreeMap::new();
        for figure in list(g, "figures") {
            roles.entry(full(figure)).or_default().push(&figure["role"]);
        }
        let with_role = |figure: &Value| {
            let key = full(figure);
            let right = roles.get(&key).is_some_and(|open| open.iter().any(|r| r.is_null() || **r == figure["role"]));
            (key, right)
        };
        let want = needed(g).map(with_role).collect();
        let got = list(t, "figures").iter().map(|f| with_role(&as_gold_divides(g, f))).collect();
        self.full.add_with_spare(&want, &got, spare(g), |key| &key.0.0.1)
    }

    /// Writes down what is wrong; returns whether nothing is.
    fn note<K: std::fmt::Debug + Ord + Clone>(
        &mut self,
        what: &str,
        key: &str,
        lost: &Counter<K>,
        extra: &Counter<K>,
    ) -> bool {
        self.misses.extend(lost.0.keys().map(|k| format!("{what} lost {key}: {k:?}")));
        self.misses.extend(extra.0.keys().map(|k| format!("{what} extra {key}: {k:?}")));
        lost.is_empty() && extra.is_empty()
    }

    /// The share of the stated document facts that are right.
    fn facts(&mut self, gold: &Value, document: &Value, lost: &Lost) -> f64 {
        let (mut right, mut asked) = (0, 0);
        let mut fact = |name: &str, want: &Value, same: bool, got: &Value| {
            asked += 1;
            right += usize::from(same);
            if !same {
                self.misses.push(format!("meta {name}: want {want} got {got}"));
            }
        };
        for name in ["title", "kind", "doc_number", "index_number", "issuer", "issued_on", "published_on"] {
            if !gold[name].is_null() && !lost.facts.contains(name) {
                fact(name, &gold[name], squeeze(text(gold, name)) == squeeze(text(document, name)), &document[name]);
            }
        }
        for (name, part) in [("region", "name"), ("period", "start"), ("period", "end")] {
            let (want, got) = (&gold[name][part], &document[name][part]);
            if !want.is_null() && want != "" && !lost.facts.contains(name) {
                fact(name, want, want == got, got);
            }
        }
        share(right, asked.max(1))
    }
}

/// Name, wanted, got. The title may be the one of the table or the one of the prose plan.
fn fields(g: &Value, t: &Value) -> Vec<(&'static str, String, String)> {
    let mut out = Vec::new();
    if !text(g, "seq").is_empty() {
        out.push(("seq", squeeze(text(g, "seq")), squeeze(text(t, "seq"))));
    }
    let got = squeeze(text(t, "title"));
    let want =
        if !got.is_empty() && got == squeeze(text(g, "table_title")) { got.clone() } else { squeeze(text(g, "title")) };
    out.push(("title", want, got));
    let category = |item: &Value| {
        list(item, "category").iter().filter_map(Value::as_str).map(squeeze).collect::<Vec<_>>().join(" > ")
    };
    out.push(("category", category(g), category(t)));
    out
}

/// Role and name as written, people apart.
fn units(item: &Value) -> Counter<(String, String)> {
    let units = list(item, "units").iter().filter(|u| text(u, "role") != "person");
    units.map(|u| (text(u, "role").to_string(), squeeze(text(u, "raw")))).collect()
}

fn gold_passages(g: &Value, optional: bool) -> Counter<Passage> {
    let fields = g["text"].as_object().into_iter().flatten();
    fields
        .flat_map(|(field, passages)| passages.as_array().into_iter().flatten().map(move |p| (field, p)))
        .filter(|(_, p)| flag(p, "optional") == optional)
        .map(|(field, p)| {
            let length = p["chars"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            (field.clone(), squeeze(text(p, "head")), squeeze(text(p, "tail")), length)
        })
        .collect()
}

fn passages(t: &Value) -> Counter<Passage> {
    let all = PASSAGES.iter().flat_map(|field| list(t, field).iter().map(move |p| (field, squeeze(text(p, "text")))));
    all.map(|(field, passage)| {
        let (head, tail) = ends(&passage);
        (field.to_string(), head, tail, passage.chars().count())
    })
    .collect()
}

/// The first and the last 8 characters.
pub fn ends(passage: &str) -> (String, String) {
    let length = passage.chars().count();
    (passage.chars().take(8).collect(), passage.chars().skip(length.saturating_sub(8)).collect())
}

/// A figure without the divisors that a good annotator may add or leave out (`per_alt`).
fn as_gold_divides(g: &Value, figure: &Value) -> Value {
    let pers = |f: &Value, name: &str| -> BTreeSet<String> {
        list(f, name).iter().filter_map(Value::as_str).map(str::to_string).collect()
    };
    let twin = list(g, "figures").iter().find(|x| {
        !x["per_alt"].is_null()
            && amount(x) == amount(figure)
            && pers(figure, "per") == &pers(x, "per") | &pers(x, "per_alt")
    });
    let mut out = figure.clone();
    if let Some(twin) = twin {
        out["per"] = twin["per"].clone();
    }
    out
}

fn needed(g: &Value) -> impl Iterator<Item = &Value> {
    list(g, "figures").iter().filter(|f| !flag(f, "optional"))
}

fn spare(g: &Value) -> Counter<String> {
    list(g, "figures").iter().filter(|f| flag(f, "optional")).map(amount).collect()
}
