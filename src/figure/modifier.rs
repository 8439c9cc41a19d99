//! The words around a time: those that belong to it, and those that make it no time of work at all.
//!
//! `2019年改造任务85个小区` only says which work is meant, `较2020年底` is a base, `全年任务` a name. Such times are left out here.

use super::date::Reader;
use super::deadline::TimeKind;
use super::moment::{Edge, Moment, Part, Year};
use super::seek::back_over;
use crate::lexicon::time_word::{AS_OF, BASES, DEADLINE_LABELS, DONE, GOES_ON, MONEY, NAMED, NOUNS, SEASONS, SUBJECTS};
use crate::text::{Span, character, word_list, words};
use jiff::civil::Date;

/// A time with the words that touch it and settle its reading.
pub(super) struct Reading {
    pub moment: Moment,
    pub span: Span,
    /// 截至
    pub as_of: bool,
    /// 自…起, 起, 以后
    pub from: bool,
    /// 到, 至
    pub until: bool,
    /// 前, 之前
    pub before: bool,
    /// Before something that happens in that year: 2021年春季学期开学前
    pub event: bool,
    /// 2021年秋季学期起: a start without a day
    pub term: bool,
}

/// Takes in the words around a time; `None` where it governs nothing.
pub(super) fn read(text: &str, floor: usize, at: usize, moment: Moment) -> Option<Reading> {
    if moment.edge == Edge::Middle {
        return None;
    }
    let mut reader = Reader { text, at: moment.end };
    let mut start = at;
    let (mut as_of, mut until, mut since) = (false, false, false);
    if let Some(place) = back_over(text, floor, start, &AS_OF) {
        (as_of, start) = (true, place);
    } else if let Some(place) = back_over(text, floor, start, words!["自", "从"]) {
        (since, start) = (true, place);
    } else if back_over(text, floor, start, &BASES).is_none()
        && let Some(place) = back_over(text, floor, start, words!["直到", "直至", "到", "至"])
    {
        // 即日起至年底
        let from_now = words!["自即日起", "从即日起", "即日起", "即日"];
        (until, start) = (true, back_over(text, floor, place, from_now).unwrap_or(place));
    } else {
        // 完成时限:2022年12月, 时限为11月30日
        let front = text[floor..start].trim_end_matches([':', '：', ' ', '\u{3000}', '为', '是']);
        let labelled = front.len() < start - floor && word_list::at_end(front, &DEADLINE_LABELS).is_some();
        let latest = || word_list::at_end(front, words!["不晚于", "不迟于", "最迟于", "最迟", "至迟"]).is_some();
        until = !moment.is_range() && (labelled || latest());
    }
    // 12月31日24时前
    let mut hour = reader;
    if moment.is_day() && hour.number_to(24).is_some() && hour.eat_any(words!["时", "点"]).is_some() {
        reader = hour;
    }
    let event = (moment.is_bare_year() || moment.is_months()) && super::occasion::arrives(&mut reader);
    let before = event || before(&mut reader) || moment.is_day() && super::occasion::arrives(&mut reader);
    let mut from = false;
    let mut term = false;
    if !before {
        // 2021年秋季学期起: no day of the calendar
        let mut ahead = reader;
        let begins = |ahead: &Reader| ahead.sees("起") || since && ahead.sees("开始");
        term = moment.is_bare_year() && ahead.eat_any(&SEASONS).is_some() && begins(&ahead);
        if term {
            reader = ahead;
        }
        if !reader.sees_any(words!["起草", "起到", "起步", "起点", "起码", "起重", "起诉", "起付", "起降"])
        {
            from = reader.eat_any(words!["之日起", "日起", "起"]).is_some();
        }
        if !from && !reader.sees_any(words!["后续", "后期", "后勤", "后备", "后端"]) {
            from = reader.eat_any(words!["以后", "之后", "后"]).is_some();
        }
        if !from && since {
            from = moment.last.is_none();
            reader.eat_any(words!["开始", "以来"]);
        }
        if !from && reader.eat("以来") {
            // 今年以来 is what a report covers.
            let this_year = moment.year == Year::Against(0) || moment.year == Year::Open && moment.edge == Edge::Start;
            (as_of, from) = (this_year, true);
        }
        reader.eat_any(words!["期间", "止"]);
        if moment.is_bare_year() {
            reader.eat("全年");
        }
    }
    let reading = Reading { moment, span: Span::new(start, reader.at), as_of, from, until, before, event, term };
    governs(text, floor, &reading).then_some(reading)
}

