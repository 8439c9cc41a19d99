//! The fonts of a document, which tell in which encoding its bytes are. The numbers of character sets and code pages are those of Windows
//! (RTF specification 1.9.1, Font Table and `\ansicpg`).

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS};
use std::collections::HashMap;

/// The character set of fonts of signs.
const SYMBOLS: i32 = 2;

#[derive(Debug)]
pub(super) struct Fonts {
    /// Of texts whose font does not say.
    page: &'static Encoding,
    fonts: HashMap<i32, Font>,
    /// The one that the table is telling of.
    open: Option<i32>,
}

#[derive(Debug, Default)]
struct Font {
    set: i32,
    name: String,
}

/// In what bytes are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Script<'f> {
    Letters(&'static Encoding),
    /// Signs of a font of this name.
    Signs(&'f str),
}

impl Default for Fonts {
    fn default() -> Self {
        Self { page: GB18030, fonts: HashMap::new(), open: None }
    }
}

impl Fonts {
    /// The document's own code page (`\ansicpg`). One that nobody knows leaves the Chinese one.
    pub(super) fn set_page(&mut self, number: i32) {
        self.page = match number {
            936 | 54936 | 0 => GB18030,
            950 => BIG5,
            932 => SHIFT_JIS,
            949 => EUC_KR,
            65001 => encoding_rs::UTF_8,
            other => Encoding::for_label(format!("windows-{other}").as_bytes()).unwrap_or(GB18030),
        };
    }

    /// A word of the font table.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "f" => {
                self.open = number;
                if let Some(n) = number {
                    self.fonts.insert(n, Font::default());
                }
            }
            "fcharset" => {
                if let Some(font) = self.open() {
                    font.set = number.unwrap_or(0);
                }
            }
            _ => {}
        }
    }

    /// Text of the font table: the name of a font, closed by a semicolon.
    pub(super) fn name(&mut self, bytes: &[u8]) {
        if let Some(font) = self.open()
            && !font.name.ends_with(';')
            && font.name.len() < 64
        {
            font.name.extend(bytes.iter().filter(|b| b.is_ascii()).map(|&b| char::from(b)));
        }
    }

    fn open(&mut self) -> Option<&mut Font> {
        self.fonts.get_mut(&self.open?)
    }

    pub(super) fn script(&self, font: Option<i32>) -> Script<'_> {
        let Some(font) = font.and_then(|n| self.fonts.get(&n)) else { return Script::Letters(self.page) };
        Script::Letters(match font.set {
            SYMBOLS => return Script::Signs(font.name.trim_end_matches(';').trim()),
            134 => GB18030,
            136 => BIG5,
            128 => SHIFT_JIS,
            129 | 130 => EUC_KR,
            161 => encoding_rs::WINDOWS_1253,
            162 => encoding_rs::WINDOWS_1254,
            204 => encoding_rs::WINDOWS_1251,
            238 => encoding_rs::WINDOWS_1250,
            // Latin fonts are named for Chinese text too, whose bytes are then those of the code page.
            _ => self.page,
        })
    }
}
