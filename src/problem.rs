//! What went wrong or looks doubtful: one typed enum that every room reports with.
//!
//! Parsing never fails on content; it yields a notice and its problems.

use crate::text::Span;
use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing, nothing is wrong.
    Info,
    /// Something may be lost or misread.
    Warning,
    /// Nothing could be read.
    Error,
}

/// One problem, with the item and the place it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// Key of the item.
    pub item: Option<String>,
    pub span: Option<Span>,
}

impl Problem {
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, item: None, span: None }
    }

    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    pub fn of(mut self, item: &str) -> Self {
        self.item = Some(item.to_string());
        self
    }
}

/// Every kind of problem. [`ProblemKind::code`] is the public name; it never changes meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The file holds nothing but blanks.
    Empty,
    /// The bytes are no text: the format they look like.
    NotText { format: &'static str },
    /// Too long to be read: offsets are 32 bits wide.
    TooLarge { bytes: usize },
    /// The file is of a format that is read, but is damaged or not whole: what was expected and found.
    Damaged { format: &'static str, why: String },
    /// The file asks for a password.
    Encrypted { format: &'static str },
    /// A file of pictures: pages without any text.
    NoText { format: &'static str, pages: usize },
    /// Pages of pictures among pages with text: how many, and the first of them, from 1.
    PicturePages { pages: usize, first: usize },
    /// Characters of a font that the file does not tell, written as U+FFFD.
    UnreadableFont { font: String, count: usize },
    /// A bound that keeps bad files from hurting: what was counted, and the limit.
    OverLimit { what: &'static str, limit: u64 },
    /// The time that the caller gave this file was over.
    OutOfTime,
    /// The caller named an encoding that nobody knows; it was found as if none had been named.
    UnknownEncoding { label: String },
    /// Bytes that are not valid in the encoding, replaced by U+FFFD: how many, and the first one's byte offset.
    Undecodable { encoding: &'static str, count: usize, offset: usize },
    /// Characters without a shape (NUL, zero-width) that were dropped while decoding.
    Dropped { count: usize },
    /// A page without any item: what kind of page it looks like, and the words that tell it.
    NoItems { looks_like: Option<(&'static str, Vec<&'static str>)> },
    /// A date that lost the mark between its numbers (`202310月`), and what it was.
    GluedDate { raw: String, means: String },
    /// A bracket or 号 that was lost, and what is missing.
    LostMark { raw: String, what: &'static str },
    /// Digits or a name that were masked (`××`).
    Masked { raw: String },
    /// Characters that a program took for those of another encoding.
    Mojibake { raw: String },
    /// The header of a table stands again within it and was passed over: how many times.
    RepeatedHeader { times: usize },
    /// The whole text stands there several times over, line for line, and was read once: how many times.
    RepeatedText { copies: usize },
    /// The text ends within the last item.
    Cut { end: String },
    /// A table without any mark between its cells, or with lines of several cells mixed.
    NotCut { why: &'static str },
    /// A block with digits that gave no item.
    Unread { lines: (usize, usize) },
    /// A layout below its confidence.
    Unsure { layout: &'static str, confidence: u8 },
    /// A table row with another number of cells than the header has columns.
    CellCount { found: usize, columns: usize },
    /// A number that is no number (`1.2.3`) or too large to hold.
    BadNumber { raw: String },
    /// The numbering of the items jumps.
    Gap { after: String, next: String },
}

impl ProblemKind {
    /// Stable public name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText { .. } => "not-text",
            Self::TooLarge { .. } => "too-large",
            Self::Damaged { .. } => "damaged",
            Self::Encrypted { .. } => "encrypted",
            Self::NoText { .. } => "no-text",
            Self::PicturePages { .. } => "picture-pages",
            Self::UnreadableFont { .. } => "unreadable-font",
            Self::OverLimit { .. } => "over-limit",
            Self::OutOfTime => "out-of-time",
            Self::UnknownEncoding { .. } => "unknown-encoding",
            Self::Undecodable { .. } => "undecodable",
            Self::Dropped { .. } => "dropped-characters",
            Self::NoItems { .. } => "no-items",
            Self::GluedDate { .. } => "glued-date",
            Self::LostMark { .. } => "lost-mark",
            Self::Masked { .. } => "masked",
            Self::Mojibake { .. } => "mojibake",
            Self::RepeatedHeader { .. } => "repeated-header",
            Self::RepeatedText { .. } => "repeated-text",
            Self::Cut { .. } => "cut",
            Self::NotCut { .. } => "not-cut",
            Self::Unread { .. } => "unread-block",
            Self::Unsure { .. } => "unsure-layout",
            Self::CellCount { .. } => "cell-count",
            Self::BadNumber { .. } => "bad-number",
            Self::Gap { .. } => "numbering-gap",
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            Self::Empty
            | Self::NotText { .. }
            | Self::TooLarge { .. }
            | Self::Damaged { .. }
            | Self::Encrypted { .. }
            | Self::NoText { .. }
            | Self::OverLimit { .. }
            | Self::OutOfTime => Severity::Error,
            Self::Dropped { .. }
            | Self::Gap { .. }
            | Self::RepeatedHeader { .. }
            | Self::RepeatedText { .. }
            | Self::Masked { .. } => Severity::Info,
            _ => Severity::Warning,
        }
    }
}

impl fmt::Display for ProblemKind {
    /// What it means in this notice, in a sentence that names what was found.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(
                f,
                "expected the text of a notice, found nothing but blanks: check that it was saved or extracted whole"
            ),
            Self::NotText { format } => write!(f, "expected text, found {format}: {}", advice(format)),
            Self::TooLarge { bytes } => write!(f, "{bytes} bytes are too many: a notice must be smaller than 4 GiB"),
            Self::Damaged { format, why } => {
                write!(
                    f,
                    "the {format} file is damaged or not whole: {why}: get the file anew, or open and save it in its program"
                )
            }
            Self::Encrypted { format } => {
                write!(f, "the {format} file is encrypted: open it with its password and save it without one")
            }
            Self::NoText { format, pages } => {
                write!(
                    f,
                    "expected text, found {pages} pages of pictures in the {format} file: recognise their text (OCR) first"
                )
            }
            Self::PicturePages { pages, first } => {
                write!(
                    f,
                    "{pages} pages hold only pictures, the first is page {first}: recognise their text (OCR) to read them too"
                )
            }
            Self::UnreadableFont { font, count } => {
                write!(
                    f,
                    "{count} characters of the font {font} cannot be told, since the file does not say what its codes mean; they \
                     stand as U+FFFD: get the file in another format, or recognise its text (OCR)"
                )
            }
            Self::OverLimit { what, limit } => {
                let option = match *what {
                    "bytes unpacked" | "bytes of text" | "bytes in one tag or text" => " with --max-unpacked",
                    "cells" => " with --max-cells",
                    "levels of nested elements" => " with --max-depth",
                    _ => "",
                };
                write!(f, "more than {limit} {what}: raise the limit{option} if the file is to be trusted")
            }
            Self::OutOfTime => {
                write!(f, "reading took longer than it may: raise the time limit if the file is to be trusted")
            }
            Self::UnknownEncoding { label } => {
                write!(f, "no encoding is called {label:?}, so it was found from the bytes")
            }
            Self::Undecodable { encoding, count, offset } => {
                write!(
                    f,
                    "{count} stretches of bytes are not valid {encoding} and stand as U+FFFD, the first at byte {offset}"
                )
            }
            Self::Dropped { count } => write!(f, "{count} characters without a shape (NUL, zero-width) were left out"),
            Self::NoItems { looks_like: None } => {
                write!(f, "no item was found: neither a table with a known header nor numbered prose")
            }
            Self::NoItems { looks_like: Some((kind, words)) } => {
                write!(f, "no item was found: the page looks like {kind}")?;
                if words.is_empty() { Ok(()) } else { write!(f, ", by the words {}", words.join("、")) }
            }
            Self::GluedDate { raw, means } => {
                write!(f, "{raw} lost a mark between its numbers: it can only be {means}")
            }
            Self::LostMark { raw, what } => write!(f, "{raw} lost {what}"),
            Self::Masked { raw } => write!(f, "{raw} stands where digits or a name were masked, which nobody can read"),
            Self::Mojibake { raw } => {
                write!(
                    f,
                    "{raw:?} was decoded in the wrong encoding before it came here: get the text anew from its source"
                )
            }
            Self::RepeatedHeader { times } => {
                write!(f, "the header of the table stands again within it and was passed over: {times} times")
            }
            Self::RepeatedText { copies } => {
                write!(f, "the whole text stands there {copies} times over, line for line: it was read once")
            }
            Self::Cut { end } => {
                write!(f, "the text ends within the last item (…{end}): what stands here is not the whole notice")
            }
            Self::NotCut { why } => {
                write!(f, "a table could not be cut into its cells: {why}: get the notice as a file or page")
            }
            Self::Unread { lines: (first, last) } => {
                write!(f, "lines {first} to {last} hold digits but gave no item")
            }
            Self::Unsure { layout, confidence } => {
                write!(f, "read as {layout} with a confidence of only {confidence} %")
            }
            Self::CellCount { found, columns } => {
                write!(f, "a row has {found} cells under a header of {columns} columns")
            }
            Self::BadNumber { raw } => {
                write!(f, "{raw} is no number that could be read exactly, so it gives no figure")
            }
            Self::Gap { after, next } => write!(f, "the numbering jumps from {after} to {next}"),
        }
    }
}

/// What can be done with a file of a format that is no text, as the end of a sentence.
fn advice(format: &str) -> &'static str {
    match format {
        "html" => "open the page and save or copy its text, then read that",
        "doc" | "docx" | "odt" | "rtf" | "ofd" | "epub" => "save the document as plain text (UTF-8), then read that",
        "xls" | "xlsx" | "ods" => "save the sheet as tab-separated text or CSV (UTF-8), then read that",
        "ppt" | "pptx" => "copy the text of the slides into a text file, then read that",
        "pdf" => "extract the text first (for example with pdftotext -layout), then read that",
        "zip" | "gz" | "7z" | "rar" | "xz" | "zst" => "unpack it first, then read the files it holds",
        "png" | "jpg" | "gif" | "tiff" => "a picture holds no text; recognise its text (OCR) first, then read that",
        _ => "only text can be read",
    }
}
