//! What stands before an amount: 城镇新增就业6932人, 普惠性幼儿园覆盖率达到85%.

use super::front::{EACH, HEAD, PARTING, behind_of, bit, doer, does, each_subject, head, is_afterwards, is_body};
use super::phrase::Phrase;
use super::place;
use super::token::{Kind, Token};
use crate::lexicon::measure::PERS;
use crate::lexicon::phrase::Sense;
use crate::text::character::{keys, last_three, three};

/// Farthest that a clause is followed to the left, in tokens: keeps a passage without marks linear.
const REACH: usize = 60;

/// The clause before an amount.
#[derive(Debug, Default)]
pub(super) struct Left {
    pub phrase: Phrase,
    /// Places at its head, as spans of the passage.
    pub places: Vec<(u32, u32)>,
    /// The token at which the clause begins.
    pub begin: usize,
    /// It holds 其中, 含: a part of a whole.
    pub part: bool,
    /// The verbs right before the amount, if a noun stands behind it: 新建改造26座城市公厕.
    pub verbs: Phrase,
    /// A verb and its object stand before the amount: the noun behind it only measures.
    pub complete: bool,
    /// 是, 达到 stand between: 改造任务是165个小区.
    pub is: bool,
    /// 的 stands before the amount, whose noun must come: 主体完工的4所.
    pub of: bool,
    /// A verb that wants an object stands before the amount: 提供每月3次.
    pub wants: bool,
    /// A noun of quantity stands right before the amount: 总投资26亿元的工程.
    pub thin: bool,
    /// 分别 stands before the amount.
    pub respectively: bool,
    /// Nothing but 合计, 共计: the sum of what stands before.
    pub sum: bool,
    /// Nothing but an age: 90至99周岁.
    pub aged: bool,
    /// Nothing but 各县, 各镇: its place.
    pub group: Option<(u32, u32)>,
}

/// Where the clause that ends before token `hi` begins, not before `lo`.
pub(super) fn begin(tokens: &[Token], lo: usize, hi: usize) -> usize {
    let floor = lo.max(hi.saturating_sub(REACH));
    let mut at = hi;
    while at > floor {
        let token = &tokens[at - 1];
        match token.kind {
            Kind::Stop | Kind::Comma | Kind::Colon | Kind::Open(_) | Kind::Figure(_) => break,
            Kind::Close(open) => {
                let open = open as usize;
                let inside = tokens.get(open + 1..at - 1).unwrap_or_default();
                if open < floor
                    || open + 1 >= at
                    || inside.iter().any(|t| matches!(t.kind, Kind::Figure(_) | Kind::Stop))
                {
                    break;
                }
                at = open;
                continue;
            }
            Kind::Pause => {
                if at - 1 == floor || matches!(tokens[at - 2].kind, Kind::Figure(_)) {
                    break;
                }
                // 完成选址、新建公厕5座: a verb behind a finished object begins anew.
                let before = &tokens[at - 2];
                if let Some(next) = tokens.get(at)
                    && next.kind == Kind::Word
                    && next.is(Sense::ACTION.or(Sense::DRIVE).or(Sense::EMPTY))
                    && !next.is(Sense::KEEP)
                    && at < hi
                    && before.is_noun()
                    && tokens[floor..at - 2]
                        .iter()
                        .rev()
                        .take(3)
                        .any(|t| t.is(Sense::ACTION.or(Sense::DRIVE).or(Sense::EMPTY)))
                {
                    break;
                }
            }
            _ => {}
        }
        at -= 1;
    }
    at
}

pub(super) const VERB: Sense = Sense::ACTION.or(Sense::DRIVE).or(Sense::STATUS);
/// What leaves no trace at the end of a clause.
const TAIL: Sense = Sense::COMPARE
    .or(Sense::ADVERB)
    .or(Sense::EMPTY)
    .or(Sense::EACH)
    .or(Sense::OF)
    .or(Sense::AND)
    .or(Sense::LEADER)
    .or(Sense::PREPOSITION)
    .or(Sense::WHOLE)
    .or(Sense::GROUP)
    .or(Sense::BOUND);
