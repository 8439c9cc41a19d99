//! Plays the content of a page: where each character and each straight line comes to stand. Nothing is read from how they stand.

use super::area::Area;
use super::content::Operations;
use super::drawn::Drawn;
use super::file::File;
use super::font::{Font, Shown, Text};
use super::marks::{Glyph, Marks};
use super::matrix::Matrix;
use super::operand::{Operand, number, numbers};
use crate::problem::ProblemKind;
use lopdf::{Dictionary, Object};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Forms within forms; more is a circle.
const DEEPEST: usize = 24;
/// States that are kept at once; programs need a dozen.
const MOST_STATES: usize = 512;
/// Characters and lines of a page, and of all pages. A sheet of newspaper has 20 000 characters.
const MOST_MARKS: usize = 1_000_000;
const MOST_CHARACTERS: usize = 8_000_000;
/// Forms that are played in a file. One that calls others twice, and these others, would never end.
const MOST_FORMS: usize = 300_000;

/// Fonts of the file by object, and what none of them could say.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// By where their dictionary is, which does not move.
    read: HashMap<*const Dictionary, Rc<Font>>,
    forms: usize,
    characters: usize,
    /// Characters by the name of the font that does not tell them.
    pub(super) unknown: BTreeMap<String, usize>,
}

#[derive(Clone)]
struct State {
    map: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    between: f32,
    blank: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    thick: f32,
    clip: Option<Area>,
}

struct Stage<'f, 'l> {
    file: &'f File<'l>,
    fonts: &'f mut Fonts,
    state: State,
    states: Vec<State>,
    text: Matrix,
    line: Matrix,
    drawn: Drawn,
    steps: usize,
}

/// The marks of a page, upright as it is shown.
pub(super) fn play(file: &File<'_>, page: &Dictionary, fonts: &mut Fonts) -> Result<Marks, ProblemKind> {
    let area = file.inherited(page, b"MediaBox").and_then(|o| file.array_of(o)).unwrap_or_default();
    let corner: Vec<f32> = area.iter().take(4).filter_map(|o| file.value(o)).collect();
    let [x0, y0, x1, y1] = <[f32; 4]>::try_from(corner).unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let quarters = file.inherited(page, b"Rotate").and_then(|o| file.value(o)).unwrap_or(0.0) as i64 / 90;
    let (width, height) = ((x1 - x0).abs().clamp(1.0, 1e5), (y1 - y0).abs().clamp(1.0, 1e5));
    let map = Matrix::shift(-x0.min(x1), -y0.min(y1));
    let mut stage = Stage {
        file,
        fonts,
        state: State {
            map,
            font: None,
            size: 0.0,
            between: 0.0,
            blank: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            thick: 1.0,
            clip: None,
        },
        states: Vec::new(),
        text: Matrix::ONE,
        line: Matrix::ONE,
        drawn: Drawn::default(),
        steps: 0,
    };
    let empty = Dictionary::new();
    let resources = file.inherited(page, b"Resources").and_then(|o| file.dictionary_of(o)).unwrap_or(&empty);
    stage.run(&contents(file, page), resources, 0)?;
    file.check()?;
    let marks = stage.drawn.upright(quarters, width, height);
    fonts.characters += marks.glyphs.len();
    if fonts.characters > MOST_CHARACTERS {
        return Err(ProblemKind::OverLimit { what: "characters in a PDF", limit: MOST_CHARACTERS as u64 });
    }
    Ok(marks)
}

/// The content of a page, whose streams are one.
fn contents(file: &File<'_>, page: &Dictionary) -> Vec<u8> {
    let mut out = Vec::new();
    let mut add = |object: &Object| {
        if let Some(Object::Stream(stream)) = file.follow(object) {
            out.extend(file.unpack(stream).unwrap_or_default());
            out.push(b'\n');
        }
    };
    match file.get(page, b"Contents") {
        Some(Object::Array(parts)) => parts.iter().for_each(&mut add),
        Some(object) => add(object),
        None => {}
    }
    out
}

