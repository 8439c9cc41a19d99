//! The files of an archive one by one, with their bytes, for those that need no run: the same walk, the same names, no outputs.

use super::archive::Failure;
use super::reader::{bytes, open, reason};
use super::walk::Walk;
use crate::Options;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file and its bytes, or why it could not be read.
pub struct File {
    pub name: String,
    pub bytes: Result<Vec<u8>, String>,
}

/// Goes through folders, ZIPs and files in the order of their paths. `spared`: a folder that is not walked.
pub fn files<'o>(
    paths: Vec<PathBuf>,
    spared: Option<&Path>,
    options: &'o Options,
) -> impl Iterator<Item = io::Result<File>> + 'o {
    let spared = spared.and_then(|folder| fs::canonicalize(folder).ok());
    let walk = Walk::new(Box::new(paths.into_iter().map(Ok)), spared);
    walk.map(|found| {
        let found = found?;
        let bytes = match open(&found.place) {
            Ok(opened) => bytes(&found.place, &opened, options).map_err(|failure| match failure {
                Failure::Io(error) => reason(&error),
                Failure::Problem(kind) => kind.to_string(),
            }),
            Err((_, why)) => Err(why),
        };
        Ok(File { name: found.name, bytes })
    })
}
