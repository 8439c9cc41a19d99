//! `shishi batch`: whole archives to notices and tables in a folder.

use super::input::Reading;
use super::threads::Threads;
use super::{Outcome, say};
use crate::batch::{self, End, Format, Paths, Plan, Progress, Refusal};
use crate::output::csv::{Dialect, Headers};
use anyhow::{anyhow, bail};
use clap::ValueEnum;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const EXAMPLES: &str = "\
Examples:
  shishi batch notices -o out
  shishi batch notices -o out --format csv,xlsx,parquet,ndjson --headers zh
  shishi batch notices -o out --resume
  find notices -name '*.txt' -print0 | shishi batch - -0 -o out --jobs 2

Folders and ZIP files are walked; the order of rows is the order of paths. DIR gets notices.ndjson, the tables documents, items, \
figures, units, milestones, checks and diagnostics, manifest.ndjson (each file's hash, status, problems, and what it duplicates) \
and datapackage.json (columns, types and keys). Nothing half-written stands under these names: a run that is broken off at any \
moment leaves what was there, and --resume brings it to the same bytes. DIR/.shishi holds what --resume needs, and how long each \
file took. No cell is run as a formula: in CSV such texts stand behind an apostrophe, in XLSX they are stored as texts.

Exit codes: 0 all files were read, 1 some could not be, 2 could not, 130 broken off (--resume goes on)";

/// Read whole archives (folders, ZIPs, lists of files) into a folder of tables
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Batch {
    /// Folders, ZIP files and notices to read; - is a list of paths on standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Folder for the results
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// How the tables are written, several separated by commas
    #[arg(short, long, value_enum, value_delimiter = ',', default_value = "csv")]
    format: Vec<FormatName>,
    /// Language of the headers of CSV and XLSX
    #[arg(long, value_enum, default_value = "en")]
    headers: HeaderName,
    /// CSV that spreadsheets open rightly: byte-order mark, CRLF
    #[arg(long)]
    excel: bool,
    /// Do only what is new or changed since the last run, or go on with one that was broken off
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    threads: Threads,
    /// The list of paths is separated by NUL, as of `find -print0`
    #[arg(short = '0', long)]
    null: bool,
    /// No progress and no summary, only what failed as an exit code
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// For programs and spreadsheets
    Csv,
    /// Workbooks with typed cells, a header that stays in view, and filters
    Xlsx,
    /// For programs, with exact decimals
    Parquet,
    /// A line of JSON a row
    Ndjson,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HeaderName {
    /// The public names
    En,
    /// Chinese
    Zh,
}

impl Batch {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let cancel = Arc::new(AtomicBool::new(false));
        break_off(&cancel)?;
        let quiet = self.quiet;
        let output = self.output.clone();
        let progress = if quiet { Progress::silent() } else { Progress::on_standard_error() };
        let (end, tally) = batch::run(self.plan(cancel)?, progress).map_err(|refusal| refused(&output, refusal))?;
        if !quiet {
            tally.lines().iter().for_each(|line| say(line));
        }
        if end == End::BrokenOff {
            say(&format!("broken off after {} files: the same command with --resume goes on", tally.files));
            return Ok(Outcome::BrokenOff);
        }
        Ok(if tally.failed() > 0 { Outcome::Findings } else { Outcome::Done })
    }

    fn plan(self, cancel: Arc<AtomicBool>) -> anyhow::Result<Plan> {
        let listed = self.paths.iter().any(|path| path.as_os_str() == "-");
        if listed && self.paths.len() > 1 {
            bail!("expected - alone, found other paths beside it: put them into the list on standard input");
        }
        if self.null && !listed {
            bail!("expected - with --null, found paths: name - and give the paths on standard input");
        }
        let end = if self.null { 0 } else { b'\n' };
        Ok(Plan {
            paths: if listed { Paths::Listed(Box::new(io::stdin()), end) } else { Paths::Named(self.paths) },
            output: self.output,
            formats: self
                .format
                .iter()
                .map(|format| match format {
                    FormatName::Csv => Format::Csv,
                    FormatName::Xlsx => Format::Xlsx,
                    FormatName::Parquet => Format::Parquet,
                    FormatName::Ndjson => Format::Ndjson,
                })
                .collect(),
            dialect: if self.excel { Dialect::Excel } else { Dialect::Plain },
            headers: if self.headers == HeaderName::Zh { Headers::Zh } else { Headers::En },
            threads: self.threads.count(),
            time: self.threads.time(),
            options: self.reading.options(),
            resume: self.resume,
            cancel,
        })
    }
}

/// Ctrl-C ends the run where it can go on. A second one ends it at once, which is as safe: only less is kept.
fn break_off(cancel: &Arc<AtomicBool>) -> anyhow::Result<()> {
    let cancel = Arc::clone(cancel);
    ctrlc::set_handler(move || {
        if cancel.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .map_err(|error| anyhow!("Ctrl-C cannot be caught: {error}"))
}

/// Why an archive could not be read into a folder, and what to do.
fn refused(output: &Path, refusal: Refusal) -> anyhow::Error {
    let output = output.display();
    match refusal {
        Refusal::Others(name) => anyhow!(
            "{output}: expected a new folder, an empty one or one of an earlier run, found other files ({name}): name another folder"
        ),
        Refusal::Busy => anyhow!("{output}: another run writes to this folder: wait for it, or name another folder"),
        Refusal::BrokenOff => anyhow!(
            "{output}: holds a run that was broken off: add --resume to go on with it, or remove {output}/.shishi to begin anew"
        ),
        Refusal::Io(error) => match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                anyhow!("{output}: cannot be written, no space is left ({error}): make room, then go on with --resume")
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => anyhow!(
                "{output}: cannot be written, it allows no new files: choose another folder, or ask for the permission to write"
            ),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                anyhow!("{output}: expected a folder, found a file: name another folder")
            }
            _ => anyhow!("{output}: cannot be written: {error}"),
        },
    }
}
