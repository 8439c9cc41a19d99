//! Parts that add up to a stated total.
//!
//! Read from how notices write breakdowns: a bracket behind the total (`146户(甲县137户、乙区9户)`), 其中 and what follows,
//! a list of places, stages of a plan. A sum that is not complete (其中, 其余) must not exceed its total.

use super::scene::{Placed, Scene, amount, is_percent, same_measure, significant, unit, value};
use super::verdict;
use crate::figure::{Decimal, Dimension, Figure, Op};
use crate::lexicon::{Field, WordIndex};
use crate::record::{Check, CheckAmount, CheckKind, Item, Verdict};
use crate::text::fold;
use std::sync::LazyLock;

/// A breakdown has no more parts than this; it bounds the work on a text of nothing but numbers.
const MOST_PARTS: usize = 60;
/// Places behind a total where a breakdown is tried.
const MOST_STARTS: usize = 8;
/// Words that open a breakdown which need not be complete.
static PARTIAL: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(&["其中", "含", "包括", "包含"]));
/// Words that say that a part is left out.
static REST: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(&["其余", "剩余", "其他", "其它", "等"]));

/// The sums of one passage.
pub fn check(scene: &Scene, out: &mut Vec<Check>) {
    for (i, total) in scene.figures.iter().enumerate() {
        let Some(stated) = value(total.figure).filter(|_| countable(total.figure)) else { continue };
        shared_bracket(scene, i, stated, out);
        if let Some(check) = bracketed(scene, i, stated) {
            out.push(check);
        }
        let before = out.len();
        runs(scene, i, stated, out);
        if out.len() == before
            && let Some(check) = incomplete(scene, i, stated).or_else(|| by_action(scene, i, stated))
        {
            out.push(check);
        }
    }
}

/// Sums whose parts stand in other passages than the total: the stages of a plan, the rows of one item.
pub fn across(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    if item.figures.len() > MOST_PARTS * 8 || scenes.len() > MOST_PARTS {
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
        let fits = |f: &&Figure| same_measure(f, total) && value(f).is_some_and(|v| v < stated);
        let flat = || self.figures.iter().filter(|p| p.depth == 0).map(|p| p.figure).filter(|f| fits(f));
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
        let all: Vec<&Figure> = flat().collect();
        (all.len() >= 3 && adds(&all)).then_some(all)
    }
}

/// One metric names the other's thing.
fn related(a: &str, b: &str) -> bool {
    a == b || a.contains(b) || b.contains(a)
}

fn same_unit(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit && countable(a) && same_measure(a, b)
}

/// Amounts that can be added: no percentages, ages, durations, rates of pay.
fn countable(f: &Figure) -> bool {
    !is_percent(f)
        && f.change.is_none()
        && f.per.is_empty()
        && !matches!(f.dimension, Some(Dimension::Ratio | Dimension::Duration | Dimension::Concentration))
        && !matches!(unit(f), "岁" | "周岁" | "级" | "档" | "倍" | "期" | "年级")
}

