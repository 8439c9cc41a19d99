//! `shishi text`: the decoded text that spans count in.

use super::Outcome;
use super::input::Reading;
use super::sink::Target;
use std::io::Write as _;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  shishi text notice.txt
  shishi text notice.txt --encoding gb18030 -o notice.utf8.txt

In Python, with text the output and span of any value of `shishi parse`:
  text[span[\"start\"]:span[\"end\"]]";

/// Print the decoded text that spans count in
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Text {
    /// Notice to read; - is standard input
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    file: PathBuf,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reading: Reading,
}

impl Text {
    pub fn run(self) -> anyhow::Result<Outcome> {
        self.target.spare(std::slice::from_ref(&self.file))?;
        let text = self.reading.decode(&self.file)?;
        let mut sink = self.target.open()?;
        sink.write_all(text.as_str().as_bytes())?;
        sink.finish()?;
        Ok(Outcome::Done)
    }
}
