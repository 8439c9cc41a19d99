//! Finds the header among the first tokens of a table: which of them are header cells, and what columns they make.
//!
//! Where the marks do not tell (a header cell in pieces, an unknown word at its end) it gives several guesses;
//! the reader decodes with each and keeps the best.

use super::fit::Shape;
use super::look::Look;
use super::token::{Break, Token};
use super::{Column, Reason};
use crate::lexicon::column::{self, Header};
use crate::lexicon::matrix_word::UNIT_HEADS;
use crate::lexicon::{ColumnRole, Field};
use crate::text::{Excerpt, Joint, Text};

/// One way to read the header.
#[derive(Clone, Debug)]
pub struct Guess {
    pub columns: Vec<Column>,
    /// Tokens that it takes.
    pub used: usize,
    /// Points that it starts behind with: invented and dropped columns.
    pub handicap: i32,
    listed: usize,
}

impl Guess {
    pub fn shapes(&self, text: &Text) -> Vec<Shape> {
        let aside = |c: &Column| c.role == ColumnRole::Text(Field::Remark);
        // Beside a column of measures (人, 公里) the plan and what was done are bare numbers.
        let measured = self
            .columns
            .iter()
            .any(|c| aside(c) && UNIT_HEADS.contains(&column::fold_header(&c.header.read(text)).as_str()));
        let counts = |c: &Column| matches!(c.role, ColumnRole::Text(Field::Target | Field::Progress));
        self.columns
            .iter()
            .map(|c| Shape {
                role: c.role,
                places: aside(c) && names_places(&c.header.read(text)),
                told: aside(c) && names_passages(&c.header.read(text)),
                amounts: c.unit.is_some() && matches!(c.role, ColumnRole::Text(_) | ColumnRole::Unknown)
                    || measured && counts(c),
            })
            .collect()
    }
}

/// 建设地点, 实施范围.
fn names_places(header: &str) -> bool {
    ["地点", "地點", "地址", "位置", "区域", "區域", "范围", "範圍"].iter().any(|w| header.contains(w))
}

/// 存在问题, 下一步打算.
fn names_passages(header: &str) -> bool {
    ["问题", "問題", "困难", "困難", "打算", "下一步", "下步"].iter().any(|w| header.contains(w))
}

/// Most tokens that a header can have.
pub const LONGEST: usize = 40;

struct Cell {
    text: Excerpt,
    header: Option<Header>,
    tokens: usize,
}

/// The columns of a table whose header cells are known: for each column those above it, from top to bottom. `None` where they make
/// no header.
pub fn columns(above: &[Vec<Excerpt>], text: &Text) -> Option<Vec<Column>> {
    let cells: Vec<Cell> = above.iter().map(|cells| stacked(cells, text)).collect();
    let mut guess = guess(&cells, 0, 0);
    measures(&mut guess.columns, text);
    // Cells whose places are known need fewer words to be believed than a stream of lines.
    let work = guess.columns.iter().any(|column| is_work(column.role));
    let known = guess.columns.iter().filter(|column| column.role != ColumnRole::Unknown).count();
    (work && guess.listed >= 2 && known * 2 >= guess.columns.len()).then_some(guess.columns)
}

/// 单位 beside 责任单位 names measures (人, 公里), no offices.
fn measures(columns: &mut [Column], text: &Text) {
    let is_plain = |of: &Column| column::fold_header(&of.header.read(text)) == "单位";
    let offices = |column: &Column| matches!(column.role, ColumnRole::Unit(_)) && !is_plain(column);
    if columns.iter().any(offices) {
        for column in columns.iter_mut().filter(|column| is_plain(column)) {
            column.role = ColumnRole::Text(Field::Remark);
            column.reason = Reason::BesideOffices;
        }
    }
}

/// The header cells of one column as one. Each takes its role from itself, else from what stands above it.
fn stacked(cells: &[Excerpt], text: &Text) -> Cell {
    let mut whole = Cell { text: Excerpt::default(), header: None, tokens: 0 };
    for cell in cells {
        let mut header = column::column(&cell.read(text));
        // 配合 below 责任单位.
        if let (None, Some(ColumnRole::Unit(_))) = (&header, whole.header.as_ref().map(|h| h.role)) {
            header = column::column(&format!("{}单位", cell.read(text)));
        }
        // 4月底, 8月底 below 工作进度: what is to be reached by then.
        let stage = {
            let head = whole.text.read(text);
            head.trim_end().ends_with("进度") && !head.contains("形象") && Look::of(cell, text).time
        };
        let unit = whole.header.as_ref().and_then(|h| h.unit.clone());
        let sub = Cell { text: cell.clone(), header, tokens: 0 };
        whole.header = joined_role(whole.header.take(), &sub);
        if let Some(header) = &mut whole.header {
            header.unit = header.unit.take().or(unit);
            if stage {
                header.role = ColumnRole::Text(Field::Schedule);
                header.word = "进度";
            }
        }
        // 一季度 below 上半年 says all.
        if matches!(sub.header.as_ref().map(|h| h.role), Some(ColumnRole::Quarter(_))) {
            whole.text = Excerpt::default();
        }
        whole.text.append(Joint::Blank, cell);
    }
    whole
}

