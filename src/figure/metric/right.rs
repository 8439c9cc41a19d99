//! What stands behind an amount: 2000名残疾儿童, 70%任务, 36条已完成整治的城市河道.

use super::phrase::Phrase;
use super::place;
use super::token::{Kind, Token};
use crate::lexicon::phrase::{self, Sense};

/// Farthest that a noun behind an amount is followed, in tokens.
const REACH: usize = 40;

#[derive(Debug, Default)]
pub(super) struct Right {
    pub phrase: Phrase,
    /// The token behind it.
    pub end: usize,
    /// The noun only names the amount: 按10%的比例.
    pub relation: bool,
    /// It begins with a verb: 834户改造任务.
    pub verbal: bool,
    /// It leans on 的: 3次以上的照料服务.
    pub of: bool,
    /// Nothing but a word for work: 达到80%的目标.
    pub task: bool,
}

const VERB: Sense = Sense::ACTION.or(Sense::DRIVE).or(Sense::STATUS).or(Sense::EMPTY).or(Sense::LIGHT);

/// Reads the noun behind token `at`, an amount.
pub(super) fn read(text: &str, tokens: &[Token], at: usize) -> Right {
    let mut right = Right { end: at + 1, ..Right::default() };
    let stop = tokens.len().min(at + 1 + REACH);
    let mut begin = at + 1;
    while begin < stop && tokens[begin].is(Sense::OF) {
        right.of = true;
        begin += 1;
    }
    if let Some(noun) = relative(tokens, begin, stop) {
        begin = noun;
    }
    let mut end = noun_end(text, tokens, begin, stop);
    // 给予5万元奖补: behind money the verb is its name.
    let aid = end == begin && is_aid(text, tokens, begin);
    end += usize::from(aid);
    if end == begin {
        return right;
    }
    // 按每生800元标准补助公用经费: what is paid by that standard.
    let paid = end > begin + 1
        && tokens[begin].is(Sense::RELATION)
        && &text[tokens[begin].start as usize..tokens[begin].end as usize] == "标准"
        && !right.of;
    if paid {
        end = begin + 1;
    }
    right.phrase = Phrase::of(tokens[begin..end].iter(), 0);
    right.phrase.noun |= aid;
    // 52项年度任务中, 10件实事中,: 中 is no part of the noun.
    let last = &tokens[end - 1];
    let word = &text[last.start as usize..last.end as usize];
    if end > begin + 1 && word == "中" {
        right.phrase = Phrase::of(tokens[begin..end - 1].iter(), 0);
    } else if last.kind == Kind::Other
        && tokens.get(end).is_some_and(|next| next.kind == Kind::Comma)
        && word.chars().nth(2).is_some()
        && let Some(noun) = word.strip_suffix('中').filter(|noun| !noun.ends_with(SCHOOLS))
    {
        let without = Token { end: last.start + noun.len() as u32, ..*last };
        right.phrase = Phrase::of(tokens[begin..end - 1].iter().chain([&without]), 0);
    }
    right.verbal =
        tokens[begin].kind == Kind::Word && (tokens[begin].is(Sense::ACTION) || verbal(text, &tokens[begin]));
    right.task = tokens[begin..end].iter().all(|t| t.is(Sense::TASK));
    right.relation = tokens[begin].is(Sense::RELATION) && !tokens[begin + 1..end].iter().any(|t| t.is_noun());
    if !right.phrase.noun && !right.relation {
        right.phrase = Phrase::default();
        return right;
    }
    right.end = end;
    right
}

/// Whether a word behind an amount of money closes its clause and says what the money is given as.
fn is_aid(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let word = &text[token.start as usize..token.end as usize];
    matches!(word, "奖补" | "资助" | "扶持" | "救助" | "奖励" | "补偿")
        && text[..token.start as usize].ends_with('元')
        && tokens.get(at + 1).is_none_or(Token::is_mark)
}

