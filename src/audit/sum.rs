//! Parts that add up to a stated total.
//!
//! Read from how notices write breakdowns: a bracket behind the total (`146户(甲县137户、乙区9户)`), 其中 and what follows,
//! a list of places, stages of a plan. A sum that is not complete (其中, 其余) must not exceed its total.

use super::behind;
use super::breakdown::{bracketed, incomplete, shared_bracket};
use super::kind;
use super::left::{self, remainder};
use super::part::{counted, exact, fits, has_rest, head, members, opens_with_place, plain_sum, related, report, sum};
use super::scene::{self, Placed, Scene, order, significant};
use super::whole;
use crate::figure::Decimal;
use crate::lexicon::Field;
use crate::record::{Check, CheckKind, Item, Verdict};
use crate::text::Span;
use std::cmp::Ordering;

/// A breakdown has no more parts than this; it bounds the work on a text of nothing but numbers.
pub(super) const MOST_PARTS: usize = 60;

/// Places behind a total where a breakdown is tried.
const MOST_STARTS: usize = 8;

/// The sums of one passage. Parts that add up to one total are no wrong parts of another.
pub fn check(scene: &Scene, out: &mut Vec<Check>) {
    let first = out.len();
    sums(scene, out);
    if out[first..].iter().all(|check| check.verdict != Verdict::Fails) {
        return;
    }
    let found = out.split_off(first);
    let parts = |check: &Check| -> Vec<Span> {
        check.amounts.iter().filter(|amount| amount.role == "part").map(|amount| amount.span).collect()
    };
    let proven: Vec<Vec<Span>> = found
        .iter()
        .filter(|c| matches!(c.verdict, Verdict::Holds | Verdict::Rounds) && !c.partial)
        .map(parts)
        .collect();
    out.extend(found.into_iter().filter(|check| check.verdict != Verdict::Fails || !proven.contains(&parts(check))));
}

fn sums(scene: &Scene, out: &mut Vec<Check>) {
    for (i, total) in scene.figures.iter().enumerate() {
        let Some(stated) = total.value.filter(|_| total.countable) else { continue };
        // 占计划投资6.1亿元的95.4%: what a rate is taken of has no parts here.
        let rate = scene.figures.get(i + 1).filter(|next| next.is_percent());
        if rate.is_some_and(|rate| scene.between(total.figure, rate.figure) == "的") {
            continue;
        }
        out.extend(behind::check(scene, i, stated));
        // All other parts stand behind their total.
        // Of most amounts no other could be a part; only what is left is looked at in the text.
        let behind = scene.figures[i + 1..].iter().take(MOST_PARTS + 2);
        let mut parts = behind.filter(|p| p.countable && p.same_measure(total)).peekable();
        if parts.peek().is_none() {
            continue;
        }
        let may_add_up = add_up(parts, total, stated);
        shared_bracket(scene, i, stated, out);
        if let Some(check) = bracketed(scene, i, stated) {
            out.push(check);
        }
        let before = out.len();
        if may_add_up {
            runs(scene, i, stated, out);
        }
        if out.len() == before
            && let Some(check) = behind::points(scene, i, stated)
                .or_else(|| remainder(scene, i, stated))
                .or_else(|| left::opposites(scene, i, stated))
                .or_else(|| incomplete(scene, i, stated))
                .or_else(|| if may_add_up { by_action(scene, i, stated) } else { None })
        {
            out.push(check);
        }
    }
}

/// Whether some of the parts may add up to the total: two are less than it, and all of them are enough.
fn add_up<'a>(parts: impl Iterator<Item = &'a Placed<'a>>, total: &Placed, stated: Decimal) -> bool {
    let mut count = 0;
    let mut most = Decimal::ZERO;
    for part in parts.filter(|p| fits(p, total, stated)) {
        count += 1;
        // 各 counts more than once, and what is below zero takes away.
        let sure = part.value.filter(|v| !part.figure.each && !v.is_sign_negative());
        let Some(sum) = sure.and_then(|v| most.checked_add(v)) else { return true };
        most = sum;
        if count >= 2 && order(most, stated) != Ordering::Less {
            return true;
        }
    }
    false
}

