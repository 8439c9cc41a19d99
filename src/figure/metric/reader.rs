//! Goes through the figures of a passage in order and settles what each counts: by its own clause, or by what its neighbours lend.

use super::left::{self, Left};
use super::phrase::Phrase;
use super::right::{self, Right};
use super::token::{self, Kind, Token};
use super::{Context, place, title};
use crate::figure::{Amount, Decimal, Figure};
use crate::lexicon::phrase::Sense;
use crate::text::fold;
use std::cell::OnceCell;

/// Farthest that a neighbour is looked for, in tokens, and in figures: keeps every passage linear.
const REACH: usize = 300;
const BACK: usize = 48;

/// What is known of a figure that has its metric.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub metric: String,
    pub scopes: Vec<String>,
    /// Bytes of the verbs that open the metric.
    verb: usize,
    /// The verbs may be carried to the next member of a list.
    carries: bool,
    /// Stands for its place only: a part of a breakdown.
    part: bool,
    /// A growth or a share: lends nothing to a growth behind it.
    derived: bool,
    done: bool,
}

/// A figure at the same level before another.
struct Neighbour {
    index: usize,
    /// No full stop between.
    near: bool,
    /// Only 、 or 和 between the clauses.
    listed: bool,
    /// The other one stands in brackets behind it.
    outside: bool,
}

struct Reader<'a> {
    /// The passage in simplified characters, in which words are looked up.
    text: &'a str,
    /// The passage as the notice spells it.
    spelled: &'a str,
    tokens: &'a [Token],
    figures: &'a [Figure],
    context: &'a Context<'a>,
    known: Vec<Known>,
    /// End of the noun behind the last figure.
    used: usize,
    /// Places that the next members of a list take one by one, the next one last.
    shared: Vec<String>,
    /// What the title lends, without and with its verbs.
    titles: [OnceCell<String>; 2],
}

pub(super) fn read(spelled: &str, text: &str, figures: &[Figure], context: &Context) -> Vec<Known> {
    let tokens = token::tokens(text, figures);
    let mut reader = Reader {
        text,
        spelled,
        tokens: &tokens,
        figures,
        context,
        known: vec![Known::default(); figures.len()],
        used: 0,
        shared: Vec::new(),
        titles: Default::default(),
    };
    for (at, token) in tokens.iter().enumerate() {
        if let Kind::Figure(index) | Kind::Loose(index) = token.kind {
            let known = reader.figure(at, index as usize);
            reader.known[index as usize] = known;
        }
    }
    reader.known
}

