//! Rates that are told together and belong to the amounts in their order: `已完成315所，新增学位6.52万个，分别占目标任务的105%、108.7%`, or a cell of
//! nothing but rates (`94%、86.8%、84%` below 完成率) beside as many amounts.
//!
//! A cell of one rate is that of the one pair of its row that gives it.

use super::super::Passage;
use super::of::{comparable, only};
use super::rate::{akin, gives};
use super::side::{Side, Source};
use crate::figure::{Amount, Decimal, Dimension, Figure, Role};
use crate::lexicon::Field;
use crate::text::{Span, Text, holds_any};
use std::ops::ControlFlow;

/// Headers of columns that say how much of the target was reached.
const RATES: [&str; 8] = ["完成率", "完成比例", "完成百分比", "完成比", "完成进度", "完成占比", "完成度", "完成百分率"];
/// What makes rates behind 分别 shares of what was planned.
const PLANNED: [&str; 6] = ["完成", "任务", "目标", "计划", "竣工率", "建成率"];
/// Marks and words between rates that are told in a row.
const JOINS: [&str; 9] = ["、", "和", "及", "与", "以及", "，", ",", "；", "/"];
/// A row has no more cells than this.
const MOST: usize = 24;

/// A pair that a rate was found for: the amount reached, the target, the rate.
pub(super) struct Taken {
    pub done: usize,
    pub target: usize,
    pub stated: Option<Decimal>,
    /// The place of the rate among the item's figures, where it belongs to the pair by its place in a row.
    pub told: Option<usize>,
}

/// Rates that are told together, and where the amounts stand that they may be of.
pub(super) struct Series {
    pub rates: Vec<usize>,
    /// The places of the figures, in order.
    amounts: Vec<usize>,
    /// Its words say that they are rates of what was planned: one that its pair does not give is wrong.
    planned: bool,
}

/// Whether a column or label says how much of the target was reached.
pub fn names_rate(label: &str) -> bool {
    let label = label.trim_end_matches(['%', '％', ')', '）', '(', '（', '：', ':', ' ', '\u{3000}']);
    RATES.iter().any(|rate| label.ends_with(rate))
        || label.contains('占') && ["目标", "任务", "计划", "比", "比例"].iter().any(|of| label.ends_with(of))
}

/// The series of an item, in the order of the text.
pub(super) fn find(figures: &[Figure], source: &Source) -> Vec<Series> {
    let mut out = Vec::new();
    if !figures.iter().any(is_rate) {
        return out;
    }
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by_key(|&i| figures[i].span);
    let read = source.text.recognised();
    let gap = |a: usize, b: usize| {
        let (a, b) = (figures[order[a]].span.end as usize, figures[order[b]].span.start as usize);
        read.get(a..b).unwrap_or_default()
    };
    let mut at = 0;
    while at < order.len() {
        let first = at;
        at += 1;
        if !is_rate(&figures[order[first]]) {
            continue;
        }
        while at < order.len() && is_rate(&figures[order[at]]) && JOINS.contains(&gap(at - 1, at).trim()) {
            at += 1;
        }
        let rates = order[first..at].to_vec();
        if let Some(amounts) = beside_cell(figures, &rates, &order[..first], source) {
            out.push(Series { rates, amounts, planned: true });
        } else if rates.len() > 1 && first > 0 && respective(gap(first - 1, first)) {
            let back = (0..first).rev().try_fold(first, |from, i| {
                let goes_on = !figures[order[i]].unit.as_deref().is_some_and(|unit| unit.contains('%'))
                    && figures[order[i]].field == figures[order[first]].field
                    && (i + 1 == first || !gap(i, i + 1).contains(['。', '；', ';', '\n']));
                if goes_on { ControlFlow::Continue(i) } else { ControlFlow::Break(from) }
            });
            let (ControlFlow::Continue(from) | ControlFlow::Break(from)) = back;
            let planned = holds_any(gap(first - 1, first), &PLANNED);
            out.push(Series { rates, amounts: order[from..first].to_vec(), planned });
        }
    }
    out
}

fn is_rate(figure: &Figure) -> bool {
    figure.unit.as_deref() == Some("%")
        && figure.change.is_none()
        && figure.scopes.is_empty()
        && figure.role != Some(Role::Target)
        && matches!(figure.amount, Amount::Value(_))
}