/// All ways to read a header that starts with the first token; none if it is no header.
pub fn guesses(tokens: &[Token], text: &Text) -> Vec<Guess> {
    let rigid = tokens.len() > 1 && tokens[1].before == Break::Cell;
    let mut out = if rigid { rigid_guesses(tokens, text) } else { stream_guesses(tokens, text) };
    out.retain(|g| is_header(&g.columns, g.listed));
    out.iter_mut().for_each(|guess| measures(&mut guess.columns, text));
    out
}

/// A header has at least two columns that name things, work or units; a table of two columns only where both are listed words.
fn is_header(columns: &[Column], listed: usize) -> bool {
    let known = columns.iter().filter(|c| c.role != ColumnRole::Unknown).count();
    let work = columns.iter().any(|column| is_work(column.role));
    let enough = columns.len() >= 3 && known >= 3 && listed >= 2 || columns.len() == 2 && listed == 2;
    work && enough && known * 2 >= columns.len()
}

fn is_work(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Title | ColumnRole::Text(Field::Target | Field::Progress | Field::Description))
}

/// The number of columns of each of two lists that stand side by side: the header row names the same columns twice.
pub fn side_by_side(tokens: &[Token], text: &Text) -> Option<usize> {
    let row = 1 + tokens.iter().skip(1).take_while(|t| t.before == Break::Cell).count();
    let half = row / 2;
    let key = |i: usize| column::fold_header(&tokens[i].text.read(text));
    let twice = row % 2 == 0 && half >= 2 && (0..half).all(|i| !tokens[i].text.is_empty() && key(i) == key(i + half));
    (tokens.len() >= row && twice).then_some(half)
}

fn rigid_guesses(tokens: &[Token], text: &Text) -> Vec<Guess> {
    let row_end =
        |from: usize| (from + 1..tokens.len()).find(|&i| tokens[i].before != Break::Cell).unwrap_or(tokens.len());
    let first = row_end(0);
    let cells: Vec<Cell> = tokens[..first]
        .iter()
        .map(|t| Cell { text: t.text.clone(), header: column::column(&t.text.read(text)), tokens: 1 })
        .collect();
    let mut out = Vec::new();
    let second = if first < tokens.len() { row_end(first) } else { first };
    if second > first
        && let Some(folded) = fold_rows(&cells, &tokens[first..second], text)
    {
        out.push(guess(&folded, second, 0));
        return out;
    }
    let mut cells = cells;
    while cells.last().is_some_and(|c| c.text.is_empty()) && cells.len() > 1 {
        cells.pop();
    }
    out.push(guess(&cells, first, 0));
    out
}

/// A header of two rows: heads that span columns, with their own heads below.
fn fold_rows(first: &[Cell], second: &[Token], text: &Text) -> Option<Vec<Cell>> {
    let below: Vec<Cell> = second
        .iter()
        .map(|t| Cell { text: t.text.clone(), header: column::column(&t.text.read(text)), tokens: 0 })
        .collect();
    let filled: Vec<&Cell> = below.iter().filter(|c| !c.text.is_empty()).collect();
    let sub_head = |c: &Cell| {
        let look = Look::of(&c.text, text);
        look.chars <= 14 && look.number.is_none() && !look.stops && !look.amount && look.units < 100
    };
    if filled.is_empty()
        || !filled.iter().all(|c| sub_head(c))
        || filled.iter().filter(|c| c.header.is_some()).count() * 2 < filled.len()
    {
        return None;
    }
    let join = |head: &Cell, sub: &Cell| {
        if head.text == sub.text || head.text.read(text) == sub.text.read(text) {
            return Cell { text: head.text.clone(), header: head.header.clone(), tokens: 1 };
        }
        let mut whole = head.text.clone();
        whole.append(Joint::Blank, &sub.text);
        Cell { text: whole, header: joined_role(head.header.clone(), sub), tokens: 1 }
    };
    if below.len() == first.len()
        && (below.iter().any(|c| c.text.is_empty())
            || first.iter().zip(&below).any(|(a, b)| a.text.read(text) == b.text.read(text)))
    {
        let mut out = Vec::new();
        let mut head = 0;
        for (i, sub) in below.iter().enumerate() {
            if !first[i].text.is_empty() {
                head = i;
            }
            if sub.text.is_empty() {
                out.push(Cell { text: first[i].text.clone(), header: first[i].header.clone(), tokens: 1 });
            } else {
                out.push(join(&first[head], sub));
            }
        }
        return Some(out);
    }
    None
}

