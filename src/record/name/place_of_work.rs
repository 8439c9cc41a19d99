//! Units that are places: zones and their committees, towns and streets, schools, hospitals, centres, companies.

use super::Namer;
use crate::record::place::{Place, level};

/// Zones by their short forms.
const ZONES: [(&str, &str); 31] = [
    ("投资区", "投资区"),
    ("高新技术产业开发区", "高新技术产业开发区"),
    ("高新技术开发区", "高新技术产业开发区"),
    ("高新产业开发区", "高新技术产业开发区"),
    ("高新开发区", "高新技术产业开发区"),
    ("高新技术产业园区", "高新技术产业园区"),
    ("高新区", "高新技术产业开发区"),
    ("经济技术开发区", "经济技术开发区"),
    ("经济开发区", "经济开发区"),
    ("经开区", "经济技术开发区"),
    ("经技区", "经济技术开发区"),
    ("综合保税区", "综合保税区"),
    ("综保区", "综合保税区"),
    ("保税区", "保税区"),
    ("自贸试验区", "自由贸易试验区"),
    ("自贸区", "自由贸易试验区"),
    ("自由贸易试验区", "自由贸易试验区"),
    ("生态文旅区", "生态文化旅游区"),
    ("农高区", "农业高新技术产业示范区"),
    ("旅游度假区", "旅游度假区"),
    ("风景名胜区", "风景名胜区"),
    ("风景区", "风景区"),
    ("工业园区", "工业园区"),
    ("化工园区", "化工园区"),
    ("产业园区", "产业园区"),
    ("示范区", "示范区"),
    ("试验区", "试验区"),
    ("合作区", "合作区"),
    ("管理区", "管理区"),
    ("工业园", "工业园"),
    ("新区", "新区"),
];

impl Namer {
    /// 高新区管委会, 生态文旅区管委会, 宝龙经开区: a zone's committee. Zones carry the short name of their city.
    pub(super) fn zone(&self, place: &Place, rest: &str, told: bool) -> Option<String> {
        let committee = ["管理委员会", "管委会", "管委"].iter().find_map(|c| rest.strip_suffix(c));
        let area = committee.unwrap_or(rest);
        if area.is_empty() && place.code.is_empty() && ZONES.iter().any(|(short, _)| place.county.ends_with(short)) {
            return Some(format!("{}管理委员会", place.prefix()));
        }
        // 南湖风景区 alone may be a place as well as its committee.
        if committee.is_none()
            && ["风景区", "风景名胜区", "度假区", "示范区", "试验区", "合作区", "管理区", "产业园区", "工业园"]
                .iter()
                .any(|kind| area.ends_with(kind))
        {
            return None;
        }
        let (name, full) = ZONES.iter().find_map(|(short, full)| Some((area.strip_suffix(short)?, *full)))?;
        // 县工业园区, 市新区: which of them, the words do not say.
        const MANY: [&str; 12] = [
            "投资区",
            "新区",
            "示范区",
            "试验区",
            "合作区",
            "管理区",
            "工业园",
            "风景区",
            "风景名胜区",
            "旅游度假区",
            "产业园区",
            "化工园区",
        ];
        if name.is_empty() && (MANY.contains(&full) || full == "工业园区" && place.is_county()) {
            return None;
        }
        // In a county 经开区 is as often 经济开发区.
        if area.ends_with("经开区") && place.is_county() {
            return None;
        }
        if name.is_empty() && place.is_county() && place.county.ends_with('区') && !told {
            // The zone beside a district is mostly the city's: which one, nobody says.
            return None;
        }
        let front = if name.is_empty() || told { place.stem() } else { "" };
        // 市高新区 and 成都高新区 are one; a name that opens with the place needs it no more.
        let front = if name.starts_with(place.stem()) { "" } else { front };
        Some(format!("{front}{name}{full}管理委员会"))
    }

