//! Amounts of the same thing that an item gives in two passages: the table and the plan, the description and the target.
//!
//! Equal amounts hold. Two passages of one field that give different amounts under the very same metric contradict each other;
//! anything less sure is not raised. Two cells that are nothing but a number say what their columns say, not the same thing twice.

use super::cell_rate::{fills, only_number};
use super::part::stands_in;
use super::scene::{self, Placed, Scene, amount, order, significant, unit, value};
use crate::figure::{Decimal, Due, Figure, Op, Role};
use crate::lexicon::Field;
use crate::record::{Check, CheckKind, Item, Verdict};
use std::cmp::Ordering;

/// No more pairs than this for one item, and no more figures looked at in a passage.
const MOST: usize = 200;
/// Shorter metrics (in bytes) may name different things.
const SHORTEST: usize = 12;

/// Amounts that stand in two passages of an item.
pub fn check(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    if !scene::two_have_figures(scenes) {
        return;
    }
    agreeing(item, scenes, out);
    let states = |scene: &&Scene| !scene.figures.is_empty();
    let scenes: Vec<&Scene> = scenes.iter().filter(states).take(MOST * 2).collect();
    for (i, &a) in scenes.iter().enumerate().take(MOST) {
        let cells = |b: &Scene| only_number(a).is_some() && only_number(b).is_some();
        let planned = |scene: &Scene| matches!(scene.field, Field::Title | Field::Target | Field::Description);
        // 12月底前新增床位520张: the last stage of a plan.
        let plans = |scene: &Scene| scene.field == Field::Schedule || planned(scene);
        let same = |b: &&Scene| {
            (b.field == a.field && a.field != Field::Schedule || planned(a) && plans(b) || plans(a) && planned(b))
                && !cells(b)
                && !one_column(a, b)
        };
        for b in scenes[i + 1..].iter().copied().take(MOST).filter(same) {
            contradicting(item, a, b, out);
        }
    }
}

/// Whether a passage stands below a header that tells one time or stage from another: 本月完成, 累计完成, 9月, 下一步.
fn of_a_stage(scene: &Scene) -> bool {
    const STAGES: [&str; 14] =
        ["月", "季", "旬", "周", "年", "累计", "本期", "上期", "阶段", "当前", "截至", "目前", "下一步", "新增"];
    scene.label.is_some_and(|label| {
        let label = label.read(scene.text);
        STAGES.iter().any(|word| label.contains(word)) && !["年度", "全年"].iter().any(|word| label.contains(word))
    })
}

/// Whether two passages stand in one column: rows of one item, each with an amount of its own.
fn one_column(a: &Scene, b: &Scene) -> bool {
    match (a.label, b.label) {
        (Some(x), Some(y)) => x.span() == y.span() || x.read(a.text) == y.read(b.text),
        _ => false,
    }
}

/// The same amount in two passages.
fn agreeing(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    let figures = scenes.iter().enumerate().flat_map(|(s, scene)| scene.figures.iter().map(move |p| (s, p)));
    let said = figures.enumerate().filter_map(|(at, (scene, placed))| {
        let cell = fills(placed, &scenes[scene]);
        Some(Said { value: placed.value?, at, scene, placed, cell })
    });
    // Most numbers are said once, and most of those share their place in a small table with no other.
    let (mut once, mut twice) = ([0u64; SLOTS / 64], [0u64; SLOTS / 64]);
    for one in said.clone() {
        let (word, bit) = slot(one.value);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    if twice == [0; SLOTS / 64] {
        return;
    }
    let repeated = |one: &Said| {
        let (word, bit) = slot(one.value);
        twice[word] & bit != 0
    };
    let mut said: Vec<Said> = said.filter(repeated).collect();
    said.sort_unstable_by(|a, b| order(a.value, b.value).then(a.at.cmp(&b.at)));
    // Pairs of the same amount, each by the place of its second one.
    let mut pairs: Vec<(&Said, &Said)> = Vec::new();
    for equal in said.chunk_by(|a, b| order(a.value, b.value) == Ordering::Equal).filter(|equal| equal.len() > 1) {
        let mut earlier: Vec<&Said> = Vec::new();
        for second in equal {
            let same_unit = |first: &&Said| unit(first.placed.figure) == unit(second.placed.figure);
            let twin = earlier.iter().position(|first| same_unit(first) && second.repeats(first));
            if let Some(at) = twin {
                pairs.push((earlier.remove(at), second));
            } else if earlier.len() < MOST || earlier.iter().filter(|first| same_unit(first)).count() < MOST {
                earlier.push(second);
            }
        }
    }
    pairs.sort_unstable_by_key(|(_, second)| second.at);
    for (first, second) in pairs.into_iter().take(MOST) {
        let message = ["两处所述", scenes[second.scene].raw(second.placed.figure), "一致。"].concat();
        let amounts = (second.value, second.value);
        out.push(pair(item, first.placed.figure, second.placed.figure, amounts, Verdict::Holds, message));
    }
}

/// Places in the table of numbers that were said.
const SLOTS: usize = 1024;

/// The place of a number in the table: a word, and a bit of it. Equal numbers have one place.
fn slot(value: Decimal) -> (usize, u64) {
    let value = if value.scale() == 0 { value } else { value.normalize() };
    let hash = (value.mantissa() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54;
    (hash as usize / 64, 1 << (hash % 64))
}

/// An amount that an item states.
struct Said<'a> {
    value: Decimal,
    /// Its place among all figures of the item's passages.
    at: usize,
    scene: usize,
    placed: &'a Placed<'a>,
    /// It is all of a cell.
    cell: bool,
}

impl Said<'_> {
    /// Whether an equal amount in another passage states the same thing.
    fn repeats(&self, first: &Said) -> bool {
        let (a, b) = (self.placed.figure, first.placed.figure);
        self.scene != first.scene && !(self.cell && first.cell) && a.per == b.per && same_thing(a, b, self.value)
    }
}

