//! Bytes to text: what kind of file it is, which encoding it is in, and a [`Text`] with plain line ends. Formats that hold real
//! tables give these as [`Grid`]s whose cells point into the text.
//!
//! Nothing here looks at what the text says. Whatever the bytes are, there is a result: a file that is no text gives
//! an empty one and says what it is; bytes that the encoding does not know become U+FFFD and are counted.

#[cfg(feature = "docx")]
mod block;
mod clean;
#[cfg(feature = "sheet")]
mod compound;
mod decode;
#[cfg(feature = "doc")]
mod doc;
#[cfg(feature = "docx")]
mod docx;
#[cfg(any(feature = "doc", feature = "rtf"))]
mod edges;
mod encoding;
#[cfg(feature = "docx")]
mod frames;
mod grid;
#[cfg(feature = "html")]
mod html;
#[cfg(any(feature = "docx", feature = "rtf"))]
mod label;
mod limits;
#[cfg(any(feature = "doc", feature = "docx", feature = "sheet"))]
mod numeral;
#[cfg(any(feature = "docx", feature = "sheet"))]
mod odf;
#[cfg(feature = "docx")]
mod odt;
#[cfg(feature = "zip")]
pub mod package;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(feature = "docx", feature = "sheet"))]
mod relations;
#[cfg(feature = "rtf")]
mod rtf;
#[cfg(feature = "sheet")]
mod sheet;
mod sniff;
#[cfg(any(feature = "docx", feature = "rtf"))]
mod symbol;
#[cfg(any(feature = "docx", feature = "sheet"))]
mod xml;

pub use encoding::{UnknownEncoding, encoding};
pub use grid::{Grid, GridCell};
pub use limits::{Limits, Stop};

use crate::problem::{Problem, ProblemKind};
use crate::text::{Span, Text};
use encoding::Detection;
use page::{Page, Written};
use sha2::{Digest, Sha256};

/// Where a notice came from and how it was decoded.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Of the bytes as they came, in lower-case hexadecimal.
    pub sha256: String,
    pub bytes: usize,
    /// `text`; other formats by their usual extension.
    pub format: &'static str,
    /// Name of the encoding, as the Encoding Standard spells it (`gb18030`, `Big5`, `UTF-16LE`). Empty where there is no text.
    pub encoding: &'static str,
    /// How the encoding was found: `mark`, `utf-8`, `zero bytes`, `detected`, `default`, `label`, and for web pages `declared`. Empty where
    /// there is no text.
    pub detection: &'static str,
}

/// Offsets in a text are 32 bits wide, and a character can need more bytes in UTF-8 than it had in the file.
const LIMIT: usize = u32::MAX as usize;

/// A decoded file.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    pub text: Text,
    /// In order of appearance; none overlaps another. Empty for plain text.
    pub grids: Vec<Grid>,
    pub source: Source,
    /// One of them is an [error](crate::problem::Severity::Error) where there is no text to read.
    pub problems: Vec<Problem>,
}

