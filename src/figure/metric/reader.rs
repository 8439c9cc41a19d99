//! Goes through the figures of a passage in order and settles what each counts: by its own clause, or by what its neighbours lend.

use super::ending::is_goal;
use super::left::{self, Left};
use super::phrase::Phrase;
use super::right::{self, Right};
use super::token::{self, Kind, Token};
use super::{Context, Lists, place};
use crate::figure::{Amount, Decimal, Figure, Role};
use crate::lexicon::phrase::Sense;
use crate::text::character::{keys, last_three};
use std::cell::OnceCell;

/// Farthest that a neighbour is looked for, in tokens, and in figures: keeps every passage linear.
const REACH: usize = 300;
pub(super) const BACK: usize = 48;

/// 作 of 工作, and 等.
const WORK: u32 = keys::<1>("作")[0];
const ETC: u32 = keys::<1>("等")[0];

/// What is known of a figure that has its metric.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub metric: String,
    pub scopes: Vec<String>,
    /// Bytes of the verbs that open the metric.
    pub(super) verb: usize,
    /// The verbs may be carried to the next member of a list.
    pub(super) carries: bool,
    /// Stands for its place only: a part of a breakdown.
    pub(super) part: bool,
    /// A growth or a share: lends nothing to a growth behind it.
    pub(super) derived: bool,
    pub(super) done: bool,
    /// An age or a distance in a name: nothing is counted by it.
    pub(super) condition: bool,
}

/// A figure at the same level before another.
pub(super) struct Neighbour {
    pub(super) index: usize,
    /// No full stop between.
    pub(super) near: bool,
    /// Only 、 or 和 between the clauses.
    pub(super) listed: bool,
    /// The other one stands in brackets behind it.
    pub(super) outside: bool,
}

pub(super) struct Reader<'a> {
    /// The passage in simplified characters, in which words are looked up.
    pub(super) text: &'a str,
    /// The passage as the notice spells it.
    pub(super) spelled: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) figures: &'a [Figure],
    pub(super) context: &'a Context<'a>,
    /// Of the figures so far.
    pub(super) known: Vec<Known>,
    /// End of the noun behind the last figure.
    pub(super) used: usize,
    /// Places that the next members of a list take one by one, the next one last.
    pub(super) shared: Vec<String>,
    /// What the next members of 分别完成76场、9000册 count, the next one last.
    pub(super) lent: Vec<(String, usize)>,
    /// What the title lends, without and with its verbs.
    pub(super) titles: [OnceCell<String>; 2],
}

