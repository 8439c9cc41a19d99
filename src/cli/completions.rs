//! `shishi completions`: what a shell needs to complete the commands.

use super::Outcome;
use super::sink::Sink;
use clap_complete::Shell;
use std::io::Write as _;

const EXAMPLES: &str = "\
Examples:
  shishi completions bash > ~/.local/share/bash-completion/completions/shishi
  shishi completions zsh > ~/.zfunc/_shishi
  shishi completions fish > ~/.config/fish/completions/shishi.fish";

/// Print the completions for a shell
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    shell: Shell,
}

impl Completions {
    pub fn run(self, command: &mut clap::Command) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command, "shishi", &mut script);
        let mut sink = Sink::standard();
        sink.write_all(&script)?;
        sink.finish()?;
        Ok(Outcome::Done)
    }
}
