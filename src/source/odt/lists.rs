//! The list styles of an ODT document, and how far its lists have counted.

use super::super::label::Label;
use super::super::limits::Limits;
use super::super::numeral;
use super::super::package::Package;
use super::super::xml::{Node, Tag, Xml};
use crate::problem::ProblemKind;
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 10;

/// The name under which the numbering of headings is kept; no style can be called so.
pub(super) const HEADINGS: &str = "\0headings";

/// What styles say that matters for the text.
#[derive(Default)]
pub(super) struct Styles {
    lists: HashMap<String, [Option<Level>; LEVELS]>,
    /// Styles of text that is hidden.
    pub(super) hiding: HashSet<String>,
}

#[derive(Clone, Default)]
struct Level {
    /// As the first numbers of the row: `一, 二, 三, ...`; empty for none.
    format: String,
    prefix: String,
    suffix: String,
    /// `第%1%章`, where the program writes it.
    pattern: Option<String>,
    /// How many levels the number shows.
    shown: usize,
    start: u64,
    bullet: Option<String>,
    gap: bool,
}

impl Styles {
    /// Reads the styles of a part; the document's own ones come second and stand before the common ones.
    pub(super) fn read(&mut self, package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<(), ProblemKind> {
        let Some(mut xml) = Xml::open(package, part, limits)? else { return Ok(()) };
        let (mut name, mut level) = (String::new(), 0);
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            let of = |key| tag.get(key).unwrap_or_default().into_owned();
            match tag.name() {
                "body" | "master-styles" => xml.skip()?,
                "style" => name = of("name"),
                "text-properties" if tag.get("display").as_deref() == Some("none") => {
                    self.hiding.insert(name.clone());
                }
                "list-style" => name = of("name"),
                "outline-style" => name = HEADINGS.to_string(),
                "list-level-style-number" | "outline-level-style" | "list-level-style-bullet" => {
                    level = tag.number::<usize>("level").unwrap_or(0);
                    let read = Level::new(&tag);
                    if let Some(slot) = self.level_mut(&name, level) {
                        *slot = Some(read);
                    }
                }
                "list-level-label-alignment" => {
                    let gap = of("label-followed-by") != "nothing";
                    if let Some(Some(level)) = self.level_mut(&name, level) {
                        level.gap = gap;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn level_mut(&mut self, style: &str, level: usize) -> Option<&mut Option<Level>> {
        self.lists.entry(style.to_string()).or_default().get_mut(level.checked_sub(1)?)
    }
}

impl Level {
    fn new(tag: &Tag<'_>) -> Self {
        let of = |key| tag.get(key).unwrap_or_default().into_owned();
        Self {
            format: of("num-format"),
            prefix: of("num-prefix"),
            suffix: of("num-suffix"),
            pattern: tag.get("num-list-format").map(String::from),
            shown: tag.number("display-levels").unwrap_or(1),
            start: tag.number("start-value").unwrap_or(1),
            bullet: (tag.name() == "list-level-style-bullet").then(|| of("bullet-char")),
            gap: true,
        }
    }
}

/// How far the lists have counted, by style.
#[derive(Default)]
pub(super) struct Counter {
    reached: HashMap<String, [Option<u64>; LEVELS]>,
}

impl Counter {
    /// The lists of a style start anew.
    pub(super) fn restart(&mut self, style: &str) {
        self.reached.remove(style);
    }

    /// The number of the next paragraph on a level, from 1.
    pub(super) fn next(&mut self, styles: &Styles, style: &str, level: usize, start: Option<u64>) -> Option<Label> {
        let levels = styles.lists.get(style)?;
        let at = level.checked_sub(1)?;
        let of = levels.get(at)?.as_ref()?;
        if let Some(bullet) = &of.bullet {
            let private = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
            return Some(Label { text: bullet.replace(private, "•"), gap: of.gap, bullet: true });
        }
        let reached = self.reached.entry(style.to_string()).or_default();
        reached[at] = Some(start.unwrap_or_else(|| reached[at].map_or(of.start, |last| last.saturating_add(1))));
        reached[at + 1..].fill(None);
        if of.format.is_empty() {
            return None;
        }
        let write = |at: usize| {
            let format = levels.get(at).and_then(Option::as_ref);
            let n = reached.get(at).copied().flatten().unwrap_or_else(|| format.map_or(1, |level| level.start));
            number(n, format.map_or("1", |level| level.format.as_str()))
        };
        let text = match &of.pattern {
            Some(pattern) => {
                (0..LEVELS).fold(pattern.clone(), |text, at| text.replace(&format!("%{}%", at + 1), &write(at)))
            }
            None => {
                let first = (at + 1).saturating_sub(of.shown.max(1));
                let numbers: Vec<String> = (first..=at).map(write).filter(|number| !number.is_empty()).collect();
                format!("{}{}{}", of.prefix, numbers.join("."), of.suffix)
            }
        };
        Some(Label { text, gap: of.gap, bullet: false })
    }
}

fn number(n: u64, format: &str) -> String {
    match format.chars().next() {
        None => String::new(),
        Some('一') => numeral::spoken(n),
        Some('壹') => numeral::financial(n),
        Some('甲') => numeral::stem(n),
        Some('子') => numeral::branch(n),
        Some('①') => numeral::circled(n),
        Some('１') => numeral::wide(n),
        Some('0') => format!("{n:02}"),
        Some('a') => numeral::letters(n, b'a'),
        Some('A') => numeral::letters(n, b'A'),
        Some('i') => numeral::roman(n),
        Some('I') => numeral::roman(n).to_uppercase(),
        Some(_) => n.to_string(),
    }
}
