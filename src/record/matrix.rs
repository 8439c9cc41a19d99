//! Regions × indicators to items: one item an indicator, whose figures are the cells, with the region as scope.
//!
//! The cells of an indicator are scattered over the table: each is a passage of its own, labelled with the header above it.

use super::item::{Item, Passage, Unit};
use super::unit::split_units;
use crate::figure::{Amount, Figure, Op, Role, cell};
use crate::layout::{Matrix, MatrixCell, Series, Stage};
use crate::lexicon::document_word::REPORT_WORDS;
use crate::lexicon::{Dimension, Field, UnitRole};
use crate::text::{Excerpt, Span, Text, fold};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::HashMap;

/// The items of a matrix in the order of its indicators.
pub fn items(matrix: &Matrix, text: &Text) -> Vec<Item> {
    let name = |e: &Excerpt| fold::key(&e.read(text));
    let key = |s: &Series| (s.group.iter().map(name).collect::<Vec<_>>(), name(&s.indicator));
    let caption = matrix.caption.map(|c| fold::key(text.recognised_slice(c))).unwrap_or_default();
    let report = REPORT_WORDS.iter().any(|w| caption.contains(w));
    let mut places = HashMap::new();
    let mut items: Vec<Item> = Vec::new();
    for series in &matrix.series {
        let at = *places.entry(key(series)).or_insert_with(|| {
            items.push(Item {
                key: (items.len() + 1).to_string(),
                category: series.group.clone(),
                title: series.indicator.clone(),
                confidence: 90,
                ..Item::default()
            });
            items.len() - 1
        });
        let item = &mut items[at];
        if item.units.is_empty() {
            item.units = offices(&series.offices, text);
        }
        let metric = series.indicator.read(text).split_whitespace().collect::<String>();
        for cell in &series.cells {
            let Some(figure) = figure(series, cell, &metric, report, text) else { continue };
            let label = Some(series.header.clone());
            item.passages.push(Passage::new(figure.field, cell.number.into(), label));
            item.figures.push(figure);
        }
    }
    for item in &mut items {
        item.figures.sort_by_key(|f| f.span.start);
        item.passages.sort_by_key(|p| p.text.span().start);
        let header = item.title.span();
        let all = item.figures.iter().map(|f| f.span);
        // A caption is no part of the item, however it names it.
        item.span = all.reduce(Span::cover).unwrap_or(header);
        if matrix.caption.is_none_or(|c| !c.contains(header.start)) {
            item.span = item.span.cover(header);
        }
    }
    items
}

/// The units that the cells of a row name.
fn offices(cells: &[(UnitRole, Span)], text: &Text) -> Vec<Unit> {
    cells.iter().flat_map(|(role, cell)| split_units(&(*cell).into(), text, *role)).collect()
}

