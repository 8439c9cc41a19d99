//! Paths that a page strokes and fills: those that are straight lines, and what text is cut to.

use super::area::Area;
use super::marks::Rule;
use super::matrix::Matrix;
use super::operand::{Operand, numbers};

/// A filled area that is no thicker is a line.
const THIN: f32 = 3.0;

/// Draws paths, and keeps the lines.
#[derive(Default)]
pub(super) struct Pen {
    path: Path,
    /// Straight lines, and whether they stand upright.
    pub(super) rules: Vec<(Rule, bool)>,
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

impl Pen {
    /// How much is kept so far.
    pub(super) fn marks(&self) -> usize {
        self.rules.len() + self.path.pieces.len()
    }

    /// One operation. Gives the area that what is shown from now on is cut to, where it ends a path that says so.
    pub(super) fn draw(&mut self, operator: &[u8], operands: &[Operand], map: Matrix, thick: f32) -> Option<Area> {
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
                    self.stroke(&path, thick * map.a.hypot(map.b));
                }
                if !matches!(operator, b"S" | b"s" | b"n") {
                    self.fill(&path);
                }
                return path.clips.then(|| path.area()).flatten();
            }
            _ => {}
        }
        None
    }

    fn close(&mut self) {
        if self.path.at != self.path.start {
            self.path.pieces.push([self.path.at, self.path.start]);
            self.path.at = self.path.start;
        }
    }

    fn stroke(&mut self, path: &Path, thick: f32) {
        // A thick stroke is an area: a shaded cell.
        if thick > 12.0 {
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
}

impl Path {
    /// Of a path that is no rectangle, what it takes.
    fn area(&self) -> Option<Area> {
        Area::around(self.boxes.iter().flatten().chain(self.pieces.iter().flatten()).copied())
    }
}
