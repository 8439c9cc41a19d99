//! The strings that the cells of a workbook share, without the readings of words (phonetic guides).

use super::super::super::limits::Limits;
use super::super::super::package::Package;
use super::super::super::xml::{Node, Xml};
use super::super::strings::Strings;
use crate::problem::ProblemKind;
use std::borrow::Cow;

pub(super) fn read(package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<Strings, ProblemKind> {
    let mut strings = Strings::default();
    let Some(mut xml) = Xml::open(package, part, limits)? else { return Ok(strings) };
    let mut within = false;
    let mut open = String::new();
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.name() {
                "t" => within = true,
                "rPh" => xml.skip()?,
                _ => {}
            },
            Node::Text(text) if within => open.push_str(&text),
            Node::Text(_) => {}
            // sst, si
            Node::End(2) => {
                strings.push(&unescape(&open));
                open.clear();
                within = false;
            }
            Node::End(_) => within = false,
        }
    }
    Ok(strings)
}

/// `_x000D_` stands for a carriage return, and the like.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find("_x") else { return Cow::Borrowed(text) };
    let (start, mut rest) = text.split_at(first);
    let mut out = start.to_string();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match c {
            Some(c) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes() {
        assert_eq!(unescape("甲_x000D_\n乙_x005F_x000D_"), "甲\r\n乙_x000D_");
        assert_eq!(unescape("_x_x12_xZZZZ_中_x4E2"), "_x_x12_xZZZZ_中_x4E2");
    }
}
