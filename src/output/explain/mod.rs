//! How a notice was read, for people who wonder: its blocks, why each was taken for its layout and for no other, which column got
//! which role ([`table`]), and what became of the rows ([`table`]) and of the levels of an outline ([`outline`]).
//!
//! All words are chosen here: the rooms that decide keep no more than what decided.

mod outline;
mod table;

use super::plain::{Colour, Paint, clip, pad, width};
use crate::layout::{Beaten, Block, Content, LayoutKind, RunnerUp};
use crate::problem::Severity;
use crate::record::{DocumentKind, Notice, Verdict};
use std::io::{self, Write};

/// Columns of the screen that a value may take.
const VALUE: usize = 96;

/// Below this a layout is shown as doubtful.
const SURE: u8 = 80;

/// Writes the account of one notice.
pub fn write(out: &mut dyn Write, notice: &Notice, path: &str, paint: Paint) -> io::Result<()> {
    let source = &notice.source;
    writeln!(out, "{}", paint.with(Colour::Bold, path))?;
    let written = match source.encoding {
        "" => source.format.to_uppercase(),
        encoding => format!("{encoding} ({})", how(source.detection)),
    };
    writeln!(out, "  {} bytes of {written}, {} lines", source.bytes, notice.text.line_count())?;
    facts(out, notice, paint)?;
    for block in &notice.blocks {
        writeln!(out)?;
        self::block(out, notice, block, paint)?;
    }
    writeln!(out)?;
    totals(out, notice, paint)?;
    problems(out, notice, paint)
}

/// How an encoding was found, in words.
fn how(detection: &str) -> &str {
    match detection {
        "mark" => "by its byte-order mark",
        "utf-8" => "all of it is valid",
        "zero bytes" => "by its zero bytes",
        "detected" => "by its byte pairs",
        "default" => "because nothing else fits",
        "label" => "as was said",
        other => other,
    }
}

/// A label and its value below a heading.
fn line(out: &mut dyn Write, paint: Paint, label: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {}  {}", paint.with(Colour::Dim, pad(label, 8)), clip(value, VALUE))
}

fn facts(out: &mut dyn Write, notice: &Notice, paint: Paint) -> io::Result<()> {
    let document = &notice.document;
    let kind = match document.kind {
        DocumentKind::Plan => "a plan: it says what will be done, and by when",
        DocumentKind::Progress => "a report: it says what has been done",
        DocumentKind::List => "a list: it commits to work with neither dates nor reports",
    };
    if let Some(title) = &document.title {
        line(out, paint, "title", title)?;
    }
    line(out, paint, "kind", kind)?;
    if let Some(issuer) = &document.issuer {
        line(out, paint, "issuer", issuer)?;
    }
    if let Some(number) = &document.doc_number {
        line(out, paint, "number", number)?;
    }
    if let Some(region) = &document.region {
        let code = region.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
        let inferred = if region.inferred { " (inferred from its districts)" } else { "" };
        line(out, paint, "region", &format!("{}{code}{inferred}", region.name))?;
    }
    if let Some(period) = &document.period {
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "?".to_string(), |day| day.to_string());
        line(out, paint, "period", &format!("{} = {} … {}", period.raw, day(period.start), day(period.end)))?;
    } else if !document.years.is_empty() {
        let years: Vec<String> = document.years.iter().map(i16::to_string).collect();
        line(out, paint, "years", &years.join(", "))?;
    }
    Ok(())
}

