//! The elements and texts of a page in reading order, in one flat list. A node's descendants stand behind it up to `end`.
//!
//! Ends that pages leave out are added (`<p>` before a block, `<td>` before the next), wrong ones are passed by. This is not the
//! standard's tree: formatting elements are not repaired, since no line depends on them, so that each tag costs the same however
//! deep it stands.

use super::attribute;
use super::entity;
use super::tag::{Name, TAGS, Tag, name};
use super::token::{Token, Tokens, attributes};
use crate::problem::ProblemKind;
use crate::source::limits::Limits;

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    /// Not shown, or of the site and not of the page's text.
    pub(super) dropped: bool,
    /// A link that leads somewhere.
    pub(super) link: bool,
    /// What class and id say: a part of the site.
    pub(super) named: bool,
    /// The node behind its last descendant.
    pub(super) end: usize,
    /// Of a text, in the tree's text.
    pub(super) text: (usize, usize),
    /// Of a cell, as written: 0 rows means all that are left.
    pub(super) rows: u32,
    pub(super) columns: u32,
    /// The number that a list or a list item states.
    pub(super) number: Option<i32>,
    /// How the items of a list are numbered: `1`, `a`, `A`, `i`, `I`, `一`, or a blank where they are not.
    pub(super) style: char,
}

#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) text: String,
    pub(super) title: String,
    /// Name and content of `<meta>`.
    pub(super) metas: Vec<(String, String)>,
}

impl Tree {
    pub(super) fn text_of(&self, node: &Node) -> &str {
        self.text.get(node.text.0..node.text.1).unwrap_or_default()
    }
}

/// Most `<meta>` that are kept, and longest content in bytes.
const METAS: usize = 100;
const LONGEST_META: usize = 600;

pub(super) fn parse(html: &str, limits: &Limits) -> Result<Tree, ProblemKind> {
    let mut builder = Builder {
        tree: Tree::default(),
        open: Vec::new(),
        last: std::array::from_fn(|_| Vec::new()),
        // In XHTML, <td/> is an empty cell.
        xml: html.trim_start().starts_with("<?xml"),
        titled: false,
    };
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        if limits.stop.is_set() {
            return Err(ProblemKind::OutOfTime);
        }
        match token {
            Token::Text(text) => builder.text(text, true),
            Token::Plain(text) => builder.text(text, false),
            Token::End { name: written } => {
                if let Name::Tag(tag) = name(written) {
                    builder.end(tag);
                }
            }
            Token::Start { name: written, attributes: source, closed } => {
                let empty = closed && builder.xml;
                match name(written) {
                    Name::Tag(tag) => builder.start(tag, source, empty),
                    Name::Raw if !empty => drop(tokens.raw(written)),
                    Name::Title if !empty => builder.title(tokens.raw(written)),
                    Name::Meta => builder.meta(source),
                    Name::Raw | Name::Title | Name::Frame | Name::Nothing => {}
                }
            }
        }
        if builder.open.len() > limits.depth {
            return Err(ProblemKind::OverLimit { what: "levels of nested elements", limit: limits.depth as u64 });
        }
    }
    builder.close(0);
    Ok(builder.tree)
}

struct Builder {
    tree: Tree,
    /// The elements that are open, outermost first.
    open: Vec<(Tag, usize)>,
    /// Places of each tag in `open`, so that none is searched for.
    last: [Vec<usize>; TAGS],
    xml: bool,
    titled: bool,
}

/// What an element that ends at the cell's or table's border cannot reach beyond.
const BORDERS: [Tag; 3] = [Tag::Cell, Tag::Caption, Tag::Table];

/// How many inline elements an end tag looks past.
const INLINES: usize = 16;

impl Builder {
    /// Place of the innermost open element of a tag.
    fn at(&self, tag: Tag) -> Option<usize> {
        self.last[tag as usize].last().copied()
    }

    /// Place of the innermost one of several tags.
    fn innermost(&self, tags: &[Tag]) -> Option<usize> {
        tags.iter().filter_map(|tag| self.at(*tag)).max()
    }

    /// The innermost of the first tags, if none of the second stands within it.
    fn within(&self, tags: &[Tag], borders: &[Tag]) -> Option<usize> {
        let found = self.innermost(tags)?;
        (Some(found) > self.innermost(borders)).then_some(found)
    }

    /// Ends the open elements from this place on.
    fn close(&mut self, from: usize) {
        let end = self.tree.nodes.len();
        for (tag, node) in self.open.drain(from.min(self.open.len())..).rev() {
            self.last[tag as usize].pop();
            self.tree.nodes[node].end = end;
        }
    }

