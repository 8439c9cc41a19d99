//! `shishi figures`: the figures in any text, line by line.
//!
//! The engine for texts that are no notices: no items, no years, no layout, only the amounts of each line.

use super::Outcome;
use super::sink::Sink;
use crate::figure::metric::{Context, Lists};
use crate::figure::{self, Setting};
use crate::lexicon::Field;
use crate::output::json;
use crate::output::wire::Figure;
use crate::text::Text;
use serde::Serialize;
use std::io::{self, BufRead as _, BufReader};

const EXAMPLES: &str = "\
Examples:
  shishi figures 由每人每月610元提高到645元
  cat lines.txt | shishi figures > figures.ndjson

A line of JSON for each line of text; spans count in that line.";

/// Find the figures in any text: a line in, a line of JSON out
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Figures {
    /// Text to read; - or nothing is standard input
    text: Option<String>,
}

/// The figures of one line.
#[derive(Serialize)]
struct Line<'a> {
    figures: Vec<Figure<'a>>,
}

impl Figures {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let mut writer = json::Writer::new(Sink::standard(), json::Shape::Lines);
        match self.text {
            Some(text) if text != "-" => text.lines().try_for_each(|line| write(&mut writer, line.to_string()))?,
            _ => {
                let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
                let mut bytes = Vec::new();
                while input.read_until(b'\n', &mut bytes)? > 0 {
                    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
                    let line = line.strip_suffix(b"\r").unwrap_or(line);
                    write(&mut writer, String::from_utf8_lossy(line).into_owned())?;
                    bytes.clear();
                    // Who gives a line and waits for its answer gets it at once.
                    if input.buffer().is_empty() {
                        writer.flush()?;
                    }
                }
            }
        }
        writer.finish()?.finish()?;
        Ok(Outcome::Done)
    }
}

fn write(writer: &mut json::Writer<Sink>, line: String) -> io::Result<()> {
    let text = Text::new(line);
    let mut found = figure::scan(text.recognised(), &Setting::new(Field::Preamble, false));
    figure::metric::assign(text.as_str(), text.recognised(), &mut found, &Context::default(), &mut Lists::default());
    writer.write(&Line { figures: found.iter().map(|figure| Figure::new(figure, &text)).collect() })
}
