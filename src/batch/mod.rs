//! Whole archives: walks folders and ZIPs, reads on all cores, writes the notices and tables in the order of the paths, and goes on where it
//! was broken off. Also the file that is written whole or not at all. Knows no format of a notice.

mod archive;
mod atomic;
mod entry;
mod files;
mod finish;
mod folder;
mod likeness;
mod pool;
mod progress;
mod reader;
mod run;
mod silence;
mod tally;
mod walk;

pub use atomic::AtomicFile;
pub use files::{Search, Task, each};
pub use finish::Format;
pub use folder::Refusal;
pub use progress::Progress;
pub use tally::Tally;
pub use walk::packed;

use crate::Options;
use crate::output::csv::{Dialect, Headers};
use crate::problem::ProblemKind;
use crate::source::Stop;
use entry::{Entry, Rendered, Status};
use folder::Folder;
use pool::{Broken, Terms};
use reader::{Earlier, Reader};
use run::{Kept, Run, Style};
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use walk::{Found, Walk};

/// What a run is to do.
pub struct Plan {
    pub paths: Paths,
    pub output: PathBuf,
    pub formats: Vec<Format>,
    pub dialect: Dialect,
    pub headers: Headers,
    pub threads: usize,
    /// How long one file may take.
    pub time: Duration,
    pub options: Options,
    /// Take over what has not changed.
    pub resume: bool,
    /// Set to break the run off.
    pub cancel: Arc<AtomicBool>,
}

/// Which files to read.
pub enum Paths {
    Named(Vec<PathBuf>),
    /// A list of paths, each ended by a byte.
    Listed(Box<dyn Read>, u8),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Finished,
    BrokenOff,
}

/// Text of the settings that results depend on. Results of other settings are not taken over.
fn settings(plan: &Plan) -> String {
    let Options { encoding, limits } = &plan.options;
    let crate::source::Limits { unpacked, cells, depth, .. } = limits;
    format!(
        "{}\n",
        serde_json::json!({
            "program": env!("CARGO_PKG_VERSION"),
            "schema": crate::output::SCHEMA_VERSION,
            "dialect": format!("{:?}", plan.dialect),
            "headers": format!("{:?}", plan.headers),
            "encoding": encoding,
            "limits": [unpacked.to_string(), cells.to_string(), depth.to_string()],
        })
    )
}

/// Reads an archive.
pub fn run(plan: Plan, progress: Progress) -> Result<(End, Tally), Refusal> {
    let folder = Folder::take(&plan.output, plan.resume)?;
    let settings = settings(&plan);
    let paths = match plan.paths {
        Paths::Named(ref paths) => Again::Named(paths.clone()),
        Paths::Listed(list, end) => {
            let path = folder.work().join("list");
            io::copy(&mut { list }, &mut File::create(&path)?)?;
            Again::Listed(path, end)
        }
    };
    let plan = Plan { paths: Paths::Named(Vec::new()), ..plan };
    let spared = fs::canonicalize(&plan.output).ok();
    let style = Style { dialect: plan.dialect, headers: plan.headers };
    let mut reader = Reader { options: plan.options.clone(), dialect: plan.dialect, earlier: Earlier::default() };
    let other_settings = plan.resume && folder.has_other_settings(&settings);
    let mut tally = Tally::default();
    let mut walk = paths.walk(&spared)?;
    let broken_off = folder.broken_off(&settings).filter(|_| plan.resume);
    let kept = match &broken_off {
        Some(before) => take_up(&reader, before, &mut walk, &mut tally)?,
        None => None,
    };
    let run = match kept {
        Some(kept) => Run::go_on(&folder.run(), style, kept)?,
        None => {
            // Other files came first, or some have changed: the run begins anew and takes over what still holds.
            tally = Tally::default();
            walk = paths.walk(&spared)?;
            folder.fresh(&settings)?;
            Run::begin(&folder.run(), style)?
        }
    };
    if plan.resume {
        folder.earlier(&settings).into_iter().try_for_each(|run| reader.earlier.add(run))?;
    }
    progress.begin(tally.files);
    if progress.wants_total() {
        progress.count(paths.walk(&spared)?);
    }
    let terms = Terms::new(plan.threads, plan.time, plan.cancel);
    let work = Arc::new(Work { reader, progress, written: Mutex::new(Some((run, tally))) });
    pool::run(Arc::clone(&work), &terms, &mut walk)?;
    let (run, mut tally) = work.written().take().ok_or_else(|| io::Error::other("the run has no result"))?;
    work.progress.end();
    run.end()?;
    (tally.left_out, tally.other_settings) = (walk.left_out, other_settings);
    if terms.cancel.load(Ordering::Relaxed) {
        return Ok((End::BrokenOff, tally));
    }
    finish::finish(&folder, &plan.formats, style, plan.threads, &mut tally)?;
    Ok((End::Finished, tally))
}

