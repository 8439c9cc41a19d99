//! Milestones of an item, and the time by which each of its figures is due.
//!
//! Times come from the item's passages, from headers that are times (第一季度), and from columns and labels of their own
//! (完成时限). What a time says and governs in a text is read in `figure::deadline`; here it is set against the item:
//! what a report covers is no deadline, and a deadline column governs the targets of the whole item.

use super::{Document, Item, Milestone, MilestoneKind, Passage};
use crate::figure::deadline::{self, Calendar, Time};
use crate::figure::{Due, Figure, Role, period};
use crate::lexicon::time_word::DEADLINE_LABELS;
use crate::lexicon::{Field, WordIndex};
use crate::text::{Excerpt, Span, Text, fold, holds_any};
use std::sync::LazyLock;

static DEADLINES: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(DEADLINE_LABELS.list()));

/// What open years mean in a notice.
pub fn calendar(document: &Document, text: &Text) -> Calendar {
    let single = match document.years.as_slice() {
        [year] => Some(*year),
        _ => None,
    };
    let reports = document.kind == super::DocumentKind::Progress;
    Calendar {
        heading: None,
        year: single,
        first: document.years.iter().copied().min(),
        issued: document.issued_on.or(document.published_on),
        reported: document.period.as_ref().and_then(|period| period.end).filter(|_| reports),
        roc: text.as_str() != text.recognised(),
    }
}

/// Fills the milestones of an item and the `due` of its figures, which must stand in the item already.
pub fn assign(item: &mut Item, text: &Text, calendar: &Calendar) {
    let mut calendar = *calendar;
    // A heading over what an earlier year left (2022年续建项目) does not date the work below.
    let first = calendar.first;
    let heading = heading_year(item, text).filter(|&year| first.is_none_or(|first| year >= first));
    calendar.heading = heading.or(calendar.heading);
    let mut reaches = Vec::new();
    let mut milestones = Vec::new();
    let headers: Vec<Option<Time>> = item
        .passages
        .iter()
        .map(|passage| header_time(passage.field, passage.label.as_ref()?, text, &calendar))
        .collect();
    let year_labels = year_labels(&headers);
    for (passage, header_time) in item.passages.iter().zip(headers) {
        if matches!(passage.field, Field::Title | Field::Preamble) {
            continue;
        }
        let read = passage.text.recognised(text);
        if let Some(milestone) =
            header_time.filter(|time| year_labels || !is_whole_year(time)).and_then(|time| header(passage, time, text))
        {
            reaches.push(Reach { span: passage.text.span(), milestone: milestones.len(), header: true, own: false });
            milestones.push(milestone);
        }
        let own = || passage.label.as_ref().is_some_and(|label| DEADLINES.any_in(&fold::key(&label.recognised(text))));
        let mut times = deadline::scan_where(&read, &calendar, own);
        settle_reports(&mut times, &read, passage.field, &calendar);
        let single = times.len() == 1;
        let last = if single || !own() { None } else { finish(&mut times, &read) };
        for (at, time) in times.into_iter().enumerate() {
            let reach = passage.text.locate(time.reach);
            let own = (single && time.alone || last == Some(at)) && passage.field != Field::Progress;
            reaches.push(Reach { span: reach, milestone: milestones.len(), header: false, own });
            milestones.push(Milestone {
                field: passage.field,
                raw: passage.text.part(time.span),
                kind: time.kind,
                start: time.start,
                end: time.end,
                text: passage.text.part(time.governs),
            });
        }
    }
    // Times of a title that no passage repeats date its amounts; they are no milestones.
    let kept = milestones.len();
    let title = item.title.span();
    if !item.title.is_empty() && !item.passages.iter().any(|passage| passage.text.span().contains(title.start)) {
        for time in deadline::scan(&item.title.recognised(text), &calendar) {
            let span = item.title.locate(time.reach);
            reaches.push(Reach { span, milestone: milestones.len(), header: false, own: false });
            milestones.push(Milestone {
                field: Field::Title,
                raw: item.title.part(time.span),
                kind: time.kind,
                start: time.start,
                end: time.end,
                text: item.title.part(time.governs),
            });
        }
    }
    due(&mut item.figures, &milestones, &reaches, text);
    milestones.truncate(kept);
    item.milestones = milestones;
}

/// A stretch of the source in which a milestone is the time of the figures.
struct Reach {
    span: Span,
    /// Its place in the list of milestones.
    milestone: usize,
    /// The header above the passage, which any time within overrules.
    header: bool,
    /// All that its passage says: it governs the targets of the item.
    own: bool,
}

/// The one year that a heading or annex title above the item names, the nearest first: 2023年…清单.
fn heading_year(item: &Item, text: &Text) -> Option<i16> {
    item.category.iter().rev().find_map(|name| match period::years(&name.recognised(text)).as_slice() {
        [year] => Some(*year),
        _ => None,
    })
}

