//! Parts that add up to a stated total.
//!
//! Read from how notices write breakdowns: a bracket behind the total (`146户(甲县137户、乙区9户)`), 其中 and what follows,
//! a list of places, stages of a plan. A sum that is not complete (其中, 其余) must not exceed its total.

use super::breakdown::{bracketed, incomplete, remainder, shared_bracket};
use super::part::{countable, fits, opened_by_partial, plain_sum, related, report, same_unit, sum};
use super::scene::{self, Placed, Scene, same_measure, significant, value};
use crate::figure::{Decimal, Figure};
use crate::lexicon::Field;
use crate::record::{Check, CheckKind, Item};

/// A breakdown has no more parts than this; it bounds the work on a text of nothing but numbers.
pub(super) const MOST_PARTS: usize = 60;

/// Places behind a total where a breakdown is tried.
const MOST_STARTS: usize = 8;

/// The sums of one passage.
pub fn check(scene: &Scene, out: &mut Vec<Check>) {
    // All parts stand behind their total.
    let Some((_, totals)) = scene.figures.split_last() else { return };
    for (i, total) in totals.iter().enumerate() {
        let Some(stated) = value(total.figure).filter(|_| countable(total.figure)) else { continue };
        shared_bracket(scene, i, stated, out);
        if let Some(check) = bracketed(scene, i, stated) {
            out.push(check);
        }
        let before = out.len();
        runs(scene, i, stated, out);
        if out.len() == before
            && let Some(check) = remainder(scene, i, stated)
                .or_else(|| incomplete(scene, i, stated))
                .or_else(|| by_action(scene, i, stated))
        {
            out.push(check);
        }
    }
}

/// Sums whose parts stand in other passages than the total: the stages of a plan, the rows of one item.
pub fn across(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    if item.figures.len() > MOST_PARTS * 8 || scenes.len() > MOST_PARTS || !scene::two_have_figures(scenes) {
        return;
    }
    for (s, scene) in scenes.iter().enumerate().filter(|(_, scene)| scene.passage.field != Field::Schedule) {
        for total in &scene.figures {
            let whole = countable(total.figure) && total.depth == 0 && total.figure.scopes.is_empty();
            let Some(stated) = value(total.figure).filter(|_| whole) else { continue };
            for (_, other) in scenes.iter().enumerate().filter(|(o, other)| *o != s && other.figures.len() > 1) {
                let Some(parts) = other.stages(total.figure, stated) else { continue };
                // The same breakdown counts once, however often its total is repeated.
                let known = out.iter().rev().take(MOST_PARTS).any(|c| {
                    c.kind == CheckKind::Sum
                        && c.amounts.len() > 1
                        && c.amounts[1].span == parts[0].span
                        && c.stated == Some(stated.normalize())
                });
                if !known {
                    out.push(report(scene, total.figure, stated, &parts, stated, false));
                }
            }
            // Two rows of one item: each has its part.
            let rows: Vec<&Figure> = scenes
                .iter()
                .enumerate()
                .filter(|(o, other)| *o != s && other.passage.field != scene.passage.field)
                .filter_map(|(_, other)| other.figures.iter().map(|p| p.figure).find(|f| same_unit(f, total.figure)))
                .collect();
            if rows.len() >= 2 && plain_sum(&rows) == Some(stated) {
                out.push(report(scene, total.figure, stated, &rows, stated, false));
            }
        }
    }
}