/// `T(…parts…)`: the bracket that opens behind the total, or behind its growth (`95人、同比增长5%（其中80人）`).
fn bracketed(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = scene.figures[i];
    let rest = &scene.figures[i + 1..];
    let skipped = rest.iter().take(2).take_while(|f| f.depth == total.depth && is_percent(f.figure)).count();
    let first = rest.get(skipped).filter(|f| f.depth == total.depth + 1)?;
    let from = if skipped > 0 { rest[skipped - 1].figure } else { total.figure };
    let gap = scene.between(from, first.figure);
    let open = gap.find(['(', '（', '[', '〔'])?;
    if gap[..open].chars().filter(|c| !c.is_whitespace()).count() > 8
        || gap[..open].contains(['，', ',', '。', '；', ';'])
    {
        return None;
    }
    let inside = &gap[open..];
    // 各8个(分别含…6个): each part stands against one of the places.
    if total.figure.each && inside.contains("分别") {
        return None;
    }
    let mut parts: Vec<&Figure> = Vec::new();
    let mut last = first.figure;
    for f in rest[skipped..].iter().take(MOST_PARTS).take_while(|f| f.bracket == first.bracket || f.depth > first.depth)
    {
        // What 其中 opens within the bracket belongs to the part before it.
        if !parts.is_empty() && opened_by_partial(scene.between(last, f.figure)) {
            break;
        }
        if f.bracket == first.bracket && countable(f.figure) && same_measure(f.figure, total.figure) {
            parts.push(f.figure);
        }
        last = f.figure;
    }
    let computed = sum(scene, &parts).filter(|_| !parts.is_empty())?;
    let partial = opened_by_partial(inside) || parts.len() == 1 || has_rest(scene, &parts);
    if computed == stated && parts.len() >= 2 {
        return Some(report(scene, total.figure, stated, &parts, computed, false));
    }
    let one_unit = parts.iter().all(|p| p.unit == total.figure.unit || p.dimension == Some(Dimension::Money));
    if computed <= stated && partial && one_unit {
        return Some(report(scene, total.figure, stated, &parts, computed, true));
    }
    let places = parts.len() >= 2 && parts.iter().all(|p| !p.scopes.is_empty() && p.unit == total.figure.unit);
    let plain = exact(total.figure) && parts.iter().all(|p| exact(p)) && opens_with_place(inside, parts[0]);
    (places && plain && !partial).then(|| report(scene, total.figure, stated, &parts, computed, false))
}

/// `甲区、乙区各8个(分别含…6个)`: one check for each place, with the one part or with its own.
fn shared_bracket(scene: &Scene, i: usize, stated: Decimal, out: &mut Vec<Check>) {
    let total = scene.figures[i];
    let Some(first) = scene.figures.get(i + 1).filter(|f| f.depth == total.depth + 1) else { return };
    if !total.figure.each || !scene.between(total.figure, first.figure).contains("分别") {
        return;
    }
    let parts: Vec<&Figure> = scene.figures[i + 1..]
        .iter()
        .take(MOST_PARTS)
        .take_while(|f| f.bracket == first.bracket)
        .filter(|f| countable(f.figure) && same_measure(f.figure, total.figure))
        .map(|f| f.figure)
        .collect();
    let places = members(scene, total.figure);
    if parts.len() != 1 && parts.len() != places {
        return;
    }
    for n in 0..places.min(MOST_PARTS) {
        let part = parts[n.min(parts.len() - 1)];
        if let Some(v) = value(part) {
            out.push(report(scene, total.figure, stated, &[part], v, true));
        }
    }
}

