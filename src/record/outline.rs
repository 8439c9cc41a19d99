//! Nodes of an outline → items: which of them are items, which headings, which requirements that state no project.
//!
//! A node with units or labels of its own is an item; the nodes above are its categories. Where nothing names units, the shape decides:
//! a list of works is one of items, a list of duties in a cover letter is none.

use super::bracket::only_units;
use super::draft::{self, Above, Draft, key};
use super::duty::verb_units;
use super::entry;
use super::fields::{self, Cuts};
use super::item::Item;
use super::sentence::{sentence, trim_end};
use super::unit::split_units;
use super::view::{View, views};
use crate::layout::{Node, NodeKind, NumberStyle, Outline, label, leads_in};
use crate::lexicon::document_word::TASKS_CHAPTERS;
use crate::lexicon::{ColumnRole, Field, UnitRole};
use crate::text::{Excerpt, Span, Text, fold, numbering};
use std::rc::Rc;

/// The items of an outline in order. `strict`: the notice has tables, so that only nodes with labels or units are items.
///
/// Text that no label names is `Field::Target`; the caller turns it into progress for a report.
pub fn items(outline: &Outline, text: &Text, strict: bool) -> Vec<Item> {
    let first = outline.nodes.first().map_or(0, |node| node.span.start as usize);
    let before = &text.recognised()[..first];
    let before = &before[before.ceil_char_boundary(first.saturating_sub(OPENING))..];
    let mut reader = Reader { text, before, drafts: Vec::new(), sections: 0 };
    reader.level(&views(text, &outline.nodes, None, 0), &Rc::default());
    draft::finish(reader.drafts, text, strict)
}

/// Turns the text that no label names into progress, for a notice that reports.
pub fn as_report(items: &mut [Item]) {
    for passage in items.iter_mut().flat_map(|i| &mut i.passages) {
        if passage.label.is_none() && passage.field == Field::Target {
            passage.field = Field::Progress;
        }
    }
}

/// Drops what an interpretation, a call or a vote lists: items without units and without labels.
pub fn drop_retold(items: &mut Vec<Item>) {
    items.retain(|i| !i.units.is_empty() || i.passages.iter().any(|p| p.label.is_some()));
}

/// How much of the text above an outline may state how many works it lists, in bytes.
const OPENING: usize = 2000;

struct Reader<'t> {
    text: &'t Text,
    /// What stands above the outline.
    before: &'t str,
    drafts: Vec<Draft>,
    sections: usize,
}

/// What a node is among its siblings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Item,
    Group,
    Skip,
    /// The overall goals: optional items.
    Goals,
}

