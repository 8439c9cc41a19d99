//! Tables that nobody can cut into cells by their marks: rows whose cells run together (`1新建幼儿园3所区教育局`), and lines in which the
//! wrapped cells of a row are mixed.
//!
//! Their header tells them. Where number, one text and one unit are all a row has, the numbering and the name of the office leave one
//! way to cut it, and the rows are read with little confidence; else the lines are claimed and nothing is read: a wrong item is worse
//! than none.

use super::matrix::is_region;
use super::{Block, Content, LayoutKind, number, site};
use crate::lexicon::unit_word::UNIT_OPENINGS;
use crate::lexicon::{ColumnRole, Field, column};
use crate::table::{Cell, Column, Look, Reason, Row, Table};
use crate::text::{Span, Text};

/// Longest header of glued words, and its longest word, in characters.
const LONGEST: usize = 70;
const WORD: usize = 14;
/// Lines of a table of mixed cells that are looked at.
const SAMPLE: usize = 120;
/// How sure rows are that were cut by their words alone. Below it a reader is warned.
const CONFIDENCE: u8 = 40;

/// The table without marks whose header stands in this line.
pub fn at(text: &Text, line: usize) -> Option<Block> {
    let span = text.trim(text.line_span(line));
    let read = text.slice(span);
    if read.len() < 18 || read.len() > LONGEST * 4 || !column::may_begin(read) {
        return None;
    }
    if read.contains([' ', '\u{3000}', '\u{a0}']) {
        return mixed(text, line);
    }
    let header = glued_header(text, span)?;
    let end = last_line(text, line);
    let rows: Vec<Span> = (line + 1..=end).map(|l| text.trim(text.line_span(l))).filter(|s| !s.is_empty()).collect();
    if rows.is_empty() {
        return None;
    }
    let names: Vec<&str> = header.iter().map(|c| text.slice(c.header.span())).collect();
    let why = format!("header words without anything between: {}", names.join(" · "));
    let whole = text.line_span(line).cover(text.line_span(end));
    let block = |confidence, evidence, content| {
        Some(Block {
            kind: LayoutKind::Uncut,
            span: whole,
            confidence,
            evidence,
            points: None,
            runner_up: None,
            content,
        })
    };
    match simple_rows(text, &header, &rows) {
        Some(rows) => {
            let sure = "each row can be cut in one way only: its number counts on, and one name of an office ends it";
            let table = Table { columns: header, rows, confidence: CONFIDENCE, ..Table::default() };
            block(CONFIDENCE, vec![why, sure.to_string()], Content::Table(table))
        }
        None => block(0, vec![why], Content::Uncut("its cells run together without any mark between them")),
    }
}

/// The columns that a line of nothing but header words names.
fn glued_header(text: &Text, span: Span) -> Option<Vec<Column>> {
    let read = text.slice(span);
    let starts: Vec<usize> = read.char_indices().map(|(at, _)| at).chain([read.len()]).collect();
    let n = starts.len() - 1;
    if n > LONGEST || read.contains(['。', '，', '：', '；', '|', '\t']) {
        return None;
    }
    // The fewest words that make the line, each where it starts; listed words before longer ones that are judged by their ending.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; n + 1];
    best[0] = Some((0, 0));
    for end in 1..=n {
        for from in end.saturating_sub(WORD)..end {
            let Some((price, _)) = best[from] else { continue };
            let word = &read[starts[from]..starts[end]];
            let price = price
                + match column::column(word) {
                    Some(header) if header.listed => 10,
                    Some(_) => 8 * (end - from),
                    // Districts across, a column each: many short names rather than one long.
                    None if is_region(word) => (end - from) * (end - from),
                    None => continue,
                };
            if best[end].is_none_or(|(known, _)| price < known) {
                best[end] = Some((price, from));
            }
        }
    }
    let mut columns = Vec::new();
    let mut end = n;
    let mut listed = 0;
    while end > 0 {
        let (_, from) = best[end]?;
        let piece = Span::new(span.start as usize + starts[from], span.start as usize + starts[end]);
        let header = column::column(text.slice(piece));
        listed += usize::from(header.as_ref().is_some_and(|h| h.listed));
        columns.push(Column {
            header: piece.into(),
            role: header.as_ref().map_or(ColumnRole::Unknown, |h| h.role),
            reason: Reason::of(header.as_ref()),
            unit: header.and_then(|h| h.unit),
        });
        end = from;
    }
    columns.reverse();
    let seq = columns.iter().any(|c| c.role == ColumnRole::Seq);
    let unit = columns.iter().any(|c| matches!(c.role, ColumnRole::Unit(_)));
    let three = columns.len() == 3 && unit && (seq || columns.iter().all(|c| matches!(c.reason, Reason::Listed(_))));
    (listed >= 3 && (columns.len() >= 4 || three)).then_some(columns)
}

