//! A header whose cells stand in rows: one row, or a second one below heads that span columns.

use super::role::joined_role;
use super::{Cell, Guess, guess};
use crate::lexicon::column;
use crate::table::look::Look;
use crate::table::token::{Break, Token};
use crate::text::{Joint, Text};

pub(super) fn guesses(tokens: &[Token], text: &Text) -> Vec<Guess> {
    let row_end =
        |from: usize| (from + 1..tokens.len()).find(|&i| tokens[i].before != Break::Cell).unwrap_or(tokens.len());
    let first = row_end(0);
    let cells: Vec<Cell> = tokens[..first]
        .iter()
        .map(|t| Cell { text: t.text.clone(), header: column::column(&t.text.read(text)), tokens: 1 })
        .collect();
    let mut out = Vec::new();
    let second = if first < tokens.len() { row_end(first) } else { first };
    if second > first
        && let Some(folded) = fold_rows(&cells, &tokens[first..second], text)
    {
        out.push(guess(&folded, second, 0));
        return out;
    }
    let mut cells = cells;
    while cells.last().is_some_and(|c| c.text.is_empty()) && cells.len() > 1 {
        cells.pop();
    }
    out.push(guess(&cells, first, 0));
    out
}

/// A header of two rows: heads that span columns, with their own heads below.
fn fold_rows(first: &[Cell], second: &[Token], text: &Text) -> Option<Vec<Cell>> {
    let below: Vec<Cell> = second
        .iter()
        .map(|t| Cell { text: t.text.clone(), header: column::column(&t.text.read(text)), tokens: 0 })
        .collect();
    let filled: Vec<&Cell> = below.iter().filter(|c| !c.text.is_empty()).collect();
    let sub_head = |c: &Cell| {
        let look = Look::of(&c.text, text);
        look.chars <= 14 && look.number.is_none() && !look.stops && !look.amount && look.units < 100
    };
    if filled.is_empty()
        || !filled.iter().all(|c| sub_head(c))
        || filled.iter().filter(|c| c.header.is_some()).count() * 2 < filled.len()
    {
        return None;
    }
    let join = |head: &Cell, sub: &Cell| {
        if head.text == sub.text || head.text.read(text) == sub.text.read(text) {
            return Cell { text: head.text.clone(), header: head.header.clone(), tokens: 1 };
        }
        let mut whole = head.text.clone();
        whole.append(Joint::Blank, &sub.text);
        Cell { text: whole, header: joined_role(head.header.clone(), sub), tokens: 1 }
    };
    if below.len() == first.len()
        && (below.iter().any(|c| c.text.is_empty())
            || first.iter().zip(&below).any(|(a, b)| a.text.read(text) == b.text.read(text)))
    {
        let mut out = Vec::new();
        let mut head = 0;
        for (i, sub) in below.iter().enumerate() {
            if !first[i].text.is_empty() {
                head = i;
            }
            if sub.text.is_empty() {
                out.push(Cell { text: first[i].text.clone(), header: first[i].header.clone(), tokens: 1 });
            } else {
                out.push(join(&first[head], sub));
            }
        }
        return Some(out);
    }
    None
}