/// Reads what each figure counts into `lists.known`.
pub(super) fn read(spelled: &str, text: &str, figures: &[Figure], context: &Context, lists: &mut Lists) {
    token::cut(text, figures, &mut lists.tokens, &mut lists.open);
    let mut known = std::mem::take(&mut lists.known);
    known.clear();
    let mut reader = Reader {
        text,
        spelled,
        tokens: &lists.tokens,
        figures,
        context,
        known,
        used: 0,
        shared: Vec::new(),
        lent: Vec::new(),
        titles: Default::default(),
    };
    for (at, token) in lists.tokens.iter().enumerate() {
        if let Kind::Figure(index) | Kind::Loose(index) = token.kind {
            // A figure that overlaps the one before it has no token.
            reader.known.resize_with(index as usize, Known::default);
            let known = reader.figure(at, index as usize);
            reader.known.push(known);
        }
    }
    reader.known.resize_with(figures.len(), Known::default);
    lists.known = reader.known;
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
        // 1座日处理能力600吨的焚烧厂: the capacity is the next amount's, the plant this one's.
        let sized = !right.phrase.is_empty()
            && matches!(self.tokens.get(right.end).map(|t| t.kind), Some(Kind::Figure(_)))
            && self.tokens.get(right.end + 1).is_some_and(|t| t.is(Sense::OF))
            && left::is_quantity(self.text, &self.tokens[right.end - 1]);
        if sized {
            right = Right { end: last + 1, of: false, ..right::read(self.text, self.tokens, right.end) };
        }
        let with_right = !right.phrase.is_empty();
        let mut begin = left::begin(self.tokens, self.used, at);
        // 2.6万名困难残疾人发放补贴、3.1万名重度残疾人: what stands before the mark is the other's.
        if with_right && at > 0 && self.tokens[at - 1].kind == Kind::Pause {
            begin = at;
        }
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
        // 其他县区各2个, 老城片区740个、其他镇街700个: places that only a breakdown or 各 tells.
        let parted = neighbour.as_ref().is_some_and(|n| {
            let first = n.outside && self.figures[n.index].unit == figure.unit;
            n.near && (self.known[n.index].part || first)
        });
        left.places.extend(left.group.filter(|_| parted && !with_right));
        let listed = left.part || figure.each || parted;
        if listed
            && !with_right
            && left.places.is_empty()
            && left.phrase.verb == 0
            && let Some(span) = left
                .phrase
                .pieces
                .single()
                .filter(|&(start, end)| place::is_part(&self.text[start as usize..end as usize]))
        {
            // 其余县区: who they are is in the word.
            let rest = self.text[..span.0 as usize].strip_suffix("其余").map_or(span.0, |front| front.len() as u32);
            left.places.push((rest, span.1));
            left.phrase = Phrase::default();
        }
        let own = with_right || left.phrase.noun || left.part || !left.places.is_empty() || figure.change.is_some();
        let listed = neighbour.as_ref().is_some_and(|n| n.near && n.listed);
        // What has grown by as much is said before: no noun of its own.
        let bare = !with_right && left.phrase.is_empty() && left.places.is_empty();
        let lent = if !self.lent.is_empty() {
            self.lent.pop().filter(|_| listed && bare)
        } else if with_right {
            None
        } else if left.phrase.noun {
            self.members(at, index, &left)
        } else if !own && !ratio || bare && ratio {
            self.respective(at, index, left.begin)
        } else {
            None
        };
        let mut known = match lent {
            Some((metric, verb)) => Known { metric, verb, ..Known::default() },
            None => self.settle(at, index, &left, &right, neighbour.as_ref(), ratio),
        };
        known.done = true;
        known.condition = matches!(self.tokens[at].kind, Kind::Loose(_))
            && figure.unit.as_deref().is_some_and(|unit| {
                unit.ends_with(['岁', '米', '里', '钟'])
                    || unit == "小时" && figure.role == Some(Role::Context)
                    || !unit.ends_with(['年', '月', '天', '日', '度']) && self.raw(index).ends_with(['上', '下', '内'])
            });
        self.scopes(&mut known, &left, neighbour.as_ref(), at);
        if !right.phrase.is_empty() && !right.relation && !matches!(self.tokens[at].kind, Kind::Loose(_)) {
            self.used = right.end;
        } else if left.phrase.is_empty() && right.phrase.is_empty() && self.status_behind(at).is_some() {
            self.used = at + 2;
        }
        tidy(&mut known.metric);
        without_per(&mut known.metric, figure);
        known
    }

    fn settle(
        &self,
        at: usize,
        index: usize,
        left: &Left,
        right: &Right,
        neighbour: Option<&Neighbour>,
        ratio: bool,
    ) -> Known {
        let mut known = Known { derived: self.figures[index].change.is_some(), ..Known::default() };
        if !right.phrase.is_empty() && !right.relation {
            let noun = || right.phrase.pieces.read(self.spelled);
            if right.of && (right.task || left.thin) && left.phrase.noun {
                known.metric = left.phrase.pieces.read(self.spelled);
                known.verb = left.phrase.verb as usize;
            } else if left.complete && last_three(&self.text[..self.tokens[at].start as usize]) == ETC {
                // 建成骨伤科等5个专科集群: the noun behind the amount is the class.
                let whole = left.phrase.pieces.read(self.spelled);
                known.verb = left.phrase.verb as usize;
                let front = if right.task { whole.as_str() } else { whole.get(..known.verb).unwrap_or_default() };
                known.metric = format!("{front}{}", noun());
            } else if (left.complete || left.phrase.noun && (left.is || ratio)) && !right.of {
                known.metric = left.phrase.pieces.read(self.spelled);
                known.verb = left.phrase.verb as usize;
            } else if right.verbal && left.phrase.noun {
                known.metric = left.phrase.pieces.read(self.spelled) + &noun();
                known.verb = left.phrase.verb as usize;
            } else if !left.verbs.is_empty() && !self.is_setting(&left.verbs) {
                let noun = noun();
                let short = noun.chars().count() <= 2 && left.phrase.noun;
                let front = if short { &left.phrase } else { &left.verbs };
                known.metric = front.pieces.read(self.spelled) + &noun;
                known.verb = front.verb as usize;
                known.carries = !short;
            } else {
                known.metric = noun();
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
        // 对公办园按每生500元给予生均补助: what is given by that rate, not to whom.
        let by = at > 0 && {
            let before = &self.tokens[at - 1];
            matches!(&self.text[before.start as usize..before.end as usize], "按" | "按照")
        };
        if by
            && !ratio
            && let Some(metric) = self.predicate_behind(at)
        {
            known.metric = metric;
            return known;
        }
        // 5月底前完成12条整治,9月底前完成28条,年底前60条任务: the one before is alike.
        let alike = neighbour.is_some_and(|n| n.near && self.figures[n.index].unit == self.figures[index].unit);
        if (left.of || left.wants && !left.phrase.noun && !alike)
            && let Some(metric) = self.shared_behind(at)
        {
            known.metric = metric;
            return known;
        }
        if left.phrase.noun || left.phrase.status {
            known.metric = left.phrase.pieces.read(self.spelled);
            // 新增就业6800人,为年度目标6000人的113%: the goal is one of what stands before it.
            if let Some(n) =
                neighbour.filter(|n| n.near && !ratio && self.figures[n.index].unit == self.figures[index].unit)
                && is_goal(&known.metric)
            {
                let before = &self.known[n.index];
                (known.metric, known.verb) = (before.metric.clone(), before.verb);
                return known;
            }
            // 目标任务1.2万人: of the item's own thing.
            if !ratio && !self.context.title.is_empty() && is_goal(&known.metric) {
                let thing = self.context_metric();
                if !thing.is_empty() {
                    known.metric = thing;
                    return known;
                }
            }
            known.verb = left.phrase.verb as usize;
            if left.phrase.makes
                && !left.phrase.noun
                && let Some(object) = self.object_beside(index, neighbour)
            {
                known.metric.push_str(object);
            }
            known.carries = left.phrase.noun;
            self.complete_noun(&mut known, left, neighbour);
            self.carry(&mut known, neighbour, ratio);
            known.derived |= ratio && known.metric.contains('占');
            return known;
        }
        if !left.phrase.is_empty() {
            // A bare verb takes its object from elsewhere: 整改33.1万项.
            let verb = left.phrase.pieces.read(self.spelled);
            known.verb = verb.len();
            known.metric = self.object_of(&verb, index, neighbour);
            // 每个街道至少设1处: a verb of one character says nothing alone.
            if known.metric == verb && verb.chars().nth(1).is_none() {
                known.verb = 0;
                self.inherit(at, index, left, neighbour, &mut known);
            }
            return known;
        }
        let figure = &self.figures[index];
        if figure.unit.as_deref() == Some("元")
            && let Some(metric) = self.purpose(at)
        {
            known.metric = metric;
            return known;
        }
        // 累计为12.3万人次报销医药费: what was done for them.
        let served = at > 0 && {
            let before = &self.tokens[at - 1];
            matches!(&self.text[before.start as usize..before.end as usize], "为" | "对" | "给" | "向")
        };
        if served
            && !ratio
            && let Some(metric) = self.predicate_behind(at)
        {
            known.metric = metric;
            return known;
        }
        // 带动农户2000户,户均增收3000元: the growth has a name of its own.
        if figure.change.is_some()
            && neighbour.is_none_or(|n| self.figures[n.index].unit != figure.unit)
            && let Some(name) = ["增收", "减负", "增产", "减支"].into_iter().find(|name| self.raw(index).contains(name))
        {
            known.metric = name.to_string();
            return known;
        }
        if let Some(status) = self.status_behind(at) {
            known.verb = status.len();
            known.metric = status;
            return known;
        }
        self.inherit(at, index, left, neighbour, &mut known);
        known
    }

    /// 设 or 配 of 设12个班: it says no more than that there are so many.
    fn is_setting(&self, verbs: &Phrase) -> bool {
        verbs.pieces.single().is_some_and(|(from, to)| matches!(&self.text[from as usize..to as usize], "设" | "配"))
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

    pub(super) fn raw(&self, index: usize) -> &str {
        let span = self.figures[index].span;
        self.text.get(span.range()).unwrap_or_default()
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

pub(super) fn is_ratio(figure: &Figure) -> bool {
    match figure.unit.as_deref().unwrap_or_default().as_bytes() {
        [.., b'%'] => true,
        unit => {
            matches!(unit.len(), 3 | 9 | 12)
                && ["倍", "百分点", "‰", "个百分点", "个基点"].iter().any(|ratio| ratio.as_bytes() == unit)
        }
    }
}

pub(super) fn size(figure: &Figure) -> Decimal {
    match figure.amount {
        Amount::Value(value) => value,
        Amount::Range { high, .. } => high,
        Amount::Change { to, .. } => to,
    }
}

/// 每人补助 of 2万元 for each is 补助: what the amount is divided by stands with the amount.
fn without_per(metric: &mut String, figure: &Figure) {
    // 2万名老人每人发放1200元
    if let Some(rest) = ["每人", "每户"].iter().find_map(|tail| metric.strip_suffix(tail))
        && rest.chars().nth(1).is_some()
    {
        metric.truncate(rest.len());
    }
    // 重建户每户补助, 就餐每人每餐补贴: also within it.
    for unit in &figure.per {
        let said = metric.match_indices('每').find(|(at, each)| metric[at + each.len()..].starts_with(&**unit));
        let Some((at, end)) = said.map(|(at, each)| (at, at + each.len() + unit.len())) else { continue };
        let rest = metric[..at].chars().chain(metric[end..].chars()).nth(1).is_some();
        if rest && end < metric.len() {
            metric.replace_range(at..end, "");
        }
    }
}

/// Takes off what a metric must not end with.
fn tidy(metric: &mut String) {
    // 桥梁改造45座/1860延米
    metric.truncate(metric.trim_end_matches(['/', '／']).len());
    for (last, tail) in [(WORK, "工作"), (ETC, "等")] {
        if last_three(metric) == last
            && let Some(rest) = metric.strip_suffix(tail).filter(|rest| rest.chars().count() >= 4)
        {
            metric.truncate(rest.len());
        }
    }
}
