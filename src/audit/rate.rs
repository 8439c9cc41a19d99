//! Stated percentages against the amounts they come from: `开工771户,开工率92.4%`, `完成任务78.1%`.
//!
//! `completion` is measured against a target of the same item, `rate` against another amount of the passage.
//! A percentage that fits no pair is `open`: its base may stand in another document.

use super::clause::{self, COLON, COMMA, LINE, LIST, OPEN, SEMICOLON, STOP};
use super::growth;
use super::scene::{Placed, Scene, amount, value};
use super::verdict::{self, four_places, quotient};
use crate::figure::{Decimal, Figure, Op, Role};
use crate::lexicon::Field;
use crate::record::{Check, CheckAmount, CheckKind, Item, Verdict};
use crate::text::holds_any;
use std::cell::LazyCell;

/// Words in front of a percentage that say it is a share of work done.
const RATE_WORDS: &[&str] =
    &["完成", "开工率", "完工率", "竣工率", "建成率", "占", "率", "比例", "进度", "达到年度", "覆盖面"];
/// Words that say that the whole target was reached.
const WHOLE_WORDS: &[&str] = &[
    "全部完成",
    "全部开工",
    "全部建成",
    "全部完工",
    "全部竣工",
    "全部投入",
    "全部投用",
    "全部交付",
    "到位",
    "全年建设任务",
    "完成任务",
    "完成目标",
];
/// No more figures than this are looked at around a percentage.
const REACH: usize = 6;
/// No more targets than this are tried for one percentage.
const TARGETS: usize = 60;

/// The rates and completions of one item.
pub fn check(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    // Most items state no rate.
    let targets = LazyCell::new(|| -> Vec<Target> {
        scenes
            .iter()
            .flat_map(|s| s.figures.iter().map(move |p| (s.passage.field, p)))
            .filter(|(_, p)| p.figure.role == Some(Role::Target) && p.plain && p.value.is_some())
            .take(TARGETS)
            .collect()
    });
    for scene in scenes {
        if scene.passage.field == Field::Progress {
            in_words(item, scene, &targets, out);
        }
        growth::check(item, scene, out);
        for (i, rate) in scene.figures.iter().enumerate().filter(|(_, p)| p.is_percent()) {
            let f = rate.figure;
            let Some(stated) = rate.value.filter(|v| f.change.is_none() && !v.is_sign_negative()) else { continue };
            if f.role == Some(Role::Target) || f.op != Op::Eq || f.each {
                continue;
            }
            let clause = clause_before(scene, f);
            if !holds_any(clause, RATE_WORDS) {
                continue;
            }
            out.extend(one(item, scene, i, (stated, clause), &targets));
        }
    }
}

/// An amount to be reached, and the field of the passage that states it.
type Target<'a> = (Field, &'a Placed<'a>);

/// `全部开工`, `已拨付到位` in a report: the whole target said to be reached, with the very amount of the target.
fn in_words(item: &Item, scene: &Scene, targets: &[Target], out: &mut Vec<Check>) {
    for placed in scene.figures.iter().take(REACH) {
        let done = placed.figure;
        let Some(v) = placed.value.filter(|_| placed.plain && done.role != Some(Role::Target)) else { continue };
        let same = |(field, t): &&Target| *field == Field::Target && t.same_unit(placed) && t.value == Some(v);
        let Some((_, of)) = targets.iter().find(same) else { continue };
        // A percentage beside it says how much was reached; it is checked by itself.
        if scene.figures.iter().any(|p| p.is_percent() && p.sentence == placed.sentence) {
            continue;
        }
        let clause = clause::behind(scene.after(done), STOP | SEMICOLON | LINE);
        let before = || clause_before(scene, done);
        if holds_any(clause, WHOLE_WORDS) || ["完成", "全部"].iter().any(|w| before().starts_with(w)) {
            out.push(Check {
                item: Some(item.key.clone()),
                kind: CheckKind::Completion,
                amounts: vec![amount("done", done), amount("of", of.figure)],
                unit: Some("%".to_string()),
                stated: None,
                computed: Some(Decimal::ONE_HUNDRED),
                verdict: Verdict::Holds,
                partial: false,
                message: ["所报", scene.raw(done), "与目标一致。"].concat(),
            });
            return;
        }
    }
}

