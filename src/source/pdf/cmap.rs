//! Character maps that a file carries: codes to Unicode (`ToUnicode`), and codes to glyph numbers (an `Encoding` stream).
//!
//! Maps that have only a name (`GBK-EUC-H`) are in `predefined`.

use super::content::Operations;
use super::operand::Operand;

/// Stretches of codes that are looked at; real maps have up to five.
const MOST_SPACES: usize = 100;

/// A map as the file writes it; later lines do not replace earlier ones.
#[derive(Debug, Default)]
pub(super) struct Map {
    spaces: Vec<Space>,
    characters: Vec<Characters>,
    glyphs: Vec<Glyphs>,
    pub(super) vertical: bool,
}

/// Codes of one length.
#[derive(Debug)]
struct Space {
    low: Vec<u8>,
    high: Vec<u8>,
}

#[derive(Debug)]
struct Characters {
    low: u32,
    high: u32,
    /// UTF-16; the last unit counts up with the code.
    first: Vec<u16>,
}

#[derive(Debug)]
struct Glyphs {
    low: u32,
    high: u32,
    first: u32,
}

impl Map {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Map::default();
        let mut operations = Operations::of_map(bytes);
        while let Some(operator) = operations.next() {
            let operands = operations.operands();
            match operator {
                b"endcodespacerange" => {
                    let room = MOST_SPACES.saturating_sub(map.spaces.len());
                    map.spaces.extend(operands.chunks_exact(2).filter_map(space).take(room));
                }
                b"endbfchar" => map.characters.extend(operands.chunks_exact(2).filter_map(|pair| {
                    let code = code(&pair[0])?;
                    Some(Characters { low: code, high: code, first: units(&pair[1])? })
                })),
                b"endbfrange" => operands.chunks_exact(3).for_each(|range| map.range(range)),
                b"endcidchar" => map.glyphs.extend(operands.chunks_exact(2).filter_map(|pair| {
                    let code = code(&pair[0])?;
                    Some(Glyphs { low: code, high: code, first: number(&pair[1])? })
                })),
                b"endcidrange" => map.glyphs.extend(operands.chunks_exact(3).filter_map(|range| {
                    Some(Glyphs { low: code(&range[0])?, high: code(&range[1])?, first: number(&range[2])? })
                })),
                b"def" => {
                    if let [Operand::Name(key), Operand::Number(value)] = operands
                        && key == b"WMode"
                    {
                        map.vertical = *value == 1.0;
                    }
                }
                _ => {}
            }
        }
        map.characters.sort_by_key(|range| range.low);
        map.glyphs.sort_by_key(|range| range.low);
        map
    }

    fn range(&mut self, range: &[Operand]) {
        let (Some(low), Some(high)) = (code(&range[0]), code(&range[1])) else { return };
        match &range[2] {
            Operand::Array(each) => {
                let codes = low..=high;
                self.characters.extend(
                    codes
                        .zip(each)
                        .filter_map(|(code, target)| Some(Characters { low: code, high: code, first: units(target)? })),
                );
            }
            target => self.characters.extend(units(target).map(|first| Characters { low, high, first })),
        }
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let until = self.characters.partition_point(|range| range.low <= code);
        let range = self.characters[..until].iter().rev().take(4).find(|range| code <= range.high)?;
        let mut units = range.first.clone();
        if let Some(last) = units.last_mut() {
            *last = last.wrapping_add((code - range.low) as u16);
        }
        let text = String::from_utf16(&units).ok()?;
        (!text.is_empty() && !text.contains('\u{FFFD}') && !text.chars().all(char::is_control)).then_some(text)
    }

    /// The glyph number of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let until = self.glyphs.partition_point(|range| range.low <= code);
        let range = self.glyphs[..until].iter().rev().take(4).find(|range| code <= range.high)?;
        range.first.checked_add(code - range.low)
    }

    /// How many bytes the next code takes: the length of the code space that it lies in, or of the shortest.
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        let fits = |space: &&Space| {
            space.low.len() <= bytes.len()
                && bytes.iter().zip(space.low.iter().zip(&space.high)).all(|(b, (l, h))| l <= b && b <= h)
        };
        let found = self.spaces.iter().find(fits).or_else(|| self.spaces.iter().min_by_key(|s| s.low.len()));
        found.map_or(2, |space| space.low.len()).clamp(1, bytes.len().max(1))
    }
}

fn space(pair: &[Operand]) -> Option<Space> {
    match pair {
        [Operand::Text(low), Operand::Text(high)] if low.len() == high.len() && (1..=4).contains(&low.len()) => {
            Some(Space { low: low.clone(), high: high.clone() })
        }
        _ => None,
    }
}

fn code(operand: &Operand) -> Option<u32> {
    match operand {
        Operand::Text(bytes) if bytes.len() <= 4 => Some(bytes.iter().fold(0, |code, &b| code << 8 | u32::from(b))),
        _ => None,
    }
}

fn number(operand: &Operand) -> Option<u32> {
    match operand {
        Operand::Number(value) if *value >= 0.0 => Some(*value as u32),
        _ => None,
    }
}

fn units(operand: &Operand) -> Option<Vec<u16>> {
    match operand {
        Operand::Text(bytes) if bytes.len() == 1 => Some(vec![u16::from(bytes[0])]),
        Operand::Text(bytes) if !bytes.is_empty() && bytes.len() <= 64 => {
            Some(bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_unicode() {
        let map = Map::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0003> <4E8B> <0004> <D842DFB7> endbfchar\n\
              2 beginbfrange <0010> <0012> <5B9E> <0020> <0021> [<006600690> <0032>] endbfrange",
        );
        assert_eq!(map.text(3).as_deref(), Some("事"));
        assert_eq!(map.text(4).as_deref(), Some("𠮷"));
        assert_eq!(map.text(0x12).as_deref(), Some("宠"));
        assert_eq!(map.text(0x21).as_deref(), Some("2"));
        assert_eq!(map.text(5), None);
        assert_eq!(map.length(b"\x12\x34\x56"), 2);
    }

    #[test]
    fn codes_of_mixed_length() {
        let map = Map::read(
            b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange 1 begincidrange <20> <7e> 814 endcidrange",
        );
        assert_eq!((map.length(b"a\xB0"), map.length(b"\xB0\xA1"), map.glyph(0x41)), (1, 2, Some(847)));
    }
}
