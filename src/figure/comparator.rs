//! Words that bound an amount: 不少于 and 至少 in front of it, 以上 and 左右 behind it.

use super::Op;
use super::scale::{key, key_at};
use crate::lexicon::{Cue, Dimension};

/// What a cue in front says.
pub(super) fn in_front(cue: Cue) -> Option<Op> {
    Some(match cue {
        Cue::AtLeast => Op::Ge,
        Cue::MoreThan => Op::Gt,
        Cue::AtMost => Op::Le,
        Cue::LessThan => Op::Lt,
        Cue::About => Op::Approx,
        _ => return None,
    })
}

/// Words behind the unit, longer ones first.
const BEHIND: &[(&str, Op)] = &[
    ("以上", Op::Ge),
    ("及以上", Op::Ge),
    ("或以上", Op::Ge),
    ("（含）以上", Op::Ge),
    ("(含)以上", Op::Ge),
    ("以下", Op::Le),
    ("及以下", Op::Le),
    ("（含）以下", Op::Le),
    ("(含)以下", Op::Le),
    ("以内", Op::Le),
    ("之内", Op::Le),
    ("（含）以内", Op::Le),
    ("(含)以内", Op::Le),
    ("范围内", Op::Le),
    ("左右", Op::Approx),
    ("上下", Op::Approx),
    ("封顶", Op::Le),
    ("起步", Op::Ge),
];

/// First characters of these words.
const FIRST: [u32; 11] = [
    key("以"),
    key("内"),
    key("左"),
    key("及"),
    key("上"),
    key("或"),
    key("（"),
    key("之"),
    key("范"),
    key("封"),
    key("起"),
];

/// Words that only begin like one of them.
const OTHER: &[&str] = &[
    "以上述",
    "左右两",
    "左右岸",
    "左右侧",
    "上下游",
    "上下水",
    "上下班",
    "上下学",
    "以下简称",
    "以下同",
    "内容",
    "内部",
    "内设",
    "内外",
    "内涵",
    "内河",
    "内控",
    "内生",
];

/// The comparator behind an amount, and where it ends.
pub(super) fn behind(s: &str, at: usize, dimension: Dimension) -> Option<(Op, usize)> {
    let rest = &s.as_bytes()[at..];
    if rest.len() < 3 || !matches!(rest[0], b'(' | 0xE4..=0xE9 | 0xEF) {
        return None;
    }
    let starts = |word: &str| rest.starts_with(word.as_bytes());
    // Nearly every amount is followed by another character.
    if rest[0] != b'(' && !FIRST.contains(&key_at(s, at)) {
        return None;
    }
    if OTHER.iter().any(|word| starts(word)) {
        return None;
    }
    if let Some((word, op)) = BEHIND.iter().find(|(word, _)| starts(word)) {
        return Some((*op, at + word.len()));
    }
    // 2年内, 5公里内; 3个内 is no bound.
    (matches!(dimension, Dimension::Duration | Dimension::Length) && starts("内")).then(|| (Op::Le, at + "内".len()))
}
