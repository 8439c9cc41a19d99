//! Folding while comparing: full-width forms, blanks and traditional characters, so that spans stay true to the text as it stands.
//!
//! Nothing here knows words; it only says which characters count as the same one.

use std::borrow::Cow;

/// Traditional character, simplified character. Made by `scripts/traditional.py` from the dictionaries of OpenCC
/// (Apache License 2.0); source and choices are stated there.
const PAIRS: &str = include_str!("traditional.tsv");

/// The stretch of the Basic Multilingual Plane that the table covers: Extension A and the unified ideographs.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// The simplified form of each character from `FIRST` to `LAST`, 0 where it has none. Filled while compiling: no cost at start.
static SIMPLE: [u16; (LAST - FIRST + 1) as usize] = simple_forms();

const fn simple_forms() -> [u16; (LAST - FIRST + 1) as usize] {
    let pairs = PAIRS.as_bytes();
    let mut forms = [0; (LAST - FIRST + 1) as usize];
    let mut i = 0;
    // A line is two characters of three bytes, a tab between them and a line end behind.
    while i + 8 <= pairs.len() {
        forms[(three(pairs, i) - FIRST) as usize] = three(pairs, i + 4) as u16;
        i += 8;
    }
    forms
}

/// One bit for each character of three bytes, set for those of the table that say that a text is traditional.
static TELLING: [u64; 1024] = telling();

const fn telling() -> [u64; 1024] {
    let mut bits = [0; 1024];
    let mut i = 0;
    while i < SIMPLE.len() {
        let code = i + FIRST as usize;
        bits[code / 64] |= ((SIMPLE[i] != 0) as u64) << (code % 64);
        i += 1;
    }
    let mut i = 0;
    while i < SHARED.len() {
        let code = SHARED[i] as usize;
        bits[code / 64] &= !(1 << (code % 64));
        i += 1;
    }
    bits
}

/// Whether any character of the table stands in a text that simplified texts do not use as well.
pub(super) fn holds_traditional(mut bytes: &[u8]) -> bool {
    while let [lead, second, third, ref rest @ ..] = *bytes {
        if lead < 0xE0 {
            bytes = &bytes[1..];
            continue;
        }
        // 64 characters share their first two bytes.
        let row = usize::from(lead & 0x0F) << 6 | usize::from(second & 0x3F);
        if TELLING[row] >> (third & 0x3F) & 1 != 0 {
            return true;
        }
        bytes = rest;
    }
    false
}

/// The code point of the three-byte sequence at `i`.
const fn three(bytes: &[u8], i: usize) -> u32 {
    (bytes[i] as u32 & 0x0F) << 12 | (bytes[i + 1] as u32 & 0x3F) << 6 | (bytes[i + 2] as u32 & 0x3F)
}

/// The half-width form of a full-width ASCII character or ideographic space; any other character unchanged.
#[inline]
pub fn half(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The simplified form of a traditional character; any other character unchanged. Both take the same number of bytes.
pub fn simple(c: char) -> char {
    match c as u32 {
        code @ FIRST..=LAST => match SIMPLE[(code - FIRST) as usize] {
            0 => c,
            form => char::from_u32(form.into()).unwrap_or(c),
        },
        _ => c,
    }
}

/// Whether a string, blanks and widths aside, starts with another.
pub fn starts_with(s: &str, start: &str) -> bool {
    let mut folded = folded(s);
    self::folded(start).all(|c| folded.next() == Some(c))
}

fn folded(s: &str) -> impl Iterator<Item = char> {
    s.chars().map(half).filter(|c| !c.is_whitespace())
}

/// Whether a string, blanks and widths aside, is a key that [`key`] made.
pub fn is_key(s: &str, key: &str) -> bool {
    s.chars().map(half).filter(|c| !c.is_whitespace()).eq(key.chars())
}

/// The characters of a string in half-width form without any blanks: what words are looked up by.
pub fn key(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let b = s.as_bytes();
    // What folds to itself is copied in runs: Chinese characters and all of ASCII that has a shape.
    let (mut run, mut at) = (0, 0);
    while let Some(&lead) = b.get(at) {
        match lead {
            0x21..0x7F => at += 1,
            0xE4..=0xE9 => at += 3,
            _ => {
                let Some(c) = s[at..].chars().next() else { break };
                let folded = half(c);
                if folded != c || c.is_whitespace() {
                    out.push_str(&s[run..at]);
                    if !folded.is_whitespace() {
                        out.push(folded);
                    }
                    run = at + c.len_utf8();
                }
                at += c.len_utf8();
            }
        }
    }
    out.push_str(&s[run..]);
    out
}

/// The [`key`] of the first characters of a string, blanks not counted.
pub fn key_of_first(s: &str, most: usize) -> String {
    let b = s.as_bytes();
    let (mut at, mut kept) = (0, 0);
    while kept < most
        && let Some(&lead) = b.get(at)
    {
        match lead {
            0x21..0x7F => (at, kept) = (at + 1, kept + 1),
            0xE4..=0xE9 => (at, kept) = (at + 3, kept + 1),
            _ => {
                let Some(c) = s[at..].chars().next() else { break };
                (at, kept) = (at + c.len_utf8(), kept + usize::from(!c.is_whitespace()));
            }
        }
    }
    key(&s[..at])
}

/// The string with every traditional character simplified, byte for byte as long.
pub fn simplify(s: &str) -> Cow<'_, str> {
    match s.char_indices().find(|&(_, c)| simple(c) != c) {
        None => Cow::Borrowed(s),
        Some((at, _)) => {
            let mut out = String::with_capacity(s.len());
            out.push_str(&s[..at]);
            out.extend(s[at..].chars().map(simple));
            Cow::Owned(out)
        }
    }
}

