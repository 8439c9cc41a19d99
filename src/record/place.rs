//! A region as the divisions it lies in, and how it is written in front of the name of an office.
//!
//! Tells whose office a level word means (市 in a district's notice is the city above); knows no offices.

use super::Region;
use super::region::{bare_division, of_year};
use crate::lexicon::{Division, PEOPLES, divisions, is_division};
use crate::text::fold;

/// The divisions from the province down, empty where there is none or none is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub province: String,
    pub prefecture: String,
    pub county: String,
    /// Of the lowest one; empty where it is in no list.
    pub code: String,
}

/// Words that stand for a region of the notice in front of an office, longest first.
const LEVELS: [&str; 17] = [
    "林区",
    "特区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "本市",
    "全市",
    "省",
    "市",
    "区",
    "县",
    "旗",
    "州",
    "盟",
];

/// 兵团 in full: a region beside the provinces, with divisions (第八师) and cities of its own.
pub(super) const CORPS: &str = "新疆生产建设兵团";

impl Place {
    /// The place of a region that a notice was found to belong to.
    pub fn of(region: &Region) -> Place {
        let name = fold::simplify(&region.name);
        let name = name.as_ref();
        if let Some(code) = &region.code {
            let starts = name.char_indices().map(|(at, _)| at);
            let own = starts.map(|at| &name[at..]).find_map(|part| divisions(part).filter(|d| d.code == code).last());
            if let Some(division) = own {
                return Place::from(&division);
            }
        }
        Place::unlisted(name)
    }

    /// A place that no list knows, filed by its last character; a zone (乐山高新区) lies in the city whose name it carries.
    pub fn unlisted(name: &str) -> Place {
        let mut place = Place::default();
        if name == "兵团" {
            return Place::unlisted(CORPS);
        }
        match name.chars().next_back() {
            Some('省') => place.province = name.to_string(),
            Some('市' | '州' | '盟') => place.prefecture = name.to_string(),
            _ => {
                place.county = name.to_string();
                let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(4).skip(1);
                let zone = ["新区", "高新区", "开发区", "经开区", "示范区", "园区"].iter().any(|z| name.ends_with(z));
                let city =
                    ends.filter(|&end| zone && end + 6 <= name.len()).find_map(|end| bare_division(&name[..end], None));
                if let Some(city) = city.filter(Division::is_prefecture) {
                    (place.province, place.prefecture) = (city.province.to_string(), city.name.to_string());
                }
            }
        }
        place
    }

    /// The last of its divisions.
    pub fn name(&self) -> &str {
        [&self.county, &self.prefecture, &self.province].into_iter().find(|n| !n.is_empty()).map_or("", |n| n)
    }

    /// The name without its last word, as branches and zones carry it: 武侯 of 武侯区, 延边 of 延边朝鲜族自治州.
    pub fn stem(&self) -> &str {
        stem(self.name())
    }

    pub fn is_empty(&self) -> bool {
        self.name().is_empty()
    }

    pub fn is_county(&self) -> bool {
        !self.county.is_empty()
    }

    pub fn is_province(&self) -> bool {
        self.county.is_empty() && self.prefecture.is_empty()
    }

    /// 北京, 天津, 上海, 重庆: province and city at once.
    pub fn is_municipality(&self) -> bool {
        self.is_province() && self.province.ends_with('市')
    }

    /// 锡林郭勒, 阿拉善 and the last 地区: the government is an 行政公署.
    pub fn is_league(&self) -> bool {
        self.county.is_empty() && self.prefecture.ends_with(['盟'])
            || self.prefecture.ends_with("地区") && self.county.is_empty()
    }

    /// As it stands in front of an office: a district carries its city, all others stand alone.
    pub fn prefix(&self) -> String {
        if self.county.ends_with('区') && !self.code.is_empty() {
            let city = if self.prefecture.is_empty() && self.province.ends_with('市') {
                &self.province
            } else {
                &self.prefecture
            };
            return format!("{city}{}", self.county);
        }
        self.name().to_string()
    }

    /// The province it lies in, or is.
    pub fn province(&self) -> Option<Place> {
        let code = self.code.get(..2).map_or(String::new(), |c| format!("{c}0000"));
        (!self.province.is_empty()).then(|| Place { province: self.province.clone(), code, ..Place::default() })
    }

    /// The city, prefecture or league it lies in, or is.
    pub fn city(&self) -> Option<Place> {
        if self.prefecture.is_empty() {
            return self.province().filter(Place::is_municipality);
        }
        Some(Place {
            county: String::new(),
            code: self.code.get(..4).map_or(String::new(), |c| format!("{c}00")),
            ..self.clone()
        })
    }

    /// Whom a level word means in a notice of this place.
    pub fn at(&self, level: &str) -> Option<Place> {
        let own = self.is_county().then(|| self.clone());
        match level {
            "省" => self.province().filter(|p| p.province.ends_with('省')),
            "自治区" => self.province().filter(|p| p.province.ends_with("自治区")),
            "市" | "本市" | "全市" => {
                let own = own.filter(|p| p.county.ends_with('市'));
                own.or_else(|| self.city().filter(|p| p.name().ends_with('市')))
            }
            "州" | "自治州" => self.city().filter(|p| p.prefecture.ends_with('州')),
            "盟" => self.city().filter(|p| p.prefecture.ends_with('盟')),
            "地区" => self.city().filter(|p| p.prefecture.ends_with("地区")),
            "新区" => own.filter(|p| p.county.ends_with("新区")),
            "林区" | "特区" => own.filter(|p| p.county.ends_with(level)),
            "区" => own
                .filter(|p| p.county.ends_with('区'))
                .or_else(|| self.province().filter(|p| self.is_province() && p.province.ends_with("自治区"))),
            "县" | "自治县" => own.filter(|p| p.county.ends_with('县')),
            "旗" | "自治旗" => own.filter(|p| p.county.ends_with('旗')),
            _ => None,
        }
    }

