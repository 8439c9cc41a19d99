//! Pages to look at in a browser: one file each, which asks the network for nothing.
//!
//! Rust writes the shell and the data; the page's own CSS and JavaScript stand beside this file. Whatever comes from a notice
//! travels as JSON in a block that no browser runs, and the scripts put it on the page as text only: the content security
//! policy allows just the scripts and styles of this build, by their hashes, and (trusted types) no markup made of strings.

mod archive;
mod line;
mod notice;
mod place;
mod shell;

pub use archive::Archive;
pub use line::Line;
pub use notice::Review;

/// Whether a file begins like a page that was written here.
pub fn is_page(start: &[u8]) -> bool {
    String::from_utf8_lossy(start).contains(shell::GENERATOR)
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What every page needs: words, elements, addresses.
const SHARED_SCRIPT: &str = include_str!("shared.js");
const SHARED_STYLE: &str = include_str!("shared.css");

/// The scripts of all pages.
#[cfg(test)]
pub(super) fn scripts() -> Vec<&'static str> {
    [&[SHARED_SCRIPT], notice::SCRIPTS, archive::SCRIPTS].concat()
}
