//! Running numbers: of the items, of their categories, of the points inside a passage. A gap, a repeat or a missing first number is raised.

use super::scene::Scene;
use crate::figure::Decimal;
use crate::layout::{Content, Node};
use crate::record::{Check, CheckAmount, CheckKind, Item, Notice, Verdict};
use crate::text::numbering::{self, Style};
use crate::text::{Span, Text, fold, fold::half};

/// The numbers of the items and of their outermost categories.
pub fn of_items(notice: &Notice, out: &mut Vec<Check>) {
    let text = &notice.text;
    let mut run: Vec<(u32, Span)> = Vec::new();
    let mut prefix: Option<String> = None;
    for item in &notice.items {
        let Some((group, value)) = outer_number(item) else { continue };
        if prefix.as_deref() != Some(group.as_str()) || run.last().is_some_and(|(last, _)| value < *last) {
            report(text, &run, None, out);
            run.clear();
            prefix = Some(group);
        }
        if run.last().is_none_or(|(last, _)| *last != value) {
            run.push((value, item.place()));
        }
    }
    report(text, &run, None, out);
    categories(notice, out);
    headings(notice, out);
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
fn outer_number(item: &Item) -> Option<(String, u32)> {
    let seq = item.seq.as_deref().and_then(numbering::alone)?;
    let parts: Vec<&str> = item.key.split('.').collect();
    let mut at = parts.iter().position(|p| numbering::alone(p).is_some_and(|n| n == seq))?;
    // ① counts within the number before it.
    if seq.style == Style::Circled && at > 0 {
        at -= 1;
    }
    Some((parts[..at].join("."), numbering::alone(parts[at])?.value))
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
        .find_map(|(i, _)| numbering::leading(&near[i..]).filter(|l| i + l.len == near.len()).map(|l| l.value))
}

/// The numbered points of a passage: `1.… 2.… 3.…`, one a line or behind a full stop.
pub fn check(scene: &Scene, out: &mut Vec<Check>) {
    let span = scene.passage.text.span();
    let source = scene.text.recognised_slice(span);
    let (lines, all) = openings(source);
    for sentences in [false, true] {
        // Most passages hold no numbered points.
        let may = if sentences { all >= 2 } else { lines >= 1 && memchr::memchr(b'\n', source.as_bytes()).is_some() };
        if !may {
            continue;
        }
        let run = points(source, span.start as usize, sentences);
        // A lone 2 in front of a later line means that the first point lost its number.
        let misses_first = !sentences && run.len() == 1 && run[0].0 == 2 && source.contains('\n');
        let whole = run.len() >= 2 && (!sentences || run.iter().enumerate().all(|(i, (n, _))| *n as usize == i + 1));
        if whole || misses_first {
            report(scene.text, &run, Some(&scene.item.key), out);
            return;
        }
    }
}

/// How many lines of a text open with a digit, and how many of its lines and sentences.
fn openings(source: &str) -> (usize, usize) {
    let (mut lines, mut all) = (0, 0);
    let mut count = |at: usize, line: bool| {
        let opens = match source.as_bytes().get(at) {
            Some(b'0'..=b'9') => true,
            // Nearly all open with a Chinese character.
            None | Some(0x21..0x7F | 0xE4..=0xE9) => false,
            Some(_) => {
                let blank = |c: char| c.is_whitespace() && c != '\n';
                source[at..].trim_start_matches(blank).starts_with(|c| half(c).is_ascii_digit())
            }
        };
        all += usize::from(opens);
        lines += usize::from(opens && line);
    };
    count(0, true);
    stops(source.as_bytes(), true).for_each(|stop| count(stop, source.as_bytes()[stop - 1] == b'\n'));
    (lines, all)
}

/// Where the lines of a text end (or its lines and `sentences`), behind their marks.
fn stops(b: &[u8], sentences: bool) -> impl Iterator<Item = usize> {
    // The last byte of 。 ends other characters, too.
    memchr::memchr2_iter(b'\n', if sentences { "。".as_bytes()[2] } else { b'\n' }, b)
        .map(|stop| stop + 1)
        .filter(|&stop| b[stop - 1] == b'\n' || b[..stop].ends_with("。".as_bytes()))
}

/// The numbers that the lines of a text start with (or its lines and `sentences`), as long as they count up.
fn points(source: &str, base: usize, sentences: bool) -> Vec<(u32, Span)> {
    let mut run: Vec<(u32, Span)> = Vec::new();
    let (mut at, mut begin) = (0, 0);
    let ends = stops(source.as_bytes(), sentences).chain([source.len()]);
    for piece in ends.map(|stop| &source[std::mem::replace(&mut begin, stop)..stop]) {
        let opens = piece.trim_start().chars().next().is_some_and(|c| half(c).is_ascii_digit());
        if !opens {
            at += piece.len();
            continue;
        }
        let lead =
            numbering::leading(piece).filter(|l| l.style == Style::Arabic && l.value < 100).map(|l| (l.value, l.len));
        if let Some((value, len)) = lead.or_else(|| before_month(piece)) {
            if run.last().is_some_and(|(last, _)| value <= *last) {
                return Vec::new();
            }
            let start = base + at + (piece.len() - piece.trim_start().len());
            run.push((value, Span::new(start, (base + at + len).max(start))));
        }
        at += piece.len();
    }
    run
}

/// `1.8月底前…`: the number of a point that runs into the month behind it.
fn before_month(piece: &str) -> Option<(u32, usize)> {
    let body = piece.trim_start();
    let (number, rest) = body.split_once('.')?;
    let value = number.parse::<u32>().ok().filter(|n| *n < 20)?;
    let month = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - month.len();
    ((1..=2).contains(&digits) && month.starts_with('月'))
        .then_some((value, piece.len() - body.len() + number.len() + 1))
}

fn report(text: &Text, run: &[(u32, Span)], item: Option<&str>, out: &mut Vec<Check>) {
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
    let unread = item.is_none() && missing.iter().any(|n| stands_alone(text, *n, run));
    let verdict = match (missing.is_empty(), unread || (item.is_none() && first > 1 && missing.is_empty())) {
        (true, _) => Verdict::Holds,
        (false, true) => Verdict::Open,
        (false, false) => Verdict::Fails,
    };
    let named: Vec<String> = missing.iter().map(u32::to_string).collect();
    let message = match verdict {
        Verdict::Holds => format!("编号{first}至{last}连续。"),
        Verdict::Open => format!("编号{}未能读出，请核对原文。", named.join("、")),
        _ => format!("编号到{last}为止，缺{}。", named.join("、")),
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

/// Whether a number stands at the start of a line or cell between the items of the run.
fn stands_alone(text: &Text, number: u32, run: &[(u32, Span)]) -> bool {
    let after = run.iter().filter(|(n, _)| *n < number).map(|(_, s)| s.end).max().unwrap_or(0) as usize;
    let before =
        run.iter().filter(|(n, _)| *n > number).map(|(_, s)| s.start).min().unwrap_or(text.span().end) as usize;
    if after >= before {
        return false;
    }
    let gap = &text.as_str()[after..before];
    gap.split(['\n', '|', '\t', '。', ',']).any(|piece| {
        let first = piece.chars().find(|&c| !half(c).is_whitespace());
        if !first.is_some_and(numbering::may_open) {
            return false;
        }
        let piece = fold::key(&piece.chars().take(12).collect::<String>());
        let value = numbering::alone(&piece).or_else(|| numbering::leading(&piece)).map(|l| l.value);
        value == Some(number)
    }) || stands_glued(gap, number)
}

/// What a number is followed by when it counts or dates something and numbers nothing.
const COUNTED: &str = "个個家所处處座条條项項件套户戶人名万萬亿億千百月日年季元公平倍场場次台辆輛片张張亩畝岁期级級栋块号號类種种点點时時分小周天组組";

/// Whether a number stands before a word without any mark (`5学生近视防控`), as extractors glue the cells of a table.
fn stands_glued(gap: &str, number: u32) -> bool {
    let digits = number.to_string();
    gap.match_indices(&digits).any(|(at, found)| {
        let before = gap[..at].chars().next_back();
        let behind = gap[at + found.len()..].trim_start_matches([' ', '\u{3000}']).chars().next();
        let apart = before.is_none_or(|c| {
            !fold::half(c).is_ascii_alphanumeric() && !matches!(fold::half(c), '.' | '-' | '第' | '〔' | '年')
        });
        apart && behind.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !COUNTED.contains(c))
    })
}
