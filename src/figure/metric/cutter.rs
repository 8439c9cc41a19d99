//! Goes over a passage from left to right and cuts it into tokens: words of the lexicon, times, marks, and the runs between.

use super::place;
use super::token::{Kind, Token};
use super::when;
use crate::lexicon::phrase::{PHRASES, Sense};
use crate::text::character::{is_ideograph, keys, three};

const VERB: Sense =
    Sense::EMPTY.or(Sense::LIGHT).or(Sense::ACTION).or(Sense::DRIVE).or(Sense::STATUS).or(Sense::COMPARE);

/// Whether the character `c` at the start of `behind` makes a noun of the verb before it: 落实率, 发放额, 补助费.
#[inline]
fn nominal(c: u32, behind: &[u8]) -> bool {
    const NOUNS: [u32; 6] = keys("率者额费量款");
    const OTHERS: [u32; 3] = keys("用化项");
    match NOUNS.iter().position(|&noun| noun == c) {
        None => false,
        // 费用, 量化 and 款项 are words of their own.
        Some(at) => at < 3 || three(&behind[3..]) != OTHERS[at - 3],
    }
}

/// Longest bracket or quotation that is read as part of a name, in bytes.
const NAME: usize = 120;

/// Farthest that a sentence is followed from a figure, in bytes.
const REACH: usize = 900;

/// Whether three bytes are 。, ； or ！; `;` and line ends close a sentence as well.
fn is_stop(wide: &[u8]) -> bool {
    matches!(wide, [0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x9B | 0x81])
}

/// The end of the sentence at the start of a string, its mark included.
pub(super) fn sentence_end(text: &str) -> usize {
    let reach = text.floor_char_boundary(REACH);
    let bytes = &text.as_bytes()[..reach];
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        match lead {
            b';' | b'\n' => return at + 1,
            0xE3 | 0xEF if bytes.get(at..at + 3).is_some_and(is_stop) => return at + 3,
            0xE0..0xF0 => at += 3,
            _ => at += 1,
        }
    }
    reach
}

/// The beginning of the sentence at the end of a string.
fn sentence_begin(text: &str) -> usize {
    let reach = text.floor_char_boundary(text.len().saturating_sub(REACH));
    let mut rest = &text.as_bytes()[reach..];
    loop {
        rest = match rest {
            [.., b';' | b'\n'] => break,
            [before @ .., 0xE4..=0xE9, _, _] => before,
            [before @ .., lead @ 0xE0..=0xEF, second, third] => {
                if is_stop(&[*lead, *second, *third]) {
                    break;
                }
                before
            }
            [before @ .., _] => before,
            [] => break,
        }
    }
    reach + rest.len()
}

pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '。' | '；' | ';' | '，' | ',' | '、' | '：' | ':' | ')' | '）' | '(' | '（' | '！' | '!' | '？' | '?' | '\n'
    )
}

/// What has been cut so far.
pub(super) struct Cutter<'t> {
    pub text: &'t str,
    pub out: &'t mut Vec<Token>,
    /// Indexes of the brackets that are still open.
    pub open: &'t mut Vec<u32>,
}

