//! A header in a stream of lines or cells whose marks do not tell where it ends.

use super::fold::{Fold, by_words};
use super::{Cell, Guess, LONGEST, guess};
use crate::lexicon::column;
use crate::lexicon::is_division;
use crate::lexicon::{ColumnRole, Field};
use crate::table::look::Look;
use crate::table::token::{Break, Token};
use crate::text::{Excerpt, Joint, Text};

const FUNDING: ColumnRole = ColumnRole::Text(Field::Funding);

/// Ways to fold a header that are tried.
const FOLDS: usize = 6;

pub(super) fn guesses(tokens: &[Token], text: &Text) -> Vec<Guess> {
    let mut cells: Vec<Cell> = Vec::new();
    // Cells up to the last listed header, and the number of cells after which the header may end.
    let mut ends: Vec<usize> = Vec::new();
    // What stands below a head over several columns: 3月底, 省级.
    let below = |token: &Token| token.look(text).time || column::is_share(&token.text.read(text));
    let mut i = 0;
    let mut unknown = 0;
    let mut row_starts = false;
    let mut ended = false;
    while i < tokens.len().min(LONGEST) {
        let token = &tokens[i];
        // Pipes that stand for a spanned header (`完成情况 ||`) end no row: another header follows.
        let goes_on = || {
            let header = column::column(&token.text.read(text));
            header.is_some_and(|h| h.listed || matches!(h.role, ColumnRole::Quarter(_))) || below(token)
        };
        ended |= i > 0 && token.before == Break::Row;
        if token.text.is_empty() {
            i += 1;
            continue;
        }
        if std::mem::take(&mut ended) && !goes_on() {
            row_starts = true;
            break;
        }
        let look = token.look(text);
        let sum = look.total && !cells.iter().any(|c| c.header.as_ref().is_some_and(|h| h.role == FUNDING));
        let lone = (look.amount && !look.time) || look.code;
        if look.number.is_some() || lone || sum {
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
            None if !cells.is_empty() && (below(token) || is_division(&token.text.read(text))) => {}
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
    let share = |c: &Cell| {
        column::is_share(&c.text.read(text)) || c.text.single().is_some_and(|s| Look::of_str(text.slice(s)).time)
    };
    let known = cells.iter().rposition(|c| c.header.is_some() || share(c)).map_or(0, |p| p + 1);
    let mut lengths = vec![listed];
    if known != listed {
        lengths.push(known);
    }
    if row_starts && cells.len() != known {
        lengths.push(cells.len());
    }
    lengths.retain(|&n| n >= 2);
    let mut out = Vec::new();
    for &n in &lengths {
        // A number right behind the header leaves no doubt where it ends.
        let handicap = if row_starts { 4 * (cells.len() - n) as i32 } else { 4 * (n - listed.min(n)) as i32 };
        let handicap = handicap + if stands_below(&cells[..n], text) { NEVER_LAST } else { 0 };
        out.push(guess(&cells[..n], ends[n - 1], handicap));
    }
    for n in lengths {
        out.extend(folded(&cells[..n], &ends, text));
    }
    out
}

/// Spans fold a header of two rows: `… 目标 进展 单位 | 上半年 全年`. The heads at the end then stand below some of those before.
fn folded(cells: &[Cell], ends: &[usize], text: &Text) -> Vec<Guess> {
    let n = cells.len();
    if !(6..=24).contains(&n) {
        return Vec::new();
    }
    // Quarters stand below a head together.
    let quarter = |at: usize| matches!(cells[at].header.as_ref().map(|h| h.role), Some(ColumnRole::Quarter(_)));
    let bases = (3..n - 1).filter(|&base| !(quarter(base - 1) && quarter(base)));
    let mut ways: Vec<Fold> = bases.flat_map(|base| by_words(&cells[..base], &cells[base..], text)).collect();
    ways.sort_by_key(|way| std::cmp::Reverse(way.points));
    ways.iter().take(FOLDS).map(|way| guess(&way.cells, ends[n - 1], 14)).collect()
}

/// 项目 and 单位 are heads of their own, no 项目单位 in two lines: it is neither's kind of column. 项目⏎名称 and 牵头⏎单位 are.
fn are_two(first: &Excerpt, second: &Excerpt, whole: ColumnRole, text: &Text) -> bool {
    let role = |part: &Excerpt| column::column(&part.read(text)).filter(|h| h.listed).map(|h| h.role);
    let parts = role(first).zip(role(second));
    parts.is_some_and(|(first, second)| first != whole && second != whole)
}

/// What a header costs in which columns of work stand behind 备注.
const NEVER_LAST: i32 = 80;

/// Whether quarters or times end a header behind 备注, which is always last: they stand below a head before it.
fn stands_below(cells: &[Cell], text: &Text) -> bool {
    let time = |c: &&Cell| {
        let role = c.header.as_ref().map(|h| h.role);
        matches!(role, Some(ColumnRole::Quarter(_))) || Look::of(&c.text, text).time
    };
    let times = cells.iter().rev().take_while(time).count();
    let last = cells.len().checked_sub(times + 1).and_then(|at| cells[at].header.as_ref());
    times >= 2 && last.is_some_and(|head| head.listed && head.role == ColumnRole::Text(Field::Remark))
}

/// The header cell that the first tokens make: one token, or pieces of a known word.
fn piece(tokens: &[Token], text: &Text) -> Cell {
    let first = &tokens[0].text;
    let mut whole = first.clone();
    let mut best = None;
    let mut short = first.read(text).chars().count() <= 4;
    for (k, token) in tokens.iter().enumerate().take(4).skip(1) {
        let read = token.text.read(text);
        // 完成投资⏎（万元）
        let unit = k == 1 && read.starts_with(['(', '（']);
        if !short && !unit || !matches!(token.before, Break::Line | Break::Gap | Break::Same | Break::Blank) {
            break;
        }
        short = read.chars().filter(|c| !c.is_whitespace()).count() <= 4;
        if !short || token.look(text).number.is_some() {
            break;
        }
        whole.append(Joint::None, &token.text);
        let joined = column::column(&whole.read(text)).filter(|h| h.listed || unit && h.unit.is_some());
        if let Some(header) = joined.filter(|h| unit || !are_two(first, &token.text, h.role, text)) {
            best = Some(Cell { text: whole.clone(), header: Some(header), tokens: k + 1 });
        }
    }
    best.unwrap_or_else(|| Cell { text: first.clone(), header: column::column(&first.read(text)), tokens: 1 })
}
