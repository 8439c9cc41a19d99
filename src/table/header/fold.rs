//! A header of two rows: heads that span columns, with heads of their own below.
//!
//! Programs write a span as blanks or as the same words again, so that places tell what stands over what; or write nothing, and
//! then words tell: 牵头单位 stands below 责任单位, 第一季度 below 推进计划.

use super::Cell;
use super::role::stacked;
use crate::lexicon::column;
use crate::lexicon::{ColumnRole, Field};
use crate::table::look::Look;
use crate::text::Text;

/// Most heads that span others.
const MOST_HEADS: usize = 4;

/// A way to set two rows of heads over each other.
pub(super) struct Fold {
    pub(super) cells: Vec<Cell>,
    /// How well the heads suit those above them, where only words tell.
    pub(super) points: Option<i32>,
}

/// The ways to read two rows as a header: one where places tell, else the best for each number of heads that span others. Blanks
/// that end a row may be left out of it.
pub(super) fn folds(first: &[Cell], second: &[Cell], text: &Text) -> Vec<Fold> {
    if !are_heads(second, text) && !stands_below_spans(first, second, text) {
        return Vec::new();
    }
    if let Some(cells) = by_place(first, second, text).or_else(|| by_width(first, second, text)) {
        return vec![Fold { cells, points: None }];
    }
    let filled = |cells: &[Cell]| cells.iter().filter(|c| !c.text.is_empty()).cloned().collect::<Vec<_>>();
    by_words(&filled(first), &filled(second), text)
}

/// Whether the cells of a row can stand in a header, most of them as words that are known there.
fn are_heads(cells: &[Cell], text: &Text) -> bool {
    let (mut filled, mut known) = (0, 0);
    for cell in cells.iter().filter(|c| !c.text.is_empty()) {
        let look = Look::of(&cell.text, text);
        let head = cell.header.is_some();
        let share = column::is_share(&cell.text.read(text));
        if !may_head(&look) || look.units == 100 && !head && !share {
            return false;
        }
        filled += 1;
        known += usize::from(head || share || look.time || look.total);
    }
    filled > 0 && known * 2 >= filled
}

/// Whether a cell is short, and neither a number nor a sentence.
fn may_head(look: &Look) -> bool {
    let amount = look.amount && !look.time;
    look.chars <= 14 && look.number.is_none() && !look.stops && !amount
}

/// Whether all cells of a row stand below heads with blanks behind them, and none below a head of one column: then places tell that it
/// goes on with the header, whatever its words.
fn stands_below_spans(first: &[Cell], second: &[Cell], text: &Text) -> bool {
    let blank = |cells: &[Cell], i: usize| cells.get(i).is_none_or(|c| c.text.is_empty());
    let spans = |i: usize| blank(first, i) || i + 1 < first.len() && blank(first, i + 1);
    first.first().is_some_and(|c| !c.text.is_empty())
        && second.first().is_some_and(|c| c.text.is_empty())
        && (0..first.len().max(second.len())).all(|i| spans(i) != blank(second, i))
        && second.iter().filter(|c| !c.text.is_empty()).all(|c| may_head(&Look::of(&c.text, text)))
        && second.iter().filter(|c| !c.text.is_empty()).nth(1).is_some()
}

/// Each column's head and the one in its place below, where blanks or the same words again stand for spans.
fn by_place(first: &[Cell], second: &[Cell], text: &Text) -> Option<Vec<Cell>> {
    let same = |a: &Cell, b: &Cell| !a.text.is_empty() && a.text.read(text) == b.text.read(text);
    let blank = second.iter().any(|c| c.text.is_empty());
    let leads = second.first().zip(first.first()).is_some_and(|(b, a)| b.text.is_empty() || same(a, b));
    let placed = first.len() == second.len() && (blank || first.iter().zip(second).any(|(a, b)| same(a, b)));
    if !placed && !leads {
        return None;
    }
    let none = Cell::default();
    let mut head = 0;
    let columns = (0..first.len().max(second.len())).map(|i| {
        let (own, sub) = (first.get(i).unwrap_or(&none), second.get(i).unwrap_or(&none));
        if !own.text.is_empty() {
            head = i;
        }
        match first.get(head) {
            Some(head) if !sub.text.is_empty() && !same(head, sub) => under(head, sub, text),
            _ if own.text.is_empty() => sub.clone(),
            _ => own.clone(),
        }
    });
    Some(columns.collect())
}

/// Heads whose spans are gone over a row that has all its cells: a blank one stands below a head of its own, and those between blanks
/// share the heads that are left, each as many.
pub(super) fn by_gaps(first: &[Cell], second: &[Cell], text: &Text) -> Option<Vec<Cell>> {
    let filled = second.iter().filter(|c| !c.text.is_empty()).count();
    let over = first.len().checked_sub(second.len() - filled).filter(|&over| over > 0 && filled > over)?;
    if first.iter().any(|c| c.text.is_empty()) || filled % over != 0 || !are_heads(second, text) {
        return None;
    }
    let (mut heads, mut left) = (first.iter(), 0);
    let mut head = None;
    let mut out = Vec::with_capacity(second.len());
    for sub in second {
        if sub.text.is_empty() {
            // A head ends where its cells do.
            if left > 0 {
                return None;
            }
            out.push(heads.next()?.clone());
            continue;
        }
        if left == 0 {
            head = heads.next();
            left = filled / over;
        }
        left -= 1;
        out.push(under(head?, sub, text));
    }
    Some(out)
}

