//! Roles that a column owes to the header cells above and beside it, where its own words do not settle them.

use super::Cell;
use crate::lexicon::column::{self, Header};
use crate::lexicon::{ColumnRole, Field};
use crate::table::look::Look;
use crate::table::whole::is_time;
use crate::table::{Column, Reason};
use crate::text::{Excerpt, Joint, Text};

/// The header cells of one column as one. Each takes its role from itself, else from what stands above it.
pub(super) fn stacked(cells: &[Excerpt], text: &Text) -> Cell {
    let mut whole = Cell { text: Excerpt::default(), header: None, tokens: 0 };
    for cell in cells {
        let mut header = column::column(&cell.read(text));
        // 配合 below 责任单位.
        if let (None, Some(ColumnRole::Unit(_))) = (&header, whole.header.as_ref().map(|h| h.role)) {
            header = column::column(&format!("{}单位", cell.read(text)));
        }
        // 4月底, 8月底 below 工作进度: what is to be reached by then.
        // 6月底前, 12月底前 below 时间节点: the same.
        let stage = {
            let head = whole.text.read(text);
            // 工作进度（季度）
            let head = head.split(['（', '(']).next().unwrap_or_default();
            let stages = head.trim_end().ends_with("进度") && !head.contains("形象")
                || whole.header.as_ref().is_some_and(|h| h.role == ColumnRole::Deadline);
            stages && Look::of(cell, text).time
        };
        let unit = whole.header.as_ref().and_then(|h| h.unit.clone());
        let sub = Cell { text: cell.clone(), header, tokens: 0 };
        whole.header = joined_role(whole.header.take(), &sub);
        if let Some(header) = &mut whole.header {
            header.unit = header.unit.take().or(unit);
            if stage {
                header.role = ColumnRole::Text(Field::Schedule);
                header.word = "进度";
            }
        }
        // 一季度 below 上半年 says all.
        if matches!(whole.header.as_ref().map(|h| h.role), Some(ColumnRole::Quarter(_))) {
            whole.text = Excerpt::default();
        }
        whole.text.append(Joint::Blank, cell);
    }
    whole
}

/// A sub-head takes its role from itself, else from the head above it.
fn joined_role(head: Option<Header>, sub: &Cell) -> Option<Header> {
    let time = |role: ColumnRole| matches!(role, ColumnRole::Quarter(_) | ColumnRole::Text(Field::Schedule));
    match (&sub.header, head) {
        // 上半年, 三季度 under 完成情况: what was done then.
        (Some(own), Some(head)) if time(own.role) && head.role == ColumnRole::Text(Field::Progress) => {
            Some(Header { role: head.role, word: head.word, ..own.clone() })
        }
        (Some(own), Some(head))
            if !own.listed
                && head.role != ColumnRole::Unknown
                && !matches!(own.role, ColumnRole::Text(_) | ColumnRole::Quarter(_)) =>
        {
            Some(Header { role: head.role, word: head.word, ..own.clone() })
        }
        (Some(own), _) => Some(own.clone()),
        (None, head) => head,
    }
}

/// What only the headers of the other columns tell of a column.
pub(super) fn settle_beside(columns: &mut [Column], text: &Text) {
    settle_measures(columns, text);
    settle_stages(columns, text);
    settle_quarters(columns, text);
}

/// 一季度完成, 二季度完成 and so on to the fourth say what is to be done by then; one of them alone what has been.
fn settle_quarters(columns: &mut [Column], text: &Text) {
    let quarter = |column: &Column| {
        let stem = column::fold_header(&column.header.read(text));
        let stem = stem.strip_suffix("完成")?;
        let role = column::column(stem)?.role;
        matches!(role, ColumnRole::Quarter(_)).then_some(role)
    };
    let found: Vec<Option<ColumnRole>> = columns.iter().map(quarter).collect();
    if (1..=4).all(|n| found.contains(&Some(ColumnRole::Quarter(n)))) {
        for (column, role) in columns.iter_mut().zip(found) {
            column.role = role.unwrap_or(column.role);
        }
    }
}

