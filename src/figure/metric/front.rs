//! Where the metric begins in the clause before an amount: behind who does it, when, how and by what.

use super::left::{VERB, is_share, is_verb};
use super::place;
use super::token::{Kind, Token};
use crate::lexicon::phrase::Sense;
use crate::text::character::{is_ideograph, keys, last_three, three};

/// From here on a phrase is shortened to its head noun, in bytes.
const LONG: u32 = 75;

pub(super) const EACH: u32 = keys::<1>("每")[0];

/// What leaves no trace at its head.
pub(super) const HEAD: Sense = Sense::ADVERB
    .or(Sense::PREPOSITION)
    .or(Sense::WHOLE)
    .or(Sense::GROUP)
    .or(Sense::LEADER)
    .or(Sense::EACH)
    .or(Sense::AND)
    .or(Sense::COMPARE)
    .or(Sense::OF);

/// What [`head`] looks for, beside times, and 在 … before a verb.
pub(super) const PARTING: Sense = Sense::DRIVE
    .or(Sense::LEADER)
    .or(Sense::EMPTY)
    .or(Sense::LIGHT)
    .or(Sense::ADVERB)
    .or(Sense::MANNER)
    .or(Sense::WHOLE)
    .or(Sense::GROUP);

/// 集中 before a verb, which it describes.
fn manner(all: &[Token], at: usize, end: usize) -> bool {
    all[at].is(Sense::MANNER)
        && !all[at].is_noun()
        && at + 1 < end
        && all[at + 1].is(VERB.or(Sense::EMPTY).or(Sense::LIGHT))
        && !all[at + 1].is_noun()
}

/// Where the metric begins, going left from its end, and adverbs within it that are left out, a bit each.
pub(super) fn head(text: &str, all: &[Token], end: usize) -> (usize, u64) {
    let mut skip = 0;
    let mut noun = false;
    let mut at = end;
    // The verb of the predicate, where one stands within: 企业工会派出检查组.
    let mut driven = None;
    let led = all.first().is_some_and(|t| t.is(Sense::PREPOSITION) && !t.is_noun());
    // 工会为环卫工人新建驿站: what is done for whom stands behind the verb, whoever does it.
    let served = all.iter().position(|t| {
        let word = || &text[t.start as usize..t.end as usize];
        t.is(Sense::PREPOSITION) && t.is_single() && matches!(word(), "为" | "对" | "向" | "给")
    });
    // 工资支付投诉案件结案率: a verb before a rate is a part of its name.
    let rate = end > 0 && all[end - 1].is_noun() && text[..all[end - 1].end as usize].ends_with('率');
    while at > 0 {
        let token = &all[at - 1];
        let rest = at < end;
        // 农贸市场（含早市）: what stands in a bracket opens nothing.
        if matches!(token.kind, Kind::Close(_))
            && let Some(open) = all[..at - 1].iter().rposition(|t| matches!(t.kind, Kind::Open(_)))
        {
            at = open;
            continue;
        }
        if token.kind == Kind::Word && !token.is_noun() && rest {
            let done_by = || does(token) && is_body(text, &all[..at - 1]);
            let serves = || token.is(Sense::ACTION) && !led && served.is_some_and(|served| served + 2 < at);
            if noun && !rate && opens(all, at, end) && (token.is(Sense::DRIVE) || done_by() || serves()) {
                driven = Some(at - 1);
            } else if token.is(Sense::ACTION) && noun && opens(all, at, end) && (led || driven.is_some() && at == 1) {
                let mut begin = at - 1;
                while begin > 0
                    && (is_verb(&all[begin - 1])
                        || (all[begin - 1].kind == Kind::Pause && begin > 1 && is_verb(&all[begin - 2])))
                {
                    begin -= 1;
                }
                return (begin, skip);
            }
            let alone = token.is_single() && !(at == 1 || all[at - 2].is_mark() || all[at - 2].kind == Kind::Time);
            if !is_verb(token) {
                // 综合保障楼: behind a noun 保障 is mostly a part of its name.
                let gives =
                    matches!(&text[token.start as usize..token.end as usize], "提供" | "给予" | "予以" | "安排");
                // 市民政局指导成立老年协会: who leads the work is no part of it.
                let light = token.is(Sense::LIGHT)
                    && (at == 1 || gives || !all[at - 2].is_noun() || is_body(text, &all[..at - 1]));
                if token.is(Sense::LEADER.or(Sense::EMPTY))
                    || light
                    || (token.is(Sense::ADVERB) && (!alone || is_already(token, all, at)) && !shares(text, all, at))
                {
                    // 林业部门完成国土绿化: also before what wants no object.
                    if noun || token.is(Sense::EMPTY) && is_body(text, &all[..at - 1]) {
                        return (driven.unwrap_or(at), skip);
                    }
                    skip |= bit(at - 1);
                } else if manner(all, at - 1, end) && (!noun || at == 1) {
                    // 实际新建充电桩: also at the head of the clause.
                    skip |= bit(at - 1);
                }
                if token.is(Sense::WHOLE.or(Sense::GROUP)) && noun && (at == 1 || !all[at - 2].is_noun()) {
                    return (driven.unwrap_or(at), skip);
                }
            }
        }
        // 社区换届后培训干部: when it is done.
        if noun && rest && is_verb(&all[at]) && is_afterwards(text, token) {
            return (driven.unwrap_or(at), skip);
        }
        // 所需资金由省级财政承担: who does it, not of what.
        if token.is(Sense::PREPOSITION) && noun && rest && &text[token.start as usize..token.end as usize] == "由" {
            return (driven.unwrap_or(at), skip);
        }
        let within = matches!(token.kind, Kind::Loose(_)) && text[..token.end as usize].ends_with('内');
        if (token.kind == Kind::Time || within) && rest {
            // 在职工2020年度参保中…: what an adjunct says does not belong to the metric; a plain subject does.
            let adjunct = all[..at - 1].iter().any(|t| {
                t.kind == Kind::Word
                    && !t.is_noun()
                    && t.is(Sense::PREPOSITION.or(Sense::EMPTY).or(Sense::LIGHT).or(VERB))
            });
            if noun && adjunct && !(at > 1 && is_share(&all[at - 2])) {
                return (driven.unwrap_or(at), skip);
            }
            let share = at > 1 && is_share(&all[at - 2]);
            if !within && !share {
                skip |= bit(at - 1);
            }
        }
        // 资金累计支出: half a verb, it keeps its subject.
        let verbal =
            token.is(Sense::THIN) && matches!(&text[token.start as usize..token.end as usize], "支出" | "投入");
        noun |= token.is_noun() && (rest || !verbal);
        at -= 1;
    }
    (driven.unwrap_or(0), skip)
}

