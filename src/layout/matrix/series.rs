//! What each amount of a matrix counts, once it is known which cells stand above it and beside it.

use super::above::{caption, counted};
use super::cells::{is_nothing, is_number, is_region, is_total};
use super::head::{Leaf, leaf};
use super::{Matrix, MatrixCell, Series, Stage};
use crate::figure::HeaderUnit;
use crate::layout::{Block, Content, LayoutKind};
use crate::lexicon::UnitRole;
use crate::text::{Excerpt, Span, Text, fold};
use std::collections::HashSet;

/// A matrix whose cells are known.
pub struct Cells {
    pub rows: Vec<CellsRow>,
    /// The header cells above each column of values, from top to bottom.
    pub above: Vec<Vec<Span>>,
    /// The header over the names.
    pub head: Excerpt,
    /// The regions stand across.
    pub across: bool,
}

/// A row of a matrix below its header.
pub struct CellsRow {
    /// The region; where the indicators stand down the side, the groups and the indicator.
    pub names: Vec<Span>,
    /// The cell that names the unit.
    pub unit: Option<Span>,
    /// The cells that name the offices in charge.
    pub offices: Vec<(UnitRole, Span)>,
    pub values: Vec<Span>,
}

impl Cells {
    /// The matrix that they make, from one line to another. Its caption stands below the line `floor`.
    pub fn block(self, text: &Text, lines: (usize, usize), floor: usize) -> Option<Block> {
        let (first, last) = lines;
        let (caption, unit) = caption(text, first, floor);
        let series = if self.across { self.across(text)? } else { self.down(text, caption)? };
        let mut matrix = Matrix { caption, head: self.head, series };
        for series in matrix.series.iter_mut().filter(|s| s.unit.is_none() && s.stage != Stage::Rate) {
            series.unit = unit;
        }
        let cells: usize = matrix.series.iter().map(|s| s.cells.len()).sum();
        let why = format!(
            "{} rows of {} numbers each below a header of regions; {} columns of amounts with {cells} cells",
            self.rows.len(),
            self.above.len(),
            matrix.series.len()
        );
        let span = text.line_span(first).cover(text.line_span(last));
        Some(Block {
            kind: LayoutKind::Matrix,
            span,
            confidence: 90,
            evidence: vec![why],
            points: None,
            runner_up: None,
            content: Content::Matrix(matrix),
        })
    }

    /// A series a column.
    fn down(&self, text: &Text, caption: Option<Span>) -> Option<Vec<Series>> {
        let mut out: Vec<Series> = Vec::new();
        let mut seen = HashSet::new();
        let named = self.rows.iter().map(|row| text.slice(row.names[0]));
        let regions = named.filter(|n| !is_total(n)).map(|n| seen.insert(n)).collect::<Vec<_>>();
        // A region in two rows: a list of projects.
        if regions.len() < 2 || regions.contains(&false) {
            return None;
        }
        let mut above: Option<Leaf> = None;
        for (column, parts) in self.above.iter().enumerate() {
            let mut leaf = leaf(text, parts);
            let cells: Vec<MatrixCell> = self
                .rows
                .iter()
                .filter(|row| is_number(text.slice(row.values[column])))
                .map(|row| cell(text, row.names[0], row.values[column]))
                .collect();
            let mut values = self.rows.iter().map(|row| text.slice(row.values[column]));
            let worded = values.any(|value| !is_number(value) && !is_nothing(value));
            if leaf.aside || worded || cells.is_empty() {
                continue;
            }
            // Numbers under nothing: the header was not understood.
            if leaf.indicator.is_none() && leaf.stage.is_none() && leaf.unit.is_none() {
                return None;
            }
            if leaf.indicator.is_none()
                && let Some(above) = &above
                && leaf.stage != Some(Stage::Plain)
            {
                leaf.indicator.clone_from(&above.indicator);
                leaf.group.clone_from(&above.group);
                leaf.unit = leaf.unit.or(above.unit.filter(|_| leaf.stage != Some(Stage::Rate)));
            }
            if leaf.indicator.is_some() {
                above = Some(leaf.clone());
            }
            // 目标, 完成 and again 目标, 完成: of what, is not told.
            let header = leaf.header.read(text);
            if leaf.indicator.is_none() && out.iter().any(|series| series.header.read(text) == header) {
                return None;
            }
            drop(header);
            let indicator = leaf
                .indicator
                .or_else(|| caption.map(|caption| counted(text, caption)))
                .unwrap_or_else(|| leaf.header.clone());
            out.push(Series {
                group: leaf.group,
                indicator,
                stage: leaf.stage.unwrap_or(Stage::Plain),
                unit: leaf.unit,
                header: leaf.header,
                offices: Vec::new(),
                cells,
            });
        }
        (!out.is_empty()).then_some(out)
    }

    /// A series for each row and each stage under the regions.
    fn across(&self, text: &Text) -> Option<Vec<Series>> {
        let mut out: Vec<Series> = Vec::new();
        // The region of each column, and what stands under it.
        let heads: Vec<(Option<Span>, Leaf)> = self
            .above
            .iter()
            .map(|parts| {
                let region = parts.iter().copied().find(|p| is_region(text.slice(*p)));
                let rest: Vec<Span> = parts.iter().copied().filter(|p| Some(*p) != region).collect();
                (region, leaf(text, &rest))
            })
            .collect();
        for CellsRow { names, unit, offices, values } in &self.rows {
            let own = leaf(text, names);
            let unit = unit.and_then(|u| HeaderUnit::whole(&fold::key(text.slice(u)))).or(own.unit);
            let indicator = own.indicator.unwrap_or_else(|| own.header.clone());
            let from = out.len();
            for ((region, head), value) in heads.iter().zip(values) {
                // What names no region is the total: 年度任务 beside the regions.
                let total = region.is_none() && head.stage.is_some() && head.indicator.is_none();
                if !is_number(text.slice(*value)) || head.aside || region.is_none() && !total {
                    continue;
                }
                let stage = head.stage.or(own.stage).unwrap_or(Stage::Plain);
                let cell = MatrixCell { region: region.filter(|n| !is_total(text.slice(*n))), number: *value };
                match out[from..].iter_mut().find(|s| s.stage == stage) {
                    Some(series) => series.cells.push(cell),
                    None => out.push(Series {
                        group: own.group.clone(),
                        indicator: indicator.clone(),
                        stage,
                        unit: if stage == Stage::Rate { HeaderUnit::whole("%") } else { head.unit.or(unit) },
                        header: own.header.clone(),
                        offices: offices.clone(),
                        cells: vec![cell],
                    }),
                }
            }
        }
        (!out.is_empty()).then_some(out)
    }
}

fn cell(text: &Text, name: Span, number: Span) -> MatrixCell {
    MatrixCell { region: Some(name).filter(|n| !is_total(text.slice(*n))), number }
}
