//! Which encoding a text is in. Looks at samples only, so that the whole file is read once, when it is decoded.
//!
//! The order was measured on notices as archives hold them: byte-order mark, strict UTF-8, UTF-16 by its zero bytes, then
//! `chardetng` without a top-level domain (with the hint `cn` it takes every Big5 text for GBK), of whose answers only GBK
//! and Big5 are believed, then GB18030.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use std::fmt;

/// How much of a text is looked at for UTF-16, and for how broken its UTF-8 is.
const SAMPLE: usize = 64 * 1024;

/// How much `chardetng` is given: enough to tell GBK from Big5 for sure, and little, because it is slow.
const GUESS: usize = 16 * 1024;

/// An encoding label that the Encoding Standard does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEncoding {
    pub label: String,
}

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no encoding is called {:?}: expected a label such as utf-8, gb18030, gbk, big5, utf-16le or utf-16be",
            self.label
        )
    }
}

impl std::error::Error for UnknownEncoding {}

/// The encoding that a label names (`utf-8`, `GBK`, `gb2312`, `big5`, …). Every label of GBK or GB2312 means GB18030, which
/// holds both: files that call themselves GB2312 mostly use characters it lacks (镕, 堃).
///
/// # Examples
///
/// ```
/// assert_eq!(shishi::source::encoding("GB2312").unwrap().name(), "gb18030");
/// assert!(shishi::source::encoding("utf-9").is_err());
/// ```
pub fn encoding(label: &str) -> Result<&'static Encoding, UnknownEncoding> {
    match Encoding::for_label(label.as_bytes()) {
        Some(found) if found == REPLACEMENT => Err(UnknownEncoding { label: label.to_string() }),
        Some(found) => Ok(whole(found)),
        None => Err(UnknownEncoding { label: label.to_string() }),
    }
}

/// How an encoding was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Mark,
    Utf8,
    ZeroBytes,
    Detected,
    Default,
    Label,
    Declared,
}

impl How {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            How::Mark => "mark",
            How::Utf8 => "utf-8",
            How::ZeroBytes => "zero bytes",
            How::Detected => "detected",
            How::Default => "default",
            How::Label => "label",
            How::Declared => "declared",
        }
    }

    /// Nobody marks or labels, and no chance makes well-formed UTF-16 of, what is no text.
    pub(super) fn is_certain(self) -> bool {
        matches!(self, How::Mark | How::ZeroBytes | How::Label)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Detection<'b> {
    pub(super) encoding: &'static Encoding,
    pub(super) how: How,
    /// Length of the byte-order mark.
    pub(super) mark: usize,
    /// All of it, where it was found to be well-formed UTF-8: that is not asked twice.
    pub(super) text: Option<&'b str>,
}

/// `label` is what the caller says and is believed; `declared` what a web page says of itself, which is often wrong.
pub(super) fn detect<'b>(
    bytes: &'b [u8],
    label: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Detection<'b> {
    if let Some((encoding, mark)) = mark(bytes) {
        return Detection { encoding, how: How::Mark, mark, text: None };
    }
    let (encoding, how, text) = match label {
        Some(encoding) => (encoding, How::Label, None),
        None => unicode(bytes).unwrap_or_else(|| {
            // Guessing costs more than all the rest of reading a page: it is left out where the page says what suits it.
            let (encoding, how) = match declared.map(whole).filter(|declared| suits(bytes, declared)) {
                Some(declared) => (declared, How::Declared),
                None => guess(bytes),
            };
            (encoding, how, None)
        }),
    };
    Detection { encoding, how, mark: 0, text }
}

/// The encoding that a byte-order mark states, and the mark's length.
fn mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if bytes.starts_with(&[0x84, 0x31, 0x95, 0x33]) {
        return Some((GB18030, 4));
    }
    Encoding::for_bom(bytes)
}

/// UTF-16 by its zero bytes, UTF-8 by its form.
fn unicode(bytes: &[u8]) -> Option<(&'static Encoding, How, Option<&str>)> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(found) = utf16(sample) {
        return Some((found, How::ZeroBytes, None));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((UTF_8, How::Utf8, Some(text))),
        Err(error) => is_broken_utf8(bytes, error.valid_up_to()).then_some((UTF_8, How::Utf8, None)),
    }
}

/// GB18030 or Big5, for what is no Unicode.
fn guess(bytes: &[u8]) -> (&'static Encoding, How) {
    let rest = &bytes[Encoding::ascii_valid_up_to(bytes)..];
    let sample = &rest[..rest.len().min(GUESS)];
    match plain(sample).or_else(|| chinese(sample)).or_else(|| vote(sample)) {
        Some(found) => (found, How::Detected),
        None => (GB18030, How::Default),
    }
}

/// Whether bytes that are no UTF can be of the encoding that a page declares. Only GB18030 and Big5 are believed at all. Nearly all bytes
/// of the one are valid in the other too, but in Big5 every second character ends with an ASCII byte, in GB18030 hardly any.
fn suits(bytes: &[u8], declared: &'static Encoding) -> bool {
    if declared != GB18030 && declared != BIG5 {
        return false;
    }
    let rest = &bytes[Encoding::ascii_valid_up_to(bytes)..];
    let Pairs { all, low, .. } = Pairs::of(&rest[..rest.len().min(GUESS)]);
    if declared == BIG5 { low * 8 >= all } else { low * 4 <= all }
}

