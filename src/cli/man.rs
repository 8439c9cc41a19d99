//! `shishi man`: the manual pages.

use super::Outcome;
use super::sink::Sink;
use anyhow::anyhow;
use std::io::Write as _;

const EXAMPLES: &str = "\
Examples:
  shishi man > shishi.1
  shishi man parse > shishi-parse.1";

/// Print the manual page of the program or of one command
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// Command to describe; the whole program where none is named
    command: Option<String>,
}

impl Man {
    pub fn run(self, mut program: clap::Command) -> anyhow::Result<Outcome> {
        program.build();
        let described = match &self.command {
            None => program,
            Some(name) => program
                .find_subcommand(name)
                .cloned()
                .ok_or_else(|| anyhow!("expected a command, found {name:?}: `shishi help` lists the commands"))?,
        };
        let mut page = Vec::new();
        clap_mangen::Man::new(described).render(&mut page)?;
        let mut sink = Sink::standard();
        sink.write_all(&page)?;
        sink.finish()?;
        Ok(Outcome::Done)
    }
}
