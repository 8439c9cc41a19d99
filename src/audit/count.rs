//! A stated number of things against the things named: `甲路、乙路和丙路等3个项目`, `十件实事` in the title.

use super::clause::{self, AND, COLON, COMMA, LINE, LIST, OPEN, SEMICOLON, STOP};
use super::scene::{Placed, Scene};
use crate::figure::Decimal;
use crate::record::{Check, CheckAmount, CheckKind, Notice, Verdict};
use crate::text::{Span, fold, numbering};
use memchr::memmem;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Longest list that is counted, in bytes.
const LONGEST: usize = 1500;
/// What opens a list behind its number stands within this many characters.
const NEAR: usize = 14;

/// The number in the title against the items, their numbers or their categories.
pub fn of_items(notice: &Notice, out: &mut Vec<Check>) {
    let Some(title) = &notice.document.title else { return };
    let Some((stated, word)) = stated_in(title) else { return };
    if notice.items.is_empty() {
        return;
    }
    let text = &notice.text;
    let mut categories: Vec<Span> = Vec::new();
    let mut seen = HashSet::new();
    let mut last = None;
    for outer in notice.items.iter().filter_map(|item| item.category.first()) {
        // Most items stand below the same heading as the one before.
        if last.replace(outer) != Some(outer) && seen.insert(fold::key(&outer.read(text))) {
            categories.push(outer.span());
        }
    }
    let mut numbers = HashSet::new();
    let outer: Vec<Span> = notice
        .items
        .iter()
        .filter(|i| numbers.insert(i.key.split('.').next().unwrap_or("")))
        .map(|i| i.place())
        .collect();
    let items: Vec<Span> = notice.items.iter().map(|i| i.place()).collect();
    let fitting = [&outer, &categories, &items].into_iter().find(|list| list.len() as u32 == stated);
    let (listed, verdict) = match fitting {
        Some(list) => (list, Verdict::Holds),
        None => (&items, Verdict::Open),
    };
    // A title with blanks inside does not stand in the text as it is read.
    let Some(at) = text.as_str().find(word.as_str()).map(|i| Span::new(i, i + word.len())) else { return };
    let mut amounts = vec![CheckAmount { role: "count", span: at, value: Some(stated.into()) }];
    amounts.extend(listed.iter().take(200).map(|&span| CheckAmount {
        role: "listed",
        span,
        value: Some(Decimal::ONE),
    }));
    let n = listed.len();
    let message = match verdict {
        Verdict::Holds => format!("标题所称{word}与正文所列{n}项一致。"),
        _ => format!("标题称{word}，正文读出{n}项，口径未说明。"),
    };
    out.push(Check {
        item: None,
        kind: CheckKind::Count,
        amounts,
        unit: word.chars().last().map(String::from),
        stated: Some(stated.into()),
        computed: Some(Decimal::from(n)),
        verdict,
        partial: false,
        message,
    });
}

/// `20项`, `十件` in a title, with its words.
fn stated_in(title: &str) -> Option<(u32, String)> {
    for (i, c) in title.char_indices() {
        if !matches!(c, '件' | '项' | '大') {
            continue;
        }
        let before = &title[..i];
        let digits = before.len() - before.trim_end_matches(|c: char| fold::half(c).is_ascii_digit()).len();
        let han = before.len() - before.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c)).len();
        let len = digits.max(han);
        if len == 0 {
            continue;
        }
        let number = &before[before.len() - len..];
        let n = numbering::alone(number)?.value;
        if (2..=300).contains(&n) {
            return Some((n, format!("{number}{c}")));
        }
    }
    None
}

/// Lists in a passage that end in a number of what they name.
pub fn check(scene: &Scene, out: &mut Vec<Check>) {
    for count in counts(scene) {
        let list = match listed_before(scene, &count) {
            Some(list) if !list.falls_short(count.stated) => list,
            before => match listed_behind(scene, &count).or(before) {
                Some(list) => list,
                None => continue,
            },
        };
        let mut names = list.names();
        let mut n = list.count(&names);
        // A list that closes with 及 or 和 more than once: the reading that gives the number is meant.
        if list.joined && n != count.stated {
            let finer = list.finer();
            if list.count(&finer) == count.stated {
                (names, n) = (finer, count.stated);
            }
        }
        let verdict = if n == count.stated {
            Verdict::Holds
        } else if list.open_end && n < count.stated {
            Verdict::Open
        } else if miscounted(scene, &count, &list, &names) {
            Verdict::Fails
        } else {
            continue;
        };
        let mut amounts = vec![CheckAmount { role: "count", span: count.span, value: Some(count.stated) }];
        amounts.extend(names.iter().map(|&(from, to)| CheckAmount {
            role: "listed",
            span: Span::new(list.base + from, list.base + to),
            value: Some(stands_for(&list.list[from..to]).into()),
        }));
        let raw = scene.text.slice(count.span);
        out.push(Check {
            item: Some(scene.item.key.clone()),
            kind: CheckKind::Count,
            amounts,
            unit: count.unit.map(str::to_string),
            stated: Some(count.stated),
            computed: Some(n),
            verdict,
            partial: false,
            message: match verdict {
                Verdict::Holds => format!("文中列出{n}个名称，与所称“{raw}”一致。"),
                Verdict::Fails => format!("文中列出{n}个名称，与所称“{raw}”不符。"),
                _ => format!("文中列出{n}个名称，以“等”收尾，未列满“{raw}”。"),
            },
        });
    }
}