/// The milestone of a header that is a time (第一季度) over planned work. Over reports and amounts it names the column only.
fn header(passage: &Passage, time: Time, text: &Text) -> Option<Milestone> {
    let label = passage.label.as_ref()?;
    let content = passage.text.trim(text);
    Some(Milestone {
        field: passage.field,
        raw: label.part(time.span),
        kind: time.kind,
        start: time.start,
        end: time.end,
        text: content,
    })
}

fn header_time(field: Field, label: &Excerpt, text: &Text, calendar: &Calendar) -> Option<Time> {
    /// Longer labels are sentences.
    const LONGEST: usize = 90;
    const REPORTS: [&str; 10] = ["进展", "完成情况", "截至", "截止", "投资", "资金", "情况", "实际", "累计", "已"];
    if field == Field::Progress || label.pieces().map(Span::len).sum::<usize>() > LONGEST {
        return None;
    }
    let read = label.recognised(text);
    if !read.contains(['季', '月', '年']) || holds_any(&fold::key(&read), &REPORTS) {
        return None;
    }
    let times = deadline::scan(&format!("{}:", read.trim_end_matches([':', '：', ' ', '\u{3000}', '\n'])), calendar);
    match times.as_slice() {
        // 年初计划 has no day.
        [time]
            if matches!(time.kind, MilestoneKind::Window | MilestoneKind::Deadline)
                && (time.end.is_some() || calendar.open_year().is_none()) =>
        {
            Some(*time)
        }
        _ => None,
    }
    .filter(|time| time.span.end as usize <= read.len())
}

/// Whether several headers of the item are years (2023年目标, 2024年目标). A single one is the notice's period.
fn year_labels(headers: &[Option<Time>]) -> bool {
    let years: Vec<&Time> = headers.iter().flatten().filter(|time| is_whole_year(time)).collect();
    years.windows(2).any(|pair| pair[0].start != pair[1].start)
}

fn is_whole_year(time: &Time) -> bool {
    match (time.start, time.end) {
        (Some(start), Some(end)) => start.month() == 1 && end.month() == 12,
        _ => false,
    }
}

/// `2024年3月启动，12月底完成` under 完成时限: of times that say no more than how far the work is, the place of the one by which it is done.
fn finish(times: &mut [Time], read: &str) -> Option<usize> {
    const BEFORE: [&str; 15] = [
        "启动", "开工", "动工", "进场", "选址", "招标", "前期", "方案", "设计", "立项", "征", "主体", "封顶", "采购",
        "部分",
    ];
    /// Longer clauses tell of work of their own.
    const SHORT: usize = 14;
    let ends = |time: &Time| {
        let said = &read[time.governs.range()];
        holds_any(said, &OVER)
            && !holds_any(said, &BEFORE)
            && said.chars().count() <= SHORT
            && matches!(time.kind, MilestoneKind::Deadline | MilestoneKind::Window)
    };
    let mut found = times.iter().enumerate().filter(|(_, time)| ends(time)).map(|(at, _)| at);
    let last = found.next().filter(|_| found.next().is_none())?;
    if times[last].kind == MilestoneKind::Window && !read[times[last].span.range()].contains(RANGES) {
        (times[last].kind, times[last].start) = (MilestoneKind::Deadline, None);
    }
    Some(last)
}

/// Words of work that is done.
const OVER: [&str; 9] = ["完成", "完工", "竣工", "建成", "投用", "投入使用", "交付", "验收", "通车"];
/// Marks and words of times with two ends.
const RANGES: [char; 10] = ['-', '—', '–', '－', '~', '～', '至', '到', '、', '全'];

