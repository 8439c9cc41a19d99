//! A stated number of things against the things named: `甲路、乙路和丙路等3个项目`, `十件实事` in the title.

use super::scene::{Scene, amount, value};
use crate::figure::{Decimal, Figure};
use crate::record::{Check, CheckAmount, CheckKind, Notice, Verdict};
use crate::text::{Span, fold, numbering};
use std::collections::HashSet;

/// Longest list that is counted, in bytes.
const LONGEST: usize = 1500;

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
    for item in &notice.items {
        if let Some(outer) = item.category.first() {
            if seen.insert(fold::key(&outer.read(text))) {
                categories.push(outer.span());
            }
        }
    }
    let mut numbers = HashSet::new();
    let outer: Vec<Span> = notice
        .items
        .iter()
        .filter(|i| numbers.insert(i.key.split('.').next().unwrap_or("").to_string()))
        .map(|i| i.title.span())
        .collect();
    let items: Vec<Span> = notice.items.iter().map(|i| i.title.span()).collect();
    let fitting = [&outer, &categories, &items].into_iter().find(|list| list.len() as u32 == stated);
    let (listed, verdict) = match fitting {
        Some(list) => (list, Verdict::Holds),
        None => (&items, Verdict::Open),
    };
    let place = crate::text::Span::default();
    let at = text.as_str().find(word.as_str()).map_or(place, |i| Span::new(i, i + word.len()));
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
    for placed in &scene.figures {
        let f = placed.figure;
        let Some(stated) = value(f).filter(|v| v.is_integer() && *v >= Decimal::TWO && *v <= Decimal::ONE_HUNDRED)
        else {
            continue;
        };
        let Some((listed, open_end)) = listed_before(scene, f).or_else(|| listed_behind(scene, f)) else { continue };
        let n = Decimal::from(listed.len());
        let verdict = if n == stated {
            Verdict::Holds
        } else if open_end && n < stated {
            Verdict::Open
        } else {
            continue;
        };
        let mut amounts = vec![amount("count", f)];
        amounts.extend(listed.iter().map(|&span| CheckAmount { role: "listed", span, value: Some(Decimal::ONE) }));
        let raw = scene.raw(f);
        out.push(Check {
            item: Some(scene.item.key.clone()),
            kind: CheckKind::Count,
            amounts,
            unit: f.unit.as_deref().map(str::to_string),
            stated: Some(stated.normalize()),
            computed: Some(n),
            verdict,
            partial: false,
            message: match verdict {
                Verdict::Holds => format!("所列{n}项与{raw}一致。"),
                _ => format!("列出{n}项，以“等”收尾，未列满{raw}。"),
            },
        });
    }
}

/// `甲、乙和丙等3个`, `甲、乙、丙3个`: the list in front of the number.
fn listed_before(scene: &Scene, f: &Figure) -> Option<(Vec<Span>, bool)> {
    let before = scene.before(f);
    let cut = floor(before, before.len().saturating_sub(LONGEST));
    let tail = before[cut..].trim_end_matches(['、', '，', ',', ' ']);
    let and_so = tail.ends_with('等');
    let tail = tail.strip_suffix('等').unwrap_or(tail);
    let start = tail
        .rfind(['，', ',', '；', ';', '。', '：', ':', '(', '（', '\n'])
        .map_or(0, |i| i + tail[i..].chars().next().map_or(1, char::len_utf8));
    let list = &tail[start..];
    // 包括…, 新建…: what stands before the first name.
    let list = list.rsplit("包括").next().unwrap_or(list);
    let names = split(list);
    if names.len() < 2 && !(and_so && names.len() == 1) {
        return None;
    }
    let base =
        f.span.start as usize - (before.len() - cut) + (list.as_ptr() as usize - before[cut..].as_ptr() as usize);
    Some((spans(base, list, &names), and_so))
}

/// `11家(即:甲、乙、丙)`, `4个国家考核断面为甲、乙及丙`: the list behind the number.
fn listed_behind(scene: &Scene, f: &Figure) -> Option<(Vec<Span>, bool)> {
    let after = scene.after(f);
    let window = &after[..floor(after, after.len().min(LONGEST))];
    let opener = ["即", "包括", "分别为", "分别是", "即:", "为"]
        .iter()
        .filter_map(|w| window.find(w).map(|i| (i, w.len())))
        .min()?;
    if window[..opener.0].chars().count() > 14 || window[..opener.0].contains(['，', ',', '；', ';', '。', '\n', '、'])
    {
        return None;
    }
    let list = window[opener.0 + opener.1..].trim_start_matches(['：', ':', ' ']);
    let offset = list.as_ptr() as usize - after.as_ptr() as usize;
    let end = list.find(['，', ',', '；', ';', '。', ')', '）', '\n']).unwrap_or(list.len());
    let list = &list[..end];
    let open_end = list.ends_with('等');
    let list = list.strip_suffix('等').unwrap_or(list);
    let names = split(list);
    (names.len() >= 2).then(|| (spans(f.span.end as usize + offset, list, &names), open_end))
}

/// The names of a list: split at 、 and at the last 和, 及, 以及.
fn split(list: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for part in list.split('、') {
        if !part.trim().is_empty() {
            out.push((at, at + part.len()));
        }
        at += part.len() + '、'.len_utf8();
    }
    if let Some((from, to)) = out.pop() {
        let last = &list[from..to];
        match ["以及", "和", "及", "与"]
            .iter()
            .find_map(|w| last.find(w).filter(|i| *i > 0 && i + w.len() < last.len()).map(|i| (i, w.len())))
        {
            Some((i, w)) if !out.is_empty() => out.extend([(from, from + i), (from + i + w, to)]),
            _ => out.push((from, to)),
        }
    }
    out
}

fn spans(base: usize, _list: &str, names: &[(usize, usize)]) -> Vec<Span> {
    names.iter().map(|&(a, b)| Span::new(base + a, base + b)).collect()
}

/// The character boundary at or before an offset.
fn floor(s: &str, mut at: usize) -> usize {
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}
