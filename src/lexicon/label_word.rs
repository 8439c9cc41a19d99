//! Labels that stand before a value in running text (`责任单位：区教育局`), and what they label.
//!
//! Headers of table columns are another list: there a word names a column wherever it stands, here a colon or a bracket must follow,
//! so that vague words (内容, 任务, 目标) can be listed too.

use super::{ColumnRole, Endings, WordIndex, role};
use crate::text::character;
use std::sync::LazyLock;

/// Label and role: `label.tsv` lists them, a role a line.
pub static LABELS: LazyLock<Vec<(&'static str, ColumnRole)>> =
    LazyLock::new(|| role::listed(include_str!("label.tsv")).collect());

/// Longest label in characters.
pub const LONGEST: usize = 10;

static INDEX: LazyLock<WordIndex<ColumnRole>> = LazyLock::new(|| WordIndex::new(LABELS.iter().copied()));

/// What a label means. `word` is half-width, simplified and without blanks.
pub fn label(word: &str) -> Option<ColumnRole> {
    INDEX.longest_in(word).filter(|(len, _)| *len == word.len()).map(|(_, role)| role)
}

/// Whether a label begins with the character that a text does.
pub fn may_begin(text: &str) -> bool {
    INDEX.begins(character::three(text.as_bytes()))
}

/// The longest label that a text starts with.
pub fn opening(text: &str) -> Option<(usize, ColumnRole)> {
    INDEX.longest_in(text)
}

/// Last characters of labels: before most colons stands another.
pub static LABEL_LASTS: LazyLock<Endings> =
    LazyLock::new(|| Endings::new(LABELS.iter().map(|(label, _)| &label[label.len() - 3..])));

/// Headings of parts of a notice that state no projects, by the words they hold: requirements, safeguards, procedure.
pub static NO_ITEMS: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(NO_ITEM_WORDS));

const NO_ITEM_WORDS: &[&str] = &[
    "总体要求",
    "指导思想",
    "基本原则",
    "工作原则",
    "保障措施",
    "组织保障",
    "工作要求",
    "有关要求",
    "组织领导",
    "工作保障",
    "实施保障",
    "强化保障",
    "相关要求",
    "具体要求",
    "几点要求",
    "下一步工作",
    "下步工作",
    "下一步打算",
    "下步打算",
    "下一阶段",
    "存在问题",
    "存在的问题",
    "主要问题",
    "问题和困难",
    "重要意义",
    "重大意义",
    "总体思路",
    "总体情况",
    "基本情况",
    "推进机制",
    "工作机制",
    "考核办法",
    "督查考核",
    "监督检查",
    "考核评价",
    "监督考核",
    "附则",
    "征集时间",
    "征集范围",
    "征集方式",
    "征集对象",
    "征集内容",
    "征集要求",
    "征集原则",
    "征集途径",
    "征求意见",
    "意见反馈",
    "反馈方式",
    "反馈途径",
    "反馈渠道",
    "反馈时间",
    "公示时间",
    "公示期",
    "参与方式",
    "监督电话",
    "联系电话",
    "征集渠道",
    "申报条件",
    "申报程序",
    "报送要求",
    "报送方式",
    "联系方式",
    "注意事项",
    "编制背景",
    "起草背景",
    "制定背景",
    "起草过程",
    "出台背景",
    "背景依据",
    "制定依据",
    "政策依据",
    "文件依据",
    "决策依据",
    "起草依据",
    "编制依据",
    "主要特点",
    "解读机关",
    "解读人",
    "工作背景",
    "主要亮点",
    "评选",
    "投票",
    "奖项",
    "时间要求",
    "范围和对象",
    "适用范围",
    "遴选原则",
    "产生过程",
    "遴选过程",
    "征集情况",
    "报送时间",
    "实施步骤",
    "工作步骤",
    "方法步骤",
    "进度安排",
    "时间安排",
];