/// In a report, a stretch that opens its sentence is what it covers (1-9月份, 6月底), not when work is to be done.
fn settle_reports(times: &mut [Time], read: &str, field: Field, calendar: &Calendar) {
    const AHEAD: [&str; 9] = ["计划", "预计", "拟", "将", "力争", "确保", "可", "争取", "要求"];
    /// A report that says so of a time tells by when, not when.
    const EXPECTED: [&str; 4] = ["预计", "有望", "可望", "预期"];
    let ends: Vec<_> =
        times.iter().filter(|time| time.kind == MilestoneKind::AsOf).filter_map(|time| time.end).collect();
    for time in times {
        let raw = &read[time.span.range()];
        let governed = &read[time.governs.range()];
        let opens = time.governs.start >= time.span.end;
        let edge = time.kind == MilestoneKind::Deadline
            && raw.ends_with(['底', '末'])
            && !raw.starts_with(['到', '至'])
            && opens;
        let covers = time.kind == MilestoneKind::Window && opens && !time.label;
        let known = time.end.is_some_and(|end| ends.contains(&end));
        // 预计2025年底建成: the word stands before the time, too.
        let front = read[..time.span.start as usize].rsplit(['，', ',', '。', '；', ';', '：', ':', '\n']).next();
        let ahead = front.is_some_and(|front| is_ahead(front, &AHEAD));
        let expected = field == Field::Progress && time.kind == MilestoneKind::Window && !raw.contains(RANGES);
        if expected && front.is_some_and(|front| holds_any(front, &EXPECTED)) && holds_any(governed, &OVER) {
            (time.kind, time.start) = (MilestoneKind::Deadline, None);
            continue;
        }
        let over = time.end.zip(calendar.reported.or(calendar.issued)).is_none_or(|(end, now)| end <= now);
        let report = match field {
            Field::Progress => over && !ahead && !is_ahead(governed, &AHEAD),
            // 6月底,我盟普惠性幼儿园覆盖率为74% beside 截至6月底已完成12所
            Field::Description => edge && known,
            _ => false,
        };
        if report && (edge || covers) && !time.alone {
            time.kind = MilestoneKind::AsOf;
        }
    }
}

/// Whether a clause speaks of what is still to come: by one of these words, but not by the 计划 of 占年度计划投资.
fn is_ahead(governed: &str, words: &[&str]) -> bool {
    // Hardly any clause holds one of them.
    let ahead = |word: &&str| {
        governed.match_indices(*word).any(|(at, _)| {
            let front = &governed[..at];
            !(*word == "计划" && ["年度", "全年", "占", "完成"].iter().any(|noun| front.ends_with(noun)))
        })
    };
    holds_any(governed, words) && words.iter().any(ahead)
}

/// Gives each figure the deadline or window that governs it, the innermost first; none to what was reached already.
fn due(figures: &mut [Figure], milestones: &[Milestone], reaches: &[Reach], text: &Text) {
    if reaches.is_empty() {
        figures.iter_mut().for_each(|figure| figure.due = None);
        return;
    }
    let mut own = reaches.iter().filter(|reach| reach.own && is_due(&milestones[reach.milestone]));
    let own = own.next().filter(|_| own.next().is_none());
    let (mut headers, mut times) = (Innermost::new(reaches, true), Innermost::new(reaches, false));
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by_key(|&i| figures[i].span);
    for i in order {
        let figure = &mut figures[i];
        figure.due = None;
        // Both are asked for every figure, so that they move on.
        let (time, header) = (times.around(figure.span), headers.around(figure.span));
        if figure.role == Some(Role::Progress) {
            continue;
        }
        let governed = figure.role == Some(Role::Target)
            && matches!(figure.field, Field::Title | Field::Description | Field::Target | Field::Schedule);
        let reach = time.or(header).or(own.filter(|_| governed));
        figure.due =
            reach.map(|reach| &milestones[reach.milestone]).filter(|milestone| is_due(milestone)).map(|milestone| {
                Due { raw: milestone.raw.read(text).into_owned(), start: milestone.start, end: milestone.end }
            });
    }
}

/// Finds the innermost of nested reaches around spans that are asked for in order: each reach is looked at once.
struct Innermost<'r> {
    /// By start, the next one to open last.
    waiting: Vec<&'r Reach>,
    open: Vec<&'r Reach>,
}

impl<'r> Innermost<'r> {
    fn new(reaches: &'r [Reach], header: bool) -> Self {
        let mut waiting: Vec<&Reach> = reaches.iter().filter(|reach| reach.header == header).collect();
        waiting.sort_by_key(|reach| reach.span.start);
        waiting.reverse();
        Self { waiting, open: Vec::new() }
    }

    fn around(&mut self, span: Span) -> Option<&'r Reach> {
        while let Some(reach) = self.waiting.pop_if(|reach| reach.span.start <= span.start) {
            self.open.push(reach);
        }
        while self.open.pop_if(|reach| reach.span.end < span.end).is_some() {}
        self.open.last().copied()
    }
}

fn is_due(milestone: &Milestone) -> bool {
    matches!(milestone.kind, MilestoneKind::Deadline | MilestoneKind::Window)
}

#[cfg(test)]
mod tests {
    use crate::{Options, parse};

    /// The times of every item as `key raw start..end`, and the amounts that are due with the time's words.
    fn read(notice: &str) -> (Vec<String>, Vec<String>) {
        let notice = parse(notice.as_bytes(), &Options::default());
        let (mut times, mut dues) = (Vec::new(), Vec::new());
        for item in &notice.items {
            for time in &item.milestones {
                let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
                let raw = time.raw.read(&notice.text);
                times.push(format!("{} {raw} {}..{}", item.key, day(time.start), day(time.end)));
            }
            for figure in &item.figures {
                let due = figure.due.as_ref().map_or("-", |due| &due.raw);
                dues.push(format!("{} {due}", notice.text.slice(figure.span)));
            }
        }
        (times, dues)
    }

