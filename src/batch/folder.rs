//! The folder that an archive's results go to: whose it is, what stands in it, and how finished files get their names.
//!
//! `.shishi` in it belongs to the runs: `run` is the one that goes on, `older-N` are ones that were broken off and stand in another order,
//! `kept` holds what the last finished run leaves for the next. A run is finished when its list of files is written; from then on the files
//! only get their names, and a run that is broken off there is brought to its end by the next.

use super::run::{INDEX, Written};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// An output folder that nobody else writes to.
pub struct Folder {
    root: PathBuf,
    /// Holds the lock until the program ends.
    _lock: File,
}

/// Why a folder cannot be written to.
#[derive(Debug)]
pub enum Refusal {
    /// Files that no run has made.
    Others(String),
    /// Another run is at it.
    Busy,
    /// A run was broken off here, and `--resume` was not asked for.
    BrokenOff,
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Refusal::Io(error)
    }
}

/// The files of a finished run: those that get a name in the output folder, and those that are kept for the next run.
#[derive(Default, Serialize, Deserialize)]
pub struct Finished {
    pub shown: Vec<String>,
    pub kept: Vec<String>,
}

const WORK: &str = ".shishi";
const FINISHED: &str = "finished.json";
const SETTINGS: &str = "settings.json";

impl Folder {
    /// Makes the folder if need be, and takes it.
    pub fn take(root: &Path, resume: bool) -> Result<Self, Refusal> {
        let work = root.join(WORK);
        if !work.is_dir() {
            if let Some(other) = fs::read_dir(root).ok().and_then(|mut entries| entries.next()) {
                return Err(Refusal::Others(other?.file_name().to_string_lossy().into_owned()));
            }
            fs::create_dir_all(&work)?;
        }
        let lock = File::create(work.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refusal::Busy),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let folder = Self { root: root.to_path_buf(), _lock: lock };
        folder.name_files()?;
        let begun = fs::metadata(folder.run().join(INDEX)).is_ok_and(|index| index.len() > 0);
        if !resume {
            if begun || !folder.older().is_empty() {
                return Err(Refusal::BrokenOff);
            }
            folder.clear()?;
        }
        Ok(folder)
    }

    /// Where the run that goes on writes.
    pub fn run(&self) -> PathBuf {
        self.work().join("run")
    }

    pub fn work(&self) -> PathBuf {
        self.root.join(WORK)
    }

    /// Makes the folder of a run that begins anew. One that was broken off stands aside for it.
    pub fn fresh(&self, settings: &str) -> io::Result<()> {
        let run = self.run();
        if run.exists() {
            let number = self.older().last().map_or(1, |(number, _)| number + 1);
            fs::rename(&run, self.work().join(format!("older-{number}")))?;
        }
        fs::create_dir_all(&run)?;
        fs::write(run.join(SETTINGS), settings)
    }

    /// The runs that were broken off and stand aside, in the order in which they were.
    fn older(&self) -> Vec<(u32, PathBuf)> {
        let entries = fs::read_dir(self.work()).into_iter().flatten().flatten();
        let mut older: Vec<(u32, PathBuf)> = entries
            .filter_map(|entry| {
                let number = entry.file_name().to_str()?.strip_prefix("older-")?.parse().ok()?;
                Some((number, entry.path()))
            })
            .collect();
        older.sort();
        older
    }

    /// The run that was broken off, if it was one with the same settings.
    pub fn broken_off(&self, settings: &str) -> Option<Written> {
        same_settings(&self.run(), settings).then(|| Written::open(|name| self.run().join(name)).ok()).flatten()
    }

    /// The results of earlier runs with the same settings, the finished one first.
    pub fn earlier(&self, settings: &str) -> Vec<Written> {
        let kept = self.kept();
        let finished = same_settings(&kept, settings).then(|| {
            Written::open(|name| match kept.join(name) {
                path if path.exists() => path,
                _ => self.root.join(name),
            })
        });
        let older = self.older().into_iter().filter(|(_, folder)| same_settings(folder, settings));
        let older = older.map(|(_, folder)| Written::open(|name| folder.join(name)));
        finished.into_iter().chain(older).flatten().collect()
    }

    /// Whether results stand here that were made with other settings.
    pub fn has_other_settings(&self, settings: &str) -> bool {
        [self.kept(), self.run()]
            .iter()
            .any(|folder| folder.join(SETTINGS).exists() && !same_settings(folder, settings))
    }

    fn kept(&self) -> PathBuf {
        self.work().join("kept")
    }

    /// The run is finished: its files get their names, and what earlier runs left is removed.
    pub fn finish(&self, mut finished: Finished) -> io::Result<()> {
        finished.kept.push(INDEX.to_string());
        finished.kept.push(SETTINGS.to_string());
        let run = self.run();
        for name in finished.shown.iter().chain(&finished.kept) {
            File::open(run.join(name))?.sync_all()?;
        }
        let list = serde_json::to_vec(&finished)?;
        let mut file = tempfile::NamedTempFile::new_in(&run)?;
        file.write_all(&list)?;
        file.as_file().sync_all()?;
        sync(&run);
        file.persist(run.join(FINISHED)).map_err(|failed| failed.error)?;
        sync(&run);
        self.name_files()
    }

    /// Gives the files of a finished run their names. Does nothing where no run is finished, and can be broken off and repeated.
    fn name_files(&self) -> io::Result<()> {
        let (run, kept) = (self.run(), self.kept());
        let Ok(list) = fs::read(run.join(FINISHED)) else { return Ok(()) };
        let finished: Finished = serde_json::from_slice(&list)?;
        fs::create_dir_all(&kept)?;
        // What the last run showed and this one does not would belong to nothing.
        if let Ok(before) = fs::read(kept.join(FINISHED)) {
            let before: Finished = serde_json::from_slice(&before)?;
            for name in before.shown.iter().filter(|name| !finished.shown.contains(name)) {
                remove(&self.root.join(name))?;
            }
            for name in before.kept.iter().filter(|name| !finished.kept.contains(name)) {
                remove(&kept.join(name))?;
            }
        }
        for (names, to) in [(&finished.shown, &self.root), (&finished.kept, &kept)] {
            for name in names {
                match fs::rename(run.join(name), to.join(name)) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound && to.join(name).exists() => {}
                    renamed => renamed?,
                }
            }
        }
        sync(&self.root);
        fs::rename(run.join(FINISHED), kept.join(FINISHED))?;
        sync(&kept);
        self.clear()
    }

    /// Removes what runs that were broken off left.
    fn clear(&self) -> io::Result<()> {
        for folder in self.older().into_iter().map(|(_, folder)| folder).chain([self.run()]) {
            match fs::remove_dir_all(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

fn same_settings(folder: &Path, settings: &str) -> bool {
    fs::read_to_string(folder.join(SETTINGS)).is_ok_and(|found| found == settings)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Brings names to the disk where the system can.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