fn figure(series: &Series, at: &MatrixCell, metric: &str, report: bool, text: &Text) -> Option<Figure> {
    let (value, own) = cell::number(text.slice(at.number))?;
    let unit = own.or(series.unit).map(|unit| match series.unit {
        // 2万 never stands under (万元), but 2元 may: the cell's own word counts, whole.
        Some(header) if own.is_some_and(|own| own.unit == header.unit) => header.with_power(unit.power),
        _ => unit,
    });
    let power = unit.map_or(0, |u| u.power);
    let value = value.checked_mul(Decimal::from(10u64.checked_pow(power)?))?.normalize();
    let (field, role) = match series.stage {
        Stage::Target => (Field::Target, Role::Target),
        Stage::Progress | Stage::Rate => (Field::Progress, Role::Progress),
        Stage::Plain if report => (Field::Progress, Role::Progress),
        Stage::Plain => (Field::Target, Role::Target),
    };
    let rate = series.stage == Stage::Rate;
    let region = at.region.map(|r| text.slice(r).split_whitespace().collect::<String>());
    Some(Figure {
        field,
        role: Some(role),
        span: at.number,
        joined: None,
        amount: Amount::Value(value),
        op: Op::Eq,
        unit: unit.map(|u| Cow::Borrowed(u.unit)),
        per: unit.map_or(Vec::new(), |u| u.per().iter().map(|&per| Cow::Borrowed(per)).collect()),
        dimension: unit.map(|u| u.dimension).or(rate.then_some(Dimension::Ratio)),
        change: None,
        basis: None,
        each: false,
        metric: Some(metric.to_string()),
        scopes: region.into_iter().collect(),
        due: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: [&[&str]; 2] = [
        &["县区", "新增就业（人）", "", "", "投资（万元）", "", ""],
        &["", "目标", "完成", "完成率(%)", "目标", "完成", "完成率(%)"],
    ];
    const ROWS: [&[&str]; 3] = [
        &["合计", "500", "400", "80", "1,000", "640", "64%"],
        &["甲山县", "300", "270", "90", "700", "490", "70%"],
        &["乙水区", "200", "130", "65", "300", "150", "50%"],
    ];

    /// `title: role value unit scope …`, an item a line.
    fn read(text: &str) -> String {
        let notice = crate::parse(text.as_bytes(), &crate::Options::default());
        let figure = |f: &Figure| {
            let Amount::Value(value) = f.amount else { return "no value".to_string() };
            let role = if f.role == Some(Role::Target) { 't' } else { 'p' };
            format!("{role}{value}{}{}", f.unit.as_deref().unwrap_or(""), f.scopes.concat())
        };
        let item = |i: &Item| {
            let figures: Vec<String> = i.figures.iter().map(figure).collect();
            format!("{}: {}", i.title.read(&notice.text), figures.join(" "))
        };
        notice.items.iter().map(item).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_matrix_reads_the_same_in_every_layout() {
        let wanted = "新增就业: t500人 p400人 p80% t300人甲山县 p270人甲山县 p90%甲山县 t200人乙水区 p130人乙水区 p65%乙水区\n\
            投资: t10000000元 p6400000元 p64% t7000000元甲山县 p4900000元甲山县 p70%甲山县 t3000000元乙水区 p1500000元乙水区 p50%乙水区";
        let whole: Vec<&[&str]> = HEAD.iter().chain(&ROWS).copied().collect();
        let some = |row: &[&str]| row.iter().filter(|c| !c.is_empty()).map(|c| c.to_string()).collect::<Vec<_>>();
        let lines = |each: &dyn Fn(&[&str]) -> String| whole.iter().map(|r| each(r)).collect::<Vec<_>>().join("\n");
        let layouts = [
            lines(&|r| r.join("\t")),
            lines(&|r| some(r).join("\t")),
            lines(&|r| format!("| {} |", r.join(" | "))),
            lines(&|r| format!("| {} |", some(r).join(" | "))),
            lines(&|r| some(r).join("    ")),
            lines(&|r| {
                r.iter()
                    .map(|c| if c.contains(',') { format!("\"{c}\"") } else { c.to_string() })
                    .collect::<Vec<_>>()
                    .join(",")
            }),
            lines(&|r| some(r).join("\n")),
            lines(&|r| some(r).join(" |\n") + " |"),
        ];
        for layout in layouts {
            assert_eq!(read(&format!("2024年任务完成情况表\n{layout}\n")), wanted, "{layout}");
        }
    }

    #[test]
    fn indicators_may_stand_down_the_side_and_stages_beside_them() {
        let across =
            "序号\t指标名称\t单位\t全市\t甲山县\t乙水区\n1\t新建泵站\t座\t5\t3\t2\n2\t补助资金\t万元\t9\t4\t5\n";
        assert_eq!(
            read(across),
            "新建泵站: t5座 t3座甲山县 t2座乙水区\n补助资金: t90000元 t40000元甲山县 t50000元乙水区"
        );
        let glued = "镇街,计划改造泵站（座）,改造泵站完成数（座）,排名\n甲山镇,4,3,1\n乙水街道,6,2,2\n";
        assert_eq!(read(glued), "改造泵站: t4座甲山镇 p3座甲山镇 t6座乙水街道 p2座乙水街道");
        let one = "2024年泵站改造任务分解表\n单位：座\n乡镇\t任务数\n甲山镇\t4\n乙水乡\t6\n全县\t10\n";
        assert_eq!(read(one), "泵站改造: t4座甲山镇 t6座乙水乡 t10座");
    }

    #[test]
    fn tables_of_projects_and_sites_are_no_matrix() {
        for table in [
            "小区名称\t户数\t栋数\n东风小区\t120\t3\n西苑小区\t90\t2\n",
            "县区\t项目名称\t总投资（万元）\n甲山县\t泵站改造\t300\n乙水区\t道路改造\t400\n",
            "名称\t数量\n甲山县\t3\n甲山县\t4\n",
        ] {
            let notice = crate::parse(table.as_bytes(), &crate::Options::default());
            assert!(!notice.blocks.iter().any(|b| b.kind == crate::layout::LayoutKind::Matrix), "{table}");
        }
    }

    #[test]
    fn a_total_that_the_regions_miss_fails_where_another_holds() {
        let text = "县区\t泵站（座）\t井（口）\n合计\t9\t7\n甲山县\t4\t3\n乙水区\t5\t3\n";
        let notice = crate::parse(text.as_bytes(), &crate::Options::default());
        let verdicts: Vec<_> = notice.checks.iter().map(|c| c.verdict).collect();
        assert_eq!(verdicts, [super::super::Verdict::Holds, super::super::Verdict::Fails]);
    }
}
