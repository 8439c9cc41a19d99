//! Where a command writes to: standard output, or a file that is written whole or not at all.

use crate::batch::AtomicFile;
use crate::output::plain::Paint;
use anyhow::{anyhow, bail};
use std::env;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::path::{Path, PathBuf};

/// Where to write.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// Write to this file instead of standard output: whole, or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// An output that must be finished to count.
pub(crate) enum Sink {
    Standard(BufWriter<StdoutLock<'static>>),
    File { file: AtomicFile, path: PathBuf },
}

impl Target {
    /// Refuses to write over a notice that is to be read.
    pub fn spare(&self, notices: &[PathBuf]) -> anyhow::Result<()> {
        let Some(target) = self.output.as_ref().and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
        match notices.iter().find(|notice| notice.canonicalize().is_ok_and(|path| path == target)) {
            Some(notice) => bail!(
                "{}: would be written over, and it is a notice to read: name another file for -o",
                notice.display()
            ),
            None => Ok(()),
        }
    }

    /// The path that was named.
    pub fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Colours for a table that goes here.
    pub fn paint(&self) -> Paint {
        if self.output.is_some() { Paint::default() } else { paint() }
    }

    pub fn open(&self) -> anyhow::Result<Sink> {
        Ok(match &self.output {
            Some(path) if path.as_os_str() != "-" => {
                let file = AtomicFile::create(path).map_err(|error| failure(path, &error))?;
                Sink::File { file, path: path.clone() }
            }
            _ => Sink::standard(),
        })
    }
}

impl Sink {
    pub fn standard() -> Self {
        Sink::Standard(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Sink::Standard(mut out) => out.flush()?,
            Sink::File { file, path } => file.commit().map_err(|error| failure(&path, &error))?,
        }
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Standard(out) => out.write(bytes),
            Sink::File { file, .. } => file.write(bytes),
        }
    }

    // Writers of JSON give a few bytes at a time: straight into the buffer.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Sink::Standard(out) => out.write_all(bytes),
            Sink::File { file, .. } => file.write_all(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Standard(out) => out.flush(),
            Sink::File { file, .. } => file.flush(),
        }
    }
}

/// Colours for standard output: only on a terminal that shows them, and never where NO_COLOR is set.
pub(crate) fn paint() -> Paint {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let plain = env::var_os("TERM").is_some_and(|term| term == "dumb");
    Paint { on: io::stdout().is_terminal() && !unwanted && !plain }
}

/// Why a file could not be written, and what to do.
fn failure(path: &Path, error: &io::Error) -> anyhow::Error {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            anyhow!("{path}: cannot be written, its folder does not exist: make the folder first")
        }
        io::ErrorKind::IsADirectory => {
            anyhow!("{path}: cannot be written, expected a file, found a folder: name a file in it")
        }
        io::ErrorKind::PermissionDenied => {
            anyhow!("{path}: cannot be written, its folder allows no new files: choose another folder")
        }
        _ => anyhow!("{path}: cannot be written: {error}"),
    }
}