/// Cuts the clause in `tokens[begin..hi]`.
pub(super) fn cut(text: &str, tokens: &[Token], begin: usize, hi: usize, with_right: bool, ratio: bool) -> Left {
    let all = &tokens[begin..hi];
    let mut end = trim(text, all, all.len(), with_right);
    // What its words can be, all together: most of what follows asks for words that few clauses have.
    let (mut senses, mut timed) = (Sense::NONE, false);
    for token in &all[..end] {
        senses = senses.or(token.sense);
        timed |= matches!(token.kind, Kind::Time | Kind::Loose(_));
    }
    let part = senses.is(Sense::LEADER) || all[end..].iter().any(|t| t.is(Sense::LEADER));
    let verbs = if with_right { trailing_verbs(&all[..end]) } else { Phrase::default() };
    // 标准不低于上年支出的60%: the subject, not what it is compared with.
    if let Some(at) = than(text, all).filter(|_| ratio) {
        end = trim(text, all, at, with_right);
    } else if senses.is(Sense::BOUND.or(Sense::PREPOSITION))
        && let Some(at) = comparison(text, all, end, ratio)
    {
        end = trim(text, all, at, with_right);
    }
    let (mut is, mut wants, mut respectively) = (false, false, false);
    for token in &all[end..] {
        respectively |= token.is(Sense::EACH) && !token.is_single();
        is |=
            token.is(Sense::COMPARE) && matches!(&text[token.start as usize..token.end as usize], "是" | "达" | "达到");
        wants |= token.is(Sense::LIGHT.or(Sense::EMPTY));
    }
    let of = end < all.len() && all[all.len() - 1].is(Sense::OF);
    let done_by = |at: usize| does(&all[at]) && is_body(text, &all[..at]);
    let parted = timed
        || senses.is(Sense::ACTION.or(Sense::PREDICATE)) && (1..end).any(done_by)
        || senses.is(Sense::ACTION) && all[..end].iter().any(|t| is_afterwards(text, t))
        || senses.is(PARTING.or(Sense::PREPOSITION))
        || senses.is(Sense::ACTION) && senses.is(Sense::PREPOSITION);
    let (start, skip) = if parted { head(text, all, end) } else { (0, 0) };
    let mut places = Vec::new();
    let mut start = each_subject(text, all, start, end).unwrap_or(start);
    let mut from = 0;
    // What may stand before the places and between them and the rest.
    loop {
        while start < end
            && (all[start].is_mark_or_time()
                || (all[start].is(HEAD) && !all[start].is_noun() && !is_verb(&all[start]))
                || (all[start].is(Sense::EMPTY.or(Sense::LIGHT)) && start + 1 < end && !all[start].is_noun())
                || (start + 1 < end && is_plan(text, &all[start..end])))
        {
            start += 1;
            from = 0;
        }
        let Some(token) = all[start..end].first().filter(|t| t.kind == Kind::Other) else { break };
        let at = token.start.max(from);
        // 城区新建过街天桥: where, before what is done.
        let town = from == 0 && place::is_town(&text[at as usize..token.end as usize]);
        if town && start + 1 < end && is_verb(&all[start + 1]) && !all[start + 1].is_noun() {
            start += 1;
            continue;
        }
        let Some(n) = place::prefix(&text[at as usize..all[end - 1].end as usize]) else { break };
        // 临河市教育局新建幼儿园5所: who does it, and no part of a whole.
        let office = Token { start: at + n as u32 - 3, ..*token };
        if office.end > at + n as u32 {
            let acts = |next: &Token| does(next) || next.is(Sense::DRIVE) && !next.is_noun();
            if is_body(text, &[office]) && all.get(start + 1).is_some_and(acts) {
                start += 1;
                from = 0;
                break;
            }
            if let Some(body) = doer(&text[office.start as usize..office.end as usize]) {
                from = office.start + body as u32;
                break;
            }
        }
        places.push((at, at + n as u32));
        from = at + n as u32;
        while start < end && from >= all[start].end {
            start += 1;
        }
        if start == end || all[start].start >= from {
            from = 0;
        }
    }
    if start < end
        && all[start].kind == Kind::Other
        && let Some(n) = doer(&text[all[start].start.max(from) as usize..all[start].end as usize])
    {
        from = all[start].start.max(from) + n as u32;
    }
    if start < end && senses.is(Sense::OF) {
        (start, from) = behind_of(text, all, start, end, from);
    }
    let phrase = Phrase::of((start..end).filter(|&at| skip & bit(at) == 0).map(|at| &all[at]), from);
    // 80-89周岁每人每月60元: a group, not what is counted.
    let group_only = (start..end).all(|at| matches!(all[at].kind, Kind::Loose(_)));
    // 除3座延期外, 年均解决25万人, 百岁以上每人每月500元
    let except = phrase.pieces.single().is_some_and(|(from, to)| {
        let word = &text[from as usize..to as usize];
        matches!(word, "除" | "除了" | "年均" | "月均" | "日均" | "人均" | "户均" | "平均")
            || word.len() <= 21 && (word.ends_with("岁以上") || word.ends_with("岁以下"))
    });
    // 每个村卫生室1台: whom it falls to, one by one.
    let each_only = start > 0
        && end == start + 1
        && !with_right
        && from == 0
        && all[start].kind == Kind::Other
        && !is_quantity(text, &all[start])
        && &text[all[start - 1].start as usize..all[start - 1].end as usize] == "每个";
    let aged = group_only && start < end;
    let phrase = if group_only || except || each_only { Phrase::default() } else { phrase };
    // 托养服务1260名残疾人: 服务 is a verb where the noun of the amount is its object.
    let serves = || &text[all[end - 1].start as usize..all[end - 1].end as usize] == "服务";
    let complete = phrase.verb > 0 && phrase.noun && !is_verb(&all[end - 1]) && !(with_right && serves());
    let thin = phrase.noun && end > 0 && is_quantity(text, &all[end - 1]);
    let group = match all {
        [only] if only.is(Sense::GROUP) => Some((only.start, only.end)),
        _ => None,
    };
    let sum = phrase.is_empty()
        && places.is_empty()
        && all.iter().any(|t| {
            t.kind == Kind::Word && matches!(&text[t.start as usize..t.end as usize], "合计" | "共计" | "总计")
        });
    Left { phrase, places, begin, part, verbs, complete, is, of, wants, thin, respectively, sum, aged, group }
}

