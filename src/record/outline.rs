//! Nodes of an outline → items: which of them are items, which headings, which requirements that state no project.
//!
//! A node with units or labels of its own is an item; the nodes above are its categories. Where nothing names units, the shape decides:
//! a list of works is one of items, a list of duties in a cover letter is none.

use super::fields::{self, Fields};
use super::item::{Item, Passage};
use super::unit::split_units;
use crate::layout::{Node, NodeKind, NumberStyle, Outline, label};
use crate::lexicon::label_word::{DUTIES, GOALS, NO_ITEMS};
use crate::lexicon::{ColumnRole, Field, UnitRole};
use crate::text::fold::half;
use crate::text::{Excerpt, Joint, Span, Text};
use std::collections::{HashMap, HashSet};

/// The items of an outline in order. `strict`: the notice has tables, so that only nodes with labels or units are items.
///
/// Text that no label names is `Field::Target`; the caller turns it into progress for a report.
pub fn items(outline: &Outline, text: &Text, strict: bool) -> Vec<Item> {
    let mut reader = Reader { text, strict, drafts: Vec::new(), sections: 0 };
    reader.level(&outline.nodes, &Above::default());
    reader.finish()
}

/// Turns the text that no label names into progress, for a notice that reports.
pub fn as_report(items: &mut [Item]) {
    for passage in items.iter_mut().flat_map(|i| &mut i.passages) {
        if passage.label.is_none() && passage.field == Field::Target {
            passage.field = Field::Progress;
        }
    }
}

/// What stands above a node.
#[derive(Clone, Default)]
struct Above {
    category: Vec<Excerpt>,
    /// Numbers of the headings, for keys.
    path: Vec<String>,
    /// `附件`, where the node belongs to an annex.
    annex: Option<String>,
    /// What the heading says its text is: `2024年工作安排`, `完成情况`.
    stated: Option<(Field, Excerpt)>,
    /// The unit that the heading names: `市教育局：` above its projects.
    office: Option<Excerpt>,
    section: usize,
    depth: usize,
}

/// An item before its key is known.
struct Draft {
    item: Item,
    above: Above,
    own: Option<String>,
    style: Option<NumberStyle>,
    /// Units or labels were found.
    evident: bool,
    goal: bool,
}

