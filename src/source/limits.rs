//! What a file may cost to be read: a small file can unpack to gigabytes, hold a million cells or a hundred thousand nested tags.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bounds that keep a bad file from hurting. A file over one of them is refused with [`OverLimit`](crate::problem::ProblemKind::OverLimit).
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes that the parts of a packed file (DOCX, XLSX, ODS, a PDF's streams) may have together when unpacked.
    /// Its text may have one part in eight of that, a single tag or text of its XML one in thirty-two.
    pub unpacked: u64,
    /// Cells of all tables, blank ones that a merged cell covers included.
    pub cells: usize,
    /// How deep elements (tags, tables in tables, objects of a PDF) may be nested.
    pub depth: usize,
    /// Set from outside when the time for this file is over. Readers look at it as they go.
    pub stop: Stop,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked: 512 << 20, cells: 2_000_000, depth: 2_000, stop: Stop::default() }
    }
}

/// A flag that ends the reading of a file. The core has no clock: whoever calls it may hold one.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
