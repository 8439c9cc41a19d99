//! Characters that stand on one line, in the order in which they are read.
//!
//! Blanks come from the page: where the file writes one, or where a gap is as wide as one.

use super::marks::Glyph;

#[derive(Clone, Debug)]
pub(super) struct Line {
    /// From left to right, no blanks among them.
    pub(super) glyphs: Vec<Inked>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    /// Of most of its characters.
    pub(super) size: f32,
    /// The edges of the column that it stands in, on pages of several columns.
    pub(super) within: Option<(f32, f32)>,
}

/// A character that is seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inked {
    pub(super) glyph: Glyph,
    /// A blank stands before it.
    pub(super) apart: bool,
}

/// The lines of some characters, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut out = Vec::new();
    let mut start = 0;
    while let Some(first) = glyphs.get(start) {
        let (mut y, mut size) = (first.y, first.size);
        let mut end = start + 1;
        while let Some(next) = glyphs.get(end).filter(|g| y - g.y < 0.5 * size.max(g.size)) {
            // What is raised (m²) or larger than its line does not lead it.
            if next.size > size {
                (y, size) = (next.y, next.size);
            }
            end += 1;
        }
        out.extend(line(&mut glyphs[start..end]));
        start = end;
    }
    out
}

fn line(glyphs: &mut [Glyph]) -> Option<Line> {
    glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut inked: Vec<Inked> = Vec::with_capacity(glyphs.len());
    let mut blank = false;
    for &glyph in glyphs.iter() {
        if glyph.c.is_whitespace() {
            blank = true;
            continue;
        }
        if glyph.c.is_control() {
            continue;
        }
        // Bold letters of programs without a bold font: the same twice, a hair apart.
        let near = 0.15 * glyph.size;
        let twice = |other: &Inked| {
            let other = other.glyph;
            other.c == glyph.c
                && (other.left - glyph.left).abs() < near.min(0.4 * (glyph.right - glyph.left).abs().max(0.1))
                && (other.y - glyph.y).abs() < near
        };
        if inked.iter().rev().take(3).any(twice) {
            continue;
        }
        let apart = inked.last().is_some_and(|before| {
            let gap = glyph.left - before.glyph.right;
            let size = glyph.size.max(before.glyph.size);
            let latin = before.glyph.c.is_ascii_alphanumeric() && glyph.c.is_ascii_alphanumeric();
            gap > size
                * if blank {
                    0.08
                } else if latin {
                    0.2
                } else {
                    0.7
                }
        });
        inked.push(Inked { glyph, apart });
        blank = false;
    }
    let (first, last) = (inked.first()?.glyph, inked.last()?.glyph);
    let right = inked.iter().map(|i| i.glyph.right).fold(last.right, f32::max);
    let size = median(inked.iter().map(|i| i.glyph.size).collect());
    let y = median(inked.iter().map(|i| i.glyph.y).collect());
    Some(Line { left: first.left, right, y, size, within: None, glyphs: inked })
}

/// The middle one of some values; 0 of none.
pub(super) fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

impl Line {
    pub(super) fn text(&self) -> String {
        let mut out = String::with_capacity(self.glyphs.len() * 3);
        for inked in &self.glyphs {
            if inked.apart {
                out.push(' ');
            }
            out.push(inked.glyph.c);
        }
        out
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(super) fn last(&self) -> Option<char> {
        self.glyphs.last().map(|i| i.glyph.c)
    }

    /// The width of what stands first and is not broken: a word or number, with the mark that follows and may not begin a line.
    pub(super) fn opening(&self) -> f32 {
        let mut end = 0;
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | ',' | '/' | '-' | '+' | '_' | '@');
        while self.glyphs.get(end).is_some_and(|i| opens(i.glyph.c) && (end == 0 || !i.apart)) {
            end += 1;
        }
        let word = self.glyphs.get(end).is_some_and(|i| is_word(i.glyph.c));
        end += 1;
        while word && self.glyphs.get(end).is_some_and(|i| is_word(i.glyph.c) && !i.apart) {
            end += 1;
        }
        while self.glyphs.get(end).is_some_and(|i| closes(i.glyph.c)) {
            end += 1;
        }
        let end = end.min(self.glyphs.len());
        self.glyphs[..end].last().map_or(0.0, |i| i.glyph.right - self.left)
    }
}

/// May not end a line.
fn opens(c: char) -> bool {
    matches!(c, '（' | '(' | '《' | '“' | '‘' | '「' | '『' | '【' | '〔' | '[' | '〈')
}

/// May not begin a line.
pub(super) fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | '）'
            | '》'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '！'
            | '？'
            | '%'
            | '％'
            | ','
            | '.'
            | ';'
            | ':'
            | ')'
            | ']'
            | '!'
            | '?'
            | '〉'
            | '℃'
            | '‰'
            | '/'
            | '／'
            | '-'
            | '·'
            | '—'
            | '～'
            | '~'
            | '…'
            | '°'
    )
}

/// What joins the lines of a paragraph: nothing between Chinese characters, a blank between Latin words.
pub(super) fn append(text: &mut String, next: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(text.chars().next_back()) && latin(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

/// Whether a line ends what it says.
pub(super) fn is_ended(line: &Line) -> bool {
    line.last().is_some_and(|c| matches!(c, '。' | '；' | '：' | '！' | '？' | ';' | ':' | '!' | '?'))
}

/// Whether a line opens with a number: `1.`, `（一）`, `①`, `一、`, `第三`, or a list mark.
pub(super) fn is_numbered(line: &Line) -> bool {
    let head: Vec<char> = line.glyphs.iter().take(6).map(|i| i.glyph.c).collect();
    let is_digit = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十百〇零".contains(*c);
    let digits = |from: usize| head.iter().skip(from).take_while(|c| is_digit(c)).count();
    match head.first() {
        Some('①'..='⓿' | '㈠'..='㈩' | '■' | '●' | '◆' | '□' | '★' | '▲' | '•' | '➢' | '√' | '☑') => {
            true
        }
        Some('（' | '(') => digits(1) > 0 && matches!(head.get(1 + digits(1)), Some('）' | ')')),
        Some('第') => digits(1) > 0,
        _ => {
            let n = digits(0);
            let decimal = head.get(n + 1).is_some_and(char::is_ascii_digit);
            n > 0 && matches!(head.get(n), Some('.' | '．' | '、' | '）' | ')')) && !decimal
        }
    }
}
