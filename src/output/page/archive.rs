//! The dashboard of an archive: all items of all notices, to be counted, filtered and followed to their sources.
//!
//! Its data is columns rather than objects, and names that many items share are written once, so that ten thousand items are a
//! page of one or two megabytes.

use super::line::Line;
use super::shell::Shell;
use super::{SHARED_SCRIPT, SHARED_STYLE, VERSION};
use crate::output::standing::Rule;
use crate::output::wire::{Day, Number};
use crate::output::words::Lang;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

/// What the dashboard does, beside what all pages do.
pub(super) const SCRIPTS: &[&str] = &[
    include_str!("archive.js"),
    include_str!("groups.js"),
    include_str!("months.js"),
    include_str!("list.js"),
    include_str!("dashboard.js"),
];

/// The dashboard while notices are added to it.
#[derive(Serialize)]
pub struct Archive {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    day: Day,
    #[serde(skip)]
    seen: HashMap<String, usize>,
    version: &'static str,
    #[serde(rename = "asOf")]
    as_of: String,
    notices: Vec<Notice>,
    /// Files of the same bytes as one that was read before.
    copies: usize,
    unread: Vec<Unread>,
    /// Where items of each rule stand.
    standings: BTreeMap<&'static str, &'static str>,
    units: Names,
    categories: Names,
    items: Items,
    failed: Vec<Failed>,
}

#[derive(Serialize)]
struct Notice {
    path: String,
    title: Option<String>,
    kind: String,
    region: Option<String>,
    years: Vec<i16>,
    period: Option<String>,
    /// Last day that it reports on.
    end: Option<String>,
    /// Address of its page.
    page: Option<String>,
    figures: usize,
    checks: usize,
    doubts: usize,
}

#[derive(Serialize)]
struct Unread {
    path: String,
    why: String,
}

/// Items as columns: the same place in each list is the same item.
#[derive(Default, Serialize)]
struct Items {
    notice: Vec<usize>,
    key: Vec<String>,
    title: Vec<String>,
    /// The outermost heading; none is -1.
    category: Vec<isize>,
    /// In the order of the notice, those that lead first.
    units: Vec<Vec<usize>>,
    rule: Vec<&'static str>,
    share: Vec<Option<Number>>,
    due: Vec<Option<String>>,
    figures: Vec<usize>,
    fails: Vec<usize>,
    doubts: Vec<usize>,
}

#[derive(Serialize)]
struct Failed {
    notice: usize,
    item: Option<String>,
    kind: String,
    message: String,
    /// Its place among the checks of the notice.
    check: usize,
}

/// Names in the order in which they came first.
#[derive(Default, Serialize)]
#[serde(transparent)]
struct Names {
    names: Vec<String>,
    #[serde(skip)]
    places: HashMap<String, usize>,
}

impl Names {
    fn place(&mut self, name: &str) -> usize {
        if let Some(&place) = self.places.get(name) {
            return place;
        }
        self.names.push(name.to_string());
        self.places.insert(name.to_string(), self.names.len() - 1);
        self.names.len() - 1
    }
}

impl Archive {
    pub fn new(lang: Lang, as_of: Day) -> Self {
        Self {
            lang,
            day: as_of,
            seen: HashMap::new(),
            version: VERSION,
            as_of: as_of.to_string(),
            notices: Vec::new(),
            copies: 0,
            unread: Vec::new(),
            standings: Rule::ALL.into_iter().map(|rule| (rule.as_str(), rule.standing().as_str())).collect(),
            units: Names::default(),
            categories: Names::default(),
            items: Items::default(),
            failed: Vec::new(),
        }
    }

    /// Adds a notice as `parse` writes it, and gives its number; none where the same bytes were added before. `page`: address of its page.
    pub fn add(&mut self, notice: Line, page: Option<String>) -> Option<usize> {
        let number = self.notices.len();
        if self.seen.contains_key(&notice.source.sha256) {
            self.copies += 1;
            return None;
        }
        self.seen.insert(notice.source.sha256, number);
        let mut fails: HashMap<&str, usize> = HashMap::new();
        for check in notice.checks.iter().filter(|check| check.verdict == "fails") {
            *fails.entry(check.item.as_deref().unwrap_or_default()).or_default() += 1;
        }
        let mut doubts: HashMap<&str, usize> = HashMap::new();
        for doubt in notice.diagnostics.iter().filter(|doubt| doubt.severity != "info") {
            *doubts.entry(doubt.item.as_deref().unwrap_or_default()).or_default() += 1;
        }
        let items = &mut self.items;
        for item in &notice.items {
            let facts = item.facts();
            let of = |counts: &HashMap<&str, usize>| counts.get(item.key.as_str()).copied().unwrap_or_default();
            items.notice.push(number);
            items.key.push(item.key.clone());
            items.title.push(one_line(&item.title));
            items.category.push(match item.category.first() {
                Some(name) => self.categories.place(&one_line(name)).cast_signed(),
                None => -1,
            });
            let mut units = Vec::new();
            let leads = |lead: bool| item.units.iter().filter(move |unit| (unit.role == "lead") == lead);
            for unit in leads(true).chain(leads(false)) {
                let place = self.units.place(unit.name.as_ref().unwrap_or(&unit.raw));
                if !units.contains(&place) {
                    units.push(place);
                }
            }
            items.units.push(units);
            items.rule.push(facts.rule(self.day).as_str());
            items.share.push(facts.share.map(Number::rounded));
            items.due.push(facts.due.map(|due| due.to_string()));
            items.figures.push(item.figures.len());
            items.fails.push(of(&fails));
            items.doubts.push(of(&doubts));
        }
        let checks = notice.checks.into_iter().enumerate();
        let failed = checks.filter(|(_, check)| check.verdict == "fails").map(|(place, check)| Failed {
            notice: number,
            item: check.item,
            kind: check.kind,
            message: check.message,
            check: place,
        });
        let before = self.failed.len();
        self.failed.extend(failed);
        let document = notice.document;
        let (period, end) = document.period.map_or((None, None), |period| (Some(period.raw), period.end));
        self.notices.push(Notice {
            path: notice.source.path.unwrap_or_else(|| "-".to_string()),
            title: document.title,
            kind: document.kind,
            region: document.region.map(|region| region.name),
            years: document.years,
            period,
            end,
            page,
            figures: notice.figures.len() + notice.items.iter().map(|item| item.figures.len()).sum::<usize>(),
            checks: self.failed.len() - before,
            doubts: notice.diagnostics.iter().filter(|doubt| doubt.severity != "info").count(),
        });
        Some(number)
    }

    /// Says where a notice's page is, or that there is none.
    pub fn set_page(&mut self, notice: usize, page: Option<String>) {
        if let Some(notice) = self.notices.get_mut(notice) {
            notice.page = page;
        }
    }

    /// Names a file that could not be read.
    pub fn unread(&mut self, path: String, why: String) {
        self.unread.push(Unread { path, why });
    }

    /// Whether all files could be read.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.notices.is_empty()
    }

    /// Writes the page.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let title = match self.lang {
            Lang::Zh => "民生实事总览",
            Lang::En => "Livelihood projects",
        };
        let scripts = [&[SHARED_SCRIPT], SCRIPTS].concat();
        let styles = &[SHARED_STYLE, include_str!("archive.css")];
        Shell { lang: self.lang, title, styles, scripts: &scripts }.write(out, self)
    }
}

/// A name without the line ends of its cell.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
