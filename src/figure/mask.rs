//! Digits that are no amounts: dates, periods, document numbers, ordinals, and names such as 5G, 3A级, 9+X, “351”.
//!
//! Dates are only passed over here; what they mean is read by `date`.

use super::number;
use super::scale::{key, key_at, skip_blanks};
use crate::lexicon::Care;
use crate::lexicon::measure::MEASURES;

/// Why digits are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mask {
    /// A date or period; `before`: 9月底前, by when something has to be done.
    Date {
        before: bool,
    },
    Name,
}

/// Longest quoted name, in bytes.
const QUOTED: usize = 36;

#[inline]
fn starts(s: &str, at: usize, word: &str) -> bool {
    s.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(word.as_bytes()))
}

#[inline]
fn starts_any(s: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find(|word| starts(s, at, word)).map(|word| word.len())
}

/// Length of a dash as it stands between two numbers.
pub(super) fn dash(s: &str, at: usize) -> Option<usize> {
    match s.as_bytes().get(at)? {
        b'-' => Some(if starts(s, at, "--") { 2 } else { 1 }),
        b'~' => Some(1),
        0xE2 | 0xE3 | 0xEF => {
            const LONG: u32 = key("—");
            const DASHES: [u32; 10] =
                [key("―"), key("–"), key("－"), key("～"), key("〜"), key("‐"), key("‑"), key("−"), key("∼"), key("─")];
            match key_at(s, at) {
                LONG if key_at(s, at + 3) == LONG => Some(6),
                LONG => Some(3),
                other => DASHES.contains(&other).then_some(3),
            }
        }
        _ => None,
    }
}

/// Whether the digits from `start` to `end` count as a year.
fn is_year(s: &str, start: usize, end: usize) -> bool {
    let text = &s[start..end];
    let wide = text.len() == 12 && !text.is_ascii();
    (text.len() == 4 || wide) && {
        let mut value = 0u32;
        let mut at = start;
        while let Some((d, len)) = number::digit(s.as_bytes(), at) {
            value = value * 10 + u32::from(d);
            at += len;
        }
        at == end && (1900..2100).contains(&value)
    }
}

/// What the digits from `start` to `end` begin, if it is no amount, and where it ends.
pub(super) fn at_digits(s: &str, start: usize, end: usize) -> Option<(usize, Mask)> {
    let b = s.as_bytes();
    if let Some(mask) = by_front(s, start, end) {
        return Some(mask);
    }
    let &next = b.get(end)?;
    match next {
        b'+' => {
            let stop = name_end(s, end + 1);
            // 100+个 is an amount that nobody can add up; 9+X and 5+N are names.
            Some((stop, Mask::Name))
        }
        b':' | b'/' | b'*' if number::digit(b, end + 1).is_some() => Some((chain_end(s, end), Mask::Name)),
        b'-' | b'~' | 0xE2 | 0xEF => chained(s, start, end),
        b'x' | b'X' if number::digit(b, end + 1).is_some() => Some((chain_end(s, end), Mask::Name)),
        b'a'..=b'z' | b'A'..=b'Z' | b'#' | b'_' => {
            let latin = MEASURES.longest(&b[end..]);
            match latin {
                Some((len, _)) if !b.get(end + len).is_some_and(|c| c.is_ascii_alphanumeric()) => None,
                _ => Some((name_end(s, end), Mask::Name)),
            }
        }
        0xC2 | 0xC3 if starts_any(s, end, &["·", "×"]).is_some_and(|len| number::digit(b, end + len).is_some()) => {
            Some((chain_end(s, end), Mask::Name))
        }
        b' ' | b'\t' | 0xE3..=0xE9 => date(s, start, end),
        _ => None,
    }
}

/// What stands in front: 第3, 前10名, 9×12, 〔2020〕.
fn by_front(s: &str, start: usize, end: usize) -> Option<(usize, Mask)> {
    let before = &s.as_bytes()[..start];
    let last = *before.last()?;
    match last {
        b'+' | b'*' => Some((name_end(s, end), Mask::Name)),
        b'.' if before.len() >= 2 && before[before.len() - 2].is_ascii_alphabetic() => {
            Some((name_end(s, end), Mask::Name))
        }
        0x80.. => {
            const NTH: u32 = key("第");
            const FIRST: u32 = key("前");
            const PLUS: u32 = key("＋");
            const NUMBER: u32 = key("№");
            let listed = || starts_any(s, skip_blanks(s, end), &["名", "位", "强", "家", "批", "列"]).is_some();
            let named = match start.checked_sub(3).map_or(0, |at| key_at(s, at)) {
                NTH => return Some((ordinals_end(s, end), Mask::Name)),
                FIRST => listed(),
                PLUS | NUMBER => true,
                _ => matches!(before, [.., 0xC3, 0x97]),
            };
            named.then_some((end, Mask::Name))
        }
        _ => None,
    }
}

