//! Organs of the party and the bodies beside it: committees and their departments, discipline, the youth league.

use super::Namer;
use crate::lexicon::{Office, office, party_organ};
use crate::record::place::{CORPS, Place, level};

impl Namer {
    /// 委宣传部, 宣传部, 纪委监委, 团委 of a place. `told`: the word said whose organ it is.
    pub(super) fn party(&self, place: &Place, rest: &str, told: bool) -> Option<String> {
        let prefix = place.prefix();
        let rest = rest.strip_prefix("中共").unwrap_or(rest);
        if let Some(name) = discipline(&prefix, rest) {
            return Some(name);
        }
        if matches!(rest, "团委" | "共青团" | "共青团委" | "团市委" | "团县委" | "团区委") {
            return Some(format!("共青团{prefix}委员会"));
        }
        let department = match ["党委", "委员会", "委"].iter().find_map(|c| rest.strip_prefix(c)).filter(|_| told)
        {
            Some("") => return Some(format!("中共{prefix}委员会")),
            Some(department) => department,
            // 宣传部 alone; 外办, 信访局 and 办公室 alone are the government's.
            None => {
                let known = matches!(office(rest, &place.code), Some(Office::Party(_)));
                let plain =
                    ["办", "办公室", "信访局", "督查室", "外办", "金融办", "接待办", "保密办", "农办"].contains(&rest);
                let shared = matches!(rest, "机关工委" | "教育工委" | "机关工作委员会" | "教育工作委员会" | "两新工委");
                if !known || plain || shared {
                    return None;
                }
                rest
            }
        };
        // 地委 is the committee of a 地区.
        let committee = match place.name().strip_suffix("地区") {
            Some(stem) => format!("中共{stem}地委"),
            None if place.is_province() && place.province.ends_with("自治区") || prefix == CORPS => {
                format!("中共{prefix}委员会")
            }
            None => format!("中共{prefix}委"),
        };
        if let Some(word) = department.strip_suffix("委员会办公室").or_else(|| department.strip_suffix("委办公室"))
            && word.ends_with("文明")
        {
            return Some(format!("{prefix}精神文明建设指导委员会办公室"));
        }
        match department {
            "文明办" | "精神文明办" => return Some(format!("{prefix}精神文明建设指导委员会办公室")),
            "办" | "办公室" | "办公厅" if place.is_province() => return Some(format!("{committee}办公厅")),
            "办公厅" => return Some(format!("{committee}办公厅")),
            "督查室" | "督促检查室" => return Some(format!("{committee}{department}")),
            _ => {}
        }
        // 区委区政府信访局: of both.
        if let Some((word, of_both)) = level(department)
            && let Some(body) = of_both.strip_prefix("政府").or_else(|| of_both.strip_prefix("人民政府"))
        {
            return (place.at(word).as_ref() == Some(place) && matches!(body, "信访局" | "督查室" | "接待办"))
                .then(|| format!("{committee}{prefix}人民政府{body}"));
        }
        // 市委市直机关工委
        if let Some((word, body)) = level(department)
            && matches!(body, "直机关工委" | "级机关工委" | "直属机关工委" | "直机关工作委员会" | "级机关工作委员会")
        {
            return Some(format!(
                "{committee}{word}{}机关工作委员会",
                if body.starts_with('级') { "级" } else { "直" }
            ));
        }
        match party_organ(department) {
            Some(name) => Some(format!("{committee}{name}")),
            None => {
                let whole = ["部", "局", "办公室", "委员会", "研究室", "党校", "学院", "领导小组"]
                    .iter()
                    .any(|end| department.ends_with(end));
                (whole && department.chars().count() >= 4 && !department.contains("工委"))
                    .then(|| format!("{committee}{department}"))
            }
        }
    }

    /// 团市委, 共青团县委: the level stands behind the league.
    pub(super) fn youth_league(&self, word: &str) -> Option<String> {
        let rest = word.strip_prefix("共青团").or_else(|| word.strip_prefix('团'))?;
        let owner = rest.strip_suffix("委员会").or_else(|| rest.strip_suffix('委'))?;
        let place = match level(owner) {
            Some((word, "")) => self.here.at(word)?,
            _ => self.here.opening(owner, self.year).filter(|(_, rest)| rest.is_empty())?.0,
        };
        Some(format!("共青团{}委员会", place.prefix()))
    }

    /// 中共市委宣传部, 中共武侯区委员会: the party stands in front.
    pub(super) fn party_first(&self, word: &str) -> Option<String> {
        let rest = word.strip_prefix("中共").or_else(|| word.strip_prefix("中国共产党"))?;
        if let Some((place, rest)) = self.here.opening(rest, self.year) {
            return self.party(&place, rest, true);
        }
        let (word, rest) = level(rest)?;
        self.party(&self.here.at(word)?, rest, true)
    }
}

fn discipline(prefix: &str, rest: &str) -> Option<String> {
    let committee = || format!("中共{prefix}纪律检查委员会");
    match rest {
        "纪委" | "纪律检查委员会" | "纪检委" => Some(committee()),
        "纪委监委" | "纪委监察委" | "纪检监察委" | "纪委市监委" | "纪委区监委" | "纪委县监委" | "纪委省监委"
        | "纪委州监委" | "纪委旗监委" | "纪委盟监委" => {
            Some(format!("{}{prefix}监察委员会", committee()))
        }
        "监委" | "监察委" | "监察委员会" => Some(format!("{prefix}监察委员会")),
        _ => None,
    }
}
