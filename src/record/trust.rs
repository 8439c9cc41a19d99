//! How sure each item is: what its layout says of its cells, less what sets it apart from the items beside it.
//!
//! Extractors damage a table in one place, not everywhere. An item without the unit that all others have, with a sentence that does not
//! end where the others do, with a name that is none, is the one to look at first. Only an order to look in; changes nothing else.

use super::Item;
use super::unit::looks_like_unit;
use crate::layout::{Block, Content, LayoutKind};
use crate::lexicon::{Field, UnitRole};
use crate::text::{Excerpt, Text, marks, numbering};

/// How sure a cell of a layout is to be whole and in its place, per cent.
fn base(kind: LayoutKind) -> u8 {
    match kind {
        LayoutKind::Grid | LayoutKind::Matrix => 99,
        LayoutKind::TabRows | LayoutKind::PipeRows | LayoutKind::CommaRows | LayoutKind::MarkdownRows => 98,
        LayoutKind::PipeCells | LayoutKind::TabCells | LayoutKind::Labelled => 96,
        LayoutKind::LineCells | LayoutKind::Outline => 94,
        // Blanks are the weakest mark: they stand within cells, too.
        LayoutKind::SpaceRows => 85,
        LayoutKind::Uncut => 40,
        LayoutKind::Meta | LayoutKind::Preamble | LayoutKind::Footer => 90,
    }
}

/// What must be so of at least seven items in ten for an eighth to stand out.
const MOST: (usize, usize) = (7, 10);

/// Lowers the confidence of items where they stand out. Items are in the order of their blocks.
pub fn weigh(items: &mut [Item], blocks: &[Block], text: &Text) {
    let holds = |b: &&Block| matches!(b.content, Content::Table(_) | Content::Outline(_) | Content::Matrix(_));
    let blocks: Vec<&Block> = blocks.iter().filter(holds).collect();
    // A list with units and one without may stand in one outline: evidence and annex tell them apart.
    let outlined = |b: usize| blocks.get(b).is_some_and(|b| matches!(b.content, Content::Outline(_)));
    let block_of = |item: &Item| {
        let block = blocks.partition_point(|b| b.span.start <= item.span.start).checked_sub(1);
        let annex = item.key.starts_with("附件");
        (block, block.filter(|&b| outlined(b)).map(|_| (item.confidence, annex)))
    };
    let mut start = 0;
    while start < items.len() {
        let block = block_of(&items[start]);
        let end = start + items[start..].iter().take_while(|item| block_of(item) == block).count().max(1);
        let kind = block.0.and_then(|b| blocks.get(b)).map_or(LayoutKind::Preamble, |b| b.kind);
        let shapes: Vec<Shape> = items[start..end].iter().map(|item| Shape::of(item, text)).collect();
        let habits = Habits::of(&shapes);
        let mut number = None;
        for (item, shape) in items[start..end].iter_mut().zip(&shapes) {
            let doubt = habits.doubt(item, shape, &mut number, text);
            item.confidence = item.confidence.min(base(kind)).saturating_sub(doubt).max(5);
        }
        start = end;
    }
}

const FIELDS: [Field; 6] =
    [Field::Description, Field::Target, Field::Progress, Field::Schedule, Field::Responsibility, Field::Funding];
const ROLES: [UnitRole; 4] = [UnitRole::Lead, UnitRole::Responsible, UnitRole::Cooperating, UnitRole::Implementing];

/// What one item holds.
struct Shape {
    /// How many of its passages there are of each field, and how many of those end in a stop.
    passages: [usize; FIELDS.len()],
    stopped: [usize; FIELDS.len()],
    /// Whether it has a unit of each role, its own or one filled down.
    units: [bool; ROLES.len()],
    category: bool,
}

impl Shape {
    fn of(item: &Item, text: &Text) -> Self {
        let mut shape = Shape {
            passages: Default::default(),
            stopped: Default::default(),
            units: ROLES.map(|role| item.units.iter().any(|u| u.role == role)),
            category: !item.category.is_empty(),
        };
        for passage in &item.passages {
            if let Some(f) = FIELDS.iter().position(|&field| field == passage.field) {
                shape.passages[f] += 1;
                shape.stopped[f] += usize::from(stops(&passage.text, text));
            }
        }
        shape
    }
}

/// What nearly all items of a block do.
struct Habits {
    /// A passage of this field ends in a stop.
    stops: [bool; FIELDS.len()],
    /// An item has a passage of this field.
    has: [bool; FIELDS.len()],
    /// An item has a unit of this role, its own or one filled down.
    units: [bool; ROLES.len()],
    category: bool,
}

