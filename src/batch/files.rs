//! The files of an archive read into notices on all cores, for those that need no run: the same walk, the same names, the same pool. What
//! becomes of a notice is not known here.

use super::archive::Failure;
use super::pool::{self, Broken, Terms};
use super::progress::Progress;
use super::reader::{bytes, open, reason, stoppable};
use super::walk::{Found, Walk};
use super::why;
use crate::Options;
use crate::problem::Severity;
use crate::record::Notice;
use crate::source::Stop;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Which files, and how they are read.
pub struct Search {
    pub paths: Vec<PathBuf>,
    /// A folder that is not walked.
    pub spared: Option<PathBuf>,
    pub options: Options,
    pub threads: usize,
    /// How long one file may take.
    pub time: Duration,
}

/// What is done with the notices.
pub trait Task: Send + Sync + 'static {
    type Made: Send + 'static;

    /// Whether a file is to be read at all.
    fn wants(&self, _name: &str, _bytes: &[u8]) -> bool {
        true
    }

    /// Makes something of a notice, beside other threads. An error ends everything.
    fn make(&self, name: &str, notice: &Notice) -> io::Result<Self::Made>;

    /// Bytes that it takes while it waits for its turn.
    fn weight(made: &Self::Made) -> usize;

    /// Takes what was made of each file, or why it could not be read, one by one in the order of the paths. An error ends everything.
    fn accept(&self, name: &str, made: Result<Self::Made, String>) -> io::Result<()>;
}

/// Goes through folders, ZIPs and files.
pub fn each<T: Task>(search: Search, task: &Arc<T>, progress: Progress) -> io::Result<()> {
    let Search { paths, spared, options, threads, time } = search;
    let spared = spared.and_then(|folder| fs::canonicalize(folder).ok());
    let walk = || Walk::new(Box::new(paths.clone().into_iter().map(Ok)), spared.clone());
    progress.begin(0);
    if progress.wants_total() {
        progress.count(walk());
    }
    let work = Arc::new(Work { task: Arc::clone(task), options, progress, failed: AtomicUsize::new(0) });
    let done = pool::run(Arc::clone(&work), &Terms::new(threads, time, Arc::default()), walk());
    work.progress.end();
    done
}

struct Work<T> {
    task: Arc<T>,
    options: Options,
    progress: Progress,
    failed: AtomicUsize,
}

/// What became of a file.
struct Done<M> {
    name: String,
    size: u64,
    made: Made<M>,
}

enum Made<M> {
    /// Nobody asked for it.
    Unwanted,
    Unread(String),
    Read(io::Result<M>),
}

impl<T: Task> Work<T> {
    /// What a file gives, and its size.
    fn made(&self, found: &Found, stop: &Stop) -> (u64, Made<T::Made>) {
        let opened = match open(&found.place) {
            Ok(opened) => opened,
            Err((_, why)) => return (0, Made::Unread(why)),
        };
        let bytes = match bytes(&found.place, &opened, &self.options) {
            Ok(bytes) => bytes,
            Err(Failure::Io(error)) => return (0, Made::Unread(reason(&error))),
            Err(Failure::Problem(kind)) => return (0, Made::Unread(kind.to_string())),
        };
        let size = bytes.len() as u64;
        if !self.task.wants(&found.name, &bytes) {
            return (size, Made::Unwanted);
        }
        let notice = crate::parse(&bytes, &stoppable(&self.options, stop));
        let made = match notice.problems.iter().find(|problem| problem.kind.severity() == Severity::Error) {
            Some(problem) => Made::Unread(problem.kind.to_string()),
            None => Made::Read(self.task.make(&found.name, &notice)),
        };
        (size, made)
    }
}

impl<T: Task> pool::Work for Work<T> {
    type Piece = Found;
    type Done = Done<T::Made>;

    fn does(&self, found: &Found, stop: &Stop) -> Self::Done {
        let (size, made) = self.made(found, stop);
        Done { name: found.name.clone(), size, made }
    }

    fn broken(&self, found: &Found, how: Broken) -> Self::Done {
        Done { name: found.name.clone(), size: 0, made: Made::Unread(why(how)) }
    }

    fn weight(done: &Self::Done) -> usize {
        1024 + if let Made::Read(Ok(made)) = &done.made { T::weight(made) } else { 0 }
    }

    fn accept(&self, done: Self::Done) -> io::Result<()> {
        let Done { name, size, made } = done;
        match made {
            Made::Unwanted => {}
            Made::Unread(why) => {
                self.failed.fetch_add(1, Ordering::Relaxed);
                self.task.accept(&name, Err(why))?;
            }
            Made::Read(made) => self.task.accept(&name, Ok(made?))?,
        }
        self.progress.step(&name, size, self.failed.load(Ordering::Relaxed));
        Ok(())
    }
}
