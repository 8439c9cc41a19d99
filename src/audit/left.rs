//! What is done and what is left, which make up the whole: in one sentence, or reported of what another passage plans.

use super::breakdown::LIST_GAP;
use super::clause::{self, LINE, SEMICOLON, STOP};
use super::kind;
use super::part::{exact, opened_by_partial, report};
use super::rate::clause_before;
use super::scene::{Placed, Scene};
use super::sum::MOST_PARTS;
use super::whole;
use crate::figure::{Decimal, Op, Role};
use crate::lexicon::Field;
use crate::record::{Check, Item};

/// Words in front of what is not done yet.
const LEFT: [&str; 7] = ["剩余", "余下", "尚余", "还剩", "其余", "未完成", "未完工"];

/// Words in front of what is being done, which is not done.
const UNDER_WAY: [&str; 4] = ["在建", "正在建设", "正在施工", "正在实施"];

/// Whether the words before an amount say that it is what is left.
fn is_left(gap: &str) -> bool {
    let words = gap.trim_end();
    LEFT.iter().any(|w| words.ends_with(w)) && words.chars().count() <= LIST_GAP
}

/// Whether the words before an amount say that it is being done.
fn is_under_way(gap: &str) -> bool {
    let words = gap.trim_end();
    UNDER_WAY.iter().any(|w| words.ends_with(w)) && words.chars().count() <= LIST_GAP
}

/// Whether words say that something is over.
fn is_done(words: &str) -> bool {
    ["完", "竣工", "建成"].iter().any(|w| words.contains(w))
}

/// `需治理21所，已完成12所，剩余9所`: what is done and what is left make up the total.
pub(super) fn remainder(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = &scene.figures[i];
    let mut same = scene.figures[i + 1..]
        .iter()
        .take(MOST_PARTS)
        .take_while(|f| f.sentence == total.sentence && f.depth >= total.depth)
        .filter(|f| f.depth == total.depth && f.countable && f.same_unit(total));
    let (done, left) = (same.next()?, same.next()?);
    let mut earlier = scene.figures[..i].iter().rev().take(MOST_PARTS).take_while(|f| f.sentence == total.sentence);
    if earlier.any(|f| f.same_unit(total)) {
        return None;
    }
    let front = scene.between(total.figure, done.figure);
    let gap = scene.between(done.figure, left.figure);
    // 在建 is not all that is left, but it is no more than that.
    let under_way = || is_under_way(gap) && is_done(front);
    let too_much = done.value?.checked_add(left.value?)? > stated;
    // 尚有430万元未拨付
    let still = || {
        let behind = scene.after(left.figure);
        ["尚有", "还有", "仍有"].iter().any(|w| gap.trim_end().ends_with(w))
            && ["未", "没有", "待"].iter().any(|w| behind.starts_with(w))
    };
    if !is_left(gap) && !still() && (!too_much || !under_way()) {
        return None;
    }
    let is_done = front.contains(['已', '完']) && !opened_by_partial(front);
    let plain = [total, done, left].iter().all(|p| exact(p) && p.figure.scopes == total.figure.scopes);
    let computed = done.value?.checked_add(left.value?)?;
    (is_done && plain).then(|| report(scene, total, stated, &[done, left], computed, false))
}

/// `抽查160份，规范142份，不规范18份`: what is and what is not, which leave nothing out; `排查386个，已整改352个，正在整改34个` are no more than all.
pub(super) fn opposites(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = &scene.figures[i];
    let mut last = total;
    let parts: Vec<&Placed> = scene.figures[i + 1..]
        .iter()
        .take(4)
        .take_while(|f| {
            let gap = scene.between(last.figure, f.figure);
            last = f;
            let near = gap.starts_with(['，', ',', '、'])
                && gap.chars().count() <= LIST_GAP
                && !gap.contains(['；', ';', '。']);
            near && f.same_unit(total) && f.depth == total.depth && f.countable
        })
        .collect();
    let mut earlier = scene.figures[..i].iter().rev().take(MOST_PARTS).take_while(|f| f.sentence == total.sentence);
    let plain = exact(total) && parts.iter().all(|p| exact(p) && p.figure.scopes == total.figure.scopes && !p.opened);
    if !(2..=3).contains(&parts.len()) || !plain || earlier.any(|f| f.same_unit(total)) {
        return None;
    }
    let names: Vec<&str> = parts.iter().map(|p| kind::name(scene, p).trim_start_matches(['已', '经'])).collect();
    let (last, others) = names.split_last()?;
    let computed = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value?))?;
    let of = |stem: &str, chars: usize| {
        let end = stem.char_indices().nth(chars).map_or(stem.len(), |(at, _)| at);
        stem.chars().count() >= 2 && others.iter().any(|name| name.starts_with(&stem[..end]))
    };
    let is_not = || ["尚未", "不", "未"].iter().find_map(|no| last.strip_prefix(no)).is_some_and(|stem| of(stem, 2));
    let goes_on = || ["正在", "在"].iter().find_map(|word| last.strip_prefix(word)).is_some_and(|stem| of(stem, 1));
    let off = (computed - stated).abs();
    let wrong = if computed > stated { is_not() || goes_on() } else { is_not() && whole::is_slip(&parts, off, 2) };
    (!off.is_zero() && wrong).then(|| report(scene, total, stated, &parts, computed, false))
}

/// Planned 8家, reported `完成6家，剩余3家`: two amounts that do not make up the one target of their unit. What does is reported as a sum of stages.
pub(super) fn of_target(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    for scene in scenes.iter().filter(|scene| scene.field == Field::Progress) {
        let pair = scene.figures.windows(2).take(MOST_PARTS).enumerate().find_map(|(i, two)| {
            let [done, left] = two else { return None };
            let gap = scene.between(done.figure, left.figure);
            let (rest, under_way) = (is_left(gap), is_under_way(gap) && is_done(clause_before(scene, done.figure)));
            ((rest || under_way) && done.same_unit(left)).then_some((i, done, left, rest))
        });
        let Some((i, done, left, rest)) = pair else { continue };
        let before = clause::before(scene.before(done.figure), SEMICOLON | STOP | LINE).0;
        let sure = [done, left].iter().all(|p| exact(p) && p.countable && p.depth == 0 && p.figure.scopes.is_empty())
            && before.contains(['已', '完'])
            && before.chars().count() <= LIST_GAP
            && done.sentence == left.sentence
            && !scene.figures.iter().enumerate().any(|(other, p)| other != i && other != i + 1 && p.same_unit(done));
        let Some(computed) = done.value.zip(left.value).filter(|_| sure).and_then(|(a, b)| a.checked_add(b)) else {
            continue;
        };
        let mut targets = item.figures.iter().filter(|f| {
            f.role != Some(Role::Progress)
                && f.unit == done.figure.unit
                && f.field != Field::Progress
                && f.field != Field::Schedule
        });
        let mut planned =
            scenes.iter().flat_map(|s| &s.figures).filter(|p| p.same_unit(done) && p.figure.role == Some(Role::Target));
        if let (Some(_), None, Some(total)) = (targets.next(), targets.next(), planned.next())
            && let Some(stated) = total.value.filter(|v| *v != computed && total.figure.op == Op::Eq && total.countable)
            && (rest || computed > stated)
            && total.figure.scopes.is_empty()
        {
            out.push(report(scene, total, stated, &[done, left], computed, false));
        }
    }
}
