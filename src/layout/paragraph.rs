//! Paragraphs of running text: lines without the marks of extractors, wrapped lines (`wrap`) joined again.
//!
//! Knows Markdown emphasis and headings, list marks and the tags that pandoc leaves, but nothing of what a paragraph says.

use super::{number, pipe_rows, wrap};
use crate::table::is_page_mark;
use crate::text::{Excerpt, Joint, Span, Text};

/// A paragraph of running text.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Without indentation and marks.
    pub text: Excerpt,
    /// From the first to the last character of its lines.
    pub span: Span,
    /// Opened by `#`, or bold as a whole.
    pub emphatic: bool,
    /// The list mark it opened with (`■`, `-`, `*` …), which is not part of `text`.
    pub bullet: Option<char>,
}

/// A line that is prose, before joining.
pub(super) struct Line {
    pub text: Excerpt,
    pub span: Span,
    pub indent: usize,
    /// Columns up to its last character; a Chinese character takes two, or one in a text whose lines were cut by characters.
    pub edge: usize,
    pub emphatic: bool,
    pub bullet: Option<char>,
    /// A blank line, a table or the start of the text stands above.
    pub apart: bool,
}

/// A paragraph is joined from at most this many lines.
const MOST_LINES: usize = 400;

/// The paragraphs of the lines that no span of `claimed` covers, in order.
pub fn paragraphs(text: &Text, claimed: &[Span]) -> Vec<Paragraph> {
    let mut lines = lines(text, claimed);
    let wrapped = wrap::width(text, &mut lines);
    let spaced = wrap::blank_between(text, &lines);
    let mut out: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut joined = 1;
    let mut hanging = false;
    for (i, line) in lines.iter().enumerate() {
        if let (Some(width), true) = (wrapped, i > 0)
            && joined < MOST_LINES
            && wrap::goes_on(text, &lines[i - 1], line, width, hanging || spaced)
            && let Some(last) = out.last_mut()
        {
            last.text.append(joint(text, &lines[i - 1], line), &line.text);
            last.span = last.span.cover(line.span);
            hanging = hanging || line.indent < lines[i - 1].indent;
            joined += 1;
            continue;
        }
        joined = 1;
        hanging = false;
        out.push(Paragraph { text: line.text.clone(), span: line.span, emphatic: line.emphatic, bullet: line.bullet });
    }
    out
}

/// Nothing between Chinese characters, a blank between Latin words.
fn joint(text: &Text, above: &Line, below: &Line) -> Joint {
    let last = text.slice(above.span).chars().next_back();
    let first = text.slice(below.span).chars().next();
    match (last, first) {
        (Some(a), Some(b)) if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => Joint::Blank,
        _ => Joint::None,
    }
}

/// The unclaimed lines that hold something, tabs cut into lines of their own.
fn lines(text: &Text, claimed: &[Span]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut next_claim = 0;
    let mut apart = true;
    // Blank lines and a page's number stand between the two halves of a paragraph.
    let (mut blank, mut turned) = (false, false);
    for whole in text.lines() {
        while claimed.get(next_claim).is_some_and(|c| c.end <= whole.start && c.end < whole.end) {
            next_claim += 1;
        }
        let claim = claimed.get(next_claim).filter(|c| c.start < whole.end && whole.start < c.end);
        if claim.is_some_and(|c| c.start <= whole.start && whole.end <= c.end) {
            apart = true;
            continue;
        }
        let mut start = whole.start;
        let read = text.slice(whole);
        if is_page_mark(read.trim_matches(is_blank)) {
            turned = true;
            apart &= !blank;
            continue;
        }
        let bytes = read.as_bytes();
        let tabs = memchr::memchr_iter(b'\t', bytes).map(|at| whole.start + at as u32);
        for end in tabs.chain([whole.end]) {
            let span = Span { start, end };
            start = end + 1;
            if claim.is_some_and(|c| c.start < span.end && span.start < c.end) {
                apart = true;
                continue;
            }
            match line(text, span) {
                Some(mut line) => {
                    line.apart = apart || span.start != whole.start;
                    (apart, blank, turned) = (false, false, false);
                    out.push(line);
                }
                None if turned => {}
                None => {
                    blank |= !apart;
                    apart = true;
                }
            }
        }
    }
    out
}

/// Blanks, and characters without a shape that extractors leave.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{00ad}')
}