impl Reader<'_> {
    fn level(&mut self, views: &[View], above: &Rc<Above>) {
        let parts = self.parts(views, above);
        let mut headings = 0;
        // The chapters that list work, and where their items begin.
        let mut chapters: Vec<(&View, std::ops::Range<usize>)> = Vec::new();
        for (view, part) in views.iter().zip(parts) {
            let first = self.drafts.len();
            match part {
                Part::Skip => {}
                Part::Item => self.drafts.push(entry::read(self.text, view, above)),
                Part::Goals => self.goals(view, above),
                Part::Group => {
                    headings += 1;
                    let below = self.below(view, above, headings);
                    self.level(&view.points, &Rc::new(below));
                }
            }
            if self.drafts.len() > first && !matches!(view.node.kind, NodeKind::Part | NodeKind::Annex) {
                chapters.push((view, first..self.drafts.len()));
            }
        }
        if let [(chapter, drafts)] = &chapters[..]
            && self.says_nothing(chapter)
        {
            let depth = above.category.len();
            for draft in &mut self.drafts[drafts.clone()] {
                if draft.item.category.len() > depth + 1 {
                    draft.item.category.remove(depth);
                }
            }
        }
    }

    /// `二、重点任务` above the chapters that say which: where no other chapter lists work, it tells nothing of its items.
    fn says_nothing(&self, chapter: &View) -> bool {
        let heading = fold::key(&self.category(chapter).recognised(self.text));
        TASKS_CHAPTERS.contains(&heading.as_str())
    }

    /// What stands above the points of a heading, the `nth` of its level.
    fn below(&mut self, view: &View, above: &Above, nth: usize) -> Above {
        let node = view.node;
        let mut below = above.clone();
        below.depth += 1;
        if matches!(node.kind, NodeKind::Part | NodeKind::Annex) {
            self.sections += 1;
            below = Above { section: self.sections, depth: below.depth, ..Above::default() };
            if node.kind == NodeKind::Annex {
                below.category.push(node.heading.clone());
                below.annex = node.number.as_ref().map(|n| n.plain.clone());
            }
            return below;
        }
        let heading = self.category(view);
        let trailing = self.trailing(view);
        below.stated = stated(self.text, &heading).map(|field| (field, heading.clone())).or(below.stated);
        let mut offices = if only_units(&heading.recognised(self.text)) {
            split_units(&heading, self.text, UnitRole::Responsible)
        } else {
            let mut named = fields::read(self.text, std::slice::from_ref(&node.lead), Some(&view.cuts)).units;
            let by_verbs = verb_units(self.text, &node.lead);
            named.extend(by_verbs.into_iter().filter(|u| u.role == UnitRole::Person));
            named.extend(verb_units(self.text, &heading).into_iter().filter(|u| u.role != UnitRole::Person));
            named.extend(trailing);
            named
        };
        if !offices.is_empty() {
            for unit in &mut offices {
                unit.inherited = true;
                unit.raw = without_count(self.text, &unit.raw);
            }
            below.offices = offices;
        }
        // 项目名称：1.修路 is a label with a numbered value.
        let named = label::at_start(&node.lead.recognised(self.text)).map(|label| label.role);
        if !matches!(named, Some(ColumnRole::Title | ColumnRole::Seq)) {
            below.category.push(heading);
        }
        below.path.push(node.number.as_ref().map_or_else(|| nth.to_string(), |n| n.plain.clone()));
        below
    }

    /// The units that a bracket or labels on lines of their own name behind the last of several points, none of which names any itself.
    fn trailing(&self, view: &View) -> Vec<super::item::Unit> {
        let Some(last) = view.points.last().filter(|last| view.points.len() > 1 && last.points.is_empty()) else {
            return Vec::new();
        };
        let alone = |paragraph: &Excerpt| {
            let read = paragraph.recognised(self.text);
            let bracket = || Cuts::of(&read).only_bracket();
            label::at_start(&read).is_some_and(|l| l.start == 0 && matches!(l.role, ColumnRole::Unit(_)))
                || bracket().is_some_and(|only| only.start == 0 && only.len() + 3 >= read.trim_end().len())
        };
        let others = view.points.iter().rev().skip(1).any(|p| p.evident || p.evident_below);
        let body = &last.node.body;
        let first = body.iter().rposition(|paragraph| !alone(paragraph)).map_or(0, |at| at + 1);
        if others { Vec::new() } else { fields::read(self.text, &body[first..], None).units }
    }

    /// What each of a run of siblings is.
    fn parts(&self, views: &[View], above: &Above) -> Vec<Part> {
        let counted_through = counts_through(views);
        let leaves = views.iter().filter(|v| v.plain().next().is_none() && !v.states_nothing).count();
        // 一、…。一是…；二是…: sentences of their heading, where they stand in one paragraph with it or below more than one.
        let told = |v: &View| {
            v.node.number.is_some()
                && v.plain().next().is_some()
                && v.plain().all(|p| p.style() == Some(NumberStyle::Nth))
        };
        let told_often = views.iter().filter(|v| told(v)).count() > 1;
        let is_told = |v: &View| told(v) && (told_often || self.in_one_paragraph(v));
        // 4类9项: the list marks below four chapters are the nine works.
        let chapters = || views.iter().filter(|v| self.marks_only(v));
        let marks = chapters().map(|v| v.plain().count()).sum();
        let marked = chapters().count() > 1 && self.states(marks) && !self.states(chapters().count());
        // A chapter that announces its list is the one that lists the projects.
        let any_below = views.iter().any(|v| v.evident_below || self.announces(v));
        let duties = views.iter().filter(|v| v.is_duty).count();
        let all_duties = duties * 2 >= views.len() && !views.iter().any(|v| v.evident);
        views
            .iter()
            .map(|v| {
                if matches!(v.node.kind, NodeKind::Part | NodeKind::Annex) {
                    Part::Group
                } else if v.is_goals && v.has_bullets() && !v.evident && !v.evident_below {
                    Part::Goals
                } else if self.counts_works(v) {
                    Part::Group
                } else if v.states_nothing {
                    // The goals stand in the chapter of requirements.
                    if v.points.iter().any(|p| p.is_goals && p.has_bullets()) { Part::Group } else { Part::Skip }
                } else if v.plain().next().is_none() {
                    let chapter = any_below && above.path.is_empty() || v.is_goals && views.len() > 1;
                    let duty = all_duties || v.is_duty && duties > 1;
                    if !v.evident && (chapter || duty) { Part::Skip } else { Part::Item }
                } else if marked && self.marks_only(v) {
                    Part::Group
                } else if is_told(v) && !v.evident_below {
                    Part::Item
                } else {
                    self.inner(v, leaves * 2 > views.len(), counted_through)
                }
            })
            .collect()
    }

    /// A heading without text above list marks.
    fn marks_only(&self, v: &View) -> bool {
        v.node.body.is_empty()
            && v.plain().next().is_some()
            && v.plain().all(|p| p.style() == Some(NumberStyle::Bullet))
            && !self.has_text(v)
    }

    /// Whether the text above says that there are so many works.
    fn states(&self, works: usize) -> bool {
        states(self.before, works)
    }

    /// 集中力量办好八件实事： right above eight points.
    fn counts_works(&self, v: &View) -> bool {
        let works = v.plain().count();
        let above = v.node.body.last().unwrap_or(&v.node.lead).recognised(self.text);
        let above = above.trim_end();
        let sentence = above.strip_suffix(['：', ':', '。']).unwrap_or_default();
        works > 2 && states(sentence.rsplit('。').next().unwrap_or_default(), works)
    }

    /// Whether the first point goes on with the line that the heading stands in.
    fn in_one_paragraph(&self, v: &View) -> bool {
        let lead = v.node.lead.span();
        v.plain().next().is_some_and(|p| {
            v.node.body.is_empty() && !self.text.slice(Span { start: lead.end, end: p.node.span.start }).contains('\n')
        })
    }

    /// What a node with points below it is. `among_leaves`: most of its siblings have none.
    fn inner(&self, v: &View, among_leaves: bool, counted_through: bool) -> Part {
        // `一、教育类（责任领导：…）` above 1. 2., `二、…` above 3. 4.: the heading names who leads all that stands below it.
        let heads = v.plain().all(|p| !p.is_inner()) && (counted_through || names_kind(self.text, v.node));
        // 【教育】 above list marks: its works, each behind its mark.
        let marked = v.node.number.is_none()
            && v.plain().nth(1).is_some()
            && v.plain().all(|p| p.style() == Some(NumberStyle::Bullet))
            && !self.has_text(v);
        if (heads || marked) && v.node.body.is_empty() && v.plain().next().is_some() {
            return Part::Group;
        }
        let named = v.plain().filter(|p| p.evident || p.evident_below).count();
        // `一、牵头单位：市教育局`: the unit of all projects below.
        let labelled = v.opens_with_label() && v.plain().all(|p| !p.is_inner());
        let whole = if labelled || !v.evident && self.announces(v) {
            false
        } else if named > 0 {
            // Units behind the last point belong to the whole: `修路（1）…（2）…（责任单位：…）`.
            let last = v
                .plain()
                .next_back()
                .is_some_and(|p| (p.is_inner() || self.is_list_of_clauses(v)) && (p.evident || p.evident_below));
            named == 1 && (last && v.plain().count() > 1 || v.evident)
        } else {
            let few = v.points.iter().map(|p| 1 + p.points.len()).sum::<usize>() < 12;
            let inner = v.points.iter().all(View::is_inner);
            // 4.完善路网（1）…（2）… among 1., 2. and 3. that have a text each: the points are its text.
            v.evident || inner && self.has_text(v) || among_leaves && few && (inner || self.has_text(v))
        };
        if whole { Part::Item } else { Part::Group }
    }

    /// 办好以下十件实事： above the points of a chapter.
    fn announces(&self, v: &View) -> bool {
        v.plain().nth(2).is_some() && v.node.body.last().is_some_and(|p| leads_in(&p.recognised(self.text)))
    }

    /// Whether the points of a text are its clauses: `第一件：修路⏎全年修路20公里。其中：⏎1.6月底前修5公里；⏎2.…`
    fn is_list_of_clauses(&self, v: &View) -> bool {
        let mut points = v.plain();
        points.next_back();
        self.has_text(v) && points.all(|p| p.node.body.is_empty() && p.node.lead.read(self.text).ends_with(['；', ';']))
    }

    fn has_text(&self, v: &View) -> bool {
        v.has_text(self.text)
    }

    fn category(&self, view: &View) -> Excerpt {
        let fields = fields::read(self.text, std::slice::from_ref(&view.node.lead), Some(&view.cuts));
        let heading = fields.plain.first().map_or_else(|| view.node.heading.clone(), |p| sentence(self.text, p).0);
        let read = heading.recognised(self.text);
        let framed = read.strip_prefix('【').and_then(|inner| inner.strip_suffix('】')).filter(|i| !i.contains('】'));
        match framed {
            Some(inner) => heading.part(Span::new('【'.len_utf8(), '【'.len_utf8() + inner.len())).trim(self.text),
            None => trim_end(self.text, &heading, &['：', ':', '；', ';', '，', ',', '。', '、']),
        }
    }

    /// Bullets under the overall goals.
    fn goals(&mut self, view: &View, above: &Above) {
        let mut below = above.clone();
        below.category.push(self.category(view));
        let below = Rc::new(below);
        for (n, point) in view.points.iter().filter(|p| p.style() == Some(NumberStyle::Bullet)).enumerate() {
            let seq = (n + 1).to_string();
            let mut draft = entry::read(self.text, point, &below);
            draft.goal = true;
            draft.item.seq = Some(seq.clone());
            draft.own = Some(seq);
            self.drafts.push(draft);
        }
    }
}

