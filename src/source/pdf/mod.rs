//! PDF with text: characters and lines with their places on the page become tables and paragraphs.
//!
//! A PDF says where each character stands and nothing else. `stage` plays the content of a page (with `content`, `pen`, `font` and what
//! fonts need), `ruling` finds tables by their lines, `line` and `sheet` read what stands on a line and in a cell, `flow` joins the
//! pages. Pictures are not looked into.

mod aligned;
mod area;
mod cmap;
mod columns;
mod content;
mod drawn;
mod file;
mod flow;
mod font;
mod glyph_name;
mod line;
mod marks;
mod matrix;
mod operand;
mod pen;
mod predefined;
mod radical;
mod ruling;
mod sheet;
mod stage;
mod truetype;

use super::page::Page;
use crate::problem::ProblemKind;
use file::File;
use flow::{Block, Leaf, Piece};
use line::Line;
use marks::{Glyph, Marks, Rule};
use sheet::Sheet;
use stage::Fonts;

const FORMAT: &str = "pdf";

pub(super) fn read(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let limits = page.limits();
    let file = File::open(bytes, limits)?;
    let ids = file.pages();
    if ids.is_empty() {
        let why = format!("expected pages, found none among {} objects", file.objects());
        return Err(ProblemKind::Damaged { format: FORMAT, why });
    }
    let mut fonts = Fonts::default();
    let mut leaves = Vec::with_capacity(ids.len());
    let mut aside: Vec<String> = Vec::new();
    let mut pictures: Vec<usize> = Vec::new();
    for (i, id) in ids.iter().enumerate() {
        file.check()?;
        let Some(dictionary) = file.page(*id) else { continue };
        let marks = stage::play(&file, dictionary, &mut fonts)?;
        if marks.picture && marks.glyphs.is_empty() {
            pictures.push(i + 1);
        }
        for text in marks.aside.lines().map(str::trim).filter(|text| !text.is_empty()) {
            if aside.len() < 1000 && !aside.iter().any(|seen| seen == text) {
                aside.push(text.to_string());
            }
        }
        leaves.push(leaf(marks, limits.cells));
    }
    if leaves.iter().all(|leaf| leaf.blocks.is_empty()) && aside.is_empty() {
        return Err(ProblemKind::NoText { format: FORMAT, pages: ids.len() });
    }
    if let Some(&first) = pictures.first() {
        page.problem(ProblemKind::PicturePages { pages: pictures.len(), first });
    }
    for (font, count) in fonts.unknown {
        page.problem(ProblemKind::UnreadableFont { font, count });
    }
    for piece in flow::pieces(leaves) {
        match piece {
            Piece::Paragraph(text) => page.paragraph(&text)?,
            Piece::Sheet(sheet) => write(&sheet, page)?,
        }
    }
    for text in aside {
        page.paragraph(&text)?;
    }
    Ok(())
}

/// What stands on a page, from top to bottom.
fn leaf(marks: Marks, most: usize) -> Leaf {
    let lattices = ruling::lattices(&marks.level, &marks.upright, most);
    let mut held: Vec<Vec<(usize, Glyph)>> = vec![Vec::new(); lattices.len()];
    let mut free = Vec::new();
    let mut before: Option<Glyph> = None;
    for glyph in marks.glyphs {
        // A mark that hangs over the edge of its cell (。) belongs to what it follows.
        let hangs = before.filter(|b| line::closes(glyph.c) && b.y == glyph.y && (glyph.left - b.right).abs() < 1.0);
        let at = hangs.unwrap_or(glyph).place();
        before = Some(glyph);
        let table = lattices.iter().take(64).position(|l| l.holds(at));
        match table.and_then(|i| lattices[i].cell(at).map(|cell| (i, cell))) {
            Some((i, cell)) => held[i].push((cell, glyph)),
            None => free.push(glyph),
        }
    }
    let mut blocks = Vec::new();
    for (lattice, glyphs) in lattices.iter().zip(held) {
        if glyphs.is_empty() {
            continue;
        }
        match Sheet::new(lattice, glyphs.clone()) {
            Some(sheet) => blocks.push(Block::Sheet(sheet)),
            None => free.extend(glyphs.into_iter().map(|(_, glyph)| glyph)),
        }
    }
    // Lines of tables that are read already part nothing else.
    let level: Vec<Rule> =
        marks.level.iter().filter(|rule| !lattices.iter().take(64).any(|l| l.has(rule))).copied().collect();
    for band in aligned::banded(&level) {
        let (held, others): (Vec<Glyph>, Vec<Glyph>) = free.iter().partition(|glyph| band.holds(glyph.middle()));
        if let Some((sheet, rest)) = band.sheet(&held) {
            blocks.push(Block::Sheet(sheet));
            free = others;
            free.extend(rest);
        }
    }
    let mut lines = line::lines(free);
    if blocks.is_empty() {
        lines = columns::ordered(lines);
    }
    let mut rest = lines.as_slice();
    let mut read = 0;
    let all: Vec<&Line> = lines.iter().collect();
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    for region in aligned::regions(&all, left) {
        let Some(sheet) = aligned::sheet(&all[region.clone()], &level) else { continue };
        blocks.extend(lines[read..region.start].iter().cloned().map(Block::Line));
        blocks.push(Block::Sheet(sheet));
        read = region.end;
        rest = &lines[read..];
    }
    blocks.extend(rest.iter().cloned().map(Block::Line));
    // Columns are in order already.
    if lines.iter().all(|line| line.within.is_none()) {
        blocks.sort_by(|a, b| top(b).total_cmp(&top(a)));
    }
    Leaf { blocks, width: marks.width, height: marks.height }
}

fn top(block: &Block) -> f32 {
    match block {
        Block::Line(line) => line.y + line.size * 0.3,
        Block::Sheet(sheet) => sheet.top,
    }
}

fn write(sheet: &Sheet, page: &mut Page<'_>) -> Result<(), ProblemKind> {
    page.begin_grid();
    for cell in &sheet.cells {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let place = (number(cell.row), number(cell.column));
        page.cell(place, (number(cell.rows), number(cell.columns)), &cell.text)?;
    }
    page.end_grid();
    Ok(())
}
