//! Rows of a table to items: which rows begin an item, which go on with the one above, what number and title each has.

use super::fields::cell_units;
use super::item::{Counted, Item, Passage};
use crate::figure::{HeaderUnit, cell};
use crate::lexicon::{ColumnRole, Field};
use crate::table::{Cell, Column, Origin, Row, Table, is_total_word};
use crate::text::numbering::{self, Style};
use crate::text::{Excerpt, Span, Text, fold};
use std::collections::HashMap;

/// The items of a table, in the order of its rows. `heading`: the one above the table, which holds for the rows before the first that
/// is a heading itself.
pub fn items(table: &Table, heading: Option<&Excerpt>, text: &Text) -> Vec<Item> {
    let mut drafts: Vec<Draft> = Vec::new();
    let counted = table.rows.iter().any(|row| is_counted(row, &table.columns, text));
    let units: Vec<Option<HeaderUnit>> = table.columns.iter().map(|column| column.number_unit(text)).collect();
    let mut chapter: Option<(Excerpt, Option<String>)> = None;
    for row in &table.rows {
        let mut reading = Reading::of(row, heading, &table.columns, text);
        if reading.is_total(text) || reading.is_chapter(row, &table.columns, text) {
            continue;
        }
        if counted && reading.heads_rows(row, &table.columns, text) {
            chapter = Some((reading.title, reading.number));
            continue;
        }
        if let Some((name, number)) = chapter.as_ref().filter(|_| row.bands.is_empty()) {
            reading.category.insert(0, name.clone());
            reading.chapter = reading.chapter.or_else(|| number.clone());
        }
        match drafts.last_mut() {
            Some(last) if reading.continues(&last.reading, &table.columns) => {
                last.extend(row, &table.columns, &units, text)
            }
            _ => {
                let mut draft = Draft { reading, item: Item::default() };
                draft.item.confidence = 100;
                draft.extend(row, &table.columns, &units, text);
                drafts.push(draft);
            }
        }
    }
    name(&mut drafts, text);
    number(drafts)
}

/// Whether the row has a number of its own in digits.
fn is_counted(row: &Row, columns: &[Column], text: &Text) -> bool {
    let digits = |cell: &Cell| numbering::alone(&cell.text.read(text)).is_some_and(|n| n.style == Style::Arabic);
    row.cells.iter().zip(columns).any(|(cell, column)| column.role == ColumnRole::Seq && digits(cell))
}

/// An item while its rows are gathered.
struct Draft {
    reading: Reading,
    item: Item,
}

/// What one row says about where it belongs.
#[derive(Default)]
struct Reading {
    /// Plain number of the row, and whether it stands in the row itself.
    number: Option<String>,
    own_number: bool,
    /// The title cell without its number, what it is compared by, and whether it stands in the row itself.
    title: Excerpt,
    title_key: String,
    own_title: bool,
    /// ① in front of the content.
    sub: Option<String>,
    category: Vec<Excerpt>,
    /// Number of the category: `一`.
    chapter: Option<String>,
    /// The content cell without its number: it names an item that has no title.
    content: Excerpt,
    own_content: bool,
}

impl Reading {
    fn of(row: &Row, heading: Option<&Excerpt>, columns: &[Column], text: &Text) -> Self {
        let mut r = Reading::default();
        let above = heading.filter(|_| row.bands.is_empty());
        // A row of sums is no chapter.
        for band in row.bands.iter().chain(above).filter(|band| !is_total_word(&band.read(text))) {
            r.push_category(band, text);
        }
        let mut content_seen = false;
        for (cell, column) in row.cells.iter().zip(columns) {
            let own = cell.origin == Origin::Own;
            match column.role {
                ColumnRole::Text(Field::Target | Field::Description | Field::Progress) if !content_seen => {
                    content_seen = true;
                    let (number, rest) = without_circled(&cell.text, text);
                    r.sub = number;
                    r.own_content = own && !rest.is_empty();
                    r.content = rest;
                }
                _ if cell.text.is_empty() => {}
                ColumnRole::Seq => {
                    r.number = Some(numbering::plain(&cell.text.read(text)));
                    r.own_number = own;
                }
                ColumnRole::Category => r.push_category(&cell.text, text),
                ColumnRole::Title => {
                    r.title = cell.text.trim(text);
                    r.own_title = own;
                }
                _ => {}
            }
        }
        r.settle_number(text);
        // 县道 | 城关镇 | 12.5: amounts name nothing, the innermost group does.
        if r.title.is_empty()
            && (!content_seen || cell::number(&r.content.read(text)).is_some())
            && let Some(name) = r.category.pop()
        {
            r.title = name;
            r.own_title = true;
        }
        r.title_key = fold::key(&r.title.read(text));
        r
    }

