//! Stated growth against a stated base: `由142元提高至150元,增长5.6%`, `1.46万人,较去年同期1.36万人增长7.4%`.

use super::rate::{adjacent, clause_before};
use super::scene::{Placed, Scene, unit};
use super::verdict::{self, four_places, quotient};
use crate::figure::{Amount, Decimal, Dimension, Direction, Figure, Op};
use crate::record::{Check, CheckAmount, CheckKind, Item, Verdict};

/// Words for the year before.
const OTHER: [&str; 8] = ["去年同期", "上年同期", "去年", "上年", "同期", "去年的", "上年的", "去年同期的"];

/// The growths of one passage.
pub fn check(item: &Item, scene: &Scene, out: &mut Vec<Check>) {
    for pair in scene.figures.windows(2) {
        let (change, rate) = (pair[0].figure, pair[1].figure);
        let Some((from, to)) = ends(&pair[0]) else { continue };
        out.extend(difference(item, scene, (change, from, to), &pair[1]));
        let grows = pair[1].is_percent() && rate.change.is_some() && rate.op == Op::Eq && !pair[0].is_percent();
        let Some(stated) = pair[1].value.filter(|_| grows && of_the_same(scene.between(change, rate))) else {
            continue;
        };
        out.extend(judged(item, scene, (change, to), (change, from), rate, stated, Decimal::ZERO));
    }
    for three in scene.figures.windows(3) {
        let [now, base, rate] = three else { continue };
        out.extend(year_after_year(item, scene, three));
        // 3.6亿元，同比增长20%（上年3亿元）
        if let Some((now, change, base)) = before_its_base(scene, three) {
            out.extend(over_base(item, scene, now, change, base));
        } else if let Some((change, stated, slack)) = against_other_year(scene, now, base, rate)
            && let (Some(to), Some(from)) = (now.value, base.value)
        {
            let (to, from) = ((now.figure, to), (base.figure, from));
            out.extend(judged(item, scene, to, from, change, stated, slack));
        } else if let Some((from, stated, slack)) = by_so_many(scene, now, base, rate)
            && let Some(to) = now.value
        {
            let more = CheckAmount { role: "growth", span: base.figure.span, value: base.value };
            let check = judged(item, scene, (now.figure, to), (base.figure, from), rate.figure, stated, slack);
            // The other year's amount is not written anywhere.
            out.extend(check.map(|mut check| {
                check.amounts[1] = more;
                check
            }));
        }
    }
}

/// Both amounts of a change: 由740元提高到780元.
pub(super) fn ends(change: &Placed) -> Option<(Decimal, Decimal)> {
    if let Amount::Change { from, to } = change.figure.amount { Some((from, to)) } else { None }
}

/// A growth against the change that it is told of.
pub(super) fn of_change(item: &Item, scene: &Scene, change: &Placed, rate: &Placed) -> Option<Check> {
    let ((from, to), stated) = (ends(change)?, rate.value?);
    if (to > from) != (rate.figure.change? == Direction::Increase) {
        return None;
    }
    judged(item, scene, (change.figure, to), (change.figure, from), rate.figure, stated, Decimal::ZERO)
}

/// An amount, by how much it grew, and in a bracket behind that what it was in the other year.
fn before_its_base<'s, 'a>(
    scene: &Scene,
    three: &'s [Placed<'a>],
) -> Option<(&'s Placed<'a>, &'s Placed<'a>, &'s Placed<'a>)> {
    let [now, change, base] = three else { return None };
    if base.depth != change.depth + 1 || change.depth != now.depth || change.figure.change.is_none() {
        return None;
    }
    let opener = scene.between(change.figure, base.figure).strip_prefix(['（', '('])?;
    let plain = [now, base].iter().all(|p| p.plain && p.value.is_some() && p.figure.op == Op::Eq);
    let words = opener.trim_end_matches(['为', '是', '：', ':', '的']);
    (plain && base.same_unit(now) && OTHER.contains(&words) && adjacent(scene, now.figure, change.figure))
        .then_some((now, change, base))
}

/// `2021年新增就业5200人，2022年新增就业5720人，同比增长10%`: the amounts of two years, one after the other.
fn year_after_year(item: &Item, scene: &Scene, three: &[Placed]) -> Option<Check> {
    let [base, now, rate] = three else { return None };
    let direction = rate.figure.change.filter(|_| rate.is_percent() && rate.figure.basis.is_some())?;
    let plain = [base, now].iter().all(|p| p.plain && p.figure.op == Op::Eq && p.figure.scopes.is_empty());
    let alike = base.same_unit(now) && base.figure.metric.is_some() && base.figure.metric == now.figure.metric;
    let one_sentence = base.sentence == rate.sentence && base.depth == rate.depth;
    if !plain || !alike || !one_sentence || rate.figure.op != Op::Eq || !adjacent(scene, now.figure, rate.figure) {
        return None;
    }
    let year =
        |p: &Placed| clause_before(scene, p.figure).split_once('年').and_then(|(year, _)| year.parse::<u32>().ok());
    let (to, from, stated) = (now.value?, base.value?, rate.value?);
    if year(base)? + 1 != year(now)? || (to > from) != (direction == Direction::Increase) {
        return None;
    }
    let half = |p: &Placed, v| verdict::last_digit(scene.raw(p.figure), v) / Decimal::TWO;
    let slack = quotient(half(now, to).checked_add(half(base, from))?, from)?;
    judged(item, scene, (now.figure, to), (base.figure, from), rate.figure, stated, slack)
}

