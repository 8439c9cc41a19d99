//! What the codes of a font say and how wide they are. What cannot be told is counted, not guessed.

use super::cmap::Map;
use super::file::File;
use super::predefined::{self, Coding};
use super::{glyph_name, radical, truetype};
use encoding_rs::{MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Object};
use std::collections::HashMap;

#[derive(Debug)]
pub(super) struct Font {
    pub(super) name: String,
    coding: Codes,
    /// What the file says of its codes, believed first.
    unicode: Map,
    reading: Reading,
    widths: HashMap<u32, f32>,
    width: f32,
    /// Thousandths of the size, but for Type 3 fonts.
    unit: f32,
    pub(super) vertical: bool,
}

/// How bytes become codes.
#[derive(Debug)]
enum Codes {
    Single,
    Named(Coding),
    Map(Map),
}

/// What codes say where `ToUnicode` does not.
#[derive(Debug)]
enum Reading {
    /// Of simple fonts.
    Table(Vec<Option<char>>),
    /// The coding says it.
    Coding,
    /// Glyph numbers of Adobe-GB1.
    Gb1,
    /// Glyph numbers of an embedded font, by its own map.
    Glyphs(HashMap<u16, char>),
    Nothing,
}

/// A code of a string that is shown.
pub(super) struct Shown {
    pub(super) text: Text,
    /// In parts of the font's size.
    pub(super) width: f32,
    /// A single byte 32, which word spacing widens.
    pub(super) blank: bool,
}

pub(super) enum Text {
    One(char),
    Many(String),
    Unknown,
}

impl Font {
    pub(super) fn read(file: &File<'_>, dictionary: &Dictionary) -> Font {
        let unicode = match file.stream(dictionary, b"ToUnicode") {
            Some(bytes) => Map::read(&bytes),
            None => Map::default(),
        };
        let mut font = match file.name(dictionary, b"Subtype") {
            Some(b"Type0") => composite(file, dictionary),
            subtype => simple(file, dictionary, subtype == Some(b"Type3")),
        };
        font.unicode = unicode;
        let name = file.name(dictionary, b"BaseFont").or_else(|| file.name(dictionary, b"Name")).unwrap_or(b"?");
        // A subset's name begins with six letters of its own.
        let name = if name.get(6) == Some(&b'+') { &name[7..] } else { name };
        font.name = match std::str::from_utf8(name) {
            Ok(name) => name.to_string(),
            Err(_) => encoding_rs::GB18030.decode_without_bom_handling(name).0.into_owned(),
        };
        font
    }

    /// The codes of a string, one after the other.
    pub(super) fn show<E>(&self, mut bytes: &[u8], mut each: impl FnMut(Shown) -> Result<(), E>) -> Result<(), E> {
        while !bytes.is_empty() {
            let length = match &self.coding {
                Codes::Single => 1,
                Codes::Named(coding) => coding.length(bytes),
                Codes::Map(map) => map.length(bytes),
            };
            let (code, rest) = bytes.split_at(length.clamp(1, bytes.len()));
            bytes = rest;
            each(self.shown(code))?;
        }
        Ok(())
    }

    fn shown(&self, bytes: &[u8]) -> Shown {
        let code = bytes.iter().fold(0u32, |code, &b| code << 8 | u32::from(b));
        let glyph = match &self.coding {
            Codes::Single | Codes::Named(_) => code,
            Codes::Map(map) => map.glyph(code).unwrap_or(code),
        };
        let width = match &self.coding {
            Codes::Named(coding) if *coding != Coding::Identity => {
                let [first, second] = coding.glyphs(bytes);
                let stated = [first, second].into_iter().flatten().find_map(|g| self.widths.get(&g).copied());
                stated.unwrap_or(if first.is_some() { 500.0 } else { self.width })
            }
            _ => self.widths.get(&glyph).copied().unwrap_or(self.width),
        };
        let text = self.unicode.text(code).or_else(|| match &self.reading {
            Reading::Table(table) => table.get(code as usize).copied().flatten().map(String::from),
            Reading::Coding => match &self.coding {
                Codes::Named(coding) => coding.text(bytes),
                _ => None,
            },
            Reading::Gb1 => predefined::gb1(glyph),
            Reading::Glyphs(map) => u16::try_from(glyph).ok().and_then(|g| map.get(&g)).copied().map(String::from),
            Reading::Nothing => None,
        });
        let text = match text {
            None => Text::Unknown,
            Some(text) => {
                let mut characters = text.chars();
                match (characters.next(), characters.next()) {
                    (Some(only), None) => Text::One(radical::whole(only)),
                    _ => Text::Many(text),
                }
            }
        };
        Shown { text, width: width * self.unit, blank: bytes == b" " }
    }
}

