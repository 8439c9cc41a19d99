//! One pass over a passage that finds its amounts: cuts it into sentences of numbers, cue words and marks.
//!
//! What the pieces of a sentence mean together is decided in `sentence`.

use super::mask::{self, Mask};
use super::quantity::{self, Found, Quantity};
use super::sentence::{self, Draft, Mood};
use super::{Figure, HeaderUnit, comparator, per, share};
use crate::lexicon::cue::{CUE_WORDS, NUMERALS, REPORT_WORDS, REPORTS};
use crate::lexicon::{Cue, Field, WordIndex};
use crate::text::{CharSet, Span, fold, word_list};
use std::borrow::Cow;

/// What the reader of a passage knows before reading it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub field: Field,
    /// The notice reports on what was done (`DocumentKind::Progress`).
    pub report: bool,
    /// The unit that the column header names, for numbers that stand bare.
    pub header_unit: Option<HeaderUnit>,
}

impl Setting {
    pub fn new(field: Field, report: bool) -> Self {
        Self { field, report, header_unit: None }
    }
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The index of an amount.
    Amount(usize),
    Cue(Cue),
    /// 每人每月, 人均 …: what it divides by.
    Per(per::Per),
    /// A date; `true` where something is due before it.
    Date(bool),
    /// Digits that are a name.
    Name,
    /// ，
    Comma,
    /// 、
    Pause,
    /// ；
    Semicolon,
    /// ：
    Colon,
    Open,
    Close,
}

/// A piece and its place, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub piece: Piece,
}

/// The figures of a passage in reading order. Spans are byte offsets into `text`. Never fails; time linear in the length.
pub fn scan(text: &str, setting: &Setting) -> Vec<Figure> {
    scan_all(text, setting).0
}

/// The figures of a passage, and the places of digits that are no number (`1.2.3`) or too large to hold.
pub fn scan_all(text: &str, setting: &Setting) -> (Vec<Figure>, Vec<Span>) {
    // A traditional notice shows itself within a line; folding everything would cost a tenth of the time.
    let head = &text[..text.floor_char_boundary(FOLDED_BY)];
    let folded = if fold::is_traditional(head) { fold::simplify(text) } else { Cow::Borrowed(text) };
    simplified(&folded, setting, &mut Room::default())
}

/// Room for the pieces of a sentence. Whoever reads many passages lends the same room to all.
#[derive(Debug, Default)]
pub struct Room {
    tokens: Vec<Token>,
    amounts: Vec<Quantity>,
    drafts: Vec<Draft>,
}

/// The figures of a passage that is known to be written in simplified characters (`Text::is_simplified`).
pub fn scan_simplified(text: &str, setting: &Setting, room: &mut Room) -> Vec<Figure> {
    simplified(text, setting, room).0
}

fn simplified(text: &str, setting: &Setting, room: &mut Room) -> (Vec<Figure>, Vec<Span>) {
    let mut scanner = Scanner {
        s: text,
        cues: &CUE_WORDS,
        setting,
        room,
        mood: Mood::default(),
        figures: Vec::new(),
        bad: Vec::new(),
        opens: true,
        quote: false,
        unclosed: 0,
        ended: false,
    };
    scanner.run();
    (scanner.figures, scanner.bad)
}

/// Bytes of a passage that tell whether it is written in traditional characters.
const FOLDED_BY: usize = 600;

/// A sentence longer than this is read in parts, so that no text costs more than its length.
const LONGEST: usize = 2048;

struct Scanner<'a> {
    s: &'a str,
    cues: &'static WordIndex<Cue>,
    setting: &'a Setting,
    /// Empty between sentences.
    room: &'a mut Room,
    mood: Mood,
    figures: Vec<Figure>,
    bad: Vec<Span>,
    /// Nothing but blanks and marks since the last sentence end.
    opens: bool,
    /// Inside straight quotes.
    quote: bool,
    /// No quote closes before this place.
    unclosed: usize,
    /// A sentence has ended, or a part of a long one.
    ended: bool,
}

/// What [`Scanner::pass`] stops at: sentence ends, quotes, and what amounts and words of reports begin with.
static STOPS: CharSet = CharSet::of("。！？“‘「《〔０１２３４５６７８９").and(NUMERALS).and_heads(REPORT_WORDS);

