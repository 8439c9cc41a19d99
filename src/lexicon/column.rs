//! Header words of tables and what their columns hold.
//!
//! `column.tsv` lists whole headers; what it does not list is judged by the words it ends with or holds
//! (`1-9月份工作情况` ends with 工作情况). Not here: which cells look like what (`table::look`).

use super::{ColumnRole, Field, UnitRole};
use crate::text::{CharSet, fold, holds_any};

/// What a header says about its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub role: ColumnRole,
    /// Unit that the header names for its cells: `总投资(万元)` → 万元.
    pub unit: Option<String>,
    /// Listed word by word. The others were only judged by an ending.
    pub listed: bool,
    /// The word that decided: all of a listed header, or what it ends with or holds.
    pub word: &'static str,
    /// A column that names things without doubt (项目名称), not one that may also hold the work to be done (工作任务).
    pub names: bool,
}

/// Longest header that is looked at, in characters.
const LONGEST: usize = 24;

/// What the header of a column says, or `None` for a string that is no header.
pub fn column(header: &str) -> Option<Header> {
    if header.len() > LONGEST * 6 {
        return None;
    }
    let word = fold_header(header);
    let (stem, unit) = split_unit(&word);
    if stem.is_empty() || stem.chars().count() > LONGEST {
        return None;
    }
    if let Ok(i) = WORDS.binary_search_by(|(w, _)| (*w).cmp(stem.as_str())) {
        let (word, role) = WORDS[i];
        return Some(Header { role, unit, listed: true, word, names: word.ends_with("名称") });
    }
    // A caption (…推进情况表) ends like a header and is none.
    if stem.ends_with('表')
        || stem.ends_with("清单")
        || stem.ends_with("一览")
        || stem.contains(['。', ';', ',', '、', ':', '!', '?', '"', '“', '《'])
    {
        return None;
    }
    by_words(&stem).map(|(role, word)| Header { role, unit, listed: false, word, names: stem.ends_with("名称") })
}

/// Whether any listed header begins with the first character. Cheap: nearly all lines are told apart by it.
pub fn may_begin(cell: &str) -> bool {
    let Some(first) = cell.chars().map(fold::half).find(|c| !c.is_whitespace() && !matches!(c, '*' | '"' | '|')) else {
        return false;
    };
    let first = fold::simple(first);
    let at = WORDS.partition_point(|(w, _)| w.chars().next().is_some_and(|c| c < first));
    WORDS.get(at).is_some_and(|(w, _)| w.starts_with(first))
}

/// Whether a listed header starts with this piece: 序 of 序号, 项目名 of 项目名称.
pub fn starts_word(piece: &str) -> bool {
    let piece = fold_header(piece);
    let at = WORDS.partition_point(|(w, _)| *w < piece.as_str());
    !piece.is_empty() && WORDS.get(at).is_some_and(|(w, _)| w.starts_with(piece.as_str()))
}

/// A header in the form in which it is compared: half-width, simplified, without blanks, emphasis marks and quotes.
pub fn fold_header(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    for c in header.chars().map(fold::half) {
        if !c.is_whitespace() && !matches!(c, '*' | '"' | '|' | '\u{200b}' | '\u{feff}') {
            out.push(fold::simple(c));
        }
    }
    out
}

/// Cuts a unit in brackets (or a bare %) off the end of a header.
fn split_unit(word: &str) -> (String, Option<String>) {
    let word = word.trim_end_matches([':', '.', '、']);
    if let Some(open) = word.rfind('(')
        && let Some(inner) = word[open + 1..].strip_suffix(')')
        && open > 0
    {
        let stem = word[..open].to_string();
        let inner = inner.trim_start_matches("单位:");
        let short = inner.chars().count() <= 5;
        let unit = short
            && (UNITS.contains(&inner)
                || inner.strip_prefix(['万', '亿', '千', '百']).is_some_and(|u| UNITS.contains(&u)));
        return (stem, unit.then(|| inner.to_string()));
    }
    match word.strip_suffix('%') {
        Some(stem) => (stem.to_string(), Some("%".to_string())),
        None => (word.to_string(), None),
    }
}

const UNITS: &[&str] = &[
    "%",
    "个",
    "人",
    "人次",
    "件",
    "元",
    "公里",
    "公顷",
    "台",
    "吨",
    "场",
    "处",
    "套",
    "家",
    "平方公里",
    "平方米",
    "亩",
    "座",
    "户",
    "所",
    "批",
    "条",
    "次",
    "立方米",
    "米",
    "辆",
    "间",
    "项",
    "㎡",
    "千米",
    "床",
    "张",
    "盏",
    "块",
    "km",
];

