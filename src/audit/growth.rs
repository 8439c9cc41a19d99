//! Stated growth against a stated base: `由142元提高至150元,增长5.6%`, `1.46万人,较去年同期1.36万人增长7.4%`.

use super::rate::{adjacent, clause_before};
use super::scene::{Placed, Scene};
use super::verdict::{self, four_places, quotient};
use crate::figure::{Amount, Decimal, Direction, Figure, Op};
use crate::record::{Check, CheckAmount, CheckKind, Item, Verdict};
use crate::text::Span;

/// The growths of one passage.
pub fn check(item: &Item, scene: &Scene, out: &mut Vec<Check>) {
    for pair in scene.figures.windows(2) {
        let (change, rate) = (pair[0].figure, pair[1].figure);
        let Amount::Change { from, to } = change.amount else { continue };
        let grows = pair[1].is_percent() && rate.change.is_some() && !pair[0].is_percent();
        let Some(stated) = pair[1].value.filter(|_| grows && adjacent(scene, change, rate)) else { continue };
        out.extend(judged(item, scene, (change.span, to), (change.span, from), rate, stated, Decimal::ZERO));
    }
    for three in scene.figures.windows(3) {
        let [now, base, rate] = three else { continue };
        if let Some((change, stated, slack)) = against_other_year(scene, now, base, rate)
            && let (Some(to), Some(from)) = (now.value, base.value)
        {
            let (to, from) = ((now.figure.span, to), (base.figure.span, from));
            out.extend(judged(item, scene, to, from, change, stated, slack));
        }
    }
}

/// A growth over the amount of another year, which stands right before it: the growth, its number, and by how much the rounding of both
/// amounts may move it.
fn against_other_year<'a>(
    scene: &Scene,
    now: &Placed,
    base: &Placed,
    rate: &Placed<'a>,
) -> Option<(&'a Figure, Decimal, Decimal)> {
    const OTHER: [&str; 8] = ["去年同期", "上年同期", "去年", "上年", "同期", "去年的", "上年的", "去年同期的"];
    let direction = rate.figure.change.filter(|_| rate.is_percent())?;
    let plain = |p: &Placed| p.plain && p.figure.op == Op::Eq;
    if !plain(now) || !plain(base) || !base.same_unit(now) || now.sentence != rate.sentence {
        return None;
    }
    let clause = clause_before(scene, base.figure);
    let compared = clause.strip_prefix(['较', '比', '与'])?;
    let word = scene.between(base.figure, rate.figure);
    if !OTHER.contains(&compared)
        || !matches!(word, "" | "分别" | "同比" | "相比")
        || !adjacent(scene, now.figure, base.figure)
    {
        return None;
    }
    let (to, from, stated) = (now.value?, base.value?, rate.value?);
    if (to > from) != (direction == Direction::Increase) {
        return None;
    }
    // Each amount is known to half a unit of its last digit.
    let half = |p: &Placed, v| verdict::last_digit(scene.raw(p.figure), v) / Decimal::TWO;
    let slack = quotient(half(now, to).checked_add(half(base, from))?, from)?;
    Some((rate.figure, stated, slack))
}

/// What the growth should be, held against what is stated. Where only the rounding of the amounts could explain it, nothing is said.
fn judged(
    item: &Item,
    scene: &Scene,
    (now, to): (Span, Decimal),
    (base, from): (Span, Decimal),
    rate: &Figure,
    stated: Decimal,
    slack: Decimal,
) -> Option<Check> {
    let exact = quotient((to - from).abs(), from)?;
    let raw = scene.raw(rate);
    let found = verdict::percentage(verdict::last_digit(raw, stated), stated, exact);
    if found == Verdict::Fails
        && (exact - stated).abs() <= slack.saturating_add(verdict::last_digit(raw, stated))
        && !slack.is_zero()
    {
        return None;
    }
    let computed = four_places(exact);
    Some(Check {
        item: Some(item.key.clone()),
        kind: CheckKind::Growth,
        amounts: vec![
            CheckAmount { role: "now", span: now, value: Some(to) },
            CheckAmount { role: "base", span: base, value: Some(from) },
            CheckAmount { role: "growth", span: rate.span, value: Some(stated) },
        ],
        unit: Some("%".to_string()),
        stated: Some(stated.normalize()),
        computed: Some(computed),
        verdict: found,
        partial: false,
        message: match found {
            Verdict::Holds => format!("按所列基数计算增幅为{computed}%，与{raw}一致。"),
            Verdict::Rounds => format!("按所列基数计算增幅为{computed}%，{raw}未按四舍五入取值。"),
            _ => format!("按所列基数计算增幅为{computed}%，与{raw}不符。"),
        },
    })
}