/// Characters of the table that simplified texts use as well, in names (乾县) and older spellings (於, 著).
const SHARED: [u32; 6] = ['乾' as u32, '於' as u32, '著' as u32, '瞭' as u32, '徵' as u32, '藉' as u32];

/// Texts longer than this are judged by samples.
const WHOLE: usize = 16 << 10;
const SAMPLES: usize = 16;

/// Whether a text is written in traditional characters. One in ten is enough: a traditional notice has three or four,
/// while a simplified one has at most a name or a 於 here and there.
pub fn is_traditional(text: &str) -> bool {
    let bytes = text.as_bytes();
    let step = bytes.len() / SAMPLES;
    let (samples, length) = if bytes.len() <= WHOLE { (1, bytes.len()) } else { (SAMPLES, WHOLE / SAMPLES) };
    let samples = (0..samples).map(|n| &bytes[n * step..][..length]);
    // Most texts hold none at all.
    if !samples.clone().any(holds_traditional) {
        return false;
    }
    let (mut han, mut traditional) = (0u32, 0u32);
    let mut count = |sample: &[u8]| {
        let mut i = 0;
        while i + 3 <= sample.len() {
            // Han characters of the plane begin with E3 to E9.
            if !(0xE3..=0xE9).contains(&sample[i]) {
                i += 1;
                continue;
            }
            let code = three(sample, i);
            if (FIRST..=LAST).contains(&code) {
                han += 1;
                traditional += u32::from(SIMPLE[(code - FIRST) as usize] != 0 && !SHARED.contains(&code));
            }
            i += 3;
        }
    };
    samples.for_each(&mut count);
    traditional > 0 && traditional * 10 >= han
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_in_the_table() {
        assert!(PAIRS.lines().count() > 2500);
        for line in PAIRS.lines() {
            let (a, b) = line.split_once('\t').unwrap();
            let (a, b) = (a.chars().next().unwrap(), b.chars().next().unwrap());
            assert_eq!(simple(a), b);
            assert_eq!(a.len_utf8(), b.len_utf8());
            assert_eq!(simple(b), b, "{b} is itself folded");
        }
    }

    #[test]
    fn folds_by_character() {
        assert_eq!(simplify("責任單位:市衛生健康委員會"), "责任单位:市卫生健康委员会");
        assert!(matches!(simplify("市卫健委"), Cow::Borrowed(_)));
        assert_eq!(simple('a'), 'a');
        assert_eq!(half('\u{FF05}'), '%');
        assert!(is_key(" 总 投资（万元）", &key("总投资(万元)")) && !is_key("总投资", "总"));
    }

    #[test]
    fn keys_hold_no_blanks() {
        assert_eq!(key(" 市　教 育局（Ａ1）\n𠮷"), "市教育局(A1)𠮷");
        assert_eq!(key_of_first(" 市　教 育局（Ａ1）\n𠮷", 5), "市教育局(");
        assert_eq!(key_of_first("𠮷\u{a0}é。", 3), "𠮷é。");
        assert_eq!(key_of_first("市", 3), "市");
    }

    #[test]
    fn a_stray_character_makes_no_traditional_text() {
        assert!(is_traditional("民生實事項目責任分解表"));
        assert!(!is_traditional("建设乾县便民服务点,著力改善人居环境,于年底前完成"));
        assert!(!is_traditional("no Han at all 123"));
        assert!(!is_traditional(""));
        assert!(is_traditional(&"各區人民政府應當做好,".repeat(10_000)));
        assert!(!is_traditional(&"各区人民政府应当做好於,".repeat(10_000)));
    }
}