/// One line without its marks; `None` where nothing is left.
fn line(text: &Text, whole: Span) -> Option<Line> {
    let raw = text.slice(whole);
    let mut body = raw.trim_end_matches(is_blank);
    let indent = columns(&body[..body.len() - body.trim_start_matches(is_blank).len()]);
    let edge = columns(body);
    body = body.trim_start_matches(is_blank);
    if body.is_empty() || is_rule(body) || is_tag(body) {
        return None;
    }
    // Blank cells behind it, in a row of comma-separated values.
    if body.ends_with(",,") {
        body = body.trim_end_matches(',').trim_matches('"');
    }
    if body.starts_with('|') || body.ends_with('|') {
        body = only_cell(body);
    }
    if body.ends_with(',') {
        body = first_field(body);
    }
    let mut emphatic = false;
    let quoted = body.trim_start_matches("> ");
    let heading = quoted.trim_start_matches('#');
    if heading.len() < quoted.len() && quoted.len() - heading.len() <= 6 && heading.starts_with([' ', '\u{3000}', '*'])
    {
        emphatic = true;
        body = heading.trim_end_matches(['#', ' ']).trim_start_matches(is_blank);
    } else {
        body = quoted;
    }
    let (mut bullet, mut rest) = list_mark(body);
    if bullet.is_some() && (number::opens(rest) || super::label::opens(rest)) {
        bullet = None;
    } else if bullet.is_none() {
        rest = body;
    }
    body = rest;
    for mark in ["**", "__"] {
        if let Some(inner) = body.strip_prefix(mark).and_then(|b| b.strip_suffix(mark))
            && !inner.contains(mark)
            && !inner.is_empty()
        {
            emphatic = true;
            body = inner.trim_matches(is_blank);
        }
    }
    if bullet.is_none() && emphatic && !number::opens(body) {
        let (mark, rest) = list_mark(body);
        if mark.is_some() {
            (bullet, body) = (mark, rest);
        }
    }
    if body.is_empty() {
        return None;
    }
    let start = whole.start as usize + (body.as_ptr() as usize - raw.as_ptr() as usize);
    let span = Span::new(start, start + body.len());
    Some(Line { text: unmarked(body, start), span, indent, edge, emphatic, bullet, apart: false })
}

/// The cell that holds a paragraph: the first of a row whose others are empty or say it again, as merged cells are written; else the row.
fn only_cell(row: &str) -> &str {
    let mut cells = row.split('|').map(|c| c.trim_matches(is_blank));
    let Some(cell) = cells.by_ref().find(|c| !c.is_empty()) else { return "" };
    let empty = |c: &str| matches!(c, "" | "nan" | "None") || pipe_rows::is_blank(c) || c == cell;
    if cells.all(empty) { cell } else { row }
}

/// A line whose other fields are empty, as a merged row is written in CSV: `一、就业,,`.
fn first_field(row: &str) -> &str {
    let field = row.trim_end_matches(',');
    if row.len() - field.len() < 2 && !field.ends_with(['。', '）', ')', '；', '"']) {
        return row;
    }
    field.strip_prefix('"').and_then(|f| f.strip_suffix('"')).filter(|f| !f.contains('"')).unwrap_or(field)
}

/// The text of a line without `**` around words and without the backslashes that Markdown writers put before marks (`1\.`).
fn unmarked(body: &str, start: usize) -> Excerpt {
    let span = Span::new(start, start + body.len());
    if memchr::memchr2(b'*', b'\\', body.as_bytes()).is_none() {
        return span.into();
    }
    let bold = body.contains("**") && body.matches("**").count().is_multiple_of(2);
    if !bold && !body.contains('\\') {
        return span.into();
    }
    let bytes = body.as_bytes();
    let mut out = Excerpt::default();
    let (mut from, mut i) = (0, 0);
    while i < bytes.len() {
        let skip = if bold && bytes[i..].starts_with(b"**") {
            2
        } else if bytes[i] == b'\\' && bytes.get(i + 1).is_some_and(u8::is_ascii_punctuation) {
            1
        } else {
            i += 1;
            continue;
        };
        if from < i {
            out.push(Joint::None, Span::new(start + from, start + i));
        }
        // The escaped mark itself stays.
        from = i + skip;
        i = from + usize::from(skip == 1);
    }
    if from < bytes.len() {
        out.push(Joint::None, Span::new(start + from, start + bytes.len()));
    }
    out
}

/// A line of dashes, equal signs, stars or the edges of a drawn box.
fn is_rule(body: &str) -> bool {
    body.len() >= 3 && body.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b' ' | b'+' | b'|' | b':'))
        || body.chars().all(|c| matches!(c, '\u{2500}'..='\u{257f}' | ' '))
}

/// `<div class="x">`, `</div>`, `::: {.x}`
fn is_tag(body: &str) -> bool {
    body.starts_with(":::")
        || (body.starts_with('<')
            && body.ends_with('>')
            && body[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()))
}

