//! Lists whose members leave out what a neighbour says: `不超过0.3、0.5、1万元`, `提高3、5个百分点`.

use super::Decimal;
use super::quantity::Quantity;
use super::scan::{Piece, Token};
use crate::lexicon::{Cue, Dimension};

/// Whether only blanks stand between two places.
pub(super) fn touch(s: &str, from: usize, to: usize) -> bool {
    from == to
        || from < to && s.get(from..to).is_some_and(|gap| gap.len() <= 12 && gap.chars().all(char::is_whitespace))
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

/// 分别提高1个和1.5个百分点, 压缩至3个、2个工作日: what the first lacks is 百分点, 工作日.
fn lend_points(s: &str, tokens: &[Token], amounts: &mut [Quantity]) {
    let bare = |amount: &Quantity| amount.unit.as_ref().is_some_and(|unit| unit.name == "个");
    let full = |amount: &Quantity| {
        let unit = |unit: &super::quantity::Unit| {
            unit.name.len() > "个".len()
                && unit.name.starts_with('个')
                && matches!(unit.dimension, Dimension::Ratio | Dimension::Duration)
        };
        amount.unit.as_ref().is_some_and(unit)
    };
    if !amounts.iter().any(full) {
        return;
    }
    for i in (0..tokens.len()).rev() {
        let Piece::Amount(this) = tokens[i].piece else { continue };
        let next = next_member(s, tokens, i).map(|next| tokens[next].piece);
        if let Some(Piece::Amount(next)) = next
            && bare(&amounts[this])
            && full(&amounts[next])
        {
            amounts[this].unit = amounts[next].unit.clone();
        }
    }
}

/// Gives bare members of a list the unit and multiplier of the member behind them that states one.
pub(super) fn lend_units(s: &str, tokens: &[Token], amounts: &mut [Quantity]) {
    lend_points(s, tokens, amounts);
    if !amounts.iter().any(Quantity::is_bare) {
        return;
    }
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
        // 0.3、0.5、1万元 and 5、3、2万元 share 万; 500、800、1万元 does not.
        let alike = match (mine.scaled(0), mantissa.scaled(0)) {
            (Some(a), Some(b)) => a <= b * Decimal::TEN,
            _ => false,
        };
        if amounts[this].high.power == 0 && alike {
            amounts[this].high.power = power;
        }
        amounts[this].unit = amounts[next].unit.clone();
        amounts[this].per = amounts[next].per;
    }
}
