//! The words around a time: those that belong to it, and those that make it no time of work at all.
//!
//! `2019年改造任务85个小区` only says which work is meant, `较2020年底` is a base, `全年任务` a name. Such times are left out here.

use super::date::Reader;
use super::deadline::{AS_OF, DEADLINE_LABELS, back_over};
use super::moment::{Edge, Moment, Year};
use super::word;
use crate::text::Span;

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

/// What is paid for a stretch of time.
const MONEY: &[&str] =
    &["补贴", "补助", "资金", "待遇", "工资", "费用", "经费", "奖补", "津贴", "养老金", "救助金", "低保金", "租金"];
const SEASONS: &[&str] =
    &["春季学期", "秋季学期", "春学期", "秋学期", "上学期", "下学期", "春季", "秋季", "夏季", "冬季", "暑期"];
/// Words before a time that make it a base or an end of a change.
const BASES: &[&str] = &[
    "较",
    "比",
    "与",
    "同",
    "相比",
    "超过",
    "超",
    "高于",
    "低于",
    "达到",
    "提高到",
    "提高至",
    "增加到",
    "降低到",
    "由",
    "增长到",
];
/// Nouns and ends of sentence behind a time that only says which year's they are.
const NOUNS: &[&str] = &[
    "任务",
    "目标",
    "指标",
    "工作任务",
    "工作目标",
    "工作情况",
    "工作要点",
    "工作安排",
    "进展",
    "情况",
    "总目标",
    "总任务",
    "总数",
    "总量",
    "预算",
    "数据",
    "同期",
    "基础上",
    "考核结果",
    "考核情况",
    "水平",
    "应届",
    "届",
    "级",
    "版",
    "款",
    "度",
    "财政",
    "计划任务",
    "计划目标",
    "计划数",
    "计划总",
    "计划内",
    "计划表",
    "计划书",
    "计划的",
    "计划投资额",
    "筹资",
    "改革",
    "民生实事",
    "政府工作报告",
    "规划",
    "出生",
];
/// Verbs, adverbs and subjects that a sentence goes on with behind a bare year that governs it.
const GOES_ON: &[&str] = &[
    "完成",
    "实现",
    "投入",
    "新增",
    "建设",
    "建成",
    "计划",
    "力争",
    "达到",
    "达",
    "将",
    "全面",
    "全部",
    "正式",
    "启动",
    "开工",
    "继续",
    "开展",
    "新建",
    "改建",
    "扩建",
    "改造",
    "实施",
    "确保",
    "推进",
    "推动",
    "组织",
    "安排",
    "争取",
    "基本",
    "累计",
    "共",
    "预计",
    "拟",
    "再",
    "竣工",
    "投用",
    "交付",
    "培训",
    "发放",
    "打造",
    "创建",
    "建立",
    "举办",
    "为",
    "对",
    "在",
    "由",
    "把",
    "提高",
    "加快",
    "完工",
    "通车",
    "投产",
    "要",
    "需",
    "应",
    "可",
    "新改",
    "至少",
    "不少于",
    "每",
    "力求",
    "深化",
    "加强",
    "持续",
    "落实",
    "解决",
    "支持",
    "资助",
    "救助",
    "免费",
    "引进",
    "治理",
    "投资",
    "分别",
    "各",
];
/// Nouns that make the verb before them part of a name: 改造任务, 建设项目.
const NAMED: &[&str] = &[
    "任务", "项目", "计划", "目标", "工程", "指标", "资金", "方案", "工作", "小区", "标准", "清单", "总", "规模",
    "名单", "对象", "进度", "行动", "额",
];
/// Subjects that open a sentence behind a year.
const SUBJECTS: &[&str] =
    &["全市", "全区", "全县", "全省", "全州", "全盟", "全旗", "全镇", "全乡", "我市", "我区", "我县"];
/// What was done to the work that a time in front of 的 tells apart: `8月份实施的98人`.
const DONE: &[&str] = &[
    "实施", "启动", "开工", "建设", "建成", "竣工", "完工", "完成", "新建", "改造", "确定", "下达", "出台", "印发",
    "发布", "签订", "参保", "入学", "毕业", "认定", "批复", "立项", "到期", "出生", "建造", "入住", "审批", "列入",
    "纳入", "结转", "投用", "开展", "招聘", "退役", "投入", "购买", "落户", "登记", "转移", "投保",
];

