//! Which notices of an archive say the same: the same text from another extractor, or the same items and figures on another site.
//!
//! A notice is known by a hash of its characters, layout left out, and by sixteen smallest hashes of its items and figures
//! (MinHash): two notices that share nearly all of these share nearly all smallest ones. Nothing is dropped for it; the
//! later of two is only named a duplicate of the first.

use crate::record::Notice;
use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How many smallest hashes are kept.
const HASHES: usize = 16;
/// Two notices are looked at more closely where one of these stretches is equal.
const BAND: usize = 4;
/// How many of the hashes must be equal. With 95 % in common some 15 are; of a list that is carried on with other numbers, fewer than 10.
const ALIKE: usize = 15;
/// A notice with fewer items and figures is known by its text alone.
const ENOUGH: usize = 8;

/// What a notice is compared by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    text: u64,
    content: Option<[u32; HASHES]>,
}

impl Likeness {
    pub fn of(notice: &Notice) -> Option<Self> {
        let mut text = Hash::default();
        let mut any = false;
        written(notice.text.as_str().as_bytes(), |c| {
            text.add(c.into());
            any = true;
        });
        any.then(|| Self { text: text.0, content: content(notice) })
    }

    fn bands(&self) -> impl Iterator<Item = u64> {
        let content = self.content.iter().flatten().copied().collect::<Vec<u32>>();
        (0..content.len() / BAND).map(move |band| {
            let mut hash = Hash::default();
            hash.add(band as u64);
            content[band * BAND..(band + 1) * BAND].iter().for_each(|&part| hash.add(part.into()));
            hash.0
        })
    }
}

/// Gives the Chinese characters, Latin letters and digits of a text in UTF-8, which every extractor keeps; full-width forms as plain ones.
/// By bytes, since this goes over all text of an archive.
fn written(mut text: &[u8], mut take: impl FnMut(u32)) {
    let low = |byte: u8| u32::from(byte & 0x3F);
    loop {
        text = match text {
            [] => return,
            [a @ 0xE3..=0xE9, b, c, rest @ ..] => {
                let code = (u32::from(*a & 0x0F) << 12) | (low(*b) << 6) | low(*c);
                if code >= 0x3400 {
                    take(code);
                }
                rest
            }
            [a @ 0..=0x7F, rest @ ..] => {
                if a.is_ascii_alphanumeric() {
                    take((*a).into());
                }
                rest
            }
            // ０ to ｚ
            [0xEF, b @ 0xBC..=0xBD, c, rest @ ..] => {
                let plain = ((low(*b) << 6) | low(*c)).wrapping_sub(0xF00 - 0x20);
                if u8::try_from(plain).is_ok_and(|plain| plain.is_ascii_alphanumeric()) {
                    take(plain);
                }
                rest
            }
            [_, rest @ ..] => rest,
        };
    }
}

fn content(notice: &Notice) -> Option<[u32; HASHES]> {
    let mut smallest = [u32::MAX; HASHES];
    let mut seen = 0;
    let mut take = |hash: Hash| {
        seen += 1;
        for (i, least) in smallest.iter_mut().enumerate() {
            let mut own = hash;
            own.add(i as u64);
            *least = (*least).min((own.mixed() >> 32) as u32);
        }
    };
    for item in &notice.items {
        let mut hash = Hash::default();
        hash.text(&item.title.read(&notice.text));
        take(hash);
    }
    for figure in notice.items.iter().flat_map(|item| &item.figures).chain(&notice.figures) {
        let mut hash = Hash::default();
        hash.text(notice.text.slice(figure.span));
        hash.text(figure.metric.as_deref().unwrap_or_default());
        take(hash);
    }
    (seen >= ENOUGH).then_some(smallest)
}

/// FNV-1a by words: stable from one version of Rust to the next, as hashes that are kept in files must be.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hash {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23);
    }

    fn text(&mut self, text: &str) {
        let same = text.chars().map(|c| fold::simple(fold::half(c))).filter(|c| !c.is_whitespace());
        same.for_each(|c| self.add(c.into()));
    }

    fn mixed(self) -> u64 {
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        mixed ^ (mixed >> 33)
    }
}

/// A number for a name, to find it again.
pub fn key(name: &str) -> u64 {
    let mut hash = Hash::default();
    name.bytes().for_each(|byte| hash.add(byte.into()));
    hash.mixed()
}

/// The notices so far, in order. A hundred bytes for each: an archive can hold millions.
#[derive(Default)]
pub struct Known {
    texts: HashMap<u64, u32>,
    bands: HashMap<u64, u32>,
    contents: Vec<[u8; HASHES]>,
    places: Vec<u64>,
}

impl Known {
    /// The place of the first notice that says the same as this one, whose place is remembered where there is none.
    pub fn meet(&mut self, place: u64, likeness: &Likeness) -> Option<u64> {
        // One byte of each hash is enough to confirm what a band has found.
        let short = likeness.content.map(|content| content.map(|hash| hash.to_le_bytes()[0]));
        let same_text = self.texts.get(&likeness.text).copied();
        let alike = || {
            let short = short?;
            likeness.bands().filter_map(|band| self.bands.get(&band).copied()).find(|&other| {
                let other = self.contents.get(other as usize);
                other.is_some_and(|other| other.iter().zip(&short).filter(|(a, b)| a == b).count() >= ALIKE)
            })
        };
        if let Some(found) = same_text.or_else(alike) {
            return self.places.get(found as usize).copied();
        }
        let own = u32::try_from(self.places.len()).ok()?;
        self.places.push(place);
        self.contents.push(short.unwrap_or_default());
        self.texts.insert(likeness.text, own);
        for band in likeness.bands() {
            self.bands.entry(band).or_insert(own);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(text: &str) -> Likeness {
        Likeness::of(&crate::parse(text.as_bytes(), &crate::Options::default())).expect("a text")
    }

    fn table(numbers: impl Iterator<Item = usize>, tab: &str) -> String {
        let rows = numbers.enumerate().map(|(i, n)| {
            format!("{}{tab}新建第{}中学{tab}新建校舍{n}平方米，新增学位{}个{tab}县教育局\n", i + 1, i + 1, n + 7)
        });
        format!("序号{tab}项目名称{tab}主要内容{tab}责任单位\n{}", rows.collect::<String>())
    }

    #[test]
    fn only_what_every_extractor_keeps_is_compared() {
        let mut found = Vec::new();
        written("１２ 新建３所，A-ｂ\t。é𠮷".as_bytes(), |c| found.extend(char::from_u32(c)));
        assert_eq!(found.into_iter().collect::<String>(), "12新建3所Ab");
    }

    #[test]
    fn the_same_notice_is_known_again_and_another_is_not() {
        let mut known = Known::default();
        assert_eq!(known.meet(1, &likeness(&table(100..120, "\t"))), None);
        let other_extractor = likeness(&table(100..120, " | "));
        assert_eq!(known.meet(2, &other_extractor), Some(1));
        let with_a_head = likeness(&format!("网站首页\n当前位置：首页\n{}", table(100..120, "\t")));
        assert_eq!(known.meet(3, &with_a_head), Some(1));
        let other_numbers = likeness(&table(300..320, "\t"));
        assert_eq!(known.meet(4, &other_numbers), None);
        assert_eq!(known.meet(5, &other_numbers), Some(4));
    }
}
