//! The pages of an archive: a folder with a dashboard (`index.html`) and a page a notice (`notices/`), static files all of them.
//!
//! Notices are read and their pages written on all cores; the dashboard takes them in the order of the paths. A page's name comes from the
//! path of its notice, so that links to it outlive the next run.

use super::super::{Outcome, say};
use super::{Review, Style};
use crate::batch::{self, AtomicFile, Progress, Search, Task};
use crate::output::page::{Archive, Line, is_page};
use crate::output::wire;
use crate::record::Notice;
use crate::source::sha256;
use anyhow::{Context as _, anyhow, bail};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Name of the dashboard, and of the folder of pages beside it.
const INDEX: &str = "index.html";
const PAGES: &str = "notices";
const LINES: &str = "notices.ndjson";

/// The folder that is written.
struct Site {
    folder: PathBuf,
    style: Style,
    dashboard: Mutex<Dashboard>,
}

/// What is known of the notices so far.
struct Dashboard {
    archive: Archive,
    /// Names of the pages that were written.
    pages: HashSet<String>,
    /// What could not be read, and why.
    unread: Vec<String>,
    /// Notices read before whose pages are still to be written.
    missing: usize,
}

/// A page that stands beside its name until it is wanted.
struct Page {
    name: String,
    file: AtomicFile,
    size: usize,
}

/// Writes the dashboard of an archive and its pages.
pub(super) fn write(review: &Review, folder: &Path) -> anyhow::Result<Outcome> {
    take(folder)?;
    let style = review.style();
    let archive = Archive::new(style.lang, style.as_of);
    let dashboard = Dashboard { archive, pages: HashSet::new(), unread: Vec::new(), missing: 0 };
    let site = Arc::new(Site { folder: folder.to_path_buf(), style, dashboard: Mutex::new(dashboard) });
    let (mut lines, mut others) = (Vec::new(), Vec::new());
    for path in &review.paths {
        // What `batch` wrote is a folder too.
        let results = path.join(LINES);
        if super::is_lines(path) {
            lines.push(path.clone());
        } else if results.is_file() {
            lines.push(results);
        } else {
            others.push(path.clone());
        }
    }
    if !others.is_empty() {
        each(review, &site, others, Arc::new(ReadNow(Arc::clone(&site))))?;
    }
    for path in lines {
        add_lines(review, &site, &path)?;
    }
    site.finish()
}

/// Reads the files at some paths for a task.
fn each<T: Task>(review: &Review, site: &Site, paths: Vec<PathBuf>, task: Arc<T>) -> anyhow::Result<()> {
    let search = Search {
        paths,
        spared: Some(site.folder.clone()),
        options: review.reading.options(),
        threads: review.threads.count(),
        time: review.threads.time(),
    };
    let progress = if review.quiet { Progress::silent() } else { Progress::on_standard_error() };
    let done = batch::each(search, &task, progress);
    // Behind the bar, which a line would tear.
    std::mem::take(&mut site.dashboard().unread).iter().for_each(|line| say(line));
    Ok(done?)
}

/// Makes the folder, or sees that it is one of ours.
fn take(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    if folder.is_file() {
        bail!("{shown}: expected a folder, found a file: name a folder for the pages");
    }
    let mut start = Vec::new();
    let ours = File::open(folder.join(INDEX)).and_then(|file| file.take(4096).read_to_end(&mut start));
    let others = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if !(ours.is_ok() && is_page(&start)) && others() {
        bail!(
            "{shown}: expected a new folder, an empty one or one of earlier pages, found other files: name another folder"
        );
    }
    fs::create_dir_all(folder.join(PAGES)).with_context(|| format!("{shown}: the folder cannot be made"))
}

/// Adds notices that were read before, and writes pages of those whose files are still the same.
fn add_lines(review: &Review, site: &Arc<Site>, path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    let file = File::open(path).map_err(|error| anyhow!("{shown}: cannot be read: {error}"))?;
    let mut wanted: HashMap<String, (usize, String)> = HashMap::new();
    let mut roots: Vec<PathBuf> = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| format!("{shown}: cannot be read"))?;
        if line.trim().is_empty() {
            continue;
        }
        let notice: Line = serde_json::from_str(&line).map_err(|error| {
            anyhow!("{shown}, line {}: expected a notice as `shishi parse --format ndjson` writes it, found another line ({error}): write the file anew", number + 1)
        })?;
        let source = notice.source.path.clone().zip(Some(notice.source.sha256.clone()));
        let Some(place) = site.dashboard().archive.add(notice, None) else { continue };
        let Some((name, sha256)) = source else { continue };
        // The file itself, or the ZIP that it is packed in.
        if let Some(root) = Path::new(&name).ancestors().find(|path| path.is_file())
            && roots.last().is_none_or(|last| last != root)
        {
            roots.push(root.to_path_buf());
        }
        wanted.insert(name, (place, sha256));
    }
    let all = wanted.len();
    site.dashboard().missing = all;
    each(review, site, roots, Arc::new(ReadBefore { site: Arc::clone(site), wanted }))?;
    let missing = site.dashboard().missing;
    if missing > 0 {
        say(&format!(
            "{shown}: {missing} of {all} notices have no page, for their files are not there or have changed: \
             run this where the paths in it lead to the files"
        ));
    }
    Ok(())
}

