//! What the columns of a table with its regions across hold, by their heads: regions and totals, the offices in charge, the unit of measure, names.

use super::cells::{is_region, is_total};
use super::head::stage_of;
use crate::lexicon::matrix_word::{ASIDE_HEADS, UNIT_HEADS};
use crate::lexicon::{ColumnRole, UnitRole, column};
use crate::text::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its amounts are one region's, or those of all (全市, 全市任务).
    Amounts,
    /// 年度目标: amounts of all regions where its cells are numbers, else what the row counts.
    Goal,
    /// 责任单位, 牵头部门.
    Office(UnitRole),
    /// 计量单位
    Measure,
    /// 序号, 备注.
    Aside,
    /// Anything else: what the row counts, or its group.
    Name,
}

/// What the column below a head holds.
pub fn side(head: &str) -> Side {
    let folded = fold::key(&fold::simplify(head));
    if is_region(head) || is_total(head) {
        return Side::Amounts;
    }
    if stage_of(&folded).is_some() {
        return Side::Goal;
    }
    if UNIT_HEADS.contains(&folded.as_str()) {
        return Side::Measure;
    }
    match column::column(head).map(|header| header.role) {
        Some(ColumnRole::Unit(role)) => Side::Office(role),
        _ if ASIDE_HEADS.contains(&folded.as_str()) => Side::Aside,
        _ => Side::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_tell_what_columns_hold() {
        for head in ["甲山县", "全市", "全市任务", "合计"] {
            assert_eq!(side(head), Side::Amounts, "{head}");
        }
        assert_eq!(side("年度目标任务"), Side::Goal);
        assert_eq!(side("责任单位"), Side::Office(UnitRole::Responsible));
        assert_eq!(side("牵头部门"), Side::Office(UnitRole::Lead));
        assert_eq!((side("单位"), side("序号"), side("项目名称")), (Side::Measure, Side::Aside, Side::Name));
    }
}
