//! Units that were filled down over blank cells: sound within one block of rows, doubtful across a gap in the numbering.

use crate::record::{Check, CheckAmount, CheckKind, Notice, Unit, Verdict};
use crate::text::numbering;

/// One check for each item that took its units from the row above.
pub fn check(notice: &Notice, out: &mut Vec<Check>) {
    if !notice.items.iter().any(|item| item.units.iter().any(|unit| unit.inherited)) {
        return;
    }
    let value = |key: &str| key.split('.').find_map(numbering::alone).map(|n| n.value);
    let values: Vec<Option<u32>> = notice.items.iter().map(|i| value(&i.key)).collect();
    // The next number that differs from an item's own, looking down the list.
    let mut next: Vec<Option<u32>> = vec![None; values.len()];
    for i in (0..values.len().saturating_sub(1)).rev() {
        next[i] = if values[i + 1] == values[i] { next[i + 1] } else { values[i + 1] };
    }
    for ((item, own), next) in notice.items.iter().zip(&values).zip(&next) {
        let filled: Vec<&Unit> = item.units.iter().filter(|u| u.inherited).collect();
        if filled.is_empty() || filled.len() < item.units.len() {
            continue;
        }
        let gap = matches!((own, next), (Some(a), Some(b)) if *b > a + 1);
        let name = filled[0].raw.read(&notice.text).into_owned();
        let (verdict, message) = match (gap, own, next) {
            (true, Some(a), Some(b)) => (
                Verdict::Open,
                format!("单位{name}由上一行沿用；编号由{a}跳至{b}，中间单位的名称可能缺失，请核对本项是否仍属{name}。"),
            ),
            _ => (Verdict::Holds, format!("单位{name}由上一行沿用，编号连续。")),
        };
        out.push(Check {
            item: Some(item.key.clone()),
            kind: CheckKind::Inherit,
            amounts: filled.iter().map(|u| CheckAmount { role: "unit", span: u.raw.span(), value: None }).collect(),
            unit: None,
            stated: None,
            computed: None,
            verdict,
            partial: false,
            message,
        });
    }
}
