//! The region that a notice belongs to: named in its title or by its issuer, else by the districts it speaks of.
//!
//! Only the notice's own region is looked for; the places of a breakdown are scopes of figures, and offices get their region in `name`.

use super::{Region, RegionLevel};
use crate::lexicon::{Division, divisions, is_division};
use crate::text::fold::simplify;

/// How much of a text is searched for districts where neither title nor issuer names a region.
const BODY: usize = 256 << 10;

/// Finds the notice's region. `named` are the places that may name it, the most trusted first (title, issuer, other facts, preamble,
/// captions), as written; `body` is the whole text in simplified characters ([`crate::text::Text::recognised`]).
pub fn find(named: &[&str], body: &str, year: Option<i16>) -> Option<Region> {
    let body = clip(body, BODY);
    let shadows: Vec<_> = named.iter().map(|text| simplify(text)).collect();
    let shadows: Vec<&str> = shadows.iter().map(|s| s.as_ref()).collect();
    let stated = named.iter().zip(&shadows).find_map(|(written, shadow)| {
        let (start, mut region) = stated(shadow, &shadows, body, year)?;
        // The name as written: a shadow has the offsets of its text.
        if let Some(start) = start
            && let Some(name) = written.get(start..start + region.name.len())
        {
            region.name = name.to_string();
        }
        Some(region)
    });
    stated.or_else(|| from_body(body, year))
}

/// A region's name in a text, with the names in front of it that it belongs to (成都市 before 武侯区).
struct Mention<'t> {
    start: usize,
    end: usize,
    parents: Vec<&'t str>,
    name: &'t str,
}

