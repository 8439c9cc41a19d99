//! Pairs what an item plans with what it reports, by metric, unit and scope: no pair rather than a wrong one.
//!
//! Only amounts of one item are paired. Whether a stated rate is right is the audit's question; here it only stands beside the pair.

mod side;

use side::{HALFWAY, OVER, Side, Source, sides};

use super::{Completion, Item};
use crate::figure::metric::thing::{Stage, Thing};
use crate::figure::{Amount, Decimal, Figure, Role};
use crate::lexicon::Field;
use crate::text::{Text, fold, holds_any};

/// More amounts of a kind than this are not compared.
const MOST: usize = 120;
/// A rate stands at most this far behind what it measures, in bytes.
const NEAR: u32 = 90;

/// A rate that is the very quotient may stand further off, in bytes and in figures.
const FAR: u32 = 240;
const WITHIN: usize = 8;
/// Words that make a percentage a share of work done.
const RATE_WORDS: [&str; 9] =
    ["完成", "开工率", "完工率", "竣工率", "建成率", "发放率", "占计划", "占年度计划", "进度"];

/// What is left, which nobody has done yet.
const LEFT: [&str; 11] = ["其余", "另有", "其他", "剩余", "余下", "尚有", "尚余", "还剩", "还有", "仍有", "未完成"];

/// Fills the completions of every item.
pub fn items(items: &mut [Item], text: &Text) {
    for item in items {
        let source = Source { passages: &item.passages, title: &item.title, text };
        item.completion = pairs(&item.figures, &source);
    }
}

fn pairs(figures: &[Figure], source: &Source) -> Vec<Completion> {
    let text = source.text;
    let mut out: Vec<Completion> = Vec::new();
    let left = |f: &Figure| {
        let front = &text.recognised()[..f.span.start as usize];
        LEFT.iter().any(|left| front.ends_with(left))
    };
    let reached = sides(figures, source, |f| f.role == Some(Role::Progress) && !left(f));
    // A plan reports nothing.
    if reached.is_empty() {
        return out;
    }
    let targets = sides(figures, source, |f| f.role == Some(Role::Target) && f.field != Field::Schedule);
    if targets.is_empty() || reached.len() > MOST || targets.len() > MOST {
        return out;
    }
    let mut taken: Vec<(usize, usize, Option<Decimal>)> = Vec::new();
    for (r, done) in reached.iter().enumerate() {
        let stated = rate_behind(figures, done, text);
        let named = target_of(done, &reached, &targets, stated);
        let better = stated.and_then(|stated| better_borne_out(done, &targets, named?, stated));
        if let Some(t) = better.or(named) {
            let far = || borne_out(done, &targets, figures, text).filter(|&(same, _)| same == t);
            let stated = stated.or_else(|| far().map(|(_, rate)| rate));
            taken.push((r, t, stated));
        } else if let Some((t, rate)) = borne_out(done, &targets, figures, text) {
            taken.push((r, t, Some(rate)));
        }
    }
    taken.extend(in_order(&reached, &targets).into_iter().map(|(r, t)| (r, t, None)));
    for &(r, t, stated) in &taken {
        let (done, target) = (&reached[r], &targets[t]);
        // 开工29个，开工率60%: what is begun is not done.
        if done.thing().stage == Stage::Begun && target.thing().stage != Stage::Begun {
            continue;
        }
        // 2个主体完工: what stands is not what is done, unless the notice counts it so.
        let halfway = holds_any(done.metric, &HALFWAY) || holds_any(done.behind(), &HALFWAY);
        if stated.is_none() && halfway && !holds_any(target.metric, &HALFWAY) {
            continue;
        }
        // Two different amounts reached of one target: which one counts is not ours to say.
        let rival = taken
            .iter()
            .map(|&(other, same, _)| (&reached[other], same))
            .any(|(other, same)| same == t && other.value != done.value && other.thing().stage == done.thing().stage);
        let Some(computed) =
            quotient(done.value, target.value).filter(|c| !rival || stated.is_some_and(|s| close(*c, s)))
        else {
            continue;
        };
        // A rate that is far off is another amount's: 发放2523户、266.295万元,占计划户数的86% is no rate of the money.
        let stated = stated.filter(|stated| close(computed, *stated));
        // 占年度计划投资1.6亿元 names the plan, not what is built.
        let goal = target.thing().noun.is_empty() && !counts_goals(done.metric) || target.metric.starts_with('占');
        let pair = Completion {
            metric: if goal { done.metric } else { target.metric }.to_string(),
            target: target.value,
            progress: done.value,
            computed,
            stated,
            unit: target.figure.unit.as_ref().map(ToString::to_string),
        };
        let known = out.iter_mut().find(|c| {
            c.target == pair.target && c.progress == pair.progress && c.unit == pair.unit && c.metric == pair.metric
        });
        match known {
            Some(known) => known.stated = known.stated.or(pair.stated),
            None => out.push(pair),
        }
    }
    out
}

