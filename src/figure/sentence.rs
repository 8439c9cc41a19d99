//! What the numbers, words and marks of one sentence mean together.
//!
//! In this order, so that a unit between number and comparator hides neither: lists lend units, words that touch an
//! amount, changes between two amounts, words further off in the clause, roles.

use super::per::{self, Per};
use super::quantity::Quantity;
use super::scan::{Piece, Setting, Token};
use super::share::{self, touch};
use super::{Amount, Basis, Direction, Figure, Op, Role, change, comparator, member, money, role};
use crate::lexicon::{Cue, Dimension};
use crate::text::{Span, holds_any};
use std::borrow::Cow;

pub(super) use super::role::Mood;

/// Tokens that are looked at to the left of an amount: enough for any clause, and no text costs more than its length.
const REACH: usize = 40;

/// A figure in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub amount: usize,
    pub token: usize,
    pub start: usize,
    pub end: usize,
    pub value: Option<Amount>,
    pub op: Option<Op>,
    /// The comparator stands in front and so holds for the next members of a list, too.
    pub op_leads: bool,
    pub per: Per,
    pub change: Option<Direction>,
    pub basis: Option<Basis>,
    pub each: bool,
    /// Token of the 提高到 in front.
    pub becomes: Option<usize>,
    /// Where the 由 in front begins.
    pub from: Option<usize>,
    /// Token of the outermost word that touches.
    pub edge: usize,
    /// First of a pair 由A提高到B: the second has both.
    pub joined: bool,
    pub role: Option<Role>,
}

/// Reads the figures of one sentence. `drafts`: room for them, used again for each sentence.
pub(super) fn read(
    s: &str,
    setting: &Setting,
    tokens: &[Token],
    amounts: &mut [Quantity],
    drafts: &mut Vec<Draft>,
    mood: &mut Mood,
    out: &mut Vec<Figure>,
) {
    drafts.clear();
    lend_header(setting, amounts);
    share::lend_units(s, tokens, amounts);
    money::lend(s, tokens, amounts);
    for (i, token) in tokens.iter().enumerate() {
        if let Piece::Amount(a) = token.piece {
            drafts.push(touching(s, tokens, i, a, amounts));
        }
    }
    change::join(s, tokens, amounts, drafts);
    for k in 0..drafts.len() {
        further_off(s, tokens, amounts, drafts, k);
    }
    role::assign(s, setting, tokens, amounts, drafts, mood, out.is_empty());
    out.reserve(drafts.len());
    for draft in drafts.iter() {
        let quantity = &amounts[draft.amount];
        let Some(amount) = draft.value else { continue };
        if draft.joined || quantity.is_bare() {
            continue;
        }
        out.push(figure(setting, draft, quantity, amount));
    }
}

/// Numbers that stand bare in a column whose header names the unit take it.
fn lend_header(setting: &Setting, amounts: &mut [Quantity]) {
    let Some(header) = setting.header_unit else { return };
    for quantity in amounts.iter_mut().filter(|q| q.is_bare()) {
        quantity.unit = Some(super::quantity::Unit { name: Cow::Borrowed(header.unit), dimension: header.dimension });
        quantity.high.power += header.power;
        if quantity.per.is_empty() {
            quantity.per = header.per;
        }
        if let Some(low) = &mut quantity.low {
            low.power += header.power;
        }
    }
}

fn figure(setting: &Setting, draft: &Draft, quantity: &Quantity, amount: Amount) -> Figure {
    let dimension = quantity.dimension();
    let per = if dimension == Some(Dimension::Ratio) { &[][..] } else { draft.per.as_slice() };
    let change = draft.change.filter(|_| !matches!(amount, Amount::Change { .. }));
    Figure {
        field: setting.field,
        role: draft.role,
        span: Span::new(draft.start, draft.end),
        joined: None,
        amount,
        op: draft.op.unwrap_or_default(),
        unit: quantity.unit.as_ref().map(|unit| unit.name.clone()),
        per: if per.is_empty() { Vec::new() } else { per.iter().map(|&unit| Cow::Borrowed(unit)).collect() },
        dimension,
        change,
        basis: change.and(draft.basis),
        each: draft.each,
        metric: None,
        scopes: Vec::new(),
        due: None,
    }
}

