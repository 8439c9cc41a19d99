//! The binary documents of Word 97 to 2003 (DOC), which WPS and LibreOffice write as well, and the text of Word 6 and 95.
//!
//! `fib` tells where things are, `pieces` where the text is, `runs` and `sprm` its formats; `story` reads on, `row` tells the cells
//! of a row, `lists` and `styles` number paragraphs. Pictures, heads, feet and comments are not read.

mod bytes;
mod fib;
mod lists;
mod pieces;
mod row;
mod runs;
mod sprm;
mod story;
mod styles;

use super::edges::Table;
use super::limits::Limits;
use super::page::Page;
use crate::problem::ProblemKind;
use bytes::Bytes;
use fib::{Fib, Head, Part, damaged};
use lists::Lists;
use runs::Runs;
use std::io::{Cursor, Read};
use story::Story;
use styles::Styles;

const FORMAT: &str = "doc";

pub(super) fn read(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|why| damaged(why.to_string()))?;
    let word = stream(&mut file, "WordDocument", page.limits())?;
    match fib::read(Bytes(&word))? {
        Head::Old { start, length } => old(Bytes(&word), start, length, page),
        Head::Word97(fib) => {
            let name = if fib.second_table { "1Table" } else { "0Table" };
            let table = stream(&mut file, name, page.limits())?;
            let data = stream(&mut file, "Data", page.limits()).unwrap_or_default();
            document(&fib, Streams { word: Bytes(&word), table: Bytes(&table), data: Bytes(&data) }, page)
        }
    }
}

#[derive(Clone, Copy)]
struct Streams<'b> {
    word: Bytes<'b>,
    table: Bytes<'b>,
    data: Bytes<'b>,
}

fn document(fib: &Fib, streams: Streams<'_>, page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let Streams { word, table, data } = streams;
    let mut unseen = Runs::of_characters(word, fib.part(table, Part::Characters)).stretches(story::is_unseen);
    unseen.sort_unstable();
    let mut story = Story {
        word,
        pieces: pieces::pieces(fib.part(table, Part::Pieces))?,
        paragraphs: Runs::of_paragraphs(word, fib.part(table, Part::Paragraphs), data),
        unseen,
        styles: Styles::read(fib.part(table, Part::Styles)),
        lists: Lists::read(fib, table),
    };
    // The stories follow one another; notes and text boxes stand behind the main text.
    let of = fib.lengths;
    let foot = of.main.saturating_add(of.foot);
    let end = foot.saturating_add(of.heads).saturating_add(of.comments);
    let boxes = end.saturating_add(of.end);
    story.write((0, of.main), false, page)?;
    story.write((of.main, foot), true, page)?;
    story.write((end, boxes), true, page)?;
    story.write((boxes, boxes.saturating_add(of.boxes)), false, page)
}

/// Word 6 and 95 wrote plain bytes; a Chinese Word wrote GBK. Cells end with a mark, rows with two.
fn old(word: Bytes<'_>, start: usize, length: usize, page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let length = length.min(word.0.len().saturating_sub(start));
    let bytes = word.slice(start, length).unwrap_or_default();
    let text = encoding_rs::GB18030.decode_without_bom_handling(bytes).0;
    let mut table = Table::default();
    for paragraph in text.split(['\r', '\u{c}']) {
        if !paragraph.contains('\u{7}') {
            if !table.is_empty() {
                std::mem::take(&mut table).write(page)?;
            }
            page.paragraph(paragraph.trim_matches(|c: char| c < ' '))?;
            continue;
        }
        for row in paragraph.split("\u{7}\u{7}").filter(|row| !row.is_empty()) {
            table.row(row::row(row.split('\u{7}').map(String::from).collect(), &[]));
        }
    }
    if table.is_empty() { Ok(()) } else { table.write(page) }
}

fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Result<Vec<u8>, ProblemKind> {
    let stream = file.open_stream(name).map_err(|why| damaged(format!("expected a stream {name}: {why}")))?;
    let mut out = Vec::new();
    let most = limits.unpacked;
    stream
        .take(most.saturating_add(1))
        .read_to_end(&mut out)
        .map_err(|why| damaged(format!("stream {name}: {why}")))?;
    if out.len() as u64 > most {
        return Err(ProblemKind::OverLimit { what: "bytes unpacked", limit: most });
    }
    Ok(out)
}
