//! Files that are written whole or not at all. Knows no format.

mod atomic;

pub use atomic::AtomicFile;
