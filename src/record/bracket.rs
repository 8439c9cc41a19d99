//! Brackets that name units: `（牵头单位：…；责任单位：…）`, `[某局牵头，某局配合]`, `（某局、某局）`, closed or not.
//!
//! Finds them and tells them from brackets that belong to the text; what is in them is read by `fields`.

use super::duty::VERBS;
use super::unit::looks_like_unit;
use crate::layout::label::Label;
use crate::lexicon::unit_word::UNIT_OPENINGS;
use crate::lexicon::{ColumnRole, Endings};
use crate::text::{Span, marks};
use std::sync::LazyLock;

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '【' | '〔' | '{' | '｛' | '<' | '〈')
}

pub fn is_close(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '】' | '〕' | '}' | '｝' | '>' | '〉')
}

/// The outermost brackets of a paragraph, gathered from its marks.
#[derive(Default)]
pub struct Brackets {
    /// Where brackets open that are not closed yet.
    opens: Vec<usize>,
    tops: Vec<Span>,
}

impl Brackets {
    /// Takes the next mark.
    pub fn step(&mut self, at: usize, c: char) {
        if is_open(c) {
            self.opens.push(at);
        } else if is_close(c)
            && let Some(open) = self.opens.pop()
            && self.opens.is_empty()
        {
            self.tops.push(Span::new(open, at + c.len_utf8()));
        }
    }

    /// Those that name units, closed or not.
    pub fn of_units(mut self, read: &str, labels: &[Label]) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        // Never closed: it runs to the end of the paragraph, from the first bracket that holds a label.
        if !self.opens.is_empty() {
            let done = self.tops.last().map_or(0, |t| t.end as usize);
            if let Some(&open) = self
                .opens
                .iter()
                .find(|&&o| o >= done && holds_unit_label(labels, o, read.len()) && label_near(labels, o))
            {
                // Brackets that were closed inside the open one are part of it.
                self.tops.retain(|t| (t.end as usize) <= open);
                self.tops.push(Span::new(open, read.len()));
            }
        }
        // Asked from the end, and once: a paragraph may hold as many brackets as it likes.
        let last = read.char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map_or(0, |(at, _)| at);
        for top in self.tops {
            let width = read[top.start as usize..].chars().next().map_or(1, char::len_utf8);
            let inner_start = top.start as usize + width;
            let inner_end = read[..top.end as usize]
                .char_indices()
                .next_back()
                .filter(|(_, c)| is_close(*c))
                .map_or(top.end as usize, |(at, _)| at);
            if inner_end <= inner_start {
                continue;
            }
            // 【责任单位】 is a label itself.
            let at_bracket = from_start(labels, top.start as usize).next().filter(|l| l.start == top.start as usize);
            if at_bracket.is_some_and(|l| l.end >= top.end as usize) {
                continue;
            }
            let inner = &read[inner_start..inner_end];
            // 责任单位：各区政府（管委会） names one office in two words.
            let before = labels.partition_point(|l| l.end <= top.start as usize).checked_sub(1);
            let of_name = before.is_some_and(|l| matches!(labels[l].role, ColumnRole::Unit(_)));
            let trailing = last < top.end as usize && !of_name;
            let named = || behind_name(read, top) && offices(inner);
            if holds_unit_label(labels, inner_start, inner_end)
                || duties(inner)
                || trailing && (only_units(inner) || units_and_time(inner).is_some())
                || named()
            {
                let mut end = top.end as usize;
                // A separator between two brackets goes with the first.
                if let Some(c) = read[end..].chars().next().filter(|&c| matches!(c, '；' | ';' | '，' | ',')) {
                    end += c.len_utf8();
                }
                out.push(Span::new(top.start as usize, end));
            }
        }
        out
    }
}

fn holds_unit_label(labels: &[Label], from: usize, to: usize) -> bool {
    from_start(labels, from)
        .take_while(|l| l.start < to)
        .any(|l| l.end <= to && matches!(l.role, ColumnRole::Unit(_) | ColumnRole::Deadline))
}

/// Whether a label stands right behind the bracket at `open`.
fn label_near(labels: &[Label], open: usize) -> bool {
    from_start(labels, open + 1).next().is_some_and(|l| l.start <= open + 6)
}

/// The labels that start at an offset or behind it. Labels are in order.
fn from_start(labels: &[Label], from: usize) -> impl Iterator<Item = &Label> {
    labels[labels.partition_point(|l| l.start < from)..].iter()
}

/// How a bracket ends that says what units do.
static DUTY_ENDS: LazyLock<Endings> = LazyLock::new(|| {
    Endings::new([
        "牵头",
        "牵头负责",
        "负责",
        "配合",
        "按职责分工负责",
        "分工负责",
        "负责落实",
        "负责实施",
        "牵头落实",
        "配合落实",
        "参与",
        "协助",
        "牵头实施",
        "承办",
        "分别负责",
        "按职责负责",
        "具体实施",
        "组织实施",
        "具体落实",
        "抓好落实",
        "协同",
    ])
});

