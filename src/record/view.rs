//! Nodes of an outline with what was found on them once, before it is decided which of them are items.
//!
//! A view says whether a node names units or fields and whether it is a labelled point of the node above; it decides nothing.

use super::draft::key;
use super::fields::Cuts;
use crate::layout::label::{self, Label};
use crate::layout::{Node, NodeKind, NumberStyle};
use crate::lexicon::ColumnRole;
use crate::lexicon::document_word::TASKS_CHAPTERS;
use crate::lexicon::label_word::{DUTIES, GOALS, NO_ITEMS};
use crate::text::Text;

/// A node and what was found on it.
pub struct View<'n> {
    pub node: &'n Node,
    /// The label it opens with, where it states a field of the node above: `一、目标任务…`, `1.责任单位：…`.
    pub field: Option<Label>,
    /// The node itself, or a labelled point below it, names units or fields.
    pub evident: bool,
    /// So does a point below it that is none of its fields.
    pub evident_below: bool,
    /// Where its lead is cut.
    pub cuts: Cuts,
    /// Its lead alone does.
    lead_evident: bool,
    /// Its lead opens with the label of a unit.
    labelled: bool,
    pub points: Vec<View<'n>>,
    /// A chapter of requirements, safeguards or procedure.
    pub states_nothing: bool,
    /// The chapter of overall goals.
    pub is_goals: bool,
    /// A sentence that says how to work: `加强组织领导。`
    pub is_duty: bool,
}

/// Nodes nested deeper than this are not looked at.
const DEEPEST: usize = 16;

/// Views of sibling nodes below `parent`.
pub fn views<'n>(text: &Text, nodes: &'n [Node], parent: Option<NodeKind>, depth: usize) -> Vec<View<'n>> {
    if depth > DEEPEST {
        return Vec::new();
    }
    let mut views: Vec<View> = nodes.iter().map(|node| view(text, node, depth)).collect();
    let alike = views.iter().filter(|v| v.field.is_some()).count();
    for v in &mut views {
        let Some(own) = v.field else { continue };
        // One heading that starts like a label is a project's name; several are fields.
        let colon =
            v.node.lead.recognised(text).get(..own.end).is_some_and(|s| s.trim_end().ends_with([':', '：', '】', ']']));
        // A chapter 目标任务 with projects below it is a heading.
        let group = v.points.iter().filter(|p| p.lead_evident && p.field.is_none()).count() > 1;
        let inner = matches!(parent, Some(NodeKind::Numbered | NodeKind::Heading));
        if !inner || group || !colon && alike < 2 {
            v.field = None;
        }
    }
    views
}

fn view<'n>(text: &Text, node: &'n Node, depth: usize) -> View<'n> {
    let points = views(text, &node.children, Some(node.kind), depth + 1);
    let field = heading_label(text, node);
    let labelled = field.is_some_and(|l| l.start == 0 && matches!(l.role, ColumnRole::Unit(_)));
    let lead = node.lead.recognised(text);
    let cuts = Cuts::of(&lead);
    let lead_evident = cuts.evident(&lead, !node.body.is_empty());
    let in_body = |read: &str| Cuts::of(read).evident(read, true);
    let evident = lead_evident
        || node.body.iter().any(|p| in_body(&p.recognised(text)))
        || points.iter().any(|p| p.field.is_some());
    let evident_below = points.iter().any(|p| p.field.is_none() && (p.evident || p.evident_below));
    let heading = key(text, &node.heading, 40);
    View {
        node,
        field,
        evident,
        evident_below,
        cuts,
        lead_evident,
        labelled,
        points,
        states_nothing: !lead_evident && states_nothing(&heading, evident || evident_below)
            || node.children.is_empty() && (asks(&heading) || node.body.is_empty() && names_chapter(&heading)),
        is_goals: GOALS.end(&heading) && heading.chars().count() <= 12,
        is_duty: !lead_evident && DUTIES.longest_in(&heading).is_some(),
    }
}

/// 第七章　民生实事: a chapter whose works stand elsewhere.
fn names_chapter(heading: &str) -> bool {
    heading == "民生实事" || TASKS_CHAPTERS.contains(&heading)
}

/// 问：养老方面有哪些举措？ names no project.
fn asks(heading: &str) -> bool {
    ["问:", "问题:", "记者:"].iter().any(|w| heading.starts_with(w))
}

/// Whether a heading is that of a chapter of requirements, safeguards or procedure.
fn states_nothing(heading: &str, evident: bool) -> bool {
    if heading.chars().count() <= 16 {
        let division = ["责任分工", "任务分工", "职责分工"].iter().any(|w| heading.ends_with(w));
        return division && !evident || NO_ITEMS.any_in(heading);
    }
    // Glued to its text, the heading is only known by its start. A project may be called 完善工作机制: units tell it.
    NO_ITEMS.longest_in(heading).is_some_and(|(length, ())| length >= 12)
}

/// The label that a node's lead opens with.
fn heading_label(text: &Text, node: &Node) -> Option<Label> {
    let read = node.lead.recognised(text);
    let mut cut = read.len().min(120);
    while !read.is_char_boundary(cut) {
        cut -= 1;
    }
    // `（1）项目名称：…` opens an item of its own.
    let field = |l: &Label| !matches!(l.role, ColumnRole::Title | ColumnRole::Category | ColumnRole::Seq);
    label::at_start(&read[..cut]).or_else(|| label::heading(&read[..cut])).filter(field)
}

impl<'n> View<'n> {
    /// The points below that are no fields.
    pub fn plain(&self) -> impl DoubleEndedIterator<Item = &View<'n>> {
        self.points.iter().filter(|p| p.field.is_none())
    }

    pub fn style(&self) -> Option<NumberStyle> {
        self.node.number.as_ref().map(|n| n.style)
    }

    /// Points within an item rather than items under a heading, by their style.
    pub fn is_inner(&self) -> bool {
        use NumberStyle::{ArabicBracket, Bullet, Circled, Nth};
        matches!(self.style(), Some(Nth | Circled | ArabicBracket | Bullet))
    }

    pub fn opens_with_label(&self) -> bool {
        self.labelled
    }

    pub fn has_bullets(&self) -> bool {
        self.points.iter().any(|p| p.style() == Some(NumberStyle::Bullet))
    }

    /// Whether there is more than a heading.
    pub fn has_text(&self, text: &Text) -> bool {
        !self.node.body.is_empty() || self.node.lead.read(text).chars().nth(30).is_some()
    }
}
