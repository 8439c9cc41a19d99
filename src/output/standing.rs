//! Where an item stands against what it is to reach: done, on the way, late or unknown, and by which rule.
//!
//! Only what the notice says counts: the targets whose progress it states, and its deadlines. Words such as 已完成 are not
//! weighed, and what is not said is unknown, never guessed.

use super::wire::{Day, Item, MilestoneKind, Role};
use crate::figure::Decimal;

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Done,
    OnTheWay,
    Late,
    Unknown,
}

impl Standing {
    pub const ALL: [Standing; 4] = [Self::Done, Self::OnTheWay, Self::Late, Self::Unknown];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::OnTheWay => "on-the-way",
            Self::Late => "late",
            Self::Unknown => "unknown",
        }
    }
}

/// The rule that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Every target whose progress is stated is reached.
    Reached,
    /// A target is not reached, and its deadline is not over or not given.
    Short,
    /// A target is not reached, and the deadline is over.
    Overdue,
    /// Progress is reported, but not how much of a target it is.
    Unmeasured,
    /// The same, and the deadline is over.
    UnmeasuredOverdue,
    /// Nothing is reported.
    Silent,
}

impl Rule {
    pub const ALL: [Rule; 6] =
        [Self::Reached, Self::Short, Self::Overdue, Self::Unmeasured, Self::UnmeasuredOverdue, Self::Silent];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Short => "short",
            Self::Overdue => "overdue",
            Self::Unmeasured => "unmeasured",
            Self::UnmeasuredOverdue => "unmeasured-overdue",
            Self::Silent => "silent",
        }
    }

    pub fn standing(self) -> Standing {
        match self {
            Self::Reached => Standing::Done,
            Self::Short | Self::Unmeasured => Standing::OnTheWay,
            Self::Overdue => Standing::Late,
            Self::UnmeasuredOverdue | Self::Silent => Standing::Unknown,
        }
    }
}

/// What of an item decides where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts {
    /// Per cent reached of the target that is furthest behind.
    pub share: Option<Decimal>,
    /// The day by which all is to be done.
    pub due: Option<Day>,
    /// Some progress is reported, measured or not.
    pub reported: bool,
}

impl Facts {
    pub fn of(item: &Item) -> Self {
        let deadlines = item.milestones.iter().filter(|milestone| milestone.kind == MilestoneKind::Deadline);
        let targets = item.figures.iter().filter(|figure| figure.role == Some(Role::Target));
        Self::new(
            item.completion.iter().map(|completion| completion.computed.decimal()),
            deadlines.filter_map(|milestone| milestone.end),
            targets.filter_map(|figure| figure.due.as_ref()?.end),
            !item.progress.is_empty() || item.figures.iter().any(|figure| figure.role == Some(Role::Progress)),
        )
    }

    /// The deadline is the latest one that the item names, or else the latest of its targets.
    pub fn new(
        shares: impl Iterator<Item = Decimal>,
        deadlines: impl Iterator<Item = Day>,
        targets: impl Iterator<Item = Day>,
        reported: bool,
    ) -> Self {
        Self { share: shares.min(), due: deadlines.max().or_else(|| targets.max()), reported }
    }

    /// The rule that decides on a day.
    pub fn rule(&self, as_of: Day) -> Rule {
        let over = self.due.is_some_and(|due| due < as_of);
        match self.share {
            Some(share) if share >= Decimal::ONE_HUNDRED => Rule::Reached,
            Some(_) if over => Rule::Overdue,
            Some(_) => Rule::Short,
            None if self.reported && over => Rule::UnmeasuredOverdue,
            None if self.reported => Rule::Unmeasured,
            None => Rule::Silent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: i8, day: i8) -> Day {
        jiff::civil::date(2031, month, day).into()
    }

    #[test]
    fn a_deadline_is_over_on_the_day_after() {
        let facts = Facts { share: Some(Decimal::from(80)), due: Some(day(6, 30)), reported: true };
        assert_eq!(facts.rule(day(6, 30)).standing(), Standing::OnTheWay);
        assert_eq!(facts.rule(day(7, 1)).standing(), Standing::Late);
        let done = Facts { share: Some(Decimal::from(100)), ..facts };
        assert_eq!(done.rule(day(7, 1)).standing(), Standing::Done);
    }

    #[test]
    fn what_is_not_measured_is_not_called_late() {
        let facts = Facts { share: None, due: Some(day(6, 30)), reported: true };
        assert_eq!(facts.rule(day(6, 1)), Rule::Unmeasured);
        assert_eq!(facts.rule(day(7, 1)).standing(), Standing::Unknown);
        assert_eq!(Facts::default().rule(day(7, 1)), Rule::Silent);
    }
}
