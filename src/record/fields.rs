//! What the paragraphs of one item say: its title, its units and its text, field by field.
//!
//! Units come from labels (`责任单位：`), from brackets of any kind (`（牵头单位：…；责任单位：…）`, `（某局牵头，某局配合）`), and from verbs
//! (`由某局牵头`). What no label names is the item's plain text.

use super::item::{Passage, Unit};
use super::unit::{looks_like_unit, split_units};
use crate::layout::label::{self, Label};
use crate::lexicon::{ColumnRole, Field, UnitRole};
use crate::text::fold::half;
use crate::text::{Excerpt, Joint, Span, Text};

/// What was read of an item.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// The text without label, a paragraph each.
    pub plain: Vec<Excerpt>,
    pub title: Option<Excerpt>,
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

/// Reads the paragraphs of an item, the opening one first.
pub fn read(text: &Text, paragraphs: &[Excerpt]) -> Fields {
    let mut out = Fields::default();
    let mut open: Option<Open> = None;
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let read = paragraph.recognised(text);
        let labels = label::labels(&read);
        let brackets = unit_brackets(&read, &labels);
        for bracket in &brackets {
            bracket_fields(text, paragraph, &read, *bracket, &mut out);
        }
        let inside = |at: usize| brackets.iter().any(|b| b.start as usize <= at && at < b.end as usize);
        let labels: Vec<Label> = labels.into_iter().filter(|l| !inside(l.start)).collect();
        let first = labels.first().map_or(read.len(), |l| l.start);
        let head = outside(text, paragraph, Span::new(0, first), &brackets);
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
            let mut value = outside(text, paragraph, Span::new(l.end, stop), &brackets);
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
    let mut passage = |field| out.passages.push(Passage { field, text: value.clone(), label: Some(label.clone()) });
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
            out.passages.push(Passage { field: Field::Schedule, text: time, label: Some(label) });
        }
        ColumnRole::Title => out.title = Some(value),
        ColumnRole::Category | ColumnRole::Seq => {}
        ColumnRole::Unknown => passage(Field::Remark),
    }
}

/// The units of a value: names, or sentences that say what each unit does.
pub fn named_units(text: &Text, value: &Excerpt, role: UnitRole) -> Vec<Unit> {
    let read = value.recognised(text);
    let sentences = VERBS.iter().any(|(verb, _)| read.contains(verb)) && read.chars().count() > 8;
    if sentences && role != UnitRole::Person { duty_units(text, value, role) } else { split_units(value, text, role) }
}

/// Verbs behind the units that do the work, and the role they give (`None`: that of the label).
const VERBS: &[(&str, Option<UnitRole>)] = &[
    ("牵头", Some(UnitRole::Lead)),
    ("按职责分工负责", None),
    ("按照职责分工负责", None),
    ("分工负责", None),
    ("具体负责", None),
    ("负责", None),
    ("配合", Some(UnitRole::Cooperating)),
    ("协助", Some(UnitRole::Cooperating)),
    ("协同", Some(UnitRole::Cooperating)),
    ("参与", Some(UnitRole::Cooperating)),
    ("承办", None),
    ("落实", None),
    ("实施", None),
    ("做好", None),
    ("督促", None),
    ("帮助", None),
    ("履行", None),
    ("会同", None),
];

/// The units that are subjects of sentences: `甲局牵头，乙局、丙局配合`, `甲局负责统筹协调。乙县政府负责建设。`
pub fn duty_units(text: &Text, value: &Excerpt, role: UnitRole) -> Vec<Unit> {
    let read = value.recognised(text);
    let mut out: Vec<Unit> = Vec::new();
    let mut pending: Vec<Unit> = Vec::new();
    for clause in clauses(&read) {
        let s = &read[clause.range()];
        let (end, given) = subject(s);
        let Some((end, verb_role)) = end.map(|e| (e, given)) else {
            // `甲局,乙局负责`: units before the clause with the verb.
            let list = split_units(&value.part(clause), text, role);
            if !list.is_empty() && list.iter().all(|u| looks_like_unit(&u.raw.recognised(text))) {
                pending.extend(list);
            } else {
                pending.clear();
            }
            continue;
        };
        let start = s.len() - s.trim_start_matches(['由', '，', ',', ' ']).len();
        let subject = Span::new(clause.start as usize + start, clause.start as usize + end.max(start));
        let list: Vec<Unit> = split_units(&value.part(subject), text, verb_role.unwrap_or(role));
        if !list.is_empty() && list.iter().all(|u| looks_like_unit(&u.raw.recognised(text))) {
            out.extend(pending.drain(..).map(|u| Unit { role: verb_role.unwrap_or(role), ..u }));
            out.extend(list);
        }
        pending.clear();
    }
    out.extend(pending);
    let mut seen: Vec<(UnitRole, String)> = Vec::new();
    out.retain(|u| {
        let key = (u.role, u.raw.read(text).into_owned());
        seen.len() < 400 && !seen.contains(&key) && {
            seen.push(key);
            true
        }
    });
    out
}

