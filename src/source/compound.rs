//! Compound files (OLE): the folders and streams in which office programs before 2007 keep a document.

use crate::problem::ProblemKind;
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// The first stream of one of these names, if there is any.
pub(super) fn stream(bytes: &[u8], names: &[&str], format: &'static str) -> Result<Option<Vec<u8>>, ProblemKind> {
    let damaged = |expected: &str, found: std::io::Error| ProblemKind::Damaged {
        format,
        why: format!("expected {expected}, found: {found}"),
    };
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|e| damaged("the list of its streams", e))?;
    let Some(name) = names.iter().find(|name| file.is_stream(name)) else { return Ok(None) };
    let stream = file.open_stream(name).map_err(|e| damaged(name, e))?;
    let mut out = Vec::new();
    // No stream is longer than its file, whatever it says.
    stream.take(bytes.len() as u64).read_to_end(&mut out).map_err(|e| damaged(name, e))?;
    Ok(Some(out))
}
