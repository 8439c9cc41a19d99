//! What the head of a page states and its body does not show: the title, and the fields that government sites must give
//! (`ArticleTitle`, `PubDate`, `ContentSource`), of which scripts often write the visible copy.

use super::tree::Tree;

/// The labels under which the fields of `<meta>` stand in the text.
const FIELDS: &[(&str, &str)] = &[("pubdate", "发布日期："), ("contentsource", "来源：")];

/// Lines to stand above the text of a page, given what it shows.
pub(super) fn lines(tree: &Tree, shown: &str) -> Vec<String> {
    let mut out = Vec::new();
    let folded = fold(shown);
    let meta = |name: &str| tree.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    let title = meta("articletitle").filter(|title| !title.is_empty()).unwrap_or_else(|| own_part(&tree.title));
    if !title.is_empty() && !folded.contains(&fold(title)) {
        out.push(title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    for (name, label) in FIELDS {
        let Some(value) = meta(name) else { continue };
        // A day is shown in many ways; its digits stand in all of them.
        let known = if value.starts_with(|c: char| c.is_ascii_digit()) {
            let day: Vec<&str> = value.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).take(3).collect();
            day.len() < 3 || shows_day(shown, &day)
        } else {
            folded.contains(&fold(value))
        };
        if !value.is_empty() && !known {
            out.push(format!("{label}{value}"));
        }
    }
    out
}

/// Whether a day stands in a text: `2022-09-14`, `2022年9月14日`.
fn shows_day(text: &str, day: &[&str]) -> bool {
    let plain: Vec<&str> = day.iter().map(|n| n.trim_start_matches('0')).collect();
    text.match_indices(plain[0]).any(|(at, _)| {
        let mut numbers = text[at..].split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
        plain.iter().all(|n| numbers.next().is_some_and(|m| m.trim_start_matches('0') == *n))
    })
}

/// The page's own part of its title: `某市民生实事清单_某市人民政府门户网站` → `某市民生实事清单`.
fn own_part(title: &str) -> &str {
    let mut own = title.trim();
    // `某市民生实事清单_通知公告_某市人民政府`: behind the first such mark stand the site and its parts.
    if let Some((first, rest)) = own.split_once('_')
        && rest.split('_').any(|part| is_site(part.trim()))
    {
        own = first.trim();
    }
    // Other marks stand in titles too (1-8月份), so that only a site's name is cut off behind them.
    while let Some((at, mark)) = own.char_indices().rev().find(|(_, c)| "|—-–>·".contains(*c))
        && is_site(own[at + mark.len_utf8()..].trim())
    {
        own = own[..at].trim_end_matches(|c: char| c.is_whitespace() || "|—-–>·".contains(c));
    }
    if is_site(own) || NAMELESS.iter().any(|name| own.starts_with(name)) { "" } else { own }
}

/// What programs call a page that nobody named.
const NAMELESS: &[&str] = &["Microsoft", "无标题", "新建", "Untitled", "untitled", "New Page", "Document"];

fn is_site(part: &str) -> bool {
    ["网", "网站", "门户", "平台", "政府", "首页", "公开", "人民政府", "網", "網站", "栏目"]
        .iter()
        .any(|end| part.ends_with(end))
}

fn fold(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect()
}