struct Reader<'t> {
    text: &'t Text,
    strict: bool,
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
    fn level(&mut self, nodes: &[Node], above: &Above) {
        if above.depth > 16 {
            return;
        }
        let parts = self.parts(nodes, above);
        let mut headings = 0;
        for (node, part) in nodes.iter().zip(parts) {
            match part {
                Part::Skip => {}
                Part::Item => self.item(node, above),
                Part::Goals => self.goals(node, above),
                Part::Group => {
                    let mut below = above.clone();
                    below.depth += 1;
                    match node.kind {
                        NodeKind::Part | NodeKind::Annex => {
                            self.sections += 1;
                            below.section = self.sections;
                            below.category.clear();
                            below.path.clear();
                            below.annex = None;
                            if node.kind == NodeKind::Annex {
                                below.category.push(node.heading.clone());
                                below.annex = node.number.as_ref().map(|n| n.plain.clone());
                            }
                        }
                        _ => {
                            let heading = self.category(node);
                            below.stated =
                                stated(self.text, &heading).map(|field| (field, heading.clone())).or(below.stated);
                            if fields::only_units(&heading.recognised(self.text)) {
                                below.office = Some(heading.clone());
                            }
                            below.category.push(heading);
                            headings += 1;
                            below
                                .path
                                .push(node.number.as_ref().map_or_else(|| headings.to_string(), |n| n.plain.clone()));
                        }
                    }
                    self.level(&node.children, &below);
                }
            }
        }
    }

    /// What each of a run of siblings is.
    fn parts(&self, nodes: &[Node], above: &Above) -> Vec<Part> {
        let evident: Vec<bool> = nodes.iter().map(|n| self.evident(n)).collect();
        let below: Vec<usize> =
            nodes.iter().map(|n| plain_children(self.text, n).filter(|c| self.evident_below(c)).count()).collect();
        let leaves = nodes
            .iter()
            .zip(&below)
            .filter(|(n, b)| **b == 0 && plain_children(self.text, n).next().is_none() && !self.states_nothing(n))
            .count();
        let any_below = below.iter().any(|&b| b > 0);
        let duties = nodes.iter().filter(|n| self.is_duty(n)).count();
        let all_duties = duties * 2 >= nodes.len() && !evident.iter().any(|&e| e);
        let inner = |n: &Node| n.children.iter().flat_map(|c| &c.children).count() + n.children.len();
        let mut out = Vec::with_capacity(nodes.len());
        for (i, node) in nodes.iter().enumerate() {
            let kids = plain_children(self.text, node).count();
            let part = if matches!(node.kind, NodeKind::Part | NodeKind::Annex) {
                Part::Group
            } else if self.is_goals(node)
                && node.children.iter().any(|c| style(c) == Some(NumberStyle::Bullet))
                && !evident[i]
                && below[i] == 0
            {
                Part::Goals
            } else if self.states_nothing(node) {
                // The goals stand in the chapter of requirements.
                let goals = node
                    .children
                    .iter()
                    .any(|c| self.is_goals(c) && c.children.iter().any(|b| style(b) == Some(NumberStyle::Bullet)));
                if goals { Part::Group } else { Part::Skip }
            } else if kids == 0 {
                if evident[i] {
                    Part::Item
                } else if all_duties
                    || any_below && above.path.is_empty()
                    || self.is_goals(node) && nodes.len() > 1
                    || self.is_duty(node) && duties > 1
                {
                    Part::Skip
                } else {
                    Part::Item
                }
            } else if below[i] > 0 {
                // Units behind the last point belong to the whole: `修路（1）…（2）…（责任单位：…）`.
                let last_only = below[i] == 1
                    && kids > 1
                    && plain_children(self.text, node)
                        .last()
                        .is_some_and(|c| self.evident_below(c) && is_inner(style(c)));
                if last_only || evident[i] && below[i] < 2 { Part::Item } else { Part::Group }
            } else if evident[i] {
                Part::Item
            } else if node.children.iter().all(|c| is_inner(style(c))) && self.has_text(node) {
                Part::Item
            } else if leaves * 2 > nodes.len() && self.has_text(node) && inner(node) < 12 {
                Part::Item
            } else {
                Part::Group
            };
            out.push(part);
        }
        out
    }

    /// Whether a node itself, or a labelled point below it, names units or fields.
    fn evident(&self, node: &Node) -> bool {
        std::iter::once(&node.lead).chain(&node.body).any(|p| names_fields(self.text, p))
            || node.children.iter().any(|c| field_label(self.text, node, c).is_some())
    }

    fn evident_below(&self, node: &Node) -> bool {
        self.evident(node) || plain_children(self.text, node).any(|c| self.evident_below(c))
    }

    /// A chapter of requirements, safeguards or procedure.
    fn states_nothing(&self, node: &Node) -> bool {
        let heading = key(self.text, &node.heading, 40);
        let short = heading.chars().count() <= 16;
        let division =
            ["责任分工", "任务分工", "职责分工"].iter().any(|w| heading.ends_with(w)) && !self.evident_below(node);
        let stated = |w: &&str| if short { heading.contains(*w) } else { heading.starts_with(*w) && w.len() >= 12 };
        (short && division || NO_ITEMS.iter().any(|w| stated(&w))) && !self.evident_near(node)
    }

    /// Units right at the node: a project may be called 完善工作机制.
    fn evident_near(&self, node: &Node) -> bool {
        names_fields(self.text, &node.lead)
    }

    fn is_goals(&self, node: &Node) -> bool {
        let heading = key(self.text, &node.heading, 40);
        GOALS.iter().any(|w| heading.ends_with(w)) && heading.chars().count() <= 12
    }

    /// A sentence that says how to work: `加强组织领导。`
    fn is_duty(&self, node: &Node) -> bool {
        let heading = key(self.text, &node.heading, 40);
        DUTIES.iter().any(|w| heading.starts_with(w)) && !names_fields(self.text, &node.lead)
    }

    /// Whether there is more than a heading.
    fn has_text(&self, node: &Node) -> bool {
        !node.body.is_empty()
            || node.lead.span().len() > node.heading.span().len() + 30
            || node.lead.read(self.text).chars().count() > 30
    }

    fn category(&self, node: &Node) -> Excerpt {
        let fields = fields::read(self.text, std::slice::from_ref(&node.lead));
        let heading = fields.plain.first().map_or_else(|| node.heading.clone(), |p| sentence(self.text, p).0);
        trim_end(self.text, &heading, &['：', ':', '；', ';', '，', ',', '。', '、'])
    }

    /// Bullets under the overall goals.
    fn goals(&mut self, node: &Node, above: &Above) {
        let mut category = above.category.clone();
        category.push(self.category(node));
        for (n, child) in node.children.iter().filter(|c| style(c) == Some(NumberStyle::Bullet)).enumerate() {
            let seq = (n + 1).to_string();
            let mut below = above.clone();
            below.category.clone_from(&category);
            self.item(child, &below);
            if let Some(draft) = self.drafts.last_mut() {
                draft.goal = true;
                draft.item.seq = Some(seq.clone());
                draft.own = Some(seq);
            }
        }
    }

    /// Reads a node as an item.
    fn item(&mut self, node: &Node, above: &Above) {
        let text = self.text;
        let mut paragraphs = vec![node.lead.clone()];
        paragraphs.extend(node.body.iter().cloned());
        let mut labelled = Fields::default();
        for child in &node.children {
            match field_label(text, node, child) {
                Some(l) => self.field(child, l, &mut labelled),
                None => whole(text, child, &mut paragraphs),
            }
        }
        let mut fields = fields::read(text, &paragraphs);
        fields.units.append(&mut labelled.units);
        fields.passages.append(&mut labelled.passages);
        let evident = !fields.units.is_empty() || !fields.passages.is_empty();
        let (title, mut rest, sentence) = title(text, &fields);
        // `新建学校2所。区教育局、区住建局`: units without any label.
        if fields.units.is_empty()
            && let Some(last) = rest.last()
            && fields::only_units(last.recognised(text).trim_end_matches('。'))
            && let Some(last) = rest.pop()
        {
            fields.units = split_units(&last, text, UnitRole::Responsible);
        }
        let mut passages = Vec::new();
        let plain = join(text, rest);
        if let Some(plain) = plain {
            if fields.units.is_empty() {
                fields.units = fields::verb_units(text, &plain);
            }
            passages.push(Passage { field: Field::Target, text: plain, label: None });
        }
        passages.append(&mut fields.passages);
        if passages.is_empty() && !sentence.is_empty() {
            if fields.units.is_empty() {
                fields.units = fields::verb_units(text, &sentence);
            }
            passages.push(Passage { field: Field::Target, text: sentence, label: None });
        }
        if let Some((field, heading)) = &above.stated {
            for passage in passages.iter_mut().filter(|p| p.label.is_none()) {
                (passage.field, passage.label) = (*field, Some(heading.clone()));
            }
        }
        if let Some(office) = above.office.as_ref().filter(|_| fields.units.is_empty()) {
            fields.units = split_units(office, text, UnitRole::Responsible);
            fields.units.iter_mut().for_each(|u| u.inherited = true);
        }
        let own = node.number.as_ref().map(|n| n.plain.clone());
        let item = Item {
            key: String::new(),
            seq: own.clone(),
            category: above.category.clone(),
            title,
            units: fields.units,
            passages,
            span: node.span,
            confidence: if evident { 90 } else { 75 },
            ..Item::default()
        };
        self.drafts.push(Draft { item, above: above.clone(), own, style: style(node), evident, goal: false });
    }

    /// Reads a labelled point of an item: `一、目标任务…`, `四、责任分工1.责任单位：…`.
    fn field(&self, child: &Node, l: label::Label, out: &mut Fields) {
        let text = self.text;
        let mut paragraphs = Vec::new();
        let read = child.lead.recognised(text);
        let label = child.lead.part(Span::new(l.start, l.end.min(read.len()))).trim(text);
        match l.role {
            // The points below say who does what; their text stays one passage.
            ColumnRole::Text(field) => {
                let value = child.lead.part(Span::new(l.end.min(read.len()), read.len())).trim(text);
                if !value.is_empty() {
                    paragraphs.push(value);
                }
                paragraphs.extend(child.body.iter().cloned());
                for point in &child.children {
                    whole(text, point, &mut paragraphs);
                }
                if field == Field::Responsibility {
                    let inner = fields::read(text, &paragraphs);
                    out.units.extend(inner.units);
                    if let Some(all) = join(text, inner.plain).filter(|_| out.units.is_empty()) {
                        out.units.extend(fields::duty_units(text, &all, UnitRole::Responsible));
                    }
                }
                if let Some(all) = join(text, paragraphs) {
                    out.passages.push(Passage { field, text: all, label: Some(label) });
                }
            }
            _ => {
                let mut lead = child.lead.clone();
                // `责任单位甲局` without a colon
                if !read[..l.end.min(read.len())].trim_end().ends_with([':', '：']) {
                    lead = child.lead.part(Span::new(l.end.min(read.len()), read.len())).trim(text);
                    if let ColumnRole::Unit(role) = l.role {
                        out.units.extend(fields::named_units(text, &lead, role));
                        return;
                    }
                    out.passages.push(Passage { field: Field::Schedule, text: lead, label: Some(label) });
                    return;
                }
                paragraphs.push(lead);
                paragraphs.extend(child.body.iter().cloned());
                for point in &child.children {
                    whole(text, point, &mut paragraphs);
                }
                let inner = fields::read(text, &paragraphs);
                out.units.extend(inner.units);
                out.passages.extend(inner.passages);
            }
        }
    }

    /// Keys, once all numbers are known.
    fn finish(mut self) -> Vec<Item> {
        let any_evident = self.drafts.iter().any(|d| d.evident && !d.goal);
        if self.strict {
            self.drafts.retain(|d| d.evident);
        }
        if any_evident {
            self.drop_letters();
        }
        self.drop_implausible();
        if self.drafts.iter().all(|d| d.goal) {
            return Vec::new();
        }
        let sections: Vec<usize> = {
            let mut s: Vec<usize> = self.drafts.iter().filter(|d| !d.goal).map(|d| d.above.section).collect();
            s.dedup();
            s
        };
        // Numbers that start anew under each heading need the headings' numbers in front.
        let restarts = |section: usize, drafts: &[Draft]| {
            let mut seen = HashSet::new();
            drafts
                .iter()
                .filter(|d| d.above.section == section && !d.goal)
                .any(|d| d.own.as_ref().is_some_and(|own| !seen.insert(own.clone())))
        };
        let full: Vec<(usize, bool)> = sections.iter().map(|&s| (s, restarts(s, &self.drafts))).collect();
        let mut position = 0;
        for draft in &mut self.drafts {
            position += 1;
            let mut parts: Vec<String> = Vec::new();
            if draft.goal {
                parts.push("目标".to_string());
            } else {
                if sections.len() > 1 {
                    parts.extend(draft.above.annex.clone());
                }
                if full.iter().any(|&(s, restarts)| s == draft.above.section && restarts) {
                    parts.extend(draft.above.path.iter().cloned());
                }
            }
            parts.push(draft.own.clone().unwrap_or_else(|| position.to_string()));
            draft.item.key = parts.join(".");
        }
        self.drafts.into_iter().map(|d| d.item).collect()
    }

    /// Drops the sections without evidence that stand before one with it: duties of a cover letter.
    fn drop_letters(&mut self) {
        let evident: Vec<usize> =
            self.drafts.iter().filter(|d| d.evident && !d.goal).map(|d| d.above.section).collect();
        let Some(&first) = evident.iter().min() else { return };
        self.drafts.retain(|d| d.goal || d.above.section >= first || evident.contains(&d.above.section));
    }

    /// Drops lists without units or labels that are none of works: places, conditions, steps. Judged by section and style of number.
    fn drop_implausible(&mut self) {
        // Where some lists name units, each heading's list counts for itself: a ranking of towns may stand beside the projects.
        let any_evident = self.drafts.iter().any(|d| d.evident && !d.goal);
        let group = |d: &Draft| (d.above.section, d.style, any_evident.then(|| d.above.path.clone()));
        let mut groups: HashMap<_, (usize, usize, bool)> = HashMap::new();
        for d in self.drafts.iter().filter(|d| !d.goal) {
            let (all, good, evident) = groups.entry(group(d)).or_default();
            *all += 1;
            *good += usize::from(if any_evident { self.states_amount(d) } else { self.states_work(d) });
            *evident |= d.evident;
        }
        let keep: Vec<bool> = self
            .drafts
            .iter()
            .map(|d| {
                let (all, good, evident) = groups.get(&group(d)).copied().unwrap_or_default();
                d.goal || evident || (all > 1 || any_evident) && good * 10 >= all * 6
            })
            .collect();
        let mut keep = keep.into_iter();
        self.drafts.retain(|_| keep.next().unwrap_or(true));
    }

    /// Whether an item holds an amount or says what is done.
    fn states_work(&self, d: &Draft) -> bool {
        let title = key(self.text, &d.item.title, 200);
        WORKS.iter().any(|w| title.contains(w)) || self.states_amount(d)
    }

    fn states_amount(&self, d: &Draft) -> bool {
        has_amount(&key(self.text, &d.item.title, 200))
            || d.item.passages.iter().any(|p| has_amount(&key(self.text, &p.text, 400)))
    }
}

