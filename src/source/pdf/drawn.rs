//! What a page has drawn, whichever way it runs, and how it is turned upright.

use super::marks::{Glyph, Marks, Rule};
use super::matrix::Matrix;
use super::pen::Pen;

/// Characters and lines as they were drawn.
#[derive(Default)]
pub(super) struct Drawn {
    /// Characters by the quarter in which they run; the last holds those that run askew.
    pub(super) glyphs: [Vec<Glyph>; 5],
    /// Its lines.
    pub(super) pen: Pen,
    pub(super) picture: bool,
}

impl Drawn {
    /// Turns the page as it is shown, or as most of its text runs, so that this runs to the right.
    pub(super) fn upright(mut self, quarters: i64, width: f32, height: f32) -> Marks {
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
        for (rule, upright) in self.pen.rules {
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
