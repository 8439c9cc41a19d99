//! A passage cut into the pieces that metrics are made of: words of the lexicon, times, marks, figures and the runs between.
//!
//! One pass from left to right. What a piece means for a metric is decided elsewhere.

use super::when;
use crate::figure::Figure;
use crate::lexicon::phrase::{self, Sense};

/// What a token is, beside what its word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the lexicon.
    Word,
    /// Anything else that is written: nouns, names, numbers that are no figures.
    Other,
    /// “…” or 《…》, with its quotes.
    Quoted,
    Time,
    /// The figure of this index.
    Figure(u32),
    /// A figure that only qualifies a noun behind it: 65岁以上.
    Loose(u32),
    /// 。；! ? line ends and numbering.
    Stop,
    Comma,
    /// 、
    Pause,
    Colon,
    /// A bracket and the token that closes it (itself where none does).
    Open(u32),
    Close(u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    pub sense: Sense,
}

impl Token {
    pub fn is(&self, any: Sense) -> bool {
        self.sense.is(any)
    }

    /// Something that can be the noun of a metric.
    pub fn is_noun(&self) -> bool {
        match self.kind {
            Kind::Other | Kind::Quoted | Kind::Loose(_) => true,
            Kind::Word => self.is(NOUN),
            _ => false,
        }
    }

    pub fn is_mark(&self) -> bool {
        matches!(self.kind, Kind::Stop | Kind::Comma | Kind::Pause | Kind::Colon | Kind::Open(_) | Kind::Close(_))
    }

    pub fn is_single(&self) -> bool {
        self.end - self.start == 3
    }
}

/// Senses that make a word a noun.
const NOUN: Sense = Sense::KEEP.or(Sense::TASK).or(Sense::THIN).or(Sense::RELATION);

const VERB: Sense =
    Sense::EMPTY.or(Sense::LIGHT).or(Sense::ACTION).or(Sense::DRIVE).or(Sense::STATUS).or(Sense::COMPARE);

/// Length of a character that makes a noun of the verb before it: 落实率, 发放额, 补助费.
fn nominal(behind: &str) -> Option<usize> {
    let mut chars = behind.chars();
    let (c, next) = (chars.next()?, chars.next());
    let joined = match c {
        '率' | '者' | '额' => true,
        '费' => next != Some('用'),
        '量' => next != Some('化'),
        '款' => next != Some('项'),
        _ => false,
    };
    joined.then(|| c.len_utf8())
}

/// Longest bracket or quotation that is read as part of a name, in bytes.
const NAME: usize = 120;

/// Farthest that a sentence is followed from a figure, in bytes.
const REACH: usize = 900;

/// Cuts a passage; figures must be in order. Sentences without figures become a full stop.
pub(super) fn tokens(text: &str, figures: &[Figure]) -> Vec<Token> {
    let mut cutter = Cutter { text, out: Vec::with_capacity(figures.len() * 16 + 16), open: Vec::new() };
    if figures.is_empty() {
        cutter.run(0, text.len());
        return cutter.out;
    }
    let mut at = 0;
    for (index, figure) in figures.iter().enumerate() {
        let (start, end) = (figure.span.start as usize, figure.span.end as usize);
        if start < at || end > text.len() || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            continue;
        }
        cutter.gap(at, start);
        let kind = if qualifies(&text[start..end], &text[end..]) {
            Kind::Loose(index as u32)
        } else {
            Kind::Figure(index as u32)
        };
        cutter.push(start, end, kind, Sense::NONE);
        at = end;
    }
    let rest = sentence_end(&text[at..]);
    cutter.run(at, at + rest);
    cutter.out
}

/// The bytes of a Chinese character as one number.
const fn key(word: &str) -> u32 {
    let b = word.as_bytes();
    u32::from_le_bytes([b[0], b[1], b[2], 0])
}

/// Whether three bytes are 。, ； or ！; `;` and line ends close a sentence as well.
fn is_stop(wide: &[u8]) -> bool {
    matches!(wide, [0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x9B | 0x81])
}

