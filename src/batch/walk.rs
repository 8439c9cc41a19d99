//! The files of an archive in the order of their paths: folders and ZIPs from the top down, lists of paths as they are given.
//!
//! Holds the names of one folder at a time. Whatever cannot be walked (a folder that may not be read, a link to nothing) comes out as
//! a file with a reason, so that nothing is lost silently; what is left out on purpose is counted.

use super::archive::{Archive, Failure, Member};
use super::likeness;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to read, and the name it has in the outputs.
pub struct Found {
    pub name: String,
    pub place: Place,
}

/// Where a file is.
pub enum Place {
    File(PathBuf),
    Member {
        archive: Archive,
        /// The ZIP file.
        path: PathBuf,
        member: Member,
    },
    /// It cannot even be opened: code, reason.
    Nowhere(&'static str, String),
}

/// What was left out on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Names that begin with a dot, and what office programs and systems leave lying about.
    pub hidden: usize,
    /// Links that lead back to a folder above them.
    pub circles: usize,
    /// Paths that were named twice.
    pub repeated: usize,
}

type Roots = Box<dyn Iterator<Item = io::Result<PathBuf>> + Send>;

/// Goes through paths one by one.
pub struct Walk {
    roots: Roots,
    /// The folder that the results go to, which may lie in one that is walked.
    spared: Option<PathBuf>,
    folder: Option<walkdir::IntoIter>,
    members: Option<Members>,
    seen: HashSet<u64>,
    pub left_out: LeftOut,
}

/// The rest of a ZIP's members.
struct Members {
    archive: Archive,
    path: PathBuf,
    rest: std::vec::IntoIter<Member>,
}

impl Walk {
    /// `spared`: a folder that is not walked, as an absolute path without links.
    pub fn new(roots: Roots, spared: Option<PathBuf>) -> Self {
        Self { roots, spared, folder: None, members: None, seen: HashSet::new(), left_out: LeftOut::default() }
    }

    fn step(&mut self) -> Option<io::Result<Option<Found>>> {
        if let Some(members) = &mut self.members {
            match members.rest.next() {
                None => self.members = None,
                Some(member) if is_hidden(&member.name) => self.left_out.hidden += 1,
                Some(member) => {
                    let name = format!("{}/{}", shown(&members.path), member.name);
                    let (archive, path) = (members.archive.clone(), members.path.clone());
                    return Some(Ok(Some(Found { name, place: Place::Member { archive, path, member } })));
                }
            }
            return Some(Ok(None));
        }
        if let Some(folder) = &mut self.folder {
            let Some(entry) = folder.next() else {
                self.folder = None;
                return Some(Ok(None));
            };
            return Some(Ok(match entry {
                Ok(entry) => self.entry(entry),
                Err(error) if error.loop_ancestor().is_some() => {
                    self.left_out.circles += 1;
                    None
                }
                Err(error) => {
                    let path = error.path().map(shown).unwrap_or_default();
                    let error =
                        error.into_io_error().unwrap_or_else(|| io::Error::other("the folder cannot be walked"));
                    Some(Found { name: path, place: nowhere(&error) })
                }
            }));
        }
        Some(match self.roots.next()? {
            Ok(root) => Ok(self.root(root)),
            Err(error) => Err(error),
        })
    }

    fn entry(&mut self, entry: DirEntry) -> Option<Found> {
        let kind = entry.file_type();
        if entry.depth() > 0 && is_hidden_name(entry.file_name()) {
            self.left_out.hidden += 1;
            self.skip(kind.is_dir());
            return None;
        }
        if kind.is_dir() {
            if self.spared.is_some() && fs::canonicalize(entry.path()).ok() == self.spared {
                self.skip(true);
            }
            return None;
        }
        self.file(entry.into_path(), kind.is_file())
    }

    /// Does not go into a folder that was just given.
    fn skip(&mut self, is_folder: bool) {
        if let Some(folder) = self.folder.as_mut().filter(|_| is_folder) {
            folder.skip_current_dir();
        }
    }

    fn root(&mut self, root: PathBuf) -> Option<Found> {
        match fs::metadata(&root) {
            Ok(found) if found.is_dir() => {
                let walk = WalkDir::new(&root).follow_links(true).sort_by(by_path);
                self.folder = Some(walk.into_iter());
                None
            }
            Ok(found) => self.file(root, found.is_file()),
            Err(error) => Some(Found { name: shown(&root), place: nowhere(&error) }),
        }
    }

