//! Writes the tree of a page as lines and grids: blocks on lines of their own, blanks as a browser shows them, list numbers
//! (which pages keep outside the text) in front of their items.

use super::facts;
use super::table::{self, Placed};
use super::tag::Tag;
use super::tree::{Node, Tree};
use crate::problem::ProblemKind;
use crate::source::page::Page;
use std::collections::HashMap;

/// How many nodes behind the start of a list item its first word stands at most.
const NEAR: usize = 64;

pub(super) fn write(tree: &Tree, page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let grids = table::grids(tree, page.limits())?;
    for line in facts::lines(tree, &shown(tree)) {
        page.paragraph(&line)?;
    }
    let mut writer = Writer {
        tree,
        grids,
        page,
        line: String::new(),
        gap: Gap::None,
        cell: None,
        lists: Vec::new(),
        number: String::new(),
    };
    writer.flow(0, tree.nodes.len(), Within::Page)?;
    writer.end_line()
}

/// All text that is shown, as it stands in the source.
fn shown(tree: &Tree) -> String {
    let mut out = String::with_capacity(tree.text.len());
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        if node.dropped {
            at = node.end;
            continue;
        }
        out.push_str(tree.text_of(node));
        at += 1;
    }
    out
}

struct Writer<'t, 'p, 'l> {
    tree: &'t Tree,
    grids: HashMap<usize, Vec<Placed>>,
    page: &'p mut Page<'l>,
    line: String,
    /// What stands between the line and the next word.
    gap: Gap,
    /// The lines of the cell that is being written.
    cell: Option<String>,
    lists: Vec<List>,
    /// The number of a list item, to stand in front of its first word.
    number: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    /// A line end of the source, which beside a Chinese character is none.
    LineEnd,
}

/// An open list.
struct List {
    ordered: bool,
    next: i32,
    style: char,
}

/// Where a stretch of the page is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Page,
    /// Cells are left out: what stands loose in a table.
    Table,
    Cell,
}

/// What the end of an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leave {
    Line,
    Item,
    List,
    Pre,
    /// The end of a cell of a table within a cell.
    Blank,
}

