//! What a page shows: characters and straight lines, with their places in points, upwards and to the right.

/// A character where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Of the line that it stands on.
    pub(super) y: f32,
    pub(super) size: f32,
    /// Where the area lies that it was to be shown in, if it stands outside: text that overflows its cell.
    pub(super) home: Option<(f32, f32)>,
}

impl Glyph {
    /// The place that tells which cell it belongs to.
    pub(super) fn place(&self) -> (f32, f32) {
        self.home.unwrap_or_else(|| self.middle())
    }

    pub(super) fn middle(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, self.y + self.size * 0.3)
    }
}

/// A level line, or an upright one: where it lies, from where to where it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) level: Vec<Rule>,
    pub(super) upright: Vec<Rule>,
    /// Text that runs in another direction than most of the page, as it came.
    pub(super) aside: String,
    /// A picture is shown.
    pub(super) picture: bool,
    pub(super) width: f32,
    pub(super) height: f32,
}
