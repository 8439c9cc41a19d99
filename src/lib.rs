//! Reads Chinese livelihood-project notices (民生实事) in any layout and gives their items, units, targets,
//! deadlines and figures as data, every value with the place it came from.

pub mod audit;
#[cfg(feature = "cli")]
pub mod batch;
#[cfg(feature = "cli")]
pub mod cli;
pub mod figure;
pub mod layout;
pub mod lexicon;
pub mod output;
pub mod problem;
pub mod record;
pub mod source;
pub mod table;
pub mod text;

use problem::Severity;
use record::Notice;

/// What a caller can ask of [`parse`].
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Label of the encoding, when the caller knows it.
    pub encoding: Option<String>,
    /// What the file may cost.
    pub limits: source::Limits,
}

/// Reads one notice. Never fails on content: what could not be read is a problem in the notice.
pub fn parse(bytes: &[u8], options: &Options) -> Notice {
    let source::Decoded { text, grids, source, problems } =
        source::decode(bytes, options.encoding.as_deref(), &options.limits);
    if problems.iter().any(|problem| problem.kind.severity() == Severity::Error) {
        return Notice { text, source, problems, ..Notice::default() };
    }
    let blocks = layout::blocks(&text, &grids);
    let mut notice = record::build(text, source, blocks, problems);
    notice.checks = audit::checks(&notice);
    notice
}

/// The examples of the READMEs are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh-CN.md")]
struct Readme;
