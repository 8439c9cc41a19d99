//! Amounts of the same thing that an item gives in two passages: the table and the plan, the description and the target.

use super::scene::{Scene, amount, unit, value};
use crate::figure::Figure;
use crate::record::{Check, CheckKind, Item, Verdict};
use std::collections::HashMap;

/// No more pairs than this for one item.
const MOST: usize = 200;

/// Amounts that stand in two passages of an item under one metric.
pub fn check(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    let mut seen: HashMap<Key, Vec<(usize, &Figure)>> = HashMap::new();
    let mut count = 0;
    for (s, scene) in scenes.iter().enumerate() {
        for placed in &scene.figures {
            let f = placed.figure;
            let (Some(key), Some(stated)) = (Key::of(f), value(f)) else { continue };
            let earlier = seen.entry(key).or_default();
            if let Some(at) = earlier.iter().position(|(t, g)| *t != s && value(g) == Some(stated)) {
                let (_, first) = earlier.remove(at);
                count += 1;
                if count > MOST {
                    return;
                }
                let raw = scene.raw(f);
                out.push(Check {
                    item: Some(item.key.clone()),
                    kind: CheckKind::Disagree,
                    amounts: vec![amount("said", first), amount("said", f)],
                    unit: f.unit.as_deref().map(str::to_string),
                    stated: Some(stated.normalize()),
                    computed: Some(stated.normalize()),
                    verdict: Verdict::Holds,
                    partial: false,
                    message: format!("两处所述{raw}一致。"),
                });
            } else if earlier.len() < MOST {
                earlier.push((s, f));
            }
        }
    }
}

/// What two figures must share to speak of the same thing.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    unit: String,
    per: Vec<String>,
    scopes: Vec<String>,
    due: Option<String>,
    change: bool,
}

impl Key {
    fn of(f: &Figure) -> Option<Self> {
        Some(Key {
            unit: unit(f).to_string(),
            per: f.per.iter().map(|p| p.to_string()).collect(),
            scopes: f.scopes.clone(),
            due: f.due.as_ref().and_then(|d| d.end).map(|d| d.to_string()),
            change: f.change.is_some(),
        })
    }
}
