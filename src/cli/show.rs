//! `shishi show`: a notice at a glance, in the terminal.

use super::Outcome;
use super::input::{Reading, files};
use super::locale::Locale;
use super::sink::{Sink, paint};
use crate::output::show::Show as Glance;
use crate::output::wire;
use crate::output::words::Words;
use std::env;
use std::io::Write as _;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  shishi show notice.txt
  shishi show *.txt --lang en --as-of 2021-12-31 | less

The table is as wide as the terminal, or as COLUMNS says, or 100 columns; it has colours on a terminal only (NO_COLOR: none).
Exit codes: 0 done, 2 could not";

/// Columns where nothing tells how wide the window is.
const COLUMNS: usize = 100;

/// Show a notice at a glance: items, units, deadlines, bars, and what fails
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Show {
    /// Notices to show; - or nothing is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    locale: Locale,
    #[command(flatten)]
    reading: Reading,
}

impl Show {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let mut sink = Sink::standard();
        let words = Words::of(self.locale.lang());
        let columns = columns();
        let mut first = true;
        let outcome = self.reading.each(files(self.files)?, |named| {
            if !std::mem::take(&mut first) {
                writeln!(sink)?;
            }
            let notice = wire::Notice::new(&named.notice, Some(&named.path));
            let as_of = self.locale.as_of().into();
            Glance { notice: &notice, as_of, words: &words, columns, paint: paint() }.write(&mut sink)?;
            Ok(Outcome::Done)
        })?;
        sink.finish()?;
        Ok(outcome)
    }
}

/// How wide the window is.
fn columns() -> usize {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    told.or_else(seen).filter(|&columns| columns > 0).unwrap_or(COLUMNS)
}