fn clip(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Last characters of the names of regions.
fn is_kind(c: char) -> bool {
    matches!(c, '省' | '市' | '区' | '县' | '旗' | '州' | '盟')
}

/// Names that are also plain words (城区, 东区, 新城区) or run into a word before them (市中区, 和县):
/// only after the name of their city or at the start of a phrase.
fn is_weak(name: &str) -> bool {
    name.chars().count() <= 2 || name.starts_with('市') || matches!(name, "新城区" | "新市区" | "城中区" | "港口区")
}

/// The known regions that a text names, in order.
fn mentions(text: &str) -> Vec<Mention<'_>> {
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
            start >= floor && is_division(name) && (chained || start == run[0] || !is_weak(name))
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

/// The region that a title, an issuer or an opening sentence names, if any, and where its name stands if it is written in full.
fn stated(text: &str, named: &[&str], body: &str, year: Option<i16>) -> Option<(Option<usize>, Region)> {
    // 关于转发《省政府…》的通知 names another one's region.
    let text = clip(text.split("转发").next().unwrap_or(text), 4096);
    let known = mentions(text).into_iter().next();
    let written = as_written(text);
    match (known, written) {
        // 成都市高新区: a zone behind the city that it lies in.
        (Some(m), Some((start, name))) if start < m.start || start == m.start && name.len() > m.end - m.start => {
            Some((Some(start), unknown(name)))
        }
        (Some(m), _) => Some((Some(m.end - m.name.len()), region(&m, named, body, year))),
        (None, Some((start, name))) => Some((Some(start), unknown(name))),
        (None, None) => bare(text, year).map(|region| (None, region)),
    }
}

fn region(mention: &Mention, named: &[&str], body: &str, year: Option<i16>) -> Region {
    match choose(mention, named, body, year) {
        Some(division) => known(mention.name, &division, false),
        None => unknown(mention.name),
    }
}

fn known(name: &str, division: &Division, inferred: bool) -> Region {
    Region { name: name.to_string(), code: Some(division.code.to_string()), level: Some(level(division)), inferred }
}

pub(super) fn level(division: &Division) -> RegionLevel {
    if division.is_province() {
        RegionLevel::Province
    } else if division.is_prefecture() {
        RegionLevel::Prefecture
    } else {
        RegionLevel::County
    }
}

/// A region of which only the name is known.
fn unknown(name: &str) -> Region {
    let zone = ["新区", "高新区", "开发区", "示范区", "园区", "度假区", "保税区", "合作区", "试验区"]
        .iter()
        .any(|z| name.ends_with(z));
    let level = match name.chars().next_back() {
        Some('省') => Some(RegionLevel::Province),
        Some('盟' | '州') => Some(RegionLevel::Prefecture),
        Some('县' | '旗') => Some(RegionLevel::County),
        Some('区') if !zone => Some(RegionLevel::County),
        _ => None,
    };
    Region { name: name.to_string(), code: None, level, inferred: false }
}

/// The divisions of a name that stood in the year, or came nearest to it.
pub(super) fn of_year(name: &str, year: Option<i16>) -> Vec<Division> {
    let year = year.unwrap_or(i16::MAX);
    let mut all: Vec<Division> = divisions(name).collect();
    let nearest = all.iter().map(|d| d.distance(year)).min().unwrap_or(0);
    all.retain(|d| d.distance(year) == nearest);
    // In the year of a change both stood; the later one is meant. A renamed parent gives two rows of one code.
    let last = all.iter().map(|d| d.last).max().unwrap_or(0);
    if all.iter().any(|d| d.last == last) && all.windows(2).all(|w| w[0].province == w[1].province) {
        let same_place = all.windows(2).all(|w| w[0].prefecture == w[1].prefecture || w[0].code == w[1].code);
        if same_place {
            all.retain(|d| d.last == last);
        }
    }
    all
}

/// Which of the divisions of one name is meant: by the parents written in front, else by the one whose city the notice names.
fn choose(mention: &Mention, named: &[&str], body: &str, year: Option<i16>) -> Option<Division> {
    let mut all = of_year(mention.name, year);
    let full = |parent: &str| divisions(parent).next().map_or("", |d| d.name);
    for parent in &mention.parents {
        let parent = full(parent);
        if all.iter().any(|d| d.prefecture == parent || d.province == parent) {
            all.retain(|d| d.prefecture == parent || d.province == parent);
        }
    }
    match all.as_slice() {
        [] => None,
        [only] => Some(*only),
        _ => {
            let near = |d: &Division| {
                let above = if d.prefecture.is_empty() { d.province } else { d.prefecture };
                let stem = stem(above);
                let count = |text: &&str| text.matches(stem).count();
                if stem.is_empty() { 0 } else { named.iter().map(|t| count(t) * 3).sum::<usize>() + count(&body) }
            };
            let scores: Vec<usize> = all.iter().map(near).collect();
            let best = *scores.iter().max()?;
            let mut tops = all.iter().zip(&scores).filter(|(_, s)| **s == best).map(|(d, _)| *d);
            let top = tops.next()?;
            (best > 0 && tops.next().is_none()).then_some(top)
        }
    }
}

/// Peoples that stand in the full names of autonomous regions, longest first where one ends like another.
const PEOPLES: [&str; 50] = [
    "维吾尔族",
    "哈萨克族",
    "柯尔克孜族",
    "柯尔克孜",
    "达斡尔族",
    "塔吉克族",
    "鄂温克族",
    "鄂伦春族",
    "布依族",
    "朝鲜族",
    "土家族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "东乡族",
    "纳西族",
    "景颇族",
    "仫佬族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "蒙古族",
    "维吾尔",
    "哈萨克",
    "塔吉克",
    "达斡尔",
    "蒙古",
    "锡伯",
    "各族",
    "回族",
    "藏族",
    "苗族",
    "彝族",
    "壮族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "黎族",
    "佤族",
    "畲族",
];
const MORE_PEOPLES: [&str; 4] = ["水族", "土族", "羌族", "怒族"];

/// The name without its last word: 武侯 of 武侯区, 延边 of 延边朝鲜族自治州; a name of one character keeps it (东区).
pub(super) fn stem(name: &str) -> &str {
    let autonomous = ["自治区", "自治州", "自治县", "自治旗"].iter().find_map(|end| name.strip_suffix(end));
    let autonomous = autonomous.or_else(|| name.strip_suffix('区').filter(|rest| rest.ends_with('族')));
    let cut = match autonomous {
        Some(mut rest) => {
            while let Some(shorter) =
                PEOPLES.iter().chain(&MORE_PEOPLES).find_map(|p| rest.strip_suffix(p).filter(|r| !r.is_empty()))
            {
                rest = shorter;
            }
            Some(rest)
        }
        None => {
            ["地区", "新区", "省", "市", "区", "县", "旗", "州", "盟"].iter().find_map(|end| name.strip_suffix(end))
        }
    };
    match cut {
        Some(stem) if stem.chars().count() >= 2 => stem,
        _ => name,
    }
}

/// What follows the name of a region that no list knows, at the head of a title or an issuer.
const AFTER: [&str; 24] = [
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
    "民政局",
    "教育局",
    "财政局",
    "今年",
    "办公室",
];

/// Words that end like a region and are none.
const COMMON: [&str; 20] = [
    "全", "各", "本", "我", "社区", "小区", "校区", "景区", "地区", "辖区", "城区", "市区", "片区", "山区", "灾区",
    "农村", "街区", "库区", "省市", "市县",
];

/// A region named at the start of a phrase that no list knows: 澄湖区人民政府, 2022年云桥区政府…, 雄安新区2023年…
fn as_written(text: &str) -> Option<(usize, &str)> {
    let mut start = None;
    let mut before = '\n';
    for (at, c) in text.char_indices() {
        // The phrase opens at the start of the run of Han characters, or behind its year.
        if is_han(c) && (!is_han(before) || before == '年') && !matches!(c, '年' | '度') {
            start = Some(at);
        }
        before = c;
        let Some(from) = start else { continue };
        let end = at + c.len_utf8();
        let length = text[from..end].chars().count();
        if !is_han(c) || length > 12 {
            start = None;
            continue;
        }
        if !is_kind(c) || length < 3 {
            continue;
        }
        let name = text[from..end].trim_start_matches("中共").trim_start_matches("关于印发").trim_start_matches("关于");
        let follows = &text[end..];
        let digit = follows
            .chars()
            .next()
            .is_some_and(|c| crate::text::fold::half(c).is_ascii_digit() || matches!(c, '二' | '“' | '《'));
        let fits = digit || AFTER.iter().any(|w| follows.starts_with(w));
        let common = COMMON.iter().any(|w| name.starts_with(w) || name.ends_with(w));
        // 云桥市区 is no name of its own; a second kind inside means 成都市武侯区, which the list reads.
        if fits && !common && name.chars().count() >= 3 && !name.contains("政府") && !name.contains("民生") {
            return Some((end - name.len(), name));
        }
    }
    None
}

/// A name without its last character at the head of a title: 成都2023年…
fn bare(text: &str, year: Option<i16>) -> Option<Region> {
    let head: Vec<usize> =
        text.char_indices().take_while(|&(_, c)| is_han(c)).take(5).map(|(at, c)| at + c.len_utf8()).collect();
    head.iter().rev().filter(|&&end| end >= 6).find_map(|&end| {
        let rest = &text[end..];
        let opens = rest.starts_with(|c: char| c.is_ascii_digit()) || AFTER.iter().any(|w| rest.starts_with(w));
        let stem = &text[..end];
        opens.then(|| bare_division(stem, year)).flatten().map(|d| known(d.name, &d, false))
    })
}

/// The one division that a name without its last word can mean: 承德 is the city rather than 承德县.
pub(super) fn bare_division(stem: &str, year: Option<i16>) -> Option<Division> {
    if let Some(found) = of_year(stem, year).first() {
        return Some(*found);
    }
    for kinds in [&["省", "市", "州", "盟", "地区"][..], &["区", "县", "旗", "新区"]] {
        let all: Vec<Division> = kinds.iter().flat_map(|kind| of_year(&format!("{stem}{kind}"), year)).collect();
        match all.as_slice() {
            [] => {}
            [only] => return Some(*only),
            _ => return None,
        }
    }
    None
}

/// The region of a notice that names it only in passing, or names only its districts.
fn from_body(body: &str, year: Option<i16>) -> Option<Region> {
    let found = mentions(body);
    let word = level_word(body);
    let mut names: Vec<(&str, usize)> = Vec::new();
    for m in &found {
        match names.iter().position(|(name, _)| *name == m.name) {
            Some(i) => names[i].1 += 1,
            None if names.len() < 200 => names.push((m.name, 1)),
            None => {}
        }
    }
    let own = |kind: char| names.iter().filter(move |(name, _)| name.ends_with(kind)).max_by_key(|(_, count)| *count);
    let above = shared_parent(&names, year);
    match word? {
        kind @ ('市' | '盟' | '州') => {
            let above = above.filter(|(d, _)| d.name.ends_with(kind));
            match (own(kind), above) {
                (_, Some((d, _))) => {
                    let spoken = names.iter().any(|(name, _)| divisions(name).any(|o| o.code == d.code));
                    Some(known(d.name, &d, !spoken))
                }
                (Some(&(name, count)), None) if count >= 2 => Some(named_in(name, &found, body, year)),
                _ => None,
            }
        }
        kind => {
            let &(name, count) = own(kind)?;
            let next =
                names.iter().filter(|(n, _)| n.ends_with(kind) && *n != name).map(|(_, c)| *c).max().unwrap_or(0);
            (count >= 2 && count >= 2 * next).then(|| named_in(name, &found, body, year))
        }
    }
}

fn named_in(name: &str, found: &[Mention], body: &str, year: Option<i16>) -> Region {
    match found.iter().find(|m| m.name == name) {
        Some(mention) => region(mention, &[], body, year),
        None => unknown(name),
    }
}

/// The prefecture (or municipality) that most of the named counties and districts lie in: at least two of them, and twice as many as
/// in any other.
fn shared_parent(names: &[(&str, usize)], year: Option<i16>) -> Option<(Division, usize)> {
    let mut parents: Vec<(&'static str, &'static str, usize)> = Vec::new();
    for (name, _) in names {
        for d in of_year(name, year).into_iter().filter(Division::is_county) {
            let parent = if d.prefecture.is_empty() { d.province } else { d.prefecture };
            match parents.iter_mut().find(|p| p.0 == parent && p.1 == d.province) {
                Some(p) => p.2 += 1,
                None => parents.push((parent, d.province, 1)),
            }
        }
    }
    parents.sort_by_key(|p| std::cmp::Reverse(p.2));
    let &(name, province, count) = parents.first()?;
    let next = parents.get(1).map_or(0, |p| p.2);
    if count < 2 || count < 2 * next {
        return None;
    }
    let parent =
        of_year(name, year).into_iter().find(|d| d.province == province || d.is_province() && d.name == province)?;
    Some((parent, count))
}

/// The level whose word stands most often in front of an office: 盟民政局, 市人社局. At least twice.
fn level_word(body: &str) -> Option<char> {
    let kinds = ['省', '市', '区', '县', '旗', '州', '盟'];
    let mut counts = [0usize; 7];
    let mut before = '\n';
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        if !is_han(before)
            && let Some(i) = kinds.iter().position(|&k| k == c)
            && chars
                .peek()
                .is_some_and(|&next| is_han(next) && !is_kind(next) && !matches!(next, '级' | '直' | '域' | '场'))
        {
            counts[i] += 1;
        }
        before = c;
    }
    let (at, &count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (count >= 2).then_some(kinds[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(named: &[&str], body: &str, year: i16) -> Option<(String, Option<String>, bool)> {
        find(named, body, Some(year)).map(|r| (r.name, r.code, r.inferred))
    }

    fn code(title: &str, year: i16) -> String {
        let region = find(&[title], title, Some(year)).unwrap_or_else(|| panic!("{title}"));
        format!("{} {}", region.name, region.code.as_deref().unwrap_or("-"))
    }

    #[test]
    fn a_title_names_its_region() {
        assert_eq!(code("襄阳市2012年十件实事", 2012), "襄阳市 420600");
        assert_eq!(code("成都市武侯区2023年民生实事项目责任分解表", 2023), "武侯区 510107");
        assert_eq!(code("福建省福州市鼓楼区2023年民生实事", 2023), "鼓楼区 350102");
        assert_eq!(code("鼓楼区2023年民生实事", 2023), "鼓楼区 -");
        assert_eq!(code("2019年延边州民生实事", 2019), "延边州 222400");
        assert_eq!(code("重庆市云阳县2020年民生实事", 2020), "云阳县 500235");
        assert_eq!(code("关于印发河南省2021年重点民生实事的通知", 2021), "河南省 410000");
        assert_eq!(code("新疆维吾尔自治区2021年民生实事", 2021), "新疆维吾尔自治区 650000");
        assert_eq!(code("西双版纳傣族自治州2021年十件惠民实事", 2021), "西双版纳傣族自治州 532800");
        assert_eq!(code("成都2023年民生实事", 2023), "成都市 510100");
    }

    #[test]
    fn codes_are_those_of_the_year() {
        assert_eq!(code("京口区2008年为民办实事", 2008), "京口区 321102");
        assert_eq!(code("即墨市2012年为民办实事", 2012), "即墨市 370282");
        assert_eq!(code("即墨区2019年为民办实事", 2019), "即墨区 370215");
        assert_eq!(code("儋州市2010年为民办实事", 2010), "儋州市 469003");
        assert_eq!(code("儋州市2020年为民办实事", 2020), "儋州市 460400");
    }

    #[test]
    fn names_that_no_list_knows_are_kept() {
        assert_eq!(code("2021年云桥区政府为民办实事项目", 2021), "云桥区 -");
        assert_eq!(code("澄湖区人民政府办公室", 2021), "澄湖区 -");
        assert_eq!(code("雄安新区2023年民生实事", 2023), "雄安新区 -");
        assert_eq!(found(&["全区2021年民生实事", "各县区政府"], "", 2021), None);
    }

    #[test]
    fn the_issuer_comes_after_the_title() {
        let named = ["市政府办公室关于做好民生实事的通知", "泰州市人民政府办公室"];
        assert_eq!(found(&named, "", 2020), Some(("泰州市".into(), Some("321200".into()), false)));
    }

    #[test]
    fn districts_tell_the_city() {
        let body = "市民政局\n市教育局\n其中:金坛区完成3个,溧阳市完成5个,武进区完成2个。";
        assert_eq!(found(&["2020年民生实事"], body, 2020), Some(("常州市".into(), Some("320400".into()), true)));
        assert_eq!(found(&["2020年民生实事"], "市民政局\n市教育局", 2020), None);
        let body = "盟民政局,盟教育局。锡林郭勒盟综合福利园区位于锡林浩特市。锡林郭勒盟下达资金,多伦县完成。";
        assert_eq!(found(&["办实事清单"], body, 2020), Some(("锡林郭勒盟".into(), Some("152500".into()), false)));
    }

    #[test]
    fn the_city_decides_between_districts_of_one_name() {
        let named = ["朝阳区2021年民生实事", "朝阳区人民政府"];
        let body = "根据长春市政府工作报告,长春市民政局";
        assert_eq!(found(&named, body, 2021).and_then(|r| r.1), Some("220104".into()));
        assert_eq!(found(&named, "", 2021).and_then(|r| r.1), None);
    }
}
