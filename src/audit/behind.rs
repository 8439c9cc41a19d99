//! Totals that stand behind their parts (`东区8个、西区7个，共计15个`), and totals whose parts are the points of a list (一是…860个；二是…640个).

use super::kind;
use super::part::{fits, head, incompletely, related, report, sum};
use super::rate::clause_before;
use super::scene::{Placed, Scene, order};
use super::sum::MOST_PARTS;
use super::verdict;
use crate::figure::{Decimal, Op};
use crate::record::{Check, Verdict};
use std::cmp::Ordering;

/// Words that stand alone before a total and say that it sums up what was just named.
const TOGETHER: [&str; 9] = ["共", "共计", "合计", "总计", "总共", "一共", "共有", "合共", "计"];

/// The total against the amounts before it in its sentence.
pub(super) fn check(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = &scene.figures[i];
    // Of most amounts, none before is counted alike.
    if !scene.figures[..i].last().is_some_and(|p| p.same_unit(total)) {
        return None;
    }
    let clause = clause_before(scene, total.figure).trim();
    if total.figure.each || !["共", "合计", "总"].iter().any(|w| clause.contains(w)) && clause != "计" {
        return None;
    }
    let mut parts: Vec<&Placed> = Vec::new();
    let mut adding = Decimal::ZERO;
    let mut whole = true;
    let mut opened = false;
    let mut behind = total;
    for part in scene.figures[..i].iter().rev().take(MOST_PARTS) {
        let gap = scene.between(part.figure, behind.figure);
        if part.sentence != total.sentence || part.depth < total.depth || gap.contains(['；', ';']) {
            break;
        }
        behind = part;
        if part.depth > total.depth {
            continue;
        }
        let fitting =
            part.countable && part.same_unit(total) && order(part.value.unwrap_or(stated), stated) == Ordering::Less;
        // 其中 opens the list; what stands before it would be the whole.
        whole &= fitting && part.figure.op == Op::Eq && !opened;
        if !fitting {
            continue;
        }
        opened |= part.opened;
        parts.insert(0, part);
        adding = adding.checked_add(sum(scene, &[part])?)?;
        if parts.len() >= 2
            && (adding == stated || verdict::total(scene.raw(total.figure), stated, adding) == Verdict::Rounds)
        {
            return Some(report(scene, total, stated, &parts, adding, false));
        }
    }
    // Nothing else was named, and nothing is named behind: 共计22个小区受益 counts other things.
    let ends = scene.after(total.figure).trim_start();
    let sure = whole
        && parts.len() >= 2
        && (TOGETHER.contains(&clause)
            || repeats_the_verb(scene, clause, &parts)
            || sums_up_the_work(scene, clause, &parts))
        && total.figure.op == Op::Eq
        && parts.iter().all(|p| p.figure.role == total.figure.role)
        && (ends.is_empty() || ends.starts_with(['，', ',', '。', '；', ';', '）', ')', '\n']));
    sure.then(|| report(scene, total, stated, &parts, adding, false))
}

/// `一季度完成120户、二季度完成180户，共计完成300户`: 共计 with the very word that stands before each part.
fn repeats_the_verb(scene: &Scene, clause: &str, parts: &[&Placed]) -> bool {
    let verb = ["共计", "合计", "总计"].iter().find_map(|word| clause.strip_prefix(word));
    verb.is_some_and(|verb| {
        verb.chars().count() >= 2 && parts.iter().all(|p| clause_before(scene, p.figure).trim_end().ends_with(verb))
    })
}

/// `新建12处、改造23处，全年共实施35处`: 共 with a word for any work, behind works of different sorts.
fn sums_up_the_work(scene: &Scene, clause: &str, parts: &[&Placed]) -> bool {
    let work =
        ["全年", "今年", "全市", "全县", "全区"].iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause);
    ["共实施", "共建设", "共完成", "共计实施", "共计完成", "合计完成"].contains(&work) && kind::of_works(scene, parts)
}

/// Numbers of the points of a list that goes on in one passage.
const POINTS: [&str; 9] = ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是"];

/// `新增3600个：一是…，新增1800个；二是…，新增1200个；三是…`: a total whose every point states one amount of the same thing.
pub(super) fn points(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = &scene.figures[i];
    let next = scene.figures.get(i + 1)?;
    let lead = scene.between(total.figure, next.figure);
    let at = lead.char_indices().take(13).map(|(at, _)| at).find(|&at| lead[at..].starts_with(POINTS[0]))?;
    let direct = lead[..at].trim_end().ends_with(['：', ':']);
    let metric = total.figure.metric.as_deref()?;
    let mut parts: Vec<&Placed> = Vec::new();
    let (mut point, mut last) = (0, total);
    let mut counts = [0u8; POINTS.len()];
    for figure in scene.figures[i + 1..].iter().take(MOST_PARTS).take_while(|f| f.depth >= total.depth) {
        let gap = scene.between(last.figure, figure.figure);
        last = figure;
        while point < POINTS.len() && gap.contains(POINTS[point]) {
            point += 1;
        }
        // Behind the list's end another sentence begins.
        if gap.contains('\n') || point > 0 && gap.contains('。') && !POINTS.iter().any(|p| gap.contains(p)) {
            break;
        }
        let akin = figure.figure.metric.as_deref().is_some_and(|m| related(m, metric) || head(m) == head(metric));
        if figure.depth == total.depth && akin && figure.same_unit(total) && fits(figure, total, stated) {
            parts.push(figure);
            counts[point.saturating_sub(1)] += 1;
        }
    }
    let each = point >= 2 && counts[..point].iter().all(|&n| n == 1);
    let computed = sum(scene, &parts).filter(|_| each)?;
    let plain =
        total.figure.op == Op::Eq && parts.iter().all(|p| p.figure.op == Op::Eq && p.figure.role == total.figure.role);
    if computed == stated || plain && (direct || computed > stated) {
        return Some(report(scene, total, stated, &parts, computed, false));
    }
    // Behind a full stop the points need not tell of all.
    let check = || report(scene, total, stated, &parts, computed, true);
    plain.then(|| incompletely(check(), total.figure, scene.raw(total.figure), stated - computed))
}
