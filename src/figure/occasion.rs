//! Times without a date of the calendar: how often (每季度, 按月, 长期执行), before what (采暖期到来前), all year, and plan periods.

use super::date::{Reader, is_blank};
use super::deadline::{Found, TimeKind, back_over, char_before};
use super::{moment, word};
use crate::text::Span;
use jiff::civil::Date;

/// What work is done before or after. Those that a calendar dates (元旦) as well: notices leave the day open.
const OCCASIONS: &[&str] = &[
    "采暖期",
    "采暖季",
    "供暖期",
    "供暖季",
    "供热期",
    "供热季",
    "取暖季",
    "取暖期",
    "采暖",
    "供暖",
    "供热",
    "主汛期",
    "汛期",
    "雨季",
    "入汛",
    "入冬",
    "入夏",
    "冬季",
    "夏季",
    "冬天",
    "封冻",
    "上冻",
    "冰冻期",
    "春节",
    "元旦",
    "国庆节",
    "国庆",
    "中秋节",
    "中秋",
    "清明节",
    "清明",
    "端午节",
    "端午",
    "重阳节",
    "劳动节",
    "五一",
    "“五一”",
    "十一",
    "“十一”",
    "两节",
    "“两节”",
    "春季开学",
    "秋季开学",
    "秋学期开学",
    "新学期开学",
    "秋季学期开学",
    "春季学期开学",
    "开学",
    "新学期",
    "春耕",
    "麦收",
    "秋收",
    "三夏",
    "高考",
    "中考",
    "暑假",
    "寒假",
    "暑期",
];
const ARRIVES: &[&str] = &["到来", "来临", "开始", "来到", "结束"];

/// 采暖期到来前, 春节前: the time that 前 or 后 at `i` ends.
pub(super) fn event(text: &str, floor: usize, i: usize) -> Option<Found> {
    let word = &text[i..i + 3];
    let end = i + 3;
    let behind = &text[end..];
    // 开学前期, 汛期前后
    if behind.starts_with(['期', '后', '往', '台', '勤', '续', '备']) {
        return None;
    }
    let mut at = back_over(text, floor, i, &["之", "以"]).unwrap_or(i);
    at = back_over(text, floor, at, ARRIVES).unwrap_or(at);
    if word == "后" && at == i && back_over(text, floor, i, &["条件成熟", "成熟"]).is_none() {
        // 春节后 tells a start; 供热后 is a state.
        back_over(text, floor, i, &["春节", "元旦", "国庆", "国庆节", "中秋", "汛期", "雨季", "麦收", "秋收"])?;
    }
    let start = match back_over(text, floor, at, &["条件成熟", "成熟"]) {
        Some(start) if word == "后" => start,
        _ => back_over(text, floor, at, OCCASIONS)?,
    };
    // The year of the occasion: 2023年春节前, 明年汛期前, 今冬采暖期前.
    let start = ["今年", "明年", "次年", "本年度", "下一年", "今冬", "明春"]
        .iter()
        .find_map(|word| back_over(text, floor, start, &[word]))
        .or_else(|| year_before(text, floor, start))
        .unwrap_or(start);
    Some(Found::undated(start, end, TimeKind::Event))
}

/// What a day may be called that work is done before: 11月15日供暖期到来前, 9月1日开学前.
pub(super) fn arrives(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    let named = ahead.eat_any(OCCASIONS).is_some();
    ahead.eat_any(ARRIVES);
    ahead.eat_any(&["之", "以"]);
    let before = named && ahead.eat("前");
    if before {
        *reader = ahead;
    }
    before
}

/// Where a year of four digits with 年 begins that stands right before `at`.
fn year_before(text: &str, floor: usize, at: usize) -> Option<usize> {
    let nian = back_over(text, floor, at, &["年"])?;
    let digits = text.get(nian.checked_sub(4)?..nian)?;
    (nian - 4 >= floor && digits.bytes().all(|b| b.is_ascii_digit())).then_some(nian - 4)
}

