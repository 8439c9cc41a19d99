//! Times that govern work: by when, when, from when or how often something is done, or as of when it is reported.
//!
//! [`scan`] goes once over a text, stops only at the few characters that times are written with (年 月 季 期 前 后 目),
//! reads the time around them, leaves out those that name or measure something (`2019年改造任务`, `每人每月60元`),
//! and gives each the stretch of text that it governs. Conventions: by default a year that the text leaves open is
//! the heading's, else the notice's one year, else the year of issue. Figures and items are not known here.

use super::calendar::Years;
use super::modifier::ends;
use super::moment::{self, Moment, Part};
use super::seek::{back_over, char_before, number_before, starts};
use super::{clause, modifier, numeric, occasion, rhythm};
use crate::lexicon::time_word::{AS_OF, STANDING};
use crate::text::{CharSet, Span, word_list, words};
use jiff::civil::Date;

pub use super::calendar::Calendar;

/// What a time does for the work that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// By when: 年底前, 到2025年. Only an end.
    Deadline,
    /// When: 一季度, 9月份. Start and end.
    Window,
    /// As of when it is reported: 截至6月底; in reports also what they cover: 1-9月份.
    AsOf,
    /// From when on: 自7月1日起. Only a start.
    From,
    /// How often: 每月10日前, 长期执行. No dates.
    Recurring,
    /// Before or after something that happens: 采暖期到来前. No dates.
    Event,
}

/// A time in a text. All spans are bytes of the scanned string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// The time with the words that settle its reading: 截至, 到, 自…起, 前, 底, 内.
    pub span: Span,
    pub kind: TimeKind,
    pub start: Option<Date>,
    pub end: Option<Date>,
    /// The text that it governs, without marks at its ends.
    pub governs: Span,
    /// The stretch in which it is the time of the figures: what it governs and the clauses that ； joins on.
    pub reach: Span,
    /// A label with a colon (一季度:) that governs everything up to the next one, other times included.
    pub label: bool,
    /// No more than the name of the time stands in the text: a cell of a 完成时限 column.
    pub alone: bool,
}

/// A time before it is known what it governs.
pub(super) struct Found {
    pub span: Span,
    pub kind: TimeKind,
    pub start: Option<Date>,
    pub end: Option<Date>,
}

impl Found {
    pub fn undated(start: usize, end: usize, kind: TimeKind) -> Self {
        Self { span: Span::new(start, end), kind, start: None, end: None }
    }
}

