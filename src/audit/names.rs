//! Lists of names beside a number of what they name: where they stand, and how many names they hold.

use super::clause::{self, AND, COLON, COMMA, LINE, LIST, OPEN, SEMICOLON, STOP};
use super::scene::Scene;
use crate::figure::Decimal;
use crate::text::Span;

/// Longest list that is counted, in bytes.
const LONGEST: usize = 1500;
/// What opens a list behind its number stands within this many characters.
const NEAR: usize = 14;

/// A list of names.
pub(super) struct Listed<'t> {
    pub list: &'t str,
    /// Where the list stands in the text.
    pub base: usize,
    /// Whether 和, 及 or 与 stands in it.
    pub joined: bool,
    pub open_end: bool,
}

/// Where a name stands in its list.
pub(super) type Name = (usize, usize);

/// `甲、乙和丙等3个`, `甲、乙、丙3个`: the list in front of the number.
pub(super) fn listed_before<'s>(scene: &'s Scene, count: Span) -> Option<Listed<'s>> {
    let start = scene.span.start.min(count.start);
    let before = scene.text.recognised_slice(Span { start, end: count.start });
    let cut = before.floor_char_boundary(before.len().saturating_sub(LONGEST));
    let tail = before[cut..].trim_end_matches(['、', '，', ',', ' ']);
    // 人民路、建设路、和平路，共3条道路
    let together = ["共计", "合计", "共"].iter().find_map(|word| tail.strip_suffix(word));
    let tail = together.unwrap_or(tail).trim_end_matches(['、', '，', ',', ' ']);
    let (tail, and_so) = tail.strip_suffix('等').map_or((tail, false), |tail| (tail, true));
    let (clause, marks) = clause::before(tail, COMMA | SEMICOLON | STOP | COLON | OPEN | LINE);
    if !and_so && marks & (LIST | AND) == 0 {
        return None;
    }
    // 包括…, 涉及…: what stands before the first name.
    let first = clause.split('、').next().unwrap_or_default();
    let opener = OPENERS.iter().filter_map(|word| first.rfind(word).map(|at| at + word.len())).max();
    let list = &clause[opener.unwrap_or(0)..];
    if !and_so && list.len() < clause.len() && clause::before(list, 0).1 & (LIST | AND) == 0 {
        return None;
    }
    let base = start as usize + (list.as_ptr() as usize - before.as_ptr() as usize);
    let listed = Listed { list, base, joined: marks & AND != 0, open_end: and_so };
    (!breaks_down(list) && listed.holds(if and_so { 1 } else { 2 })).then_some(listed)
}

/// `11家(即:甲、乙、丙)`, `4个国家考核断面为甲、乙及丙`: the list behind the number.
pub(super) fn listed_behind<'s>(scene: &'s Scene, count: Span) -> Option<Listed<'s>> {
    let end = scene.span.end.max(count.end);
    let after = scene.text.recognised_slice(Span { start: count.end, end });
    let opener = opener(after)?;
    let window = &after[..after.floor_char_boundary(LONGEST)];
    let list = window[opener..].trim_start_matches(['：', ':', ' ']);
    let offset = list.as_ptr() as usize - after.as_ptr() as usize;
    let list = &list[..list.find(['，', ',', '；', ';', '。', ')', '）', '\n']).unwrap_or(list.len())];
    let open_end = list.ends_with('等');
    let list = list.strip_suffix('等').unwrap_or(list);
    let joined = clause::before(list, 0).1 & AND != 0;
    let listed = Listed { list, base: count.end as usize + offset, joined, open_end };
    (listed.holds(2) && !breaks_down(list)).then_some(listed)
}

/// Whether names have amounts of their own (`甲3个、乙5个`): a breakdown, which is no list of names.
fn breaks_down(list: &str) -> bool {
    list.char_indices().any(|(i, c)| {
        c.is_ascii_digit()
            && i > 0
            && !list[..i].ends_with(['、', '和', '及'])
            && !list[..i].ends_with(|p: char| p.is_ascii_digit())
    })
}

