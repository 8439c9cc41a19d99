//! The sums and rates of a table of regions × indicators: the regions against the row of sums, what was reached against its target.

use super::scene::{amount, is_percent, value};
use super::{part, rate};
use crate::figure::{Decimal, Figure};
use crate::layout::{Content, Matrix, MatrixCell, Series, Stage};
use crate::record::{Check, CheckKind, Item, Notice, Verdict};
use crate::text::{Excerpt, Span, fold};
use std::collections::HashMap;

type Figures<'a> = HashMap<Span, (&'a Item, &'a Figure)>;

/// Whether an item stands in a matrix. Its cells are no sentences, so that the checks of passages do not look at it.
pub fn holds(notice: &Notice, item: &Item) -> bool {
    let Some(first) = item.passages.first().map(|p| p.text.span().start) else { return false };
    let block = notice.blocks.partition_point(|b| b.span.start <= first).checked_sub(1).map(|i| &notice.blocks[i]);
    block.is_some_and(|b| matches!(b.content, Content::Matrix(_)) && b.span.contains(first))
}

/// The checks of every matrix of the notice.
pub fn check(notice: &Notice, out: &mut Vec<Check>) {
    let inside = notice.items.iter().filter(|item| holds(notice, item));
    let figures: Figures = inside.flat_map(|i| i.figures.iter().map(move |f| (f.span, (i, f)))).collect();
    for block in &notice.blocks {
        let Content::Matrix(matrix) = &block.content else { continue };
        let from = out.len();
        out.extend(matrix.series.iter().filter_map(|series| total(series, &figures, notice)));
        // A total that no column bears out may count other regions than the table names.
        if !out[from..].iter().any(|c| c.verdict != Verdict::Fails) {
            out[from..].iter_mut().for_each(|c| c.verdict = Verdict::Open);
        }
        rates(matrix, &figures, notice, out);
    }
}

/// The regions of one series against its total.
fn total(series: &Series, figures: &Figures, notice: &Notice) -> Option<Check> {
    let at = |span: Span| figures.get(&span).copied();
    let (totals, parts): (Vec<&MatrixCell>, Vec<&MatrixCell>) =
        series.cells.iter().partition(|cell| cell.region.is_none());
    let [only] = totals.as_slice() else { return None };
    let (item, whole) = at(only.number)?;
    let parts: Vec<&Figure> = parts.iter().filter_map(|cell| Some(at(cell.number)?.1)).collect();
    if series.stage == Stage::Rate || is_percent(whole) || parts.len() < 2 {
        return None;
    }
    let computed = parts.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(value(f)?))?;
    let mut amounts = vec![amount("total", whole)];
    amounts.extend(parts.iter().map(|part| amount("part", part)));
    let raw = notice.text.slice(whole.span);
    Some(part::verdict_of(&item.key, raw, whole, computed, amounts))
}

/// Each stated 完成率 against the one target and the one amount reached of its region.
fn rates(matrix: &Matrix, figures: &Figures, notice: &Notice, out: &mut Vec<Check>) {
    let text = &notice.text;
    let folded = |e: &Excerpt| fold::key(&e.read(text));
    let name = |s: &Series| (s.group.iter().map(folded).collect::<Vec<_>>(), folded(&s.indicator));
    let region = |cell: &MatrixCell| cell.region.map_or("", |r| text.slice(r));
    let mut all: HashMap<_, Vec<&Series>> = HashMap::new();
    for series in &matrix.series {
        all.entry((name(series), series.stage)).or_default().push(series);
    }
    for series in matrix.series.iter().filter(|s| s.stage == Stage::Rate) {
        let own = name(series);
        // 开工率 and 建成率 of one target: which amount is whose is not ours to say.
        let only = |stage| match all.get(&(own.clone(), stage)).map(Vec::as_slice) {
            Some([only]) => Some(only.cells.iter().map(|c| (region(c), c.number)).collect::<HashMap<_, _>>()),
            _ => None,
        };
        let (Some(of), Some(done), Some(_)) = (only(Stage::Target), only(Stage::Progress), only(Stage::Rate)) else {
            continue;
        };
        for cell in &series.cells {
            let at = |span: Option<&Span>| figures.get(span?).copied();
            let (Some((item, rate)), Some((_, done)), Some((_, of))) =
                (at(Some(&cell.number)), at(done.get(region(cell))), at(of.get(region(cell))))
            else {
                continue;
            };
            let Some(stated) = value(rate).filter(|_| is_percent(rate)) else { continue };
            if done.unit == of.unit {
                // 81.1 under 完成率(%) is quoted with its sign.
                let raw = format!("{}%", text.slice(rate.span).trim_end_matches(['%', '％']));
                out.extend(rate::compare(item, text, (rate, &raw, stated), (done, of), CheckKind::Completion));
            }
        }
    }
}
