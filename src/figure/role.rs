//! Whether an amount is to be reached, was reached, or neither: the sentence says it, else the field it stands in.

use super::quantity::Quantity;
use super::scan::{Piece, Setting, Token};
use super::sentence::Draft;
use super::share::{self, touch};
use super::{Amount, Decimal, Role};
use crate::lexicon::{Cue, Dimension, Field};

/// What a paragraph has said so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mood {
    /// The sentence before reported on what was reached (截至目前 …), which 累计 goes on with.
    reporting: bool,
}

impl Mood {
    /// A sentence without amounts.
    pub fn pass(&mut self, tokens: &[Token]) {
        if tokens.iter().any(|t| t.piece == Piece::Cue(Cue::AsOf)) {
            self.reporting = true;
        }
    }
}

/// The role that a passage's amounts have where the sentence says nothing.
fn default(setting: &Setting) -> Role {
    match setting.field {
        Field::Progress => Role::Progress,
        Field::Description | Field::Remark | Field::Preamble if setting.report => Role::Progress,
        _ => Role::Target,
    }
}

/// Words of a plan that turn a report to what is still to come. 确保 and 将 stand in reports, too.
const AHEAD: &[&str] = &[
    "计划",
    "年度计划",
    "全年计划",
    "预计",
    "力争",
    "拟",
    "下一步",
    "预期",
    "有望",
    "年底前",
    "底前",
    "预计到",
    "到年底",
    "谋划",
    "年内再",
    "年内将",
    "年内计划",
    "年底再",
    "年底前再",
    "年底前将",
    "明年再",
    "明年将",
    "明年计划",
    "下半年再",
    "下半年将",
    "下半年计划",
    "四季度将",
    "四季度再",
    "下一步将",
];

/// Nouns right in front of the amount that is to be reached.
const GOALS: &[&str] = &[
    "任务",
    "目标",
    "任务数",
    "目标数",
    "计划",
    "计划数",
    "指标",
    "任务量",
    "目标值",
    "任务总数",
    "计划总投资",
    "计划投资",
];

fn ends_with_a_goal(front: &str) -> bool {
    front.ends_with(['务', '标', '数', '划', '量', '值', '资']) && GOALS.iter().any(|goal| front.ends_with(goal))
}

/// How a clause begins that reports again after the plan that its sentence opened with.
const REACHED: &[&str] = &["完成", "累计", "到位", "目前", "现", "实现", "支出", "拨付", "支付"];

/// 计划投资 at the head of its clause.
fn opens_plan(s: &str, tokens: &[Token], i: usize) -> bool {
    s[tokens[i].start..].starts_with("计划")
        && clause_before(s, tokens, i).trim().is_empty()
        && names_amount(s, tokens, i)
}

