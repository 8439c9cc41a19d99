//! Branches that belong to an office above: police and environment branches, tax, courts, fire brigades, the central banks' and statistics' men.
//!
//! Their names follow rules of their own: 武侯公安分局 is 成都市公安局武侯分局, 区税务局 is 国家税务总局…税务局.

use super::Namer;
use crate::lexicon::{Office, office};
use crate::record::place::{Place, level};

/// Offices that have branches in districts.
const WITH_BRANCHES: [&str; 18] = [
    "公安",
    "生态环境",
    "环境保护",
    "环保",
    "自然资源和规划",
    "自然资源与规划",
    "规划和自然资源",
    "规划资源",
    "自然资源",
    "国土资源",
    "国土",
    "市场监管",
    "工商",
    "资源规划",
    "资规",
    "自规",
    "自资",
    "规划",
];

impl Namer {
    pub(super) fn branch(&self, word: &str) -> Option<String> {
        if let Some(name) = self.youth_league(word).or_else(|| self.party_first(word)) {
            return Some(name);
        }
        let regulator =
            ["国家金融监管总局", "金融监管总局"].iter().find_map(|r| word.strip_prefix(r)?.strip_suffix("分局"));
        if let Some(front) = regulator.or_else(|| word.strip_suffix("金融监管分局")) {
            let place = self.owner(front.strip_suffix("监管").unwrap_or(front))?;
            return Some(format!("国家金融监督管理总局{}监管分局", place.stem()));
        }
        if let Some(front) = word.strip_suffix("银保监分局").or_else(|| word.strip_suffix("银保监局")) {
            return self.special(&self.owner(front)?, "银保监局");
        }
        if let Some(front) = word.strip_suffix("证监局") {
            return self.special(&self.owner(front)?, "证监局");
        }
        if let Some(rest) = word.strip_suffix("分局") {
            return self.branch_office(rest);
        }
        if let Some(rest) = word.strip_prefix("国家税务总局") {
            return self.tax(rest.strip_suffix("税务局")?);
        }
        if let Some(rest) = word.strip_suffix("税务局").filter(|r| !r.ends_with("国家") && !r.ends_with("地方"))
        {
            return self.tax(rest);
        }
        // 武侯生态环境局: a branch of the city's under the name of an office.
        if let Some(front) = word.strip_suffix("生态环境局")
            && let front = self.here.city().and_then(|city| front.strip_prefix(city.name())).unwrap_or(front)
            && let Some((place, "")) = self.here.opening_stem(front, self.year)
            && place.is_county()
        {
            return Some(format!("{}{}生态环境局", place.city()?.prefix(), place.stem()));
        }
        self.brigade(word).or_else(|| self.finance(word))
    }

    /// Whose it is, from what stands in front of it: a region's name in full or short, a level word, or nothing.
    fn owner(&self, front: &str) -> Option<Place> {
        if front.is_empty() {
            return Some(self.here.clone()).filter(|p| !p.is_empty());
        }
        if let Some((place, "")) = self.here.opening(front, self.year) {
            return Some(place);
        }
        if let Some((word, "")) = level(front) {
            return self.here.at(word);
        }
        match self.here.opening_stem(front, self.year) {
            Some((place, "")) => Some(place),
            _ => None,
        }
    }

    fn tax(&self, front: &str) -> Option<String> {
        Some(format!("国家税务总局{}税务局", self.owner(front)?.prefix()))
    }

    /// What stands before 分局: 市公安局武侯, 公安武侯, 武侯公安, 武侯区公安, 区生态环境.
    fn branch_office(&self, rest: &str) -> Option<String> {
        // 武侯 of 武侯区; 承德县 beside 承德市, and 敖汉旗, as written.
        let city = self.here.city().unwrap_or_default();
        let short = |owner: Place, raw: &str| {
            let said = level(raw).is_none_or(|(_, rest)| !rest.is_empty());
            if owner.stem() == city.stem() && !said {
                owner.county
            } else if said && (owner.stem() == city.stem() || !owner.county.ends_with('区')) {
                raw.to_string()
            } else {
                owner.stem().to_string()
            }
        };
        let head_end = ["局", "委员会", "委"].iter().find_map(|end| rest.find(end).map(|at| at + end.len()));
        if let Some(at) = head_end {
            let (head, where_) = rest.split_at(at);
            let head = self.owned(head)?;
            let place = match self.owner(where_) {
                _ if where_.is_empty() => return None,
                // 市公安局海珠区分局 is in full already.
                Some(owner) if owner.is_county() && owner.county != where_ => short(owner, where_),
                _ => where_.to_string(),
            };
            return Some(format!("{head}{place}分局"));
        }
        let stem = WITH_BRANCHES.iter().find(|stem| rest.contains(**stem))?;
        let at = rest.find(stem)?;
        let (front, back) = (&rest[..at], &rest[at + stem.len()..]);
        let Some(Office::Of(name)) = office(&format!("{stem}局"), &self.here.code) else { return None };
        let place = match (front, back) {
            (place, "") | ("市", place) | ("", place) => place,
            (city_named, place) if self.owner(city_named).is_some_and(|o| o == city) => place,
            _ => return None,
        };
        let place = match self.owner(place) {
            Some(owner) if owner.is_county() => short(owner, place),
            Some(_) => return None,
            None if place == "园区" || level(place).is_some_and(|(_, rest)| rest.is_empty()) => return None,
            None => place.to_string(),
        };
        (!place.is_empty() && !city.is_empty()).then(|| format!("{}{name}{place}分局", city.prefix()))
    }

