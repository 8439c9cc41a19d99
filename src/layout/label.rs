//! Labels within running text: `责任单位：`, `（牵头单位:`, `【完成时限】`.
//!
//! Finds them and says what they label. What their values are is decided by who reads the paragraph.

use crate::lexicon::ColumnRole;
use crate::lexicon::label_word::{self, LABEL_LASTS, LONGEST, label};
use crate::text::fold::half;
use crate::text::marks;
use std::borrow::Cow;

/// A label in a string. Offsets are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub start: usize,
    /// Where the value starts.
    pub end: usize,
    pub role: ColumnRole,
}

/// Whether a line starts with a label.
pub fn opens(s: &str) -> bool {
    at_start(s).is_some()
}

/// The label that a string starts with, behind a bracket or number at most.
pub fn at_start(s: &str) -> Option<Label> {
    let head: &str = &s[..s.floor_char_boundary((LONGEST + 8) * 4)];
    // No label begins with what may stand before it, so that its first character is the first that may not.
    let first = head.find(|c| !may_precede(c))?;
    let timed = || head[first..].starts_with(['月', '季', '年', '截', '本', '上', '下']);
    if !label_word::may_begin(&head[first..]) && !timed() {
        return None;
    }
    labels(head).next().filter(|l| l.start <= first)
}

/// Whether a character is one of a number, bracket or list mark before a label.
fn may_precede(c: char) -> bool {
    match half(c) {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => true,
        // No other Chinese character does; asking for their range first is a tenth of the work.
        '\u{4E00}'..='\u{9FFF}' => false,
        '(' | ')' | '[' | '【' | '〔' | '.' | '、' | '-' | '*' | '■' | '●' | '◆' | '·' | '•' => true,
        _ => c.is_whitespace() || c.is_numeric(),
    }
}

/// All labels of a string in order.
pub fn labels(s: &str) -> impl Iterator<Item = Label> {
    let mut labels = Labels::of(s);
    marks(s).filter_map(move |(at, c)| labels.at(at, c))
}

/// The labels of a string for one who goes over its [`marks`] anyway.
pub struct Labels<'s> {
    s: &'s str,
    /// Where the last label ended.
    done: usize,
}

impl<'s> Labels<'s> {
    pub fn of(s: &'s str) -> Self {
        Self { s, done: 0 }
    }

    /// The label that the next mark ends, if it ends one.
    pub fn at(&mut self, at: usize, c: char) -> Option<Label> {
        let (start, role) = match c {
            // The colon behind a bracket is the label's.
            _ if at < self.done => None,
            ':' | '：' => before(self.s, self.done, at),
            '】' | ']' | '］' | '〕' => bracketed(self.s, self.done, at),
            _ => None,
        }?;
        self.done = at + c.len_utf8();
        let next = self.s[self.done..].chars().next();
        if let Some(colon) = next.filter(|&next| half(c) != ':' && half(next) == ':') {
            self.done += colon.len_utf8();
        }
        Some(Label { start, end: self.done, role })
    }
}

/// The label that ends at `at`, as long as can be.
fn before(s: &str, from: usize, at: usize) -> Option<(usize, ColumnRole)> {
    if !LABEL_LASTS.end(s[from..at].trim_end()) {
        return None;
    }
    let head = &s[from..at];
    // Where each of the characters before the mark begins, blanks left out.
    let mut starts = [0; LONGEST];
    let (mut len, mut end) = (0, 0);
    let (mut blank, mut spaced) = (false, false);
    let mut behind = head.len();
    let b = head.as_bytes();
    while len < LONGEST {
        // Nearly all are Chinese, which E5 to E9 lead.
        let c = match behind.checked_sub(3).map(|start| b[start]) {
            Some(0xE5..=0xE9) => HAN,
            _ => match head[..behind].chars().next_back() {
                Some(c) => c,
                None => break,
            },
        };
        let start = behind - c.len_utf8();
        if c.is_whitespace() && c != '\n' {
            blank |= len > 0;
        } else if is_letter(c) {
            if len == 0 {
                end = behind;
            }
            spaced |= blank;
            len += 1;
            starts[LONGEST - len] = start;
        } else {
            break;
        }
        behind = start;
    }
    let starts = &starts[LONGEST - len..];
    let whole = &head[starts.first().copied().unwrap_or(end)..end];
    // Nearly all labels stand without blanks between their characters.
    let key: Cow<str> = match spaced {
        false => whole.into(),
        true => whole.chars().filter(|c| !c.is_whitespace()).collect::<String>().into(),
    };
    let longest =
        key.char_indices().zip(starts).find_map(|((cut, _), &start)| Some((cut, from + start, label(&key[cut..])?)));
    let (cut, start, role) = longest?;
    let len = key[cut..].chars().count();
    // Within words only the longer labels are sure: `就业目标：` is a heading of its own, `…安全责任单位：` is glued to the label.
    // `甲局  责任人：` begins behind a blank; `就业 目标：` does not.
    let front = s[from..start].trim_end_matches([' ', '\u{3000}']);
    let apart = from + front.len() < start && matches!(role, ColumnRole::Unit(_));
    let bounded = apart || front.chars().next_back().is_none_or(|c| !c.is_alphanumeric() || is_number(c));
    let timed = matches!(role, ColumnRole::Text(_)) && !bounded;
    match timed.then(|| time_before(s, from, start)).flatten() {
        Some(start) => Some((start, role)),
        None => (bounded || len >= 4).then_some((start, role)),
    }
}

