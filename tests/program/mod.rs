//! Runs the installed commands as a shell would, in a folder of the test's own.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

impl Ran {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.out).expect("output is UTF-8")
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let err = String::from_utf8(output.stderr).expect("messages are UTF-8");
        Self { code: output.status.code().expect("an exit code, no signal"), out: output.stdout, err }
    }
}

/// Runs `shishi` in `folder`.
pub fn shishi(folder: &Path, args: &[&str]) -> Ran {
    shishi_reading(folder, args, b"")
}

/// Runs `shishi` in `folder` with bytes on standard input.
pub fn shishi_reading(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    run(Command::new(env!("CARGO_BIN_EXE_shishi")).args(args).current_dir(folder), input)
}

pub fn run(command: &mut Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    std::thread::scope(|scope| {
        // A command that reads nothing closes its end.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the command ends").into()
    })
}
