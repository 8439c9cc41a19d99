//! What a year that the text leaves open means: what the notice says of itself, and what the text said before.
//!
//! [`Calendar`] is what is known before a passage is read, [`Years`] what is learned while it is. Times are found in `deadline`.

use super::deadline::{Found, TimeKind};
use super::moment::Year;
use super::{clause, modifier};
use jiff::civil::Date;

/// What open years and words such as 今年 mean in a notice. Everything may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The year of the heading or annex above: `2023年…清单`.
    pub heading: Option<i16>,
    /// The notice's year, if it is about one only.
    pub year: Option<i16>,
    /// The earliest year that the notice is about.
    pub first: Option<i16>,
    pub issued: Option<Date>,
    /// The last day of the period that is reported on: what 截至目前 means.
    pub reported: Option<Date>,
    /// The text is traditional, so that 106年 may be a year of the Republic.
    pub roc: bool,
}

impl Calendar {
    /// What a time without a year means.
    pub fn open_year(&self) -> Option<i16> {
        self.heading.or(self.year).or(self.issued.map(Date::year))
    }

    /// What 今年 means.
    pub fn this_year(&self) -> Option<i16> {
        self.year.or(self.issued.map(Date::year)).or(self.heading)
    }

    /// Times before this year are told about, not planned.
    fn first_year(&self) -> Option<i16> {
        self.first.or(self.year).or(self.issued.map(Date::year))
    }
}

/// The years that a text told so far, for the times behind them that tell none.
pub(super) struct Years<'t> {
    text: &'t str,
    calendar: &'t Calendar,
    /// Year and month of the last time of the sentence that told its year: `2024年3月开工,9月底前完工`.
    carried: Option<(i16, Option<Date>)>,
    /// How far the text was looked at for the end of that sentence.
    seen: usize,
    /// The year of the label above: `2024年:一季度…`.
    label: Option<i16>,
}

impl<'t> Years<'t> {
    pub fn new(text: &'t str, calendar: &'t Calendar) -> Self {
        Self { text, calendar, carried: None, seen: 0, label: None }
    }

    /// Kind and dates of a reading, if it is one of work that is planned or reported on. Readings come in their order.
    pub fn place(&mut self, reading: &modifier::Reading) -> Option<Found> {
        self.forget(reading.span.start as usize);
        let mut found = self.settle(reading);
        if found.kind == TimeKind::AsOf && found.end.is_none() {
            found.end = self.calendar.reported;
        }
        if let Year::Stated(year) = reading.moment.year
            && self.calendar.first_year().is_none_or(|first| year >= first)
        {
            self.carried = Some((year, found.start.or(found.end)));
        }
        let told = match reading.moment.year {
            Year::Open => None,
            Year::Stated(year) => Some(year),
            Year::Against(shift) => self.calendar.this_year().map(|this| this + shift),
        };
        // What was done or planned in an earlier year only says which work is meant.
        let first = self.calendar.first_year().filter(|_| told.is_some());
        let over = |day: Option<Date>| day.zip(first).is_some_and(|(day, first)| day.year() < first);
        let past = match found.kind {
            TimeKind::Deadline | TimeKind::Window => {
                over(found.end) || matches!(reading.moment.year, Year::Against(..0))
            }
            TimeKind::From => over(found.start) && self.text[found.span.range()].ends_with("以来"),
            _ => false,
        };
        if past {
            return None;
        }
        if clause::is_label(self.text, found.span.range()) && told.is_some() {
            self.label = told;
        }
        Some(found)
    }

    /// A sentence that ended since the last time takes the year it told with it.
    fn forget(&mut self, start: usize) {
        // Only a year that is carried can be forgotten.
        if self.carried.is_some()
            && self.text.get(self.seen..start).is_some_and(|between| between.contains(['。', ';', '；', '\n']))
        {
            self.carried = None;
        }
        self.seen = start.max(self.seen);
    }

    /// What a time without a year means here.
    pub fn open(&self) -> Option<i16> {
        self.label.or_else(|| self.calendar.open_year())
    }

    /// When the notice was written. A plan that does not say so was before its year's end.
    fn written(&self) -> Option<Date> {
        let plan = self.calendar.reported.is_none();
        self.calendar.issued.or_else(|| Date::new(self.calendar.year.filter(|_| plan)?, 12, 30).ok())
    }

    /// Kind and dates.
    fn settle(&self, reading: &modifier::Reading) -> Found {
        let moment = &reading.moment;
        let mut year = self.open();
        if let Some((carried, since)) = self.carried {
            let later = moment.part.bounds(carried).is_some_and(|(_, end)| since.is_none_or(|since| end >= since));
            if later {
                year = Some(carried);
            }
        }
        let this = match (moment.year, self.carried) {
            // 次年 behind 2023年10月 is 2024.
            (Year::Against(1), Some((carried, _))) if self.text[reading.span.range()].contains("次年") => {
                Some(carried)
            }
            _ => self.calendar.this_year(),
        };
        let bounds = moment.bounds(year, this);
        // Only what is reported as of a day asks.
        let done = reading.as_of && {
            let behind = self.text[reading.span.end as usize..].chars().take(12);
            behind.take_while(|c| !matches!(c, '。' | '；' | ';')).any(|c| matches!(c, '已' | '累' | '共'))
        };
        let (kind, start, end) = modifier::kind(reading, bounds, if done { None } else { self.written() });
        Found { span: reading.span, kind, start, end }
    }
}