impl Scanner<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.s.len() {
            at = self.pass(at).unwrap_or_else(|| self.sentence(at));
        }
        self.end_sentence();
    }

    /// Passes over a sentence that surely holds no amount and no word that sets the mood, as two in five do: where the next one
    /// begins. `None`: it must be read.
    fn pass(&mut self, from: usize) -> Option<usize> {
        let b = self.s.as_bytes();
        let unclosed = self.unclosed;
        let mut at = from;
        let next = loop {
            at += STOPS.before(&b[at..]);
            let Some(&c) = b.get(at) else { break Some(at) };
            // A sentence so long is read in parts.
            if at - from >= LONGEST {
                break None;
            }
            at = match c {
                b'!' | b'?' => break Some(at + 1),
                // What a line end or a quote does depends on what stands before it, and letters hide digits.
                b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'\n' | b'"' => break None,
                0xC0..=0xDF => at + 2,
                0xF0..=0xFF => at + 4,
                0xE0..=0xEF => match self.s[at..].chars().next().unwrap_or_default() {
                    '。' | '！' | '？' => break Some(at + 3),
                    '０'..='９' => break None,
                    open @ ('“' | '‘' | '「' | '《' | '〔') => self.quoted(at, open).unwrap_or(at + 3),
                    _ if word_list::at_start(&self.s[at..], &REPORTS).is_some() => break None,
                    _ if quantity::read_chinese(self.s, at).is_some() => break None,
                    _ => at + 3,
                },
                _ => at + 1,
            };
        };
        match next {
            Some(next) => Some(self.stop(next, false)),
            None => {
                self.unclosed = unclosed;
                None
            }
        }
    }

    /// Reads a sentence, or a part of a long one: where the next one begins.
    fn sentence(&mut self, from: usize) -> usize {
        let b = self.s.as_bytes();
        let mut at = from;
        self.ended = false;
        while let Some(&c) = b.get(at).filter(|_| !self.ended) {
            // The unified ideographs are most of a notice. None is a mark, and few begin a cue word.
            if (0xE4..=0xE9).contains(&c) {
                self.opens = false;
                let passed = self.cues.passed(&b[at..]);
                if passed > 0 {
                    at += passed;
                    continue;
                }
            }
            at = match c {
                b'0'..=b'9' => self.digits(at),
                0x00..=0x7F => self.ascii(at, c),
                0xE4..=0xE9 => self.word(at, 3),
                0xE0..=0xEF => self.wide(at),
                // Two and four bytes: letters of other scripts, rare characters; ≥ and × are three and two.
                0xC0..=0xDF => at + 2,
                0xF0..=0xFF => at + 4,
                // Never at a character's start.
                _ => at + 1,
            };
            if self.room.tokens.len() >= LONGEST {
                self.end_sentence();
            }
        }
        at
    }

    fn push(&mut self, start: usize, end: usize, piece: Piece) {
        self.room.tokens.push(Token { start, end, piece });
    }

    fn digits(&mut self, at: usize) -> usize {
        let opens = std::mem::take(&mut self.opens);
        match quantity::read(self.s, at, opens) {
            Found::Quantity(q) => {
                let end = q.end;
                self.push(q.start, end, Piece::Amount(self.room.amounts.len()));
                self.room.amounts.push(q);
                end
            }
            Found::Masked { end, mask } => {
                let piece = match mask {
                    Mask::Date { before } => Piece::Date(before),
                    Mask::Name => Piece::Name,
                };
                self.push(at, end, piece);
                end
            }
            Found::Bad { end } => {
                self.bad.push(Span::new(at, end));
                end
            }
        }
    }

    fn ascii(&mut self, at: usize, c: u8) -> usize {
        match c {
            b',' => self.mark(at, 1, Piece::Comma),
            b';' => self.mark(at, 1, Piece::Semicolon),
            b':' => self.mark(at, 1, Piece::Colon),
            b'(' | b'[' => self.mark(at, 1, Piece::Open),
            b')' | b']' => self.mark(at, 1, Piece::Close),
            b'\n' => {
                self.quote = false;
                if self.goes_on(at) {
                    return at + 1;
                }
                self.stop(at + 1, true)
            }
            b'!' | b'?' => self.stop(at + 1, false),
            b'"' => {
                self.quote = !self.quote;
                if self.quote
                    && let Ok(end) = mask::quoted(self.s, at, '"')
                {
                    self.quote = false;
                    return end;
                }
                at + 1
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                self.opens = false;
                mask::letters_end(self.s, at)
            }
            b'<' | b'>' => self.word(at, 1),
            _ => at + 1,
        }
    }

    /// Whether a line end stands inside a phrase that was wrapped: 由1450元提高到⏎1600元.
    fn goes_on(&mut self, at: usize) -> bool {
        let Some(last) = self.room.tokens.last() else { return false };
        if !share::touch(self.s, last.end, at) {
            return false;
        }
        match last.piece {
            Piece::Per(_) | Piece::Pause => true,
            Piece::Comma => {
                self.opens = true;
                true
            }
            Piece::Cue(cue) => {
                comparator::in_front(cue).is_some()
                    || matches!(
                        cue,
                        Cue::Become
                            | Cue::From
                            | Cue::Within
                            | Cue::Each
                            | Cue::Grow
                            | Cue::Raise
                            | Cue::Add
                            | Cue::Drop
                            | Cue::Yoy
                            | Cue::Filler
                    )
            }
            _ => false,
        }
    }

    fn mark(&mut self, at: usize, len: usize, piece: Piece) -> usize {
        self.push(at, at + len, piece);
        at + len
    }

    fn stop(&mut self, next: usize, paragraph: bool) -> usize {
        self.end_sentence();
        if paragraph {
            self.mood = Mood::default();
        }
        self.opens = true;
        next
    }

    /// A character of three bytes.
    fn wide(&mut self, at: usize) -> usize {
        let b = self.s.as_bytes();
        let (Some(&b1), Some(&b2)) = (b.get(at + 1), b.get(at + 2)) else { return b.len() };
        let code = u32::from(b[at] & 0x0F) << 12 | u32::from(b1 & 0x3F) << 6 | u32::from(b2 & 0x3F);
        match code {
            0x3001 => return self.mark(at, 3, Piece::Pause),
            0xFF0C => return self.mark(at, 3, Piece::Comma),
            0xFF1B => {
                self.opens = true;
                return self.mark(at, 3, Piece::Semicolon);
            }
            0xFF1A => return self.mark(at, 3, Piece::Colon),
            0xFF08 | 0x3010 | 0xFF3B => return self.mark(at, 3, Piece::Open),
            0xFF09 | 0x3011 | 0xFF3D | 0x3015 => return self.mark(at, 3, Piece::Close),
            0x3002 | 0xFF01 | 0xFF1F => return self.stop(at + 3, false),
            0x3000 => return at + 3,
            // “ ‘ 「 《 〔
            0x201C | 0x2018 | 0x300C | 0x300A | 0x3014 => {
                let open = char::from_u32(code).unwrap_or('“');
                if let Some(end) = self.quoted(at, open) {
                    self.opens = false;
                    return end;
                }
                if code == 0x3014 {
                    return self.mark(at, 3, Piece::Open);
                }
                return at + 3;
            }
            0xFF10..=0xFF19 => return self.digits(at),
            _ => {}
        }
        self.opens = false;
        self.word(at, 3)
    }

    /// Where the name in the quotes ends that open at a place.
    fn quoted(&mut self, at: usize, open: char) -> Option<usize> {
        if at < self.unclosed {
            return None;
        }
        mask::quoted(self.s, at, open).map_err(|stop| self.unclosed = stop).ok()
    }

    /// A cue word, or a character that means nothing here.
    #[inline]
    fn word(&mut self, at: usize, len: usize) -> usize {
        let b = self.s.as_bytes();
        let Some((word, cue)) = self.cues.longest(&b[at..]) else { return at + len };
        let end = at + word;
        match cue {
            Cue::Nothing => {}
            Cue::Numeral => {
                let Some(q) = quantity::read_chinese(self.s, at) else { return end };
                let end = q.end;
                self.push(q.start, end, Piece::Amount(self.room.amounts.len()));
                self.room.amounts.push(q);
                return end;
            }
            Cue::Every => {
                if let Some((divisor, end)) = per::every(self.s, at) {
                    self.push(at, end, Piece::Per(divisor));
                    return end;
                }
            }
            Cue::Mean(unit) => self.push(at, end, Piece::Per(per::Per::of(unit))),
            _ => self.push(at, end, Piece::Cue(cue)),
        }
        end
    }

    fn end_sentence(&mut self) {
        let Room { tokens, amounts, drafts } = &mut *self.room;
        if !amounts.is_empty() {
            sentence::read(self.s, self.setting, tokens, amounts, drafts, &mut self.mood, &mut self.figures);
            amounts.clear();
        } else {
            self.mood.pass(tokens);
        }
        tokens.clear();
        self.ended = true;
    }
}
