//! The commands: arguments, standard streams, exit codes. One file a command; nothing else is decided here.
//!
//! A command gives an [`Outcome`] or an error; only [`run`] and [`run_parse`] turn them into exit codes and words.

mod batch;
mod check;
mod completions;
mod explain;
mod figures;
mod input;
mod locale;
mod man;
mod parse;
mod review;
mod schema;
mod show;
mod sink;
mod stream;
mod text;
mod threads;

use clap::{CommandFactory as _, Parser, Subcommand};
use std::io::{self, Write as _};
use std::process::ExitCode;

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: done, and something was found that the caller asked to be told.
    Findings,
    /// Exit code 2: some of it could not be done; what, has been said.
    Failed,
    /// Exit code 130, as of whatever Ctrl-C ends.
    BrokenOff = 130,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(outcome as u8)
    }
}

/// Reads Chinese livelihood-project notices (民生实事) and writes them as data
///
/// A notice in any layout (tables that lost their lines, numbered prose, annexes) becomes items with their units,
/// targets, deadlines and figures, and every value says where in the notice it stands.
#[derive(Parser)]
#[command(name = "shishi", version, after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
struct Shishi {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  shishi parse notice.txt > notice.json
  shishi parse notice.txt --table figures > figures.csv
  shishi check notice.txt
  shishi help parse

Exit codes: 0 done, 1 done with findings, 2 could not";

const ALONE: &str = "\
Examples:
  parse notice.txt > out.json
  parse notice.txt --table figures > figures.csv

This is `shishi parse`; `shishi help` tells the other commands.";

#[derive(Subcommand)]
enum Command {
    Parse(parse::Parse),
    Batch(batch::Batch),
    Check(check::Check),
    Show(show::Show),
    Review(review::Review),
    Figures(figures::Figures),
    Explain(explain::Explain),
    Text(text::Text),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// The command `parse`, which is `shishi parse`.
#[derive(Parser)]
#[command(name = "parse", version, after_help = ALONE)]
struct Alone {
    #[command(flatten)]
    parse: parse::Parse,
}

/// `shishi`.
pub fn run() -> ExitCode {
    let result = match Shishi::parse().command {
        Command::Parse(command) => command.run(),
        Command::Batch(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Show(command) => command.run(),
        Command::Review(command) => command.run(),
        Command::Figures(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Text(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(&mut Shishi::command()),
        Command::Man(command) => command.run(Shishi::command()),
    };
    exit(result)
}

/// `parse`.
pub fn run_parse() -> ExitCode {
    exit(Alone::parse().parse.run())
}

fn exit(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(outcome) => outcome.into(),
        // Who reads no further (`head`) has what they wanted.
        Err(error) if is_closed(&error) => Outcome::Done.into(),
        Err(error) => {
            say(&format!("{error:#}"));
            Outcome::Failed.into()
        }
    }
}

fn is_closed(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// One line on standard error. A closed one is nobody's problem.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "shishi: {line}");
}
