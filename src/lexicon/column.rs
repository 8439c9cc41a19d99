//! Header words of tables and what their columns hold.
//!
//! `column.tsv` lists whole headers in folded form, a role a line; what it does not list is judged by its words (`column_word`).
//! Not here: which cells look like what (`table::look`).

use super::{ColumnRole, column_word, role};
use crate::text::fold;
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
    let part = stem.strip_prefix("其中").map(|part| part.trim_start_matches(':'));
    let stem = without_call(part.unwrap_or(&stem));
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
    column_word::by_words(stem).map(|(role, word)| Header {
        role,
        unit,
        listed: false,
        word,
        names: stem.ends_with("名称"),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Field, UnitRole};
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
        check("其中：省级资金（万元）", Some(FUNDING), Some("万元"));
        check("第三季度目标", Some(ColumnRole::Quarter(3)), None);
        check("项目或工作名称", Some(Title), None);
        check("项目进展情况", Some(PROGRESS), None);
        check("新建小学三所，改造两所。", None, None);
        // Nothing that a list of endings could leave out.
        check("某某", None, None);
    }
}