impl Stage<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Dictionary, depth: usize) -> Result<(), ProblemKind> {
        let kept = self.states.len();
        let mut lost = 0usize;
        let mut operations = Operations::new(content);
        while let Some(operator) = operations.next() {
            self.steps += 1;
            if self.steps.is_multiple_of(1024) {
                self.file.check()?;
                self.bounded()?;
            }
            let operands = operations.operands();
            match operator {
                b"q" if self.states.len() < MOST_STATES => self.states.push(self.state.clone()),
                b"q" => lost += 1,
                b"Q" if lost > 0 => lost -= 1,
                b"Q" if self.states.len() > kept => {
                    if let Some(state) = self.states.pop() {
                        self.state = state;
                    }
                }
                b"cm" => {
                    if let Some(values) = numbers(operands) {
                        self.state.map = Matrix::of(values).then(self.state.map);
                    }
                }
                b"w" => self.state.thick = number(operands),
                b"Do" => self.form(operands, resources, depth)?,
                b"Tf" => self.font(operands, resources),
                b"BI" => self.drawn.picture = true,
                b"BT" => (self.text, self.line) = (Matrix::ONE, Matrix::ONE),
                b"Tc" => self.state.between = number(operands),
                b"Tw" => self.state.blank = number(operands),
                b"Tz" => self.state.stretch = number(operands) / 100.0,
                b"TL" => self.state.leading = number(operands),
                b"Ts" => self.state.rise = number(operands),
                b"Td" | b"TD" => {
                    if let Some([x, y]) = numbers(operands) {
                        if operator == b"TD" {
                            self.state.leading = -y;
                        }
                        self.next_line(x, y);
                    }
                }
                b"Tm" => {
                    if let Some(values) = numbers(operands) {
                        self.line = Matrix::of(values);
                        self.text = self.line;
                    }
                }
                b"T*" => self.next_line(0.0, -self.state.leading),
                b"Tj" | b"'" | b"\"" => {
                    if operator == b"\""
                        && let [Operand::Number(blank), Operand::Number(between), _] = operands
                    {
                        (self.state.blank, self.state.between) = (*blank, *between);
                    }
                    if operator != b"Tj" {
                        self.next_line(0.0, -self.state.leading);
                    }
                    if let Some(Operand::Text(bytes)) = operands.last() {
                        self.show(bytes)?;
                    }
                }
                b"TJ" => {
                    if let Some(Operand::Array(parts)) = operands.last() {
                        self.show_parts(parts)?;
                    }
                }
                _ => {
                    let state = &mut self.state;
                    if let Some(area) = self.drawn.pen.draw(operator, operands, state.map, state.thick) {
                        state.clip = Some(state.clip.map_or(area, |old| area.within(old)));
                    }
                }
            }
        }
        if let Some(state) = self.states.drain(kept..).next() {
            self.state = state;
        }
        Ok(())
    }

    fn bounded(&self) -> Result<(), ProblemKind> {
        let marks = self.drawn.glyphs.iter().map(Vec::len).sum::<usize>() + self.drawn.pen.marks();
        if marks > MOST_MARKS {
            return Err(ProblemKind::OverLimit { what: "characters and lines on a page", limit: MOST_MARKS as u64 });
        }
        Ok(())
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    fn form(&mut self, operands: &[Operand], resources: &Dictionary, depth: usize) -> Result<(), ProblemKind> {
        let (Some(Operand::Name(name)), file) = (operands.last(), self.file) else { return Ok(()) };
        let found = file.dictionary(resources, b"XObject").and_then(|all| file.get(all, name));
        let Some(Object::Stream(stream)) = found else { return Ok(()) };
        self.drawn.picture |= file.name(&stream.dict, b"Subtype") == Some(b"Image");
        if depth >= DEEPEST || file.name(&stream.dict, b"Subtype") != Some(b"Form") {
            return Ok(());
        }
        self.fonts.forms += 1;
        if self.fonts.forms > MOST_FORMS {
            return Err(ProblemKind::OverLimit { what: "forms of a PDF", limit: MOST_FORMS as u64 });
        }
        let content = file.unpack(stream).unwrap_or_default();
        file.check()?;
        let state = self.state.clone();
        let (text, line) = (self.text, self.line);
        if let Some(matrix) = file.array(&stream.dict, b"Matrix") {
            let values: Vec<f32> = matrix.iter().take(6).filter_map(|o| file.value(o)).collect();
            if let Ok(values) = values.try_into() {
                self.state.map = Matrix::of(values).then(self.state.map);
            }
        }
        let own = file.dictionary(&stream.dict, b"Resources").unwrap_or(resources);
        self.run(&content, own, depth + 1)?;
        (self.state, self.text, self.line) = (state, text, line);
        Ok(())
    }

    fn font(&mut self, operands: &[Operand], resources: &Dictionary) {
        let [Operand::Name(name), Operand::Number(size)] = operands else { return };
        self.state.size = *size;
        let file = self.file;
        let fonts = file.dictionary(resources, b"Font");
        let Some(object) = fonts.and_then(|fonts| fonts.get(name).ok()) else {
            self.state.font = None;
            return;
        };
        let Some(dictionary) = file.dictionary_of(object) else {
            self.state.font = None;
            return;
        };
        let known = self.fonts.read.entry(std::ptr::from_ref(dictionary));
        self.state.font = Some(Rc::clone(known.or_insert_with(|| Rc::new(Font::read(file, dictionary)))));
    }

    fn show_parts(&mut self, parts: &[Operand]) -> Result<(), ProblemKind> {
        let vertical = self.state.font.as_ref().is_some_and(|font| font.vertical);
        for part in parts {
            match part {
                Operand::Text(bytes) => self.show(bytes)?,
                Operand::Number(back) => {
                    let move_by = -back / 1000.0 * self.state.size;
                    let (x, y) = if vertical { (0.0, move_by) } else { (move_by * self.state.stretch, 0.0) };
                    self.text = Matrix::shift(x, y).then(self.text);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), ProblemKind> {
        let Some(font) = self.state.font.clone() else {
            *self.fonts.unknown.entry("?".to_string()).or_default() += bytes.len();
            return Ok(());
        };
        font.show(bytes, |shown| {
            self.steps += 1;
            if self.steps.is_multiple_of(1024) {
                self.file.check()?;
                self.bounded()?;
            }
            self.place(&font, shown);
            Ok(())
        })
    }

    fn place(&mut self, font: &Font, shown: Shown) {
        let state = &self.state;
        let map = self.text.then(state.map);
        let wide = shown.width * state.size * state.stretch;
        let spacing = state.between + if shown.blank { state.blank } else { 0.0 };
        let (start, step) = if font.vertical {
            ((-wide / 2.0, -0.88 * state.size), (0.0, spacing - state.size))
        } else {
            ((0.0, state.rise), (wide + spacing * state.stretch, 0.0))
        };
        let from = map.at(start.0, start.1);
        let to = map.at(start.0 + wide, start.1);
        let top = map.at(start.0, start.1 + state.size);
        self.text = Matrix::shift(step.0, step.1).then(self.text);
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let size = (top.0 - from.0).hypot(top.1 - from.1);
        if ![from.0, from.1, x, y, size].iter().all(|v| v.is_finite() && v.abs() < 1e6) || size < 0.1 {
            return;
        }
        // Of a glyph without width, the direction of its line.
        let (dx, dy) = if wide.abs() > 0.01 { (x, y) } else { (map.a, map.b) };
        let quarter = if dy.abs() * 20.0 <= dx.abs() {
            if dx >= 0.0 { 0 } else { 2 }
        } else if dx.abs() * 20.0 <= dy.abs() {
            if dy >= 0.0 { 1 } else { 3 }
        } else {
            4
        };
        let middle = ((from.0 + to.0) / 2.0 + (top.0 - from.0) * 0.3, (from.1 + to.1) / 2.0 + (top.1 - from.1) * 0.3);
        let home = state.clip.filter(|clip| !clip.holds(middle)).map(|clip| clip.middle());
        // Along the line, and across it, as if it ran to the right.
        let turned = Matrix::turn(quarter as i64 % 4);
        let ((left, y), (right, _)) = (turned.at(from.0, from.1), turned.at(to.0, to.1));
        let home = home.map(|(x, y)| turned.at(x, y));
        let glyphs = &mut self.drawn.glyphs[quarter];
        let mut put = |c: char, part: usize, parts: usize| {
            let each = (right - left) / parts as f32;
            let left = left + each * part as f32;
            glyphs.push(Glyph { c, left, right: left + each, y, size, home });
        };
        match shown.text {
            // Two letters that are one glyph.
            Text::One('ﬁ') => ['f', 'i'].into_iter().enumerate().for_each(|(i, c)| put(c, i, 2)),
            Text::One('ﬂ') => ['f', 'l'].into_iter().enumerate().for_each(|(i, c)| put(c, i, 2)),
            Text::One(c) => put(c, 0, 1),
            Text::Many(text) => {
                let parts = text.chars().count();
                text.chars().enumerate().for_each(|(i, c)| put(c, i, parts));
            }
            Text::Unknown => {
                put(char::REPLACEMENT_CHARACTER, 0, 1);
                *self.fonts.unknown.entry(font.name.clone()).or_default() += 1;
            }
        }
    }
}