/// A sub-head takes its role from itself, else from the head above it.
fn joined_role(head: Option<Header>, sub: &Cell) -> Option<Header> {
    let time = |role: ColumnRole| matches!(role, ColumnRole::Quarter(_) | ColumnRole::Text(Field::Schedule));
    match (&sub.header, head) {
        // 上半年, 三季度 under 完成情况: what was done then.
        (Some(own), Some(head)) if time(own.role) && head.role == ColumnRole::Text(Field::Progress) => {
            Some(Header { role: head.role, word: head.word, ..own.clone() })
        }
        (Some(own), Some(head))
            if !own.listed
                && head.role != ColumnRole::Unknown
                && !matches!(own.role, ColumnRole::Text(_) | ColumnRole::Quarter(_)) =>
        {
            Some(Header { role: head.role, word: head.word, ..own.clone() })
        }
        (Some(own), _) => Some(own.clone()),
        (None, head) => head,
    }
}

fn stream_guesses(tokens: &[Token], text: &Text) -> Vec<Guess> {
    let mut cells: Vec<Cell> = Vec::new();
    // Cells up to the last listed header, and the number of cells after which the header may end.
    let mut ends: Vec<usize> = Vec::new();
    let mut i = 0;
    let mut unknown = 0;
    let mut row_starts = false;
    while i < tokens.len().min(LONGEST) {
        let token = &tokens[i];
        // Pipes that stand for a spanned header (`完成情况 ||`) end no row: another header follows.
        let goes_on = || column::column(&token.text.read(text)).is_some_and(|h| h.listed);
        if i > 0 && matches!(token.before, Break::Row) && !goes_on() {
            row_starts = true;
            break;
        }
        if token.text.is_empty() {
            i += 1;
            continue;
        }
        let look = token.look(text);
        if look.number.is_some() || look.amount || look.total {
            row_starts = true;
            break;
        }
        let cell = piece(&tokens[i..], text);
        // A caption may end like a header; the first header of a stream must be a listed word.
        if cells.is_empty() && !cell.header.as_ref().is_some_and(|h| h.listed) {
            return Vec::new();
        }
        match &cell.header {
            Some(header) => {
                let repeats = header.role == ColumnRole::Seq
                    && cells.iter().any(|c| c.header.as_ref().is_some_and(|h| h.role == ColumnRole::Seq));
                // The header of the next table or page: this one has ended.
                let again = cells.len() >= 3 && cells[0].text.read(text) == cell.text.read(text);
                if repeats || again {
                    break;
                }
                unknown = 0;
            }
            None if look.chars <= 10 && !look.stops && look.marks == 0 && look.lead.is_none() && !cells.is_empty() => {
                unknown += 1
            }
            None => {
                row_starts = look.lead.is_some();
                break;
            }
        }
        if unknown > 2 {
            break;
        }
        i += cell.tokens;
        cells.push(cell);
        ends.push(i);
    }
    let listed = cells.iter().rposition(|c| c.header.as_ref().is_some_and(|h| h.listed)).map_or(0, |p| p + 1);
    let known = cells.iter().rposition(|c| c.header.is_some()).map_or(0, |p| p + 1);
    let mut lengths = vec![listed];
    if known != listed {
        lengths.push(known);
    }
    if row_starts && cells.len() != known {
        lengths.push(cells.len());
    }
    lengths.retain(|&n| n >= 2);
    let mut out = Vec::new();
    for n in lengths {
        // A number right behind the header leaves no doubt where it ends.
        let handicap = if row_starts { 4 * (cells.len() - n) as i32 } else { 4 * (n - listed.min(n)) as i32 };
        out.push(guess(&cells[..n], ends[n - 1], handicap));
    }
    out.extend(folded(&cells, &ends));
    out
}

