//! One passage of an item with its figures: what the checks of an item look at.
//!
//! What most pairs of figures are told apart by (number, unit, place in sentences and brackets, the words that open a breakdown) is
//! read once, in one walk over the passage; only what that leaves is looked up in the text.

use crate::figure::{Amount, Decimal, Dimension, Figure};
use crate::lexicon::Field;
use crate::record::{CheckAmount, Item};
use crate::text::{Excerpt, Span, Text};
use std::cmp::Ordering;

/// A passage or title, its figures in order, and how deep in brackets each stands.
pub struct Scene<'a> {
    pub item: &'a Item,
    pub text: &'a Text,
    pub field: Field,
    /// Where it stands in the text.
    pub span: Span,
    /// The header or label that named its field.
    pub label: Option<&'a Excerpt>,
    pub figures: Vec<Placed<'a>>,
}

/// A figure, what sums and rates ask of it, and its place in the passage's sentences and brackets.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    pub figure: &'a Figure,
    /// Its number, if it is a single one.
    pub value: Option<Decimal>,
    pub unit: Code,
    /// An amount of its own: no percentage, duration, concentration, growth or rate of pay.
    pub plain: bool,
    /// An amount that can be added to others: no age, grade or multiple either.
    pub countable: bool,
    /// Counts by a measure word for which others are used too: 1 things, 2 people, 0 neither.
    counts: u8,
    /// 其中, 含 or 包括 stands between the figure before and this one.
    pub opened: bool,
    /// Money that its clause calls 总投资, 总投入: others are part of it.
    pub whole: bool,
    /// Depth of brackets.
    pub depth: u16,
    /// Running number of the innermost bracket, 0 outside.
    pub bracket: u32,
    /// Running number of the sentence (。 and line ends).
    pub sentence: u32,
}

impl<'a> Placed<'a> {
    /// A figure by itself.
    fn new(figure: &'a Figure) -> Self {
        let unit = match Code::of(figure.unit.as_deref()) {
            // 28600名老人，其中女性15000人: two words for one measure.
            Code::HEADS => Code::PEOPLE[0],
            unit => unit,
        };
        let plain =
            !matches!(figure.dimension, Some(Dimension::Ratio | Dimension::Duration | Dimension::Concentration))
                && figure.change.is_none()
                && figure.per.is_empty()
                && unit != Code::PERCENT;
        Placed {
            figure,
            value: value(figure),
            unit,
            plain,
            countable: plain && !Code::GRADES.contains(&unit),
            counts: match figure.dimension {
                Some(Dimension::Count) if Code::THINGS.contains(&unit) => 1,
                Some(Dimension::Count) if Code::PEOPLE.contains(&unit) => 2,
                _ => 0,
            },
            opened: false,
            whole: false,
            depth: 0,
            bracket: 0,
            sentence: 0,
        }
    }

    /// Counts people or households.
    pub fn counts_people(&self) -> bool {
        self.counts == 2 || Code::TURNS.contains(&self.unit)
    }

    /// Counts things, not people or turns.
    pub fn counts_things(&self) -> bool {
        self.figure.dimension == Some(Dimension::Count) && self.counts != 2 && !Code::TURNS.contains(&self.unit)
    }

    pub fn is_percent(&self) -> bool {
        self.unit == Code::PERCENT
    }

    /// Whether two figures count in one measure: the same unit, or two measure words of things (`47个`, `8家`) or of people.
    #[inline]
    pub fn same_measure(&self, other: &Placed) -> bool {
        let (a, b) = (self.figure, other.figure);
        // Amounts that stand by themselves, as most do, are divided by nothing.
        if a.per.len() != b.per.len() || !a.per.is_empty() && a.per != b.per {
            return false;
        }
        self.same_unit(other)
            || match (a.dimension, b.dimension) {
                (Some(Dimension::Money), Some(Dimension::Money)) => true,
                // 资金1610万: money whose unit was left out.
                (Some(Dimension::Money), None) | (None, Some(Dimension::Money)) => a.unit.is_none() || b.unit.is_none(),
                (Some(Dimension::Count), Some(Dimension::Count)) => self.counts != 0 && self.counts == other.counts,
                _ => false,
            }
    }

    #[inline]
    pub fn same_unit(&self, other: &Placed) -> bool {
        self.unit == other.unit && (self.unit.is_whole() || self.figure.unit == other.figure.unit)
    }
}

/// A unit as a number: its bytes, as far as they fit, and their count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code(u64);

impl Code {
    const PERCENT: Code = Code::of(Some("%"));
    const HEADS: Code = Code::of(Some("名"));
    /// Units of what is no amount of things.
    const GRADES: [Code; 7] = Code::all(["岁", "周岁", "级", "档", "倍", "期", "年级"]);
    /// Measure words that are used for the same things in one notice.
    const THINGS: [Code; 13] =
        Code::all(["个", "家", "所", "处", "座", "件", "项", "套", "户", "场", "次", "部", "台"]);
    /// What one and the same person or thing may be counted by more than once.
    const TURNS: [Code; 2] = Code::all(["人次", "户"]);
    /// Those for people, who are never part of a number of things.
    const PEOPLE: [Code; 3] = Code::all(["人", "名", "例"]);