/// 第1、2批: all members are ordinals.
fn ordinals_end(s: &str, mut end: usize) -> usize {
    loop {
        let Some(len) = starts_any(s, end, &["、", "-", "—", "至"]) else { return end };
        let next = number::digits_end(s.as_bytes(), end + len);
        if next == end + len {
            return end;
        }
        end = next;
    }
}

/// Past the letters, digits and marks of a name.
pub(super) fn name_end(s: &str, mut at: usize) -> usize {
    let b = s.as_bytes();
    while let Some(&c) = b.get(at) {
        let inner = matches!(c, b'.' | b'-') && b.get(at + 1).is_some_and(|c| c.is_ascii_alphanumeric());
        if !(c.is_ascii_alphanumeric() || matches!(c, b'+' | b'_' | b'#') || inner) {
            break;
        }
        at += 1;
    }
    at
}

/// Past digits joined by marks: 1:2:1, 2/3, 3·15, 2020/5/1, 8:30-17:30.
fn chain_end(s: &str, mut at: usize) -> usize {
    let b = s.as_bytes();
    loop {
        let len = match b.get(at) {
            Some(b':' | b'/' | b'*' | b'.' | b'-' | b'x' | b'X') => 1,
            Some(0xC2 | 0xC3) => starts_any(s, at, &["·", "×"]).unwrap_or(0),
            Some(0xE2 | 0xEF) => starts_any(s, at, &["：", "∶", "／", "—", "–"]).unwrap_or(0),
            _ => 0,
        };
        if len == 0 {
            return at;
        }
        let end = number::digits_end(b, at + len);
        if end == at + len {
            return at;
        }
        at = end;
    }
}

/// A dash or a wide mark behind digits: 2023-2025年, 1—9月份, 1：2：1.
fn chained(s: &str, start: usize, end: usize) -> Option<(usize, Mask)> {
    let b = s.as_bytes();
    const MARKS: [u32; 3] = [key("："), key("∶"), key("／")];
    if MARKS.contains(&key_at(s, end)) {
        let len = 3;
        return number::digit(b, end + len).is_some().then(|| (chain_end(s, end), Mask::Name));
    }
    let mut at = end;
    let mut last = start;
    let mut links = 0;
    // 2023-2025年, 5.1-5.7日; no period has more than a few links.
    while links < 4
        && let Some(len) = dash(s, skip_blanks(s, at))
    {
        links += 1;
        last = skip_blanks(s, skip_blanks(s, at) + len);
        let next = number::digits_end(b, last);
        if next == last {
            return None;
        }
        at = next;
        while b.get(at) == Some(&b'.') && number::digit(b, at + 1).is_some() {
            at = number::digits_end(b, at + 1);
        }
    }
    if at == end {
        return None;
    }
    // 3-5号楼
    if starts(s, at, "号") {
        return Some((at, Mask::Name));
    }
    date(s, last, at)
}

/// A date or period whose first digits stand from `start` to `end`.
fn date(s: &str, start: usize, end: usize) -> Option<(usize, Mask)> {
    let b = s.as_bytes();
    let mut at = skip_blanks(s, end);
    const DATED: [u32; 6] = [key("年"), key("月"), key("日"), key("号"), key("季"), key("旬")];
    if !DATED.contains(&key_at(s, at)) {
        return None;
    }
    let mut digits = (start, end);
    let mut found = None;
    loop {
        let word = if starts(s, at, "年") {
            let after = at + 3;
            let span = &s[digits.0..digits.1];
            // 3年以上, 2年内: a time span; 2020年内, 106年 are dates.
            let short = span.len() <= 2
                && starts_any(s, after, &["以上", "以下", "以内", "之内", "内", "及以上", "（含）", "(含)"]).is_some();
            // 缩短0.5年: nor is a year broken, or what grows. 1.2022年 is a number of a list before a year.
            let broken = span.split_once('.').is_some_and(|(_, digits)| digits.len() <= 2);
            let short = short || broken || s[..start].ends_with("缩短") || s[..start].ends_with("延长");
            if found.is_none() && !is_year(s, digits.0, digits.1) && short {
                return None;
            }
            3
        } else if let Some(len) = starts_any(s, at, &["月份", "月", "日", "号", "季度", "时许", "时", "点", "旬"])
        {
            // 时 and 点 only behind a day.
            if found.is_none() && starts_any(s, at, &["时", "点"]).is_some() {
                return None;
            }
            // 5号楼, 3号线, 51号 alone are names; 月 and 日 in 月龄, 日龄 ages.
            len
        } else {
            break;
        };
        at += word;
        found = Some(at);
        at += starts_any(s, at, &["份", "底", "末", "初", "上旬", "中旬", "下旬", "中"]).unwrap_or(0);
        found = found.map(|_| at);
        let joint = skip_blanks(s, at);
        // 2023年9月; 4月至6月; 9月1日-10日
        let joint =
            dash(s, joint).or_else(|| starts_any(s, joint, &["至", "到", "、"])).map_or(joint, |len| joint + len);
        let joint = skip_blanks(s, joint);
        let stop = number::digits_end(b, joint);
        if stop == joint {
            break;
        }
        digits = (joint, stop);
        let next = skip_blanks(s, stop);
        if starts_any(s, next, &["年", "月", "日", "号", "时", "点"]).is_none() {
            break;
        }
        // 2020年3年内 is two things.
        if starts(s, next, "年") && !is_year(s, joint, stop) {
            break;
        }
        at = next;
    }
    let end = found?;
    let before = starts_any(s, end, &["前", "之前", "以前", "底前", "末前"]).is_some();
    Some((end, Mask::Date { before }))
}

