//! Packed files (ZIP): DOCX, XLSX, ODS, ODT, and archives of notices. Opens their parts by name and counts what they unpack to.
//!
//! Sizes that the archive states are not believed: bytes are counted as they come out, over all parts together, so that a
//! small file cannot unpack to gigabytes. Nothing is written to disk, and nothing here knows what a part means.

use super::limits::Limits;
use crate::problem::ProblemKind;
use encoding_rs::GB18030;
use std::cell::Cell;
use std::io::{self, Cursor, Read};
use zip::read::ZipFile;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// How much room is made for a part before it is unpacked, whatever size it states.
const ROOM: u64 = 1 << 20;

/// An open archive in memory.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// By place in the archive.
    names: Vec<String>,
    format: &'static str,
    limits: &'b Limits,
    /// Bytes that may still be unpacked.
    left: Cell<u64>,
}

impl<'b> Package<'b> {
    /// Opens an archive. `format` is what its problems call it.
    pub fn open(bytes: &'b [u8], format: &'static str, limits: &'b Limits) -> Result<Self, ProblemKind> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(format, "the list of its parts", &e))?;
        let names = archive.file_names_raw().map(name).collect();
        Ok(Self { archive, names, format, limits, left: Cell::new(limits.unpacked) })
    }

    /// The names of all parts, by place. `/` separates folders, and a folder's own name ends with one.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of a part. Some programs write `\` for `/`, and others mind no case.
    pub fn place(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.names
            .iter()
            .position(|n| n == name)
            .or_else(|| self.names.iter().position(|n| n.trim_start_matches('/').eq_ignore_ascii_case(name)))
    }

    /// The part at a place, to be read from start to end. Errors while reading are told apart by [`Package::why`].
    pub fn open_part(&mut self, place: usize) -> Result<Part<'_, 'b>, ProblemKind> {
        let (format, limit, left) = (self.format, self.limits.unpacked, &self.left);
        let part = self.names.get(place).map_or("", String::as_str);
        let stop = &self.limits.stop;
        match self.archive.by_index(place) {
            Ok(file) if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) => {
                let why = format!("the part {part} is compressed by the method {}", file.compression());
                Err(ProblemKind::Damaged { format, why })
            }
            Ok(file) => Ok(Part { file, left, limit, stop }),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                Err(ProblemKind::Encrypted { format })
            }
            Err(e) => Err(damaged(format, part, &e)),
        }
    }

    /// A whole part, if there is one of that name.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ProblemKind> {
        self.place(name).map(|place| self.part_at(place)).transpose()
    }

    /// The whole part at a place.
    pub fn part_at(&mut self, place: usize) -> Result<Vec<u8>, ProblemKind> {
        let format = self.format;
        let part = self.names.get(place).cloned().unwrap_or_default();
        let mut open = self.open_part(place)?;
        let mut bytes = Vec::with_capacity(open.file.size().min(ROOM) as usize);
        open.read_to_end(&mut bytes).map_err(|e| why(&e, format, &part))?;
        Ok(bytes)
    }

    /// What the archive is, as its problems call it.
    pub fn format(&self) -> &'static str {
        self.format
    }
}

/// A part as it is unpacked.
pub struct Part<'p, 'b> {
    file: ZipFile<'p, Cursor<&'b [u8]>>,
    left: &'p Cell<u64>,
    limit: u64,
    stop: &'p super::limits::Stop,
}

impl Read for Part<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.stop.is_set() {
            return Err(error(ProblemKind::OutOfTime));
        }
        let count = self.file.read(into)?;
        match self.left.get().checked_sub(count as u64) {
            Some(left) => self.left.set(left),
            None => {
                let kind = ProblemKind::OverLimit { what: "bytes unpacked", limit: self.limit };
                return Err(error(kind));
            }
        }
        Ok(count)
    }
}

/// The problem behind an error that came up while reading a [`Part`].
pub fn why(error: &io::Error, format: &'static str, part: &str) -> ProblemKind {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Broken>()) {
        Some(Broken(kind)) => kind.clone(),
        None => ProblemKind::Damaged { format, why: format!("expected the part {part} whole, found: {error}") },
    }
}

fn damaged(format: &'static str, part: &str, error: &ZipError) -> ProblemKind {
    let found = match error {
        ZipError::Io(e) => e.to_string(),
        ZipError::InvalidArchive(why) => why.to_string(),
        ZipError::UnsupportedArchive(why) => (*why).to_string(),
        other => other.to_string(),
    };
    let part = if part.starts_with("the ") { part.to_string() } else { format!("the part {part}") };
    ProblemKind::Damaged { format, why: format!("expected {part}, found: {found}") }
}

/// An error for [`why`] to give back.
pub(super) fn error(kind: ProblemKind) -> io::Error {
    io::Error::other(Broken(kind))
}

/// A problem on its way through [`io::Error`].
#[derive(Debug)]
struct Broken(ProblemKind);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Broken {}

/// Names are UTF-8 where the archive says so, and often where it does not; Chinese Windows writes GBK.
fn name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_string(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/")
}
