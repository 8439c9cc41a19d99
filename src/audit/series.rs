//! Rates that are told in a row, each of the amount in its place: `已完成315所，新增学位6.52万个，分别占目标任务的105%、108.7%`, and
//! `城市标准由740元提高到780元，农村标准由6600元提高到7080元，分别增长5.4%和7.3%`.
//!
//! Which amount a rate of work is told of was settled when the pairs were made. Growths are those of the changes before them.

use super::growth;
use super::rate::{self, REACH};
use super::scene::{Placed, Scene};
use crate::figure::{Figure, Op};
use crate::record::{Check, CheckKind, Item, Verdict};
use crate::text::Span;

/// The rates of work of one item.
pub fn check(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    for told in item.completion.iter().filter_map(|pair| pair.told) {
        let figure = |span: Span| item.figures.iter().find(|f| f.span == span);
        let scene = scenes.iter().find_map(|s| Some((s, s.figures.iter().find(|p| p.figure.span == told.rate)?)));
        if let (Some(done), Some(of), Some((scene, rate))) = (figure(told.done), figure(told.of), scene)
            && let Some(stated) = rate.value
        {
            // 81.1 under 完成率(%) is quoted with its sign.
            let raw = format!("{}%", scene.raw(rate.figure).trim_end_matches(['%', '％']));
            let rate = (rate.figure, raw.as_str(), stated);
            out.extend(rate::against(item, scene, rate, (done, of), CheckKind::Completion));
        }
    }
}

/// Whether a rate was told of an amount by its place.
pub fn holds(item: &Item, rate: &Figure) -> bool {
    item.completion.iter().any(|pair| pair.told.is_some_and(|told| told.rate == rate.span))
}

/// The growths of a passage that are told in the order of the changes before them. Where none of them fits, they are measured by something else.
pub fn growths(item: &Item, scene: &Scene, out: &mut Vec<Check>) {
    let figures = &scene.figures;
    let grows = |p: &Placed| p.is_percent() && p.figure.change.is_some() && p.figure.op == Op::Eq && p.value.is_some();
    let changes = |p: &Placed| growth::ends(p).is_some() && !p.is_percent();
    let mut at = 1;
    while at < figures.len() {
        let first = at;
        at += 1;
        if !grows(&figures[first]) || !changes(&figures[first - 1]) {
            continue;
        }
        let joined = |i: usize| {
            matches!(scene.between(figures[i - 1].figure, figures[i].figure), "和" | "、" | "及" | "与" | "，")
        };
        while at < figures.len() && grows(&figures[at]) && joined(at) {
            at += 1;
        }
        let one_sentence = |p: &&Placed| p.sentence == figures[first].sentence && p.depth == figures[first].depth;
        let before =
            figures[..first].iter().rev().take(REACH).take_while(one_sentence).take_while(|p| changes(p)).count();
        let words = scene.between(figures[first - 1].figure, figures[first].figure);
        let count = at - first;
        if count < 2 || before != count || !words.contains("分别") || words.contains(['。', '；', ';', '\n']) {
            continue;
        }
        let checks: Vec<Check> = (0..count)
            .filter_map(|k| growth::of_change(item, scene, &figures[first - count + k], &figures[first + k]))
            .collect();
        if checks.iter().any(|check| check.verdict != Verdict::Fails) {
            out.extend(checks);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{CheckKind, Verdict};
    use crate::{Options, parse};

    fn verdicts(text: &str, kind: CheckKind) -> Vec<Verdict> {
        let notice = parse(text.as_bytes(), &Options::default());
        notice.checks.iter().filter(|check| check.kind == kind).map(|check| check.verdict).collect()
    }

    fn completions(report: &str, rate: &str) -> Vec<Verdict> {
        let table = format!(
            "青河县2023年民生实事完成情况\n序号\t项目名称\t年度目标\t完成情况\t完成率\t责任单位\n\
             1\t便民工程\t新建学校40所，新增学位5000个，培训教师600人\t{report}\t{rate}\t县教育局\n\
             2\t其他工程\t按计划推进\t正在推进\t-\t县教育局\n"
        );
        verdicts(&table, CheckKind::Completion)
    }

    use Verdict::{Fails, Holds, Rounds};

    #[test]
    fn each_rate_is_held_against_the_amount_in_its_place() {
        let report = "新建学校30所，新增学位4137个，培训教师540人";
        assert_eq!(completions(report, "75%、82.7%、90%"), [Holds; 3]);
        assert_eq!(completions(report, "75%、82%、90%"), [Holds, Rounds, Holds]);
        assert_eq!(completions(report, "75%、82.7%、95%"), [Holds, Holds, Fails]);
        let told = |rates: &str| completions(&format!("{report}，分别完成目标任务的{rates}"), "-");
        assert_eq!(told("75%、82.7%和90%"), [Holds; 3]);
        assert_eq!(told("75%、78.2%和90%"), [Holds, Fails, Holds]);
    }

    #[test]
    fn rates_in_another_order_are_no_errors() {
        let report = "新建学校30所，新增学位4137个，培训教师540人";
        assert!(!completions(report, "90%、75%、82.7%").contains(&Fails));
        assert!(!completions(report, "75%、90%、82.7%").contains(&Fails));
        assert!(!completions(report, "75%、95%").contains(&Fails));
    }

    #[test]
    fn growths_in_a_row_are_those_of_the_changes() {
        let growths = |rates: &str| {
            let raised = "城区补助标准由600元提高到660元，乡镇补助标准由500元提高到530元";
            let text = format!("青河县2023年民生实事\n1.提高补助。{raised}，{rates}。\n2.扩大范围。覆盖全县。\n");
            verdicts(&text, CheckKind::Growth)
        };
        assert_eq!(growths("分别增长10%和6%"), [Holds, Holds]);
        assert_eq!(growths("增幅分别为10%、6%"), [Holds, Holds]);
        assert_eq!(growths("分别提高10%、8%"), [Holds, Fails]);
        // Measured by something else, or one more than there are changes.
        assert_eq!(growths("分别增长21%和25%"), []);
        assert_eq!(growths("资金、人数和覆盖面分别增长10%、6%、5%"), []);
        assert_eq!(growths("分别下降10%和6%"), []);
    }
}