/// Last characters of those whose work it is: 村, 小区, 社区, 街道, 学校.
const OWNERS: [char; 6] = ['村', '镇', '县', '区', '道', '校'];

/// What 中 ends a word with: 初中, 高中, 集中.
const SCHOOLS: [char; 10] = ['初', '高', '集', '其', '完', '职', '镇', '空', '水', '途'];

/// Whether a word begins with a verb: 改造任务.
fn verbal(text: &str, token: &Token) -> bool {
    let start = token.start as usize;
    token.end - token.start >= 12
        && text.get(start..start + 6).and_then(phrase::longest).is_some_and(|(_, sense)| sense.is(Sense::ACTION))
}

/// The noun behind the last 的 of a relative clause, where one follows: 36条已完成整治的城市河道.
fn relative(tokens: &[Token], begin: usize, stop: usize) -> Option<usize> {
    let first = tokens.get(begin)?;
    if first.is_mark() || matches!(first.kind, Kind::Figure(_)) {
        return None;
    }
    let mut opens = false;
    let mut found = None;
    for at in begin..stop {
        let token = &tokens[at];
        match token.kind {
            Kind::Stop | Kind::Comma | Kind::Colon | Kind::Open(_) | Kind::Close(_) | Kind::Figure(_) => break,
            _ => {}
        }
        if token.is(Sense::OF) {
            let noun = tokens
                .get(at + 1)
                .is_some_and(|next| next.is_noun() && next.kind != Kind::Word || next.is(Sense::KEEP.or(Sense::THIN)));
            if opens && noun {
                found = Some(at + 1);
                opens = false;
            }
            continue;
        }
        // 1所以失能人员照护为主的供养机构
        opens |= token.is(Sense::RELATIVE.or(Sense::EMPTY)) || at == begin && token.is(Sense::PREPOSITION);
        // A predicate before any relative clause: 3所学校按标准改造….
        if found.is_some() && token.is(Sense::PREDICATE) && !token.is_noun() {
            break;
        }
    }
    found
}

