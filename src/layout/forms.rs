//! Forms that were left as text: labels in front of their values (`项目名称 | 社区食堂`, `责任单位 | 市民政局`), a project a form; and
//! tables that lie on their side, with a project in each column. Cells stand between pipes, tabs or blanks, or a line each.
//!
//! A header has its words side by side; a form has a value behind each. `grid::form` reads those whose cells the file itself tells.

use super::pipe_rows::is_blank;
use super::{Block, Content, LayoutKind, site, tables};
use crate::lexicon::column::{self, Header};
use crate::lexicon::{ColumnRole, Field, UnitRole, aside_word};
use crate::table::{self, Cell, Column, Look, Origin, Row, Table};
use crate::text::numbering::{self, Style};
use crate::text::{Excerpt, Joint, Span, Text, fold};

/// A label and its value.
pub type Pair = (Excerpt, Excerpt);

/// Labels that make a form.
const LABELS: usize = 3;

/// Lines between two forms: a heading, blanks.
const BETWEEN: usize = 6;

/// Cells of a line at most; more are the rows of a table.
const WIDEST: usize = 12;

/// Columns and rows from the pairs of each project.
pub fn rows(projects: Vec<Vec<Pair>>, confidence: u8, text: &Text) -> Option<(Vec<Column>, Vec<Row>)> {
    let mut headers: Vec<Excerpt> = Vec::new();
    let key = |e: &Excerpt| fold::key(&e.read(text));
    for (label, _) in projects.iter().flatten() {
        if !headers.iter().any(|known| key(known) == key(label)) {
            headers.push(label.clone());
        }
    }
    let above: Vec<Vec<Excerpt>> = headers.iter().map(|label| vec![label.clone()]).collect();
    let columns: Vec<Column> = table::columns(&above, text)?;
    let mut out = Vec::new();
    for pairs in projects {
        let mut cells = vec![Cell::default(); columns.len()];
        let mut span = Span::default();
        for (label, value) in pairs {
            let at = headers.iter().position(|known| key(known) == key(&label))?;
            let both = [label.span(), value.span()];
            span = both.into_iter().fold(span, |a, b| if a.is_empty() { b } else { a.cover(b) });
            if cells[at].text.is_empty() {
                cells[at] = Cell { text: value, origin: Origin::Own };
            }
        }
        out.push(Row { cells, bands: Vec::new(), span, confidence, misfit: None, torn: false });
    }
    Some((columns, out))
}

/// The forms that begin in this line.
pub fn at(text: &Text, line: usize) -> Option<Block> {
    let whole = text.line_span(line);
    let one_line = memchr::memchr_iter(b'\t', text.slice(whole).as_bytes()).nth(WIDEST).is_some();
    if !one_line && !opens(first_word(text.slice(whole))) {
        return None;
    }
    let mut forms = Forms { text, projects: Vec::new(), bare: true, end: whole.start, vain: false };
    let mut idle = 0;
    if one_line {
        let cells = cells(text, whole);
        let start = (0..cells.len()).find(|&i| forms.begin(&cells[i..]))?;
        for cell in &cells[start..] {
            if idle > BETWEEN || !forms.read(std::slice::from_ref(cell), &mut idle) {
                break;
            }
        }
    } else {
        let ahead = (line..=text.line_count()).take(FIRST_LINES);
        let first: Vec<Span> = ahead.flat_map(|line| cells(text, text.line_span(line))).take(FIRST).collect();
        let here = cells(text, whole).len();
        if !forms.begin(&first) {
            return None;
        }
        forms.bare = here == 1;
        for line in line..=text.line_count() {
            let cells = cells(text, text.line_span(line));
            if !cells.is_empty() && (idle > BETWEEN || !forms.read(&cells, &mut idle)) {
                break;
            }
        }
    }
    let read = text.slice(whole);
    let kind = match forms.bare {
        true if read.contains('|') => LayoutKind::PipeCells,
        true => LayoutKind::LineCells,
        false if read.contains('|') => LayoutKind::PipeRows,
        false if read.contains('\t') => LayoutKind::TabRows,
        false if read.contains(',') => LayoutKind::CommaRows,
        false => LayoutKind::SpaceRows,
    };
    forms.block(whole.start, kind)
}

