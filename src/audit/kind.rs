//! Parts that cannot count the same thing twice: those of different places, and those told apart by words of which only one can hold
//! (新建 and 改建, 城镇 and 农村, 小学 and 初中). Women and party members may be the same people; such parts are not in here.

use super::clause::{self, COLON, COMMA, LINE, LIST, OPEN, SEMICOLON, STOP};
use super::part::{distinct_scopes, same_role};
use super::scene::{Placed, Scene};
use super::whole::{HALVES, QUARTERS, STAGES};
use crate::figure::{Dimension, Op};
use std::ops::Range;

/// Words that exclude each other; those between blanks mean the same, `|` parts what differs.
pub(super) const KINDS: [&str; 52] = [
    "新建 新开工|改建|扩建|改扩建|新改建|续建|迁建|重建|维修|改造提升 改造 提升|盘活|收购|配建",
    "市级|县级 区级|镇级 乡级 乡镇级 街道级|村级 社区级",
    "学前教育|义务教育|高中教育 普通高中|中职教育 中等职业|高等教育",
    "小学|初中 中学|高中|中职 职高|幼儿园|特殊教育|大学 高校",
    "城镇 城市 城区 县城 主城|农村 乡镇 乡村 镇村",
    "男|女",
    "集中|分散 散居 零星",
    "C级|D级",
    "门诊|住院",
    "市区 市本级 市直|各县 县区 区县 县市",
    "中央|上级|自治区财政 自治区级 自治区 省级 省财政 省补|市级 市财政 市补|县级自筹 县自筹 区级自筹 区自筹 市县自筹 地方自筹 县级 区级 县区 区县 本级 县财政 区财政 市县|镇级 乡级 乡镇 镇街|自筹|社会资本 社会资金|银行 贷款|债券 专项债|其他 其它",
    QUARTERS,
    HALVES,
    "一期|二期|三期|四期",
    "第一批|第二批|第三批|第四批|第五批",
    "城东|城西|城南|城北|城中",
    "东部 东片|西部 西片|南部 南片|北部 北片|中部 中片",
    "国道|省道|县道|乡道|村道",
    PIPES,
    "户厕|公厕",
    "公租房|保障性租赁|安置住房 安置房|共有产权|经济适用",
    "公办|民办 社会办 民营",
    STAGES,
    "医院 医疗机构|卫生院|卫生室 卫生站|社区卫生服务中心|疾控",
    "一级|二级|三级|四级",
    "一类|二类|三类|四类",
    "甲类|乙类|丙类",
    "地面 地上|地下",
    "室内|室外",
    "快充|慢充",
    "机构|家庭 居家|社区",
    "定向|公开",
    "国一|国二|国三|国四|国五|国六",
    "个人|企业",
    "公益性|经营性",
    "肢体|视力|听力言语 听力|言语|精神智力 精神|智力|多重",
    "脱贫户 贫困户|一般户 一般农户",
    "生活垃圾|建筑垃圾|餐厨垃圾 厨余垃圾",
    "省外|省内县外 省内市外 县外|县内 市内 本地",
    "大型|中型|小型",
    "主干道 主干路|次干道 次干路|支路|巷道",
    "大桥|中桥|小桥",
    "公立|私立 民营",
    "人工造林|封山育林|退化林 退化草|飞播",
    "一般债|专项债",
    "货币|实物",
    "新开|调整|延伸|撤销",
    "煤改电|煤改气",
    "民事|刑事|行政",
    "公益林|天然林|商品林",
    "一居室 一室|两居室 二居室 两室|三居室 三室",
    ON_LINE,
];

/// What is laid in the ground; one household may have several.
const PIPES: &str = "供水|雨水|污水|燃气|供热";

/// How a fair is held; people may come to both.
const ON_LINE: &str = "线上|线下";

/// Ends of the names of places.
const PLACES: [&str; 11] = ["区", "县", "市", "旗", "镇", "乡", "街道", "村", "社区", "农场", "本级"];

