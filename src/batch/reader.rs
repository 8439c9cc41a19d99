//! What is done with one file: taken over from an earlier run where it has not changed, read and written out in memory otherwise.

use super::archive::Failure;
use super::entry::{Entry, NOTICES, Rendered, STREAMS, Stamp, Status};
use super::likeness::{self, Likeness};
use super::run::{Written, table};
use super::walk::{Found, Place, nowhere};
use crate::Options;
use crate::output::csv::{self, Dialect};
use crate::output::tables::Table;
use crate::output::{json, wire};
use crate::problem::{Problem, ProblemKind, Severity};
use crate::source::{Limits, Stop, sha256};
use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A file changed less than this before it was read could be changed again without a new time of change.
const TICK: Duration = Duration::from_secs(2);

/// Files of 4 GiB and more are refused; they need not be read for that.
const LONGEST: u64 = u32::MAX as u64;

/// Results of earlier runs, found by path.
#[derive(Default)]
pub struct Earlier {
    runs: Vec<Written>,
    /// Which run, and where in its index.
    places: HashMap<u64, (u32, u64)>,
}

impl Earlier {
    /// Adds a run, which goes before those that were added already.
    pub fn add(&mut self, run: Written) -> io::Result<()> {
        let number = u32::try_from(self.runs.len()).map_err(io::Error::other)?;
        for (place, _, entry) in run.entries()? {
            if !entry.status.is_worth_another_try() {
                self.places.insert(likeness::key(&entry.path), (number, place));
            }
        }
        self.runs.push(run);
        Ok(())
    }

    fn find(&self, path: &str) -> Option<(&Written, Entry)> {
        let (run, place) = self.places.get(&likeness::key(path))?;
        let run = self.runs.get(*run as usize)?;
        run.entry(*place).filter(|entry| entry.path == path).map(|entry| (run, entry))
    }
}

/// Reads files.
pub struct Reader {
    pub options: Options,
    pub dialect: Dialect,
    pub earlier: Earlier,
}

/// A file that was opened: its bytes when they are wanted.
pub(super) struct Opened {
    stamp: Stamp,
    settled: bool,
    bytes: Source,
}

enum Source {
    File(File),
    Member,
}

impl Reader {
    /// What becomes of a file.
    pub fn read(&self, found: &Found, stop: &Stop) -> Rendered {
        let began = Instant::now();
        let mut rendered = self.rendered(found, stop);
        rendered.entry.millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        rendered
    }

    fn rendered(&self, found: &Found, stop: &Stop) -> Rendered {
        let failed = |status, code: &str, why| Rendered::nothing(Entry::failed(found.name.clone(), status, code, why));
        let opened = match open(&found.place) {
            Ok(opened) => opened,
            Err((code, why)) => return failed(Status::Unreadable, code, why),
        };
        let earlier = self.earlier.find(&found.name);
        if let Some((run, entry)) = &earlier
            && entry.settled
            && entry.stamp == opened.stamp
            && let Some(taken) = taken(run, entry, &opened)
        {
            return taken;
        }
        let bytes = match bytes(&found.place, &opened, &self.options) {
            Ok(bytes) => bytes,
            Err(Failure::Io(error)) => return failed(Status::Unreadable, "unreadable", reason(&error)),
            Err(Failure::Problem(kind)) => return self.refused(found, &opened, &kind),
        };
        if let Some((run, entry)) = &earlier
            && entry.sha256.as_deref() == Some(sha256(&bytes).as_str())
            && let Some(taken) = taken(run, entry, &opened)
        {
            return taken;
        }
        let notice = crate::parse(&bytes, &stoppable(&self.options, stop));
        drop(bytes);
        let mut entry = Entry::new(found.name.clone());
        (entry.stamp, entry.settled) = (opened.stamp, opened.settled);
        entry.sha256 = Some(notice.source.sha256.clone());
        entry.problems = notice.problems.iter().map(|problem| problem.kind.code().to_string()).collect();
        if let Some(Problem { kind, .. }) =
            notice.problems.iter().find(|problem| problem.kind.severity() == Severity::Error)
        {
            entry.status = if *kind == ProblemKind::OutOfTime { Status::OutOfTime } else { Status::Refused };
            entry.why = Some(kind.to_string());
            return Rendered::nothing(entry);
        }
        entry.status = Status::Read;
        entry.items = notice.items.len();
        entry.likeness = Likeness::of(&notice);
        let wire = wire::Notice::new(&notice, Some(&found.name));
        let parts = write(&wire, self.dialect, &mut entry.lengths);
        entry.crc = crc32fast::hash(&parts);
        Rendered { entry, parts, taken: false }
    }

