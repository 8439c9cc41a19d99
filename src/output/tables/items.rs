//! `items`: one row an item, its passages and units gathered in cells.

use super::column::{Column, DOC, LINE, count, day, number, text};
use super::{Cell, Sink, doc, joined, list};
use crate::output::wire::{Item, MilestoneKind, Notice, Passage, UnitRole, Verdict};
use std::collections::HashMap;
use std::io;

pub(super) const COLUMNS: &[Column] = &[
    DOC,
    text("key", "项目编号", "The item's number path, unique in the notice"),
    text("seq", "序号", "Number as the notice writes it"),
    text("category", "类别", "Names of the categories, outermost first"),
    text("title", "项目名称", "Name of the item"),
    text("lead", "牵头单位", "Units that lead"),
    text("responsible", "责任单位", "Units that are responsible"),
    text("cooperating", "配合单位", "Units that cooperate"),
    text("implementing", "实施单位", "Units that implement"),
    text("supervising", "督办单位", "Units that supervise"),
    text("person", "责任人", "People who are responsible"),
    text("description", "主要内容", "What the item is"),
    text("target", "目标任务", "What is to be reached"),
    text("progress", "进展情况", "What was reached"),
    text("schedule", "时间安排", "When it is to be done"),
    text("funding", "资金", "Funds and their sources"),
    text("responsibility", "责任分工", "Who does what"),
    text("remark", "备注", "Remarks"),
    day("deadline", "完成时限", "The latest end of its deadlines"),
    number("completion", "完成率", "Share of the first target that was reached, in percent"),
    count("checks_failed", "未通过核算", "How many checks of it fail"),
    number("confidence", "置信度", "How sure the reading is, from 0 to 1"),
    LINE,
];

pub(super) fn rows(notice: &Notice, sink: Sink) -> io::Result<()> {
    let mut failed: HashMap<&str, usize> = HashMap::new();
    for key in notice.checks.iter().filter(|check| check.verdict == Verdict::Fails).filter_map(|check| check.item) {
        *failed.entry(key).or_default() += 1;
    }
    for item in &notice.items {
        sink(&[
            doc(notice),
            item.key.into(),
            item.seq.into(),
            list(&item.category),
            (&item.title).into(),
            units(item, UnitRole::Lead),
            units(item, UnitRole::Responsible),
            units(item, UnitRole::Cooperating),
            units(item, UnitRole::Implementing),
            units(item, UnitRole::Supervising),
            units(item, UnitRole::Person),
            passages(&item.description),
            passages(&item.target),
            passages(&item.progress),
            passages(&item.schedule),
            passages(&item.funding),
            passages(&item.responsibility),
            passages(&item.remark),
            latest(item),
            item.completion.first().map(|completion| completion.computed).into(),
            failed.get(item.key).copied().unwrap_or(0).into(),
            Cell::Share(item.confidence),
            item.span.line.into(),
        ])?;
    }
    Ok(())
}

fn units<'a>(item: &Item, role: UnitRole) -> Cell<'a> {
    list(item.units.iter().filter(|unit| unit.role == role).map(|unit| &unit.raw))
}

fn passages<'a>(passages: &'a [Passage]) -> Cell<'a> {
    match passages {
        [only] => (&only.text).into(),
        several => joined(several.iter().map(|passage| &passage.text), "\n"),
    }
}

/// The day by which all is to be done: the latest end of the item's deadlines.
fn latest<'a>(item: &Item) -> Cell<'a> {
    let deadlines = item.milestones.iter().filter(|milestone| milestone.kind == MilestoneKind::Deadline);
    deadlines.filter_map(|milestone| milestone.end).max().into()
}