impl Reader<'_> {
    fn figure(&mut self, at: usize, index: usize) -> Known {
        let figure = &self.figures[index];
        let ratio = is_ratio(figure);
        // 654户1761人脱贫监测户: amounts that touch share the noun behind the last one.
        let mut last = at;
        while last - at < 4 && matches!(self.tokens.get(last + 1).map(|t| t.kind), Some(Kind::Figure(_))) {
            last += 1;
        }
        let mut right = right::read(self.text, self.tokens, last);
        if self.ratio_follows(right.end) && self.tokens[..at].iter().rev().take(3).any(|t| t.is(Sense::LEADER)) {
            // 其余15个平均形象进度68%: the noun is the rate's.
            right = Right::default();
        }
        let with_right = !right.phrase.is_empty();
        let mut begin = left::begin(self.tokens, self.used, at);
        let compared = ratio
            || at > 0 && self.tokens[at - 1].is(Sense::COMPARE.or(Sense::BOUND))
            || self.raw(index).starts_with(['不', '达', '超', '至']);
        if compared && !with_right && begin == self.used && self.used > 0 {
            // 住宅小区3万平方米以上专业物业管理达到50%: both stand for the words between.
            let wide = left::begin(self.tokens, 0, at);
            if !left::cut(self.text, self.tokens, begin, at, false, ratio).phrase.noun {
                begin = wide;
            }
        }
        let mut left = left::cut(self.text, self.tokens, begin, at, with_right, ratio);
        if figure.each && !with_right {
            let wide = self.whole_list(begin);
            if wide < begin {
                left.phrase =
                    Phrase::of(self.tokens[wide..at].iter().take(left::trimmed(self.text, &self.tokens[wide..at])), 0);
            }
        }
        let neighbour = self.neighbour(at, left.begin);
        let listed = left.part || neighbour.as_ref().is_some_and(|n| n.near && self.known[n.index].part);
        if listed && !with_right && left.places.is_empty() && left.phrase.verb == 0 {
            // 老城片区740个、其他镇街700个: places that only a breakdown tells.
            if let Some(span) = left
                .phrase
                .pieces
                .single()
                .filter(|&(start, end)| place::is_part(&self.text[start as usize..end as usize]))
            {
                left.places.push(span);
                left.phrase = Phrase::default();
            }
        }
        let mut known = self.settle(at, index, &left, &right, neighbour.as_ref());
        known.done = true;
        self.scopes(&mut known, &left, neighbour.as_ref(), at);
        if !right.phrase.is_empty() && !right.relation && !matches!(self.tokens[at].kind, Kind::Loose(_)) {
            self.used = right.end;
        } else if left.phrase.is_empty() && right.phrase.is_empty() && self.status_behind(at).is_some() {
            self.used = at + 2;
        }
        tidy(&mut known.metric);
        known
    }

    fn settle(&self, at: usize, index: usize, left: &Left, right: &Right, neighbour: Option<&Neighbour>) -> Known {
        let figure = &self.figures[index];
        let ratio = is_ratio(figure);
        let mut known = Known { derived: figure.change.is_some(), ..Known::default() };
        if !right.phrase.is_empty() && !right.relation {
            let noun = right.phrase.pieces.read(self.spelled);
            if right.of && right.task && left.phrase.noun {
                known.metric = left.phrase.pieces.read(self.spelled);
                known.verb = left.phrase.verb as usize;
            } else if left.complete && self.text[..self.tokens[at].start as usize].ends_with('等') {
                // 建成骨伤科等5个专科集群: the noun behind the amount is the class.
                let whole = left.phrase.pieces.read(self.spelled);
                known.verb = left.phrase.verb as usize;
                let front = if right.task { whole.as_str() } else { whole.get(..known.verb).unwrap_or_default() };
                known.metric = format!("{front}{noun}");
            } else if (left.complete || left.phrase.noun && (left.is || ratio)) && !right.of {
                known.metric = left.phrase.pieces.read(self.spelled);
                known.verb = left.phrase.verb as usize;
            } else if right.verbal && left.phrase.noun {
                known.metric = left.phrase.pieces.read(self.spelled) + &noun;
                known.verb = left.phrase.verb as usize;
            } else if !left.verbs.is_empty() {
                let short = noun.chars().count() <= 2 && left.phrase.noun;
                let front = if short { &left.phrase } else { &left.verbs };
                known.metric = front.pieces.read(self.spelled) + &noun;
                known.verb = front.verb as usize;
                known.carries = !short;
            } else {
                known.metric = noun;
                known.verb = right.phrase.verb as usize;
                self.carry(&mut known, neighbour, ratio);
            }
            return known;
        }
        if right.relation
            && let Some(metric) = self.behind_relation(right)
        {
            known.metric = metric;
            return known;
        }
        if (left.of || left.wants && !left.phrase.noun)
            && let Some(metric) = self.shared_behind(at)
        {
            known.metric = metric;
            return known;
        }
        if left.phrase.noun || left.phrase.status {
            known.metric = left.phrase.pieces.read(self.spelled);
            known.verb = left.phrase.verb as usize;
            known.carries = left.phrase.noun;
            self.complete_noun(&mut known, left, neighbour);
            self.carry(&mut known, neighbour, ratio);
            known.derived |= known.metric.contains('占') && ratio;
            return known;
        }
        if !left.phrase.is_empty() {
            // A bare verb takes its object from elsewhere: 整改33.1万项.
            let verb = left.phrase.pieces.read(self.spelled);
            known.verb = verb.len();
            known.metric = self.object_of(&verb, index, neighbour);
            return known;
        }
        if let Some(status) = self.status_behind(at) {
            known.metric = status;
            return known;
        }
        self.inherit(at, index, left, neighbour, &mut known);
        known
    }

    /// 新改建农村公路200公里、桥梁30座: the verb holds for the whole list.
    fn carry(&self, known: &mut Known, neighbour: Option<&Neighbour>, ratio: bool) {
        let Some(neighbour) = neighbour.filter(|n| n.listed && n.near && !n.outside) else { return };
        let before = &self.known[neighbour.index];
        if known.verb > 0
            || ratio
            || known.metric.contains('的')
            || !before.carries
            || before.verb == 0
            || is_ratio(&self.figures[neighbour.index])
        {
            return;
        }
        let Some(verb) = before.metric.get(..before.verb) else { return };
        known.metric.insert_str(0, verb);
        known.verb = verb.len();
        known.carries = true;
    }

    /// Nouns that lean on what stands before: 镇级120个, 资金664.5万元, 标准不低于….
    fn complete_noun(&self, known: &mut Known, left: &Left, neighbour: Option<&Neighbour>) {
        if known.metric.ends_with('级') && known.metric.chars().count() <= 4 {
            if let Some(before) = neighbour.filter(|n| n.near).map(|n| &self.known[n.index].metric)
                && let Some(level) = before.find('级').map(|i| i + '级'.len_utf8()).filter(|&i| i < before.len())
            {
                known.metric.push_str(&before[level..]);
            }
            return;
        }
        if known.metric.len() == 6
            && matches!(fold::simplify(&known.metric).as_ref(), "标准" | "资金")
            && let Some(object) = self.clause_before(left.begin).or_else(|| self.noun_of(neighbour))
        {
            let tail = std::mem::take(&mut known.metric);
            known.metric = object.strip_suffix(tail.as_str()).unwrap_or(&object).to_string() + &tail;
        }
    }

    /// The noun of the neighbour's metric.
    fn noun_of(&self, neighbour: Option<&Neighbour>) -> Option<String> {
        let known = &self.known[neighbour.filter(|n| n.near && !is_ratio(&self.figures[n.index]))?.index];
        known.metric.get(known.verb..).filter(|noun| noun.chars().count() >= 2).map(str::to_string)
    }

    /// 按10%的比例,开展校长教师交流: what is done in that measure.
    fn behind_relation(&self, right: &Right) -> Option<String> {
        let mut begin = right.end;
        if self.tokens.get(begin).is_some_and(|t| t.kind == Kind::Comma) {
            begin += 1;
        }
        let end = (begin..self.tokens.len().min(begin + 40))
            .find(|&at| matches!(self.tokens[at].kind, Kind::Comma | Kind::Stop | Kind::Colon | Kind::Figure(_)))
            .unwrap_or(self.tokens.len().min(begin + 40));
        let phrase = left::cut(self.text, self.tokens, begin, end, false, false).phrase;
        if !phrase.noun {
            return None;
        }
        let mut metric = phrase.pieces.read(self.spelled).split_off(phrase.verb as usize);
        if right.phrase.pieces.read(self.text) == "标准" && !metric.ends_with("标准") {
            metric.push_str(&right.phrase.pieces.read(self.spelled));
        }
        Some(metric)
    }

    /// The verb with the object that stands elsewhere.
    fn object_of(&self, verb: &str, index: usize, neighbour: Option<&Neighbour>) -> String {
        let earlier = &self.known[index.saturating_sub(BACK)..index];
        if let Some(same) =
            earlier.iter().rev().find(|k| k.verb >= verb.len() && k.metric.len() > k.verb && k.metric.starts_with(verb))
        {
            return same.metric.clone();
        }
        let title = self.title(true).to_string();
        if title.contains(verb) {
            return if title.chars().count() <= 14 { title } else { verb.to_string() };
        }
        if let Some(n) = neighbour.filter(|n| n.near && self.figures[n.index].unit == self.figures[index].unit) {
            let before = &self.known[n.index];
            if let Some(object) = before.metric.get(before.verb..).filter(|object| !object.is_empty()) {
                return format!("{verb}{object}");
            }
        }
        if let Some(object) = self.context.others.iter().find_map(|other| object_in(other, verb)) {
            return format!("{verb}{object}");
        }
        let object = self.title(false).to_string();
        if verb == "先建" { object } else { format!("{verb}{object}") }
    }

    fn inherit(&self, at: usize, index: usize, left: &Left, neighbour: Option<&Neighbour>, known: &mut Known) {
        let figure = &self.figures[index];
        let earlier = &self.known[index.saturating_sub(BACK)..index];
        let first = index - earlier.len();
        let take = |from: &Known, known: &mut Known| {
            known.metric = from.metric.clone();
            known.verb = from.verb;
        };
        if figure.change.is_some() {
            let base = earlier
                .iter()
                .enumerate()
                .rev()
                .find(|(i, k)| !k.derived && k.done && !is_ratio(&self.figures[first + i]));
            if let Some((_, base)) = base.or_else(|| earlier.iter().enumerate().rev().find(|(_, k)| k.done)) {
                return take(base, known);
            }
        }
        let part = !left.places.is_empty() || left.part;
        if part {
            // 完工28个,剩余8个: what is left of the item's work, not of what was done.
            let bare =
                neighbour.is_some_and(|n| n.near && self.known[n.index].verb >= self.known[n.index].metric.len());
            if left.places.is_empty() && bare && !self.context.title.is_empty() {
                known.metric = self.context_metric();
                return;
            }
            known.part = !left.places.is_empty();
            if let Some(n) =
                neighbour.filter(|n| n.near && self.known[n.index].part && self.figures[n.index].unit == figure.unit)
            {
                return take(&self.known[n.index], known);
            }
            let same = |i: &usize| {
                (self.figures[first + i].unit == figure.unit || figure.unit.is_none())
                    && earlier[*i].done
                    && !earlier[*i].derived
            };
            let size = size(figure);
            let same = |i: &usize| same(i) && super::reader::size(&self.figures[first + i]) >= size;
            let total = (0..earlier.len())
                .rev()
                .filter(same)
                .find(|&i| !earlier[i].part && earlier[i].scopes.is_empty())
                .or_else(|| (0..earlier.len()).rev().find(same));
            if let Some(total) = total {
                return take(&earlier[total], known);
            }
        }
        if let Some(n) = neighbour.filter(|n| n.near) {
            return take(&self.known[n.index], known);
        }
        if let Some(metric) = self.shared_behind(at).or_else(|| self.predicate_behind(at)) {
            known.metric = metric;
            return;
        }
        if let Some(metric) = self.clause_before(left.begin) {
            known.metric = metric;
            return;
        }
        if part && let Some(n) = neighbour {
            return take(&self.known[n.index], known);
        }
        known.metric = self.context_metric();
    }

    /// 主体完工的4所和秋季有望使用的3所幼儿园: the noun stands behind the last one.
    fn shared_behind(&self, at: usize) -> Option<String> {
        for next in at + 1..self.tokens.len().min(at + 30) {
            match self.tokens[next].kind {
                Kind::Stop | Kind::Colon | Kind::Open(_) | Kind::Close(_) => return None,
                Kind::Figure(_) | Kind::Loose(_) => {
                    let right = right::read(self.text, self.tokens, next);
                    if right.relation {
                        return self.behind_relation(&right);
                    }
                    if matches!(self.tokens[next].kind, Kind::Loose(_)) && !right.of {
                        continue;
                    }
                    return (!right.phrase.is_empty()).then(|| right.phrase.pieces.read(self.spelled));
                }
                _ => {}
            }
        }
        None
    }

    /// What the clause before `begin` is about: 开展健身活动,全年不少于277次; 建设规模:500平方米.
    fn clause_before(&self, begin: usize) -> Option<String> {
        let mark = begin.checked_sub(1)?;
        if !matches!(self.tokens[mark].kind, Kind::Comma | Kind::Colon) {
            return None;
        }
        let start = left::begin(self.tokens, 0, mark);
        let phrase = left::cut(self.text, self.tokens, start, mark, false, false).phrase;
        if !phrase.noun {
            return None;
        }
        let text = phrase.pieces.read(self.spelled);
        let object = text.get(phrase.verb as usize..).unwrap_or_default();
        (object.chars().count() >= 2).then(|| object.to_string())
    }

    /// 21万人次参保: what was done stands behind the amount.
    fn status_behind(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at + 1)?;
        let ends = self.tokens.get(at + 2).is_none_or(|next| next.is_mark());
        (token.kind == Kind::Word && token.is(Sense::STATUS) && ends)
            .then(|| self.spelled[token.start as usize..token.end as usize].to_string())
    }

    /// 配备率,达标率,封闭化管理均达到100%: the clauses from the first rate on.
    fn whole_list(&self, begin: usize) -> usize {
        let mut wide = begin;
        let mut at = begin;
        while at > 0 && self.tokens[at - 1].kind == Kind::Comma {
            let mark = at - 1;
            let start = left::begin(self.tokens, self.used, mark);
            if start >= mark || start > 0 && matches!(self.tokens[start - 1].kind, Kind::Figure(_)) {
                break;
            }
            let end = self.tokens[mark - 1];
            if self.text[end.start as usize..end.end as usize].ends_with(['率', '面', '度']) {
                wide = start;
            }
            at = start;
            if begin - at > 80 {
                break;
            }
        }
        wide
    }

    fn ratio_follows(&self, at: usize) -> bool {
        matches!(self.tokens.get(at).map(|t| t.kind), Some(Kind::Figure(index)) if is_ratio(&self.figures[index as usize]))
    }

    fn raw(&self, index: usize) -> &str {
        let span = self.figures[index].span;
        self.text.get(span.range()).unwrap_or_default()
    }

    /// 另外150人完成技能培训课程: the object of the predicate behind the amount.
    fn predicate_behind(&self, at: usize) -> Option<String> {
        let first = self.tokens.get(at + 1).filter(|t| t.kind == Kind::Word)?;
        if first.is_noun() || !first.is(Sense::EMPTY.or(Sense::ADVERB).or(Sense::ACTION).or(Sense::DRIVE)) {
            return None;
        }
        let stop = self.tokens.len().min(at + 40);
        let end = (at + 1..stop)
            .find(|&k| self.tokens[k].is_mark() || matches!(self.tokens[k].kind, Kind::Figure(_)))
            .unwrap_or(stop);
        let phrase = left::cut(self.text, self.tokens, at + 1, end, false, false).phrase;
        phrase.noun.then(|| phrase.pieces.read(self.spelled))
    }

    fn title(&self, verbs: bool) -> &str {
        self.titles[usize::from(verbs)].get_or_init(|| title::object(self.context.title, verbs))
    }

    /// Column header, title, innermost heading.
    fn context_metric(&self) -> String {
        let context = self.context;
        context
            .label
            .and_then(title::header)
            .or_else(|| Some(self.title(false).to_string()).filter(|title| !title.is_empty()))
            .or_else(|| context.headings.last().map(|heading| title::object(heading, true)))
            .unwrap_or_default()
    }

    fn scopes(&mut self, known: &mut Known, left: &Left, neighbour: Option<&Neighbour>, at: usize) {
        if !left.places.is_empty() {
            known.scopes = left
                .places
                .iter()
                .map(|&(start, end)| self.spelled[start as usize..end as usize].to_string())
                .collect();
            // 甲区、乙区分别完成35%和42%: one each.
            let each = self.tokens[left.begin..at].iter().any(|t| t.is(Sense::EACH) && !t.is_single());
            if each && known.scopes.len() > 1 && self.chain(at) == known.scopes.len() {
                self.shared = known.scopes.split_off(1);
                self.shared.reverse();
            }
            return;
        }
        let Some(n) = neighbour.filter(|n| n.near) else { return };
        if n.listed
            && let Some(place) = self.shared.pop()
        {
            known.scopes = vec![place];
            return;
        }
        let before = &self.known[n.index];
        // Behind a comma another subject may begin: 市本级投入2000万元,县财政配套3000万元.
        let own = !n.listed
            && !n.outside
            && !before.part
            && left.phrase.noun
            && left.phrase.verb == 0
            && !known.metric.ends_with('率');
        if before.scopes.is_empty() || own || self.resets(left.begin) {
            return;
        }
        // (分别含省考核2个、5个): one for each place of the whole.
        let whole = self.scopes_outside(at);
        if let Some(nth) = self.nth_in_bracket(at, whole.len()) {
            known.scopes = vec![whole[nth].clone()];
            return;
        }
        known.scopes = before.scopes.clone();
    }

    /// The scopes of the amount before the bracket that the token stands in.
    fn scopes_outside(&self, at: usize) -> &[String] {
        match self.opening(at).and_then(|open| open.checked_sub(1)).map(|before| self.tokens[before].kind) {
            Some(Kind::Figure(index)) => &self.known[index as usize].scopes,
            _ => &[],
        }
    }

    /// The bracket or full stop before a token.
    fn opening(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(BACK)..at).rev().find(|&k| matches!(self.tokens[k].kind, Kind::Open(_) | Kind::Stop))
    }

    /// Which of the amounts of its bracket the token is, where there are as many as `places`.
    fn nth_in_bracket(&self, at: usize, places: usize) -> Option<usize> {
        let open = self.opening(at).filter(|_| places > 1)?;
        let Kind::Open(close) = self.tokens[open].kind else { return None };
        let count = |from: usize, to: usize| {
            self.tokens.get(from..to).unwrap_or_default().iter().filter(|t| matches!(t.kind, Kind::Figure(_))).count()
        };
        (count(open, close as usize) == places).then(|| count(open, at))
    }

    /// How many amounts follow each other from here, with 、 or 和 between.
    fn chain(&self, at: usize) -> usize {
        let mut count = 1;
        let mut k = at;
        while count < 16
            && self.tokens.get(k + 1).is_some_and(|t| t.kind == Kind::Pause || t.is(Sense::AND))
            && matches!(self.tokens.get(k + 2).map(|t| t.kind), Some(Kind::Figure(_)))
        {
            count += 1;
            k += 2;
        }
        count
    }

    /// 全市 in the clause: the breakdown is over.
    fn resets(&self, begin: usize) -> bool {
        self.tokens[begin..].iter().take(3).any(|t| t.is(Sense::WHOLE))
    }

    fn neighbour(&self, at: usize, begin: usize) -> Option<Neighbour> {
        let mut near = true;
        let mut outside = false;
        let mut listed = begin > 0
            && (self.tokens[begin - 1].kind == Kind::Pause || matches!(self.tokens[begin - 1].kind, Kind::Figure(_)));
        listed |= self.tokens.get(begin).is_some_and(|t| t.is(Sense::AND) || t.kind == Kind::Pause);
        let mut k = at;
        let mut steps = 0;
        while k > 0 && steps < REACH {
            steps += 1;
            k -= 1;
            match self.tokens[k].kind {
                Kind::Figure(index) => return Some(Neighbour { index: index as usize, near, listed, outside }),
                Kind::Loose(index) if !near || k + 1 == at => {
                    return Some(Neighbour { index: index as usize, near, listed, outside });
                }
                Kind::Stop => near = false,
                Kind::Comma => listed = false,
                Kind::Open(_) => outside = true,
                Kind::Close(open) if (open as usize) < k => k = open as usize,
                _ => {}
            }
        }
        None
    }
}

