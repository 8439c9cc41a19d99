//! Decoded tokens as the rows of a table: lines of a cell are joined, bands stand above their rows, and what was written beside the header's
//! promise is counted.

use super::band::Bands;
use super::fit::{self, Carry};
use super::header::Guess;
use super::path::Place;
use super::reader::{Decoded, Found};
use super::token::{Break, Token};
use super::{Cell, Column, Row, Table, fill};
use crate::lexicon::ColumnRole;
use crate::text::{Joint, Text};

/// `None` where too little suits the columns to be a table.
pub(super) fn build(guess: &Guess, header: &[Token], decoded: &Decoded, text: &Text) -> Option<Found> {
    let columns = &guess.columns;
    let shapes = guess.shapes(text);
    let mut rows: Vec<Row> = Vec::new();
    let mut bands = Bands::default();
    let mut last: Option<&Token> = None;
    let mut span = header
        .iter()
        .fold(header[0].text.span(), |span, t| if t.text.is_empty() { span } else { span.cover(t.text.span()) });
    let mut doubts: Vec<i32> = Vec::new();
    let mut in_row = false;
    // Whether something that is no cell, such as the number of a page, has come since the last one.
    let mut torn = false;
    for (token, place) in decoded.tokens.iter().zip(&decoded.places) {
        let (column, joint) = match *place {
            // The last row may have cells beyond the last column.
            Place::End if in_row && token.before == Break::Cell => {
                if let Some(row) = rows.last_mut() {
                    row.misfit = row.misfit.map(|written| written + 1);
                }
                continue;
            }
            Place::End => break,
            Place::Junk | Place::BandRest => {
                torn |= token.before != Break::Cell;
                // Cells beyond the last column; not those of a header that a new page repeats.
                in_row &= token.before == Break::Cell;
                if let Some(row) = rows.last_mut().filter(|_| in_row) {
                    row.misfit = row.misfit.map(|written| written + 1);
                }
                continue;
            }
            Place::Band if token.text.is_empty() => continue,
            Place::Band => {
                bands.push(token.text.clone(), text);
                in_row = false;
                continue;
            }
            Place::Row(c) => {
                rows.push(Row {
                    cells: columns.iter().map(|_| Cell::default()).collect(),
                    bands: bands.above_row(),
                    span: token.text.span(),
                    confidence: 100,
                    misfit: matches!(token.before, Break::Row | Break::RowOrSame).then_some(0),
                    torn: false,
                });
                doubts.push(0);
                torn = false;
                in_row = true;
                (c as usize, Joint::None)
            }
            Place::Next(c) => (c as usize, Joint::None),
            Place::Same(c) => (c as usize, joint(token, last, columns[c as usize].role, text)),
        };
        last = Some(token);
        let Some(row) = rows.last_mut() else { continue };
        if token.before != Break::Same && !matches!(place, Place::Same(_)) {
            row.misfit = row.misfit.map(|written| written + 1);
        }
        if token.text.is_empty() {
            continue;
        }
        row.torn |= std::mem::take(&mut torn);
        row.cells[column].text.append(joint, &token.text);
        row.span = if row.span.is_empty() { token.text.span() } else { row.span.cover(token.text.span()) };
        span = span.cover(token.text.span());
        if token.column.is_none() {
            let fit = fit::fit(shapes[column], token.look(text), Carry::default());
            if let Some(doubt) = doubts.last_mut() {
                *doubt += (-fit).max(0);
            }
        }
    }
    rows.retain(|row| row.cells.iter().any(|c| !c.text.is_empty()));
    for (row, doubt) in rows.iter_mut().zip(&doubts) {
        row.confidence = (100 - doubt.clamp(&0, &90)) as u8;
    }
    let points = decoded.points / rows.len().max(1) as i32;
    if rows.is_empty() || points <= 0 || (rows.len() < 2 && points < 20) {
        return None;
    }
    fill::fill(&mut rows, columns, text);
    let confidence = rows.iter().map(|r| r.confidence).min().unwrap_or(0);
    let columns: Vec<Column> = columns.clone();
    Some(Found { table: Table { caption: None, columns, rows, confidence, repeats: 0 }, span, points })
}

/// How a line of a cell is joined to the one above: a wrapped sentence goes on, paragraphs and units stand apart.
fn joint(token: &Token, above: Option<&Token>, role: ColumnRole, text: &Text) -> Joint {
    match token.before {
        Break::Blank => return Joint::Blank,
        Break::Line | Break::Gap => {}
        Break::Same if above.is_some_and(|a| wide(a, text)) => {}
        _ => return Joint::Line,
    }
    match role {
        ColumnRole::Unit(_) => Joint::Line,
        _ if token.look(text).lead.is_some() => Joint::Line,
        _ if above.is_some_and(|a| a.look(text).stops) => Joint::Line,
        _ => Joint::None,
    }
}

/// As long as a line that a program wraps.
fn wide(token: &Token, text: &Text) -> bool {
    token.text.read(text).chars().count() >= 30
}
