//! How far a run is: a bar with rate and time left on a terminal, a plain line now and then elsewhere. Never on standard output.

use super::walk::shown;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often a plain line is written.
const EVERY: Duration = Duration::from_secs(10);

/// Where it is told how far a run is.
pub struct Progress(Kind);

enum Kind {
    Silent,
    Bar(ProgressBar),
    Lines { done: AtomicU64, bytes: AtomicU64, began: Instant, last: Mutex<Instant> },
}

impl Progress {
    /// Says nothing.
    pub fn silent() -> Self {
        Self(Kind::Silent)
    }

    /// A bar where standard error is a terminal, lines otherwise.
    pub fn on_standard_error() -> Self {
        if !io::stderr().is_terminal() {
            let now = Instant::now();
            return Self(Kind::Lines {
                done: AtomicU64::new(0),
                bytes: AtomicU64::new(0),
                began: now,
                last: Mutex::new(now),
            });
        }
        // Ten times a second is enough for eyes.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        bar.set_style(style("{spinner} {pos} files, {rate}, {msg}"));
        Self(Kind::Bar(bar))
    }

    /// How many files there are; before this is known, no time is shown.
    fn expect(&self, files: u64) {
        if let Kind::Bar(bar) = &self.0 {
            bar.set_length(files);
            bar.set_style(style("{bar:30} {pos}/{len}, {rate}, {eta} left, {msg}"));
        }
    }

    /// Whether it helps to count the files beforehand.
    pub(super) fn wants_total(&self) -> bool {
        matches!(self.0, Kind::Bar(_))
    }

    /// Counts the files beside the run, which takes a while on a slow disk: a bar knows how much is left once all are counted.
    pub(super) fn count(&self, files: impl Iterator + Send + 'static) {
        if let Kind::Bar(bar) = &self.0 {
            let bar = Self(Kind::Bar(bar.clone()));
            thread::spawn(move || bar.expect(files.count() as u64));
        }
    }

    /// The run begins; `taken` files are done already.
    pub(super) fn begin(&self, taken: usize) {
        if let Kind::Bar(bar) = &self.0 {
            bar.set_position(taken as u64);
            bar.reset_eta();
        }
    }

    pub(super) fn step(&self, path: &str, size: u64, failed: usize) {
        match &self.0 {
            Kind::Silent => {}
            Kind::Bar(bar) => {
                let failed = if failed > 0 { format!("{failed} not read, ") } else { String::new() };
                bar.set_message(format!("{failed}{}", name(path)));
                bar.inc(1);
            }
            Kind::Lines { done, bytes, began, last } => {
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                let bytes = bytes.fetch_add(size, Ordering::Relaxed) + size;
                let Ok(mut last) = last.try_lock() else { return };
                if last.elapsed() >= EVERY {
                    *last = Instant::now();
                    let seconds = began.elapsed().as_secs_f64();
                    let (files, megabytes) = (done as f64 / seconds, bytes as f64 / seconds / 1e6);
                    let _ = writeln!(
                        io::stderr(),
                        "shishi: {done} files, {failed} not read, {files:.0} files/s, {megabytes:.1} MB/s"
                    );
                }
            }
        }
    }

    pub(super) fn end(&self) {
        if let Kind::Bar(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// The last part of a path: a bar has no room for more.
fn name(path: &str) -> String {
    Path::new(path).file_name().map(|name| shown(Path::new(name))).unwrap_or_default()
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    // The library's own rate has four decimals.
    style.with_key("rate", |state: &ProgressState, out: &mut dyn fmt::Write| {
        _ = write!(out, "{:.0} files/s", state.per_sec());
    })
}