impl Cutter<'_> {
    pub fn push(&mut self, start: usize, end: usize, kind: Kind, sense: Sense) {
        self.out.push(Token { start: start as u32, end: end as u32, kind, sense });
    }

    /// Adds to the run before, or begins one.
    #[inline]
    fn other(&mut self, start: usize, end: usize) {
        if start == end {
            return;
        }
        match self.out.last_mut() {
            Some(last) if last.kind == Kind::Other && last.end as usize == start => last.end = end as u32,
            _ => self.push(start, end, Kind::Other, Sense::NONE),
        }
    }

    /// A stretch between two figures, or before the first: only the sentences that hold them.
    pub fn gap(&mut self, from: usize, to: usize) {
        if from == to {
            return;
        }
        let end = if from == 0 { 0 } else { from + sentence_end(&self.text[from..to]) };
        let begin = end + sentence_begin(&self.text[end..to]);
        if end == begin {
            self.run(from, to);
            return;
        }
        self.run(from, end);
        self.push(end, begin, Kind::Stop, Sense::NONE);
        self.run(begin, to);
    }

    /// A stretch without figures.
    pub fn run(&mut self, from: usize, to: usize) {
        let text = &self.text[..to];
        let bytes = text.as_bytes();
        let words = &*PHRASES;
        let mut at = from;
        // From here on no word or mark has stood.
        let mut plain = from;
        let mut opens = self.opens();
        while at < to {
            // Half of the Chinese characters begin no word.
            while let [a @ 0xE4..=0xE9, b, c, ..] = bytes[at..] {
                let head = u32::from_le_bytes([a, b, c, 0]);
                if opens && let Some(n) = ordinal(&text[at..]) {
                    self.push(at, at + n, Kind::Stop, Sense::NONE);
                    at += n;
                    plain = at;
                    continue;
                }
                opens = false;
                let word = words.longest_from(head, &bytes[at..]);
                match word.and_then(|(n, sense)| read_word(text, at, head, n, sense)) {
                    Some((end, kind, sense)) => {
                        self.other(plain, at);
                        self.push(at, end, kind, sense);
                        at = end;
                        plain = at;
                    }
                    None => at += 3,
                }
            }
            self.other(plain, at);
            if at < to {
                at = self.mark(text, at);
            }
            plain = at;
            opens = self.opens();
        }
    }

    /// A character that is not Chinese: mostly a mark, a digit or a letter. Gives the end of what it begins.
    fn mark(&mut self, text: &str, at: usize) -> usize {
        let Some(c) = text[at..].chars().next() else { return text.len() };
        let next = at + c.len_utf8();
        match c {
            '。' | '；' | ';' | '！' | '!' | '？' | '?' | '\n' | '①'..='⑳' | '●' | '■' | '◆' | '▲' => {
                self.push(at, next, Kind::Stop, Sense::NONE)
            }
            '，' | ',' => self.push(at, next, Kind::Comma, Sense::NONE),
            '、' => self.push(at, next, Kind::Pause, Sense::NONE),
            '：' | ':' => self.push(at, next, Kind::Colon, Sense::NONE),
            // 【交通出行】新建公交站亭120座: a heading, and no part of the clause behind it.
            '【' if self.opens()
                && let Some(close) =
                    text[next..].char_indices().take(NAME / 3).find(|&(_, x)| matches!(x, '】' | '\n'))
                && close.1 == '】' =>
            {
                let end = next + close.0 + close.1.len_utf8();
                self.push(at, end, Kind::Stop, Sense::NONE);
                return end;
            }
            '(' | '（' | '[' | '【' | '〔' => {
                if let Some(n) = number(&text[next..]) {
                    self.push(at, next + n, Kind::Stop, Sense::NONE);
                    return next + n;
                }
                let index = self.out.len() as u32;
                self.open.push(index);
                self.push(at, next, Kind::Open(index), Sense::NONE);
            }
            ')' | '）' | ']' | '】' | '〕' => {
                let index = self.out.len() as u32;
                let open = self.open.pop().unwrap_or(index);
                if let Some(token) = self.out.get_mut(open as usize) {
                    token.kind = Kind::Open(index);
                }
                self.push(at, next, Kind::Close(open), Sense::NONE);
            }
            '“' | '《' | '「' | '"' => {
                let close = match c {
                    '“' => '”',
                    '《' => '》',
                    '「' => '」',
                    straight => straight,
                };
                let end = text[next..]
                    .char_indices()
                    .take(NAME / 3)
                    .find(|&(_, x)| x == close || x == '\n' || close == '"' && is_mark(x))
                    .filter(|&(_, x)| x == close);
                match end {
                    Some((i, x)) => {
                        let end = next + i + x.len_utf8();
                        self.push(at, end, Kind::Quoted, Sense::NONE);
                        return end;
                    }
                    None => self.other(at, next),
                }
            }
            c if c.is_whitespace() => {
                // A blank inside a sentence is no mark; it keeps runs together.
                match self.out.last_mut() {
                    Some(last) if last.kind == Kind::Other && last.end as usize == at => last.end = next as u32,
                    _ => {}
                }
            }
            '0'..='9' => return self.digits(text, at),
            _ => {
                let word = PHRASES.longest_in(&text[at..]);
                match word.and_then(|(n, sense)| read_word(text, at, 0, n, sense)) {
                    Some((end, kind, sense)) => {
                        self.push(at, end, kind, sense);
                        return end;
                    }
                    None => self.other(at, next),
                }
            }
        }
        next
    }

    /// Whether a sentence begins here.
    #[inline]
    fn opens(&self) -> bool {
        self.out.last().is_none_or(|last| matches!(last.kind, Kind::Stop | Kind::Colon))
    }

    /// Digits that are no figure: a date, a number before an item, or part of a name. Gives the end.
    fn digits(&mut self, text: &str, at: usize) -> usize {
        if let Some(n) = when::date(&text[at..], true).or_else(|| when::within(&text[at..])) {
            self.push(at, at + n, Kind::Time, Sense::NONE);
            return at + n;
        }
        let bytes = text.as_bytes();
        let mut end = at;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        let opens = self.opens();
        let rest = &text[end..];
        if opens && end - at <= 2 && (rest.starts_with('.') || rest.starts_with('、') || rest.starts_with('．')) {
            let end = end + rest.chars().next().map_or(0, char::len_utf8);
            self.push(at, end, Kind::Stop, Sense::NONE);
            return end;
        }
        self.other(at, end);
        end
    }
}

