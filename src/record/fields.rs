//! What the paragraphs of one item say: its title, its units and its text, field by field.
//!
//! Units come from labels (`责任单位：`), from brackets of any kind (`（牵头单位：…；责任单位：…）`, `（某局牵头，某局配合）`), and from verbs
//! (`由某局牵头`). What no label names is the item's plain text.

use super::bracket::{Brackets, is_close, only_units, reopen, units_and_time};
use super::duty::{VERBS, duty_units, named_units};
use super::item::{Passage, Unit};
use super::unit::split_units;
use crate::layout::label::{self, Label, Labels};
use crate::lexicon::{ColumnRole, Field, UnitRole};
use crate::text::{Excerpt, Joint, Span, Text, marks};

/// What was read of an item.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// The text without label, a paragraph each.
    pub plain: Vec<Excerpt>,
    pub title: Option<Excerpt>,
    pub seq: Option<Excerpt>,
    pub category: Option<Excerpt>,
    pub units: Vec<Unit>,
    pub passages: Vec<Passage>,
}

/// A value that runs on until the next label.
#[derive(Clone, Debug)]
struct Open {
    role: ColumnRole,
    label: Excerpt,
    value: Excerpt,
}

/// Where a paragraph is cut: its labels, and its brackets that name units. Found once for the lead of a node, of which several things are asked.
#[derive(Clone, Debug)]
pub struct Cuts {
    labels: Vec<Label>,
    brackets: Vec<Span>,
}

impl Cuts {
    pub fn of(read: &str) -> Self {
        let mut found = Labels::of(read);
        let mut brackets = Brackets::default();
        let mut labels = Vec::new();
        for (at, c) in marks(read) {
            brackets.step(at, c);
            labels.extend(found.at(at, c));
        }
        let brackets = brackets.of_units(read, &labels);
        Self { labels, brackets }
    }

    /// The only bracket that names units, if there is one.
    pub fn only_bracket(&self) -> Option<Span> {
        if let [only] = self.brackets[..] { Some(only) } else { None }
    }

    /// Whether the paragraph names units or fields, by a label or in a bracket. `more`: other paragraphs follow, so that a label at its
    /// end has a value.
    pub fn evident(&self, read: &str, more: bool) -> bool {
        let valued = |i: usize, l: &Label| {
            let stop = self.labels.get(i + 1).map_or(read.len(), |next| next.start);
            !matches!(l.role, ColumnRole::Category | ColumnRole::Seq)
                && (more || read[l.end..stop].chars().any(char::is_alphanumeric))
        };
        !self.brackets.is_empty() || self.labels.iter().enumerate().any(|(i, l)| valued(i, l))
    }
}

/// Reads the paragraphs of an item, the opening one first, whose cuts may be known.
pub fn read(text: &Text, paragraphs: &[Excerpt], first: Option<&Cuts>) -> Fields {
    let mut out = Fields::default();
    let mut open: Option<Open> = None;
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let read = paragraph.recognised(text);
        let found;
        let Cuts { labels, brackets } = match first.filter(|_| n == 0) {
            Some(known) => known,
            None => {
                found = Cuts::of(&read);
                &found
            }
        };
        for bracket in brackets {
            bracket_fields(text, paragraph, &read, *bracket, &mut out);
        }
        let inside = |at: usize| brackets.iter().any(|b| b.start as usize <= at && at < b.end as usize);
        let labels: Vec<Label> = labels.iter().copied().filter(|l| !inside(l.start)).collect();
        let stop = labels.first().map_or(read.len(), |l| l.start);
        let head = outside(text, paragraph, Span::new(0, stop), brackets);
        if !head.is_empty() {
            if n > 0
                && (open.is_some() || !out.passages.is_empty())
                && let Some((name, value)) = unknown_label(text, &head)
            {
                close(text, open.take(), &mut out);
                open = Some(Open { role: ColumnRole::Unknown, label: name, value });
                continue;
            }
            match &mut open {
                // A value goes on over lines, but names of units do not run into sentences.
                Some(o) if goes_on(o, text, &head) && n > 0 => o.value.append(Joint::Line, &head),
                _ => {
                    close(text, open.take(), &mut out);
                    out.plain.push(head);
                }
            }
        }
        for (i, l) in labels.iter().enumerate() {
            close(text, open.take(), &mut out);
            let stop = labels.get(i + 1).map_or(read.len(), |next| next.start);
            let mut value = outside(text, paragraph, Span::new(l.end, stop), brackets);
            if matches!(l.role, ColumnRole::Unit(_))
                && let Some((units, rest)) = cut_units(text, &value)
            {
                value = units;
                if rest.read(text).chars().filter(|c| c.is_alphanumeric()).count() > 1 {
                    out.plain.push(rest);
                }
            }
            let label = paragraph.part(Span::new(l.start, l.end)).trim(text);
            open = Some(Open { role: l.role, label, value });
        }
    }
    close(text, open.take(), &mut out);
    out
}