/// `，分别完成目标任务的`: one clause between the last amount and the first rate.
fn respective(gap: &str) -> bool {
    (gap.ends_with("分别占") || gap.contains("分别") && holds_any(gap, &PLANNED))
        && !gap.contains(['。', '；', ';', '\n'])
}

/// The amounts reported in the row of a cell that holds nothing but rates.
fn beside_cell(figures: &[Figure], rates: &[usize], before: &[usize], source: &Source) -> Option<Vec<usize>> {
    let Source { passages, text, .. } = *source;
    let (first, last) = (figures[*rates.first()?].span, figures[*rates.last()?].span);
    let cell = passages.iter().position(|passage| passage.text.holds(first.start))?;
    let label = |at: usize| passages.get(at).and_then(|passage: &Passage| passage.label.as_ref());
    let whole = passages[cell].text.span();
    if !is_bare(text, whole, Span { start: first.start, end: last.end }) || !names_rate(&label(cell)?.recognised(text))
    {
        return None;
    }
    // A column has one cell in a row.
    let mut start = cell;
    while start > 0 && cell - start < MOST {
        let Some(next) = label(start - 1).map(|label| label.span()) else { break };
        if (start..=cell).any(|at| label(at).is_some_and(|label| label.span() == next)) {
            break;
        }
        start -= 1;
    }
    let row = &passages[start..cell];
    let reported = |&i: &usize| {
        let (figure, holds) = (&figures[i], |p: &Passage| p.text.holds(figures[i].span.start));
        figure.field == Field::Progress && row.iter().any(holds)
    };
    Some(before.iter().copied().filter(reported).collect())
}

/// Whether a cell holds nothing besides what stands in `inner`, blanks and signs of per cent aside.
fn is_bare(text: &Text, cell: Span, inner: Span) -> bool {
    let idle = |from: u32, to: u32| {
        let rest = text.recognised().get(from as usize..to as usize);
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_whitespace() || "%％。".contains(c)))
    };
    cell.start <= inner.start && inner.end <= cell.end && idle(cell.start, inner.start) && idle(inner.end, cell.end)
}

/// Gives the pairs their rates, and finds those pairs that only a rate in its place bears out.
pub(super) fn settle(
    series: &[Series],
    figures: &[Figure],
    reached: &[Side],
    targets: &[Side],
    taken: &mut Vec<Taken>,
) {
    for one in series {
        let members: Vec<usize> = (0..reached.len()).filter(|&r| one.amounts.contains(&reached[r].index)).collect();
        match one.rates.as_slice() {
            [rate] => single(*rate, &members, figures, reached, targets, taken),
            _ => in_order(one, &members, figures, reached, targets, taken),
        }
    }
}

fn value(figure: &Figure) -> Option<Decimal> {
    if let Amount::Value(value) = figure.amount { Some(value) } else { None }
}

/// As many rates as amounts: each is that of the amount in its place. One that its pair does not give is told of it all the same, where
/// every other is given.
fn in_order(
    series: &Series,
    members: &[usize],
    figures: &[Figure],
    reached: &[Side],
    targets: &[Side],
    taken: &mut Vec<Taken>,
) {
    let rates = series.rates.as_slice();
    let all = members.len() == rates.len();
    let paired = |r: &usize, taken: &[Taken]| taken.iter().any(|pair| pair.done == *r);
    // 新建食堂47个、改造床位260张，惠及3000人，分别完成94%、86.8%
    let chosen: Vec<usize> =
        if all { members.to_vec() } else { members.iter().copied().filter(|r| paired(r, taken)).collect() };
    if chosen.len() != rates.len() {
        return;
    }
    for (&r, &rate) in chosen.iter().zip(rates) {
        if !paired(&r, taken)
            && let Some(stated) = value(&figures[rate])
            && let Some(target) = borne_out(&reached[r], targets, stated)
        {
            taken.push(Taken { done: r, target, stated: Some(stated), told: Some(rate) });
        }
    }
    let fits = |pair: &Taken, rate: usize| {
        value(&figures[rate]).is_some_and(|stated| gives(&reached[pair.done], &targets[pair.target], stated))
    };
    let rate_of = |r: usize| chosen.iter().position(|&one| one == r).map(|at| rates[at]);
    let given = chosen.iter().zip(rates);
    let given = given.filter(|&(&r, &rate)| taken.iter().any(|pair| pair.done == r && fits(pair, rate))).count();
    let firm = all && series.planned && given + 1 >= rates.len() && chosen.iter().all(|r| paired(r, taken));
    for pair in taken.iter_mut() {
        let Some(rate) = rate_of(pair.done) else { continue };
        let told = firm || fits(pair, rate);
        pair.told = told.then_some(rate);
        pair.stated = if told { value(&figures[rate]) } else { None };
    }
}

