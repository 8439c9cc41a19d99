//! Finds names of regions in running text: those that the list knows, and those that only their place in a phrase tells.
//!
//! Which division a name means is not decided here.

use crate::lexicon::{is_division, office};
use crate::text::fold::half;

/// A region's name in a text, with the names in front of it that it belongs to (成都市 before 武侯区).
pub(super) struct Mention<'t> {
    pub start: usize,
    pub end: usize,
    pub parents: Vec<&'t str>,
    pub name: &'t str,
}

pub(super) fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Last characters of the names of regions.
pub(super) fn is_kind(c: char) -> bool {
    matches!(c, '省' | '市' | '区' | '县' | '旗' | '州' | '盟')
}

/// Names that are also plain words (城区, 东区, 新城区) or run into a word before them (市中区, 和县):
/// only after the name of their city, at the start of a phrase, or as the name of a government or committee.
fn is_weak(name: &str) -> bool {
    name.chars().count() <= 2 || name.starts_with('市') || matches!(name, "新城区" | "新市区" | "城中区" | "港口区")
}

/// The known regions that a text names, in order.
pub(super) fn mentions(text: &str) -> Vec<Mention<'_>> {
    let mut found: Vec<Mention> = Vec::new();
    // Starts of the characters of the current run of Han characters, and where the last name ended.
    let mut run: Vec<usize> = Vec::new();
    let mut floor = 0;
    for (at, c) in text.char_indices() {
        if !is_han(c) {
            run.clear();
            continue;
        }
        run.push(at);
        let end = at + c.len_utf8();
        // 泰安市场, 朝阳区域
        if !is_kind(c) || run.len() < 2 || text[end..].starts_with(['场', '域']) {
            continue;
        }
        let longest = if text[..at].ends_with(['治', '政']) { 15 } else { 8 };
        let from = run.len().saturating_sub(longest);
        let start = run[from..run.len() - 1].iter().copied().find(|&start| {
            let name = &text[start..end];
            let chained = start == floor && floor > 0;
            let stands =
                || chained || start == run[0] || text[end..].starts_with("人民政府") || text[..start].ends_with("中共");
            start >= floor && is_division(name) && (!is_weak(name) || stands())
        });
        let Some(start) = start else { continue };
        let name = &text[start..end];
        match found.last_mut() {
            Some(last) if last.end == start => {
                last.parents.push(last.name);
                (last.name, last.end) = (name, end);
            }
            _ => found.push(Mention { start, end, parents: Vec::new(), name }),
        }
        floor = end;
    }
    found
}

/// What follows the name of a region that no list knows, at the head of a title or an issuer.
pub(super) const AFTER: [&str; 21] = [
    "人民政府",
    "政府",
    "委员会",
    "管委会",
    "管理委员会",
    "行政公署",
    "行署",
    "民生",
    "为民",
    "惠民",
    "十件",
    "十大",
    "重点",
    "实事",
    "年度",
    "第",
    "关于",
    "党委",
    "人大",
    "今年",
    "办公室",
];

/// Words that end like a region and are none.
const COMMON: [&str; 20] = [
    "全", "各", "本", "我", "社区", "小区", "校区", "景区", "地区", "辖区", "城区", "市区", "片区", "山区", "灾区",
    "农村", "街区", "库区", "省市", "市县",
];

/// What a title says that is done about a region's projects: 关于公布…, 关于下达….
const VERBS: [&str; 10] = ["印发", "公布", "公开", "发布", "下达", "分解", "调整", "通报", "做好", "征求"];

/// 住房和城乡建设局2023年…: the office of the place that stands before it.
pub(super) fn opens_with_office(text: &str) -> bool {
    /// Characters of the longest such name.
    const LONGEST: usize = 14;
    let ends = text.char_indices().take(LONGEST).take_while(|&(_, c)| is_han(c));
    ends.filter(|(_, c)| matches!(c, '局' | '厅' | '委' | '办'))
        .any(|(at, c)| office(&text[..at + c.len_utf8()], "").is_some())
}

/// A region named at the start of a phrase that no list knows: 澄湖区人民政府, 2022年云桥区政府…, 雄安新区2023年…
pub(super) fn as_written(text: &str) -> Option<(usize, &str)> {
    let mut start = None;
    let (mut before, mut dated) = ('\n', false);
    for (at, c) in text.char_indices() {
        // The phrase opens at the start of the run of Han characters, or behind its year or month.
        if is_han(c) && (!is_han(before) || dated) && !matches!(c, '年' | '月' | '度' | '份') {
            start = Some(at);
        }
        // 2022年, 十月, but not 净月
        let number = half(before).is_ascii_digit() || "〇零一二三四五六七八九十".contains(before);
        dated = matches!(c, '年' | '月') && number || matches!(c, '度' | '份') && dated;
        before = c;
        let Some(from) = start else { continue };
        let end = at + c.len_utf8();
        let length = text[from..end].chars().count();
        if !is_han(c) || length > 16 {
            start = None;
            continue;
        }
        if !is_kind(c) || length < 3 {
            continue;
        }
        let opening = text[from..end].trim_start_matches("中共");
        // 第八师石河子市: a city of the corps behind its division.
        let opening = opening.strip_prefix('第').and_then(|o| o.split_once('师')).map_or(opening, |(_, city)| city);
        let name = match opening.strip_prefix("关于") {
            Some(about) => VERBS.iter().find_map(|verb| about.strip_prefix(verb)).unwrap_or(about),
            None => opening,
        };
        let follows = &text[end..];
        let digit = follows.chars().next().is_some_and(|c| half(c).is_ascii_digit() || matches!(c, '二' | '“' | '《'));
        let fits = digit || AFTER.iter().any(|w| follows.starts_with(w)) || opens_with_office(follows);
        // 前三季度全市: the whole of what the notice need not name.
        let whole = name.chars().rev().nth(1).is_some_and(|c| matches!(c, '全' | '各' | '本' | '我'));
        let common = whole || COMMON.iter().any(|w| name.starts_with(w) || name.ends_with(w));
        // 云桥市区 is no name of its own; a second kind inside means 成都市武侯区, which the list reads.
        if fits
            && !common
            && name.chars().count() >= 3
            && !["政府", "民生", "委", "办公室"].iter().any(|w| name.contains(w))
        {
            return Some((end - name.len(), name));
        }
    }
    None
}
