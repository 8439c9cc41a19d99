//! What stands above the body of a matrix: the lines of its header, its caption, and the unit that a line between them gives.

use super::cells::{Mark, bare, heads_regions, is_number, is_region, is_rule, is_total, row};
use super::head::leaf;
use crate::figure::HeaderUnit;
use crate::lexicon::matrix_word::{ASIDE_HEADS, CAPTION_TAILS};
use crate::text::{Excerpt, Span, Text, fold};
use unicode_width::UnicodeWidthStr;

/// Lines above the body that are looked at for the header and the caption.
pub(super) const HEADER_LINES: usize = 6;

/// The rows of the header above a body of rows: its first line, the header over the names, the cells behind it.
pub(super) fn header_rows(
    text: &Text,
    body: usize,
    floor: usize,
    mark: Mark,
    at: usize,
    width: usize,
) -> Option<(usize, Excerpt, Vec<Vec<Span>>)> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut head: Option<(usize, Excerpt)> = None;
    let (mut line, mut alone) = (body, false);
    while line > floor && body - line < HEADER_LINES {
        line -= 1;
        if is_rule(text.slice(text.line_span(line))) {
            continue;
        }
        let mut cells = row(text, line, mark).cells;
        let named = cells.iter().position(|c| heads_regions(text.slice(*c)));
        let filled = cells.iter().filter(|c| !c.is_empty()).count();
        let plain = cells.iter().all(|c| {
            let read = text.slice(*c);
            c.len() <= 90
                && !is_number(read)
                && (!is_region(read) || is_total(read))
                && !read.contains([':', '：', '。'])
        });
        // Above 县区 alone in the middle of a header of two lines stands the first of them.
        if !plain || (filled < 2 && named.is_none()) || (head.is_some() && (!alone || named.is_some())) {
            break;
        }
        match named {
            Some(i) => {
                // The repeated cell of a merged header names the column in both rows.
                head = Some((line, cells[i].into()));
                cells.drain(..=i);
                alone = cells.is_empty();
            }
            None => {
                let blank = cells.iter().take_while(|c| c.is_empty()).count();
                cells.drain(..blank.min(at + 1));
                if head.is_some() {
                    head = head.map(|(_, name)| (line, name));
                    alone = false;
                }
            }
        }
        if !cells.is_empty() {
            if mark == Mark::Blank && cells.len() == width {
                rows.iter_mut().filter(|row| row.len() < width).for_each(|row| *row = below(text, row, &cells));
            }
            rows.insert(0, cells);
        }
        // The same name once more above: a merged cell that was repeated.
        if head.is_some() && !alone && named.is_some() && line > floor {
            let above = row(text, line - 1, mark).cells;
            if let Some(i) = above.iter().position(|c| heads_regions(text.slice(*c)))
                && above.len() == i + 1 + width
            {
                head = Some((line - 1, above[i].into()));
                rows.insert(0, above[i + 1..].to_vec());
                break;
            }
        }
    }
    let (first, name) = head?;
    Some((first, name, trimmed(text, &rows, width)))
}

/// Cells of a header's second line, (%) below 完成率, each under the cell of the first that it stands below, by display columns.
fn below(text: &Text, row: &[Span], above: &[Span]) -> Vec<Span> {
    let middle = |cell: &Span| {
        let line = text.line_span(text.line(cell.start));
        let from = text.slice(Span { start: line.start, end: cell.start }).width();
        2 * from + text.slice(*cell).width()
    };
    let mut out = vec![Span::default(); above.len()];
    for cell in row {
        let at = middle(cell);
        let nearest = (0..above.len()).min_by_key(|&i| middle(&above[i]).abs_diff(at));
        if let Some(i) = nearest {
            out[i] = *cell;
        }
    }
    out
}

/// Header rows without columns at the end that hold no value (备注).
pub(super) fn trimmed(text: &Text, rows: &[Vec<Span>], width: usize) -> Vec<Vec<Span>> {
    rows.iter()
        .map(|row| {
            let mut row = row.clone();
            let aside = |c: &Span| ASIDE_HEADS.contains(&fold::key(&fold::simplify(text.slice(*c))).as_str());
            while row.len() > width && row.last().is_some_and(aside) {
                row.pop();
            }
            row
        })
        .collect()
}