/// Sums whose parts stand in other passages than the total: the stages of a plan, the rows of one item.
pub fn across(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    if item.figures.len() > MOST_PARTS * 8 || scenes.len() > MOST_PARTS || !scene::two_have_figures(scenes) {
        return;
    }
    left::of_target(item, scenes, out);
    for (s, scene) in scenes.iter().enumerate().filter(|(_, scene)| scene.field != Field::Schedule) {
        for total in &scene.figures {
            let whole = total.countable && total.depth == 0 && total.figure.scopes.is_empty();
            let Some(stated) = total.value.filter(|_| whole) else { continue };
            for (_, other) in scenes.iter().enumerate().filter(|(o, other)| *o != s && other.figures.len() > 1) {
                let Some(parts) = other.stages(total, stated) else { continue };
                // The same breakdown counts once, however often its total is repeated.
                let known = out.iter().rev().take(MOST_PARTS).any(|c| {
                    c.kind == CheckKind::Sum
                        && c.amounts.len() > 1
                        && c.amounts[1].span == parts[0].figure.span
                        && c.stated == Some(stated.normalize())
                });
                if !known {
                    out.push(report(scene, total, stated, &parts, stated, false));
                }
            }
            if let Some(parts) = quarters_of(scenes, total, stated) {
                let computed = plain_sum(parts.iter().copied()).unwrap_or(stated);
                out.push(report(scene, total, stated, &parts, computed, false));
            }
            if let Some((other, parts)) = places_of(scenes, s, total) {
                let computed = sum(other, &parts).unwrap_or(stated);
                let off = (computed - stated).abs();
                if whole::is_slip(&parts, off, if computed > stated { 2 } else { 3 }) && !off.is_zero() {
                    out.push(report(scene, total, stated, &parts, computed, false));
                }
            }
            // Two rows of one item: each has its part. Small numbers of several columns meet by chance.
            let rows = || {
                scenes
                    .iter()
                    .enumerate()
                    .filter(|(o, other)| *o != s && other.field != scene.field)
                    .filter_map(|(_, other)| other.figures.iter().find(|p| p.countable && p.same_unit(total)))
            };
            let alike = || rows().all(|row| Some(row.figure.field) == rows().next().map(|first| first.figure.field));
            if rows().nth(1).is_some() && plain_sum(rows()) == Some(stated) && (stated >= Decimal::TEN || alike()) {
                let rows: Vec<&Placed> = rows().collect();
                out.push(report(scene, total, stated, &rows, stated, false));
            }
        }
    }
}

/// The amounts of the four quarters that another passage plans of the one target of the item, and that do not make it up. What only grows
/// from quarter to quarter may be counted from the start of the year.
fn quarters_of<'a>(scenes: &'a [Scene], total: &Placed, stated: Decimal) -> Option<Vec<&'a Placed<'a>>> {
    let alike = |p: &&Placed| p.same_unit(total) && p.figure.span != total.figure.span;
    let plans = |scene: &&Scene| scene.field == Field::Schedule && scene.figures.iter().filter(alike).nth(3).is_some();
    let plan = scenes.iter().find(plans)?;
    let parts: Vec<&Placed> = plan.figures.iter().filter(alike).take(5).collect();
    let only = scenes.iter().all(|scene| std::ptr::eq(scene, plan) || !scene.figures.iter().any(|p| alike(&p)));
    let sure =
        |p: &&Placed| exact(p) && p.countable && p.depth == 0 && !p.figure.each && p.figure.role == total.figure.role;
    let falls = parts.windows(2).any(|two| two[1].value < two[0].value);
    let thing = |p: &Placed| {
        p.figure.metric.as_deref().is_some_and(|m| total.figure.metric.as_deref().is_some_and(|t| head(m) == head(t)))
    };
    (parts.len() == 4
        && only
        && falls
        && exact(total)
        && parts.iter().all(sure)
        && parts.iter().all(|p| thing(p))
        && whole::of_quarters(plan, "", &parts)
        && plain_sum(parts.iter().copied()).is_some_and(|sum| sum != stated))
    .then_some(parts)
}

