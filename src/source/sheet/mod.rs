//! Spreadsheets: XLSX, XLS and ODS. What is read is what the cells show: numbers and dates by their formats, results of
//! formulas, several lines in a cell.
//!
//! Sheets that their author hid are left out, hidden rows and columns are kept: they hold rows of the same table.

mod cells;
mod decimal;
mod format;
mod ods;
mod onto_page;
mod strings;
mod xls;
mod xlsx;

use super::page::Page;
use crate::problem::ProblemKind;
use cells::Cells;

pub(super) fn xlsx(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    xlsx::read(bytes, page.limits()).and_then(|sheets| write(page, sheets))
}

pub(super) fn xls(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    xls::read(bytes, page.limits()).and_then(|sheets| write(page, sheets))
}

pub(super) fn ods(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    ods::read(bytes, page.limits()).and_then(|sheets| write(page, sheets))
}

/// A sheet of a workbook.
struct Sheet<'l> {
    name: String,
    hidden: bool,
    cells: Cells<'l>,
}

/// `Sheet1`, `工作表2`: names that programs give.
fn is_default(name: &str) -> bool {
    let rest = ["Sheet", "sheet", "工作表"].iter().find_map(|word| name.strip_prefix(word));
    rest.is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit()))
}

/// All sheets that are shown, each with its name above it where there are several and their author named them.
fn write(page: &mut Page<'_>, mut sheets: Vec<Sheet<'_>>) -> Result<(), ProblemKind> {
    sheets.retain(|sheet| !sheet.cells.is_empty());
    if sheets.iter().any(|sheet| !sheet.hidden) {
        sheets.retain(|sheet| !sheet.hidden);
    }
    let several = sheets.len() > 1;
    for sheet in &mut sheets {
        if several && !is_default(&sheet.name) {
            page.paragraph(&sheet.name)?;
        }
        onto_page::write(page, &mut sheet.cells)?;
    }
    Ok(())
}