/// `某局牵头，某局配合`: a bracket of nothing but units and what they do.
fn duties(inner: &str) -> bool {
    if inner.len() > 900 {
        return false;
    }
    let key = inner.trim_end_matches(['。', ' ']);
    DUTY_ENDS.end(key) && {
        let head = &key[..key.floor_char_boundary(120)];
        let name: &str = head.split(['、', '，', ',', '；', ';', ' ']).next().unwrap_or_default();
        let name = VERBS.first_in(name).map_or(name, |(at, ..)| &name[..at]);
        looks_like_unit(name.trim_start_matches('由').trim_end_matches('等'))
    }
}

/// `道路改造（区交通局）。已完成…`, `道路改造（区交通局）：…`: a bracket behind the name that opens the paragraph.
fn behind_name(read: &str, bracket: Span) -> bool {
    let name = &read[..bracket.start as usize];
    read[bracket.end as usize..].starts_with(['。', '：', ':'])
        && name.chars().nth(40).is_none()
        && !name.contains(['。', '：', ':', '；', '，'])
}

/// Offices and nothing else, each by a word that only names of offices open with and one that they end in.
fn offices(inner: &str) -> bool {
    only_units(inner)
        && inner.split(['、', '，', ',', '；', ' ']).map(str::trim).filter(|n| !n.is_empty()).all(|name| {
            UNIT_OPENINGS.iter().any(|word| name.starts_with(word)) && !name.starts_with(['含', '原', '新'])
        })
}

/// A bracket of nothing but names of units.
pub fn only_units(inner: &str) -> bool {
    inner.len() < 900 && inner.chars().count() >= 3 && {
        // 各县（市、区）人民政府 is one.
        let mut depth = 0usize;
        let mut names = inner
            .split(|c| {
                depth += usize::from(is_open(c));
                depth = depth.saturating_sub(usize::from(is_close(c)));
                depth == 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | ' ' | '\u{3000}')
            })
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .peekable();
        names.peek().is_some() && names.all(|n| looks_like_office(n.trim_end_matches('等')))
    }
}

/// `市教育局，12月底前`: units and the time by which they are done, as stretches of the bracket.
pub fn units_and_time(inner: &str) -> Option<(Span, Span)> {
    let gap = |(at, c): (usize, char)| matches!(c, '，' | ',' | '；' | ';').then_some((at, at + c.len_utf8()));
    let (first, last) = (inner.char_indices().find_map(gap)?, inner.char_indices().rev().find_map(gap)?);
    let whole = inner.len();
    let cut = |(end, start): (usize, usize)| (Span::new(0, end), Span::new(start, whole));
    let (units, time) = cut(last);
    let (early, late) = cut(first);
    [(units, time), (late, early)]
        .into_iter()
        .find(|(units, time)| is_deadline(inner[time.range()].trim()) && only_units(&inner[units.range()]))
}

/// 12月底前, 2024年9月30日前, 全年: nothing but a time.
fn is_deadline(word: &str) -> bool {
    let digits = |c: char| {
        c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '底' | '前' | '末' | '上' | '中' | '下' | '旬')
    };
    matches!(word, "全年" | "年底" | "年底前" | "长期" | "持续推进")
        || word.starts_with(|c: char| c.is_ascii_digit())
            && word.ends_with(['月', '日', '底', '前', '末', '旬'])
            && word.chars().all(digits)
}

/// Stricter than [`looks_like_unit`]: the name of an office, not a place or a thing.
pub fn looks_like_office(name: &str) -> bool {
    // 各乡镇（街道）
    let name = match name.rfind(['(', '（']) {
        Some(at) if at > 0 && name.ends_with([')', '）']) => &name[..at],
        _ => name,
    };
    OFFICE_ENDS.end(name)
        && name.len() <= 24 * 4
        && (3..=24).contains(&name.chars().count())
        && !name.contains(['：', ':', '个', '所', '条', '座', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}

/// How names of offices end.
static OFFICE_ENDS: LazyLock<Endings> = LazyLock::new(|| {
    Endings::new([
        "局",
        "委",
        "办",
        "政府",
        "部",
        "厅",
        "办公室",
        "管委会",
        "联合会",
        "残联",
        "妇联",
        "总工会",
        "街道",
        "办事处",
        "中心",
        "公司",
        "支队",
        "大队",
        "团委",
        "法院",
        "检察院",
        "集团",
        "单位",
        "部门",
        "乡镇",
        "供销社",
        "医院",
        "学校",
        "公安分局",
        "指挥部",
        "红十字会",
        "团市委",
        "团区委",
        "团县委",
        "科协",
        "委员会",
        "开发区",
        "园区",
        "各区",
        "各县",
        "县区",
        "市区",
        "市、区",
    ])
});

/// Puts back the bracket that closes inside the value: `（责任单位：各县（市、区））`.
pub fn reopen(read: &str, start: usize, end: usize) -> usize {
    let (opened, closed) = marks(&read[start..end]).fold((0usize, 0), |(opened, closed), (_, c)| {
        (opened + usize::from(is_open(c)), closed + usize::from(is_close(c)))
    });
    let missing = opened.saturating_sub(closed);
    let more: usize = read[end..].chars().take(missing).take_while(|&c| is_close(c)).map(char::len_utf8).sum();
    end + more
}
