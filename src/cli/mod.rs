//! The commands: arguments, standard streams, exit codes. One file a command; nothing else is decided here.

mod parse;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads Chinese livelihood-project notices (民生实事) and writes them as data
#[derive(Parser)]
#[command(name = "shishi", version)]
struct Shishi {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Parse(parse::Parse),
}

/// `shishi`.
pub fn run() -> ExitCode {
    let result = match Shishi::parse().command {
        Command::Parse(command) => command.run(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("shishi: {error:#}");
            ExitCode::from(2)
        }
    }
}