/// The growth over the base in a bracket: in per cent, or by an amount.
fn over_base(item: &Item, scene: &Scene, now: &Placed, change: &Placed, base: &Placed) -> Option<Check> {
    let (to, from, stated) = (now.value?, base.value?, change.value?);
    if change.figure.op != Op::Eq || (to > from) != (change.figure.change? == Direction::Increase) {
        return None;
    }
    let half = |p: &Placed, v| verdict::last_digit(scene.raw(p.figure), v) / Decimal::TWO;
    let slack = half(now, to).checked_add(half(base, from))?;
    if change.is_percent() {
        let slack = quotient(slack, from).filter(|_| from > Decimal::ZERO)?;
        return judged(item, scene, (now.figure, to), (base.figure, from), change.figure, stated, slack);
    }
    let rounding = |p: &Placed, v| verdict::rounding(scene.raw(p.figure), v);
    let slack = rounding(now, to).checked_add(rounding(base, from))?;
    change
        .same_unit(now)
        .then(|| lies_between(item, scene, (now.figure, to), (base.figure, from), (change.figure, stated), slack))
}

/// Whether nothing between two amounts and their growth names another thing: not `人数由1200人增至1500人，场次增长10%`.
fn of_the_same(gap: &str) -> bool {
    let Some(words) = gap.strip_prefix(['，', ',', '、']) else { return gap.is_empty() };
    let words = words.trim();
    // 增幅分别为4%、6%: which one is its own is told by their order.
    words.is_empty()
        || words.chars().count() <= 8
            && !words.contains("分别")
            && [
                "增幅",
                "涨幅",
                "降幅",
                "幅度",
                "同比",
                "平均",
                "增长率",
                "较上年",
                "比上年",
                "较去年",
                "比去年",
                "年均",
            ]
            .iter()
            .any(|word| words.starts_with(word) || words.trim_end_matches(['为', '达', '到']).ends_with(word))
}

/// `4320人，较上年增加320人，增长8%`: the amount of the other year (what is left without the growth), the growth in per cent, and by how much
/// rounding may move it.
fn by_so_many(scene: &Scene, now: &Placed, more: &Placed, rate: &Placed) -> Option<(Decimal, Decimal, Decimal)> {
    let direction = rate.figure.change.filter(|_| rate.is_percent())?;
    let (change, to) = (more.figure, now.value.filter(|_| now.plain && now.figure.op == Op::Eq)?);
    let fits = change.change == Some(direction)
        && change.basis.is_some()
        && change.op == Op::Eq
        && rate.figure.op == Op::Eq
        && more.same_unit(now)
        && change.per == now.figure.per
        && more.sentence == rate.sentence
        && adjacent(scene, now.figure, change)
        && matches!(scene.between(change, rate.figure), "，" | "," | "、" | "，同比" | ",同比");
    let by = more.value.filter(|_| fits)?;
    let from = if direction == Direction::Increase { to.checked_sub(by)? } else { to.checked_add(by)? };
    let slack = [(now.figure, to), (change, by)]
        .iter()
        .try_fold(Decimal::ZERO, |sum, (f, v)| sum.checked_add(verdict::rounding(scene.raw(f), *v)))?;
    let slack = quotient(slack, from).filter(|_| from > Decimal::ZERO)?;
    Some((from, rate.value?, slack.checked_mul(Decimal::TWO)?))
}

/// `由1000元提高到1200元，增加200元`: what lies between two amounts, against what is said to.
fn difference(
    item: &Item,
    scene: &Scene,
    (change, from, to): (&Figure, Decimal, Decimal),
    by: &Placed,
) -> Option<Check> {
    let stated = by.value.filter(|_| by.figure.op == Op::Eq && by.figure.basis.is_none() && !by.figure.each)?;
    let direction = by.figure.change?;
    let points = change.unit.as_deref() == Some("%");
    let same = if points {
        by.figure.unit.as_deref().is_some_and(|u| u.ends_with("百分点"))
    } else {
        by.figure.unit == change.unit && by.figure.unit.is_some()
    };
    let grows = (to > from) == (direction == Direction::Increase);
    if !same
        || !grows
        || !matches!(scene.between(change, by.figure), "，" | "," | "、" | "，共" | "，净" | "，每人" | "，人均")
    {
        return None;
    }
    let slack = if points { Decimal::ZERO } else { verdict::rounding(scene.raw(change), to) };
    let slack = slack.saturating_mul(Decimal::TWO);
    Some(lies_between(item, scene, (change, to), (change, from), (by.figure, stated), slack))
}