/// What is said between an amount and the part behind it, without what belongs to the amount: the part's name.
pub(super) fn name<'s>(scene: &'s Scene, part: &Placed) -> &'s str {
    clause::before(scene.before(part.figure), COMMA | SEMICOLON | STOP | LINE | LIST | COLON | OPEN).0
}

/// A name without what opens the list: 其中, 分别为.
pub(super) fn bare(name: &str) -> &str {
    let name = name.trim_start_matches([':', '：', ' ']);
    ["其中", "分别为", "分别", "包括", "含"]
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .unwrap_or(name)
        .trim_start()
}

/// Whether no two parts can share anything.
pub fn exclusive(scene: &Scene, parts: &[&Placed]) -> bool {
    if parts.len() < 2 || !same_role(parts) || parts.iter().any(|p| p.figure.op != Op::Eq) {
        return false;
    }
    each_by_name(scene, parts) || {
        let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
        of_types(&names)
            || of_ages(&names)
            || of_months(&names)
            || KINDS
                .iter()
                .any(|kind| told_apart(kind, &names) && !([PIPES, ON_LINE].contains(kind) && parts[0].counts_people()))
    }
}

/// Whether each part belongs to a place or institution that is named.
pub fn each_by_name(scene: &Scene, parts: &[&Placed]) -> bool {
    apart(parts) || {
        let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
        of_places(parts, &names) || of_institutions(&names)
    }
}

/// Whether parts are works of different sorts: 新建12处、改造23处.
pub fn of_works(scene: &Scene, parts: &[&Placed]) -> bool {
    told_apart(KINDS[0], &parts.iter().map(|p| name(scene, p)).collect::<Vec<_>>())
}

/// Money or measures of three things or more, each by another name: nothing is spent or built twice where a list says that it names them all.
pub fn sums_of_names(scene: &Scene, parts: &[&Placed]) -> bool {
    use Dimension::{Area, Length, Money};
    let names: Vec<&str> = parts.iter().map(|p| bare(name(scene, p))).collect();
    parts.len() >= 3
        && same_role(parts)
        && parts.iter().all(|p| p.figure.op == Op::Eq && matches!(p.figure.dimension, Some(Money | Area | Length)))
        && names.iter().enumerate().all(|(i, name)| name.chars().count() >= 2 && !names[..i].contains(name))
}

/// Money or measures whose names end alike and begin each otherwise: 冬春救助160万元、应急救助86万元.
pub fn of_one_sort(scene: &Scene, parts: &[&Placed]) -> bool {
    use Dimension::{Area, Length, Mass, Money};
    let names: Vec<&str> = parts.iter().map(|p| bare(name(scene, p))).collect();
    let tail = |name: &str| name.char_indices().rev().nth(1).map(|(at, _)| at).filter(|&at| at > 0);
    let Some(end) = names.first().and_then(|name| tail(name).map(|at| &name[at..])) else { return false };
    parts.len() >= 2
        && same_role(parts)
        && parts
            .iter()
            .all(|p| p.figure.op == Op::Eq && matches!(p.figure.dimension, Some(Money | Area | Length | Mass)))
        && names.iter().enumerate().all(|(i, name)| {
            name.chars().count() <= 10 && tail(name).is_some() && name.ends_with(end) && !names[..i].contains(name)
        })
}

/// Things of three kinds or more, each by a noun of its own: 轮椅600件、助行器500件、坐便椅400件.
pub fn named_things(scene: &Scene, parts: &[&Placed]) -> bool {
    let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
    // 加装电梯小区30个、完善设施小区40个 may be the same ones.
    let noun = |name: &str| {
        (2..=10).contains(&name.chars().count())
            && !name.contains(['的', '已', '各', '加', '完', '改', '装', '施', '扩', '修'])
    };
    parts.len() >= 3
        && parts.iter().all(|p| p.counts_things() && p.figure.op == Op::Eq && !p.figure.each)
        && names.iter().enumerate().all(|(i, name)| noun(name) && !names[..i].contains(name))
}

