//! Tells a notice that breaks off in the middle: its last item is marked, and what was filled down into its row is taken back.
//!
//! A text breaks off where it ends within words that want more (`不少于`, an open bracket), or where the last row of a table ends before
//! cells that all rows above have, in a cell whose sentence does not end either.

use super::Item;
use crate::layout::{Block, Content};
use crate::problem::{Problem, ProblemKind};
use crate::table::{Origin, Row, Table};
use crate::text::{Span, Text};

/// How much of the end is looked at, and shown, in characters.
const END: usize = 12;
const OPEN: usize = 400;

/// Words behind which something must follow.
const WANTS: &[&str] = &[
    "不少于",
    "不低于",
    "不超过",
    "不高于",
    "达到",
    "超过",
    "约",
    "为",
    "的",
    "和",
    "与",
    "及",
    "以及",
    "在",
    "将",
    "对",
    "由",
    "把",
    "按",
    "至",
    "到",
    "从",
    "并",
    "或",
    "其中",
    "包括",
    "面积",
    "总投资",
    "累计",
    "责任单位",
    "牵头单位",
    "配合单位",
    "完成时限",
];

/// The problem of a notice that is cut, if it is.
pub fn mark(items: &mut [Item], blocks: &[Block], text: &Text) -> Option<Problem> {
    let end = text.as_str().trim_end_matches(|c: char| c.is_whitespace() || c == '|').len() as u32;
    let last = (0..items.len()).max_by_key(|&i| (items[i].span.end, i))?;
    // A line of the site or a signature stands behind the last item of a whole notice.
    if items[last].span.end < end {
        return None;
    }
    let block = blocks.iter().rev().find(|b| b.span.end >= end)?;
    let tail = text.slice(Span { start: block.span.start, end });
    let row = match &block.content {
        Content::Table(table) => short_row(table, text),
        Content::Outline(_) => false,
        Content::Matrix(_) | Content::Pairs(_) | Content::Text(_) | Content::Uncut(_) => return None,
    };
    let stops = tail.ends_with(['。', '；', ';', '！', '？', '）', ')', '】', '」', '”', '%', '％']);
    if stops || !(wants_more(tail) || row) {
        return None;
    }
    let item = &mut items[last];
    if row {
        item.units.retain(|u| !u.inherited);
    }
    let from = tail.char_indices().rev().take(END).last().map_or(0, |(at, _)| at);
    let shown = tail[from..].rsplit(['\n', '\t', '|']).next().unwrap_or_default().trim().to_string();
    Some(
        Problem::new(ProblemKind::Cut { end: shown })
            .at(Span::new(end as usize - (tail.len() - from), end as usize))
            .of(&item.key),
    )
}

/// Whether a text ends in words that want more, or within a bracket.
fn wants_more(tail: &str) -> bool {
    let near = &tail[tail.ceil_char_boundary(tail.len().saturating_sub(OPEN))..];
    let line = near.rsplit(['\n', '\t', '|']).next().unwrap_or_default().trim();
    let open = ['（', '(', '【', '《', '“']
        .iter()
        .zip(['）', ')', '】', '》', '”'])
        .any(|(open, close)| line.rfind(*open).is_some_and(|at| !line[at..].contains([close, ')', '）'])));
    open || line.ends_with(['，', ',', '、', '：', ':', '—', '-', '“', '（', '(']) || {
        let words = line.chars().count() >= 6;
        words && WANTS.iter().any(|w| line.ends_with(w))
    }
}

/// Whether the last row ends before columns that the rows above fill themselves.
fn short_row(table: &Table, text: &Text) -> bool {
    let Some((last, above)) = table.rows.split_last().filter(|(_, above)| above.len() >= 2) else { return false };
    let own = |row: &Row, c: usize| row.cells.get(c).is_some_and(|x| x.origin == Origin::Own && !x.text.is_empty());
    let Some(reached) = (0..table.columns.len()).rposition(|c| own(last, c)) else { return false };
    let missing = (reached + 1..table.columns.len()).any(|c| above.iter().all(|row| own(row, c)));
    let whole = |row: &Row| {
        row.cells.get(reached).is_some_and(|x| x.text.read(text).ends_with(['。', '；', ';', '！', '？', '）', ')']))
    };
    // Where sentences end in 。 above, one that does not is not whole.
    missing && !whole(last) && above.iter().filter(|row| whole(row)).count() * 2 > above.len()
}

#[cfg(test)]
mod tests {
    use super::wants_more;

    #[test]
    fn words_that_want_more() {
        for s in [
            "新增充电桩600个，其中快充桩不少于",
            "新建学校2所（责任单位：区教",
            "改造管网，",
            "责任单位：",
            "新建综合楼，建筑面积",
        ] {
            assert!(wants_more(s), "{s}");
        }
        for s in ["新建学校2所", "改造道路（含桥梁）5公里", "责任单位：区教育局", "建设"] {
            assert!(!wants_more(s), "{s}");
        }
    }
}
