//! Breakdowns right behind their total: in brackets, behind 其中, before 其余, or a list of places that claims to be whole.

use super::clause::{self, COLON, COMMA, SEMICOLON};
use super::kind;
use super::part::*;
use super::scene::{Placed, Scene};
use super::sum::MOST_PARTS;
use super::verdict;
use super::whole;
use crate::figure::{Decimal, Dimension, Role};
use crate::record::{Check, Verdict};
use crate::text::holds_any;

/// Marks that end what 其中 opens.
const ENDS: [char; 4] = ['。', '；', ';', '\n'];
/// Words that open some parts of a total.
const OPENERS: [&str; 2] = ["其中", "包括"];

/// The names in a list of places stand this close to the amount before them, in characters.
pub(super) const LIST_GAP: usize = 30;

/// Whether an amount before a total, in its sentence and larger than a part, is counted in the part's unit.
fn in_own_unit(scene: &Scene, i: usize, part: &Placed) -> bool {
    let before = scene.figures[..i].iter().rev().take(4).take_while(|f| f.sentence == scene.figures[i].sentence);
    before.filter(|f| f.same_unit(part)).any(|f| f.value > part.value)
}

/// Whether the clause of an amount says that it is what was planned: `…其他区县7个，完成年度目标20个的90%`.
fn names_the_plan(scene: &Scene, last: &Placed, f: &Placed) -> bool {
    let clause = clause::before(scene.between(last.figure, f.figure), COMMA | SEMICOLON).0;
    ["目标", "任务", "计划"].iter().any(|word| clause.trim_end().ends_with(word))
}

/// `改造管网40公里。第一季度完成10公里，…`: the sentence behind a total tells of its quarters or halves.
fn begins_with_quarter(sentence: &str) -> bool {
    let sentence = sentence.trim_start_matches('第');
    ["一季度", "上半年"].iter().any(|word| sentence.starts_with(word))
}

/// Whether the sentence of a total has no other amount of its unit, of which the parts could be: `新建15座、改造11座。其中,…`.
fn only_one(scene: &Scene, i: usize, first: &Placed) -> bool {
    let total = &scene.figures[i];
    // 计划900公里，已完成765公里，其中…: what was planned has no parts that were done; and an amount said twice is one.
    let planned = |f: &Placed| f.figure.role == Some(Role::Target) && first.figure.role == Some(Role::Progress);
    let rival =
        |f: &&Placed| f.sentence == total.sentence && f.same_unit(total) && f.value != total.value && !planned(f);
    // Behind ； stands another work.
    let mut next = total;
    let before = scene.figures[..i].iter().rev().take(MOST_PARTS).take_while(|f| {
        let apart = scene.between(f.figure, next.figure).contains(['；', ';']);
        next = f;
        f.sentence == total.sentence && !apart
    });
    let behind = scene.figures[i + 1..].iter().take_while(|f| f.figure.span != first.figure.span);
    let mut all = before.chain(behind);
    !all.any(|f| rival(&f))
}

