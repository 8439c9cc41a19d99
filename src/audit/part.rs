//! Parts of a total: which figures can be added, what the words between them say, and how a sum is reported.

use super::clause::{self, LINE, SEMICOLON, STOP};
use super::scene::{Placed, Scene, amount, order, unit, value};
use super::verdict;
use crate::figure::{Decimal, Dimension, Figure, Op, Role};
use crate::lexicon::WordIndex;
use crate::record::{Check, CheckAmount, CheckKind, Verdict};
use crate::text::fold;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Words that open a breakdown which need not be complete.
pub(super) static PARTIAL: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(&["其中", "含", "包括", "包含"]));

/// Words that say that a part is left out, or counted twice.
pub(super) static REST: LazyLock<WordIndex<()>> =
    LazyLock::new(|| WordIndex::of(&["其余", "剩余", "其他", "其它", "等", "重复", "重叠", "交叉"]));

/// One metric names the other's thing.
pub(super) fn related(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    stands_in(short.as_bytes(), long.as_bytes())
}

/// The last two characters of a metric, which mostly name its thing: 泊位 of 新增停车泊位.
pub(super) fn head(metric: &str) -> &str {
    &metric[metric.char_indices().rev().nth(1).map_or(0, |(at, _)| at)..]
}

/// Whether a few bytes stand in a text that is about as short.
pub(super) fn stands_in(few: &[u8], text: &[u8]) -> bool {
    let Some(last) = few.len().checked_sub(1) else { return true };
    // The last byte of a character tells more of them apart than its first.
    memchr::memchr_iter(few[last], text.get(last..).unwrap_or_default()).any(|at| text[at..].starts_with(few))
}

pub(super) fn opened_by_partial(gap: &str) -> bool {
    PARTIAL.any_in(gap)
}

/// Whether a figure can be a part of a total.
#[inline]
pub(super) fn fits(part: &Placed, total: &Placed, stated: Decimal) -> bool {
    part.countable && part.same_measure(total) && part.value.is_some_and(|v| order(v, stated) == Ordering::Less)
}

/// An amount without comparator, which alone can contradict a sum.
pub(super) fn exact(f: &Placed) -> bool {
    f.figure.op == Op::Eq
}

/// Nothing but marks between the total and the first place: not 涉及, 主要, 重点, which name only some.
pub(super) fn opens_with_place(lead: &str, first: &Placed) -> bool {
    let lead = lead.trim_start_matches(|c: char| c.is_whitespace() || "，,：:（(、即".contains(c));
    first.figure.scopes.first().is_some_and(|place| lead.starts_with(place.as_str()))
}

/// Whether the last part is what is left over: 其余15个, 其他镇街700个.
pub(super) fn closed(scene: &Scene, parts: &[&Placed]) -> bool {
    let [.., before, last] = parts else { return false };
    let gap = scene.between(before.figure, last.figure);
    let tail = clause::behind(scene.after(last.figure), STOP | SEMICOLON | LINE);
    ["其余", "其他", "其它"].iter().any(|w| gap.contains(w)) && !REST.any_in(tail)
}

pub(super) fn distinct_scopes(parts: &[&Placed]) -> bool {
    parts.iter().enumerate().all(|(i, p)| parts[..i].iter().all(|q| q.figure.scopes != p.figure.scopes))
}

pub(super) fn same_role(parts: &[&Placed]) -> bool {
    parts.iter().all(|p| p.figure.role == parts[0].figure.role)
}

/// Whether the list says that it leaves something out: 其余… behind the last part, 等 after a name.
pub(super) fn has_rest(scene: &Scene, parts: &[&Placed]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let (from, last) = (first.figure.span.start, last.figure);
    let inside = if from <= last.span.start {
        scene.text.recognised_slice(crate::text::Span { start: from, end: last.span.end })
    } else {
        ""
    };
    let tail = scene.after(last);
    let tail = tail.split(['。', '\n', ')', '）']).next().unwrap_or("");
    REST.any_in(inside) || REST.any_in(tail)
}

/// The sum; 各N counts once for each place it names.
pub(super) fn sum(scene: &Scene, parts: &[&Placed]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(counted(p, |f| members(scene, f))?))
}

/// The sum; 各N counts once for each of its scopes.
pub(super) fn plain_sum<'a>(mut parts: impl Iterator<Item = &'a Placed<'a>>) -> Option<Decimal> {
    parts.try_fold(Decimal::ZERO, |sum, p| sum.checked_add(counted(p, |f| f.scopes.len().max(1))?))
}

/// What a part adds to a sum: its number, as many times as 各 says.
pub(super) fn counted(part: &Placed, times: impl Fn(&Figure) -> usize) -> Option<Decimal> {
    match part.value? {
        v if part.figure.each => v.checked_mul(times(part.figure).into()),
        v if v.is_zero() => Some(Decimal::ZERO),
        v => Some(v),
    }
}

/// How many names stand before 各: `甲区、乙区各8个` → 2.
pub(super) fn members(scene: &Scene, f: &Figure) -> usize {
    if !f.scopes.is_empty() {
        return f.scopes.len();
    }
    let before = scene.before(f);
    let clause = before.rsplit(|c| matches!(fold::half(c), ',' | ';' | '。' | ':' | '\n' | ')')).next().unwrap_or("");
    clause.matches('、').count() + 1
}

