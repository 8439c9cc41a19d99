//! The percentage that is stated of an amount reached, and the target that it bears out.

use super::is_goal;
use super::of::{comparable, only};
use super::side::Side;
use crate::figure::metric::thing::Stage;
use crate::figure::{Amount, Decimal, Dimension, Figure};
use crate::text::{Text, fold, holds_any};

/// A rate stands at most this far behind what it measures, in bytes.
const NEAR: u32 = 90;

/// A rate that is the very quotient may stand further off, in bytes and in figures.
const FAR: u32 = 240;
const WITHIN: usize = 8;
/// Words that make a percentage a share of work done.
const RATE_WORDS: [&str; 9] =
    ["完成", "开工率", "完工率", "竣工率", "建成率", "发放率", "占计划", "占年度计划", "进度"];

/// Another target of the same unit that the stated rate bears out, where it speaks against the one the words chose:
/// `改造公路64公里(城区21公里、各乡镇43公里)`, `完成58公里,占目标的90.6%`.
pub(super) fn better_borne_out(done: &Side, targets: &[Side], named: usize, stated: Decimal) -> Option<usize> {
    let gives = |t: &Side| quotient(done.value, t.value).is_some_and(|c| close(c, stated));
    if gives(&targets[named]) {
        return None;
    }
    let found: Vec<usize> = (0..targets.len())
        .filter(|&t| {
            let target = &targets[t];
            target.index != done.index
                && comparable(done, target)
                && gives(target)
                && akin(&done.thing().noun, &target.thing().noun)
        })
        .collect();
    only(&found, targets)
}

/// The one target of which a rate behind the amount is the quotient, to its last digit, whatever the words in between:
/// 已开工1533套(含新开工1238套),开工率57%. Their words must have something in common all the same.
pub(super) fn borne_out(
    done: &Side,
    targets: &[Side],
    figures: &[Figure],
    in_row: &[usize],
    text: &Text,
) -> Option<(usize, Decimal)> {
    for (at, rate) in figures.iter().enumerate().skip(done.index + 1).take(WITHIN) {
        let (start, end) = (done.figure.span.end, rate.span.start);
        if rate.field != done.figure.field || end < start || end - start > FAR {
            return None;
        }
        let Amount::Value(stated) = rate.amount else { continue };
        if rate.unit.as_deref() != Some("%") || rate.change.is_some() || !rate.scopes.is_empty() || in_row.contains(&at)
        {
            continue;
        }
        let between = text.recognised().get(start as usize..end as usize)?;
        if between.contains(['。', '；', ';', '\n']) {
            return None;
        }
        let metric = fold::simplify(rate.metric.as_deref().unwrap_or_default());
        if is_of_money(&metric, done) || !holds_any(&metric, &RATE_WORDS) && !holds_any(between, &RATE_WORDS) {
            continue;
        }
        let fits = |t: &Side| {
            t.figure.unit == done.figure.unit
                && t.index != done.index
                && gives(done, t, stated)
                && (akin(&done.thing().noun, &t.thing().noun) || is_goal(t.metric))
        };
        let found: Vec<usize> = (0..targets.len()).filter(|&t| fits(&targets[t])).collect();
        if let Some(t) = only(&found, targets) {
            return Some((t, stated));
        }
    }
    None
}

/// Whether two names share a pair of characters, or one of them names nothing.
pub(super) fn akin(a: &str, b: &str) -> bool {
    let characters: Vec<char> = a.chars().collect();
    a.is_empty() || b.is_empty() || characters.windows(2).any(|pair| b.contains(&String::from_iter(pair)))
}

/// The percentage behind an amount that says how much of its target it is: 完成任务78%, 完工率71.6%.
pub(super) fn rate_behind(figures: &[Figure], done: &Side, in_row: &[usize], text: &Text) -> Option<Decimal> {
    for (at, rate) in figures.iter().enumerate().skip(done.index + 1).take(3) {
        if rate.field != done.figure.field
            || rate.span.start < done.figure.span.end
            || rate.span.start - done.figure.span.end > NEAR
        {
            return None;
        }
        let between = &text.recognised()[done.figure.span.end as usize..rate.span.start as usize];
        if between.contains(['。', '；', ';']) {
            return None;
        }
        let Amount::Value(value) = rate.amount else { continue };
        if rate.unit.as_deref() != Some("%") {
            // Amounts side by side share their rate: 59个小区、8037户,开工率65%.
            if between.contains(['，', ',']) {
                return None;
            }
            continue;
        }
        // 分别占目标任务的105%、108.7%: which one is its own is told by their order.
        if in_row.contains(&at) {
            return None;
        }
        let metric = fold::simplify(rate.metric.as_deref().unwrap_or_default());
        if is_of_money(&metric, done) {
            return None;
        }
        let begun = holds_any(&metric, &["开工率", "立项率"]);
        let task = holds_any(&metric, &["完成", "任务", "目标", "计划", "完工率", "竣工率", "建成率"]);
        // 6800人,为年度目标6000人的113.3%
        let task = task || between.ends_with('的') && holds_any(between, &["任务", "目标", "计划"]);
        // 7620人,完成95.3%
        let task = task || between.trim_end().ends_with("完成") || between.ends_with('占');
        if rate.change.is_none() && (task && !begun || begun && done.thing().stage == Stage::Begun) {
            return Some(value);
        }
    }
    None
}

/// 完工14个小区，完成投资5236万元，占计划投资的77%: money alone is measured by what was to be spent.
fn is_of_money(rate: &str, done: &Side) -> bool {
    holds_any(rate, &["投资", "资金"]) && done.figure.dimension != Some(Dimension::Money)
}

pub(super) fn quotient(done: Decimal, target: Decimal) -> Option<Decimal> {
    done.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(target)
}

/// Whether a rate is the quotient of two amounts, to its last digit.
pub(super) fn gives(done: &Side, target: &Side, stated: Decimal) -> bool {
    let last_digit = Decimal::new(1, stated.scale().min(8));
    quotient(done.value, target.value).is_some_and(|c| (c - stated).abs() < last_digit)
}

/// Within one per cent point of what is stated.
pub(super) fn close(computed: Decimal, stated: Decimal) -> bool {
    (computed - stated).abs() < Decimal::ONE
}