    fn push_category(&mut self, name: &Excerpt, text: &Text) {
        let read = name.read(text);
        match numbering::leading(&read).filter(|l| l.len < read.len()) {
            Some(lead) => {
                self.chapter = Some(numbering::plain(&read[..lead.len]));
                self.category.push(name.part(Span::new(lead.len, read.len())).trim(text));
            }
            None => self.category.push(name.trim(text)),
        }
    }

    /// The number may stand in front of the title, and the number column then counts the chapters (`一 | 就业 | 1.培训`).
    fn settle_number(&mut self, text: &Text) {
        let read = self.title.read(text).into_owned();
        let Some(lead) = numbering::leading(&read).filter(|l| l.len < read.len()) else { return };
        let column = self.number.as_deref().and_then(numbering::alone);
        let chapters = column.as_ref().is_some_and(|n| n.style != Style::Arabic && n.style != lead.style);
        if self.number.is_none() || chapters || column.is_some_and(|n| n.value == lead.value) {
            if chapters {
                self.chapter = self.number.take();
            }
            self.number = Some(numbering::plain(&read[..lead.len]));
            self.own_number = self.own_title;
            self.title = self.title.part(Span::new(lead.len, read.len())).trim(text);
        }
    }

    /// 合计, 总计, 小计: a row of sums, which is no item.
    fn is_total(&self, text: &Text) -> bool {
        self.number.as_deref().is_some_and(is_total_word)
            || is_total_word(&self.title_key)
            || self.title.is_empty()
                && (self.category.iter().any(|c| is_total_word(&c.read(text)))
                    || is_total_word(&self.content.read(text)))
    }

    /// 一 | 教育类（2个） | | 16800: the name of a chapter with the sums of its rows, which are no item's.
    fn is_chapter(&self, row: &Row, columns: &[Column], text: &Text) -> bool {
        let own = |cell: &Cell| cell.origin == Origin::Own && !cell.text.is_empty();
        let mut named = false;
        self.title.is_empty()
            && self.content.is_empty()
            && row.cells.iter().zip(columns).filter(|(cell, _)| own(cell)).all(|(cell, column)| match column.role {
                ColumnRole::Seq => true,
                ColumnRole::Category => {
                    named = true;
                    true
                }
                _ => cell::number(&cell.text.read(text)).is_some(),
            })
            && named
    }

    /// 一 | 教育类（2项） | | 16800 among rows numbered 1, 2, 3: a chapter in the columns of the items, with the sums of its rows.
    fn heads_rows(&self, row: &Row, columns: &[Column], text: &Text) -> bool {
        let number = self.number.as_deref().and_then(numbering::alone);
        let sums = |(cell, column): (&Cell, &Column)| {
            matches!(column.role, ColumnRole::Seq | ColumnRole::Title)
                || cell.text.is_empty()
                || cell.origin == Origin::Above
                || cell::number(&cell.text.read(text)).is_some()
        };
        number.is_some_and(|n| matches!(n.style, Style::Chinese | Style::Bracketed))
            && self.own_number
            && self.own_title
            && !self.title.is_empty()
            && row.cells.iter().zip(columns).all(sums)
    }

    /// Whether the row goes on with the item above: nothing that would begin a new one stands in it.
    fn continues(&self, last: &Reading, columns: &[Column]) -> bool {
        let same_title = self.title_key == last.title_key;
        if self.sub.is_some() {
            return self.sub == last.sub && self.number == last.number && same_title;
        }
        if self.own_number && self.number != last.number {
            return false;
        }
        if self.own_title && !self.title_key.is_empty() {
            return same_title && self.number == last.number;
        }
        if !same_title && !self.title_key.is_empty() {
            return false;
        }
        let numbered = self.number.is_some() || columns.iter().any(|c| c.role == ColumnRole::Seq);
        numbered || !self.own_content
    }
}

