//! One node of an outline as an item: its title, passages and units, those of its labelled points included.

use super::bracket::only_units;
use super::draft::{Above, Draft};
use super::duty::{duty_units, named_units, verb_units};
use super::fields::{self, Fields};
use super::item::{Item, Passage, Unit};
use super::sentence::{join, title, whole};
use super::unit::split_units;
use super::view::View;
use crate::layout::Node;
use crate::layout::label::Label;
use crate::lexicon::label_word::STANDINGS;
use crate::lexicon::{ColumnRole, Field, UnitRole};
use crate::text::{Excerpt, Span, Text};
use std::rc::Rc;

/// Reads a node as an item below the headings of `above`.
pub fn read(text: &Text, view: &View, above: &Rc<Above>) -> Draft {
    let node = view.node;
    let mut paragraphs = vec![node.lead.clone()];
    paragraphs.extend(node.body.iter().cloned());
    let mut labelled = Fields::default();
    // `市教育局` as a heading without a number: what it did follows.
    if node.number.is_none() && !node.body.is_empty() && only_units(&node.lead.recognised(text)) {
        labelled.units = split_units(&paragraphs.remove(0), text, UnitRole::Responsible);
    }
    for point in &view.points {
        match point.field {
            Some(l) => field(text, point.node, l, &mut labelled),
            None => whole(text, point.node, &mut paragraphs),
        }
    }
    let cuts = (paragraphs.first() == Some(&node.lead)).then_some(&view.cuts);
    let mut fields = fields::read(text, &paragraphs, cuts);
    fields.units.append(&mut labelled.units);
    fields.passages.append(&mut labelled.passages);
    let evident = !fields.units.is_empty() || !fields.passages.is_empty();
    let (mut title, mut rest, sentence) = title(text, &fields);
    // 【已完成】安装扶手: how far the work is stands before its name.
    if let Some((standing, name)) = standing(&title, text) {
        title = name;
        fields.passages.push(Passage::new(Field::Progress, standing, None));
    }
    // `新建学校2所。区教育局、区住建局`: units without any label.
    if fields.units.is_empty()
        && let Some(last) = rest.last()
        && only_units(last.recognised(text).trim_end_matches('。'))
        && let Some(last) = rest.pop()
    {
        fields.units = split_units(&last, text, UnitRole::Responsible);
    }
    let mut passages = Vec::new();
    let plain = join(text, rest);
    if let Some(plain) = plain {
        if fields.units.is_empty() {
            fields.units = verb_units(text, &plain);
        }
        passages.push(Passage::new(Field::Target, plain, None));
    }
    passages.append(&mut fields.passages);
    if passages.is_empty() && !sentence.is_empty() {
        if fields.units.is_empty() {
            fields.units = verb_units(text, &sentence);
        }
        passages.push(Passage::new(Field::Target, sentence, None));
    }
    if let Some((field, heading)) = &above.stated {
        for passage in passages.iter_mut().filter(|p| p.label.is_none()) {
            (passage.field, passage.label) = (*field, Some(heading.clone()));
        }
    }
    // Who leads a section leads its items; an item's own units take the place of the section's.
    let person = |u: &Unit| u.role == UnitRole::Person;
    for of_persons in [true, false] {
        if !fields.units.iter().any(|u| person(u) == of_persons) {
            fields.units.extend(above.offices.iter().filter(|u| person(u) == of_persons).cloned());
        }
    }
    let stated = || fields.seq.as_ref().map(|seq| seq.read(text).trim().to_string());
    let own = node.number.as_ref().map(|n| n.plain.clone()).or_else(stated);
    let mut category = above.category.clone();
    category.extend(fields.category.take());
    let item = Item {
        key: String::new(),
        seq: own.clone(),
        category,
        title,
        units: fields.units,
        passages,
        span: node.span,
        confidence: if evident { 92 } else { 88 },
        ..Item::default()
    };
    Draft { item, above: Rc::clone(above), own, style: view.style(), evident, goal: false }
}

/// What a bracket before or behind the name of a work says of how far it is, and the name.
fn standing(title: &Excerpt, text: &Text) -> Option<(Excerpt, Excerpt)> {
    const WIDTH: usize = '【'.len_utf8();
    let read = title.read(text);
    let (open, close) = match read.strip_prefix('【') {
        Some(rest) => (0, rest.find('】')? + WIDTH),
        None => (read.rfind('【')?, read.strip_suffix('】')?.len()),
    };
    let name = if open == 0 { Span::new(close + WIDTH, read.len()) } else { Span::new(0, open) };
    let name = title.part(name).trim(text);
    let told = STANDINGS.contains(&read.get(open + WIDTH..close)?.trim()) && !name.is_empty();
    told.then(|| (title.part(Span::new(open + WIDTH, close)).trim(text), name))
}

/// Reads a labelled point of an item: `一、目标任务…`, `四、责任分工1.责任单位：…`.
fn field(text: &Text, child: &Node, l: Label, out: &mut Fields) {
    let mut paragraphs = Vec::new();
    let read = child.lead.recognised(text);
    let label = child.lead.part(Span::new(l.start, l.end.min(read.len()))).trim(text);
    match l.role {
        // The points below say who does what; their text stays one passage.
        ColumnRole::Text(field) => {
            let value = child.lead.part(Span::new(l.end.min(read.len()), read.len())).trim(text);
            if !value.is_empty() {
                paragraphs.push(value);
            }
            paragraphs.extend(child.body.iter().cloned());
            for point in &child.children {
                whole(text, point, &mut paragraphs);
            }
            if field == Field::Responsibility {
                let inner = fields::read(text, &paragraphs, None);
                out.units.extend(inner.units);
                if let Some(all) = join(text, inner.plain).filter(|_| out.units.is_empty()) {
                    out.units.extend(duty_units(text, &all, UnitRole::Responsible));
                }
            }
            if let Some(all) = join(text, paragraphs) {
                out.passages.push(Passage::new(field, all, Some(label)));
            }
        }
        _ => {
            let mut lead = child.lead.clone();
            // `责任单位甲局` without a colon
            if !read[..l.end.min(read.len())].trim_end().ends_with([':', '：']) {
                lead = child.lead.part(Span::new(l.end.min(read.len()), read.len())).trim(text);
                // `3.责任单位` above its value.
                if lead.is_empty()
                    && let Some(below) = join(text, child.body.clone())
                {
                    lead = below;
                }
                if let ColumnRole::Unit(role) = l.role {
                    out.units.extend(named_units(text, &lead, role));
                    return;
                }
                out.passages.push(Passage::new(Field::Schedule, lead, Some(label)));
                return;
            }
            paragraphs.push(lead);
            paragraphs.extend(child.body.iter().cloned());
            for point in &child.children {
                whole(text, point, &mut paragraphs);
            }
            let inner = fields::read(text, &paragraphs, None);
            out.units.extend(inner.units);
            out.passages.extend(inner.passages);
        }
    }
}