/// All times of a text that govern something, in order. The text must be simplified (`Text::recognised`).
///
/// ```
/// use shishi::figure::deadline::{Calendar, TimeKind, scan};
/// let calendar = Calendar { year: Some(2021), ..Calendar::default() };
/// let text = "9月底前完成主体工程,年底前投入使用";
/// let times = scan(text, &calendar);
/// assert_eq!(times[0].kind, TimeKind::Deadline);
/// assert_eq!(times[0].end.unwrap().to_string(), "2021-09-30");
/// assert_eq!(&text[times[0].governs.range()], "完成主体工程");
/// ```
pub fn scan(text: &str, calendar: &Calendar) -> Vec<Time> {
    let years = Years::new(text, calendar);
    let mut scanner = Scanner { text, calendar, years, times: Vec::new(), floor: 0, closes: 0 };
    let bytes = text.as_bytes();
    let mut i = MARKS.before(bytes);
    while let Some(&lead) = bytes.get(i) {
        let width = match lead {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
        let found = match text[i..].chars().next() {
            Some('2') => numeric::read(text, i),
            Some('年') => scanner.year(i),
            Some('月') => scanner.month(i),
            Some('季') => scanner.quarter(i),
            Some('期') => {
                occasion::span_of_years(text, scanner.floor, i).or_else(|| rhythm::standing(text, scanner.floor, i))
            }
            Some('前' | '后') => occasion::event(text, scanner.floor, i),
            Some('目') => scanner.so_far(i),
            Some('末') => occasion::span_of_years(text, scanner.floor, i),
            Some('周') => rhythm::weekly(text, scanner.floor, i),
            Some('《') => {
                i = scanner.after_title(i);
                continue;
            }
            _ => None,
        };
        i = match found {
            Some(found) => scanner.take(found),
            None => scanner.floor,
        }
        .max(i + width);
        i += MARKS.before(bytes.get(i..).unwrap_or_default());
    }
    clause::govern(text, &mut scanner.times);
    scanner.times
}

/// The times of a cell or label of its own (完成时限). A time that is all the cell says is a deadline, unless it is a range or 全年.
pub fn scan_column(text: &str, calendar: &Calendar) -> Vec<Time> {
    scan_where(text, calendar, || true)
}

/// The times of a text that may be such a cell; `column` is asked only where that makes a difference.
pub fn scan_where(text: &str, calendar: &Calendar, column: impl FnOnce() -> bool) -> Vec<Time> {
    let mut times = scan(text, calendar);
    match times.as_mut_slice() {
        [time] if time.alone && time.kind == TimeKind::Window => {
            let raw = &text[time.span.range()];
            let range = raw.contains(['-', '—', '–', '－', '~', '～', '至', '到', '、', '全', '期']);
            // 2021-10-31 is one day.
            let numbers = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
            let (year, rest) = raw.split_once('-').unwrap_or_default();
            let one = numbers(year) && !rest.is_empty() && rest.split('-').all(|part| part.len() <= 2 && numbers(part));
            if (!range || one) && column() {
                (time.kind, time.start) = (TimeKind::Deadline, None);
            }
        }
        [] => {
            let said = text.trim();
            if word_list::at_start(said, &STANDING).is_some() && column() {
                let start = text.len() - text.trim_start().len();
                let span = Span::new(start, start + said.trim_end_matches(['。', ';', '；']).len());
                let kind = TimeKind::Recurring;
                let label = false;
                times.push(Time { span, kind, start: None, end: None, governs: span, reach: span, label, alone: true });
            }
        }
        _ => {}
    }
    times
}

/// What times are known by, besides digits.
static MARKS: CharSet = CharSet::of("年月季期前后目末周《");

struct Scanner<'t> {
    text: &'t str,
    calendar: &'t Calendar,
    years: Years<'t>,
    times: Vec<Time>,
    /// The end of the last time: nothing before it belongs to the next.
    floor: usize,
    /// Where the next 》 stands.
    closes: usize,
}

