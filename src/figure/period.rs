//! The period that a title or an opening sentence says the notice is about: `2021年…情况表(1-9月份)`, `2022年第三季度`, `2023-2025年`.
//!
//! A period is no milestone: nothing is left out for what it says of the work, but days and what stands in the past are passed over.

use super::moment::{self, Moment, Part, Year};
use super::seek::{back_over, number_before, starts};
use crate::lexicon::time_word::AS_OF;
use crate::text::{CharSet, Span, words};
use jiff::civil::Date;

/// A stretch of time with the place that tells it most exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub span: Span,
    /// `None` for 截至8月底, and with `end` where no year is known.
    pub start: Option<Date>,
    pub end: Option<Date>,
}

/// The period that a title or sentence states; `year` is what months without a year belong to.
/// Months, quarters and halves go before the years they lie in. The text must be simplified.
///
/// ```
/// use shishi::figure::period;
/// let found = period::read("2021年度重点民生实事推进情况表(1-9月份)", None).unwrap();
/// assert_eq!(found.start.unwrap().to_string(), "2021-01-01");
/// assert_eq!(found.end.unwrap().to_string(), "2021-09-30");
/// ```
pub fn read(text: &str, year: Option<i16>) -> Option<Stretch> {
    let all = moments(text);
    let stated = all.iter().find_map(|(_, moment, _)| match moment.year {
        Year::Stated(year) => Some(year),
        _ => None,
    });
    let exact = all.iter().filter(|(_, moment, _)| moment.part != Part::Whole).min_by_key(|(_, _, as_of)| *as_of);
    let (span, moment, as_of) = exact.or_else(|| all.iter().find(|(_, moment, _)| moment.is_bare_year()))?;
    let bounds = moment.bounds(stated.or(year), year);
    let start = bounds.map(|(start, _)| start).filter(|_| !as_of);
    Some(Stretch { span: *span, start, end: bounds.map(|(_, end)| end) })
}

/// All years that a text tells with 年, in order, ranges filled up: 2023-2025年 are three.
pub fn years(text: &str) -> Vec<i16> {
    let mut years: Vec<i16> = Vec::new();
    for (_, moment, _) in moments(text) {
        let Year::Stated(first) = moment.year else { continue };
        let last = match moment.last {
            Some((Year::Stated(last), _)) if last - first < 20 => last,
            _ => first,
        };
        years.extend(first..=last);
    }
    years.sort_unstable();
    years.dedup();
    years
}

/// What a stretch is told by.
static TOLD: CharSet = CharSet::of("年月季");

/// The stretches of the calendar in a text, whether 截至 stands before them. Days are none.
fn moments(text: &str) -> Vec<(Span, Moment, bool)> {
    let mut found = Vec::new();
    let mut floor = 0;
    for i in TOLD.places(text) {
        if i < floor {
            continue;
        }
        let read = |start: usize| moment::read(text, start, false).filter(|moment| moment.end > i);
        // 上半年 tells no number.
        let half = back_over(text, floor, i, words!["上半", "下半"]);
        let Some((start, moment)) = starts(text, floor, number_before(text, floor, i))
            .chain(half)
            .find_map(|start| Some((start, read(start)?)))
        else {
            continue;
        };
        let as_of = back_over(text, floor, start, &AS_OF);
        floor = moment.end;
        // A bare day is the day of issue; 截至9月30日 is what is reported on.
        if (as_of.is_some() || !moment.is_day())
            && !matches!(moment.part, Part::Third(..))
            && !text[floor..].starts_with('代')
        {
            found.push((Span::new(as_of.unwrap_or(start), floor), moment, as_of.is_some()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, year: Option<i16>) -> String {
        let Some(found) = read(text, year) else { return "-".to_string() };
        let day = |day: Option<Date>| day.map_or("?".to_string(), |day| day.to_string());
        format!("{} {} {}", &text[found.span.range()], day(found.start), day(found.end))
    }

    #[test]
    fn corpus() {
        let (mut wrong, mut none, mut count) = (Vec::new(), 0, 0);
        for line in include_str!("period.corpus").lines().filter(|line| !line.starts_with('#')) {
            let (text, wanted) = line.split_once(" => ").expect("an arrow");
            let (year, text) = text.split_once("| ").map_or((None, text), |(year, text)| (year.parse().ok(), text));
            let found = show(text, year);
            if found != wanted {
                wrong.push(format!("{text}\n  want {wanted}\n  got  {found}"));
            }
            count += 1;
            none += usize::from(wanted == "-");
        }
        assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
        assert!(count >= 40 && none * 3 >= count, "{none} of {count} without a period");
    }

    #[test]
    fn years_of_titles() {
        assert_eq!(years("2023-2025年行动方案，2024年清单"), [2023, 2024, 2025]);
        assert!(years("十件实事").is_empty());
    }
}
