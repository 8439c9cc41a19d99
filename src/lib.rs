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

use problem::{Problem, ProblemKind, Severity};
use record::Notice;
use text::Text;

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
    let source::Decoded { mut text, grids, source, mut problems } =
        source::decode(bytes, options.encoding.as_deref(), &options.limits);
    if problems.iter().any(|problem| problem.kind.severity() == Severity::Error) {
        return Notice { text, source, problems, ..Notice::default() };
    }
    if let Some((end, copies)) = text::copies::first(text.as_str()).filter(|_| grids.is_empty()) {
        problems.push(Problem::new(ProblemKind::RepeatedText { copies }));
        text = Text::new(text.as_str()[..end].to_string());
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