/// Walks along the entries of a run that was broken off: as long as they are what would be written now, they need not be written again.
fn take_up(reader: &Reader, before: &run::Written, walk: &mut Walk, tally: &mut Tally) -> io::Result<Option<Kept>> {
    let mut kept = Kept::default();
    for (place, behind, entry) in before.entries()? {
        let Some(found) = walk.next().transpose()? else { return Ok(None) };
        if !reader.still_holds(before, &entry, &found) {
            return Ok(None);
        }
        kept.count(&entry, place, behind);
        tally.count(&entry, true);
    }
    Ok(Some(kept))
}

/// Paths that can be walked more than once.
enum Again {
    Named(Vec<PathBuf>),
    Listed(PathBuf, u8),
}

impl Again {
    fn walk(&self, spared: &Option<PathBuf>) -> io::Result<Walk> {
        Ok(match self {
            Again::Named(paths) => Walk::new(Box::new(paths.clone().into_iter().map(Ok)), spared.clone()),
            Again::Listed(list, end) => {
                let list = BufReader::new(File::open(list)?).split(*end);
                let end = *end;
                let paths = list.filter(|line| line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty()));
                let paths = paths.map(move |line| Ok(path(line?, end)));
                Walk::new(Box::new(paths), spared.clone())
            }
        })
    }
}

#[cfg(unix)]
fn path(mut line: Vec<u8>, end: u8) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    if end == b'\n' && line.last() == Some(&b'\r') {
        line.pop();
    }
    std::ffi::OsString::from_vec(line).into()
}

#[cfg(not(unix))]
fn path(line: Vec<u8>, _: u8) -> PathBuf {
    String::from_utf8_lossy(&line).trim_end_matches('\r').into()
}

/// Reads files in the threads of a pool and appends them to a run.
struct Work {
    reader: Reader,
    progress: Progress,
    /// Taken when the pool has ended.
    written: Mutex<Option<(Run, Tally)>>,
}

impl Work {
    fn written(&self) -> std::sync::MutexGuard<'_, Option<(Run, Tally)>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl pool::Work for Work {
    type Piece = Found;
    type Done = Rendered;

    fn does(&self, found: &Found, stop: &Stop) -> Rendered {
        self.reader.read(found, stop)
    }

    fn broken(&self, found: &Found, how: Broken) -> Rendered {
        let (status, code) = match how {
            Broken::Panicked(_) => (Status::Panicked, "panicked"),
            Broken::Late => (Status::OutOfTime, "out-of-time"),
        };
        Rendered::nothing(Entry::failed(found.name.clone(), status, code, why(how)))
    }

    fn weight(done: &Rendered) -> usize {
        done.parts.capacity() + 1024
    }

    fn accept(&self, done: Rendered) -> io::Result<()> {
        let mut written = self.written();
        let Some((run, tally)) = written.as_mut() else { return Ok(()) };
        let taken = done.taken;
        let entry = run.add(done)?;
        tally.count(&entry, taken);
        self.progress.step(&entry.path, entry.stamp.size, tally.failed());
        Ok(())
    }
}

/// Why a file that was begun has no result.
fn why(how: Broken) -> String {
    match how {
        Broken::Panicked(why) => {
            format!("the reader failed, which is a fault of shishi: please report it with the file: {why}")
        }
        Broken::Late => ProblemKind::OutOfTime.to_string(),
    }
}
