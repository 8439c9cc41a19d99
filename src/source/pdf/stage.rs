//! Plays the content of a page: where each character and each straight line comes to stand. Nothing is read from how they stand.

use super::content::{Operand, Operations};
use super::file::File;
use super::font::{Font, Shown, Text};
use super::marks::{Glyph, Marks, Rule};
use super::matrix::Matrix;
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
/// A filled area that is no thicker is a line.
const THIN: f32 = 3.0;

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

/// Two opposite corners, the lower left one first.
#[derive(Clone, Copy)]
struct Area {
    low: (f32, f32),
    high: (f32, f32),
}

struct Stage<'f, 'l> {
    file: &'f File<'l>,
    fonts: &'f mut Fonts,
    state: State,
    states: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    /// Characters by the quarter in which they run; the last holds those that run askew.
    glyphs: [Vec<Glyph>; 5],
    rules: Vec<(Rule, bool)>,
    steps: usize,
    picture: bool,
}

#[derive(Default)]
struct Path {
    /// What is shown after it is cut to it.
    clips: bool,
    /// Straight pieces; where a curve was, nothing.
    pieces: Vec<[(f32, f32); 2]>,
    /// The lower left and upper right of rectangles.
    boxes: Vec<[(f32, f32); 4]>,
    start: (f32, f32),
    at: (f32, f32),
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
        path: Path::default(),
        glyphs: Default::default(),
        rules: Vec::new(),
        steps: 0,
        picture: false,
    };
    let empty = Dictionary::new();
    let resources = file.inherited(page, b"Resources").and_then(|o| file.dictionary_of(o)).unwrap_or(&empty);
    stage.run(&contents(file, page), resources, 0)?;
    file.check()?;
    let marks = stage.marks(quarters, width, height);
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
                b"BI" => self.picture = true,
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
                _ => self.draw(operator, operands),
            }
        }
        if let Some(state) = self.states.drain(kept..).next() {
            self.state = state;
        }
        Ok(())
    }

    fn bounded(&self) -> Result<(), ProblemKind> {
        let marks = self.glyphs.iter().map(Vec::len).sum::<usize>() + self.rules.len() + self.path.pieces.len();
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
        self.picture |= file.name(&stream.dict, b"Subtype") == Some(b"Image");
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
        let glyphs = &mut self.glyphs[quarter];
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

    fn draw(&mut self, operator: &[u8], operands: &[Operand]) {
        let map = self.state.map;
        match operator {
            b"m" => {
                if let Some([x, y]) = numbers(operands) {
                    self.path.at = map.at(x, y);
                    self.path.start = self.path.at;
                }
            }
            b"l" => {
                if let Some([x, y]) = numbers(operands) {
                    let to = map.at(x, y);
                    self.path.pieces.push([self.path.at, to]);
                    self.path.at = to;
                }
            }
            b"c" | b"v" | b"y" => {
                if let [.., Operand::Number(x), Operand::Number(y)] = operands {
                    self.path.at = map.at(*x, *y);
                }
            }
            b"h" => self.close(),
            b"re" => {
                if let Some([x, y, w, h]) = numbers(operands) {
                    self.path.boxes.push([map.at(x, y), map.at(x + w, y), map.at(x + w, y + h), map.at(x, y + h)]);
                }
            }
            b"W" | b"W*" => self.path.clips = true,
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                if matches!(operator, b"s" | b"b" | b"b*") {
                    self.close();
                }
                let path = std::mem::take(&mut self.path);
                if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
                    self.stroke(&path);
                }
                if !matches!(operator, b"S" | b"s" | b"n") {
                    self.fill(&path);
                }
                if path.clips {
                    self.clip(&path);
                }
            }
            _ => {}
        }
    }

    /// What is shown from now on is cut to the path as well; of a path that is no rectangle, to the area that it takes.
    fn clip(&mut self, path: &Path) {
        let points = path.boxes.iter().flatten().chain(path.pieces.iter().flatten());
        let Some(mut area) = Area::around(points.copied()) else { return };
        if let Some(old) = self.state.clip {
            area.low = (area.low.0.max(old.low.0), area.low.1.max(old.low.1));
            area.high = (area.high.0.min(old.high.0), area.high.1.min(old.high.1));
        }
        self.state.clip = Some(area);
    }

    fn close(&mut self) {
        if self.path.at != self.path.start {
            self.path.pieces.push([self.path.at, self.path.start]);
            self.path.at = self.path.start;
        }
    }

    fn stroke(&mut self, path: &Path) {
        let scale = self.state.map.a.hypot(self.state.map.b);
        // A thick stroke is an area: a shaded cell.
        if self.state.thick * scale > 12.0 {
            return;
        }
        for piece in &path.pieces {
            self.rule(piece[0], piece[1]);
        }
        for corners in &path.boxes {
            for (i, corner) in corners.iter().enumerate() {
                self.rule(*corner, corners[(i + 1) % 4]);
            }
        }
    }

    /// An area is a line if it is thin; pieces that hang together are one area.
    fn fill(&mut self, path: &Path) {
        for corners in &path.boxes {
            self.thin(Area::around(corners.iter().copied()));
        }
        for pieces in path.pieces.chunk_by(|a, b| a[1] == b[0]) {
            self.thin(Area::around(pieces.iter().flatten().copied()));
        }
    }

    fn thin(&mut self, area: Option<Area>) {
        let Some(Area { low, high }) = area else { return };
        let middle = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
        if high.1 - low.1 <= THIN && high.0 - low.0 > high.1 - low.1 {
            self.rule((low.0, middle.1), (high.0, middle.1));
        } else if high.0 - low.0 <= THIN {
            self.rule((middle.0, low.1), (middle.0, high.1));
        }
    }

    fn rule(&mut self, a: (f32, f32), b: (f32, f32)) {
        let finite = [a.0, a.1, b.0, b.1].iter().all(|v| v.is_finite() && v.abs() < 1e5);
        let (x, y) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        if !finite || x.max(y) < 2.0 {
            return;
        }
        if y <= 1.0 {
            let rule = Rule { at: (a.1 + b.1) / 2.0, from: a.0.min(b.0), to: a.0.max(b.0) };
            self.rules.push((rule, false));
        } else if x <= 1.0 {
            let rule = Rule { at: (a.0 + b.0) / 2.0, from: a.1.min(b.1), to: a.1.max(b.1) };
            self.rules.push((rule, true));
        }
    }

    /// Turns the page as it is shown, or as most of its text runs, so that this runs to the right.
    fn marks(mut self, quarters: i64, width: f32, height: f32) -> Marks {
        let count = |q: usize| self.glyphs[q].iter().filter(|g| !g.c.is_whitespace()).count();
        let shown = quarters.rem_euclid(4) as usize;
        let most = (0..4).max_by_key(|&q| (count(q), q == shown)).unwrap_or(0);
        let glyphs = std::mem::take(&mut self.glyphs[most]);
        let mut aside = String::new();
        for others in &self.glyphs {
            if !aside.is_empty() && !others.is_empty() {
                aside.push('\n');
            }
            aside.extend(others.iter().map(|g| g.c));
        }
        let turned = Matrix::turn(most as i64);
        let mut marks = Marks { glyphs, aside, picture: self.picture, ..Marks::default() };
        for (rule, upright) in self.rules {
            let (a, b) = if upright {
                ((rule.at, rule.from), (rule.at, rule.to))
            } else {
                ((rule.from, rule.at), (rule.to, rule.at))
            };
            let (a, b) = (turned.at(a.0, a.1), turned.at(b.0, b.1));
            let (at, from, to) = if upright == (most % 2 == 0) {
                ((a.0 + b.0) / 2.0, a.1.min(b.1), a.1.max(b.1))
            } else {
                ((a.1 + b.1) / 2.0, a.0.min(b.0), a.0.max(b.0))
            };
            let rule = Rule { at, from, to };
            if upright == (most % 2 == 0) { marks.upright.push(rule) } else { marks.level.push(rule) }
        }
        (marks.width, marks.height) = if most % 2 == 0 { (width, height) } else { (height, width) };
        // After a turn the page lies left of or below the corner: it is moved back.
        let (x, y) = match most {
            1 => (0.0, marks.height),
            2 => (marks.width, marks.height),
            3 => (marks.width, 0.0),
            _ => (0.0, 0.0),
        };
        for glyph in &mut marks.glyphs {
            (glyph.left, glyph.right, glyph.y) = (glyph.left + x, glyph.right + x, glyph.y + y);
            glyph.home = glyph.home.map(|home| (home.0 + x, home.1 + y));
        }
        let shift = |rules: &mut Vec<Rule>, at: f32, along: f32| {
            for rule in rules {
                (rule.at, rule.from, rule.to) = (rule.at + at, rule.from + along, rule.to + along);
            }
        };
        shift(&mut marks.level, y, x);
        shift(&mut marks.upright, x, y);
        marks
    }
}

