//! What a run has written so far: the streams (the notices, and each table) and the index of what stands where in them.
//!
//! Everything is appended in the order of the files, a file's parts first and its line of the index behind them. So whatever moment a run
//! is broken off at, the lines of the index that are whole tell how much of the streams counts; what is behind is cut off.

use super::entry::{Entry, Rendered, STREAMS};
use super::likeness::Known;
use crate::output::csv::{self, Dialect, Headers};
use crate::output::tables::{Cell, Column, Table};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// The index of a run.
pub const INDEX: &str = "index.ndjson";

/// What the run itself knows about a document: it is not the notice that says so.
pub const DUPLICATE_OF: Column = Column {
    name: "duplicate_of",
    chinese: "重复于",
    holds: crate::output::tables::Holds::Text,
    means: "The first notice of this run that says the same; empty where it is the first itself",
};

/// The columns of a table of an archive.
pub fn columns(table: Table) -> impl Iterator<Item = &'static Column> {
    table.columns().iter().chain((table == Table::Documents).then_some(&DUPLICATE_OF))
}

/// The file name of a stream.
pub fn stream_name(stream: usize) -> String {
    match table(stream) {
        None => "notices.ndjson".into(),
        Some(table) => format!("{}.csv", table.as_str()),
    }
}

/// The table that a stream holds.
pub fn table(stream: usize) -> Option<Table> {
    stream.checked_sub(1).and_then(|place| Table::ALL.get(place).copied())
}

/// How tables are written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub dialect: Dialect,
    pub headers: Headers,
}

/// A run that goes on.
pub struct Run {
    streams: Vec<Stream>,
    index: Stream,
    style: Style,
    known: Known,
    /// When everything was handed to the system last, and how many files ago.
    flushed: (Instant, usize),
}

/// What a run that is killed may lose: so many files, or what was read in so much time.
const UNFLUSHED: (Duration, usize) = (Duration::from_millis(100), 64);

/// A file that grows.
struct Stream {
    out: BufWriter<File>,
    at: u64,
}

impl Stream {
    /// Opens a file and cuts off what is behind `at`.
    fn open(path: &Path, at: u64) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        file.set_len(at)?;
        file.seek(SeekFrom::Start(at))?;
        Ok(Self { out: BufWriter::with_capacity(1 << 17, file), at })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }
}

impl Run {
    /// Begins a run in an empty folder.
    pub fn begin(folder: &Path, style: Style) -> io::Result<Self> {
        let mut run = Self::open(folder, style, [0; STREAMS], 0)?;
        for (stream, out) in run.streams.iter_mut().enumerate() {
            if let Some(table) = table(stream) {
                out.write(&csv::header(columns(table), style.dialect, style.headers))?;
            }
        }
        Ok(run)
    }

    /// Goes on behind the entries that `kept` counts.
    pub fn go_on(folder: &Path, style: Style, kept: Kept) -> io::Result<Self> {
        if kept.entries == 0 {
            return Self::begin(folder, style);
        }
        Ok(Self { known: kept.known, ..Self::open(folder, style, kept.ends, kept.index_end)? })
    }

    fn open(folder: &Path, style: Style, ends: [u64; STREAMS], index_end: u64) -> io::Result<Self> {
        let streams = ends.iter().enumerate().map(|(i, &end)| Stream::open(&folder.join(stream_name(i)), end));
        let streams = streams.collect::<io::Result<_>>()?;
        let index = Stream::open(&folder.join(INDEX), index_end)?;
        Ok(Self { streams, index, style, known: Known::default(), flushed: (Instant::now(), 0) })
    }

    /// Appends what became of the next file.
    pub fn add(&mut self, rendered: Rendered) -> io::Result<Entry> {
        let Rendered { mut entry, parts, .. } = rendered;
        entry.duplicate_of = match entry.likeness.as_ref().and_then(|own| self.known.meet(self.index.at, own)) {
            Some(first) => Some(self.path_at(first)?),
            None => None,
        };
        let mut rest = parts.as_slice();
        for (i, stream) in self.streams.iter_mut().enumerate() {
            let length = usize::try_from(entry.lengths[i]).unwrap_or(usize::MAX).min(rest.len());
            let (part, behind) = rest.split_at(length);
            rest = behind;
            entry.starts[i] = stream.at;
            stream.write(part)?;
            if table(i) == Some(Table::Documents) && !part.is_empty() {
                let mut tail = vec![b','];
                csv::field(&mut tail, &Cell::from(entry.duplicate_of.as_deref()));
                tail.extend_from_slice(self.style.dialect.line_end().as_bytes());
                stream.write(&tail)?;
            }
            entry.ends[i] = stream.at;
        }
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        self.index.write(&line)?;
        self.flushed.1 += 1;
        if self.flushed.1 >= UNFLUSHED.1 || self.flushed.0.elapsed() >= UNFLUSHED.0 {
            self.flush()?;
        }
        Ok(entry)
    }