    fn push(&mut self, tag: Tag) -> usize {
        let index = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            tag,
            dropped: tag == Tag::Unseen,
            link: false,
            named: false,
            end: index + 1,
            text: (0, 0),
            rows: 1,
            columns: 1,
            number: None,
            style: '1',
        });
        index
    }

    fn open(&mut self, tag: Tag) -> usize {
        let index = self.push(tag);
        self.last[tag as usize].push(self.open.len());
        self.open.push((tag, index));
        index
    }

    fn text(&mut self, source: &str, references: bool) {
        let start = self.tree.text.len();
        if references {
            entity::push(source, &mut self.tree.text);
        } else {
            self.tree.text.push_str(source);
        }
        let end = self.tree.text.len();
        let index = self.push(Tag::Text);
        self.tree.nodes[index].text = (start, end);
    }

    fn title(&mut self, source: &str) {
        if !std::mem::replace(&mut self.titled, true) {
            // Tags in it are those of a page that forgot to end it.
            entity::push(source.split('<').next().unwrap_or_default(), &mut self.tree.title);
        }
    }

    fn meta(&mut self, source: &str) {
        let (mut key, mut content) = ("", "");
        for (attribute, value) in attributes(source) {
            if attribute.eq_ignore_ascii_case("name") {
                key = value;
            } else if attribute.eq_ignore_ascii_case("content") {
                content = value;
            }
        }
        if !key.is_empty() && content.len() <= LONGEST_META && self.tree.metas.len() < METAS {
            let mut read = String::new();
            entity::push(content, &mut read);
            self.tree.metas.push((key.to_ascii_lowercase(), read));
        }
    }

    fn start(&mut self, tag: Tag, source: &str, empty: bool) {
        self.make_room(tag);
        let index = if tag.is_void() || empty { self.push(tag) } else { self.open(tag) };
        attribute::mark(&mut self.tree.nodes[index], source);
    }

    /// Ends what the start of an element ends, and begins what it needs around it.
    fn make_room(&mut self, tag: Tag) {
        if tag.ends_paragraph()
            && let Some(at) = self.within(&[Tag::P], &BORDERS)
        {
            self.close(at);
        }
        match tag {
            Tag::Li => {
                if let Some(at) = self.within(&[Tag::Li], &[Tag::Ul, Tag::Ol, Tag::Cell, Tag::Caption, Tag::Table]) {
                    self.close(at);
                }
            }
            Tag::Dt | Tag::Dd => {
                if let Some(at) = self.within(&[Tag::Dt, Tag::Dd], &[Tag::Dl, Tag::Cell, Tag::Caption, Tag::Table]) {
                    self.close(at);
                }
            }
            Tag::Heading => {
                if let Some(&(Tag::Heading, _)) = self.open.last() {
                    self.close(self.open.len() - 1);
                }
            }
            Tag::Option => {
                if let Some(at) = self.within(&[Tag::Option], &[Tag::Unseen]) {
                    self.close(at);
                }
            }
            Tag::A => self.end_link(),
            Tag::Caption | Tag::Section | Tag::Row | Tag::Cell => self.make_room_in_table(tag),
            _ => {}
        }
    }

    /// Parts of a table end those that stand open in the same table. Rows without a table (a fragment of a page) get one.
    fn make_room_in_table(&mut self, tag: Tag) {
        let table = match self.at(Tag::Table) {
            Some(table) => table,
            None => {
                self.open(Tag::Table);
                self.open.len() - 1
            }
        };
        let beyond = |at: Option<usize>| at.filter(|at| *at > table);
        let (section, row) = (beyond(self.at(Tag::Section)), beyond(self.at(Tag::Row)));
        match tag {
            Tag::Cell => match row {
                Some(row) => self.close(row + 1),
                None => {
                    self.close(section.unwrap_or(table) + 1);
                    self.open(Tag::Row);
                }
            },
            Tag::Row => self.close(section.unwrap_or(table) + 1),
            _ => self.close(table + 1),
        }
    }

    /// A second link ends the first, which was never ended. Around blocks it was no link of theirs.
    fn end_link(&mut self) {
        let Some(at) = self.within(&[Tag::A], &BORDERS) else { return };
        if self.is_inline_from(at + 1) {
            self.close(at);
        } else {
            self.tree.nodes[self.open[at].1].link = false;
        }
    }

    /// Whether nothing but inline elements is open from this place on.
    fn is_inline_from(&self, at: usize) -> bool {
        let above = self.open.get(at..).unwrap_or_default();
        above.len() <= INLINES && above.iter().all(|(tag, _)| !tag.is_block())
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Br => drop(self.push(Tag::Br)),
            Tag::Inline | Tag::A | Tag::Sup => {
                if let Some(at) = self.within(&[tag], &BORDERS)
                    && self.is_inline_from(at)
                {
                    self.close(at);
                }
            }
            Tag::Table | Tag::Caption | Tag::Section | Tag::Row | Tag::Cell => {
                let table = self.at(Tag::Table);
                if let Some(at) = self.at(tag).filter(|at| tag == Tag::Table || Some(*at) > table) {
                    self.close(at);
                }
            }
            Tag::Li => {
                if let Some(at) = self.within(&[Tag::Li], &[Tag::Ul, Tag::Ol, Tag::Cell, Tag::Caption, Tag::Table]) {
                    self.close(at);
                }
            }
            _ => {
                if let Some(at) = self.within(&[tag], &BORDERS) {
                    self.close(at);
                }
            }
        }
    }
}
