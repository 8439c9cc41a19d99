//! What the attributes of an element say of it: whether it is shown, which cells it spans, how its items are numbered, and by class and id
//! whether it is a part of the site.

use super::tag::Tag;
use super::token::attributes;
use super::tree::Node;

/// Takes over what the attributes say.
pub(super) fn mark(node: &mut Node, source: &str) {
    if source.is_empty() {
        return;
    }
    for (attribute, value) in attributes(source) {
        let is = |name: &str| attribute.eq_ignore_ascii_case(name);
        if is("style") {
            node.dropped |= hides(value);
            if matches!(node.tag, Tag::Ol | Tag::Li) {
                node.style = list_style(value).unwrap_or(node.style);
            }
        } else if is("hidden") {
            node.dropped = true;
        } else if is("class") || is("id") || is("role") {
            node.named |= node.tag.is_block() && value.split_ascii_whitespace().any(names_furniture);
        } else {
            match node.tag {
                Tag::A if is("href") => node.link = true,
                Tag::Cell if is("rowspan") => node.rows = number(value).unwrap_or(1),
                Tag::Cell if is("colspan") => node.columns = number(value).unwrap_or(1),
                Tag::Ol if is("start") => node.number = value.trim().parse().ok(),
                Tag::Li if is("value") => node.number = value.trim().parse().ok(),
                Tag::Ol if is("type") => {
                    node.style = value.chars().find(|c| "1aAiI".contains(*c)).unwrap_or(node.style)
                }
                _ => {}
            }
        }
    }
}

/// The digits at the start of a value.
fn number(value: &str) -> Option<u32> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}

/// Whether a style says that the element is not shown.
fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((name, value)) = rule.split_once(':') else { return false };
        let (name, value) = (name.trim(), value.trim());
        name.eq_ignore_ascii_case("display") && starts(value, "none")
            || name.eq_ignore_ascii_case("visibility") && starts(value, "hidden")
            || name.eq_ignore_ascii_case("mso-hide") && starts(value, "all")
    })
}

fn starts(value: &str, word: &str) -> bool {
    value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// How a style numbers a list.
fn list_style(style: &str) -> Option<char> {
    let (_, value) = style.split(';').filter_map(|rule| rule.split_once(':')).find(|(name, _)| {
        let name = name.trim();
        name.eq_ignore_ascii_case("list-style-type") || name.eq_ignore_ascii_case("list-style")
    })?;
    value.split_ascii_whitespace().find_map(|word| {
        Some(match word.to_ascii_lowercase().as_str() {
            "none" | "disc" | "circle" | "square" => ' ',
            "decimal" | "decimal-leading-zero" => '1',
            "lower-alpha" | "lower-latin" => 'a',
            "upper-alpha" | "upper-latin" => 'A',
            "lower-roman" => 'i',
            "upper-roman" => 'I',
            "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" | "cjk-decimal" => '一',
            _ => return None,
        })
    })
}

/// Words in class and id that say that an element is a part of the site, whole or in front of `-`, `_` or a number.
const FURNITURE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "foot",
    "share",
    "bdsharebuttonbox",
    "breadcrumb",
    "crumb",
    "crumbs",
    "sidebar",
    "copyright",
    "toolbar",
    "pagination",
    "pager",
    "login",
    "search",
    "friendlink",
    "related",
    "qrcode",
    "contentinfo",
];

fn names_furniture(word: &str) -> bool {
    FURNITURE.iter().any(|known| {
        starts(word, known)
            && word[known.len()..].chars().next().is_none_or(|c| c.is_ascii_digit() || matches!(c, '-' | '_'))
    })
}
