//! Numbers in front of headings, titles and cells: `一、`, `（二）`, `3.`, `④`, `第五件`.
//!
//! Takes a number off a string and tells its value; which level it belongs to is decided by who reads the block.

use super::fold::{half, key};

/// A number that a string starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading {
    /// Bytes to drop to get at what follows, blanks included.
    pub len: usize,
    pub style: Style,
    pub value: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `3.`, `3、`
    Arabic,
    /// `一、`
    Chinese,
    /// `（一）`
    Bracketed,
    /// `(1)`
    BracketedArabic,
    /// `①`
    Circled,
    /// `第三件`
    Ordinal,
}

/// The value of a circled number, 1 to 50.
#[inline]
pub fn circled(c: char) -> Option<u32> {
    match c {
        // Nearly every character that is asked for.
        ..'①' | '㋀'.. => None,
        '①'..='⑳' => Some(c as u32 - '①' as u32 + 1),
        '㉑'..='㉟' => Some(c as u32 - '㉑' as u32 + 21),
        '㊱'..='㊿' => Some(c as u32 - '㊱' as u32 + 36),
        '❶'..='❿' => Some(c as u32 - '❶' as u32 + 1),
        '⑴'..='⒇' => Some(c as u32 - '⑴' as u32 + 1),
        _ => None,
    }
}

/// Whether a number can open with a character at all: a digit, a numeral, a circled number, a bracket, 第.
pub fn may_open(c: char) -> bool {
    let c = half(c);
    c.is_ascii_digit()
        || matches!(c, '(' | '[' | '〔' | '【' | '第' | '十' | '百')
        || chinese_digit(c).is_some()
        || circled(c).is_some()
}

/// The value of a Chinese numeral below 1000 written with 十 and 百, and the bytes it takes.
pub fn chinese(s: &str) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut len) = (0, None, 0);
    for c in s.chars() {
        match c {
            '十' => {
                total += digit.unwrap_or(1) * 10;
                digit = None;
            }
            '百' => {
                total += digit? * 100;
                digit = None;
            }
            '零' | '〇' if len > 0 => digit = None,
            _ => match chinese_digit(c) {
                Some(value) if digit.is_none() => digit = Some(value),
                _ => break,
            },
        }
        len += c.len_utf8();
        if len > 18 {
            return None;
        }
    }
    (len > 0).then_some((total + digit.unwrap_or(0), len))
}

/// 1 to 9 in Chinese writing.
#[inline]
pub fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of digits, half or full width, and the bytes they take. At most six digits.
fn arabic(s: &str) -> Option<(u32, usize)> {
    let (mut value, mut len, mut digits) = (0, 0, 0);
    for c in s.chars() {
        let Some(d) = half(c).to_digit(10) else { break };
        value = value * 10 + d;
        len += c.len_utf8();
        digits += 1;
        if digits > 6 {
            return None;
        }
    }
    (len > 0).then_some((value, len))
}

fn numeral(s: &str) -> Option<(u32, usize, bool)> {
    arabic(s).map(|(v, l)| (v, l, true)).or_else(|| chinese(s).map(|(v, l)| (v, l, false)))
}

/// The number at the start of a string, if it is marked as one: by brackets, a circle, 第…件, or a mark behind it.
pub fn leading(s: &str) -> Option<Leading> {
    let body = s.trim_start();
    let skipped = s.len() - body.len();
    let mut found = unspaced(body)?;
    let rest = &body[found.len..];
    found.len += skipped + (rest.len() - rest.trim_start().len());
    Some(found)
}

fn unspaced(s: &str) -> Option<Leading> {
    let first = s.chars().next()?;
    if let Some(value) = circled(first) {
        return Some(Leading { len: first.len_utf8(), style: Style::Circled, value });
    }
    if matches!(half(first), '(' | '[' | '〔' | '【') {
        let inner = &s[first.len_utf8()..];
        let (value, len, digits) = numeral(inner)?;
        let close = inner[len..].chars().next().filter(|&c| matches!(half(c), ')' | ']' | '〕' | '】'))?;
        let style = if digits { Style::BracketedArabic } else { Style::Bracketed };
        return Some(Leading { len: first.len_utf8() + len + close.len_utf8(), style, value });
    }
    if first == '第' {
        let (value, len, _) = numeral(&s[3..])?;
        let rest = &s[3 + len..];
        let word = rest.chars().next().filter(|c| "件项條条类部方".contains(*c))?;
        let mut used = 3 + len + word.len_utf8();
        if let Some(mark) = s[used..].chars().next().filter(|&c| matches!(half(c), ':' | '、' | ',' | '.')) {
            used += mark.len_utf8();
        }
        return Some(Leading { len: used, style: Style::Ordinal, value });
    }
    let (value, len, digits) = numeral(s)?;
    let mut rest = s[len..].chars();
    let mark = rest.next()?;
    let after = rest.next();
    let marked = match half(mark) {
        '、' | '．' => true,
        '.' => !after.is_some_and(|c| half(c).is_ascii_digit()) || is_date(&s[len + mark.len_utf8()..]),
        ')' | ',' | ':' => !digits || mark != ',',
        _ => false,
    };
    let style = if digits { Style::Arabic } else { Style::Chinese };
    marked.then_some(Leading { len: len + mark.len_utf8(), style, value })
}