pub(super) fn report(
    scene: &Scene,
    total: &Placed,
    stated: Decimal,
    parts: &[&Placed],
    computed: Decimal,
    partial: bool,
) -> Check {
    let total = total.figure;
    let raw = scene.raw(total);
    let found = if partial {
        if computed <= stated { Verdict::Holds } else { Verdict::Fails }
    } else {
        verdict::total(raw, stated, computed)
    };
    let found = match found {
        Verdict::Fails if rounded_apart(scene, raw, (stated, computed), parts) => {
            // How much work is planned is set, not measured.
            let set =
                |f: &Figure| f.role == Some(Role::Target) && f.dimension != Some(Dimension::Money) && f.op == Op::Eq;
            let planned = set(total) && parts.iter().all(|p| set(p.figure));
            let far = (stated - computed).abs() > verdict::last_digit(raw, stated);
            if planned || far { Verdict::Open } else { Verdict::Rounds }
        }
        found => found,
    };
    let mut amounts = Vec::with_capacity(1 + parts.len());
    amounts.push(amount("total", total));
    for part in parts.iter().map(|p| p.figure) {
        let times = if part.each { members(scene, part) } else { 1 };
        amounts.extend(std::iter::repeat_with(|| amount("part", part)).take(times.min(100)));
    }
    finding(&scene.item.key, raw, total, stated, computed, amounts, found, partial)
}

/// Whether the rounding of a total and its parts explains what lies between them: 2.35亿元 of 1.17亿元 and 1.19亿元. Where one amount is given to
/// two digits behind the point, 3万 beside it is 3.00万.
fn rounded_apart(scene: &Scene, raw: &str, (stated, computed): (Decimal, Decimal), parts: &[&Placed]) -> bool {
    let half = |part: &&Placed| verdict::rounding(scene.raw(part.figure), part.value.unwrap_or_default());
    let finest = parts.iter().map(half).fold(verdict::rounding(raw, stated), Decimal::min);
    let slack = finest.checked_mul(Decimal::from(parts.len() + 1));
    !finest.is_zero() && slack.is_some_and(|slack| (stated - computed).abs() <= slack)
}

/// Parts that exceed their total but may count the same things twice: a question, no error.
pub(super) fn overlapping(mut check: Check) -> Check {
    check.message =
        check.message.split("，多出").next().unwrap_or_default().to_string() + "；各部分可能有重叠，文中未说明。";
    check.verdict = Verdict::Open;
    check
}

/// Parts that may leave something out or count it twice: a question, no error.
pub(super) fn in_doubt(mut check: Check) -> Check {
    if check.verdict == Verdict::Fails {
        check.verdict = Verdict::Open;
        check.message = check.message.trim_end_matches('。').to_string() + "，是否列全文中未说明。";
    }
    check
}

/// Parts that are less than their total but may not be all there are: a question, no error.
pub(super) fn incompletely(mut check: Check, total: &Figure, raw: &str, missing: Decimal) -> Check {
    let short = verdict::words(missing, unit(total), raw);
    check.message = check.message.split("，未超过").next().unwrap_or_default().to_string()
        + "，比总数少"
        + &short
        + "，是否列全文中未说明。";
    check.verdict = Verdict::Open;
    check
}

/// Parts gathered elsewhere against the whole that they claim to make up.
pub fn verdict_of(item: &str, raw: &str, total: &Figure, computed: Decimal, amounts: Vec<CheckAmount>) -> Check {
    let stated = value(total).unwrap_or_default();
    finding(item, raw, total, stated, computed, amounts, verdict::total(raw, stated, computed), false)
}

#[allow(clippy::too_many_arguments)]
pub(super) fn finding(
    item: &str,
    raw: &str,
    total: &Figure,
    stated: Decimal,
    computed: Decimal,
    amounts: Vec<CheckAmount>,
    found: Verdict,
    partial: bool,
) -> Check {
    let say = |value: Decimal| verdict::words(value, unit(total), raw);
    let (sum, whole) = (say(computed), say(stated));
    let message = match found {
        Verdict::Holds if partial => format!("所列部分合计{sum}，未超过总数{whole}。"),
        Verdict::Holds => format!("各部分合计{sum}，与所列总数{whole}一致。"),
        Verdict::Rounds => format!("各部分合计{sum}，与所列总数{raw}在取整范围内相符。"),
        Verdict::Open => format!("各部分合计{sum}，与所列总数{whole}有出入，可能由取整造成。"),
        _ if partial => format!("所列部分合计{sum}，超过总数{whole}，多出{}。", say(computed - stated)),
        _ => {
            let (way, gap) =
                if computed > stated { ("多出", computed - stated) } else { ("相差", stated - computed) };
            format!("各部分合计{sum}，与所列总数{whole}不符，{way}{}。", say(gap))
        }
    };
    Check {
        item: Some(item.to_string()),
        kind: CheckKind::Sum,
        amounts,
        unit: total.unit.as_deref().map(str::to_string),
        stated: Some(stated.normalize()),
        computed: Some(computed.normalize()),
        verdict: found,
        partial,
        message,
    }
}
