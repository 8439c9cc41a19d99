//! The number in the title (`十件实事`, `20项`) against the items, their numbers or their categories.

use crate::figure::Decimal;
use crate::problem::Severity;
use crate::record::{Check, CheckAmount, CheckKind, Item, Notice, Verdict};
use crate::text::{Span, fold, numbering};
use std::collections::HashSet;

/// The number in the title against the items, their numbers or their categories.
pub fn check(notice: &Notice, out: &mut Vec<Check>) {
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
        None if numbered_otherwise(notice, stated, title) => (&items, Verdict::Fails),
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
        Verdict::Fails => format!("标题称{word}，正文编号1至{n}，共{n}项，两者不符。"),
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

/// Whether the items bear the numbers 1 to n, one each, where the title counts one more or up to two less, and nothing was hard to read.
fn numbered_otherwise(notice: &Notice, stated: u32, title: &str) -> bool {
    let n = notice.items.len() as u32;
    let own = |item: &Item| numbering::alone(&item.key).map(|number| number.value);
    // 十大民生工程 may have projects without number, and an item of a chapter need not be one of what is counted.
    (5..=30).contains(&stated)
        && ["件", "项"].iter().any(|word| {
            title.contains(&format!("{word}民生"))
                || title.contains(&format!("{word}实事"))
                || title.contains(&format!("{word}为民"))
        })
        && notice.items.iter().all(|item| item.category.is_empty())
        // What lacks two or more may be part of a list.
        && (n + 1 == stated || (stated..=stated + 2).contains(&n))
        && !["批", "部分", "摘", "之", "第", "（上", "（下", "其中"].iter().any(|word| title.contains(word))
        && notice.problems.iter().all(|problem| problem.kind.severity() == Severity::Info)
        && notice.items.iter().zip(1..).all(|(item, i)| own(item) == Some(i))
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
