//! Forms: labels in front of their values (`项目名称 | 社区食堂`, `责任单位 | 市民政局`), one project a form; and tables that
//! lie on their side, with the header in the first column and a project in each of the others. Labels of the page (索引号, 发布机构)
//! are pairs for the head of the document.

use super::frame::{Frame, excerpt};
use super::head;
use super::{CERTAIN, made};
use crate::layout::forms::{self, Pair};
use crate::layout::{Block, Content, LayoutKind};
use crate::lexicon::column;
use crate::source::GridCell;
use crate::text::{Span, Text, fold};

/// Labels that make a form.
const LABELS: usize = 3;

pub fn read(frame: &Frame, text: &Text) -> Option<Block> {
    let lines: Vec<Vec<&GridCell>> = (0..frame.height()).map(|row| frame.starts(row).collect()).collect();
    let first: Vec<&GridCell> = lines.iter().filter_map(|line| line.first().copied()).collect();
    if head::labels(&first, text) {
        return None;
    }
    let (why, rows) = on_its_side(frame, &lines, text)
        .map(|rows| ("a table on its side", rows))
        .or_else(|| Some(("a form of labels and values", pairs(&lines, text)?)))?;
    let header = rows.first()?.first()?.0.span();
    let (columns, out) = forms::rows(rows, CERTAIN, text)?;
    let why = format!("{why}: {} labels, {} projects", columns.len(), out.len());
    Some(made(text, why, header, columns, out, CERTAIN))
}

/// 索引号 | … | 发布机构 | …: what a page says of itself.
pub fn labels(frame: &Frame, text: &Text) -> Option<Block> {
    let mut pairs: Pairs = Vec::new();
    let (mut cells, mut span) = (0, Span::default());
    for row in 0..frame.height() {
        let line: Vec<&GridCell> = frame.starts(row).collect();
        let mut rest = line.iter().peekable();
        while let Some(cell) = rest.next() {
            cells += 1;
            span = if span.is_empty() { cell.text } else { span.cover(cell.text) };
            if !head::labels(&[cell], text) {
                continue;
            }
            // A blank value leaves no cell behind: the next label stands in its place.
            if let Some(value) = rest.next_if(|value| !head::labels(&[value], text)) {
                cells += 1;
                span = span.cover(value.text);
                pairs.push((excerpt(Some(cell)), excerpt(Some(value))));
            }
        }
    }
    if pairs.len() < 2 || pairs.len() * 3 < cells {
        return None;
    }
    let why = format!("a table of labels with values: {}", pairs.len());
    Some(Block {
        kind: LayoutKind::Meta,
        span: super::lines(text, span),
        confidence: 95,
        evidence: vec![why],
        points: None,
        runner_up: None,
        content: Content::Pairs(pairs),
    })
}

type Pairs = Vec<Pair>;

/// Labels in the first column alone, and at least two columns of values.
fn on_its_side(frame: &Frame, lines: &[Vec<&GridCell>], text: &Text) -> Option<Vec<Pairs>> {
    let heads: Vec<&GridCell> = lines.iter().filter_map(|line| line.first().copied()).collect();
    let known = heads.iter().filter(|head| is_label(head, text)).count();
    let elsewhere = lines.iter().flat_map(|line| line.iter().skip(1)).any(|cell| is_label(cell, text));
    if frame.width() < 3 || known < LABELS || known * 2 < heads.len() || elsewhere || heads.len() != lines.len() {
        return None;
    }
    let row = |column: usize| {
        let pair = |(row, head): (usize, &&GridCell)| {
            let value = frame.at(row, column).filter(|cell| cell.row == head.row)?;
            Some((excerpt(Some(head)), excerpt(Some(value))))
        };
        heads.iter().enumerate().filter_map(pair).collect::<Pairs>()
    };
    let rows: Vec<Pairs> = (1..frame.width()).map(row).filter(|pairs| !pairs.is_empty()).collect();
    (rows.len() >= 2).then_some(rows)
}

/// Label, value, label, value …; a label that comes again begins the next project.
fn pairs(lines: &[Vec<&GridCell>], text: &Text) -> Option<Vec<Pairs>> {
    let mut rows: Vec<Pairs> = vec![Vec::new()];
    let (mut known, mut unknown) = (0, 0);
    for line in lines {
        let mut cells = line.iter().peekable();
        while let Some(label) = cells.next() {
            if !is_label(label, text) {
                unknown += usize::from(line.len() > 1);
                continue;
            }
            let Some(value) = cells.next_if(|value| !is_label(value, text)) else { continue };
            known += 1;
            let label = excerpt(Some(label));
            let key = fold::key(&label.read(text));
            let first = rows.first().and_then(|row| row.first()).map(|(first, _)| fold::key(&first.read(text)));
            if first.as_ref() == Some(&key) {
                rows.push(Vec::new());
            }
            rows.last_mut()?.push((label, excerpt(Some(value))));
        }
    }
    rows.retain(|row| !row.is_empty());
    (known >= LABELS && unknown <= known).then_some(rows)
}

/// A word that heads columns, with or without a colon.
fn is_label(cell: &GridCell, text: &Text) -> bool {
    cell.text.len() <= 60 && column::column(text.slice(cell.text).trim_end_matches([':', '：'])).is_some()
}
