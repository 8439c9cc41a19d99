//! The dynamic programme: finds the best column for every token, where rows begin, and where the table ends.
//!
//! States are the columns, the band (a row over all columns) and the end. Within a row columns only move right and may be
//! left out (merged or dropped cells); a token may go on with the cell before (several lines); a row begins anywhere further left.
//! Works forward token by token, so that a table can be decoded while it is read.

use super::fit::{self, Carry, Shape};
use super::look::Look;
use super::path::{Back, Path, Place};
use super::price::{self, Blanks, Gaps, NEVER, Prices};
use super::token::{Break, Token};
use crate::lexicon::ColumnRole;

/// The best way to reach a state: its points, and the running numbers on it.
#[derive(Clone, Copy)]
struct State {
    score: i32,
    carry: Carry,
}

impl State {
    const UNREACHED: Self = Self { score: NEVER, carry: Carry { seq: 0, chapter: 0, title: 0, circle: 0 } };

    fn is_reached(&self) -> bool {
        self.score > NEVER / 2
    }
}

/// The best way found so far by which a token reaches a state.
struct Best {
    score: i32,
    back: Back,
}

impl Best {
    const NONE: Self = Self { score: NEVER, back: Back { state: 0, place: Place::Junk } };

    /// Of equal ones the first is kept.
    #[inline]
    fn offer(&mut self, score: i32, from: usize, place: Place) {
        if score > self.score {
            *self = Self { score, back: Back { state: from as u8, place } };
        }
    }
}

pub struct Decoder {
    shapes: Vec<Shape>,
    gaps: Gaps,
    has_category: bool,
    /// The columns, the band and the end, as they are reached with the tokens so far.
    states: Vec<State>,
    /// The states before the last token: the vector is used again, so that a token costs no allocation.
    before: Vec<State>,
    path: Path,
    last: Look,
    /// Some line names several units: 市教育局、市财政局.
    listed: bool,
    /// The points of the best state reached with the last token.
    most: i32,
    /// For how many tokens the end has been far ahead.
    ended: usize,
}

impl Decoder {
    pub fn new(shapes: Vec<Shape>, blanks: Blanks) -> Self {
        let n = shapes.len();
        let mut states = vec![State::UNREACHED; n + 2];
        // Before the first token the header row has just ended.
        states[n - 1].score = 0;
        Self {
            has_category: shapes.iter().any(|shape| shape.role == ColumnRole::Category),
            gaps: Gaps::new(&shapes, blanks),
            states,
            before: Vec::with_capacity(n + 2),
            path: Path::new(n + 2),
            last: Look::default(),
            listed: false,
            most: NEVER,
            ended: 0,
            shapes,
        }
    }

    /// Whether what follows is surely not of this table.
    pub fn is_over(&self) -> bool {
        self.ended > 30
    }

    pub fn step(&mut self, token: &Token, look: &Look) {
        self.listed |= look.units == 100 && look.marks > 0;
        std::mem::swap(&mut self.states, &mut self.before);
        self.states.clear();
        self.most = NEVER;
        let n = self.shapes.len();
        let prices = Prices::of(token);
        let row_end = self.row_end();
        let junk = if look.junk {
            -1
        } else if look.footer {
            -30
        } else {
            -22
        };
        // Only a token with a number depends on the numbers before it, and changes them.
        let numbered = look.number.is_some() || look.lead.is_some();
        let mut left = Left { score: NEVER, from: 0 };
        for c in 0..n {
            if c > 0 && self.before[c - 1].is_reached() {
                left.add(self.before[c - 1].score + self.gaps.before(c), c - 1);
            }
            let mut best = Best::NONE;
            if token.column.is_none_or(|column| usize::from(column) == c) {
                let cell = Fitting::of(c, self.shapes[c], token, look);
                self.begin_row(&mut best, &cell, prices.row, row_end);
                if prices.next > NEVER / 2 && left.score > NEVER {
                    self.go_on(&mut best, &cell, prices.next, &left);
                }
                let before = &self.before[c];
                if before.is_reached() && token.column.is_none() {
                    if prices.same > NEVER / 2 && !look.empty && !self.last.empty {
                        let fit = fit::same(cell.shape, look, &self.last) + cell.fit(before.carry);
                        best.offer(before.score + prices.same + fit, c, Place::Same(c as u8));
                    }
                    best.offer(before.score + junk, c, Place::Junk);
                }
            }
            let mut carry = self.before[usize::from(best.back.state)].carry;
            if numbered && best.back.place != Place::Junk {
                carry = carry.after(self.shapes[c], look);
            }
            self.reach(best, carry);
        }
        self.step_band(&prices, junk, row_end, token, look);
        let most = self.most;
        self.step_end(prices.row, row_end, token);
        self.count(most);
        if !look.junk {
            self.last = *look;
        }
    }

    /// The best end of a row before the token, with the band as one.
    fn row_end(&self) -> Option<(i32, usize)> {
        let mut best = (NEVER, 0);
        for (p, state) in self.before[..=self.shapes.len()].iter().enumerate() {
            let score = state.score - self.gaps.behind(p);
            if state.is_reached() && score > best.0 {
                best = (score, p);
            }
        }
        (best.0 > NEVER).then_some(best)
    }

