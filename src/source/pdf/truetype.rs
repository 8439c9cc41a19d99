//! The character map of an embedded TrueType font, turned around: what its glyphs are. For files that number the glyphs and do not
//! say what they mean.

use std::collections::HashMap;

/// The character of each glyph, as the font's own map has it. Of several characters of one glyph the lowest within the Chinese
/// ones counts, so that radicals (⼈) do not stand for characters (人).
pub(super) fn glyphs(font: &[u8]) -> Option<HashMap<u16, char>> {
    let table = cmap(font)?;
    let count = u16_at(table, 2)?;
    let mut best: Option<(u8, &[u8])> = None;
    for i in 0..usize::from(count.min(64)) {
        let record = 4 + i * 8;
        let (platform, encoding) = (u16_at(table, record)?, u16_at(table, record + 2)?);
        let Some(sub) = table.get(u32_at(table, record + 4)? as usize..) else { continue };
        let rank = match (platform, encoding) {
            (3, 10) | (0, 4..=6) => 3,
            (3, 1) | (0, _) => 2,
            (3, 0) => 1,
            _ => continue,
        };
        if best.is_none_or(|(other, _)| rank > other) {
            best = Some((rank, sub));
        }
    }
    let (_, sub) = best?;
    let mut out = HashMap::new();
    match u16_at(sub, 0)? {
        4 => segments(sub, &mut out),
        12 => groups(sub, &mut out),
        _ => None,
    }?;
    Some(out)
}

fn cmap(font: &[u8]) -> Option<&[u8]> {
    let tables = u16_at(font, 4)?;
    (0..usize::from(tables.min(256))).find_map(|i| {
        let record = 12 + i * 16;
        if font.get(record..record + 4)? != b"cmap" {
            return None;
        }
        let start = u32_at(font, record + 8)? as usize;
        font.get(start..)
    })
}

fn put(out: &mut HashMap<u16, char>, glyph: u16, code: u32) {
    let Some(c) = char::from_u32(code).filter(|_| glyph != 0) else { return };
    let rank = |c: char| (matches!(c as u32, 0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0xE000..=0xF8FF), c);
    out.entry(glyph).and_modify(|old| *old = if rank(c) < rank(*old) { c } else { *old }).or_insert(c);
}

/// Format 4: segments of the first 65536 characters.
fn segments(sub: &[u8], out: &mut HashMap<u16, char>) -> Option<()> {
    let count = usize::from(u16_at(sub, 6)? / 2);
    let (ends, starts) = (14, 16 + count * 2);
    let (deltas, offsets) = (starts + count * 2, starts + count * 4);
    // Every character once at most, whatever the segments claim.
    let mut left = 0x1_0000u32;
    for i in 0..count {
        let (first, last) = (u16_at(sub, starts + i * 2)?, u16_at(sub, ends + i * 2)?);
        let (delta, offset) = (u16_at(sub, deltas + i * 2)?, u16_at(sub, offsets + i * 2)?);
        for code in first..=last {
            left = left.checked_sub(1)?;
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                let place = offsets + i * 2 + usize::from(offset) + usize::from(code - first) * 2;
                match u16_at(sub, place) {
                    Some(0) | None => 0,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            if code != 0xFFFF {
                put(out, glyph, u32::from(code));
            }
        }
    }
    Some(())
}

/// Format 12: groups of characters that follow one another.
fn groups(sub: &[u8], out: &mut HashMap<u16, char>) -> Option<()> {
    let count = u32_at(sub, 12)?;
    let mut left = 0x11_0000u32;
    for i in 0..count as usize {
        let record = 16usize.checked_add(i.checked_mul(12)?)?;
        let (first, last) = (u32_at(sub, record)?, u32_at(sub, record + 4)?);
        let glyph = u32_at(sub, record + 8)?;
        for code in first..=last {
            left = left.checked_sub(1)?;
            let Ok(glyph) = u16::try_from(glyph.checked_add(code - first)?) else { break };
            put(out, glyph, code);
        }
    }
    Some(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes([pair[0], pair[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(bytes, at)?) << 16 | u32::from(u16_at(bytes, at.checked_add(2)?)?))
}
