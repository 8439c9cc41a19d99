//! A table as a workbook (XLSX): typed cells, a header that stays in view, filters, widths that fit. Rows go to the disk as they come, so that
//! memory does not grow with them.
//!
//! Texts are stored as texts, so none is ever run as a formula. A sheet ends at 1,048,576 rows; what is more goes to further sheets.

use super::csv::Headers;
use super::plain::width;
use super::tables::Column;
use super::typed::Value;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Seek, Write};
use std::path::Path;

/// Rows of a sheet, the header included.
const ROWS: u32 = 1_048_576;
/// Characters of a cell.
const CHARACTERS: usize = 32_767;
/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;
/// No column is wider, in characters of a European font.
const WIDEST: usize = 60;

/// What a workbook cannot hold as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// Sheets it took.
    pub sheets: usize,
    /// Texts that were cut because a cell holds no more.
    pub cut: usize,
    /// Numbers with more digits than a spreadsheet keeps, written as texts.
    pub as_text: usize,
}

/// How wide each column should be, found from its first rows.
#[derive(Clone, Debug)]
pub struct Widths(Vec<usize>);

impl Widths {
    pub fn new(columns: &[&Column], headers: Headers) -> Self {
        // Room for the button of the filter.
        Self(columns.iter().map(|column| width(headers.of(column)) + 4).collect())
    }

    pub fn fit(&mut self, row: &[Value]) {
        for (widest, value) in self.0.iter_mut().zip(row) {
            let own = match value {
                Value::Text(text) => width(text.lines().next().unwrap_or_default()) + 1,
                Value::Number(number) => number.len() + 1,
                Value::Day(_) => 12,
                _ => 0,
            };
            *widest = (*widest).max(own.min(WIDEST));
        }
    }
}

/// Writes one table.
pub struct Writer<'c> {
    workbook: Workbook,
    /// Name of the first sheet; further ones are numbered.
    name: String,
    columns: &'c [&'c Column],
    headers: Headers,
    widths: Widths,
    day: Format,
    /// The next row of the sheet.
    row: u32,
    rows: u32,
    losses: Losses,
}

impl<'c> Writer<'c> {
    /// `folder`: where rows are kept until the workbook is complete.
    pub fn new(
        name: &str,
        columns: &'c [&'c Column],
        headers: Headers,
        widths: Widths,
        folder: &Path,
    ) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder).map_err(failure)?;
        workbook.use_zip_large_file(true);
        // The same rows give the same file, whenever it is written.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failure)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let mut writer = Self {
            workbook,
            name: name.to_string(),
            columns,
            headers,
            widths,
            day,
            row: 0,
            rows: ROWS,
            losses: Losses::default(),
        };
        writer.turn()?;
        Ok(writer)
    }

    /// Begins a sheet.
    fn turn(&mut self) -> io::Result<()> {
        self.finish_sheet()?;
        self.losses.sheets += 1;
        let name = match self.losses.sheets {
            1 => self.name.clone(),
            number => format!("{} {number}", self.name),
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failure)?;
        sheet.set_name(name).map_err(failure)?;
        sheet.set_freeze_panes(1, 0).map_err(failure)?;
        let bold = Format::new().set_bold();
        for (column, (described, width)) in (0u16..).zip(self.columns.iter().zip(&self.widths.0)) {
            sheet.set_column_width(column, *width as f64).map_err(failure)?;
            sheet.write_string_with_format(0, column, self.headers.of(described), &bold).map_err(failure)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Gives the last sheet its filters.
    fn finish_sheet(&mut self) -> io::Result<()> {
        let Some(last) = self.losses.sheets.checked_sub(1) else { return Ok(()) };
        let columns = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let row = self.row;
        let sheet = self.workbook.worksheet_from_index(last).map_err(failure)?;
        sheet.autofilter(0, 0, row - 1, columns.saturating_sub(1)).map_err(failure)?;
        Ok(())
    }

    pub fn write(&mut self, row: &[Value]) -> io::Result<()> {
        if self.row == self.rows {
            self.turn()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.losses.sheets - 1).map_err(failure)?;
        for (column, value) in (0u16..).zip(row) {
            cell(sheet, (self.row, column), value, &self.day, &mut self.losses).map_err(failure)?;
        }
        self.row += 1;
        Ok(())
    }

    pub fn finish(mut self, out: impl Write + Seek + Send) -> io::Result<Losses> {
        self.finish_sheet()?;
        self.workbook.save_to_writer(out).map_err(failure)?;
        Ok(self.losses)
    }
}

fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    day: &Format,
    losses: &mut Losses,
) -> Result<(), XlsxError> {
    match *value {
        Value::Empty => {}
        Value::Text(text) => {
            let end = text.char_indices().nth(CHARACTERS).map(|(end, _)| end);
            losses.cut += usize::from(end.is_some());
            sheet.write_string(row, column, &text[..end.unwrap_or(text.len())])?;
        }
        Value::Count(count) => {
            sheet.write_number(row, column, count as f64)?;
        }
        Value::Number(number) => match fits(number) {
            Some(value) => {
                sheet.write_number(row, column, value)?;
            }
            None => {
                losses.as_text += 1;
                sheet.write_string(row, column, number)?;
            }
        },
        // Spreadsheets know no day before 1900.
        Value::Day(date) => match u16::try_from(date.year()) {
            Ok(year @ 1900..) => {
                let date = ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)?;
                sheet.write_datetime_with_format(row, column, &date, day)?;
            }
            _ => {
                sheet.write_string(row, column, date.to_string())?;
            }
        },
        Value::Flag(flag) => {
            sheet.write_boolean(row, column, flag)?;
        }
    }
    Ok(())
}

/// The number as spreadsheets hold it, if that loses nothing.
fn fits(number: &str) -> Option<f64> {
    let digits = number.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    (digits <= DIGITS).then(|| number.parse().ok()).flatten()
}

fn failure(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tables::Table;

    #[test]
    fn what_a_spreadsheet_cannot_hold_is_told() {
        let columns: Vec<&Column> = Table::Units.columns().iter().collect();
        let folder = tempfile::tempdir().unwrap();
        let widths = Widths::new(&columns, Headers::Zh);
        let mut writer = Writer::new("units", &columns, Headers::Zh, widths, folder.path()).unwrap();
        writer.rows = 3;
        let long = "长".repeat(CHARACTERS + 1);
        for _ in 0..3 {
            writer.write(&[Value::Text("=1+1"), Value::Number("12345678901234567.5"), Value::Text(&long)]).unwrap();
        }
        let mut out = io::Cursor::new(Vec::new());
        let losses = writer.finish(&mut out).unwrap();
        assert_eq!(losses, Losses { sheets: 2, cut: 3, as_text: 3 });
        assert_eq!(fits("-0.0012345"), Some(-0.0012345));
    }
}
