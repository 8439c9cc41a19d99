//! Tables: columns with roles, rows of cells, merged cells filled down. Knows no delimiter.
//!
//! A layout turns lines into [`Token`]s: the text of a cell (or of one line of it) and what separated it from the one before.
//! [`read`] finds the header among them (`header`), decides by a dynamic programme which column each token stands in and where
//! the table ends (`decode`: what a cell looks like is `look`, how well that suits a column `fit`, what it costs to leave one out
//! `price`), and gives back rows (`rows`), merged cells filled down (`fill`).

mod above;
mod band;
mod below;
mod decode;
mod even;
mod fill;
mod fit;
mod halves;
mod header;
mod look;
mod office;
mod path;
mod price;
mod reader;
mod rows;
mod settle;
mod token;
mod whole;

pub use band::Bands;
pub use fill::is_total;
pub use header::{columns, spans};
pub use look::{Kind, Look};
pub use reader::{Found, read};
pub use token::{Break, Stream, Token};
pub use whole::{is_page_mark, is_total as is_total_word};

use crate::figure::HeaderUnit;
use crate::lexicon::ColumnRole;
use crate::lexicon::column::Header;
use crate::text::{Excerpt, Span, Text, fold};

/// A table whose cells have found their columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The line above the header that names the table.
    pub caption: Option<Span>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Per cent: how sure the reading of the weakest row is.
    pub confidence: u8,
    /// How often the header stands again among the rows, where it was passed over.
    pub repeats: usize,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub header: Excerpt,
    pub role: ColumnRole,
    /// A unit that the header names for its cells, `总投资(万元)` → 万元, or for money a line above the table.
    pub unit: Option<String>,
    pub reason: Reason,
}

impl Column {
    /// What a bare number of the column counts: as its header says, or the line above the table.
    pub fn number_unit(&self, text: &Text) -> Option<HeaderUnit> {
        let above = || HeaderUnit::whole(&fold::key(self.unit.as_ref()?));
        HeaderUnit::of(&self.header.read(text)).or_else(above)
    }
}

/// What gave a column its role, for `explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The header is this word of the lexicon.
    Listed(&'static str),
    /// The header ends with this word, or holds it.
    Holds(&'static str),
    /// Its header could name the items too, but that of another column does.
    BesideTitle,
    /// 单位 beside a column of offices names measures.
    BesideOffices,
    /// 单位 next to a column of numbers (数量) names measures.
    BesideAmounts,
    /// 措施 beside 目标 say how.
    BesideGoals,
    /// What its cells look like, where there is no header.
    Cells,
    /// No word of the header is known.
    Unknown,
}

impl Reason {
    pub fn of(header: Option<&Header>) -> Self {
        match header {
            Some(header) if header.listed => Self::Listed(header.word),
            Some(header) => Self::Holds(header.word),
            None => Self::Unknown,
        }
    }
}

/// One row of the table. A row without a number of its own that continues the item above has only blank and inherited cells before its text.
#[derive(Clone, Debug)]
pub struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Rows that span all columns and stand above this one, outermost first.
    pub bands: Vec<Excerpt>,
    pub span: Span,
    pub confidence: u8,
    /// How many cells were written, where that is not what the header promises: a layout that writes blank cells wrote
    /// too few, or any layout too many.
    pub misfit: Option<usize>,
    /// What is no cell stands within the row: the number of a page, a header that it repeats.
    pub torn: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Empty where the cell is blank and takes nothing from above.
    pub text: Excerpt,
    pub origin: Origin,
}

/// Where a cell's text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// In the cell.
    #[default]
    Own,
    /// In a cell above that was merged with this one, or that a blank cell takes its value from.
    Above,
}