/// `T(…parts…)`: the bracket that opens behind the total, or behind its growth (`95人、同比增长5%（其中80人）`).
pub(super) fn bracketed(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = &scene.figures[i];
    let rest = &scene.figures[i + 1..];
    let skipped = rest.iter().take(2).take_while(|f| f.depth == total.depth && f.is_percent()).count();
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
    // 3.6亿元（上年3亿元）
    if holds_any(inside, &["上年", "去年", "同期", "原"]) {
        return None;
    }
    // 各8个(分别含…6个): each part stands against one of the places.
    if total.figure.each && inside.contains("分别") {
        return None;
    }
    let mut parts: Vec<&Placed> = Vec::new();
    for f in rest[skipped..].iter().take(MOST_PARTS).take_while(|f| f.bracket == first.bracket || f.depth > first.depth)
    {
        // What 其中 opens within the bracket belongs to the part before it.
        if !parts.is_empty() && f.opened {
            break;
        }
        if f.bracket == first.bracket && f.countable && f.same_measure(total) {
            parts.push(f);
        }
    }
    let computed = sum(scene, &parts).filter(|_| !parts.is_empty())?;
    let partial = opened_by_partial(inside) || parts.len() == 1 || has_rest(scene, &parts);
    if computed == stated && parts.len() >= 2 {
        return Some(report(scene, total, stated, &parts, computed, false));
    }
    let one_unit = parts.iter().all(|p| p.same_unit(total) || p.figure.dimension == Some(Dimension::Money));
    if computed <= stated && partial && one_unit {
        let short = falls_short(scene, total, stated, &parts, computed);
        return Some(short.unwrap_or_else(|| report(scene, total, stated, &parts, computed, true)));
    }
    let places = parts.len() >= 2 && parts.iter().all(|p| !p.figure.scopes.is_empty() && p.same_unit(total));
    let plain = exact(total) && parts.iter().all(|p| exact(p));
    if computed > stated && plain && opened_by_partial(inside) && parts.iter().all(|p| p.same_unit(total)) {
        // A part that is larger than its whole, or parts that cannot overlap; others may: 其中女性60人、党员50人.
        let sure = parts.len() == 1 || kind::exclusive(scene, &parts) || whole::exhaustive(scene, total, &parts);
        let check = report(scene, total, stated, &parts, computed, true);
        return Some(if sure { check } else { overlapping(check) });
    }
    let whole = || {
        places && opens_with_place(inside, parts[0])
            || parts_claim_whole(scene, total, &parts, computed > stated)
            || whole::exhaustive(scene, total, &parts)
    };
    if !plain || partial || !one_unit {
        return None;
    }
    if whole() {
        return Some(report(scene, total, stated, &parts, computed, false));
    }
    // 1500件（轮椅600件、助行器500件、坐便椅300件）
    let things = parts.iter().all(|p| p.same_unit(total)) && kind::named_things(scene, &parts);
    let slip = whole::is_slip(&parts, (computed - stated).abs(), 6);
    things
        .then(|| report(scene, total, stated, &parts, computed, false))
        .map(|check| if slip { check } else { in_doubt(check) })
}

/// Parts that share nothing and, if they fall short of their total, leave nothing out.
fn parts_claim_whole(scene: &Scene, total: &Placed, parts: &[&Placed], too_much: bool) -> bool {
    kind::exclusive(scene, parts) && (too_much || whole::complete(scene, total, parts))
}

/// Parts behind 其中 that are less than their total: wrong where they leave nothing out or where next to nothing is missing, a question where there
/// are three or more of one kind or two that make up nearly all of it.
fn falls_short(scene: &Scene, total: &Placed, stated: Decimal, parts: &[&Placed], computed: Decimal) -> Option<Check> {
    let plain = exact(total) && parts.iter().all(|p| exact(p) && p.same_unit(total));
    if !plain || has_rest(scene, parts) || computed == stated {
        return None;
    }
    if whole::exhaustive(scene, total, parts) {
        return Some(report(scene, total, stated, parts, computed, false));
    }
    // 其中东片、西片、南片各2座
    let of_each = || matches!(parts, [only] if only.figure.each && members(scene, only.figure) >= 3);
    let exclusive = kind::exclusive(scene, parts);
    let told_apart = || exclusive || parts.len() >= 3 && kind::sums_of_names(scene, parts);
    let missing = stated - computed;
    let slip = exclusive && whole::all_but_made_up(scene, parts, missing)
        || told_apart() && whole::is_slip(parts, missing, 20);
    let check = slip.then(|| report(scene, total, stated, parts, computed, false));
    if let Some(check) = check.filter(|check| check.verdict == Verdict::Fails) {
        return Some(check);
    }
    let most = || parts.len() >= 2 && (stated - computed).saturating_mul(Decimal::from(5)) <= stated;
    (parts.len() >= 3 && told_apart() || of_each() || most()).then(|| {
        let check = report(scene, total, stated, parts, computed, true);
        incompletely(check, total.figure, scene.raw(total.figure), stated - computed)
    })
}