/// 3月底进度, 6月底进度, 9月底进度 beside each other say what is to be reached by then; alone 6月底进度 is what has been.
fn settle_stages(columns: &mut [Column], text: &Text) {
    let by_then = |column: &Column| {
        let stem = column::fold_header(&column.header.read(text));
        let time = stem.strip_suffix("进度").filter(|_| column.role == ColumnRole::Text(Field::Progress));
        time.is_some_and(|time| !time.starts_with('截') && is_time(time))
    };
    let found: Vec<usize> = (0..columns.len()).filter(|&i| by_then(&columns[i])).collect();
    if found.len() > 1 {
        found.into_iter().for_each(|i| columns[i].role = ColumnRole::Text(Field::Schedule));
    }
}

/// 单位 beside 责任单位, next to 数量 or 目标值, or behind 指标名称 names measures (人, 公里), no offices.
fn settle_measures(columns: &mut [Column], text: &Text) {
    let headers: Vec<String> = columns.iter().map(|column| column::fold_header(&column.header.read(text))).collect();
    let plain: Vec<bool> = columns.iter().map(|column| column::is_plain_unit(&column.header.read(text))).collect();
    let is_plain = |i: usize| plain[i];
    let offices = (0..columns.len()).any(|i| matches!(columns[i].role, ColumnRole::Unit(_)) && !is_plain(i));
    let counts = |i: usize| headers.get(i).is_some_and(|header| header.ends_with(['数', '量', '值']));
    for i in (0..columns.len()).filter(|&i| is_plain(i)) {
        let indicator = |before: usize| counts(before) || headers[before].contains("指标");
        let amounts = counts(i + 1) || i.checked_sub(1).is_some_and(indicator);
        if offices || amounts {
            columns[i].role = ColumnRole::Measure;
            columns[i].reason = if offices { Reason::BesideOffices } else { Reason::BesideAmounts };
        }
    }
}

/// 推进措施 beside 工作目标 say how the work is done; alone they are the work.
pub(super) fn settle_means(columns: &mut [Column]) {
    let tells = |c: &Column| match c.reason {
        Reason::Listed(word) | Reason::Holds(word) => word.ends_with("措施") || word.ends_with("举措"),
        _ => false,
    };
    if columns.iter().any(|c| c.role == ColumnRole::Text(Field::Target) && !tells(c)) {
        for column in columns.iter_mut().filter(|c| c.role == ColumnRole::Text(Field::Target) && tells(c)) {
            column.role = ColumnRole::Text(Field::Description);
            column.reason = Reason::BesideGoals;
        }
    }
}

/// Where several columns could be the title, 项目名称 is; before it stands what groups, behind it what is to be done.
pub(super) fn settle_titles(columns: &mut [Column], names: &[bool]) {
    let titles: Vec<usize> = (0..columns.len()).filter(|&i| columns[i].role == ColumnRole::Title).collect();
    if titles.len() < 2 {
        return;
    }
    let content = columns
        .iter()
        .any(|c| matches!(c.role, ColumnRole::Text(Field::Target | Field::Description | Field::Progress)));
    let title = match titles.iter().copied().find(|&i| names[i]) {
        // 具体项目 behind 实事名称: several works of one name.
        Some(named) if content && titles.last().is_some_and(|&i| i > named && is_part(&columns[i])) => {
            titles[titles.len() - 1]
        }
        Some(named) => named,
        None if content => titles[1],
        None => titles[0],
    };
    for &i in &titles {
        if i != title {
            columns[i].reason = Reason::BesideTitle;
        }
        columns[i].role = match i {
            _ if i == title => ColumnRole::Title,
            _ if i < title => ColumnRole::Category,
            _ => ColumnRole::Text(Field::Target),
        };
    }
}

/// 具体项目, 子项目, 分项名称: what a larger work is made of.
fn is_part(column: &Column) -> bool {
    let (Reason::Listed(word) | Reason::Holds(word)) = column.reason else { return false };
    ["具体项目", "具体事项", "子项", "分项"].iter().any(|part| word.starts_with(part))
}
