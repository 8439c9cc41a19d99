//! A ZIP of notices as a folder: its members by name, each unpacked on its own by whoever reads it.
//!
//! The list of members is shared and the file is read at offsets, so that several threads unpack at once. What a member may cost is
//! decided from what the archive says about it, before anything is unpacked; a member that says less than the truth ends there.

use crate::problem::ProblemKind;
use crate::source::Limits;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use zip::ZipArchive;

/// Text that is packed smaller than this share of its size is no text but a bomb.
const DENSEST: u64 = 250;
/// A small member may be as dense as it likes.
const HARMLESS: u64 = 8 << 20;
/// How much is read ahead.
const AHEAD: usize = 8 << 10;

/// An opened ZIP file. Cloning it is cheap.
#[derive(Clone)]
pub struct Archive {
    zip: ZipArchive<Shared>,
}

/// A file read at a place of one's own.
#[derive(Clone)]
struct Shared {
    file: Arc<File>,
    at: u64,
    length: u64,
    /// What was read ahead, and where that begins: lists of members are read a few bytes at a time.
    ahead: Vec<u8>,
    from: u64,
}

impl Read for Shared {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let known = self.at.checked_sub(self.from).and_then(|skip| self.ahead.get(usize::try_from(skip).ok()?..));
        if let Some(known) = known.filter(|known| !known.is_empty()) {
            let length = known.len().min(bytes.len());
            bytes.iter_mut().zip(known).for_each(|(to, from)| *to = *from);
            self.at += length as u64;
            return Ok(length);
        }
        if bytes.len() >= AHEAD {
            let read = read_at(&self.file, bytes, self.at)?;
            self.at += read as u64;
            return Ok(read);
        }
        self.ahead.resize(AHEAD, 0);
        let read = read_at(&self.file, &mut self.ahead, self.at)?;
        self.ahead.truncate(read);
        self.from = self.at;
        if read == 0 { Ok(0) } else { self.read(bytes) }
    }
}

#[cfg(unix)]
pub fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, bytes, at)
}

#[cfg(windows)]
pub fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, at)
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// A member and the name it goes by.
pub struct Member {
    pub name: String,
    /// Its place in the archive's own list.
    pub number: usize,
    /// Bytes when unpacked, as the archive states them.
    pub size: u64,
}

/// Why a ZIP file or a member of one cannot be read.
#[derive(Debug)]
pub enum Failure {
    /// The disk failed, not the archive.
    Io(io::Error),
    Problem(ProblemKind),
}

impl Archive {
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(Failure::Io)?;
        let length = file.metadata().map_err(Failure::Io)?.len();
        let shared = Shared { file: Arc::new(file), at: 0, length, ahead: Vec::new(), from: 0 };
        Ok(Self { zip: ZipArchive::new(shared).map_err(failure)? })
    }

    /// The files in it, in the order of their names.
    pub fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::with_capacity(self.zip.len());
        for number in 0..self.zip.len() {
            // A member whose head cannot be read is named by its number: reading it says what is wrong.
            let (name, size) = match self.zip.by_index_data(number) {
                Ok(member) if member.is_dir() => continue,
                Ok(member) => (name(member.name_raw()), member.size()),
                Err(_) => (format!("#{number}"), 0),
            };
            members.push(Member { name, number, size });
        }
        members.sort_by(|a, b| (&a.name, a.number).cmp(&(&b.name, b.number)));
        members
    }

    /// Unpacks one member.
    pub fn read(&mut self, member: &Member, limits: &Limits) -> Result<Vec<u8>, Failure> {
        let entry = self.zip.by_index(member.number).map_err(failure)?;
        let (size, packed) = (entry.size(), entry.compressed_size());
        if size > limits.unpacked || (size > HARMLESS && size / DENSEST > packed) {
            let limit = limits.unpacked.min(packed.saturating_mul(DENSEST).max(HARMLESS));
            return Err(Failure::Problem(ProblemKind::OverLimit { what: "bytes unpacked", limit }));
        }
        // What is stated is not believed before it came: a lie costs no memory.
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(1 << 20)).unwrap_or_default());
        entry.take(size.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        if bytes.len() as u64 > size {
            let why = format!("a member holds more than the {size} bytes that it states");
            return Err(Failure::Problem(ProblemKind::Damaged { format: "zip", why }));
        }
        Ok(bytes)
    }
}

fn failure(error: zip::result::ZipError) -> Failure {
    match error {
        zip::result::ZipError::Io(error) => damaged(&error),
        zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            Failure::Problem(ProblemKind::Encrypted { format: "zip" })
        }
        other => Failure::Problem(ProblemKind::Damaged { format: "zip", why: other.to_string() }),
    }
}

/// Errors while unpacking are mostly the archive's own.
fn damaged(error: &io::Error) -> Failure {
    match error.raw_os_error() {
        Some(code) => Failure::Io(io::Error::from_raw_os_error(code)),
        None => Failure::Problem(ProblemKind::Damaged { format: "zip", why: error.to_string() }),
    }
}

/// Programs for Chinese Windows write names in GBK and say nothing about it.
fn name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_string(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/")
}