/// Where the noun that begins at `begin` ends.
fn noun_end(text: &str, tokens: &[Token], begin: usize, stop: usize) -> usize {
    let mut at = begin;
    let mut noun = false;
    while at < stop {
        let token = &tokens[at];
        match token.kind {
            Kind::Stop | Kind::Comma | Kind::Colon | Kind::Close(_) | Kind::Figure(_) | Kind::Time => break,
            Kind::Open(close) => {
                // (社区) within a name: short, no amount, and the name goes on.
                let close = close as usize;
                let goes_on = tokens.get(close + 1).is_some_and(|t| t.is_noun() || t.is(Sense::TASK));
                let short = close > at && close < stop && tokens[close].start - token.start <= 36;
                let plain = short
                    && !tokens[at..close]
                        .iter()
                        .any(|t| matches!(t.kind, Kind::Figure(_) | Kind::Comma | Kind::Stop | Kind::Colon));
                // 10个县（市、区）
                let levels = short && place::is_levels(&text[token.end as usize..tokens[close].start as usize]);
                if !(noun && (goes_on || levels) && plain) {
                    break;
                }
                at = close + 1;
                continue;
            }
            Kind::Pause => {
                if !noun || list_ends(tokens, at + 1, stop) {
                    break;
                }
            }
            Kind::Word if token.is(Sense::AND) => {
                if !noun
                    || matches!(tokens.get(at + 1).map(|t| t.kind), Some(Kind::Figure(_)))
                    || !tokens.get(at + 1).is_some_and(|t| t.is(Sense::ACTION)) && list_ends(tokens, at + 1, stop)
                {
                    break;
                }
            }
            // 2个小区计划7月份开工
            Kind::Word
                if token.is(Sense::LIGHT)
                    && token.is(Sense::TASK)
                    && tokens.get(at + 1).is_some_and(|next| {
                        next.kind == Kind::Time || next.is(VERB) && !next.is_noun() && !next.is(Sense::TASK)
                    }) =>
            {
                break;
            }
            Kind::Word if token.is_noun() => {
                // 5所学校面积3000平方米: the quantity is the next amount's.
                if token.is(Sense::THIN) && noun && matches!(tokens.get(at + 1).map(|t| t.kind), Some(Kind::Figure(_)))
                {
                    break;
                }
                noun = true;
            }
            // 156家企业开发岗位60个: what is done is the next amount's.
            Kind::Word
                if noun
                    && !token.is_single()
                    && token.is(VERB)
                    && !token.is(Sense::TASK)
                    && leads_on(tokens, at, stop) =>
            {
                break;
            }
            Kind::Word if token.is(Sense::ACTION) => {
                if !noun {
                    // 改造 behind the amount is its predicate, unless a noun follows: 70%改造任务.
                    // The object of a verb before the amount may begin with one: 建成2个整治样板工程.
                    let of = tokens[begin - 1].is(Sense::OF);
                    if !of && !wanted(tokens, begin) && !tokens.get(at + 1).is_some_and(|t| t.is(Sense::TASK)) {
                        break;
                    }
                } else if !(compound(tokens, at, stop) || wanted(tokens, begin) && names(tokens, at, stop)) {
                    break;
                }
            }
            Kind::Word if token.is(Sense::OF) => {
                // 186个村的线路整治: the villages are counted.
                if !noun || text[..token.start as usize].ends_with(OWNERS) {
                    break;
                }
            }
            Kind::Word if !noun && token.is(Sense::STATUS) && tokens.get(at + 1).is_some_and(|t| t.is(Sense::TASK)) => {
            }
            // 完成8家医院的创伤中心评审: a verb that ends the object of 完成 is a noun.
            Kind::Word
                if noun
                    && !token.is_single()
                    && token.is(Sense::PREDICATE)
                    && !token.is(Sense::STATUS.or(Sense::ADVERB).or(Sense::EMPTY).or(Sense::MANNER))
                    && wanted(tokens, begin)
                    && tokens.get(at + 1).is_none_or(Token::is_mark) => {}
            Kind::Word if noun && token.is(Sense::MANNER) => break,
            Kind::Word if !noun && token.is(Sense::RELATIVE) && token.is(Sense::PREDICATE) => break,
            Kind::Word if token.is_single() && noun && !token.is(Sense::OF) => {
                // 为, 已, 由 … close the noun; the rest is mostly a part of a word.
                if token.is(Sense::PREDICATE) && predicate(tokens, at) {
                    break;
                }
            }
            Kind::Word
                if token.is(Sense::STATUS)
                    && !token.is(Sense::DRIVE.or(Sense::PREDICATE))
                    && tokens.get(at + 1).is_some_and(|t| t.is_noun()) => {}
            Kind::Word
                if token.is(Sense::PREDICATE
                    .or(Sense::EMPTY)
                    .or(Sense::DRIVE)
                    .or(Sense::STATUS)
                    .or(Sense::ADVERB)
                    .or(Sense::COMPARE)
                    .or(Sense::BOUND))
                    && (noun || !token.is(Sense::RELATIVE)) =>
            {
                break;
            }
            Kind::Word if !noun && token.is(Sense::LIGHT) && !token.is(Sense::RELATIVE) => break,
            Kind::Word => noun |= !token.is_single() || token.is(Sense::RELATIVE),
            Kind::Other | Kind::Quoted | Kind::Loose(_) => noun = true,
        }
        at += 1;
    }
    while at > begin
        && (tokens[at - 1].is(Sense::AND.or(Sense::OF).or(Sense::ADVERB)) || tokens[at - 1].kind == Kind::Pause)
        && !tokens[at - 1].is_noun()
    {
        at -= 1;
    }
    at
}