/// Whether a text says that there are so many works: `9项`, `十件`.
fn states(text: &str, works: usize) -> bool {
    text.char_indices().filter(|(_, c)| matches!(c, '件' | '项')).any(|(at, _)| {
        let head = text[..at].trim_end();
        let digits = &head[head.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let numeral = &head[head.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c)).len()..];
        digits.parse() == Ok(works) || numbering::chinese(numeral).is_some_and(|(n, _)| n as usize == works)
    })
}

/// Whether the numbers of the points go on from one sibling to the next.
fn counts_through(views: &[View]) -> bool {
    let ends = |v: &View| {
        let value = |p: &View| p.node.number.as_ref().map(|n| (n.style, n.value));
        Some((value(v.plain().next()?)?, value(v.plain().next_back()?)?))
    };
    let ends: Vec<_> = views.iter().filter_map(ends).collect();
    ends.len() > 1 && ends.windows(2).all(|pair| pair[0].1.0 == pair[1].0.0 && pair[1].0.1 == pair[0].1.1 + 1)
}

/// Whether a heading names a kind of work, not one: 教育类, 交通方面.
fn names_kind(text: &Text, node: &Node) -> bool {
    let heading = node.heading.recognised(text);
    let name = heading.split(['（', '(', '：', ':', '【', '[', '。']).next().unwrap_or_default().trim();
    name.chars().count() <= 12 && ["类", "方面", "领域", "板块"].iter().any(|w| name.ends_with(w))
}

/// `市教育局（2项）` → `市教育局`
fn without_count(text: &Text, raw: &Excerpt) -> Excerpt {
    let read = raw.read(text);
    let counted = ["项）", "项)", "件）", "件)", "个）", "个)"].iter().any(|w| read.ends_with(w));
    match read.rfind(['（', '(']) {
        Some(at) if counted && at > 0 => raw.part(Span::new(0, at)),
        _ => raw.clone(),
    }
}

/// The field that a chapter's heading states for the text below it.
fn stated(text: &Text, heading: &Excerpt) -> Option<Field> {
    let heading = key(text, heading, 60);
    let ends = |words: &[&str]| words.iter().any(|w| heading.ends_with(w));
    if ends(&["完成情况", "进展情况", "推进情况", "落实情况", "办理情况", "实施情况", "工作进展", "完成情况及成效"])
    {
        Some(Field::Progress)
    } else if ends(&[
        "工作安排",
        "工作计划",
        "实事安排",
        "工作打算",
        "年计划",
        "年安排",
        "项目安排",
        "项目计划",
        "实事计划",
        "候选项目",
        "候选项目情况",
        "候选项目建议",
    ]) {
        Some(Field::Target)
    } else {
        None
    }
}