fn is_ratio(figure: &Figure) -> bool {
    figure.unit.as_deref().is_some_and(|unit| {
        unit.ends_with('%') || unit.len() <= 12 && matches!(unit, "倍" | "百分点" | "‰" | "个百分点")
    })
}

fn size(figure: &Figure) -> Decimal {
    match figure.amount {
        Amount::Value(value) => value,
        Amount::Range { high, .. } => high,
        Amount::Change { to, .. } => to,
    }
}

/// How far another passage is searched for a verb, in characters.
const SEARCHED: usize = 2000;

/// What stands behind a verb in another passage: 发放租赁补贴620万元.
fn object_in(text: &str, verb: &str) -> Option<String> {
    let text = text.char_indices().nth(SEARCHED).map_or(text, |(end, _)| &text[..end]);
    let at = text.find(verb)? + verb.len();
    let object: String = text[at..]
        .chars()
        .take(20)
        .take_while(|c| ('\u{4E00}'..='\u{9FFF}').contains(c) || matches!(c, '“' | '”'))
        .collect();
    let count = object.chars().count();
    ((2..=12).contains(&count) && !object.starts_with(['的', '等', '和', '到', '率'])).then_some(object)
}

/// Takes off what a metric must not end with.
fn tidy(metric: &mut String) {
    for tail in ["工作", "等"] {
        if let Some(rest) = metric.strip_suffix(tail).filter(|rest| rest.chars().count() >= 4) {
            metric.truncate(rest.len());
        }
    }
}