    #[inline]
    const fn of(unit: Option<&str>) -> Code {
        let Some(unit) = unit else { return Code(0) };
        let b = unit.as_bytes();
        let (mut code, mut i) = (0, 0);
        while i < b.len() && i < 7 {
            code = code << 8 | b[i] as u64;
            i += 1;
        }
        let count = if b.len() > 7 { 8 } else { b.len() as u64 };
        Code(code | (count + 1) << 56)
    }

    const fn all<const N: usize>(units: [&str; N]) -> [Code; N] {
        let mut codes = [Code(0); N];
        let mut i = 0;
        while i < N {
            codes[i] = Code::of(Some(units[i]));
            i += 1;
        }
        codes
    }

    /// Whether the unit is known by its code alone.
    fn is_whole(self) -> bool {
        self.0 >> 56 <= 8
    }
}

/// The title of an item, if it holds figures, and its passages, with their figures.
pub fn of_item<'a>(item: &'a Item, text: &'a Text) -> Vec<Scene<'a>> {
    let mut figures: Vec<&Figure> = item.figures.iter().collect();
    figures.sort_by_key(|f| f.span);
    let titled = item.figures.iter().any(|f| f.field == Field::Title).then(|| item.title.span());
    let scene = |field: Field, whole: &Excerpt, label: Option<&'a Excerpt>| {
        let span = whole.span();
        // 新建公园3个：东湖公园、…; 新建学校8所。其中，小学5所…: the passage goes on where the title ends.
        let goes_on = |title: &Span| {
            label.is_none()
                && title.end <= span.start
                && span.start - title.end <= 12
                && text
                    .slice(Span { start: title.end, end: span.start })
                    .chars()
                    .all(|c| c.is_whitespace() || "：:。".contains(c))
        };
        let title = titled.filter(goes_on);
        let span = Span { start: title.map_or(span.start, |title| title.start), end: span.end };
        let from = figures.partition_point(|f| f.span.start < span.start);
        let inside = figures[from..].iter().take_while(|f| f.span.start < span.end);
        let mut mine = Vec::with_capacity(inside.clone().count());
        // Columns of an aligned table run side by side: a cell is not all that lies between its first line and its last.
        let within = |f: &Figure| match f.field {
            Field::Title => title.is_some() || field == Field::Title,
            _ => f.field == field && whole.holds(f.span.start),
        };
        mine.extend(inside.filter(|f| within(f)).map(|f| Placed::new(f)));
        Scene { item, text, field, span, label, figures: mine }
    };
    let mut scenes: Vec<Scene> = Vec::with_capacity(1 + item.passages.len());
    scenes.extend(item.passages.iter().map(|p| scene(p.field, &p.text, p.label.as_ref())));
    // A title that no passage goes on from.
    if titled.is_some_and(|title| scenes.iter().all(|scene| scene.span.start != title.start)) {
        scenes.push(scene(Field::Title, &item.title, None));
    }
    // Where a figure stands is asked only of figures that others may be held against.
    let several = two_have_figures(&scenes);
    for scene in scenes.iter_mut().filter(|scene| several || may_relate(&scene.figures)) {
        place(text, scene.span, &mut scene.figures);
    }
    scenes
}

/// Whether any two of the figures may be part of each other, or one of them a rate.
fn may_relate(figures: &[Placed]) -> bool {
    let mut measures = 0u64;
    figures.iter().any(|p| {
        let kind = match p.figure.dimension {
            Some(Dimension::Money) | None => 1,
            _ => u64::from(p.counts) << 1,
        };
        let measure = kind | 8 << (p.unit.0 % 61);
        let known = measures & measure != 0;
        measures |= measure;
        known || p.is_percent() && figures.len() > 1
    })
}

/// One bit for each value of the last six bits of a second byte: those of the marks and words that [`place`] looks for.
const SECOND: u64 = {
    let looked_for = ["（", "〔", "。", "其", "包", "含", "总", "共"];
    let mut bits = 0;
    let mut i = 0;
    while i < looked_for.len() {
        bits |= 1 << (looked_for[i].as_bytes()[1] & 63);
        i += 1;
    }
    bits
};

