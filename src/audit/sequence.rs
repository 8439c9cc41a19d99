//! Running numbers: of the items and of their categories. A gap, a repeat or a missing first number is raised.

use crate::figure::Decimal;
use crate::layout::{Content, LayoutKind, Node};
use crate::record::{Check, CheckAmount, CheckKind, Item, Notice, Verdict};
use crate::text::numbering::{self, Style};
use crate::text::{Span, Text, fold, fold::half};
use std::ops::Range;

/// The numbers of the items and of their outermost categories.
pub fn of_items(notice: &Notice, out: &mut Vec<Check>) {
    let text = &notice.text;
    let mut run: Vec<(u32, Span)> = Vec::new();
    let mut prefix: Option<&str> = None;
    let numbers: Vec<Option<(&str, u32)>> = notice.items.iter().map(outer_number).collect();
    for (item, number) in notice.items.iter().zip(&numbers) {
        let &Some((group, value)) = number else { continue };
        if prefix != Some(group) || run.last().is_some_and(|(last, _)| value < *last) {
            report(text, &run, None, out);
            run.clear();
            prefix = Some(group);
        }
        if run.last().is_none_or(|(last, _)| *last != value) {
            run.push((value, item.place()));
        }
    }
    report(text, &run, None, out);
    repeated(notice, &numbers, out);
    categories(notice, out);
    headings(notice, out);
}

/// Two items of an outline, one behind the other under one heading, that bear the same number: `3.… 3.… 4.…`. In a table they may be rows of one item.
fn repeated(notice: &Notice, numbers: &[Option<(&str, u32)>], out: &mut Vec<Check>) {
    let outlines: Vec<Span> = notice
        .blocks
        .iter()
        .filter(|b| {
            matches!(b.content, Content::Outline(_)) && matches!(b.kind, LayoutKind::Outline | LayoutKind::Labelled)
        })
        .map(|b| b.span)
        .collect();
    for (three, numbers) in notice.items.windows(3).zip(numbers.windows(3)) {
        let ([a, b, c], &[Some(x), Some(y), Some(z)]) = (three, numbers) else { continue };
        // A run on both sides says that the lists do not start anew.
        let slip = (x.1 == y.1 && z.1 == y.1 + 1 && x.1 > 1) || (y.1 == z.1 && x.1 + 1 == y.1);
        let one_list = || x.0 == y.0 && y.0 == z.0 && a.category == b.category && b.category == c.category;
        if !slip || !one_list() || !outlines.iter().any(|o| o.contains(a.place().start) && o.contains(c.place().start))
        {
            continue;
        }
        let (first, second, n) = if x.1 == y.1 { (a, b, x.1) } else { (b, c, y.1) };
        let known = out
            .last()
            .is_some_and(|last| last.amounts.iter().any(|a| a.span == first.place()) && last.amounts.len() == 2);
        if known || fold::key(&first.title.read(&notice.text)) == fold::key(&second.title.read(&notice.text)) {
            continue;
        }
        let at = |item: &Item| CheckAmount { role: "number", span: item.place(), value: Some(n.into()) };
        out.push(Check {
            item: None,
            kind: CheckKind::Sequence,
            amounts: vec![at(first), at(second)],
            unit: None,
            stated: Some(Decimal::from(n)),
            computed: Some(Decimal::TWO),
            verdict: Verdict::Fails,
            partial: false,
            message: format!("编号{n}重复出现，前后两项内容不同。"),
        });
    }
}

/// The outermost numbers of a plan whose items stand in a table as well.
fn headings(notice: &Notice, out: &mut Vec<Check>) {
    if !notice.blocks.iter().any(|b| matches!(b.content, Content::Table(_))) {
        return;
    }
    for block in &notice.blocks {
        let Content::Outline(outline) = &block.content else { continue };
        let siblings = numbered(&outline.nodes);
        let run: Vec<(u32, Span)> =
            siblings.iter().filter_map(|n| n.number.as_ref().map(|m| (m.value, n.heading.span()))).collect();
        if run.len() >= 2 && run.windows(2).all(|w| w[0].0 < w[1].0) {
            report(&notice.text, &run, None, out);
        }
    }
}

