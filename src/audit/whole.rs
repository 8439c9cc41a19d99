//! Parts that leave nothing out, so that a total which they fall short of is wrong: men and women, the four quarters of the year, all that the
//! total's own words name.

use super::clause::{self, COMMA, LINE, LIST, SEMICOLON, STOP};
use super::kind::{KINDS, OPENERS, bare, name, only_word, told_apart};
use super::part::same_role;
use super::scene::{Placed, Scene};
use crate::figure::{Decimal, Dimension};

pub(super) const HALVES: &str = "上半年|下半年";
pub(super) const QUARTERS: &str = "一季度|二季度|三季度|四季度";
/// How far the parts of a work are.
pub(super) const STAGES: &str = "已完成 完成 完工 竣工 建成|在建 正在建设 正在施工|未开工 未完成 未完工 未动工";

/// Kinds that leave nothing out where each of their words is named.
const WHOLE: [&str; 8] = [
    "男|女",
    "城镇 城市 城区 县城 主城|农村 乡镇 乡村 镇村",
    "集中|分散 散居",
    "C级|D级",
    "市区 市本级 市直|各县 县区 区县 县市",
    "公办|民办 社会办 民营",
    HALVES,
    QUARTERS,
];

/// The words in front of a total, in its clause.
fn words_before<'s>(scene: &'s Scene, total: &Placed) -> &'s str {
    clause::before(scene.before(total.figure), COMMA | SEMICOLON | STOP | LINE).0
}

/// Whether parts that exclude each other are also all that there can be: three or more in one list, 城镇 and 农村, 公办 and 民办, or all that the total's own
/// words name (新建、改建公园9个：新建4个，改建5个).
pub fn complete(scene: &Scene, total: &Placed, parts: &[&Placed]) -> bool {
    let of_two = || {
        let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
        let whole = words_before(scene, total);
        let named = |kind: &str| {
            names.iter().all(|name| only_word(kind, name).is_some_and(|(_, at)| whole.contains(&name[at])))
        };
        KINDS.iter().any(|kind| told_apart(kind, &names) && (kind.matches('|').count() == 1 || named(kind)))
    };
    parts.len() >= 3 || of_two()
}

/// Whether parts that 其中 names leave nothing out all the same: men and women, or all that the total's own words name.
pub fn exhaustive(scene: &Scene, total: &Placed, parts: &[&Placed]) -> bool {
    let names: Vec<&str> = parts.iter().map(|p| name(scene, p)).collect();
    let whole = words_before(scene, total);
    WHOLE.iter().any(|kind| all_of(kind, whole, &names))
        || parts.len() == 3 && told_apart(STAGES, &names)
        || all_it_names(whole, &names)
        || years_of(whole, &names)
        || counted_out(whole, &names)
}

/// Whether what parts behind 其中 lack of their total is so little beside the smallest of them that a slip explains it and no part left out. Of money the
/// giver nearest to the work must be named: 中央, 省级 and 市级 may leave what the counties pay.
pub fn all_but_made_up(scene: &Scene, parts: &[&Placed], missing: Decimal) -> bool {
    let money = parts.iter().all(|p| p.figure.dimension == Some(Dimension::Money));
    let names = || parts.iter().map(|p| name(scene, p));
    let from_above = |name: &str| ["中央", "国家", "省", "自治区", "上级"].iter().any(|word| name.contains(word));
    let own = |name: &str| {
        let name = name.replace("自治区", "");
        name.contains(['县', '区', '镇', '乡', '村']) || OWN.iter().any(|word| name.contains(word))
    };
    let sources = money && names().any(from_above);
    let times = match parts.len() {
        _ if sources && names().any(own) => 3,
        _ if sources => return false,
        2 => 10,
        3 => 8,
        _ => 5,
    };
    is_slip(parts, missing, times)
}

/// Whether an amount is no more than so small a share of the smallest part.
pub fn is_slip(parts: &[&Placed], off: Decimal, times: u32) -> bool {
    let least = parts.iter().map(|p| p.value.unwrap_or_default()).min();
    least.is_some_and(|least| off.saturating_mul(Decimal::from(times)) <= least)
}

/// Who pays what those above do not.
const OWN: [&str; 8] = ["自筹", "配套", "本级", "地方", "社会", "企业", "债券", "贷款"];

/// Whether names hold each word of a kind, and beside it nothing that the total does not say too: 女性检出疾病 are not all women.
fn all_of(kind: &str, whole: &str, names: &[&str]) -> bool {
    let rest = |name: &str| {
        let (_, at) = only_word(kind, name)?;
        Some([name[..at.start].trim_start_matches(OPENERS), &name[at.end..]].concat())
    };
    let first =
        || names.first().and_then(|name| rest(name)).filter(|rest| rest == "性" || whole.contains(rest.as_str()));
    names.len() == kind.matches('|').count() + 1
        && told_apart(kind, names)
        && first().is_some_and(|first| names.iter().all(|name| rest(name).as_ref() == Some(&first)))
}

