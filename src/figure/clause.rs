//! What a time governs: where its clause begins and ends, and how far its figures reach.
//!
//! A time that opens its clause (after at most 力争, 要求 …) governs what follows, else its whole clause, always up to the end of
//! the sentence or of the bracket, to ；, or to the clause of the next time. A label (一季度:) governs everything up to the next label.

use super::date::{Reader, is_blank};
use super::deadline::{Time, TimeKind};
use crate::lexicon::time_word::{LABELS, OPENERS};
use crate::text::{Span, word_list, words};

/// How far back the start of a clause is looked for to see whether a time opens it. Longer leads than this are no openers.
const LEAD: usize = 96;

/// Fills in what each time governs.
pub(super) fn govern(text: &str, times: &mut [Time]) {
    if times.is_empty() {
        return;
    }
    let clauses: Vec<Clause> = (0..times.len())
        .map(|i| Clause::around(text, if i == 0 { 0 } else { times[i - 1].span.end as usize }, times[i].span.range()))
        .collect();
    let mut next_label = text.len();
    for i in (0..times.len()).rev() {
        let time = times[i];
        let clause = &clauses[i];
        let mut end = time.span.end as usize;
        // 5月、8月 share what they govern.
        if let Some(next) = times.get(i + 1).copied()
            && joins(&text[end..next.span.start as usize])
            && !next.label
        {
            let mut governs = next.governs;
            if !clause.opens {
                governs.start = governs.start.min(clause.start as u32);
            }
            (times[i].governs, times[i].reach) = (governs, next.reach.cover(governs));
            continue;
        }
        let limit = match clauses.get(i + 1) {
            _ if time.label => next_label,
            Some(next) => next.start.max(end),
            None => text.len(),
        };
        let mut limit = limit;
        if let Some(close) = clause.close {
            end = close;
            limit = if clause.opens || time.label { limit.max(end) } else { end };
        }
        let (stop, reach) = if time.label { (limit, limit) } else { ends(text, end, limit, clause.sentence) };
        let start = match () {
            _ if time.label => after_label(text, time.span.end as usize).unwrap_or(end),
            _ if clause.opens => end,
            _ => clause.start,
        };
        let mut governs = trim(text, start.min(stop), stop);
        // 从7月起,为老人每月上门两次: the next time stands in what the first governs.
        if governs.is_empty()
            && clause.opens
            && let Some(next) = times.get(i + 1).filter(|next| !next.label && next.governs.end as usize > end)
            && text[end..clauses[i + 1].start.max(end)].chars().all(|c| is_blank(c) || matches!(c, ',' | '，'))
        {
            governs = trim(text, end, next.governs.end as usize);
        }
        if governs.is_empty() {
            governs = trim(text, clause.start.min(end), end);
        }
        times[i].governs = governs;
        times[i].reach = Span::new((governs.start as usize).min(reach), reach.max(governs.end as usize));
        times[i].alone = is_alone(text, &times[i]);
        if time.label {
            next_label = clause.start;
        }
    }
}

/// The clause that a time stands in.
struct Clause {
    /// Behind the mark before it.
    start: usize,
    /// Only openers stand between its start and the time.
    opens: bool,
    /// It opens a sentence, a numbered point or the text.
    sentence: bool,
    /// Behind the bracket that holds nothing but the time.
    close: Option<usize>,
}

impl Clause {
    /// The clause that a time governs from: where it stands alone in a bracket, the clause that the bracket stands in.
    fn around(text: &str, floor: usize, time: std::ops::Range<usize>) -> Self {
        // The bracket of the time before is closed.
        let rest = text[floor..time.start].trim_start_matches(['）', ')', '】']);
        let floor = if floor > 0 { time.start - rest.len() } else { 0 };
        match bracket(text, time.clone()) {
            // 完成主体工程(9月底前), 第一阶段(1-3月):
            Some((open, close)) if open >= floor => {
                let clause = Self::of(text, floor, open);
                // A clause that begins right behind the time before it
                let start = if clause.start == open { floor } else { clause.start };
                let leads = text[start..open].trim().is_empty();
                Self { start, opens: leads, close: Some(close), ..clause }
            }
            _ => Self::of(text, floor, time.start),
        }
    }

