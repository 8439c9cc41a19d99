//! How a run went, in numbers and in the names of files that could not be read: what its summary says.

use super::entry::{Entry, Status};
use super::walk::LeftOut;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// So many files are named one by one; the manifest names them all.
const NAMED: usize = 20;

/// Counts of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub files: usize,
    /// Taken over from an earlier run.
    pub unchanged: usize,
    pub read: usize,
    pub items: usize,
    pub duplicates: usize,
    pub bytes: u64,
    pub left_out: LeftOut,
    /// What was found in the folder was made with other settings and not taken over.
    pub other_settings: bool,
    /// Outputs that had to be split, in words.
    pub notes: Vec<String>,
    /// How many files ended how, by the code of the problem.
    reasons: BTreeMap<(&'static str, String), usize>,
    /// The first files that could not be read: path, reason.
    named: Vec<(String, String)>,
}

impl Tally {
    pub(super) fn count(&mut self, entry: &Entry, taken: bool) {
        self.files += 1;
        self.unchanged += usize::from(taken);
        self.bytes += entry.stamp.size;
        self.items += entry.items;
        self.duplicates += usize::from(entry.duplicate_of.is_some());
        if entry.status == Status::Read {
            self.read += 1;
            return;
        }
        let code = entry.problems.first().cloned().unwrap_or_default();
        *self.reasons.entry((entry.status.as_str(), code)).or_default() += 1;
        if self.named.len() < NAMED {
            self.named.push((entry.path.clone(), entry.why.clone().unwrap_or_default()));
        }
    }

    /// Files that could not be read.
    pub fn failed(&self) -> usize {
        self.files - self.read
    }

    /// What happened, a line each.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.other_settings {
            lines.push(
                "earlier results were made with other options or another version, so all files were read anew".into(),
            );
        }
        lines.extend(self.named.iter().map(|(path, why)| format!("{path}: {why}")));
        if self.failed() > self.named.len() {
            lines.push(format!(
                "… and {} more files that could not be read: see manifest.ndjson",
                self.failed() - self.named.len()
            ));
        }
        let mut sum = format!("{} files: {} read with {} items", self.files, self.read, self.items);
        if self.unchanged > 0 {
            let _ = write!(sum, " ({} unchanged since the last run)", self.unchanged);
        }
        if self.duplicates > 0 {
            let _ = write!(sum, ", {} of them duplicates", self.duplicates);
        }
        if self.failed() > 0 {
            let reasons = self.reasons.iter().map(|((_, code), count)| format!("{count} {code}"));
            let _ = write!(sum, "; {} not read ({})", self.failed(), reasons.collect::<Vec<_>>().join(", "));
        }
        lines.push(sum);
        let LeftOut { hidden, circles, repeated } = self.left_out;
        for (count, what) in [
            (hidden, "hidden files or folders left out"),
            (circles, "links that lead back to a folder above them left out"),
            (repeated, "paths named twice, read once"),
        ] {
            if count > 0 {
                lines.push(format!("{count} {what}"));
            }
        }
        lines.extend(self.notes.iter().cloned());
        lines
    }
}