/// 三项指标分别完成3.3万人、1.1万人、3120人: amounts that only say that they are the goals' are those of all targets, in their order.
fn in_order(reached: &[Side], targets: &[Side]) -> Vec<(usize, usize)> {
    let run: Vec<usize> = (0..reached.len()).filter(|&r| counts_goals(reached[r].metric)).collect();
    let alike = run.len() > 1
        && run.len() == targets.len()
        && run.windows(2).all(|pair| reached[pair[1]].index == reached[pair[0]].index + 1)
        && run.iter().enumerate().all(|(t, &r)| reached[r].figure.unit == targets[t].figure.unit);
    if alike { run.into_iter().enumerate().map(|(t, r)| (r, t)).collect() } else { Vec::new() }
}

/// 三项指标, 各项任务
fn counts_goals(metric: &str) -> bool {
    ["指标", "任务", "目标"].iter().any(|word| metric.ends_with(word))
}

/// The one target that an amount was reached of.
fn target_of(done: &Side, reached: &[Side], targets: &[Side], stated: Option<Decimal>) -> Option<usize> {
    let mut fits: Vec<usize> =
        (0..targets.len()).filter(|&t| targets[t].index != done.index && comparable(done, &targets[t])).collect();
    if fits.is_empty() {
        return None;
    }
    let same_stage = |t: &Side| t.thing().stage == done.thing().stage;
    let strong = |t: &Side| {
        same_stage(t)
            && (t.metric == done.metric
                || !done.thing().noun.is_empty()
                    && same_noun(t.thing(), done.thing())
                    && t.thing().agrees(done.thing()))
    };
    // 已建成23268户: nothing but the amount; only where one target is in question.
    let bare = |t: &Side| same_stage(t) && (done.thing().noun.is_empty() || t.thing().noun.is_empty());
    let weak = |t: &Side| {
        let (a, b) = (&t.thing().noun, &done.thing().noun);
        a.is_empty() || b.is_empty() || a.contains(b.as_str()) || b.contains(a.as_str())
    };
    let exact: Vec<usize> =
        fits.iter().copied().filter(|&t| targets[t].metric == done.metric && same_stage(&targets[t])).collect();
    if let Some(t) = only(&exact, targets) {
        return Some(t);
    }
    let strongly: Vec<usize> = fits.iter().copied().filter(|&t| strong(&targets[t])).collect();
    if let Some(t) = only(&strongly, targets) {
        return Some(t);
    }
    if strongly.is_empty()
        && let Some(t) = only(&fits, targets).filter(|&t| bare(&targets[t]))
    {
        return Some(t);
    }
    let noun = done.thing().noun.as_str();
    // 新增婴幼儿托位1200个, 新增托位960个: the same done for the head of the target's name, the one target that ends so.
    let ends = |t: &Side| t.thing().noun.ends_with(noun) && same_stage(t);
    let heads: Vec<usize> = fits.iter().copied().filter(|&t| noun.len() >= 6 && ends(&targets[t])).collect();
    let deed = &done.thing().deed;
    if strongly.is_empty()
        && !deed.is_empty()
        && let [t] = *heads.as_slice()
        && !targets[t].thing().deed.is_empty()
        && targets[t].thing().agrees(done.thing())
        && reached_once(done, reached)
    {
        return Some(t);
    }
    // 改造老旧小区65个, 65个小区全部完工: the predicate says that it is done, the noun is the target's own.
    let names = strongly.is_empty() && noun.len() >= 6;
    let over = names && holds_any(done.behind(), &OVER);
    let head: Vec<usize> = fits.iter().copied().filter(|&t| over && targets[t].thing().noun.ends_with(noun)).collect();
    if over
        && head.len() == fits.len()
        && let Some(t) = only(&head, targets).filter(|&t| same_stage(&targets[t]))
    {
        return Some(t);
    }
    // 为150户残疾人家庭实施无障碍改造, 150户无障碍改造全部完成: the target's own clause names what was done.
    let named: Vec<usize> = fits.iter().copied().filter(|&t| names && targets[t].behind().contains(noun)).collect();
    if let Some(t) = only(&named, targets).filter(|&t| same_stage(&targets[t])) {
        return Some(t);
    }
    // Otherwise the stated rate must bear the pair out.
    let stated = stated?;
    fits.retain(|&t| weak(&targets[t]) && quotient(done.value, targets[t].value).is_some_and(|c| close(c, stated)));
    only(&fits, targets)
}

