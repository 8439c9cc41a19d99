//! The header of a matrix: which indicator each column counts, whether it says what is planned, reached or the share of it, and in what unit.
//!
//! Headers of two rows (an indicator over 目标, 完成, 完成率) are set against the columns even where merged cells left no blanks.

use super::Stage;
use super::cells::is_total;
use crate::figure::HeaderUnit;
use crate::lexicon::matrix_word::{ASIDE_HEADS, RATE_WORDS, REACHED_WORDS, STAGE_FILLERS, TARGET_WORDS};
use crate::text::{Excerpt, Span, Text, fold};

/// What one column counts.
#[derive(Clone, Debug, Default)]
pub struct Leaf {
    /// Headings above the indicator.
    pub group: Vec<Excerpt>,
    pub indicator: Option<Excerpt>,
    pub stage: Option<Stage>,
    pub unit: Option<HeaderUnit>,
    pub header: Excerpt,
    /// 备注, 排名.
    pub aside: bool,
}

/// The header cells above each of `width` columns, top to bottom, from the rows of the header without the column of names.
pub fn columns(text: &Text, rows: &[Vec<Span>], width: usize) -> Option<Vec<Vec<Span>>> {
    let (bottom, upper) = rows.split_last()?;
    let blank = |row: &[Span]| row.iter().any(|cell| cell.is_empty());
    let mut lower = bottom.clone();
    let mut tail = Vec::new();
    // 备注 at the end of the upper row stands over nothing.
    if let Some(top) = upper.last()
        && !blank(bottom)
        && bottom.len() < width
        && !blank(top)
    {
        tail = top.iter().rev().take_while(|c| is_aside(text.slice(**c))).copied().collect();
        tail.reverse();
        lower.extend(tail.iter().copied());
    }
    if lower.len() < width && blank(&lower) {
        lower.resize(width, Span::default());
    }
    if lower.len() != width {
        return None;
    }
    let mut out: Vec<Vec<Span>> = vec![Vec::new(); width];
    for row in upper {
        let mut row = row.clone();
        row.truncate(row.len() - if row.ends_with(&tail) { tail.len() } else { 0 });
        if row.len() == width || blank(&row) {
            row.resize(width, Span::default());
            for column in 1..width {
                if row[column].is_empty() && !lower[column].is_empty() {
                    row[column] = row[column - 1];
                }
            }
        } else {
            let told = upper.iter().rev().find(|row| row.len() == width && !blank(row)).unwrap_or(&lower);
            row = spread(text, &row, &told[..width - tail.len()])?;
            row.resize(width, Span::default());
        }
        for (column, cell) in out.iter_mut().zip(&row) {
            column.push(*cell);
        }
    }
    for (column, cell) in out.iter_mut().zip(&lower) {
        column.push(*cell);
        column.retain(|cell| !cell.is_empty());
        column.dedup_by(|a, b| text.slice(*a) == text.slice(*b));
    }
    Some(out)
}

/// Upper headers that lost their spans, set over the cells below: a group ends where a lower header comes again.
fn spread(text: &Text, groups: &[Span], lower: &[Span]) -> Option<Vec<Span>> {
    let mut counts: Vec<usize> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for cell in lower {
        let key = fold::key(text.slice(*cell));
        if counts.is_empty() || seen.contains(&key) {
            counts.push(0);
            seen.clear();
        }
        seen.push(key);
        *counts.last_mut()? += 1;
    }
    if counts.len() != groups.len() {
        if groups.is_empty() || !lower.len().is_multiple_of(groups.len()) {
            return None;
        }
        counts = vec![lower.len() / groups.len(); groups.len()];
    }
    Some(groups.iter().zip(counts).flat_map(|(group, n)| std::iter::repeat_n(*group, n)).collect())
}

fn is_aside(cell: &str) -> bool {
    ASIDE_HEADS.contains(&fold::key(&fold::simplify(cell)).as_str())
}

/// What the header cells over one column say.
pub fn leaf(text: &Text, parts: &[Span]) -> Leaf {
    let mut leaf = Leaf::default();
    for part in parts {
        leaf.header.push(crate::text::Joint::Blank, *part);
        let word = Word::of(text, *part);
        let stem: String = word.chars.iter().map(|(_, c)| *c).collect();
        let named = leaf.indicator.is_some() || leaf.stage.is_some();
        if is_total(&stem) {
            // The sum of the columns beside it counts what the table does.
            leaf.stage = leaf.stage.or(Some(Stage::Plain));
        } else if ASIDE_HEADS.contains(&stem.as_str()) {
            leaf.aside = true;
        } else if named && let Some(unit) = HeaderUnit::whole(&stem) {
            leaf.unit = Some(unit);
        } else if let Some(stage) = stage(&stem) {
            leaf.stage = Some(leaf.stage.filter(|_| stage == Stage::Plain).unwrap_or(stage));
        } else if !stem.is_empty() {
            let (from, to, stage) = without_stage(&stem);
            if let Some(above) = leaf.indicator.replace(word.part(text, from, to)) {
                leaf.group.push(above);
            }
            leaf.stage = stage.or(leaf.stage);
        }
        leaf.unit = word.unit.or(leaf.unit);
    }
    // 26所 under 新建学校所数: the word before 数 is the unit.
    if leaf.unit.is_none_or(|unit| unit.unit == "%") && leaf.stage == Some(Stage::Rate) {
        leaf.unit = HeaderUnit::whole("%");
    } else if leaf.unit.is_some_and(|unit| unit.unit == "%") && leaf.stage != Some(Stage::Target) {
        leaf.stage = leaf.stage.map(|_| Stage::Rate);
    }
    leaf
}

