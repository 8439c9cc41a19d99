//! `shishi parse --stream`: a notice a line in, a notice a line out, for pipelines and the pipe operators of cluster engines.
//!
//! Every line but a blank one is answered by one line and at once, also one that cannot be read: nobody waits, and nothing is lost.

use super::input::Reading;
use super::sink::Sink;
use crate::Options;
use crate::output::{json, wire};
use crate::problem::Severity;
use anyhow::anyhow;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

/// A line that comes in.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    id: Value,
    text: String,
}

/// The answer to one that cannot be read.
#[derive(Serialize)]
struct Refused<'a> {
    id: &'a Value,
    error: Why<'a>,
}

#[derive(Serialize)]
struct Why<'a> {
    /// Line of the input, from 1.
    line: usize,
    code: &'a str,
    message: &'a str,
}

/// Answers the lines of files, or of standard input.
pub(super) fn run(files: &[PathBuf], reading: &Reading, out: &mut Sink) -> anyhow::Result<()> {
    let mut options = reading.options();
    // The text of a line is decoded already.
    options.encoding = Some("utf-8".to_string());
    for file in files {
        if file.as_os_str() == "-" {
            answer(BufReader::with_capacity(1 << 16, io::stdin().lock()), &options, out)?;
        } else {
            let input = File::open(file).map_err(|error| anyhow!("{}: cannot be read: {error}", file.display()))?;
            answer(BufReader::with_capacity(1 << 16, input), &options, out)?;
        }
    }
    Ok(())
}

fn answer(mut input: impl BufRead, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        if !line.trim_ascii().is_empty() {
            out.write_all(&answered(&line, number, options)?)?;
            out.flush()?;
        }
        line.clear();
    }
    Ok(())
}

fn answered(line: &[u8], number: usize, options: &Options) -> io::Result<Vec<u8>> {
    let refused = |id: &Value, code: &str, message: &str| {
        let mut answer = serde_json::to_vec(&Refused { id, error: Why { line: number, code, message } })?;
        answer.push(b'\n');
        Ok(answer)
    };
    let Asked { id, text } = match serde_json::from_slice(line) {
        Ok(asked) => asked,
        Err(error) => {
            let known =
                serde_json::from_slice::<Value>(line).ok().and_then(|mut line| Some(line.get_mut("id")?.take()));
            let message = format!("expected {{\"id\": …, \"text\": \"…\"}} on one line, found something else: {error}");
            return refused(&known.unwrap_or_default(), "bad-line", &message);
        }
    };
    let Ok(notice) = panic::catch_unwind(AssertUnwindSafe(|| crate::parse(text.as_bytes(), options))) else {
        return refused(
            &id,
            "panicked",
            "the reader failed, which is a fault of shishi: please report it with the text",
        );
    };
    if let Some(problem) = notice.problems.iter().find(|problem| problem.kind.severity() == Severity::Error) {
        return refused(&id, problem.kind.code(), &problem.kind.to_string());
    }
    // The notice as everywhere, with the id before its own fields.
    let mut writer = json::Writer::new(Vec::with_capacity(text.len() * 8), json::Shape::Lines);
    writer.write(&wire::Notice::new(&notice, None))?;
    let written = writer.finish()?;
    let mut answer = b"{\"id\":".to_vec();
    serde_json::to_writer(&mut answer, &id)?;
    answer.push(b',');
    answer.extend_from_slice(written.get(1..).unwrap_or_default());
    Ok(answer)
}
