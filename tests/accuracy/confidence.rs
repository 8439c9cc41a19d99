//! Whether the confidence of items is one to sort by: how many of the errors stand among the least sure.

use super::align::{align, gold_items, items};
use super::notice;
use crate::dialects::Text;
use crate::notices::flag;
use serde_json::{Value, json};
use shishi::output::wire;
use std::collections::BTreeMap;

/// Confidence and whether it is right, of every item of the texts.
pub fn marks(texts: &[Text]) -> Vec<(u8, bool)> {
    let mut out = Vec::new();
    for (_, gold, lost, text) in texts {
        let read = shishi::parse(text, &shishi::Options::default());
        let wired = serde_json::to_value(wire::Notice::new(&read, None)).expect("a notice is JSON");
        let wanted = gold_items(gold);
        let pairs: BTreeMap<usize, usize> =
            align(&wanted, items(&wired)).into_iter().map(|(want, mine)| (mine, want)).collect();
        for (j, item) in items(&wired).iter().enumerate() {
            let right = pairs.get(&j).is_some_and(|&i| {
                let alone = json!({ "items": [item], "document": Value::Null });
                let lines = [json!({}), wanted[i].clone()];
                flag(wanted[i], "optional") || notice::score(&lines, &alone, lost).columns[6] == 1.0
            });
            out.push((read.items[j].confidence, right));
        }
    }
    out.sort_by_key(|mark| mark.0);
    out
}

/// For each tenth, the least sure first: the confidence it begins and ends with, and its errors.
pub fn deciles(marks: &[(u8, bool)]) -> Vec<(u8, u8, usize)> {
    let cut = |n: usize| n * marks.len() / 10;
    (0..10)
        .map(|n| &marks[cut(n)..cut(n + 1)])
        .map(|tenth| (tenth[0].0, tenth[tenth.len() - 1].0, tenth.iter().filter(|mark| !mark.1).count()))
        .collect()
}
