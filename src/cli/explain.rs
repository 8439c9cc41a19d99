//! `shishi explain`: how a notice was read.

use super::Outcome;
use super::input::{Reading, files};
use super::sink::{Sink, paint};
use crate::output::explain;
use std::io::Write as _;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  shishi explain notice.txt
  shishi explain *.txt | head -n 40";

/// Show how a notice was read: its blocks, their layouts and why, its columns and rows
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// Notices to read; - or nothing is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

impl Explain {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let mut sink = Sink::standard();
        let paint = paint();
        let mut first = true;
        let outcome = self.reading.each(files(self.files)?, |named| {
            if !std::mem::take(&mut first) {
                writeln!(sink)?;
            }
            explain::write(&mut sink, &named.notice, &named.path, paint)?;
            Ok(Outcome::Done)
        })?;
        sink.finish()?;
        Ok(outcome)
    }
}