/// What the words that touch an amount say, from the number outwards.
fn touching(s: &str, tokens: &[Token], i: usize, a: usize, amounts: &[Quantity]) -> Draft {
    let quantity = &amounts[a];
    let dimension = quantity.dimension();
    let mut draft = Draft {
        amount: a,
        token: i,
        start: quantity.start,
        end: quantity.end,
        value: quantity.amount(),
        op: None,
        op_leads: false,
        per: quantity.per,
        change: None,
        basis: None,
        each: false,
        becomes: None,
        from: None,
        edge: i,
        joined: false,
        role: None,
    };
    let mut at = quantity.start;
    let low = i.saturating_sub(REACH);
    for j in (low..i).rev() {
        let token = tokens[j];
        let dated = matches!(token.piece, Piece::Date(_)) && s.get(token.end..at) == Some("的");
        if !dated && !touch(s, token.end, at) {
            break;
        }
        let holds = match token.piece {
            // A rate has no divisor: 每年按10%的比例.
            Piece::Per(_) if dimension == Some(Dimension::Ratio) && draft.change.is_none() => false,
            // 每村至少1名
            Piece::Per(per)
                if dimension == Some(Dimension::Count)
                    && per.as_slice().iter().all(|unit| per::is_place(unit))
                    && !is_mean(s, token.start) =>
            {
                draft.each = true;
                true
            }
            Piece::Per(per) => {
                draft.per.lead(per);
                true
            }
            Piece::Cue(cue) => match cue {
                Cue::Filler | Cue::Past | Cue::Done | Cue::Respectively | Cue::SoFar => false,
                Cue::Each => {
                    draft.each = true;
                    true
                }
                Cue::Yoy | Cue::Against if draft.change.is_some() => {
                    draft.basis = (cue == Cue::Yoy).then_some(Basis::Yoy);
                    true
                }
                Cue::Grow | Cue::Raise | Cue::Add | Cue::Drop | Cue::GrowPer(_) | Cue::Growth | Cue::Decline => {
                    if let Cue::GrowPer(unit) = cue {
                        draft.per.lead(Per::of(unit));
                    }
                    // 满意度提升2.6分: points of a test are never built.
                    let points = quantity.unit.as_ref().is_some_and(|unit| unit.name == "分");
                    let compared = points
                        || tokens[..j].last().is_some_and(|t| matches!(t.piece, Piece::Cue(Cue::Yoy | Cue::Against)));
                    let Some(direction) = change::direction(cue, dimension, compared) else { break };
                    if draft.change.is_some() {
                        break;
                    }
                    draft.change = Some(direction);
                    !matches!(cue, Cue::Growth | Cue::Decline)
                }
                Cue::Improve if draft.change.is_none() && dimension == Some(Dimension::Ratio) => {
                    draft.change = change::improved(s, token.start);
                    if draft.change.is_none() {
                        break;
                    }
                    true
                }
                Cue::Within => {
                    draft.op = draft.op.or(quantity.bound).or(Some(Op::Le));
                    break;
                }
                Cue::Become => {
                    draft.becomes = Some(j);
                    break;
                }
                Cue::From => {
                    draft.from = Some(token.start);
                    break;
                }
                _ => match comparator::in_front(cue) {
                    Some(op) if draft.op.is_none() => {
                        draft.op = Some(op);
                        draft.op_leads = op != Op::Approx;
                        true
                    }
                    _ => break,
                },
            },
            Piece::Date(_) => false,
            _ => break,
        };
        at = token.start;
        draft.edge = j;
        if holds {
            draft.start = token.start;
        }
    }
    draft.op = draft.op.or(quantity.bound);
    if draft.change.is_none()
        && dimension == Some(Dimension::Ratio)
        && let Some((direction, yoy)) = change::compared(s, tokens, draft.edge, draft.start)
    {
        draft.change = Some(direction);
        draft.basis = yoy.then_some(Basis::Yoy);
    }
    if draft.change.is_some()
        && draft.basis.is_none()
        && let Some(start) = compared_with_a_time(s, draft.start)
    {
        draft.start = start;
    }
    draft
}