    #[test]
    fn headers_that_are_quarters() {
        let (times, dues) = read(
            "青河市2023年民生实事推进计划\n序号\t项目名称\t第一季度\t第二季度\t第三季度\t第四季度\t责任单位\n\
             1\t新建幼儿园\t完成选址\t开工6所\t完工9所\t8月底前未完工的2所全部建成\t市教育局\n\
             2\t改造老旧小区\t完成招标\t开工30个\t完工20个\t全部完工\t市住建局\n",
        );
        assert_eq!(times[..2], ["1 第一季度 2023-01-01..2023-03-31", "1 第二季度 2023-04-01..2023-06-30"]);
        assert!(dues.contains(&"6所 第二季度".to_string()) && dues.contains(&"20个 第三季度".to_string()), "{dues:?}");
    }

    #[test]
    fn a_column_of_its_own_governs_the_targets() {
        let (times, dues) = read(
            "青河市2023年民生实事项目表\n序号\t项目名称\t建设内容\t完成时限\t责任单位\n\
             1\t新建幼儿园\t新建公办幼儿园12所\t2023年9月\t市教育局\n\
             2\t改造老旧小区\t改造小区45个,6月底前开工20个\t12月底前\t市住建局\n",
        );
        assert_eq!(times[0], "1 2023年9月 ..2023-09-30");
        assert_eq!(dues, ["12所 2023年9月", "45个 12月底前", "20个 6月底前"]);
    }

    #[test]
    fn a_time_in_the_title_dates_its_amounts_and_is_no_milestone() {
        let (times, dues) = read(
            "青河县2023年民生实事方案\n1.新改建农村公路120公里，其中上半年完成60公里\n时间节点：10月底前\n责任单位：县交通运输局\n\
             2.新建学校5所\n时间节点：8月底前\n责任单位：县教育局\n",
        );
        assert_eq!(times, ["1 10月底前 ..2023-10-31", "2 8月底前 ..2023-08-31"]);
        assert_eq!(dues, ["120公里 10月底前", "60公里 上半年", "5所 8月底前"]);
    }

    #[test]
    fn what_a_report_covers_is_no_deadline() {
        let (times, dues) = read(
            "青河县2023年上半年民生实事进展情况\n序号\t项目名称\t年度目标\t进展情况\t责任单位\n\
             1\t新建幼儿园\t年底前建成12所\t1-6月,已开工10所,剩余2所计划7月底前开工\t县教育局\n\
             2\t改造小区\t改造45个\t上半年完成25个\t县住建局\n",
        );
        assert_eq!(times[..2], ["1 年底前 ..2023-12-31", "1 1-6月 2023-01-01..2023-06-30"]);
        assert!(dues.contains(&"12所 年底前".to_string()) && dues.contains(&"25个 -".to_string()), "{dues:?}");
    }

    #[test]
    fn the_time_of_completion_governs_the_targets() {
        let (times, dues) = read(
            "青河县2023年民生实事方案\n1.新建公园8个\n完成时限：2023年3月启动，11月底完成\n责任单位：县住建局\n\
             2.安装路灯200盏\n完成时限：2023年4月开工建设，2023年9月完工\n责任单位：县城管局\n\
             3.改造管网30公里\n完成时限：即日起至年底\n责任单位：县水利局\n\
             4.新建学校5所\n完成时限：6月底完成3所，8月底完成2所\n责任单位：县教育局\n\
             5.新建医院2所\n完成时限：4月底前完成选址，6月启动\n责任单位：县卫健局\n",
        );
        assert_eq!(dues[..3], ["8个 11月底", "200盏 2023年9月", "30公里 即日起至年底"]);
        assert!(dues.contains(&"5所 -".to_string()) && dues.contains(&"2所 -".to_string()), "{dues:?}");
        assert!(times.contains(&"2 2023年9月 ..2023-09-30".to_string()), "{times:?}");
    }

    #[test]
    fn what_a_report_expects_is_still_to_come() {
        let (times, _) = read(
            "青河县2023年民生实事进展情况\n1.新建医院\n进展情况：主体已封顶。预计2023年底建成投用。\n\
             2.改造管网\n进展情况：已改造18公里。预计12月中旬可全面完成。\n\
             3.新建学校\n进展情况：2023年6月底建成2所。预计三季度开工。\n",
        );
        assert_eq!(times[..2], ["1 2023年底 ..2023-12-31", "2 12月中旬 ..2023-12-20"]);
        assert_eq!(times[3], "3 三季度 2023-07-01..2023-09-30");
    }
}