/// How far a work is, in a bracket beside its name.
pub const STANDINGS: &[&str] = &[
    "已完成",
    "完成",
    "已办结",
    "已完工",
    "已竣工",
    "推进中",
    "进行中",
    "办理中",
    "建设中",
    "正在推进",
    "正在建设",
    "持续推进",
    "有序推进",
    "已启动",
    "已开工",
    "未开工",
    "未启动",
    "未完成",
    "滞后",
    "进度滞后",
    "提前完成",
    "超额完成",
];

/// Openings of sentences that say how work is to be done, not what: duties in cover letters, safeguards.
pub static DUTIES: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(DUTY_WORDS));

const DUTY_WORDS: &[&str] = &[
    "提高认识",
    "提高思想",
    "提高政治",
    "提高站位",
    "统一思想",
    "加强组织",
    "加强领导",
    "强化组织",
    "强化领导",
    "加强统筹",
    "强化统筹",
    "压实责任",
    "明确责任",
    "落实责任",
    "强化责任",
    "夯实责任",
    "靠实责任",
    "细化责任",
    "明确分工",
    "强化督",
    "加强督",
    "严格督",
    "严格考核",
    "强化考核",
    "加强考核",
    "加大督",
    "高度重视",
    "精心组织",
    "密切配合",
    "加大宣传",
    "加强宣传",
    "强化宣传",
    "广泛宣传",
    "注重宣传",
    "强化调度",
    "加强调度",
    "强化保障",
    "加强保障",
    "强化资金",
    "加强资金",
    "健全机制",
    "完善机制",
    "建立机制",
    "强化协",
    "加强协",
    "强化监督",
    "加强监督",
    "严肃",
    "强化服务",
    "及时报送",
    "信息报送",
    "加强信息",
    "按时报",
    "强化跟踪",
    "跟踪问效",
    "营造氛围",
    "营造良好",
    "深化认识",
    "切实加强领导",
    "切实提高",
    "切实加强组织",
    "认真组织",
    "强化要素",
    "加强要素",
    "注重实效",
    "狠抓落实",
    "强化落实",
    "加强过程",
    "强化过程",
    "规范管理",
    "强化政治",
    "加强党",
    "严明纪律",
    "加强沟通",
    "建立台账",
    "建立健全工作机制",
    "强化执行",
    "严格落实",
    "严格时限",
    "严格标准",
    "严格程序",
];

/// Headings under which bulleted goals stand.
pub static GOALS: LazyLock<Endings> =
    LazyLock::new(|| Endings::new(["总体目标", "主要目标", "工作目标", "发展目标", "目标任务", "总目标"]));

/// Labels of a page's head that say nothing about the projects and that no table of document facts lists.
pub const PAGE_LABELS: &[&str] = &[
    "主题分类",
    "主题词",
    "关键词",
    "废止日期",
    "有效性",
    "效力状态",
    "体裁分类",
    "组配分类",
    "公开方式",
    "公开范围",
    "公开形式",
    "公开类别",
    "浏览次数",
    "浏览量",
    "浏览",
    "点击数",
    "点击量",
    "点击",
    "阅读",
    "阅读次数",
    "访问量",
    "字体",
    "字号",
    "字体大小",
    "分类",
    "信息分类",
    "所属主题",
    "服务对象",
    "责任编辑",
    "编辑",
    "审核",
    "校对",
    "语种",
    "内容概述",
    "内容摘要",
    "摘要",
    "信息类别",
    "文件类型",
    "文种",
    "失效日期",
    "生效日期",
    "实施日期",
    "有效期",
    "公开时限",
    "栏目",
    "打印",
    "保护视力色",
    "视力保护色",
    "状态",
    "是否有效",
    "主题",
    "体裁",
    "密级",
    "发布人",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_listed_once_and_short() {
        let labels: std::collections::HashSet<_> = LABELS.iter().map(|(label, _)| label).collect();
        assert_eq!(labels.len(), LABELS.len());
        assert!(LABELS.iter().all(|(l, _)| l.chars().count() <= LONGEST));
    }
}