/// The text between the mark before the percentage and the percentage.
pub(super) fn clause_before<'a>(scene: &'a Scene, f: &Figure) -> &'a str {
    clause::before(scene.before(f), COMMA | SEMICOLON | STOP | LIST | COLON | OPEN | LINE).0
}

/// The check of one percentage: the nearest pair that gives it, or an open one.
fn one(item: &Item, scene: &Scene, i: usize, (stated, clause): (Decimal, &str), targets: &[Target]) -> Option<Check> {
    let rate = &scene.figures[i];
    let done: Vec<&Placed> = scene.figures[..i]
        .iter()
        .rev()
        .take(REACH)
        .take_while(|d| d.sentence == rate.sentence)
        .filter(|d| d.plain && d.value.is_some())
        .collect();
    if done.is_empty() {
        return None;
    }
    let raw = scene.raw(rate.figure);
    let step = verdict::last_digit(raw, stated);
    let mut close: Option<Check> = None;
    for d in &done {
        let Some(done_value) = d.value else { continue };
        // Against a target of the item, then against another amount of the passage.
        let planned = targets.iter().map(|(_, t)| (*t, CheckKind::Completion));
        let beside = scene.figures[..i].iter().rev().take(REACH * 2).filter(|o| o.plain);
        let bases = planned.chain(beside.map(|o| (o, CheckKind::Rate)));
        for (of, kind) in bases.filter(|(of, _)| of.figure.span != d.figure.span && fits(d, of)) {
            let check = || compare(item, rate.figure, raw, stated, d.figure, done_value, of.figure, kind);
            match judge(step, stated, done_value, of.figure) {
                Some((Verdict::Holds, _)) => return check(),
                Some((Verdict::Rounds, _)) if close.is_none() => close = check(),
                _ => {}
            }
        }
    }
    if close.is_some() {
        return close;
    }
    let nearest = done.first()?;
    let kind = if clause.contains("完成") { CheckKind::Completion } else { CheckKind::Rate };
    // One target of the very same thing and one amount beside the rate: then the rate is wrong.
    let same: Vec<&Figure> = targets
        .iter()
        .filter(|(_, t)| t.same_unit(nearest))
        .map(|(_, t)| t.figure)
        .filter(|t| t.metric.is_some() && t.metric == nearest.figure.metric && t.scopes == nearest.figure.scopes)
        .collect();
    if kind == CheckKind::Completion
        && same.len() == 1
        && alone_in_clause(scene, &done, rate.figure)
        && ["目标", "任务", "计划"].iter().any(|w| clause.contains(w))
        && nearest.figure.op == Op::Eq
        && same[0].op == Op::Eq
        && scene.passage.field == Field::Progress
        && adjacent(scene, nearest.figure, rate.figure)
    {
        return compare(item, rate.figure, raw, stated, nearest.figure, value(nearest.figure)?, same[0], kind);
    }
    if let Some((done, of)) = spelled_out(scene, &done, rate.figure, clause) {
        return compare(item, rate.figure, raw, stated, done, value(done)?, of, kind);
    }
    Some(Check {
        item: Some(item.key.clone()),
        kind,
        amounts: vec![amount("done", nearest.figure), amount("rate", rate.figure)],
        unit: Some("%".to_string()),
        stated: Some(stated.normalize()),
        computed: None,
        verdict: Verdict::Open,
        partial: false,
        message: ["文中未给出", raw, "的基数，无法复核。"].concat(),
    })
}

/// Work that a rate names with the very word of the amount it is taken of: `开工45户,开工率75%`.
const ACTIONS: [&str; 9] = ["开工", "完工", "竣工", "建成", "完成", "改造", "发放", "拨付", "安装"];
/// Words in front of the amount that is to be reached.
const WHOLES: [&str; 9] = ["需", "共", "应", "计划", "任务", "目标", "总", "拟", "存量"];

