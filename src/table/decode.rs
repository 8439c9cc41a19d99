//! The dynamic programme: finds the best column for every token, where rows begin, and where the table ends.
//!
//! States are the columns, the band (a row over all columns) and the end. Within a row columns only move right and may be
//! left out (merged or dropped cells); a token may go on with the cell before (several lines); a row begins anywhere further left.
//! Works forward token by token, so that a table can be decoded while it is read.

use super::fit::{self, Carry, Shape};
use super::look::Look;
use super::token::{Break, Token};
use crate::lexicon::ColumnRole;

const NEVER: i32 = i32::MIN / 4;

/// Where a token was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// First cell of a row, in this column.
    Row(u8),
    /// A later cell of the row.
    Next(u8),
    /// One more line of the cell before.
    Same(u8),
    /// A row over all columns.
    Band,
    /// An empty or repeated cell of a band.
    BandRest,
    /// Means nothing: a page number, a repeated header.
    Junk,
    /// Below the table.
    End,
}

/// What becomes of blank cells in the marks of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blanks {
    /// They are written out, merged ones too: hardly a column is ever left out.
    Written,
    /// Some are written out, so that a column that is left out was mostly merged.
    Seen,
    /// None is written.
    Dropped,
}

/// One step back: the state before, and what was done.
#[derive(Clone, Copy)]
struct Back {
    state: u8,
    place: Place,
}

pub struct Decoder {
    shapes: Vec<Shape>,
    /// `skips[i]`: the price of leaving out all columns before `i`.
    skips: Vec<i32>,
    has_category: bool,
    seq: Option<usize>,
    title: Option<usize>,
    scores: Vec<i32>,
    carries: Vec<Carry>,
    spare_scores: Vec<i32>,
    spare_carries: Vec<Carry>,
    backs: Vec<Back>,
    last: Look,
    steps: usize,
    /// For how many tokens the end has been far ahead.
    ended: usize,
}

impl Decoder {
    pub fn new(shapes: Vec<Shape>, blanks: Blanks) -> Self {
        let mut skips = vec![0];
        for shape in &shapes {
            let price = match blanks {
                Blanks::Written => fit::skip(shape.role) + 14,
                Blanks::Seen => fit::skip_merged(shape.role),
                Blanks::Dropped => fit::skip(shape.role),
            };
            skips.push(skips[skips.len() - 1] + price);
        }
        let n = shapes.len();
        let find = |role| shapes.iter().position(|s| s.role == role);
        let (seq, title) = (find(ColumnRole::Seq), find(ColumnRole::Title));
        let mut decoder = Self {
            has_category: find(ColumnRole::Category).is_some(),
            seq,
            title,
            skips,
            scores: vec![NEVER; n + 2],
            carries: vec![Carry::default(); n + 2],
            spare_scores: Vec::new(),
            spare_carries: Vec::new(),
            backs: Vec::new(),
            last: Look::default(),
            steps: 0,
            ended: 0,
            shapes,
        };
        // Before the first token the header row has just ended.
        decoder.scores[n - 1] = 0;
        decoder
    }

    fn band(&self) -> usize {
        self.shapes.len()
    }

    fn end(&self) -> usize {
        self.shapes.len() + 1
    }

    /// Whether what follows is surely not of this table.
    pub fn is_over(&self) -> bool {
        self.ended > 30
    }

    /// The price of a row that begins in column `c`.
    fn lead_in(&self, c: usize) -> i32 {
        let mut price = self.skips[c];
        // A row that goes on with the item above: number and title are missing together.
        if let (Some(seq), Some(title)) = (self.seq, self.title)
            && seq < c
            && title < c
        {
            price -= 6;
        }
        price
    }

    fn lead_out(&self, p: usize) -> i32 {
        if p >= self.shapes.len() { 0 } else { self.skips[self.shapes.len()] - self.skips[p + 1] }
    }

    /// Cheaper where blank lines stand for the cells that are left out.
    fn discount(gap: u8, left_out: usize) -> i32 {
        if gap == 0 {
            0
        } else {
            6 * left_out.min(gap as usize) as i32 - 3 * (gap as i32 - left_out as i32).abs().min(3)
        }
    }

