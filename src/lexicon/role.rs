//! What a column, a label or a passage can be about.

/// The text field of an item, or the other places a figure can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Description,
    Target,
    Progress,
    Schedule,
    Funding,
    Responsibility,
    Remark,
    /// The title alone.
    Title,
    /// Outside the items.
    Preamble,
}

impl Field {
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Description => "description",
            Field::Target => "target",
            Field::Progress => "progress",
            Field::Schedule => "schedule",
            Field::Funding => "funding",
            Field::Responsibility => "responsibility",
            Field::Remark => "remark",
            Field::Title => "title",
            Field::Preamble => "preamble",
        }
    }
}

/// What a unit does for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitRole {
    /// 牵头
    Lead,
    /// 责任, 承办, 主办
    Responsible,
    /// 协办, 配合
    Cooperating,
    /// 实施
    Implementing,
    /// 督办, 督查
    Supervising,
    /// 责任人, 牵头领导
    Person,
}

impl UnitRole {
    pub fn as_str(self) -> &'static str {
        match self {
            UnitRole::Lead => "lead",
            UnitRole::Responsible => "responsible",
            UnitRole::Cooperating => "cooperating",
            UnitRole::Implementing => "implementing",
            UnitRole::Supervising => "supervising",
            UnitRole::Person => "person",
        }
    }
}

/// What a table column or a label holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnRole {
    Seq,
    Category,
    Title,
    Unit(UnitRole),
    Text(Field),
    /// A column that holds only times (完成时限): a passage of `schedule`.
    Deadline,
    /// A quarter of a stage plan (一季度), 1 to 4.
    Quarter(u8),
    /// The unit in which the bare numbers of its row are counted (计量单位): 个, 万人, 元/月. Kept as remarks.
    Measure,
    /// A header that no table knows; its cells are remarks.
    Unknown,
}

impl ColumnRole {
    /// By the name that the public schema has for it.
    fn named(name: &str) -> Option<Self> {
        let units = [
            UnitRole::Lead,
            UnitRole::Responsible,
            UnitRole::Cooperating,
            UnitRole::Implementing,
            UnitRole::Supervising,
            UnitRole::Person,
        ];
        let fields = [
            Field::Description,
            Field::Target,
            Field::Progress,
            Field::Schedule,
            Field::Funding,
            Field::Responsibility,
            Field::Remark,
        ];
        match name {
            "seq" => Some(Self::Seq),
            "category" => Some(Self::Category),
            "title" => Some(Self::Title),
            "deadline" => Some(Self::Deadline),
            "measure" => Some(Self::Measure),
            _ => {
                let unit = units.into_iter().find(|role| role.as_str() == name).map(Self::Unit);
                unit.or_else(|| fields.into_iter().find(|field| field.as_str() == name).map(Self::Text))
            }
        }
    }
}

/// The words of a list with their roles: on each line the name of a role, a tab, its words between blanks.
pub(super) fn listed(list: &'static str) -> impl Iterator<Item = (&'static str, ColumnRole)> {
    let lines = list.lines().filter_map(|line| {
        let (name, words) = line.split_once('\t')?;
        Some((ColumnRole::named(name)?, words))
    });
    lines.flat_map(|(role, words)| words.split_ascii_whitespace().map(move |word| (word, role)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_list_names_a_role() {
        for list in [include_str!("column.tsv"), include_str!("label.tsv")] {
            for line in list.lines() {
                let (name, words) = line.split_once('\t').unwrap_or_default();
                assert!(ColumnRole::named(name).is_some() && !words.is_empty(), "{line}");
            }
        }
    }
}
