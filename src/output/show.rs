//! A notice at a glance, for a terminal: one line an item, as wide as the window, with bars, and what fails below.
//!
//! The columns are cut to the width there is: narrow windows lose units first, then deadlines, never how far an item has come.

use super::plain::{Colour, Paint, clip, pad, width};
use super::standing::{Facts, Standing};
use super::wire::{Day, Item, Notice, Number, UnitRole, Verdict};
use super::words::Words;
use crate::figure::Decimal;
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive as _;
use std::io::{self, Write};

/// Columns that a bar takes.
const BAR: usize = 10;

/// Below this width there is no room for units, below that none for deadlines.
const UNITS: usize = 84;
const DEADLINES: usize = 64;

/// How a notice is shown.
pub struct Show<'a> {
    pub notice: &'a Notice<'a>,
    /// Where the items stand is told as of this day.
    pub as_of: Day,
    pub words: &'a Words,
    /// Columns of the window.
    pub columns: usize,
    pub paint: Paint,
}

/// An item as a line.
struct Row<'a> {
    item: &'a Item<'a>,
    facts: Facts,
    standing: Standing,
    key: String,
}

impl Show<'_> {
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let rows: Vec<Row> = self.notice.items.iter().map(|item| self.row(item)).collect();
        self.head(out, &rows)?;
        if !rows.is_empty() {
            writeln!(out)?;
            self.table(out, &rows)?;
        }
        self.failures(out)
    }

    fn row<'n>(&self, item: &'n Item<'n>) -> Row<'n> {
        let facts = Facts::of(item);
        Row { item, facts, standing: facts.rule(self.as_of).standing(), key: clip(item.key, 10) }
    }

    fn head(&self, out: &mut dyn Write, rows: &[Row]) -> io::Result<()> {
        let Self { notice, words, paint, columns, .. } = self;
        let path = notice.source.path.unwrap_or("-");
        let document = &notice.document;
        writeln!(out, "{}", paint.with(Colour::Bold, clip(document.title.unwrap_or(path), *columns)))?;
        let region = document.region.as_ref().map(|region| region.name.to_string());
        let period = document.period.as_ref().map(|period| period.raw.to_string());
        let kind = words.say(&format!("document.{}", document.kind.as_str())).to_string();
        let facts: Vec<String> = [region, period, Some(kind), Some(path.to_string())].into_iter().flatten().collect();
        writeln!(out, "{}", paint.with(Colour::Dim, clip(&facts.join(" · "), *columns)))?;
        let figures = notice.figures.len() + notice.items.iter().map(|item| item.figures.len()).sum::<usize>();
        let failed = notice.checks.iter().filter(|check| check.verdict == Verdict::Fails).count();
        let mut found = format!("{} {}  {figures} {}", rows.len(), words.say("items"), words.say("figures"));
        if failed > 0 {
            found.push_str("  ");
            found.push_str(&paint.with(Colour::Red, format!("{failed} {}", words.say("checks.fail"))));
        }
        writeln!(out, "{found}")?;
        if rows.is_empty() {
            return writeln!(out, "{}", words.say("no-items"));
        }
        let count = |standing| rows.iter().filter(|row| row.standing == standing).count();
        let counts = Standing::ALL.map(|standing| (standing, count(standing)));
        let parts = counts.iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts
            .map(|&(standing, count)| paint.with(colour(standing), format!("{} {count}", self.sign(standing))))
            .collect();
        writeln!(out, "{}  ({})", parts.join("  "), words.with("as-of", self.as_of))
    }

    /// How a standing is told: by a sign and a word, so that no colour is needed.
    fn sign(&self, standing: Standing) -> String {
        let sign = match standing {
            Standing::Done => "✓",
            Standing::OnTheWay => "~",
            Standing::Late => "!",
            Standing::Unknown => "?",
        };
        format!("{sign} {}", self.words.say(&format!("standing.{}", standing.as_str())))
    }

    fn table(&self, out: &mut dyn Write, rows: &[Row]) -> io::Result<()> {
        let Self { words, paint, columns, .. } = self;
        let key = rows.iter().map(|row| width(&row.key)).max().unwrap_or(1);
        let sign = Standing::ALL.map(|standing| width(&self.sign(standing))).into_iter().max().unwrap_or(0);
        // Number, bar, per cent and standing always stand; two blanks between columns.
        let percent = 7;
        let fixed = key + BAR + 1 + percent + sign + 6;
        let due = if *columns >= DEADLINES { 12 } else { 0 };
        let room = columns.saturating_sub(fixed + due).max(8);
        let units = if *columns >= UNITS { (room * 2 / 5).min(self.widest_unit(rows)) } else { 0 };
        let title = room - if units > 0 { units + 2 } else { 0 };
        let titles = rows
            .iter()
            .map(|row| width(&clip(&row.item.title, title)))
            .max()
            .unwrap_or(0)
            .max(width(words.say("kind.title")));
        let title = title.min(titles);
        let mut head = format!("{}  {}", pad("", key), pad(words.say("kind.title"), title));
        if units > 0 {
            head += &format!("  {}", pad(words.say("filter.unit"), units));
        }
        if due > 0 {
            head += &format!("  {}", pad(words.say("time.deadline"), 10));
        }
        head += &format!("  {}  {}", pad(words.say("reached"), BAR + 1 + percent), words.say("filter.standing"));
        writeln!(out, "{}", paint.with(Colour::Dim, head.trim_end()))?;
        for row in rows {
            let mut line = paint.with(Colour::Dim, pad(&row.key, key));
            line += &format!("  {}", pad(&clip(&row.item.title, title), title));
            if units > 0 {
                line += &format!("  {}", pad(&clip(unit(row.item), units), units));
            }
            if due > 0 {
                let day = row.facts.due.map(|day| day.to_string()).unwrap_or_default();
                line += &format!("  {day:10}");
            }
            let bar = match row.facts.share {
                Some(share) => {
                    let share = Number::rounded(share);
                    let filled = paint.with(colour(row.standing), "█".repeat(blocks(share)));
                    let rest = paint.with(Colour::Dim, "░".repeat(BAR - blocks(share)));
                    format!("{filled}{rest} {:>percent$}", shown(share))
                }
                None => " ".repeat(BAR + 1 + percent),
            };
            let told = paint.with(colour(row.standing), self.sign(row.standing));
            writeln!(out, "{line}  {bar}  {told}")?;
        }
        Ok(())
    }

    fn widest_unit(&self, rows: &[Row]) -> usize {
        rows.iter().map(|row| width(&clip(unit(row.item), usize::MAX))).max().unwrap_or(0).max(4)
    }

    /// The checks that fail, with the sentence that says why.
    fn failures(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut failed = self.notice.checks.iter().filter(|check| check.verdict == Verdict::Fails).peekable();
        if failed.peek().is_some() {
            writeln!(out)?;
        }
        for check in failed {
            let verdict = self.words.say("verdict.fails");
            let item = check.item.map(|key| format!("{key}  ")).unwrap_or_default();
            let room = self.columns.saturating_sub(width(verdict) + 2).max(8);
            let why = clip(&format!("{item}{}", check.message), room);
            writeln!(out, "{}  {why}", self.paint.with(Colour::Red, verdict))?;
        }
        Ok(())
    }
}

