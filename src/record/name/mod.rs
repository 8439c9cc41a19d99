//! The full official names of units: 市人社局 in a notice of 成都市 is 成都市人力资源和社会保障局.
//!
//! A name is only given where it is certain; collectives (各县区政府), persons and what only a local could know stay `None`.
//! The words are data (`lexicon/offices.tsv`); here is how they are put together: whose unit it is, then what it is.

mod branch;
mod collective;
mod party;
mod place_of_work;

use super::place::{Place, level};
use super::{Document, Item, Region};
use crate::lexicon::{Office, TAIWAN, UnitRole, is_official_stem, office};
use crate::text::{Text, fold};
use std::collections::HashMap;

/// Gives every unit of the items its full name.
pub fn assign(items: &mut [Item], text: &Text, document: &Document) {
    let year = document.years.first().copied().or_else(|| document.issued_on.map(|d| d.year()));
    let namer = Namer::new(document.region.as_ref(), year);
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for unit in items.iter_mut().flat_map(|item| &mut item.units) {
        if unit.role == UnitRole::Person {
            continue;
        }
        let raw = unit.raw.recognised(text);
        unit.name = match known.get(raw.as_ref()) {
            Some(name) => name.clone(),
            None => {
                let name = namer.name(&raw);
                known.insert(raw.into_owned(), name.clone());
                name
            }
        };
    }
}

/// The full name of one unit, or `None` where it would be a guess.
pub fn standard(raw: &str, region: Option<&Region>, year: Option<i16>) -> Option<String> {
    Namer::new(region, year).name(raw)
}

/// What names are made with: the notice's place and year.
struct Namer {
    here: Place,
    year: Option<i16>,
}

/// No name of a unit is longer than this, in characters.
const LONGEST: usize = 40;

impl Namer {
    fn new(region: Option<&Region>, year: Option<i16>) -> Self {
        Self { here: region.map(Place::of).unwrap_or_default(), year }
    }

    fn name(&self, raw: &str) -> Option<String> {
        let key = fold::key(raw);
        let key = fold::simplify(&key);
        let word = without_brackets(
            key.trim_matches(['.', ':', ',', ';', '、', '。', '，', '；', '：', '“', '”', '*', '★', '·']),
        );
        let length = word.chars().count();
        // The offices of Taiwan, Hong Kong and Macao bear names of their own already; which, only they know.
        let beyond = ["台湾", "香港", "澳门"].iter().any(|p| self.here.province.starts_with(p) || word.starts_with(p))
            || self.here.code.is_empty() && TAIWAN.contains(&self.here.name());
        if !(2..=LONGEST).contains(&length) || beyond || word.contains(['、', '/', '(', ')', ',', ';', '|', '+', '及'])
        {
            return None;
        }
        if collective::is_collective(word) {
            return None;
        }
        self.central(word)
            .or_else(|| self.carrier(word))
            .or_else(|| self.branch(word))
            .or_else(|| self.owned(word))
            .or_else(|| self.standing_alone(word))
    }

    /// Central bodies, and what already bears its full name.
    fn central(&self, word: &str) -> Option<String> {
        match office(word, "") {
            Some(Office::Central(name)) => Some(name.to_string()),
            _ => {
                let full = word.starts_with("国网") && word.ends_with("公司")
                    || word.starts_with("国家金融监督管理总局") && word.ends_with("局");
                full.then(|| word.to_string())
            }
        }
    }

    /// A word that tells its owner (by name, by level, or by saying nothing: the notice's own region) and its office.
    fn owned(&self, word: &str) -> Option<String> {
        if let Some((place, rest)) = self.here.opening(word, self.year) {
            return self.office_of(&place, rest, true);
        }
        // 市场监管局 is no 场监管局 of a 市: the whole word comes first.
        if self.bare(word) {
            return self.office_of(&self.here, word, false);
        }
        if let Some(rest) = word.strip_prefix('地').filter(|r| r.starts_with('委')) {
            return self.office_of(&self.here.at("地区")?, rest, true);
        }
        if let Some((word, rest)) = level(word) {
            // 市直机关工委 is the party's committee over the city's own offices.
            let rest = match rest {
                "直机关工委" | "直工委" | "直属机关工委" | "直机关工作委员会" | "直属机关工作委员会" =>
                {
                    return Some(format!("中共{}委{word}直机关工作委员会", self.here.at(word)?.prefix()));
                }
                "级机关工委" | "级机关工作委员会" => {
                    return Some(format!("中共{}委{word}级机关工作委员会", self.here.at(word)?.prefix()));
                }
                _ => rest.strip_prefix(['级', '直']).filter(|r| !r.starts_with('属')).unwrap_or(rest),
            };
            // 市级 alone says nothing.
            return self
                .here
                .at(word)
                .filter(|_| !rest.is_empty())
                .and_then(|place| self.office_of(&place, rest, true));
        }
        // 武侯邮政管理局 in 武侯区 is a branch of some office above, whose name only it knows.
        let stem = self.here.stem();
        if stem.len() >= 6 && stem != self.here.name() && word.starts_with(stem) && word.ends_with(['局', '办']) {
            return None;
        }
        self.office_of(&self.here, word, false)
    }

    /// Whether the lexicon knows the word as it stands.
    fn bare(&self, word: &str) -> bool {
        office(word, &self.here.code).is_some()
    }