/// Breakdowns that add up exactly: runs of parts that begin behind the total, behind 其中, or at a later sentence. One total may have
/// several (by place and by source).
fn runs(scene: &Scene, i: usize, stated: Decimal, out: &mut Vec<Check>) {
    let total = scene.figures[i];
    if scene.passage.field == Field::Schedule || total.figure.each {
        return;
    }
    let rest: Vec<&Placed> =
        scene.figures[i + 1..].iter().take(MOST_PARTS).take_while(|f| f.depth >= total.depth).collect();
    let mut previous = total.figure;
    let mut sentence = u32::MAX;
    let mut starts = 0;
    let mut resume = 0;
    for (s, first) in rest.iter().enumerate() {
        let gap = scene.between(previous, first.figure);
        previous = first.figure;
        if first.depth != total.depth || !fits(first.figure, total.figure, stated) {
            continue;
        }
        let opens = first.sentence != sentence || opened_by_partial(gap);
        sentence = first.sentence;
        if !opens || s < resume || starts == MOST_STARTS {
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

fn opened_by_partial(gap: &str) -> bool {
    PARTIAL.any_in(gap)
}

fn fits(part: &Figure, total: &Figure, stated: Decimal) -> bool {
    countable(part) && same_measure(part, total) && value(part).is_some_and(|v| v < stated)
}

/// A total with some of its parts: behind 其中 in its sentence or the next, or before 其余; and a list of places that claims to be whole.
fn incomplete(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = scene.figures[i];
    let whole = is_whole(scene, total.figure);
    let (mut parts, mut all): (Vec<&Figure>, Vec<&Figure>) = Default::default();
    let mut last = total.figure;
    let mut sentence = total.sentence;
    let mut marked = false;
    for f in scene.figures[i + 1..].iter().take(MOST_PARTS) {
        if f.depth > total.depth {
            last = f.figure;
            continue;
        }
        if f.depth < total.depth {
            break;
        }
        let gap = scene.between(last, f.figure);
        if f.sentence != sentence {
            let begins = gap.rsplit(['。', '\n']).next().unwrap_or("").trim_start();
            let goes_on =
                parts.is_empty() && f.sentence == total.sentence + 1 && (whole || PARTIAL.longest_in(begins).is_some());
            if !goes_on {
                break;
            }
            sentence = f.sentence;
        }
        // A second 其中 opens a breakdown of the part before it.
        if !parts.is_empty() && opened_by_partial(gap) {
            break;
        }
        if countable(f.figure) && same_measure(f.figure, total.figure) {
            all.push(f.figure);
            // 总投资 of a part is no share of the 总投资 before it.
            if !is_whole(scene, f.figure) {
                marked |= parts.is_empty() && opened_by_partial(gap);
                parts.push(f.figure);
            }
        }
        last = f.figure;
    }
    if all.len() >= 2
        && same_role(&all)
        && let Some(computed) = sum(scene, &all)
        && verdict::total(scene.raw(total.figure), stated, computed) == Verdict::Rounds
    {
        return Some(report(scene, total.figure, stated, &all, computed, false));
    }
    let first = *parts.first()?;
    let computed = sum(scene, &parts)?;
    let lead = scene.between(total.figure, first);
    let near = lead.chars().count() <= 40;
    let plain = exact(total.figure) && parts.iter().all(|p| exact(p));
    // 其中甲3个、其余5个: what is left has its amount too, so that nothing is missing.
    if marked
        && near
        && plain
        && parts.len() >= 2
        && closed(scene, &parts)
        && parts.iter().all(|p| p.unit == total.figure.unit)
    {
        return Some(report(scene, total.figure, stated, &parts, computed, false));
    }
    // One part that is larger than its whole; several may overlap.
    if marked && near && plain && computed > stated && parts.len() == 1 && parts[0].unit == total.figure.unit {
        return Some(report(scene, total.figure, stated, &parts, computed, true));
    }
    if ((marked && near) || (whole && (marked || sentence == total.sentence || has_rest(scene, &parts))))
        && computed <= stated
    {
        return Some(report(scene, total.figure, stated, &parts, computed, true));
    }
    // A plain list of places right behind the total claims to be complete.
    let places =
        parts.len() >= 3 && parts.iter().all(|p| !p.scopes.is_empty() && p.unit == total.figure.unit && !p.each);
    let direct = !lead.contains(['。', '；', ';', '\n']) && lead.chars().count() <= 16;
    let list = places
        && direct
        && plain
        && !marked
        && total.figure.scopes.is_empty()
        && opens_with_place(lead, first)
        && !has_rest(scene, &parts);
    (list && distinct_scopes(&parts) && same_role(&parts))
        .then(|| report(scene, total.figure, stated, &parts, computed, false))
}

/// 总投资, 总投入: an amount that the money named behind it is part of.
fn is_whole(scene: &Scene, total: &Figure) -> bool {
    if total.dimension != Some(Dimension::Money) {
        return false;
    }
    let before = scene.before(total);
    let clause = before.rsplit(['，', ',', '。', '；', ';', '\n']).next().unwrap_or("");
    ["总投", "总经费", "总资金", "总计", "共需"].iter().any(|w| clause.contains(w))
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

/// An amount without comparator, which alone can contradict a sum.
fn exact(f: &Figure) -> bool {
    f.op == Op::Eq
}

/// Nothing but marks between the total and the first place: not 涉及, 主要, 重点, which name only some.
fn opens_with_place(lead: &str, first: &Figure) -> bool {
    let lead = lead.trim_start_matches(|c: char| c.is_whitespace() || "，,：:（(、即".contains(c));
    first.scopes.first().is_some_and(|place| lead.starts_with(place.as_str()))
}

/// Whether the last part is what is left over: 其余15个, 其他镇街700个.
fn closed(scene: &Scene, parts: &[&Figure]) -> bool {
    let [.., before, last] = parts else { return false };
    let gap = scene.between(before, last);
    let tail = scene.after(last).split(['。', '；', ';', '\n']).next().unwrap_or("");
    ["其余", "其他", "其它"].iter().any(|w| gap.contains(w)) && !REST.any_in(tail)
}

fn distinct_scopes(parts: &[&Figure]) -> bool {
    parts.iter().enumerate().all(|(i, p)| parts[..i].iter().all(|q| q.scopes != p.scopes))
}

fn same_role(parts: &[&Figure]) -> bool {
    parts.iter().all(|p| p.role == parts[0].role)
}

/// Whether the list says that it leaves something out: 其余… behind the last part, 等 after a name.
fn has_rest(scene: &Scene, parts: &[&Figure]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let from = first.span.start;
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
fn sum(scene: &Scene, parts: &[&Figure]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, f| {
        let times = if f.each { Decimal::from(members(scene, f)) } else { Decimal::ONE };
        sum.checked_add(value(f)?.checked_mul(times)?)
    })
}

fn plain_sum(parts: &[&Figure]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, f| {
        let times = if f.each { Decimal::from(f.scopes.len().max(1)) } else { Decimal::ONE };
        sum.checked_add(value(f)?.checked_mul(times)?)
    })
}

/// How many names stand before 各: `甲区、乙区各8个` → 2.
fn members(scene: &Scene, f: &Figure) -> usize {
    if !f.scopes.is_empty() {
        return f.scopes.len();
    }
    let before = scene.before(f);
    let clause = before.rsplit(|c| matches!(fold::half(c), ',' | ';' | '。' | ':' | '\n' | ')')).next().unwrap_or("");
    clause.matches('、').count() + 1
}

fn report(
    scene: &Scene,
    total: &Figure,
    stated: Decimal,
    parts: &[&Figure],
    computed: Decimal,
    partial: bool,
) -> Check {
    let raw = scene.raw(total);
    let found = if partial {
        if computed <= stated { Verdict::Holds } else { Verdict::Fails }
    } else {
        verdict::total(raw, stated, computed)
    };
    let mut amounts = vec![amount("total", total)];
    for part in parts {
        let times = if part.each { members(scene, part) } else { 1 };
        amounts.extend(std::iter::repeat_with(|| amount("part", part)).take(times.min(100)));
    }
    finding(&scene.item.key, raw, total, stated, computed, amounts, found, partial)
}

/// Parts gathered elsewhere against the whole that they claim to make up.
pub fn verdict_of(item: &str, raw: &str, total: &Figure, computed: Decimal, amounts: Vec<CheckAmount>) -> Check {
    let stated = value(total).unwrap_or_default();
    finding(item, raw, total, stated, computed, amounts, verdict::total(raw, stated, computed), false)
}

#[allow(clippy::too_many_arguments)]
fn finding(
    item: &str,
    raw: &str,
    total: &Figure,
    stated: Decimal,
    computed: Decimal,
    amounts: Vec<CheckAmount>,
    found: Verdict,
    partial: bool,
) -> Check {
    let word = unit(total);
    let message = match found {
        Verdict::Holds if partial => format!("所列部分合计{computed}{word}，未超过总数{stated}{word}。"),
        Verdict::Holds => format!("各部分合计{computed}{word}，与所列总数{stated}{word}一致。"),
        Verdict::Rounds => format!("各部分合计{computed}{word}，与所列总数{raw}在取整范围内相符。"),
        _ if partial => format!(
            "所列部分合计{computed}{word}，超过总数{stated}{word}，多出{}{word}。",
            (computed - stated).normalize()
        ),
        _ => {
            let gap = (stated - computed).normalize();
            let (way, gap) = if gap.is_sign_negative() { ("多出", -gap) } else { ("相差", gap) };
            format!("各部分合计{computed}{word}，与所列总数{stated}{word}不符，{way}{gap}{word}。")
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
