//! What belongs to the site and not to the page's text: navigation, lists of links, share bars, imprints.
//!
//! Careful: a part is left out only if next to nothing in it stands outside of links, or if its name says what it is and it holds
//! little text. What is left is judged by its words later, by those who read the text.

use super::tag::Tag;
use super::tree::Tree;

/// Text outside of links that a list of links may hold: its heading, a date.
const BESIDE: usize = 30;
/// Text that a part of the site may hold that is named as such.
const NAMED: usize = 300;
/// Links that make a list.
const LINKS: usize = 3;

/// Marks the nodes that belong to the site as dropped.
pub(super) fn drop(tree: &mut Tree) {
    let sums = Sums::of(tree);
    let mut at = 0;
    while at < tree.nodes.len() {
        let node = &tree.nodes[at];
        if node.dropped {
            at = node.end;
        } else if is_furniture(tree, at, &sums.over(at + 1, node.end)) {
            tree.nodes[at].dropped = true;
            at = tree.nodes[at].end;
        } else {
            at += 1;
        }
    }
}

fn is_furniture(tree: &Tree, at: usize, sum: &Sum) -> bool {
    let node = &tree.nodes[at];
    if !node.tag.is_block() || sum.chars == 0 {
        return false;
    }
    let landmark = node.named || matches!(node.tag, Tag::Nav | Tag::Footer | Tag::Aside);
    if landmark && sum.plain < NAMED {
        return true;
    }
    sum.links >= LINKS && sum.plain <= BESIDE && sum.linked * 5 >= sum.chars * 2 && !is_annex(tree, at)
}

/// 附件：1.… 2.…, each a link, belongs to the notice.
fn is_annex(tree: &Tree, at: usize) -> bool {
    let nodes = tree.nodes.get(at..tree.nodes[at].end).unwrap_or_default();
    let first = nodes.iter().map(|node| tree.text_of(node).trim_start()).find(|text| !text.is_empty());
    first.is_some_and(|text| text.starts_with("附件"))
}

/// Sums over the nodes in front of each.
struct Sums(Vec<Sum>);

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Characters that are not blank.
    chars: usize,
    /// Of these in links.
    linked: usize,
    /// In lines that are no lines of links.
    plain: usize,
    links: usize,
}

impl Sums {
    fn of(tree: &Tree) -> Self {
        let mut lines = Lines {
            kinds: vec![Kind::Plain; tree.nodes.len()],
            line: Vec::new(),
            chars: 0,
            linked: 0,
            numbered: false,
        };
        let mut counted = vec![(0, false); tree.nodes.len()];
        let mut blocks: Vec<usize> = Vec::new();
        let mut link_end = 0;
        let mut at = 0;
        while let Some(node) = tree.nodes.get(at) {
            while blocks.last().is_some_and(|end| *end <= at) {
                blocks.pop();
                lines.end();
            }
            if node.dropped {
                at = node.end;
                continue;
            }
            if node.link {
                link_end = node.end;
            }
            if node.tag == Tag::Text {
                let text = tree.text_of(node);
                let chars = text.chars().filter(|c| !c.is_whitespace()).count();
                counted[at] = (chars, at < link_end);
                lines.add(at, text, chars, at < link_end);
            } else if node.tag.is_block() {
                lines.end();
                blocks.push(node.end);
            }
            at += 1;
        }
        lines.end();
        let mut sums = Vec::with_capacity(tree.nodes.len() + 1);
        let mut sum = Sum::default();
        for (i, node) in tree.nodes.iter().enumerate() {
            sums.push(sum);
            let (chars, linked) = counted[i];
            sum.chars += chars;
            // A numbered line may be an item whose title leads to a page of its own.
            sum.linked += if linked && lines.kinds[i] != Kind::Numbered { chars } else { 0 };
            sum.plain += if lines.kinds[i] != Kind::Links { chars } else { 0 };
            sum.links += usize::from(node.link && !node.dropped);
        }
        sums.push(sum);
        Sums(sums)
    }

    fn over(&self, from: usize, to: usize) -> Sum {
        let (Some(a), Some(b)) = (self.0.get(from), self.0.get(to)) else { return Sum::default() };
        Sum {
            chars: b.chars - a.chars,
            linked: b.linked - a.linked,
            plain: b.plain - a.plain,
            links: b.links - a.links,
        }
    }
}

/// What a line is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Links,
    Numbered,
}

/// The line that is being read, and what the lines before are, by the nodes of their texts.
struct Lines {
    kinds: Vec<Kind>,
    line: Vec<usize>,
    chars: usize,
    linked: usize,
    numbered: bool,
}

impl Lines {
    fn add(&mut self, node: usize, text: &str, chars: usize, linked: bool) {
        if chars == 0 {
            return;
        }
        if self.line.is_empty() {
            self.numbered = is_numbered(text.trim_start());
        }
        self.line.push(node);
        self.chars += chars;
        self.linked += if linked { chars } else { 0 };
    }

    fn end(&mut self) {
        let kind = match self.linked * 2 < self.chars {
            _ if self.numbered => Kind::Numbered,
            true => Kind::Plain,
            false => Kind::Links,
        };
        for node in self.line.drain(..) {
            self.kinds[node] = kind;
        }
        (self.chars, self.linked) = (0, 0);
    }
}

/// `1.`, `一、`, `（一）`, `第一项`.
fn is_numbered(s: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let inner = s.trim_start_matches(['（', '(', '第']);
    let rest = inner.trim_start_matches(digit);
    rest.len() < inner.len() && rest.starts_with(['.', '、', '．', ')', '）', '项', '件'])
}
