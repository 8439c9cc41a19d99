//! Parts that cannot count the same thing twice: those of different places, and those told apart by words of which only one can hold
//! (新建 and 改建, 城镇 and 农村, 小学 and 初中). Women and party members may be the same people; such parts are not in here.

use super::clause::{self, COLON, COMMA, LINE, LIST, OPEN, SEMICOLON, STOP};
use super::part::{distinct_scopes, same_role};
use super::scene::{Placed, Scene};
use crate::figure::{Dimension, Op};
use std::ops::Range;

/// Words that exclude each other; those between blanks mean the same, `|` parts what differs.
const KINDS: [&str; 19] = [
    "新建|改建|扩建|改扩建|新改建|续建|迁建|重建|维修|改造",
    "小学|初中|高中|中职 职高|幼儿园|特殊教育|大学 高校",
    "城镇 城市 城区 县城 主城|农村 乡镇 乡村 镇村",
    "男|女",
    "中央|省级 省财政 省补|市级 市财政 市补|县级 区级 县区 县财政 区财政 市县|镇级 乡级 乡镇 镇街|自筹|社会资本 社会资金|银行 贷款|债券|其他 其它",
    "一季度|二季度|三季度|四季度",
    "上半年|下半年",
    "一期|二期|三期|四期",
    "第一批|第二批|第三批|第四批|第五批",
    "城东|城西|城南|城北|城中",
    "东部 东片|西部 西片|南部 南片|北部 北片|中部 中片",
    "国道|省道|县道|乡道|村道",
    "供水|雨水|污水|燃气|供热",
    "户厕|公厕",
    "公租房|保障性租赁|安置住房 安置房|共有产权|经济适用",
    "公办|民办",
    "已完成 完成 完工 竣工 建成|在建 正在建设|未开工 未完成 未完工",
    "医院 医疗机构|卫生院|卫生室 卫生站|社区卫生服务中心|疾控",
    "一级|二级|三级|四级",
];

/// Ends of the names of places.
const PLACES: [&str; 10] = ["区", "县", "市", "旗", "镇", "乡", "街道", "村", "社区", "农场"];

/// What is said between an amount and the part behind it, without what belongs to the amount: the part's name.
fn name<'s>(scene: &'s Scene, part: &Placed) -> &'s str {
    clause::before(scene.before(part.figure), COMMA | SEMICOLON | STOP | LINE | LIST | COLON | OPEN).0
}

/// Whether no two parts can share anything.
pub fn exclusive(scene: &Scene, parts: &[&Placed]) -> bool {
    if parts.len() < 2 || !same_role(parts) || parts.iter().any(|p| p.figure.op != Op::Eq) {
        return false;
    }
    apart(parts) || {
        let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
        of_places(parts, &names)
            || of_institutions(&names)
            || of_types(&names)
            || KINDS.iter().any(|kind| told_apart(kind, &names))
    }
}

/// Money for three things or more, each by another name: no sum is spent twice where a list says that it names them all.
pub fn sums_of_names(scene: &Scene, parts: &[&Placed]) -> bool {
    let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
    parts.len() >= 3
        && same_role(parts)
        && parts.iter().all(|p| p.figure.op == Op::Eq && p.figure.dimension == Some(Dimension::Money))
        && names.iter().enumerate().all(|(i, name)| name.chars().count() >= 2 && !names[..i].contains(name))
}

/// Whether parts that exclude each other are also all that there can be: three or more in one list, 城镇 and 农村, 公办 and 民办, or all that the total's own
/// words name (新建、改建公园9个：新建4个，改建5个).
pub fn complete(scene: &Scene, total: &Placed, parts: &[&Placed]) -> bool {
    let of_two = || {
        let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
        let whole = clause::before(scene.before(total.figure), COMMA | SEMICOLON | STOP | LINE).0;
        let named = |kind: &str| {
            names.iter().all(|name| only_word(kind, name).is_some_and(|(_, at)| whole.contains(&name[at])))
        };
        KINDS.iter().any(|kind| told_apart(kind, &names) && (kind.matches('|').count() == 1 || named(kind)))
    };
    parts.len() >= 3 || of_two()
}

/// Parts of different places, none of which counts what another counts: 其中甲区20个、乙区28个. Groups may overlap: 其中女性60人、党员50人.
fn apart(parts: &[&Placed]) -> bool {
    let is_place = |name: &String| PLACES.iter().any(|end| name.ends_with(end));
    parts.iter().all(|p| !p.figure.scopes.is_empty() && p.figure.scopes.iter().all(is_place)) && distinct_scopes(parts)
}

/// Names of places alone: `柳河镇2.3万亩、青山镇1.9万亩`.
fn of_places(parts: &[&Placed], names: &[&str]) -> bool {
    let distinct = |i: usize, name: &&str| !names[..i].contains(name);
    names.iter().enumerate().all(|(i, name)| {
        (2..=8).contains(&name.chars().count()) && PLACES.iter().any(|end| name.ends_with(end)) && distinct(i, name)
    }) && parts.iter().all(|p| !p.figure.each)
}

/// `专业生产型290人、技能服务型680人`: sorts of one thing.
fn of_types(names: &[&str]) -> bool {
    let sort =
        |name: &str| name.split_once('型').map(|(sort, _)| sort.to_string()).filter(|sort| sort.chars().count() >= 2);
    names.iter().enumerate().all(|(i, name)| {
        sort(name).is_some_and(|own| names[..i].iter().all(|other| sort(other).is_some_and(|other| other != own)))
    })
}

/// Names of single institutions: `市一医院200张、市中医院150张`.
fn of_institutions(names: &[&str]) -> bool {
    names.iter().enumerate().all(|(i, name)| {
        (3..=14).contains(&name.chars().count())
            && name.starts_with(['省', '市', '县', '区', '州', '盟', '旗', '第'])
            && ["医院", "保健院", "学校", "中学", "小学", "幼儿园", "学院", "公司", "局", "馆"]
                .iter()
                .any(|end| name.ends_with(end))
            && !name.contains(['级', '类', '型', '性', '各'])
            && !names[..i].contains(name)
    })
}

/// Whether each name holds another word of one kind, and none holds two. What else the names say is the same or short: 城镇新增就业 and
/// 农村劳动力转移就业 may be the same people, and 市级以上 says more than 市级.
fn told_apart(kind: &str, names: &[&str]) -> bool {
    let mut seen = 0u32;
    let mut rest: Option<(&str, &str)> = None;
    names.iter().all(|name| {
        let Some((word, at)) = only_word(kind, name) else { return false };
        let new = seen >> word & 1 == 0;
        seen |= 1 << word;
        let own = (name[..at.start].trim_start_matches(OPENERS), &name[at.end..]);
        let first = *rest.get_or_insert(own);
        let plain = own == first || own.0.chars().count() + own.1.chars().count() <= 4;
        new && plain
            && !["以上", "以下", "及", "和", "含"].iter().any(|more| own.1.contains(more) || own.0.contains(more))
    })
}

/// Characters that open a breakdown in front of the first name: 其中, 分别为.
const OPENERS: [char; 9] = ['其', '中', '分', '别', '为', '是', '：', ':', ' '];

/// Which of the words of a kind a name holds, if it is only one. Words within longer ones (扩建 in 改扩建) do not count.
fn only_word(kind: &str, name: &str) -> Option<(u32, Range<usize>)> {
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
        assert!(!apart(&["线上培训", "线下培训"]));
        assert!(!apart(&["", ""]));
        assert!(!apart(&["其中城镇新增就业", "农村劳动力转移就业"]));
        assert!(!apart(&["中央资金", "市级以上资金"]));
    }
}