/// The end of the sentence at the start of a string, its mark included.
fn sentence_end(text: &str) -> usize {
    let reach = text.floor_char_boundary(REACH);
    let bytes = &text.as_bytes()[..reach];
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        match lead {
            b';' | b'\n' => return at + 1,
            0xE0..0xF0 => {
                if bytes.get(at..at + 3).is_some_and(is_stop) {
                    return at + 3;
                }
                at += 3;
            }
            _ => at += 1,
        }
    }
    reach
}

/// The beginning of the sentence at the end of a string.
fn sentence_begin(text: &str) -> usize {
    let reach = text.floor_char_boundary(text.len().saturating_sub(REACH));
    let bytes = &text.as_bytes()[reach..];
    let mut end = bytes.len();
    while let Some(&last) = end.checked_sub(1).and_then(|at| bytes.get(at)) {
        if matches!(last, b';' | b'\n') {
            return reach + end;
        }
        match end.checked_sub(3).and_then(|at| bytes.get(at..end)) {
            Some(wide @ [0xE0..0xF0, ..]) if last >= 0x80 => {
                if is_stop(wide) {
                    return reach + end;
                }
                end -= 3;
            }
            _ => end -= 1,
        }
    }
    reach
}

/// Ages and durations before a noun or another amount are conditions, not what is counted: 65岁以上老年人, 转移6个月以上83350人.
fn qualifies(raw: &str, behind: &str) -> bool {
    // 残疾人两项补贴: a number that is a part of a name.
    if raw.starts_with(['两', '三', '五', '四', '双'])
        && raw.chars().count() == 2
        && !raw.ends_with(['区', '县', '市', '镇'])
        && behind.starts_with(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
    {
        return true;
    }
    let bare = raw.trim_end_matches(['上', '下', '内', '以', '含', '(', ')', '（', '）']);
    let time = bare.ends_with(['岁', '月', '年', '时', '天', '日', '钟', '度'])
        && ["岁", "周岁", "个月", "年", "小时", "天", "日", "分钟", "年度"].iter().any(|unit| bare.ends_with(unit));
    time && match behind.trim_start().chars().next() {
        None => false,
        Some(c) => !is_mark(c),
    }
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '。' | '；' | ';' | '，' | ',' | '、' | '：' | ':' | ')' | '）' | '(' | '（' | '！' | '!' | '？' | '?' | '\n'
    )
}

struct Cutter<'t> {
    text: &'t str,
    out: Vec<Token>,
    /// Indexes of the brackets that are still open.
    open: Vec<u32>,
}