/// Lines and cells that tell whether forms begin.
const FIRST_LINES: usize = 24;
const FIRST: usize = 6;

/// The first word of a line, without the marks of a table before it.
fn first_word(line: &str) -> &str {
    let line = line[..line.floor_char_boundary(200)].trim_start_matches(|c: char| c.is_whitespace() || is_bar(c));
    let end = line.find(|c: char| c.is_whitespace() || c == ',' || is_bar(c)).unwrap_or(line.len());
    &line[..end]
}

/// A header word that names projects, or their numbers: the first label of a form.
fn opens(word: &str) -> bool {
    column::may_begin(word)
        && head(word).is_some_and(|h| h.listed && matches!(h.role, ColumnRole::Title | ColumnRole::Seq))
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║')
}

fn head(cell: &str) -> Option<Header> {
    if cell.len() > 60 { None } else { column::column(cell.trim_end_matches([':', '：'])) }
}

/// The cells of a line that hold something: between bars, tabs or several blanks, or a label and what stands behind it.
fn cells(text: &Text, line: Span) -> Vec<Span> {
    let read = text.slice(line);
    let mut cells: Vec<(usize, usize)> = Vec::new();
    let comma = memchr::memchr(b',', read.as_bytes()).filter(|&at| head(&read[..at]).is_some());
    if let Some(mut at) = comma {
        cells.push((0, at));
        // Comma-separated values; a comma within quotes is the cell's.
        while at < read.len() {
            let rest = &read[at + 1..];
            let quoted = rest.strip_prefix('"').and_then(|inner| Some(inner.find('"')? + 2));
            let end = quoted.unwrap_or_else(|| rest.find(',').unwrap_or(rest.len()));
            let quote = usize::from(quoted.is_some());
            cells.push((at + 1 + quote, at + 1 + end - quote));
            at += 1 + end;
        }
    } else if read.contains(is_bar) || read.contains('\t') {
        let bars = read.contains(is_bar);
        let parts = read.split(|c: char| if bars { is_bar(c) } else { c == '\t' });
        cells.extend(
            parts
                .map(|part| (part.as_ptr() as usize - read.as_ptr() as usize, part))
                .map(|(at, part)| (at, at + part.len())),
        );
    } else {
        let mut label = false;
        for word in read.split_whitespace() {
            let at = word.as_ptr() as usize - read.as_ptr() as usize;
            let own = head(word).is_some();
            match cells.last_mut() {
                Some(last) if !own && !label && read[last.1..at].chars().nth(1).is_none() => last.1 = at + word.len(),
                _ => cells.push((at, at + word.len())),
            }
            label = own;
        }
    }
    let mut out: Vec<Span> = Vec::new();
    for (start, end) in cells {
        let cell = text.trim(Span::new(start, end).shift(line.start));
        let own = text.slice(cell);
        let holds = !is_blank(own)
            && own.contains(|c: char| !matches!(c, '-' | '=' | ':' | '+') && !c.is_whitespace() && !is_drawn(c));
        // A cell that spans columns is written again for each.
        if holds && out.last().is_none_or(|last| text.slice(*last) != own) {
            out.push(cell);
        }
    }
    out
}

/// Lines of drawn tables.
fn is_drawn(c: char) -> bool {
    ('\u{2500}'..='\u{257F}').contains(&c)
}

/// The forms of a stretch of lines, as far as they are read.
struct Forms<'t> {
    text: &'t Text,
    /// For each project its labels, the values of each in lines or cells.
    projects: Vec<Vec<(Span, Vec<Span>)>>,
    /// Labels and values stand on lines of their own.
    bare: bool,
    /// Where the last value ends.
    end: u32,
    /// The first project is none.
    vain: bool,
}

