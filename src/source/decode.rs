//! Bytes in a known encoding to a string, with every undecodable byte counted. Knows nothing of marks or line ends.

use encoding_rs::{DecoderResult, Encoding, UTF_8};

/// How much is decoded at a time. The decoder touches all free room of its output at each call and returns at each
/// undecodable byte, so the room must not grow with the file.
const ROOM: usize = 32 * 1024;

pub(super) struct Decoded {
    pub(super) text: String,
    /// How many sequences were replaced by U+FFFD.
    pub(super) bad: usize,
    /// Byte offset of the first of them.
    pub(super) first_bad: Option<usize>,
}

pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    if encoding == UTF_8 { utf8(bytes) } else { other(bytes, encoding) }
}

fn utf8(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_string(), bad: 0, first_bad: None };
    }
    let mut out = Decoded { text: String::with_capacity(bytes.len() + 64), bad: 0, first_bad: None };
    let mut read = 0;
    for chunk in bytes.utf8_chunks() {
        out.text.push_str(chunk.valid());
        read += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            out.replace(read);
            read += chunk.invalid().len();
        }
    }
    out
}

fn other(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut out = Decoded { text: String::with_capacity(bytes.len() / 2 * 3 + 64), bad: 0, first_bad: None };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut piece = String::with_capacity(ROOM);
    let mut read = 0;
    loop {
        let (result, length) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut piece, true);
        read += length;
        out.text.push_str(&piece);
        piece.clear();
        match result {
            DecoderResult::InputEmpty => return out,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                out.replace(read.saturating_sub(usize::from(length) + usize::from(after)));
            }
        }
    }
}

impl Decoded {
    fn replace(&mut self, offset: usize) {
        self.text.push(char::REPLACEMENT_CHARACTER);
        self.bad += 1;
        self.first_bad.get_or_insert(offset);
    }
}