/// Whether a verb has an object that another amount counts: 开发岗位60个.
fn leads_on(tokens: &[Token], at: usize, stop: usize) -> bool {
    let object = tokens[at + 1..stop].iter().take_while(|t| !t.is_mark() && !matches!(t.kind, Kind::Figure(_)));
    let (mut count, mut noun) = (0, false);
    for token in object {
        count += 1;
        noun |= token.is_noun() || token.is(Sense::TASK);
        if token.is(Sense::OF) {
            return false;
        }
    }
    noun && matches!(tokens.get(at + 1 + count).map(|t| t.kind), Some(Kind::Figure(_)))
}

/// Whether a verb stands before the amount whose object the noun is.
fn wanted(tokens: &[Token], begin: usize) -> bool {
    begin >= 2 && tokens[begin - 2].kind == Kind::Word && tokens[begin - 2].is(VERB) && !tokens[begin - 2].is_noun()
}

/// Whether the verb is followed by a name of a work up to the next mark: 小区整治样板工程.
fn names(tokens: &[Token], at: usize, stop: usize) -> bool {
    let end = (at..stop).find(|&k| tokens[k].is_mark() || matches!(tokens[k].kind, Kind::Figure(_))).unwrap_or(stop);
    tokens[end - 1].is(Sense::TASK) && end - at <= 4
}

/// Whether a single character opens a predicate: before a verb, or 为 and 由 before a noun.
fn predicate(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    // 7个县区均完成年度任务
    tokens[at].is(Sense::EACH)
        || next.is(VERB.or(Sense::ADVERB).or(Sense::PREDICATE))
        || tokens[at].is(Sense::COMPARE.or(Sense::PREPOSITION))
}

/// Whether a verb within the noun belongs to it: 老旧小区改造, 老旧小区改造工程, but not 残疾人安装假肢.
fn compound(tokens: &[Token], at: usize, stop: usize) -> bool {
    let mut next = at + 1;
    while next < stop && tokens[next].kind == Kind::Word && tokens[next].is(Sense::ACTION) {
        next += 1;
    }
    match tokens.get(next) {
        None => true,
        Some(t) => match t.kind {
            Kind::Stop | Kind::Comma | Kind::Colon | Kind::Pause | Kind::Close(_) | Kind::Open(_) => true,
            Kind::Word => {
                t.is(Sense::TASK)
                    || done(tokens, next)
                    || (t.is(Sense::AND) && !matches!(tokens.get(next + 1).map(|t| t.kind), Some(Kind::Figure(_))))
            }
            _ => false,
        },
    }
}

/// Whether a predicate of completion begins here, whose subject a verb before it is: 无障碍改造全部完成, 危房改造已竣工.
fn done(tokens: &[Token], at: usize) -> bool {
    let adverbs = tokens[at..].iter().take(3).take_while(|t| t.is(Sense::ADVERB) && !t.is_noun()).count();
    let Some(verb) = tokens.get(at + adverbs).filter(|_| adverbs > 0) else { return false };
    let ends = tokens.get(at + adverbs + 1).is_none_or(Token::is_mark);
    ends && !verb.is_noun() && verb.is(Sense::EMPTY.or(Sense::STATUS))
}

/// Whether what follows 、 or 和 belongs to the next amount or is a predicate of its own.
fn list_ends(tokens: &[Token], from: usize, stop: usize) -> bool {
    for (i, token) in tokens[from.min(stop)..stop].iter().enumerate() {
        match token.kind {
            Kind::Figure(_) => return true,
            Kind::Stop | Kind::Comma | Kind::Pause | Kind::Colon | Kind::Close(_) => return false,
            Kind::Open(_) => return false,
            Kind::Word if i == 0 && !token.is_noun() && token.is(VERB.or(Sense::ADVERB)) => return true,
            Kind::Word
                if i > 0 && !token.is_noun() && token.is(Sense::PREDICATE.or(Sense::DRIVE)) && !token.is_single() =>
            {
                return false;
            }
            _ => {}
        }
    }
    false
}
