//! The title of a notice: which of its first lines names it.

use super::issue::is_public_office;
use crate::lexicon::document_word::{TITLE_ENDINGS, TITLE_ENDS};
use crate::text::{Excerpt, Joint, Span, Text, fold};

/// Lines looked at.
const LINES: usize = 60;
/// A title has at least and at most this many characters.
const SHORTEST: usize = 6;
const LONGEST: usize = 90;

/// The title among the lines before `stop` (where the first item stands), or among the captions of tables. No header of a column is one.
pub fn find(text: &Text, stop: u32, captions: &[Span], headers: &[Span]) -> Option<Excerpt> {
    let lines: Vec<Span> = text
        .lines()
        .take_while(|line| line.start < stop)
        .chain(captions.iter().copied().filter(|c| c.start >= stop))
        .take(LINES)
        .flat_map(|line| segments(text, line))
        .take(LINES * 2)
        .map(|line| clean(text, line))
        .filter(|line| !line.is_empty() && !headers.iter().any(|header| header.contains(line.start)))
        .collect();
    let mut weak = None;
    for (i, &line) in lines.iter().enumerate() {
        let before = i.checked_sub(1).map(|before| lines[before]);
        let read = text.recognised_slice(line);
        if opens_chapter(read) || is_day(read) || is_aside(read) {
            continue;
        }
        if let Some(title) = whole(text, line) {
            return Some(under_office(text, with_rest(text, title, lines.get(i + 1).copied()), before));
        }
        if let Some(title) = wrapped(text, &lines[i..]) {
            return Some(under_office(text, title, before));
        }
        if weak.is_none() && names_projects(&fold::key(text.slice(line))) && shape(text.slice(line)) {
            weak = Some(line.into());
        }
    }
    weak
}

/// The lines of a stretch of text, and the pieces of those: extractors glue lines with tabs, and repeat a merged cell in emphasis
/// (`**…** **…**`).
pub(super) fn segments(text: &Text, stretch: Span) -> impl Iterator<Item = Span> {
    let b = text.slice(stretch).as_bytes();
    let mut marks = memchr::memchr3_iter(b'\n', b'\t', b'*', b);
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let end = marks.find(|&at| at >= start && (b[at] != b'*' || b.get(at + 1) == Some(&b'*')));
        from = end.map(|at| at + if b[at] == b'*' { 2 } else { 1 });
        Some(Span::new(start, end.unwrap_or(b.len())).shift(stretch.start))
    })
}

/// （截至2022年9月底）: a line in brackets says something of the title.
fn is_aside(line: &str) -> bool {
    line.starts_with(['(', '（']) && line.ends_with([')', '）']) && line.matches(['(', '（']).count() == 1
}

/// A title whose last words stand on a line of their own: `…工作方案⏎的通知`.
fn with_rest(text: &Text, title: Span, next: Option<Span>) -> Excerpt {
    let mut out = Excerpt::from(title);
    let Some(next) = next else { return out };
    let key = fold::key(text.recognised_slice(next));
    let rest = key.chars().count() <= 8 && (key.starts_with('的') || TITLE_ENDS.contains(&key.as_str()));
    let open = text.slice(title).contains("关于");
    if rest && open && !fold::key(text.recognised_slice(title)).ends_with("通知") && ends_as_title(&key) {
        out.push(Joint::None, next);
    }
    out
}

/// A title whose first words are the office alone on its line: `某县人民政府办公室⏎关于印发…的通知`.
fn under_office(text: &Text, title: Excerpt, before: Option<Span>) -> Excerpt {
    let opens = fold::key(&title.recognised(text)).starts_with("关于");
    let Some(office) = before.filter(|line| opens && is_public_office(text.recognised_slice(*line))) else {
        return title;
    };
    let mut out = Excerpt::from(office);
    out.append(Joint::None, &title);
    out
}

/// The line without the marks that extractors put around it (`# `, `**`, `|`, commas of empty cells, tabs).
fn clean(text: &Text, line: Span) -> Span {
    let marks = |c: char| c.is_whitespace() || "|#*,\"'\u{FEFF}+-=_>[]".contains(c);
    let s = text.slice(line);
    let start = s.len() - s.trim_start_matches(marks).len();
    // What pandas calls the columns of an empty header, behind the first.
    let rest = s[start..].split(",Unnamed: ").next().unwrap_or("").trim_end_matches(marks);
    let mut end = start + rest.len();
    // A browser's title carries the site behind it: 某某公示_某某区人民政府.
    if let Some(at) = rest.find(['_', '|']) {
        end = start + rest[..at].trim_end().len();
    } else if let Some(at) = rest.find(" - ").or_else(|| rest.find(",Unnamed:")) {
        end = start + rest[..at].trim_end().len();
    }
    Span::new(line.start as usize + start, line.start as usize + end)
}