/// A passage that is nothing but a list of places with their amounts (任务分解), beside the one amount of that unit that any other passage states.
fn places_of<'s, 'a>(
    scenes: &'s [Scene<'a>],
    at: usize,
    total: &Placed,
) -> Option<(&'s Scene<'a>, Vec<&'s Placed<'a>>)> {
    let alike = |scene: &Scene| scene.figures.iter().filter(|p| p.same_unit(total)).count();
    let mut others = scenes.iter().enumerate().filter(|(s, scene)| *s != at && alike(scene) > 0);
    let (_, list) = others.next().filter(|_| others.next().is_none())?;
    let parts: Vec<&Placed> = list.figures.iter().collect();
    let part =
        |p: &&Placed| p.same_unit(total) && exact(p) && p.countable && p.depth == 0 && !p.figure.scopes.is_empty();
    (exact(total)
        && alike(&scenes[at]) == 1
        && (3..=MOST_PARTS).contains(&parts.len())
        && list.field != Field::Schedule
        && parts.iter().all(part)
        && opens_with_place(list.before(parts[0].figure), parts[0])
        && kind::exclusive(list, &parts)
        && !has_rest(list, &parts))
    .then_some((list, parts))
}

impl Scene<'_> {
    /// Figures of this passage that add up to a total stated elsewhere: all that share its metric, or those of one clause of it.
    fn stages<'a>(&'a self, total: &Placed, stated: Decimal) -> Option<Vec<&'a Placed<'a>>> {
        let fits = |p: &&Placed| {
            p.depth == 0 && p.same_measure(total) && p.value.is_some_and(|v| order(v, stated) == Ordering::Less)
        };
        let all = || self.figures.iter().filter(fits);
        // What is less in all adds up to the total in no part.
        all().nth(1)?;
        let below_zero = |p: &Placed| p.value.is_some_and(|v| v.is_sign_negative());
        if plain_sum(all()).is_some_and(|sum| sum < stated) && !all().any(below_zero) {
            return None;
        }
        let all: Vec<&Placed> = all().collect();
        let adds = |parts: &[&Placed]| {
            (2..=MOST_PARTS).contains(&parts.len()) && plain_sum(parts.iter().copied()) == Some(stated)
        };
        if let Some(metric) = &total.figure.metric {
            let akin = |p: &&&Placed| p.figure.metric.as_ref().is_some_and(|m| related(m, metric));
            if plain_sum(all.iter().filter(akin).copied()) == Some(stated) {
                let same: Vec<&Placed> = all.iter().filter(akin).copied().collect();
                if adds(&same) {
                    return Some(same);
                }
            }
        }
        // Small numbers meet by chance: 幼儿园3所 in the target, 幼儿园2所、小学1所 in the progress. The stages of a plan are meant to add up, and
        // so are what is done and what is not.
        let meant = self.field == Field::Schedule || significant(stated) >= 2;
        let adds = |parts: &[&Placed]| adds(parts) && (meant || ends_with_rest(self, parts));
        // The clauses of a stage plan, one after the other.
        let mut clause: Vec<&Placed> = Vec::new();
        for &p in &all {
            if clause.last().is_some_and(|l| self.between(l.figure, p.figure).contains(['；', ';', '。'])) {
                if adds(&clause) {
                    return Some(clause);
                }
                clause.clear();
            }
            clause.push(p);
        }
        if adds(&clause) {
            return Some(clause);
        }
        let same: Vec<&Placed> = all.iter().copied().filter(|p| p.same_unit(total)).collect();
        if same.len() >= 3 && same.len() < all.len() && adds(&same) {
            return Some(same);
        }
        (all.len() >= 3 && adds(&all)).then_some(all)
    }
}