/// The units that a cell of a column of units names: names, mostly; else labels or verbs say what each does (`牵头单位：甲局⏎配合单位：乙局`,
/// `甲局牵头，乙局配合`).
pub fn cell_units(text: &Text, cell: &Excerpt, role: UnitRole) -> Vec<Unit> {
    let plain = split_units(cell, text, role);
    let told = cell.recognised(text);
    if told.contains([':', '：']) {
        let fields = self::read(text, std::slice::from_ref(cell), None);
        if fields.units.len() >= plain.len() && fields.plain.is_empty() {
            return fields.units;
        }
    }
    if role != UnitRole::Person && ["牵头", "配合", "负责"].iter().any(|verb| told.contains(verb)) {
        let doing = named_units(text, cell, role);
        if doing.len() >= plain.len() {
            return doing;
        }
    }
    plain
}

/// `受益对象：…` at the start of a paragraph: a label that no list knows, in an item whose other lines have labels.
fn unknown_label(text: &Text, paragraph: &Excerpt) -> Option<(Excerpt, Excerpt)> {
    let read = paragraph.recognised(text);
    let (at, c) = read.char_indices().take(9).find(|(_, c)| matches!(c, ':' | '：'))?;
    let name = &read[..at];
    // `二季度：`, `其中：` go on with the value.
    let part = ["季度", "月", "年", "其中", "阶段", "旬", "天", "是"].iter().any(|w| name.contains(w));
    let word = (2..=7).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
    let value = paragraph.part(Span::new(at + c.len_utf8(), read.len())).trim(text);
    (word && !part && !value.is_empty()).then(|| (paragraph.part(Span::new(0, at)), value))
}

/// Whether a paragraph without a label continues the value above.
fn goes_on(open: &Open, text: &Text, next: &Excerpt) -> bool {
    match open.role {
        ColumnRole::Unit(_) => {
            let units = next.recognised(text);
            if open.value.is_empty() {
                units.chars().count() < 200 && !units.contains('。')
            } else {
                // More units on the next line.
                let goes_on = open.value.read(text).ends_with(['、', '，', ',']) && !units.contains('。');
                open.value.span().len() < 3000
                    && (goes_on || only_units(units.trim_end_matches(['。', '；', '、', '，'])))
            }
        }
        ColumnRole::Deadline | ColumnRole::Title | ColumnRole::Category | ColumnRole::Seq => open.value.is_empty(),
        _ => true,
    }
}

/// Files a value under what its label means.
fn close(text: &Text, open: Option<Open>, out: &mut Fields) {
    let Some(Open { role, label, value }) = open else { return };
    let value = trim_marks(text, &value);
    if value.is_empty() {
        return;
    }
    let mut passage = |field| out.passages.push(Passage::new(field, value.clone(), Some(label.clone())));
    match role {
        ColumnRole::Unit(role) => out.units.extend(named_units(text, &value, role)),
        ColumnRole::Text(Field::Responsibility) => {
            passage(Field::Responsibility);
            out.units.extend(duty_units(text, &value, UnitRole::Responsible));
        }
        ColumnRole::Text(field) => passage(field),
        ColumnRole::Deadline | ColumnRole::Quarter(_) => {
            let read = value.read(text);
            let time = value.part(Span::new(0, read.trim_end_matches('。').len()));
            out.passages.push(Passage::new(Field::Schedule, time, Some(label)));
        }
        ColumnRole::Title => out.title = Some(value),
        ColumnRole::Category => out.category = Some(value),
        ColumnRole::Seq => out.seq = Some(value),
        ColumnRole::Measure | ColumnRole::Unknown => passage(Field::Remark),
    }
}

