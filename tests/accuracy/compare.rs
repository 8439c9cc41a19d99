//! When two values count as the same, and how often that happened.

use crate::notices::{flag, list, text};
use serde_json::Value;
use shishi::figure::Decimal;
use std::collections::BTreeMap;
use std::str::FromStr;

/// Without blanks, and with the quotes and dashes that extractors change made alike.
pub fn squeeze(s: &str) -> String {
    s.chars()
        .filter(|c| !is_blank(*c) && !matches!(c, '\u{200B}' | '\u{FEFF}'))
        .map(|c| match c {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '—' | '–' | '―' | '－' => '-',
            c => c,
        })
        .collect()
}

pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// An exact number whatever its spelling: `80`, `80.0` and `8e1` are one.
fn number(value: &Value) -> String {
    let written = value.to_string();
    match Decimal::from_str(&written).or_else(|_| Decimal::from_scientific(&written)) {
        Ok(exact) => exact.normalize().to_string(),
        Err(_) if value.is_null() => "None".to_string(),
        Err(_) => written,
    }
}

/// `v:4`, `l:1,2`, `f:610,645`, or `none`.
pub fn amount(figure: &Value) -> String {
    for names in [&["value"][..], &["low", "high"], &["from", "to"]] {
        if names.iter().any(|name| !figure[*name].is_null()) {
            let numbers: Vec<String> = names.iter().map(|name| number(&figure[*name])).collect();
            return format!("{}:{}", &names[0][..1], numbers.join(","));
        }
    }
    "none".to_string()
}

fn standard(unit: &str) -> &str {
    match unit {
        "㎡" | "平米" | "m2" | "m²" => "平方米",
        "％" => "%",
        "立方" => "立方米",
        "km" => "公里",
        unit => unit,
    }
}

pub fn unit(figure: &Value) -> &str {
    standard(text(figure, "unit").trim())
}

/// Field, amount, unit.
pub type Short = (String, String, String);
/// All that must be right of a figure but its role.
pub type Full = (Short, Vec<String>, String, String, bool);
/// The same, and whether the role is right.
pub type WithRole = (Full, bool);

pub fn short(figure: &Value) -> Short {
    (text(figure, "field").to_string(), amount(figure), unit(figure).to_string())
}

pub fn full(figure: &Value) -> Full {
    let mut per: Vec<String> =
        list(figure, "per").iter().filter_map(Value::as_str).map(|p| standard(p).to_string()).collect();
    per.sort();
    let op = if text(figure, "op").is_empty() { "eq" } else { text(figure, "op") };
    (short(figure), per, op.to_string(), text(figure, "change").to_string(), flag(figure, "each"))
}

/// A multiset.
#[derive(Clone, Debug)]
pub struct Counter<K>(pub BTreeMap<K, usize>);

impl<K: Ord> FromIterator<K> for Counter<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut counts = BTreeMap::new();
        for key in keys {
            *counts.entry(key).or_insert(0) += 1;
        }
        Self(counts)
    }
}

impl<K: Ord + Clone> Counter<K> {
    pub fn get(&self, key: &K) -> usize {
        self.0.get(key).copied().unwrap_or(0)
    }

    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is in both.
    pub fn common(&self, other: &Self) -> Self {
        Self(self.0.iter().map(|(key, n)| (key.clone(), *n.min(&other.get(key)))).filter(|(_, n)| *n > 0).collect())
    }

    /// What is left after taking the other away.
    pub fn minus(&self, other: &Self) -> Self {
        let left = |(key, n): (&K, &usize)| (key.clone(), n.saturating_sub(other.get(key)));
        Self(self.0.iter().map(left).filter(|(_, n)| *n > 0).collect())
    }
}

/// Hits, wanted and got, added up over items.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub hit: usize,
    pub want: usize,
    pub got: usize,
}

impl Tally {
    /// Counts what is in both; returns what was lost and what is too much.
    pub fn add<K: Ord + Clone>(&mut self, want: &Counter<K>, got: &Counter<K>) -> (Counter<K>, Counter<K>) {
        self.add_with_spare(want, got, Counter(BTreeMap::new()), |_| "")
    }

    /// The same, where some amounts may be taken or left.
    pub fn add_with_spare<K: Ord + Clone>(
        &mut self,
        want: &Counter<K>,
        got: &Counter<K>,
        mut spare: Counter<String>,
        amount: impl Fn(&K) -> &str,
    ) -> (Counter<K>, Counter<K>) {
        let both = want.common(got);
        let mut rest = got.minus(&both);
        for (key, n) in &mut rest.0 {
            if let Some(free) = spare.0.get_mut(amount(key)) {
                let taken = (*n).min(*free);
                *n -= taken;
                *free -= taken;
            }
        }
        rest.0.retain(|_, n| *n > 0);
        self.hit += both.total();
        self.want += want.total();
        self.got += both.total() + rest.total();
        (want.minus(&both), rest)
    }

    pub fn f1(&self) -> f64 {
        f1(self.hit, self.want, self.got)
    }
}

pub fn f1(hit: usize, want: usize, got: usize) -> f64 {
    if want == 0 && got == 0 {
        return 1.0;
    }
    let precision = share(hit, got);
    let recall = share(hit, want);
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// A fraction; 0 of 0 is 0.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
