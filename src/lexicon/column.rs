//! Header words of tables and what their columns hold.
//!
//! `column.tsv` lists whole headers in folded form, a role a line; what it does not list is judged by the words it ends with or
//! holds (`1-9月份工作情况` ends with 工作情况). Not here: which cells look like what (`table::look`).

use super::{ColumnRole, Field, UnitRole, role};
use crate::text::{CharSet, fold, holds_any};
use std::sync::LazyLock;

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

/// Listed headers in byte order.
static WORDS: LazyLock<Vec<(&'static str, ColumnRole)>> = LazyLock::new(|| {
    let mut words: Vec<_> = role::listed(include_str!("column.tsv")).collect();
    words.sort_unstable_by_key(|(word, _)| *word);
    words
});

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
    // 其中：省级资金 beside the sum of all.
    let stem = stem.strip_prefix("其中").map_or(&*stem, |part| part.trim_start_matches(':'));
    let stem = without_call(stem);
    if let Ok(i) = WORDS.binary_search_by(|(w, _)| (*w).cmp(stem)) {
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
    by_words(stem).map(|(role, word)| Header { role, unit, listed: false, word, names: stem.ends_with("名称") })
}

/// Whether a header is 单位 and nothing else, alone or below that of a group (`年度任务 单位`): it may head offices or measures.
pub fn is_plain_unit(header: &str) -> bool {
    let mut words = header.split_whitespace();
    words.next_back() == Some("单位") || fold_header(header) == "单位"
}

/// Whether a word below 资金安排 or 投资 says whose share of the money a column holds, or the sum of all.
pub fn is_share(word: &str) -> bool {
    let word = fold_header(word);
    let stem =
        ["财政资金", "资金", "财政", "投资", "补助"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(&word);
    SHARES.contains(&stem)
}

const SHARES: &[&str] = &[
    "中央",
    "省",
    "省级",
    "市",
    "市级",
    "市县",
    "市县级",
    "市(县)",
    "省市",
    "县",
    "县级",
    "区",
    "区级",
    "县(区)",
    "县区",
    "县区级",
    "镇级",
    "乡级",
    "上级",
    "本级",
    "地方",
    "自筹",
    "企业自筹",
    "单位自筹",
    "社会",
    "社会资本",
    "其他",
    "专项债",
    "债券",
    "银行贷款",
    "合计",
    "小计",
    "总计",
];

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

/// 责任人及联系电话 without what follows the person.
fn without_call(stem: &str) -> &str {
    const CALLS: [&str; 6] = ["及联系电话", "及联系方式", "及电话", "和联系电话", "、联系电话", "联系方式"];
    let cut = CALLS.iter().find_map(|call| stem.strip_suffix(call));
    cut.filter(|rest| rest.ends_with('人')).unwrap_or(stem)
}

/// A header in the form in which it is compared: half-width, simplified, without blanks, emphasis marks and quotes.
pub fn fold_header(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    for c in header.chars().map(fold::half) {
        if !c.is_whitespace() && !matches!(c, '*' | '"' | '|' | '\u{200b}' | '\u{feff}') {
            out.push(fold::simple(c));
        }
    }
    // 其中：2023年投资 below or beside 总投资
    match out.strip_prefix("其中:") {
        Some(part) if !part.is_empty() => part.to_string(),
        _ => out,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use ColumnRole::{Seq, Title};

    const RESP: ColumnRole = ColumnRole::Unit(UnitRole::Responsible);
    const TARGET: ColumnRole = ColumnRole::Text(Field::Target);
    const PROGRESS: ColumnRole = ColumnRole::Text(Field::Progress);
    const FUNDING: ColumnRole = ColumnRole::Text(Field::Funding);

    #[track_caller]
    fn check(header: &str, role: Option<ColumnRole>, unit: Option<&str>) {
        let found = column(header);
        assert_eq!(found.as_ref().map(|h| h.role), role, "{header}");
        assert_eq!(found.and_then(|h| h.unit).as_deref(), unit, "{header}");
    }

    #[test]
    fn words_are_listed_once_and_folded() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} is listed twice", pair[0].0);
        }
        for (word, _) in WORDS.iter() {
            assert_eq!(fold_header(word), *word);
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
