//! Rows of sums in a table of items (合计, 小计) against the numbers of the rows they sum up, column by column.
//!
//! A row of sums may count what the table does not list, so an error is said only of a table that numbers its rows through or that adds up in
//! another column; and only where every cell was written, so that no number can stand in a wrong column.

use super::verdict;
use crate::figure::Decimal;
use crate::layout::{Block, Content, LayoutKind};
use crate::lexicon::ColumnRole;
use crate::record::{Check, CheckAmount, CheckKind, Notice, Verdict};
use crate::table::{Origin, Row, Table, is_total};
use crate::text::{Span, Text, fold, numbering};
use std::borrow::Cow;

/// The rows of sums of every table.
pub fn check(notice: &Notice, out: &mut Vec<Check>) {
    for block in &notice.blocks {
        let Content::Table(table) = &block.content else { continue };
        across(block, table, &notice.text, out);
        let totals: Vec<usize> = (0..table.rows.len()).filter(|&i| is_total(&table.rows[i], &notice.text)).collect();
        // Rows of sums by the dozen are no rows of sums.
        if totals.is_empty() || totals.len() > 60 {
            continue;
        }
        for &at in &totals {
            sums(block, table, &totals, at, &notice.text, out);
        }
    }
}

/// A column of sums (合计) against the numbers beside it in each row. One row speaks against its sum only where most others bear theirs out.
fn across(block: &Block, table: &Table, text: &Text, out: &mut Vec<Check>) {
    if !is_whole(block, table, 0..table.rows.len()) {
        return;
    }
    let headers: Vec<Cow<str>> = table.columns.iter().map(|column| column.header.read(text)).collect();
    let named = |c: usize| headers[c].split(['(', '（']).next().unwrap_or_default().trim();
    let Some(at) = (0..headers.len()).find(|&c| matches!(named(c), "合计" | "小计" | "总计")) else { return };
    let unit = |c: usize| table.columns[c].number_unit(text).map(|u| (u.unit, u.power));
    let adds =
        |c: &usize| unit(*c) == unit(at) && table.columns[*c].role != ColumnRole::Seq && !not_added(&headers[*c]);
    let numbers = |c: usize, r: usize| cell_number(table, c, r, text);
    let counted = |c: &usize| (0..table.rows.len()).any(|r| numbers(*c, r).is_some());
    let before: Vec<usize> = (0..at).rev().take_while(|c| adds(c) && counted(c)).collect();
    let parts = if before.len() >= 2 {
        before
    } else {
        (at + 1..headers.len()).take_while(|c| adds(c) && counted(c)).collect()
    };
    let from = out.len();
    for r in 0..table.rows.len() {
        let Some((whole, stated)) = numbers(at, r) else { continue };
        let row: Vec<(Span, Decimal)> = parts.iter().rev().filter_map(|&c| numbers(c, r)).collect();
        if row.len() >= 2 {
            out.extend(added_up(
                table,
                (at, &headers[at]),
                (whole, stated),
                &row,
                ("一栏：本行各数", "所列合计"),
                text,
            ));
        }
    }
    let failed = out[from..].iter().filter(|check| check.verdict == Verdict::Fails).count();
    if failed * 2 >= out.len() - from {
        out.truncate(from);
    }
}

/// The number of a cell that was written.
fn cell_number(table: &Table, c: usize, r: usize, text: &Text) -> Option<(Span, Decimal)> {
    let cell = table.rows[r].cells.get(c).filter(|cell| !cell.text.is_empty() && cell.origin == Origin::Own)?;
    Some((cell.text.span(), number(&cell.text.read(text))?))
}

/// Headers of numbers that no sum is made of.
fn not_added(header: &str) -> bool {
    header.contains(['率', '比', '%', '％', '均', '价'])
        || ["标准", "年份", "年限", "时间"].iter().any(|word| header.contains(word))
}

/// Whether each cell of the rows was written, so that no number can stand in a wrong column.
fn is_whole(block: &Block, table: &Table, rows: impl IntoIterator<Item = usize>) -> bool {
    matches!(
        block.kind,
        LayoutKind::Grid
            | LayoutKind::PipeRows
            | LayoutKind::TabRows
            | LayoutKind::MarkdownRows
            | LayoutKind::CommaRows
    ) && !table.rows.iter().any(|row| row.torn)
        && rows.into_iter().all(|r| table.rows[r].misfit.is_none())
}

/// Whether a row sums up one part of the table.
fn is_part(row: &Row, text: &Text) -> bool {
    row.cells.iter().take(3).any(|cell| cell.text.read(text).contains(['小']))
}

/// The rows that a row of sums is about: those before it or, where it opens the table, those behind; of 小计 only up to the next one.
fn covered(table: &Table, totals: &[usize], at: usize, text: &Text) -> Vec<usize> {
    let partial = is_part(&table.rows[at], text);
    let opens = totals[0] == 0;
    let (from, to) = match (partial, opens) {
        (true, true) => (at + 1, totals.iter().copied().find(|&t| t > at).unwrap_or(table.rows.len())),
        (true, false) => (totals.iter().copied().rfind(|&t| t < at).map_or(0, |t| t + 1), at),
        (false, true) => (at + 1, table.rows.len()),
        (false, false) => (0, at),
    };
    (from..to).filter(|i| totals.binary_search(i).is_err()).collect()
}