/// Parts of different places, none of which counts what another counts: 其中甲区20个、乙区28个. Groups may overlap: 其中女性60人、党员50人.
fn apart(parts: &[&Placed]) -> bool {
    let is_place = |name: &String| PLACES.iter().any(|end| name.ends_with(end));
    parts.iter().all(|p| !p.figure.scopes.is_empty() && p.figure.scopes.iter().all(is_place)) && distinct_scopes(parts)
}

/// Names of places alone: `柳河镇2.3万亩、青山镇1.9万亩`.
fn of_places(parts: &[&Placed], names: &[&str]) -> bool {
    let distinct = |i: usize, name: &str| !names[..i].iter().any(|other| bare(other) == name);
    names.iter().map(|name| bare(name)).enumerate().all(|(i, name)| {
        (2..=8).contains(&name.chars().count())
            && !name.ends_with("小区")
            && PLACES.iter().any(|end| name.ends_with(end))
            && distinct(i, name)
    }) && parts.iter().all(|p| !p.figure.each)
}

/// `专业生产型290人、技能服务型680人`, `教育类1.2亿元、交通类3亿元`: sorts of one thing.
fn of_types(names: &[&str]) -> bool {
    let sort = |name: &str| {
        let (sort, _) = name.split_once(['型', '类'])?;
        Some(sort.trim_start_matches(OPENERS).to_string()).filter(|sort| sort.chars().count() >= 2)
    };
    names.iter().enumerate().all(|(i, name)| {
        sort(name).is_some_and(|own| names[..i].iter().all(|other| sort(other).is_some_and(|other| other != own)))
    })
}

/// `80—89岁14200人、90—99岁4320人、100岁以上80人`: ages that do not overlap.
fn of_ages(names: &[&str]) -> bool {
    let ages = |name: &str| {
        let ages = bare(name);
        let numbers = ages.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<u32>().ok());
        let (first, second) = (numbers.clone().next()?, numbers.clone().nth(1));
        let whole = ages.contains('岁') && numbers.count() <= 2;
        whole.then(|| match second {
            Some(second) => (first, second),
            None if ages.contains("以下") => (0, first),
            None if ages.contains("以上") => (first, u32::MAX),
            None => (first, first),
        })
    };
    let ages: Option<Vec<(u32, u32)>> = names.iter().map(|name| ages(name)).collect();
    ages.is_some_and(|ages| ages.windows(2).all(|two| two[0].1 < two[1].0 || two[1].1 < two[0].0))
}

/// `1月份120人、2月份240人、3月份500人`
fn of_months(names: &[&str]) -> bool {
    let month =
        |name: &str| bare(name).trim_end_matches('份').strip_suffix('月').and_then(|month| month.parse::<u32>().ok());
    let months: Option<Vec<u32>> = names.iter().map(|name| month(name)).collect();
    months.is_some_and(|months| months.windows(2).all(|two| two[0] < two[1]))
}

/// Names of single institutions: `市一医院200张、市中医院150张`.
fn of_institutions(names: &[&str]) -> bool {
    names.iter().map(|name| bare(name)).enumerate().all(|(i, name)| {
        (3..=14).contains(&name.chars().count())
            && (name.starts_with(['省', '市', '县', '区', '州', '盟', '旗', '第']) || of_its_own(name))
            && ["医院", "保健院", "学校", "中学", "小学", "幼儿园", "学院", "公司", "局", "馆"]
                .iter()
                .any(|end| name.ends_with(end))
            && !name.contains(['级', '类', '型', '性', '各'])
            && !names[..i].iter().any(|other| bare(other) == name)
    })
}

