//! Numbers that Word keeps outside the text ([MS-DOC] 2.9.150, lists and their levels) and writes in front of paragraphs.

use super::bytes::Bytes;
use super::fib::{Fib, Part};
use super::sprm;
use crate::source::numeral;
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;

#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, Vec<Level>>,
    /// By the number that paragraphs name, from 1: the list, and where its levels start anew.
    named: Vec<(u32, HashMap<usize, u32>)>,
    /// How far each list has counted.
    reached: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Levels that have started at a number of their own.
    begun: HashSet<(usize, usize)>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: u8,
    /// The numbers of levels 0 to 8 stand as these characters.
    pattern: Vec<u16>,
    /// Restarts after this level and those above; `None` after any above.
    keeps: bool,
    gap: bool,
}

impl Lists {
    pub(super) fn read(fib: &Fib, table: Bytes<'_>) -> Self {
        let mut out = Self::default();
        if let Some((bytes, length)) = fib.from(table, Part::Lists) {
            let count = usize::from(bytes.u16(0).unwrap_or(0)).min(4096);
            // The levels of all lists follow what is said of the lists.
            let mut at = length;
            for i in 0..count {
                let record = 2 + i * 28;
                let (Some(id), Some(flags)) = (bytes.u32(record), bytes.u8(record + 26)) else { break };
                let levels = if flags & 1 != 0 { 1 } else { LEVELS };
                let mut found = Vec::new();
                for _ in 0..levels {
                    let Some((level, end)) = level(bytes, at) else { break };
                    found.push(level);
                    at = end;
                }
                out.lists.insert(id, found);
            }
        }
        if let Some((bytes, length)) = fib.from(table, Part::Overrides) {
            out.overrides(Bytes(&bytes.0[..length.min(bytes.0.len())]));
        }
        out
    }

    fn overrides(&mut self, bytes: Bytes<'_>) {
        let count = bytes.size(0).unwrap_or(0).min(bytes.0.len() / 16);
        let mut at = 4 + count * 16;
        for i in 0..count {
            let record = 4 + i * 16;
            let (Some(id), Some(changed)) = (bytes.u32(record), bytes.u8(record + 12)) else { break };
            let mut starts = HashMap::new();
            at += 4;
            for _ in 0..changed {
                let (Some(start), Some(flags)) = (bytes.u32(at), bytes.u32(at + 4)) else { break };
                at += 8;
                let which = (flags & 15) as usize;
                if flags & 0x20 != 0 {
                    let Some((own, end)) = level(bytes, at) else { break };
                    at = end;
                    starts.insert(which, own.start);
                } else if flags & 0x10 != 0 {
                    starts.insert(which, start);
                }
            }
            self.named.push((id, starts));
        }
    }

    /// The number of the next paragraph of a list, with what stands between it and the text.
    pub(super) fn next(&mut self, name: u16, level: u8) -> Option<String> {
        let number = usize::from(name).checked_sub(1)?;
        let (id, starts) = self.named.get(number)?;
        let levels = self.lists.get(id)?;
        let level = usize::from(level).min(levels.len().checked_sub(1)?);
        let of = &levels[level];
        let reached = self.reached.entry(*id).or_default();
        let own = starts.get(&level).copied().filter(|_| !self.begun.contains(&(number, level)));
        if own.is_some() {
            self.begun.insert((number, level));
        }
        reached[level] = Some(match (own, reached[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => of.start,
        });
        for (deeper, place) in reached.iter_mut().enumerate().skip(level + 1) {
            if levels.get(deeper).is_none_or(|l| !l.keeps) {
                *place = None;
            }
        }
        let mut units: Vec<u16> = Vec::new();
        for &unit in &of.pattern {
            match levels.get(usize::from(unit)).filter(|_| usize::from(unit) < LEVELS && of.format != 23) {
                Some(other) => {
                    let n = reached[usize::from(unit)].unwrap_or(other.start);
                    units.extend(write(n.into(), other.format).encode_utf16());
                }
                None => units.push(unit),
            }
        }
        let mut text = String::from_utf16_lossy(&units);
        // A mark of a font of signs says nothing else than that it is one.
        if of.format == 23 && text.chars().all(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)) {
            text = "•".into();
        }
        let closed = text.ends_with(['、', '）', '．', '。', ')', '：']);
        if of.gap && !closed && !text.is_empty() {
            text.push(' ');
        }
        Some(text)
    }
}

/// A level, and where the next begins ([MS-DOC] 2.9.150).
fn level(bytes: Bytes<'_>, at: usize) -> Option<(Level, usize)> {
    let start = bytes.u32(at)?;
    let format = bytes.u8(at + 4)?;
    let flags = bytes.u8(at + 5)?;
    let follow = bytes.u8(at + 15)?;
    let (characters, paragraph) = (usize::from(bytes.u8(at + 24)?), usize::from(bytes.u8(at + 25)?));
    let text = at.checked_add(28 + characters + paragraph)?;
    let length = usize::from(bytes.u16(text)?);
    let pattern = (0..length).map_while(|i| bytes.u16(text + 2 + i * 2)).collect();
    let level = Level { start, format, pattern, keeps: flags & 8 != 0, gap: follow != 2 };
    Some((level, text + 2 + length * 2))
}

/// [MS-OSHARED] 2.2.1.3. Formats of other scripts become digits.
fn write(n: u64, format: u8) -> String {
    match format {
        1 => numeral::roman(n).to_uppercase(),
        2 => numeral::roman(n),
        3 => numeral::letters(n, b'A'),
        4 => numeral::letters(n, b'a'),
        10 | 11 | 33 | 35 | 37 | 39 => numeral::spoken(n),
        14 | 19 => numeral::wide(n),
        15 | 34 | 38 => numeral::financial(n),
        17 | 36 => numeral::digits(n),
        18 | 28 | 29 => numeral::circled(n),
        22 => format!("{n:02}"),
        26 => numeral::dotted(n),
        27 => numeral::bracketed(n),
        30 => numeral::stem(n),
        31 | 32 => numeral::branch(n),
        255 => String::new(),
        _ => n.to_string(),
    }
}

/// The list and level that formats name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) list: u16,
    pub(super) level: u8,
}

impl Numbered {
    pub(super) fn apply(mut self, formats: &[u8]) -> Self {
        for (code, operand) in sprm::each(formats) {
            match code {
                sprm::LIST => self.list = Bytes(operand).u16(0).unwrap_or(0),
                sprm::LEVEL => self.level = operand.first().copied().unwrap_or(0),
                _ => {}
            }
        }
        self
    }
}