impl Forms<'_> {
    fn head(&self, cell: Span) -> Option<Header> {
        head(self.text.slice(cell))
    }

    /// Whether forms begin with these cells: a label that names a project, its value, and another label.
    fn begin(&self, cells: &[Span]) -> bool {
        let [first, value, rest @ ..] = cells else { return false };
        opens(self.text.slice(*first))
            && self.head(*value).is_none()
            && rest.iter().take(FIRST - 2).any(|cell| self.head(*cell).is_some())
    }

    /// Reads the cells of a line. Says whether forms can go on behind it; counts what is none of theirs.
    fn read(&mut self, cells: &[Span], idle: &mut usize) -> bool {
        *idle += 1;
        if self.bare && cells.len() > 1 || !self.bare && cells.len() > WIDEST {
            return false;
        }
        // Words of headers side by side begin a table.
        if cells.windows(3).any(|three| three.iter().all(|cell| self.head(*cell).is_some())) {
            return false;
        }
        if let [only] = cells
            && self.head(*only).is_none()
        {
            if aside_word::opens_footer(self.text.slice(*only)) || site::is_chrome(self.text.slice(*only)) {
                return false;
            }
            if self.takes(*only) {
                self.value(*only);
                *idle = 0;
            }
            return true;
        }
        if self.head(cells[0]).is_none() {
            return false;
        }
        for &cell in cells {
            match self.head(cell) {
                Some(_) => self.label(cell),
                None => self.value(cell),
            }
        }
        *idle = 0;
        !self.vain
    }

    /// Whether the first project has a name, work or offices, and labels enough.
    fn is_form(&self) -> bool {
        let Some(first) = self.projects.first() else { return false };
        let role = |pair: &(Span, Vec<Span>)| self.head(pair.0).map(|h| h.role);
        let says = |role| {
            matches!(role, ColumnRole::Unit(_) | ColumnRole::Text(Field::Target | Field::Progress | Field::Description))
        };
        first.iter().filter(|pair| !pair.1.is_empty()).count() >= LABELS
            && first.iter().filter_map(role).any(says)
            && first.iter().any(|pair| role(pair) == Some(ColumnRole::Title))
    }

    /// Whether a single value stands behind the name: else the table lies on its side, and holds all projects at once.
    fn named_once(&self) -> bool {
        let title = |cell: Span| self.head(cell).is_some_and(|h| h.role == ColumnRole::Title);
        self.projects.first().is_some_and(|project| project.iter().all(|pair| pair.1.len() <= 1 || !title(pair.0)))
    }

    fn label(&mut self, cell: Span) {
        let key = |cell: Span| column::fold_header(self.text.slice(cell));
        let first = self.projects.first().and_then(|project| project.first()).map(|pair| key(pair.0));
        if first.is_none_or(|first| first == key(cell)) {
            // What the first one lacks, the others need not be read for.
            self.vain |= self.projects.len() == 1 && !(self.is_form() && self.named_once());
            self.projects.push(Vec::new());
        }
        if let Some(project) = self.projects.last_mut() {
            project.push((cell, Vec::new()));
            self.end = cell.end;
        }
    }

    fn value(&mut self, cell: Span) {
        if let Some(pair) = self.projects.last_mut().and_then(|project| project.last_mut()) {
            pair.1.push(cell);
            self.end = cell.end;
        }
    }

    /// Whether a line of its own goes on with the last value.
    fn takes(&self, line: Span) -> bool {
        let Some((label, values)) = self.projects.last().and_then(|project| project.last()) else { return false };
        // On its side the table has as many values behind each label.
        let names = self.projects.last().and_then(|project| project.first()).map_or(0, |pair| pair.1.len());
        if values.is_empty() || names > 1 && values.len() < names {
            return true;
        }
        let read = self.text.slice(line);
        let chapter =
            numbering::leading(read).is_some_and(|lead| matches!(lead.style, Style::Chinese | Style::Ordinal));
        match self.head(*label).map(|h| h.role) {
            Some(ColumnRole::Text(_)) => !chapter && !starts_form(read) && values.len() < MOST_LINES,
            Some(ColumnRole::Title) => self.projects.len() == 1 && values.len() < MOST_LINES,
            Some(ColumnRole::Unit(role)) => role != UnitRole::Person && Look::of_str(read).units >= 50,
            _ => false,
        }
    }

    fn block(self, start: u32, kind: LayoutKind) -> Option<Block> {
        let text = self.text;
        if !self.is_form() {
            return None;
        }
        let mut projects = self.projects;
        projects.retain(|project| project.iter().filter(|pair| !pair.1.is_empty()).count() >= LABELS);
        let first = projects.first()?;
        let role = |pair: &(Span, Vec<Span>)| head(text.slice(pair.0)).map(|h| h.role);
        let first = &if projects.len() == 1 { split_values(text, first) } else { first.clone() };
        let names = first.iter().find(|pair| role(pair) == Some(ColumnRole::Title)).map_or(0, |pair| pair.1.len());
        let projects: Vec<Vec<Pair>> = if names > 1 {
            // On its side: a project in each column.
            if projects.len() > 1 || first.iter().any(|pair| pair.1.len() != names) {
                return None;
            }
            let project = |i: usize| first.iter().map(|pair| (pair.0.into(), pair.1[i].into())).collect();
            (0..names).map(project).collect()
        } else {
            // Several values between single blanks behind each label, wrapped: nobody can cut them.
            let several = |pair: &(Span, Vec<Span>)| pair.1.iter().any(|v| text.slice(*v).contains(' '));
            let title = first.iter().find(|pair| role(pair) == Some(ColumnRole::Title));
            let glued = first.iter().filter(|pair| several(pair)).count();
            if projects.len() == 1 && title.is_some_and(several) && glued * 2 >= first.len() {
                return None;
            }
            let value = |lines: &[Span]| {
                let mut value = Excerpt::default();
                lines.iter().for_each(|line| value.push(Joint::Line, *line));
                value
            };
            let filled = |project: Vec<(Span, Vec<Span>)>| {
                project.iter().filter(|p| !p.1.is_empty()).map(|p| (p.0.into(), value(&p.1))).collect()
            };
            projects.into_iter().map(filled).collect()
        };
        let header = projects.first()?.first()?.0.span();
        let labels = projects.iter().map(Vec::len).max().unwrap_or(0);
        let why = format!("labels in front of their values: {labels} labels, {} projects", projects.len());
        let (columns, rows) = rows(projects, CONFIDENCE, text)?;
        let last = text.line_span(text.line(self.end.max(1) - 1));
        let caption = tables::caption(text, text.line(header.start));
        Some(Block {
            kind,
            span: text.line_span(text.line(start)).cover(last),
            confidence: CONFIDENCE,
            evidence: vec![why],
            points: None,
            runner_up: None,
            content: Content::Table(Table { caption, columns, rows, confidence: CONFIDENCE, repeats: 0 }),
        })
    }
}

/// Values with single blanks between, where all labels have the same number of them: a table on its side.
fn split_values(text: &Text, project: &[(Span, Vec<Span>)]) -> Vec<(Span, Vec<Span>)> {
    let words = |value: &Span| -> Vec<Span> {
        let read = text.slice(*value);
        let start = |word: &str| word.as_ptr() as usize - read.as_ptr() as usize;
        read.split(' ').map(|w| Span::new(start(w), start(w) + w.len()).shift(value.start)).collect()
    };
    let split: Vec<(Span, Vec<Span>)> = project.iter().map(|(l, v)| (*l, v.iter().flat_map(words).collect())).collect();
    let count = split.first().map_or(0, |pair| pair.1.len());
    let alone = project.iter().all(|pair| pair.1.len() == 1);
    if alone && count > 1 && split.iter().all(|pair| pair.1.len() == count) { split } else { project.to_vec() }
}

/// Per cent.
const CONFIDENCE: u8 = 90;

/// Most lines of a value.
const MOST_LINES: usize = 12;

/// 项目二, 附件2: a heading of the next form.
fn starts_form(line: &str) -> bool {
    ["项目", "附件", "附表", "实事"].iter().any(|word| line.starts_with(word)) && line.chars().count() <= 8
}
