//! The commands: arguments, standard streams, exit codes.

use std::process::ExitCode;

pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