/// Equal amounts speak of one thing when their metrics share words, or when the number can hardly be equal by chance.
fn same_thing(a: &Figure, b: &Figure, value: Decimal) -> bool {
    significant(value) >= 3
        || match (&a.metric, &b.metric) {
            (Some(a), Some(b)) => share_words(a, b),
            _ => false,
        }
}

/// Whether three characters of one metric, or all of a shorter one, stand in the other.
fn share_words(a: &str, b: &str) -> bool {
    let ends: Vec<usize> = a.char_indices().map(|(at, _)| at).chain([a.len()]).take(61).collect();
    let wide = (ends.len() - 1).min(3);
    wide > 0 && ends.iter().zip(&ends[wide..]).any(|(&from, &to)| stands_in(&a.as_bytes()[from..to], b.as_bytes()))
}

/// Two statements of one field (the table's and the plan's) with different amounts under one metric.
fn contradicting(item: &Item, a: &Scene, b: &Scene, out: &mut Vec<Check>) {
    // The only amount of its name, the parts behind 其中 aside.
    let only = |scene: &Scene, f: &Figure| {
        let same = |p: &&Placed| p.figure.metric == f.metric && unit(p.figure) == unit(f);
        let mut behind = scene.figures.iter().skip_while(|p| !same(p));
        behind.next().is_some_and(|first| first.figure.span == f.span)
            && !behind.take_while(|p| !p.opened).any(|p| same(&p))
    };
    for f in a.figures.iter().map(|p| p.figure).take(MOST) {
        let Some(first) = value(f).filter(|_| comparable(f) && only(a, f)) else { continue };
        let twin = b.figures.iter().map(|p| p.figure).take(MOST).find(|g| {
            g.metric == f.metric && unit(g) == unit(f) && g.per == f.per && g.role == f.role && comparable(g)
        });
        let Some(g) = twin.filter(|g| only(b, g) && same_time(f, g)) else { continue };
        let Some(second) = value(g).filter(|v| *v != first) else { continue };
        // Stages and months follow each other, whatever their amounts.
        if of_a_stage(a) || of_a_stage(b) {
            return;
        }
        let metric = f.metric.as_deref().unwrap_or("");
        let said = format!("“{metric}”前后不一致，一处为{}，另一处为{}", a.raw(f), b.raw(g));
        // What is planned in all and what is planned this year may stand in two columns; a slip of the pen looks otherwise.
        let (verdict, end) = match a.field == b.field || is_slip(first, second) {
            true => (Verdict::Fails, "。"),
            false if f.role == Some(Role::Target) && a.field != Field::Schedule && b.field != Field::Schedule => {
                (Verdict::Open, "，是否同一口径文中未说明。")
            }
            false => continue,
        };
        out.push(pair(item, f, g, (first, second), verdict, said + end));
    }
}

/// Whether two amounts of three digits or more differ by one digit, or by two that changed places: 1.86 and 1.68.
fn is_slip(a: Decimal, b: Decimal) -> bool {
    if significant(a).max(significant(b)) < 3 {
        return false;
    }
    let (a, b) = (a.normalize().to_string(), b.normalize().to_string());
    let differ: Vec<(char, char)> = a.chars().zip(b.chars()).filter(|(x, y)| x != y).collect();
    a.len() == b.len()
        && match differ.as_slice() {
            [_] => true,
            [first, second] => first.0 == second.1 && first.1 == second.0,
            _ => false,
        }
}

fn comparable(f: &Figure) -> bool {
    f.op == Op::Eq
        && f.scopes.is_empty()
        && !f.each
        && f.change.is_none()
        && f.unit.is_some()
        && f.metric.as_ref().is_some_and(|m| m.len() >= SHORTEST)
}

fn same_time(a: &Figure, b: &Figure) -> bool {
    // 全年 and 年底前 say no more than nothing.
    let year = |due: &&Due| {
        due.start.is_none_or(|from| from.day_of_year() == 1)
            && due.end.is_some_and(|to| (to.month(), to.day()) == (12, 31))
    };
    let end = |f: &Figure| f.due.as_ref().filter(|due| !year(due)).and_then(|d| d.end);
    end(a) == end(b)
}

fn pair(
    item: &Item,
    a: &Figure,
    b: &Figure,
    (stated, computed): (Decimal, Decimal),
    verdict: Verdict,
    message: String,
) -> Check {
    Check {
        item: Some(item.key.clone()),
        kind: CheckKind::Disagree,
        amounts: vec![amount("said", a), amount("said", b)],
        unit: a.unit.as_deref().map(str::to_string),
        stated: Some(stated.normalize()),
        computed: Some(computed.normalize()),
        verdict,
        partial: false,
        message,
    }
}
