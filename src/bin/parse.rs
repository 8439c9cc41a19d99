//! The command `parse`: `shishi parse` under the name its users type.

use std::process::ExitCode;

fn main() -> ExitCode {
    shishi::cli::run_parse()
}
