//! A stated number of things against the things named: `甲路、乙路和丙路等3个项目`, `特困老人、低保老人、独居老人三类`.

use super::names::{Listed, Name, listed_before, listed_behind, stands_for};
use super::scene::{Placed, Scene};
use crate::figure::Decimal;
use crate::record::{Check, CheckAmount, CheckKind, Verdict};
use crate::text::{Span, numbering};
use memchr::memmem;
use std::sync::LazyLock;

/// Lists in a passage that end in a number of what they name.
pub fn check(scene: &Scene, out: &mut Vec<Check>) {
    for count in counts(scene) {
        let list = match listed_before(scene, count.span) {
            Some(list) if !list.falls_short(count.stated) => list,
            before => match listed_behind(scene, count.span).or(before) {
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
        } else if count.of_sorts {
            // 听力、言语残疾人: names of which 、 is a part make more, never less.
            if n > count.stated || list.joined || !one_sort(&list, &names) {
                continue;
            }
            Verdict::Fails
        } else if list.open_end && n < count.stated {
            Verdict::Open
        } else if miscounted(scene, &count, &list, &names) || miscounted_names(scene, &count, &list, &names) {
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
    // 东湖区、西陵区、临江县等4个县（区）
    let places = || {
        let mut word = scene
            .text
            .recognised_slice(Span { start: count.span.end, end: scene.span.end.max(count.span.end) })
            .chars();
        word.next().is_some_and(|c| PLACES.contains(c))
            && word.next().is_some_and(|c| "（(".contains(c) || PLACES.contains(c))
    };
    let of_places = list.base < count.span.start as usize && places();
    let alike = |&(from, to): &Name| {
        let name = list.list[from..to].trim();
        if of_places {
            return name.ends_with(|c| PLACES.contains(c))
                && (2..=8).contains(&name.chars().count())
                && name.chars().filter(|c| PLACES.contains(*c)).count() == 1;
        }
        name.ends_with(last)
            && (2..=12).contains(&name.chars().count())
            && stands_for(name) == 1
            && name.matches(last).count() == 1
            && !name.contains(['（', '(', '“', '"', '等', '至', '各'])
    };
    let passage = scene.span;
    let front = scene.text.recognised_slice(Span { start: passage.start.min(count.span.start), end: count.span.start });
    let behind = scene.text.recognised_slice(Span { start: count.span.end, end: passage.end.max(count.span.end) });
    // 新建公园3个：滨河公园、儿童公园，续建森林公园: the list goes on behind its first clause.
    let behind_count = list.base >= count.span.end as usize;
    let goes_on = scene.text.as_str()[list.base + list.list.len()..].starts_with(['，', ',']);
    if behind_count && goes_on {
        return false;
    }
    let counted = if of_places {
        true
    } else if list.base < count.span.start as usize {
        behind.chars().take(4).take_while(|c| !MARKS.contains(*c)).any(|c| c == last)
    } else {
        let thing = |c: &char| *c == last;
        front.chars().rev().take(4).take_while(|c| !MARKS.contains(*c)).any(|c| thing(&c))
            || behind.chars().take(8).take_while(|c| !MARKS.contains(*c)).any(|c| thing(&c))
    };
    let one_reading = !list.joined || list.finer().len() == names.len();
    counted && one_reading && !MARKS.contains(last) && names.len() >= 2 && names.iter().all(alike)
}

/// Whether a list that is all of its sentence names one more or one less than it announces: `学校4所：甲小学、乙中学、丙幼儿园。`, `线路3条，即甲至乙、…`. Nothing but names
/// may stand in it: each ends as a name of what is counted does, or all of them are alike.
fn miscounted_names(scene: &Scene, count: &Counted, list: &Listed, names: &[Name]) -> bool {
    if list.base < count.span.end as usize || list.open_end || list.joined || names.len() < 2 {
        return false;
    }
    if !count.unit.is_some_and(|unit| ["个", "家", "所", "座", "条", "辆", "部", "项", "件"].contains(&unit)) {
        return false;
    }
    let between = scene.text.recognised_slice(Span::new(count.span.end as usize, list.base));
    // Whole names stand behind a colon, 即 or 分别为; a bracket may tell where, or what sort.
    let announced =
        ["：", ":", "即", "分别为", "分别是", "（", "("].iter().any(|mark| between.trim_end().ends_with(mark))
            && !between.contains("涉及");
    let behind = scene.text.recognised_slice(Span {
        start: (list.base + list.list.len()) as u32,
        end: scene.span.end.max((list.base + list.list.len()) as u32),
    });
    let ends = behind.trim_start().chars().next().is_none_or(|c| "。）)\n".contains(c));
    let off = (Decimal::from(names.len()) - count.stated).abs();
    let name = |at: &Name| list.list[at.0..at.1].trim();
    let plain = |at: &Name| {
        let name = name(at);
        (3..=16).contains(&name.chars().count())
            && !name.contains(|c: char| c.is_ascii_digit() || "（(“\"等各及和与的：:".contains(c))
    };
    let of_institutions = || names.iter().all(|at| INSTITUTIONS.iter().any(|end| name(at).ends_with(end)));
    let of_roads = || {
        count.unit == Some("条")
            && names.iter().all(|at| name(at).ends_with(['路', '街', '道', '巷', '延', '河', '渠', '线']))
    };
    let of_lines = || names.iter().all(|at| name(at).matches('至').count() == 1);
    announced
        && ends
        && off == Decimal::ONE
        && names.iter().all(plain)
        && (of_institutions() || of_roads() || of_lines())
}

/// Ends of the names of schools, hospitals, parks, markets and the like.
const INSTITUTIONS: [&str; 24] = [
    "小学",
    "中学",
    "初中",
    "高中",
    "幼儿园",
    "学校",
    "学院",
    "实验校",
    "医院",
    "卫生院",
    "卫生室",
    "服务中心",
    "敬老院",
    "福利院",
    "养老院",
    "市场",
    "公园",
    "游园",
    "广场",
    "水库",
    "水厂",
    "污水处理厂",
    "小区",
    "大桥",
];

/// Ends of the names of places.
const PLACES: &str = "县区市镇乡村旗";

/// Whether all names end in the same two characters (特困老人、低保老人), and none in a bracket or with a word of choice.
fn one_sort(list: &Listed, names: &[Name]) -> bool {
    let tail = |&(from, to): &Name| {
        list.list[from..to].trim_end().char_indices().rev().nth(1).map(|(at, _)| &list.list[from + at..to])
    };
    let Some(last) = names.first().and_then(tail) else { return false };
    !list.list.contains(['（', '(', '或', '/'])
        && names.iter().all(|name| tail(name) == Some(last) && name.1 - name.0 > last.len())
}

/// Marks that end a word.
const MARKS: &str = "，,；;。、：:（()）\n ";

/// A stated number of things.
struct Counted<'s> {
    span: Span,
    stated: Decimal,
    unit: Option<&'s str>,
    /// `…、…、…三类`, right behind the last name.
    of_sorts: bool,
}

/// The figures that may count a list, and the Chinese numerals behind 等 (`等五项`), which are no figures.
fn counts<'s>(scene: &'s Scene) -> impl Iterator<Item = Counted<'s>> {
    let figures = scene.figures.iter().filter_map(|p| {
        let stated = number_of_things(p)?;
        Some(Counted { span: p.figure.span, stated, unit: p.figure.unit.as_deref(), of_sorts: false })
    });
    let span = scene.span;
    let source = scene.text.recognised_slice(span);
    let numerals = SO_MANY.find_iter(source.as_bytes()).filter_map(move |at| {
        let from = at + "等".len();
        let (n, len) = numbering::chinese(&source[from..source.floor_char_boundary(from + 12)])?;
        let measure = source[from + len..].chars().next().filter(|c| "个项类种家所处条".contains(*c))?.len_utf8();
        let start = span.start as usize + from;
        let place = Span::new(start, start + len + measure);
        (fits(n.into()) && !counted_at(scene, place.start)).then(|| Counted {
            span: place,
            stated: n.into(),
            unit: Some(&source[from + len..][..measure]),
            of_sorts: false,
        })
    });
    // 特困老人、低保老人、独居老人三类
    let sorts = SORTS.find_iter(source.as_bytes()).filter_map(move |at| {
        let (from, numeral) = source[..at].char_indices().next_back()?;
        let stated = numbering::chinese_digit(numeral).filter(|n| (3..=9).contains(n))?;
        let front = source[..from].chars().next_back()?;
        let (start, end) = (span.start as usize + from, span.start as usize + at + "类".len());
        let behind_name = front != '等'
            && front != '第'
            && !MARKS.contains(front)
            && front.is_alphabetic()
            && numbering::chinese_digit(front).is_none();
        (behind_name && !counted_at(scene, start as u32)).then(|| Counted {
            span: Span::new(start, end),
            stated: stated.into(),
            unit: Some("类"),
            of_sorts: true,
        })
    });
    figures.chain(numerals).chain(sorts)
}

/// Whether a figure that may count a list begins at a place. Figures stand in their order.
fn counted_at(scene: &Scene, place: u32) -> bool {
    let at = scene.figures.partition_point(|p| p.figure.span.start < place);
    scene.figures.get(at).is_some_and(|p| p.figure.span.start == place && number_of_things(p).is_some())
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

/// Sorts, behind the number of those that were named.
static SORTS: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("类"));
/// 等, in front of the number of what was named.
static SO_MANY: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("等"));