/// Words for what is done in a project.
const WORKS: &[&str] = &[
    "新建", "改建", "扩建", "新增", "改造", "建设", "建成", "实施", "推进", "完成", "开展", "提升", "提高", "完善",
    "打造", "优化", "整治", "治理", "修建", "修缮", "升级", "扩大", "发放", "资助", "培训", "救助", "免费", "安装",
    "增设", "更新", "加强", "加快", "落实", "创建", "举办", "设立", "健全", "推动", "促进", "强化", "保障", "工程",
];

fn has_amount(s: &str) -> bool {
    let mut digits = false;
    for c in s.chars() {
        if c.is_ascii_digit() {
            digits = true;
        } else {
            if digits && "个项件人户名座条处台套公里千米平万亿元吨次场批只辆间张亩家所%％".contains(c)
            {
                return true;
            }
            digits = false;
        }
    }
    false
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
    ]) {
        Some(Field::Target)
    } else {
        None
    }
}

fn style(node: &Node) -> Option<NumberStyle> {
    node.number.as_ref().map(|n| n.style)
}

/// Styles of points within an item rather than of items under a heading.
fn is_inner(style: Option<NumberStyle>) -> bool {
    matches!(style, Some(NumberStyle::Nth | NumberStyle::Circled | NumberStyle::ArabicBracket | NumberStyle::Bullet))
}