/// Whether a list can be read in no other way than against its number: every name ends in the same character, and the word beside the number holds it
/// (`解放路、人民路、和平路等5条道路`), so that each name is one of what is counted and none holds a 、 of its own.
fn miscounted(scene: &Scene, count: &Counted, list: &Listed, names: &[Name]) -> bool {
    // 三条路5处路段: several of them may lie on one road.
    if count.unit.is_some_and(|unit| ["处", "段", "次", "场"].contains(&unit)) {
        return false;
    }
    let Some(last) = names.first().and_then(|&(from, to)| list.list[from..to].trim_end().chars().next_back()) else {
        return false;
    };
    let alike = |&(from, to): &Name| {
        let name = list.list[from..to].trim();
        name.ends_with(last)
            && (2..=12).contains(&name.chars().count())
            && stands_for(name) == 1
            && name.matches(last).count() == 1
            && !name.contains(['（', '(', '“', '"', '等', '至', '各'])
    };
    let passage = scene.passage.text.span();
    let front = scene.text.recognised_slice(Span { start: passage.start.min(count.span.start), end: count.span.start });
    let behind = scene.text.recognised_slice(Span { start: count.span.end, end: passage.end.max(count.span.end) });
    let counted = if list.base < count.span.start as usize {
        behind.chars().take(4).take_while(|c| !MARKS.contains(*c)).any(|c| c == last)
    } else {
        let thing = |c: &char| *c == last;
        front.chars().rev().take(4).take_while(|c| !MARKS.contains(*c)).any(|c| thing(&c))
            || behind.chars().take(8).take_while(|c| !MARKS.contains(*c)).any(|c| thing(&c))
    };
    let one_reading = !list.joined || list.finer().len() == names.len();
    counted && one_reading && !MARKS.contains(last) && names.len() >= 2 && names.iter().all(alike)
}

/// Marks that end a word.
const MARKS: &str = "，,；;。、：:（()）\n ";

/// A stated number of things.
struct Counted<'s> {
    span: Span,
    stated: Decimal,
    unit: Option<&'s str>,
}

/// A list of names.
struct Listed<'t> {
    list: &'t str,
    /// Where the list stands in the text.
    base: usize,
    /// Whether 和, 及 or 与 stands in it.
    joined: bool,
    open_end: bool,
}

/// Where a name stands in its list.
type Name = (usize, usize);

/// The figures that may count a list, and the Chinese numerals behind 等 (`等五项`), which are no figures.
fn counts<'s>(scene: &'s Scene) -> impl Iterator<Item = Counted<'s>> {
    let figures = scene.figures.iter().filter_map(|p| {
        Some(Counted { span: p.figure.span, stated: number_of_things(p)?, unit: p.figure.unit.as_deref() })
    });
    let span = scene.passage.text.span();
    let source = scene.text.recognised_slice(span);
    let numerals = SO_MANY.find_iter(source.as_bytes()).filter_map(move |at| {
        let from = at + "等".len();
        let (n, len) = numbering::chinese(&source[from..source.floor_char_boundary(from + 12)])?;
        let measure = source[from + len..].chars().next().filter(|c| "个项类种家所处条".contains(*c))?.len_utf8();
        let start = span.start as usize + from;
        let place = Span::new(start, start + len + measure);
        let known =
            || scene.figures.iter().any(|p| p.figure.span.start == place.start && number_of_things(p).is_some());
        (fits(n.into()) && !known()).then(|| Counted {
            span: place,
            stated: n.into(),
            unit: Some(&source[from + len..][..measure]),
        })
    });
    figures.chain(numerals)
}

/// The number of a figure that may count a list.
fn number_of_things(p: &Placed) -> Option<Decimal> {
    let f = p.figure;
    let number = p.value.filter(|_| f.per.is_empty() && f.change.is_none() && !f.each)?;
    fits(number).then(|| number.normalize())
}

