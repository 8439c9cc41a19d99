//! Amounts of the same thing that an item gives in two passages: the table and the plan, the description and the target.
//!
//! Equal amounts hold. Two passages of one field that give different amounts under the very same metric contradict each other;
//! anything less sure is not raised.

use super::scene::{self, Scene, amount, significant, unit, value};
use crate::figure::{Decimal, Figure, Op};
use crate::record::{Check, CheckKind, Item, Verdict};
use std::collections::HashMap;

/// No more pairs than this for one item, and no more figures looked at in a passage.
const MOST: usize = 200;
/// Shorter metrics (in bytes) may name different things.
const SHORTEST: usize = 12;

/// Amounts that stand in two passages of an item.
pub fn check(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    if !scene::two_have_figures(scenes) {
        return;
    }
    agreeing(item, scenes, out);
    for (i, a) in scenes.iter().enumerate().take(MOST) {
        for b in scenes[i + 1..].iter().take(MOST).filter(|b| b.passage.field == a.passage.field) {
            contradicting(item, a, b, out);
        }
    }
}

/// The same amount in two passages.
fn agreeing(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    // Most items say no number twice.
    let mut values: Vec<Decimal> = scenes.iter().flat_map(|s| &s.figures).filter_map(|p| value(p.figure)).collect();
    values.sort_unstable();
    let twice: Vec<Decimal> = values.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    if twice.is_empty() {
        return;
    }
    let mut seen: HashMap<(&str, Decimal), Vec<(usize, &Figure)>> = HashMap::new();
    let mut count = 0;
    for (s, scene) in scenes.iter().enumerate() {
        for f in scene.figures.iter().map(|p| p.figure) {
            let Some(stated) = value(f).filter(|v| twice.binary_search(v).is_ok()) else { continue };
            let earlier = seen.entry((unit(f), stated.normalize())).or_default();
            let twin = earlier.iter().position(|(t, g)| *t != s && g.per == f.per && same_thing(f, g, stated));
            let Some(at) = twin else {
                if earlier.len() < MOST {
                    earlier.push((s, f));
                }
                continue;
            };
            let (_, first) = earlier.remove(at);
            count += 1;
            if count > MOST {
                return;
            }
            let message = format!("两处所述{}一致。", scene.raw(f));
            out.push(pair(item, first, f, (stated, stated), Verdict::Holds, message));
        }
    }
}

/// Equal amounts speak of one thing when their metrics share words, or when the number can hardly be equal by chance.
fn same_thing(a: &Figure, b: &Figure, value: Decimal) -> bool {
    significant(value) >= 3
        || match (&a.metric, &b.metric) {
            (Some(a), Some(b)) => share_words(a, b),
            _ => false,
        }
}

fn share_words(a: &str, b: &str) -> bool {
    let chars: Vec<char> = a.chars().take(60).collect();
    if chars.is_empty() {
        return false;
    }
    chars.windows(chars.len().min(3)).any(|w| b.contains(&w.iter().collect::<String>()))
}

/// Two statements of one field (the table's and the plan's) with different amounts under one metric.
fn contradicting(item: &Item, a: &Scene, b: &Scene, out: &mut Vec<Check>) {
    let only = |scene: &Scene, f: &Figure| {
        let same = scene.figures.iter().filter(|p| p.figure.metric == f.metric && unit(p.figure) == unit(f));
        same.take(2).count() == 1
    };
    for f in a.figures.iter().map(|p| p.figure).take(MOST) {
        let Some(first) = value(f).filter(|_| comparable(f) && only(a, f)) else { continue };
        let twin = b.figures.iter().map(|p| p.figure).take(MOST).find(|g| {
            g.metric == f.metric && unit(g) == unit(f) && g.per == f.per && g.role == f.role && comparable(g)
        });
        let Some(g) = twin.filter(|g| only(b, g) && same_time(f, g)) else { continue };
        let Some(second) = value(g).filter(|v| *v != first) else { continue };
        let metric = f.metric.as_deref().unwrap_or("");
        let message = format!("{metric}前后不一：一处为{}，另一处为{}。", a.raw(f), b.raw(g));
        out.push(pair(item, f, g, (first, second), Verdict::Fails, message));
    }
}

fn comparable(f: &Figure) -> bool {
    f.op == Op::Eq
        && f.scopes.is_empty()
        && !f.each
        && f.change.is_none()
        && f.metric.as_ref().is_some_and(|m| m.len() >= SHORTEST)
}

fn same_time(a: &Figure, b: &Figure) -> bool {
    let end = |f: &Figure| f.due.as_ref().and_then(|d| d.end);
    end(a) == end(b)
}

fn pair(
    item: &Item,
    a: &Figure,
    b: &Figure,
    (stated, computed): (Decimal, Decimal),
    verdict: Verdict,
    message: String,
) -> Check {
    Check {
        item: Some(item.key.clone()),
        kind: CheckKind::Disagree,
        amounts: vec![amount("said", a), amount("said", b)],
        unit: a.unit.as_deref().map(str::to_string),
        stated: Some(stated.normalize()),
        computed: Some(computed.normalize()),
        verdict,
        partial: false,
        message,
    }
}
