//! A workbook without its cells: which sheets there are, and the number formats that their cells name.

use super::super::super::limits::Limits;
use super::super::super::package::Package;
use super::super::super::relations::{Relation, relations};
use super::super::super::xml::{Node, Xml};
use super::super::format::Format;
use super::FORMAT;
use crate::problem::ProblemKind;
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Entry>,
    /// By the number of a cell's style. `None`: General.
    pub(super) formats: Vec<Option<Format>>,
    pub(super) from_1904: bool,
    /// The part with the shared strings.
    pub(super) strings: String,
}

pub(super) struct Entry {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) hidden: bool,
}

impl Book {
    pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Self, ProblemKind> {
        let main = relations(package, "", limits)?.into_iter().find(|r| r.kind == "officeDocument");
        let main = main.map(|r| r.target).filter(|name| package.place(name).is_some());
        let main = main.unwrap_or_else(|| "xl/workbook.xml".into());
        let parts = relations(package, &main, limits)?;
        let beside = |kind: &str, usual: &str| {
            let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
            parts.iter().find(|r| r.kind == kind).map_or_else(|| format!("{folder}/{usual}"), |r| r.target.clone())
        };
        let mut book = Self { strings: beside("sharedStrings", "sharedStrings.xml"), ..Self::default() };
        book.sheets(package, &main, &parts, limits)?;
        book.formats(package, &beside("styles", "styles.xml"), limits)?;
        Ok(book)
    }

    fn sheets(
        &mut self,
        package: &mut Package<'_>,
        main: &str,
        parts: &[Relation],
        limits: &Limits,
    ) -> Result<(), ProblemKind> {
        let Some(mut xml) = Xml::open(package, main, limits)? else {
            let why = format!("expected the part {main}, found none of that name");
            return Err(ProblemKind::Damaged { format: FORMAT, why });
        };
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "workbookPr" => {
                    self.from_1904 = matches!(tag.get("date1904").as_deref(), Some("1" | "true" | "on"));
                }
                "sheet" => {
                    let id = tag.get("id").unwrap_or_default();
                    let usual = format!("xl/worksheets/sheet{}.xml", self.sheets.len() + 1);
                    let target = match parts.iter().find(|r| r.id == *id) {
                        Some(part) if part.kind == "worksheet" => part.target.clone(),
                        // Charts and macros are sheets as well, of other kinds.
                        Some(_) => continue,
                        None => usual,
                    };
                    self.sheets.push(Entry {
                        name: tag.get("name").unwrap_or_default().into_owned(),
                        part: target,
                        hidden: matches!(tag.get("state").as_deref(), Some("hidden" | "veryHidden")),
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn formats(&mut self, package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<(), ProblemKind> {
        let Some(mut xml) = Xml::open(package, part, limits)? else { return Ok(()) };
        let mut own: HashMap<u32, Format> = HashMap::new();
        let mut in_cells = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) => match tag.name() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode")) {
                            own.insert(id, Format::new(&code));
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = tag.number("numFmtId").unwrap_or(0);
                        let general = |format: &Format| !format.is_general();
                        let format = own.get(&id).cloned().or_else(|| Format::builtin(id)).filter(general);
                        self.formats.push(format);
                    }
                    "fonts" | "fills" | "borders" | "cellStyleXfs" | "dxfs" | "extLst" => xml.skip()?,
                    _ => {}
                },
                // styleSheet, cellXfs
                Node::End(2) => in_cells = false,
                _ => {}
            }
        }
        Ok(())
    }
}