/// The first characters of an excerpt, half-width, simplified, without blanks.
fn key(text: &Text, excerpt: &Excerpt, most: usize) -> String {
    excerpt.recognised(text).chars().filter(|c| !c.is_whitespace()).map(half).take(most).collect()
}

/// Whether a paragraph names units or fields: by a label or in a bracket.
fn names_fields(text: &Text, paragraph: &Excerpt) -> bool {
    let read = fields::read(text, std::slice::from_ref(paragraph));
    !read.units.is_empty() || !read.passages.is_empty() || read.title.is_some()
}

/// The label of a point that states a field of the node above: `一、目标任务…`, `1.责任单位：…`.
fn field_label(text: &Text, parent: &Node, node: &Node) -> Option<label::Label> {
    if parent.kind == NodeKind::Part || parent.kind == NodeKind::Annex {
        return None;
    }
    let own = heading_label(text, node)?;
    // One heading that starts like a label is a project's name; several are fields.
    let alike = parent.children.iter().take(12).filter(|c| heading_label(text, c).is_some()).count();
    let colon = node.lead.recognised(text)[..own.end].trim_end().ends_with([':', '：']);
    // A chapter 目标任务 with projects below it is a heading.
    let group =
        node.children.iter().filter(|c| names_fields(text, &c.lead) && heading_label(text, c).is_none()).count() > 1;
    ((colon || alike >= 2) && !group).then_some(own)
}

