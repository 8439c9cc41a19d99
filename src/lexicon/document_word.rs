//! Words of a notice's head: labels of its facts, last words of its title, endings of who issues it.
//!
//! Collected from label tables and mastheads of government sites; one line of data a word.

use super::Endings;
use std::sync::LazyLock;

/// Labels of the title in a label table.
pub const TITLE_LABELS: &[&str] = &["信息名称", "名称", "标题", "文件名称", "公文名称", "信息标题"];
/// Labels of the document number.
pub const NUMBER_LABELS: &[&str] = &["文号", "发文字号", "发文文号", "公文文号", "文件编号", "发布文号"];
/// Labels of the index number.
pub const INDEX_LABELS: &[&str] = &["索引号", "信息索引号", "索引", "信息索引"];
/// Labels of who issued it.
pub const ISSUER_LABELS: &[&str] = &[
    "发布机构",
    "发文机关",
    "发布部门",
    "发文单位",
    "制发机关",
    "发布单位",
    "发布机关",
    "发文机构",
    "公开机构",
    "责任部门",
    "信息公开机构",
    "制定机关",
    "公开责任部门",
];
/// Labels of where a page took it from.
pub const ORIGIN_LABELS: &[&str] = &["来源", "信息来源", "文章来源", "稿源", "内容来源", "作者", "撰稿"];
/// Labels of the date it was written.
pub const ISSUED_LABELS: &[&str] =
    &["成文日期", "发文日期", "印发日期", "生成日期", "制发日期", "成文时间", "发文时间", "签发日期", "生成时间"];
/// Labels of the date it was published.
pub const PUBLISHED_LABELS: &[&str] =
    &["发布日期", "发布时间", "公开日期", "公开时间", "日期", "时间", "更新时间", "发布于", "刊发日期"];

/// Last words of a title.
pub static TITLE_ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::new(TITLE_ENDS.iter().copied()));

/// The same as a list.
pub const TITLE_ENDS: &[&str] = &[
    "通知",
    "清单",
    "方案",
    "计划",
    "情况",
    "公示",
    "公告",
    "通报",
    "报告",
    "表",
    "安排",
    "意见",
    "一览",
    "项目",
    "实事",
    "工程",
    "任务",
    "分解",
    "进展",
    "汇总",
    "落实",
    "进度",
    "台账",
    "要点",
    "目标",
    "公布",
    "函",
    "解读",
    "决定",
    "办法",
    "措施",
    "举措",
    "建议",
    "启事",
    "信息",
    "名单",
    "总结",
    "简报",
    "出炉",
    "事项",
    "完成",
    "发布",
    "实施",
    "征集",
    "承诺书",
    "責任",
    "進展",
    "計畫",
    "情形",
];

/// Endings of who signs a notice.
pub static ISSUERS: LazyLock<Endings> = LazyLock::new(|| Endings::new(ISSUER_ENDS.iter().copied()));

/// Their last characters: what else ends a line needs no closer look.
pub static ISSUER_LASTS: LazyLock<Endings> =
    LazyLock::new(|| Endings::new(ISSUER_ENDS.iter().map(|end| &end[end.len() - 3..])));

const ISSUER_ENDS: &[&str] = &[
    "人民政府",
    "政府",
    "办公室",
    "委员会",
    "局",
    "厅",
    "处",
    "署",
    "领导小组",
    "管委会",
    "党委",
    "党组",
    "委",
    "中心",
    "指挥部",
    "专班",
    "办公厅",
    "街道办事处",
    "督查室",
    "督查科",
    "民生办",
    "工作组",
];

/// Words that tell a report on a past period.
pub const REPORT_WORDS: &[&str] = &[
    "进展情况",
    "推进情况",
    "完成情况",
    "落实情况",
    "进度情况",
    "实施情况",
    "办理情况",
    "执行情况",
    "工作情况",
    "进展公示",
    "进展的通报",
    "进展通报",
    "进展公告",
    "情况通报",
    "情况公示",
    "情况的通报",
    "情况汇报",
    "进展",
    "进度通报",
    "完成结果",
    "办结情况",
    "推进进度",
    "办理结果",
    "建设情况",
    "工作总结",
    "小结",
    "全面完成",
    "全部完成",
    "圆满完成",
    "辦理情形",
    "進度",
];
/// Words that tell a plan.
pub const PLAN_WORDS: &[&str] = &[
    "方案",
    "计划",
    "分解",
    "安排",
    "任务",
    "目标",
    "行动",
    "规划",
    "要点",
    "責任分工",
    "责任分工",
    "工作要点",
    "做好",
];

/// Headings of the chapter that lists the work, whatever the work is.
pub const TASKS_CHAPTERS: &[&str] = &[
    "重点任务",
    "主要任务",
    "工作任务",
    "具体任务",
    "目标任务",
    "重点工作",
    "主要工作",
    "重点工作任务",
    "主要工作任务",
    "重点内容",
    "主要内容",
    "工作内容",
    "具体内容",
    "实施内容",
    "任务分工",
    "任务清单",
    "重点项目",
    "项目内容",
    "实事内容",
    "实事项目",
    "主要举措",
    "重点举措",
    "工作措施",
];
