//! The parts of an office file as a stream of tags and text. Bounded in depth and, through the package, in size.
//!
//! Names are given without their prefix: programs choose prefixes freely, and the two namespaces of a format (transitional and
//! strict) hold the same elements.

use super::limits::Limits;
use super::package::{self, Package};
use crate::problem::ProblemKind;
use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// What comes next in a part.
pub(super) enum Node<'x> {
    Start(Tag<'x>),
    /// With its depth: 1 is the outermost element.
    End(usize),
    /// A piece of text; an entity (`&lt;`) is a piece of its own.
    Text(Cow<'x, str>),
}

/// An opening tag.
pub(super) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// Without its prefix.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The attribute of a name, whatever its prefix. A broken one is as good as missing.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let found = attributes.into_iter().find(|attribute| local(attribute.key.into_inner()) == name)?;
        Some(match found.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value,
            Err(_) => found.value,
        })
    }

    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.trim().parse().ok()
    }

    /// A switch such as `<w:vanish/>`, which is on unless its value says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A tag or a text is held whole while it is read: it may have one part in so many of what a file may unpack to, but never less than
/// [`LEAST_PIECE`].
const PIECES: u64 = 32;
const LEAST_PIECE: u64 = 1 << 20;

/// Bytes of a part, which end in an error where one tag or text has too many of them.
struct Bounded<'p> {
    input: Box<dyn BufRead + 'p>,
    left: u64,
    piece: u64,
}

impl Bounded<'_> {
    /// The next tag or text begins.
    fn begin(&mut self) {
        self.left = self.piece;
    }
}

impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Bounded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            let kind = ProblemKind::OverLimit { what: "bytes in one tag or text", limit: self.piece };
            return Err(package::error(kind));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count as u64);
        self.input.consume(count);
    }
}

/// A part that is being read.
pub(super) struct Xml<'p> {
    reader: Reader<Bounded<'p>>,
    buffer: Vec<u8>,
    depth: usize,
    limits: &'p Limits,
    format: &'static str,
    part: String,
}

impl<'p> Xml<'p> {
    /// Opens a part of a package; `None` where there is none of that name.
    pub(super) fn open(
        package: &'p mut Package<'_>,
        name: &str,
        limits: &'p Limits,
    ) -> Result<Option<Self>, ProblemKind> {
        let Some(place) = package.place(name) else { return Ok(None) };
        let format = package.format();
        let mut part = BufReader::with_capacity(32 * 1024, package.open_part(place)?);
        let start = part.fill_buf().map_err(|e| package::why(&e, format, name))?;
        let utf16 = match start {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
            _ => None,
        };
        let input: Box<dyn BufRead + 'p> = match utf16 {
            None => Box::new(part),
            Some(encoding) => {
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).map_err(|e| package::why(&e, format, name))?;
                Box::new(Cursor::new(encoding.decode(&bytes).0.into_owned().into_bytes()))
            }
        };
        Ok(Some(Self::new(input, format, name, limits)))
    }

    /// Reads what has been unpacked already.
    #[cfg(feature = "docx")]
    pub(super) fn of(bytes: &'p [u8], format: &'static str, name: &str, limits: &'p Limits) -> Self {
        Self::new(Box::new(bytes), format, name, limits)
    }

    fn new(input: Box<dyn BufRead + 'p>, format: &'static str, name: &str, limits: &'p Limits) -> Self {
        let piece = limits.unpacked.min(LEAST_PIECE.max(limits.unpacked / PIECES));
        let mut reader = Reader::from_reader(Bounded { input, left: piece, piece });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), depth: 0, limits, format, part: name.to_string() }
    }

    /// How many elements are open. Behind a start tag its own is counted, behind its end no longer.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next tag or text; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Node<'_>>, ProblemKind> {
        self.buffer.clear();
        self.reader.get_mut().begin();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(tag)) => {
                self.depth += 1;
                if self.depth > self.limits.depth {
                    return Err(ProblemKind::OverLimit {
                        what: "levels of nested elements",
                        limit: self.limits.depth as u64,
                    });
                }
                Ok(Some(Node::Start(Tag(tag))))
            }
            Ok(Event::End(_)) => {
                let depth = self.depth;
                self.depth = depth.saturating_sub(1);
                Ok(Some(Node::End(depth)))
            }
            Ok(Event::Text(text)) => Ok(Some(Node::Text(text.into_inner()))),
            Ok(Event::CData(text)) => Ok(Some(Node::Text(text.into_inner()))),
            Ok(Event::GeneralRef(entity)) => {
                let c = match &*entity {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                let text = c.map_or_else(|| format!("&{};", &*entity), String::from);
                Ok(Some(Node::Text(Cow::Owned(text))))
            }
            Ok(Event::Eof) if self.depth > 0 => {
                let found = "the end of the part within an element";
                Err(damaged(self.format, &self.part, self.reader.buffer_position(), found))
            }
            Ok(Event::Eof) => Ok(None),
            // Comments and the like: a loop would be better, but the compiler cannot see that the buffer is free again.
            Ok(_) => Ok(Some(Node::Text(Cow::Borrowed("")))),
            Err(Error::Io(error)) => Err(package::why(&error, self.format, &self.part)),
            Err(error) => Err(damaged(self.format, &self.part, self.reader.buffer_position(), &error.to_string())),
        }
    }

    /// Passes over everything in the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), ProblemKind> {
        let depth = self.depth;
        while self.depth >= depth {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

fn damaged(format: &'static str, part: &str, at: u64, found: &str) -> ProblemKind {
    let why = format!("expected well-formed XML in the part {part}, found at byte {at}: {found}");
    ProblemKind::Damaged { format, why }
}