fn heading_label(text: &Text, node: &Node) -> Option<label::Label> {
    let read = node.lead.recognised(text);
    let mut cut = read.len().min(120);
    while !read.is_char_boundary(cut) {
        cut -= 1;
    }
    // `（1）项目名称：…` opens an item of its own.
    let field = |l: &label::Label| !matches!(l.role, ColumnRole::Title | ColumnRole::Category | ColumnRole::Seq);
    label::at_start(&read[..cut]).or_else(|| label::heading(&read[..cut])).filter(field)
}

/// The points of a node that are no fields of it.
fn plain_children<'n>(text: &'n Text, node: &'n Node) -> impl DoubleEndedIterator<Item = &'n Node> {
    node.children.iter().filter(move |c| field_label(text, node, c).is_none())
}

/// Adds all that a node says, its number included, to the paragraphs above it.
fn whole(text: &Text, node: &Node, out: &mut Vec<Excerpt>) {
    let mut lead = node.number.as_ref().map_or_else(Excerpt::default, |n| Excerpt::from(n.span));
    let start = lead.span();
    if lead.is_empty() {
        lead = node.lead.clone();
    } else if !node.lead.is_empty() {
        // Glued to the number, so that nothing is lost between them.
        let gap = Span { start: start.end, end: node.lead.span().start.max(start.end) };
        if gap.len() < 8 && !text.slice(gap).contains('\n') && node.lead.single().is_some() {
            lead = start.cover(node.lead.span()).into();
        } else {
            lead.append(Joint::None, &node.lead);
        }
    }
    match out.last_mut() {
        Some(last) if same_line(text, last.span().end, lead.span().start) => last.append(Joint::None, &lead),
        _ => out.push(lead),
    }
    for b in &node.body {
        out.push(b.clone());
    }
    for child in &node.children {
        whole(text, child, out);
    }
}