impl Token {
    #[inline]
    fn is_mark_or_time(&self) -> bool {
        matches!(self.kind, Kind::Time | Kind::Pause)
    }
}

/// Whether a clause ends with what an amount is of, not with a thing: 总投资, 日处理能力.
pub(super) fn is_quantity(text: &str, last: &Token) -> bool {
    const SIZES: [&str; 7] = ["能力", "规模", "面积", "容量", "产量", "流量", "库容"];
    last.is(Sense::THIN) && !last.is(VERB)
        || last.is_noun() && SIZES.iter().any(|size| text[last.start as usize..last.end as usize].ends_with(size))
}

/// 占 before 全年计划筹资额.
pub(super) fn is_share(token: &Token) -> bool {
    token.is_single() && token.is(Sense::KEEP)
}

/// 计划 before the verb of the work that is planned: 计划新建学校3所, but 计划投资3亿元.
fn is_plan(text: &str, tokens: &[Token]) -> bool {
    let (token, mut next) = (&tokens[0], &tokens[1]);
    if next.start != token.end {
        return false;
    }
    // 计划再投放2000辆
    if let Some(verb) = tokens.get(2).filter(|verb| next.is(Sense::ADVERB) && !next.is_noun() && verb.start == next.end)
    {
        next = verb;
    }
    token.is_noun()
        && (next.is(VERB.or(Sense::EMPTY)) && !next.is_noun()
            // 计划送戏, but 计划免疫, 计划内
            || next.kind == Kind::Other && !text[next.start as usize..].starts_with(['免', '内', '外', '单', '的', '数']))
        && matches!(&text[token.start as usize..token.end as usize], "计划" | "年度计划")
}

/// 计划 as what an amount is, and no part of its thing.
fn is_planned(text: &str, token: &Token) -> bool {
    token.is(Sense::TASK) && &text[token.start as usize..token.end as usize] == "计划"
}

pub(super) fn is_verb(token: &Token) -> bool {
    token.is(VERB)
}

