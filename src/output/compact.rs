//! JSON on one line, of any value that serde can walk, straight into bytes: the same bytes that `serde_json` writes (a test compares
//! them), in a fraction of the time. What a notice gives is mostly short strings, keys and small numbers: keys of structs are never
//! escaped here, strings are looked through eight bytes at a time, and nothing is asked of a writer that might fail.
//!
//! Not here: line breaks and indents (`pretty`), and floats, which `serde_json` writes.

use serde::ser::{self, Error as _, Serialize, Serializer};
use serde_json::Error;
use std::fmt::Display;

/// Adds `value` to `out` as JSON without any white space.
///
/// # Errors
/// When a key of a map is not a string, or a value refuses to be written.
pub(super) fn append<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(Compact(out))
}

/// The name under which `serde_json` hands on a number of any precision: a struct of one string, to be written bare.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

struct Compact<'a>(&'a mut Vec<u8>);

impl Compact<'_> {
    fn bytes(self, bytes: &[u8]) -> Result<(), Error> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// Adds a string in quotes.
fn quote(out: &mut Vec<u8>, string: &str) {
    let bytes = string.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    let mut rest = bytes;
    while let Some(at) = first_escaped(rest) {
        let (clean, tail) = rest.split_at(at);
        out.extend_from_slice(clean);
        escape(out, tail[0]);
        rest = &tail[1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Whether this byte cannot stand in a JSON string as it is.
fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Where the first byte stands that must be escaped. Eight bytes are asked at once; those of Chinese characters are never it.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
    // The top bit of each byte of `word` that is below `limit`, and perhaps of bytes behind the first such one.
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & TOPS;
    let (chunks, tail) = bytes.as_chunks::<8>();
    for (index, chunk) in chunks.iter().enumerate() {
        let word = u64::from_ne_bytes(*chunk);
        let quote = below(word ^ (ONES * u64::from(b'"')), 1);
        let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
        if below(word, 0x20) | quote | backslash != 0
            && let Some(at) = chunk.iter().position(|&byte| is_escaped(byte))
        {
            return Some(index * 8 + at);
        }
    }
    tail.iter().position(|&byte| is_escaped(byte)).map(|at| chunks.len() * 8 + at)
}

#[cold]
fn escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            return;
        }
    };
    out.extend([b'\\', short]);
}

macro_rules! whole_numbers {
    ($($name:ident $number:ty),*) => {
        $(fn $name(self, value: $number) -> Result<(), Error> {
            self.bytes(itoa::Buffer::new().format(value).as_bytes())
        })*
    };
}

impl<'a> Serializer for Compact<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Compound<'a>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.bytes(if value { b"true" } else { b"false" })
    }

    whole_numbers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        quote(self.0, value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        quote(self.0, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.bytes(b"null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.bytes(b"null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.bytes(b"null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut variant = Compound::of_variant(self.0, variant, b"", b"}");
        variant.add(value)?;
        variant.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>, Error> {
        Ok(Compound::new(self.0, b"[", b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>, Error> {
        Ok(Compound::new(self.0, b"[", b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, Error> {
        Ok(Compound::new(self.0, b"[", b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, Error> {
        Ok(Compound::of_variant(self.0, variant, b"[", b"]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>, Error> {
        Ok(Compound::new(self.0, b"{", b"}"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Compound<'a>, Error> {
        let bare = name == EXACT_NUMBER;
        Ok(if bare { Compound { bare, ..Compound::new(self.0, b"", b"") } } else { Compound::new(self.0, b"{", b"}") })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, Error> {
        Ok(Compound::of_variant(self.0, variant, b"{", b"}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.serialize_str(&value.to_string())
    }
}

/// A list, a map or a struct whose members are being written.
struct Compound<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
    /// A number given as a string: written without key and quotes.
    bare: bool,
    end: &'static [u8],
}

impl<'a> Compound<'a> {
    fn new(out: &'a mut Vec<u8>, start: &[u8], end: &'static [u8]) -> Self {
        out.extend_from_slice(start);
        Self { out, empty: true, bare: false, end }
    }

    /// What an enum holds: `{"Variant":…}`.
    fn of_variant(out: &'a mut Vec<u8>, variant: &str, start: &[u8], end: &'static [u8]) -> Self {
        out.push(b'{');
        quote(out, variant);
        out.push(b':');
        Self::new(out, start, end)
    }

    fn comma(&mut self) {
        if !std::mem::take(&mut self.empty) {
            self.out.push(b',');
        }
    }

    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(Compact(self.out))
    }

    /// A member of a struct: its name is one of Rust, so that nothing in it is escaped. Inlined, so that its length is known.
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if self.bare {
            let start = self.out.len();
            value.serialize(Compact(self.out))?;
            self.out.pop();
            self.out.remove(start);
            return Ok(());
        }
        self.out.reserve(name.len() + 4);
        if std::mem::take(&mut self.empty) {
            self.out.push(b'"');
        } else {
            self.out.extend_from_slice(b",\"");
        }
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Compact(self.out))
    }

    fn close(self) -> Result<(), Error> {
        self.out.extend_from_slice(self.end);
        Ok(())
    }
}

/// The traits whose members differ in nothing but their names: without names, and with them.
macro_rules! members {
    ($($kind:ident $add:ident),*; $($named:ident),*) => {
        $(impl ser::$kind for Compound<'_> {
            type Ok = ();
            type Error = Error;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.add(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
        $(impl ser::$named for Compound<'_> {
            type Ok = ();
            type Error = Error;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
    };
}

members!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field;
    SerializeStruct,
    SerializeStructVariant
);

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.comma();
        let start = self.out.len();
        key.serialize(Compact(self.out))?;
        match self.out.get(start) {
            Some(b'"') => Ok(()),
            _ => Err(Error::custom("key must be a string")),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Compact(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize;
    use std::collections::BTreeMap;

    fn written<T: Serialize + ?Sized>(value: &T) -> String {
        let mut out = Vec::new();
        append(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_shape_that_serde_knows() {
        #[derive(Serialize)]
        enum Shape {
            Unit,
            Newtype(u8),
            Tuple(u8, char),
            Struct { a: Option<u8>, b: () },
        }
        #[derive(Serialize)]
        struct Name(&'static str);
        #[derive(Serialize)]
        struct All {
            shapes: [Shape; 4],
            name: Name,
            floats: (f32, f64, f64),
            whole: (i8, u64, i128),
            yes: bool,
            none: Option<u8>,
            empty: [u8; 0],
            exact: serde_json::Number,
            map: BTreeMap<String, Vec<u8>>,
        }
        let all = All {
            shapes: [Shape::Unit, Shape::Newtype(1), Shape::Tuple(2, '"'), Shape::Struct { a: Some(3), b: () }],
            name: Name("事"),
            floats: (0.9, 1.0, f64::NAN),
            whole: (-1, u64::MAX, i128::MIN),
            yes: true,
            none: None,
            empty: [],
            exact: "12.500".parse().unwrap(),
            map: BTreeMap::from([("x\n".into(), vec![1, 2]), ("y".into(), vec![])]),
        };
        assert_eq!(written(&all), serde_json::to_string(&all).unwrap());
        assert!(append(&BTreeMap::from([(1, 2)]), &mut Vec::new()).is_err());
    }

    proptest! {
        #[test]
        fn strings_as_serde_json_writes_them(string in "([\u{0}-\u{7f}]{0,3}|\\PC{0,9}|[一-龥]{0,12}){0,6}") {
            prop_assert_eq!(written(&string), serde_json::to_string(&string).unwrap());
        }
    }
}