impl Scene<'_> {
    /// Figures of this passage that add up to a total stated elsewhere: all that share its metric, or those of one clause of it.
    fn stages<'a>(&'a self, total: &Figure, stated: Decimal) -> Option<Vec<&'a Figure>> {
        let fits = |f: &&Figure| value(f).is_some_and(|v| v < stated) && same_measure(f, total);
        let all: Vec<&Figure> = self.figures.iter().filter(|p| p.depth == 0).map(|p| p.figure).filter(fits).collect();
        if all.len() < 2 {
            return None;
        }
        // What is less in all adds up to the total in no part.
        let less = plain_sum(&all).is_some_and(|sum| sum < stated);
        if less && !all.iter().any(|f| value(f).is_some_and(|v| v.is_sign_negative())) {
            return None;
        }
        let flat = || all.iter().copied();
        let adds = |parts: &[&Figure]| (2..=MOST_PARTS).contains(&parts.len()) && plain_sum(parts) == Some(stated);
        if let Some(metric) = &total.metric {
            let same: Vec<&Figure> = flat().filter(|f| f.metric.as_ref().is_some_and(|m| related(m, metric))).collect();
            if adds(&same) {
                return Some(same);
            }
        }
        // The clauses of a stage plan, one after the other.
        let mut clause: Vec<&Figure> = Vec::new();
        let mut last: Option<&Figure> = None;
        for f in flat() {
            if last.is_some_and(|l| self.between(l, f).contains(['；', ';', '。'])) {
                if adds(&clause) {
                    return Some(clause);
                }
                clause.clear();
            }
            clause.push(f);
            last = Some(f);
        }
        if adds(&clause) {
            return Some(clause);
        }
        (all.len() >= 3 && adds(&all)).then_some(all)
    }
}

/// Breakdowns that add up exactly: runs of parts that begin behind the total, behind 其中, or at a later sentence. One total may have
/// several (by place and by source).
fn runs(scene: &Scene, i: usize, stated: Decimal, out: &mut Vec<Check>) {
    let total = scene.figures[i];
    if scene.passage.field == Field::Schedule || total.figure.each {
        return;
    }
    let rest: &[Placed] = &scene.figures[i + 1..];
    let inside = rest.iter().take(MOST_PARTS).take_while(|f| f.depth >= total.depth).count();
    let rest = &rest[..inside];
    let mut previous = total.figure;
    let mut sentence = u32::MAX;
    let mut starts = 0;
    let mut resume = 0;
    for (s, first) in rest.iter().enumerate() {
        let before = std::mem::replace(&mut previous, first.figure);
        if first.depth != total.depth || !fits(first.figure, total.figure, stated) {
            continue;
        }
        let gap = scene.between(before, first.figure);
        let same = std::mem::replace(&mut sentence, first.sentence) == first.sentence;
        if s < resume || starts == MOST_STARTS || (same && !opened_by_partial(gap)) {
            continue;
        }
        starts += 1;
        let mut parts: Vec<&Figure> = Vec::new();
        let mut adding = Decimal::ZERO;
        for (n, f) in rest[s..].iter().enumerate() {
            if f.depth != total.depth || !fits(f.figure, total.figure, stated) {
                continue;
            }
            parts.push(f.figure);
            let Some(v) = sum(scene, &[f.figure]).and_then(|v| adding.checked_add(v)) else { break };
            adding = v;
            if adding > stated {
                break;
            }
            if adding != stated || parts.len() < 2 {
                continue;
            }
            let near = parts.len() >= 3
                || first.sentence == total.sentence
                || opened_by_partial(gap)
                || significant(stated) >= 3;
            // A place's own amount is no total of other places.
            let inside = total.figure.scopes.is_empty() || parts.iter().all(|p| p.scopes == total.figure.scopes);
            if near && inside {
                out.push(report(scene, total.figure, stated, &parts, stated, false));
                resume = s + n + 1;
                break;
            }
        }
    }
}

/// `新建15座、改造11座。其中,甲区新建4座、改造4座…`: the parts that share the total's metric.
fn by_action(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = scene.figures[i];
    let metric = total.figure.metric.as_deref().filter(|_| total.figure.scopes.is_empty())?;
    let parts: Vec<&Figure> = scene.figures[i + 1..]
        .iter()
        .take(MOST_PARTS)
        .map(|p| p.figure)
        .filter(|f| fits(f, total.figure, stated) && !f.scopes.is_empty())
        .filter(|f| f.metric.as_deref().is_some_and(|m| related(m, metric)))
        .collect();
    (parts.len() >= 2 && sum(scene, &parts) == Some(stated))
        .then(|| report(scene, total.figure, stated, &parts, stated, false))
}
