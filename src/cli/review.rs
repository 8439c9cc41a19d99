//! `shishi review`: notices as pages to look at, each value beside its source.

use super::Outcome;
use super::input::Reading;
use super::locale::Locale;
use super::sink::Target;
use crate::output::page::Review as Page;
use crate::output::plain::Paint;
use crate::output::{explain, wire};
use anyhow::bail;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  shishi review notice.txt -o notice.html
  shishi review notice.txt --lang en --as-of 2021-12-31 -o notice.html

The page holds all it needs and asks the network for nothing; open it in any browser, send it, print it.
Exit codes: 0 done, 2 could not";

/// Write a page that shows a notice beside what was read from it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Review {
    /// Notice to read; - or nothing is standard input
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    locale: Locale,
    #[command(flatten)]
    target: Target,
}

impl Review {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let [file] = self.files.as_slice() else {
            bail!("expected one FILE, found {}", self.files.len());
        };
        self.target.spare(std::slice::from_ref(file))?;
        let named = self.reading.read(file)?;
        let mut account = Vec::new();
        explain::write(&mut account, &named.notice, &named.path, Paint::default())?;
        let page = Page {
            notice: &wire::Notice::new(&named.notice, Some(&named.path)),
            text: named.notice.text.as_str(),
            explain: &String::from_utf8_lossy(&account),
            as_of: self.locale.as_of().into(),
            lang: self.locale.lang(),
            archive: None,
        };
        let mut sink = self.target.open()?;
        page.write(&mut sink)?;
        sink.finish()?;
        Ok(Outcome::Done)
    }
}
