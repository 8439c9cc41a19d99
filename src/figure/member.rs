//! What an amount takes over from the one right in front of it: the comparator, divisor, change and basis that a list states once.

use super::Op;
use super::quantity::Quantity;
use super::scan::{Piece, Token};
use super::sentence::Draft;
use super::share::{self, touch};
use crate::lexicon::{Cue, Dimension};

/// Fills what the words of the amount before say of this one as well.
pub(super) fn take_over(s: &str, tokens: &[Token], amounts: &[Quantity], drafts: &mut [Draft], k: usize) {
    inherit(s, tokens, amounts, drafts, k);
    share_basis(s, drafts, k);
    go_on(s, tokens, amounts, drafts, k);
    share_density(amounts, drafts, k);
}

/// What a member of a list takes over from the one right in front of it: 每人每年800元、400元, 提高3%和7%, 不少于30户企业、1000名职工.
fn inherit(s: &str, tokens: &[Token], amounts: &[Quantity], drafts: &mut [Draft], k: usize) {
    let Some(before) = k.checked_sub(1) else { return };
    let (mine, theirs) = (&drafts[k], &drafts[before]);
    // The member begins with its number, right behind the mark.
    let Some(mark) = mine.token.checked_sub(1) else { return };
    if mine.edge != mine.token || !share::joins(tokens[mark].piece) || !touch(s, tokens[mark].end, mine.start) {
        return;
    }
    let between = &tokens[theirs.token + 1..mark];
    if between.iter().any(|t| !matches!(t.piece, Piece::Pause | Piece::Cue(Cue::Join | Cue::Filler | Cue::Past))) {
        return;
    }
    let direct = touch(s, theirs.end, tokens[mark].start);
    let same = amounts[mine.amount].unit == amounts[theirs.amount].unit;
    let alike = amounts[mine.amount].dimension() == amounts[theirs.amount].dimension();
    let (op, leads, per, change, basis) = (theirs.op, theirs.op_leads, theirs.per, theirs.change, theirs.basis);
    if theirs.joined {
        return;
    }
    let draft = &mut drafts[k];
    // 不少于30户企业、1000名职工, but not 6家网销超1000万元企业和5家….
    if draft.op.is_none() && leads && (same || (!direct && alike)) {
        draft.op = op;
        draft.op_leads = true;
    }
    if direct && same {
        if draft.op.is_none() && op == Some(Op::Approx) && amounts[draft.amount].end == tokens[draft.token].end {
            draft.op = op;
        }
        if draft.per.is_empty() {
            draft.per = per;
        }
        if draft.change.is_none() {
            draft.change = change;
            draft.basis = basis;
        }
    }
}

/// 比上年增加14.2亿元、增长7.1%: both are against last year.
fn share_basis(s: &str, drafts: &mut [Draft], k: usize) {
    let Some(before) = k.checked_sub(1) else { return };
    let (mine, theirs) = (&drafts[k], &drafts[before]);
    if mine.change.is_some()
        && mine.basis.is_none()
        && theirs.change.is_some()
        && theirs.basis.is_some()
        && matches!(s.get(theirs.end..mine.start), Some("、" | "，" | "," | "和" | "，同时"))
    {
        drafts[k].basis = drafts[before].basis;
    }
}

/// 每千人口床位7.2张,医师3.4人: nobody counts 3.4 people, so what is no whole number behind a density is one as well.
fn share_density(amounts: &[Quantity], drafts: &mut [Draft], k: usize) {
    let Some(before) = k.checked_sub(1) else { return };
    let (mine, per) = (&drafts[k], drafts[before].per);
    let quantity = &amounts[mine.amount];
    let parted = quantity.high.number.fraction > 0 && quantity.high.power == 0;
    let among = per.as_slice().iter().any(|unit| unit.starts_with(['百', '千', '万', '十']));
    if mine.per.is_empty() && among && parted && quantity.dimension() == Some(Dimension::Count) {
        drafts[k].per = per;
    }
}

/// 生均标准提高1000元,达到7000元以上: the level that a change leads to has the change's divisor; and the change of a level has the level's.
fn go_on(s: &str, tokens: &[Token], amounts: &[Quantity], drafts: &mut [Draft], k: usize) {
    let Some(before) = k.checked_sub(1) else { return };
    let (mine, theirs) = (&drafts[k], &drafts[before]);
    if !mine.per.is_empty() || amounts[mine.amount].unit != amounts[theirs.amount].unit {
        return;
    }
    if theirs.change.is_none() {
        // 每万人拥有面积1850平方米,比上年增加120平方米
        let follows = matches!(s.get(theirs.end..mine.start), Some("，" | "," | "、"));
        if mine.change.is_some() && follows {
            drafts[k].per = theirs.per;
        }
        return;
    }
    let between = &tokens[theirs.token + 1..mine.token];
    let level = between.iter().all(|t| matches!(t.piece, Piece::Comma | Piece::Cue(Cue::Filler | Cue::Become)));
    let gap = s.get(theirs.end..mine.start).unwrap_or_default();
    if level && !between.is_empty() && gap.len() <= 24 && ["达", "到", "至"].iter().any(|w| gap.contains(w)) {
        drafts[k].per = theirs.per;
    }
}
