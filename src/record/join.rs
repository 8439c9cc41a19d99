//! Joins what one notice says twice: a table and the plan below it, two tables of the same projects.
//!
//! Two groups of items are joined when most of the later group stand in the earlier one, in the same order, by number
//! path and title likeness. No join rather than a wrong one: a group that does not fit stays apart.

use super::item::{Item, Passage};
use crate::text::numbering;
use crate::text::{Excerpt, Text, fold};
use std::collections::{HashMap, HashSet};

/// Titles this alike (per cent of the shorter one's character pairs) are one item even under other numbers.
const ALIKE: usize = 80;
/// What titles under one number must at least share.
const RELATED: usize = 20;
/// Share of a group (per cent) that must find its partner before the group is joined at all.
const MOST: usize = 60;

/// The items of one block, and the annex that it stands in.
#[derive(Default)]
pub struct Group {
    pub items: Vec<Item>,
    pub annex: Option<Annex>,
    /// The number of the heading right above a table: `二`.
    pub heading: Option<String>,
    /// Only what repeats items of other groups counts.
    pub retold: bool,
    /// Repeats none, whatever its titles: those of a matrix are the names of amounts.
    pub matrix: bool,
}

/// The annex above a table: its title, and its number as it enters keys (`附件2`).
#[derive(Clone)]
pub struct Annex {
    pub title: Excerpt,
    pub number: String,
}

/// One list of items from the lists of a notice's blocks, in order of appearance.
pub fn join(groups: Vec<Group>, text: &Text) -> Vec<Item> {
    let mut all: Vec<Item> = Vec::new();
    // Where each list that repeats no other begins, its annex, and the number of its heading.
    let mut lists: Vec<(usize, Option<Annex>, Option<String>)> = Vec::new();
    let (retold, groups): (Vec<Group>, Vec<Group>) =
        groups.into_iter().filter(|g| !g.items.is_empty()).partition(|g| g.retold);
    let (matrices, groups): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(|g| g.matrix);
    for Group { items: group, annex, heading, .. } in groups {
        let partners = partners(&all, &group, text);
        let found = partners.iter().flatten().count();
        if found * 100 >= group.len() * MOST && found > 0 {
            for (item, partner) in group.into_iter().zip(partners) {
                match partner {
                    Some(i) => merge(&mut all[i], item),
                    None => all.push(item),
                }
            }
        } else {
            lists.push((all.len(), annex, heading));
            all.extend(group);
        }
    }
    for Group { items: group, .. } in retold {
        let partners = partners(&all, &group, text);
        if partners.iter().flatten().count() * 100 >= all.len() * MOST {
            for (item, partner) in group.into_iter().zip(partners) {
                if let Some(i) = partner {
                    merge(&mut all[i], item);
                }
            }
        }
    }
    for Group { items: group, annex, .. } in matrices {
        lists.push((all.len(), annex, None));
        all.extend(group);
    }
    // Several lists, each in an annex of its own: the annex tells their numbers apart.
    let headed = anew(&all, &lists);
    for (n, (from, annex, heading)) in lists.iter().enumerate().filter(|_| lists.len() > 1) {
        let to = lists.get(n + 1).map_or(all.len(), |next| next.0);
        if let Some(number) = heading.as_ref().filter(|_| headed) {
            all[*from..to].iter_mut().for_each(|item| item.key = format!("{number}.{}", item.key));
        }
        let Some(annex) = annex else { continue };
        for item in all.iter_mut().take(to).skip(*from) {
            item.key = format!("{}.{}", annex.number, item.key);
            item.category.insert(0, annex.title.clone());
        }
    }
    unique_keys(&mut all);
    all
}

/// Whether the numbers of lists that have headings start anew below each: then the headings' numbers tell them apart.
fn anew(all: &[Item], lists: &[(usize, Option<Annex>, Option<String>)]) -> bool {
    let mut firsts = lists.iter().filter(|list| list.2.is_some()).filter_map(|list| all.get(list.0)).map(|i| &i.key);
    firsts.next().is_some_and(|first| firsts.any(|key| key == first))
}

/// For each item of the later group the earlier item it repeats, in increasing order.
fn partners(all: &[Item], group: &[Item], text: &Text) -> Vec<Option<usize>> {
    if all.is_empty() {
        return vec![None; group.len()];
    }
    let mut by_path: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, item) in all.iter().enumerate() {
        by_path.entry(path(&item.key)).or_default().push(i);
        by_title.entry(fold::key(&item.title.read(text))).or_default().push(i);
    }
    let mut next = 0;
    group
        .iter()
        .map(|item| {
            let title = item.title.read(text);
            let at_path = by_path.get(&path(&item.key)).into_iter().flatten();
            let at_title = by_title.get(&fold::key(&title)).into_iter().flatten();
            let partner = at_title
                .chain(at_path)
                .copied()
                .filter(|&i| i >= next)
                .find(|&i| likeness(&all[i].title.read(text), &title) >= needed(&all[i], item));
            next = partner.map_or(next, |i| i + 1);
            partner
        })
        .collect()
}

fn needed(a: &Item, b: &Item) -> usize {
    if path(&a.key) == path(&b.key) { RELATED } else { ALIKE }
}

/// The key's numbers as values, so that `1.②` and `第一件.(二)` are the same path.
fn path(key: &str) -> Vec<u32> {
    key.split('.').filter_map(|part| Some(numbering::alone(part).or_else(|| numbering::leading(part))?.value)).collect()
}

/// Per cent of the shorter string's character pairs that the other one has too.
fn likeness(a: &str, b: &str) -> usize {
    let pairs = |s: &str| {
        let key = fold::key_of_first(s, 200);
        let mut pairs: Vec<_> = key.chars().zip(key.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = shorter.iter().filter(|pair| longer.binary_search(pair).is_ok()).count();
    (shared * 100).checked_div(shorter.len()).unwrap_or(0)
}

/// Adds what the second statement of an item says.
fn merge(item: &mut Item, other: Item) {
    // A cell of content (①…) has no name of its own; a heading has.
    if item.key.contains('.') && !item.title.is_empty() && !other.title.is_empty() {
        item.title = other.title;
    }
    if item.units.is_empty() {
        item.units = other.units;
    }
    let known = |p: &Passage, all: &[Passage]| all.iter().any(|q| q.field == p.field && q.text == p.text);
    for passage in other.passages {
        if !known(&passage, &item.passages) {
            item.passages.push(passage);
        }
    }
    item.confidence = item.confidence.min(other.confidence);
}

/// Keys that two blocks share get a running number behind them.
fn unique_keys(items: &mut [Item]) {
    let mut known = HashSet::with_capacity(items.len());
    if items.iter().all(|item| known.insert(item.key.as_str())) {
        return;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut taken: HashSet<String> = items.iter().map(|i| i.key.clone()).collect();
    for item in items {
        let n = seen.entry(item.key.clone()).or_default();
        *n += 1;
        while *n > 1 {
            let key = format!("{}.{n}", item.key);
            if taken.insert(key.clone()) {
                item.key = key;
                break;
            }
            *n += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_the_same_work_are_alike() {
        assert!(likeness("完成1.8万座农村户厕改造", "农村户厕改造") >= RELATED);
        assert!(likeness("建设幼儿园", "修建公路") < RELATED);
        assert_eq!(path("1.②"), path("一.(二)"));
        assert_eq!(path("第一件.(二)"), [1, 2]);
    }
}