/// 每年, 每季度, 按月或按季, 每月10日前: the time that begins near `at` with 每, 按 or 逐.
pub(super) fn recurring(text: &str, floor: usize, at: usize) -> Option<Found> {
    // 每个季度, 每两个月 reach here at their last characters.
    let start = match char_before(text, floor, at) {
        Some(('每', start)) => start,
        _ => at,
    };
    let mut reader = Reader { text, at: start };
    rhythm(&mut reader)?;
    let front = text[floor..start].trim_end_matches(is_blank);
    if is_divisor(front, &reader) || (text[start..reader.at].ends_with('年') && is_under_another(text, floor, start)) {
        return None;
    }
    // 按月或按季, 每月、每季度
    loop {
        let mut ahead = reader;
        if ahead.eat_any(&["或者", "或", "、", "和"]).is_none() || rhythm(&mut ahead).is_none() {
            break;
        }
        reader = ahead;
    }
    within(&mut reader);
    Some(Found::undated(start, reader.at, TimeKind::Recurring))
}

/// 每周 at its last character.
pub(super) fn weekly(text: &str, floor: usize, i: usize) -> Option<Found> {
    let at = back_over(text, floor, i, &["每"])?;
    regular(text, floor, at, i + "周".len())
}

/// A rhythm that is one only before what is done so often: 每周开展一次, 每两年组织一次; elsewhere it divides or names.
pub(super) fn regular(text: &str, floor: usize, at: usize, end: usize) -> Option<Found> {
    const DONE: &[&str] = &[
        "开展",
        "组织",
        "举办",
        "进行",
        "至少",
        "不少于",
        "安排",
        "召开",
        "通报",
        "调度",
        "报送",
        "更新",
        "检查",
        "巡查",
        "走访",
        "为",
        "对",
        "公布",
        "上报",
        "开放",
        "完成",
        "筛查",
        "评选",
    ];
    let reader = Reader { text, at: end };
    if is_divisor(text[floor..at].trim_end_matches(is_blank), &reader) {
        return None;
    }
    word::at_start(text[end..].trim_start_matches(is_blank), DONE)?;
    Some(Found::undated(at, end, TimeKind::Recurring))
}

/// Whether another time of the sentence governs here already: under 到2025年, 每年 says nothing new.
fn is_under_another(text: &str, floor: usize, at: usize) -> bool {
    let front = near(text, floor, at);
    floor > 0 && front.len() == at - floor && !front.contains(['。', ';', '；', '\n'])
}

/// One word of how often.
fn rhythm(reader: &mut Reader) -> Option<()> {
    const UNITS: &[&str] = &["半年", "年度", "年", "季度", "季", "月度", "月份", "月"];
    let mut ahead = *reader;
    let each = ahead.eat_any(&["每", "按", "逐", "常"])?;
    ahead.eat("个");
    // 按年龄, 按季节, 按月龄 are no rhythm, 常 goes with 年 only.
    if ahead.sees_any(&["年龄", "季节", "月龄", "年级", "年均"]) || (each == 3 && !ahead.sees("年")) {
        return None;
    }
    if each == 1 && ahead.sees_any(&["年度"]) {
        return None;
    }
    ahead.eat_any(UNITS)?;
    *reader = ahead;
    Some(())
}

/// Whether the rhythm divides an amount: 每人每月60元, 每年3万元/人, 元/每月.
fn is_divisor(front: &str, reader: &Reader) -> bool {
    const EACH: &[&str] = &[
        "每人", "每户", "每生", "每名", "每床", "每村", "每个", "每辆", "每亩", "每套", "每车", "每所", "每家", "每处",
        "每位", "人均", "户均", "生均", "/", "／", "·", "元每",
    ];
    if word::at_end(front, EACH).is_some() {
        return true;
    }
    match reader.peek() {
        Some('每' | '人' | '户' | '/' | '／') => true,
        // Digits behind: an amount of money or times in that span, but not the day it is done (每月10日前).
        Some(c) if crate::text::fold::half(c).is_ascii_digit() => {
            let mut ahead = *reader;
            !(within(&mut ahead) && ahead.at != reader.at)
        }
        // 每年约3万元, 每月最高500元
        _ => {
            let mut ahead = *reader;
            ahead
                .eat_any(&[
                    "不超过",
                    "不高于",
                    "最高",
                    "约",
                    "近",
                    "不低于",
                    "给予",
                    "标准",
                    "补助",
                    "补贴",
                    "奖补",
                    "资助",
                ])
                .is_some()
                && ahead.peek().is_some_and(|c| crate::text::fold::half(c).is_ascii_digit())
        }
    }
}