/// 改造供热管网, 供热管网改造: the same noun, with or without what is done behind it.
fn same_noun(target: &Thing, done: &Thing) -> bool {
    target.noun == done.noun
        || !target.deed.is_empty() && done.noun.strip_suffix(target.deed.as_str()) == Some(target.noun.as_str())
}

/// Whether no other amount of its unit is reported with a name that ends alike.
fn reached_once(done: &Side, reached: &[Side]) -> bool {
    let noun = &done.thing().noun;
    !reached.iter().any(|other| {
        other.index != done.index && comparable(other, done) && other.thing().noun.ends_with(noun.as_str())
    })
}

/// Another target of the same unit that the stated rate bears out, where it speaks against the one the words chose:
/// `改造公路64公里(城区21公里、各乡镇43公里)`, `完成58公里,占目标的90.6%`.
fn better_borne_out(done: &Side, targets: &[Side], named: usize, stated: Decimal) -> Option<usize> {
    let gives = |t: &Side| quotient(done.value, t.value).is_some_and(|c| close(c, stated));
    if gives(&targets[named]) {
        return None;
    }
    let found: Vec<usize> = (0..targets.len())
        .filter(|&t| {
            let target = &targets[t];
            target.index != done.index
                && comparable(done, target)
                && gives(target)
                && akin(&done.thing().noun, &target.thing().noun)
        })
        .collect();
    only(&found, targets)
}

/// The one target of which a rate behind the amount is the quotient, to its last digit, whatever the words in between:
/// 已开工1533套(含新开工1238套),开工率57%. Their words must have something in common all the same.
fn borne_out(done: &Side, targets: &[Side], figures: &[Figure], text: &Text) -> Option<(usize, Decimal)> {
    for rate in figures[done.index + 1..].iter().take(WITHIN) {
        let (start, end) = (done.figure.span.end, rate.span.start);
        if rate.field != done.figure.field || end < start || end - start > FAR {
            return None;
        }
        let Amount::Value(stated) = rate.amount else { continue };
        if rate.unit.as_deref() != Some("%") || rate.change.is_some() || !rate.scopes.is_empty() {
            continue;
        }
        let between = text.recognised().get(start as usize..end as usize)?;
        if between.contains(['。', '；', ';', '\n']) {
            return None;
        }
        let metric = fold::simplify(rate.metric.as_deref().unwrap_or_default());
        if !holds_any(&metric, &RATE_WORDS) && !holds_any(between, &RATE_WORDS) {
            continue;
        }
        let last_digit = Decimal::new(1, stated.scale().min(8));
        let gives = |t: &Side| {
            t.figure.unit == done.figure.unit
                && t.index != done.index
                && quotient(done.value, t.value).is_some_and(|c| (c - stated).abs() < last_digit)
                && akin(&done.thing().noun, &t.thing().noun)
        };
        let found: Vec<usize> = (0..targets.len()).filter(|&t| gives(&targets[t])).collect();
        if let Some(t) = only(&found, targets) {
            return Some((t, stated));
        }
    }
    None
}