    /// The path of the entry that stands at a place of the index.
    fn path_at(&mut self, place: u64) -> io::Result<String> {
        self.flush()?;
        let mut file = self.index.out.get_ref();
        file.seek(SeekFrom::Start(place))?;
        let mut line = Vec::new();
        BufReader::new(file).read_until(b'\n', &mut line)?;
        file.seek(SeekFrom::Start(self.index.at))?;
        Ok(serde_json::from_slice::<Entry>(&line)?.path)
    }

    /// The streams first: the index must never say more than they hold.
    fn flush(&mut self) -> io::Result<()> {
        self.flushed = (Instant::now(), 0);
        self.streams.iter_mut().try_for_each(|stream| stream.out.flush())?;
        self.index.out.flush()
    }

    /// Brings everything to the disk.
    pub fn end(mut self) -> io::Result<()> {
        self.flush()?;
        self.streams.iter().try_for_each(|stream| stream.out.get_ref().sync_data())?;
        self.index.out.get_ref().sync_data()
    }
}

/// How much of a run that was broken off counts.
#[derive(Default)]
pub struct Kept {
    pub entries: usize,
    ends: [u64; STREAMS],
    index_end: u64,
    known: Known,
}

impl Kept {
    /// Counts one more entry.
    pub fn count(&mut self, entry: &Entry, place: u64, behind: u64) {
        if let Some(likeness) = &entry.likeness {
            self.known.meet(place, likeness);
        }
        self.entries += 1;
        self.ends = entry.ends;
        self.index_end = behind;
    }
}

/// The streams and the index of a run that ended or was broken off, to be read.
pub struct Written {
    streams: Vec<File>,
    index: File,
    lengths: Vec<u64>,
}

impl Written {
    /// `place` tells where each file is.
    pub fn open(place: impl Fn(&str) -> std::path::PathBuf) -> io::Result<Self> {
        let streams: Vec<File> = (0..STREAMS).map(|i| File::open(place(&stream_name(i)))).collect::<io::Result<_>>()?;
        let lengths = streams.iter().map(|file| Ok(file.metadata()?.len())).collect::<io::Result<_>>()?;
        Ok(Self { streams, index: File::open(place(INDEX))?, lengths })
    }

    /// The entries with their places in the index and the places behind them. Ends at the first line that is not whole.
    pub fn entries(&self) -> io::Result<impl Iterator<Item = (u64, u64, Entry)> + '_> {
        let mut index = &self.index;
        index.seek(SeekFrom::Start(0))?;
        let mut lines = BufReader::with_capacity(1 << 16, index);
        let mut at = 0;
        let mut line = Vec::new();
        Ok(std::iter::from_fn(move || {
            line.clear();
            let read = lines.read_until(b'\n', &mut line).ok()?;
            if line.last() != Some(&b'\n') {
                return None;
            }
            let entry: Entry = serde_json::from_slice(&line).ok()?;
            if entry.ends.iter().zip(&self.lengths).any(|(end, length)| end > length) {
                return None;
            }
            let place = at;
            at += read as u64;
            Some((place, at, entry))
        }))
    }

    /// The entry at a place of the index.
    pub fn entry(&self, place: u64) -> Option<Entry> {
        let mut line = Vec::new();
        let mut at = place;
        loop {
            let mut piece = [0; 2048];
            let read = super::archive::read_at(&self.index, &mut piece, at).ok()?;
            let piece = piece.get(..read).filter(|piece| !piece.is_empty())?;
            if let Some(end) = memchr::memchr(b'\n', piece) {
                line.extend_from_slice(piece.get(..end)?);
                return serde_json::from_slice(&line).ok();
            }
            line.extend_from_slice(piece);
            at += read as u64;
        }
    }

    /// The parts of a file, if they are still what was written.
    pub fn parts(&self, entry: &Entry) -> Option<Vec<u8>> {
        let total: u64 = entry.lengths.iter().sum();
        if entry.starts.iter().zip(&entry.lengths).zip(&self.lengths).any(|((at, part), all)| at + part > *all) {
            return None;
        }
        let mut parts = vec![0; usize::try_from(total).ok()?];
        let mut rest = parts.as_mut_slice();
        for (i, file) in self.streams.iter().enumerate() {
            let (mut part, behind) = rest.split_at_mut(usize::try_from(entry.lengths[i]).ok()?);
            rest = behind;
            let mut at = entry.starts[i];
            while !part.is_empty() {
                let read = super::archive::read_at(file, part, at).ok().filter(|read| *read > 0)?;
                part = part.get_mut(read..)?;
                at += read as u64;
            }
        }
        (crc32fast::hash(&parts) == entry.crc).then_some(parts)
    }
}