fn block(out: &mut dyn Write, notice: &Notice, block: &Block, paint: Paint) -> io::Result<()> {
    let text = &notice.text;
    let last = block.span.end.saturating_sub(1).max(block.span.start);
    let lines = match (text.line(block.span.start), text.line(last)) {
        (first, last) if first == last => format!("line {first}"),
        (first, last) => format!("lines {first}–{last}"),
    };
    let colour = if block.confidence < SURE { Colour::Yellow } else { Colour::Green };
    writeln!(
        out,
        "{}  {}  {}",
        paint.with(Colour::Bold, pad(&lines, 14)),
        paint.with(Colour::Bold, block.kind.as_str()),
        paint.with(colour, format!("{} % sure", block.confidence))
    )?;
    because(out, block, paint)?;
    match &block.content {
        Content::Pairs(pairs) => {
            let wide = pairs.iter().map(|(label, _)| width(&label.read(text))).max().unwrap_or(0).min(24);
            for (i, (label, value)) in pairs.iter().enumerate() {
                let pair = format!("{}  {}", pad(&clip(&label.read(text), 24), wide), clip(&value.read(text), 60));
                let pair = pair.trim_end();
                writeln!(out, "  {}  {pair}", paint.with(Colour::Dim, pad(if i == 0 { "pairs" } else { "" }, 8)))?;
            }
        }
        Content::Table(table) => self::table::write(out, notice, block, table, paint)?,
        Content::Matrix(matrix) => {
            let heads: Vec<_> = matrix.series.iter().map(|series| clip(&series.header.read(text), 24)).collect();
            line(out, paint, "amounts", &heads.join(" · "))?;
        }
        Content::Outline(outline) => {
            let heads: Vec<_> = outline.nodes.iter().map(|node| clip(&node.heading.read(text), 24)).collect();
            line(out, paint, "headings", &heads.join(" · "))?;
            self::outline::write(out, notice, outline, paint)?;
        }
        Content::Uncut(why) => line(out, paint, "not read", why)?,
        Content::Text(paragraphs) => {
            if let Some(first) = paragraphs.iter().map(|span| text.slice(*span).trim()).find(|p| !p.is_empty()) {
                line(out, paint, "begins", first)?;
            }
        }
    }
    let keys: Vec<&str> =
        notice.items.iter().filter(|item| block.span.contains(item.span.start)).map(|item| item.key.as_str()).collect();
    match keys.as_slice() {
        [] => Ok(()),
        [only] => line(out, paint, "items", &format!("1: {only}")),
        [first, .., last] => line(out, paint, "items", &format!("{}: {first} … {last}", keys.len())),
    }
}

/// Why a block was taken for its layout, and what came next.
fn because(out: &mut dyn Write, block: &Block, paint: Paint) -> io::Result<()> {
    let mut reasons = block.evidence.iter();
    if let Some(first) = reasons.next() {
        line(out, paint, "because", &weighed(block.kind, block.points, "", first))?;
    }
    if let Some(RunnerUp { kind, points, why, beaten }) = &block.runner_up {
        let label = if *beaten == Beaten::Weaker { "before" } else { "not" };
        let but = match beaten {
            Beaten::Weaker => "",
            Beaten::InVain => " (makes no table)",
            Beaten::Taken => " (its lines are taken)",
            Beaten::Known => " (the file says where cells are)",
        };
        line(out, paint, label, &weighed(*kind, *points, but, why))?;
    } else if block.points.is_some() {
        line(out, paint, "before", "no other layout fits")?;
    }
    reasons.try_for_each(|reason| line(out, paint, "", reason))
}

/// `tab-rows 95: 5 of 5 cells between tabs are header words`. What was not weighed is its reason alone.
fn weighed(kind: LayoutKind, points: Option<u8>, but: &str, why: &str) -> String {
    match points {
        Some(points) => format!("{} {points}{but}: {why}", kind.as_str()),
        None if but.is_empty() => why.to_string(),
        None => format!("{}{but}: {why}", kind.as_str()),
    }
}

fn totals(out: &mut dyn Write, notice: &Notice, paint: Paint) -> io::Result<()> {
    let units: usize = notice.items.iter().map(|item| item.units.len()).sum();
    let times: usize = notice.items.iter().map(|item| item.milestones.len()).sum();
    let figures = notice.figures.len() + notice.items.iter().map(|item| item.figures.len()).sum::<usize>();
    let found = format!("{} items with {units} units and {times} times; {figures} figures", notice.items.len());
    writeln!(out, "{}  {found}", paint.with(Colour::Bold, pad("found", 14)))?;
    if !notice.checks.is_empty() {
        let count = |verdict| notice.checks.iter().filter(|check| check.verdict == verdict).count();
        let checks = format!(
            "{} hold, {} but for rounding, {} open, {} fail (shishi check tells which)",
            count(Verdict::Holds),
            count(Verdict::Rounds),
            count(Verdict::Open),
            count(Verdict::Fails)
        );
        writeln!(out, "{}  {checks}", paint.with(Colour::Bold, pad("checks", 14)))?;
    }
    Ok(())
}

fn problems(out: &mut dyn Write, notice: &Notice, paint: Paint) -> io::Result<()> {
    for problem in &notice.problems {
        let (name, colour) = match problem.kind.severity() {
            Severity::Info => ("note", Colour::Dim),
            Severity::Warning => ("warning", Colour::Yellow),
            Severity::Error => ("error", Colour::Red),
        };
        let place = problem.span.map(|span| format!("line {}: ", notice.text.line(span.start))).unwrap_or_default();
        let item = problem.item.as_ref().map(|key| format!("item {key}: ")).unwrap_or_default();
        writeln!(out, "{}  {place}{item}{}", paint.with(colour, pad(name, 14)), problem.kind)?;
    }
    Ok(())
}
