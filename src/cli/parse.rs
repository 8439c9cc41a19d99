//! `shishi parse`: notices to JSON or tables.

use crate::output::{json, wire};
use crate::{Options, parse};
use anyhow::Context as _;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads notices and writes them as data
#[derive(clap::Args)]
pub struct Parse {
    file: PathBuf,
    /// JSON on one line
    #[arg(long)]
    compact: bool,
}

impl Parse {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let path = self.file.to_string_lossy();
        let bytes = std::fs::read(&self.file).with_context(|| path.to_string())?;
        let notice = parse(&bytes, &Options::default());
        let style = if self.compact { json::Style::Compact } else { json::Style::Pretty };
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        json::write(&mut out, &wire::Notice::new(&notice, Some(&path)), style)?;
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