/// What lies between two amounts against what is said to; each is known to half a unit of its last digit, which makes the slack.
fn lies_between(
    item: &Item,
    scene: &Scene,
    (now, to): (&Figure, Decimal),
    (base, from): (&Figure, Decimal),
    (by, stated): (&Figure, Decimal),
    slack: Decimal,
) -> Check {
    let computed = (to - from).abs().normalize();
    let raw = scene.raw(by);
    let found = match (computed - stated).abs() {
        off if off.is_zero() => Verdict::Holds,
        off if off < verdict::last_digit(raw, stated) || off <= slack => Verdict::Rounds,
        _ => Verdict::Fails,
    };
    let say = |amount, unit| verdict::words(amount, unit, scene.raw(now));
    let of = unit(now);
    let points = now.unit.as_deref() == Some("%");
    let (verb, name) = if to > from { ("增至", "增加") } else { ("降至", "减少") };
    let more = say(computed, if points { "个百分点" } else { of });
    let said = format!("由{}{verb}{}，{name}{more}", say(from, of), say(to, of));
    Check {
        item: Some(item.key.clone()),
        kind: CheckKind::Growth,
        amounts: vec![
            CheckAmount { role: "now", span: now.span, value: Some(to) },
            CheckAmount { role: "base", span: base.span, value: Some(from) },
            CheckAmount { role: "growth", span: by.span, value: Some(stated) },
        ],
        unit: by.unit.as_deref().map(str::to_string),
        stated: Some(stated.normalize()),
        computed: Some(computed),
        verdict: found,
        partial: false,
        message: match found {
            Verdict::Holds => format!("{said}，与所列“{raw}”一致。"),
            Verdict::Rounds => format!("{said}，与所列“{raw}”在取整范围内相符。"),
            _ => format!("{said}，与所列“{raw}”不符。"),
        },
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
    let direction = rate.figure.change.filter(|_| rate.is_percent())?;
    // 人均收入24360元, 浓度38微克/立方米 grow as amounts do.
    let grows = |p: &Placed| {
        let of_one = p.figure.dimension == Some(Dimension::Money) && p.figure.per == now.figure.per;
        p.plain || p.figure.change.is_none() && (of_one || p.figure.dimension == Some(Dimension::Concentration))
    };
    let plain = |p: &Placed| grows(p) && p.figure.op == Op::Eq;
    if !plain(now) || !plain(base) || rate.figure.op != Op::Eq || !base.same_unit(now) || now.sentence != rate.sentence
    {
        return None;
    }
    let clause = clause_before(scene, base.figure);
    let word = scene.between(base.figure, rate.figure);
    // 24360元，上年为22740元，同比增长7.1%
    let aside = clause.strip_suffix(['为', '是']).filter(|_| matches!(word, "，" | "，同比" | "，比上年" | "，较上年"));
    let compared = clause.strip_prefix(['较', '比', '与']).or(aside)?;
    // 比2020年的1.2万人
    let year = compared.trim_end_matches('的').trim_end_matches("同期").strip_suffix('年');
    let other = year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    if !other && !OTHER.contains(&compared)
        || aside.is_none() && !matches!(word, "" | "分别" | "同比" | "相比")
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
    (now, to): (&Figure, Decimal),
    (base, from): (&Figure, Decimal),
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
    let say = |amount| verdict::words(amount, unit(now), scene.raw(now));
    let (verb, name) = if to >= from { ("增至", "增幅") } else { ("降至", "降幅") };
    let way = format!("由{}{verb}{}，{name}为{}", say(from), say(to), verdict::percent_words(exact, stated));
    Some(Check {
        item: Some(item.key.clone()),
        kind: CheckKind::Growth,
        amounts: vec![
            CheckAmount { role: "now", span: now.span, value: Some(to) },
            CheckAmount { role: "base", span: base.span, value: Some(from) },
            CheckAmount { role: "growth", span: rate.span, value: Some(stated) },
        ],
        unit: Some("%".to_string()),
        stated: Some(stated.normalize()),
        computed: Some(computed),
        verdict: found,
        partial: false,
        message: match found {
            Verdict::Holds => format!("{way}，与所列“{raw}”一致。"),
            Verdict::Rounds => format!("{way}，所列“{raw}”未按四舍五入取值。"),
            _ => format!("{way}，与所列“{raw}”不符。"),
        },
    })
}
