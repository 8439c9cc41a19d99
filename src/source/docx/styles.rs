//! What styles say that matters for the text: whether they number their paragraphs, and whether they hide text.

use super::super::limits::Limits;
use super::super::package::Package;
use super::super::xml::{Node, Xml};
use crate::problem::ProblemKind;
use memchr::memmem;
use std::collections::HashMap;

/// How many styles may be based on each other, so that a circle ends.
const CHAIN: usize = 24;

#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    hidden: Option<bool>,
    /// Of a line in the table of contents, which only repeats the headings.
    contents: bool,
}

impl Styles {
    pub(super) fn read(package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<Self, ProblemKind> {
        let mut styles = Self::default();
        let Some(bytes) = package.part(part)? else { return Ok(styles) };
        let short = shortened(&bytes);
        let mut xml = match &short {
            Some(short) => Xml::of(short.as_bytes(), package.format(), part, limits),
            None => match Xml::open(package, part, limits)? {
                Some(xml) => xml,
                None => return Ok(styles),
            },
        };
        let mut id = String::new();
        let mut style = Style::default();
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) => match tag.name() {
                    "style" => {
                        id = tag.get("styleId").unwrap_or_default().into_owned();
                        let default = matches!(tag.get("default").as_deref(), Some("1" | "true" | "on"));
                        if default && tag.get("type").as_deref() == Some("paragraph") {
                            styles.default = Some(id.clone());
                        }
                        style = Style::default();
                    }
                    "name" => {
                        let name = tag.get("val").unwrap_or_default().to_ascii_lowercase();
                        let rank = name.strip_prefix("toc ");
                        style.contents = rank.is_some_and(|rank| rank.trim().parse::<u8>().is_ok());
                    }
                    "basedOn" => style.based_on = tag.get("val").map(String::from),
                    "numId" => style.list = tag.get("val").map(String::from),
                    "ilvl" => style.level = tag.number("val"),
                    "vanish" => style.hidden = Some(tag.is_on()),
                    // Formats of a table's parts, and what a style said before a tracked change; latent styles hold nothing.
                    "tblStylePr" | "latentStyles" | "docDefaults" | "pPrChange" | "rPrChange" | "tabs" => xml.skip()?,
                    _ => {}
                },
                Node::End(2) if !id.is_empty() => {
                    styles.by_id.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The list and the level that a paragraph style gives its paragraphs.
    pub(super) fn list<'s>(&'s self, style: Option<&'s str>) -> (Option<&'s str>, Option<usize>) {
        let chain = || self.chain(style.or(self.default.as_deref()));
        (chain().find_map(|s| s.list.as_deref()), chain().find_map(|s| s.level))
    }

    /// Whether text of this style is hidden. `None` where neither it nor what it is based on says so.
    pub(super) fn hides(&self, style: Option<&str>) -> Option<bool> {
        self.chain(style).find_map(|s| s.hidden)
    }

    /// Whether paragraphs of this style are lines of the table of contents.
    pub(super) fn is_contents(&self, style: Option<&str>) -> bool {
        style.and_then(|style| self.by_id.get(style)).is_some_and(|style| style.contents)
    }

    /// The style and those that it is based on, nearest first.
    fn chain<'s>(&'s self, style: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = style;
        std::iter::from_fn(move || {
            let style = self.by_id.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(CHAIN)
    }
}

/// The styles without formats that nobody asks for. Word and its templates write hundreds of kilobytes of them, far more than the
/// document itself, and finding a few words in them is ten times as fast as taking them apart.
fn shortened(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let root = text.find("styles ").or_else(|| text.find("styles>"))?;
    let tag = text[..root].rfind('<')?;
    let prefix = text.get(tag + 1..root)?;
    let body = root + text[root..].find('>')? + 1;
    let opening = format!("<{prefix}style ");
    let mut out = text[tag..body].to_string();
    let starts = memmem::find_iter(&text.as_bytes()[body..], opening.as_bytes()).map(|at| body + at);
    let mut starts = starts.peekable();
    while let Some(start) = starts.next() {
        let last = starts.peek().is_none();
        let style = &text[start..starts.peek().copied().unwrap_or(text.len())];
        let needed =
            ["numId", "ilvl", "vanish"].iter().any(|word| memmem::find(style.as_bytes(), word.as_bytes()).is_some());
        if needed || last {
            out.push_str(style);
            continue;
        }
        // Name and base come first, formats behind them.
        let formats = ["pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"].iter();
        let end = formats.filter_map(|name| style.find(&format!("<{prefix}{name}"))).min();
        match end {
            Some(end) => {
                out.push_str(&style[..end]);
                out.push_str(&format!("</{prefix}style>"));
            }
            None => out.push_str(style),
        }
    }
    Some(out).filter(|out| out.len() > body - tag)
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn formats_are_left_out() {
        let styles = "<?xml version=\"1.0\"?><w:styles a=\"b\"><w:docDefaults/><w:style w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:rPr><w:b/></w:rPr>\
            </w:style><w:style w:styleId=\"b\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"c\"/></w:styles>";
        let short = "<w:styles a=\"b\"><w:style w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style><w:style w:styleId=\"b\"><w:pPr><w:numPr>\
            <w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"c\"/></w:styles>";
        assert_eq!(shortened(styles.as_bytes()).as_deref(), Some(short));
        assert_eq!(shortened(b"<styles/>"), None);
        assert_eq!(shortened(b"<styles></styles>"), None);
    }
}
