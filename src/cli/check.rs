//! `shishi check`: the notice's own arithmetic, recomputed.

use super::Outcome;
use super::input::{Reading, files, several};
use super::sink::Target;
use crate::output::tables::Table;
use crate::output::wire::{Check as Checked, CheckKind, Notice, Verdict};
use crate::output::{csv, json, verdicts};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use serde::Serialize;
use std::io::Write as _;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  shishi check notice.txt
  shishi check *.txt --format csv > checks.csv
  shishi check notice.txt --format json -o checks.json
  shishi check *.txt --verdict fails,open
  shishi check notice.txt --kind sum,rate

Verdicts: fails (not so), open (the notice alone cannot tell), rounds (so but for rounding), holds.
Exit codes: 0 nothing fails, 1 something fails, 2 could not";

/// Recompute the notice's own arithmetic and show what fails
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// Notices to check; - or nothing is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to write
    #[arg(short, long, value_enum, default_value = "table", hide_default_value = true)]
    format: Format,
    /// Show only these verdicts
    #[arg(long, value_name = "VERDICT", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(Verdict::ALL.iter().map(|v| v.as_str())).try_map(|name| verdict(&name)))]
    verdict: Vec<Verdict>,
    /// Show only checks of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(CheckKind::ALL.iter().map(|k| k.as_str())).try_map(|name| kind(&name)))]
    kind: Vec<CheckKind>,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table to look at
    Table,
    /// The checks of each notice, as `parse` writes them
    Json,
    /// The table `checks`, as `parse` writes it
    Csv,
}

fn verdict(name: &str) -> Result<Verdict, String> {
    Verdict::ALL.iter().copied().find(|v| v.as_str() == name).ok_or_else(|| format!("no verdict is called {name}"))
}

fn kind(name: &str) -> Result<CheckKind, String> {
    CheckKind::ALL.iter().copied().find(|k| k.as_str() == name).ok_or_else(|| format!("no kind is called {name}"))
}

/// The checks of one notice.
#[derive(Serialize)]
struct Checks<'a> {
    doc: Option<&'a str>,
    checks: &'a [Checked<'a>],
}

impl Check {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let files = files(self.files)?;
        self.target.spare(&files)?;
        let several = several(&files);
        // Checks are few: held until all notices are read, so that nothing is written where none could be.
        let mut table = Vec::new();
        let mut json = json::Writer::new(
            Vec::new(),
            if several { json::Shape::Array(json::Style::Pretty) } else { json::Shape::One(json::Style::Pretty) },
        );
        let mut csv = csv::Writer::new(Vec::new(), Table::Checks, csv::Dialect::Plain)?;
        let paint = self.target.paint();
        let mut read = 0;
        let outcome = self.reading.each(files, |named| {
            let mut notice = Notice::new(&named.notice, Some(&named.path));
            let fails = notice.checks.iter().any(|check| check.verdict == Verdict::Fails);
            let counts = verdicts::Counts::of(&notice.checks);
            notice.checks.retain(|check| {
                (self.verdict.is_empty() || self.verdict.contains(&check.verdict))
                    && (self.kind.is_empty() || self.kind.contains(&check.kind))
            });
            match self.format {
                Format::Table => verdicts::write(&mut table, &notice, &counts, paint)?,
                Format::Json => json.write(&Checks { doc: notice.source.path, checks: &notice.checks })?,
                Format::Csv => csv.write(&notice)?,
            }
            read += 1;
            Ok(if fails { Outcome::Findings } else { Outcome::Done })
        })?;
        if read > 0 {
            let mut sink = self.target.open()?;
            sink.write_all(&match self.format {
                Format::Table => table,
                Format::Json => json.finish()?,
                Format::Csv => csv.finish()?,
            })?;
            sink.finish()?;
        }
        Ok(outcome)
    }
}
