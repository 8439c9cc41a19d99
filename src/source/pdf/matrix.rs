//! Places on a page: the affine maps of PDF, and nothing of what stands there.

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f32,
    pub(super) b: f32,
    pub(super) c: f32,
    pub(super) d: f32,
    pub(super) e: f32,
    pub(super) f: f32,
}

impl Matrix {
    pub(super) const ONE: Matrix = Matrix { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    pub(super) fn of(v: [f32; 6]) -> Self {
        Self { a: v[0], b: v[1], c: v[2], d: v[3], e: v[4], f: v[5] }
    }

    pub(super) fn shift(x: f32, y: f32) -> Self {
        Self { e: x, f: y, ..Self::ONE }
    }

    /// First this map, then the other.
    pub(super) fn then(self, o: Matrix) -> Self {
        Self {
            a: self.a * o.a + self.b * o.c,
            b: self.a * o.b + self.b * o.d,
            c: self.c * o.a + self.d * o.c,
            d: self.c * o.b + self.d * o.d,
            e: self.e * o.a + self.f * o.c + o.e,
            f: self.e * o.b + self.f * o.d + o.f,
        }
    }

    pub(super) fn at(self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// Turns a page by quarter turns clockwise, as `/Rotate` does. Where the page's corner comes to lie does not matter.
    pub(super) fn turn(quarters: i64) -> Self {
        match quarters.rem_euclid(4) {
            1 => Self { a: 0.0, b: -1.0, c: 1.0, d: 0.0, e: 0.0, f: 0.0 },
            2 => Self { a: -1.0, b: 0.0, c: 0.0, d: -1.0, e: 0.0, f: 0.0 },
            3 => Self { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: 0.0, f: 0.0 },
            _ => Self::ONE,
        }
    }
}
