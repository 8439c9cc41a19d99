//! From the streams of a run to its outputs: the manifest and the other formats of the tables. Then the folder gives them their names.

use super::Tally;
use super::entry::STREAMS;
use super::folder::{Finished, Folder};
use super::run::{Style, Written, stream_name, table};
use std::fs::File;
use std::io::{self, BufWriter, Write as _};

/// How the tables are written. The notices are always NDJSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Ndjson,
}

/// Writes what is still missing and finishes the run.
pub fn finish(
    folder: &Folder,
    formats: &[Format],
    _style: Style,
    _threads: usize,
    _tally: &mut Tally,
) -> io::Result<()> {
    let run = folder.run();
    let mut finished = Finished::default();
    let written = Written::open(|name| run.join(name))?;
    let mut manifest = BufWriter::new(File::create(run.join("manifest.ndjson"))?);
    for (_, _, entry) in written.entries()? {
        serde_json::to_writer(&mut manifest, &entry.line())?;
        manifest.write_all(b"\n")?;
    }
    manifest.flush()?;
    finished.shown.push("manifest.ndjson".into());
    for stream in 0..STREAMS {
        let is_shown = table(stream).is_none() || formats.contains(&Format::Csv);
        let names = if is_shown { &mut finished.shown } else { &mut finished.kept };
        names.push(stream_name(stream));
    }
    drop(written);
    folder.finish(finished)
}
