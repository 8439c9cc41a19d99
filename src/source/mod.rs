//! Bytes to text: what kind of file it is, which encoding it is in, and a [`Text`] with plain line ends.
//!
//! Nothing here looks at what the text says. Whatever the bytes are, there is a result: a file that is no text gives
//! an empty one and says what it is; bytes that the encoding does not know become U+FFFD and are counted.

mod clean;
mod decode;
mod encoding;
mod sniff;

pub use encoding::{UnknownEncoding, encoding};

use crate::problem::{Problem, ProblemKind};
use crate::text::{Span, Text};
use encoding::Detection;
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
    /// How the encoding was found: `mark`, `utf-8`, `zero bytes`, `detected`, `default`, `label`. Empty where there is no text.
    pub detection: &'static str,
}

/// Offsets in a text are 32 bits wide, and a character can need more bytes in UTF-8 than it had in the file.
const LIMIT: usize = u32::MAX as usize;

/// Decodes bytes to text with `\n` line ends and without invisible characters.
///
/// `label` names the encoding where the caller knows it; [`encoding`] tells beforehand whether a label is known. An
/// unknown one is a problem, and the encoding is found as if there were none. A byte-order mark is believed before a label.
pub fn decode(bytes: &[u8], label: Option<&str>) -> (Text, Source, Vec<Problem>) {
    let mut source = Source { sha256: sha256(bytes), bytes: bytes.len(), format: "text", encoding: "", detection: "" };
    let mut problems = Vec::new();
    if bytes.len() >= LIMIT {
        problems.push(Problem::new(ProblemKind::TooLarge { bytes: bytes.len() }));
        return (Text::default(), source, problems);
    }
    if let Some(format) = sniff::magic(bytes) {
        return refused(source, problems, format);
    }
    let known = label.and_then(|label| match encoding(label) {
        Ok(known) => Some(known),
        Err(unknown) => {
            problems.push(Problem::new(ProblemKind::UnknownEncoding { label: unknown.label }));
            None
        }
    });
    let Detection { encoding, how, mark } = encoding::detect(bytes, known);
    if !how.is_certain() && sniff::binary(bytes) {
        return refused(source, problems, "binary");
    }
    (source.encoding, source.detection) = (encoding.name(), how.as_str());
    let decoded = decode::decode(&bytes[mark..], encoding);
    let cleaned = clean::clean(decoded.text);
    if cleaned.text.len() >= LIMIT {
        problems.push(Problem::new(ProblemKind::TooLarge { bytes: bytes.len() }));
        return (Text::default(), source, problems);
    }
    if sniff::html(&cleaned.text) {
        return refused(source, problems, "html");
    }
    if let Some(first) = decoded.first_bad {
        let kind = ProblemKind::Undecodable { encoding: source.encoding, count: decoded.bad, offset: first + mark };
        let place = cleaned.text.find(char::REPLACEMENT_CHARACTER);
        let problem = Problem::new(kind);
        problems.push(match place {
            Some(at) => problem.at(Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8())),
            None => problem,
        });
    }
    if cleaned.dropped > 0 {
        problems.push(Problem::new(ProblemKind::Dropped { count: cleaned.dropped }));
    }
    if cleaned.text.trim_start().is_empty() {
        problems.push(Problem::new(ProblemKind::Empty));
    }
    (Text::new(cleaned.text), source, problems)
}

/// A file that is no text: an empty text, and the format it looks like.
fn refused(mut source: Source, mut problems: Vec<Problem>, format: &'static str) -> (Text, Source, Vec<Problem>) {
    source.format = format;
    problems.push(Problem::new(ProblemKind::NotText { format }));
    (Text::new(String::new()), source, problems)
}

fn sha256(bytes: &[u8]) -> String {
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
