//! The objects of a PDF: opened with limits, references followed, streams unpacked and counted.

use crate::problem::ProblemKind;
use crate::source::limits::Limits;
use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};
use std::cell::Cell;

pub(super) struct File<'l> {
    document: Document,
    limits: &'l Limits,
    unpacked: Cell<u64>,
    /// A stream did not fit into what was left of the limit.
    over: Cell<bool>,
}

impl<'l> File<'l> {
    pub(super) fn open(bytes: &[u8], limits: &'l Limits) -> Result<Self, ProblemKind> {
        // Streams of objects are unpacked while the file is opened, each on its own: together they may not exceed the limit.
        let packed = memchr::memmem::find_iter(bytes, b"ObjStm").count().max(1) as u64;
        let options = LoadOptions {
            max_decompressed_size: Some(usize::try_from(limits.unpacked / packed).unwrap_or(usize::MAX)),
            ..LoadOptions::default()
        };
        let document = Document::load_mem_with_options(bytes, options).map_err(|error| problem(&error, limits))?;
        if document.trailer.has(b"Encrypt") && !document.was_encrypted() {
            return Err(ProblemKind::Encrypted { format: "pdf" });
        }
        Ok(Self { document, limits, unpacked: Cell::new(0), over: Cell::new(false) })
    }

    pub(super) fn pages(&self) -> Vec<ObjectId> {
        self.document.page_iter().collect()
    }

    pub(super) fn objects(&self) -> usize {
        self.document.objects.len()
    }

    /// Whether the time is over, or streams were larger together than they may be.
    pub(super) fn check(&self) -> Result<(), ProblemKind> {
        if self.limits.stop.is_set() {
            return Err(ProblemKind::OutOfTime);
        }
        if self.over.get() || self.unpacked.get() > self.limits.unpacked {
            return Err(ProblemKind::OverLimit { what: "bytes unpacked", limit: self.limits.unpacked });
        }
        Ok(())
    }

    pub(super) fn page(&self, id: ObjectId) -> Option<&Dictionary> {
        self.document.get_dictionary(id).ok()
    }

    pub(super) fn follow<'f>(&'f self, object: &'f Object) -> Option<&'f Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    pub(super) fn get<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f Object> {
        dictionary.get(key).ok().and_then(|object| self.follow(object)).filter(|object| !object.is_null())
    }

    pub(super) fn name<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f [u8]> {
        self.get(dictionary, key)?.as_name().ok()
    }

    pub(super) fn string<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f [u8]> {
        self.get(dictionary, key)?.as_str().ok()
    }

    pub(super) fn number(&self, dictionary: &Dictionary, key: &[u8]) -> Option<f32> {
        self.value(dictionary.get(key).ok()?)
    }

    pub(super) fn value(&self, object: &Object) -> Option<f32> {
        let value = self.follow(object)?.as_float().ok()?;
        value.is_finite().then(|| value.clamp(-1e9, 1e9))
    }

    pub(super) fn array<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f [Object]> {
        self.array_of(dictionary.get(key).ok()?)
    }

    pub(super) fn array_of<'f>(&'f self, object: &'f Object) -> Option<&'f [Object]> {
        self.follow(object)?.as_array().ok().map(Vec::as_slice)
    }

    pub(super) fn dictionary<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f Dictionary> {
        self.dictionary_of(dictionary.get(key).ok()?)
    }

    pub(super) fn dictionary_of<'f>(&'f self, object: &'f Object) -> Option<&'f Dictionary> {
        match self.follow(object)? {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// What a page says itself, or the branches of the page tree that it hangs on.
    pub(super) fn inherited<'f>(&'f self, page: &'f Dictionary, key: &[u8]) -> Option<&'f Object> {
        let mut node = page;
        for _ in 0..64 {
            if let Some(found) = self.get(node, key) {
                return Some(found);
            }
            node = self.dictionary(node, b"Parent")?;
        }
        None
    }

    pub(super) fn stream(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
        match self.get(dictionary, key)? {
            Object::Stream(stream) => self.unpack(stream),
            _ => None,
        }
    }

    /// The bytes of a stream; `None` where it is packed in a way that is not known, or over the limit.
    pub(super) fn unpack(&self, stream: &Stream) -> Option<Vec<u8>> {
        let left = self.limits.unpacked.saturating_sub(self.unpacked.get());
        match stream.decompressed_content_with_limit(usize::try_from(left).unwrap_or(usize::MAX)) {
            Ok(bytes) => {
                self.unpacked.set(self.unpacked.get().saturating_add(bytes.len() as u64));
                Some(bytes)
            }
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                self.over.set(true);
                None
            }
            Err(_) => None,
        }
    }
}

fn problem(error: &Error, limits: &Limits) -> ProblemKind {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
            ProblemKind::Encrypted { format: "pdf" }
        }
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => {
            ProblemKind::OverLimit { what: "bytes unpacked", limit: limits.unpacked }
        }
        other => ProblemKind::Damaged { format: "pdf", why: other.to_string() },
    }
}
