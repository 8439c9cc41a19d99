//! Tables from their lines: which lines hang together, which rows and columns they part, which cells are merged for want of a line.
//!
//! Knows nothing of text.

use super::marks::Rule;

/// Lines that are nearer are one (double borders, a box for each cell).
const SAME: f32 = 3.0;
/// Lines that end nearer to another touch it.
const TOUCH: f32 = 3.5;
/// Crossings that are looked for on a page; a drawing of more is no table.
const MOST_PAIRS: usize = 4_000_000;

/// The cells of a table and where they lie.
#[derive(Clone, Debug)]
pub(super) struct Lattice {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
    pub(super) top: f32,
    /// Of the columns, from left to right.
    pub(super) edges: Vec<f32>,
    pub(super) cells: Vec<Box4>,
    /// Of each part of the lattice, row by row: which cell it belongs to.
    parts: Vec<usize>,
    levels: Vec<f32>,
}

/// A cell: its place in rows and columns, and on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Box4 {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Lattice {
    /// A table without merged cells: the columns with the edges of their text, and where rows part, from the top.
    pub(super) fn plain(columns: &[(f32, f32)], levels: Vec<f32>) -> Option<Self> {
        let (rows, count) = (levels.len().checked_sub(1)?, columns.len());
        let (left, right) = (columns.first()?.0, columns.last()?.1);
        let mut edges = vec![left];
        edges.extend(columns.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0));
        edges.push(right);
        let places = (0..rows).flat_map(|row| (0..count).map(move |column| (row, column)));
        let cells = places.zip((0..rows).flat_map(|_| columns)).map(|((row, column), &(left, right))| Box4 {
            row,
            column,
            rows: 1,
            columns: 1,
            left,
            right,
        });
        let (top, bottom) = (*levels.first()?, *levels.last()?);
        let (cells, parts) = (cells.collect(), (0..rows * count).collect());
        Some(Self { left, right, bottom, top, edges, cells, parts, levels })
    }

    pub(super) fn holds(&self, (x, y): (f32, f32)) -> bool {
        x >= self.left && x <= self.right && y >= self.bottom && y <= self.top
    }

    /// The cell at a place within the table.
    pub(super) fn cell(&self, (x, y): (f32, f32)) -> Option<usize> {
        let columns = self.edges.len() - 1;
        let column = self.edges.partition_point(|&e| e <= x).saturating_sub(1).min(columns - 1);
        let row = self.levels.partition_point(|&l| l >= y).saturating_sub(1).min(self.levels.len() - 2);
        self.parts.get(row * columns + column).copied()
    }

    /// Whether a level line is one of its own.
    pub(super) fn has(&self, rule: &Rule) -> bool {
        let middle = (rule.from + rule.to) / 2.0;
        rule.at > self.bottom - SAME && rule.at < self.top + SAME && middle > self.left && middle < self.right
    }

    fn is_within(&self, other: &Lattice) -> bool {
        self.left > other.left - SAME
            && self.right < other.right + SAME
            && self.bottom > other.bottom - SAME
            && self.top < other.top + SAME
    }
}

/// The tables of a page, of `most` parts at most each. One within another belongs to the outer one's cell.
pub(super) fn lattices(level: &[Rule], upright: &[Rule], most: usize) -> Vec<Lattice> {
    let (level, upright) = (merged(level), merged(upright));
    let mut found: Vec<Lattice> =
        components(&level, &upright).into_iter().filter_map(|(l, u)| lattice(&l, &u, most)).collect();
    found.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let mut out: Vec<Lattice> = Vec::new();
    for lattice in found {
        if !out.iter().take(1000).any(|outer| lattice.is_within(outer)) {
            out.push(lattice);
        }
    }
    out
}

fn area(lattice: &Lattice) -> f32 {
    (lattice.right - lattice.left) * (lattice.top - lattice.bottom)
}

/// Lines that continue or cover one another as one; sorted by where they lie.
pub(super) fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut rules = rules.to_vec();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::with_capacity(rules.len());
    let mut start = 0;
    while start < rules.len() {
        let limit = rules[start].at + SAME;
        let end = start + rules[start..].partition_point(|r| r.at <= limit);
        let group = &mut rules[start..end];
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = out.len();
        for rule in group.iter() {
            match out[first..].last_mut() {
                Some(last) if rule.from <= last.to + SAME => last.to = last.to.max(rule.to),
                _ => out.push(Rule { at: limit - SAME, ..*rule }),
            }
        }
        start = end;
    }
    out
}