impl Writer<'_, '_, '_> {
    fn flow(&mut self, from: usize, to: usize, within: Within) -> Result<(), ProblemKind> {
        let tree = self.tree;
        let mut open: Vec<(usize, Leave)> = Vec::new();
        let (mut raised, mut pre) = (0, 0usize);
        let mut at = from;
        loop {
            while let Some((_, leave)) = open.pop_if(|(end, _)| *end <= at || at >= to) {
                match leave {
                    Leave::Blank => self.gap = Gap::Blank,
                    _ => self.end_line()?,
                }
                match leave {
                    Leave::List => drop(self.lists.pop()),
                    Leave::Item => self.number.clear(),
                    Leave::Pre => pre -= 1,
                    _ => {}
                }
            }
            let Some(node) = tree.nodes.get(at).filter(|_| at < to) else { return Ok(()) };
            if node.dropped || node.tag == Tag::Cell && within == Within::Table {
                at = node.end;
                continue;
            }
            match node.tag {
                Tag::Text => self.text(tree.text_of(node), at < raised, pre > 0)?,
                Tag::Sup => raised = node.end,
                Tag::Inline | Tag::A | Tag::Option | Tag::Unseen => {}
                Tag::Cell if within == Within::Cell => open.push((node.end, Leave::Blank)),
                Tag::Table if within != Within::Cell && self.grids.contains_key(&at) => {
                    self.end_line()?;
                    self.grid(at)?;
                    at = node.end;
                    continue;
                }
                _ => {
                    self.end_line()?;
                    open.push((node.end, self.enter(at, node, &mut pre)));
                }
            }
            at += 1;
        }
    }

    fn enter(&mut self, at: usize, node: &Node, pre: &mut usize) -> Leave {
        match node.tag {
            Tag::Ul | Tag::Ol => {
                self.lists.push(List {
                    ordered: node.tag == Tag::Ol,
                    next: node.number.unwrap_or(1),
                    style: node.style,
                });
                Leave::List
            }
            Tag::Pre => {
                *pre += 1;
                Leave::Pre
            }
            Tag::Li => {
                let ordered = self.lists.last().is_some_and(|list| list.ordered);
                let own = ordered && self.opens_numbered(at + 1, node.end.min(at + NEAR));
                if let Some(list) = self.lists.last_mut().filter(|_| ordered) {
                    let number = node.number.unwrap_or(list.next);
                    list.next = number.saturating_add(1);
                    if !own && node.style != ' ' {
                        self.number = numeral(number, list.style);
                    }
                }
                Leave::Item
            }
            _ => Leave::Line,
        }
    }

    /// Whether the first text of a list item is numbered by hand.
    fn opens_numbered(&self, from: usize, to: usize) -> bool {
        let nodes = self.tree.nodes.get(from..to).unwrap_or_default();
        let first = nodes.iter().map(|node| self.tree.text_of(node).trim_start()).find(|text| !text.is_empty());
        first.is_some_and(|text| {
            let digits = |c: char| c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(c);
            let inner = text.trim_start_matches(['（', '(', '第']);
            let rest = inner.trim_start_matches(digits);
            rest.len() < inner.len() && rest.starts_with(['.', '、', '．', ')', '）', '项', '件', '是'])
                || text.starts_with(|c| ('①'..='⑳').contains(&c))
        })
    }

    fn grid(&mut self, table: usize) -> Result<(), ProblemKind> {
        let Some(cells) = self.grids.remove(&table) else { return Ok(()) };
        let tree = self.tree;
        // A caption stands above; so does what stands in no cell, as in a browser.
        self.flow(table + 1, tree.nodes[table].end, Within::Table)?;
        self.end_line()?;
        self.page.begin_grid();
        for cell in cells {
            self.cell = Some(String::new());
            self.flow(cell.node + 1, tree.nodes[cell.node].end, Within::Cell)?;
            self.end_line()?;
            let content = self.cell.take().unwrap_or_default();
            self.page.cell((cell.row, cell.column), (cell.rows, cell.columns), &content)?;
        }
        self.page.end_grid();
        Ok(())
    }

    /// Adds text to the line.
    fn text(&mut self, source: &str, raised: bool, pre: bool) -> Result<(), ProblemKind> {
        if raised
            && let Some(power) = power(source)
            && self.line.ends_with(['m', 'M', '米'])
        {
            self.line.push(power);
            return Ok(());
        }
        if pre {
            for (i, line) in source.split('\n').enumerate() {
                if i > 0 {
                    self.end_line()?;
                }
                self.line.push_str(line);
            }
            return Ok(());
        }
        let mut rest = source;
        loop {
            let word = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let blank = &rest[..rest.len() - word.len()];
            if blank.contains('\n') {
                self.gap = if self.gap == Gap::Blank { Gap::Blank } else { Gap::LineEnd };
            } else if !blank.is_empty() {
                self.gap = Gap::Blank;
            }
            if word.is_empty() {
                return Ok(());
            }
            let end = word.find(|c: char| c.is_ascii_whitespace()).unwrap_or(word.len());
            self.word(&word[..end]);
            rest = &word[end..];
        }
    }

    fn word(&mut self, word: &str) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let wide =
            |c: Option<char>| c.is_some_and(|c| ('\u{2E80}'..='\u{FFEF}').contains(&c) || "“”‘’—…·①".contains(c));
        let joins = gap == Gap::LineEnd && (wide(self.line.chars().next_back()) || wide(word.chars().next()));
        if self.line.is_empty() {
            self.line.push_str(&std::mem::take(&mut self.number));
        }
        if gap != Gap::None && !self.line.is_empty() && !joins && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        self.line.push_str(word);
    }

    fn end_line(&mut self) -> Result<(), ProblemKind> {
        self.gap = Gap::None;
        let line = self.line.trim();
        if !line.is_empty() {
            match &mut self.cell {
                Some(cell) => {
                    if !cell.is_empty() {
                        cell.push('\n');
                    }
                    cell.push_str(line);
                }
                None => self.page.paragraph(line)?,
            }
        }
        self.line.clear();
        Ok(())
    }
}

/// m<sup>2</sup> is ㎡, not m2.
fn power(source: &str) -> Option<char> {
    match source.trim() {
        "2" => Some('²'),
        "3" => Some('³'),
        _ => None,
    }
}

/// The number that a browser writes in front of a list item.
fn numeral(number: i32, style: char) -> String {
    let letter = |first: u8| {
        let at = u8::try_from(number - 1).ok().filter(|n| *n < 26)?;
        Some(format!("{}. ", char::from(first + at)))
    };
    match style {
        ' ' => None,
        'a' => letter(b'a'),
        'A' => letter(b'A'),
        'i' | 'I' => roman(number).map(|r| if style == 'i' { r.to_lowercase() } else { r }).map(|r| format!("{r}. ")),
        '一' => chinese(number).map(|n| format!("{n}、")),
        _ => Some(format!("{number}. ")),
    }
    .unwrap_or_else(|| if style == ' ' { String::new() } else { format!("{number}. ") })
}

fn roman(number: i32) -> Option<String> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    let n = usize::try_from(number).ok().filter(|n| (1..40).contains(n))?;
    Some(format!("{}{}", TENS[n / 10], ONES[n % 10]))
}

fn chinese(number: i32) -> Option<String> {
    const ONES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let n = usize::try_from(number).ok().filter(|n| (1..100).contains(n))?;
    let tens = match n / 10 {
        0 => String::new(),
        1 => "十".to_string(),
        tens => format!("{}十", ONES[tens]),
    };
    Some(tens + ONES[n % 10])
}