impl Area {
    fn around(points: impl Iterator<Item = (f32, f32)>) -> Option<Self> {
        points.fold(None, |area, (x, y)| {
            let Area { low, high } = area.unwrap_or(Area { low: (x, y), high: (x, y) });
            Some(Area { low: (low.0.min(x), low.1.min(y)), high: (high.0.max(x), high.1.max(y)) })
        })
    }

    /// With a little room, since fonts are not measured exactly.
    fn holds(&self, (x, y): (f32, f32)) -> bool {
        x >= self.low.0 - 1.0 && x <= self.high.0 + 1.0 && y >= self.low.1 - 1.0 && y <= self.high.1 + 1.0
    }

    fn middle(&self) -> (f32, f32) {
        ((self.low.0 + self.high.0) / 2.0, (self.low.1 + self.high.1) / 2.0)
    }
}

fn number(operands: &[Operand]) -> f32 {
    match operands.last() {
        Some(Operand::Number(value)) => *value,
        _ => 0.0,
    }
}

fn numbers<const N: usize>(operands: &[Operand]) -> Option<[f32; N]> {
    let from = operands.len().checked_sub(N)?;
    let mut out = [0.0; N];
    for (place, operand) in out.iter_mut().zip(&operands[from..]) {
        let Operand::Number(value) = operand else { return None };
        *place = *value;
    }
    Some(out)
}