fn before(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    if ahead.eat_any(words!["之前", "以前"]).is_some() {
        *reader = ahead;
        return true;
    }
    if !ahead.eat("前")
        || ahead.sees_any(words!["期", "后", "三", "端", "列", "往", "移", "沿", "置", "述", "来", "瞻", "台", "提"])
    {
        return false;
    }
    *reader = ahead;
    true
}

/// What the words around a time make of it.
pub(super) fn kind(
    reading: &Reading,
    bounds: Option<(Date, Date)>,
    issued: Option<Date>,
) -> (TimeKind, Option<Date>, Option<Date>) {
    let moment = &reading.moment;
    let (start, end) = ends(bounds);
    if reading.event {
        return (TimeKind::Event, None, None);
    }
    if reading.term {
        return (TimeKind::From, None, None);
    }
    if reading.as_of {
        // 截至年底 in a plan is still to come.
        let due = end.zip(issued).is_some_and(|(end, issued)| end > issued);
        if reading.from {
            return (TimeKind::AsOf, start, None);
        }
        return (if due { TimeKind::Deadline } else { TimeKind::AsOf }, None, end);
    }
    if reading.from {
        return (TimeKind::From, if moment.edge == Edge::End { end } else { start }, None);
    }
    if reading.before {
        let inclusive = moment.is_day() || moment.edge != Edge::None || moment.last.is_some();
        let end = if inclusive { end } else { start.and_then(|start| start.yesterday().ok()) };
        return (TimeKind::Deadline, None, end);
    }
    match moment.edge {
        Edge::End | Edge::Within if moment.last.is_none() => (TimeKind::Deadline, None, end),
        _ if reading.until => (TimeKind::Deadline, None, end),
        Edge::Start => match moment.part {
            Part::Months(..) => (TimeKind::Window, start, start.and_then(|start| start.with().day(10).build().ok())),
            _ => (TimeKind::Window, None, None),
        },
        _ => (TimeKind::Window, start, end),
    }
}

/// Both ends of what may be known.
pub(super) fn ends(bounds: Option<(Date, Date)>) -> (Option<Date>, Option<Date>) {
    (bounds.map(|(start, _)| start), bounds.map(|(_, end)| end))
}

/// Whether the time governs a piece of work, by the words on either side.
fn governs(text: &str, floor: usize, reading: &Reading) -> bool {
    let moment = &reading.moment;
    let behind = text[reading.span.end as usize..].trim_start_matches([' ', '\u{3000}']);
    let front = text[floor..reading.span.start as usize].trim_end_matches([' ', '\u{3000}']);
    if reading.as_of {
        return true;
    }
    if is_modifier(behind) {
        return false;
    }
    if !reading.from && !reading.before && !reading.until && word_list::at_end(front, &BASES).is_some() {
        return false;
    }
    if (moment.edge != Edge::None || reading.before)
        && word_list::at_end(front, words!["较", "比", "相比", "去向"]).is_some()
    {
        return false;
    }
    // 年底考核, 年末结余, 年底去向落实率
    if moment.year == Year::Open
        && matches!(moment.edge, Edge::End)
        && !reading.before
        && word_list::at_start(behind, words!["考核", "总结", "绩效", "结余", "结存", "去向", "余额", "奖"]).is_some()
    {
        return false;
    }
    // 对10月份入学的儿童: whose, not when
    if !reading.before && !reading.from && front.ends_with(['对', '把', '向']) {
        return false;
    }
    // 农历八月十五
    if front.ends_with("农历") || front.ends_with("阴历") {
        return false;
    }
    if text[reading.span.range()].ends_with("全年") {
        return true;
    }
    if reading.from || reading.before || moment.edge != Edge::None {
        return true;
    }
    let opens = super::clause::opens(text, floor, reading.span.start as usize);
    // A label may be named as what it plans: 一季度工作目标:
    if opens && super::clause::is_label(text, reading.span.range()) {
        return true;
    }
    if word_list::at_start(behind, &NOUNS).is_some() && !plans(behind) {
        return false;
    }
    // 发放上半年补贴: whose it is, not when
    if !opens && word_list::at_start(behind, &MONEY).is_some() {
        return false;
    }
    if !moment.is_bare_year() {
        return true;
    }
    if reading.until {
        return true;
    }
    bare_year(front, behind, opens, moment)
}

