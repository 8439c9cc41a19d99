//! The pages of an archive: a folder with a dashboard (`index.html`) and a page a notice (`notices/`), static files all of them.
//!
//! A page's name comes from the path of its notice, so that links to it outlive the next run.

use super::super::{Outcome, say};
use super::Review;
use crate::batch::{ArchiveFile, AtomicFile, files};
use crate::output::page::{Archive, Line, is_page};
use crate::output::wire;
use crate::problem::Severity;
use crate::source::sha256;
use anyhow::{Context as _, anyhow, bail};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Name of the dashboard, and of the folder of pages beside it.
const INDEX: &str = "index.html";
const PAGES: &str = "notices";
const LINES: &str = "notices.ndjson";

/// The folder that is written.
struct Site<'a> {
    review: &'a Review,
    folder: &'a Path,
    archive: Archive,
    /// Names of the pages that were written.
    pages: HashSet<String>,
    outcome: Outcome,
}

/// Writes the dashboard of an archive and its pages.
pub(super) fn write(review: &Review, folder: &Path) -> anyhow::Result<Outcome> {
    take(folder)?;
    let archive = Archive::new(review.locale.lang(), review.locale.as_of().into());
    let mut site = Site { review, folder, archive, pages: HashSet::new(), outcome: Outcome::Done };
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
    site.add_files(others)?;
    for path in lines {
        site.add_lines(&path)?;
    }
    if site.archive.is_empty() {
        bail!("expected notices, found none that could be read: check the paths");
    }
    site.finish()
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

impl Site<'_> {
    /// Reads notices and writes their pages.
    fn add_files(&mut self, paths: Vec<PathBuf>) -> anyhow::Result<()> {
        let options = self.review.reading.options();
        for file in files(paths, Some(self.folder), &options) {
            let ArchiveFile { name, bytes } = file?;
            let bytes = match bytes {
                Ok(bytes) => bytes,
                Err(why) => {
                    self.unread(name, why);
                    continue;
                }
            };
            if let Err(why) = self.add_notice(&name, &bytes)? {
                self.unread(name, why);
            }
        }
        Ok(())
    }

    /// Reads a notice, adds it to the dashboard and writes its page. Tells why it could not be read.
    fn add_notice(&mut self, name: &str, bytes: &[u8]) -> anyhow::Result<Result<(), String>> {
        let notice = match self.read(bytes) {
            Ok(notice) => notice,
            Err(why) => return Ok(Err(why)),
        };
        let json = serde_json::to_vec(&wire::Notice::new(&notice, Some(name)))?;
        let Some(number) = self.archive.add(serde_json::from_slice(&json)?, None) else { return Ok(Ok(())) };
        let page = self.write_page(&notice, name)?;
        self.archive.set_page(number, Some(page));
        Ok(Ok(()))
    }

    /// One bad file stops nobody: a failure of the reader is a reason as others are.
    fn read(&self, bytes: &[u8]) -> Result<crate::record::Notice, String> {
        let options = self.review.reading.options();
        let notice = catch_unwind(AssertUnwindSafe(|| crate::parse(bytes, &options)))
            .map_err(|_| "the reader failed, which is a fault of shishi: please report it with the file".to_string())?;
        match notice.problems.iter().find(|problem| problem.kind.severity() == Severity::Error) {
            Some(problem) => Err(problem.kind.to_string()),
            None => Ok(notice),
        }
    }

    /// Adds notices that were read before, and writes pages of those whose files are still the same.
    fn add_lines(&mut self, path: &Path) -> anyhow::Result<()> {
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
            let Some(place) = self.archive.add(notice, None) else { continue };
            let Some((name, sha256)) = source else { continue };
            // The file itself, or the ZIP that it is packed in.
            if let Some(root) = Path::new(&name).ancestors().find(|path| path.is_file())
                && roots.last().is_none_or(|last| last != root)
            {
                roots.push(root.to_path_buf());
            }
            wanted.insert(name, (place, sha256));
        }
        let options = self.review.reading.options();
        let mut missing = wanted.len();
        for file in files(roots, Some(self.folder), &options) {
            let ArchiveFile { name, bytes } = file?;
            let (Some((place, sha)), Ok(bytes)) = (wanted.get(&name), bytes) else { continue };
            if sha256(&bytes) != *sha {
                continue;
            }
            let Ok(notice) = self.read(&bytes) else { continue };
            let page = self.write_page(&notice, &name)?;
            self.archive.set_page(*place, Some(page));
            missing -= 1;
        }
        if missing > 0 {
            say(&format!(
                "{shown}: {missing} of {} notices have no page, for their files are not there or have changed: \
                 run this where the paths in it lead to the files",
                wanted.len()
            ));
        }
        Ok(())
    }

    /// Writes the page of a notice and gives its address.
    fn write_page(&mut self, notice: &crate::record::Notice, name: &str) -> anyhow::Result<String> {
        let digest = sha256(name.as_bytes());
        let page = format!("{}.html", digest.get(..16).unwrap_or(&digest));
        let path = self.folder.join(PAGES).join(&page);
        let write = || -> std::io::Result<()> {
            let mut file = AtomicFile::create(&path)?;
            self.review.write(&mut file, notice, name, Some(&format!("../{INDEX}")))?;
            file.commit()
        };
        write().map_err(|error| anyhow!("{}: cannot be written: {error}", path.display()))?;
        let address = format!("{PAGES}/{page}");
        self.pages.insert(page);
        Ok(address)
    }

    fn unread(&mut self, name: String, why: String) {
        say(&format!("{name}: {why}"));
        self.archive.unread(name, why);
        self.outcome = Outcome::Failed;
    }

    /// Writes the dashboard and removes the pages of notices that are gone.
    fn finish(self) -> anyhow::Result<Outcome> {
        let path = self.folder.join(INDEX);
        let write = || -> std::io::Result<()> {
            let mut file = AtomicFile::create(&path)?;
            self.archive.write(&mut file)?;
            file.flush()?;
            file.commit()
        };
        write().map_err(|error| anyhow!("{}: cannot be written: {error}", path.display()))?;
        for entry in fs::read_dir(self.folder.join(PAGES))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_old = name.len() == 21 && name.ends_with(".html") && !self.pages.contains(&name);
            if is_old {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(self.outcome)
    }
}
