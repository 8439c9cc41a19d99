//! A story of a document (its body, its notes) from the first tag to the last: which text counts, and into which paragraph, cell
//! or text box it goes.

use super::super::block::{Block, CellFormat};
use super::super::frames::{Ended, Frames, Paragraph};
use super::super::label::Label;
use super::super::limits::Limits;
use super::super::package::Package;
use super::super::page::Page;
use super::super::symbol;
use super::super::xml::{Node, Tag, Xml};
use super::counter::Counter;
use super::field::Fields;
use super::numbering::Numbering;
use super::styles::Styles;
use crate::problem::ProblemKind;
use std::collections::HashMap;

/// Reads stories onto a page, in order.
pub(super) struct Story<'s, 'l> {
    frames: Frames<'s, 'l, Format>,
    styles: &'s Styles,
    numbering: &'s Numbering,
    limits: &'l Limits,
    counter: Counter,
    /// What the properties that are being read belong to.
    scopes: Vec<(usize, Scope)>,
    /// Contents offered in two forms: depth, and whether one has been taken.
    choices: Vec<(usize, bool)>,
    /// Content controls: depth, and whether they hold nothing but a hint to click here.
    controls: Vec<(usize, bool)>,
    fields: Fields,
    run: Run,
    /// Depth of the element whose text counts (`w:t`), and whether blanks at its ends do.
    text: Option<(usize, bool)>,
    /// Depth of an element that holds a field's code.
    code: Option<usize>,
    /// Paragraphs whose end was deleted, waiting for the one they run on in.
    carried: String,
    /// Notes in the order in which the text refers to them.
    referred: Vec<(Note, String)>,
    notes: HashMap<(Note, String), Vec<Block>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Note {
    Foot,
    End,
}

/// What the properties of a paragraph say.
#[derive(Default)]
struct Format {
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    /// Its end was deleted, so that it runs on in the next one.
    joined: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Paragraph,
    /// The mark at a paragraph's end.
    Mark,
    Run,
    Row,
    Cell,
    Control,
}

#[derive(Default)]
struct Run {
    hidden: Option<bool>,
}

impl<'s, 'l> Story<'s, 'l> {
    pub(super) fn new(
        page: &'s mut Page<'l>,
        styles: &'s Styles,
        numbering: &'s Numbering,
        limits: &'l Limits,
    ) -> Self {
        Self {
            frames: Frames::new(page),
            styles,
            numbering,
            limits,
            counter: Counter::default(),
            scopes: Vec::new(),
            choices: Vec::new(),
            controls: Vec::new(),
            fields: Fields::default(),
            run: Run::default(),
            text: None,
            code: None,
            carried: String::new(),
            referred: Vec::new(),
            notes: HashMap::new(),
        }
    }

    /// Reads the body. `false` where there is no such part.
    pub(super) fn read(&mut self, package: &mut Package<'_>, part: &str) -> Result<bool, ProblemKind> {
        let Some(mut xml) = Xml::open(package, part, self.limits)? else { return Ok(false) };
        self.walk(&mut xml, None)?;
        let carried = std::mem::take(&mut self.carried);
        if !carried.is_empty() {
            self.frames.deliver(Block::Paragraph(carried))?;
        }
        self.frames.finish()?;
        Ok(true)
    }

    /// Reads the notes that the body refers to, and writes them behind it.
    pub(super) fn read_notes(&mut self, package: &mut Package<'_>, foot: &str, end: &str) -> Result<(), ProblemKind> {
        for (note, part) in [(Note::Foot, foot), (Note::End, end)] {
            if self.referred.iter().any(|(of, _)| *of == note)
                && let Some(mut xml) = Xml::open(package, part, self.limits)?
            {
                self.walk(&mut xml, Some(note))?;
            }
        }
        let referred = std::mem::take(&mut self.referred);
        self.frames.notes(referred.into_iter().map(|id| self.notes.remove(&id).unwrap_or_default()))
    }