/// Whether two names share a pair of characters, or one of them names nothing.
fn akin(a: &str, b: &str) -> bool {
    let characters: Vec<char> = a.chars().collect();
    a.is_empty() || b.is_empty() || characters.windows(2).any(|pair| b.contains(&String::from_iter(pair)))
}

fn comparable(done: &Side, target: &Side) -> bool {
    done.figure.unit == target.figure.unit
        && done.figure.dimension == target.figure.dimension
        && done.figure.scopes == target.figure.scopes
}

/// The first of several that all state the same amount, or of which the others are parts of the first: 整治60条,其中上半年25条.
fn only(found: &[usize], targets: &[Side]) -> Option<usize> {
    let (&first, rest) = found.split_first()?;
    let whole = &targets[first];
    let part = |t: &Side| {
        let follows = t.index == whole.index + 1 && t.value < whole.value && t.metric == whole.metric;
        follows && t.is_part()
    };
    rest.iter().all(|&t| targets[t].value == whole.value || part(&targets[t])).then_some(first)
}

/// The percentage behind an amount that says how much of its target it is: 完成任务78%, 完工率71.6%.
fn rate_behind(figures: &[Figure], done: &Side, text: &Text) -> Option<Decimal> {
    for rate in figures[done.index + 1..].iter().take(3) {
        if rate.field != done.figure.field
            || rate.span.start < done.figure.span.end
            || rate.span.start - done.figure.span.end > NEAR
        {
            return None;
        }
        let between = &text.recognised()[done.figure.span.end as usize..rate.span.start as usize];
        if between.contains(['。', '；', ';']) {
            return None;
        }
        let Amount::Value(value) = rate.amount else { continue };
        if rate.unit.as_deref() != Some("%") {
            // Amounts side by side share their rate: 59个小区、8037户,开工率65%.
            if between.contains(['，', ',']) {
                return None;
            }
            continue;
        }
        let metric = fold::simplify(rate.metric.as_deref().unwrap_or_default());
        let begun = holds_any(&metric, &["开工率", "立项率"]);
        let task = holds_any(&metric, &["完成", "任务", "目标", "计划", "完工率", "竣工率", "建成率"]);
        // 6800人,为年度目标6000人的113.3%
        let task = task || between.ends_with('的') && holds_any(between, &["任务", "目标", "计划"]);
        // 7620人,完成95.3%
        let task = task || between.trim_end().ends_with("完成") || between.ends_with('占');
        if rate.change.is_none() && (task && !begun || begun && done.thing().stage == Stage::Begun) {
            return Some(value);
        }
    }
    None
}

fn quotient(done: Decimal, target: Decimal) -> Option<Decimal> {
    done.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(target)
}