/// `滨河幼儿园`, no sort of them: 公办幼儿园, 乡镇小学.
fn of_its_own(name: &str) -> bool {
    const SORTS: [&str; 26] = [
        "公办", "民办", "普惠", "示范", "乡镇", "农村", "城区", "城镇", "新建", "改建", "扩建", "标准", "薄弱", "寄宿",
        "规模", "定点", "综合", "专科", "公立", "民营", "配套", "附属", "移交", "普通", "中心", "优质",
    ];
    name.chars().count() >= 5
        && ["小学", "中学", "幼儿园", "学校"].iter().any(|end| name.ends_with(end))
        && !SORTS.iter().any(|sort| name.contains(sort))
}

/// Whether each name holds another word of one kind, and none holds two. What else the names say is the same or short: 城镇新增就业 and
/// 农村劳动力转移就业 may be the same people, and 市级以上 says more than 市级.
pub(super) fn told_apart(kind: &str, names: &[&str]) -> bool {
    let mut seen = 0u32;
    let mut rest: Option<(&str, &str)> = None;
    names.iter().all(|name| {
        let Some((word, at)) = only_word(kind, name) else { return false };
        let new = seen >> word & 1 == 0;
        seen |= 1 << word;
        let own = (name[..at.start].trim_start_matches(OPENERS), &name[at.end..]);
        let first = *rest.get_or_insert(own);
        // 一季度开工4所，二季度主体完工2所 are no parts of one work.
        let one_work = ![QUARTERS, HALVES].contains(&kind) || own.1 == first.1;
        let plain = one_work && (own == first || said_more(own.0) + said_more(own.1) <= 4);
        new && plain
            && !["以上", "以下", "及", "和", "含"].iter().any(|more| own.1.contains(more) || own.0.contains(more))
    })
}

/// How many characters of a name say more than that it is money.
fn said_more(rest: &str) -> usize {
    const MONEY: [&str; 10] = ["资金", "补助", "配套", "财政", "专项", "预算内", "争取", "投入", "奖补", "衔接"];
    let idle: usize = MONEY.iter().map(|word| rest.matches(word).count() * word.chars().count()).sum();
    rest.chars().count().saturating_sub(idle)
}

/// Characters that open a breakdown in front of the first name: 其中, 分别为.
pub(super) const OPENERS: [char; 9] = ['其', '中', '分', '别', '为', '是', '：', ':', ' '];

/// Which of the words of a kind a name holds, if it is only one. Words within longer ones (扩建 in 改扩建) do not count.
pub(super) fn only_word(kind: &str, name: &str) -> Option<(u32, Range<usize>)> {
    let mut found: Option<(u32, &str)> = None;
    for (i, word) in (0..).zip(kind.split('|')).flat_map(|(i, group)| group.split(' ').map(move |word| (i, word))) {
        if name.contains(word) {
            match found {
                Some((before, _)) if before == i => {}
                Some((_, longer)) if longer.contains(word) => {}
                Some((_, shorter)) if !word.contains(shorter) => return None,
                _ => found = Some((i, word)),
            }
        }
    }
    let (i, word) = found?;
    let at = name.find(word)?;
    Some((i, at..at + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_kind_tell_parts_apart() {
        let apart = |names: &[&str]| KINDS.iter().any(|kind| told_apart(kind, names));
        assert!(apart(&["新建", "改扩建"]));
        assert!(apart(&["城区公厕", "农村公厕"]));
        assert!(apart(&["新建小学", "新建初中"]));
        assert!(apart(&["其中中央资金", "省级资金", "自筹"]));
        assert!(!apart(&["女性", "党员"]));
        assert!(!apart(&["新建小学", "新建学校"]));
        assert!(!apart(&["新建改建小学", "扩建"]));
        assert!(apart(&["线上招聘会", "线下招聘会"]));
        assert!(apart(&["省级资金", "县级自筹"]));
        assert!(!apart(&["自治区资金", "省级资金"]));
        assert!(!apart(&["", ""]));
        assert!(!apart(&["其中城镇新增就业", "农村劳动力转移就业"]));
        assert!(!apart(&["中央资金", "市级以上资金"]));
    }
}
