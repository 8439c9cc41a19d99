//! The checks of a notice as a table for people: what fails first, what holds last.

use super::plain::{Colour, Paint, clip, pad, width};
use super::wire::{Check, Notice, Verdict};
use std::collections::HashMap;
use std::io::{self, Write};

/// From what an auditor looks at first to what needs no look.
const ORDER: [Verdict; 4] = [Verdict::Fails, Verdict::Open, Verdict::Rounds, Verdict::Holds];

const HEADER: [&str; 7] = ["verdict", "item", "line", "kind", "stated", "computed", "why"];

/// Columns of the screen that an item's title may take: enough to know it by.
const TITLE: usize = 24;

/// How many checks of a notice came to each verdict, whichever of them are shown.
pub struct Counts(Vec<Verdict>);

impl Counts {
    pub fn of(checks: &[Check]) -> Self {
        Self(checks.iter().map(|check| check.verdict).collect())
    }

    fn get(&self, verdict: Verdict) -> usize {
        self.0.iter().filter(|v| **v == verdict).count()
    }
}

/// Writes the checks of one notice under a line that counts them all.
pub fn write(out: &mut dyn Write, notice: &Notice, counts: &Counts, paint: Paint) -> io::Result<()> {
    writeln!(
        out,
        "{}: {} checks: {} fail, {} open, {} hold but for rounding, {} hold",
        paint.with(Colour::Bold, notice.source.path.unwrap_or("-")),
        counts.0.len(),
        counts.get(Verdict::Fails),
        counts.get(Verdict::Open),
        counts.get(Verdict::Rounds),
        counts.get(Verdict::Holds)
    )?;
    if notice.checks.is_empty() {
        return Ok(());
    }
    let mut checks: Vec<&Check> = notice.checks.iter().collect();
    checks.sort_by_key(|check| (ORDER.iter().position(|verdict| *verdict == check.verdict), line(check)));
    let titles: HashMap<&str, &str> = notice.items.iter().map(|item| (item.key, item.title.as_ref())).collect();
    let rows: Vec<(Verdict, [String; 7])> = checks.iter().map(|check| (check.verdict, row(check, &titles))).collect();
    let mut wide = HEADER.map(width);
    for (_, row) in &rows {
        for (wide, cell) in wide.iter_mut().zip(row) {
            *wide = width(cell).max(*wide);
        }
    }
    writeln!(out, "  {}", paint.with(Colour::Dim, aligned(&HEADER, &wide)))?;
    for (verdict, row) in &rows {
        let colour = match verdict {
            Verdict::Fails => Colour::Red,
            Verdict::Open => Colour::Yellow,
            Verdict::Rounds | Verdict::Holds => Colour::Green,
        };
        let [verdict, rest @ ..] = row;
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        writeln!(out, "  {}  {}", paint.with(colour, pad(verdict, wide[0])), aligned(&rest, &wide[1..]))?;
    }
    Ok(())
}

fn row(check: &Check, titles: &HashMap<&str, &str>) -> [String; 7] {
    let named = |key| format!("{key} {}", clip(titles.get(key).unwrap_or(&""), TITLE));
    let unit = check.unit.unwrap_or_default();
    let amount = |number: Option<super::wire::Number>| number.map(|n| format!("{n}{unit}")).unwrap_or_default();
    [
        check.verdict.as_str().into(),
        check.item.map_or_else(|| "notice".into(), named),
        line(check).map(|line| line.to_string()).unwrap_or_default(),
        check.kind.as_str().into(),
        amount(check.stated),
        amount(check.computed),
        clip(check.message, usize::MAX),
    ]
}

/// Where its first amount stands.
fn line(check: &Check) -> Option<usize> {
    check.amounts.first().map(|amount| amount.span.line)
}

/// Cells under each other. The last one needs no blanks behind it.
fn aligned(cells: &[&str], wide: &[usize]) -> String {
    let mut line = String::new();
    for (i, (cell, wide)) in cells.iter().zip(wide).enumerate() {
        if i + 1 == cells.len() {
            line.push_str(cell);
        } else {
            line.push_str(&pad(cell, *wide));
            line.push_str("  ");
        }
    }
    line.trim_end().to_string()
}