fn sums(block: &Block, table: &Table, totals: &[usize], at: usize, text: &Text, out: &mut Vec<Check>) {
    let rows = covered(table, totals, at, text);
    let from = out.len();
    for (c, column) in table.columns.iter().enumerate() {
        let adds = matches!(column.role, ColumnRole::Text(_) | ColumnRole::Unknown | ColumnRole::Quarter(_));
        let header = column.header.read(text);
        if !adds || not_added(&header) {
            continue;
        }
        out.extend(one(table, &header, (c, at), &rows, text));
    }
    // Nothing but a whole table speaks against its own sum.
    let borne_out = out[from..].iter().any(|c| c.verdict != Verdict::Fails);
    if !is_whole(block, table, rows.iter().copied()) || !borne_out && !numbered_through(table, &rows, text) {
        for check in out[from..].iter_mut().filter(|c| c.verdict == Verdict::Fails) {
            check.verdict = Verdict::Open;
        }
    }
}

/// One column of a row of sums.
fn one(table: &Table, header: &str, (c, at): (usize, usize), rows: &[usize], text: &Text) -> Option<Check> {
    let cell = |r: usize| table.rows[r].cells.get(c).filter(|cell| !cell.text.is_empty() && cell.origin == Origin::Own);
    let total = cell(at)?;
    let stated = number(&total.text.read(text))?;
    let mut parts: Vec<(Span, Decimal)> = Vec::new();
    for &r in rows {
        let Some(part) = cell(r) else { continue };
        let read: Cow<str> = part.text.read(text);
        match number(&read) {
            Some(value) => parts.push((part.text.span(), value)),
            None if matches!(read.trim(), "" | "/" | "-" | "—" | "——" | "－" | "无") => {}
            None => return None,
        }
    }
    added_up(table, (c, header), (total.text.span(), stated), &parts, ("一列各行", "合计行"), text)
}

/// Numbers of a row or column against their sum.
fn added_up(
    table: &Table,
    (c, header): (usize, &str),
    (total, stated): (Span, Decimal),
    parts: &[(Span, Decimal)],
    (parts_are, total_is): (&str, &str),
    text: &Text,
) -> Option<Check> {
    let column = &table.columns[c];
    let computed =
        parts.iter().try_fold(Decimal::ZERO, |sum, (_, v)| sum.checked_add(*v)).filter(|_| parts.len() >= 2)?;
    let raw = text.slice(total);
    let off = (stated - computed).abs();
    let found = match verdict::last_digit(raw, stated) {
        _ if off.is_zero() => Verdict::Holds,
        step if raw.contains('.') && off < step * Decimal::from(parts.len().min(1000)) => Verdict::Rounds,
        _ => Verdict::Fails,
    };
    let unit = column.number_unit(text);
    let scale = unit.as_ref().map_or(Decimal::ONE, |u| Decimal::from(10u64.pow(u.power.min(12))));
    let name = header.split(['(', '（']).next().unwrap_or(header).trim();
    let word = column.unit.as_deref().unwrap_or("");
    let message = match found {
        Verdict::Holds => format!("“{name}”{parts_are}合计{computed}{word}，与{total_is}一致。"),
        Verdict::Rounds => {
            format!("“{name}”{parts_are}合计{computed}{word}，与{total_is}所列{stated}{word}在取整范围内相符。")
        }
        _ => format!(
            "“{name}”{parts_are}合计{computed}{word}，与{total_is}所列{stated}{word}不符，相差{}{word}。",
            off.normalize()
        ),
    };
    let amount =
        |role, span, value: Decimal| CheckAmount { role, span, value: value.checked_mul(scale).map(|v| v.normalize()) };
    let mut amounts = vec![amount("total", total, stated)];
    amounts.extend(parts.iter().take(200).map(|&(span, value)| amount("part", span, value)));
    Some(Check {
        item: None,
        kind: CheckKind::Sum,
        amounts,
        unit: unit.map(|u| u.unit.to_string()).or_else(|| column.unit.clone()),
        stated: stated.checked_mul(scale).map(|v| v.normalize()),
        computed: computed.checked_mul(scale).map(|v| v.normalize()),
        verdict: found,
        partial: false,
        message,
    })
}

/// A cell that is a number and nothing else.
fn number(cell: &str) -> Option<Decimal> {
    let plain: String = cell.chars().map(fold::half).filter(|c| !c.is_whitespace() && *c != ',').take(20).collect();
    let fits = plain.len() < 20 && plain.starts_with(|c: char| c.is_ascii_digit());
    plain.parse().ok().filter(|_| fits && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}

/// Whether the rows bear the numbers 1, 2, 3 … without a gap.
fn numbered_through(table: &Table, rows: &[usize], text: &Text) -> bool {
    let Some(seq) = table.columns.iter().position(|column| column.role == ColumnRole::Seq) else { return false };
    let mut last = 0;
    rows.iter().all(|&r| {
        let Some(cell) = table.rows[r].cells.get(seq).filter(|cell| !cell.text.is_empty()) else { return false };
        let next = numbering::alone(&cell.text.read(text)).map(|n| n.value);
        let goes_on = next == Some(last + 1) || last > 0 && cell.origin == Origin::Above && next == Some(last);
        last = next.unwrap_or(last);
        goes_on
    }) && last >= 2
}