    /// Streets, towns and townships of a county or district.
    pub(super) fn settlement(&self, place: &Place, rest: &str) -> Option<String> {
        if let Some(name) = rest.strip_suffix("党工委").filter(|n| n.ends_with("街道")) {
            return place.is_county().then(|| format!("中共{}{name}工作委员会", place.prefix()));
        }
        if let Some(name) = rest.strip_suffix("党委").filter(|n| n.ends_with(['镇', '乡'])) {
            return (place.is_county() && name.chars().count() >= 2)
                .then(|| format!("中共{}{name}委员会", place.prefix()));
        }
        let stem = ["人民政府", "政府", "办事处", "街道办"].iter().find_map(|end| rest.strip_suffix(end));
        let street = rest.ends_with("街道办");
        let name = if street { rest.strip_suffix("办")? } else { stem.unwrap_or(rest) };
        let (body, kind) =
            ["街道", "民族乡", "镇", "乡", "苏木"].iter().find_map(|kind| Some((name.strip_suffix(kind)?, *kind)))?;
        // 涉农乡镇, 重点镇街道 are many; 西乡街道, 古镇镇 are names.
        let short = body.chars().count() == 2 && !body.starts_with(['城', '村', '涉', '重', '全', '本']);
        let many = body.ends_with(['乡', '镇']) && kind != "乡" && !short
            || body.ends_with(['街', '级'])
            || matches!(body, "乡" | "镇" | "本");
        let known = (1..=8).contains(&body.chars().count()) && !many;
        // Four cities have no counties; anywhere else the county between would be missing.
        let undivided = ["441900", "442000", "460400", "620200"].contains(&place.code.as_str());
        if !known || !(place.is_county() || undivided) {
            return None;
        }
        let office = if kind == "街道" { "办事处" } else { "人民政府" };
        Some(format!("{}{name}{office}", place.prefix()))
    }

    /// Schools, hospitals, centres, museums, and companies that bear their registered names.
    pub(super) fn institution(&self, place: &Place, rest: &str, told: bool) -> Option<String> {
        const ENDS: &[&str] = &[
            "医院",
            "保健院",
            "福利院",
            "敬老院",
            "学院",
            "大学",
            "学校",
            "中学",
            "小学",
            "幼儿园",
            "中心",
            "图书馆",
            "博物馆",
            "博物院",
            "文化馆",
            "档案馆",
            "纪念馆",
            "美术馆",
            "科技馆",
            "体育馆",
            "展览馆",
            "电视台",
            "总台",
            "日报社",
            "出版社",
            "殡仪馆",
            "救助站",
            "研究院",
            "研究所",
            "设计院",
            "总站",
            "气象台",
            "监测站",
        ];
        // 市交通运输局公路中心: part of an office.
        if rest.contains('局') {
            return None;
        }
        let length = rest.chars().count();
        // 征拆中心: what it does is cut short as well.
        let enough = if rest.ends_with("中心") { 6 } else { 4 };
        let cut_short = super::SHORT.iter().any(|short| rest.contains(short));
        if ENDS.iter().any(|end| rest.ends_with(end)) && length >= enough && !cut_short && !rest.starts_with("社区") {
            // 市职业技术学院 drops its 市 in its full name, or does not.
            let unsure = rest.ends_with("学院") || rest.ends_with("大学") && !rest.ends_with("老年大学");
            return ((told || !self.opens_with_place(rest) && !rest.contains("大学")) && !unsure)
                .then(|| format!("{}{rest}", place.prefix()));
        }
        let company = rest.ends_with("有限公司") || rest.ends_with("有限责任公司") || rest.ends_with("股份公司");
        (company && told && length >= 8).then(|| format!("{}{rest}", place.prefix()))
    }

    fn opens_with_place(&self, word: &str) -> bool {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(4).skip(1);
        ends.into_iter().any(|end| end < word.len() && Place::anywhere(&word[..end], self.year).is_some())
    }

    /// What bears its full name without a region in front, or with one that is part of it: 南京大学, 成都地铁运营有限公司.
    pub(super) fn standing_alone(&self, word: &str) -> Option<String> {
        if level(word).is_some() {
            return None;
        }
        let whole = [
            "大学",
            "职业技术学院",
            "职业学院",
            "学院",
            "有限公司",
            "有限责任公司",
            "海关",
            "海事局",
            "医院",
            "中学",
            "中心",
        ];
        let named = whole.iter().any(|end| word.ends_with(end));
        let company = word.ends_with("公司");
        let length = word.chars().count();
        if company && !named {
            // A branch that bears its company's registered name.
            return (word.contains("有限公司") && word.ends_with("分公司")).then(|| word.to_string());
        }
        let enough = if company { 8 } else { 4 };
        // 武昌供电中心, 武昌公路分中心: a part of something larger under its everyday name.
        let part = ["供电", "供水", "供气", "供热", "公路", "营业", "分中心"].iter().any(|work| word.contains(work))
            && !company;
        (named
            && !part
            && length >= enough
            && (company
                || word.ends_with("大学")
                || word.ends_with("学院") && length >= 5
                || self.opens_with_place(word)))
        .then(|| word.to_string())
    }
}