/// Within one per cent point of what is stated.
fn close(computed: Decimal, stated: Decimal) -> bool {
    (computed - stated).abs() < Decimal::ONE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Op;
    use crate::text::{Excerpt, Span};

    /// `field`: t target, p progress. The amount stands in `text` behind the one before.
    fn figure(text: &str, raw: &str, from: usize, metric: &str, role: Role, scope: Option<&str>) -> Figure {
        let start = text[from..].find(raw).unwrap() + from;
        let digits: String = raw.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let unit: String = raw.chars().filter(|c| !c.is_ascii_digit() && *c != '.').collect();
        Figure {
            field: if role == Role::Target { Field::Target } else { Field::Progress },
            role: Some(role),
            span: Span::new(start, start + raw.len()),
            joined: None,
            amount: Amount::Value(digits.parse().unwrap()),
            op: Op::Eq,
            unit: Some(unit.into()),
            per: Vec::new(),
            dimension: None,
            change: None,
            basis: None,
            each: false,
            metric: Some(metric.to_string()),
            scopes: scope.map(str::to_string).into_iter().collect(),
            due: None,
        }
    }

    fn read(text: &str, list: &[(&str, &str, Role, Option<&str>)]) -> Vec<String> {
        let mut from = 0;
        let figures: Vec<Figure> = list
            .iter()
            .map(|&(raw, metric, role, scope)| {
                let figure = figure(text, raw, from, metric, role, scope);
                from = figure.span.end as usize;
                figure
            })
            .collect();
        let (title, text) = (Excerpt::default(), Text::new(text.to_string()));
        pairs(&figures, &Source { passages: &[], title: &title, text: &text })
            .iter()
            .map(|c| {
                format!(
                    "{} {}/{}={} {}",
                    c.metric,
                    c.progress,
                    c.target,
                    c.computed.round_dp(1),
                    c.stated.map_or("-".to_string(), |s| s.to_string())
                )
            })
            .collect()
    }

    use Role::{Progress as P, Target as T};

    #[test]
    fn pairs_by_metric_unit_and_scope() {
        let text = "新建公厕20座,改造公厕10座。新建公厕15座,完成任务75%,改造公厕9座。";
        let list = [
            ("20座", "新建公厕", T, None),
            ("10座", "改造公厕", T, None),
            ("15座", "新建公厕", P, None),
            ("75%", "完成任务", P, None),
            ("9座", "改造公厕", P, None),
        ];
        assert_eq!(read(text, &list), ["新建公厕 15/20=75 75", "改造公厕 9/10=90 -"]);
        let text = "改造公路64公里,东片21公里,西片43公里。改造58公里,占目标的90.6%。";
        let list = [
            ("64公里", "改造农村公路", T, None),
            ("21公里", "东片", T, None),
            ("43公里", "农村公路改造", T, None),
            ("58公里", "农村公路改造", P, None),
            ("90.6%", "占目标", P, None),
        ];
        assert_eq!(read(text, &list), ["改造农村公路 58/64=90.6 90.6"]);
        let text = "东区20座,西区10座。东区5座。";
        let list =
            [("20座", "公厕", T, Some("东区")), ("10座", "公厕", T, Some("西区")), ("5座", "公厕", P, Some("东区"))];
        assert_eq!(read(text, &list), ["公厕 5/20=25 -"]);
    }

    #[test]
    fn no_pair_rather_than_a_wrong_one() {
        // Begun is not done.
        assert!(
            read("改造小区83个。已开工40个。", &[("83个", "改造小区", T, None), ("40个", "开工", P, None)]).is_empty()
        );
        // Another unit, two targets, two reports.
        assert!(
            read("改造小区83个。已完成40户。", &[("83个", "改造小区", T, None), ("40户", "完成", P, None)]).is_empty()
        );
        assert!(
            read(
                "学校3所,医院5所。建成2所。",
                &[("3所", "学校", T, None), ("5所", "医院", T, None), ("2所", "建成", P, None)]
            )
            .is_empty()
        );
        assert!(
            read(
                "学校9所。建成2所,建成4所。",
                &[("9所", "学校", T, None), ("2所", "建成", P, None), ("4所", "建成", P, None)]
            )
            .is_empty()
        );
        assert!(read("新建9所。改造2所。", &[("9所", "新建学校", T, None), ("2所", "改造学校", P, None)]).is_empty());
    }

    #[test]
    fn the_stated_rate_bears_a_pair_out() {
        let list =
            [("834户", "农村危房存量改造任务", T, None), ("771户", "完工", P, None), ("92.4%", "完工率", P, None)];
        assert_eq!(read("危房存量834户。已完工771户,完工率92.4%。", &list), ["农村危房存量改造任务 771/834=92.4 92.4"]);
        let begun = [list[0], ("771户", "开工", P, None), ("92.4%", "开工率", P, None)];
        assert!(read("危房存量834户。已开工771户,开工率92.4%。", &begun).is_empty());
    }
}