    /// The name of a place's office. `told`: the word said whose office it is.
    fn office_of(&self, place: &Place, rest: &str, told: bool) -> Option<String> {
        if place.is_empty() {
            return None;
        }
        let prefix = place.prefix();
        if let Some(name) = self.government(place, rest, told) {
            return Some(name);
        }
        if let Some(name) = self.party(place, rest, told) {
            return Some(name);
        }
        if let Some(name) = self.special(place, rest) {
            return Some(name);
        }
        match office(rest, &place.code) {
            // A district has a brigade of the city's traffic police, a county a branch of the city's fund, under varying names.
            Some(Office::Of(name))
                if name.ends_with("交通警察大队") && place.county.ends_with('区')
                    || name.ends_with("交通警察支队") && place.is_county()
                    || name == "住房公积金管理中心" && place.is_county() =>
            {
                return None;
            }
            Some(Office::Of(name)) => return Some(format!("{prefix}{name}")),
            Some(Office::Party(_) | Office::Central(_) | Office::Unclear) => return None,
            None => {}
        }
        self.zone(place, rest, told)
            .or_else(|| self.settlement(place, rest))
            .or_else(|| full_already(rest, told).map(|name| format!("{prefix}{name}")))
            .or_else(|| self.institution(place, rest, told))
    }

    /// 政府, 政府办, 督查室 of a government, and the other three bodies beside it.
    fn government(&self, place: &Place, rest: &str, told: bool) -> Option<String> {
        let prefix = place.prefix();
        let government = if place.is_league() { "行政公署" } else { "人民政府" };
        if rest.is_empty() {
            // 常宁县 among the units is its government; a level word alone says nothing.
            return told.then(|| {
                format!(
                    "{prefix}{}",
                    if place.prefix().ends_with("新区") && place.code.is_empty() {
                        "管理委员会"
                    } else {
                        government
                    }
                )
            });
        }
        if let Some(body) = rest.strip_prefix("人大") {
            let office = match body {
                "" | "常委会" | "常务委员会" => "",
                "办" | "办公室" | "常委会办公室" | "常委办" | "常委会办" => "办公室",
                _ => return None,
            };
            return Some(format!("{prefix}人民代表大会常务委员会{office}"));
        }
        if let Some(body) = rest.strip_prefix("政协") {
            let office = match body {
                "" | "委员会" => "",
                "办" | "办公室" => "办公室",
                _ => return None,
            };
            return Some(format!("中国人民政治协商会议{prefix}委员会{office}"));
        }
        let body = ["人民政府", "政府", "行政公署", "行署", "府"].iter().find_map(|g| rest.strip_prefix(g))?;
        if rest.starts_with('府') && body.is_empty() {
            return None;
        }
        let upper = place.is_province();
        let office = match body {
            "" => "",
            "办" | "办公室" | "办公厅" if upper => "办公厅",
            "办公厅" => "办公厅",
            "办" | "办公室" => "办公室",
            "研究室" | "督查室" | "办公室督查室" | "参事室" | "驻京办事处" => body,
            "督查办" => "督查室",
            "驻京办" => "驻北京办事处",
            _ => {
                // 市政府外办, 市政府国资委
                let Some(Office::Of(name)) = office(body, &place.code) else { return None };
                let named = matches!(
                    name.as_str(),
                    "外事办公室" | "国有资产监督管理委员会" | "扶贫开发办公室" | "侨务办公室" | "研究室"
                );
                return Some(if named { format!("{prefix}{government}{name}") } else { format!("{prefix}{name}") });
            }
        };
        Some(format!("{prefix}{government}{office}"))
    }
}

/// The word without brackets at its end: 市发改委(市粮储局).
fn without_brackets(word: &str) -> &str {
    match (word.find(['(', '[', '〔', '【']), word.ends_with([')', ']', '〕', '】'])) {
        (Some(at), true) if at > 0 => &word[..at],
        _ => word,
    }
}

/// Words that stand for longer ones: a name that holds one is not in full.
const SHORT: &[&str] = &[
    "监管", "城管", "人社", "住建", "发改", "文广", "文旅", "卫健", "工信", "经信", "国资", "疾控", "征拆", "安监",
    "交运", "环卫", "农机", "农技", "城投", "国投", "社保", "医保", "城运", "综治",
];

/// A name that needs nothing but its region: official words in a row (教育和体育局), or one that says what it manages (湖泊管理局).
/// `told`: a word in front said whose it is; 九寨沟管理局 alone belongs to a place of that name.
fn full_already(rest: &str, told: bool) -> Option<&str> {
    let stem = ["局", "委员会", "厅", "办公室"].iter().find_map(|end| rest.strip_suffix(end))?;
    if made_of_official_words(stem, stem.contains(['和', '与'])) {
        return Some(rest);
    }
    const WORK: [&str; 8] = ["管理", "服务", "事务", "审批", "促进", "合作", "执法", "发展"];
    let clear = told
        && stem.chars().count() >= 4
        && WORK.iter().any(|w| stem.ends_with(w))
        && !SHORT.iter().any(|short| stem.contains(short));
    (clear && !rest.ends_with("办公室") && !rest.starts_with('委')).then_some(rest)
}

/// Words that joint offices are named with where they stand in full: 农牧水利和科技局. Without 和 they may be cut short as well.
const PARTS: [&str; 10] =
    ["科技", "工业", "信息化", "工业信息化", "住房建设", "住房城乡建设", "人力资源社会保障", "数据", "经济", "广电"];

fn made_of_official_words(stem: &str, joined: bool) -> bool {
    let stem = stem.trim_start_matches(['和', '与']);
    if stem.is_empty() {
        return false;
    }
    let ends: Vec<usize> = stem.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).collect();
    ends.into_iter().rev().any(|end| {
        let known = is_official_stem(&stem[..end]) || joined && PARTS.contains(&&stem[..end]);
        known && (end == stem.len() || made_of_official_words(&stem[end..], joined))
    })
}

#[cfg(test)]
mod tests;
