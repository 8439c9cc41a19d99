//! What a header says that no list knows, by the words it ends with or holds: `1-9月份工作情况` ends with 工作情况.
//!
//! Not here: whole headers (`column.tsv`), units in brackets (`column`).

use super::{ColumnRole, Field, UnitRole};
use crate::text::{CharSet, holds_any};

/// The role of a header that is not listed, by what it ends with and holds, and the word that says so.
pub(super) fn by_words(stem: &str) -> Option<(ColumnRole, &'static str)> {
    // Most cells that are no headers end like none of the words.
    let may_end = LASTS.ends(stem);
    let ends = |words: &'static [&'static str]| {
        debug_assert!(words.iter().all(|word| LASTS.ends(word)));
        words.iter().copied().filter(|_| may_end).find(|word| stem.ends_with(word))
    };
    let begins = |words: &[&str]| words.iter().any(|word| stem.starts_with(word));
    // The quick look first: nearly always none of the words is there.
    let holds = |words: &'static [&'static str]| match holds_any(stem, words) {
        true => words.iter().copied().find(|w| stem.contains(w)),
        false => None,
    };
    if let Some(word) = ends(&[
        "领导",
        "责任人",
        "负责人",
        "联系人",
        "联络员",
        "联系人员",
        "负责同志",
        "市长",
        "县长",
        "区长",
        "召集人",
        "经办人",
        "联络人",
        "监督代表",
        "督办代表",
        "联系代表",
    ]) {
        return Some((ColumnRole::Unit(UnitRole::Person), word));
    }
    if let Some(word) =
        ends(&["单位", "部门", "主体", "机构", "机关", "科室", "处室", "股室", "站所", "镇街", "乡镇", "县区"])
            .filter(|word| *word != stem)
    {
        let (role, word) = if let Some(word) = holds(&["牵头", "主责", "主要责任"]) {
            (UnitRole::Lead, word)
        } else if let Some(word) =
            holds(&["配合", "协办", "会办", "协同", "协作", "协助", "参与", "参加", "支持", "联办", "协管", "其他"])
        {
            (UnitRole::Cooperating, word)
        } else if let Some(word) = holds(&["督办", "督查", "监督", "督导"]) {
            (UnitRole::Supervising, word)
        } else if let Some(word) = holds(&["责任", "承办", "主办", "负责", "主管", "办理", "落实", "归口"])
        {
            (UnitRole::Responsible, word)
        } else if let Some(word) = holds(&["实施", "建设", "执行", "业主", "承建", "代建", "施工", "法人"])
        {
            (UnitRole::Implementing, word)
        } else if stem.chars().count() <= 4 && !word.ends_with(['室', '所', '街', '镇', '区']) {
            (UnitRole::Responsible, word)
        } else {
            return None;
        };
        return Some((ColumnRole::Unit(role), word));
    }
    if let Some(word) = ends(&["打算", "下一步"]).filter(|_| holds(&["问题", "进展", "完成情况"]).is_none())
    {
        return Some((ColumnRole::Text(Field::Schedule), word));
    }
    let aside = ends(&[
        "问题",
        "困难",
        "打算",
        "下一步",
        "地点",
        "所在地",
        "位置",
        "选址",
        "区域",
        "备注",
        "说明",
        "建议",
        "对象",
        "意见",
        "电话",
        "原因",
        "依据",
        "得分",
        "排名",
        "协调事项",
        "解决事项",
    ]);
    if let Some(word) = aside.filter(|_| holds(&["进展", "完成情况"]).is_none()) {
        return Some((ColumnRole::Text(Field::Remark), word));
    }
    // 是否开工, 完成与否.
    let whether = || begins(&["是否"]).then_some("是否").or_else(|| ends(&["与否"]));
    let planned = || begins(&["计划", "应", "拟", "预期", "预计"]);
    let progress = holds(&[
        "进展",
        "推进情况",
        "完成情况",
        "落实情况",
        "工作情况",
        "实施情况",
        "执行情况",
        "办理情况",
        "进度情况",
        "完成进度",
        "形象进度",
        "工程进度",
        "当前进度",
        "建设情况",
        "工作成效",
        "完成比例",
        "完成率",
        "完成数",
        "实际完成",
    ])
    .filter(|_| !planned())
    .or_else(whether)
    .or_else(|| {
        ends(&["完成", "完成量", "完成值"])
            .filter(|_| holds(&["计划", "目标", "预计", "前完成", "底完成", "应完成", "需完成", "任务"]).is_none())
    })
    // 占年度目标(%)
    .or_else(|| ends(&["目标", "任务", "计划", "比"]).filter(|_| stem.starts_with('占')))
    .or_else(|| {
        ends(&["进度", "成效", "率", "比例", "占比", "百分比", "情况", "状态", "成果"])
            .filter(|_| !planned() && ends(&["基本情况", "序时进度", "时序进度", "计划进度", "时间进度"]).is_none())
    });
    if let Some(word) = progress {
        return Some((ColumnRole::Text(Field::Progress), word));
    }
    if let Some(quarter) = quarter(stem) {
        return Some((ColumnRole::Quarter(quarter), "季度"));
    }
    if let Some(word) = ends(&["时限", "期限", "时间节点", "完成节点", "日期", "工期", "年限", "建设周期", "截止时间"])
        .or_else(|| ends(&["时间", "时间要求"]).filter(|_| holds(WORKS).is_some()))
    {
        return Some((ColumnRole::Deadline, word));
    }
    if let Some(word) = ends(&[
        "进度要求",
        "进度安排",
        "进度计划",
        "序时进度",
        "时序进度",
        "计划进度",
        "时间进度",
        "实施计划",
        "推进计划",
        "工作计划",
        "工作安排",
        "时间安排",
        "步骤",
        "节点",
        "时序",
    ])
    .or_else(|| ends(&["安排", "计划"]).filter(|_| begins(STAGES) || holds(&["进度", "推进", "阶段"]).is_some()))
    {
        return Some((ColumnRole::Text(Field::Schedule), word));
    }
    if let Some(word) = holds(&["投资", "资金", "概算", "预算", "经费", "金额"]) {
        return Some((ColumnRole::Text(Field::Funding), word));
    }
    // 责任单位名称 has its role from 责任单位.
    if let Some(rest) = stem.strip_suffix("名称")
        && rest.ends_with(['位', '门'])
        && let Some(found) = by_words(rest)
    {
        return Some(found);
    }
    if let Some(word) = ends(&["名称", "事项", "实事项目", "民生实事", "项目"]) {
        return Some((ColumnRole::Title, word));
    }
    if let Some(word) = ends(&["类别", "类型", "分类", "领域", "板块"]) {
        return Some((ColumnRole::Category, word));
    }
    if let Some(word) = ends(&["基本情况", "概况", "简介"]) {
        return Some((ColumnRole::Text(Field::Description), word));
    }
    if let Some(word) = ends(&[
        "目标",
        "任务",
        "指标",
        "内容",
        "规模",
        "要求",
        "标准",
        "措施",
        "举措",
        "目标值",
        "计划数",
        "目标数",
        "任务数",
        "任务量",
        "计划",
        "数量",
    ]) {
        return Some((ColumnRole::Text(Field::Target), word));
    }
    None
}

/// What is done at a time that a column gives: 开工时间, 计划竣工时间.
const WORKS: &[&str] =
    &["开工", "完工", "竣工", "建成", "投用", "交付", "完成", "办结", "起止", "实施", "建设", "启动"];

/// What a plan is cut into.
const STAGES: &[&str] = &["月度", "分月", "季度", "分季度", "下一阶段", "下阶段"];

/// Last characters of all words above that a header may end with.
static LASTS: CharSet = CharSet::of(
    "导人员志长表位门体构关室所街镇区算步题难点地置址域注明议象见话因据分名项否成量值标务划比度效率例况态果限期间求排骤序称目事别型类块介容模准施措数",
);

/// `第一季度`, `2季度目标`, `三季度计划` → 1 to 4.
fn quarter(stem: &str) -> Option<u8> {
    let before = &stem[..stem.find("季度")?];
    match before.chars().next_back()? {
        '一' | '1' => Some(1),
        '二' | '2' => Some(2),
        '三' | '3' => Some(3),
        '四' | '4' => Some(4),
        _ => None,
    }
}
