//! The account of a table: the word that gave each column its role, and which rows go on with others, were filled or passed by.

use super::line;
use crate::layout::Block;
use crate::lexicon::{ColumnRole, UnitRole};
use crate::output::plain::{Colour, Paint, clip, pad, width};
use crate::record::{Item, Notice};
use crate::table::{Column, Origin, Reason, Row, Table, is_total};
use crate::text::{Span, Text};
use std::io::{self, Write};

/// Columns of the screen for a header.
const HEADER: usize = 30;

pub(super) fn write(
    out: &mut dyn Write,
    notice: &Notice,
    block: &Block,
    table: &Table,
    paint: Paint,
) -> io::Result<()> {
    let text = &notice.text;
    if let Some(caption) = table.caption {
        line(out, paint, "caption", text.slice(caption))?;
    }
    columns(out, table, text, paint)?;
    for (i, said) in rows(notice, block, table).iter().enumerate() {
        line(out, paint, if i == 0 { "rows" } else { "" }, said)?;
    }
    Ok(())
}

fn columns(out: &mut dyn Write, table: &Table, text: &Text, paint: Paint) -> io::Result<()> {
    let header = |column: &Column| match clip(&column.header.read(text), HEADER) {
        none if none.is_empty() => "–".to_string(),
        header => header,
    };
    let headers: Vec<String> = table.columns.iter().map(header).collect();
    let roles: Vec<String> = table.columns.iter().map(role).collect();
    let widest = |cells: &[String]| cells.iter().map(|cell| width(cell)).max().unwrap_or(0);
    let (wide, next) = (widest(&headers), widest(&roles));
    for (i, ((column, header), role)) in table.columns.iter().zip(&headers).zip(&roles).enumerate() {
        let label = paint.with(Colour::Dim, pad(if i == 0 { "columns" } else { "" }, 8));
        let why = paint.with(Colour::Dim, why(column.reason));
        writeln!(out, "  {label}  {}  {}  {why}", pad(header, wide), pad(role, next))?;
    }
    Ok(())
}

/// What the cells of a column become, in words.
fn role(column: &Column) -> String {
    let role = match column.role {
        ColumnRole::Seq => "number".into(),
        ColumnRole::Category => "category".into(),
        ColumnRole::Title => "title".into(),
        ColumnRole::Unit(UnitRole::Person) => "persons".into(),
        ColumnRole::Unit(unit) => format!("{} units", unit.as_str()),
        ColumnRole::Text(field) => format!("{} text", field.as_str()),
        ColumnRole::Deadline => "times, as schedule".into(),
        ColumnRole::Quarter(quarter) => format!("what quarter {quarter} brings, as schedule"),
        ColumnRole::Measure => "units of the numbers in its row, kept as remark".into(),
        ColumnRole::Unknown => "unknown, kept as remark".into(),
    };
    match &column.unit {
        Some(unit) => format!("{role}, amounts in {unit}"),
        None => role,
    }
}

/// What gave a column its role, in words.
fn why(reason: Reason) -> String {
    match reason {
        Reason::Listed(word) => format!("by the word {word}"),
        Reason::Holds(word) => format!("by {word} within it"),
        Reason::BesideTitle => "because another column is the title".into(),
        Reason::BesideGoals => "because another column holds the goals".into(),
        Reason::BesideAmounts => "because a column of numbers stands next to it".into(),
        Reason::BesideOffices => "because other columns name offices".into(),
        Reason::Cells => "by what its cells look like".into(),
        Reason::Unknown => "no word of it is known".into(),
    }
}

