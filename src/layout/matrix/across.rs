//! The body of a matrix whose regions stand across: rows of an indicator and its numbers below them, in lines or a cell a line.

use super::above::HEADER_LINES;
use super::body::{Body, GAP, Heads, Shape, cell_of, line_of};
use super::cells::{Mark, is_nothing, is_number, is_region, is_rule, is_total, row};
use super::fits;
use super::head::stage_of;
use super::series::CellsRow;
use super::side::{Side, side};
use crate::lexicon::UnitRole;
use crate::lexicon::matrix_word::INDICATOR_HEADS;
use crate::text::{Excerpt, Span, Text, fold};
use std::collections::HashSet;

impl Body {
    /// Rows of an indicator and its numbers, below a row of regions.
    pub(super) fn across(text: &Text, first: usize, floor: usize) -> Option<Body> {
        let mark = Mark::of(text.slice(text.line_span(first)))?;
        let mut upper: Vec<Vec<Span>> = Vec::new();
        let (mut head, mut line) = (None, first);
        while head.is_none() && line > floor && first - line < HEADER_LINES {
            line -= 1;
            let read = text.slice(text.line_span(line));
            if is_rule(read) {
                continue;
            }
            let cells = row(text, line, mark).cells;
            let regions: HashSet<&str> =
                cells.iter().map(|c| text.slice(*c)).filter(|c| is_region(c) && !is_total(c)).collect();
            if regions.len() >= 2 {
                head = Some(cells);
            } else if upper.is_empty() && cells.len() >= 2 {
                upper.push(cells);
            } else {
                return None;
            }
        }
        let head = head?;
        let from = head.iter().position(|c| is_region(text.slice(*c)))?;
        let folded = |c: &Span| fold::key(&fold::simplify(text.slice(*c)));
        // A row may be cut short where its last cells are blank.
        let sample = row(text, first, mark).cells;
        let kind = |(i, cell): (usize, &Span)| match side(text.slice(*cell)) {
            Side::Goal if sample.get(i).is_some_and(|c| is_number(text.slice(*c))) => Side::Amounts,
            Side::Measure if i == 0 => Side::Name,
            Side::Goal => Side::Name,
            side => side,
        };
        let sides: Vec<Side> = head.iter().enumerate().map(kind).collect();
        let names: Vec<usize> =
            (0..from).filter(|&i| sides[i] == Side::Name && (!head[i].is_empty() || i == 0)).collect();
        let known = |i: &usize| INDICATOR_HEADS.contains(&folded(&head[*i]).as_str()) || head[*i].is_empty();
        let unit = (1..from).find(|&i| sides[i] == Side::Measure);
        if names.is_empty() || !names.iter().any(known) {
            return None;
        }
        // Below heads in a second line only places tell.
        let mut amounts: Vec<usize> = (0..head.len()).filter(|&i| sides[i] == Side::Amounts).collect();
        let goals: Vec<usize> = amounts.iter().copied().filter(|&i| i < from).collect();
        // A target and what was reached of it, beside the regions: a table of projects.
        if goals.len() > 1 {
            return None;
        }
        let stages = upper.pop().map(|cells| {
            let repeats = |(cell, head): (&Span, &Span)| cell.is_empty() || text.slice(*cell) == text.slice(*head);
            let beside = cells.iter().zip(&head[..from]).take_while(|pair| repeats(*pair)).count();
            cells[beside..].to_vec()
        });
        let mut above: Vec<Vec<Span>> = amounts.iter().map(|&i| vec![head[i]]).collect();
        // 目标, 完成 below each region.
        if let Some(stages) = &stages {
            amounts = match regions_over(text, &head[from..], stages.len()) {
                Some(regions) => {
                    above.truncate(goals.len());
                    above.extend(regions.iter().zip(stages).map(|(region, stage)| vec![*region, *stage]));
                    goals.iter().copied().chain(from..from + stages.len()).collect()
                }
                None => Vec::new(),
            };
        }
        let mut rows: Vec<CellsRow> = Vec::new();
        let mut widths = HashSet::new();
        let (mut last, mut line) = (first, first);
        while line <= text.line_count() && line - last <= GAP {
            if !is_rule(text.slice(text.line_span(line))) {
                let cut = row(text, line, mark);
                let at = |i: &usize| cut.cells.get(*i).copied().unwrap_or_default();
                let values: Vec<Span> = match amounts.is_empty() {
                    true => cut.cells.get(from..).unwrap_or_default().to_vec(),
                    false => amounts.iter().map(at).collect(),
                };
                if cut.cells.len() <= from || !fits(text, &values) {
                    break;
                }
                let mut named: Vec<Span> = names.iter().map(|&i| cut.cells[i]).collect();
                let titled = named.last().is_some_and(|n| !n.is_empty() && !is_number(text.slice(*n)));
                if !titled || named.iter().any(|n| is_region(text.slice(*n))) {
                    break;
                }
                if let (Some(above), 2..) = (rows.last(), named.len())
                    && named[0].is_empty()
                {
                    named[0] = above.names[0];
                }
                let told = if stages.is_none() { sides.len() } else { from };
                let told = sides[..told].iter().zip(&cut.cells);
                let offices = told.filter_map(|(side, cell)| office(*side, *cell)).collect();
                widths.insert(cut.cells.len());
                rows.push(CellsRow { names: named, unit: unit.map(|u| cut.cells[u]), offices, values });
                last = line;
            }
            line += 1;
        }
        let width = rows.iter().map(|row| row.values.len()).max()?;
        if mark == Mark::Blank && widths.len() > 1 {
            rows.clear();
        }
        rows.iter_mut().for_each(|row| row.values.resize(width, Span::default()));
        // One row between blanks is no table: the rest of its name stands on the next line.
        if mark == Mark::Blank && rows.len() < 2 {
            rows.clear();
        }
        let heads = match amounts.is_empty() {
            true => Heads::Rows([head[from..].to_vec()].into_iter().chain(stages).collect()),
            false => Heads::Columns(above),
        };
        let name = names.last().map_or(Excerpt::default(), |&i| head[i].into());
        let first_head = line_of(text, head.iter().find(|c| !c.is_empty())?);
        Some(Body { rows, first, last, shape: Shape::Across(first_head, name, heads) })
    }