/// The header above a stream of cells: back to the one that heads the names, then the indicators and what stands under them.
pub(super) fn header_cells(
    text: &Text,
    body: usize,
    floor: usize,
    width: usize,
) -> Option<(usize, Excerpt, Vec<Vec<Span>>)> {
    let mut cells: Vec<Span> = Vec::new();
    let mut line = body;
    while line > floor && cells.len() <= width * 2 && body - line < width * 10 + 12 {
        line -= 1;
        let span = text.line_span(line);
        let read = text.slice(span);
        let cell = bare(read);
        if cell.is_empty() {
            continue;
        }
        if cell.len() > 90 || is_number(cell) || is_region(cell) || cell.contains([':', '：', '。']) {
            return None;
        }
        let start = span.start as usize + read.find(cell).unwrap_or(0);
        let place = Span::new(start, start + cell.len());
        if heads_regions(cell) {
            cells.reverse();
            cells = trimmed(text, &[cells], width).remove(0);
            if cells.len() == width {
                return Some((line, place.into(), vec![cells]));
            }
            let lower = cells.iter().position(|c| leaf(text, &[*c]).indicator.is_none())?;
            let lower = cells.split_off(lower);
            return Some((line, place.into(), vec![cells, lower]));
        }
        cells.push(place);
    }
    None
}

/// The line that names the table, and the unit that a line between it and the header gives to all amounts (单位：座).
pub(super) fn caption(text: &Text, first: usize, floor: usize) -> (Option<Span>, Option<HeaderUnit>) {
    let mut unit = None;
    for line in (floor..first).rev().take(HEADER_LINES) {
        let span = text.line_span(line);
        let read = text.slice(span);
        let bare = read.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*' | '#' | ',' | '"' | '│'));
        if bare.is_empty() || is_rule(read) {
            continue;
        }
        if bare.chars().count() > 60 {
            break;
        }
        if bare.contains("单位：") || bare.contains("单位:") {
            unit = unit.or_else(|| HeaderUnit::of_line(bare));
            continue;
        }
        // 统计表（截至9月底）
        let open = bare.ends_with([')', '）']).then(|| bare.rfind(['(', '（'])).flatten();
        let name = bare[..open.unwrap_or(bare.len())].trim_end_matches([')', '）', '」', ' ']);
        let named =
            name.ends_with(['表', '况', '单', '览', '务', '划', '度', '标', '总']) && !bare.contains(['。', '，']);
        let start = span.start as usize + read.find(bare).unwrap_or(0);
        return (named.then(|| Span::new(start, start + bare.len())), unit);
    }
    (None, unit)
}

/// What a table of one indicator counts, from its caption: 2022年…农村改厕任务完成情况统计表 → 农村改厕.
pub(super) fn counted(text: &Text, caption: Span) -> Excerpt {
    let read = text.recognised_slice(caption);
    let from = match read.rfind('年') {
        Some(at) if read[..at].ends_with(|c: char| fold::half(c).is_ascii_digit()) => at + '年'.len_utf8(),
        _ => read.find(['：', ':']).map_or(0, |at| at + read[at..].chars().next().map_or(1, char::len_utf8)),
    };
    let mut rest = &read[from..];
    for head in ["度", "全市", "全县", "全区", "各县区", "各乡镇", "各县（市、区）", "各镇"] {
        rest = rest.strip_prefix(head).unwrap_or(rest);
    }
    let from = caption.end as usize - rest.len();
    loop {
        let open = rest.strip_suffix(['）', ')']).and_then(|r| Some(&r[..r.rfind(['（', '('])?]));
        match open.or_else(|| CAPTION_TAILS.iter().find_map(|tail| rest.strip_suffix(tail))) {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => break,
        }
    }
    text.trim(Span::new(from, from + rest.len())).into()
}