    /// The clause of the time at `at`, not reaching back over `floor`.
    fn of(text: &str, floor: usize, at: usize) -> Self {
        if opens(text, floor, at) {
            let start = lead_start(text, floor, at);
            let sentence = is_sentence_start(text, start);
            return Self { start, opens: true, sentence, close: None };
        }
        let mut depth = 0;
        let mut start = floor;
        for (i, c) in text[floor..at].char_indices().rev() {
            match c {
                '）' | ')' | '】' => depth += 1,
                '（' | '(' | '【' if depth > 0 => depth -= 1,
                '（' | '(' | '【' => {
                    start = floor + i + c.len_utf8();
                    break;
                }
                _ if depth == 0 && is_mark(text, floor + i, c) => {
                    start = floor + i + c.len_utf8();
                    break;
                }
                _ => {}
            }
        }
        // Nothing but a short word between two times: 8月开工10月完工
        let same = floor > 0 && start == floor;
        let start = if same { at } else { start + numbering(&text[start..at]) };
        Self { start, opens: same, sentence: false, close: None }
    }
}

/// Whether a mark divides clauses: no comma inside a number, no line end inside a sentence.
fn is_mark(text: &str, at: usize, c: char) -> bool {
    match c {
        '，' | '；' | ';' | '。' | '：' | '！' | '？' | '!' | '?' => true,
        ',' | ':' => {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            !(digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next()))
        }
        '\n' => breaks(text, at),
        _ => is_circled(c),
    }
}

/// Whether a line end divides sentences: the line before it is closed, or the next opens a point of its own.
fn breaks(text: &str, at: usize) -> bool {
    let closed =
        text[..at].trim_end_matches(is_blank).chars().next_back().is_none_or(|c| "。；;：:！？!?\n".contains(c));
    closed || text[at + 1..].chars().next().is_none_or(|c| c == '\n') || numbering(&text[at + 1..]) > 0
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '：' | ':') || is_circled(c)
}

/// Where the clause begins whose opening words end at `at`.
fn lead_start(text: &str, floor: usize, at: usize) -> usize {
    let mut from = at.saturating_sub(LEAD).max(floor);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let lead = &text[from..at];
    lead.char_indices()
        .rev()
        .find(|&(i, c)| matches!(c, '（' | '(' | '【' | '[' | '、' | '“' | '|') || is_mark(text, from + i, c))
        .map_or(from, |(i, c)| from + i + c.len_utf8())
}

/// Whether only openers stand between the start of the clause and `at`.
pub(super) fn opens(text: &str, floor: usize, at: usize) -> bool {
    let start = lead_start(text, floor, at);
    // A lead that begins at the floor begins in the clause of the time before.
    if start == floor && floor > 0 {
        return false;
    }
    let mut lead = text[start..at].trim_matches(is_blank);
    lead = &lead[numbering(lead)..];
    loop {
        lead = lead.trim_matches(is_blank);
        match word_list::at_start(lead, &OPENERS) {
            Some(opener) => lead = &lead[opener.len()..],
            None => return lead.trim().is_empty(),
        }
    }
}

fn is_sentence_start(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(is_blank);
    before.chars().next_back().is_none_or(ends_sentence) || numbering(&text[start..]) > 0 || is_number_mark(before)
}

/// Whether a text ends with the number of a point whose mark also divides clauses: 1、
fn is_number_mark(before: &str) -> bool {
    before.strip_suffix('、').is_some_and(|rest| {
        let number = rest.chars().rev().take_while(|&c| is_number(c)).map(char::len_utf8).sum::<usize>();
        number > 0
            && rest[..rest.len() - number]
                .chars()
                .next_back()
                .is_none_or(|c| ends_sentence(c) || "；; \u{3000}".contains(c))
    })
}

fn is_number(c: char) -> bool {
    matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}')
}

/// How many bytes the number of a point takes at the start of a text: 1. 2、 (3) （四） ⑤ and bullets.
fn numbering(text: &str) -> usize {
    let rest = text.trim_start_matches(is_blank);
    let blank = text.len() - rest.len();
    let Some(first) = rest.chars().next() else { return 0 };
    // Nearly always a Han character that is no number.
    if matches!(first, '\u{4E00}'..='\u{9FFF}') && !is_number(first) {
        return 0;
    }
    if is_circled(first) || "●■◆▪•·★☆☑✓-—".contains(first) {
        return blank + first.len_utf8();
    }
    let open = if matches!(first, '(' | '（') { first.len_utf8() } else { 0 };
    let number = rest[open..].chars().take(3).take_while(|&c| is_number(c)).map(char::len_utf8).sum::<usize>();
    if number == 0 {
        return 0;
    }
    let mut behind = rest[open + number..].chars();
    match behind.next() {
        Some(mark @ (')' | '）')) => blank + open + number + mark.len_utf8(),
        // 1.5公里 is an amount.
        Some(mark @ ('.' | '．' | '、')) if open == 0 => {
            let amount = mark == '.' && behind.next().is_some_and(|c| c.is_ascii_digit());
            // 10.9月底前: the point 10 and a month.
            if amount && !rest[number + 1..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['月', '年'])
            {
                0
            } else {
                blank + number + mark.len_utf8()
            }
        }
        _ => 0,
    }
}

