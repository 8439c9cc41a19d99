//! The text of an RTF file in order: what shows of it, in which group, paragraph, cell, text box or note it stands.

use super::font::{Fonts, Script};
use super::group::{Group, Kind};
use super::rows::Rows;
use super::token::Token;
use crate::problem::ProblemKind;
use crate::source::label::Label;
use crate::source::page::Page;
use crate::source::symbol;
use std::ops::ControlFlow;

pub(super) struct Story<'p, 'l> {
    page: &'p mut Page<'l>,
    fonts: Fonts,
    outer: Vec<Group>,
    group: Group,
    /// Bytes that are yet to be decoded, and the font they are in.
    bytes: Vec<u8>,
    bytes_font: Option<i32>,
    bytes_at: usize,
    /// Characters that are yet to be passed over, since they stand in for one that was read.
    skip: usize,
    /// The first half of a character of two.
    half: Option<u16>,
    paragraph: String,
    number: String,
    rows: Rows,
    asides: Vec<Aside>,
    /// Text boxes that stand behind the paragraph.
    behind: Vec<String>,
    notes: Vec<Vec<String>>,
    /// How many bytes were written that are no character, in which encoding, and from which place on.
    undecodable: usize,
    first_bad: Option<(&'static str, usize)>,
    at: usize,
}

/// A text box or a note that is open, and the paragraph that it stands in.
struct Aside {
    level: usize,
    lines: Vec<String>,
    paragraph: String,
    number: String,
    behind: Vec<String>,
}

impl<'p, 'l> Story<'p, 'l> {
    pub(super) fn new(page: &'p mut Page<'l>) -> Self {
        Self {
            page,
            fonts: Fonts::default(),
            outer: Vec::new(),
            group: Group::default(),
            bytes: Vec::new(),
            bytes_font: None,
            bytes_at: 0,
            skip: 0,
            half: None,
            paragraph: String::new(),
            number: String::new(),
            rows: Rows::default(),
            asides: Vec::new(),
            behind: Vec::new(),
            notes: Vec::new(),
            undecodable: 0,
            first_bad: None,
            at: 0,
        }
    }

