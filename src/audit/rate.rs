//! Stated percentages against the amounts they come from: `开工771户,开工率92.4%`, `完成任务78.1%`.
//!
//! `completion` is measured against a target of the same item, `rate` against another amount of the passage.
//! A percentage that fits no pair is `open`: its base may stand in another document.

use super::base;
use super::clause::{self, COLON, COMMA, LINE, LIST, OPEN, SEMICOLON, STOP};
use super::growth;
use super::scene::{self, Placed, Scene, amount, unit, value};
use super::series;
use super::verdict::{self, four_places, quotient};
use crate::figure::{Decimal, Figure, Op, Role};
use crate::lexicon::Field;
use crate::record::{Check, CheckAmount, CheckKind, Item, Verdict};
use crate::text::{Text, holds_any};
use std::cell::LazyCell;

/// Words in front of a percentage that say it is a share of work done.
const RATE_WORDS: &[&str] = &[
    "完成",
    "占",
    "率",
    "比例",
    "进度",
    "覆盖面",
    "达到年度",
    "度目标",
    "度任务",
    "度计划",
    "目标的",
    "任务的",
    "计划的",
];
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
pub(super) const REACH: usize = 6;
/// No more targets than this are tried for one percentage.
const TARGETS: usize = 60;

/// The rates and completions of one item.
pub fn check(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    // Most items state no rate.
    let targets = LazyCell::new(|| -> Vec<Target> {
        scenes
            .iter()
            .flat_map(|s| s.figures.iter().map(move |p| (s.field, p)))
            .filter(|(_, p)| p.figure.role == Some(Role::Target) && p.plain && p.value.is_some())
            .take(TARGETS)
            .collect()
    });
    for scene in scenes {
        if scene.field == Field::Progress {
            in_words(item, scene, &targets, out);
        }
        growth::check(item, scene, out);
        series::growths(item, scene, out);
        for (i, rate) in scene.figures.iter().enumerate().filter(|(_, p)| p.is_percent()) {
            let f = rate.figure;
            let Some(stated) = rate.value.filter(|v| f.change.is_none() && !v.is_sign_negative()) else { continue };
            if let Some(pair) = share(scene, i) {
                out.extend(against(item, scene, (f, scene.raw(f), stated), pair, CheckKind::Rate));
                continue;
            }
            if f.op != Op::Eq || f.each || series::holds(item, f) {
                continue;
            }
            let clause = clause_before(scene, f);
            if !holds_any(clause, RATE_WORDS) && !in_bracket(scene, i) {
                continue;
            }
            if f.role == Some(Role::Target) {
                // A plan may count what there is: 共有小区345个，已分类276个，占80%.
                out.extend(of_the_sentence(item, scene, i, (stated, clause)));
                continue;
            }
            out.extend(one(item, scene, i, (stated, clause), &targets));
        }
    }
}

/// `民生支出52亿元，其中教育支出18亿元、占35%，社保支出13亿元、占25%`: the share of a part that stands right behind it, and the whole before 其中.
fn share<'a>(scene: &Scene<'a>, at: usize) -> Option<base::Pair<'a>> {
    let rate = &scene.figures[at];
    let part = scene.figures[..at].last().filter(|part| part.plain && part.figure.op == Op::Eq)?;
    let gap = scene.between(part.figure, rate.figure).trim_start_matches(['、', '，', ',', '（', '(', ' ']);
    if rate.figure.op != Op::Eq || !matches!(gap, "占" | "占比" | "占比为" | "占总数的" | "占总量的" | "占总额的")
    {
        return None;
    }
    let mut behind =
        scene.figures[..at].iter().enumerate().rev().take(REACH * 4).take_while(|(_, p)| p.sentence == part.sentence);
    // 其中5分钟内出车12250次: what only names the part may stand before it.
    let (first, _) =
        behind.find(|(_, p)| p.opened && (p.same_measure(part) || !p.countable) && p.depth == part.depth)?;
    let whole = scene.figures[..first].last()?;
    let fits = whole.plain && whole.figure.op == Op::Eq && whole.same_measure(part) && whole.depth == part.depth;
    (fits && whole.value > part.value && whole.sentence == part.sentence).then_some((part.figure, whole.figure))
}

/// An amount to be reached, and the field of the passage that states it.
pub(super) type Target<'a> = (Field, &'a Placed<'a>);

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

/// `完成72公里（80%）`: a percentage that is all of a bracket behind an amount.
fn in_bracket(scene: &Scene, i: usize) -> bool {
    let rate = scene.figures[i].figure;
    let behind = || scene.after(rate).starts_with(['）', ')']);
    i > 0 && matches!(scene.between(scene.figures[i - 1].figure, rate), "（" | "(") && behind()
}

/// The amounts before a percentage in its sentence, the nearest first.
fn done_before<'s, 'a>(scene: &'s Scene<'a>, i: usize) -> Vec<&'s Placed<'a>> {
    let rate = &scene.figures[i];
    let before = scene.figures[..i].iter().rev().take(REACH).take_while(|d| d.sentence == rate.sentence);
    before.filter(|d| d.plain && d.value.is_some()).collect()
}