/// 计划 as a verb: 计划改造, not 计划任务 or the end of the clause.
fn plans(behind: &str) -> bool {
    behind.strip_prefix("计划").is_some_and(|rest| {
        rest.chars().next().is_some_and(|c| !"的、,，。；;:：)）表书内数总".contains(c))
            && word_list::at_start(rest, &NAMED).is_none()
    })
}

/// Whether a year on its own (2025年, 2023-2025年) governs what follows.
fn bare_year(front: &str, behind: &str, opens: bool, moment: &Moment) -> bool {
    let Some(next) = behind.chars().next() else { return opens };
    if front.ends_with(['(', '（', '〔', '[']) && matches!(next, ')' | '）' | '〕' | ']') {
        return false;
    }
    if matches!(next, ',' | '，' | ':' | '：') {
        return opens;
    }
    if matches!(next, '。' | ';' | '；' | '\n') {
        return front.is_empty() || opens;
    }
    // 2023年、2024年分别建成5个、6个
    if let Some(next) = word_list::at_start(behind, words!["、", "和", "及"])
        && behind[next.len()..].starts_with(|c: char| c.is_ascii_digit())
    {
        return opens;
    }
    // 其中2023年5个、2024年8个, but not 2023年20项民生实事
    if opens && !front.is_empty() && next.is_ascii_digit() {
        let counted = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        return !counted.starts_with(['项', '件', '大']);
    }
    if opens && (word_list::at_start(behind, &SUBJECTS).is_some() || year_follows(behind)) {
        return true;
    }
    if moment.year == Year::Against(0) && opens && !behind.starts_with("以来") {
        return true;
    }
    let first = character::first(behind);
    GOES_ON.list().iter().filter(|word| character::first(word) == first && behind.starts_with(**word)).any(|word| {
        let rest = &behind[word.len()..];
        word_list::at_start(rest, &NAMED).is_none()
    })
}

/// Whether the next clause opens with a year as well: 2023年城镇新增就业3000人，2024年3200人.
fn year_follows(behind: &str) -> bool {
    /// Longer than a clause of one amount, in bytes.
    const CLAUSE: usize = 90;
    let near = &behind[..behind.floor_char_boundary(CLAUSE)];
    let Some((mark, _)) = near.char_indices().find(|(_, c)| ",，;；。、\n".contains(*c)) else { return false };
    let next = near[mark..].trim_start_matches([',', '，', ';', '；', '、']);
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
        && next[4..]
            .strip_prefix('年')
            .is_some_and(|rest| !rest.starts_with(['底', '末', '前', '初', '内', '的', '度', '以']))
}

/// Whether the text behind a time goes on to 的 so soon that the time only tells what is meant: 的…, 已实施的….
fn is_modifier(behind: &str) -> bool {
    if behind.starts_with('的') {
        return true;
    }
    let mut rest = behind;
    // Most go on with none of these.
    if word_list::at_start(rest, words!["前", "已", "新", "拟", "应", "计", "尚", "未"]).is_some() {
        for word in ["前", "已经", "已", "新", "拟", "应", "计划", "尚未", "未"] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
    }
    for _ in 0..2 {
        match word_list::at_start(rest, &DONE).map(|word| &rest[word.len()..]) {
            Some(beyond) if beyond.starts_with('的') => return true,
            Some(beyond) => rest = beyond,
            None => return false,
        }
    }
    false
}