    /// A cell a line: heads, regions, then rows of an indicator and its numbers. `first`: the line of the first region.
    pub(super) fn across_cells(text: &Text, first: usize, floor: usize) -> Option<Body> {
        // The heads above the regions, back to the first column.
        let folded = |c: &Span| fold::key(&fold::simplify(text.slice(*c)));
        let above = (floor.max(1)..first).rev().filter_map(|line| Some((line, cell_of(text, line)?)));
        let is_side = |(_, cell): &(usize, Span)| {
            let head = folded(cell);
            INDICATOR_HEADS.contains(&head.as_str()) || side(text.slice(*cell)) != Side::Name
        };
        let mut sides: Vec<(usize, Span)> = above.take(SIDES).take_while(is_side).collect();
        sides.reverse();
        if sides.is_empty() {
            return None;
        }
        let mut cells = (first..=text.line_count()).filter_map(|line| Some((line, cell_of(text, line)?))).peekable();
        let mut regions: Vec<Span> = Vec::new();
        while let Some((_, cell)) = cells.next_if(|(_, cell)| is_region(text.slice(*cell))) {
            regions.push(cell);
        }
        let names: HashSet<&str> = regions.iter().map(|c| text.slice(*c)).filter(|c| !is_total(c)).collect();
        if names.len() < 2 {
            return None;
        }
        // 责任单位, 备注 behind the regions.
        let count = regions.len();
        let mut heads: Vec<Span> = sides.iter().map(|head| head.1).chain(regions.iter().copied()).collect();
        let beside = |(_, cell): &(usize, Span)| matches!(side(text.slice(*cell)), Side::Office(_) | Side::Aside);
        while let Some((_, cell)) = cells.next_if(beside) {
            heads.push(cell);
        }
        // 目标, 完成 below each region.
        let is_stage = |cell: Span| stage_of(&folded(&cell)).is_some();
        let mut stages: Vec<Span> = Vec::new();
        while let Some((_, cell)) = cells.next_if(|(_, cell)| is_stage(*cell)) {
            stages.push(cell);
        }
        if !stages.len().is_multiple_of(count) {
            return None;
        }
        let mut amounts = sides.len()..sides.len() + count;
        if !stages.is_empty() {
            heads.splice(amounts.clone(), stages.iter().copied());
            amounts.end = amounts.start + stages.len();
        }
        let kinds: Vec<Side> = heads.iter().map(|head| side(text.slice(*head))).collect();
        let first_row: Vec<Span> = cells.clone().take(sides.len()).map(|cell| cell.1).collect();
        let goal = |i: &usize| kinds[*i] == Side::Goal && first_row.get(*i).is_some_and(|c| is_number(text.slice(*c)));
        let goals: Vec<usize> = (0..sides.len()).filter(goal).collect();
        if goals.len() > 1 {
            return None;
        }
        let below = if stages.is_empty() { regions.len() } else { stages.len() };
        let mut above: Vec<Vec<Span>> = goals.iter().map(|&i| vec![heads[i]]).collect();
        for (i, region) in regions_over(text, &regions, below)?.into_iter().enumerate() {
            above.push([Some(region), stages.get(i).copied()].into_iter().flatten().collect());
        }
        let amounts: Vec<usize> = goals.into_iter().chain(amounts).collect();
        let unit = (0..sides.len()).find(|&i| kinds[i] == Side::Measure);
        let name = sides.iter().position(|(_, c)| INDICATOR_HEADS.contains(&folded(c).as_str()))?;
        let (mut rows, mut last) = (Vec::new(), first);
        loop {
            let row: Vec<(usize, Span)> = cells.by_ref().take(heads.len()).collect();
            let Some((end, _)) = row.last().filter(|_| row.len() == heads.len()) else { break };
            let worded = |cell: Span| !is_number(text.slice(cell)) && !is_region(text.slice(cell));
            let values: Vec<Span> = amounts.iter().map(|&i| row[i].1).collect();
            let offices: Vec<(UnitRole, Span)> =
                kinds.iter().zip(&row).filter_map(|(kind, cell)| office(*kind, cell.1)).collect();
            if !worded(row[name].1)
                || !offices.iter().all(|(_, cell)| worded(*cell))
                || !values.iter().all(|v| is_number(text.slice(*v)) || is_nothing(text.slice(*v)))
            {
                break;
            }
            last = *end;
            rows.push(CellsRow { names: vec![row[name].1], unit: unit.map(|u| row[u].1), offices, values });
        }
        let head: Excerpt = sides[name].1.into();
        (rows.len() >= 2).then_some(Body {
            rows,
            first,
            last,
            shape: Shape::Across(sides[0].0, head, Heads::Columns(above)),
        })
    }
}

/// The region over each of the cells in the second line of a header: spans stand as blanks, or are gone and each region has as many.
fn regions_over(text: &Text, heads: &[Span], below: usize) -> Option<Vec<Span>> {
    let mut out = Vec::with_capacity(below);
    let each = match heads.iter().any(|head| head.is_empty()) || heads.len() == below {
        _ if !heads.iter().all(|head| head.is_empty() || is_region(text.slice(*head))) => return None,
        true if heads.len() > below => return None,
        true => 1,
        false if !below.is_multiple_of(heads.len()) => return None,
        false => below / heads.len(),
    };
    for head in heads {
        let region = if head.is_empty() { *out.last()? } else { *head };
        out.extend(std::iter::repeat_n(region, each));
    }
    let last = *out.last()?;
    out.resize(below, last);
    Some(out)
}

/// A cell of a column that names offices.
fn office(side: Side, cell: Span) -> Option<(UnitRole, Span)> {
    match side {
        Side::Office(role) => Some((role, cell)),
        _ => None,
    }
}

/// Heads beside the regions at most: 序号, 指标名称, 责任单位, 单位.
const SIDES: usize = 6;