/// Walks the passage once and notes where each figure stands.
fn place(text: &Text, span: Span, figures: &mut [Placed]) {
    let source = text.recognised_slice(span).as_bytes();
    let (mut i, mut end) = (0, 0);
    let (mut open, mut brackets, mut sentence) = (Vec::<u32>::new(), 0u32, 0u32);
    let (mut whole, mut goes_on) = (false, false);
    for placed in figures {
        // A word counts where it ends before the figure.
        let front = &source[..(placed.figure.span.start - span.start) as usize];
        let mut opened = false;
        while i < front.len() {
            let c = match front[i..] {
                // Nearly all is Chinese, and none of what is looked for.
                [first @ 0xE0..0xF0, second, third, ..] => {
                    i += 3;
                    if SECOND >> (second & 63) & 1 == 0 {
                        continue;
                    }
                    let code = u32::from(first & 15) << 12 | u32::from(second & 63) << 6 | u32::from(third & 63);
                    char::from_u32(code).unwrap_or_default()
                }
                [first, ..] => {
                    i += 1;
                    char::from(first)
                }
                [] => break,
            };
            let next = |words: &[&str]| words.iter().any(|w| front[i..].starts_with(w.as_bytes()));
            match c {
                '(' | '[' | '（' | '［' | '〔' | '【' => {
                    brackets += 1;
                    open.push(brackets);
                }
                ')' | ']' | '）' | '］' | '〕' | '】' => {
                    open.pop();
                }
                '，' | ',' | '；' | ';' => whole = false,
                '。' | '\n' => {
                    sentence += 1;
                    whole = false;
                }
                '含' => opened |= i >= end + 3,
                '其' => opened |= i >= end + 3 && next(&["中"]),
                '包' => opened |= i >= end + 3 && next(&["括"]),
                '总' => whole |= next(&["投", "经费", "资金", "计"]),
                '共' => whole |= next(&["需"]),
                _ => {}
            }
        }
        // 其中80—89岁14200人: the age only names the part.
        placed.opened = opened || goes_on && front.len() == end;
        goes_on = placed.opened && !placed.countable;
        placed.whole = whole && placed.figure.dimension == Some(Dimension::Money);
        // 总投资1800万元：中央1200万元、…: only the first is all of it.
        whole &= !placed.whole;
        (placed.depth, placed.bracket, placed.sentence) =
            (open.len() as u16, open.last().copied().unwrap_or(0), sentence);
        end = (placed.figure.span.end - span.start) as usize;
    }
}
impl Scene<'_> {
    /// The text between two figures of the passage.
    pub fn between(&self, a: &Figure, b: &Figure) -> &str {
        if a.span.end <= b.span.start {
            self.text.recognised_slice(Span { start: a.span.end, end: b.span.start })
        } else {
            ""
        }
    }

    /// The text behind a figure, up to the end of the passage.
    pub fn after(&self, figure: &Figure) -> &str {
        let end = self.span.end.max(figure.span.end);
        self.text.recognised_slice(Span { start: figure.span.end, end })
    }

    /// The text of the passage before a figure.
    pub fn before(&self, figure: &Figure) -> &str {
        let start = self.span.start.min(figure.span.start);
        self.text.recognised_slice(Span { start, end: figure.span.start })
    }

    pub fn raw<'f>(&'f self, figure: &'f Figure) -> &'f str {
        raw(figure, self.text)
    }
}

/// A figure as it is written.
pub fn raw<'f>(figure: &'f Figure, text: &'f Text) -> &'f str {
    figure.joined.as_deref().unwrap_or_else(|| text.slice(figure.span))
}

/// Whether figures stand in more than one passage, so that they can be held against each other.
pub fn two_have_figures(scenes: &[Scene]) -> bool {
    scenes.iter().filter(|scene| !scene.figures.is_empty()).nth(1).is_some()
}

/// The single number of a figure, if it is one.
#[inline]
pub fn value(figure: &Figure) -> Option<Decimal> {
    match figure.amount {
        Amount::Value(v) => Some(v),
        Amount::Range { .. } | Amount::Change { .. } => None,
    }
}

pub fn is_percent(figure: &Figure) -> bool {
    figure.unit.as_deref() == Some("%")
}

pub fn unit(figure: &Figure) -> &str {
    figure.unit.as_deref().unwrap_or("")
}

pub fn amount(role: &'static str, figure: &Figure) -> CheckAmount {
    CheckAmount { role, span: figure.span, value: value(figure) }
}

/// How two amounts stand to each other. Most are whole numbers, which compare in one step.
#[inline]
pub fn order(a: Decimal, b: Decimal) -> Ordering {
    if a.scale() == b.scale() { a.mantissa().cmp(&b.mantissa()) } else { a.cmp(&b) }
}

/// Digits of an amount without trailing zeros: how little it can be met by chance.
pub fn significant(v: Decimal) -> usize {
    let mantissa = v.mantissa().unsigned_abs();
    let Ok(mut short) = u64::try_from(mantissa) else {
        return mantissa.to_string().trim_end_matches('0').len();
    };
    while short > 0 && short % 10 == 0 {
        short /= 10;
    }
    short.checked_ilog10().map_or(0, |log| log as usize + 1)
}
