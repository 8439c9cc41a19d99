//! What became of one file of an archive: the line that the run's index keeps of it, and the shorter one that the manifest shows.

use super::likeness::Likeness;
use crate::output::tables::Table;
use serde::{Deserialize, Serialize};

/// The outputs that grow file by file: the notices, and each table.
pub const STREAMS: usize = 1 + Table::ALL.len();

/// Place of the notices among the streams.
pub const NOTICES: usize = 0;

/// How the reading of a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is in the outputs.
    Read,
    /// What it holds is nothing that can be read; reading it again would not help.
    Refused,
    /// The file could not be opened or read to its end.
    Unreadable,
    /// It ran over its time.
    OutOfTime,
    /// The reader failed on it, which is a fault of the reader.
    Panicked,
}

impl Status {
    /// Whether the same bytes can end differently another time.
    pub fn is_worth_another_try(self) -> bool {
        matches!(self, Status::Unreadable | Status::OutOfTime | Status::Panicked)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Status::Read => "read",
            Status::Refused => "refused",
            Status::Unreadable => "unreadable",
            Status::OutOfTime => "out-of-time",
            Status::Panicked => "panicked",
        }
    }
}

/// By what a file is known to be the same one without being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub size: u64,
    /// When it was changed last, in nanoseconds since 1970. That of the archive for what is packed.
    pub mtime: Option<i64>,
    /// Size of the archive for what is packed.
    pub packed: Option<u64>,
}

/// A file, what was found in it, and where that stands in the streams.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub path: String,
    pub stamp: Stamp,
    /// The stamp was old enough when the file was read: a change right behind the reading would have another.
    pub settled: bool,
    pub sha256: Option<String>,
    pub status: Status,
    /// Why it could not be read.
    pub why: Option<String>,
    pub items: usize,
    /// Codes of its problems, in order.
    pub problems: Vec<String>,
    pub likeness: Option<Likeness>,
    /// The first file of the run that says the same.
    pub duplicate_of: Option<String>,
    /// How long it took. In no output, for it is never the same twice.
    pub millis: u64,
    /// Where its part begins in each stream.
    pub starts: [u64; STREAMS],
    /// How long its part is in each stream, without what the run itself adds to the row of a document.
    pub lengths: [u64; STREAMS],
    /// CRC-32 of its parts, one behind the other.
    pub crc: u32,
    /// Where the next file's parts begin.
    pub ends: [u64; STREAMS],
}

impl Entry {
    /// A file of which nothing is known yet but its name.
    pub fn new(path: String) -> Self {
        Self {
            path,
            stamp: Stamp::default(),
            settled: false,
            sha256: None,
            status: Status::Unreadable,
            why: None,
            items: 0,
            problems: Vec::new(),
            likeness: None,
            duplicate_of: None,
            millis: 0,
            starts: [0; STREAMS],
            lengths: [0; STREAMS],
            crc: 0,
            ends: [0; STREAMS],
        }
    }

    /// One that could not be read.
    pub fn failed(path: String, status: Status, code: &str, why: String) -> Self {
        Self { status, problems: vec![code.to_string()], why: Some(why), ..Self::new(path) }
    }

    /// Its line of the manifest.
    pub fn line(&self) -> Line<'_> {
        Line {
            path: &self.path,
            sha256: self.sha256.as_deref(),
            size: self.stamp.size,
            mtime: self
                .stamp
                .mtime
                .and_then(|at| jiff::Timestamp::from_nanosecond(at.into()).ok())
                .map(|at| at.to_string()),
            status: self.status,
            items: self.items,
            problems: &self.problems,
            why: self.why.as_deref(),
            duplicate_of: self.duplicate_of.as_deref(),
        }
    }
}

/// A line of the manifest. The same files give the same lines, however often the run was interrupted.
#[derive(Serialize)]
pub struct Line<'a> {
    path: &'a str,
    sha256: Option<&'a str>,
    size: u64,
    mtime: Option<String>,
    status: Status,
    items: usize,
    problems: &'a [String],
    why: Option<&'a str>,
    duplicate_of: Option<&'a str>,
}

/// A file's entry and its parts of the streams, before they have a place there.
pub struct Rendered {
    pub entry: Entry,
    /// The parts, one behind the other, as long as `entry.lengths` says.
    pub parts: Vec<u8>,
    /// They come from an earlier run.
    pub taken: bool,
}

impl Rendered {
    /// A file that gives nothing to the streams.
    pub fn nothing(entry: Entry) -> Self {
        Self { entry, parts: Vec::new(), taken: false }
    }
}
