//! `items`: one row an item, its passages and units gathered in cells.

use super::{Cell, Sink, doc, joined, list};
use crate::output::wire::{Item, MilestoneKind, Notice, Passage, UnitRole, Verdict};
use std::collections::HashMap;
use std::io;

pub(super) const COLUMNS: &[&str] = &[
    "doc",
    "key",
    "seq",
    "category",
    "title",
    "lead",
    "responsible",
    "cooperating",
    "implementing",
    "supervising",
    "person",
    "description",
    "target",
    "progress",
    "schedule",
    "funding",
    "responsibility",
    "remark",
    "deadline",
    "completion",
    "checks_failed",
    "confidence",
    "line",
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