/// What the two-byte characters of a sample look like.
#[derive(Default)]
struct Pairs {
    all: usize,
    /// Those whose second byte is one of ASCII's.
    low: usize,
    /// Those of GB2312: both bytes from A1 on.
    gb2312: usize,
    /// The characters from 伞 to 座 by their first byte, a good quarter of all in any Chinese text. Korean EUC has hardly anything there,
    /// for its syllables stand before.
    late: usize,
    /// What is kana in Japanese EUC.
    kana: usize,
    /// Characters and marks of Big5.
    big5: usize,
    /// Its common characters, from 一 to 籲.
    common: usize,
}

impl Pairs {
    /// Pairs up the bytes from the first that is not ASCII.
    fn of(sample: &[u8]) -> Self {
        let mut pairs = Self::default();
        let mut sample = sample.iter();
        while let Some(&lead) = sample.next() {
            if lead >= 0x81
                && let Some(&trail) = sample.next()
            {
                pairs.all += 1;
                pairs.low += usize::from((0x40..0x7F).contains(&trail));
                pairs.gb2312 += usize::from((0xA1..0xF8).contains(&lead) && (0xA1..0xFF).contains(&trail));
                pairs.late += usize::from((0xC9..0xD8).contains(&lead));
                pairs.kana += usize::from(matches!(lead, 0xA4 | 0xA5));
                let big5 = (0xA1..0xFA).contains(&lead) && matches!(trail, 0x40..=0x7E | 0xA1..=0xFE);
                pairs.big5 += usize::from(big5);
                pairs.common += usize::from(big5 && (0xA4..0xC7).contains(&lead));
            }
        }
        pairs
    }
}

/// GB18030 or Big5 where there can be no doubt. Asking `chardetng` costs more than all the rest of reading a page.
fn plain(sample: &[u8]) -> Option<&'static Encoding> {
    let Pairs { all, low, gb2312, late, kana, big5, common } = Pairs::of(sample);
    // Nearly all characters are of GB2312, and spread over it as they are in Chinese.
    if all >= 32 && gb2312 * 20 >= all * 19 && late * 6 >= all && kana * 20 <= all {
        return Some(GB18030);
    }
    // All but what was cut at the end are of Big5, most of them common, and bytes of ASCII end a quarter of them to three in five.
    (all >= 32 && big5 + 1 >= all && common * 10 >= all * 7 && low * 4 >= all && low * 5 <= all * 3).then_some(BIG5)
}

/// GB18030 or Big5, if the detector takes the sample for one of them. A sample may end within a character.
fn chinese(sample: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    let found = detector.guess(None, Utf8Detection::Deny);
    (found == GBK || found == BIG5).then(|| whole(found))
}

/// One broken byte disqualifies an encoding for the detector: then the lines vote, each for itself.
fn vote(sample: &[u8]) -> Option<&'static Encoding> {
    let lines = sample.split(|&b| b == b'\n').filter(|line| !line.is_ascii());
    let (mut gb, mut big5) = (0, 0);
    for found in lines.take(64).filter_map(chinese) {
        if found == BIG5 { big5 += 1 } else { gb += 1 }
    }
    match (gb, big5) {
        (0, 0) => None,
        _ => Some(if big5 > gb { BIG5 } else { GB18030 }),
    }
}

/// UTF-8, with few broken characters at most: a file that was cut or pasted together is better read with a hole
/// than as thousands of wrong characters. GB18030 and Big5 read as UTF-8 break at four characters of five.
fn is_broken_utf8(bytes: &[u8], valid: usize) -> bool {
    let start = valid.saturating_sub(SAMPLE / 2);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let (mut good, mut bad) = (0usize, 0usize);
    let mut chunks = sample.utf8_chunks().skip_while(|chunk| start > 0 && chunk.valid().is_empty()).peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty() && chunks.peek().is_some());
    }
    good >= 8 * bad.max(1)
}

/// UTF-16 without a mark, which blanks, digits and line ends betray by a zero byte each. Both orders are tried: 一 (U+4E00)
/// has a zero byte too, and only in the right order do nearly all units belong to a Chinese text.
fn utf16(sample: &[u8]) -> Option<&'static Encoding> {
    memchr::memchr(0, sample)?;
    let units = (sample.len() / 2).max(1);
    let (mut little, mut big) = (0, 0);
    for pair in sample.chunks_exact(2) {
        little += usize::from(is_likely(u16::from_le_bytes([pair[0], pair[1]])));
        big += usize::from(is_likely(u16::from_be_bytes([pair[0], pair[1]])));
    }
    if little.max(big) * 10 < units * 9 {
        return None;
    }
    if little == big {
        return None;
    }
    Some(if little > big { UTF_16LE } else { UTF_16BE })
}

/// Code units that Chinese texts consist of.
fn is_likely(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0xFF
        | 0x2000..=0x27BF | 0x3000..=0x303F | 0x3200..=0x33FF | 0x3400..=0x9FFF | 0xFF00..=0xFFEF | 0xFEFF)
}

fn whole(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}