/// `新增泊位1350个，地面780个，地下670个`: behind a mere comma, parts that cannot overlap and that all but make up the amount before them.
fn bare_list(scene: &Scene, i: usize, stated: Decimal, parts: &[&Placed]) -> Option<Check> {
    let total = &scene.figures[i];
    let first = *parts.first()?;
    let behind = |p: &Placed, last: &Placed| {
        let gap = scene.between(last.figure, p.figure);
        p.sentence == total.sentence && exact(p) && p.same_unit(total) && gap.chars().count() <= LIST_GAP
    };
    let lead = scene.between(total.figure, first.figure);
    // 县道60公里、乡道80公里，实施村道防护90公里: the last is another work.
    let mut marks = parts.windows(2).map(|two| scene.between(two[0].figure, two[1].figure).chars().next());
    let mark = marks.next();
    let one_mark = marks.all(|other| Some(other) == mark);
    let begins = lead.trim_start_matches(|c: char| c.is_alphanumeric()).starts_with(['，', ',']);
    let listed = (2..=MOST_PARTS).contains(&parts.len())
        && begins
        && one_mark
        && !lead.contains(['、', '；', ';'])
        && exact(total)
        && behind(first, total)
        && parts.windows(2).all(|two| behind(two[1], two[0]))
        && only_one(scene, i, first)
        && !has_rest(scene, parts);
    let complete = || whole::exhaustive(scene, total, parts);
    let exclusive = || parts.len() >= 3 && kind::exclusive(scene, parts);
    let computed = sum(scene, parts).filter(|_| listed)?;
    let off = (computed - stated).abs();
    let slip = |times| whole::is_slip(parts, off, times);
    // 小学生120名，初中生90名，高中生105名: a sort may be left out, a place or a giver of money hardly.
    let times = match () {
        () if computed > stated => 2,
        () if kind::each_by_name(scene, parts) => 3,
        () if total.figure.dimension == Some(Dimension::Money) && whole::all_but_made_up(scene, parts, off) => 3,
        () => 20,
    };
    (computed != stated
        && same_role(&[&[total], parts].concat())
        && (slip(2) && complete() || slip(times) && exclusive()))
    .then(|| report(scene, total, stated, parts, computed, false))
}

/// `甲区、乙区各8个(分别含…6个)`: one check for each place, with the one part or with its own.
pub(super) fn shared_bracket(scene: &Scene, i: usize, stated: Decimal, out: &mut Vec<Check>) {
    let total = &scene.figures[i];
    let Some(first) = scene.figures.get(i + 1).filter(|f| f.depth == total.depth + 1) else { return };
    if !total.figure.each || !scene.between(total.figure, first.figure).contains("分别") {
        return;
    }
    let parts: Vec<&Placed> = scene.figures[i + 1..]
        .iter()
        .take(MOST_PARTS)
        .take_while(|f| f.bracket == first.bracket)
        .filter(|f| f.countable && f.same_measure(total))
        .collect();
    let places = members(scene, total.figure);
    if parts.len() != 1 && parts.len() != places {
        return;
    }
    for n in 0..places.min(MOST_PARTS) {
        let part = parts[n.min(parts.len() - 1)];
        if let Some(v) = part.value {
            out.push(report(scene, total, stated, &[part], v, true));
        }
    }
}