    fn file(&mut self, path: PathBuf, is_file: bool) -> Option<Found> {
        let name = shown(&path);
        if !is_file {
            let why = "expected a file, found a device or a pipe: give its content as a file".to_string();
            return Some(Found { name, place: Place::Nowhere("unreadable", why) });
        }
        if is_zip(&path) {
            match Archive::open(&path) {
                // What an office program packed is a document, not a folder.
                Ok(mut archive) => {
                    let members = archive.members();
                    if !members.iter().any(|member| is_of_a_document(&member.name)) {
                        self.members = Some(Members { archive, path, rest: members.into_iter() });
                        return None;
                    }
                }
                Err(Failure::Io(error)) => return Some(Found { name, place: nowhere(&error) }),
                Err(Failure::Problem(kind)) => {
                    return Some(Found { name, place: Place::Nowhere(kind.code(), kind.to_string()) });
                }
            }
        }
        Some(Found { name, place: Place::File(path) })
    }

    /// No name twice: rows are found by it. A second member of one name gets a number; a path that comes again is the same file.
    fn first(&mut self, mut found: Found) -> Option<Found> {
        if self.seen.insert(likeness::key(&found.name)) {
            return Some(found);
        }
        let Place::Member { member, .. } = &found.place else {
            self.left_out.repeated += 1;
            return None;
        };
        found.name = format!("{}#{}", found.name, member.number);
        self.seen.insert(likeness::key(&found.name));
        Some(found)
    }
}

impl Iterator for Walk {
    type Item = io::Result<Found>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.step()? {
                Ok(Some(found)) => {
                    if let Some(found) = self.first(found) {
                        return Some(Ok(found));
                    }
                }
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The members of a ZIP of notices, for commands that read a few files: names, and bytes or why there are none. `None` for any other file.
pub fn packed(
    path: &Path,
    limits: &crate::source::Limits,
) -> Option<impl Iterator<Item = (String, Result<Vec<u8>, String>)>> {
    if !path.is_file() || !is_zip(path) {
        return None;
    }
    let walk = Walk::new(Box::new(std::iter::once(Ok(path.to_path_buf()))), None);
    let mut members = walk.filter_map(Result::ok).peekable();
    if matches!(members.peek()?.place, Place::File(_)) {
        return None;
    }
    let limits = limits.clone();
    Some(members.map(move |found| {
        let read = match found.place {
            Place::Member { mut archive, member, .. } => {
                archive.read(&member, &limits).map_err(|failure| match failure {
                    Failure::Io(error) => format!("cannot be read: {error}"),
                    Failure::Problem(kind) => kind.to_string(),
                })
            }
            Place::Nowhere(_, why) => Err(why),
            Place::File(_) => Err("expected a member of a ZIP, found a file".to_string()),
        };
        (found.name, read)
    }))
}

/// Why a path leads to no file, and what to do.
pub fn nowhere(error: &io::Error) -> Place {
    let why = match error.kind() {
        io::ErrorKind::NotFound => {
            "expected a file, found none of this name: check the name, and where a link leads".into()
        }
        io::ErrorKind::PermissionDenied => "found, but may not be read: ask for the permission to read it".into(),
        _ => format!("cannot be read: {error}"),
    };
    Place::Nowhere("unreadable", why)
}

/// The order of whole paths: what stands in a folder comes where `folder/` does.
fn by_path(a: &DirEntry, b: &DirEntry) -> std::cmp::Ordering {
    fn key(entry: &DirEntry) -> impl Iterator<Item = u8> + '_ {
        let behind = if entry.file_type().is_dir() { "/" } else { "" };
        entry.file_name().as_encoded_bytes().iter().copied().chain(behind.bytes())
    }
    key(a).cmp(key(b))
}

/// A path as text. Bytes that are not UTF-8 are spelled out (`\xB9`), so that two names stay two.
pub fn shown(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02X}")));
    }
    name
}

/// Names by which a file is known to be no ZIP of notices. All others are looked into.
const NO_ZIP: [&str; 12] = ["txt", "htm", "html", "md", "csv", "tsv", "pdf", "doc", "docx", "xls", "xlsx", "ods"];

fn is_zip(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    if NO_ZIP.iter().any(|known| known.eq_ignore_ascii_case(extension)) {
        return false;
    }
    let mut start = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && (start == *b"PK\x03\x04" || start == *b"PK\x05\x06")
}

fn is_of_a_document(name: &str) -> bool {
    matches!(name, "[Content_Types].xml" | "mimetype" | "OFD.xml" | "META-INF/container.xml" | "META-INF/MANIFEST.MF")
}

fn is_hidden_name(name: &OsStr) -> bool {
    name.to_str().map_or_else(|| name.as_encoded_bytes().starts_with(b"."), is_hidden_part)
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(is_hidden_part)
}

/// `~$` is how office programs mark a file that is open.
fn is_hidden_part(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "__MACOSX" | "Thumbs.db" | "desktop.ini")
}