/// Whether 分别 before `at` shares a clause out among places: 东镇、西乡分别新建2个、3个.
fn shares(text: &str, all: &[Token], at: usize) -> bool {
    let place = || {
        all[0].kind == Kind::Other && place::prefix(&text[all[0].start as usize..all[at - 1].start as usize]).is_some()
    };
    all[at - 1].is(Sense::EACH) && at > 1 && place()
}

/// The bit of a token of a clause, which has no more than [`REACH`].
#[inline]
pub(super) fn bit(at: usize) -> u64 {
    1u64.checked_shl(at as u32).unwrap_or(0)
}

/// Where the predicate of 每个行政村放映公益电影 or 每站配备社工 begins: whom it falls to, one by one, is not what is counted.
pub(super) fn each_subject(text: &str, all: &[Token], start: usize, end: usize) -> Option<usize> {
    let (each, subject) = (start.saturating_sub(1)..end).take(2).find_map(|at| {
        let word = &text[all[at].start as usize..all[at].end as usize];
        let short = all[at].kind == Kind::Other && word.starts_with('每') && word.len() <= 12;
        (word == "每个" || short).then_some((at, !short))
    })?;
    let verb = (each + 1 + usize::from(subject)..end)
        .find(|&at| !all[at].is_noun() && !matches!(all[at].kind, Kind::Time) && !all[at].is(Sense::ADVERB))?;
    let word = &all[verb];
    // 每个街道至少设1处: its object is said before.
    let ends = verb + 1 == end;
    let object = !word.is_single() && all[verb + 1..end].iter().any(Token::is_noun);
    (word.kind == Kind::Word && is_verb(word) && (ends || object)).then_some(verb)
}

/// Whether a run ends with 后 of something that happens, and no word like 售后, 灾后.
pub(super) fn is_afterwards(text: &str, token: &Token) -> bool {
    const AFTER: u32 = keys::<1>("后")[0];
    const NOUNS: [&str; 7] = ["售后", "灾后", "产后", "术后", "课后", "幕后", "病后"];
    let word = &text[token.start as usize..token.end as usize];
    token.kind == Kind::Other
        && word.len() > 6
        && last_three(word) == AFTER
        && !NOUNS.iter().any(|noun| word.ends_with(noun))
}

/// Whether a word is what a body does, standing right behind it.
pub(super) fn does(token: &Token) -> bool {
    token.is(Sense::ACTION.or(Sense::PREDICATE)) && !token.is_single() && !token.is_noun()
}

/// The levels of public bodies, and what makes of them other words: 市民, 区域, 县级.
const LEVELS: [char; 7] = ['省', '市', '县', '区', '州', '盟', '旗'];
const NO_LEVELS: [char; 13] = ['民', '政', '场', '域', '级', '区', '道', '内', '县', '郊', '辖', '容', '直'];
/// Bodies whose names begin with these characters all the same.
const BODY_HEADS: [&str; 6] = ["民政", "民族", "民宗", "政法", "政务", "政数"];

