//! Rows of as many lines as the table has columns, but for remarks at its end, where nothing but line ends tells cells apart: a line
//! in each column.
//!
//! By its looks alone a second office could be one more line of the cell before: 市教育局, 各县区政府 below 责任单位, 配合单位.

use super::fit::{self, Carry, Shape};
use super::path::Place;
use super::token::{Break, Token};
use crate::lexicon::{ColumnRole, Field};
use crate::text::Text;

/// What suits a column this badly does not stand in it.
const BAD: i32 = -10;

/// Sets the lines of such rows one into each column, unless cells of offices in other rows surely have several lines.
pub(super) fn spread(tokens: &[Token], places: &mut [Place], shapes: &[Shape], text: &Text) {
    let mut found = Vec::new();
    let mut at = 0;
    while at < places.len() {
        let Place::Row(first) = places[at] else {
            at += 1;
            continue;
        };
        let goes_on = |place: &Place| matches!(place, Place::Next(_) | Place::Same(_));
        let end = at + 1 + places[at + 1..].iter().take_while(|place| goes_on(place)).count();
        let office = |place: &Place| matches!(place, Place::Same(c) if is_office(shapes[usize::from(*c)]));
        let several = places[at..end].iter().any(office);
        let free = tokens[at + 1..end].iter().all(|t| matches!(t.before, Break::Line | Break::Gap | Break::CellOrRow));
        if several && free {
            let written = end - at + usize::from(first);
            if written > shapes.len() || !shapes[written..].iter().all(is_aside) {
                return;
            }
            let columns = shapes.iter().skip(usize::from(first));
            let suits = |(token, shape): (&Token, &Shape)| fit::fit(*shape, token.look(text), Carry::default()) > BAD;
            if tokens[at..end].iter().zip(columns).all(suits) {
                found.push((at..end, first));
            }
        }
        at = end;
    }
    for (row, first) in found {
        for (place, column) in places[row].iter_mut().zip(first..).skip(1) {
            *place = Place::Next(column);
        }
    }
}

/// 备注, which is mostly blank.
fn is_aside(shape: &Shape) -> bool {
    shape.role == ColumnRole::Text(Field::Remark)
}

fn is_office(shape: Shape) -> bool {
    matches!(shape.role, ColumnRole::Unit(_))
}