    /// The token as the first cell of a row.
    fn begin_row(&self, best: &mut Best, cell: &Fitting, row: i32, row_end: Option<(i32, usize)>) {
        let Some(row_end) = row_end.filter(|_| row > NEVER / 2) else { return };
        let n = self.shapes.len();
        let mut offer = |score: i32, p: usize, gap: i32| {
            let score = score + row - 4 - self.gaps.before_row(cell.column) + gap + cell.fit(self.before[p].carry);
            best.offer(score, p, Place::Row(cell.column as u8));
        };
        if cell.token.gap == 0 {
            return offer(row_end.0, row_end.1, 0);
        }
        for p in (0..=n).filter(|&p| self.before[p].is_reached()) {
            let out = if p < n { n - 1 - p } else { 0 };
            let gap = price::discount(cell.token.gap, out + cell.column);
            offer(self.before[p].score - self.gaps.behind(p), p, gap);
        }
    }

    /// The token as a later cell of the row.
    fn go_on(&self, best: &mut Best, cell: &Fitting, next: i32, left: &Left) {
        let c = cell.column;
        let is_unit = |shape: Shape| matches!(shape.role, ColumnRole::Unit(_));
        let between = match cell.token.before {
            Break::Line | Break::Blank | Break::CellOrRow if is_unit(cell.shape) => {
                fit::between_units(cell.look, &self.last, self.listed)
            }
            _ => 0,
        };
        // Mostly all columns further left have the same price, and the best of them is known.
        if let Some(fit) = cell.steady.filter(|_| cell.token.gap == 0 && between == 0) {
            return best.offer(left.score + next - self.gaps.before(c) + fit, left.from, Place::Next(c as u8));
        }
        for p in (0..c).filter(|&p| self.before[p].is_reached()) {
            let State { score, carry } = self.before[p];
            let between = if is_unit(self.shapes[p]) { between } else { 0 };
            let price = next - self.gaps.between(p, c) + price::discount(cell.token.gap, c - p - 1) + between;
            best.offer(score + price + cell.fit(carry), p, Place::Next(c as u8));
        }
    }

    /// The token as a row over all columns.
    fn step_band(&mut self, prices: &Prices, junk: i32, row_end: Option<(i32, usize)>, token: &Token, look: &Look) {
        let band = self.shapes.len();
        let mut best = Best::NONE;
        if let Some((score, p)) = row_end.filter(|_| prices.row > NEVER / 2) {
            let again = if p == band { -4 } else { 0 };
            best.offer(score + prices.row + again + fit::band(look, self.has_category), p, Place::Band);
        }
        let before = &self.before[band];
        if before.is_reached() {
            if prices.next > NEVER / 2 && look.empty {
                best.offer(before.score, band, Place::BandRest);
            }
            if token.column.is_none() {
                best.offer(before.score + junk, band, Place::Junk);
            }
        }
        let mut carry = self.before[usize::from(best.back.state)].carry;
        if best.back.place == Place::Band {
            carry.circle = 0;
        }
        self.reach(best, carry);
    }

    /// The token as one below the table.
    fn step_end(&mut self, row: i32, row_end: Option<(i32, usize)>, token: &Token) {
        let n = self.shapes.len();
        let end = n + 1;
        let mut best = Best::NONE;
        if let Some((score, p)) = row_end {
            // A row that was begun is given up at its price.
            let stop = match token.before {
                _ if row > NEVER / 2 => score,
                Break::Same => score - 8,
                _ => score - 10,
            };
            best.offer(stop, p, Place::End);
        }
        // The mark before what is not of the table stood before a last, empty cell.
        if token.before == Break::Cell {
            for p in (0..n.saturating_sub(1)).filter(|&p| self.before[p].is_reached()) {
                best.offer(self.before[p].score - self.gaps.behind(p + 1) - 10, p, Place::End);
            }
        }
        if self.before[end].is_reached() {
            best.offer(self.before[end].score, end, Place::End);
        }
        self.reach(best, Carry::default());
    }

    /// Settles how the next state is reached.
    fn reach(&mut self, best: Best, carry: Carry) {
        self.most = self.most.max(best.score);
        self.states.push(State { score: best.score, carry });
        self.path.push(best.back);
    }

    /// A token of a repeated header: changes nothing.
    pub fn pass(&mut self) {
        self.path.pass();
    }

    /// Counts for how long the end has been far ahead.
    fn count(&mut self, most: i32) {
        let end = self.states[self.shapes.len() + 1].score;
        let ahead = end.saturating_sub(most);
        self.ended = match ahead {
            ..=20 => 0,
            300.. => self.ended + 10,
            _ => self.ended + 1,
        };
    }

    /// The places of all tokens, and the points of the whole reading.
    pub fn finish(&self) -> (Vec<Place>, i32) {
        let n = self.shapes.len();
        let mut best = (NEVER, n + 1);
        for state in 0..n + 2 {
            let own = self.states[state].score;
            let score = if state <= n { own - self.gaps.behind(state) } else { own };
            if score > best.0 {
                best = (score, state);
            }
        }
        (self.path.places(best.1), best.0)
    }
}

/// The best of the columns further left, the price of leaving out those between left aside.
struct Left {
    score: i32,
    from: usize,
}

impl Left {
    fn add(&mut self, score: i32, from: usize) {
        if score > self.score {
            *self = Self { score, from };
        }
    }
}

/// A token in a column.
struct Fitting<'t> {
    column: usize,
    shape: Shape,
    token: &'t Token,
    look: &'t Look,
    /// How well it suits the column, where that does not hang on the numbers before it.
    steady: Option<i32>,
}

impl<'t> Fitting<'t> {
    fn of(column: usize, shape: Shape, token: &'t Token, look: &'t Look) -> Self {
        let steady = (!fit::counts(shape, look)).then(|| fit::fit(shape, look, Carry::default()));
        Self { column, shape, token, look, steady }
    }

    fn fit(&self, carry: Carry) -> i32 {
        self.steady.unwrap_or_else(|| fit::fit(self.shape, self.look, carry))
    }
}
