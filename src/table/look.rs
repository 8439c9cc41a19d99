//! What a cell looks like, whatever column it may stand in: a number, an office, a time, an amount, a sentence, a note below the table.
//!
//! One pass over the text of a cell. Nothing here knows columns; `fit` says which looks suit which column.

use super::office::{is_name, office, rank};
use super::whole::{is_amount, is_code, is_nothing, is_page_mark, is_time, is_total};
use crate::lexicon::aside_word;
use crate::text::numbering::{self, Style};
use crate::text::{CharSet, Excerpt, Text, fold};

/// Longer cells are only looked at this far from their start, in bytes: enough to know a sentence from a name.
const FAR: usize = 600;

/// The looks of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Characters that are not blank, counted up to `FAR` bytes.
    pub chars: u16,
    /// The cell is nothing but a running number.
    pub number: Option<(Kind, u16)>,
    /// A running number of several parts: A-01, 1.2.
    pub code: bool,
    /// The cell starts with a running number.
    pub lead: Option<(Kind, u16)>,
    /// Ends with a full stop or semicolon.
    pub stops: bool,
    /// Commas, semicolons and full stops.
    pub marks: u16,
    /// Holds digits.
    pub digits: bool,
    /// Per cent of the parts (split at 、 and blanks) that are names of units.
    pub units: u8,
    /// Rank of the first unit: 3 a city's or the notice's own office, 2 below that, 1 whole groups of places.
    pub rank: u8,
    /// Names of persons.
    pub person: bool,
    /// Nothing but a time (6月底前, 长期).
    pub time: bool,
    /// Nothing but an amount (`96.2%`, `28600`, `1.2亿元`).
    pub amount: bool,
    /// A dash or a word that stands for nothing.
    pub nothing: bool,
    /// Page numbers and the like, which may stand inside a table and mean nothing.
    pub junk: bool,
    /// Notes, signatures and site text that stand below tables.
    pub footer: bool,
    /// A word that stands in columns of remarks (续建, 跨年度).
    pub remark: bool,
    /// Reports what has been done (已完成, 累计, 同比).
    pub done: bool,
    /// 合计, 总计.
    pub total: bool,
    pub empty: bool,
}

/// How a running number is written, as far as columns tell numbers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Arabic,
    Chinese,
    Bracketed,
    Circled,
}

impl From<Style> for Kind {
    fn from(style: Style) -> Self {
        match style {
            Style::Arabic => Kind::Arabic,
            Style::Chinese | Style::Ordinal => Kind::Chinese,
            Style::Bracketed | Style::BracketedArabic => Kind::Bracketed,
            Style::Circled => Kind::Circled,
        }
    }
}

impl Look {
    pub fn of(cell: &Excerpt, text: &Text) -> Self {
        if cell.is_empty() {
            return Self { empty: true, ..Self::default() };
        }
        if let Some(span) = cell.single() {
            return Self::of_str(text.slice(span));
        }
        Self::of_str(&cell.read(text))
    }

    pub fn of_str(whole: &str) -> Self {
        let whole = whole.trim();
        let s = &whole[..whole.floor_char_boundary(FAR)];
        let Some(first) = s.chars().next() else { return Self { empty: true, nothing: true, ..Self::default() } };
        let mut look = Look::default();
        look.count(s);
        look.stops = whole.ends_with(['。', ';', '；', '.', '！']);
        look.numbers(s, first);
        look.nothing = look.chars <= 4 && is_nothing(s);
        if look.chars <= 40 {
            look.time = is_time(s);
            look.amount = look.number.is_none_or(|(kind, _)| kind == Kind::Arabic) && is_amount(s);
            look.code = look.number.is_none() && look.chars <= 10 && is_code(s);
            look.junk = is_page_mark(s);
            look.total = look.chars <= 4 && is_total(s);
        }
        look.remark = look.chars <= 6 && aside_word::is_remark(s);
        look.footer = aside_word::opens_footer(s);
        if !look.junk {
            look.offices(s, whole.len() > s.len());
        }
        look
    }

