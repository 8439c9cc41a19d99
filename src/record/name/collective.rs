//! Tells words that mean many units, or none in particular: 各县区政府, 相关部门, 区直各单位, 镇街.
//!
//! They have no name of their own.

use crate::lexicon::WordIndex;
use std::sync::LazyLock;

/// Finds the words that make a unit a collective; most units hold none.
static ANY: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(MANY));

/// Words that make any unit a collective.
const MANY: &[&str] = &[
    "各",
    "相关",
    "有关",
    "其他",
    "其它",
    "所属",
    "涉及",
    "属地",
    "当地",
    "辖区",
    "所在地",
    "成员单位",
    "责任单位",
    "责任部门",
    "牵头单位",
    "部门",
    "等单位",
    "县市区",
    "市县区",
    "区县",
    "县区",
    "区市",
    "旗县",
    "市区县",
    "县(市",
    "区(县",
    "市(县",
    "乡镇街",
    "镇街",
    "街镇",
    "镇办",
    "乡街",
    "两级",
    "三级",
    "单位",
    "若干",
    "等相",
    "沿线",
    "试点",
    "所在",
    "其余",
    "周边",
    "本街道",
    "城区街道",
    "全体",
    "直属学校",
    "直属高校",
    "直属医院",
];

/// Whole words for bodies of which there are many.
const BARE: &[&str] = &[
    "街道办事处",
    "街道办",
    "街道",
    "镇政府",
    "乡政府",
    "乡镇政府",
    "乡镇",
    "镇人民政府",
    "乡镇人民政府",
    "管委会",
    "园区管委会",
    "园区",
    "开发区管委会",
    "开发区",
    "社区",
    "村委会",
    "居委会",
    "社区居委会",
    "学校",
    "医院",
    "企业",
    "银行",
    "金融机构",
    "县级政府",
    "区政府办事处",
    "国有企业",
    "市属国企",
    "国企",
    "驻区企业",
    "高校",
    "村",
    "乡",
    "镇",
    "各方",
    "镇乡",
    "镇乡政府",
];

/// Last words of those that are many, or private, without a name.
const LAST: &[&str] = &[
    "企业",
    "机构",
    "高校",
    "公司等",
    "等",
    "业主",
    "运营商",
    "施工方",
    "物业",
    "两区",
    "四区",
    "三区",
    "五区",
    "工作组",
];

pub(super) fn is_collective(word: &str) -> bool {
    let bare = word.trim_start_matches(['市', '区', '县', '省', '旗', '州', '盟', '本', '全']);
    BARE.contains(&word)
        || BARE.contains(&bare)
        || LAST.iter().any(|end| word.ends_with(end))
        || ANY.any_in(word) && MANY.iter().any(|many| word.contains(many) && !is_name_with(word, many))
        || counted(word)
}

/// 三区政府, 3个县: a number of regions. 四家子镇 and 三乡镇 are names.
fn counted(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| "一二三四五六七八九十两几多".contains(c) || c.is_ascii_digit());
    let kind = || rest.trim_start_matches('主').trim_start_matches('城');
    rest.len() < word.len()
        && (rest.starts_with('个')
            || ["区", "县", "市", "镇", "乡"].iter().any(|k| {
                kind().strip_prefix(k).is_some_and(|rest| matches!(rest, "" | "政府" | "人民政府" | "管委会"))
            }))
}

/// Names that hold such a word by chance.
fn is_name_with(word: &str, many: &str) -> bool {
    match many {
        // 隆林各族自治县
        "各" => word.contains("各族"),
        // 武汉市区县…: never an office of its own, but 市区 inside 合肥市区… is.
        "区市" => ["区市场", "区市政", "区市容", "区市民", "区市监", "区市管", "区市南", "区市北"]
            .iter()
            .any(|w| word.contains(w)),
        "县区" => word.contains("县区域"),
        "区县" => word.contains("区县域"),
        "镇街" => word.contains("镇街道"),
        "乡街" => word.contains("乡街道"),
        "部门" => word.ends_with("出版部门"),
        _ => false,
    }
}