/// Where a list begins behind its number: behind 即, 包括, 为, 分别为 or 分别是, with nothing but a few characters in between.
fn opener(after: &str) -> Option<usize> {
    for (at, c) in after.char_indices().take(NEAR + 1) {
        let words = match c {
            // 3所：甲小学、乙小学; 4个片区（东片区、西片区）
            '：' | ':' | '（' | '(' => return Some(at + c.len_utf8()),
            '，' | ','
                if ["分别", "包括", "即", "具体为"].iter().any(|word| after[at + c.len_utf8()..].starts_with(word)) =>
            {
                continue;
            }
            '，' | ',' | '；' | ';' | '。' | '\n' | '、' => return None,
            '即' | '为' => return Some(at + c.len_utf8()),
            '包' => &["包括"][..],
            '分' => &["分别为", "分别是"],
            _ => continue,
        };
        if let Some(word) = words.iter().find(|word| after[at..].starts_with(**word)) {
            return Some(at + word.len());
        }
    }
    None
}

/// Words in front of the first name of a list.
const OPENERS: [&str; 8] = ["包括", "涉及", "覆盖", "惠及", "涵盖", "分布在", "分布于", "位于"];

/// Words that close a list before its last name.
const ANDS: [&str; 4] = ["以及", "和", "及", "与"];

impl Listed<'_> {
    /// The stretches between 、 that hold something.
    fn stretches(&self) -> impl Iterator<Item = Name> {
        let parts = self.list.split('、').map(|part| (part, part.as_ptr() as usize - self.list.as_ptr() as usize));
        parts.filter(|(part, _)| !part.trim_start().is_empty()).map(|(part, at)| (at, at + part.len()))
    }

    /// Whether the list has so many names, one or two: a lone stretch is one name.
    fn holds(&self, least: usize) -> bool {
        self.stretches().nth(least - 1).is_some()
    }

    /// The names split at 、 and at the last 和, 及.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = self.stretches().collect();
        if self.joined && names.len() > 1 {
            names.pop().into_iter().flat_map(|last| self.halves(last)).flatten().for_each(|half| names.push(half));
        }
        names
    }

    /// The names split at every 和 and 及 as well.
    pub fn finer(&self) -> Vec<Name> {
        self.stretches().flat_map(|stretch| self.halves(stretch)).flatten().collect()
    }

    /// Whether it has fewer names than are counted, so that the list may stand elsewhere: `在甲路、乙路等处新建3座：…`.
    pub fn falls_short(&self, stated: Decimal) -> bool {
        self.count(&self.finer()) < stated
    }

    /// A stretch cut in two where it holds 和 or 及.
    fn halves(&self, (from, to): Name) -> [Option<Name>; 2] {
        let part = &self.list[from..to];
        // One character is no name: 共和路, 涉及.
        let name = |half: &str| half.chars().nth(1).is_some();
        let inner = |w: &str| {
            let (front, back) = part.split_once(w)?;
            (name(front) && name(back)).then_some((front.len(), w.len()))
        };
        match ANDS.iter().find_map(|w| inner(w)) {
            Some((i, w)) => [Some((from, from + i)), Some((from + i + w, to))],
            None => [Some((from, to)), None],
        }
    }

    /// How many things the names stand for.
    pub fn count(&self, names: &[Name]) -> Decimal {
        names.iter().map(|&(from, to)| u64::from(stands_for(&self.list[from..to]))).sum::<u64>().into()
    }
}

/// How many things a listed name stands for: `6个旗县医院` is six.
pub(super) fn stands_for(name: &str) -> u32 {
    let name = name.trim_start();
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return 1;
    }
    let measured = name[digits..].starts_with(['个', '家', '所', '处', '座', '条']);
    name[..digits].parse::<u32>().ok().filter(|n| measured && (1..=100).contains(n)).unwrap_or(1)
}
