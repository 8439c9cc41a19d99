//! Which item of the gold is which item of the notice as it was read: in order, by title and number.

use super::compare::squeeze;
use crate::notices::{list, text};
use serde_json::Value;
use std::collections::HashMap;

/// Pairs of indices of gold items and read items: the order-preserving alignment with the most alike titles and numbers.
pub fn align(gold: &[&Value], mine: &[Value]) -> Vec<(usize, usize)> {
    let gold_titles: Vec<[Vec<char>; 2]> = gold.iter().map(|g| [chars(g, "title"), chars(g, "table_title")]).collect();
    let my_titles: Vec<Vec<char>> = mine.iter().map(|t| chars(t, "title")).collect();
    let likeness = |i: usize, j: usize| {
        let title = gold_titles[i].iter().map(|title| title_score(title, &my_titles[j])).fold(0.0, f64::max);
        if title < 0.6 {
            return 0.0;
        }
        let same = |name: &str| gold[i][name] == mine[j][name];
        title + if same("key") { 0.2 } else { 0.0 } + if same("seq") { 0.1 } else { 0.0 }
    };
    let (n, m) = (gold.len(), mine.len());
    let score: Vec<Vec<f64>> = (0..n).map(|i| (0..m).map(|j| likeness(i, j)).collect()).collect();
    let mut best = vec![vec![0.0f64; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let paired = if score[i][j] > 0.0 { best[i + 1][j + 1] + score[i][j] } else { 0.0 };
            best[i][j] = best[i + 1][j].max(best[i][j + 1]).max(paired);
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < n && j < m {
        if score[i][j] > 0.0 && (best[i][j] - best[i + 1][j + 1] - score[i][j]).abs() < 1e-9 {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// The items among the lines of a gold file.
pub fn gold_items(lines: &[Value]) -> Vec<&Value> {
    lines.iter().skip(1).filter(|line| !line["key"].is_null()).collect()
}

pub fn items(notice: &Value) -> &[Value] {
    list(notice, "items")
}

fn chars(item: &Value, name: &str) -> Vec<char> {
    squeeze(text(item, name)).chars().collect()
}

fn title_score(a: &[char], b: &[char]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    if a.len().min(b.len()) >= 4 && (a.starts_with(b) || b.starts_with(a)) {
        return 0.9;
    }
    let most = 2 * a.len().min(b.len());
    if (most as f64) < 0.6 * (a.len() + b.len()) as f64 {
        return 0.0;
    }
    ratio(a, b)
}

/// Likeness of two strings from 0 to 1, as `SequenceMatcher.ratio` of Python's `difflib` defines it.
pub fn ratio(a: &[char], b: &[char]) -> f64 {
    let mut places: HashMap<char, Vec<usize>> = HashMap::new();
    for (j, &c) in b.iter().enumerate() {
        places.entry(c).or_default().push(j);
    }
    if b.len() >= 200 {
        places.retain(|_, at| at.len() <= b.len() / 100 + 1);
    }
    let mut matched = 0;
    let mut open = vec![(0, a.len(), 0, b.len())];
    while let Some((a_low, a_high, b_low, b_high)) = open.pop() {
        let (i, j, size) = longest(a, b, &places, (a_low, a_high, b_low, b_high));
        if size > 0 {
            matched += size;
            open.push((a_low, i, b_low, j));
            open.push((i + size, a_high, j + size, b_high));
        }
    }
    2.0 * matched as f64 / (a.len() + b.len()) as f64
}

/// The longest common block, the first of those as long: where it begins in `a` and `b`, and its length.
fn longest(
    a: &[char],
    b: &[char],
    places: &HashMap<char, Vec<usize>>,
    (a_low, a_high, b_low, b_high): (usize, usize, usize, usize),
) -> (usize, usize, usize) {
    let (mut best_i, mut best_j, mut best) = (a_low, b_low, 0);
    let mut lengths: HashMap<usize, usize> = HashMap::new();
    for (i, c) in a.iter().enumerate().take(a_high).skip(a_low) {
        let mut next = HashMap::new();
        for &j in places.get(c).map_or(&[][..], Vec::as_slice).iter().filter(|&&j| j >= b_low && j < b_high) {
            let length = 1 + j.checked_sub(1).and_then(|before| lengths.get(&before)).copied().unwrap_or(0);
            next.insert(j, length);
            if length > best {
                (best_i, best_j, best) = (i + 1 - length, j + 1 - length, length);
            }
        }
        lengths = next;
    }
    while best_i > a_low && best_j > b_low && a[best_i - 1] == b[best_j - 1] {
        (best_i, best_j, best) = (best_i - 1, best_j - 1, best + 1);
    }
    while best_i + best < a_high && best_j + best < b_high && a[best_i + best] == b[best_j + best] {
        best += 1;
    }
    (best_i, best_j, best)
}