/// Where the subject of a clause ends, before its first verb, and the role the verb gives.
fn subject(s: &str) -> (Option<usize>, Option<UnitRole>) {
    let found = VERBS
        .iter()
        .filter_map(|&(verb, role)| s.find(verb).map(|at| (at, std::cmp::Reverse(verb.len()), role)))
        .min_by_key(|f| (f.0, f.1));
    match found {
        Some((at, _, role)) => {
            let head = s[..at].trim_end_matches(['，', ',', ' ', '等', '具', '体']);
            let head =
                head.strip_suffix("部门").filter(|h| h.ends_with('等')).map_or(head, |h| h.trim_end_matches('等'));
            (Some(head.len()), role)
        }
        None => (None, None),
    }
}

/// Stretches between 。 ； ， and line ends, outside brackets.
fn clauses(read: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0i32);
    for (at, c) in read.char_indices() {
        match half(c) {
            '(' | '[' | '《' => depth += 1,
            ')' | ']' | '》' => depth -= 1,
            '。' | ';' | ',' | '\n' if depth <= 0 => {
                if at > start {
                    out.push(Span::new(start, at));
                }
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if start < read.len() {
        out.push(Span::new(start, read.len()));
    }
    out
}

/// Units named before the first full stop of a label's value; the rest is plain text. `None` where there is no such stop.
fn cut_units(text: &Text, value: &Excerpt) -> Option<(Excerpt, Excerpt)> {
    let read = value.recognised(text);
    let at = read.find('。')?;
    let head = &read[..at];
    if VERBS.iter().any(|(verb, _)| head.contains(verb)) {
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

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '【' | '〔' | '{' | '｛' | '<' | '〈')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '】' | '〕' | '}' | '｝' | '>' | '〉')
}

/// The outermost brackets that name units, closed or not.
fn unit_brackets(read: &str, labels: &[Label]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut opens: Vec<usize> = Vec::new();
    let mut tops: Vec<Span> = Vec::new();
    for (at, c) in read.char_indices() {
        if is_open(c) {
            opens.push(at);
        } else if is_close(c)
            && let Some(open) = opens.pop()
            && opens.is_empty()
        {
            tops.push(Span::new(open, at + c.len_utf8()));
        }
    }
    // Never closed: it runs to the end of the paragraph, from the first bracket that holds a label.
    if !opens.is_empty() {
        let done = tops.last().map_or(0, |t| t.end as usize);
        if let Some(&open) =
            opens.iter().find(|&&o| o >= done && holds_unit_label(labels, o, read.len()) && label_near(labels, o))
        {
            // Brackets that were closed inside the open one are part of it.
            tops.retain(|t| (t.end as usize) <= open);
            tops.push(Span::new(open, read.len()));
        }
    }
    for top in tops {
        let width = read[top.start as usize..].chars().next().map_or(1, char::len_utf8);
        let inner_start = top.start as usize + width;
        let inner_end = read[..top.end as usize]
            .char_indices()
            .next_back()
            .filter(|(_, c)| is_close(*c))
            .map_or(top.end as usize, |(at, _)| at);
        if inner_end <= inner_start {
            continue;
        }
        // 【责任单位】 is a label itself.
        if labels.iter().any(|l| l.start == top.start as usize && l.end >= top.end as usize) {
            continue;
        }
        let inner = &read[inner_start..inner_end];
        let trailing = !read[top.end as usize..].chars().any(char::is_alphanumeric);
        if holds_unit_label(labels, inner_start, inner_end) || duties(inner) || trailing && only_units(inner) {
            let mut end = top.end as usize;
            // A separator between two brackets goes with the first.
            if let Some(c) = read[end..].chars().next().filter(|&c| matches!(c, '；' | ';' | '，' | ',')) {
                end += c.len_utf8();
            }
            out.push(Span::new(top.start as usize, end));
        }
    }
    out
}

fn holds_unit_label(labels: &[Label], from: usize, to: usize) -> bool {
    labels
        .iter()
        .any(|l| l.start >= from && l.end <= to && matches!(l.role, ColumnRole::Unit(_) | ColumnRole::Deadline))
}

/// Whether a label stands right behind the bracket at `open`.
fn label_near(labels: &[Label], open: usize) -> bool {
    labels.iter().any(|l| l.start > open && l.start <= open + 6)
}

/// `某局牵头，某局配合`: a bracket of nothing but units and what they do.
fn duties(inner: &str) -> bool {
    if inner.len() > 900 {
        return false;
    }
    let key = inner.trim_end_matches(['。', ' ']);
    let ends = [
        "牵头",
        "牵头负责",
        "负责",
        "配合",
        "按职责分工负责",
        "分工负责",
        "负责落实",
        "负责实施",
        "牵头落实",
        "配合落实",
        "参与",
        "协助",
        "牵头实施",
        "承办",
        "分别负责",
        "按职责负责",
    ];
    ends.iter().any(|e| key.ends_with(e)) && {
        let head = &key[..floor(key, 120)];
        let name: &str = head.split(['、', '，', ',', '；', ';', ' ']).next().unwrap_or_default();
        let name = VERBS.iter().filter_map(|(v, _)| name.find(v)).min().map_or(name, |at| &name[..at]);
        looks_like_unit(name.trim_start_matches('由').trim_end_matches('等'))
    }
}

/// A bracket of nothing but names of units.
pub fn only_units(inner: &str) -> bool {
    inner.len() < 900 && inner.chars().count() >= 3 && {
        let mut names = inner
            .split(['、', '，', ',', '；', ';', ' ', '\u{3000}'])
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .peekable();
        names.peek().is_some() && names.all(|n| looks_like_office(n.trim_end_matches('等')))
    }
}

/// Stricter than [`looks_like_unit`]: the name of an office, not a place or a thing.
fn looks_like_office(name: &str) -> bool {
    // 各乡镇（街道）
    let name = match name.rfind(['(', '（']) {
        Some(at) if at > 0 && name.ends_with([')', '）']) => &name[..at],
        _ => name,
    };
    let n = name.chars().count();
    (3..=24).contains(&n)
        && [
            "局",
            "委",
            "办",
            "政府",
            "部",
            "厅",
            "办公室",
            "管委会",
            "联合会",
            "残联",
            "妇联",
            "总工会",
            "街道",
            "办事处",
            "中心",
            "公司",
            "支队",
            "大队",
            "团委",
            "法院",
            "检察院",
            "集团",
            "单位",
            "部门",
            "乡镇",
            "供销社",
            "医院",
            "学校",
            "公安分局",
            "指挥部",
            "红十字会",
            "团市委",
            "团区委",
            "团县委",
            "科协",
            "委员会",
            "开发区",
            "园区",
            "各区",
            "各县",
            "县区",
            "市区",
            "市、区",
        ]
        .iter()
        .any(|e| name.ends_with(e))
        && !name.contains(['个', '所', '条', '座', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}

fn floor(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
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
    let labels: Vec<Label> = label::labels(&inner_read);
    if labels.is_empty() {
        out.units.extend(duty_units(text, &inner, UnitRole::Responsible));
    }
    for (i, l) in labels.iter().enumerate() {
        let stop = labels.get(i + 1).map_or(inner_read.len(), |next| next.start);
        let value = inner.part(Span::new(l.end, stop));
        close(text, Some(Open { role: l.role, label: inner.part(Span::new(l.start, l.end)).trim(text), value }), out);
    }
}

/// Puts back the bracket that closes inside the value: `（责任单位：各县（市、区））`.
fn reopen(read: &str, start: usize, end: usize) -> usize {
    let inner = &read[start..end];
    let missing =
        inner.chars().filter(|&c| is_open(c)).count().saturating_sub(inner.chars().filter(|&c| is_close(c)).count());
    let more: usize = read[end..].chars().take(missing).take_while(|&c| is_close(c)).map(char::len_utf8).sum();
    end + more
}

/// Units that verbs name in running text: `由某局牵头，某局、某局配合`.
pub fn verb_units(text: &Text, passage: &Excerpt) -> Vec<Unit> {
    let read = passage.recognised(text);
    let mut out: Vec<Unit> = Vec::new();
    let mut led = false;
    for clause in clauses(&read) {
        let s = &read[clause.range()];
        if s.ends_with('。') {
            led = false;
        }
        let by = s.find('由').filter(|&at| at < 60);
        let verb = ["牵头", "负责", "配合"].iter().filter_map(|v| s.find(v).map(|at| (at, *v))).min();
        let Some((at, verb)) = verb else { continue };
        let role = match verb {
            "牵头" => UnitRole::Lead,
            "负责" => UnitRole::Responsible,
            _ => UnitRole::Cooperating,
        };
        let from = match by {
            Some(by) if by < at => by + '由'.len_utf8(),
            _ if led || verb == "牵头" || clause.start == 0 => 0,
            _ => continue,
        };
        let list =
            split_units(&passage.part(Span::new(clause.start as usize + from, clause.start as usize + at)), text, role);
        if !list.is_empty() && list.len() < 30 && list.iter().all(|u| looks_like_office(&u.raw.recognised(text))) {
            led = true;
            out.extend(list);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(paragraphs: &[&str]) -> (Vec<String>, Vec<(UnitRole, String)>, Vec<(Field, String)>) {
        let text = Text::new(paragraphs.join("\n"));
        let lines: Vec<Excerpt> = text.lines().map(Excerpt::from).collect();
        let got = read(&text, &lines);
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
    fn sentences_name_units_as_subjects() {
        use UnitRole::*;
        let (_, units, _) =
            fields(&["修路", "责任单位：市交通局负责统筹协调。各县区政府、开发区管委会负责具体组织实施。"]);
        assert_eq!(
            units,
            [unit(Responsible, "市交通局"), unit(Responsible, "各县区政府"), unit(Responsible, "开发区管委会")]
        );
        let text = Text::new("新建学校两所，由市教育局牵头，市住建局、各县区政府配合。".to_string());
        let units: Vec<_> =
            verb_units(&text, &text.span().into()).iter().map(|u| (u.role, u.raw.read(&text).into_owned())).collect();
        assert_eq!(units, [unit(Lead, "市教育局"), unit(Cooperating, "市住建局"), unit(Cooperating, "各县区政府")]);
    }
}