/// Units named before the first full stop of a label's value; the rest is plain text. `None` where there is no such stop.
fn cut_units(text: &Text, value: &Excerpt) -> Option<(Excerpt, Excerpt)> {
    let read = value.recognised(text);
    let at = read.find('。')?;
    let head = &read[..at];
    if VERBS.any_in(head) {
        return None;
    }
    let rest = at + '。'.len_utf8();
    Some((value.part(Span::new(0, at)).trim(text), value.part(Span::new(rest, read.len())).trim(text)))
}

/// A stretch of a paragraph without the brackets that name units.
fn outside(text: &Text, paragraph: &Excerpt, span: Span, brackets: &[Span]) -> Excerpt {
    let mut out = Excerpt::default();
    let mut from = span.start;
    for b in brackets.iter().filter(|b| b.end > span.start && b.start < span.end) {
        if b.start > from {
            out.append(Joint::None, &paragraph.part(Span { start: from, end: b.start }).trim(text));
        }
        from = b.end.min(span.end);
    }
    if from < span.end {
        let rest = paragraph.part(Span { start: from, end: span.end }).trim(text);
        // A full stop behind the bracket closes nothing: `修路（责任单位：甲局）。`
        if from == span.start || rest.read(text).chars().any(char::is_alphanumeric) {
            out.append(Joint::None, &rest);
        }
    }
    out
}

/// Without blanks and the marks that separate a value from the next label.
fn trim_marks(text: &Text, value: &Excerpt) -> Excerpt {
    let read = value.read(text);
    let start = read.len() - read.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：')).len();
    let end = read
        .trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '；' | ';' | '，' | ',' | '、' | '（' | '(' | '【' | '[' | '|')
        })
        .len();
    if start == 0 && end == read.len() { value.clone() } else { value.part(Span::new(start, end.max(start))) }
}

