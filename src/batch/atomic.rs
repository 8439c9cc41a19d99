//! A file that appears under its name only when it is complete, so that a run that breaks off leaves the old one.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file being written beside its target. Dropped without [`AtomicFile::commit`], it leaves no trace.
pub struct AtomicFile(Kind);

enum Kind {
    /// Takes the target's name in the end.
    Beside { file: BufWriter<NamedTempFile>, target: PathBuf },
    /// A device or a pipe cannot be replaced, only written to.
    Direct(BufWriter<fs::File>),
}

impl AtomicFile {
    /// Starts a file that will be called `path`. A link stays a link: the file it points to is replaced.
    pub fn create(path: &Path) -> io::Result<Self> {
        let existing = fs::metadata(path).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        if existing.as_ref().is_some_and(|found| !found.is_file()) {
            return Ok(Self(Kind::Direct(BufWriter::new(fs::OpenOptions::new().write(true).open(path)?))));
        }
        let target = if existing.is_some() { fs::canonicalize(path)? } else { path.to_path_buf() };
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".shishi-");
        if let Some(mode) = mode(existing.as_ref()) {
            builder.permissions(mode);
        }
        Ok(Self(Kind::Beside { file: BufWriter::new(builder.tempfile_in(folder)?), target }))
    }

    /// Brings what was written to the disk, so that [`commit`](Self::commit) takes no time.
    pub fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        match &self.0 {
            Kind::Beside { file, .. } => file.get_ref().as_file().sync_all(),
            Kind::Direct(_) => Ok(()),
        }
    }

    /// Gives the finished file its name.
    pub fn commit(self) -> io::Result<()> {
        match self.0 {
            Kind::Beside { file, target } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                file.persist(target).map_err(|failed| failed.error)?;
                Ok(())
            }
            Kind::Direct(mut file) => file.flush(),
        }
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::Beside { file, .. } => file.write(bytes),
            Kind::Direct(file) => file.write(bytes),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.0 {
            Kind::Beside { file, .. } => file.write_all(bytes),
            Kind::Direct(file) => file.write_all(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::Beside { file, .. } => file.flush(),
            Kind::Direct(file) => file.flush(),
        }
    }
}

/// A replaced file keeps its permissions; a new one gets those that files get here (temporary ones are private otherwise).
#[cfg(unix)]
fn mode(existing: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(existing.map_or_else(|| fs::Permissions::from_mode(0o666), fs::Metadata::permissions))
}

#[cfg(not(unix))]
fn mode(_: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_until_all_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        fs::write(&path, "old").unwrap();
        let mut broken = AtomicFile::create(&path).unwrap();
        broken.write_all(b"half").unwrap();
        drop(broken);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut whole = AtomicFile::create(&path).unwrap();
        whole.write_all(b"new").unwrap();
        whole.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(AtomicFile::create(folder.path()).err().unwrap().kind(), io::ErrorKind::IsADirectory);
    }
}