/// Takes in the words around a time; `None` where it governs nothing.
pub(super) fn read(text: &str, floor: usize, at: usize, moment: Moment) -> Option<Reading> {
    if moment.edge == Edge::Middle {
        return None;
    }
    let mut reader = Reader { text, at: moment.end };
    let mut start = at;
    let (mut as_of, mut until, mut since) = (false, false, false);
    if let Some(place) = back_over(text, floor, start, AS_OF) {
        (as_of, start) = (true, place);
    } else if let Some(place) = back_over(text, floor, start, &["自", "从"]) {
        (since, start) = (true, place);
    } else if back_over(text, floor, start, BASES).is_none()
        && let Some(place) = back_over(text, floor, start, &["直到", "直至", "到", "至"])
    {
        (until, start) = (true, place);
    } else {
        // 完成时限:2022年12月
        let front = text[floor..start].trim_end_matches([':', '：', ' ', '\u{3000}']);
        until = front.len() < start - floor && word::at_end(front, DEADLINE_LABELS).is_some();
    }
    // 12月31日24时前
    let mut hour = reader;
    if moment.is_day() && hour.number_to(24).is_some() && hour.eat_any(&["时", "点"]).is_some() {
        reader = hour;
    }
    let event = (moment.is_bare_year() || moment.is_months()) && super::occasion::arrives(&mut reader);
    let before = event || before(&mut reader) || moment.is_day() && super::occasion::arrives(&mut reader);
    let mut from = false;
    let mut term = false;
    if !before {
        // 2021年秋季学期起: no day of the calendar
        let mut ahead = reader;
        term = moment.is_bare_year() && ahead.eat_any(SEASONS).is_some() && ahead.sees("起");
        if term {
            reader = ahead;
        }
        if !reader.sees_any(&["起草", "起到", "起步", "起点", "起码", "起重", "起诉", "起付", "起降"])
        {
            from = reader.eat_any(&["之日起", "日起", "起"]).is_some();
        }
        if !from && !reader.sees_any(&["后续", "后期", "后勤", "后备", "后端"]) {
            from = reader.eat_any(&["以后", "之后", "后"]).is_some();
        }
        if !from && since {
            from = moment.last.is_none();
            reader.eat_any(&["开始", "以来"]);
        }
        if !from && reader.eat("以来") {
            // 今年以来 is what a report covers.
            let this_year = moment.year == Year::Against(0) || moment.year == Year::Open && moment.edge == Edge::Start;
            (as_of, from) = (this_year, true);
        }
        reader.eat_any(&["期间", "止"]);
        if moment.is_bare_year() {
            reader.eat("全年");
        }
    }
    let reading = Reading { moment, span: Span::new(start, reader.at), as_of, from, until, before, event, term };
    governs(text, floor, &reading).then_some(reading)
}

fn before(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    if ahead.eat_any(&["之前", "以前"]).is_some() {
        *reader = ahead;
        return true;
    }
    if !ahead.eat("前")
        || ahead.sees_any(&["期", "后", "三", "端", "列", "往", "移", "沿", "置", "述", "来", "瞻", "台", "提"])
    {
        return false;
    }
    *reader = ahead;
    true
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
    if !reading.from && !reading.before && !reading.until && word::at_end(front, BASES).is_some() {
        return false;
    }
    if (moment.edge != Edge::None || reading.before) && word::at_end(front, &["较", "比", "相比", "去向"]).is_some()
    {
        return false;
    }
    // 年底考核, 年末结余, 年底去向落实率
    if moment.year == Year::Open
        && matches!(moment.edge, Edge::End)
        && !reading.before
        && word::at_start(behind, &["考核", "总结", "绩效", "结余", "结存", "去向", "余额", "奖"]).is_some()
    {
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
    if word::at_start(behind, NOUNS).is_some() && !plans(behind) {
        return false;
    }
    // 发放上半年补贴: whose it is, not when
    if !opens && word::at_start(behind, MONEY).is_some() {
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
            && word::at_start(rest, NAMED).is_none()
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
    if let Some(next) = word::at_start(behind, &["、", "和", "及"])
        && behind[next.len()..].starts_with(|c: char| c.is_ascii_digit())
    {
        return opens;
    }
    // 其中2023年5个、2024年8个, but not 2023年20项民生实事
    if opens && !front.is_empty() && next.is_ascii_digit() {
        let counted = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        return !counted.starts_with(['项', '件', '大']);
    }
    if opens && word::at_start(behind, SUBJECTS).is_some() {
        return true;
    }
    if moment.year == Year::Against(0) && opens && !behind.starts_with("以来") {
        return true;
    }
    let first = word::first(behind);
    GOES_ON.iter().filter(|word| word::first(word) == first && behind.starts_with(**word)).any(|word| {
        let rest = &behind[word.len()..];
        word::at_start(rest, NAMED).is_none()
    })
}

/// Whether the text behind a time goes on to 的 so soon that the time only tells what is meant: 的…, 已实施的….
fn is_modifier(behind: &str) -> bool {
    if behind.starts_with('的') {
        return true;
    }
    let mut rest = behind;
    for word in ["前", "已经", "已", "新", "拟", "应", "计划", "尚未", "未"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    for _ in 0..2 {
        match word::at_start(rest, DONE).map(|word| &rest[word.len()..]) {
            Some(beyond) if beyond.starts_with('的') => return true,
            Some(beyond) => rest = beyond,
            None => return false,
        }
    }
    false
}
