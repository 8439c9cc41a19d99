//! The region that a notice belongs to: named in its title or by its issuer, else by the districts it speaks of.
//!
//! Only the notice's own region is looked for; the places of a breakdown are scopes of figures, and offices get their region in `name`.

mod infer;
mod mention;

use super::place::{CORPS, stem};
use super::{Region, RegionLevel};
use crate::lexicon::{Division, divisions};
use crate::text::fold::simplify;
use infer::from_body;
use mention::{AFTER, Mention, as_written, is_han, mentions, opens_with_office};

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

fn clip(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The region that a title, an issuer or an opening sentence names, if any, and where its name stands if it is written in full.
fn stated(text: &str, named: &[&str], body: &str, year: Option<i16>) -> Option<(Option<usize>, Region)> {
    // 关于转发《省政府…》的通知 names another one's region.
    let text = clip(text.split("转发").next().unwrap_or(text), 4096);
    let known = mentions(text).into_iter().next();
    let written = as_written(text);
    // 内蒙古赤峰市: the province stands in front without its last word.
    let led = |m: &Mention, start: usize| {
        start < m.start && text.get(start..m.start).is_some_and(|front| bare_division(front, year).is_some())
    };
    match (known, written) {
        // 成都市高新区: a zone behind the city that it lies in.
        (Some(m), Some((start, name)))
            if name != m.name && start + name.len() > m.end
                || start < m.start && start + name.len() == m.end && !led(&m, start) =>
        {
            Some((Some(start), unknown(name)))
        }
        (Some(m), _) => Some((Some(m.end - m.name.len()), region(&m, named, body, year))),
        (None, Some((start, name))) => Some((Some(start), unknown(name))),
        (None, None) => corps(text).or_else(|| bare(text, year).map(|region| (None, region))),
    }
}

/// The corps of Xinjiang, which GB/T 2260 gives no code: by its full name anywhere, by its short one at the head.
fn corps(text: &str) -> Option<(Option<usize>, Region)> {
    let (start, name) = match text.find(CORPS) {
        Some(start) => (start, CORPS),
        None => (0, text.get(..6).filter(|head| *head == "兵团")?),
    };
    Some((Some(start), unknown(name)))
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
    let zone = ["新区", "高新区", "开发区", "示范区", "园区", "度假区", "保税区", "合作区", "试验区", "实验区"]
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

/// A name without its last character at the head of a title: 成都2023年…
fn bare(text: &str, year: Option<i16>) -> Option<Region> {
    let head: Vec<usize> =
        text.char_indices().take_while(|&(_, c)| is_han(c)).take(5).map(|(at, c)| at + c.len_utf8()).collect();
    head.iter().rev().filter(|&&end| end >= 6).find_map(|&end| {
        let rest = &text[end..];
        let opens = rest.starts_with(|c: char| c.is_ascii_digit())
            || AFTER.iter().any(|w| rest.starts_with(w))
            || opens_with_office(rest);
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
        assert_eq!(code("内蒙古赤峰市松山区2021年民生实事", 2021), "松山区 150404");
        assert_eq!(
            code("中共旺苍县委办公室旺苍县人民政府办公室关于印发《旺苍县2023年方案》的通知", 2023),
            "旺苍县 510821"
        );
        assert_eq!(code("第八师石河子市2023年民生实事清单", 2023), "石河子市 659001");
        assert_eq!(code("新疆生产建设兵团2023年十件民生实事", 2023), "新疆生产建设兵团 -");
        assert_eq!(code("2022年1-8月遂宁市民生实事指标表", 2022), "遂宁市 510900");
        assert_eq!(code("廣州市2021年十件民生實事", 2021), "廣州市 440100");
        assert_eq!(code("中共睢县县委睢县人民政府关于印发2023年民生实事的通知", 2023), "睢县 411422");
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
        assert_eq!(code("2021年度云桥区政府为民办实事项目", 2021), "云桥区 -");
        assert_eq!(code("雄安新区2023年民生实事", 2023), "雄安新区 -");
        assert_eq!(code("长春净月高新技术产业开发区2023年民生实事", 2023), "长春净月高新技术产业开发区 -");
        assert_eq!(code("云桥县住房和城乡建设局2023年牵头民生实事完成情况", 2023), "云桥县 -");
        assert_eq!(found(&["全区2021年民生实事", "各县区政府"], "", 2021), None);
        assert_eq!(found(&["全区住建局2021年民生实事"], "", 2021), None);
    }

    #[test]
    fn the_issuer_comes_after_the_title() {
        let named = ["市政府办公室关于做好民生实事的通知", "泰州市人民政府办公室"];
        assert_eq!(found(&named, "", 2020), Some(("泰州市".into(), Some("321200".into()), false)));
    }

    #[test]
    fn the_congress_tells_whose_report_it_is() {
        let body = "政府工作报告\n——2024年1月16日在瑞安市第十七届人民代表大会第三次会议上\n各位代表：新增托位200个。";
        assert_eq!(
            found(&["2024年政府工作报告（摘要）"], body, 2024),
            Some(("瑞安市".into(), Some("330381".into()), false))
        );
        let body = "根据浙江省人民政府第三次会议精神，编制清单。";
        assert_eq!(found(&["2024年民生实事清单"], body, 2024), None);
    }

    #[test]
    fn districts_tell_the_city() {
        let body = "市民政局\n市教育局\n其中:金坛区完成3个,溧阳市完成5个,武进区完成2个。";
        assert_eq!(found(&["2020年民生实事"], body, 2020), Some(("常州市".into(), Some("320400".into()), true)));
        assert_eq!(found(&["2020年民生实事"], "市民政局\n市教育局", 2020), None);
        let body = "省教育厅\n省财政厅\n石家庄市完成30所，唐山市25所，保定市20所。";
        assert_eq!(found(&["2023年全省民生实事"], body, 2023), Some(("河北省".into(), Some("130000".into()), true)));
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