/// A list has two names or more, and not too many.
fn fits(number: Decimal) -> bool {
    match number.scale() {
        0 => (2..=100).contains(&number.mantissa()),
        _ => number.is_integer() && (Decimal::TWO..=Decimal::ONE_HUNDRED).contains(&number),
    }
}

/// 等, in front of the number of what was named.
static SO_MANY: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("等"));

/// `甲、乙和丙等3个`, `甲、乙、丙3个`: the list in front of the number.
fn listed_before<'s>(scene: &'s Scene, count: &Counted) -> Option<Listed<'s>> {
    let start = scene.passage.text.span().start.min(count.span.start);
    let before = scene.text.recognised_slice(Span { start, end: count.span.start });
    let cut = before.floor_char_boundary(before.len().saturating_sub(LONGEST));
    let tail = before[cut..].trim_end_matches(['、', '，', ',', ' ']);
    let (tail, and_so) = tail.strip_suffix('等').map_or((tail, false), |tail| (tail, true));
    let (clause, marks) = clause::before(tail, COMMA | SEMICOLON | STOP | COLON | OPEN | LINE);
    if !and_so && marks & (LIST | AND) == 0 {
        return None;
    }
    // 包括…: what stands before the first name.
    let list = clause.rsplit("包括").next()?;
    if !and_so && list.len() < clause.len() && clause::before(list, 0).1 & (LIST | AND) == 0 {
        return None;
    }
    let base = start as usize + (list.as_ptr() as usize - before.as_ptr() as usize);
    let listed = Listed { list, base, joined: marks & AND != 0, open_end: and_so };
    (!breaks_down(list) && listed.holds(if and_so { 1 } else { 2 })).then_some(listed)
}

/// `11家(即:甲、乙、丙)`, `4个国家考核断面为甲、乙及丙`: the list behind the number.
fn listed_behind<'s>(scene: &'s Scene, count: &Counted) -> Option<Listed<'s>> {
    let end = scene.passage.text.span().end.max(count.span.end);
    let after = scene.text.recognised_slice(Span { start: count.span.end, end });
    let opener = opener(after)?;
    let window = &after[..after.floor_char_boundary(LONGEST)];
    let list = window[opener..].trim_start_matches(['：', ':', ' ']);
    let offset = list.as_ptr() as usize - after.as_ptr() as usize;
    let list = &list[..list.find(['，', ',', '；', ';', '。', ')', '）', '\n']).unwrap_or(list.len())];
    let open_end = list.ends_with('等');
    let list = list.strip_suffix('等').unwrap_or(list);
    let joined = clause::before(list, 0).1 & AND != 0;
    let listed = Listed { list, base: count.span.end as usize + offset, joined, open_end };
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
            '，' | ',' if after[at + c.len_utf8()..].starts_with("分别") => continue,
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
    fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = self.stretches().collect();
        if self.joined && names.len() > 1 {
            names.pop().into_iter().flat_map(|last| self.halves(last)).flatten().for_each(|half| names.push(half));
        }
        names
    }

    /// The names split at every 和 and 及 as well.
    fn finer(&self) -> Vec<Name> {
        self.stretches().flat_map(|stretch| self.halves(stretch)).flatten().collect()
    }

    /// Whether it has fewer names than are counted, so that the list may stand elsewhere: `在甲路、乙路等处新建3座：…`.
    fn falls_short(&self, stated: Decimal) -> bool {
        self.count(&self.finer()) < stated
    }

    /// A stretch cut in two where it holds 和 or 及.
    fn halves(&self, (from, to): Name) -> [Option<Name>; 2] {
        let part = &self.list[from..to];
        let inner = |w: &str| part.find(w).filter(|i| *i > 0 && i + w.len() < part.len()).map(|i| (i, w.len()));
        match ANDS.iter().find_map(|w| inner(w)) {
            Some((i, w)) => [Some((from, from + i)), Some((from + i + w, to))],
            None => [Some((from, to)), None],
        }
    }

    /// How many things the names stand for.
    fn count(&self, names: &[Name]) -> Decimal {
        names.iter().map(|&(from, to)| u64::from(stands_for(&self.list[from..to]))).sum::<u64>().into()
    }
}

/// How many things a listed name stands for: `6个旗县医院` is six.
fn stands_for(name: &str) -> u32 {
    let name = name.trim_start();
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return 1;
    }
    let measured = name[digits..].starts_with(['个', '家', '所', '处', '座', '条']);
    name[..digits].parse::<u32>().ok().filter(|n| measured && (1..=100).contains(n)).unwrap_or(1)
}