    /// Fire brigades: 武侯消防救援大队, 市消防支队.
    fn brigade(&self, word: &str) -> Option<String> {
        let (rest, size) = ["总队", "支队", "大队"].iter().find_map(|size| Some((word.strip_suffix(size)?, *size)))?;
        let (front, rescue) = match (rest.strip_suffix("消防救援"), rest.strip_suffix("消防")) {
            (Some(front), _) => (front, true),
            (None, Some(front)) => (front.strip_suffix("公安").unwrap_or(front), false),
            _ => return None,
        };
        // The brigades left the police at the end of 2018.
        let kind = if rescue || self.year.is_none_or(|y| y >= 2019) { "消防救援" } else { "公安消防" };
        Some(format!("{}{kind}{size}", self.owner(front)?.prefix()))
    }

    /// 人行, 银保监分局, 调查队: central bodies with branches by the short name of the place.
    fn finance(&self, word: &str) -> Option<String> {
        let word = word.strip_prefix("国家统计局").filter(|w| w.ends_with("队")).unwrap_or(word);
        if let Some(front) = word.strip_suffix("调查队").or_else(|| word.strip_suffix("调查总队")) {
            let front = front.strip_suffix("国家统计局").or_else(|| front.strip_suffix('国')).unwrap_or(front);
            let place = self.owner(front)?;
            let size = if place.is_province() { "总队" } else { "队" };
            let name = if place.is_county() { place.name() } else { place.stem() };
            return Some(format!("国家统计局{name}调查{size}"));
        }
        let bank = ["中国人民银行", "人民银行", "人行"]
            .iter()
            .filter(|_| word.contains('行'))
            .find_map(|b| word.find(b).map(|at| (at, at + b.len())));
        if let Some((start, end)) = bank {
            let tail = ["市中心支行", "中心支行", "市分行", "县支行", "支行", "分行"]
                .iter()
                .find_map(|t| word[end..].strip_suffix(t));
            let front = if start > 0 { &word[..start] } else { tail.unwrap_or(&word[end..]) };
            let place = self.owner(front)?;
            let size = match (place.is_county(), self.year) {
                (true, _) => "支行",
                _ if word.ends_with("分行") => "分行",
                (false, Some(..=2023)) if !place.is_province() => "中心支行",
                (false, Some(2024..)) => "分行",
                _ => return None,
            };
            // Its branch in a district bears the short name: 中国人民银行武侯支行.
            let name = if place.county.ends_with('区') { place.stem() } else { place.name() };
            return Some(format!("中国人民银行{name}{size}"));
        }
        None
    }

    /// Companies of one brand with a branch in every city, by the name they are registered under.
    pub(super) fn carrier(&self, word: &str) -> Option<String> {
        let (brand, rest) = ["中国电信", "中国联通", "中国铁塔", "中国邮政", "中国移动"].iter().find_map(|brand| {
            let short = &brand["中国".len()..];
            Some((*brand, word.strip_prefix("中国").unwrap_or(word).strip_prefix(short)?))
        })?;
        let front = rest.strip_suffix("分公司").or_else(|| rest.strip_suffix("公司"))?;
        let place = self.owner(front).filter(|_| !front.is_empty())?;
        let at = place.name().strip_suffix('市').unwrap_or(place.stem());
        Some(match brand {
            "中国电信" => format!("中国电信股份有限公司{at}分公司"),
            "中国联通" => format!("中国联合网络通信有限公司{}分公司", place.name()),
            "中国邮政" => format!("中国邮政集团有限公司{}分公司", place.name()),
            "中国铁塔" => format!("中国铁塔股份有限公司{}分公司", place.name()),
            _ => format!("中国移动通信集团{}有限公司{at}分公司", place.province()?.stem()),
        })
    }

    /// Courts, and taxes before 2018, whose forms depend on the level of the place.
    pub(super) fn special(&self, place: &Place, rest: &str) -> Option<String> {
        let prefix = place.prefix();
        match rest {
            "法院" | "人民法院" | "中院" | "中级法院" | "中级人民法院" | "高院" | "高级法院" | "高级人民法院" =>
            {
                let rank = if place.is_county() {
                    ""
                } else if place.is_province() {
                    "高级"
                } else {
                    "中级"
                };
                Some(format!("{prefix}{rank}人民法院"))
            }
            "检察院" | "人民检察院" | "检院" => Some(if place.is_league() {
                format!("{}人民检察院{}分院", place.province()?.name(), place.stem())
            } else {
                format!("{prefix}人民检察院")
            }),
            // The police of a district are a branch of the city's.
            "公安局" if place.county.ends_with('区') && place.stem() != place.county => {
                Some(format!("{}公安局{}分局", place.city()?.prefix(), place.stem()))
            }
            "国税局" | "国家税务局" => Some(format!("{prefix}国家税务局")),
            "地税局" | "地方税务局" => Some(format!("{prefix}地方税务局")),
            "人武部" | "人民武装部" => Some(format!("{prefix}人民武装部")),
            "银保监分局" | "银保监局" => Some(format!(
                "中国银行保险监督管理委员会{}监管{}",
                place.stem(),
                if place.is_province() { "局" } else { "分局" }
            )),
            "证监局" if place.is_province() => Some(format!("中国证券监督管理委员会{}监管局", place.stem())),
            _ => None,
        }
    }
}
