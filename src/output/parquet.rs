//! A table as Parquet: texts, whole numbers, days, flags, and amounts as exact decimals. Groups of rows are bounded, so that memory does not
//! grow with the table.
//!
//! Amounts are `DECIMAL(38, 10)`. Where a column holds one that does not fit, the whole column gets as many digits as it needs.

use super::tables::{Column, Holds};
use super::typed::Value;
use ::parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};
use jiff::civil::{Date, date};
use std::io::{self, Write};
use std::sync::Arc;

/// Rows and bytes of texts that are held before they are written.
const ROWS: usize = 100_000;
const BYTES: usize = 16 << 20;

/// Digits behind the point unless a column needs more.
const SCALE: usize = 10;
/// Digits that 16 bytes hold, and 32.
const DIGITS: usize = 38;
const DIGITS_WIDE: usize = 76;

const EPOCH: Date = date(1970, 1, 1);

/// How many digits the amounts of each column need, before the point and behind it.
#[derive(Clone, Debug, Default)]
pub struct Digits(Vec<(usize, usize)>);

impl Digits {
    pub fn fit(&mut self, row: &[Value]) {
        self.0.resize(self.0.len().max(row.len()), (0, 0));
        for (known, value) in self.0.iter_mut().zip(row) {
            if let Value::Number(number) = value {
                let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
                let whole = whole.bytes().filter(u8::is_ascii_digit).count();
                *known = (known.0.max(whole), known.1.max(fraction.len()));
            }
        }
    }

    /// Precision and scale of a column.
    fn of(&self, column: usize) -> (usize, usize) {
        let (whole, fraction) = self.0.get(column).copied().unwrap_or_default();
        let scale = fraction.max(SCALE);
        (if whole + scale <= DIGITS { DIGITS } else { DIGITS_WIDE }, scale)
    }
}

/// The cells of a column that are held.
enum Cells {
    Text(Vec<ByteArray>),
    Count(Vec<i64>),
    Number { values: Vec<FixedLenByteArray>, width: usize, scale: usize },
    Day(Vec<i32>),
    Flag(Vec<bool>),
}

/// Writes one table.
pub struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Cells>,
    /// For each column, whether a row has a value: 1 or 0.
    levels: Vec<Vec<i16>>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Writer<W> {
    pub fn new(out: W, columns: &[&Column], digits: &Digits) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("shishi ", env!("CARGO_PKG_VERSION")).to_string());
        let schema = schema(columns, digits).map_err(failure)?;
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties.build())).map_err(failure)?;
        let cells = columns.iter().enumerate().map(|(i, column)| match column.holds {
            Holds::Text => Cells::Text(Vec::new()),
            Holds::Count => Cells::Count(Vec::new()),
            Holds::Number => {
                let (precision, scale) = digits.of(i);
                Cells::Number { values: Vec::new(), width: bytes_for(precision), scale }
            }
            Holds::Day => Cells::Day(Vec::new()),
            Holds::Flag => Cells::Flag(Vec::new()),
        });
        Ok(Self {
            file,
            columns: cells.collect(),
            levels: columns.iter().map(|_| Vec::new()).collect(),
            rows: 0,
            bytes: 0,
        })
    }

    pub fn write(&mut self, row: &[Value]) -> io::Result<()> {
        for ((cells, levels), value) in self.columns.iter_mut().zip(&mut self.levels).zip(row) {
            levels.push(i16::from(*value != Value::Empty));
            match (cells, value) {
                (_, Value::Empty) => {}
                (Cells::Text(values), Value::Text(text)) => {
                    self.bytes += text.len();
                    values.push(ByteArray::from(text.as_bytes().to_vec()));
                }
                (Cells::Count(values), Value::Count(count)) => {
                    values.push(i64::try_from(*count).unwrap_or(i64::MAX));
                }
                (Cells::Number { values, width, scale }, Value::Number(number)) => {
                    let fixed = fixed(number, *scale, *width)
                        .ok_or_else(|| io::Error::other(format!("{number} is no decimal that Parquet can hold")))?;
                    values.push(fixed.into());
                }
                (Cells::Day(values), Value::Day(day)) => {
                    let days = EPOCH.until(*day).map_err(|error| io::Error::other(error.to_string()))?;
                    values.push(days.get_days());
                }
                (Cells::Flag(values), Value::Flag(flag)) => values.push(*flag),
                (_, other) => return Err(io::Error::other(format!("{other:?} stands in a column of another type"))),
            }
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes what is held as a group of rows.
    fn flush(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(failure)?;
        for (cells, levels) in self.columns.iter_mut().zip(&mut self.levels) {
            column(&mut group, cells, levels).map_err(failure)?;
            levels.clear();
        }
        group.close().map_err(failure)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.file.into_inner().map_err(failure)
    }
}

fn column<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: &mut Cells,
    levels: &[i16],
) -> Result<()> {
    let mut writer = group.next_column()?.ok_or_else(|| ParquetError::General("a column too many".into()))?;
    match cells {
        Cells::Text(values) => {
            writer.typed::<ByteArrayType>().write_batch(values, Some(levels), None)?;
            values.clear();
        }
        Cells::Count(values) => {
            writer.typed::<Int64Type>().write_batch(values, Some(levels), None)?;
            values.clear();
        }
        Cells::Number { values, .. } => {
            writer.typed::<FixedLenByteArrayType>().write_batch(values, Some(levels), None)?;
            values.clear();
        }
        Cells::Day(values) => {
            writer.typed::<Int32Type>().write_batch(values, Some(levels), None)?;
            values.clear();
        }
        Cells::Flag(values) => {
            writer.typed::<BoolType>().write_batch(values, Some(levels), None)?;
            values.clear();
        }
    }
    writer.close()
}

