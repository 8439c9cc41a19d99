//! What a metric or a title ends with, by its words: a deed, a state, a size, a rank, a goal; and what other passages say of a verb.

use super::left;
use super::token;
use crate::lexicon::phrase::{self, Sense};

/// The word at the end of a name for what is measured of a thing, where the thing stands before it: 净入学率 of 初中净入学率.
pub(super) fn rate_word(name: &str) -> &str {
    const RATES: [&str; 20] = [
        "排放总量",
        "排放量",
        "排放强度",
        "平均浓度",
        "年均浓度",
        "浓度",
        "毛入学率",
        "净入学率",
        "入学率",
        "入园率",
        "覆盖率",
        "满意率",
        "合格率",
        "达标率",
        "办结率",
        "普及率",
        "参保率",
        "接种率",
        "处理率",
        "补助标准",
    ];
    RATES
        .into_iter()
        .find(|rate| name.strip_suffix(rate).is_some_and(|thing| thing.chars().nth(1).is_some()))
        .unwrap_or("")
}

/// Whether a metric is a size of the thing before it, which nobody builds: 处理厂1座、日处理能力100吨, 小区22个、建筑面积24.6万平方米.
pub(super) fn ends_with_a_size(metric: &str) -> bool {
    ["能力", "规模", "面积", "人口", "投资", "造价"].iter().any(|size| metric.ends_with(size))
        || phrase::longest(metric).is_some_and(|(len, sense)| len == metric.len() && sense.is(Sense::THIN))
}

/// What stands behind a verb that tells whom or what the work reaches: 乡镇 of 涉及乡镇, 老人 of 服务老人; all of it where no such verb opens it.
pub(super) fn without_reach(metric: &str) -> &str {
    const REACHING: [&str; 6] = ["涉及", "惠及", "覆盖", "服务", "辐射", "容纳"];
    match phrase::longest(metric) {
        Some((len, _)) if REACHING.contains(&&metric[..len]) && len < metric.len() => &metric[len..],
        _ => metric,
    }
}

/// What stands behind the age that opens a metric: 老年人 of 80至89周岁老年人.
pub(super) fn without_age(metric: &str) -> &str {
    let aged = metric.starts_with(|c: char| c.is_ascii_digit());
    let Some((_, thing)) = metric.split_once('岁').filter(|_| aged) else { return metric };
    let thing = ["以上", "及以上", "以下", "以内"].iter().find_map(|bound| thing.strip_prefix(bound)).unwrap_or(thing);
    if thing.chars().nth(1).is_some() { thing } else { metric }
}

/// Whether a metric is nothing but a rank: 二级, 三档.
pub(super) fn is_rank(metric: &str) -> bool {
    metric.chars().nth(1).is_some()
        && metric.chars().nth(2).is_none()
        && metric.starts_with(['一', '二', '三', '四', '五', 'A', 'B', 'C', 'D'])
        && metric.ends_with(['级', '档', '类', '等', '級', '檔', '類'])
}

/// 高标准农田 of 高标准农田建设, before which another verb is put.
pub(super) fn without_deed(object: &str) -> &str {
    if !ends_with_a_deed(object) {
        return object;
    }
    let deed = object.char_indices().rev().nth(1).map_or(object.len(), |(at, _)| at);
    if deed > 3 { &object[..deed] } else { object }
}

/// Whether a metric ends with what is done to its thing: 退化草原修复, 小区改造.
pub(super) fn ends_with_a_deed(metric: &str) -> bool {
    let Some((at, _)) = metric.char_indices().rev().nth(1).filter(|&(at, _)| at > 0) else { return false };
    phrase::longest(&metric[at..]).is_some_and(|(len, sense)| len == metric.len() - at && sense.is(Sense::ACTION))
}

/// Whether a metric ends with what became of its thing, which is nothing to do more with: 城镇新增就业.
pub(super) fn ends_with_a_state(metric: &str) -> bool {
    let Some((at, _)) = metric.char_indices().rev().nth(1).filter(|&(at, _)| at > 0) else { return false };
    phrase::longest(&metric[at..])
        .is_some_and(|(len, sense)| len == metric.len() - at && sense.is(Sense::STATUS) && !sense.is(Sense::ACTION))
}

/// Whether a metric only says that the amount is what was planned: 年度目标6000人, 占全年计划1.5亿元.
pub(super) fn is_goal(metric: &str) -> bool {
    const GOALS: [&str; 5] = ["目标任务", "目标", "任务", "计划", "指标"];
    const WHOSE: [&str; 11] = ["", "年度", "全年", "年初", "省定", "市定", "既定", "下达", "省下达", "市下达", "计划"];
    let metric = metric.strip_prefix('占').unwrap_or(metric);
    GOALS.iter().find_map(|goal| metric.strip_suffix(goal)).is_some_and(|whose| WHOSE.contains(&whose))
}

/// How far another passage is searched for a verb, in characters.
const SEARCHED: usize = 2000;

/// What another passage counts with the verb at its end: 开展职业技能培训3000人次.
pub(super) fn deed_in(text: &str, verb: &str) -> Option<String> {
    /// Farther than any such phrase, in bytes.
    const REACH: usize = 90;
    let text = &text[..text.floor_char_boundary(SEARCHED * 3)];
    let counts = |at: usize| text[at + verb.len()..].starts_with(|c: char| c.is_ascii_digit());
    let (at, _) = text.match_indices(verb).find(|&(at, _)| counts(at))?;
    let front = &text[text.floor_char_boundary(at.saturating_sub(REACH))..at + verb.len()];
    let tokens = token::tokens(front, &[]);
    let begin = left::begin(&tokens, 0, tokens.len());
    let deed = left::cut(front, &tokens, begin, tokens.len(), false, false).phrase.pieces.read(front);
    (deed.len() >= verb.len() + 6 && deed.chars().count() <= 16 && deed.ends_with(verb)).then_some(deed)
}

/// What stands behind a verb in another passage: 发放租赁补贴620万元.
pub(super) fn object_in(text: &str, verb: &str) -> Option<String> {
    let text = text.char_indices().nth(SEARCHED).map_or(text, |(end, _)| &text[..end]);
    let at = text.find(verb)? + verb.len();
    let object: String = text[at..]
        .chars()
        .take(20)
        .take_while(|c| ('\u{4E00}'..='\u{9FFF}').contains(c) || matches!(c, '“' | '”'))
        .collect();
    let count = object.chars().count();
    ((2..=12).contains(&count) && !object.starts_with(['的', '等', '和', '到', '率'])).then_some(object)
}
