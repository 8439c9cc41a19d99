//! What neighbours, wholes, titles and headers lend to an amount whose own clause does not say what it counts.

use super::ending::{
    deed_in, ends_with_a_deed, ends_with_a_size, ends_with_a_state, is_rank, object_in, rate_word, without_age,
    without_deed, without_reach,
};
use super::left::{self, Left};
use super::reader::{BACK, Known, Neighbour, Reader, is_ratio, size};
use super::title;
use super::token::Kind;
use crate::figure::Figure;
use crate::lexicon::phrase::Sense;
use crate::text::character::{keys, last_three};
use crate::text::fold;

const LEVEL: u32 = keys::<1>("级")[0];

impl Reader<'_> {
    /// 新改建农村公路200公里、桥梁30座: the verb holds for the whole list.
    pub(super) fn carry(&self, known: &mut Known, neighbour: Option<&Neighbour>, ratio: bool) {
        let Some(neighbour) = neighbour.filter(|n| n.listed && n.near && !n.outside) else { return };
        let before = &self.known[neighbour.index];
        if known.verb > 0
            || ratio
            || !before.carries
            || before.verb == 0
            || known.metric.contains('的')
            || ends_with_a_deed(&known.metric)
            || ends_with_a_size(&known.metric)
            || without_reach(&known.metric) != known.metric
            || known.metric.ends_with("涉及")
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
    pub(super) fn complete_noun(&self, known: &mut Known, left: &Left, neighbour: Option<&Neighbour>) {
        // 改造老旧小区22个、涉及2860户
        if fold::simplify(&known.metric).as_ref() == "涉及"
            && let Some(object) = self.noun_of(neighbour)
        {
            known.metric.insert_str(0, &object);
            return;
        }
        // 护理补贴一级每人每月100元、二级80元; 发放护理补贴,一级100元
        if is_rank(&known.metric) {
            let near = neighbour.filter(|n| n.near).map(|n| &self.known[n.index].metric);
            let beside = near.and_then(|metric| {
                let (at, _) = metric.char_indices().rev().nth(1).filter(|&(at, _)| at > 0 && is_rank(&metric[at..]))?;
                Some(metric[..at].to_string())
            });
            if let Some(whole) = beside.or_else(|| self.clause_before(left.begin)) {
                known.metric.insert_str(0, &whole);
                return;
            }
        }
        if last_three(&known.metric) == LEVEL && known.metric.chars().count() <= 4 {
            if let Some(before) = neighbour.filter(|n| n.near).map(|n| &self.known[n.index].metric)
                && let Some(level) = before.find('级').map(|i| i + '级'.len_utf8()).filter(|&i| i < before.len())
            {
                // 市级以上非遗项目326项,其中国家级12项
                let rest = before[level..].trim_start_matches('及');
                known.metric.push_str(rest.strip_prefix("以上").unwrap_or(rest));
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

    /// The verb with the object that stands elsewhere.
    pub(super) fn object_of(&self, verb: &str, index: usize, neighbour: Option<&Neighbour>) -> String {
        let earlier = &self.known[index.saturating_sub(BACK)..index];
        if let Some(same) =
            earlier.iter().rev().find(|k| k.verb >= verb.len() && k.metric.len() > k.verb && k.metric.starts_with(verb))
        {
            // 新建改建公厕120座(新建45座、改建75座): the one verb of several.
            return format!("{verb}{}", &same.metric[same.verb..]);
        }
        let title = self.title(true).to_string();
        if title.contains(verb) {
            // 城市公厕新建改造: of 新建12座 only the one verb.
            let mut object = self.title(false);
            while object != without_deed(object) {
                object = without_deed(object);
            }
            let one = title.len() > object.len() + verb.len() && title.len() - object.len() <= 4 * verb.len();
            let title = if one && ends_with_a_deed(&title) { format!("{verb}{object}") } else { title };
            return if title.chars().count() <= 14 { title } else { verb.to_string() };
        }
        if let Some(object) = self.object_beside(index, neighbour) {
            return format!("{verb}{object}");
        }
        let others = || self.context.others.into_iter().flatten();
        if let Some(deed) = others().find_map(|other| deed_in(other, verb)) {
            return deed;
        }
        if let Some(object) = others().find_map(|other| object_in(other, verb)) {
            return format!("{verb}{object}");
        }
        let object = self.title(false).to_string();
        if verb == "先建" { object } else { format!("{verb}{object}") }
    }

    /// What the amount beside it counts that is counted alike: 计划建设充电桩15个,已建成13个.
    pub(super) fn object_beside(&self, index: usize, neighbour: Option<&Neighbour>) -> Option<&str> {
        let n = neighbour.filter(|n| n.near && self.figures[n.index].unit == self.figures[index].unit)?;
        let before = &self.known[n.index];
        before
            .metric
            .get(before.verb..)
            .filter(|object| !object.is_empty() && !ends_with_a_state(object))
            .map(|object| without_deed(without_reach(object)))
    }

    pub(super) fn inherit(
        &self,
        at: usize,
        index: usize,
        left: &Left,
        neighbour: Option<&Neighbour>,
        known: &mut Known,
    ) {
        let figure = &self.figures[index];
        let earlier = &self.known[index.saturating_sub(BACK)..index];
        let first = index - earlier.len();
        let take = |from: &Known, known: &mut Known| {
            // 80至89周岁老年人每人60元,90至99周岁每人100元: of the same people, but of another age.
            let metric = if left.aged { without_age(&from.metric) } else { &from.metric };
            known.metric = metric.to_string();
            known.verb = from.verb.min(metric.len());
        };
        if figure.change.is_some() {
            // 事故起数、死亡人数同比分别下降12%、20%
            let listed = neighbour.filter(|n| n.near && n.listed && self.figures[n.index].change.is_some());
            if let Some(n) = listed {
                return take(&self.known[n.index], known);
            }
            // 优良率85.8%,同比提高2.3个百分点: points are those of a rate, other growths those of an amount.
            let points = figure.unit.as_deref().is_some_and(|unit| unit.ends_with("百分点"));
            let grows = |i: usize, k: &Known| !k.derived && k.done && is_ratio(&self.figures[first + i]) == points;
            // 建成食堂136家,服务1.2万人次,增加42家: what grows by a count is counted alike.
            let counts = figure.unit.is_some() && !is_ratio(figure);
            let alike = |i: usize| self.figures[first + i].unit == figure.unit;
            let alike = earlier.iter().enumerate().rev().find(|(i, k)| counts && alike(*i) && grows(*i, k));
            let base = alike.or_else(|| earlier.iter().enumerate().rev().find(|(i, k)| grows(*i, k)));
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
            // 完成率分别为:东区105%、西区102%
            if let Some(metric) = self.label_of_list(left.begin) {
                known.metric = metric;
                return;
            }
            if let Some(total) = self.total(index) {
                return take(total, known);
            }
        }
        if let Some(n) = neighbour.filter(|n| n.near) {
            let mut before = &self.known[n.index];
            // 8所学校完工,5所正在装修,2所进入验收阶段: of the schools, not of those that are furnished.
            if before.done && before.verb == before.metric.len() {
                let skipped = earlier.iter().rev().take_while(|k| k.verb == k.metric.len()).count();
                let alike = earlier.len().checked_sub(skipped + 1).map(|i| (first + i, &earlier[i]));
                before = alike.filter(|(i, _)| self.figures[*i].unit == figure.unit).map_or(before, |(_, k)| k);
            }
            // 对6类群体发放生活补助,每户3000元; 1356个村开展巡回医疗,每年2次: what was done there is what is counted.
            let other = self.figures[n.index].unit != figure.unit || !figure.per.is_empty();
            if other
                && !left.sum
                && let Some(metric) = self.predicate_before(left.begin)
            {
                known.metric = metric;
                return;
            }
            // 学校18所,学位5400个,其中东区6所、1800个: each part has the total that is counted like it.
            let place = before.part && n.listed && self.figures[n.index].unit != figure.unit;
            known.part = before.part && n.listed;
            // 省级配套1200万元,市县自筹800万元,合计5200万元: the sum of amounts with names of their own.
            let others =
                earlier.iter().enumerate().rev().skip(1).find(|(i, _)| self.figures[first + i].unit == figure.unit);
            if left.sum && !self.context.title.is_empty() && others.is_some_and(|(_, k)| k.metric != before.metric) {
                known.metric = self.context_metric();
                return;
            }
            // 新建学校9所,新增学位1.35万个,目前4所已投用: of what was counted alike, in the same sentence.
            let comma = left.begin.checked_sub(1).is_some_and(|mark| self.tokens[mark].kind == Kind::Comma);
            let alike = (comma && self.figures[n.index].unit != figure.unit)
                .then(|| {
                    earlier.iter().enumerate().rev().find(|(i, k)| {
                        self.figures[first + i].unit == figure.unit && k.done && !k.derived && !is_ratio(figure)
                    })
                })
                .flatten()
                .filter(|(i, _)| {
                    let between = self.figures[first + i].span.end as usize..figure.span.start as usize;
                    figure.unit.is_some() && !self.text[between].contains(['。', '；'])
                });
            if let Some((_, alike)) = alike {
                return take(alike, known);
            }
            // 培训机构压减率达95%,由1260家减至53家: what the rate is of.
            if !is_ratio(figure)
                && let Some(of) = before.metric.strip_suffix('率')
                && let Some((verb, _)) = of.char_indices().rev().nth(1).filter(|&(at, _)| at >= 6)
            {
                known.metric = of[..verb].to_string();
                return;
            }
            let total = if place { self.total(index).filter(|total| !total.part) } else { None };
            return take(total.unwrap_or(before), known);
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
        // 二季度完成工程量的40%;三季度完成75%: stages of one work, over ； as well.
        if is_ratio(figure)
            && let Some(n) = neighbour.filter(|n| !n.outside && is_ratio(&self.figures[n.index]))
            && !self.text[self.figures[n.index].span.end as usize..figure.span.start as usize].contains(['。', '\n'])
        {
            return take(&self.known[n.index], known);
        }
        known.metric = self.context_metric();
    }

    /// What the members of 计划送戏110场、送书1.5万册,已分别完成76场、9000册 count: one by one what the list before them does, where it
    /// has as many amounts in the same units.
    pub(super) fn respective(&mut self, at: usize, index: usize, begin: usize) -> Option<(String, usize)> {
        let own = || &self.tokens[begin..at];
        let each = own().iter().any(|t| t.is(Sense::EACH) && !t.is_single()) || self.raw(index).contains("分别");
        // 甲率、乙率分别提高1.8和2.5个百分点,达到94%和98%: the levels of a list go on in its order.
        let levels = !each
            && index > 0
            && is_ratio(&self.figures[index])
            && self.figures[index].change.is_none()
            && self.figures[index - 1].change.is_some()
            && own().iter().any(|t| t.is(Sense::COMPARE));
        // 由650元、850元提高到720元、940元
        let risen = || own().iter().any(|t| t.is(Sense::COMPARE) && !t.is_single() && t.end - t.start >= 9);
        let count = if each || levels || risen() { self.chain(at) } else { 0 };
        let from = index.checked_sub(count).filter(|_| count > 1)?;
        // 查处案件36起,挽回损失20万元,同比分别增长12%和8%: also what they have grown by.
        let grows = is_ratio(&self.figures[index]);
        let alike = (0..count).all(|i| {
            let (before, own) = (&self.figures[from + i], self.figures.get(index + i));
            let known = &self.known[from + i];
            let like = |own: &Figure| {
                if levels {
                    before.change.is_some()
                } else if grows {
                    // Points are those of a rate.
                    let points = own.unit.as_deref().is_some_and(|unit| unit.ends_with("百分点"));
                    !known.derived && is_ratio(before) == points
                } else {
                    own.unit == before.unit && own.unit.is_some()
                }
            };
            known.done && own.is_some_and(like)
        });
        if !alike {
            return None;
        }
        self.lent.extend(self.known[from..index].iter().rev().map(|known| (known.metric.clone(), known.verb)));
        self.lent.pop()
    }

    /// What the members of 放心早餐、平价蔬菜分别达360万份和4.5万吨 count: one by one what the list before them names, where it names as
    /// many things. In 小学、初中净入学率 all have the last one's rate.
    pub(super) fn members(&mut self, at: usize, index: usize, left: &Left) -> Option<(String, usize)> {
        if !left.phrase.noun || !(left.respectively || self.raw(index).contains("分别")) {
            return None;
        }
        let count = self.chain(at);
        let whole = left.phrase.pieces.read(self.spelled);
        let (verb, list) = whole.split_at_checked(left.phrase.verb as usize)?;
        let names: Vec<&str> = list.split(['、', '和', '与', '及']).collect();
        // 一档、二档、三档分别为800元、500元: ranks of what the clause before is about.
        if names.iter().all(|name| {
            name.starts_with(['一', '二', '三', '四', 'A', 'B', 'C', 'D']) && name.ends_with(['档', '级', '类', '等'])
        }) {
            let whole = self.clause_before(left.begin)?;
            self.lent.extend(names.iter().skip(1).map(|_| (whole.clone(), 0)));
            return Some((whole, 0));
        }
        let end = |name: &&str| name.chars().next_back();
        let last = names.last().and_then(end)?;
        const RATES: [char; 15] =
            ['率', '数', '额', '量', '准', '例', '价', '度', '费', '金', '比', '贴', '耗', '值', '积'];
        let is_rate = |c: Option<char>| c.is_some_and(|c| RATES.contains(&c));
        let rates = is_rate(Some(last));
        // 氮氧化物、挥发性有机物排放量: the last one says what is measured of all.
        let things = names.iter().rev().skip(1).map(|name| name.chars().count()).max().unwrap_or(0);
        // 县城、行政村宽带网络覆盖率: where the last name is far longer, more than that word belongs to all.
        let tail = names.last().filter(|_| rates).map(|&name| (name, rate_word(name)));
        let tail = tail.filter(|(name, tail)| name.chars().count() <= things + tail.chars().count() + 2);
        let tail = tail.map_or("", |(_, tail)| tail);
        let fits = count > 1
            && names.len() == count
            && names
                .iter()
                .all(|name| name.chars().nth(1).is_some() && (!rates || is_rate(end(name)) || !tail.is_empty()));
        if !fits {
            return None;
        }
        let member = |name: &&str| {
            let shared = if rates && !is_rate(end(name)) { tail } else { "" };
            (format!("{verb}{name}{shared}"), verb.len())
        };
        self.lent.extend(names.iter().rev().map(member));
        self.lent.pop()
    }

    /// What the clause before a colon at `begin` says of all amounts behind it: 完成率分别为:.
    fn label_of_list(&self, begin: usize) -> Option<String> {
        let colon = begin.checked_sub(2)?;
        let lists = self.tokens[colon + 1].kind == Kind::Colon
            && self.tokens[colon].is(Sense::COMPARE)
            && !self.tokens[colon].is_noun();
        if lists { self.clause_before(begin) } else { None }
    }

    /// The amount before a part that it may be a part of: of the same unit and no smaller, a whole rather than another part.
    fn total(&self, index: usize) -> Option<&Known> {
        let figure = &self.figures[index];
        let least = size(figure);
        let fits = |i: &usize| {
            let (other, known) = (&self.figures[*i], &self.known[*i]);
            (other.unit == figure.unit || figure.unit.is_none())
                && known.done
                && !known.derived
                && (size(other) >= least || is_ratio(figure))
        };
        let earlier = || (index.saturating_sub(BACK)..index).rev().filter(fits);
        let whole = earlier().find(|&i| !self.known[i].part && self.known[i].scopes.is_empty());
        whole.or_else(|| earlier().next()).map(|i| &self.known[i])
    }

    /// What the clause before `begin` is about: 开展健身活动,全年不少于277次; 建设规模:500平方米.
    pub(super) fn clause_before(&self, begin: usize) -> Option<String> {
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

    /// The object of the predicate between the noun of the last amount and the comma at `begin`.
    fn predicate_before(&self, begin: usize) -> Option<String> {
        let mark = begin.checked_sub(1).filter(|&mark| self.tokens[mark].kind == Kind::Comma)?;
        let start = left::begin(self.tokens, self.used.min(mark), mark);
        let clause = &self.tokens[start..mark];
        let verb = clause
            .iter()
            .position(|t| !t.is_noun() && !t.is_single() && t.is(Sense::EMPTY.or(Sense::DRIVE).or(Sense::ACTION)))?;
        let phrase = left::cut(self.text, self.tokens, start + verb, mark, false, false).phrase;
        let text = phrase.pieces.read(self.spelled);
        let object = text.get(phrase.verb as usize..).filter(|_| phrase.noun)?;
        (object.chars().count() >= 2).then(|| object.to_string())
    }

    fn title(&self, verbs: bool) -> &str {
        self.titles[usize::from(verbs)].get_or_init(|| title::object(self.context.title, verbs))
    }

    /// Column header, title, innermost heading.
    pub(super) fn context_metric(&self) -> String {
        let context = self.context;
        context
            .label
            .and_then(title::header)
            .or_else(|| Some(self.title(false).to_string()).filter(|title| !title.is_empty()))
            .or_else(|| context.heading.map(|heading| title::object(heading, true)))
            .unwrap_or_default()
    }
}
