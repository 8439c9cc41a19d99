//! What the dashboard needs of a notice as `parse` and `batch` write it: a line of JSON in the wire schema, read back.

use crate::figure::Decimal;
use crate::output::standing::Facts;
use crate::output::wire::Day;
use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
pub struct Line {
    pub source: Source,
    pub document: Document,
    pub items: Vec<Item>,
    pub figures: Vec<IgnoredAny>,
    pub checks: Vec<Check>,
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Deserialize)]
pub struct Source {
    pub path: Option<String>,
    pub sha256: String,
}

#[derive(Deserialize)]
pub struct Document {
    pub title: Option<String>,
    pub kind: String,
    pub region: Option<Region>,
    pub years: Vec<i16>,
    pub period: Option<Period>,
}

#[derive(Deserialize)]
pub struct Region {
    pub name: String,
}

#[derive(Deserialize)]
pub struct Period {
    pub raw: String,
    pub end: Option<String>,
}

#[derive(Deserialize)]
pub struct Item {
    pub key: String,
    pub category: Vec<String>,
    pub title: String,
    pub units: Vec<Unit>,
    progress: Vec<IgnoredAny>,
    milestones: Vec<Milestone>,
    pub figures: Vec<Figure>,
    completion: Vec<Completion>,
}

#[derive(Deserialize)]
pub struct Unit {
    pub role: String,
    pub raw: String,
    pub name: Option<String>,
}

#[derive(Deserialize)]
struct Milestone {
    kind: String,
    end: Option<String>,
}

#[derive(Deserialize)]
pub struct Figure {
    role: Option<String>,
    due: Option<Due>,
}

#[derive(Deserialize)]
struct Due {
    end: Option<String>,
}

#[derive(Deserialize)]
struct Completion {
    computed: serde_json::Number,
}

#[derive(Deserialize)]
pub struct Check {
    pub item: Option<String>,
    pub kind: String,
    pub verdict: String,
    pub message: String,
}

#[derive(Deserialize)]
pub struct Diagnostic {
    pub severity: String,
    pub item: Option<String>,
}

impl Item {
    /// What decides where the item stands.
    pub fn facts(&self) -> Facts {
        let shares = self.completion.iter().filter_map(|completion| exact(&completion.computed));
        let deadlines = self.milestones.iter().filter(|milestone| milestone.kind == "deadline");
        let is = |role: &'static str| move |figure: &&Figure| figure.role.as_deref() == Some(role);
        let targets = self.figures.iter().filter(is("target"));
        let reported = !self.progress.is_empty() || self.figures.iter().any(|figure| is("progress")(&figure));
        Facts::new(
            shares,
            deadlines.filter_map(|milestone| day(milestone.end.as_deref()?)),
            targets.filter_map(|figure| day(figure.due.as_ref()?.end.as_deref()?)),
            reported,
        )
    }
}

fn exact(number: &serde_json::Number) -> Option<Decimal> {
    number.to_string().parse().ok()
}

fn day(written: &str) -> Option<Day> {
    written.parse::<jiff::civil::Date>().ok().map(Day::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::wire;

    /// The dashboard must tell of an item what its own page tells.
    #[test]
    fn an_item_stands_where_it_stood_before_it_was_written() {
        let notice = "2031年上半年民生实事进展情况\n序号\t项目\t年度目标\t进展情况\t完成时限\n\
                      1\t社区食堂\t新建社区食堂12个\t已新建社区食堂9个\t2031年6月底前\n\
                      2\t公园\t新建公园3座\t正在施工\t2031年底前\n3\t路灯\t更换路灯40盏\t\t\n";
        let notice = crate::parse(notice.as_bytes(), &crate::Options::default());
        let notice = wire::Notice::new(&notice, None);
        let line: Line = serde_json::from_slice(&serde_json::to_vec(&notice).unwrap()).unwrap();
        let before: Vec<Facts> = notice.items.iter().map(Facts::of).collect();
        assert_eq!(line.items.iter().map(Item::facts).collect::<Vec<_>>(), before);
        assert!(before.iter().any(|facts| facts.share.is_some()) && before.iter().any(|facts| facts.due.is_some()));
    }
}