fn whole(text: &Text, line: Span) -> Option<Span> {
    let s = text.slice(line);
    let s = strip_table(strip_annex(s));
    let line = Span { start: line.end - s.len() as u32, end: line.end };
    let key = fold::key(text.recognised_slice(line));
    (shape(s) && ends_as_title(&key) && balanced(&key) && (names_projects(&key) || key.contains('关'))).then_some(line)
}

/// `二、实事项目` heads a part of the notice, `2.联络员名单` is one of several.
fn opens_chapter(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if (1..=2).contains(&(line.len() - digits.len())) {
        let rest = digits.trim_start_matches(['.', '．', '、']);
        return rest.len() < digits.len() && !rest.starts_with(|c: char| c.is_ascii_digit());
    }
    let number = line.trim_start_matches(|c: char| "一二三四五六七八九十（）()".contains(c));
    let numeral = &line[..line.len() - number.len()];
    !numeral.is_empty() && (number.starts_with(['、', '．', '.']) || numeral.ends_with(['）', ')']))
}

/// `2023年1月18日` alone on its line.
fn is_day(line: &str) -> bool {
    line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "年月日〇一二三四五六七八九十".contains(c))
}

/// 附件1：… in front of a title.
fn strip_annex(s: &str) -> &str {
    let Some(rest) = s.strip_prefix("附件").or_else(|| s.strip_prefix("附")) else { return s };
    let rest = rest.trim_start_matches(|c: char| c.is_numeric() || c.is_whitespace());
    rest.strip_prefix([':', '：']).map_or(s, str::trim_start)
}

/// 表1 in front of a title.
fn strip_table(s: &str) -> &str {
    let Some(rest) = s.strip_prefix('表') else { return s };
    let title = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let apart = title.starts_with([' ', '\u{3000}', ':', '：', '.', '、']);
    let numbered = apart && (1..=2).contains(&(rest.len() - title.len()));
    if numbered { title.trim_start_matches([' ', '\u{3000}', ':', '：', '.', '、']) } else { s }
}

/// A title that was set on two or three lines.
fn wrapped(text: &Text, lines: &[Span]) -> Option<Excerpt> {
    let mut title = Excerpt::from(*lines.first()?);
    let first = fold::key(text.slice(lines[0]));
    if !first.contains("关于") && balanced(&first) || first.contains(['。', ':', ';']) {
        return None;
    }
    for &line in lines[1..].iter().take(2) {
        title.push(Joint::None, line);
        let key = fold::key(&title.recognised(text));
        if key.chars().count() > LONGEST || key.contains('。') {
            return None;
        }
        if ends_as_title(&key) && balanced(&key) {
            return Some(title);
        }
    }
    None
}

fn shape(s: &str) -> bool {
    let n = s.chars().filter(|c| !c.is_whitespace()).count();
    let last = s.trim_end().chars().next_back().map(fold::half);
    (SHORTEST..=LONGEST).contains(&n)
        && !s.contains(['。', '；', '>', '\t'])
        && !matches!(last, Some(':' | ',' | ';' | '!' | '?'))
        && s.chars().filter(|&c| fold::half(c) == ',').count() <= 1
        && !s.contains("：") | s.contains('》')
}

fn ends_as_title(key: &str) -> bool {
    let mut key = key;
    // 推进情况表(1-9月份), …（征求意见稿）
    while let Some(open) = key.rfind('(').filter(|_| key.ends_with(')')) {
        key = &key[..open];
    }
    TITLE_ENDINGS.end(key)
}

fn balanced(key: &str) -> bool {
    key.matches('《').count() == key.matches('》').count() && key.matches('(').count() == key.matches(')').count()
}

fn names_projects(key: &str) -> bool {
    ["实事", "民生", "项目", "工程", "任务", "實事", "重点工作", "政府工作", "年", "清单"]
        .iter()
        .any(|w| key.contains(w))
}