    /// A token that begins at a place of the file. Whether the file goes on.
    pub(super) fn token(&mut self, token: Token<'_>, at: usize) -> Result<ControlFlow<()>, ProblemKind> {
        self.at = at;
        self.read(token)?;
        let ends = token == Token::Close && self.outer.is_empty();
        Ok(if ends { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    fn read(&mut self, token: Token<'_>) -> Result<(), ProblemKind> {
        match token {
            Token::Open => {
                self.flush();
                self.skip = 0;
                self.outer.push(self.group);
                self.group = self.group.inner();
            }
            Token::Close => return self.end_group(),
            Token::Word(word, number) => return self.word(word, number),
            Token::Symbol(b'*') => self.group.optional = true,
            Token::Symbol(b'\n' | b'\r') => return self.end_paragraph(),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Hex(byte) => self.put_bytes(&[byte]),
            Token::Plain(text) => self.put_bytes(text),
        }
        Ok(())
    }

    /// The end of the file, with groups that nothing closed.
    pub(super) fn finish(mut self) -> Result<(), ProblemKind> {
        let cut = !self.outer.is_empty();
        while !self.outer.is_empty() {
            self.end_group()?;
        }
        self.flush();
        let end: Vec<char> = self.paragraph.trim_end().chars().rev().take(12).collect();
        if !self.paragraph.trim().is_empty() {
            self.end_paragraph()?;
        }
        self.rows.close(self.page)?;
        for (n, lines) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let mut label = format!("注{}：", n + 1);
            for line in lines.iter().filter(|line| !line.trim().is_empty()) {
                self.page.paragraph(&(std::mem::take(&mut label) + line.trim_start()))?;
            }
        }
        if cut {
            self.page.problem(ProblemKind::Cut { end: end.into_iter().rev().collect() });
        }
        if let Some((encoding, offset)) = self.first_bad {
            self.page.problem(ProblemKind::Undecodable { encoding, count: self.undecodable, offset });
        }
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), ProblemKind> {
        self.flush();
        self.skip = 0;
        let level = self.outer.len();
        if self.asides.last().is_some_and(|aside| aside.level == level) {
            self.end_aside()?;
        }
        // The last brace closes the file; one more closes nothing.
        if let Some(outer) = self.outer.pop() {
            self.group = outer;
            self.group.fresh = false;
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), ProblemKind> {
        if word == "u" {
            self.put_unit(number.unwrap_or(0));
            return Ok(());
        }
        self.flush();
        self.skip = 0;
        if std::mem::take(&mut self.group.fresh) {
            let shown = self.group.shows() || self.group.kind == Kind::Shell;
            if self.group.opens_with(word).is_break() {
                if matches!(self.group.kind, Kind::Box | Kind::Note) && shown {
                    self.begin_aside();
                }
                return Ok(());
            }
        }
        match self.group.kind {
            Kind::Fonts => self.fonts.word(word, number),
            Kind::Text | Kind::Box | Kind::Note | Kind::Number => return self.text_word(word, number),
            Kind::InnerRow if word == "nestrow" && self.asides.is_empty() => self.rows.end_inner_row(),
            Kind::InnerRow | Kind::Shell | Kind::Unseen => {}
        }
        Ok(())
    }

    fn text_word(&mut self, word: &str, number: Option<i32>) -> Result<(), ProblemKind> {
        let on = number != Some(0);
        match word {
            "ansicpg" => self.fonts.set_page(number.unwrap_or(0)),
            "f" => self.group.font = number,
            "uc" => self.group.stands_in = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(16),
            "v" => self.group.hidden = on,
            "deleted" => self.group.deleted = on,
            "plain" => self.group.plain(),
            "pard" => self.group.paragraph(),
            "intbl" => self.group.in_table = on,
            "itap" => self.group.depth = number.unwrap_or(1),
            "par" | "sect" => return self.end_paragraph(),
            "page" | "column" if !self.paragraph.trim().is_empty() => return self.end_paragraph(),
            "cell" => return self.end_cell(),
            "nestcell" | "row" if !self.asides.is_empty() => return self.end_paragraph(),
            "nestcell" => {
                self.end_line(2);
                self.rows.end_inner_cell();
            }
            "row" => self.rows.end_row(),
            _ if self.asides.is_empty() && self.rows.define(word, number) => {}
            _ => {
                if let Some(c) = character(word) {
                    self.put(c);
                }
            }
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\\' | b'{' | b'}' => self.put_bytes(&[symbol]),
            b'~' => self.put(' '),
            b'_' => self.put('-'),
            b'\t' => self.put('\t'),
            // A hyphen that shows only at the end of a line, and marks of an index.
            _ => self.skip = self.skip.saturating_sub(1),
        }
    }

    fn put(&mut self, c: char) {
        self.flush();
        if self.group.shows() {
            self.target().push(c);
        }
    }

    fn target(&mut self) -> &mut String {
        if self.group.kind == Kind::Number { &mut self.number } else { &mut self.paragraph }
    }

    fn put_bytes(&mut self, bytes: &[u8]) {
        self.group.fresh = false;
        let passed = self.skip.min(bytes.len());
        self.skip -= passed;
        let bytes = &bytes[passed..];
        if self.group.kind == Kind::Fonts {
            self.fonts.name(bytes);
        } else if self.group.shows() {
            if self.bytes_font != self.group.font {
                self.flush();
                self.bytes_font = self.group.font;
            }
            if self.bytes.is_empty() {
                self.bytes_at = self.at;
            }
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// A unit of UTF-16, given as a signed number of 16 bits.
    fn put_unit(&mut self, number: i32) {
        self.flush_bytes();
        self.group.fresh = false;
        self.skip = self.group.stands_in;
        if !self.group.shows() {
            return;
        }
        let unit = (number & 0xFFFF) as u16;
        let half = self.half.take();
        if half.is_none() && (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let units = half.into_iter().chain(std::iter::once(unit));
        let read: Vec<char> = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let Script::Signs(font) = self.fonts.script(self.group.font) else {
            self.target().extend(read);
            return;
        };
        let signs: Vec<char> = read.into_iter().map(|c| symbol::text(c.into(), font).unwrap_or(c)).collect();
        self.target().extend(signs);
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        self.flush_bytes();
        if self.half.take().is_some() {
            self.target().push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let number = self.group.kind == Kind::Number;
        let text: String = match self.fonts.script(self.bytes_font) {
            Script::Letters(encoding) => {
                let (text, bad) = encoding.decode_without_bom_handling(&bytes);
                if bad {
                    self.undecodable += text.matches(char::REPLACEMENT_CHARACTER).count();
                    self.first_bad.get_or_insert((encoding.name(), self.bytes_at));
                }
                text.into_owned()
            }
            Script::Signs(font) if number => bytes.iter().map(|&b| symbol::mark(sign(b), font)).collect(),
            Script::Signs(font) => bytes.iter().filter_map(|&b| symbol::text(sign(b).into(), font)).collect(),
        };
        self.target().push_str(&text);
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// The text of the paragraph that ends here, behind its number.
    fn take_paragraph(&mut self) -> String {
        self.flush();
        let text = std::mem::take(&mut self.paragraph);
        let number = std::mem::take(&mut self.number);
        if number.trim().is_empty() {
            return text;
        }
        let bullet = number.trim().chars().all(|c| !c.is_alphanumeric());
        Label { text: number.trim().to_string(), gap: true, bullet }.before(&text)
    }

    fn end_paragraph(&mut self) -> Result<(), ProblemKind> {
        self.flush();
        if !matches!(self.group.kind, Kind::Text | Kind::Box | Kind::Note) {
            return Ok(());
        }
        if !self.asides.is_empty() || self.group.in_table || self.rows.is_open() {
            self.end_line(self.group.depth);
            return Ok(());
        }
        let text = self.take_paragraph();
        self.rows.close(self.page)?;
        self.page.paragraph(&text)?;
        std::mem::take(&mut self.behind).iter().try_for_each(|line| self.page.paragraph(line))
    }

    /// Ends a paragraph that stands in a cell, a text box or a note.
    fn end_line(&mut self, depth: i32) {
        let text = self.take_paragraph();
        let lines = std::iter::once(text).chain(std::mem::take(&mut self.behind));
        match self.asides.last_mut() {
            Some(aside) => aside.lines.extend(lines),
            None => lines.filter(|line| !line.trim().is_empty()).for_each(|line| self.rows.line(&line, depth)),
        }
    }

    fn end_cell(&mut self) -> Result<(), ProblemKind> {
        if self.asides.is_empty() {
            self.end_line(1);
            self.rows.end_cell();
        } else {
            self.put(' ');
        }
        Ok(())
    }

    fn begin_aside(&mut self) {
        self.asides.push(Aside {
            level: self.outer.len(),
            lines: Vec::new(),
            paragraph: std::mem::take(&mut self.paragraph),
            number: std::mem::take(&mut self.number),
            behind: std::mem::take(&mut self.behind),
        });
    }

    fn end_aside(&mut self) -> Result<(), ProblemKind> {
        if !self.paragraph.trim().is_empty() {
            self.end_line(1);
        }
        let Some(aside) = self.asides.pop() else { return Ok(()) };
        (self.paragraph, self.number, self.behind) = (aside.paragraph, aside.number, aside.behind);
        if self.group.kind == Kind::Note {
            self.notes.push(aside.lines);
        } else {
            self.behind.extend(aside.lines.into_iter().filter(|line| !line.trim().is_empty()));
        }
        Ok(())
    }
}

/// The place that fonts of signs keep for a byte.
fn sign(byte: u8) -> char {
    char::from_u32(0xF000 + u32::from(byte)).unwrap_or('□')
}

fn character(word: &str) -> Option<char> {
    Some(match word {
        "tab" => '\t',
        "line" | "lbr" => '\n',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" | "enspace" | "qmspace" => ' ',
        _ => return None,
    })
}
