//! The rows of a grid below its header: cells in their columns, rows over all columns, merged cells filled down.
//!
//! A cell is filled only where the file merged it. Where a file merges nothing but leaves repeated values blank, these are filled
//! too, since they are meant; a blank cell beside merged ones is blank, except in the column of groups, where it names none of its own.

use super::frame::{Frame, excerpt};
use super::head::{self, Head};
use crate::lexicon::{ColumnRole, Field, UnitRole};
use crate::source::GridCell;
use crate::table::{Bands, Cell, Column, Kind, Look, Origin, Row, is_total};
use crate::text::{Excerpt, Joint, Text};

/// Rows, and where the table ends.
pub struct Body {
    pub rows: Vec<Row>,
    pub end: usize,
    /// How often the header stands again among the rows.
    pub repeats: usize,
}

/// Longest name of a group of rows, in characters.
const BAND: u16 = 60;

/// Reads the rows from `from` on, up to the end of the frame or to another header. `bands` is what stands above them.
pub fn read(frame: &Frame, head: &Head, from: usize, bands: Vec<Excerpt>, text: &Text) -> Body {
    let mut bands = Bands::of(bands);
    let columns = &head.columns;
    let mut rows: Vec<Row> = Vec::new();
    let mut repeats = 0;
    let mut row = from;
    while row < frame.height() {
        if row > from
            && let Some(other) = head::at(frame, row, text).filter(|_| looks_like_head(frame, row, text))
        {
            // The header of a new page is passed by, another one begins a table of its own.
            if frame.same_row(row, frame, head.first, text) {
                row = other.end;
                repeats += 1;
                continue;
            }
            break;
        }
        match kind(frame, row, columns, text) {
            RowKind::Band(band) => {
                bands.push(band, text);
            }
            RowKind::Aside => {}
            RowKind::Cells => {
                rows.push(cells(frame, row, columns, bands.above_row(), text));
            }
        }
        row += 1;
    }
    fill(&mut rows, columns, text);
    Body { rows, end: row, repeats }
}

/// Cheap: whether most cells of a row are words of headers.
fn looks_like_head(frame: &Frame, row: usize, text: &Text) -> bool {
    let cells: Vec<&GridCell> = frame.starts(row).collect();
    let known = cells.iter().filter(|cell| cell.text.len() <= 60 && head::is_known(cell, text)).count();
    known >= 2 && known * 2 >= cells.len()
}

enum RowKind {
    Cells,
    /// Over all columns: the name of a group.
    Band(Excerpt),
    /// Over all columns: a note, a signature.
    Aside,
}

fn kind(frame: &Frame, row: usize, columns: &[Column], text: &Text) -> RowKind {
    let cells: Vec<&GridCell> = frame.starts(row).collect();
    let alone = |cell: &GridCell| excerpt(Some(cell));
    let covered = (0..frame.width()).filter_map(|c| frame.at(row, c)).any(|cell| !frame.begins_in_row(cell, row));
    if let [first, rest @ ..] = cells.as_slice()
        && !covered
        && rest.iter().all(|cell| text.slice(cell.text) == text.slice(first.text))
    {
        let look = Look::of(&alone(first), text);
        let wide = frame.columns_of(first).len() * 2 > frame.width() || !rest.is_empty();
        if look.total {
            return RowKind::Cells;
        }
        if look.footer || wide && (look.chars > BAND || look.junk) {
            return RowKind::Aside;
        }
        if wide && look.number.is_none() || is_group(&look, frame.columns_of(first).start, columns) {
            return RowKind::Band(alone(first));
        }
    }
    // 一 | 稳就业 above rows 1, 2, 3.
    if let [number, name] = cells.as_slice()
        && !covered
        && columns.len() > 2
        && columns.get(frame.columns_of(number).start).is_some_and(|c| c.role == ColumnRole::Seq)
        && let Some((Kind::Chinese | Kind::Bracketed, _)) = Look::of(&alone(number), text).number
        && Look::of(&alone(name), text).chars <= BAND
        && (row + 1..frame.height()).take(1).any(|next| {
            let seq = frame.columns_of(number).start;
            frame.own(next, seq).is_some_and(|c| matches!(Look::of(&alone(c), text).number, Some((Kind::Arabic, _))))
        })
    {
        let mut band = alone(number);
        band.append(Joint::Blank, &alone(name));
        return RowKind::Band(band);
    }
    RowKind::Cells
}

/// A name alone in its row, in one of the first columns: 一、教育 always, 教育 where it stands in front of the title.
fn is_group(look: &Look, column: usize, columns: &[Column]) -> bool {
    let chapter = matches!(look.lead, Some((Kind::Chinese | Kind::Bracketed, _)));
    let first_text = columns.iter().position(|c| c.role == ColumnRole::Title).unwrap_or(1);
    columns.len() > 2
        && look.chars <= BAND
        && look.number.is_none()
        && !look.stops
        && (chapter || column < first_text && columns.first().is_some_and(|c| c.role == ColumnRole::Seq))
}