/// Reads a file of one format into a page.
type Reader = fn(&[u8], &mut Page<'_>) -> Result<(), ProblemKind>;

/// Formats with a reader of their own, by the name that [`sniff::magic`] gives them.
const READERS: &[(&str, Reader)] = &[
    // An office file under a password: which one, it does not say.
    ("ooxml", |_, _| Err(ProblemKind::Encrypted { format: "office" })),
    #[cfg(feature = "docx")]
    ("docx", docx::read),
    #[cfg(feature = "docx")]
    ("odt", odt::read),
    #[cfg(feature = "doc")]
    ("doc", doc::read),
    #[cfg(feature = "pdf")]
    ("pdf", pdf::read),
    #[cfg(feature = "rtf")]
    ("rtf", rtf::read),
    #[cfg(feature = "sheet")]
    ("xlsx", sheet::xlsx),
    #[cfg(feature = "sheet")]
    ("xls", sheet::xls),
    #[cfg(feature = "sheet")]
    ("ods", sheet::ods),
];

/// Decodes bytes to text with `\n` line ends and without invisible characters.
///
/// `label` names the encoding where the caller knows it; [`encoding`] tells beforehand whether a label is known. An
/// unknown one is a problem, and the encoding is found as if there were none. A byte-order mark is believed before a label.
pub fn decode(bytes: &[u8], label: Option<&str>, limits: &Limits) -> Decoded {
    let source = Source { sha256: sha256(bytes), bytes: bytes.len(), format: "text", encoding: "", detection: "" };
    let mut out = Decoded { source, ..Decoded::default() };
    if bytes.len() >= LIMIT {
        return out.refused("text", ProblemKind::TooLarge { bytes: bytes.len() });
    }
    if let Some(format) = sniff::magic(bytes) {
        return match READERS.iter().find(|(name, _)| *name == format) {
            Some((_, read)) => out.read(bytes, format, *read, limits),
            None => out.refused(format, ProblemKind::NotText { format }),
        };
    }
    let known = label.and_then(|label| match encoding(label) {
        Ok(known) => Some(known),
        Err(unknown) => {
            out.problems.push(Problem::new(ProblemKind::UnknownEncoding { label: unknown.label }));
            None
        }
    });
    let Detection { encoding, how, mark, text } = encoding::detect(bytes, known, declared(bytes));
    if !how.is_certain() && sniff::binary(bytes) {
        return out.refused("binary", ProblemKind::NotText { format: "binary" });
    }
    (out.source.encoding, out.source.detection) = (encoding.name(), how.as_str());
    let decoded = match text {
        Some(text) => decode::Decoded { text: text.to_string(), bad: 0, first_bad: None },
        None => decode::decode(&bytes[mark..], encoding),
    };
    let cleaned = clean::clean(decoded.text);
    if cleaned.text.len() >= LIMIT {
        return out.refused("text", ProblemKind::TooLarge { bytes: bytes.len() });
    }
    let page = sniff::html(&cleaned.text);
    let mut written = Written { text: cleaned.text, grids: Vec::new(), dropped: cleaned.dropped, problems: Vec::new() };
    if page {
        written = match read_html(&written, limits) {
            Ok(read) => read,
            Err(why) => {
                (out.source.encoding, out.source.detection) = ("", "");
                return out.refused("html", why);
            }
        };
        out.source.format = "html";
    }
    if let Some(first) = decoded.first_bad {
        let kind = ProblemKind::Undecodable { encoding: out.source.encoding, count: decoded.bad, offset: first + mark };
        let place = written.text.find(char::REPLACEMENT_CHARACTER);
        let problem = Problem::new(kind);
        out.problems.push(match place {
            Some(at) => problem.at(Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8())),
            None => problem,
        });
    }
    out.finish(written)
}

/// A web page: its text was decoded like any other.
#[cfg(feature = "html")]
fn read_html(decoded: &Written, limits: &Limits) -> Result<Written, ProblemKind> {
    let mut page = Page::new(limits);
    html::read(&decoded.text, &mut page)?;
    let written = page.finish();
    Ok(Written { dropped: written.dropped + decoded.dropped, ..written })
}

#[cfg(not(feature = "html"))]
fn read_html(_: &Written, _: &Limits) -> Result<Written, ProblemKind> {
    Err(ProblemKind::NotText { format: "html" })
}

/// The encoding that a web page declares.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    #[cfg(feature = "html")]
    return html::charset::declared(bytes);
    #[cfg(not(feature = "html"))]
    return None.filter(|_| bytes.is_empty());
}

impl Decoded {
    /// A file that cannot be read: an empty text, and why.
    fn refused(mut self, format: &'static str, why: ProblemKind) -> Self {
        self.source.format = format;
        self.problems.push(Problem::new(why));
        self
    }

    /// A file of a format that has a reader.
    fn read(mut self, bytes: &[u8], format: &'static str, read: Reader, limits: &Limits) -> Self {
        let mut page = Page::of_packed(limits);
        if let Err(why) = read(bytes, &mut page) {
            return self.refused(format, why);
        }
        self.source.format = format;
        let written = page.finish();
        if written.text.len() >= LIMIT {
            return self.refused(format, ProblemKind::TooLarge { bytes: bytes.len() });
        }
        self.finish(written)
    }

    fn finish(mut self, written: Written) -> Self {
        self.problems.extend(written.problems.into_iter().map(Problem::new));
        if written.dropped > 0 {
            self.problems.push(Problem::new(ProblemKind::Dropped { count: written.dropped }));
        }
        if written.text.trim_start().is_empty() {
            self.problems.push(Problem::new(ProblemKind::Empty));
        }
        self.text = Text::new(written.text);
        self.grids = written.grids;
        self
    }
}

/// SHA-256 in lower-case hexadecimal, as [`Source`] states it.
pub fn sha256(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        out.push(HEX[usize::from(byte >> 4)].into());
        out.push(HEX[usize::from(byte & 15)].into());
    }
    out
}

#[cfg(test)]
mod tests;
