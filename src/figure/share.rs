//! Lists whose members leave out what a neighbour says: `不超过0.3、0.5、1万元`, `300万元,其余700万`, `提高3、5个百分点`.

use super::quantity::Quantity;
use super::scan::{Piece, Token};
use crate::lexicon::{Cue, Dimension};

/// Whether only blanks stand between two places.
pub(super) fn touch(s: &str, from: usize, to: usize) -> bool {
    from <= to && s.get(from..to).is_some_and(|gap| gap.len() <= 12 && gap.chars().all(char::is_whitespace))
}

/// Whether a piece joins the members of a list.
pub(super) fn joins(piece: Piece) -> bool {
    matches!(piece, Piece::Pause | Piece::Cue(Cue::Join))
}

/// The amount that stands right behind the one at token `i`, joined to it by 、 or 和 alone.
pub(super) fn next_member(s: &str, tokens: &[Token], i: usize) -> Option<usize> {
    let (this, mark, next) = (tokens.get(i)?, tokens.get(i + 1)?, tokens.get(i + 2)?);
    let direct = joins(mark.piece) && touch(s, this.end, mark.start) && touch(s, mark.end, next.start);
    match next.piece {
        Piece::Amount(_) if direct => Some(i + 2),
        _ => None,
    }
}

/// Gives bare members of a list the unit and multiplier of the member behind them that states one.
pub(super) fn lend_units(s: &str, tokens: &[Token], amounts: &mut [Quantity]) {
    for i in (0..tokens.len()).rev() {
        let Piece::Amount(this) = tokens[i].piece else { continue };
        if !amounts[this].is_bare() || amounts[this].low.is_some() {
            continue;
        }
        let Some(next) = next_member(s, tokens, i) else { continue };
        let Piece::Amount(next) = tokens[next].piece else { continue };
        // 1、5个公共图书馆 at the head of a line: numbering.
        if amounts[this].opens || amounts[next].unit.is_none() {
            continue;
        }
        let (power, mantissa) = (amounts[next].high.power, amounts[next].high.number);
        let mine = amounts[this].high.number;
        // 0.3、0.5、1万元 shares 万; 500、800、1万元 does not.
        let alike = match (mine.scaled(0), mantissa.scaled(0)) {
            (Some(a), Some(b)) => a <= b || b.is_zero(),
            _ => false,
        };
        if amounts[this].high.power == 0 && alike {
            amounts[this].high.power = power;
        }
        amounts[this].unit = amounts[next].unit.clone();
        amounts[this].per = amounts[next].per;
    }
    lend_money(s, tokens, amounts);
}

/// `300万元,其余700万由…`: a part of money needs no 元 of its own.
fn lend_money(s: &str, tokens: &[Token], amounts: &mut [Quantity]) {
    let mut money: Option<usize> = None;
    let mut part = false;
    let mut last_end = 0;
    for token in tokens {
        match token.piece {
            Piece::Cue(Cue::Part | Cue::Left) => part = true,
            Piece::Amount(i) => {
                let missing = amounts[i].unit.is_none() && amounts[i].high.power >= 4;
                if missing
                    && let Some(from) = money
                    && (part || direct(s, last_end, token.start))
                {
                    amounts[i].unit = amounts[from].unit.clone();
                }
                money = (amounts[i].dimension() == Some(Dimension::Money)).then_some(i);
                part = false;
                last_end = token.end;
            }
            _ => {}
        }
    }
}

/// Whether nothing but a mark or a joining word stands between two amounts.
fn direct(s: &str, from: usize, to: usize) -> bool {
    s.get(from..to).is_some_and(|gap| matches!(gap.trim(), "、" | "和" | "及" | "与" | "，" | ","))
}
