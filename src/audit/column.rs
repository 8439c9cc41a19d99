//! Rows of sums in a table of items (合计, 小计) against the numbers of the rows they sum up, column by column.
//!
//! A row of sums may count what the table does not list, so an error is said only of a table that numbers its rows through or that adds up in
//! another column; and only where every cell was written, so that no number can stand in a wrong column.

use super::verdict;
use crate::figure::{Decimal, HeaderUnit};
use crate::layout::{Block, Content, LayoutKind};
use crate::lexicon::ColumnRole;
use crate::record::{Check, CheckAmount, CheckKind, Notice, Verdict};
use crate::table::{Column, Origin, Row, Table, is_total};
use crate::text::{Span, Text, fold, numbering};
use std::borrow::Cow;

/// The rows of sums of every table.
pub fn check(notice: &Notice, out: &mut Vec<Check>) {
    for block in &notice.blocks {
        let Content::Table(table) = &block.content else { continue };
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
        if !adds
            || header.contains(['率', '比', '%', '％', '均', '价'])
            || ["标准", "年份", "年限", "时间"].iter().any(|word| header.contains(word))
        {
            continue;
        }
        out.extend(one(table, column, &header, (c, at), &rows, text));
    }
    // Nothing but a whole table speaks against its own sum.
    let borne_out = out[from..].iter().any(|c| c.verdict != Verdict::Fails);
    let whole = matches!(
        block.kind,
        LayoutKind::Grid
            | LayoutKind::PipeRows
            | LayoutKind::TabRows
            | LayoutKind::MarkdownRows
            | LayoutKind::CommaRows
    ) && !table.rows.iter().any(|row| row.torn)
        && rows.iter().all(|&r| table.rows[r].misfit.is_none());
    if !whole || !borne_out && !numbered_through(table, &rows, text) {
        for check in out[from..].iter_mut().filter(|c| c.verdict == Verdict::Fails) {
            check.verdict = Verdict::Open;
        }
    }
}

/// One column of a row of sums.
fn one(
    table: &Table,
    column: &Column,
    header: &str,
    (c, at): (usize, usize),
    rows: &[usize],
    text: &Text,
) -> Option<Check> {
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
    let computed =
        parts.iter().try_fold(Decimal::ZERO, |sum, (_, v)| sum.checked_add(*v)).filter(|_| parts.len() >= 2)?;
    let raw = text.slice(total.text.span());
    let off = (stated - computed).abs();
    let found = match verdict::last_digit(raw, stated) {
        _ if off.is_zero() => Verdict::Holds,
        step if raw.contains('.') && off < step * Decimal::from(parts.len().min(1000)) => Verdict::Rounds,
        _ => Verdict::Fails,
    };
    let unit = HeaderUnit::of(header);
    let scale = unit.as_ref().map_or(Decimal::ONE, |u| Decimal::from(10u64.pow(u.power.min(12))));
    let name = header.split(['(', '（']).next().unwrap_or(header).trim();
    let word = column.unit.as_deref().unwrap_or("");
    let message = match found {
        Verdict::Holds => format!("“{name}”一列各行合计{computed}{word}，与合计行一致。"),
        Verdict::Rounds => {
            format!("“{name}”一列各行合计{computed}{word}，与合计行所列{stated}{word}在取整范围内相符。")
        }
        _ => format!(
            "“{name}”一列各行合计{computed}{word}，与合计行所列{stated}{word}不符，相差{}{word}。",
            off.normalize()
        ),
    };
    let amount =
        |role, span, value: Decimal| CheckAmount { role, span, value: value.checked_mul(scale).map(|v| v.normalize()) };
    let mut amounts = vec![amount("total", total.text.span(), stated)];
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