/// Where a time that is part of the label begins: 10月份进展, 截至9月底进展, 一季度目标.
fn time_before(s: &str, from: usize, start: usize) -> Option<usize> {
    /// Longer than any, in bytes.
    const LONGEST_TIME: usize = 48;
    const WRITTEN_WITH: &str = "年月日份底末季度上下半本前第截至止目个-—~";
    let low = s.ceil_char_boundary(start.saturating_sub(LONGEST_TIME)).max(from);
    let time = &s[low..start];
    let begins = time.trim_end_matches(|c: char| is_number(c) || WRITTEN_WITH.contains(c)).len();
    let time = &time[begins..];
    let ends = ["月", "月份", "月底", "月末", "季度", "半年", "年度", "年", "目前", "日"]
        .iter()
        .any(|end| time.ends_with(end));
    let apart = s[from..low + begins].trim_end().chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    (ends && apart).then_some(low + begins)
}

/// Any Chinese character.
const HAN: char = '中';

/// Letters; asking a Chinese character's range first is a tenth of the work.
fn is_letter(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || c.is_alphabetic()
}

fn is_number(c: char) -> bool {
    "一二三四五六七八九十".contains(c) || c.is_numeric()
}

/// The label of `【责任单位】` that closes at `at`. The start is that of the bracket.
fn bracketed(s: &str, from: usize, at: usize) -> Option<(usize, ColumnRole)> {
    let head = &s[from..at];
    let head = &head[head.len() - head.len().min(floor_back(head, LONGEST * 4 + 4))..];
    let open = head.rfind(['【', '[', '［', '〔'])?;
    let width = head[open..].chars().next()?.len_utf8();
    let word: String = head[open + width..].chars().filter(|c| !c.is_whitespace()).collect();
    let role = label(&word)?;
    Some((at - (head.len() - open), role))
}

/// The largest number of last bytes, at most `most`, that starts at a character.
fn floor_back(s: &str, most: usize) -> usize {
    let mut n = most.min(s.len());
    while !s.is_char_boundary(s.len() - n) {
        n -= 1;
    }
    n
}

/// The label that a heading without a colon starts with: `一、目标任务改造20个小区`. Only words that open nothing else.
pub fn heading(s: &str) -> Option<Label> {
    let s_trim = s.trim_start();
    let skipped = s.len() - s_trim.len();
    let (length, role) = label_word::opening(s_trim)?;
    s_trim[..length].chars().nth(3)?;
    let mut end = skipped + length;
    if let Some(c) = s[end..].chars().next().filter(|&c| matches!(half(c), ':' | '。' | '.' | ' ')) {
        end += c.len_utf8();
    }
    Some(Label { start: skipped, end, role })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::label_word::LABELS;
    use crate::lexicon::{Field, UnitRole};

    #[test]
    fn labels_are_found_anywhere() {
        let s = "改造小区。（牵头单位：甲局；责任单位:乙局）";
        let got: Vec<_> = labels(s).map(|l| (&s[l.start..l.end], l.role)).collect();
        assert_eq!(
            got,
            [("牵头单位：", ColumnRole::Unit(UnitRole::Lead)), ("责任单位:", ColumnRole::Unit(UnitRole::Responsible))]
        );
        let s = "【完成时限】年底 [责任人]某某";
        assert_eq!(labels(s).count(), 2);
        assert_eq!(labels("责任单位：甲局  责任人：李四").count(), 2);
        assert_eq!(labels("全区就业目标：三千人").count(), 0);
        assert_eq!(at_start("（一）【 责任单位 】甲局").unwrap().role, ColumnRole::Unit(UnitRole::Responsible));
        assert_eq!(at_start("①12.牵头单位：甲局").unwrap().role, ColumnRole::Unit(UnitRole::Lead));
        // The colon behind a bracket belongs to the label.
        let got: Vec<_> = labels("【责任单位】：甲局；[完成时限]:年底").map(|l| (l.start, l.end)).collect();
        assert_eq!(got, [(0, 21), (30, 45)]);
        assert_eq!(at_start("1.目标任务：改造").unwrap().role, ColumnRole::Text(Field::Target));
        assert_eq!(at_start("改造小区,目标任务：改造"), None);
        assert_eq!(at_start("责 任 单 位：甲局").unwrap().role, ColumnRole::Unit(UnitRole::Responsible));
        // A time in front is part of the label.
        let got: Vec<_> = ["10月份进展：", "截至9月底进展情况：", "1-8月完成情况：", "一季度目标："]
            .map(|s| at_start(s).map(|l| l.start))
            .into();
        assert_eq!(got, [Some(0); 4]);
        assert_eq!(labels("全区10月份进展：").count(), 0);
        assert_eq!(labels("超过10个目标：").count(), 0);
        assert_eq!(heading("目标任务改造").unwrap().end, 12);
    }

    #[test]
    fn no_label_begins_with_what_precedes_it() {
        assert!(LABELS.iter().all(|(label, _)| !label.starts_with(may_precede) && label.chars().all(is_letter)));
    }
}
