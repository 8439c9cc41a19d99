//! Encodings that a file only names: how long a code is, what it means, and which glyph it takes.
//!
//! The tables of Adobe's character collections are not here; what a code means is told by its encoding.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// How bytes become codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// Two bytes, the number of a glyph.
    Identity,
    /// UTF-16, big-endian.
    Utf16,
    Utf32,
    /// One or more bytes of an encoding.
    Bytes(&'static Encoding),
}

/// The coding of a predefined map, and whether it writes downwards.
pub(super) fn coding(name: &[u8]) -> Option<(Coding, bool)> {
    let name = std::str::from_utf8(name).ok()?;
    let vertical = name.ends_with("-V") || name == "V";
    let base = name.strip_suffix("-H").or_else(|| name.strip_suffix("-V"))?;
    let coding = match base {
        "Identity" => Coding::Identity,
        "GB-EUC" | "GBpc-EUC" | "GBK-EUC" | "GBKp-EUC" | "GBK2K" | "GBT-EUC" | "GBTpc-EUC" => Coding::Bytes(GB18030),
        "B5pc" | "HKscs-B5" | "ETen-B5" | "ETenms-B5" | "CNS-EUC" => Coding::Bytes(BIG5),
        "90ms-RKSJ" | "90msp-RKSJ" | "90pv-RKSJ" | "83pv-RKSJ" | "Add-RKSJ" | "Ext-RKSJ" => Coding::Bytes(SHIFT_JIS),
        "KSC-EUC" | "KSCms-UHC" | "KSCms-UHC-HW" | "KSCpc-EUC" => Coding::Bytes(EUC_KR),
        _ if base.starts_with("Uni") && (base.contains("-UCS2") || base.contains("-UTF16")) => Coding::Utf16,
        _ if base.starts_with("Uni") && base.contains("-UTF32") => Coding::Utf32,
        _ => return None,
    };
    Some((coding, vertical))
}

impl Coding {
    /// How many bytes the next code takes.
    pub(super) fn length(self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        let second = bytes.get(1).copied().unwrap_or(0);
        let length = match self {
            Coding::Identity => 2,
            Coding::Utf16 if (0xD8..0xDC).contains(&first) => 4,
            Coding::Utf16 => 2,
            Coding::Utf32 => 4,
            Coding::Bytes(encoding) if encoding == GB18030 && first > 0x80 && second.is_ascii_digit() => 4,
            Coding::Bytes(encoding) if encoding == SHIFT_JIS && (0xA0..0xE0).contains(&first) => 1,
            Coding::Bytes(_) => 1 + usize::from((0x81..0xFF).contains(&first)),
        };
        length.clamp(1, bytes.len().max(1))
    }

    /// What a code says; `None` for glyph numbers.
    pub(super) fn text(self, code: &[u8]) -> Option<String> {
        match self {
            Coding::Identity => None,
            Coding::Utf16 => {
                let units: Vec<u16> = code.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]])).collect();
                String::from_utf16(&units).ok()
            }
            Coding::Utf32 => {
                let value = code.iter().fold(0u32, |value, &b| value << 8 | u32::from(b));
                char::from_u32(value).map(String::from)
            }
            Coding::Bytes(encoding) => {
                encoding.decode_without_bom_handling_and_without_replacement(code).map(|text| text.into_owned())
            }
        }
    }

    /// Glyph numbers under which a file may state the width of an ASCII character: proportional ones, then those of half width.
    pub(super) fn glyphs(self, code: &[u8]) -> [Option<u32>; 2] {
        let ascii = match (self, code) {
            (Coding::Utf16, [0, c]) | (Coding::Bytes(_), [c]) if (0x20..0x7F).contains(c) => u32::from(*c) - 0x20,
            _ => return [None, None],
        };
        // The blank, or where it would stand: Adobe-GB1 813, Adobe-CNS1 13648, Adobe-Japan1 231.
        let half = match self {
            Coding::Bytes(encoding) if encoding == BIG5 => 13648,
            Coding::Bytes(encoding) if encoding == SHIFT_JIS => 231,
            _ => 813,
        };
        [Some(ascii + 1), Some(ascii + half)]
    }
}

/// What a glyph of Adobe-GB1 says, for those that stand in the order of GB 2312: its signs, and its 6763 characters.
pub(super) fn gb1(glyph: u32) -> Option<String> {
    // First glyph, first code, how many.
    const ROWS: [(u32, u16, u32); 9] = [
        (96, 0xA1A1, 94),
        (190, 0xA2B1, 50),
        (240, 0xA2E5, 10),
        (250, 0xA2F1, 12),
        (262, 0xA3A1, 94),
        (356, 0xA4A1, 83),
        (439, 0xA5A1, 86),
        (525, 0xA6A1, 24),
        (549, 0xA6C1, 24),
    ];
    let ascii = |from: u32| char::from_u32(0x20 + glyph - from).map(String::from);
    let code = match glyph {
        1..=95 => return ascii(1),
        814..=907 => return ascii(813),
        940..=4605 => han(0xB0, glyph - 940),
        4606..=4694 => 0xD7A1 + (glyph - 4606) as u16,
        4695..=7702 => han(0xD8, glyph - 4695),
        _ => ROWS.iter().find(|r| (r.0..r.0 + r.2).contains(&glyph)).map(|r| r.1 + (glyph - r.0) as u16)?,
    };
    Coding::Bytes(GB18030).text(&code.to_be_bytes())
}

/// The code of the `n`th character from a row on; 94 stand in each.
fn han(row: u16, n: u32) -> u16 {
    (row + (n / 94) as u16) << 8 | (0xA1 + (n % 94) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes() {
        let (gbk, vertical) = coding(b"GBK-EUC-H").unwrap();
        assert!(!vertical);
        assert_eq!((gbk.length(b"\xC3\xF1"), gbk.text(b"\xC3\xF1").as_deref()), (2, Some("民")));
        assert_eq!((gbk.length(b"1\xC3"), gbk.text(b"1").as_deref()), (1, Some("1")));
        let (uni, _) = coding(b"UniGB-UCS2-H").unwrap();
        assert_eq!(uni.text(b"\x6C\x11").as_deref(), Some("民"));
        assert_eq!(coding(b"ETen-B5-V").unwrap().0.text(b"\xA5\xC1").as_deref(), Some("民"));
        assert_eq!(coding(b"WinAnsiEncoding"), None);
    }

    #[test]
    fn glyphs_in_the_order_of_gb_2312() {
        let read = |glyphs: &[u32]| glyphs.iter().filter_map(|&g| gb1(g)).collect::<String>();
        assert_eq!(read(&[940, 4694, 4695, 7702, 97, 814 + 16, 262 + 16]), "啊座亍齄、1１");
        assert_eq!(read(&[7718, 40_000]), "");
    }
}