/// A month or year follows, or a stretch of them, so that the point before it ends a number: `2.10月底前`, `1.2021年`, `4.6至10月`, but not `1.5万`.
pub fn is_date(s: &str) -> bool {
    let Some((value, len)) = arabic(s) else { return false };
    // Set from a PDF, blanks stand around digits: `2.10 月底前`.
    let behind = s[len..].trim_start_matches(' ');
    let to = behind.trim_start_matches(['至', '到', '-', '－', '—', '–', '~', '～']);
    let (last, behind) =
        match arabic(to).filter(|_| (1..=2).contains(&behind[..behind.len() - to.len()].chars().count())) {
            Some((last, len)) => (last, to[len..].trim_start_matches(' ')),
            None => (value, behind),
        };
    let within = |range: std::ops::Range<u32>| range.contains(&value) && range.contains(&last) && value <= last;
    match behind.chars().next() {
        Some('月') => within(1..13),
        Some('年') => within(1900..2100),
        _ => false,
    }
}

/// A cell that holds a number and nothing else: `12`, `一`, `(三)`, `1*`, `3.`.
pub fn alone(s: &str) -> Option<Leading> {
    // Most are a few digits.
    if (1..=6).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()) {
        let value = s.bytes().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        return Some(Leading { len: s.len(), style: Style::Arabic, value });
    }
    let s = s.trim().trim_end_matches(['*', '★', '＊']);
    if let Some(l) = leading(s).filter(|l| l.len == s.len()) {
        return Some(l);
    }
    let (value, len, digits) = numeral(s)?;
    (len == s.len()).then_some(Leading { len, style: if digits { Style::Arabic } else { Style::Chinese }, value })
}

/// A number as it enters a key: `12`, `①`, `(三)`, `一`.
pub fn plain(raw: &str) -> String {
    let mut plain = key(raw);
    plain.truncate(plain.trim_end_matches(['.', '、', ':', ',', '*', '★']).len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_off() {
        let check = |s: &str, want: Option<(Style, u32, &str)>| {
            let got = leading(s).map(|l| (l.style, l.value, &s[l.len..]));
            assert_eq!(got, want, "{s}");
        };
        check("1.修路", Some((Style::Arabic, 1, "修路")));
        check("12、 修路", Some((Style::Arabic, 12, "修路")));
        check("二十一、教育", Some((Style::Chinese, 21, "教育")));
        check("（三）教育", Some((Style::Bracketed, 3, "教育")));
        check("④改厕", Some((Style::Circled, 4, "改厕")));
        check("第十件：改厕", Some((Style::Ordinal, 10, "改厕")));
        check("8. “光明”", Some((Style::Arabic, 8, "“光明”")));
        check("2.10月底前", Some((Style::Arabic, 2, "10月底前")));
        check("1.2021年新增", Some((Style::Arabic, 1, "2021年新增")));
        check("1.5万人", None);
        check("1.15月", None);
        check("4.6至10月开展", Some((Style::Arabic, 4, "6至10月开展")));
        check("8.1—3月制定", Some((Style::Arabic, 8, "1—3月制定")));
        check("3.5-4米宽", None);
        check("1.2-1.5万", None);
        check("三级医院", None);
        check("100万元", None);
        check("一卡通", None);
        assert_eq!(alone(" 12 ").map(|l| l.value), Some(12));
        assert_eq!(alone("二十").map(|l| l.value), Some(20));
        assert_eq!(alone("12").map(|l| (l.style, l.value, l.len)), Some((Style::Arabic, 12, 2)));
        assert_eq!(alone("012345").map(|l| l.value), Some(12345));
        assert!(alone("1234567").is_none() && alone("").is_none());
        assert_eq!(alone("12户"), None);
    }
}