fn cells(frame: &Frame, row: usize, columns: &[Column], bands: Vec<Excerpt>, text: &Text) -> Row {
    let mut out = Row {
        cells: vec![Cell::default(); columns.len()],
        bands,
        span: crate::text::Span::default(),
        confidence: 100,
        misfit: None,
        torn: false,
    };
    for column in 0..frame.width().min(columns.len()) {
        let Some(cell) = frame.at(row, column) else { continue };
        let covers = frame.columns_of(cell);
        if home(&covers, columns, &excerpt(Some(cell)), text) != column {
            continue;
        }
        let own = frame.begins_in_row(cell, row);
        // An amount for several rows together is none of each.
        if !own && Look::of(&excerpt(Some(cell)), text).amount && columns[column].role != ColumnRole::Seq {
            continue;
        }
        out.cells[column] = Cell { text: excerpt(Some(cell)), origin: if own { Origin::Own } else { Origin::Above } };
        if own {
            out.span = if out.span.is_empty() { cell.text } else { out.span.cover(cell.text) };
        }
    }
    if out.span.is_empty() {
        let above = out.cells.iter().map(|cell| cell.text.span()).find(|span| !span.is_empty());
        out.span = above.unwrap_or_default();
    }
    out
}

/// Which of the columns that a merged cell covers it belongs to.
fn home(covers: &std::ops::Range<usize>, columns: &[Column], cell: &Excerpt, text: &Text) -> usize {
    if covers.len() < 2 {
        return covers.start;
    }
    let role = |c: &usize| columns.get(*c).map_or(ColumnRole::Unknown, |column| column.role);
    let look = Look::of(cell, text);
    if look.number.is_some() || look.total {
        return covers.start;
    }
    let find = |wanted: fn(ColumnRole) -> bool| covers.clone().find(|c| wanted(role(c)));
    // A name over 类别 and 项目名称 is the name; offices over any columns belong to those of units.
    let unit = if look.units == 100 { find(|role| matches!(role, ColumnRole::Unit(_))) } else { None };
    unit.or_else(|| find(|role| role == ColumnRole::Title))
        .or_else(|| find(|role| !matches!(role, ColumnRole::Seq | ColumnRole::Category)))
        .unwrap_or(covers.start)
}

/// Fills what the file left blank and meant: the group of a row, number and title of a row that goes on with the item above, and
/// where nothing is merged the units that are not repeated.
fn fill(rows: &mut [Row], columns: &[Column], text: &Text) {
    let merged = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.origin == Origin::Above);
    let find = |role| columns.iter().position(|c| c.role == role);
    let (seq, title) = (find(ColumnRole::Seq), find(ColumnRole::Title));
    let sparse: Vec<bool> = (0..columns.len()).map(|c| !merged && leaves_out(rows, c)).collect();
    for i in 1..rows.len() {
        let (above, below) = rows.split_at_mut(i);
        let (above, row) = (&above[i - 1], &mut below[0]);
        if above.bands != row.bands || is_total(row, text) || is_total(above, text) {
            continue;
        }
        let blank = |column: Option<usize>| column.is_none_or(|c| row.cells[c].text.is_empty());
        let goes_on = blank(seq) && blank(title);
        let mut new_group = false;
        for (c, column) in columns.iter().enumerate() {
            let is_blank = row.cells[c].text.is_empty();
            let take = match column.role {
                ColumnRole::Category => {
                    new_group |= !is_blank && row.cells[c].origin == Origin::Own;
                    true
                }
                ColumnRole::Seq | ColumnRole::Title => goes_on && !new_group,
                ColumnRole::Unit(UnitRole::Cooperating | UnitRole::Supervising) => false,
                ColumnRole::Unit(_) => sparse[c] && !new_group,
                _ => false,
            };
            if is_blank && take && !above.cells[c].text.is_empty() {
                row.cells[c] = Cell { text: above.cells[c].text.clone(), origin: Origin::Above };
            }
        }
    }
}

/// Rows from which on a habit can be seen.
const HABIT: usize = 4;

/// Whether a column writes a value once for the rows below it: it begins with one, and does so again, but many rows have none.
fn leaves_out(rows: &[Row], column: usize) -> bool {
    let blank = rows.iter().filter(|row| row.cells[column].text.is_empty()).count();
    rows.first().is_some_and(|row| !row.cells[column].text.is_empty())
        && rows.len() >= HABIT
        && rows.len() - blank >= 2
        && blank * 5 >= rows.len() * 2
}

/// Whether a column holds the text of the work.
pub fn is_text(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Text(Field::Target | Field::Description | Field::Progress) | ColumnRole::Title)
}