/// A total with some of its parts: behind 其中 in its sentence or the next, or before 其余; and a list of places that claims to be whole.
pub(super) fn incomplete(scene: &Scene, i: usize, stated: Decimal) -> Option<Check> {
    let total = &scene.figures[i];
    let whole = total.whole;
    let mut all: Vec<&Placed> = Vec::new();
    let mut wholes = 0;
    let mut sentence = total.sentence;
    let mut marked = false;
    for (f, last) in scene.figures[i + 1..].iter().zip(&scene.figures[i..]).take(MOST_PARTS) {
        if f.depth > total.depth {
            continue;
        }
        if f.depth < total.depth {
            break;
        }
        if f.sentence != sentence {
            let begins = || scene.between(last.figure, f.figure).rsplit(['。', '\n']).next().unwrap_or("").trim_start();
            let goes_on = all.len() == wholes
                && f.sentence == total.sentence + 1
                && (whole || PARTIAL.longest_in(begins()).is_some() || begins_with_quarter(begins()));
            if !goes_on {
                break;
            }
            sentence = f.sentence;
        }
        // 改造小区26个、居民5460户，其中甲街道15个、乙街道11个: the parts are those of the amount in their own unit.
        if f.opened && !f.same_unit(total) && f.same_measure(total) && in_own_unit(scene, i, f) {
            return None;
        }
        if f.opened && f.same_unit(total) && all.iter().all(|p| !p.same_unit(total)) {
            all.clear();
            wholes = 0;
        }
        // A second 其中 opens a breakdown of the part before it, and what is planned of all of them is no part.
        if all.len() > wholes && (f.opened || names_the_plan(scene, last, f)) {
            break;
        }
        // 其中小学4所、初中2所、幼儿园1所，新增学位6300个: another unit, another thing.
        if !f.same_unit(total) && all.len() > wholes && all.iter().all(|p| p.same_unit(total)) {
            continue;
        }
        if f.countable && f.same_measure(total) {
            // 总投资 of a part is no share of the 总投资 before it.
            marked |= f.opened && !f.whole && all.len() == wholes;
            wholes += usize::from(f.whole);
            all.push(f);
        }
    }
    if all.is_empty() {
        return None;
    }
    if all.len() >= 2
        && same_role(&all)
        && let Some(computed) = sum(scene, &all)
        && verdict::total(scene.raw(total.figure), stated, computed) == Verdict::Rounds
    {
        return Some(report(scene, total, stated, &all, computed, false));
    }
    let parts = if wholes == 0 { all } else { all.into_iter().filter(|f| !f.whole).collect() };
    let first = *parts.first()?;
    // Places that may be a list of all.
    let places = !marked
        && total.figure.scopes.is_empty()
        && parts.iter().all(|p| !p.figure.scopes.is_empty() && p.same_unit(total))
        && parts.iter().map(|p| p.figure.scopes.len()).sum::<usize>() >= 3;
    let lead = scene.between(total.figure, first.figure);
    // 改造小区48个，已完工26个、在建17个、未开工5个; 上半年完成1.5万亩，下半年完成3万亩
    let timed = || lead.contains(['完', '竣', '建', '季']) || lead.contains("半年");
    if !marked && (2..=4).contains(&parts.len()) && timed() {
        let in_one =
            parts.iter().all(|p| p.sentence == first.sentence && exact(p) && p.same_unit(total) && !p.figure.each);
        let plain = in_one && exact(total) && total.figure.scopes.is_empty();
        if plain && whole::by_time(scene, total, &parts) && only_one(scene, i, first) {
            return Some(report(scene, total, stated, &parts, sum(scene, &parts)?, false));
        }
    }
    if !marked && !whole && !places && !lead.contains(['：', ':', '分']) {
        return bare_list(scene, i, stated, &parts);
    }
    // 已完工30个，其余正在施工，其中15个年底完工: of what is left.
    if holds_any(lead, &["其余", "剩余", "余下"]) {
        return None;
    }
    let computed = sum(scene, &parts)?;
    let near = lead.chars().count() <= 40;
    let plain = exact(total) && parts.iter().all(|p| exact(p));
    // 其中甲3个、其余5个: what is left has its amount too, so that nothing is missing.
    if marked && near && plain && parts.len() >= 2 && closed(scene, &parts) && parts.iter().all(|p| p.same_unit(total))
    {
        return Some(report(scene, total, stated, &parts, computed, false));
    }
    // One part that is larger than its whole, or several that cannot overlap.
    let one_unit = parts.iter().all(|p| p.same_unit(total));
    // 其中 at the head of the next sentence speaks of the amount before it, however much was said in between.
    let headed = || lead.chars().count() <= 120 && lead.rsplit(['。', '\n']).next().is_some_and(opened_by_partial);
    let close = |p: &[&Placed]| scene.between(p[0].figure, p[1].figure).chars().count() <= LIST_GAP;
    let told_apart = || kind::exclusive(scene, &parts) || whole::exhaustive(scene, total, &parts);
    let sure = || told_apart() && only_one(scene, i, first) && parts.windows(2).all(close);
    // 总投资4640万元，省级补助1160万元，区县配套3480万元
    let sourced = || whole && parts.len() >= 2 && total.figure.dimension == Some(Dimension::Money);
    let too_much = (marked || sourced()) && plain && computed > stated && one_unit;
    // 总投资3亿元，其中包括…等工程。截至目前完成投资3.4亿元: what 其中 opened has ended.
    let opened = || !OPENERS.iter().any(|word| lead.rsplit_once(word).is_some_and(|(_, tail)| tail.contains(ENDS)));
    if too_much && opened() && (near && parts.len() == 1 && only_one(scene, i, first) || (near || headed()) && sure()) {
        return Some(report(scene, total, stated, &parts, computed, true));
    }
    let things = || kind::named_things(scene, &parts) && whole::is_slip(&parts, computed - stated, 10);
    let listed = || kind::sums_of_names(scene, &parts) || kind::of_one_sort(scene, &parts) || things();
    if too_much && marked && opened() && near && listed() && only_one(scene, i, first) {
        let check = report(scene, total, stated, &parts, computed, true);
        let times = if kind::of_one_sort(scene, &parts) { 2 } else { 4 };
        let slip = whole::is_slip(&parts, computed - stated, times);
        return Some(if slip { check } else { overlapping(check) });
    }
    if ((marked && near) || (whole && (marked || sentence == total.sentence || has_rest(scene, &parts))))
        && computed <= stated
    {
        // 资金来源为…、…: whoever says where money comes from names all of it.
        if lead.contains("来源") && plain && one_unit && near && sure() && !has_rest(scene, &parts) {
            return Some(report(scene, total, stated, &parts, computed, false));
        }
        let short = || falls_short(scene, total, stated, &parts, computed).filter(|_| only_one(scene, i, first));
        let short = if marked && near && parts.windows(2).all(close) { short() } else { None };
        return Some(short.unwrap_or_else(|| report(scene, total, stated, &parts, computed, true)));
    }
    // A plain list of places right behind the total claims to be complete.
    let direct = || !lead.contains(['。', '；', ';', '\n']) && lead.chars().count() <= 16;
    // Behind 、 stands the next member of one list.
    let member = lead.trim_start().starts_with('、');
    let list = places && plain && !member && direct() && opens_with_place(lead, first) && !has_rest(scene, &parts);
    let list = list && distinct_scopes(&parts) && same_role(&parts);
    // 分别为 and a colon leave nothing out either.
    let respectively = || {
        // 甲县、乙县、丙县分别新增1800个、900个、1200个
        let names = lead.split_once("分别").map_or("", |(names, _)| names.trim_start_matches(['，', ',']));
        names.split('、').count() == parts.len()
            && !names.contains(['，', ',', '；', '。', '：'])
            && parts.windows(2).all(|two| scene.between(two[0].figure, two[1].figure) == "、")
    };
    let said = || {
        let opener = lead.trim_end();
        let opener = clause::before(opener, COMMA | COLON).0;
        let opened = opener.starts_with("分别") || lead.starts_with(['：', ':']);
        (opened || lead.contains("来源：") || lead.contains("来源:"))
            && !marked
            && plain
            && one_unit
            && direct()
            && only_one(scene, i, first)
            && !has_rest(scene, &parts)
            && parts.windows(2).all(close)
            && (parts_claim_whole(scene, total, &parts, computed > stated) || kind::sums_of_names(scene, &parts))
    };
    let respectively = parts.len() >= 3 && plain && one_unit && !marked && only_one(scene, i, first) && respectively();
    let respectively = respectively && !has_rest(scene, &parts);
    (list || respectively || said()).then(|| report(scene, total, stated, &parts, computed, false))
}