/// Breakdowns that add up exactly: runs of parts that begin behind the total, behind 其中, or at a later sentence. One total may have
/// several (by place and by source).
fn runs(scene: &Scene, i: usize, stated: Decimal, out: &mut Vec<Check>) {
    let total = &scene.figures[i];
    if scene.field == Field::Schedule || total.figure.each {
        return;
    }
    let rest: &[Placed] = &scene.figures[i + 1..];
    let inside = rest.iter().take(MOST_PARTS).take_while(|f| f.depth >= total.depth).count();
    let rest = &rest[..inside];
    let mut sentence = u32::MAX;
    let mut starts = 0;
    let mut resume = 0;
    for (s, first) in rest.iter().enumerate() {
        // 停车场3处，新增停车位900个: of two counts in one sentence the one in the total's own unit.
        let other_unit = |p: &Placed| {
            !p.same_unit(total) && rest[s..].iter().take_while(|f| f.sentence == p.sentence).any(|f| f.same_unit(total))
        };
        if first.depth != total.depth || !fits(first, total, stated) || other_unit(first) {
            continue;
        }
        let same = std::mem::replace(&mut sentence, first.sentence) == first.sentence;
        if s < resume || starts == MOST_STARTS || (same && !first.opened) {
            continue;
        }
        // 小学3所、初中1所、幼儿园2所: members of one list, none of which is the sum of the others.
        if s == 0 && !first.opened && is_list(scene.between(total.figure, first.figure)) {
            continue;
        }
        starts += 1;
        let mut parts: Vec<&Placed> = Vec::new();
        let mut adding = Decimal::ZERO;
        for (n, f) in rest[s..].iter().enumerate() {
            if f.depth != total.depth || !fits(f, total, stated) {
                continue;
            }
            parts.push(f);
            let Some(v) = counted(f, |f| members(scene, f)).and_then(|v| adding.checked_add(v)) else { break };
            adding = v;
            match order(adding, stated) {
                Ordering::Less => continue,
                Ordering::Greater => break,
                Ordering::Equal if parts.len() < 2 => continue,
                Ordering::Equal => {}
            }
            let near = parts.len() >= 3 || first.sentence == total.sentence || first.opened || significant(stated) >= 3;
            // A place's own amount is no total of other places.
            let scopes = &total.figure.scopes;
            let inside = scopes.is_empty() || parts.iter().all(|p| p.figure.scopes == *scopes);
            if near && inside {
                out.push(report(scene, total, stated, &parts, stated, false));
                resume = s + n + 1;
                break;
            }
        }
    }
}

/// Whether the last part is what is not done yet: 完成6家,剩余2家.
fn ends_with_rest(scene: &Scene, parts: &[&Placed]) -> bool {
    let [.., before, last] = parts else { return false };
    let gap = scene.between(before.figure, last.figure);
    ["其余", "剩余", "余下", "剩下", "在建", "正在", "未"].iter().any(|word| gap.contains(word))
}

/// Whether two amounts stand in one list: 、 between them and no other mark.
fn is_list(gap: &str) -> bool {
    gap.contains('、') && !gap.contains(['，', ',', '；', ';', '。', '：', ':', '（', '(', '\n'])
}

/// `新建15座、改造11座。其中,甲区新建4座、改造4座…`: the parts that share the total's metric.
fn by_action(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = &scene.figures[i];
    let metric = total.figure.metric.as_deref().filter(|_| total.figure.scopes.is_empty())?;
    let parts: Vec<&Placed> = scene.figures[i + 1..]
        .iter()
        .take(MOST_PARTS)
        .filter(|p| !p.figure.scopes.is_empty() && fits(p, total, stated))
        .filter(|p| p.figure.metric.as_deref().is_some_and(|m| related(m, metric)))
        .collect();
    (parts.len() >= 2 && sum(scene, &parts) == Some(stated))
        .then(|| report(scene, total, stated, &parts, stated, false))
}
