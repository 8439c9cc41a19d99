//! `shishi review`: notices as pages to look at, each value beside its source; an archive as a dashboard with a page a notice.

mod site;

use super::Outcome;
use super::input::Reading;
use super::locale::Locale;
use super::sink::Target;
use super::threads::Threads;
use crate::output::explain;
use crate::output::page::Review as Page;
use crate::output::plain::Paint;
use crate::output::wire::{self, Day};
use crate::output::words::Lang;
use crate::record;
use anyhow::anyhow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  shishi review notice.txt -o notice.html
  shishi review notice.txt --lang en --as-of 2021-12-31 -o notice.html
  shishi review seeds -o pages
  shishi batch seeds -q -o out && shishi review out -o pages

One FILE gives one page. A folder, a ZIP, several FILEs, or what `batch` or `parse --format ndjson` wrote (.ndjson), give a \
folder with a dashboard (index.html) and a page a notice; what was written before has pages of the files that are still there. \
How far an archive is read stands on standard error; the number of --jobs changes no byte. \
Pages hold all they need and ask the network for nothing; open them in any browser, send them, print them.
Exit codes: 0 done, 2 some could not be read, or nothing could be done";

/// Write pages that show notices beside what was read from them
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Review {
    /// Notice to read (- or nothing is standard input), or an archive: a folder, a ZIP, an NDJSON of notices, several of these
    #[arg(value_name = "FILE|DIR", default_value = "-", hide_default_value = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    locale: Locale,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    threads: Threads,
    /// No progress
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    reading: Reading,
}

/// In which language pages are written, and as of which day.
#[derive(Clone, Copy)]
struct Style {
    lang: Lang,
    as_of: Day,
}

impl Review {
    pub fn run(self) -> anyhow::Result<Outcome> {
        match self.paths.as_slice() {
            [path] if !is_archive(path) => self.page(path),
            _ => {
                let folder = self.target.path().ok_or_else(|| {
                    anyhow!("expected -o with a folder for the pages of an archive, found none: add -o DIR")
                })?;
                site::write(&self, folder)
            }
        }
    }

    /// One notice, one page.
    fn page(&self, file: &Path) -> anyhow::Result<Outcome> {
        self.target.spare(&[file.to_path_buf()])?;
        let named = self.reading.read(file)?;
        let mut sink = self.target.open()?;
        self.style().write(&mut sink, &named.notice, &named.path, None)?;
        sink.finish()?;
        Ok(Outcome::Done)
    }

    fn style(&self) -> Style {
        Style { lang: self.locale.lang(), as_of: self.locale.as_of().into() }
    }
}

impl Style {
    /// `archive`: address of the dashboard that leads to the page.
    fn write(self, out: &mut dyn Write, notice: &record::Notice, path: &str, archive: Option<&str>) -> io::Result<()> {
        let mut account = Vec::new();
        explain::write(&mut account, notice, path, Paint::default())?;
        Page {
            notice: &wire::Notice::new(notice, Some(path)),
            text: notice.text.as_str(),
            explain: &String::from_utf8_lossy(&account),
            as_of: self.as_of,
            lang: self.lang,
            archive,
        }
        .write(out)
    }
}

/// Whether a path gives more than one notice.
fn is_archive(path: &Path) -> bool {
    path.is_dir() || is_lines(path) || extension(path, "zip")
}

/// What `parse --format ndjson` and `batch` write.
fn is_lines(path: &Path) -> bool {
    extension(path, "ndjson") || extension(path, "jsonl")
}

fn extension(path: &Path, known: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(known))
}
