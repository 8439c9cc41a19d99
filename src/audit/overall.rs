//! What the text before the items says that all of them cost (`共安排实事5项，总投资8600万元`), against what each item costs.

use super::part;
use super::scene::{amount, value};
use crate::figure::{Decimal, Dimension, Figure, Op};
use crate::record::{Check, Notice, Verdict};

/// Items of which one is read without a cost are summed up by nobody.
pub fn check(notice: &Notice, out: &mut Vec<Check>) {
    if notice.items.len() < 3 {
        return;
    }
    let only = |figures: &'_ [Figure]| -> Option<usize> {
        let mut costs = figures.iter().enumerate().filter(|(_, f)| is_cost(f));
        costs.next().filter(|_| costs.next().is_none()).map(|(at, _)| at)
    };
    let Some(total) = only(&notice.figures).map(|at| &notice.figures[at]) else { return };
    let parts: Option<Vec<&Figure>> =
        notice.items.iter().map(|item| only(&item.figures).map(|at| &item.figures[at])).collect();
    let Some(parts) = parts else { return };
    let Some(computed) = parts.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(value(f)?)) else { return };
    let mut amounts = vec![amount("total", total)];
    amounts.extend(parts.iter().map(|f| amount("part", f)));
    let mut check = part::verdict_of("", notice.text.slice(total.span), total, computed, amounts);
    check.item = None;
    // Only a text that counts these very items speaks of them and of no others.
    let counted = Decimal::from(notice.items.len());
    let of_these = notice
        .figures
        .iter()
        .any(|f| value(f) == Some(counted) && matches!(f.unit.as_deref(), Some("项" | "件" | "个")));
    if check.verdict == Verdict::Fails && !of_these {
        check.verdict = Verdict::Open;
    }
    out.push(check);
}

/// 总投资, 计划投资, 概算: a cost that is not said to be spent, shared out or grown.
fn is_cost(f: &Figure) -> bool {
    f.dimension == Some(Dimension::Money)
        && f.op == Op::Eq
        && f.per.is_empty()
        && f.change.is_none()
        && !f.each
        && value(f).is_some()
        && f.metric.as_deref().is_some_and(|metric| {
            ["投资", "概算"].iter().any(|word| metric.contains(word))
                && !["完成", "累计", "到位"].iter().any(|word| metric.contains(word))
        })
}