/// The role of a header that is not listed, by what it ends with and holds, and the word that says so.
fn by_words(stem: &str) -> Option<(ColumnRole, &'static str)> {
    // Most cells that are no headers end like none of the words.
    let may_end = LASTS.ends(stem);
    let ends = |words: &'static [&'static str]| {
        debug_assert!(words.iter().all(|word| LASTS.ends(word)));
        words.iter().copied().filter(|_| may_end).find(|word| stem.ends_with(word))
    };
    // The quick look first: nearly always none of the words is there.
    let holds = |words: &'static [&'static str]| match holds_any(stem, words) {
        true => words.iter().copied().find(|w| stem.contains(w)),
        false => None,
    };
    if let Some(word) =
        ends(&["领导", "责任人", "负责人", "联系人", "联络员", "联系人员", "负责同志", "市长", "县长", "区长"])
    {
        return Some((ColumnRole::Unit(UnitRole::Person), word));
    }
    if let Some(word) = ends(&["单位", "部门", "主体", "机构", "机关"]) {
        let (role, word) = if let Some(word) = holds(&["牵头", "主责", "主要责任"]) {
            (UnitRole::Lead, word)
        } else if let Some(word) = holds(&["配合", "协办", "协同", "协作", "协助", "参与", "参加", "支持"])
        {
            (UnitRole::Cooperating, word)
        } else if let Some(word) = holds(&["督办", "督查", "监督", "督导"]) {
            (UnitRole::Supervising, word)
        } else if let Some(word) = holds(&["责任", "承办", "主办", "负责", "主管", "办理", "落实"]) {
            (UnitRole::Responsible, word)
        } else if let Some(word) = holds(&["实施", "建设", "执行", "业主"]) {
            (UnitRole::Implementing, word)
        } else if stem.chars().count() <= 4 {
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
    let aside =
        ends(&["存在问题", "困难", "打算", "下一步", "地点", "位置", "区域", "备注", "说明", "建议", "对象", "意见"]);
    if let Some(word) = aside.filter(|_| holds(&["进展", "完成情况"]).is_none()) {
        return Some((ColumnRole::Text(Field::Remark), word));
    }
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
    .or_else(|| {
        ends(&["完成", "完成量", "完成值"])
            .filter(|_| holds(&["计划", "目标", "预计", "前完成", "底完成", "应完成", "需完成", "任务"]).is_none())
    })
    // 占年度目标(%)
    .or_else(|| ends(&["目标", "任务", "计划", "比"]).filter(|_| stem.starts_with('占')))
    .or_else(|| {
        ends(&["进度", "成效", "率", "比例", "占比", "情况"])
            .filter(|_| ends(&["基本情况", "序时进度", "计划进度", "时间进度"]).is_none())
    });
    if let Some(word) = progress {
        return Some((ColumnRole::Text(Field::Progress), word));
    }
    if let Some(quarter) = quarter(stem) {
        return Some((ColumnRole::Quarter(quarter), "季度"));
    }
    if let Some(word) =
        ends(&["时限", "期限", "完成时间", "时间节点", "日期", "工期", "年限", "竣工时间", "截止时间", "办结时间"])
    {
        return Some((ColumnRole::Deadline, word));
    }
    if let Some(word) = ends(&[
        "进度要求",
        "进度安排",
        "进度计划",
        "序时进度",
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
    ]) {
        return Some((ColumnRole::Text(Field::Schedule), word));
    }
    if let Some(word) = holds(&["投资", "资金", "概算", "预算", "经费", "金额"]) {
        return Some((ColumnRole::Text(Field::Funding), word));
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

/// Last characters of all words above that a header may end with.
static LASTS: CharSet = CharSet::of(
    "导人员志长位门体构关题难算步点置域注明议象见度效率例比况限间期求排划骤序称项事实目别型类块介标务容模准施举措值数量成比划",
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

use ColumnRole::{Category as Cat, Deadline, Seq, Title};
const LEAD: ColumnRole = ColumnRole::Unit(UnitRole::Lead);
const RESP: ColumnRole = ColumnRole::Unit(UnitRole::Responsible);
const COOP: ColumnRole = ColumnRole::Unit(UnitRole::Cooperating);
const IMPL: ColumnRole = ColumnRole::Unit(UnitRole::Implementing);
const WHO: ColumnRole = ColumnRole::Unit(UnitRole::Person);
const TARGET: ColumnRole = ColumnRole::Text(Field::Target);
const PROGRESS: ColumnRole = ColumnRole::Text(Field::Progress);
const SCHEDULE: ColumnRole = ColumnRole::Text(Field::Schedule);
const FUNDING: ColumnRole = ColumnRole::Text(Field::Funding);
const ABOUT: ColumnRole = ColumnRole::Text(Field::Description);
const REMARK: ColumnRole = ColumnRole::Text(Field::Remark);
const DUTY: ColumnRole = ColumnRole::Text(Field::Responsibility);

/// Headers in folded form, in byte order.
const WORDS: &[(&str, ColumnRole)] = &[
    ("NO", Seq),
    ("No", Seq),
    ("№", Seq),
    ("上半年", SCHEDULE),
    ("上半年目标", SCHEDULE),
    ("下一步工作", SCHEDULE),
    ("下一步工作打算", SCHEDULE),
    ("下一步打算", SCHEDULE),
    ("下一步计划", SCHEDULE),
    ("下半年", SCHEDULE),
    ("下半年目标", SCHEDULE),
    ("下步打算", SCHEDULE),
    ("业主单位", IMPL),
    ("为民办实事项目", Title),
    ("为民实事项目", Title),
    ("主办单位", RESP),
    ("主办机关", RESP),
    ("主办部门", RESP),
    ("主管单位", RESP),
    ("主管机关", RESP),
    ("主管部门", RESP),
    ("主要任务", Title),
    ("主要任务及目标", TARGET),
    ("主要内容", TARGET),
    ("主要建设内容", TARGET),
    ("主要建设内容及规模", TARGET),
    ("主要措施", TARGET),
    ("主要目标", TARGET),
    ("主要责任单位", LEAD),
    ("主责单位", LEAD),
    ("主题", Cat),
    ("乡镇", Cat),
    ("乡镇(街道)", Cat),
    ("事项", Title),
    ("事项名称", Title),
    ("任务", Title),
    ("任务内容", TARGET),
    ("任务名称", Title),
    ("任务序号", Seq),
    ("任务数", TARGET),
    ("任务目标", TARGET),
    ("任务类别", Cat),
    ("全年目标", TARGET),
    ("全年目标任务", TARGET),
    ("具体事项", Title),
    ("具体任务", TARGET),
    ("具体内容", TARGET),
    ("具体项目", Title),
    ("内容", TARGET),
    ("分管领导", WHO),
    ("分类", Cat),
    ("办理情况", PROGRESS),
    ("办理情形", PROGRESS),
    ("办理情形及进度", PROGRESS),
    ("办结时限", Deadline),
    ("包保领导", WHO),
    ("区政府分管领导", WHO),
    ("区领导", WHO),
    ("协作单位", COOP),
    ("协办单位", COOP),
    ("协办机关", COOP),
    ("协办部门", COOP),
    ("协助单位", COOP),
    ("协同单位", COOP),
    ("协同部门", COOP),
    ("协同配合单位", COOP),
    ("协同领导", WHO),
    ("单位", RESP),
    ("占全年计划", PROGRESS),
    ("占年度计划", PROGRESS),
    ("县领导", WHO),
    ("参与单位", COOP),
    ("参加单位", COOP),
    ("受益对象", REMARK),
    ("号", Seq),
    ("名称", Title),
    ("困难问题", REMARK),
    ("地点", REMARK),
    ("基本情况", ABOUT),
    ("备注", REMARK),
    ("大类", Cat),
    ("子项目", Title),
    ("存在问题", REMARK),
    ("存在问题及下一步打算", REMARK),
    ("完成情况", PROGRESS),
    ("完成数", PROGRESS),
    ("完成时间", Deadline),
    ("完成时限", Deadline),
    ("完成期限", Deadline),
    ("完成比例", PROGRESS),
    ("完成率", PROGRESS),
    ("完成目标", TARGET),
    ("实事(项目)基本情况", ABOUT),
    ("实事事项", Title),
    ("实事内容", Title),
    ("实事名称", Title),
    ("实事工程", Title),
    ("实事序号", Seq),
    ("实事类", Cat),
    ("实事类别", Cat),
    ("实事项目", Title),
    ("实事项目名称", Title),
    ("实施主体", IMPL),
    ("实施内容", TARGET),
    ("实施单位", IMPL),
    ("实施地点", REMARK),
    ("实施情况", PROGRESS),
    ("实施时间", Deadline),
    ("实施步骤", SCHEDULE),
    ("实施范围", REMARK),
    ("实施计划", SCHEDULE),
    ("实施进展", PROGRESS),
    ("实施部门", IMPL),
    ("实际完成", PROGRESS),
    ("属地", Cat),
    ("工作举措及实施计划", TARGET),
    ("工作事项", Title),
    ("工作任务", Title),
    ("工作内容", TARGET),
    ("工作名称", Title),
    ("工作安排", SCHEDULE),
    ("工作情况", PROGRESS),
    ("工作措施", TARGET),
    ("工作标准", TARGET),
    ("工作概况", ABOUT),
    ("工作目标", TARGET),
    ("工作目标任务", TARGET),
    ("工作职责", DUTY),
    ("工作要求", TARGET),
    ("工作计划", SCHEDULE),
    ("工作进展", PROGRESS),
    ("工作进展情况", PROGRESS),
    ("工作项目", Title),
    ("工作领域", Cat),
    ("工程名称", Title),
    ("工程进度", PROGRESS),
    ("市分管领导", WHO),
    ("市牵头单位", LEAD),
    ("市直责任单位", RESP),
    ("市级牵头单位", LEAD),
    ("市级责任单位", RESP),
    ("市领导", WHO),
    ("年度任务", TARGET),
    ("年度工作目标", TARGET),
    ("年度建设内容", TARGET),
    ("年度目标", TARGET),
    ("年度目标任务", TARGET),
    ("年度计划", TARGET),
    ("序", Seq),
    ("序号", Seq),
    ("序时进度", SCHEDULE),
    ("建设主体", IMPL),
    ("建设任务", TARGET),
    ("建设内容", TARGET),
    ("建设内容及规模", TARGET),
    ("建设单位", IMPL),
    ("建设地址", REMARK),
    ("建设地点", REMARK),
    ("建设年限", Deadline),
    ("建设性质", REMARK),
    ("建设时间", Deadline),
    ("建设期限", Deadline),
    ("建设规模", TARGET),
    ("建设规模及内容", TARGET),
    ("建设规模和内容", TARGET),
    ("建设项目", Title),
    ("当前进度", PROGRESS),
    ("形象进度", PROGRESS),
    ("总体目标", TARGET),
    ("总投资", FUNDING),
    ("惠民实事", Title),
    ("所在镇街", Cat),
    ("所属街道", Cat),
    ("所属镇街", Cat),
    ("所属领域", Cat),
    ("所需资金", FUNDING),
    ("承办单位", RESP),
    ("承办机关", RESP),
    ("承诺事项", Title),
    ("投资", FUNDING),
    ("投资估算", FUNDING),
    ("投资概算", FUNDING),
    ("投资额", FUNDING),
    ("挂钩领导", WHO),
    ("指标", Title),
    ("指标名称", Title),
    ("推进情况", PROGRESS),
    ("推进计划", SCHEDULE),
    ("政策项目", Title),
    ("数量单位", ColumnRole::Measure),
    ("时间", Deadline),
    ("时间安排", SCHEDULE),
    ("时间节点", Deadline),
    ("时间进度", SCHEDULE),
    ("时限", Deadline),
    ("时限要求", Deadline),
    ("是否完成", PROGRESS),
    ("是否达序", PROGRESS),
    ("服务对象", REMARK),
    ("本次分配金额", FUNDING),
    ("板块", Cat),
    ("概算", FUNDING),
    ("民生实事", Title),
    ("民生实事项目", Title),
    ("民生实事项目名称", Title),
    ("民生工程", Title),
    ("民生工程名称", Title),
    ("民生工程项目", Title),
    ("民生项目", Title),
    ("民生领域", Cat),
    ("测评等次", REMARK),
    ("牵头", LEAD),
    ("牵头单位", LEAD),
    ("牵头单位(部门)", LEAD),
    ("牵头责任单位", LEAD),
    ("牵头部门", LEAD),
    ("牵头领导", WHO),
    ("目前进展", PROGRESS),
    ("目前进展情况", PROGRESS),
    ("目标", TARGET),
    ("目标任务", TARGET),
    ("目标值", TARGET),
    ("目标内容", TARGET),
    ("目标完成情况", PROGRESS),
    ("目标要求", TARGET),
    ("省牵头单位", LEAD),
    ("督办单位", ColumnRole::Unit(UnitRole::Supervising)),
    ("督查单位", ColumnRole::Unit(UnitRole::Supervising)),
    ("类", Cat),
    ("类别", Cat),
    ("类型", Cat),
    ("累计完成", PROGRESS),
    ("编号", Seq),
    ("考核方式", REMARK),
    ("职责分工", DUTY),
    ("联系人", WHO),
    ("联系电话", REMARK),
    ("联系领导", WHO),
    ("落实单位", RESP),
    ("落实情况", PROGRESS),
    ("覆盖范围", REMARK),
    ("计划完成时间", Deadline),
    ("计划数", TARGET),
    ("计划目标", TARGET),
    ("计划进度", SCHEDULE),
    ("计算单位", ColumnRole::Measure),
    ("计量单位", ColumnRole::Measure),
    ("说明", REMARK),
    ("负责人", WHO),
    ("负责单位", RESP),
    ("负责部门", RESP),
    ("责任主体", RESP),
    ("责任主体与协同单位", RESP),
    ("责任人", WHO),
    ("责任分工", RESP),
    ("责任单位", RESP),
    ("责任单位及责任人", RESP),
    ("责任牵头单位", LEAD),
    ("责任要求", DUTY),
    ("责任部门", RESP),
    ("责任配合单位", COOP),
    ("责任领导", WHO),
    ("资金", FUNDING),
    ("资金安排", FUNDING),
    ("资金投入", FUNDING),
    ("资金来源", FUNDING),
    ("资金筹措", FUNDING),
    ("起止年限", Deadline),
    ("进展", PROGRESS),
    ("进展情况", PROGRESS),
    ("进展情况、存在问题及下一步打算", PROGRESS),
    ("进度", PROGRESS),
    ("进度安排", SCHEDULE),
    ("进度目标", SCHEDULE),
    ("进度要求", SCHEDULE),
    ("进度计划", SCHEDULE),
    ("部门", RESP),
    ("配合单位", COOP),
    ("配合责任单位", COOP),
    ("配合部门", COOP),
    ("重点任务", Title),
    ("重点工作", Title),
    ("重点工作任务", Title),
    ("重点领域", Cat),
    ("镇(街道)", Cat),
    ("镇街", Cat),
    ("问题", REMARK),
    ("阶段目标", TARGET),
    ("项次", Seq),
    ("项目", Title),
    ("项目(工程)名称", Title),
    ("项目业主", IMPL),
    ("项目内容", TARGET),
    ("项目单位", IMPL),
    ("项目及内容", Title),
    ("项目名称", Title),
    ("项目名称及内容", Title),
    ("项目名称和内容", Title),
    ("项目地址", REMARK),
    ("项目地点", REMARK),
    ("项目基本情况", ABOUT),
    ("项目实施单位", IMPL),
    ("项目序号", Seq),
    ("项目概况", ABOUT),
    ("项目简介", ABOUT),
    ("项目类别", Cat),
    ("项目类型", Cat),
    ("项目编号", Seq),
    ("项目负责人", WHO),
    ("项目责任人", WHO),
    ("项目进展", PROGRESS),
    ("项目进展情况", PROGRESS),
    ("项目进度", PROGRESS),
    ("预算资金", FUNDING),
    ("领域", Cat),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, role: Option<ColumnRole>, unit: Option<&str>) {
        let found = column(header);
        assert_eq!(found.as_ref().map(|h| h.role), role, "{header}");
        assert_eq!(found.and_then(|h| h.unit).as_deref(), unit, "{header}");
    }

    #[test]
    fn words_are_in_order() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} {}", pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn headers_have_roles() {
        check("序 号", Some(Seq), None);
        check("序號", Some(Seq), None);
        check("**责任单位**", Some(RESP), None);
        check("主 要 内 容", Some(TARGET), None);
        check("1-5月份推进情况", Some(PROGRESS), None);
        check("总投资（万元）", Some(FUNDING), Some("万元"));
        check("完成比例(%)", Some(PROGRESS), Some("%"));
        check("第三季度目标", Some(ColumnRole::Quarter(3)), None);
        check("项目或工作名称", Some(Title), None);
        check("项目进展情况", Some(PROGRESS), None);
        check("新建小学三所，改造两所。", None, None);
        // Nothing that a list of endings could leave out.
        check("某某", None, None);
    }
}