/// The first level of an outline that has numbers.
fn numbered(nodes: &[Node]) -> &[Node] {
    match nodes {
        [only] if only.number.is_none() => numbered(&only.children),
        _ => nodes,
    }
}

/// What stands before an item's number in its key, and the number: `附件.4` → (`附件`, 4), `3.①` → (``, 3), `二.(三).15` → (`二.(三)`, 15).
fn outer_number(item: &Item) -> Option<(&str, u32)> {
    let seq = item.seq.as_deref().and_then(numbering::alone)?;
    let mut start = 0;
    let mut last = None;
    for part in item.key.split('.') {
        let number = numbering::alone(part);
        if number.as_ref() == Some(&seq) {
            // ① counts within the number before it.
            let (start, number) = last.filter(|_| seq.style == Style::Circled).unwrap_or((start, number));
            return Some((item.key[..start].strip_suffix('.').unwrap_or(""), number?.value));
        }
        last = Some((start, number));
        start += part.len() + 1;
    }
    None
}

fn categories(notice: &Notice, out: &mut Vec<Check>) {
    let text = &notice.text;
    let depth = notice.items.iter().map(|i| i.category.len()).max().unwrap_or(0);
    for level in 0..depth {
        let mut run: Vec<(u32, Span)> = Vec::new();
        let mut before = None;
        for item in &notice.items {
            let Some(name) = item.category.get(level) else { continue };
            // Most items stand below the same heading as the one before, whose number is in the run already.
            if before.replace(name.span()) == Some(name.span()) {
                continue;
            }
            let Some(value) = number_before(text, name.span()) else { continue };
            if run.last().is_some_and(|(last, _)| *last == value) {
                continue;
            }
            if run.last().is_some_and(|(last, _)| value < *last) {
                report(text, &run, None, out);
                run.clear();
            }
            run.push((value, name.span()));
        }
        if run.first().is_some_and(|(first, _)| *first == 1) {
            report(text, &run, None, out);
        }
    }
}

/// The number in front of a heading: `（三）…`.
fn number_before(text: &Text, span: Span) -> Option<u32> {
    let before = &text.as_str()[..span.start as usize];
    let start = before.char_indices().rev().take(8).last().map_or(before.len(), |(i, _)| i);
    let near = &before[start..];
    let cell = before.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    // A column of chapter numbers stands in front of the column of their names.
    if cell.len() < before.len() {
        let own = cell.rsplit(['\n', '\t', '|']).next().unwrap_or("");
        if let Some(number) = numbering::alone(own).filter(|n| n.style == Style::Chinese) {
            return Some(number.value);
        }
    }
    near.char_indices()
        .filter(|&(_, c)| numbering::may_open(c))
        .find_map(|(i, _)| numbering::leading(&near[i..]).filter(|l| i + l.len == near.len()).map(|l| l.value))
}

pub(super) fn report(text: &Text, run: &[(u32, Span)], item: Option<&str>, out: &mut Vec<Check>) {
    let (Some(&(first, _)), Some(&(last, _))) = (run.first(), run.last()) else { return };
    if run.len() < 2 && item.is_none() {
        return;
    }
    let mut missing: Vec<u32> = Vec::new();
    let mut beside: Vec<usize> = vec![0];
    if item.is_some() && first > 1 {
        missing.extend(1..first.min(50));
    }
    for (i, pair) in run.windows(2).enumerate() {
        let (a, b) = (pair[0].0, pair[1].0);
        if b > a + 1 {
            missing.extend((a + 1)..b.min(a + 50));
            beside.extend([i, i + 1]);
        }
    }
    beside.push(run.len() - 1);
    beside.dedup();
    // A number that stands in the text but was not read as an item's is this program's miss, not the notice's.
    let unread = item.is_none() && !missing.is_empty() && any_unread(text, run);
    let verdict = match (missing.is_empty(), unread || (item.is_none() && first > 1 && missing.is_empty())) {
        (true, _) => Verdict::Holds,
        (false, true) => Verdict::Open,
        (false, false) => Verdict::Fails,
    };
    let named: Vec<String> = missing.iter().map(u32::to_string).collect();
    let message = match verdict {
        Verdict::Holds => format!("编号{first}至{last}连续。"),
        Verdict::Open => format!("编号{}未能读出，请核对原文。", named.join("、")),
        _ => format!("编号至{last}，其中缺{}。", named.join("、")),
    };
    out.push(Check {
        item: item.map(str::to_string),
        kind: CheckKind::Sequence,
        amounts: beside
            .into_iter()
            .map(|i| CheckAmount { role: "number", span: run[i].1, value: Some(run[i].0.into()) })
            .collect(),
        unit: None,
        stated: Some(Decimal::from(last)),
        computed: Some(Decimal::from(run.len())),
        verdict,
        partial: false,
        message,
    });
}