/// These may open a time, and are words all.
const UNTIL: [u32; 3] = keys("到至自");

const CAN: u32 = keys::<1>("可")[0];
const RATE: u32 = keys::<1>("率")[0];
const KIND: u32 = keys::<1>("性")[0];

/// What a word of the lexicon is where it stands, of `n` bytes at `at`, and where that ends. `None` for a part of another word.
/// `head`: its first character.
#[inline]
fn read_word(text: &str, at: usize, head: u32, n: usize, sense: Sense) -> Option<(usize, Kind, Sense)> {
    if (sense.is(Sense::TIME) || UNTIL.contains(&head))
        && let Some(end) = time(text, at, head, n, sense)
    {
        return Some((end, Kind::Time, Sense::NONE));
    }
    let end = at + n;
    // 可办率, 可及性: 可 is part of a name.
    if n == 3 && head == CAN && [RATE, KIND].contains(&three(text.as_bytes().get(end + 3..).unwrap_or_default())) {
        return None;
    }
    if !sense.is(VERB) {
        // 各县（市、区）: the levels in the bracket belong to the word.
        let levels = if sense.is(Sense::GROUP) { place::levels(&text[end..]) } else { 0 };
        return Some((end + levels, Kind::Word, sense));
    }
    let behind = three(&text.as_bytes()[end..]);
    // 建 is a verb right before its amount, elsewhere mostly a part of a word.
    if n == 3 && sense.is(Sense::ACTION) && is_ideograph(behind) {
        return None;
    }
    // The characters that make a noun of a verb are of three bytes.
    let nominal = nominal(behind, &text.as_bytes()[end..]);
    Some(if nominal { (end + 3, Kind::Word, Sense::KEEP) } else { (end, Kind::Word, sense) })
}

/// The end of a time that a word of `n` bytes at `at` opens.
fn time(text: &str, at: usize, head: u32, n: usize, sense: Sense) -> Option<usize> {
    let until = if UNTIL.contains(&head) { when::until(&text[at..]) } else { None };
    let length = until.or_else(|| sense.is(Sense::TIME).then(|| when::worded(&text[at..], n)))?;
    Some(at + length)
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Behind a bracket, the rest of a number before an item: 一) of (一).
fn number(text: &str) -> Option<usize> {
    let digits = text
        .chars()
        .take(4)
        .take_while(|c| NUMERALS.contains(c) || c.is_ascii_digit())
        .map(char::len_utf8)
        .sum::<usize>();
    let close = text[digits..].chars().next().filter(|c| digits > 0 && matches!(c, ')' | '）'))?;
    Some(digits + close.len_utf8())
}

/// A number that opens a sentence: 一、 or 二是.
fn ordinal(text: &str) -> Option<usize> {
    if !text.starts_with(NUMERALS) {
        return None;
    }
    let digits = text.chars().take(3).take_while(|c| NUMERALS.contains(c)).map(char::len_utf8).sum::<usize>();
    let mark = text[digits..].chars().next().filter(|c| digits > 0 && matches!(c, '、' | '是' | '.'))?;
    // 一、二季度 is a time.
    let behind = text[digits + mark.len_utf8()..].starts_with(NUMERALS);
    (!behind).then_some(digits + mark.len_utf8())
}