fn schema(columns: &[&Column], digits: &Digits) -> Result<TypePtr> {
    let fields = columns.iter().enumerate().map(|(i, column)| {
        let primitive =
            |physical| Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
        let built = match column.holds {
            Holds::Text => primitive(Physical::BYTE_ARRAY)
                .with_logical_type(Some(LogicalType::String))
                .with_converted_type(ConvertedType::UTF8),
            Holds::Count => primitive(Physical::INT64),
            Holds::Number => {
                let (precision, scale) = digits.of(i);
                let (length, precision, scale) = (bytes_for(precision) as i32, precision as i32, scale as i32);
                primitive(Physical::FIXED_LEN_BYTE_ARRAY)
                    .with_length(length)
                    .with_logical_type(Some(LogicalType::decimal(scale, precision)))
                    .with_converted_type(ConvertedType::DECIMAL)
                    .with_precision(precision)
                    .with_scale(scale)
            }
            Holds::Day => primitive(Physical::INT32)
                .with_logical_type(Some(LogicalType::Date))
                .with_converted_type(ConvertedType::DATE),
            Holds::Flag => primitive(Physical::BOOLEAN),
        };
        built.build().map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<_>>>()?;
    Type::group_type_builder("schema").with_fields(fields).build().map(Arc::new)
}

/// Bytes of a decimal.
fn bytes_for(precision: usize) -> usize {
    if precision <= DIGITS { 16 } else { 32 }
}

/// A decimal as Parquet holds it: a big-endian whole number in two's complement, the point left out.
fn fixed(number: &str, scale: usize, width: usize) -> Option<Vec<u8>> {
    let (sign, digits) = number.strip_prefix('-').map_or((false, number), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = scale.checked_sub(fraction.len())?;
    let mut bytes = vec![0u8; width];
    for digit in whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', zeros)) {
        let mut carry = u16::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
        for byte in bytes.iter_mut().rev() {
            carry += u16::from(*byte) * 10;
            *byte = carry as u8;
            carry >>= 8;
        }
        if carry > 0 {
            return None;
        }
    }
    if sign {
        let mut carry = true;
        for byte in bytes.iter_mut().rev() {
            (*byte, carry) = (!*byte).overflowing_add(u8::from(carry));
        }
    }
    Some(bytes)
}

fn failure(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let read = |number: &str, scale| {
            let bytes = fixed(number, scale, 16).unwrap();
            i128::from_be_bytes(bytes.try_into().unwrap())
        };
        assert_eq!(read("2662950", 2), 266_295_000);
        assert_eq!(read("-0.0125", 10), -125_000_000);
        assert_eq!(read("9999999999999999999900000000", 10), 99_999_999_999_999_999_999_000_000_000_000_000_000);
        assert_eq!(fixed("1.25", 1, 16), None);
        let mut digits = Digits::default();
        digits.fit(&[Value::Number("12.5"), Value::Number("9999999999999999999900000000"), Value::Empty]);
        digits.fit(&[Value::Number("0.0000000000001"), Value::Number("0.0000000000001"), Value::Empty]);
        assert_eq!([digits.of(0), digits.of(1), digits.of(2)], [(38, 13), (76, 13), (38, 10)]);
    }
}
