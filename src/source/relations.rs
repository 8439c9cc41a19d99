//! How the parts of a DOCX or XLSX find each other: the `.rels` parts (Open Packaging Conventions).

use super::limits::Limits;
use super::package::Package;
use super::xml::{Node, Xml};
use crate::problem::ProblemKind;

/// That one part uses another.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `styles`, `worksheet`.
    pub(super) kind: String,
    /// The name of the part.
    pub(super) target: String,
}

/// What a part uses; `""` for the package as a whole. Nothing where it has no `.rels`.
pub(super) fn relations(package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<Vec<Relation>, ProblemKind> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = format!("{folder}{slash}_rels/{file}.rels");
    let mut found = Vec::new();
    let Some(mut xml) = Xml::open(package, &name, limits)? else { return Ok(found) };
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        if tag.name() != "Relationship" || tag.get("TargetMode").is_some_and(|mode| mode == "External") {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target")) else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
        found.push(Relation { id: id.into_owned(), kind, target: resolve(folder, &target) });
    }
    Ok(found)
}

/// `../styles.xml` seen from `xl/worksheets` is `xl/styles.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|piece| !piece.is_empty()).collect(),
    };
    for piece in target.split(['/', '\\']) {
        match piece {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            piece => path.push(piece),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_seen_from_the_folder_of_the_part() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("xl/worksheets", "../media/a.xml"), "xl/media/a.xml");
        assert_eq!(resolve("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("", "../../word/document.xml"), "word/document.xml");
    }
}
