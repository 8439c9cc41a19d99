//! From the streams of a run to its outputs: the manifest, the other formats of the tables, and the description of them all. Then the folder
//! gives them their names.

use super::Tally;
use super::entry::{Entry, STREAMS};
use super::folder::{Finished, Folder};
use super::run::{Style, Written, columns, stream_name, table};
use crate::output::csv::Headers;
use crate::output::data_package::{self, describe};
use crate::output::tables::{Column, Table};
use crate::output::{parquet, row_json, typed, xlsx};
use std::fs::File;
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::Mutex;
use std::thread;

/// How the tables are written. The notices are always NDJSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Csv,
    Xlsx,
    Parquet,
    Ndjson,
}

impl Format {
    /// What the names of its files end in.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Parquet => "parquet",
            Format::Ndjson => "ndjson",
        }
    }

    fn name(self, table: Table) -> String {
        format!("{}.{}", table.as_str(), self.as_str())
    }
}

const MANIFEST: &str = "manifest.ndjson";
const PACKAGE: &str = "datapackage.json";

/// Widths are found from so many rows.
const SAMPLE: usize = 2_000;

/// Writes what is still missing and finishes the run.
pub fn finish(folder: &Folder, formats: &[Format], style: Style, threads: usize, tally: &mut Tally) -> io::Result<()> {
    let run = folder.run();
    let mut finished = Finished::default();
    manifest(&run)?;
    for stream in 0..STREAMS {
        let is_shown = table(stream).is_none() || formats.contains(&Format::Csv);
        let names = if is_shown { &mut finished.shown } else { &mut finished.kept };
        names.push(stream_name(stream));
    }
    let derived = Table::ALL.iter().flat_map(|&table| formats.iter().map(move |&format| (table, format)));
    let derived: Vec<_> = derived.filter(|(_, format)| *format != Format::Csv).collect();
    tally.notes = write_all(&run, &derived, style, threads)?;
    finished.shown.extend(derived.iter().map(|(table, format)| format.name(*table)));
    package(&run, formats, style)?;
    finished.shown.extend([MANIFEST.to_string(), PACKAGE.to_string()]);
    folder.finish(finished)
}

fn manifest(run: &Path) -> io::Result<()> {
    let written = Written::open(|name| run.join(name))?;
    let mut manifest = BufWriter::new(File::create(run.join(MANIFEST))?);
    for (_, _, entry) in written.entries()? {
        let entry: Entry = entry;
        serde_json::to_writer(&mut manifest, &entry.line())?;
        manifest.write_all(b"\n")?;
    }
    manifest.flush()
}

/// Writes tables in other formats, several at a time, and gives what must be said about them, in order.
fn write_all(run: &Path, derived: &[(Table, Format)], style: Style, threads: usize) -> io::Result<Vec<String>> {
    let next = Mutex::new(derived.iter().enumerate());
    let work = || -> io::Result<Vec<(usize, String)>> {
        let mut notes = Vec::new();
        loop {
            let taken = next.lock().map_or(None, |mut next| next.next());
            let Some((number, &(table, format))) = taken else { return Ok(notes) };
            notes.extend(write(run, table, format, style)?.into_iter().map(|note| (number, note)));
        }
    };
    let done: io::Result<Vec<_>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads.min(derived.len())).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a table could not be written"))))
            .collect()
    });
    let mut notes = done?.concat();
    notes.sort();
    Ok(notes.into_iter().map(|(_, note)| note).collect())
}

/// Writes a table in another format than CSV, from its CSV.
fn write(run: &Path, table: Table, format: Format, style: Style) -> io::Result<Vec<String>> {
    let columns: Vec<&Column> = columns(table).collect();
    let mut csv = File::open(run.join(Format::Csv.name(table)))?;
    let mut from_start = || csv.seek(SeekFrom::Start(0)).and_then(|_| csv.try_clone());
    let path = run.join(format.name(table));
    let mut out = BufWriter::with_capacity(1 << 17, File::create(&path)?);
    let mut notes = Vec::new();
    match format {
        Format::Csv => {}
        Format::Ndjson => typed::rows(from_start()?, &columns, |row| row_json::write(&mut out, &columns, row))?,
        Format::Parquet => {
            let mut digits = parquet::Digits::default();
            if columns.iter().any(|column| column.holds == crate::output::tables::Holds::Number) {
                typed::rows(from_start()?, &columns, |row| {
                    digits.fit(row);
                    Ok(())
                })?;
            }
            let mut writer = parquet::Writer::new(&mut out, &columns, &digits)?;
            typed::rows(from_start()?, &columns, |row| writer.write(row))?;
            writer.finish()?;
        }
        Format::Xlsx => {
            let mut widths = xlsx::Widths::new(&columns, style.headers);
            let mut left = SAMPLE;
            let sampled = typed::rows(from_start()?, &columns, |row| {
                widths.fit(row);
                left -= 1;
                if left == 0 { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
            });
            sampled.or_else(|error| if left == 0 { Ok(()) } else { Err(error) })?;
            let name = if style.headers == Headers::Zh { chinese(table) } else { table.as_str() };
            let mut writer = xlsx::Writer::new(name, &columns, style.headers, widths, run)?;
            typed::rows(from_start()?, &columns, |row| writer.write(row))?;
            notes = said(&format.name(table), writer.finish(&mut out)?);
        }
    }
    out.flush()?;
    Ok(notes)
}

/// What a workbook could not hold as it is, in words.
fn said(name: &str, losses: xlsx::Losses) -> Vec<String> {
    let mut notes = Vec::new();
    if losses.sheets > 1 {
        notes.push(format!("{name}: more rows than a sheet holds (1,048,576): split into {} sheets", losses.sheets));
    }
    if losses.cut > 0 {
        notes.push(format!(
            "{name}: {} texts longer than a cell holds (32,767 characters) were cut: the other formats have them whole",
            losses.cut
        ));
    }
    if losses.as_text > 0 {
        notes.push(format!(
            "{name}: {} numbers with more than 15 digits stand as texts: a spreadsheet would round them",
            losses.as_text
        ));
    }
    notes
}

fn chinese(table: Table) -> &'static str {
    match table {
        Table::Items => "项目",
        Table::Figures => "数字",
        Table::Units => "单位",
        Table::Milestones => "时限",
        Table::Checks => "核算",
        Table::Diagnostics => "提示",
        Table::Documents => "文件",
    }
}

fn package(run: &Path, formats: &[Format], style: Style) -> io::Result<()> {
    let columns: Vec<Vec<&Column>> = Table::ALL.iter().map(|&table| columns(table).collect()).collect();
    let files: Vec<data_package::File> = formats
        .iter()
        .flat_map(|&format| {
            Table::ALL.iter().zip(&columns).map(move |(&table, columns)| data_package::File {
                table,
                columns,
                format: format.as_str(),
                path: format.name(table),
                headers: if matches!(format, Format::Csv | Format::Xlsx) { style.headers } else { Headers::En },
            })
        })
        .collect();
    let others = [
        ("notices.ndjson", "A notice a line, in the schema that `shishi schema` prints"),
        (
            MANIFEST,
            "A file a line: its hash, size and time of change, how its reading ended, items, problems, and what it duplicates",
        ),
    ];
    let described = describe(&files, style.dialect, &others);
    let mut out = BufWriter::new(File::create(run.join(PACKAGE))?);
    serde_json::to_writer_pretty(&mut out, &described)?;
    out.write_all(b"\n")?;
    out.flush()
}