    pub fn step(&mut self, token: &Token, look: Look) {
        let n = self.shapes.len();
        let (band, end) = (self.band(), self.end());
        let (same, next, row) = prices(token);
        // The vectors of the step before the last are used again: a token costs no allocation.
        let mut scores = std::mem::take(&mut self.spare_scores);
        let mut carries = std::mem::take(&mut self.spare_carries);
        scores.clear();
        scores.resize(n + 2, NEVER);
        carries.clear();
        carries.resize(n + 2, Carry::default());
        let base = self.backs.len();
        self.backs.resize(base + n + 2, Back { state: 0, place: Place::Junk });
        let mut all_backs = std::mem::take(&mut self.backs);
        let backs = &mut all_backs[base..];
        let mut offer = |state: usize, score: i32, from: usize, place: Place, carry: Carry| {
            if score > scores[state] {
                scores[state] = score;
                carries[state] = carry;
                backs[state] = Back { state: from as u8, place };
            }
        };
        // Best row end before this token, with the band as one.
        let rows: Vec<(i32, usize)> =
            (0..=n).filter(|&p| self.scores[p] > NEVER / 2).map(|p| (self.scores[p] - self.lead_out(p), p)).collect();
        let best_row = rows.iter().copied().max_by_key(|&(score, p)| (score, std::cmp::Reverse(p)));
        for c in 0..n {
            if token.column.is_some_and(|column| column as usize != c) {
                continue;
            }
            let shape = self.shapes[c];
            if row > NEVER / 2 {
                let mut candidate = |score: i32, p: usize, gap: i32| {
                    let carry = self.carries[p];
                    let score = score + row - 4 - self.lead_in(c) + gap + fit::fit(shape, &look, carry);
                    offer(c, score, p, Place::Row(c as u8), carry.after(Some(shape), &look));
                };
                if token.gap > 0 {
                    for &(score, p) in &rows {
                        let out = if p < n { n - 1 - p } else { 0 };
                        candidate(score, p, Self::discount(token.gap, out + c));
                    }
                } else if let Some((score, p)) = best_row {
                    candidate(score, p, 0);
                }
            }
            if next > NEVER / 2 {
                for p in 0..c {
                    if self.scores[p] <= NEVER / 2 {
                        continue;
                    }
                    let carry = self.carries[p];
                    let mut score = self.scores[p] + next - (self.skips[c] - self.skips[p + 1])
                        + Self::discount(token.gap, c - p - 1);
                    if matches!(token.before, Break::Line | Break::Blank | Break::CellOrRow)
                        && matches!((self.shapes[p].role, shape.role), (ColumnRole::Unit(_), ColumnRole::Unit(_)))
                    {
                        score += fit::between_units(&look, &self.last);
                    }
                    offer(
                        c,
                        score + fit::fit(shape, &look, carry),
                        p,
                        Place::Next(c as u8),
                        carry.after(Some(shape), &look),
                    );
                }
            }
            if same > NEVER / 2
                && self.scores[c] > NEVER / 2
                && token.column.is_none()
                && !look.empty
                && !self.last.empty
            {
                let carry = self.carries[c];
                let score = self.scores[c] + same + fit::same(shape, &look, &self.last) + fit::fit(shape, &look, carry);
                offer(c, score, c, Place::Same(c as u8), carry.after(Some(shape), &look));
            }
        }
        if let Some((score, p)) = best_row {
            if row > NEVER / 2 {
                let again = if p == band { -4 } else { 0 };
                let carry = self.carries[p];
                offer(
                    band,
                    score + row + again + fit::band(&look, self.has_category),
                    p,
                    Place::Band,
                    Carry { circle: 0, ..carry },
                );
            }
            // Below the table. A row that was begun is given up at its price.
            let stop = match token.before {
                _ if row > NEVER / 2 => score,
                Break::Same => score - 8,
                _ => score - 10,
            };
            offer(end, stop, p, Place::End, Carry::default());
        }
        // The mark before what is not of the table stood before a last, empty cell.
        if token.before == Break::Cell {
            for &(_, p) in rows.iter().filter(|&&(_, p)| p + 1 < n) {
                offer(end, self.scores[p] - self.lead_out(p + 1) - 10, p, Place::End, Carry::default());
            }
        }
        if self.scores[band] > NEVER / 2 && next > NEVER / 2 && look.empty {
            offer(band, self.scores[band], band, Place::BandRest, self.carries[band]);
        }
        if self.scores[end] > NEVER / 2 {
            offer(end, self.scores[end], end, Place::End, Carry::default());
        }
        let junk = if look.junk {
            -1
        } else if look.footer {
            -30
        } else {
            -22
        };
        for state in 0..=n {
            if self.scores[state] > NEVER / 2 && token.column.is_none() {
                offer(state, self.scores[state] + junk, state, Place::Junk, self.carries[state]);
            }
        }
        self.backs = all_backs;
        self.spare_scores = std::mem::replace(&mut self.scores, scores);
        self.spare_carries = std::mem::replace(&mut self.carries, carries);
        self.count();
        if !look.junk {
            self.last = look;
        }
    }

    /// A token of a repeated header: changes nothing.
    pub fn pass(&mut self) {
        let n = self.shapes.len();
        let backs = (0..n + 2)
            .map(|state| Back { state: state as u8, place: if state == n + 1 { Place::End } else { Place::Junk } });
        self.backs.extend(backs);
        self.steps += 1;
    }

    /// Counts the step, and for how long the end has been far ahead.
    fn count(&mut self) {
        self.steps += 1;
        let end = self.end();
        let best = self.scores[..end].iter().copied().max().unwrap_or(NEVER);
        let ahead = self.scores[end].saturating_sub(best);
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
            let score = if state <= n { self.scores[state] - self.lead_out(state) } else { self.scores[state] };
            if score > best.0 {
                best = (score, state);
            }
        }
        let mut places = vec![Place::End; self.steps];
        let mut state = best.1;
        for i in (0..self.steps).rev() {
            let back = self.backs[i * (n + 2) + state];
            places[i] = back.place;
            state = back.state as usize;
        }
        (places, best.0)
    }
}

/// What it costs that a token goes on with its cell, with its row, or begins a row.
fn prices(token: &Token) -> (i32, i32, i32) {
    if token.page {
        return match token.before {
            Break::Row | Break::Cell | Break::CellOrRow | Break::LikelyRow => (NEVER, -12, 6),
            _ => (-8, -6, 6),
        };
    }
    match token.before {
        Break::Row => (NEVER, NEVER, 0),
        Break::RowOrSame => (0, NEVER, 0),
        Break::Cell => (NEVER, 0, NEVER),
        Break::CellOrRow => (NEVER, 0, 0),
        Break::LikelyRow => (NEVER, -3, 6),
        Break::Same => (4, NEVER, NEVER),
        Break::Line => (0, 0, 0),
        Break::Gap => (-6, 0, 4),
        Break::Blank => (-1, 0, NEVER),
    }
}
