//! Finds the header among the first tokens of a table: which of them are header cells, and what columns they make.
//!
//! Where the marks do not tell (a header cell in pieces, an unknown word at its end) it gives several guesses;
//! the reader decodes with each and keeps the best.

mod fold;
mod role;
mod row;
mod stream;

use super::fit::Shape;
use super::token::{Break, Token};
use super::{Column, Reason, above};
use crate::lexicon::column::{self, Header};
use crate::lexicon::{ColumnRole, Field};
use crate::text::{Excerpt, Joint, Text};
use role::{settle_beside, settle_means, settle_titles, stacked};

/// One way to read the header.
#[derive(Clone, Debug)]
pub struct Guess {
    pub columns: Vec<Column>,
    /// Tokens that it takes.
    pub used: usize,
    /// Points that it starts behind with: invented and dropped columns.
    pub handicap: i32,
    listed: usize,
}

impl Guess {
    pub fn shapes(&self, text: &Text) -> Vec<Shape> {
        let aside = |c: &Column| c.role == ColumnRole::Text(Field::Remark);
        let measure = self.columns.iter().position(|c| c.role == ColumnRole::Measure);
        // Beside a column of measures (人, 公里) the plan and what was done are bare numbers.
        let counts = |i: usize, c: &Column| {
            let quarter = matches!(c.role, ColumnRole::Quarter(_));
            let work =
                quarter || matches!(c.role, ColumnRole::Text(Field::Target | Field::Progress) | ColumnRole::Unknown);
            measure.filter(|_| work).is_some_and(|measure| {
                let header = column::fold_header(&c.header.read(text));
                header.ends_with(['数', '量', '值'])
                    || i > measure && c.role != ColumnRole::Unknown && !header.ends_with(['容', '况', '展'])
            })
        };
        let shape = |(i, c): (usize, &Column)| Shape {
            role: c.role,
            places: aside(c) && names_places(&c.header.read(text)),
            told: aside(c) && names_passages(&c.header.read(text)),
            amounts: c.unit.is_some() && matches!(c.role, ColumnRole::Text(_) | ColumnRole::Unknown) || counts(i, c),
            counted: false,
        };
        let mut shapes: Vec<Shape> = self.columns.iter().enumerate().map(shape).collect();
        let names = |s: &Shape| !s.amounts && matches!(s.role, ColumnRole::Text(Field::Target | Field::Description));
        if let Some(counted) = measure.and_then(|measure| shapes[..measure].iter_mut().rfind(|s| names(s))) {
            counted.counted = true;
        }
        shapes
    }
}

/// 建设地点, 实施范围.
fn names_places(header: &str) -> bool {
    ["地点", "地點", "地址", "位置", "区域", "區域", "范围", "範圍"].iter().any(|w| header.contains(w))
}

/// 存在问题, 下一步打算.
fn names_passages(header: &str) -> bool {
    ["问题", "問題", "困难", "困難", "原因", "打算", "下一步", "下步"].iter().any(|w| header.contains(w))
}

/// Most tokens that a header can have.
pub const LONGEST: usize = 40;

/// A header cell, and what it says.
#[derive(Clone, Default)]
struct Cell {
    text: Excerpt,
    header: Option<Header>,
    /// How many tokens it is made of.
    tokens: usize,
}

impl Cell {
    fn of(token: &Token, text: &Text) -> Self {
        Self { text: token.text.clone(), header: column::column(&token.text.read(text)), tokens: 1 }
    }

    /// Adds another line of the cell: 总投资⏎（万元）.
    fn widen(&mut self, token: &Token, text: &Text) {
        self.text.append(Joint::None, &token.text);
        self.header = column::column(&self.text.read(text));
        self.tokens += 1;
    }
}