/// Spans fold a header of two rows: `… 目标 进展 单位 | 上半年 全年`. The heads at the end then stand below one of those before.
fn folded(cells: &[Cell], ends: &[usize]) -> Vec<Guess> {
    let mut out = Vec::new();
    let n = cells.len();
    if !(6..=16).contains(&n) {
        return out;
    }
    for subs in 2..=(n - 3).min(4) {
        let base = n - subs;
        for head in 0..base {
            let Some(h) = &cells[head].header else { continue };
            if !matches!(h.role, ColumnRole::Text(_) | ColumnRole::Unknown) {
                continue;
            }
            // 完成情况 stands over amounts and texts, not over 责任单位.
            let text_head = matches!(h.role, ColumnRole::Text(_));
            let other = |c: &Cell| {
                c.header.as_ref().is_some_and(|h| {
                    matches!(h.role, ColumnRole::Unit(_) | ColumnRole::Seq | ColumnRole::Title | ColumnRole::Category)
                })
            };
            if text_head && cells[base..].iter().any(other) {
                continue;
            }
            let mut folded: Vec<Cell> = Vec::new();
            for (i, cell) in cells[..base].iter().enumerate() {
                if i == head {
                    for sub in &cells[base..] {
                        let mut whole = cell.text.clone();
                        whole.append(Joint::Blank, &sub.text);
                        folded.push(Cell { text: whole, header: joined_role(cell.header.clone(), sub), tokens: 1 });
                    }
                } else {
                    folded.push(Cell { text: cell.text.clone(), header: cell.header.clone(), tokens: 1 });
                }
            }
            out.push(guess(&folded, ends[n - 1], 14));
        }
    }
    out
}

/// The header cell that the first tokens make: one token, or pieces of a known word.
fn piece(tokens: &[Token], text: &Text) -> Cell {
    let first = &tokens[0].text;
    let mut whole = first.clone();
    let mut best = None;
    let mut short = first.read(text).chars().count() <= 4;
    for (k, token) in tokens.iter().enumerate().take(4).skip(1) {
        if !short || !matches!(token.before, Break::Line | Break::Gap | Break::Same | Break::Blank) {
            break;
        }
        let read = token.text.read(text);
        short = read.chars().filter(|c| !c.is_whitespace()).count() <= 4;
        if !short {
            break;
        }
        whole.append(Joint::None, &token.text);
        if let Some(header) = column::column(&whole.read(text)).filter(|h| h.listed) {
            best = Some(Cell { text: whole.clone(), header: Some(header), tokens: k + 1 });
        }
    }
    best.unwrap_or_else(|| Cell { text: first.clone(), header: column::column(&first.read(text)), tokens: 1 })
}

fn guess(cells: &[Cell], used: usize, handicap: i32) -> Guess {
    let listed = cells.iter().filter(|c| c.header.as_ref().is_some_and(|h| h.listed)).count();
    let mut columns: Vec<Column> = cells
        .iter()
        .map(|cell| {
            let role = cell.header.as_ref().map_or(ColumnRole::Unknown, |h| h.role);
            let unit = cell.header.as_ref().and_then(|h| h.unit.clone());
            Column { header: cell.text.clone(), role, unit, reason: Reason::of(cell.header.as_ref()) }
        })
        .collect();
    let names: Vec<bool> = cells.iter().map(|c| c.header.as_ref().is_some_and(|h| h.names)).collect();
    settle_titles(&mut columns, &names);
    settle_means(&mut columns);
    Guess { columns, used, handicap, listed }
}

/// 推进措施 beside 工作目标 say how the work is done; alone they are the work.
fn settle_means(columns: &mut [Column]) {
    let tells = |c: &Column| match c.reason {
        Reason::Listed(word) | Reason::Holds(word) => word.ends_with("措施") || word.ends_with("举措"),
        _ => false,
    };
    if columns.iter().any(|c| c.role == ColumnRole::Text(Field::Target) && !tells(c)) {
        for column in columns.iter_mut().filter(|c| c.role == ColumnRole::Text(Field::Target) && tells(c)) {
            column.role = ColumnRole::Text(Field::Description);
            column.reason = Reason::BesideGoals;
        }
    }
}

/// Where several columns could be the title, 项目名称 is; before it stands what groups, behind it what is to be done.
fn settle_titles(columns: &mut [Column], names: &[bool]) {
    let titles: Vec<usize> = (0..columns.len()).filter(|&i| columns[i].role == ColumnRole::Title).collect();
    if titles.len() < 2 {
        return;
    }
    let content = columns
        .iter()
        .any(|c| matches!(c.role, ColumnRole::Text(Field::Target | Field::Description | Field::Progress)));
    let title = match titles.iter().copied().find(|&i| names[i]) {
        Some(named) => named,
        None if content => titles[1],
        None => titles[0],
    };
    for &i in &titles {
        if i != title {
            columns[i].reason = Reason::BesideTitle;
        }
        columns[i].role = match i {
            _ if i == title => ColumnRole::Title,
            _ if i < title => ColumnRole::Category,
            _ => ColumnRole::Text(Field::Target),
        };
    }
}