/// `新建、改建公园12个，其中新建7个、改建5个`: the total's own words name just its parts.
fn all_it_names(whole: &str, names: &[&str]) -> bool {
    let names: Vec<&str> = names.iter().map(|name| bare(name)).collect();
    if names.len() < 2 || names.iter().any(|name| name.chars().nth(1).is_none()) {
        return false;
    }
    let pieces = || whole.split(['、', '和', '及', '与']);
    let listed = || pieces().count() == names.len() && pieces().zip(&names).all(|(piece, name)| piece.contains(name));
    // 新建改建公园, without a mark.
    let joined = || {
        let joined = names.concat();
        let behind = whole.find(&joined).map(|at| &whole[at + joined.len()..]);
        behind.is_some_and(|behind| {
            !behind.starts_with(['、', '和', '及', '等'])
                && !KINDS[0].split(['|', ' ']).any(|more| behind.starts_with(more))
        })
    };
    listed() || joined()
}

/// `发放两项补贴820万元，其中生活补贴340万元、护理补贴480万元`: as many parts as the total's own words count.
fn counted_out(whole: &str, names: &[&str]) -> bool {
    let counted = match names.len() {
        2 => ["两项", "两类", "两种"],
        3 => ["三项", "三类", "三种"],
        4 => ["四项", "四类", "四种"],
        _ => return false,
    };
    let distinct =
        names.iter().enumerate().all(|(i, name)| bare(name).chars().count() >= 2 && !names[..i].contains(name));
    distinct && counted.iter().any(|word| whole.contains(word))
}

/// `三年改造小区300个，其中2021年90个、2022年110个、2023年100个`
fn years_of(whole: &str, names: &[&str]) -> bool {
    let span = match names.len() {
        2 => "两年",
        3 => "三年",
        5 => "五年",
        _ => return false,
    };
    let year = |name: &str| bare(name).strip_suffix('年').and_then(|digits| digits.parse::<u32>().ok());
    whole.contains(span) && names.windows(2).all(|two| year(two[0]).is_some_and(|y| year(two[1]) == Some(y + 1)))
}

/// Whether amounts in one sentence say of a whole how much is done, under way and not begun, or what is done of it in each half or quarter of the
/// year. What only grows from quarter to quarter may be counted from the start of the year.
pub fn by_time(scene: &Scene, total: &Placed, parts: &[&Placed]) -> bool {
    let names = || parts.iter().map(|p| name(scene, p)).collect::<Vec<_>>();
    let falls = || parts.windows(2).any(|two| two[1].value < two[0].value);
    // 上半年完成10个小区的招标 is no part of the work that is done.
    let bare_behind = || parts.iter().all(|p| ends_clause(scene, p));
    match parts.len() {
        2 => {
            let halves = names().iter().zip(HALVES.split('|')).all(|(name, half)| name.contains(half));
            halves && same_role(parts) && bare_behind() && same_rest(HALVES, words_before(scene, total), &names())
        }
        3 => told_apart(STAGES, &names()),
        4 => falls() && bare_behind() && of_quarters(scene, words_before(scene, total), parts),
        _ => false,
    }
}

/// Whether a mark or the end stands right behind an amount.
fn ends_clause(scene: &Scene, part: &Placed) -> bool {
    scene.after(part.figure).trim_start().chars().next().is_none_or(|c| "，,；;。、）)".contains(c))
}

/// Whether the clauses of amounts name the four quarters, one each, and say the same of them: `一季度完成1500人，二季度完成…`.
pub fn of_quarters(scene: &Scene, whole: &str, parts: &[&Placed]) -> bool {
    let clause = |part: &&Placed| clause::before(scene.before(part.figure), COMMA | SEMICOLON | STOP | LINE | LIST).0;
    let names: Vec<&str> = parts.iter().map(clause).collect();
    parts.len() == 4
        && names.iter().zip(QUARTERS.split('|')).all(|(name, quarter)| name.contains(quarter))
        && same_rest(QUARTERS, whole, &names)
}

/// Whether names say the same beside the word of their kind, and that is empty, 完成, or said of the whole as well.
fn same_rest(kind: &str, whole: &str, names: &[&str]) -> bool {
    let rest = |name: &str| {
        let (_, at) = only_word(kind, name)?;
        Some(name[at.end..].trim_start_matches(['：', ':', '计', '划']).to_string())
    };
    let first = names.first().and_then(|name| rest(name));
    first.is_some_and(|first| {
        (first.is_empty() || first == "完成" || whole.contains(&first))
            && names.iter().all(|name| rest(name).as_ref() == Some(&first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_total_name_its_parts() {
        assert!(all_it_names("新建、改建口袋公园", &["其中新建", "改建"]));
        assert!(all_it_names("新建改建卫生院", &["新建", "改建"]));
        assert!(all_it_names("新增、优化公交线路", &["其中新增", "优化"]));
        assert!(!all_it_names("新建、改建、扩建学校", &["其中新建", "改建"]));
        assert!(!all_it_names("新建改建扩建学校", &["其中新建", "改建"]));
        assert!(!all_it_names("新改建公厕", &["其中新建", "改建"]));
    }

    #[test]
    fn kinds_that_leave_nothing_out() {
        assert!(all_of("男|女", "培训", &["其中男性", "女性"]));
        assert!(all_of("城镇 城市|农村", "共有低保对象", &["其中城市低保", "农村低保"]));
        assert!(!all_of("男|女", "婚前检查", &["其中男性检出疾病", "女性检出疾病"]));
        assert!(!all_of("城镇 城市|农村", "新增就业", &["其中城镇", "农村劳动力"]));
        assert!(years_of("三年改造小区", &["其中2021年", "2022年", "2023年"]));
        assert!(!years_of("改造小区", &["其中2021年", "2022年", "2023年"]));
    }
}
