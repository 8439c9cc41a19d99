//! One side of a pair: an amount that is planned or reached, with what its clause says of it.

use super::super::Passage;
use super::MOST;
use crate::figure::metric::thing::{Stage, Thing};
use crate::figure::{Amount, Decimal, Dimension, Figure, Role};
use crate::text::{Excerpt, Text, fold, holds_any};
use std::cell::OnceCell;

/// Where the amounts of an item stand.
pub(super) struct Source<'a> {
    pub passages: &'a [Passage],
    pub title: &'a Excerpt,
    pub text: &'a Text,
}

/// An amount that can be weighed against others.
pub(super) struct Side<'a> {
    pub figure: &'a Figure,
    pub metric: &'a str,
    pub value: Decimal,
    /// Its metric taken apart, once it is asked for: most amounts share their unit with none on the other side.
    parts: OnceCell<Thing>,
    /// Its place in the item's figures.
    pub index: usize,
    source: &'a Source<'a>,
    /// Where the next amount begins.
    next: Option<u32>,
}

impl<'a> Side<'a> {
    /// What stands behind it in its clause: 小区已全部开工.
    pub fn behind(&self) -> &'a str {
        // The clause ends with its cell: the next one says something else.
        let start = self.figure.span.start;
        let cell = self.source.passages.iter().map(|p| p.text.span()).find(|cell| cell.contains(start));
        let stop = self.next.into_iter().chain(cell.map(|cell| cell.end)).min();
        clause_behind(self.figure, stop, self.source.text)
    }

    /// The text that it stands in, in simplified characters.
    pub fn words(&self) -> &'a str {
        self.source.text.recognised()
    }

    /// Whether 其中 stands before it in its clause.
    pub fn is_part(&self) -> bool {
        is_part(self.figure, self.source.text)
    }

    /// Whether a report names nothing (已完成1080户), so that the item's title stood in for its name.
    fn only_named_by_title(&self) -> bool {
        let Source { passages, title, text } = *self.source;
        let start = self.figure.span.start;
        self.figure.role == Some(Role::Progress)
            && title.recognised(text).contains(self.metric)
            && passages
                .iter()
                .find(|p| p.text.span().contains(start))
                .is_some_and(|p| !p.text.recognised(text).contains(self.metric))
    }

    pub fn thing(&self) -> &Thing {
        self.parts.get_or_init(|| {
            let mut thing = Thing::of(&fold::simplify(self.metric));
            if self.only_named_by_title() {
                thing.noun.clear();
                thing.deed.clear();
            }
            // 35个小区已全部开工: the predicate says how far the work is.
            let behind = self.behind();
            let goes_on = holds_any(behind, &UNDER_WAY) && !holds_any(behind, &OVER);
            // 正在改造18个
            let at_work =
                self.figure.role == Some(Role::Progress) && front_of(self.figure, self.source.text).contains("正在");
            if goes_on || at_work || holds_any(behind, &PREPARED) {
                thing.stage = Stage::Begun;
            }
            thing
        })
    }
}

/// Predicates of work that goes on, of work that is over, and of what comes before it.
const UNDER_WAY: [&str; 6] = ["开工", "动工", "在建", "进场", "施工", "正在"];
pub(super) const OVER: [&str; 5] = ["完工", "竣工", "建成", "完成", "验收"];
const PREPARED: [&str; 11] = ["方案", "摸底", "招标", "招投标", "设计", "选址", "立项", "前期", "勘", "编制", "评审"];
/// Parts of a building that are done before it is.
pub(super) const HALFWAY: [&str; 3] = ["主体", "封顶", "基础施工"];

/// The amounts of one kind that can be weighed against each other.
pub(super) fn sides<'a>(
    figures: &'a [Figure],
    source: &'a Source<'a>,
    wanted: impl Fn(&Figure) -> bool,
) -> Vec<Side<'a>> {
    let plain = |f: &Figure| {
        f.change.is_none()
            && !f.each
            && f.per.is_empty()
            && !matches!(f.dimension, Some(Dimension::Ratio | Dimension::Duration | Dimension::Concentration))
            && !f.unit.as_deref().is_some_and(|unit| unit.as_bytes().contains(&b'%'))
    };
    figures
        .iter()
        .enumerate()
        .filter(|(_, f)| plain(f) && wanted(f))
        .filter_map(|(index, figure)| {
            let metric = figure.metric.as_deref()?;
            let Amount::Value(value) = figure.amount else { return None };
            let next = figures.get(index + 1).map(|next| next.span.start);
            (value > Decimal::ZERO).then(|| Side { figure, metric, value, parts: OnceCell::new(), index, source, next })
        })
        .take(MOST + 1)
        .collect()
}

/// Whether 其中 stands before an amount in its clause.
fn is_part(figure: &Figure, text: &Text) -> bool {
    front_of(figure, text).contains("其中")
}

/// What stands before an amount in its clause.
fn front_of<'a>(figure: &Figure, text: &'a Text) -> &'a str {
    /// Farther than any such word, in bytes.
    const REACH: usize = 60;
    let read = &text.recognised()[..figure.span.start as usize];
    let front = &read[read.ceil_char_boundary(read.len().saturating_sub(REACH))..];
    front.rsplit(['，', '。', '；', ',', ';', '\n']).next().unwrap_or_default()
}

/// What stands behind an amount up to the next mark, and before `stop`.
fn clause_behind<'a>(figure: &Figure, stop: Option<u32>, text: &'a Text) -> &'a str {
    /// Farther than any predicate.
    const REACH: usize = 120;
    let read = text.recognised();
    let start = figure.span.end as usize;
    let mut end = read.floor_char_boundary(start + REACH);
    if let Some(stop) = stop.map(|stop| stop as usize).filter(|stop| (start..end).contains(stop)) {
        end = stop;
    }
    let behind = read.get(start..end).unwrap_or_default();
    // A blank may divide cells.
    let ends = |c: char| c.is_whitespace() || "，。；、（）,;()|：:".contains(c);
    behind.split(ends).next().unwrap_or_default()
}