/// A header word as it is compared, each character with its place in the source, without the unit in brackets.
struct Word {
    chars: Vec<(u32, char)>,
    end: u32,
    unit: Option<HeaderUnit>,
}

impl Word {
    fn of(text: &Text, span: Span) -> Self {
        let read = text.recognised_slice(span);
        let mut chars: Vec<(u32, char)> = read
            .char_indices()
            .map(|(at, c)| (span.start + at as u32, fold::half(c)))
            .filter(|(_, c)| !c.is_whitespace() && !matches!(c, '*' | '"' | '|' | ':'))
            .collect();
        let mut end = span.end;
        let unit = HeaderUnit::of(read);
        if unit.is_some()
            && let Some(open) = chars.iter().rposition(|(_, c)| *c == '(')
        {
            end = chars[open].0;
            chars.truncate(open);
        }
        Self { chars, end, unit }
    }

    /// The source of a stretch of characters.
    fn part(&self, text: &Text, from: usize, to: usize) -> Excerpt {
        let start = self.chars.get(from).map_or(self.end, |(at, _)| *at);
        let end = self.chars.get(to).map_or(self.end, |(at, _)| *at).max(start);
        text.trim(Span { start, end }).into()
    }
}

/// What a folded header says that names no indicator and says something: 年度目标, 完成率.
pub fn stage_of(folded: &str) -> Option<Stage> {
    stage(folded).filter(|stage| *stage != Stage::Plain)
}

/// What a header says that names no indicator: 年度目标, 1-9月完成数, 完成率.
fn stage(stem: &str) -> Option<Stage> {
    let mut rest = stem;
    let (mut target, mut reached, mut rate) = (false, false, false);
    let longest = |words: &[&str], s: &str| words.iter().filter(|w| s.starts_with(**w)).map(|w| w.len()).max();
    while !rest.is_empty() {
        let lists = [TARGET_WORDS, REACHED_WORDS, RATE_WORDS, STAGE_FILLERS];
        let (len, list) = lists.iter().enumerate().filter_map(|(i, list)| Some((longest(list, rest)?, 3 - i))).max()?;
        target |= list == 3;
        // 计划完成 stands in the first list as a whole.
        reached |= list == 2;
        rate |= list == 1;
        rest = &rest[len..];
    }
    Some(match (target, reached, rate) {
        (_, _, true) => Stage::Rate,
        (_, true, _) => Stage::Progress,
        (true, ..) => Stage::Target,
        _ if stem.is_empty() => return None,
        _ => Stage::Plain,
    })
}

/// The indicator within a header (in characters) and the stage glued to it: 新增就业完成数, 计划改造户厕.
fn without_stage(stem: &str) -> (usize, usize, Option<Stage>) {
    let count = stem.chars().count();
    for (n, (at, _)) in stem.char_indices().enumerate().skip(2) {
        let tail = &stem[at..];
        let said = TARGET_WORDS.iter().chain(REACHED_WORDS).any(|w| tail.contains(w));
        if let Some(stage) = stage(tail).filter(|_| said) {
            return (0, n, Some(stage));
        }
    }
    let mut rest = stem;
    let mut found = None;
    while let Some((word, stage)) = PREFIXES.iter().find(|(w, _)| rest.starts_with(w)) {
        found = stage.or(found);
        rest = &rest[word.len()..];
    }
    let left = rest.chars().count();
    if found.is_some() && left >= 2 { (count - left, count, found) } else { (0, count, None) }
}

const PREFIXES: &[(&str, Option<Stage>)] = &[
    ("计划", Some(Stage::Target)),
    ("目标", Some(Stage::Target)),
    ("应完成", Some(Stage::Target)),
    ("已完成", Some(Stage::Progress)),
    ("完成", Some(Stage::Progress)),
    ("已", Some(Stage::Progress)),
    ("实际", Some(Stage::Progress)),
    ("累计", Some(Stage::Progress)),
    ("年度", None),
    ("全年", None),
    ("本年", None),
];