/// Whether a number that a run misses stands between the items where it should.
fn any_unread(text: &Text, run: &[(u32, Span)]) -> bool {
    // Items may stand in another order than their numbers.
    let mut before: Vec<u32> = run.iter().map(|(_, place)| place.start).collect();
    for i in (1..before.len()).rev() {
        before[i - 1] = before[i - 1].min(before[i]);
    }
    let mut after = 0;
    run.windows(2).zip(&before[1..]).any(|(pair, &before)| {
        let ((a, place), (b, _)) = (pair[0], pair[1]);
        after = place.end.max(after);
        let missing = a + 1..b.min(a + 50);
        if missing.is_empty() || after >= before {
            return false;
        }
        let gap = &text.as_str()[after as usize..before as usize];
        stands_alone(gap, &missing) || stands_glued(gap, &missing)
    })
}

/// Whether one of the numbers stands at the start of a line or cell.
fn stands_alone(gap: &str, numbers: &Range<u32>) -> bool {
    let parts = |c: char| matches!(c, '\n' | '|' | '\t' | '。' | ',');
    let opens = |at: usize| {
        let piece = gap[at..].chars().take_while(|&c| !parts(c));
        let first = piece.clone().find(|&c| !half(c).is_whitespace());
        if !first.is_some_and(numbering::may_open) {
            return false;
        }
        let piece = fold::key(&piece.take(12).collect::<String>());
        let found = numbering::alone(&piece).or_else(|| numbering::leading(&piece));
        found.is_some_and(|l| numbers.contains(&l.value))
    };
    let b = gap.as_bytes();
    let ends = |i: &usize| match b[*i] {
        c @ 0..0x80 => parts(c.into()),
        // The last byte of 。
        0x82 => b[..=*i].ends_with("。".as_bytes()),
        _ => false,
    };
    opens(0) || (0..b.len()).filter(ends).any(|i| opens(i + 1))
}

/// What a number is followed by when it counts or dates something and numbers nothing.
const COUNTED: &str = "个個家所处處座条條项項件套户戶人名万萬亿億千百月日年季元公平倍场場次台辆輛片张張亩畝岁期级級栋块号號类種种点點时時分小周天组組";

/// Whether one of the numbers stands before a word without any mark (`5学生近视防控`), as extractors glue the cells of a table.
fn stands_glued(gap: &str, numbers: &Range<u32>) -> bool {
    let b = gap.as_bytes();
    let mut at = 0;
    while let Some(start) = b[at..].iter().position(u8::is_ascii_digit).map(|i| at + i) {
        at = start + b[start..].iter().take_while(|c| c.is_ascii_digit()).count();
        let digits = &gap[start..at];
        if digits.starts_with('0') || !digits.parse().is_ok_and(|n| numbers.contains(&n)) {
            continue;
        }
        let apart = gap[..start].chars().next_back().is_none_or(|c| {
            !fold::half(c).is_ascii_alphanumeric() && !matches!(fold::half(c), '.' | '-' | '第' | '〔' | '年')
        });
        let behind = gap[at..].trim_start_matches([' ', '\u{3000}']).chars().next();
        if apart && behind.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !COUNTED.contains(c)) {
            return true;
        }
    }
    false
}