/// What stands behind the level at the head of a body's name.
fn behind_level(word: &str) -> Option<&str> {
    let rest = word.strip_prefix(LEVELS)?;
    (!rest.starts_with(NO_LEVELS) || BODY_HEADS.iter().any(|head| rest.starts_with(head))).then_some(rest)
}

/// The length of a public body at the head of a run that goes on with what it does, in words that no list holds: 县文化馆+辅导文艺团队.
pub(super) fn doer(run: &str) -> Option<usize> {
    const LAST: [u32; 8] = keys("局委办厅社院馆联");
    /// With these the last character of a body begins another word: 办理, 社区, 馆藏.
    const JOINED: [char; 22] = [
        '理', '公', '区', '会', '藏', '内', '部', '员', '托', '学', '校', '合', '动', '网', '通', '的', '长', '外',
        '士', '法', '分', '新',
    ];
    let rest = behind_level(run)?;
    let level = run.len() - rest.len();
    for chars in 2..=10 {
        let at = level + chars * 3;
        // All characters so far are of three bytes.
        if !is_ideograph(three(run.as_bytes().get(at..)?)) {
            return None;
        }
        let end = at + 3;
        if LAST.contains(&three(&run.as_bytes()[at..])) {
            let behind = &run[end..];
            let mut characters = behind.chars();
            let next = characters.next()?;
            // At least a verb and a noun of two characters each.
            let goes_on = characters.nth(2).is_some();
            if !JOINED.contains(&next) && !LEVELS.contains(&next) {
                return goes_on.then_some(end);
            }
        }
    }
    None
}

/// Whether tokens end with a noun that names who does things: 法律援助机构, 市卫生部门.
pub(super) fn is_body(text: &str, tokens: &[Token]) -> bool {
    const BODIES: [&str; 16] = [
        "部门",
        "机构",
        "机关",
        "政府",
        "法院",
        "检察院",
        "银行",
        "公司",
        "企业",
        "单位",
        "协会",
        "工会",
        "妇联",
        "残联",
        "基金会",
        "志愿者",
    ];
    const LAST: [u32; 24] = keys("门构关府院行司业位会联者局馆心站所委社办厅校队台");
    let Some((last, before)) = tokens.split_last() else { return false };
    // 市疾控+中心: a word for work ends the name.
    let named = before.last().filter(|name| last.is(Sense::TASK) && name.kind == Kind::Other && name.end == last.start);
    let token = named.unwrap_or(last);
    let word = &text[token.start as usize..last.end as usize];
    let public = || {
        // 市疾控中心, 县图书馆, but 市民中心, 乡镇卫生院
        behind_level(word).is_some_and(|rest| rest.len() >= 6)
    };
    token.kind == Kind::Other
        && LAST.contains(&last_three(word))
        && (public() || BODIES.iter().any(|body| word.ends_with(body)))
}

/// Whether the verb before `at` has an object: not in 校园招聘、就业见习.
fn opens(all: &[Token], at: usize, end: usize) -> bool {
    at < end && !all[at].is_mark() && !all[at].is(Sense::AND.or(Sense::OF).or(Sense::TASK))
}

/// 已 and 共 count as adverbs in the middle of a clause too; other single characters are mostly parts of words there.
fn is_already(token: &Token, all: &[Token], at: usize) -> bool {
    token.is_single()
        && all
            .get(at)
            .is_some_and(|next| next.kind == Kind::Word && next.is(VERB.or(Sense::EMPTY)) && next.start == token.end)
}

/// The noun behind 的 stands alone where a relative clause stands before it, or where all of it would be long:
/// 纳入医保的居民基础养老金. Other modifiers tell one kind from another: 监护缺失的儿童基本养育费.
pub(super) fn behind_of(text: &str, all: &[Token], start: usize, end: usize, from: u32) -> (usize, u32) {
    let long = all[end - 1].end - all[start].start.max(from) > LONG;
    for at in (start..end).rev() {
        if all[at].is(Sense::OF)
            && at + 1 < end
            && (long || all[..at].iter().enumerate().any(|(i, t)| t.is(Sense::RELATIVE) && (i == 0 || !t.is_single())))
        {
            let next = &all[at + 1];
            let bytes = all[end - 1].end - next.start;
            let vague = ["人员", "对象"].iter().any(|word| text[next.start as usize..].starts_with(word));
            if bytes >= 12 && !vague && !next.is(Sense::RELATION) && !is_verb(next) && !next.is(Sense::ADVERB) {
                return (at + 1, 0);
            }
        }
    }
    (start, from)
}