/// Lines that touch one another, level ones and upright ones.
fn components(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut parent: Vec<usize> = (0..level.len() + upright.len()).collect();
    let mut pairs = 0usize;
    for (i, l) in level.iter().enumerate() {
        let from = upright.partition_point(|u| u.at < l.from - TOUCH);
        for (j, u) in upright.iter().enumerate().skip(from).take_while(|(_, u)| u.at <= l.to + TOUCH) {
            pairs += 1;
            if pairs > MOST_PAIRS {
                return Vec::new();
            }
            if l.at >= u.from - TOUCH && l.at <= u.to + TOUCH {
                let (a, b) = (root(&mut parent, i), root(&mut parent, level.len() + j));
                parent[a] = b;
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = Default::default();
    for (i, l) in level.iter().enumerate() {
        groups.entry(root(&mut parent, i)).or_default().0.push(*l);
    }
    for (j, u) in upright.iter().enumerate() {
        groups.entry(root(&mut parent, level.len() + j)).or_default().1.push(*u);
    }
    groups.into_values().filter(|(l, u)| l.len() >= 2 && !u.is_empty()).collect()
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// Places that are nearer than [`SAME`] as one, sorted.
fn places(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for value in values {
        if out.last().is_none_or(|last| value - last > SAME) {
            out.push(value);
        }
    }
    out
}

fn lattice(level: &[Rule], upright: &[Rule], most: usize) -> Option<Lattice> {
    // A table whose outer lines are left out is as wide as its level lines and as high as its upright ones.
    let widest = |rules: &[Rule]| {
        let from = rules.iter().map(|r| r.from).fold(f32::MAX, f32::min);
        let to = rules.iter().map(|r| r.to).fold(f32::MIN, f32::max);
        (from, to)
    };
    let with_ends = |rules: &[Rule], across: &[Rule]| {
        let mut at: Vec<f32> = rules.iter().map(|r| r.at).collect();
        let (from, to) = widest(across);
        let low = at.iter().copied().fold(f32::MAX, f32::min);
        let high = at.iter().copied().fold(f32::MIN, f32::max);
        if from < low - 8.0 {
            at.push(from);
        }
        if to > high + 8.0 {
            at.push(to);
        }
        places(at)
    };
    let edges = with_ends(upright, level);
    let mut levels = with_ends(level, upright);
    levels.reverse();
    if edges.len() < 2 || levels.len() < 2 {
        return None;
    }
    let (columns, rows) = (edges.len() - 1, levels.len() - 1);
    if columns * rows < 2 || columns.checked_mul(rows)? > most {
        return None;
    }
    // A wall right of a part, and one below it, wherever a line covers most of that side.
    let mut right = vec![false; columns * rows];
    let mut below = vec![false; columns * rows];
    for u in upright {
        let Some(column) = nearest(&edges, u.at).checked_sub(1).filter(|&c| c < columns) else { continue };
        let first = levels.partition_point(|&l| l >= u.to).saturating_sub(1);
        for row in first..rows {
            let (top, bottom) = (levels[row], levels[row + 1]);
            if top <= u.from {
                break;
            }
            if u.to.min(top) - u.from.max(bottom) > 0.5 * (top - bottom) {
                right[row * columns + column] = true;
            }
        }
    }
    for l in level {
        let Some(row) = nearest_down(&levels, l.at).checked_sub(1).filter(|&r| r < rows) else { continue };
        let first = edges.partition_point(|&e| e <= l.from).saturating_sub(1);
        for column in first..columns {
            let (from, to) = (edges[column], edges[column + 1]);
            if from >= l.to {
                break;
            }
            if l.to.min(to) - l.from.max(from) > 0.5 * (to - from) {
                below[row * columns + column] = true;
            }
        }
    }
    let mut parts = vec![usize::MAX; columns * rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let at = row * columns + column;
            if parts[at] != usize::MAX {
                continue;
            }
            let mut wide = 1;
            while column + wide < columns && !right[at + wide - 1] && parts[at + wide] == usize::MAX {
                wide += 1;
            }
            let mut high = 1;
            // A row belongs to the cell if no line parts it from the row above, none stands within, and its ends are as far.
            while row + high < rows {
                let above = at + (high - 1) * columns;
                let open = (0..wide).all(|i| !below[above + i] && parts[above + columns + i] == usize::MAX);
                let whole = (0..wide - 1).all(|i| !right[above + columns + i]);
                let last = column + wide == columns || right[above + columns + wide - 1];
                if !(open && whole && last) {
                    break;
                }
                high += 1;
            }
            for r in 0..high {
                for c in 0..wide {
                    parts[at + r * columns + c] = cells.len();
                }
            }
            cells.push(Box4 {
                row,
                column,
                rows: high,
                columns: wide,
                left: edges[column],
                right: edges[column + wide],
            });
        }
    }
    if cells.len() < 2 {
        return None;
    }
    let (left, right) = (edges[0], edges[columns]);
    let (top, bottom) = (levels[0], levels[rows]);
    Some(Lattice { left, right, bottom, top, edges, cells, parts, levels })
}

/// Which of the sorted places is nearest.
fn nearest(places: &[f32], at: f32) -> usize {
    let i = places.partition_point(|&p| p < at);
    match (i.checked_sub(1).map(|j| places[j]), places.get(i)) {
        (Some(before), Some(after)) if at - before <= after - at => i - 1,
        (Some(_), None) => i - 1,
        _ => i,
    }
}

/// The same for places that fall.
fn nearest_down(places: &[f32], at: f32) -> usize {
    let i = places.partition_point(|&p| p > at);
    match (i.checked_sub(1).map(|j| places[j]), places.get(i)) {
        (Some(before), Some(after)) if before - at <= at - after => i - 1,
        (Some(_), None) => i - 1,
        _ => i,
    }
}
