//! Numbers as office programs write them in front of paragraphs, and in cells that ask for Chinese numerals: `一百二十三`, `壹佰`,
//! `〇`, `甲`, `③`, `iv`.

/// `十二`, `一百零五`, `一万二千`: as they are spoken.
pub(super) fn spoken(n: u64) -> String {
    by_thousands(n, &SIMPLE, false)
}

/// `壹拾贰`, `壹佰零伍`: as they stand on cheques.
pub(super) fn financial(n: u64) -> String {
    by_thousands(n, &FINANCIAL, true)
}

/// `二〇二三`: digit by digit.
pub(super) fn digits(n: u64) -> String {
    n.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect()
}

/// `２０`: digits of full width.
pub(super) fn wide(n: u64) -> String {
    n.to_string().bytes().filter_map(|b| char::from_u32(0xFF10 + u32::from(b - b'0'))).collect()
}

/// 甲, 乙, 丙 …; from 11 on as Word does it: with a number.
pub(super) fn stem(n: u64) -> String {
    pick(n, "甲乙丙丁戊己庚辛壬癸")
}

/// 子, 丑, 寅 …
pub(super) fn branch(n: u64) -> String {
    pick(n, "子丑寅卯辰巳午未申酉戌亥")
}

fn pick(n: u64, of: &str) -> String {
    let place = n.checked_sub(1).and_then(|i| usize::try_from(i).ok());
    place.and_then(|i| of.chars().nth(i)).map_or_else(|| n.to_string(), String::from)
}

/// ①; from 51 on the plain number.
pub(super) fn circled(n: u64) -> String {
    let first = match n {
        1..=20 => '①' as u64 - 1,
        21..=35 => '㉑' as u64 - 21,
        36..=50 => '㊱' as u64 - 36,
        _ => return n.to_string(),
    };
    enclosed(n, first)
}

/// ⑴; from 21 on `(21)`.
pub(super) fn bracketed(n: u64) -> String {
    if (1..=20).contains(&n) { enclosed(n, '⑴' as u64 - 1) } else { format!("({n})") }
}

/// ⒈; from 21 on `21.`.
pub(super) fn dotted(n: u64) -> String {
    if (1..=20).contains(&n) { enclosed(n, '⒈' as u64 - 1) } else { format!("{n}.") }
}

fn enclosed(n: u64, before: u64) -> String {
    u32::try_from(before + n).ok().and_then(char::from_u32).map(String::from).unwrap_or_default()
}

/// a … z, then aa, bb …
pub(super) fn letters(n: u64, first: u8) -> String {
    let Some(n) = n.checked_sub(1) else { return String::new() };
    let letter = char::from(first.saturating_add((n % 26) as u8));
    std::iter::repeat_n(letter, (n / 26 + 1).min(16) as usize).collect()
}

/// i, ii, iii, iv …
pub(super) fn roman(n: u64) -> String {
    const PIECES: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if n > 30_000 {
        return n.to_string();
    }
    let mut left = n;
    let mut out = String::new();
    for (value, piece) in PIECES {
        while left >= value {
            out.push_str(piece);
            left -= value;
        }
    }
    out
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const SIMPLE: [&str; 14] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万"];
const FINANCIAL: [&str; 14] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "佰", "仟", "万"];

/// `one_ten`: ten is written 一十 at the start as well.
fn by_thousands(n: u64, words: &[&str; 14], one_ten: bool) -> String {
    if n == 0 {
        return words[0].to_string();
    }
    if n >= 1_0000_0000_0000_0000 {
        return n.to_string();
    }
    const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];
    let mut out = String::new();
    let mut gap = false;
    for (power, group) in GROUPS.iter().enumerate().rev() {
        let part = n / 10_000u64.pow(power as u32) % 10_000;
        if part == 0 {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() && (gap || part < 1000) {
            out.push_str(words[0]);
        }
        gap = false;
        thousands(part, words, one_ten, &mut out);
        out.push_str(group);
    }
    out
}

/// A number below ten thousand.
fn thousands(n: u64, words: &[&str; 14], one_ten: bool, out: &mut String) {
    let opens = out.is_empty();
    let mut begun = false;
    let mut gap = false;
    for (value, unit) in [(1000, words[12]), (100, words[11]), (10, words[10]), (1, "")] {
        let digit = (n / value % 10) as usize;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            out.push_str(words[0]);
            gap = false;
        }
        if !(value == 10 && digit == 1 && !begun && opens && !one_ten) {
            out.push_str(words[digit]);
        }
        out.push_str(unit);
        begun = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spoken_numbers() {
        for (n, words) in [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (10_000, "一万"),
            (12_000, "一万二千"),
            (10_500, "一万零五百"),
            (100_000, "十万"),
            (100_000_001, "一亿零一"),
        ] {
            assert_eq!(spoken(n), words);
        }
        assert_eq!(financial(12), "壹拾贰");
        assert_eq!(digits(2023), "二〇二三");
    }

    #[test]
    fn marks() {
        assert_eq!([circled(1), circled(20), circled(21), circled(36), circled(51)], ["①", "⑳", "㉑", "㊱", "51"]);
        assert_eq!([bracketed(2), dotted(3), stem(2), branch(12), stem(11)], ["⑵", "⒊", "乙", "亥", "11"]);
        assert_eq!([letters(3, b'a'), letters(27, b'A'), roman(14), wide(10)], ["c", "AA", "xiv", "１０"]);
    }
}
