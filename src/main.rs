//! The command `shishi`.

use std::process::ExitCode;

fn main() -> ExitCode {
    shishi::cli::run()
}