/// The columns of a table whose header cells are known: for each column those above it, from top to bottom. `None` where they make
/// no header.
pub fn columns(above: &[Vec<Excerpt>], text: &Text) -> Option<Vec<Column>> {
    let cells: Vec<Cell> = above.iter().map(|cells| stacked(cells, text)).collect();
    let mut guess = guess(&cells, 0, 0);
    settle_beside(&mut guess.columns, text);
    above::lend_unit(&mut guess.columns, text);
    // Cells whose places are known need fewer words to be believed than a stream of lines.
    let work = guess.columns.iter().any(|column| is_work(column.role));
    let known = guess.columns.iter().filter(|column| column.role != ColumnRole::Unknown).count();
    (work && guess.listed >= 2 && known * 2 >= guess.columns.len()).then_some(guess.columns)
}

/// How many of the heads in a second line stand below each of those in the first, in every likely way, the best first.
pub fn spans(heads: &[Excerpt], below: &[Excerpt], text: &Text) -> Vec<Vec<usize>> {
    let cells = |cells: &[Excerpt]| -> Vec<Cell> {
        let cell = |text: &Excerpt, header| Cell { text: text.clone(), header, tokens: 1 };
        cells.iter().map(|e| cell(e, column::column(&e.read(text)))).collect()
    };
    fold::spans(&cells(heads), &cells(below), text)
}

/// All ways to read a header that starts with the first token; none if it is no header.
pub fn guesses(tokens: &[Token], text: &Text) -> Vec<Guess> {
    let rigid = tokens.len() > 1 && tokens[1].before == Break::Cell;
    let mut out = if rigid { row::guesses(tokens, text) } else { stream::guesses(tokens, text) };
    if !rigid {
        out.extend(row::marked(tokens, text));
    }
    out.retain(|g| is_header(&g.columns, g.listed));
    for guess in &mut out {
        settle_beside(&mut guess.columns, text);
        above::lend_unit(&mut guess.columns, text);
    }
    out
}

/// A header has at least two columns that name things, work or units; a table of two columns only where both are listed words.
fn is_header(columns: &[Column], listed: usize) -> bool {
    let known = columns.iter().filter(|c| c.role != ColumnRole::Unknown).count();
    // 类别 | 镇街 | 总投资: groups and money.
    let groups = columns.iter().filter(|column| column.role == ColumnRole::Category).count() > 1;
    let money = || columns.iter().any(|column| column.role == ColumnRole::Text(Field::Funding));
    let work = columns.iter().any(|column| is_work(column.role)) || groups && money();
    let enough = columns.len() >= 3 && known >= 3 && listed >= 2 || columns.len() == 2 && listed == 2;
    work && enough && known * 2 >= columns.len()
}

fn is_work(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Title | ColumnRole::Text(Field::Target | Field::Progress | Field::Description))
}

/// The number of columns of each of two lists that stand side by side: the header row names the same columns twice.
pub fn side_by_side(tokens: &[Token], text: &Text) -> Option<usize> {
    let row = 1 + tokens.iter().skip(1).take_while(|t| t.before == Break::Cell).count();
    let half = row / 2;
    let key = |i: usize| column::fold_header(&tokens[i].text.read(text));
    let twice = row % 2 == 0 && half >= 2 && (0..half).all(|i| !tokens[i].text.is_empty() && key(i) == key(i + half));
    (tokens.len() >= row && twice).then_some(half)
}

fn guess(cells: &[Cell], used: usize, handicap: i32) -> Guess {
    let listed = cells.iter().filter(|c| c.header.as_ref().is_some_and(|h| h.listed)).count();
    let mut columns: Vec<Column> = cells
        .iter()
        .map(|cell| {
            let role = cell.header.as_ref().map_or(ColumnRole::Unknown, |h| h.role);
            let unit = cell.header.as_ref().and_then(|h| h.unit.clone());
            Column { header: cell.text.clone(), role, unit, reason: Reason::of(cell.header.as_ref()) }
        })
        .collect();
    let names: Vec<bool> = cells.iter().map(|c| c.header.as_ref().is_some_and(|h| h.names)).collect();
    settle_titles(&mut columns, &names);
    settle_means(&mut columns);
    Guess { columns, used, handicap, listed }
}