impl Habits {
    fn of(shapes: &[Shape]) -> Self {
        let habit = |yes: usize, all: usize| all >= 3 && yes * MOST.1 >= all * MOST.0;
        let items = |so: &dyn Fn(&Shape) -> bool| habit(shapes.iter().filter(|s| so(s)).count(), shapes.len());
        let sum = |count: &dyn Fn(&Shape) -> usize| shapes.iter().map(count).sum();
        Self {
            stops: std::array::from_fn(|f| habit(sum(&|s| s.stopped[f]), sum(&|s| s.passages[f]))),
            has: std::array::from_fn(|f| items(&|s| s.passages[f] > 0)),
            units: std::array::from_fn(|r| items(&|s| s.units[r])),
            category: items(&|s| s.category),
        }
    }

    /// Points off for what sets an item apart.
    fn doubt(&self, item: &Item, shape: &Shape, number: &mut Option<u32>, text: &Text) -> u8 {
        let mut doubt = 0u8;
        let mut off = |points: u8, stands_out: bool| doubt = doubt.saturating_add(if stands_out { points } else { 0 });
        for f in 0..FIELDS.len() {
            off(8, self.has[f] && shape.passages[f] == 0);
            (shape.stopped[f]..shape.passages[f]).for_each(|_| off(12, self.stops[f]));
        }
        for passage in item.passages.iter().filter(|p| FIELDS.contains(&p.field)) {
            off(15, breaks_in(&passage.text, text));
        }
        for r in 0..ROLES.len() {
            off(10, self.units[r] && !shape.units[r]);
        }
        let offices = || item.units.iter().filter(|u| u.role != UnitRole::Person).map(|u| u.raw.recognised(text));
        off(20, offices().any(|name| !looks_like_unit(&name)));
        off(20, offices().any(|name| name.chars().nth(2).is_none() && !name.starts_with(['各', '全'])));
        off(2, item.units.iter().any(|u| u.inherited));
        off(6, self.category && !shape.category);
        off(15, item.category.last().is_some_and(|c| c.span().len() < 6));
        off(15, breaks_in(&item.title, text) || breaks_off(&item.title, text));
        let own = item.seq.as_deref().and_then(numbering::alone).map(|n| n.value);
        off(8, matches!((own, *number), (Some(own), Some(last)) if own != last + 1 && own != last && own != 1));
        *number = own.or(*number);
        doubt
    }
}

fn stops(excerpt: &Excerpt, text: &Text) -> bool {
    excerpt.pieces().last().is_some_and(|p| text.slice(p).trim_end().ends_with(['。', '；', ';', '！', '.', '）', ')']))
}

/// Begins with what only goes on.
fn breaks_in(excerpt: &Excerpt, text: &Text) -> bool {
    let goes_on = |c: char| matches!(c, '，' | ',' | '。' | '；' | '、' | '）' | ')' | '的' | '%' | '万' | '元' | '个');
    excerpt.pieces().next().is_some_and(|p| text.slice(p).trim_start().starts_with(goes_on))
}

/// Ends with what must go on, or within a bracket.
fn breaks_off(excerpt: &Excerpt, text: &Text) -> bool {
    let Some(last) = excerpt.pieces().last() else { return false };
    let read = text.slice(last);
    read.trim_end().ends_with(['，', ',', '、', '（', '(', '“', '及', '和', '与', '将']) || {
        let (opened, closed) = marks(read).fold((0, 0), |(opened, closed), (_, mark)| match mark {
            '（' | '(' => (opened + 1, closed),
            '）' | ')' => (opened, closed + 1),
            _ => (opened, closed),
        });
        opened > closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn who_stands_out_is_less_sure() {
        let content = "修路十里。建校两所。改厕三百户";
        let text = Text::new(content.to_string());
        let places = [(0, 15), (15, 30), (30, content.len())];
        let mut items: Vec<Item> = places
            .iter()
            .map(|&(from, to)| Item {
                passages: vec![super::super::Passage::new(Field::Target, Span::new(from, to).into(), None)],
                confidence: 100,
                ..Item::default()
            })
            .collect();
        items.push(items[0].clone());
        weigh(&mut items, &[], &text);
        assert!(items[2].confidence < items[1].confidence);
        assert_eq!(items[0].confidence, items[1].confidence);
    }
}
