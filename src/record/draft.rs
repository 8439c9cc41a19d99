//! Items before their keys are known, and which of them are kept.
//!
//! A list is judged as a whole: one without units or labels must state works, not places, duties or steps.

use super::item::{Item, Unit};
use crate::layout::NumberStyle;
use crate::lexicon::Field;
use crate::text::{Excerpt, Text, fold, holds_any};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What stands above a node.
#[derive(Clone, Default)]
pub struct Above {
    pub category: Vec<Excerpt>,
    /// Numbers of the headings, for keys.
    pub path: Vec<String>,
    /// `附件`, where the node belongs to an annex.
    pub annex: Option<String>,
    /// What the heading says its text is: `2024年工作安排`, `完成情况`.
    pub stated: Option<(Field, Excerpt)>,
    /// The units that the heading names: `市教育局：`, `市教育局牵头的3件` above their projects.
    pub offices: Vec<Unit>,
    pub section: usize,
    pub depth: usize,
}

/// An item before its key is known.
pub struct Draft {
    pub item: Item,
    pub above: Rc<Above>,
    pub own: Option<String>,
    pub style: Option<NumberStyle>,
    /// Units or labels were found.
    pub evident: bool,
    /// One of the overall goals.
    pub goal: bool,
}

/// The items that are kept, with their keys.
pub fn finish(mut drafts: Vec<Draft>, text: &Text, strict: bool) -> Vec<Item> {
    if strict {
        drafts.retain(|d| d.evident);
    }
    if drafts.iter().any(|d| is_bare_amount(d, text)) {
        return Vec::new();
    }
    drop_letters(&mut drafts);
    drop_implausible(&mut drafts, text);
    if drafts.iter().all(|d| d.goal) {
        return Vec::new();
    }
    // Numbers that start anew under each heading need the headings' numbers in front.
    let mut seen = HashSet::new();
    let mut restarts = HashSet::new();
    for d in drafts.iter().filter(|d| !d.goal) {
        if d.own.as_ref().is_some_and(|own| !seen.insert((d.above.section, own.as_str()))) {
            restarts.insert(d.above.section);
        }
    }
    let mut sections = drafts.iter().filter(|d| !d.goal).map(|d| d.above.section);
    let first = sections.next();
    let several = sections.any(|section| Some(section) != first);
    for (n, Draft { item, above, own, goal, .. }) in drafts.iter_mut().enumerate() {
        let mut step = |part: &str| {
            item.key.push_str(part);
            item.key.push('.');
        };
        if *goal {
            step("目标");
        } else {
            above.annex.iter().filter(|_| several).for_each(|annex| step(annex));
            above.path.iter().filter(|_| restarts.contains(&above.section)).for_each(|number| step(number));
        }
        match own {
            Some(own) => item.key.push_str(own),
            None => item.key.push_str(&(n + 1).to_string()),
        }
    }
    drafts.into_iter().map(|d| d.item).collect()
}

/// Drops the sections without evidence that stand before one with it: duties of a cover letter.
fn drop_letters(drafts: &mut Vec<Draft>) {
    let first = drafts.iter().filter(|d| d.evident && !d.goal).map(|d| d.above.section).min();
    drafts.retain(|d| d.goal || first.is_none_or(|first| d.above.section >= first));
}

/// Drops lists without units or labels that are none of works: places, conditions, steps. Judged by section and style of number.
fn drop_implausible(drafts: &mut Vec<Draft>, text: &Text) {
    // Where some lists name units, each heading's list counts for itself: a ranking of towns may stand beside the projects.
    let any_evident = drafts.iter().any(|d| d.evident && !d.goal);
    let mut groups: HashMap<_, (usize, usize, bool)> = HashMap::new();
    for d in drafts.iter().filter(|d| !d.goal) {
        let (all, good, evident) = groups.entry(group(d, any_evident)).or_default();
        *all += 1;
        // A list with units or labels is kept whatever its items state.
        *evident |= d.evident;
        // 一、2023年完成情况: what stands below was promised.
        let told = matches!(d.above.stated, Some((Field::Progress, _)));
        *good += usize::from(!*evident && (told || states_amount(d, text) || !any_evident && states_work(d, text)));
    }
    let kept = drafts.iter().map(|d| {
        let (all, good, evident) = groups.get(&group(d, any_evident)).copied().unwrap_or_default();
        d.goal || evident || (all > 1 || any_evident) && good * 10 >= all * 6
    });
    let mut kept = kept.collect::<Vec<_>>().into_iter();
    drafts.retain(|_| kept.next().unwrap_or_default());
}

/// The list that an item belongs to, and where `by_heading` the heading that it stands under.
fn group(d: &Draft, by_heading: bool) -> (usize, Option<NumberStyle>, Option<&[String]>) {
    (d.above.section, d.style, by_heading.then_some(&d.above.path))
}

/// Whether an item is named by nothing but an amount: the cells of a table, read as prose.
fn is_bare_amount(d: &Draft, text: &Text) -> bool {
    let title = d.item.title.read(text);
    !title.is_empty() && title.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '%'))
}

/// Whether an item says what is done.
fn states_work(d: &Draft, text: &Text) -> bool {
    let title = key(text, &d.item.title, 200);
    holds_any(&title, WORKS)
}

fn states_amount(d: &Draft, text: &Text) -> bool {
    has_amount(&key(text, &d.item.title, 200)) || d.item.passages.iter().any(|p| has_amount(&key(text, &p.text, 400)))
}

/// Words for what is done in a project.
const WORKS: &[&str] = &[
    "新建", "改建", "扩建", "新增", "改造", "建设", "建成", "实施", "推进", "完成", "开展", "提升", "提高", "完善",
    "打造", "优化", "整治", "治理", "修建", "修缮", "升级", "扩大", "发放", "资助", "培训", "救助", "免费", "安装",
    "增设", "更新", "加强", "加快", "落实", "创建", "举办", "设立", "健全", "推动", "促进", "强化", "保障", "工程",
];

/// Whether a number with a measure word stands in a string.
fn has_amount(s: &str) -> bool {
    let mut digits = false;
    for c in s.chars() {
        if !c.is_ascii_digit() {
            if digits && "个项件人户名座条处台套公里千米平万亿元吨次场批只辆间张亩家所%".contains(c)
            {
                return true;
            }
            digits = false;
        } else {
            digits = true;
        }
    }
    false
}

/// The first characters of an excerpt, half-width, simplified, without blanks.
pub fn key(text: &Text, excerpt: &Excerpt, most: usize) -> String {
    fold::key_of_first(&excerpt.recognised(text), most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_need_a_measure_word() {
        assert!(has_amount("修路12公里"));
        assert!(!has_amount("2023年修路"));
    }
}
