//! Pairs what an item plans with what it reports, by metric, unit and scope: no pair rather than a wrong one.
//!
//! Only amounts of one item are paired. Whether a stated rate is right is the audit's question; here it only stands beside the pair.

mod of;
mod rate;
mod series;
mod side;

pub use series::names_rate;

use of::target_of;
use rate::{better_borne_out, borne_out, close, quotient, rate_behind};
use series::Taken;
use side::{HALFWAY, Side, Source, sides};

use super::{Completion, Item, Told};
use crate::figure::metric::thing::Stage;
use crate::figure::{Figure, Role};
use crate::lexicon::Field;
use crate::text::{Text, holds_any};

/// More amounts of a kind than this are not compared.
const MOST: usize = 120;
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
    let targets = sides(figures, source, |f| f.role == Some(Role::Target) && f.field != Field::Schedule && !left(f));
    if targets.is_empty() || reached.len() > MOST || targets.len() > MOST {
        return out;
    }
    let series = series::find(figures, source);
    let in_row: Vec<usize> =
        series.iter().filter(|series| series.rates.len() > 1).flat_map(|series| series.rates.iter().copied()).collect();
    let mut taken: Vec<Taken> = Vec::new();
    let mut take = |done, target, stated| taken.push(Taken { done, target, stated, told: None });
    for (r, done) in reached.iter().enumerate() {
        let stated = rate_behind(figures, done, &in_row, text);
        let named = target_of(done, &reached, &targets, stated);
        let better = stated.and_then(|stated| better_borne_out(done, &targets, named?, stated));
        if let Some(t) = better.or(named) {
            let far = || borne_out(done, &targets, figures, &in_row, text).filter(|&(same, _)| same == t);
            let stated = stated.or_else(|| far().map(|(_, rate)| rate));
            take(r, t, stated);
        } else if let Some((t, rate)) = borne_out(done, &targets, figures, &in_row, text) {
            take(r, t, Some(rate));
        }
    }
    in_order(&reached, &targets).into_iter().for_each(|(r, t)| take(r, t, None));
    series::settle(&series, figures, &reached, &targets, &mut taken);
    for &Taken { done: r, target: t, stated, told } in &taken {
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
            .map(|other| (&reached[other.done], other.target))
            .any(|(other, same)| same == t && other.value != done.value && other.thing().stage == done.thing().stage);
        let Some(computed) =
            quotient(done.value, target.value).filter(|c| !rival || stated.is_some_and(|s| close(*c, s)))
        else {
            continue;
        };
        // A rate that is far off is another amount's: 发放2523户、266.295万元,占计划户数的86% is no rate of the money.
        let stated = stated.filter(|stated| told.is_some() || close(computed, *stated));
        // 占年度计划投资1.6亿元 names the plan, not what is built.
        let goal = !counts_goals(done.metric) && (target.thing().noun.is_empty() || is_goal(target.metric))
            || target.metric.starts_with('占');
        let pair = Completion {
            metric: if goal { done.metric } else { target.metric }.to_string(),
            target: target.value,
            progress: done.value,
            computed,
            stated,
            unit: target.figure.unit.as_ref().map(ToString::to_string),
            told: told.map(|rate| Told { done: done.figure.span, of: target.figure.span, rate: figures[rate].span }),
        };
        let known = out.iter_mut().find(|c| {
            c.target == pair.target && c.progress == pair.progress && c.unit == pair.unit && c.metric == pair.metric
        });
        match known {
            Some(known) => {
                known.stated = known.stated.or(pair.stated);
                known.told = known.told.or(pair.told);
            }
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

/// 完成年度任务: a name that says that it is the goal, and nothing of what.
fn is_goal(metric: &str) -> bool {
    const SAID: [&str; 10] = ["完成", "年度", "全年", "年初", "省定", "市定", "下达", "任务", "目标", "计划"];
    let mut rest = metric;
    while let Some(next) = SAID.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    rest.is_empty()
}

/// 三项指标, 各项任务
fn counts_goals(metric: &str) -> bool {
    ["指标", "任务", "目标"].iter().any(|word| metric.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Amount, Op};
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