/// The end without comparatives, adverbs and empty verbs.
fn trim(text: &str, all: &[Token], mut end: usize, with_right: bool) -> usize {
    while end > 0 {
        let token = &all[end - 1];
        let gone = match token.kind {
            // 给予每户5000元: what the amount is divided by.
            Kind::Word | Kind::Other
                if token.end - token.start <= 12 && three(&text.as_bytes()[token.start as usize..]) == EACH =>
            {
                // 每座补助1500元: the noun behind it stays.
                let rest = &text[token.start as usize + 3..token.end as usize];
                let unit = PERS.longest_in(rest).map_or(3, |(len, _)| len);
                rest.get(unit..).is_none_or(|noun| noun.chars().nth(1).is_none())
            }
            // 新增停车位计划1万个
            Kind::Word if end > 1 && end == all.len() && all[end - 2].is_noun() && is_planned(text, token) => true,
            // 审批环节平均减少60%
            Kind::Word if token.is(Sense::KEEP) && &text[token.start as usize..token.end as usize] == "平均" => true,
            Kind::Word if token.is_noun() || is_verb(token) => false,
            Kind::Word => {
                token.is(TAIL)
                    // 实际完成112公里: how it was done goes with the verb behind it.
                    || (token.is(Sense::MANNER) && end < all.len() && all[end].is(Sense::EMPTY))
                    || (token.is(Sense::LIGHT)
                        && (with_right
                            // 参保率巩固在95%以上
                            || all.get(end).is_some_and(|next| next.is_single() && next.is(Sense::COMPARE))
                            || end == 1 || all[end - 2].is_mark() || all[end - 2].is(TAIL)))
            }
            Kind::Time | Kind::Pause => true,
            _ => false,
        };
        if !gone {
            break;
        }
        end -= 1;
    }
    end
}

/// Number of tokens of a clause without what leaves no trace at its end.
pub(super) fn trimmed(text: &str, all: &[Token]) -> usize {
    trim(text, all, all.len(), false)
}

/// The verbs at the end, joined by 、 or not.
fn trailing_verbs(all: &[Token]) -> Phrase {
    let mut at = all.len();
    while at > 0
        && (is_verb(&all[at - 1])
            || (all[at - 1].kind == Kind::Pause && at > 1 && is_verb(&all[at - 2]) && at < all.len()))
    {
        at -= 1;
    }
    Phrase::of(all[at..].iter(), 0)
}

/// Where the subject of a comparison ends, before 不低于 or, for several amounts, before 在: 费用在市级、省级医院分别不超过….
fn comparison(text: &str, all: &[Token], end: usize, ratio: bool) -> Option<usize> {
    let of = all[end..].iter().any(|t| t.is(Sense::OF));
    if let Some(at) = all[..end].iter().position(|t| t.kind == Kind::Word && t.is(Sense::BOUND)).filter(|_| ratio || of)
    {
        return Some(at);
    }
    // 岗位补贴标准为当地最低工资标准的80%
    let base = || {
        end > 0
            && ["标准", "水平", "目标", "任务", "计划"]
                .iter()
                .any(|base| text[..all[end - 1].end as usize].ends_with(base))
    };
    if ratio
        && of
        && base()
        && let Some(at) = all[..end].iter().position(|t| &text[t.start as usize..t.end as usize] == "为")
        && at > 0
        && all[at - 1].is_noun()
        && !all[at..end].iter().any(|t| is_verb(t) && !t.is_noun())
    {
        return Some(at);
    }
    let each = all[end..].iter().any(|t| t.is(Sense::EACH));
    all[..end]
        .iter()
        .rposition(|t| {
            let by = || matches!(&text[t.start as usize..t.end as usize], "按" | "按照");
            t.is(Sense::PREPOSITION) && (t.is(Sense::COMPARE) && t.is_single() || by())
        })
        .filter(|&at| {
            // 补贴标准按家庭人口每月每平方米12元
            let pay = |front: &str| front.ends_with(['准', '贴', '助', '费', '金', '价', '款']);
            let by = || text[all[at].start as usize..].starts_with('按') && pay(&text[..all[at].start as usize]);
            at > 0 && all[at - 1].is_noun() && (each || by())
        })
}

/// Where 比目标值高, 较上年同期快 begins that ends the clause: what is compared stands before it.
fn than(text: &str, all: &[Token]) -> Option<usize> {
    const DEGREES: [u32; 9] = keys("高低快慢多少好前后");
    let last = all.iter().rposition(|t| !(t.is_single() && t.is(Sense::ADVERB)))?;
    if !DEGREES.contains(&last_three(&text[..all[last].end as usize])) {
        return None;
    }
    (0..=last).rev().find(|&at| {
        let token = &all[at];
        let opens = matches!(token.kind, Kind::Time) || token.is_single() && token.is(Sense::PREDICATE);
        opens && text[token.start as usize..].starts_with(['比', '较'])
    })
}