/// Where the text that a time at `from` governs ends, and how far it reaches over ；. Neither goes beyond `limit`.
fn ends(text: &str, from: usize, limit: usize, sentence: bool) -> (usize, usize) {
    let mut depth = 0;
    let mut stop = None;
    for (i, c) in text[from..limit].char_indices() {
        let here = from + i;
        match c {
            '（' | '(' | '【' => depth += 1,
            '）' | ')' | '】' if depth > 0 => depth -= 1,
            '）' | ')' | '】' => return (stop.unwrap_or(here), here),
            '；' | ';' if depth == 0 => {
                stop = stop.or(Some(here));
                if !sentence || numbering(&text[here + c.len_utf8()..]) > 0 {
                    return (stop.unwrap_or(here), here);
                }
            }
            '。' | '！' | '？' | '!' | '?' => return (stop.unwrap_or(here), here),
            _ if is_circled(c) => return (stop.unwrap_or(here), here),
            '\n' if breaks(text, here) => return (stop.unwrap_or(here), here),
            _ => {}
        }
    }
    (stop.unwrap_or(limit), limit)
}

/// A bracket that holds nothing but the time: where it opens, and the offset behind it.
fn bracket(text: &str, time: std::ops::Range<usize>) -> Option<(usize, usize)> {
    let before = text[..time.start].trim_end_matches(is_blank);
    let open = before.len() - before.chars().next_back().filter(|c| matches!(c, '（' | '(' | '【'))?.len_utf8();
    let mut reader = Reader { text, at: time.end };
    reader.eat_any(words![")", "】"])?;
    Some((open, reader.at))
}

/// 、 and words that join two times of one piece of work.
fn joins(between: &str) -> bool {
    matches!(between.trim_matches(is_blank), "、" | "和" | "或" | "及" | "与")
}

/// Whether the time is a label: a colon behind it, perhaps after what it holds (一季度目标:), or a line of its own.
pub(super) fn is_label(text: &str, time: std::ops::Range<usize>) -> bool {
    after_label(text, time.end).is_some()
}

fn after_label(text: &str, end: usize) -> Option<usize> {
    let mut reader = Reader { text, at: end };
    // The first characters of all that may follow; most times are no labels.
    if !matches!(
        reader.peek()?,
        ':' | '：' | ')' | '）' | '】' | '目' | '工' | '进' | '阶' | '形' | '任' | '计' | '安' | '节'
    ) {
        return None;
    }
    for _ in 0..2 {
        reader.eat_any(&LABELS);
    }
    // 第一阶段(1-3月):
    reader.eat_any(words![")", "】"]);
    reader.eat(":").then_some(reader.at)
}

/// A stretch without marks and blanks at its ends.
fn trim(text: &str, start: usize, end: usize) -> Span {
    let is_edge = |c: char| {
        // Nearly always a Han character.
        !matches!(c, '\u{4E00}'..='\u{9FFF}')
            && (matches!(c, '，' | ',' | '、' | '；' | ';' | '。' | '：' | ':') || c.is_whitespace() || is_blank(c))
    };
    let whole = &text[start..end];
    let front = whole.trim_start_matches(is_edge);
    let start = start + whole.len() - front.len();
    let kept = front.trim_end_matches(|c| is_edge(c) || matches!(c, '（' | '('));
    Span::new(start, start + kept.len())
}

/// Whether the text holds nothing but the time and 完成.
fn is_alone(text: &str, time: &Time) -> bool {
    let rest = |s: &str| s.chars().all(|c| c.is_whitespace() || "，,、；;。：:.．".contains(c));
    let behind = &text[time.span.end as usize..];
    // Longer than any such word
    if behind.len() > 48 || time.span.start > 48 || time.kind == TimeKind::AsOf {
        return false;
    }
    let mut end = Reader { text, at: time.span.end as usize };
    end.eat_any(words!["全部", "全面"]);
    end.eat_any(words!["完成", "完工", "竣工", "建成", "落实", "到位", "办结"]);
    rest(&text[..time.span.start as usize]) && rest(&text[end.at..])
}