/// One rate beside several amounts is that of the one pair which gives it to its last digit.
fn single(
    rate: usize,
    members: &[usize],
    figures: &[Figure],
    reached: &[Side],
    targets: &[Side],
    taken: &mut Vec<Taken>,
) {
    let Some(stated) = value(&figures[rate]) else { return };
    let of_row = |pair: &Taken| members.contains(&pair.done);
    let given: Vec<usize> = (0..taken.len())
        .filter(|&k| of_row(&taken[k]) && gives(&reached[taken[k].done], &targets[taken[k].target], stated))
        .collect();
    match given.as_slice() {
        [pair] => {
            // What is merely near it has another rate.
            taken
                .iter_mut()
                .filter(|pair| of_row(pair) && pair.stated == Some(stated))
                .for_each(|pair| pair.stated = None);
            taken[*pair].stated = Some(stated);
        }
        [] => {
            let free = members.iter().copied().filter(|r| !taken.iter().any(|pair| pair.done == *r));
            let mut found = free.filter_map(|r| Some((r, borne_out(&reached[r], targets, stated)?)));
            if let (Some((done, target)), None) = (found.next(), found.next()) {
                taken.push(Taken { done, target, stated: Some(stated), told: None });
            } else if let [member] = members
                && let Some(pair) = taken.iter_mut().find(|pair| pair.done == *member)
            {
                pair.stated = Some(stated);
            }
        }
        _ => {}
    }
}

/// The one target of an amount that a rate is the very quotient of. Money is one thing by itself (投入, 完成投资); other amounts must be akin.
fn borne_out(done: &Side, targets: &[Side], stated: Decimal) -> Option<usize> {
    let money = done.figure.dimension == Some(Dimension::Money);
    let fits = |t: &Side| {
        t.index != done.index
            && comparable(done, t)
            && gives(done, t, stated)
            && (money || akin(&done.thing().noun, &t.thing().noun))
    };
    let found: Vec<usize> = (0..targets.len()).filter(|&t| fits(&targets[t])).collect();
    only(&found, targets)
}

#[cfg(test)]
mod tests {
    use crate::{Options, parse};

    /// The pairs of a table's one row, as `done/target stated`.
    fn pairs(goal: &str, report: &str, rate: &str) -> Vec<String> {
        let table = format!(
            "青河县2023年民生实事完成情况\n序号\t项目名称\t年度目标\t完成情况\t完成率\t责任单位\n\
             1\t便民工程\t{goal}\t{report}\t{rate}\t县发改局\n2\t其他工程\t按计划推进\t正在推进\t-\t县发改局\n"
        );
        let notice = parse(table.as_bytes(), &Options::default());
        let of_item = notice.items.iter().flat_map(|item| &item.completion);
        let stated = |stated: Option<crate::figure::Decimal>| stated.map_or("-".to_string(), |s| s.to_string());
        of_item.map(|c| format!("{}/{} {}", c.progress, c.target, stated(c.stated))).collect()
    }

    #[test]
    fn rates_in_a_row_belong_to_the_amounts_in_their_order() {
        let goal = "新建学校40所，新增学位5000个";
        for report in [
            "已建成学校30所，新增学位4100个，分别占目标任务的75%、82%",
            "建成学校30所、新增学位4100个，分别完成年度目标的75%和82%。",
            "建成学校30所，新增学位4100个，完成率分别为75%、82%",
        ] {
            assert_eq!(pairs(goal, report, "-"), ["30/40 75", "4100/5000 82"], "{report}");
        }
        assert_eq!(pairs(goal, "建成学校30所，新增学位4100个", "75%、82%"), ["30/40 75", "4100/5000 82"]);
        // Shares may be of something else: stated where the pairs give them.
        let shares = |rates: &str| pairs(goal, &format!("建成学校30所，新增学位4100个，分别占{rates}"), "-");
        assert_eq!(shares("75%、82%"), ["30/40 75", "4100/5000 82"]);
        assert_eq!(shares("75%、92%"), ["30/40 75", "4100/5000 -"]);
        // Beside an amount that was never planned.
        assert_eq!(
            pairs(goal, "建成学校30所，新增学位4100个，惠及家庭2600户", "75%、82%"),
            ["30/40 75", "4100/5000 82"]
        );
        // One that is wrong is stated all the same.
        assert_eq!(pairs(goal, "建成学校30所，新增学位4100个", "75%、92%"), ["30/40 75", "4100/5000 92"]);
    }

