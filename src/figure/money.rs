//! Money whose 元 is left out because the sentence has said it: `300万元,其余700万由县区筹集`.
//!
//! A multiplied number alone (资金1610万, 参保156万) keeps no unit: it could be money or people.

use super::quantity::Quantity;
use super::scan::{Piece, Token};
use crate::lexicon::{Cue, Dimension};
use crate::text::holds_any;

/// Characters in front of a number that say it counts people or things.
const COUNTED: &[char] = &['人', '户', '口', '数', '次', '家', '名', '件', '量', '位', '保', '积'];

/// Gives 元 to the parts of an amount of money that state none.
pub(super) fn lend(s: &str, tokens: &[Token], amounts: &mut [Quantity]) {
    // Nearly all sentences state every unit.
    let missing = |quantity: &Quantity| quantity.unit.is_none() && quantity.high.power >= 4;
    if !amounts.iter().any(missing) {
        return;
    }
    let mut money: Option<usize> = None;
    let mut part = false;
    let mut end = 0;
    for token in tokens {
        match token.piece {
            Piece::Cue(Cue::Part | Cue::Left) => part = true,
            Piece::Amount(i) => {
                if missing(&amounts[i])
                    && let Some(from) = money
                    && (part || is_part(s, end, token.start))
                    && !counts_others(s, end, token)
                {
                    amounts[i].unit = amounts[from].unit.clone();
                }
                money = (amounts[i].dimension() == Some(Dimension::Money)).then_some(i);
                part = false;
                end = token.end;
            }
            _ => {}
        }
    }
}

/// 惠及120万老年人: whom the money reaches.
fn counts_others(s: &str, from: usize, token: &Token) -> bool {
    const REACHES: [&str; 7] = ["惠及", "受益", "覆盖", "服务", "涉及", "参加", "培训"];
    const NOUNS: [&str; 13] =
        ["群众", "居民", "老人", "老年", "农民", "学生", "儿童", "妇女", "职工", "职员", "村民", "市民", "残疾"];
    let behind = &s[token.end..];
    s.get(from..token.start).is_some_and(|gap| holds_any(gap, &REACHES))
        || NOUNS.iter().any(|noun| behind.starts_with(noun))
}

/// Whether the words between two amounts name another part of the money: 省级, 自筹, but not 参保人数.
fn is_part(s: &str, from: usize, to: usize) -> bool {
    s.get(from..to).is_some_and(|gap| gap.len() <= 36 && !gap.contains(COUNTED))
}