    fn refused(&self, found: &Found, opened: &Opened, kind: &ProblemKind) -> Rendered {
        let mut entry = Entry::failed(found.name.clone(), Status::Refused, kind.code(), kind.to_string());
        (entry.stamp, entry.settled) = (opened.stamp, opened.settled);
        Rendered::nothing(entry)
    }

    /// Whether an entry of a run that was broken off still holds, so that the run goes on behind it.
    pub fn still_holds(&self, run: &Written, entry: &Entry, found: &Found) -> bool {
        if entry.path != found.name || run.parts(entry).is_none() {
            return false;
        }
        match (open(&found.place), entry.status) {
            (Err((_, why)), Status::Unreadable) => entry.why == Some(why),
            (Ok(opened), Status::Read | Status::Refused) => {
                let same =
                    || bytes(&found.place, &opened, &self.options).ok().map(|bytes| sha256(&bytes)) == entry.sha256;
                entry.stamp == opened.stamp && (entry.settled || same())
            }
            _ => false,
        }
    }
}

/// Options under which reading ends soon once `stop` is set.
pub(super) fn stoppable(options: &Options, stop: &Stop) -> Options {
    Options { limits: Limits { stop: stop.clone(), ..options.limits.clone() }, ..options.clone() }
}

/// A file's parts as an earlier run wrote them.
fn taken(run: &Written, entry: &Entry, opened: &Opened) -> Option<Rendered> {
    let parts = run.parts(entry)?;
    let (stamp, settled) = (opened.stamp, opened.settled);
    Some(Rendered { entry: Entry { stamp, settled, ..entry.clone() }, parts, taken: true })
}

pub(super) fn open(place: &Place) -> Result<Opened, (&'static str, String)> {
    let opened = |path: &Path| -> io::Result<(File, Metadata)> {
        let file = File::open(path)?;
        let found = file.metadata()?;
        Ok((file, found))
    };
    let unreadable = |error: io::Error| ("unreadable", reason(&error));
    match place {
        Place::Nowhere(code, why) => Err((code, why.clone())),
        Place::File(path) => {
            let (file, found) = opened(path).map_err(unreadable)?;
            let stamp = Stamp { size: found.len(), mtime: mtime(&found), packed: None };
            Ok(Opened { stamp, settled: is_settled(&found), bytes: Source::File(file) })
        }
        Place::Member { path, member, .. } => {
            let found = path.metadata().map_err(unreadable)?;
            let stamp = Stamp { size: member.size, mtime: mtime(&found), packed: Some(found.len()) };
            Ok(Opened { stamp, settled: is_settled(&found), bytes: Source::Member })
        }
    }
}

fn mtime(found: &Metadata) -> Option<i64> {
    let at = found.modified().ok()?;
    match at.duration_since(UNIX_EPOCH) {
        Ok(behind) => i64::try_from(behind.as_nanos()).ok(),
        Err(before) => i64::try_from(before.duration().as_nanos()).ok().map(|nanos| -nanos),
    }
}

fn is_settled(found: &Metadata) -> bool {
    found.modified().is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > TICK))
}

pub(super) fn bytes(place: &Place, opened: &Opened, options: &Options) -> Result<Vec<u8>, Failure> {
    match (&opened.bytes, place) {
        (Source::File(file), _) => {
            let size = opened.stamp.size;
            if size >= LONGEST {
                let bytes = usize::try_from(size).unwrap_or(usize::MAX);
                return Err(Failure::Problem(ProblemKind::TooLarge { bytes }));
            }
            let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
            let mut file = file.take(LONGEST);
            file.read_to_end(&mut bytes).map_err(Failure::Io)?;
            Ok(bytes)
        }
        (Source::Member, Place::Member { archive, member, .. }) => archive.clone().read(member, &options.limits),
        (Source::Member, _) => Ok(Vec::new()),
    }
}

pub(super) fn reason(error: &io::Error) -> String {
    match nowhere(error) {
        Place::Nowhere(_, why) => why,
        _ => error.to_string(),
    }
}

/// The parts of a notice: its line, then its rows of each table.
fn write(notice: &wire::Notice, dialect: Dialect, lengths: &mut [u64; STREAMS]) -> Vec<u8> {
    let mut line =
        json::Writer::new(Vec::with_capacity((notice.source.bytes * 10).clamp(1 << 14, 1 << 20)), json::Shape::Lines);
    // Memory takes everything.
    let mut parts = line.write(notice).and_then(|()| line.finish()).unwrap_or_default();
    lengths[NOTICES] = parts.len() as u64;
    for (stream, length) in lengths.iter_mut().enumerate() {
        let Some(table) = table(stream) else { continue };
        let start = parts.len();
        csv::rows(&mut parts, table, notice, dialect);
        if table == Table::Documents {
            // The run adds what it alone knows to the row.
            parts.truncate(parts.len() - dialect.line_end().len());
        }
        *length = (parts.len() - start) as u64;
    }
    parts
}