    #[test]
    fn rates_that_fit_no_order_are_stated_of_nothing() {
        let goal = "新建学校40所，新增学位5000个";
        let none = ["30/40 -", "4100/5000 -"];
        assert_eq!(pairs(goal, "建成学校30所，新增学位4100个", "82%、75%"), none);
        assert_eq!(pairs(goal, "建成学校30所，新增学位4100个，分别增长75%、82%", "-"), none);
        assert_eq!(pairs(goal, "建成学校30所，新增学位4100个", "60%、70%、80%"), none);
    }

    #[test]
    fn one_rate_is_that_of_the_pair_which_gives_it() {
        let goal = "投入3.2亿元，新建学校8所，改建学校12所";
        let report = "完成投资2.08亿元，新建学校6所，改建学校9所";
        assert_eq!(pairs(goal, report, "65%"), ["6/8 -", "9/12 -", "208000000/320000000 65"]);
        // Two pairs give it, and it is true of both. No pair gives it.
        assert_eq!(pairs(goal, report, "75%")[..2], ["6/8 75", "9/12 75"].map(str::to_string));
        assert_eq!(pairs(goal, report, "70%"), ["6/8 -", "9/12 -"]);
        assert_eq!(pairs("新建公路60公里，改造危桥8座", "新建公路51公里，改造危桥8座", "85%"), ["51/60 85", "8/8 -"]);
    }

    /// The pairs of a report's one sentence.
    fn reported(sentence: &str) -> Vec<String> {
        let text = format!("青河县2024年民生实事完成情况通报\n1.甲工程。{sentence}\n2.乙工程。正在推进。\n");
        let notice = parse(text.as_bytes(), &Options::default());
        let of_item = notice.items.iter().flat_map(|item| &item.completion);
        of_item.map(|c| format!("{}/{}", c.progress, c.target)).collect()
    }

    #[test]
    fn what_a_report_says_of_its_plan() {
        for (sentence, want) in [
            ("计划新建公办幼儿园12所，目前已建成投用9所，其余3所正在装修。", "9/12"),
            ("建设村卫生室25个，其中新建10个、改建15个，已建成21个。", "21/25"),
            ("城镇新增就业2.3万人，完成年度任务2万人的115%。", "23000/20000"),
            ("放映公益电影420场，已放映电影396场。", "396/420"),
            ("16所薄弱学校改造完成12所。", "12/16"),
            ("改造幼儿园15所、中小学10所。目前，幼儿园正在施工；10所中小学完工4所。", "4/10"),
            ("既有住宅加装电梯100台，已开工92台，完工76台。", "76/100"),
            ("改造提升农贸市场80个。目前，已完成改造62个，正在改造18个。", "62/80"),
            ("建设便民圈6个，已建成5个，其余1个12月20日前建成。", "5/6"),
        ] {
            assert_eq!(reported(sentence), [want], "{sentence}");
        }
    }

    #[test]
    fn what_a_report_leaves_open() {
        for sentence in [
            // a part of another sort, what stands half built, what is left, what was done in all
            "布设监测站40个，其中新建28个，已建成35个。",
            "改造农贸市场5个，3个完成主体改造。",
            "改造危桥16座，已完成主体工程11座。",
            "新建幼儿园12所，其余3所12月底前建成。",
            "改造农村户厕5000户，一季度完成800户，二季度完成1900户。",
            "完成供水管网改造65公里，其中东片20公里、西片45公里。",
        ] {
            assert!(reported(sentence).is_empty(), "{sentence} {:?}", reported(sentence));
        }
    }
}
