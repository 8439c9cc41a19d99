//! An area of a page, as far as its corners tell: what text is cut to, and what a filled shape takes.

/// Two opposite corners, the lower left one first.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) low: (f32, f32),
    pub(super) high: (f32, f32),
}

impl Area {
    pub(super) fn around(points: impl Iterator<Item = (f32, f32)>) -> Option<Self> {
        points.fold(None, |area, (x, y)| {
            let Area { low, high } = area.unwrap_or(Area { low: (x, y), high: (x, y) });
            Some(Area { low: (low.0.min(x), low.1.min(y)), high: (high.0.max(x), high.1.max(y)) })
        })
    }

    /// With a little room, since fonts are not measured exactly.
    pub(super) fn holds(&self, (x, y): (f32, f32)) -> bool {
        x >= self.low.0 - 1.0 && x <= self.high.0 + 1.0 && y >= self.low.1 - 1.0 && y <= self.high.1 + 1.0
    }

    /// What two areas share.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            low: (self.low.0.max(other.low.0), self.low.1.max(other.low.1)),
            high: (self.high.0.min(other.high.0), self.high.1.min(other.high.1)),
        }
    }

    pub(super) fn middle(&self) -> (f32, f32) {
        ((self.low.0 + self.high.0) / 2.0, (self.low.1 + self.high.1) / 2.0)
    }
}
