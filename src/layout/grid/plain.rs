//! Lists of works in a grid without a header: running numbers, names or sentences, offices. The columns are told by what they hold,
//! so that this is less sure than a header, and read only where numbers or offices leave no doubt.

use super::frame::{Frame, excerpt};
use super::head::Head;
use super::{body, made};
use crate::layout::Block;
use crate::lexicon::{ColumnRole, Field, UnitRole};
use crate::table::{Column, Kind, Look, Reason};
use crate::text::{Excerpt, Span, Text};

/// Fewest rows of such a list.
const ROWS: usize = 3;
/// How sure the reading is.
const CONFIDENCE: u8 = 72;

pub fn read(frame: &Frame, text: &Text) -> Option<Block> {
    if frame.width() > 8 {
        return None;
    }
    let looks: Vec<Vec<Look>> = (0..frame.width()).map(|column| column_looks(frame, column, text)).collect();
    let numbers = looks.iter().position(|looks| counts_up(looks));
    let offices = looks.iter().position(|looks| most(looks, |look| look.units == 100 && look.rank > 0));
    let texts: Vec<usize> = (0..looks.len()).filter(|&c| Some(c) != numbers && most(&looks[c], is_wording)).collect();
    let longest =
        texts.iter().copied().max_by_key(|&c| (looks[c].iter().map(|l| usize::from(l.chars)).sum::<usize>(), c))?;
    let rows = looks[longest].len();
    let works = looks[longest].iter().filter(|look| look.digits || look.chars >= 10).count();
    if rows < ROWS || works * 2 < rows || numbers.is_none() && offices.is_none() {
        return None;
    }
    let title = texts.iter().copied().find(|&c| c < longest && Some(c) >= numbers);
    let role = |c: usize| match c {
        _ if Some(c) == numbers => ColumnRole::Seq,
        _ if Some(c) == offices => ColumnRole::Unit(UnitRole::Responsible),
        _ if c == longest && title.is_none() && is_short(&looks[c]) => ColumnRole::Title,
        _ if c == longest => ColumnRole::Text(Field::Target),
        _ if Some(c) == title => ColumnRole::Title,
        _ if c < longest && numbers.is_some_and(|n| c < n) => ColumnRole::Category,
        _ if most(&looks[c], |look| look.time) => ColumnRole::Deadline,
        _ if most(&looks[c], |look| look.person) => ColumnRole::Unit(UnitRole::Person),
        _ if most(&looks[c], |look| look.units == 100) => ColumnRole::Unit(UnitRole::Cooperating),
        _ => ColumnRole::Unknown,
    };
    let columns = (0..frame.width())
        .map(|c| Column { header: Excerpt::default(), role: role(c), unit: None, reason: Reason::Cells })
        .collect();
    let head = Head { first: 0, end: 0, columns };
    let found = body::read(frame, &head, 0, Vec::new(), text);
    let first: Span = found.rows.iter().map(|row| row.span).find(|span| !span.is_empty())?;
    let why = format!("a table of {} rows without a header; its columns told by what they hold", frame.height());
    Some(made(text, why, first, head.columns, found.rows, CONFIDENCE))
}

/// The looks of the cells that begin in a column.
fn column_looks(frame: &Frame, column: usize, text: &Text) -> Vec<Look> {
    (0..frame.height())
        .filter_map(|row| frame.own(row, column))
        .map(|cell| Look::of(&excerpt(Some(cell)), text))
        .collect()
}

/// 1, 2, 3 …
fn counts_up(looks: &[Look]) -> bool {
    let numbers: Vec<u16> = looks
        .iter()
        .filter_map(|look| look.number)
        .filter(|(kind, _)| *kind != Kind::Circled)
        .map(|(_, n)| n)
        .collect();
    let steps = numbers.windows(2).filter(|pair| pair[1] == pair[0].saturating_add(1)).count();
    numbers.len() >= ROWS && numbers.len() * 5 >= looks.len() * 4 && steps + 2 >= numbers.len()
}

fn most(looks: &[Look], is: impl Fn(&Look) -> bool) -> bool {
    !looks.is_empty() && looks.iter().filter(|look| is(look)).count() * 10 >= looks.len() * 7
}

/// A name or a sentence, no office, number or time.
fn is_wording(look: &Look) -> bool {
    look.chars >= 4 && look.number.is_none() && !look.amount && !look.time && look.units < 100 && !look.person
}

/// Names rather than sentences.
fn is_short(looks: &[Look]) -> bool {
    most(looks, |look| look.chars <= 24 && look.marks == 0 && !look.stops)
}