impl Scanner<'_> {
    /// Records a time and gives the offset behind it.
    fn take(&mut self, found: Found) -> usize {
        let label = found.kind == TimeKind::Window && clause::is_label(self.text, found.span.range());
        self.shares_its_end(&found);
        self.floor = found.span.end as usize;
        let Found { span, kind, start, end } = found;
        self.times.push(Time { span, kind, start, end, governs: span, reach: span, label, alone: false });
        self.floor
    }

    /// 11月20日、12月20日前: the 前 of the second day is that of the first, too.
    fn shares_its_end(&mut self, found: &Found) {
        let Some(last) = self.times.last_mut() else { return };
        let between = self.text.get(last.span.end as usize..found.span.start as usize);
        if found.kind == TimeKind::Deadline
            && self.text[found.span.range()].ends_with('前')
            && last.kind == TimeKind::Window
            && last.start == last.end
            && matches!(between.map(str::trim), Some("、" | "和" | "及"))
        {
            (last.kind, last.start) = (TimeKind::Deadline, None);
        }
    }

    /// The offset behind a title that opens at `i`: times inside are part of a name. A title that never closes is none.
    fn after_title(&mut self, i: usize) -> usize {
        /// Longer than any title of a document.
        const LONGEST: usize = 600;
        if self.closes < i {
            let close = memchr::memmem::find(&self.text.as_bytes()[i..], "》".as_bytes());
            self.closes = close.map_or(usize::MAX, |at| i + at);
        }
        if self.closes - i < LONGEST { self.closes + 3 } else { i + 3 }
    }

    /// A time that is told by 年.
    fn year(&mut self, i: usize) -> Option<Found> {
        if let Some(at) = back_over(self.text, self.floor, i, words!["每两", "每三", "每2", "每3", "每五", "每5"])
        {
            return rhythm::regular(self.text, self.floor, at, i + 3);
        }
        if let Some(number) = number_before(self.text, self.floor, i) {
            return self.dated_from(number, i);
        }
        let Some((before, at)) = char_before(self.text, self.floor, i) else { return self.dated(i, i) };
        match before {
            '今' | '明' | '次' | '来' | '翌' | '去' | '本' => self.dated(at, i),
            // 后年底前 opens its clause; 完成后年底前投用 does not mean the year after next.
            '后' if clause::opens(self.text, self.floor, at) => self.dated(at, i),
            '半' => match char_before(self.text, self.floor, at)? {
                ('上' | '下', at) => self.dated(at, i),
                ('每', at) => rhythm::recurring(self.text, self.floor, at),
                _ => None,
            },
            '全' => occasion::all_year(self.text, self.floor, at, i + 3).map(|mut found| {
                (found.start, found.end) = ends(self.years.open().and_then(|year| Part::Whole.bounds(year)));
                found
            }),
            '每' | '按' | '常' => rhythm::recurring(self.text, self.floor, at),
            // 学年末, 近年底, 1个年度内: other years than the calendar's; 逐年 is vague
            '个' | '然' | '计' if self.text[i..].starts_with("年度") => None,
            '逐' | '学' | '财' | '近' | '两' | '几' | '数' | '多' | '百' | '当' | '历' | '同' | '周' | '往' | '上'
            | '万' => None,
            _ => self.dated(i, i),
        }
    }

    fn month(&mut self, i: usize) -> Option<Found> {
        if let Some(number) = number_before(self.text, self.floor, i) {
            return self.dated_from(number, i);
        }
        if let Some(at) = back_over(self.text, self.floor, i, words!["每两个", "每三个", "每2个", "每3个", "每六个"])
        {
            return rhythm::months(self.text, self.floor, at, i + "月".len());
        }
        match char_before(self.text, self.floor, i)? {
            ('每' | '按' | '逐', at) => rhythm::recurring(self.text, self.floor, at),
            // 元月, but not 600元月租
            ('元', at) if number_before(self.text, self.floor, at).is_none() => {
                let year = back_over(self.text, self.floor, at, words!["年"]);
                let number = year.and_then(|year| number_before(self.text, self.floor, year));
                self.dated(number.unwrap_or(at), i)
            }
            _ => None,
        }
    }

    fn quarter(&mut self, i: usize) -> Option<Found> {
        if let Some(number) = number_before(self.text, self.floor, i) {
            return self.dated_from(number, i);
        }
        match char_before(self.text, self.floor, i)? {
            ('首', at) => self.dated(at, i),
            ('每' | '按' | '逐' | '个', at) => rhythm::recurring(self.text, self.floor, at),
            _ => None,
        }
    }

    /// 截至目前
    fn so_far(&mut self, i: usize) -> Option<Found> {
        let at = back_over(self.text, self.floor, i, &AS_OF).or_else(|| {
            let until = self.text[i..].starts_with("目前为止");
            if until { back_over(self.text, self.floor, i, words!["到", "至"]) } else { None }
        })?;
        let word = word_list::at_start(&self.text[i..], words!["目前为止", "目前"])?;
        Some(Found { end: self.calendar.reported, ..Found::undated(at, i + word.len(), TimeKind::AsOf) })
    }

    /// The time that the numbers before `i` belong to, the last of which begins at `number`.
    fn dated_from(&mut self, number: usize, i: usize) -> Option<Found> {
        let (start, moment) =
            starts(self.text, self.floor, Some(number)).find_map(|start| Some((start, self.moment(start, i)?)))?;
        self.of_work(start, moment)
    }

    /// The time that begins at `start` and reaches at least over the character at `i`.
    fn dated(&mut self, start: usize, i: usize) -> Option<Found> {
        let moment = self.moment(start, i)?;
        self.of_work(start, moment)
    }

    fn moment(&self, start: usize, i: usize) -> Option<Moment> {
        moment::read(self.text, start, self.calendar.roc).filter(|moment| moment.end > i)
    }

    /// The time, if it is one of work.
    fn of_work(&mut self, start: usize, moment: Moment) -> Option<Found> {
        let reading = modifier::read(self.text, self.floor, start, moment);
        // What was read and left out is not read again in part: 2000年年底前.
        self.floor = moment.end;
        let reading = reading?;
        self.floor = reading.span.end as usize;
        self.years.place(&reading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let issued = Date::new(2021, 2, 20).ok();
        Calendar { year: Some(2021), first: Some(2021), issued, ..Calendar::default() }
    }

    fn show(text: &str, time: &Time) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (raw, governs) = (&text[time.span.range()], &text[time.governs.range()]);
        format!("{raw} | {:?} | {}..{} | {governs}", time.kind, day(time.start), day(time.end))
    }

    #[test]
    fn corpus() {
        let (mut some, mut none) = (0, 0);
        for line in include_str!("deadline.corpus").lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('\t');
            let text = parts.next().unwrap_or_default();
            let wanted: Vec<&str> = parts.collect();
            let found: Vec<String> = scan(text, &calendar()).iter().map(|time| show(text, time)).collect();
            assert_eq!(found, wanted, "{text}");
            if wanted.is_empty() { none += 1 } else { some += 1 }
        }
        assert!(some >= 40 && none >= 40, "{some} with times, {none} without");
    }

    #[test]
    fn years_come_from_the_heading_then_the_notice_then_its_issue() {
        let end = |calendar: Calendar| scan("年底前完成", &calendar)[0].end.map(|end| end.year());
        let issued = Date::new(2023, 11, 30).ok();
        assert_eq!(end(Calendar { heading: Some(2024), year: Some(2021), issued, ..Calendar::default() }), Some(2024));
        assert_eq!(end(Calendar { year: Some(2021), issued, ..Calendar::default() }), Some(2021));
        assert_eq!(end(Calendar { issued, ..Calendar::default() }), Some(2023));
        assert_eq!(end(Calendar::default()), None);
    }

    #[test]
    fn a_column_of_deadlines_holds_deadlines() {
        let found = |text: &str| scan_column(text, &calendar()).iter().map(|time| show(text, time)).collect::<Vec<_>>();
        assert_eq!(found("2021年12月"), ["2021年12月 | Deadline | ..2021-12-31 | 2021年12月"]);
        assert_eq!(found("三季度"), ["三季度 | Deadline | ..2021-09-30 | 三季度"]);
        assert_eq!(found("2021.10"), ["2021.10 | Deadline | ..2021-10-31 | 2021.10"]);
        assert_eq!(found("2021-10-31"), ["2021-10-31 | Deadline | ..2021-10-31 | 2021-10-31"]);
        assert_eq!(found("3月-11月"), ["3月-11月 | Window | 2021-03-01..2021-11-30 | 3月-11月"]);
        assert_eq!(found("2021-2023"), ["2021-2023 | Window | 2021-01-01..2023-12-31 | 2021-2023"]);
        assert_eq!(found("2023-2021"), [""; 0]);
        assert_eq!(found("全年"), ["全年 | Window | 2021-01-01..2021-12-31 | 全年"]);
        assert_eq!(found("常态化推进。"), ["常态化推进 | Recurring | .. | 常态化推进"]);
        assert_eq!(found("待定"), [""; 0]);
    }

    #[test]
    fn years_of_the_republic_are_read_in_traditional_texts_only() {
        let roc = Calendar { roc: true, ..Calendar::default() };
        let end = |calendar: &Calendar| scan("106年底前完成", calendar).first().and_then(|time| time.end);
        assert_eq!(end(&roc), Date::new(2017, 12, 31).ok());
        assert_eq!(end(&Calendar::default()), None);
        assert_eq!(scan("民国107年6月底前完成", &calendar()), []);
    }

    #[test]
    fn nothing_panics_and_all_ends_soon() {
        for piece in [
            "年",
            "1年底前",
            "《",
            "》",
            "每年",
            "全年",
            "2001年底前",
            "(",
            "（9月",
            "截至",
            "季度",
            "　",
            "十",
            "2.",
            "2021.5 ",
            "。\n",
            "至",
            "、",
        ] {
            let text = piece.repeat(20_000);
            for time in scan(&text, &calendar()) {
                assert!(text.get(time.governs.range()).is_some() && text.get(time.reach.range()).is_some());
            }
        }
    }
}