/// Heads with blanks behind them span as many columns; the blanks behind the last may be gone.
fn by_width(first: &[Cell], second: &[Cell], text: &Text) -> Option<Vec<Cell>> {
    if second.iter().any(|c| c.text.is_empty()) || first.first()?.text.is_empty() {
        return None;
    }
    let starts: Vec<usize> = (0..first.len()).filter(|&i| !first[i].text.is_empty()).collect();
    let mut subs = second.iter();
    let mut out = Vec::new();
    let mut blanks = false;
    for (n, &start) in starts.iter().enumerate() {
        let head = &first[start];
        let width = match starts.get(n + 1) {
            Some(next) => next - start,
            None => subs.len().max(1),
        };
        if width == 1 {
            out.push(head.clone());
            continue;
        }
        blanks |= n + 1 < starts.len();
        for _ in 0..width {
            let sub = subs.next()?;
            suits(head, sub, text)?;
            out.push(under(head, sub, text));
        }
    }
    (blanks && subs.len() == 0).then_some(out)
}

/// The best ways to set cells below heads, for each number of heads that have some below them.
pub(super) fn by_words(heads: &[Cell], subs: &[Cell], text: &Text) -> Vec<Fold> {
    let fold = |(points, taken): (i32, Vec<usize>)| {
        let mut rest = subs.iter();
        let mut cells = Vec::new();
        for (head, n) in heads.iter().zip(taken) {
            if n == 0 {
                cells.push(head.clone());
            }
            cells.extend(rest.by_ref().take(n).map(|sub| under(head, sub, text)));
        }
        Fold { cells, points: Some(points) }
    };
    ways(heads, subs, text).into_iter().map(fold).collect()
}

/// How many cells stand below each head, in the best way for each number of heads that have some, the best first; none where the
/// cells are no heads.
pub(super) fn spans(heads: &[Cell], subs: &[Cell], text: &Text) -> Vec<Vec<usize>> {
    if !are_heads(subs, text) {
        return Vec::new();
    }
    let mut ways = ways(heads, subs, text);
    ways.sort_by_key(|way| std::cmp::Reverse(way.0));
    ways.into_iter().map(|way| way.1).collect()
}

/// The points of the best way for each number of heads that have cells below them, and how many each has.
fn ways(heads: &[Cell], subs: &[Cell], text: &Text) -> Vec<(i32, Vec<usize>)> {
    let none: Option<(i32, Vec<usize>)> = None;
    // ways[h][j]: the first j cells below h of the heads so far.
    let mut ways = vec![vec![none; subs.len() + 1]; MOST_HEADS + 1];
    ways[0][0] = Some((0, Vec::new()));
    for head in heads {
        let points: Vec<Option<i32>> = subs.iter().map(|sub| suits(head, sub, text)).collect();
        let mut next = ways.clone();
        for (spanning, row) in next.iter_mut().enumerate() {
            for (end, way) in row.iter_mut().enumerate() {
                *way = ways[spanning][end].clone().map(|(sum, mut taken)| {
                    taken.push(0);
                    (sum, taken)
                });
                let Some(above) = spanning.checked_sub(1) else { continue };
                for start in 0..end.saturating_sub(1) {
                    let Some((sum, taken)) = &ways[above][start] else { continue };
                    let Some(own) = points[start..end].iter().copied().sum::<Option<i32>>() else { continue };
                    if way.as_ref().is_none_or(|(most, _)| sum + own >= *most) {
                        let mut taken = taken.clone();
                        taken.push(end - start);
                        *way = Some((sum + own, taken));
                    }
                }
            }
        }
        ways = next;
    }
    ways.into_iter().skip(1).filter_map(|mut row| row.pop().flatten()).collect()
}

/// How well a head suits the one above it; `None` where it cannot stand there.
fn suits(head: &Cell, sub: &Cell, text: &Text) -> Option<i32> {
    use ColumnRole::{Category, Deadline, Measure, Quarter, Seq, Title, Unit, Unknown};
    let role = |cell: &Cell| cell.header.as_ref().map_or(Unknown, |h| h.role);
    let time = || Look::of(&sub.text, text).time;
    match (role(head), role(sub)) {
        (Unit(_), Unit(_)) => Some(3),
        (Unit(_), Unknown) => column::column(&format!("{}单位", sub.text.read(text))).map(|_| 2),
        (Unit(_) | Seq | Title | Category | Measure, _) | (_, Unit(_) | Seq | Title | Category) => None,
        (Unknown, _) => Some(1),
        (Quarter(_), Quarter(_)) => None,
        // 备注 behind 工作进度: the quarters stand below the latter.
        (ColumnRole::Text(Field::Remark), _) if time() => None,
        (ColumnRole::Text(Field::Schedule), Quarter(_)) => Some(4),
        (ColumnRole::Text(Field::Progress | Field::Target), Quarter(_)) => Some(2),
        (a, b) if a == b => Some(3),
        (ColumnRole::Text(_) | Deadline | Quarter(_), _) if time() => Some(2),
        (ColumnRole::Text(Field::Funding), Unknown) if column::is_share(&sub.text.read(text)) => Some(3),
        (ColumnRole::Text(Field::Funding), Unknown) => Some(1),
        (_, Unknown) if column::is_share(&sub.text.read(text)) => Some(-2),
        _ => Some(0),
    }
}

/// A head as the lower part of the one above it.
fn under(head: &Cell, sub: &Cell, text: &Text) -> Cell {
    Cell { tokens: 1, ..stacked(&[head.text.clone(), sub.text.clone()], text) }
}
