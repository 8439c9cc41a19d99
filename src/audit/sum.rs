//! Parts that add up to a stated total.
//!
//! Read from how notices write breakdowns: a bracket behind the total (`146户(甲县137户、乙区9户)`), 其中 and what follows,
//! a list of places, stages of a plan. A sum that is not complete (其中, 其余) must not exceed its total.

use super::scene::{Placed, Scene, amount, is_percent, same_measure, unit, value};
use super::verdict;
use crate::figure::{Decimal, Dimension, Figure};
use crate::record::{Check, CheckKind, Item, Verdict};
use crate::text::fold;

/// A breakdown has no more parts than this; it bounds the work on a text of nothing but numbers.
const MOST_PARTS: usize = 60;
/// Words that open a breakdown which need not be complete.
const PARTIAL: &[&str] = &["其中", "含", "包括", "包含"];
/// Words that say that a part is left out.
const REST: &[&str] = &["其余", "剩余", "其他", "其它", "等"];

/// The sums of one passage.
pub fn check(scene: &Scene, out: &mut Vec<Check>) {
    for (i, total) in scene.figures.iter().enumerate() {
        let Some(stated) = value(total.figure).filter(|_| countable(total.figure)) else { continue };
        if let Some(check) = bracketed(scene, i, stated).or_else(|| following(scene, i, stated)) {
            out.push(check);
        }
    }
}

/// Sums whose parts stand in other passages than the total: the stages of a plan, the rows of one item.
pub fn across(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    if item.figures.len() > MOST_PARTS * 8 {
        return;
    }
    for (s, scene) in scenes.iter().enumerate() {
        for total in &scene.figures {
            let Some(stated) = value(total.figure).filter(|_| countable(total.figure)) else { continue };
            let Some(metric) = &total.figure.metric else { continue };
            for (_, other) in scenes.iter().enumerate().filter(|(o, _)| *o != s) {
                let parts: Vec<&Figure> = other
                    .figures
                    .iter()
                    .map(|p| p.figure)
                    .filter(|f| same_measure(f, total.figure) && f.metric.as_ref().is_some_and(|m| related(m, metric)))
                    .filter(|f| value(f).is_some_and(|v| v < stated))
                    .collect();
                if parts.len() >= 2 && plain_sum(&parts) == Some(stated) {
                    out.push(report(scene, total.figure, stated, &parts, stated, false, &item.key));
                }
            }
        }
    }
}

/// One metric names the other's thing.
fn related(a: &str, b: &str) -> bool {
    a == b || a.contains(b) || b.contains(a)
}

/// Amounts that can be added: no percentages, ages, durations, rates of pay.
fn countable(f: &Figure) -> bool {
    !is_percent(f)
        && f.change.is_none()
        && f.per.is_empty()
        && !matches!(f.dimension, Some(Dimension::Ratio | Dimension::Duration | Dimension::Concentration))
        && !matches!(unit(f), "岁" | "周岁" | "级" | "档" | "倍" | "期" | "年级")
}

/// `T(…parts…)`: the bracket that opens right behind the total.
fn bracketed(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = scene.figures[i];
    let first = scene.figures.get(i + 1).filter(|f| f.depth == total.depth + 1)?;
    let gap = scene.between(total.figure, first.figure);
    let open = gap.find(['(', '（', '[', '〔'])?;
    if gap[..open].chars().filter(|c| !c.is_whitespace()).count() > 8
        || gap[..open].contains(['，', ',', '。', '；', ';'])
    {
        return None;
    }
    let all: Vec<&Placed> = scene.figures[i + 1..]
        .iter()
        .take(MOST_PARTS)
        .take_while(|f| f.bracket == first.bracket || f.depth > first.depth)
        .collect();
    let parts: Vec<&Figure> = all
        .iter()
        .filter(|f| f.bracket == first.bracket && countable(f.figure) && same_measure(f.figure, total.figure))
        .map(|f| f.figure)
        .collect();
    if parts.is_empty() {
        return None;
    }
    let computed = sum(scene, &parts)?;
    let inside = &gap[open..];
    let partial_word = PARTIAL.iter().any(|w| inside.contains(w)) || parts.len() == 1;
    // 各8个(分别含…6个): each part stands against one of the places, so that nothing adds up.
    if total.figure.each && inside.contains("分别") {
        return None;
    }
    if computed == stated && parts.len() >= 2 {
        return Some(report(scene, total.figure, stated, &parts, computed, false, &scene.item.key));
    }
    if computed <= stated && (partial_word || has_rest(scene, &parts)) {
        return Some(report(scene, total.figure, stated, &parts, computed, true, &scene.item.key));
    }
    if parts.len() >= 2
        && !has_rest(scene, &parts)
        && parts.iter().all(|p| !p.scopes.is_empty() && p.unit == total.figure.unit)
    {
        return Some(report(scene, total.figure, stated, &parts, computed, false, &scene.item.key));
    }
    None
}

