//! Amounts that are a change (`同比增长5.6%`, `提高1000元`) and changes between two amounts (`由610元提高到645元`).

use super::quantity::Quantity;
use super::scan::{Piece, Token};
use super::sentence::Draft;
use super::share::touch;
use super::{Amount, Direction};
use crate::lexicon::{Cue, Dimension};

/// What a cue right in front of an amount says about its direction. `compared`: 同比 or the like stands further in front.
pub(super) fn direction(cue: Cue, dimension: Option<Dimension>, compared: bool) -> Option<Direction> {
    match cue {
        Cue::Grow | Cue::Growth | Cue::GrowPer(_) => Some(Direction::Increase),
        Cue::Drop | Cue::Decline => Some(Direction::Decrease),
        // 提升47个农贸市场, 改造提升5万亩: works, no change of an amount.
        Cue::Add => {
            let rate = matches!(dimension, Some(Dimension::Ratio | Dimension::Money | Dimension::Duration));
            (rate || compared).then_some(Direction::Increase)
        }
        // 每亩提高50公斤, 仓容增加3万吨, but 提高12所学校的办学水平, 增加500个
        Cue::Raise => {
            let thing = matches!(dimension, None | Some(Dimension::Count));
            (!thing || compared).then_some(Direction::Increase)
        }
        _ => None,
    }
}

/// What 改善 that begins at `at` says of the ratio behind it: less of a concentration or an index, more of a rate or of good days.
pub(super) fn improved(s: &str, at: usize) -> Option<Direction> {
    /// Farthest that the thing is looked for, in bytes.
    const FAR: usize = 120;
    let front = &s[s.floor_char_boundary(at.saturating_sub(FAR))..at];
    let front = front.rsplit(['。', '；']).next().unwrap_or(front);
    let last = |words: [&str; 3]| words.iter().filter_map(|word| front.rfind(word)).max();
    let (harm, good) = (last(["浓度", "指数", "降尘"]), last(["率", "天数", "比例"]));
    match harm.cmp(&good) {
        std::cmp::Ordering::Greater => Some(Direction::Decrease),
        std::cmp::Ordering::Less => Some(Direction::Increase),
        std::cmp::Ordering::Equal => None,
    }
}

/// The direction of a ratio that ends a comparison (比目标值高3.6个百分点, 较序时进度快10%), and whether that is with last year.
pub(super) fn compared(s: &str, tokens: &[Token], edge: usize, start: usize) -> Option<(Direction, bool)> {
    let front = s[..start].trim_end_matches('了');
    let direction = match front.chars().next_back()? {
        '高' | '快' | '多' | '好' => Direction::Increase,
        '低' | '慢' | '少' => Direction::Decrease,
        '前' if front.ends_with("超前") || front.ends_with("提前") => Direction::Increase,
        '后' if front.ends_with("滞后") || front.ends_with("落后") => Direction::Decrease,
        _ => return None,
    };
    let clause =
        tokens[..edge].iter().rposition(|t| matches!(t.piece, Piece::Comma | Piece::Semicolon | Piece::Amount(_)));
    let from = clause.map_or(0, |at| tokens[at].end);
    // 比较高 and 占比高 compare with nothing.
    let front = s.get(from..front.len())?;
    let (at, _) =
        front.char_indices().rev().take(20).skip(2).find(|&(at, c)| {
            matches!(c, '比' | '较') && !front[..at].ends_with(['占', '对', '环', '同', '配', '相'])
        })?;
    let than = tokens[..edge].iter().rev().take_while(|t| t.start >= from + at);
    let yoy = than.into_iter().any(|t| t.piece == Piece::Cue(Cue::Yoy));
    Some((direction, yoy))
}

/// Joins each pair `由A提高到B` into one draft; the second of the pair is dropped.
pub(super) fn join(s: &str, tokens: &[Token], amounts: &mut [Quantity], drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        // 由60%至80%: read as a range so far.
        if let Some(from) = drafts[k].from
            && amounts[drafts[k].amount].worded
            && let Some(Amount::Range { low, high }) = drafts[k].value
        {
            drafts[k].value = Some(Amount::Change { from: low, to: high });
            drafts[k].start = from;
            continue;
        }
        if k == 0 {
            continue;
        }
        let (before, rest) = drafts.split_at_mut(k);
        let (a, b) = (&mut before[k - 1], &mut rest[0]);
        let Some(become_at) = b.becomes else { continue };
        let leads = leads_to(s, tokens, a, become_at);
        let (Some(Amount::Value(from)), Some(Amount::Value(to))) = (a.value, b.value) else { continue };
        if !leads || a.joined {
            continue;
        }
        let (ua, ub) = (&amounts[a.amount].unit, &amounts[b.amount].unit);
        if ua.is_some() && ub.is_some() && ua != ub {
            continue;
        }
        // A bare first number needs 由 in front: 2020提高到95% is none.
        if ua.is_none() && a.from.is_none() {
            continue;
        }
        if ub.is_none() {
            let unit = ua.clone();
            amounts[b.amount].unit = unit;
        }
        let mut per = a.per;
        b.per.as_slice().iter().for_each(|unit| per.push(unit));
        a.joined = true;
        b.value = Some(Amount::Change { from, to });
        b.start = a.from.unwrap_or(a.start).min(a.start);
        b.per = per;
        b.change = None;
        b.basis = None;
    }
    // 同比由A提高到B is still one figure without a direction of its own.
}

/// Whether the first amount leads up to the 提高到 in front of the second: nothing stands between but a comma, a date, 标准. Not over a 分别:
/// 60元、70元分别提高到80元、90元 goes from the first to the third, and 70元 to 80元 is nobody's change.
fn leads_to(s: &str, tokens: &[Token], a: &Draft, become_at: usize) -> bool {
    // 由650元、850元提高到720元、940元: nor from the last of a list.
    let listed = a.token > 1
        && matches!(tokens[a.token - 1].piece, Piece::Pause | Piece::Cue(Cue::Join))
        && matches!(tokens[a.token - 2].piece, Piece::Amount(_));
    if listed {
        return false;
    }
    let mut at = a.end;
    let mut commas = 0;
    for token in &tokens[a.token + 1..become_at] {
        if !closes_up(s, at, token.start) {
            return false;
        }
        match token.piece {
            Piece::Comma => commas += 1,
            Piece::Date(_) | Piece::Per(_) | Piece::Cue(Cue::Filler | Cue::Past) => {}
            _ => return false,
        }
        at = token.end;
    }
    let open = a.from.is_some() || commas == 0;
    open && commas <= 1 && closes_up(s, at, tokens[become_at].start)
}

/// Whether a gap holds nothing, or only 的 or a verb's helper.
fn closes_up(s: &str, from: usize, to: usize) -> bool {
    touch(s, from, to)
        || s.get(from..to).is_some_and(|gap| {
            matches!(
                gap.trim(),
                "的" | "统一"
                    | "逐步"
                    | "相应"
                    | "起"
                    | "再"
                    | "已"
                    | "将"
                    | "的标准"
                    | "进一步"
                    | "大幅"
                    | "全部"
                    | "均"
                    | "稳步"
            )
        })
}