/// The office that answers for an item: the first that leads, or else the first.
fn unit<'a>(item: &'a Item) -> &'a str {
    let lead = item.units.iter().find(|unit| unit.role == UnitRole::Lead);
    lead.or(item.units.first()).map_or("", |unit| unit.name.unwrap_or(&unit.raw))
}

fn colour(standing: Standing) -> Colour {
    match standing {
        Standing::Done => Colour::Green,
        Standing::OnTheWay => Colour::Blue,
        Standing::Late => Colour::Red,
        Standing::Unknown => Colour::Dim,
    }
}

/// Blocks of a bar: full only where all is reached, none only where nothing is.
fn blocks(share: Number) -> usize {
    let share = share.decimal();
    let blocks = share.to_usize().unwrap_or(0).saturating_mul(BAR) / 100;
    blocks.clamp(usize::from(!share.is_zero() && !share.is_sign_negative()), BAR)
}

/// Per cent with at most one decimal; nothing short of 100 is rounded up to it.
fn shown(share: Number) -> String {
    let share = share.decimal();
    let rounded = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    let short = share < Decimal::ONE_HUNDRED && rounded >= Decimal::ONE_HUNDRED;
    format!("{} %", if short { Decimal::new(999, 1) } else { rounded.normalize() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_short_of_all_looks_done() {
        let number = |digits, scale| Number::from(Decimal::new(digits, scale));
        assert_eq!(
            ["104.2 %", "99.9 %", "100 %", "0.3 %"],
            [104_1875, 99_9999, 100_0000, 2750].map(|n| shown(number(n, 4)))
        );
        assert_eq!([10, 9, 10, 1, 0], [104_1875, 99_9999, 100_0000, 2750, 0].map(|n| blocks(number(n, 4))));
    }
}
