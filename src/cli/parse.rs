//! `shishi parse`: notices to JSON or tables.

use super::input::{Named, Reading, files, name, several};
use super::sink::{Sink, Target};
use super::{Outcome, say};
use crate::output::tables::Table;
use crate::output::{csv, json, wire};
use crate::problem::Severity;
use anyhow::bail;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use std::io;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  shishi parse notice.txt > notice.json
  shishi parse notice.txt --table figures > figures.csv
  shishi parse notice.txt --excel -o items.csv
  shishi parse *.txt --format ndjson -o notices.ndjson
  shishi parse notice.txt --strict > notice.json
  cat notice.txt | shishi parse --compact
  cat lines.ndjson | shishi parse --stream > notices.ndjson

Several FILEs give a JSON array, a line each (ndjson) or a block of rows each (csv), whose doc names the file. \
A file that cannot be read is named on standard error; the others are read all the same. A line of --stream that cannot be \
read is answered by an error of that id instead, and the exit code stays 0.
Exit codes: 0 done, 1 done with warnings (--strict), 2 could not";

/// Read notices and write them as JSON or as a table
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Parse {
    /// Notices to read; - or nothing is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to write; csv where --table or --excel is given, json otherwise
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Table to write as CSV (items where none is named)
    #[arg(short, long, value_parser = PossibleValuesParser::new(Table::ALL.map(Table::as_str)).try_map(|name| table(&name)))]
    table: Option<Table>,
    /// JSON on one line
    #[arg(long)]
    compact: bool,
    /// CSV that spreadsheets open rightly: byte-order mark, CRLF
    #[arg(long)]
    excel: bool,
    /// Exit with 1 when a notice has a warning, and name the warnings on standard error
    #[arg(long)]
    strict: bool,
    /// Read lines of {"id", "text"} and answer each at once with its notice on one line, which has the id
    #[arg(long, conflicts_with_all = ["format", "table", "compact", "excel", "strict", "encoding", "output"])]
    stream: bool,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An object, or an array of several
    Json,
    /// A line each
    Ndjson,
    /// A table
    Csv,
}

fn table(name: &str) -> Result<Table, String> {
    Table::ALL.into_iter().find(|table| table.as_str() == name).ok_or_else(|| format!("no table is called {name}"))
}

impl Parse {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let format = self.format()?;
        let files = files(self.files)?;
        if self.stream {
            let mut sink = Sink::standard();
            super::stream::run(&files, &self.reading, &mut sink)?;
            sink.finish()?;
            return Ok(Outcome::Done);
        }
        self.target.spare(&files)?;
        let style = if self.compact { json::Style::Compact } else { json::Style::Pretty };
        let shape = match format {
            Format::Ndjson => json::Shape::Lines,
            _ if several(&files) => json::Shape::Array(style),
            _ => json::Shape::One(style),
        };
        // Opened at the first notice that could be read: if there is none, nothing is written.
        let mut writer = None;
        let outcome = self.reading.each(files, |named| {
            let writer = match &mut writer {
                Some(writer) => writer,
                None => {
                    let sink = self.target.open()?;
                    writer.insert(match format {
                        Format::Json | Format::Ndjson => Writer::Json(json::Writer::new(sink, shape)),
                        Format::Csv => {
                            let dialect = if self.excel { csv::Dialect::Excel } else { csv::Dialect::Plain };
                            Writer::Csv(Box::new(csv::Writer::new(sink, self.table.unwrap_or_default(), dialect)?))
                        }
                    })
                }
            };
            writer.write(&wire::Notice::new(&named.notice, Some(&named.path)))?;
            Ok(if self.strict { warnings(&named) } else { Outcome::Done })
        })?;
        if let Some(writer) = writer {
            writer.finish()?.finish()?;
        }
        Ok(outcome)
    }

    /// What to write. Options that belong to another format are refused rather than ignored.
    fn format(&self) -> anyhow::Result<Format> {
        let tabular = self.table.is_some() || self.excel;
        let format = self.format.unwrap_or(if tabular { Format::Csv } else { Format::Json });
        if tabular && format != Format::Csv {
            bail!("expected --format csv with --table or --excel, found another format: leave out --format");
        }
        if self.compact && format == Format::Csv {
            bail!("expected JSON with --compact, found a table: leave out --compact");
        }
        Ok(format)
    }
}

enum Writer {
    Json(json::Writer<Sink>),
    Csv(Box<csv::Writer<Sink>>),
}

impl Writer {
    fn write(&mut self, notice: &wire::Notice) -> io::Result<()> {
        match self {
            Writer::Json(writer) => writer.write(notice),
            Writer::Csv(writer) => writer.write(notice),
        }
    }

    fn finish(self) -> io::Result<Sink> {
        match self {
            Writer::Json(writer) => writer.finish(),
            Writer::Csv(writer) => writer.finish(),
        }
    }
}

/// Names the warnings of a notice on standard error.
fn warnings(Named { path, notice }: &Named) -> Outcome {
    let mut outcome = Outcome::Done;
    for problem in notice.problems.iter().filter(|problem| problem.kind.severity() >= Severity::Warning) {
        let line = problem.span.map(|span| format!(":{}", notice.text.line(span.start))).unwrap_or_default();
        let item = problem.item.as_ref().map(|key| format!(", item {key}")).unwrap_or_default();
        say(&format!("{}{line}: warning: {} [{}{item}]", name(path), problem.kind, problem.kind.code()));
        outcome = Outcome::Findings;
    }
    outcome
}