/// The last line of a table that starts here: before a note, a signature, the foot of the page, or two blank lines.
fn last_line(text: &Text, line: usize) -> usize {
    let mut last = line;
    let mut blank = 0;
    for l in line + 1..=text.line_count() {
        let read = text.slice(text.line_span(l)).trim();
        if read.is_empty() {
            blank += 1;
            if blank > 1 {
                break;
            }
            continue;
        }
        let annex = read.starts_with("附件") && read.chars().count() <= 5;
        let foreign = annex
            || read.len() < 600
                && (site::is_note(read) || site::is_chrome(read) || site::is_date(read) || site::opens_foot(read));
        if foreign {
            break;
        }
        blank = 0;
        last = l;
    }
    last
}

/// The rows of a table of number, text and unit, where each can be cut in one way only.
fn simple_rows(text: &Text, columns: &[Column], lines: &[Span]) -> Option<Vec<Row>> {
    let [seq, title, unit] = columns else { return None };
    let named = matches!(title.role, ColumnRole::Title | ColumnRole::Text(Field::Target | Field::Description));
    if seq.role != ColumnRole::Seq || !named || !matches!(unit.role, ColumnRole::Unit(_)) {
        return None;
    }
    let mut rows = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let read = text.slice(*line);
        let number = (n + 1).to_string();
        let rest = read.strip_prefix(number.as_str()).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))?;
        let at = office(rest)?;
        let start = line.start as usize;
        let cut = read.len() - rest.len() + at;
        let cell =
            |from: usize, to: usize| Cell { text: Span::new(start + from, start + to).into(), ..Cell::default() };
        let cells = vec![cell(0, number.len()), cell(number.len(), cut), cell(cut, read.len())];
        rows.push(Row { cells, bands: Vec::new(), span: *line, confidence: CONFIDENCE, misfit: None, torn: false });
    }
    (rows.len() >= 2).then_some(rows)
}

/// Where the only name of an office begins that ends a row; `None` where there are several ways to read it, or none.
fn office(row: &str) -> Option<usize> {
    let mut found = None;
    for (at, _) in row.char_indices().skip(2) {
        let name = &row[at..];
        let opens = UNIT_OPENINGS.iter().any(|word| name.starts_with(word));
        if opens && name.chars().count() <= 14 && Look::of_str(name).units == 100 {
            if found.is_some() {
                return None;
            }
            found = Some(at);
        }
    }
    found
}

/// A table of words between blanks in whose lines the wrapped cells of a row are mixed.
fn mixed(text: &Text, line: usize) -> Option<Block> {
    let span = text.line_span(line);
    let header: Vec<&str> = text.slice(span).split_whitespace().collect();
    let known = header.iter().filter(|w| column::column(w).is_some_and(|h| h.listed)).count();
    if known < 3 || known * 3 < header.len() * 2 || text.slice(span).contains("   ") {
        return None;
    }
    let end = last_line(text, line);
    let lines: Vec<&str> = (line + 1..=end.min(line + SAMPLE)).map(|l| text.slice(text.line_span(l)).trim()).collect();
    let opens = |s: &str| {
        number::opens(s)
            || s.split_whitespace().next().is_some_and(|w| w.len() < 5 && w.bytes().all(|b| b.is_ascii_digit()))
            || s.starts_with(|c| ('①'..='⑳').contains(&c))
            || header.first().is_some_and(|h| s.starts_with(h))
    };
    let rows = lines.iter().filter(|s| opens(s)).count();
    let mixed = lines.windows(2).filter(|pair| {
        let goes_on = !opens(pair[1]) && Look::of_str(pair[1]).units < 100;
        goes_on && pieces(pair[0]).iter().rev().skip(1).any(|piece| breaks_off(piece))
    });
    let mixed = mixed.count();
    if mixed < 2 || mixed * 5 < rows {
        return None;
    }
    let why =
        format!("{known} words of the line are headers; in {mixed} lines a cell breaks off before the next one begins");
    Some(mixed_lines(text, line, why))
}

