//! Bytes to text: sniffing, decoding, line ends.

use crate::problem::Problem;
use crate::text::Text;

/// Where a notice came from and how it was decoded.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub bytes: usize,
    /// `text`; other formats by their usual extension.
    pub format: &'static str,
    /// Name of the encoding, as the Encoding Standard spells it.
    pub encoding: &'static str,
    /// How the encoding was found: `mark`, `utf-8`, `zero bytes`, `detected`, `default`, `label`.
    pub detection: &'static str,
}

/// Decodes bytes to text with `\n` line ends.
pub fn decode(bytes: &[u8], label: Option<&str>) -> (Text, Source, Vec<Problem>) {
    let _ = label;
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    (Text::new(text), Source { bytes: bytes.len(), format: "text", encoding: "UTF-8", ..Source::default() }, Vec::new())
}
