//! How an archive is shared out: how many files at a time, and how long for one.

use std::num::NonZero;
use std::thread;
use std::time::Duration;

/// Files at the same time, and the time of each.
#[derive(clap::Args)]
pub(crate) struct Threads {
    /// Files read at the same time; as many as there are cores if not given
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Seconds that one file may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u32).range(1..))]
    timeout: u32,
}

impl Threads {
    pub fn count(&self) -> usize {
        self.jobs.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), usize::from)
    }

    pub fn time(&self) -> Duration {
        Duration::from_secs(self.timeout.into())
    }
}