/// What became of rows that are not simply an item each, a line each kind.
fn rows(notice: &Notice, block: &Block, table: &Table) -> Vec<String> {
    let owners = Owners::of(notice, block);
    let rows: Vec<(&Row, Option<usize>)> = table.rows.iter().map(|row| (row, owners.of_row(row.span))).collect();
    let key = |item: usize| owners.key(item);
    let mut out = Vec::new();
    let mut continued = Vec::new();
    for part in rows.chunk_by(|a, b| a.1 == b.1) {
        if let [(_, Some(item)), _, ..] = part {
            continued.push(format!("{} ({} rows)", key(*item), part.len()));
        }
    }
    listed(&mut out, "continued in further rows", continued);
    let torn = rows.iter().filter(|(row, _)| row.torn).filter_map(|(_, item)| item.map(|item| key(item).to_string()));
    listed(&mut out, "go on over the end of a page", torn.collect());
    out.extend(filled(notice, table, &rows, &owners));
    listed(&mut out, "groups", groups(notice, &rows, &owners));
    let mut passed = Vec::new();
    if table.repeats > 0 {
        passed.push(match table.repeats {
            1 => "the header, which comes again".to_string(),
            times => format!("the header, which comes again {times} times"),
        });
    }
    let lines = |sums: bool| {
        let none = rows.iter().filter(|(row, item)| item.is_none() && is_total(row, &notice.text) == sums);
        none.map(|(row, _)| notice.text.line(row.span.start).to_string()).collect::<Vec<_>>().join(", ")
    };
    for (what, lines) in [("sums in line", lines(true)), ("no item of its own in line", lines(false))] {
        if !lines.is_empty() {
            passed.push(format!("{what} {lines}"));
        }
    }
    listed(&mut out, "passed by", passed);
    out
}

fn listed(out: &mut Vec<String>, what: &str, found: Vec<String>) {
    if !found.is_empty() {
        out.push(format!("{what}: {}", found.join("; ")));
    }
}

/// `类别 filled from above: 2–5, 7`: columns, and the items that take their cells from above. A row that goes on with an item names neither its
/// number nor its title, which is no filling.
fn filled(notice: &Notice, table: &Table, rows: &[(&Row, Option<usize>)], owners: &Owners) -> Vec<String> {
    let mut out = Vec::new();
    for (c, column) in table.columns.iter().enumerate() {
        let is_filled = |n: usize| {
            let (row, item) = rows[n];
            let own = matches!(column.role, ColumnRole::Seq | ColumnRole::Title) && n > 0 && rows[n - 1].1 == item;
            row.cells.get(c).is_some_and(|cell| cell.origin == Origin::Above) && !own
        };
        let numbers: Vec<usize> = (0..rows.len()).filter(|&n| rows[n].1.is_some() && is_filled(n)).collect();
        if !numbers.is_empty() {
            let header = column.header.read(&notice.text).split_whitespace().collect::<String>();
            out.push(format!("{} filled from above: {}", clip(&header, HEADER), ranges(&numbers, rows, owners)));
        }
    }
    out
}

/// The rows over all columns, and the items below each.
fn groups(notice: &Notice, rows: &[(&Row, Option<usize>)], owners: &Owners) -> Vec<String> {
    let mut out = Vec::new();
    let mut first = 0;
    for part in rows.chunk_by(|a, b| a.0.bands == b.0.bands) {
        let numbers: Vec<usize> = (first..first + part.len()).filter(|&n| rows[n].1.is_some()).collect();
        first += part.len();
        let bands = &part[0].0.bands;
        if bands.is_empty() || numbers.is_empty() {
            continue;
        }
        let names: Vec<String> = bands.iter().map(|band| clip(band.read(&notice.text).trim(), 20)).collect();
        out.push(format!("{} {}", names.join(" › "), ranges(&numbers, rows, owners)));
    }
    out
}

/// `2–5, 7`: the items of rows in order, neighbours together.
fn ranges(numbers: &[usize], rows: &[(&Row, Option<usize>)], owners: &Owners) -> String {
    let key = |n: usize| rows.get(n).and_then(|row| row.1).map_or("", |item| owners.key(item));
    let runs: Vec<String> = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .map(|run| match (key(run[0]), key(run[run.len() - 1])) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        })
        .collect();
    runs.join(", ")
}

/// Which item each row went to.
struct Owners<'n> {
    /// In the order of the text.
    items: Vec<&'n Item>,
}

impl<'n> Owners<'n> {
    fn of(notice: &'n Notice, block: &Block) -> Self {
        let mut items: Vec<&Item> = notice.items.iter().filter(|item| block.span.contains(item.span.start)).collect();
        items.sort_by_key(|item| item.span.start);
        Self { items }
    }

    fn key(&self, item: usize) -> &'n str {
        self.items.get(item).map_or("", |item| item.key.as_str())
    }

    /// The item within which a row begins.
    fn of_row(&self, row: Span) -> Option<usize> {
        let before = self.items.partition_point(|item| item.span.start <= row.start).checked_sub(1)?;
        self.items.get(before).filter(|item| item.span.contains(row.start)).map(|_| before)
    }
}
