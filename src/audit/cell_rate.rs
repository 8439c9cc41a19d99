//! A rate that is a cell of its own (完成率 | 84.5%) against the target and the amount reached in other cells of its row.
//!
//! Where all three are cells with nothing but a number, or the item has but one target and one amount reached, a rate that they do not
//! give is wrong. Else only what agrees is reported: sentences may name more than the rate is measured by.

use super::scene::{Placed, Scene};
use super::{base, rate};
use crate::figure::{Decimal, Figure, Role};
use crate::lexicon::Field;
use crate::record::names_rate;
use crate::record::{Check, CheckKind, Item, Verdict};
use crate::text::Text;

/// A row has no more cells than this.
const MOST: usize = 24;

/// The rates of one item that are cells of their own.
pub fn check(item: &Item, scenes: &[Scene], out: &mut Vec<Check>) {
    for (i, scene) in scenes.iter().enumerate() {
        if let Some(rate) = only_number(scene).filter(|p| p.is_percent())
            && let Some(stated) = rate.value
        {
            // 81.1 under 完成率(%) is quoted with its sign.
            let raw = format!("{}%", scene.raw(rate.figure).trim_end_matches(['%', '％']));
            let rate = (rate.figure, raw.as_str(), stated);
            let row = || &scenes[row_start(scenes, i)..i];
            let of_row = if tells_of_completion(scene) { against_row(item, row(), scene, rate) } else { None };
            out.extend(of_row.or_else(|| {
                let only = base::in_column(item, scene)?;
                rate::against(item, scene, rate, only, CheckKind::Completion)
            }));
        }
    }
}

/// The check of one rate: the pair of its row that gives it, else the only pair there is.
fn against_row(item: &Item, row: &[Scene], scene: &Scene, rate: (&Figure, &str, Decimal)) -> Option<Check> {
    // 年度计划投资 and 完成投资 are money, one planned and one spent.
    let spent = |scene: &&Scene, field: Field| {
        let role = if field == Field::Progress { Role::Progress } else { Role::Target };
        scene.field == Field::Funding && only_number(scene).is_some_and(|p| p.figure.role == Some(role))
    };
    let of_field = |field: Field| row.iter().filter(move |scene| scene.field == field || spent(scene, field));
    let compare =
        |done: &Placed, of: &Placed| rate::against(item, scene, rate, (done.figure, of.figure), CheckKind::Completion);
    let cells = |field| of_field(field).filter_map(only_number).filter(|p| p.plain && p.value.is_some());
    let mut checks: Vec<Check> = Vec::new();
    for done in cells(Field::Progress) {
        checks.extend(cells(Field::Target).filter(|of| done.same_measure(of)).filter_map(|of| compare(done, of)));
    }
    let bare = !checks.is_empty();
    if !bare {
        let figures = |field| of_field(field).flat_map(|scene| &scene.figures).filter(|p| p.plain).take(MOST);
        for pair in &item.completion {
            let of = figures(Field::Target).find(|p| p.value == Some(pair.target));
            let done = figures(Field::Progress).find(|p| p.value == Some(pair.progress));
            if let (Some(of), Some(done)) = (of, done)
                && done.same_measure(of)
            {
                checks.extend(compare(done, of));
            }
        }
    }
    let is = |verdict: Verdict| move |check: &Check| check.verdict == verdict;
    let borne_out = checks.iter().position(is(Verdict::Holds)).or_else(|| checks.iter().position(is(Verdict::Rounds)));
    match borne_out {
        Some(at) => Some(checks.swap_remove(at)),
        None if bare && checks.len() == 1 => checks.pop(),
        None => None,
    }
}

/// The number that is all of its cell.
pub(super) fn only_number<'s, 'a>(scene: &'s Scene<'a>) -> Option<&'s Placed<'a>> {
    match scene.figures.as_slice() {
        [placed] if fills(placed, scene) => Some(placed),
        _ => None,
    }
}

/// Whether nothing but a figure stands in its passage, which a column names: such cells differ by what their columns say.
pub(super) fn fills(placed: &Placed, scene: &Scene) -> bool {
    scene.label.is_some() && placed.figure.span == scene.span
}

fn tells_of_completion(scene: &Scene) -> bool {
    let text: &Text = scene.text;
    let Some(label) = scene.label else { return false };
    names_rate(&label.recognised(text))
}

/// Where the row of a cell begins: a column has one cell in it.
fn row_start(scenes: &[Scene], at: usize) -> usize {
    let label = |i: usize| scenes[i].label.map(|label| label.span());
    let mut start = at;
    while start > 0 && at - start < MOST {
        let next = label(start - 1);
        if next.is_none() || (start..=at).any(|i| label(i) == next) {
            break;
        }
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use crate::record::{CheckKind, Verdict};
    use crate::{Options, parse};

    fn said(verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Holds => "holds",
            Verdict::Rounds => "rounds",
            Verdict::Fails => "fails",
            Verdict::Open => "open",
        }
    }

    fn completions(table: &str) -> Vec<String> {
        let notice = parse(table.as_bytes(), &Options::default());
        let of_rates = notice.checks.iter().filter(|check| check.kind == CheckKind::Completion);
        of_rates.map(|check| format!("{} {}", check.item.as_deref().unwrap_or("-"), said(check.verdict))).collect()
    }

    const HEAD: &str =
        "青河县2023年民生实事完成情况\n序号\t项目名称\t指标\t计量单位\t年度目标\t完成数\t完成率\t责任单位\n";

    #[test]
    fn numbers_of_a_row_give_its_rate() {
        let table = format!(
            "{HEAD}1\t增加学位\t新增学位\t个\t1200\t1320\t110%\t县教育局\n\t\t新建幼儿园\t所\t3\t2\t66.6%\t县教育局\n\
             2\t养老服务\t新建食堂\t家\t8\t6\t85%\t县民政局\n"
        );
        assert_eq!(completions(&table), ["1 holds", "1 rounds", "2 fails"]);
    }

    #[test]
    fn amounts_in_sentences_only_bear_a_rate_out() {
        let table = "青河县2023年民生实事进展情况\n序号\t项目名称\t年度目标\t进展情况\t完成率\t责任单位\n\
             1\t供水\t新建供水管网120公里，改造水厂3座\t铺设管网108公里\t90%\t县水利局\n\
             2\t道路\t新建道路60公里\t已完成路基45公里\t60%\t县交通局\n";
        assert_eq!(completions(table), ["1 holds"]);
    }

    #[test]
    fn several_columns_of_what_was_done_leave_a_rate_open() {
        let table = "青河县2023年民生实事进展情况\n序号\t项目名称\t计量单位\t年度目标\t本月完成\t累计完成\t完成率\t责任单位\n\
             1\t新建食堂\t家\t8\t1\t6\t75%\t县民政局\n2\t新建公厕\t座\t20\t2\t12\t65%\t县住建局\n";
        assert_eq!(completions(table), ["1 holds"]);
    }
}