/// The part of the span in which it happens: 每月10日前, 每年6月至9月, 每年12月底前, 每季度末.
fn within(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    // 每季度末月25日前, 每季度首月10日前
    if ahead.eat_any(&["末月", "首月", "次月"]).is_some() {
        *reader = ahead;
    }
    if let Some(moment) = moment::read(ahead.text, ahead.at, false).filter(|m| m.year == moment::Year::Open) {
        ahead.at = moment.end;
        // 每年3月和9月
        let mut more = ahead;
        while more.eat_any(&["、", "和", "及"]).is_some()
            && let Some(moment) = moment::read(more.text, more.at, false)
        {
            more.at = moment.end;
            ahead = more;
        }
    } else {
        let mut day = ahead;
        if day.number_to(31).is_some() && day.eat_any(&["日", "号"]).is_some() {
            ahead = day;
        } else if ahead.eat_any(&["底", "末", "初", "上旬", "中旬", "下旬"]).is_none() {
            // 每月前5日: not met
            return false;
        }
    }
    ahead.eat_any(&["之前", "以前", "前"]);
    *reader = ahead;
    true
}

/// 长期执行, 长期坚持: the 期 at `i`.
pub(super) fn standing(text: &str, floor: usize, i: usize) -> Option<Found> {
    if let Some(at) = back_over(text, floor, i, &["每学", "每个学"]) {
        return regular(text, floor, at, i + 3);
    }
    let start = back_over(text, floor, i, &["长"])?;
    let mut reader = Reader { text, at: i + 3 };
    let alone = text[floor..start].trim().is_empty() && reader.peek().is_none_or(|c| "。；;\n".contains(c));
    let stays = reader.eat_any(&["执行", "坚持", "实施", "推进", "落实", "开展", "有效"]).is_some();
    // 长期执行 governs its clause only as its end; 长期坚持以人民为中心 is a phrase.
    let ends = reader.peek().is_none_or(|c| "。；;，,）)\n".contains(c));
    (alone || (stays && ends)).then(|| Found::undated(start, reader.at, TimeKind::Recurring))
}

/// “十四五”期间, “十三五”期末: the 期 at `i`.
pub(super) fn span_of_years(text: &str, floor: usize, i: usize) -> Option<Found> {
    const PLANS: &[(&str, i16)] = &[
        ("十一五", 2006),
        ("十二五", 2011),
        ("十三五", 2016),
        ("十四五", 2021),
        ("十五五", 2026),
        ("十六五", 2031),
        ("十五", 2001),
        ("九五", 1996),
    ];
    let mut at = back_over(text, floor, i, &["时"]).unwrap_or(i);
    at = back_over(text, floor, at, &["”", "\"", "」", "』", "’", "＂"]).unwrap_or(at);
    let (start, first) = PLANS.iter().find_map(|(word, first)| Some((back_over(text, floor, at, &[word])?, *first)))?;
    let start = back_over(text, floor, start, &["“", "\"", "「", "『", "‘", "＂"]).unwrap_or(start);
    let (from, to) = (Date::new(first, 1, 1).ok(), Date::new(first + 4, 12, 31).ok());
    let mut reader = Reader { text, at: i + 3 };
    let until = back_over(text, floor, start, &["到", "至"]);
    if text[i..].starts_with('末') || reader.eat_any(&["末", "底"]).is_some() {
        reader.eat("前");
        let span = Span::new(until.unwrap_or(start), reader.at);
        return Some(Found { span, kind: TimeKind::Deadline, start: None, end: to });
    }
    if reader.sees_any(&["初", "规划", "满"])
        || !(reader.eat("间") || reader.eat("内") || at != i)
        || reader.peek() == Some('的')
    {
        return None;
    }
    Some(Found { span: Span::new(start, reader.at), kind: TimeKind::Window, start: from, end: to })
}