/// Gives every draft its role.
pub(super) fn assign(
    s: &str,
    setting: &Setting,
    tokens: &[Token],
    amounts: &[Quantity],
    drafts: &mut [Draft],
    mood: &mut Mood,
    first: bool,
) {
    let base = default(setting);
    let planning = base == Role::Target;
    let mut walk = Walk {
        first,
        role: base,
        clause: 0,
        next: 0,
        settled: false,
        object: false,
        counted: false,
        budgeted: false,
        planned: false,
        year: None,
    };
    for (i, token) in tokens.iter().enumerate() {
        match token.piece {
            Piece::Amount(_) => {
                let k = walk.next;
                if drafts.get(k).is_some_and(|d| d.token == i) {
                    drafts[k].role = Some(if std::mem::take(&mut walk.counted) { Role::Context } else { walk.role });
                    walk.next += 1;
                    special(s, setting, tokens, amounts, drafts, k, &walk);
                }
            }
            Piece::Comma | Piece::Semicolon => {
                // 216个项目中，5个…: the whole, only counted.
                if s[..token.start].ends_with('中') && !s[..token.start].ends_with("其中") {
                    drafts[walk.clause..walk.next].iter_mut().for_each(|d| d.role = Some(Role::Context));
                }
                walk.clause = walk.next;
                walk.settled = false;
                walk.object = false;
                walk.counted = false;
                walk.planned = false;
                // 预计年底建成；免费体检8.6万人: in a report what follows is told anew.
                if !planning && !walk.budgeted && token.piece == Piece::Semicolon {
                    walk.role = base;
                }
                if walk.budgeted && REACHED.iter().any(|word| s[token.end..].starts_with(word)) {
                    walk.role = base;
                    walk.budgeted = false;
                }
            }
            Piece::Date(true) if planning => walk.role = Role::Target,
            Piece::Date(true) if !walk.settled => walk.role = Role::Target,
            // 2021年已建成12个,2022年再建15个: a later year than the one that was reported on.
            Piece::Date(false) if walk.goes_on_later(s, token) => walk.role = Role::Target,
            Piece::Date(false) if setting.field == Field::Description && planning => {
                let comma = tokens.get(i + 1).is_some_and(|next| next.piece == Piece::Comma && next.start == token.end);
                if comma && s[token.start..token.end].ends_with('底') {
                    walk.role = Role::Progress;
                }
            }
            Piece::Cue(cue) => match cue {
                // 对目前处理能力不足的3座污水厂: 目前 tells which plants.
                Cue::AsOf if walk.object && is_relative(s, tokens, i) => {}
                Cue::AsOf => {
                    walk.role = Role::Progress;
                    walk.settled = true;
                }
                Cue::Done
                    if !is_relative(s, tokens, i)
                        && (!s[token.start..token.end].ends_with('有') || names_amount(s, tokens, i)) =>
                {
                    walk.settled = true;
                    // Of 计划投用的15所中, 13所已投用: the plan was that of the clause before.
                    if planning || walk.role == Role::Target && !walk.planned {
                        walk.report_clause(s, drafts);
                    }
                    walk.role = Role::Progress;
                }
                // 为139名残疾人安装了助听器
                Cue::Past if planning && !is_relative(s, tokens, i) => {
                    walk.report_clause(s, drafts);
                    walk.role = Role::Progress;
                }
                Cue::SoFar if planning && mood.reporting && walk.next == 0 => walk.role = Role::Progress,
                Cue::Plan if planning => walk.role = Role::Target,
                Cue::Plan if AHEAD.contains(&&s[token.start..token.end]) && !names_amount(s, tokens, i) => {
                    walk.role = Role::Target;
                    walk.planned = true;
                }
                Cue::Object => walk.object = true,
                // 计划投资3800万元，新建水厂18处，惠及3万人: all of it is the plan, up to 完成投资.
                Cue::Goal if !planning && walk.next == 0 && opens_plan(s, tokens, i) => {
                    walk.role = Role::Target;
                    walk.budgeted = true;
                }
                // 年度目标：新建500公里。 in a report
                Cue::Goal if tokens.get(i + 1).is_some_and(|t| t.piece == Piece::Colon && t.start == token.end) => {
                    walk.role = Role::Target;
                }
                // 现有行政村186个: only counted, unless something is done for them.
                Cue::Stock if walk.opens_clause(s, tokens, i) => {
                    let word = &s[token.start..token.end];
                    walk.counted = word == "现有" || (word == "共有" && setting.field == Field::Description);
                }
                // 全区8家…至少1家…: the whole, only counted.
                Cue::AtLeast if walk.next > walk.clause && s[token.start..].starts_with("至少") => {
                    let last = &mut drafts[walk.next - 1];
                    let listed = tokens[last.token + 1..i].iter().any(|t| share::joins(t.piece));
                    if !listed {
                        last.role = Some(Role::Context);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    if planning {
        mood.reporting = walk.role == Role::Progress;
    }
    only_named(s, setting, amounts, drafts);
}

/// Amounts that only say what is meant: who gets the money (`其中3所学校0.5亿元`), which things are listed (`我县的4个断面为甲、乙…`).
fn only_named(s: &str, setting: &Setting, amounts: &[Quantity], drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        if amounts[drafts[k].amount].dimension() != Some(Dimension::Count) {
            continue;
        }
        let before = s[..drafts[k].start].trim_end();
        let receives = setting.field == Field::Funding
            && (before.ends_with([',', '，', '、', ';', '；', '(', '（', '。']) || before.ends_with("其中"))
            && drafts.get(k + 1).is_some_and(|next| {
                let noun = s.get(drafts[k].end..next.start).unwrap_or("");
                amounts[next.amount].dimension() == Some(Dimension::Money)
                    && (1..=6).contains(&noun.chars().count())
                    && noun.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
            });
        let listed = before.ends_with('的') && opens_list(&s[drafts[k].end..]);
        if receives || listed {
            drafts[k].role = Some(Role::Context);
        }
    }
}

/// A noun, 为 and names split by 、.
fn opens_list(after: &str) -> bool {
    let Some((at, _)) = after.char_indices().take(13).find(|(_, c)| *c == '为') else { return false };
    let noun = &after[..at];
    !noun.is_empty()
        && noun.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && after[at..].chars().take(30).take_while(|c| !matches!(c, '，' | ',' | '。' | ';' | '；')).any(|c| c == '、')
}

struct Walk {
    /// Nothing was read from the passage before this sentence.
    first: bool,
    role: Role,
    /// First draft of the clause.
    clause: usize,
    /// First draft not yet met.
    next: usize,
    /// The clause has said that it reports.
    settled: bool,
    /// 对 or 把 stood in the clause.
    object: bool,
    /// 现有 opened the clause: its next amount is only counted.
    counted: bool,
    /// The sentence opened with what is to be spent.
    budgeted: bool,
    /// The clause has said that it plans.
    planned: bool,
    /// The last year that the sentence named.
    year: Option<u16>,
}

impl Walk {
    /// Whether a year is later than the last one of the sentence, which was reported on, and more is to be done in it.
    fn goes_on_later(&mut self, s: &str, token: &Token) -> bool {
        const MORE: [&str; 8] = ["再", "将", "继续", "续建", "拟", "计划", "底前再", "要"];
        let year = s[token.start..token.end]
            .split_once('年')
            .and_then(|(year, _)| year.parse::<u16>().ok())
            .filter(|y| *y > 1900);
        let last = self.year;
        self.year = year.or(last);
        let more = s[token.end..].trim_start_matches(['，', ',', '内', '度']);
        last < year && last.is_some() && self.role == Role::Progress && MORE.iter().any(|word| more.starts_with(word))
    }

    /// Whether a word stands at the head of its clause, behind at most a name (全市现有).
    fn opens_clause(&self, s: &str, tokens: &[Token], i: usize) -> bool {
        !self.object
            && clause_before(s, tokens, i).len() <= 18
            && !matches!(i.checked_sub(1).map(|j| tokens[j].piece), Some(Piece::Amount(_)))
    }

    /// The amounts that the clause has named so far are what was done: 9421套已经全部解决, but not the 500 of 任务500户已完工420户.
    fn report_clause(&self, s: &str, drafts: &mut [Draft]) {
        let done = drafts[self.clause..self.next].iter_mut().filter(|d| !ends_with_a_goal(&s[..d.start]));
        done.for_each(|d| d.role = Some(Role::Progress));
    }
}

/// 已完成整治的河道: 已 tells which river, not what was done.
fn is_relative(s: &str, tokens: &[Token], i: usize) -> bool {
    let from = tokens[i].end;
    let to = tokens[i + 1..]
        .iter()
        .find(|t| matches!(t.piece, Piece::Amount(_) | Piece::Comma | Piece::Semicolon | Piece::Pause | Piece::Close))
        .map_or(s.len().min(from + 120), |t| t.start);
    let mut to = to.min(from + 120);
    while !s.is_char_boundary(to) {
        to -= 1;
    }
    let stop = s[from..to].find(['。', '\n']).map_or(to, |p| from + p);
    s[from..stop].contains('的')
}

/// 抽查计划68批次: a noun that names the amount, not what is still to come.
fn names_amount(s: &str, tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|next| matches!(next.piece, Piece::Amount(_)) && touch(s, tokens[i].end, next.start))
}

/// The clause's text in front of a token.
fn clause_before<'s>(s: &'s str, tokens: &[Token], j: usize) -> &'s str {
    let end = tokens[j].start;
    let low = tokens[j.saturating_sub(12)..j]
        .iter()
        .rev()
        .find(|t| matches!(t.piece, Piece::Comma | Piece::Semicolon | Piece::Open | Piece::Close))
        .map_or(end.saturating_sub(60), |t| t.end.max(end.saturating_sub(60)));
    let mut low = low;
    while !s.is_char_boundary(low) {
        low += 1;
    }
    &s[low..end]
}

/// 24小时城市书房, 15分钟生活圈: a time of a few days at most right before a noun is a part of a name.
fn names_a_service(s: &str, draft: &Draft, quantity: &Quantity) -> bool {
    /// What goes on with the time itself, or tells what is done in it.
    const NO_NAMES: [char; 14] = ['以', '内', '之', '左', '的', '至', '到', '后', '前', '和', '或', '及', '为', '不'];
    let few = match (quantity.unit.as_ref().map(|u| u.name.as_ref()), draft.value) {
        (Some("小时"), Some(Amount::Value(value))) => value <= Decimal::from(72),
        (Some("分钟"), Some(Amount::Value(value))) => value <= Decimal::from(120),
        _ => false,
    };
    few && draft.start == quantity.start
        && draft.per.is_empty()
        && draft.op.is_none()
        && draft.change.is_none()
        && s[draft.end..].starts_with(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !NO_NAMES.contains(&c))
}

/// Roles that the words next to one amount give it.
fn special(
    s: &str,
    setting: &Setting,
    tokens: &[Token],
    amounts: &[Quantity],
    drafts: &mut [Draft],
    k: usize,
    walk: &Walk,
) {
    let draft = &drafts[k];
    let dimension = amounts[draft.amount].dimension();
    // Ages only say who is meant, votes what was chosen.
    let age = amounts[draft.amount]
        .unit
        .as_ref()
        .is_some_and(|u| matches!(u.name.as_ref(), "岁" | "周岁" | "票" | "年级" | "月龄" | "日龄"));
    if age || names_a_service(s, draft, &amounts[draft.amount]) {
        drafts[k].role = Some(Role::Context);
        return;
    }
    let mut at = draft.start;
    let mut role = draft.role;
    for token in tokens[..draft.token].iter().rev().take(4) {
        if token.start >= draft.start {
            continue;
        }
        if !touch(s, token.end, at) {
            break;
        }
        match token.piece {
            Piece::Cue(Cue::Filler) | Piece::Colon => at = token.start,
            Piece::Cue(Cue::Left) => {
                if role == Some(Role::Progress) && setting.field != Field::Progress {
                    role = Some(Role::Context);
                }
                break;
            }
            Piece::Cue(Cue::Size) => {
                if setting.field == Field::Description && role == Some(Role::Target) {
                    role = None;
                }
                break;
            }
            _ => break,
        }
    }
    // 年度任务1000户,已完成800户. 完成改造任务146户 is done; of 完成任务500户的80% the 500 are the goal; 超目标2个.
    if dimension != Some(Dimension::Ratio) && ends_with_a_goal(&s[..at]) {
        let of = s[draft.end..].starts_with('的');
        let clause = clause_before(s, tokens, draft.token);
        if of || !(clause.contains("完成") || clause.contains('超')) {
            role = Some(Role::Target);
        }
    }
    // Rates of pay inside a report are neither planned nor done, unless the raise is the report.
    let only = walk.first && drafts[..k].iter().all(|d| d.joined);
    if setting.field == Field::Progress && !only && role == Some(Role::Progress) {
        let pay = dimension == Some(Dimension::Money) && !drafts[k].per.is_empty();
        let rise = matches!(drafts[k].value, Some(Amount::Change { .. })) || drafts[k].change.is_some();
        if (pay || rise) && clause_before(s, tokens, draft.token).contains("标准") {
            role = None;
        }
    }
    drafts[k].role = role;
}