/// Notices that are read now.
struct ReadNow(Arc<Site>);

impl Task for ReadNow {
    type Made = (Line, Page);

    fn make(&self, name: &str, notice: &Notice) -> io::Result<Self::Made> {
        let json = serde_json::to_vec(&wire::Notice::new(notice, Some(name)))?;
        Ok((serde_json::from_slice(&json)?, self.0.page(notice, name)?))
    }

    fn weight((_, page): &Self::Made) -> usize {
        page.size
    }

    fn accept(&self, name: &str, made: Result<Self::Made, String>) -> io::Result<()> {
        let mut dashboard = self.0.dashboard();
        match made {
            Ok((line, page)) => {
                // A copy of one that came before has no page of its own.
                if let Some(number) = dashboard.archive.add(line, None) {
                    dashboard.show(number, page)?;
                }
            }
            Err(why) => {
                dashboard.unread.push(format!("{name}: {why}"));
                dashboard.archive.unread(name.to_string(), why);
            }
        }
        Ok(())
    }
}

/// Notices that were read before: their places on the dashboard and what their files were, by name.
struct ReadBefore {
    site: Arc<Site>,
    wanted: HashMap<String, (usize, String)>,
}

impl Task for ReadBefore {
    type Made = Page;

    fn wants(&self, name: &str, bytes: &[u8]) -> bool {
        self.wanted.get(name).is_some_and(|(_, sha)| sha256(bytes) == *sha)
    }

    fn make(&self, name: &str, notice: &Notice) -> io::Result<Page> {
        self.site.page(notice, name)
    }

    fn weight(page: &Page) -> usize {
        page.size
    }

    fn accept(&self, name: &str, made: Result<Page, String>) -> io::Result<()> {
        if let (Some(&(number, _)), Ok(page)) = (self.wanted.get(name), made) {
            let mut dashboard = self.site.dashboard();
            dashboard.show(number, page)?;
            dashboard.missing -= 1;
        }
        Ok(())
    }
}

impl Site {
    fn dashboard(&self) -> MutexGuard<'_, Dashboard> {
        self.dashboard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the page of a notice.
    fn page(&self, notice: &Notice, name: &str) -> io::Result<Page> {
        let mut content = Vec::new();
        self.style.write(&mut content, notice, name, Some(&format!("../{INDEX}")))?;
        let digest = sha256(name.as_bytes());
        let name = format!("{}.html", digest.get(..16).unwrap_or(&digest));
        let path = self.folder.join(PAGES).join(&name);
        let write = || -> io::Result<AtomicFile> {
            let mut file = AtomicFile::create(&path)?;
            file.write_all(&content)?;
            file.sync()?;
            Ok(file)
        };
        let file = write().map_err(|error| unwritten(&path, error))?;
        Ok(Page { name, file, size: content.len() })
    }

    /// Writes the dashboard and removes the pages of notices that are gone.
    fn finish(&self) -> anyhow::Result<Outcome> {
        let dashboard = self.dashboard();
        if dashboard.archive.is_empty() {
            bail!("expected notices, found none that could be read: check the paths");
        }
        let path = self.folder.join(INDEX);
        let write = || -> io::Result<()> {
            let mut file = AtomicFile::create(&path)?;
            dashboard.archive.write(&mut file)?;
            file.flush()?;
            file.commit()
        };
        write().map_err(|error| unwritten(&path, error))?;
        for entry in fs::read_dir(self.folder.join(PAGES))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_old = name.len() == 21 && name.ends_with(".html") && !dashboard.pages.contains(&name);
            if is_old {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(if dashboard.archive.is_whole() { Outcome::Done } else { Outcome::Failed })
    }
}

impl Dashboard {
    /// Gives a page its name, and its address to the notice.
    fn show(&mut self, notice: usize, page: Page) -> io::Result<()> {
        let Page { name, file, .. } = page;
        file.commit().map_err(|error| unwritten(Path::new(&name), error))?;
        self.archive.set_page(notice, Some(format!("{PAGES}/{name}")));
        self.pages.insert(name);
        Ok(())
    }
}

fn unwritten(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: cannot be written: {error}", path.display()))
}