fn composite(file: &File<'_>, dictionary: &Dictionary) -> Font {
    let below = file.array(dictionary, b"DescendantFonts").and_then(|a| a.first()).and_then(|o| file.dictionary_of(o));
    let empty = Dictionary::new();
    let below = below.unwrap_or(&empty);
    let mut vertical = false;
    let coding = match file.get(dictionary, b"Encoding") {
        Some(Object::Name(name)) => {
            let (coding, down) = predefined::coding(name).unwrap_or((Coding::Identity, false));
            vertical = down;
            Codes::Named(coding)
        }
        Some(Object::Stream(_)) => {
            let map = file.stream(dictionary, b"Encoding").map(|bytes| Map::read(&bytes)).unwrap_or_default();
            vertical = map.vertical;
            Codes::Map(map)
        }
        _ => Codes::Named(Coding::Identity),
    };
    let system = file.dictionary(below, b"CIDSystemInfo");
    let gb1 = system.and_then(|s| file.string(s, b"Ordering")).is_some_and(|o| o == b"GB1");
    let reading = match &coding {
        Codes::Named(coding) if *coding != Coding::Identity => Reading::Coding,
        _ if gb1 => Reading::Gb1,
        _ => embedded(file, below).map_or(Reading::Nothing, Reading::Glyphs),
    };
    Font {
        name: String::new(),
        coding,
        unicode: Map::default(),
        reading,
        widths: file.array(below, b"W").map(|w| glyph_widths(file, w)).unwrap_or_default(),
        width: file.number(below, b"DW").unwrap_or(1000.0),
        unit: 0.001,
        vertical,
    }
}

/// What the glyphs of an embedded TrueType font are, if glyphs and codes are the same.
fn embedded(file: &File<'_>, below: &Dictionary) -> Option<HashMap<u16, char>> {
    if matches!(file.get(below, b"CIDToGIDMap"), Some(Object::Stream(_))) {
        return None;
    }
    let descriptor = file.dictionary(below, b"FontDescriptor")?;
    let font = file.stream(descriptor, b"FontFile2").or_else(|| file.stream(descriptor, b"FontFile3"))?;
    truetype::glyphs(&font).filter(|map| !map.is_empty())
}

/// `W`: `first [width …]` or `first last width`.
fn glyph_widths(file: &File<'_>, array: &[Object]) -> HashMap<u32, f32> {
    let mut out = HashMap::new();
    // Ranges that are stated again and again cost no more than all glyphs of some fonts.
    let mut left = 0x4_0000u32;
    let mut rest = array;
    while let [first, second, tail @ ..] = rest {
        let Some(first) = file.value(first).map(|v| v.max(0.0) as u32) else {
            rest = &rest[1..];
            continue;
        };
        if let Some(list) = file.array_of(second) {
            let widths = list.iter().take(0x1_0000).enumerate();
            out.extend(widths.filter_map(|(i, w)| Some((first.saturating_add(i as u32), file.value(w)?))));
            rest = tail;
        } else if let [third, tail @ ..] = tail {
            if let (Some(last), Some(width)) = (file.value(second), file.value(third)) {
                let last = (last.max(0.0) as u32).min(0xFFFF);
                let range = (first..=last).take(left as usize);
                left = left.saturating_sub(last.saturating_sub(first).saturating_add(1));
                out.extend(range.map(|glyph| (glyph, width)));
            }
            rest = tail;
        } else {
            break;
        }
    }
    out
}

fn simple(file: &File<'_>, dictionary: &Dictionary, drawn: bool) -> Font {
    let first = file.number(dictionary, b"FirstChar").unwrap_or(0.0).max(0.0) as u32;
    let mut widths = HashMap::new();
    if let Some(list) = file.array(dictionary, b"Widths") {
        let stated = list.iter().take(256).enumerate();
        widths.extend(stated.filter_map(|(i, w)| Some((first.saturating_add(i as u32), file.value(w)?))));
    }
    let descriptor = file.dictionary(dictionary, b"FontDescriptor");
    let missing = descriptor.and_then(|d| file.number(d, b"MissingWidth")).filter(|&w| w > 0.0);
    let matrix = file.array(dictionary, b"FontMatrix").and_then(|m| m.first()).and_then(|v| file.value(v));
    Font {
        name: String::new(),
        coding: Codes::Single,
        unicode: Map::default(),
        reading: Reading::Table(table(file, dictionary, descriptor, drawn)),
        widths,
        width: missing.unwrap_or(if drawn { 0.0 } else { 550.0 }),
        unit: if drawn { matrix.unwrap_or(0.001).abs() } else { 0.001 },
        vertical: false,
    }
}

/// The characters of the 256 codes of a simple font.
fn table(file: &File<'_>, dictionary: &Dictionary, descriptor: Option<&Dictionary>, drawn: bool) -> Vec<Option<char>> {
    let encoding = file.get(dictionary, b"Encoding");
    let listed = encoding.and_then(|e| e.as_dict().ok());
    let base = match (encoding, listed) {
        (Some(Object::Name(name)), _) => Some(name.as_slice()),
        (_, Some(list)) => file.name(list, b"BaseEncoding"),
        _ => None,
    };
    let flags = descriptor.and_then(|d| file.number(d, b"Flags")).unwrap_or(0.0) as u32;
    // A font of signs, or one whose glyphs are drawn, has codes of its own unless the file says otherwise.
    let own = drawn || (base.is_none() && flags & 4 != 0);
    let page = if base == Some(b"MacRomanEncoding") { MACINTOSH } else { WINDOWS_1252 };
    let mut table: Vec<Option<char>> = (0..=255u8)
        .map(|code| {
            if own || code < 0x20 {
                return None;
            }
            page.decode_without_bom_handling(&[code]).0.chars().next().filter(|c| !c.is_control())
        })
        .collect();
    let Some(differences) = listed.and_then(|list| file.array(list, b"Differences")) else { return table };
    let mut code = 0usize;
    for entry in differences.iter().take(1024) {
        if let Some(value) = file.value(entry) {
            code = value.max(0.0) as usize;
        } else if let Ok(name) = entry.as_name() {
            if let Some(place) = table.get_mut(code) {
                *place = std::str::from_utf8(name).ok().and_then(glyph_name::character);
            }
            code = code.saturating_add(1);
        }
    }
    table
}