/// The list mark in front of a line, and what follows it.
fn list_mark(body: &str) -> (Option<char>, &str) {
    let Some(first) = body.chars().next() else { return (None, body) };
    let mut rest = &body[first.len_utf8()..];
    match first {
        '*' | '+' | 'o' if rest.starts_with(' ') && !rest.trim().is_empty() => {}
        '-' | '—' | '–' | '－' | '―'
            if rest.starts_with([' ', '-', '—', '–', '－', '―']) || rest.starts_with(is_han) => {}
        '·' | '•' | '■' | '●' | '□' | '☑' | '✓' | '√' | '◆' | '◇' | '★' | '☆' | '▲' | '△' | '►' | '▶' | '○' | '◎'
        | '➢' | '✔' | '▪' | '▷' | '❖' | '※' | '☐' | '☒' | '✅' | '✗' | '✘' | '◼' | '◾' | '▫' | '◉' | '‣' | '➤'
        | '➔' | '\u{f06c}' | '\u{f0d8}' => {}
        _ => return (None, body),
    }
    rest = rest.trim_start_matches(|c| is_blank(c) || c == first || matches!(c, '-' | '—' | '–' | '－'));
    // `[x] done` of a task list
    for mark in ["[ ]", "[x]", "[X]"] {
        rest = rest.strip_prefix(mark).map_or(rest, |r| r.trim_start_matches(is_blank));
    }
    if rest.is_empty() { (None, body) } else { (Some(first), rest) }
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// Display columns of a string: two for a character from U+1100 on, else one.
pub fn columns(s: &str) -> usize {
    let b = s.as_bytes();
    let mut columns = 0;
    // Sums over bytes, of which a processor adds up many at once: one for what begins a character, one more for what begins a wide one.
    for block in b.chunks(64) {
        let mut sum = 0u8;
        for &byte in block {
            sum += u8::from(byte & 0xC0 != 0x80) + u8::from(byte >= 0xE2);
        }
        columns += usize::from(sum);
    }
    // The wide ones behind E1 (Korean, old scripts) are rare.
    columns + memchr::memchr_iter(0xE1, b).filter(|&at| b[at + 1] >= 0x84).count()
}

/// Whether a string ends a sentence.
pub fn ends_sentence(s: &str) -> bool {
    let s = s.trim_end_matches(['"', '”', '\'', '’', '*', ')', '）', '」', '』', ']', '】', '〕']);
    s.ends_with(['。', '；', ';', '！', '!', '？', '?', '：', ':', '.', '．'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<String> {
        let text = Text::new(content.to_string());
        paragraphs(&text, &[]).iter().map(|p| p.text.read(&text).into_owned()).collect()
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(
            read("# 通知\n\n**一、就业**\n\n1\\. 建**两所**学校\n\n---\n<div class=\"a\">\n"),
            ["通知", "一、就业", "1. 建两所学校"]
        );
        assert_eq!(read("* 1.修路\n■ 修桥\n--就业更充分。"), ["1.修路", "修桥", "就业更充分。"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped = "  1.新建学校两所，改造幼儿园三所，为全区学生免费检查视力，建设社区\n食堂五家，开展培训，发放补贴，修缮校舍。（责任单位：区教育局、区卫\n健委）\n  2.新建停车场三处，改造老旧小区十个，加装电梯二十部，更新管网四十\n公里，惠及居民五千户。\n  三、保障";
        let got = read(wrapped);
        assert_eq!(got.len(), 3, "{got:?}");
        assert!(got[0].ends_with("区卫健委）"));
        assert!(got[1].ends_with("更新管网四十公里，惠及居民五千户。"));
        let paged = wrapped.replace("四十\n公里", "四十\n\n                - 2 -\n\n公里");
        assert_eq!(read(&paged), got);
        assert_eq!(read("短行\n另一行\n第三行").len(), 3);
    }

    #[test]
    fn lines_cut_by_characters_are_joined() {
        let item = |n: usize| {
            let text = "新建改扩建公办中小学2所，新增学位1200个，改造老旧小区18个，惠及居民3200户。".repeat(2)
                + "市级财政补助资金尽快到位";
            let all: Vec<char> = format!("{n}.{text}").chars().collect();
            all.chunks(60).map(|line| format!("   {}", line.iter().collect::<String>())).collect::<Vec<_>>().join("\n")
        };
        let got = read(&(1..=4).map(item).collect::<Vec<_>>().join("\n\n"));
        assert_eq!(got.len(), 4, "{got:?}");
        assert!(got.iter().all(|p| p.ends_with("尽快到位")));
    }

    #[test]
    fn a_merged_row_is_one_paragraph() {
        assert_eq!(
            read(
                "| 一、就业 | NaN | NaN |\n| 1.建校2所。 |  |  |\n|办好十件实事|办好十件实事|\n| 甲 | 乙 |\n└───┴───┘"
            ),
            ["一、就业", "1.建校2所。", "办好十件实事", "| 甲 | 乙 |"]
        );
    }

    #[test]
    fn chinese_characters_take_two_columns() {
        assert_eq!(columns("a1 建“—\u{3000}"), 3 + 8);
        assert_eq!(columns("éद\u{10ff}\u{1100}한𠮷"), 3 + 6);
        assert_eq!(columns(&"市a".repeat(100)), 300);
    }

    #[test]
    fn claimed_lines_are_left_out() {
        let text = Text::new("甲\n乙\n丙".to_string());
        let got = paragraphs(&text, &[Span::new(4, 7)]);
        assert_eq!(got.len(), 2);
    }
}