fn same_line(text: &Text, end: u32, start: u32) -> bool {
    start >= end && start - end < 8 && !text.slice(Span { start: end, end: start }).contains('\n')
}

/// Paragraphs as one passage.
fn join(text: &Text, paragraphs: Vec<Excerpt>) -> Option<Excerpt> {
    let mut out: Option<Excerpt> = None;
    for p in paragraphs.into_iter().filter(|p| !p.is_empty()) {
        match &mut out {
            None => out = Some(p),
            Some(all) => all.append(Joint::Line, &p),
        }
    }
    out.filter(|o| o.read(text).chars().any(char::is_alphanumeric))
}

/// The title, the plain text behind it, and the whole sentence that the title was taken from.
fn title(text: &Text, fields: &Fields) -> (Excerpt, Vec<Excerpt>, Excerpt) {
    let mut plain = fields.plain.clone();
    if let Some(title) = &fields.title {
        return (title.clone(), plain, Excerpt::default());
    }
    if plain.is_empty() {
        // Nothing but labels: the first passage names the item.
        let first = fields.passages.first().map(|p| sentence(text, &p.text).0).unwrap_or_default();
        return (first, plain, Excerpt::default());
    }
    let lead = plain.remove(0);
    let (first, rest) = sentence(text, &lead);
    let (name, content) = split_name(text, &first);
    // The semicolon between the items of one sentence belongs to neither.
    let whole = if rest.is_empty() { trim_end(text, &lead, &['；', ';']) } else { up_to(text, &lead, &rest) };
    let mut texts = Vec::new();
    if let Some(content) = content {
        // The content goes on behind its first sentence.
        let read = lead.read(text);
        let from = read.find(&*content.read(text)).unwrap_or(0);
        texts.push(lead.part(Span::new(from, read.len())).trim(text));
    } else if !rest.is_empty() {
        texts.push(rest);
    }
    texts.append(&mut plain);
    (trim_end(text, &name, &['：', ':', '；', ';', '，', ',', '。', '、', '.']), texts, whole)
}

fn up_to(text: &Text, lead: &Excerpt, rest: &Excerpt) -> Excerpt {
    let read = lead.read(text);
    let rest = rest.read(text);
    lead.part(Span::new(0, read.len() - rest.len().min(read.len()))).trim(text)
}

/// The first sentence without its full stop, and what follows it.
fn sentence(text: &Text, lead: &Excerpt) -> (Excerpt, Excerpt) {
    let read = lead.read(text);
    let mut depth = 0i32;
    for (at, c) in read.char_indices() {
        match c {
            '(' | '（' | '《' | '“' | '「' | '【' | '[' => depth += 1,
            ')' | '）' | '》' | '”' | '」' | '】' | ']' => depth -= 1,
            '。' | '！' | '？' | '\n' if depth <= 0 || at > 600 => {
                let after = at + c.len_utf8();
                return (lead.part(Span::new(0, at)).trim(text), lead.part(Span::new(after, read.len())).trim(text));
            }
            _ => {}
        }
    }
    (lead.clone(), Excerpt::default())
}

/// `老旧小区改造：改造20个小区` → name and content. Only a short name without marks.
fn split_name(text: &Text, first: &Excerpt) -> (Excerpt, Option<Excerpt>) {
    let read = first.recognised(text);
    if let Some((at, c)) = read.char_indices().take(26).find(|(_, c)| matches!(c, ':' | '：')) {
        let name = &read[..at];
        let after = at + c.len_utf8();
        let fits = name.chars().count() >= 3
            && !name.contains(['，', ',', '；', ';', '。', '（', '('])
            && read[after..].chars().count() > 4;
        if fits {
            return (
                first.part(Span::new(0, at)).trim(text),
                Some(first.part(Span::new(after, read.len())).trim(text)),
            );
        }
    }
    (first.clone(), None)
}

fn trim_end(text: &Text, excerpt: &Excerpt, marks: &[char]) -> Excerpt {
    let read = excerpt.read(text);
    let end = read.trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c)).len();
    if end == read.len() { excerpt.clone() } else { excerpt.part(Span::new(0, end)) }
}