/// A table below words of headers with single blanks between, of which some stand on the next lines, that no layout could read.
pub fn below_words(text: &Text, line: usize) -> Option<Block> {
    let read = text.slice(text.line_span(line));
    let first = read.split_whitespace().next().and_then(column::column)?;
    if first.listed && first.role == ColumnRole::Seq && heads_broken_off(text, line) {
        let why = "the heads of the line are cut in pieces; what stands below them suits no columns".to_string();
        return Some(mixed_lines(text, line, why));
    }
    let words: Vec<bool> =
        read.split_whitespace().map(|w| column::column(w).is_some_and(|h| h.listed)).take(WORD + 1).collect();
    let whole = (3..=WORD).contains(&words.len()) && words.iter().all(|listed| *listed);
    if !first.listed
        || !whole && !matches!(first.role, ColumnRole::Seq | ColumnRole::Category)
        || read.split_whitespace().nth(1).is_none()
        || read.contains(['|', '\t', '│'])
        || read.trim().contains("  ")
    {
        return None;
    }
    let (mut words, mut listed) = (0, 0);
    for below in (line..=text.line_count()).take(HEADER).map(|l| text.slice(text.line_span(l))) {
        if number::opens(below) || below.split_whitespace().next() == Some("1") {
            break;
        }
        for word in below.split_whitespace() {
            words += 1;
            listed += usize::from(column::column(word).is_some_and(|h| h.listed));
        }
    }
    let why = format!("{listed} words of the first lines are headers; what stands below them suits no columns");
    (whole || listed >= 4 && listed * 3 >= words).then(|| mixed_lines(text, line, why))
}

/// Whether a line is the first of heads that were cut into pieces and stand side by side (`序号 类别 项目名 建设性 建设地`), the rest of them
/// and the first row below it.
fn heads_broken_off(text: &Text, line: usize) -> bool {
    let read = text.slice(text.line_span(line));
    let words: Vec<&str> = read.split_whitespace().take(2 * WORD).collect();
    let short = words.iter().all(|word| word.chars().count() <= 8 && !word.contains(['。', '，', '：', ':', '|']));
    let listed = words.iter().filter(|word| column::column(word).is_some_and(|head| head.listed)).count();
    let row = |line: usize| text.slice(text.line_span(line)).split_whitespace().next() == Some("1");
    words.len() >= 6 && short && listed >= 2 && !read.contains('\t') && (line..=text.line_count()).take(HEADER).any(row)
}

/// Lines of a broken header at most.
const HEADER: usize = 7;

/// The table whose header stands in this line, claimed and not read.
pub fn mixed_lines(text: &Text, line: usize, why: String) -> Block {
    Block {
        kind: LayoutKind::Uncut,
        span: text.line_span(line).cover(text.line_span(last_line(text, line))),
        confidence: 0,
        evidence: vec![why],
        points: None,
        runner_up: None,
        content: Content::Uncut("the lines of its cells are mixed"),
    }
}

/// The stretches of a line between blanks that stand between Chinese characters or marks.
fn pieces(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(' ') {
        let before = line[..at].chars().next_back();
        let after = line[at + 1..].chars().next();
        let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() || matches!(c, ',' | ';' | ':' | ')' | '%'));
        if wide(before) && wide(after) {
            out.push(&line[start..at]);
            start = at + 1;
        }
    }
    out.push(&line[start..]);
    out
}

/// A text that ends within a sentence: it has commas and no stop at its end.
fn breaks_off(piece: &str) -> bool {
    let long = piece.chars().count() >= 12;
    long && piece.contains(['，', ',', '；', ';']) && !piece.ends_with(['。', '；', ';', '.', '）', ')', '！', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_words_without_marks() {
        let columns = |s: &str| {
            let text = Text::new(s.to_string());
            glued_header(&text, text.span()).map_or(0, |columns| columns.len())
        };
        assert_eq!(columns("类别序号项目名称年度目标任务1-8月份进展情况牵头单位"), 6);
        assert_eq!(columns("序号项目名称责任单位"), 3);
        assert!(columns("序号项目名称单位全市任务甲山区乙水县丙河市牵头单位") >= 8);
        assert_eq!(columns("工作任务完成情况"), 0);
        assert_eq!(columns("项目建设工作要求"), 0);
    }

    #[test]
    fn only_one_office_may_end_a_row() {
        assert_eq!(office("新建幼儿园3所区教育局"), Some("新建幼儿园3所".len()));
        assert_eq!(office("新建敬老院2所区民政局区财政局"), None);
        assert_eq!(office("新建幼儿园3所"), None);
    }
}