/// What a bracket says of units and deadlines.
fn bracket_fields(text: &Text, paragraph: &Excerpt, read: &str, bracket: Span, out: &mut Fields) {
    let mut start = bracket.start as usize;
    start += read[start..].chars().next().map_or(0, char::len_utf8);
    let tail = |c: char| is_close(c) || matches!(c, '；' | ';' | '，' | ',' | '。' | ' ');
    let end = bracket.start as usize + read[bracket.range()].trim_end_matches(tail).len();
    let end = reopen(read, start, end.max(start));
    let inner = paragraph.part(Span::new(start, end));
    let inner_read = inner.recognised(text);
    let labels: Vec<Label> = label::labels(&inner_read).collect();
    if let Some((units, time)) = units_and_time(&inner_read).filter(|_| labels.is_empty()) {
        out.units.extend(split_units(&inner.part(units), text, UnitRole::Responsible));
        out.passages.push(Passage::new(Field::Schedule, inner.part(time).trim(text), None));
    } else if labels.is_empty() {
        out.units.extend(duty_units(text, &inner, UnitRole::Responsible));
    }
    for (i, l) in labels.iter().enumerate() {
        let stop = labels.get(i + 1).map_or(inner_read.len(), |next| next.start);
        let value = inner.part(Span::new(l.end, stop));
        close(text, Some(Open { role: l.role, label: inner.part(Span::new(l.start, l.end)).trim(text), value }), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plain paragraphs, units, passages.
    type Fields = (Vec<String>, Vec<(UnitRole, String)>, Vec<(Field, String)>);

    fn fields(paragraphs: &[&str]) -> Fields {
        let text = Text::new(paragraphs.join("\n"));
        let lines: Vec<Excerpt> = text.lines().map(Excerpt::from).collect();
        let got = read(&text, &lines, None);
        (
            got.plain.iter().map(|p| p.read(&text).into_owned()).collect(),
            got.units.iter().map(|u| (u.role, u.raw.read(&text).into_owned())).collect(),
            got.passages.iter().map(|p| (p.field, p.text.read(&text).into_owned())).collect(),
        )
    }

    fn unit(role: UnitRole, raw: &str) -> (UnitRole, String) {
        (role, raw.to_string())
    }

    #[test]
    fn brackets_of_any_kind_name_units() {
        use UnitRole::*;
        for s in [
            "修路。（牵头单位：区交通局；责任单位：区财政局、各街道）",
            "修路。[牵头单位：区交通局，责任单位：区财政局、各街道]。",
            "修路。(牵头单位：区交通局;责任单位：区财政局、各街道",
        ] {
            let (plain, units, _) = fields(&[s]);
            assert_eq!(plain, ["修路。"], "{s}");
            assert_eq!(
                units,
                [unit(Lead, "区交通局"), unit(Responsible, "区财政局"), unit(Responsible, "各街道")],
                "{s}"
            );
        }
        let (plain, units, _) = fields(&["修路5公里（区交通局牵头，区财政局、区发改委配合）"]);
        assert_eq!(plain, ["修路5公里"]);
        assert_eq!(units, [unit(Lead, "区交通局"), unit(Cooperating, "区财政局"), unit(Cooperating, "区发改委")]);
        let (plain, units, _) = fields(&["修路（含桥梁）5公里（区交通局）"]);
        assert_eq!(plain, ["修路（含桥梁）5公里"]);
        assert_eq!(units, [unit(Responsible, "区交通局")]);
        let (_, units, _) = fields(&["修路。（责任单位：各县（市、区）政府，市交通局）"]);
        assert_eq!(units, [unit(Responsible, "各县（市、区）政府"), unit(Responsible, "市交通局")]);
    }

    #[test]
    fn labels_on_lines_and_in_line() {
        use UnitRole::*;
        let (plain, units, passages) = fields(&[
            "新建学校",
            "目标任务：建2所。",
            "其中小学1所。",
            "责任单位：区教育局",
            "配合单位:区住建局 完成时限：12月底",
        ]);
        assert_eq!(plain, ["新建学校"]);
        assert_eq!(units, [unit(Responsible, "区教育局"), unit(Cooperating, "区住建局")]);
        assert_eq!(
            passages,
            [(Field::Target, "建2所。\n其中小学1所。".to_string()), (Field::Schedule, "12月底".to_string())]
        );
    }

    #[test]
    fn several_units_lead_together() {
        use UnitRole::*;
        let (_, units, _) = fields(&["修路", "责任分工：区住建局、区城管局分别牵头，区公安局配合。"]);
        assert_eq!(units, [unit(Lead, "区住建局"), unit(Lead, "区城管局"), unit(Cooperating, "区公安局")]);
    }

    #[test]
    fn a_bracket_behind_a_name_belongs_to_it() {
        use UnitRole::*;
        let (_, units, _) = fields(&["修路", "责任单位：市交通局、各区政府（管委会）"]);
        assert_eq!(units, [unit(Responsible, "市交通局"), unit(Responsible, "各区政府（管委会）")]);
        let (plain, units, _) = fields(&["各区政府统筹修路（市交通局）"]);
        assert_eq!((plain, units), (vec!["各区政府统筹修路".to_string()], vec![unit(Responsible, "市交通局")]));
    }

    #[test]
    fn sentences_name_units_as_subjects() {
        use UnitRole::*;
        let (_, units, _) =
            fields(&["修路", "责任单位：市交通局负责统筹协调。各县区政府、开发区管委会负责具体组织实施。"]);
        assert_eq!(
            units,
            [unit(Responsible, "市交通局"), unit(Responsible, "各县区政府"), unit(Responsible, "开发区管委会")]
        );
    }
}