/// Where 比上学期, 较2020年底, 比改造前 begin that end at `end`.
fn compared_with_a_time(s: &str, end: usize) -> Option<usize> {
    /// Longer than any such time, in characters.
    const LONGEST: usize = 10;
    let front = s[..end].trim_end();
    if !front.ends_with(['期', '年', '月', '底', '末', '初', '前', '度', '周']) {
        return None;
    }
    let mut characters = front.char_indices().rev().take(LONGEST);
    let (at, _) =
        characters.by_ref().skip(1).take_while(|&(_, c)| c.is_alphanumeric()).find(|(_, c)| "较比".contains(*c))?;
    // 占比, 对比
    (!s[..at].ends_with(['占', '对', '相', '环', '同'])).then_some(at)
}

/// What words further off in the clause say: 每年…不少于2场, 不低于…标准的1.3倍, 每个县区…3个.
fn further_off(s: &str, tokens: &[Token], amounts: &[Quantity], drafts: &mut [Draft], k: usize) {
    let dimension = amounts[drafts[k].amount].dimension();
    member::take_over(s, tokens, amounts, drafts, k);
    // 每人每月补贴由60元提高到80元: the words stand in front of the pair.
    let pair = matches!(drafts[k].value, Some(Amount::Change { .. }))
        .then(|| drafts[..k].last().filter(|d| d.joined))
        .flatten();
    let token = pair.map_or(drafts[k].edge.min(drafts[k].token), |first| first.edge);
    let countable = !matches!(dimension, Some(Dimension::Ratio | Dimension::Duration));
    // Amounts between the word and this one, and whether they measure the same.
    let mut passed = false;
    let mut other = false;
    // Only members of one list: 每个面积不少于150平方米、藏书不少于5000册.
    let mut listed = true;
    // 每年小学720元、初中940元: all written alike, so that what they are divided by is said once.
    let mut alike = dimension == Some(Dimension::Money);
    let mut after = drafts[k].start;
    let mut depth = 0usize;
    let mut respectively = false;
    let mut places = false;
    for j in (token.saturating_sub(REACH)..token).rev() {
        let Token { start, piece, .. } = tokens[j];
        match piece {
            Piece::Close => depth += 1,
            Piece::Open if depth == 0 => break,
            Piece::Open => depth -= 1,
            _ if depth > 0 => {}
            Piece::Comma | Piece::Semicolon => break,
            Piece::Amount(a) => {
                let theirs = amounts[a].dimension();
                if theirs != Some(Dimension::Duration) && !amounts[a].is_bare() {
                    passed = true;
                    other |= theirs != dimension;
                    alike &= !other && amounts[a].high.power == amounts[drafts[k].amount].high.power;
                }
                let between = s.get(amounts[a].end..after).unwrap_or_default();
                listed &= between.starts_with('、') && !holds_any(between, &["共", "合计", "总", "累计"]);
                after = amounts[a].start;
            }
            // 生均公用经费提高至每年7000元: a mean joins the time that touches.
            Piece::Per(per)
                if dimension == Some(Dimension::Money)
                    && !drafts[k].per.is_empty()
                    && (!passed || listed && alike)
                    && drafts[k].per.as_slice().iter().all(|unit| per::is_time(unit))
                    && is_mean(s, start)
                    && !per.as_slice().iter().any(|unit| per::is_time(unit)) =>
            {
                drafts[k].per.lead(per);
            }
            // 每年对村级组织补助不低于每村18万元: so much a village, each year.
            Piece::Per(per)
                if dimension == Some(Dimension::Money)
                    && !drafts[k].per.is_empty()
                    && !passed
                    && !drafts[k].per.as_slice().iter().any(|unit| per::is_time(unit))
                    && per.as_slice().iter().all(|unit| per::is_time(unit)) =>
            {
                drafts[k].per.lead(per);
            }
            Piece::Per(per) if drafts[k].per.is_empty() && (countable || is_hours(&amounts[drafts[k].amount])) => {
                // A divisor that touches another amount is that one's own.
                let own = drafts[..k].iter().any(|d| d.edge <= j && j < d.token);
                let time = per.as_slice().iter().all(|unit| per::is_time(unit));
                // 每公里每年:县道1万元、乡道5000元: before a colon, of all that it lists.
                let label = tokens.get(j + 1).is_some_and(|next| next.piece == Piece::Colon);
                let free = if time || label { !other } else { !passed || listed && alike };
                let place = per.as_slice().iter().any(|unit| per::is_place(unit));
                let mean = dimension == Some(Dimension::Concentration);
                if own || !free || mean {
                } else if place && dimension == Some(Dimension::Count) && !is_mean(s, start) {
                    drafts[k].each = true;
                } else {
                    drafts[k].per = per;
                }
            }
            Piece::Cue(cue) => match cue {
                Cue::EachOne if (!passed || listed) && countable => drafts[k].each = true,
                Cue::EachDoes if !passed && countable => drafts[k].each = true,
                Cue::EachPlace if !passed => places = true,
                Cue::Respectively => respectively = !passed,
                Cue::Growth | Cue::Decline
                    if !passed && dimension == Some(Dimension::Ratio) && drafts[k].change.is_none() =>
                {
                    drafts[k].change = change::direction(cue, dimension, false);
                }
                Cue::MoreThan | Cue::LessThan if is_points(&amounts[drafts[k].amount]) && !passed => {
                    let up = cue == Cue::MoreThan;
                    drafts[k].change =
                        drafts[k].change.or(Some(if up { Direction::Increase } else { Direction::Decrease }));
                }
                Cue::AtLeast | Cue::AtMost if drafts[k].op.is_none() && !passed && reaches(s, start, dimension) => {
                    drafts[k].op = comparator::in_front(cue);
                    drafts[k].op_leads = true;
                }
                _ => {}
            },
            _ => {}
        }
    }
    // 各县区至少建成1所, while 各县区建成公厕100座 may be the sum.
    if places && countable && drafts[k].op == Some(Op::Ge) && drafts[k].op_leads {
        drafts[k].each = true;
    }
    // 分别含6个 behind 各8个: 6 in each. Two amounts share the members out instead.
    if respectively && countable && alone(tokens, drafts[k].token) {
        drafts[k].each = true;
    }
}