impl Draft {
    /// Adds what a row holds beyond number, category and title.
    fn extend(&mut self, row: &Row, columns: &[Column], units: &[Option<HeaderUnit>], text: &Text) {
        let item = &mut self.item;
        item.span = if item.span.is_empty() { row.span } else { item.span.cover(row.span) };
        item.confidence = item.confidence.min(row.confidence);
        let first_content = columns
            .iter()
            .position(|c| matches!(c.role, ColumnRole::Text(Field::Target | Field::Description | Field::Progress)));
        for (i, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
            if cell.text.is_empty() {
                continue;
            }
            let field = match column.role {
                ColumnRole::Unit(role) => {
                    let inherited = cell.origin == Origin::Above;
                    for mut unit in cell_units(text, &cell.text, role) {
                        unit.inherited = inherited;
                        let known = |u: &super::Unit| u.role == unit.role && u.raw.read(text) == unit.raw.read(text);
                        if !item.units.iter().any(known) {
                            item.units.push(unit);
                        }
                    }
                    continue;
                }
                ColumnRole::Text(field) => field,
                ColumnRole::Deadline | ColumnRole::Quarter(_) => Field::Schedule,
                ColumnRole::Measure | ColumnRole::Unknown => Field::Remark,
                ColumnRole::Seq | ColumnRole::Category | ColumnRole::Title => continue,
            };
            if cell.origin == Origin::Above && !item.passages.is_empty() && item.span != row.span {
                continue;
            }
            let passage =
                if Some(i) == first_content { without_circled(&cell.text, text).1 } else { cell.text.trim(text) };
            if !passage.is_empty() {
                let counted = counted(row, columns, i, text).map(Box::new);
                // 财政资金20000、专项债12000: money is all that such a column counts.
                let counts = |field| field == Field::Funding || cell::number(&passage.read(text)).is_some();
                let unit = units[i].filter(|_| counts(field));
                item.passages.push(Passage { field, text: passage, label: Some(column.header.clone()), counted, unit });
            }
        }
    }
}

/// What the bare number of a cell counts, where its row says so. Neither money nor rates, whose headers say what they are.
fn counted(row: &Row, columns: &[Column], at: usize, text: &Text) -> Option<Counted> {
    let counts = match columns[at].role {
        ColumnRole::Text(field) => matches!(field, Field::Target | Field::Progress | Field::Schedule),
        role => matches!(role, ColumnRole::Quarter(_) | ColumnRole::Unknown),
    };
    // ≤36 is one as well.
    let bound = ['≤', '≥', '≦', '≧', '<', '>', '＜', '＞'];
    let is_number = |i: usize| cell::number(row.cells[i].text.read(text).trim().trim_start_matches(bound)).is_some();
    if !counts || columns[at].header.read(text).contains(['率', '%', '％', '比']) || !is_number(at) {
        return None;
    }
    let Some(unit) = columns.iter().position(|column| column.role == ColumnRole::Measure) else {
        return counted_by_name(row, columns, at, text);
    };
    if row.cells[unit].text.is_empty() {
        return None;
    }
    let names = |i: &usize| {
        matches!(columns[*i].role, ColumnRole::Title | ColumnRole::Text(Field::Target | Field::Description))
            && !row.cells[*i].text.is_empty()
            && !is_number(*i)
    };
    let what = (0..unit.min(at)).rev().find(names).or_else(|| (0..columns.len()).find(names))?;
    Some(Counted { what: row.cells[what].text.trim(text), unit: row.cells[unit].text.clone() })
}

/// What a bare number counts in a table without a column of units: the unit stands behind the name, or behind the goal of the year.
/// `改造老旧小区（个） | 36 | 4 | 10`, `新建公园 | 20个 | 2 | 6`
fn counted_by_name(row: &Row, columns: &[Column], at: usize, text: &Text) -> Option<Counted> {
    let named = columns[at].role != ColumnRole::Unknown && columns[at].number_unit(text).is_none();
    let title = columns.iter().position(|column| column.role == ColumnRole::Title).filter(|_| named)?;
    let what = row.cells[title].text.trim(text);
    let name = what.recognised(text);
    let inner = name.strip_suffix(['）', ')']).and_then(|name| name.rfind(['（', '(']));
    if let Some(open) = inner {
        let from = open + name[open..].chars().next().map_or(1, char::len_utf8);
        let to = name.len() - name.chars().next_back().map_or(1, char::len_utf8);
        HeaderUnit::whole(&fold::key(&name[from..to]))?;
        let unit = what.part(Span::new(from, to));
        return Some(Counted { what: what.part(Span::new(0, open)), unit });
    }
    let goal =
        columns.iter().position(|column| column.role == ColumnRole::Text(Field::Target)).filter(|&goal| goal != at)?;
    let goal = row.cells[goal].text.trim(text);
    let read = goal.recognised(text);
    cell::number(&read)?.1?;
    let unit = read.find(|c| !matches!(fold::half(c), '0'..='9' | '.' | ','))?;
    Some(Counted { what, unit: goal.part(Span::new(unit, read.len())) })
}

