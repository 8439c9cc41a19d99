//! The lists of a document as `numbering.xml` defines them: nine levels each, with a pattern such as `第%1章` or `（%1）`.
//!
//! A paragraph names a list, a list its pattern (`abstractNum`), and may replace single levels of it. Counting is not done here.

use super::super::limits::Limits;
use super::super::package::Package;
use super::super::symbol;
use super::super::xml::{Node, Tag, Xml};
use super::styles::Styles;
use crate::problem::ProblemKind;
use std::collections::HashMap;

pub(super) const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) start: u64,
    /// `decimal`, `chineseCounting` …, as the file spells it.
    pub(super) format: String,
    /// `%2` stands for the number of the second level.
    pub(super) pattern: String,
    /// The level (from 1) whose next number lets this one start anew; 0 for never. `None`: any above.
    pub(super) restart: Option<usize>,
    /// Whether a blank or tab stands between number and text.
    pub(super) gap: bool,
    /// All numbers in plain digits, whatever the formats of the levels above say.
    pub(super) legal: bool,
    /// The paragraph style that is numbered on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        let (format, pattern) = ("decimal".into(), String::new());
        Self { start: 1, format, pattern, restart: None, gap: true, legal: false, style: None }
    }
}

/// A pattern for lists.
#[derive(Default)]
struct Pattern {
    levels: [Option<Level>; LEVELS],
    /// The numbering style that holds the levels instead.
    link: Option<String>,
}

/// A list.
#[derive(Default)]
pub(super) struct List {
    /// The pattern; lists of one pattern count on together.
    pub(super) pattern: String,
    pub(super) starts: [Option<u64>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, Pattern>,
    lists: HashMap<String, List>,
}

impl Numbering {
    pub(super) fn read(
        package: &mut Package<'_>,
        part: &str,
        styles: &Styles,
        limits: &Limits,
    ) -> Result<Self, ProblemKind> {
        let mut numbering = Self::default();
        let Some(mut xml) = Xml::open(package, part, limits)? else { return Ok(numbering) };
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            let id = |name| tag.get(name).unwrap_or_default().into_owned();
            match tag.name() {
                "abstractNum" => {
                    let id = id("abstractNumId");
                    numbering.patterns.insert(id, pattern(&mut xml)?);
                }
                "num" => {
                    let id = id("numId");
                    numbering.lists.insert(id, list(&mut xml)?);
                }
                "numPicBullet" => xml.skip()?,
                _ => {}
            }
        }
        numbering.follow_links(styles);
        Ok(numbering)
    }

    /// A pattern that only names a numbering style is that style's list.
    fn follow_links(&mut self, styles: &Styles) {
        let targets: Vec<(String, String)> = self
            .patterns
            .iter()
            .filter_map(|(id, pattern)| {
                let list = styles.list(Some(pattern.link.as_deref()?)).0?;
                let target = &self.lists.get(list)?.pattern;
                (target != id).then(|| (id.clone(), target.clone()))
            })
            .collect();
        for list in self.lists.values_mut() {
            if let Some((_, target)) = targets.iter().find(|(id, _)| *id == list.pattern) {
                list.pattern.clone_from(target);
            }
        }
    }

    pub(super) fn list(&self, id: &str) -> Option<&List> {
        self.lists.get(id)
    }

    /// A level of a list, its own or its pattern's.
    pub(super) fn level<'n>(&'n self, list: &'n List, level: usize) -> Option<&'n Level> {
        let own = list.levels.get(level)?.as_ref();
        own.or_else(|| self.patterns.get(&list.pattern)?.levels.get(level)?.as_ref())
    }

    /// The level on which a paragraph style is numbered.
    pub(super) fn level_of(&self, list: &List, style: &str) -> Option<usize> {
        (0..LEVELS).find(|&level| self.level(list, level).is_some_and(|l| l.style.as_deref() == Some(style)))
    }
}

fn pattern(xml: &mut Xml<'_>) -> Result<Pattern, ProblemKind> {
    let depth = xml.depth();
    let mut pattern = Pattern::default();
    while xml.depth() >= depth {
        let Some(node) = xml.next()? else { break };
        let Node::Start(tag) = node else { continue };
        match tag.name() {
            "numStyleLink" => pattern.link = tag.get("val").map(String::from),
            "lvl" => {
                let place = tag.number::<usize>("ilvl");
                let read = level(xml)?;
                if let Some(slot) = place.and_then(|place| pattern.levels.get_mut(place)) {
                    *slot = Some(read);
                }
            }
            _ => {}
        }
    }
    Ok(pattern)
}

fn list(xml: &mut Xml<'_>) -> Result<List, ProblemKind> {
    let depth = xml.depth();
    let mut list = List::default();
    let mut place = LEVELS;
    while xml.depth() >= depth {
        let Some(node) = xml.next()? else { break };
        let Node::Start(tag) = node else { continue };
        match tag.name() {
            "abstractNumId" => list.pattern = tag.get("val").unwrap_or_default().into_owned(),
            "lvlOverride" => place = tag.number("ilvl").unwrap_or(LEVELS),
            "startOverride" => {
                let start = tag.number("val");
                if let Some(slot) = list.starts.get_mut(place) {
                    *slot = start;
                }
            }
            "lvl" => {
                let read = level(xml)?;
                if let Some(slot) = list.levels.get_mut(place) {
                    *slot = Some(read);
                }
            }
            _ => {}
        }
    }
    Ok(list)
}

fn level(xml: &mut Xml<'_>) -> Result<Level, ProblemKind> {
    let depth = xml.depth();
    let mut level = Level::default();
    let mut font = String::new();
    while xml.depth() >= depth {
        let Some(node) = xml.next()? else { break };
        let Node::Start(tag) = node else { continue };
        let text = |tag: &Tag<'_>| tag.get("val").unwrap_or_default().into_owned();
        match tag.name() {
            "start" => level.start = tag.number("val").unwrap_or(1),
            // A format that older programs do not know stands beside one that they do; the last one is the latter.
            "numFmt" => level.format = text(&tag),
            "lvlText" => level.pattern = text(&tag),
            "lvlRestart" => level.restart = tag.number("val"),
            "suff" => level.gap = text(&tag) != "nothing",
            "isLgl" => level.legal = tag.is_on(),
            "pStyle" => level.style = tag.get("val").map(String::from),
            "rFonts" => font = tag.get("ascii").or_else(|| tag.get("hAnsi")).unwrap_or_default().into_owned(),
            "pPr" => xml.skip()?,
            _ => {}
        }
    }
    if level.format == "bullet" {
        level.pattern = level.pattern.chars().map(|c| symbol::mark(c, &font)).collect();
    }
    Ok(level)
}