/// Where a name in quotes or a document's title ends, if `at` opens one that holds nothing but the name; else the place up to
/// which nothing closes it.
pub(super) fn quoted(s: &str, at: usize, open: char) -> Result<usize, usize> {
    let (close, limit) = match open {
        '“' => ('”', QUOTED),
        '‘' => ('’', QUOTED),
        '「' => ('」', QUOTED),
        '"' => ('"', QUOTED),
        '《' => ('》', 600),
        '〔' => ('〕', QUOTED),
        _ => return Err(at),
    };
    let from = at + open.len_utf8();
    let mut end = from;
    for c in s[from..].chars() {
        if c == close {
            return Ok(end + close.len_utf8());
        }
        if c == '\n' || end - from > limit || (open != '《' && matches!(c, '，' | '。' | '；' | ';')) {
            return Err(end);
        }
        end += c.len_utf8();
    }
    Err(end)
}

/// Whether letters that run into digits name something (PM2.5, S323) or only stand in front of an amount (CT机, `APP3个`).
pub(super) fn letters_end(s: &str, start: usize) -> usize {
    let b = s.as_bytes();
    let mut letters = start;
    while b.get(letters).is_some_and(u8::is_ascii_alphabetic) {
        letters += 1;
    }
    let stop = name_end(s, letters);
    let digits = number::digits_end(b, letters);
    if digits > letters && digits == stop && letters - start >= 2 {
        let at = skip_blanks(s, digits);
        if let Some((_, m)) = MEASURES.longest(&b[at..])
            && m.care == Care::Sure
            && matches!(m.unit, "台" | "套" | "个" | "辆" | "部" | "件" | "份" | "家")
        {
            return letters;
        }
    }
    stop
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(s: &str) -> Option<&str> {
        let start = s.find(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))?;
        let number::Reading::Number { end, .. } = number::read(s.as_bytes(), start) else { return None };
        at_digits(s, start, end).map(|(end, _)| &s[start..end])
    }

    #[test]
    fn dates_and_names() {
        assert_eq!(masked("2020年9月底前完成"), Some("2020年9月底"));
        assert_eq!(masked("1-9月份,"), Some("1-9月份"));
        assert_eq!(masked("2023-2025年"), Some("2023-2025年"));
        assert_eq!(masked("9月1日如期"), Some("9月1日"));
        assert_eq!(masked("5G网络"), Some("5G"));
        assert_eq!(masked("9+X 系统"), Some("9+X"));
        assert_eq!(masked("4D+改造"), Some("4D+"));
        assert_eq!(masked("240L垃圾桶"), Some("240L"));
        assert_eq!(masked("第3、4批"), Some("3、4"));
        assert_eq!(masked("1:2:1"), Some("1:2:1"));
        assert_eq!(masked("3年以上"), None);
        assert_eq!(masked("32.2km管网"), None);
        assert_eq!(masked("6个月以上"), None);
        assert_eq!(masked("51号"), Some("51号"));
        assert_eq!(quoted("“351”后", 0, '“').map(|e| &"“351”后"[e..]), Ok("后"));
        assert_eq!(&"PM2.5平均"[letters_end("PM2.5平均", 0)..], "平均");
        assert_eq!(&"APP3个"[letters_end("APP3个", 0)..], "3个");
    }
}