/// 全年 at `at`, without dates, where it is when the work is done and not a part of a name (完成全年任务).
pub(super) fn all_year(text: &str, floor: usize, at: usize) -> Option<Found> {
    const NAMES: &[&str] = &[
        "任务",
        "目标",
        "计划",
        "总",
        "发放",
        "预算",
        "工作",
        "各项",
        "筹资",
        "指标",
        "度",
        "的",
        "建设任务",
        "应",
        "需",
        "累计目标",
        "财政",
        "经济",
        "收入",
        "数",
        "考核",
        "进度",
        "生产",
        "安全生产",
        "平均",
        "无",
    ];
    const TAKES: &[&str] = &[
        "完成",
        "占",
        "达",
        "达到",
        "超",
        "超过",
        "为",
        "按",
        "按照",
        "较",
        "比",
        "和",
        "及",
        "下达",
        "保障",
        "覆盖",
        "贯穿",
        "高于",
        "的",
        "与",
        "以",
        "实现",
        "超额完成",
        "围绕",
        "对照",
        "提前完成",
    ];
    let end = at + "全年".len();
    let behind = text[end..].trim_start_matches(is_blank);
    let front = near(text, floor, at).trim_end_matches(is_blank);
    if word::at_end(front, TAKES).is_some() {
        return None;
    }
    let planned =
        behind.starts_with("计划") && !behind[6..].starts_with(['的', '任', '数', '总', '目', '、', ',', '，', '。']);
    if word::at_start(behind, NAMES).is_some() && !planned {
        return None;
    }
    if floor > 0 && !front.contains(['。', ';', '；', '\n', ',', '，']) {
        return None;
    }
    Some(Found::undated(at, end, TimeKind::Window))
}

/// The stretch before `at` that can belong to its sentence.
fn near(text: &str, floor: usize, at: usize) -> &str {
    const NEAR: usize = 240;
    let mut from = at.saturating_sub(NEAR).max(floor);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

/// A date or month in numbers, where its neighbours show that it is a time: 2022-12-31前, 2022.12.
pub(super) fn numeric(text: &str, at: usize) -> Option<Found> {
    if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '/') {
        return None;
    }
    let mut reader = Reader { text, at };
    let mut month = reader;
    let bounds = match reader.date() {
        Some(day)
            if !text[at..reader.at].contains('年') && text[at..reader.at].len() > 8 || text[at..].contains('/') =>
        {
            (day, day)
        }
        Some(_) => return None,
        None => {
            let year = month.year()?;
            month.eat_any(&[".", "-", "/"])?;
            let number = month.number_to(12)?;
            reader = month;
            moment::Part::Months(number, number).bounds(year)?
        }
    };
    let end = reader.at;
    // 2021.3-2021.12
    let mut range = reader;
    if range.eat_any(&["-", "—", "–", "~", "至"]).is_some()
        && let Some(year) = range.year()
        && range.eat_any(&[".", "-", "/"]).is_some()
        && let Some(month) = range.number_to(12)
        && let Some((_, last)) = moment::Part::Months(month, month).bounds(year)
    {
        let span = Span::new(at, range.at);
        return Some(Found { span, kind: TimeKind::Window, start: Some(bounds.0), end: Some(last) });
    }
    let before = reader.eat_any(&["之前", "以前", "前"]).is_some();
    let month_end = !before && reader.eat_any(&["底", "末"]).is_some() && {
        reader.eat("前");
        true
    };
    if before || month_end {
        let last = if before && bounds.0 != bounds.1 { bounds.0.yesterday().ok() } else { Some(bounds.1) };
        return Some(Found { span: Span::new(at, reader.at), kind: TimeKind::Deadline, start: None, end: last });
    }
    // Alone in its cell
    (text[..at].trim().is_empty() && text[end..].trim().is_empty()).then_some(Found {
        span: Span::new(at, end),
        kind: TimeKind::Window,
        start: Some(bounds.0),
        end: Some(bounds.1),
    })
}