/// The check of a percentage whose amounts its sentence spells out.
fn of_the_sentence(item: &Item, scene: &Scene, i: usize, (stated, clause): (Decimal, &str)) -> Option<Check> {
    let rate = scene.figures[i].figure;
    let pair = base::in_sentence(scene, &done_before(scene, i), (i, clause))?;
    against(item, scene, (rate, scene.raw(rate), stated), pair, kind_of(clause))
}

/// A rate of what was planned, or of something else.
fn kind_of(clause: &str) -> CheckKind {
    let planned = clause.is_empty() || clause.contains("完成") || base::of_plan(clause);
    if planned { CheckKind::Completion } else { CheckKind::Rate }
}

/// The check of one percentage: the nearest pair that gives it, or an open one.
fn one(item: &Item, scene: &Scene, i: usize, (stated, clause): (Decimal, &str), targets: &[Target]) -> Option<Check> {
    let rate = &scene.figures[i];
    let done = done_before(scene, i);
    let raw = scene.raw(rate.figure);
    if done.is_empty() {
        return None;
    }
    let step = verdict::last_digit(raw, stated);
    let mut close: Option<Check> = None;
    for d in &done {
        let Some(done_value) = d.value else { continue };
        // 6所学校改造完成5所；护眼灯安装完成100%: any amount is all of itself.
        let apart = || scene.between(d.figure, rate.figure).contains(['；', ';']);
        if d.figure.role == Some(Role::Target) || stated == Decimal::ONE_HUNDRED && apart() {
            continue;
        }
        // Against a target of the item, then against another amount of the passage.
        let planned = targets.iter().map(|(_, t)| (*t, CheckKind::Completion));
        // 其中城区4.2万人、农村7.5万人，完成任务的65%: what stands behind an amount is not what was planned of it.
        let of_plan = base::of_plan(clause);
        let before = |o: &&Placed| o.plain && !(of_plan && o.figure.span > d.figure.span && o.sentence == d.sentence);
        let beside = scene.figures[..i].iter().rev().take(REACH * 2).filter(before);
        let bases = planned.chain(beside.map(|o| (o, CheckKind::Rate)));
        for (of, kind) in bases.filter(|(of, _)| of.figure.span != d.figure.span && fits(d, of)) {
            let check = || compare(item, scene.text, (rate.figure, raw, stated), (d.figure, of.figure), kind);
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
    let kind = kind_of(clause);
    if let Some(pair) = base::of(item, scene, &done, (i, clause, kind), targets) {
        return against(item, scene, (rate.figure, raw, stated), pair, kind);
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

/// Nothing but a mark and the words of the rate between the amount and the percentage.
pub(super) fn adjacent(scene: &Scene, done: &Figure, rate: &Figure) -> bool {
    let gap = scene.between(done, rate);
    gap.chars().count() <= 14 && gap.starts_with(['，', ',', '、'])
}

/// A rate against the two amounts that its words name. What only round amounts speak against is a question, no error.
pub(super) fn against(
    item: &Item,
    scene: &Scene,
    (rate, raw, stated): (&Figure, &str, Decimal),
    (done, of): base::Pair,
    kind: CheckKind,
) -> Option<Check> {
    let mut check = compare(item, scene.text, (rate, raw, stated), (done, of), kind)?;
    // 已完成16个，完成率75%（按投资额）: measured by something else.
    let aside = scene.after(rate).trim_start().strip_prefix(['（', '(', '，', ',']).unwrap_or_default();
    if check.verdict == Verdict::Fails && ["按", "以", "其中按"].iter().any(|word| aside.starts_with(word)) {
        check.message = check.message.replace("不符。", "有出入，文中另有计算口径。");
        check.verdict = Verdict::Open;
    }
    if check.verdict == Verdict::Fails && base::explained_by_rounding(scene, stated, (done, of)) {
        check.message = check.message.replace("不符。", "有出入，可能由取整造成。");
        check.verdict = Verdict::Open;
    }
    Some(check)
}

fn fits(done: &Placed, of: &Placed) -> bool {
    of.value.is_some() && done.same_measure(of)
}

/// How a stated percentage, of which `step` is the last digit, stands to the one that two amounts make, and that one.
fn judge(step: Decimal, stated: Decimal, done: Decimal, of: &Figure) -> Option<(Verdict, Decimal)> {
    let exact = quotient(done, value(of)?)?;
    Some((verdict::percentage(step, stated, exact), exact))
}

/// A stated rate against the amount reached and the one it was reached of.
pub(super) fn compare(
    item: &Item,
    text: &Text,
    (rate, raw, stated): (&Figure, &str, Decimal),
    (done, of): base::Pair,
    kind: CheckKind,
) -> Option<Check> {
    let (found, exact) = judge(verdict::last_digit(raw, stated), stated, value(done)?, of)?;
    let computed = four_places(exact);
    let say = |f: &Figure| value(f).map(|amount| verdict::words(amount, unit(f), scene::raw(f, text)));
    let is = match kind {
        CheckKind::Completion => "为目标",
        _ if exact > Decimal::ONE_HUNDRED => "为",
        _ => "占",
    };
    let share = format!("{}{is}{}的{}", say(done)?, say(of)?, verdict::percent_words(exact, stated));
    let message = match found {
        Verdict::Holds => format!("{share}，与所列{raw}一致。"),
        Verdict::Rounds => format!("{share}，所列{raw}未按四舍五入取值。"),
        _ => format!("{share}，与所列{raw}不符。"),
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