    /// The division as seen from this place: of several with one name the one that lies here.
    fn nearest(&self, mut found: Vec<Division>) -> Option<Place> {
        let fits = |d: &Division| {
            d.prefecture == self.prefecture && d.province == self.province
                || d.name == self.name()
                || d.name == self.prefecture
                || d.name == self.province
                || self.is_province() && (d.province == self.province)
        };
        let near: Vec<Division> = found.iter().filter(|d| fits(d)).copied().collect();
        if !near.is_empty() {
            found.clone_from(&near);
        } else if found.iter().any(|d| d.province == self.province) {
            found.retain(|d| d.province == self.province);
        }
        // 新区教育局, 城区分局: names that are plain words elsewhere.
        if near.is_empty() && found.first().is_some_and(|d| d.name.chars().count() <= 2 && d.name.ends_with('区')) {
            return None;
        }
        match found.as_slice() {
            [only] if self.is_empty() || fits(only) || only.province == self.province || !only.is_county() => {
                Some(Place::from(only))
            }
            // 朝阳区 far from 北京 and 长春 is no division at all: its name, and no city in front.
            [first, ..] => Some(Place { county: first.name.to_string(), ..Place::default() }),
            [] => None,
        }
    }

    /// The region that opens a word, and what follows: 成都市武侯区教育局. `None` where it opens with none.
    pub fn opening<'r>(&self, raw: &'r str, year: Option<i16>) -> Option<(Place, &'r str)> {
        let mut rest = raw;
        let mut place: Option<Place> = None;
        let own = self.name();
        if let Some(rest) = raw.strip_prefix(CORPS).or_else(|| raw.strip_prefix("兵团")) {
            let corps = own == CORPS || self.province.starts_with("新疆");
            return corps.then(|| (Place::unlisted(CORPS), rest));
        }
        if self.code.is_empty() && !own.is_empty() && raw.starts_with(own) {
            return Some((self.clone(), &raw[own.len()..]));
        }
        while let Some(end) = longest_division(rest) {
            let found = of_year(&rest[..end], year);
            let inside = match &place {
                None => self.nearest(found),
                Some(above) => {
                    found.iter().find(|d| d.prefecture == above.name() || d.province == above.name()).map(Place::from)
                }
            };
            let Some(inside) = inside else { break };
            (place, rest) = (Some(inside), &rest[end..]);
        }
        place.map(|p| (p, rest))
    }

    /// A place of or around this one whose name without its last word opens the word: 武侯公安分局, 成都海关.
    pub fn opening_stem<'r>(&self, raw: &'r str, year: Option<i16>) -> Option<(Place, &'r str)> {
        let around = [Some(self.clone()), self.city(), self.province()];
        let own = around.into_iter().flatten().find(|p| p.stem() != p.name() && raw.starts_with(p.stem()));
        if let Some(place) = own {
            let rest = &raw[place.stem().len()..];
            return Some((place, rest));
        }
        let ends: Vec<usize> = raw.char_indices().map(|(at, c)| at + c.len_utf8()).take(5).skip(1).collect();
        ends.iter().rev().filter(|&&end| end < raw.len()).find_map(|&end| {
            let found = self.child(&raw[..end], year)?;
            Some((found, &raw[end..]))
        })
    }

    /// A county or district of this prefecture (or of its own) by its name without the last word.
    fn child(&self, word: &str, year: Option<i16>) -> Option<Place> {
        let city = self.city()?;
        ["区", "县", "市", "旗", "新区"].iter().find_map(|kind| {
            let found = of_year(&format!("{word}{kind}"), year);
            let inside = |d: &&Division| {
                d.is_county() && (d.prefecture == city.name() || d.prefecture.is_empty() && d.province == city.name())
            };
            found.iter().find(inside).map(Place::from)
        })
    }

    /// The place that a bare name means anywhere: 南京 in 南京大学.
    pub fn anywhere(word: &str, year: Option<i16>) -> Option<Place> {
        bare_division(word, year).map(|d| Place::from(&d))
    }
}

impl From<&Division> for Place {
    fn from(d: &Division) -> Self {
        let (province, prefecture, county) = if d.is_province() {
            (d.name, "", "")
        } else if d.is_prefecture() {
            (d.province, d.name, "")
        } else {
            (d.province, d.prefecture, d.name)
        };
        Place { province: province.into(), prefecture: prefecture.into(), county: county.into(), code: d.code.into() }
    }
}

/// The level word that opens a word, and what follows.
pub(super) fn level(raw: &str) -> Option<(&'static str, &str)> {
    LEVELS.iter().find_map(|level| Some((*level, raw.strip_prefix(level)?)))
}

/// Where the longest name of a division that opens the word ends.
fn longest_division(raw: &str) -> Option<usize> {
    let ends: Vec<usize> = raw.char_indices().map(|(at, c)| at + c.len_utf8()).take(15).collect();
    ends.into_iter().skip(1).rev().find(|&end| is_division(&raw[..end]))
}

/// The name without its last word: 武侯 of 武侯区, 延边 of 延边朝鲜族自治州; a name of one character keeps it (东区).
pub(super) fn stem(name: &str) -> &str {
    let autonomous = ["自治区", "自治州", "自治县", "自治旗"].iter().find_map(|end| name.strip_suffix(end));
    let autonomous = autonomous.or_else(|| name.strip_suffix('区').filter(|rest| rest.ends_with('族')));
    let cut = match autonomous {
        Some(mut rest) => {
            while let Some(shorter) = PEOPLES.iter().find_map(|p| rest.strip_suffix(p).filter(|r| !r.is_empty())) {
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