/// Gives each draft its title and category. A title cell that several numbered contents share is their category.
fn name(drafts: &mut [Draft], text: &Text) {
    let mut start = 0;
    while start < drafts.len() {
        let first = &drafts[start].reading;
        // One merged cell, or one name again and again beside numbers of their own: `1 | 优质教育 | …`, `2 | 优质教育 | …`.
        let goes_on = |d: &&Draft| {
            let r = &d.reading;
            r.title_key == first.title_key
                && r.sub.is_some() == first.sub.is_some()
                && (r.sub.is_some()
                    || r.title.span() == first.title.span()
                    || first.own_number && r.own_number && !r.content.is_empty())
        };
        let end = start + drafts[start..].iter().take_while(goes_on).count();
        let shared = end - start > 1;
        for d in &mut drafts[start..end] {
            d.item.category = std::mem::take(&mut d.reading.category);
            let titled = !d.reading.title_key.is_empty();
            let is_group = titled && (shared || d.reading.sub.is_some()) && !d.reading.content.is_empty();
            if is_group {
                d.item.category.push(d.reading.title.clone());
            }
            d.item.title =
                if titled && !is_group { d.reading.title.clone() } else { first_sentence(&d.reading.content, text) };
        }
        start = end;
    }
}

/// Gives each item its number and a key that no other has.
fn number(drafts: Vec<Draft>) -> Vec<Item> {
    let base = |d: &Draft, position: usize| match (&d.reading.number, &d.reading.sub) {
        (Some(n), Some(s)) => format!("{n}.{s}"),
        (Some(n), None) => n.clone(),
        (None, Some(s)) => s.clone(),
        (None, None) => (position + 1).to_string(),
    };
    let mut keys: Vec<String> = drafts.iter().enumerate().map(|(i, d)| base(d, i)).collect();
    // Numbers that start anew under each chapter take the chapter's number in front.
    let restarts = drafts.iter().zip(&keys).zip(drafts.iter().zip(&keys).skip(1)).any(|((a, ka), (b, kb))| {
        let value = |k: &str| k.split('.').next().and_then(numbering::alone).map(|l| l.value);
        a.reading.chapter != b.reading.chapter && value(kb) < value(ka)
    });
    if restarts {
        for (key, d) in keys.iter_mut().zip(&drafts) {
            if let Some(chapter) = &d.reading.chapter {
                *key = format!("{chapter}.{key}");
            }
        }
    }
    let mut count: HashMap<&str, usize> = HashMap::new();
    for key in &keys {
        *count.entry(key).or_default() += 1;
    }
    let shared: Vec<bool> = keys.iter().map(|k| count[k.as_str()] > 1).collect();
    let mut given: HashMap<String, usize> = HashMap::new();
    drafts
        .into_iter()
        .zip(keys)
        .zip(shared)
        .map(|((d, key), shared)| {
            let mut item = d.item;
            item.seq = d.reading.sub.or(d.reading.number);
            item.key = if shared {
                let n = given.entry(key.clone()).or_default();
                *n += 1;
                format!("{key}.{n}")
            } else {
                key
            };
            item
        })
        .collect()
}

/// ① at the start of a cell, and the rest.
fn without_circled(cell: &Excerpt, text: &Text) -> (Option<String>, Excerpt) {
    let cell = cell.trim(text);
    let read = cell.read(text);
    let first = read.chars().next().filter(|&c| numbering::circled(c).is_some());
    let lead = first.and_then(|_| numbering::leading(&read)).filter(|lead| lead.len < read.len());
    // A cell that goes on with ② is a list of its own, not one numbered content.
    let lead = lead.filter(|lead| !read[lead.len..].chars().any(|c| numbering::circled(c) == Some(lead.value + 1)));
    match lead {
        Some(lead) => (first.map(String::from), cell.part(Span::new(lead.len, read.len()))),
        None => {
            drop(read);
            (None, cell)
        }
    }
}

/// Up to the first 。, without it.
fn first_sentence(content: &Excerpt, text: &Text) -> Excerpt {
    let read = content.read(text);
    let end = read.find(['。', '\n']).unwrap_or(read.len());
    content.part(Span::new(0, end)).trim(text)
}