impl Cutter<'_> {
    fn push(&mut self, start: usize, end: usize, kind: Kind, sense: Sense) {
        self.out.push(Token { start: start as u32, end: end as u32, kind, sense });
    }

    /// Adds to the run before, or begins one.
    fn other(&mut self, start: usize, end: usize) {
        match self.out.last_mut() {
            Some(last) if last.kind == Kind::Other && last.end as usize == start => last.end = end as u32,
            _ => self.push(start, end, Kind::Other, Sense::NONE),
        }
    }

    /// A stretch between two figures, or before the first: only the sentences that hold them.
    fn gap(&mut self, from: usize, to: usize) {
        let begin = from + sentence_begin(&self.text[from..to]);
        let end = if from == 0 { 0 } else { from + sentence_end(&self.text[from..to]) };
        if end >= begin {
            self.run(from, to);
            return;
        }
        self.run(from, end);
        self.push(end, begin, Kind::Stop, Sense::NONE);
        self.run(begin, to);
    }

    /// A stretch without figures.
    fn run(&mut self, from: usize, to: usize) {
        // 到, 至 and 自 may open a time.
        const TIMES: [u32; 3] = [key("到"), key("至"), key("自")];
        let text = &self.text[..to];
        let mut at = from;
        while at < to {
            // Half of the characters begin no word. A sentence may begin with a number, which is looked at below.
            if !self.opens() {
                let plain = phrase::wordless(&text.as_bytes()[at..], &TIMES);
                if plain > 0 {
                    self.other(at, at + plain);
                    at += plain;
                }
            }
            let Some(c) = text[at..].chars().next() else { break };
            let next = at + c.len_utf8();
            match c {
                '。' | '；' | ';' | '！' | '!' | '？' | '?' | '\n' | '①'..='⑳' | '●' | '■' | '◆' | '▲' => {
                    self.push(at, next, Kind::Stop, Sense::NONE)
                }
                '，' | ',' => self.push(at, next, Kind::Comma, Sense::NONE),
                '、' => self.push(at, next, Kind::Pause, Sense::NONE),
                '：' | ':' => self.push(at, next, Kind::Colon, Sense::NONE),
                '(' | '（' | '[' | '【' | '〔' => {
                    if let Some(n) = number(&text[next..]) {
                        self.push(at, next + n, Kind::Stop, Sense::NONE);
                        at = next + n;
                        continue;
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
                '“' | '《' => {
                    let close = if c == '“' { '”' } else { '》' };
                    let end = text[next..]
                        .char_indices()
                        .take(NAME / 3)
                        .find(|&(_, x)| x == close || x == '\n')
                        .filter(|&(_, x)| x == close);
                    match end {
                        Some((i, x)) => {
                            let end = next + i + x.len_utf8();
                            self.push(at, end, Kind::Quoted, Sense::NONE);
                            at = end;
                            continue;
                        }
                        None => self.other(at, next),
                    }
                }
                '一'..='龥' if self.opens() && ordinal(&text[at..]).is_some() => {
                    let n = ordinal(&text[at..]).unwrap_or(c.len_utf8());
                    self.push(at, at + n, Kind::Stop, Sense::NONE);
                    at += n;
                    continue;
                }
                c if c.is_whitespace() => {
                    // A blank inside a sentence is no mark; it keeps runs together.
                    match self.out.last_mut() {
                        Some(last) if last.kind == Kind::Other && last.end as usize == at => last.end = next as u32,
                        _ => {}
                    }
                }
                '0'..='9' => at = self.digits(at, to),
                _ => {
                    if matches!(c, '到' | '至' | '自')
                        && let Some(n) = when::until(&text[at..])
                    {
                        self.push(at, at + n, Kind::Time, Sense::NONE);
                        at += n;
                        continue;
                    }
                    if let Some((mut n, mut sense)) = phrase::longest(&text[at..]) {
                        if sense.is(Sense::TIME) {
                            let n = when::worded(&text[at..], n);
                            self.push(at, at + n, Kind::Time, Sense::NONE);
                            at += n;
                            continue;
                        }
                        // 建 is a verb right before its amount, elsewhere mostly a part of a word.
                        if n == 3
                            && sense.is(Sense::ACTION)
                            && text[at + n..].starts_with(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
                        {
                            self.other(at, next);
                            at = next;
                            continue;
                        }
                        if sense.is(VERB)
                            && let Some(more) = nominal(&text[at + n..])
                        {
                            n += more;
                            sense = Sense::KEEP;
                        }
                        self.push(at, at + n, Kind::Word, sense);
                        at += n;
                        continue;
                    }
                    self.other(at, next);
                }
            }
            at = at.max(next);
        }
    }

    /// Whether a sentence begins here.
    fn opens(&self) -> bool {
        self.out.last().is_none_or(|last| matches!(last.kind, Kind::Stop | Kind::Colon))
    }

    /// Digits that are no figure: a date, a number before an item, or part of a name. Gives the end.
    fn digits(&mut self, at: usize, to: usize) -> usize {
        let text = &self.text[..to];
        if let Some(n) = when::date(&text[at..], true).or_else(|| when::within(&text[at..])) {
            self.push(at, at + n, Kind::Time, Sense::NONE);
            return at + n;
        }
        let bytes = text.as_bytes();
        let mut end = at;
        while end < to && bytes[end].is_ascii_digit() {
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
    let digits = text.chars().take(3).take_while(|c| NUMERALS.contains(c)).map(char::len_utf8).sum::<usize>();
    let mark = text[digits..].chars().next().filter(|c| digits > 0 && matches!(c, '、' | '是' | '.'))?;
    // 一、二季度 is a time.
    let behind = text[digits + mark.len_utf8()..].starts_with(NUMERALS);
    (!behind).then_some(digits + mark.len_utf8())
}
