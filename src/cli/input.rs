//! The notices that a command reads: files, or standard input.

use super::{Outcome, say};
use crate::batch::packed;
use crate::problem::{Problem, Severity};
use crate::record::Notice;
use crate::source::Limits;
use crate::text::Text;
use crate::{Options, source};
use anyhow::{anyhow, bail};
use std::fs;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

/// How the bytes of notices are to be read.
#[derive(clap::Args)]
pub(crate) struct Reading {
    /// Encoding of the input (utf-8, gb18030, gbk, big5, utf-16le, …) where it is known; it is found otherwise
    #[arg(long, value_name = "LABEL", value_parser = label)]
    encoding: Option<String>,
    /// Most bytes that the parts of a packed file (DOCX, XLSX, PDF, ZIP …) may have when unpacked; K, M and G are understood
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "512M", hide_short_help = true)]
    max_unpacked: u64,
    /// Most cells that the tables of a file may have together
    #[arg(long, value_name = "N", default_value_t = Limits::default().cells, hide_short_help = true)]
    max_cells: usize,
    /// Most levels that the elements of a file (tags, tables in tables) may be nested
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth, hide_short_help = true)]
    max_depth: usize,
}

/// A number of bytes: `800000`, `64K`, `512M`, `2G`.
fn size(written: &str) -> Result<u64, String> {
    let bare = written.trim().trim_end_matches(['b', 'B']).trim_end_matches('i');
    let (digits, power) = match bare.chars().next_back().map(|unit| unit.to_ascii_uppercase()) {
        Some('K') => (&bare[..bare.len() - 1], 10),
        Some('M') => (&bare[..bare.len() - 1], 20),
        Some('G') => (&bare[..bare.len() - 1], 30),
        _ => (bare, 0),
    };
    let bytes = digits.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(1 << power));
    bytes.ok_or_else(|| format!("expected a number of bytes such as 800000, 64K, 512M or 2G, found {written:?}"))
}

fn label(label: &str) -> Result<String, source::UnknownEncoding> {
    source::encoding(label).map(|_| label.to_string())
}

/// A notice and the name it was called by.
pub(crate) struct Named {
    pub path: String,
    pub notice: Notice,
}

impl Reading {
    /// What the notices are to be read with.
    pub fn options(&self) -> Options {
        Options { encoding: self.encoding.clone(), limits: self.limits() }
    }

    fn limits(&self) -> Limits {
        Limits { unpacked: self.max_unpacked, cells: self.max_cells, depth: self.max_depth, ..Limits::default() }
    }

    /// Reads each notice and gives it to `take`. One that cannot be read is named, and the others are read all the same.
    pub fn each(
        &self,
        files: Vec<PathBuf>,
        mut take: impl FnMut(Named) -> anyhow::Result<Outcome>,
    ) -> anyhow::Result<Outcome> {
        let mut outcome = Outcome::Done;
        let mut one = |read: anyhow::Result<Named>| -> anyhow::Result<()> {
            outcome = outcome.max(match read {
                Ok(named) => take(named)?,
                Err(error) => {
                    say(&format!("{error:#}"));
                    Outcome::Failed
                }
            });
            Ok(())
        };
        for file in files {
            // A ZIP of notices is a folder.
            match packed(&file, &self.options().limits) {
                Some(members) => {
                    for (name, bytes) in members {
                        let named = bytes.map_err(|why| anyhow!("{name}: {why}"));
                        one(named.and_then(|bytes| self.named(name, &bytes)))?;
                    }
                }
                None => one(self.read(&file))?,
            }
        }
        Ok(outcome)
    }

    /// Reads one notice; `-` is standard input.
    pub fn read(&self, file: &Path) -> anyhow::Result<Named> {
        self.named(file.to_string_lossy().into_owned(), &bytes(file)?)
    }

    fn named(&self, path: String, bytes: &[u8]) -> anyhow::Result<Named> {
        let notice = crate::parse(bytes, &self.options());
        readable(&path, &notice.problems)?;
        Ok(Named { path, notice })
    }

    /// Decodes one notice and reads nothing in it.
    pub fn decode(&self, file: &Path) -> anyhow::Result<Text> {
        let decoded = source::decode(&bytes(file)?, self.encoding.as_deref(), &self.limits());
        readable(&file.to_string_lossy(), &decoded.problems)?;
        Ok(decoded.text)
    }
}

/// An error where there is no text to read.
fn readable(path: &str, problems: &[Problem]) -> anyhow::Result<()> {
    match problems.iter().find(|problem| problem.kind.severity() == Severity::Error) {
        Some(problem) => Err(anyhow!("{}: {}", name(path), problem.kind)),
        None => Ok(()),
    }
}

/// The files that were named, or standard input where something is piped into it.
pub(crate) fn files(named: Vec<PathBuf>) -> anyhow::Result<Vec<PathBuf>> {
    if !named.is_empty() {
        return Ok(named);
    }
    if io::stdin().is_terminal() {
        bail!("expected a file or a notice on standard input, found neither: name a FILE, or pipe one in");
    }
    Ok(vec![PathBuf::from("-")])
}

/// Whether files can give more than one notice.
pub(crate) fn several(files: &[PathBuf]) -> bool {
    match files {
        [only] => packed(only, &source::Limits::default()).is_some(),
        _ => true,
    }
}

/// What a message calls an input.
pub(crate) fn name(path: &str) -> &str {
    if path == "-" { "standard input" } else { path }
}

fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    let read = || -> io::Result<Vec<u8>> {
        if file.as_os_str() == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        if file.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        fs::read(file)
    };
    read().map_err(|error| anyhow!("{}: {}", name(&file.to_string_lossy()), reason(&error)))
}

/// Why a file could not be read, and what to do.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "expected a file, found none of this name: check the name and the folder".into(),
        io::ErrorKind::IsADirectory => {
            "expected a file, found a folder: name the files in it (FOLDER/*.txt), or read it whole with shishi batch"
                .into()
        }
        io::ErrorKind::PermissionDenied => "found, but may not be read: ask for the permission to read it".into(),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes() {
        for (written, bytes) in [("800000", 800_000), ("64K", 65_536), ("2MiB", 2 << 20), ("1 gb", 1 << 30)] {
            assert_eq!(super::size(written), Ok(bytes));
        }
        for written in ["", "M", "-1", "1.5G", "99999999999G"] {
            assert!(super::size(written).is_err(), "{written}");
        }
    }
}