    /// Counts characters and marks, and looks for digits and words of what has been done.
    fn count(&mut self, s: &str) {
        let b = s.as_bytes();
        let mut at = 0;
        loop {
            // Most of a cell: Chinese characters that say nothing alone.
            let plain = TELLING.before(&b[at..]);
            self.chars += (plain / 3) as u16;
            at += plain;
            let Some(c) = s[at..].chars().next() else { break };
            match fold::half(c) {
                ',' | ';' | '。' | '、' => self.marks += 1,
                '0'..='9' => self.digits = true,
                '\u{4E00}'..='\u{9FFF}' => self.done = self.done || DONE.iter().any(|w| s[at..].starts_with(w)),
                _ => {}
            }
            self.chars += u16::from(!c.is_whitespace());
            at += c.len_utf8();
        }
        self.done &= self.chars > 3;
    }

    fn numbers(&mut self, s: &str, first: char) {
        if !numbering::may_open(first) {
            return;
        }
        if self.chars <= 8
            && let Some(lead) = numbering::alone(s)
        {
            self.number = Some((lead.style.into(), lead.value.min(u16::MAX as u32) as u16));
            return;
        }
        if let Some(lead) = numbering::leading(s)
            && lead.len < s.len()
        {
            self.lead = Some((lead.style.into(), lead.value.min(u16::MAX as u32) as u16));
        }
    }

    fn offices(&mut self, s: &str, cut: bool) {
        if cut || self.stops && self.marks > 6 || self.number.is_some() {
            return;
        }
        let (mut parts, mut offices, mut names) = (0u32, 0u32, 0u32);
        for part in parts_of(s) {
            let part = part.trim_end_matches(['。', '：', ':', '等']);
            // A telephone number behind the name of a person.
            let phone = part.len() >= 7 && part.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            if part.is_empty() || phone && parts > 0 {
                continue;
            }
            if parts == 0 {
                self.rank = rank(part);
            }
            parts += 1;
            offices += office(part);
            names += u32::from(is_name(part));
            // Running text: no need to look at every word of it.
            if parts == 3 && offices == 0 && names == 0 {
                break;
            }
        }
        if let Some(share) = (offices * 50).checked_div(parts) {
            self.units = share as u8;
            self.person = names == parts && self.units < 100;
        }
    }
}

/// The parts of a cell that 、, commas, semicolons, strokes and blanks separate.
fn parts_of(s: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(s);
    std::iter::from_fn(move || {
        let s = rest?;
        let b = s.as_bytes();
        let mut at = 0;
        while let Some(&lead) = b.get(at) {
            match lead {
                0xE4..=0xE9 => at += 3,
                b',' | b';' | b'/' | b' ' | b'\t'..=b'\r' => {
                    rest = Some(&s[at + 1..]);
                    return Some(&s[..at]);
                }
                0..0x80 => at += 1,
                _ => {
                    let Some(c) = s[at..].chars().next() else { break };
                    let end = at + c.len_utf8();
                    if matches!(c, '、' | '，' | '；') || c.is_whitespace() {
                        rest = Some(&s[end..]);
                        return Some(&s[..at]);
                    }
                    at = end;
                }
            }
        }
        rest = None;
        Some(s)
    })
}

const DONE: &[&str] = &["已", "累计", "累計", "同比", "截至", "截止", "目前", "完成率", "年度任务的", "年任务的"];

/// The characters of three bytes that are more than one more character of a cell: what these words begin with, marks, digits, blanks.
static TELLING: CharSet = CharSet::of("、。，；０１２３４５６７８９")
    .and("\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}")
    .and("\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}")
    .and_heads(DONE);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_those_of_the_words() {
        let telling = |c: &char| c.is_whitespace() || matches!(fold::half(*c), ',' | ';' | '。' | '、' | '0'..='9');
        assert!(('\u{800}'..='\u{FFFF}').filter(telling).all(|c| TELLING.contains(c)));
    }

    #[test]
    fn looks() {
        assert_eq!(Look::of_str("12").number, Some((Kind::Arabic, 12)));
        assert_eq!(Look::of_str("（三）").number, Some((Kind::Bracketed, 3)));
        assert_eq!(Look::of_str("②新建公园3个。").lead, Some((Kind::Circled, 2)));
        assert!(Look::of_str("市教育局、市财政局 各县区政府").units == 100);
        assert!(Look::of_str("新建公园3个，改造绿地2处。").units == 0);
        assert!(Look::of_str("2021年12月底前").time);
        assert!(!Look::of_str("12月底前建成").time);
        assert!(Look::of_str("96.2%").amount);
        assert!(Look::of_str("— 3 —").junk);
        assert!(Look::of_str("注：数据截至月底").footer);
        assert!(Look::of_str("李明、王建国").person);
        assert!(Look::of_str("—").nothing);
        assert!(Look::of_str("").empty);
    }
}