/// `需改造60户，已开工45户，开工率75%`: one sentence that gives the whole, the part done and the rate of the very same work, and no other
/// amount of that unit but what is left over.
fn spelled_out<'a>(
    scene: &Scene,
    done: &[&Placed<'a>],
    rate: &Figure,
    clause: &str,
) -> Option<(&'a Figure, &'a Figure)> {
    let action = ACTIONS.iter().find(|a| clause.strip_suffix("为").unwrap_or(clause).ends_with(&format!("{a}率")))?;
    let left = |p: &&&Placed| ["剩余", "余下"].iter().any(|w| clause_before(scene, p.figure).contains(w));
    let nearest = done.iter().find(|p| !left(p))?;
    let unit = nearest.figure.unit.as_deref().filter(|_| nearest.figure.op == Op::Eq)?;
    let mut others = done
        .iter()
        .filter(|p| p.figure.span != nearest.figure.span && p.figure.unit.as_deref() == Some(unit) && !left(p));
    let of = others.next()?;
    let whole = clause_before(scene, of.figure);
    let sure = others.next().is_none()
        && done.len() < REACH
        && of.figure.op == Op::Eq
        && of.depth == nearest.depth
        && of.figure.scopes == nearest.figure.scopes
        && WHOLES.iter().any(|w| whole.contains(w))
        && clause_before(scene, nearest.figure).contains(action)
        && !scene.between(nearest.figure, rate).contains(['；', ';', '。', '\n'])
        && scene.between(nearest.figure, rate).chars().count() <= 24;
    sure.then_some((nearest.figure, of.figure))
}

/// Whether the nearest amount is the only one since the last ；: else the rate may belong to another (资金…,惠及…人,完成73%).
fn alone_in_clause(scene: &Scene, done: &[&Placed], rate: &Figure) -> bool {
    done.get(1).is_none_or(|earlier| scene.between(earlier.figure, rate).contains(['；', ';', '。']))
}

/// Nothing but a mark and the words of the rate between the amount and the percentage.
pub(super) fn adjacent(scene: &Scene, done: &Figure, rate: &Figure) -> bool {
    let gap = scene.between(done, rate);
    gap.chars().count() <= 14 && gap.starts_with(['，', ',', '、'])
}

fn fits(done: &Placed, of: &Placed) -> bool {
    of.value.is_some() && done.same_measure(of)
}

/// How a stated percentage, of which `step` is the last digit, stands to the one that two amounts make, and that one.
fn judge(step: Decimal, stated: Decimal, done: Decimal, of: &Figure) -> Option<(Verdict, Decimal)> {
    let exact = quotient(done, value(of)?)?;
    Some((verdict::percentage(step, stated, exact), exact))
}

#[allow(clippy::too_many_arguments)]
pub(super) fn compare(
    item: &Item,
    rate: &Figure,
    raw: &str,
    stated: Decimal,
    done: &Figure,
    done_value: Decimal,
    of: &Figure,
    kind: CheckKind,
) -> Option<Check> {
    let (found, exact) = judge(verdict::last_digit(raw, stated), stated, done_value, of)?;
    let computed = four_places(exact);
    let message = match found {
        Verdict::Holds => format!("按文中数字计算为{computed}%，与所列{raw}一致。"),
        Verdict::Rounds => format!("按文中数字计算为{computed}%，所列{raw}未按四舍五入取值。"),
        _ => format!("按文中数字计算为{computed}%，与所列{raw}不符。"),
    };
    Some(Check {
        item: Some(item.key.clone()),
        kind,
        amounts: vec![
            amount("done", done),
            amount("of", of),
            CheckAmount { role: "rate", span: rate.span, value: Some(stated) },
        ],
        unit: Some("%".to_string()),
        stated: Some(stated.normalize()),
        computed: Some(computed),
        verdict: found,
        partial: false,
        message,
    })
}