/// Whether a divisor is a mean: 村均.
fn is_mean(s: &str, at: usize) -> bool {
    s[at..].chars().nth(1) == Some('均')
}

/// Working time, which can be so much a week; ages and terms cannot.
fn is_hours(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|u| matches!(u.name.as_ref(), "小时" | "分钟" | "天"))
}

fn is_points(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|u| u.name.ends_with("百分点"))
}

/// Whether a comparator that does not touch governs an amount of this dimension.
fn reaches(s: &str, at: usize, dimension: Option<Dimension>) -> bool {
    let word = &s[at..];
    // 不低于当地标准的80%, but 不低于5级的证书100本.
    let level = word.starts_with("不低于") || word.starts_with("不高于");
    let least = word.starts_with("最低") || word.starts_with("年满") || word.starts_with("已满");
    match dimension {
        Some(Dimension::Duration) => false,
        Some(Dimension::Ratio) => !least,
        _ => !level && !least,
    }
}

/// Whether no further amount joins this one in its list.
fn alone(tokens: &[Token], token: usize) -> bool {
    for t in tokens.iter().skip(token + 1).take(8) {
        match t.piece {
            Piece::Amount(_) => return false,
            Piece::Comma | Piece::Semicolon | Piece::Close => return true,
            _ => {}
        }
    }
    true
}