/// A total and the parts that follow it in its sentence, or in the next one when that opens with 其中.
fn following(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = scene.figures[i];
    let mut parts: Vec<&Figure> = Vec::new();
    let mut opened = false;
    let mut last = total.figure;
    for f in scene.figures[i + 1..].iter().take(MOST_PARTS) {
        let gap = scene.between(last, f.figure);
        if f.depth > total.depth {
            // What stands in brackets belongs to the part before it.
            continue;
        }
        if f.depth < total.depth {
            break;
        }
        if f.sentence != total.sentence {
            let begins = gap.rsplit(['。', '\n']).next().unwrap_or("").trim_start();
            let goes_on =
                parts.is_empty() && f.sentence == total.sentence + 1 && PARTIAL.iter().any(|w| begins.starts_with(w));
            let in_opened = opened && f.sentence == total.sentence + 1;
            if !goes_on && !in_opened {
                break;
            }
            opened |= goes_on;
        }
        if !countable(f.figure) || !same_measure(f.figure, total.figure) {
            last = f.figure;
            continue;
        }
        if parts.is_empty() && PARTIAL.iter().any(|w| gap.contains(w)) {
            opened = true;
        }
        parts.push(f.figure);
        last = f.figure;
        if parts.len() >= 2 && sum(scene, &parts) == Some(stated) {
            return Some(report(scene, total.figure, stated, &parts, stated, false, &scene.item.key));
        }
    }
    let first = *parts.first()?;
    let computed = sum(scene, &parts)?;
    let lead = scene.between(total.figure, first);
    let near = lead.chars().count() <= 40;
    let marked = PARTIAL.iter().any(|w| lead.contains(w)) && near;
    let rest = has_rest(scene, &parts);
    if parts.len() >= 2
        && verdict::total(scene.raw(total.figure), stated, computed) == Verdict::Rounds
        && same_kind(&parts)
    {
        return Some(report(scene, total.figure, stated, &parts, computed, false, &scene.item.key));
    }
    if (marked || (rest && total.figure.dimension == Some(Dimension::Money))) && computed <= stated {
        let parts = if marked { parts } else { vec![first] };
        let computed = sum(scene, &parts)?;
        return Some(report(scene, total.figure, stated, &parts, computed, true, &scene.item.key));
    }
    // A plain list of places right behind the total claims to be complete.
    let places =
        parts.len() >= 3 && parts.iter().all(|p| !p.scopes.is_empty() && p.unit == total.figure.unit && !p.each);
    let direct = !lead.contains(['。', '；', ';', '\n']) && lead.chars().count() <= 16;
    if places
        && direct
        && !rest
        && !marked
        && total.figure.scopes.is_empty()
        && distinct_scopes(&parts)
        && same_kind(&parts)
    {
        return Some(report(scene, total.figure, stated, &parts, computed, false, &scene.item.key));
    }
    None
}

fn distinct_scopes(parts: &[&Figure]) -> bool {
    parts.iter().enumerate().all(|(i, p)| parts[..i].iter().all(|q| q.scopes != p.scopes))
}

fn same_kind(parts: &[&Figure]) -> bool {
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
    REST.iter().any(|w| inside.contains(w) || tail.contains(w))
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
    key: &str,
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
        item: Some(key.to_string()),
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