    fn walk(&mut self, xml: &mut Xml<'_>, notes: Option<Note>) -> Result<(), ProblemKind> {
        loop {
            let depth = xml.depth() + 1;
            let Some(node) = xml.next()? else { return Ok(()) };
            let skip = match node {
                Node::Start(tag) => match self.scopes.last() {
                    Some(&(_, scope)) => self.property(scope, &tag, depth),
                    None => self.open(&tag, depth)?,
                },
                Node::End(depth) => {
                    self.close(depth, notes)?;
                    false
                }
                Node::Text(text) => {
                    self.write(&text);
                    false
                }
            };
            if skip {
                xml.skip()?;
            }
        }
    }

    /// An element of the text. `true` where nothing in it counts.
    fn open(&mut self, tag: &Tag<'_>, depth: usize) -> Result<bool, ProblemKind> {
        let name = tag.name();
        match name {
            "t" => self.text = Some((depth, tag.get("space").as_deref() == Some("preserve"))),
            "r" => self.run = Run::default(),
            "p" => self.frames.open_paragraph(depth, Format::default()),
            "tbl" => self.frames.open_table(depth),
            "tr" => self.frames.open_row(depth),
            "tc" => self.frames.open_cell(depth, CellFormat::default())?,
            "txbxContent" => self.frames.open_box(depth),
            "footnote" | "endnote" => {
                // Those with a type are lines between text and notes.
                if tag.get("type").is_some_and(|kind| kind != "normal") {
                    return Ok(true);
                }
                self.frames.open_note(depth, tag.get("id").unwrap_or_default().into_owned());
            }
            "pPr" => self.scopes.push((depth, Scope::Paragraph)),
            "rPr" => self.scopes.push((depth, Scope::Run)),
            "trPr" => self.scopes.push((depth, Scope::Row)),
            "tcPr" => self.scopes.push((depth, Scope::Cell)),
            "sdt" => self.controls.push((depth, false)),
            "sdtPr" => self.scopes.push((depth, Scope::Control)),
            "sdtContent" => return Ok(self.controls.last().is_some_and(|&(_, hint)| hint)),
            "tab" | "ptab" => self.put("\t"),
            "br" => self.line_break(tag.get("type").as_deref()),
            "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "sym" => {
                let code = tag.get("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
                let font = tag.get("font").unwrap_or_default();
                if let Some(c) = code.and_then(|code| symbol::text(code, &font)) {
                    self.put(c.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => match tag.get("fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.separate(),
                Some("end") => {
                    if let Some(drawn) = self.fields.end() {
                        self.put(&drawn);
                    }
                }
                _ => {}
            },
            "instrText" => self.code = Some(depth),
            "footnoteReference" => self.refer(Note::Foot, tag),
            "endnoteReference" => self.refer(Note::End, tag),
            "AlternateContent" => self.choices.push((depth, false)),
            "Choice" | "Fallback" => {
                if let Some((_, taken)) = self.choices.last_mut() {
                    return Ok(std::mem::replace(taken, true));
                }
            }
            // Deleted or moved away, the reading above a word (ruby), formats before a change, and what holds no text.
            "del" | "moveFrom" | "delText" | "delInstrText" | "rt" | "sectPr" | "tblPr" | "tblPrEx" | "tblGrid"
            | "sdtEndPr" | "ctrlPr" | "binData" => return Ok(true),
            _ => {}
        }
        Ok(false)
    }

    /// An element among the properties of something. `true` where nothing in it counts.
    fn property(&mut self, scope: Scope, tag: &Tag<'_>, depth: usize) -> bool {
        let name = tag.name();
        if name.ends_with("Change") || matches!(name, "tabs" | "sectPr") {
            return true;
        }
        let value = || tag.get("val");
        let Self { frames, run, controls, scopes, .. } = self;
        match (scope, name) {
            (Scope::Paragraph, "rPr") => scopes.push((depth, Scope::Mark)),
            (Scope::Paragraph, "pStyle" | "numId" | "ilvl") => {
                if let Some(Paragraph { format, .. }) = frames.paragraph() {
                    match name {
                        "pStyle" => format.style = value().map(String::from),
                        "numId" => format.list = value().map(String::from),
                        _ => format.level = tag.number("val"),
                    }
                }
            }
            (Scope::Mark, "del" | "moveFrom") => {
                if let Some(Paragraph { format, .. }) = frames.paragraph() {
                    format.joined = true;
                }
            }
            (Scope::Run, "vanish") => run.hidden = Some(tag.is_on()),
            (Scope::Run, "rStyle") => run.hidden = run.hidden.or_else(|| self.styles.hides(value().as_deref())),
            (Scope::Row, "gridBefore" | "del" | "hidden") => {
                if let Some(table) = frames.table_of_row() {
                    match name {
                        "gridBefore" => table.leave_out(tag.number("val").unwrap_or(0)),
                        _ if tag.is_on() => table.delete_row(),
                        _ => {}
                    }
                }
            }
            (Scope::Cell, "gridSpan" | "vMerge" | "hMerge") => {
                if let Some(format) = frames.cell_format() {
                    let goes_on = value().is_none_or(|v| v != "restart");
                    match name {
                        "gridSpan" => format.columns = tag.number("val"),
                        "vMerge" => format.below = goes_on,
                        _ => format.beside = goes_on,
                    }
                }
            }
            (Scope::Control, "showingPlcHdr") => {
                if let Some((_, hint)) = controls.last_mut() {
                    *hint = tag.is_on();
                }
            }
            _ => {}
        }
        false
    }

    /// The end of the element of a depth.
    fn close(&mut self, depth: usize, notes: Option<Note>) -> Result<(), ProblemKind> {
        if self.text.is_some_and(|(of, _)| of == depth) {
            self.text = None;
        }
        if self.code == Some(depth) {
            self.code = None;
        }
        self.scopes.pop_if(|(of, _)| *of == depth);
        self.choices.pop_if(|(of, _)| *of == depth);
        self.controls.pop_if(|(of, _)| *of == depth);
        match self.frames.close(depth)? {
            Some(Ended::Paragraph(paragraph)) => self.end_paragraph(paragraph)?,
            Some(Ended::Note(id, blocks)) => {
                if let Some(note) = notes {
                    self.notes.insert((note, id), blocks);
                }
            }
            None => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self, paragraph: Paragraph<Format>) -> Result<(), ProblemKind> {
        self.fields.end_of_paragraph();
        let Paragraph { text: own, format, behind } = paragraph;
        let mut text = std::mem::take(&mut self.carried);
        text.push_str(&own);
        if format.joined {
            self.carried = text;
        } else if !self.styles.is_contents(format.style.as_deref()) {
            if !self.frames.is_covered()
                && let Some(label) = self.label(&format)
            {
                text = if label.bullet && text.trim().is_empty() { text } else { label.before(&text) };
            }
            self.frames.deliver(Block::Paragraph(text))?;
        }
        self.frames.deliver_all(behind)
    }

    /// The number that Word writes in front of a paragraph.
    fn label(&mut self, format: &Format) -> Option<Label> {
        let (list, level) = self.styles.list(format.style.as_deref());
        let id = format.list.as_deref().or(list)?;
        let of_style = || {
            let style = format.style.as_deref()?;
            self.numbering.level_of(self.numbering.list(id)?, style)
        };
        let level = match &format.list {
            Some(_) => format.level.or(level).or_else(of_style),
            None => of_style().or(format.level).or(level),
        };
        self.counter.next(self.numbering, id, level.unwrap_or(0))
    }

    fn refer(&mut self, note: Note, tag: &Tag<'_>) {
        let Some(id) = tag.get("id") else { return };
        if !self.hidden() {
            self.referred.push((note, id.into_owned()));
        }
    }

    fn line_break(&mut self, kind: Option<&str>) {
        let page = matches!(kind, Some("page" | "column"));
        let blank = self.frames.paragraph().is_some_and(|p| p.text.is_empty());
        if !(page && blank) {
            self.put("\n");
        }
    }

    /// Text between tags.
    fn write(&mut self, text: &str) {
        if self.code.is_some() {
            self.fields.code(text);
        } else if let Some((_, whole)) = self.text {
            // Files with indented tags have line ends within `w:t`, which Word passes over.
            self.put(if whole { text } else { text.trim_matches(['\n', '\r']) });
        }
    }

    fn put(&mut self, text: &str) {
        if self.hidden() || self.fields.in_code() {
            return;
        }
        if let Some(paragraph) = self.frames.paragraph() {
            paragraph.text.push_str(text);
        }
    }

    fn hidden(&self) -> bool {
        let style = || self.styles.hides(self.frames.paragraph_format()?.style.as_deref());
        self.run.hidden.or_else(style).unwrap_or(false)
    }
}
