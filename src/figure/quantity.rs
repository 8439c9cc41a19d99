//! A number with what stands behind it: multiplier, measure word, divisor, comparator.
//!
//! What stands in front and further off is looked at in `sentence`.

use super::number::{self, Number, Reading};
use super::per::{self, Per};
use super::scale::{self, Scaled, skip_blanks};
use super::{Amount, Decimal, Op, comparator, mask, percent, range};
use crate::lexicon::measure::{MEASURES, pair_standard};
use crate::lexicon::{Care, Dimension};
use std::borrow::Cow;

/// A unit as it is written out, with what it measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub name: Cow<'static, str>,
    pub dimension: Dimension,
}

/// An amount as it stands, before the words around it are looked at.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub start: usize,
    pub end: usize,
    pub high: Scaled,
    /// The other end of a range.
    pub low: Option<Scaled>,
    /// A range written with a word (60%至80%), which 由 turns into a change.
    pub worded: bool,
    pub unit: Option<Unit>,
    pub per: Per,
    pub bound: Option<Op>,
    /// Begins a sentence, where a bare number is mostly a numbering.
    pub opens: bool,
}

impl Quantity {
    /// A number with neither unit nor 万: an amount only by its neighbours or its column.
    pub fn is_bare(&self) -> bool {
        self.unit.is_none() && self.high.power < 4
    }

    pub fn dimension(&self) -> Option<Dimension> {
        self.unit.as_ref().map(|unit| unit.dimension)
    }

    /// The exact amount, unless it is too large to hold.
    pub fn amount(&self) -> Option<Amount> {
        let high = value(self.high)?;
        Some(match self.low {
            None => Amount::Value(high),
            Some(low) => Amount::Range { low: value(low)?, high },
        })
    }
}

pub(super) fn value(scaled: Scaled) -> Option<Decimal> {
    scaled.number.scaled(scaled.power)
}

/// What was found at a digit.
#[allow(clippy::large_enum_variant)]
pub(super) enum Found {
    Quantity(Quantity),
    Masked { end: usize, mask: mask::Mask },
    Bad { end: usize },
}

/// Reads the digits at `at`. `opens`: they begin a sentence.
pub(super) fn read(s: &str, at: usize, opens: bool) -> Found {
    let b = s.as_bytes();
    let (mut at, mut opens) = (at, opens);
    let (number, end) = match number::read(b, at) {
        Reading::Bad { end } => {
            // 2020.5.1 and numbering such as 3.2.1 are no broken numbers.
            let dated = mask::at_digits(s, at, number::digits_end(b, at)).is_some();
            return if opens || dated || is_dotted_date(&s[at..end]) {
                Found::Masked { end, mask: mask::Mask::Name }
            } else {
                Found::Bad { end }
            };
        }
        Reading::Number { number, end } => (number, end),
    };
    if let Some((end, mask)) = mask::at_digits(s, at, end) {
        return Found::Masked { end, mask };
    }
    let mut first = single(s, at, number, end);
    // 1.45家: numbering that ran into the amount, for nobody counts 1.45 of a thing.
    if opens && number.fraction > 0 && first.high.power == 0 && first.dimension() == Some(Dimension::Count) {
        let point = number::digits_end(b, at);
        let next = point + s[point..].chars().next().map_or(1, char::len_utf8);
        if let Reading::Number { number, end } = number::read(b, next) {
            at = next;
            opens = false;
            first = single(s, at, number, end);
        }
    }
    first.opens = opens;
    range::join(s, &mut first);
    Found::Quantity(first)
}

/// 2020.5.1, 2020.05.01
fn is_dotted_date(s: &str) -> bool {
    s.len() <= 10 && (s.starts_with("20") || s.starts_with("19")) && s.as_bytes().get(4) == Some(&b'.')
}

/// A Chinese numeral that is clearly an amount: two digits and more with a measure word (`三十二个`, `二十万元`), `百分之九十`.
pub(super) fn read_chinese(s: &str, at: usize) -> Option<Quantity> {
    let rest = &s[at..];
    if rest.starts_with("百分之") {
        return percent::read(s, at);
    }
    if rest.chars().nth(1) == Some('成') {
        return percent::tenths(s, at);
    }
    // Below ten a Chinese numeral counts kinds and sides more often than work: 一批, 三方.
    let goes_on =
        |c: char| number::is_numeral(c) || matches!(c, '余' | '多' | '来' | '几' | ' ' | '\t' | '\u{3000}' | '\u{A0}');
    if !rest.starts_with('十') && !rest.chars().nth(1).is_some_and(goes_on) {
        return None;
    }
    // 三四百户 is vague; 第十五, 周五, 数十 are no amounts.
    if rest.starts_with('百')
        || s[..at].ends_with(number::is_numeral)
        || s[..at].ends_with(['第', '周', '数', '几', '点', '.'])
    {
        return None;
    }
    let (value, end) = number::read_chinese(s, at)?;
    let scaled = scale::read(s, Number::whole(value.into()), end);
    let quantity = after_scale(s, at, scaled);
    let unit = quantity.unit.as_ref()?;
    // 十分, 三口, 十里: set phrases.
    let phrase = matches!(
        unit.name.as_ref(),
        "分" | "口" | "方" | "门" | "面" | "年" | "步" | "点" | "首" | "层" | "米" | "站" | "人" | "克" | "天"
    ) && quantity.high.power < 4
        && value < 20;
    (!phrase && (value >= 10 || quantity.high.power >= 4)).then_some(quantity)
}

/// The number that ends at `end` with what stands behind it.
pub(super) fn single(s: &str, start: usize, number: Number, end: usize) -> Quantity {
    after_scale(s, start, scale::read(s, number, end))
}

fn after_scale(s: &str, start: usize, scaled: Scaled) -> Quantity {
    let mut out = Quantity {
        start,
        end: scaled.end,
        high: scaled,
        low: None,
        worded: false,
        unit: None,
        per: Per::default(),
        bound: scaled.more.then_some(Op::Gt),
        opens: false,
    };
    if let Some((unit, end)) = unit_at(s, start, scaled.end) {
        out.unit = Some(unit);
        out.end = end;
        finish(s, &mut out);
    } else if scaled.power >= 4 {
        finish(s, &mut out);
    }
    out
}

/// Divisor and comparator behind the unit.
pub(super) fn finish(s: &str, out: &mut Quantity) {
    let is_ratio = out.dimension() == Some(Dimension::Ratio);
    if !is_ratio
        && out.unit.is_some()
        && let Some((per, end)) = per::behind(s, out.end)
    {
        out.per = per;
        out.end = end;
        if out.unit.as_ref().is_some_and(|u| u.dimension == Dimension::Mass) && is_thin(per) {
            out.unit.iter_mut().for_each(|u| u.dimension = Dimension::Concentration);
        }
    }
    let dimension = out.dimension().unwrap_or(Dimension::Count);
    if let Some((op, end)) = comparator::behind(s, skip_blanks(s, out.end), dimension) {
        out.bound = Some(op);
        out.end = end;
    }
}

/// Mass by volume: 微克/立方米, 毫克/升.
fn is_thin(per: Per) -> bool {
    per.as_slice().iter().any(|unit| matches!(*unit, "立方米" | "升"))
}

/// The measure word behind a number that ends at `end`, and where it ends.
fn unit_at(s: &str, start: usize, end: usize) -> Option<(Unit, usize)> {
    let b = s.as_bytes();
    let mut at = skip_blanks(s, end);
    // A cell wrapped between number and unit; not a numbering that stands alone on its line.
    if b.get(at) == Some(&b'\n') && !s[..start].trim_end_matches([' ', '\t', '\u{3000}']).ends_with('\n') && start > 0 {
        at = skip_blanks(s, at + 1);
    }
    let head = s[at..].chars().next()?;
    let (len, measure) = MEASURES.longest(&b[at..])?;
    let stop = at + len;
    match measure.care {
        Care::Never => return None,
        Care::Closing if !closes(s, stop) => return None,
        Care::Thousands if end - start <= 3 && !(closes(s, stop) && watches(&s[..start])) => return None,
        _ => {}
    }
    // km, t: a letter more makes it a name.
    if head.is_ascii_alphabetic() && b.get(stop).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    // 场(次), 人（户）
    if let Some((pair, end)) = pair_at(s, stop, measure.unit) {
        let name = pair_standard(&pair).map_or(Cow::Owned(pair), Cow::Borrowed);
        return Some((Unit { name, dimension: measure.dimension }, end));
    }
    Some((Unit { name: Cow::Borrowed(measure.unit), dimension: measure.dimension }, stop))
}

/// Whether what is counted in 路, lines of video, stands before a number: 安装高空抛物监控860路.
fn watches(front: &str) -> bool {
    front.ends_with(['控', '头', '像', '频', '机', '测'])
        && ["监控", "探头", "摄像头", "图像", "视频", "摄像机", "监测"].iter().any(|word| front.ends_with(word))
}

/// Whether a word that could also begin a longer one ends an amount here.
fn closes(s: &str, at: usize) -> bool {
    match s[at..].chars().next() {
        None => true,
        Some(c) if c.is_alphanumeric() => ["以上", "以下", "以内", "左右"].iter().any(|w| s[at..].starts_with(w)),
        Some(_) => true,
    }
}

/// A second measure word in brackets, and the pair in half-width brackets.
fn pair_at(s: &str, at: usize, unit: &str) -> Option<(String, usize)> {
    let b = s.as_bytes();
    let at = skip_blanks(s, at);
    if !matches!(b.get(at), Some(b'(' | 0xEF)) {
        return None;
    }
    let open = s[at..].chars().next()?;
    let close = match open {
        '(' => ')',
        '（' => '）',
        _ => return None,
    };
    let inner = at + open.len_utf8();
    let (len, measure) = MEASURES.longest(&b[inner..])?;
    let end = inner + len;
    let whole = s[end..].chars().next().is_some_and(|c| c == close || c == ')' || c == '）');
    if !whole || measure.care == Care::Never || measure.dimension != Dimension::Count {
        return None;
    }
    let close = s[end..].chars().next().map_or(0, char::len_utf8);
    Some((format!("{unit}({})", measure.unit), end + close))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> String {
        let at = s.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        match read(s, at, false) {
            Found::Quantity(q) => format!(
                "{}|{:?}|{}|{}",
                &s[q.start..q.end],
                q.amount().map(|a| match a {
                    Amount::Value(v) => v.to_string(),
                    Amount::Range { low, high } => format!("{low}~{high}"),
                    Amount::Change { .. } => String::new(),
                }),
                q.unit.as_ref().map_or("-", |u| &u.name),
                q.per.as_slice().join("·")
            ),
            Found::Masked { end, .. } => format!("masked {}", &s[at..end]),
            Found::Bad { end } => format!("bad {}", &s[at..end]),
        }
    }

    #[test]
    fn quantities() {
        assert_eq!(text("645元/月·人,"), "645元/月·人|Some(\"645\")|元|月·人");
        assert_eq!(text("2000 场(次)"), "2000 场(次)|Some(\"2000\")|场(次)|");
        assert_eq!(text("18台（套）"), "18台（套）|Some(\"18\")|台|");
        assert_eq!(text("1-2个"), "1-2个|Some(\"1~2\")|个|");
        assert_eq!(text("5%—8%,"), "5%—8%|Some(\"5~8\")|%|");
        assert_eq!(text("5-10万元"), "5-10万元|Some(\"50000~100000\")|元|");
        assert_eq!(text("500-1万元"), "500-1万元|Some(\"500~10000\")|元|");
        assert_eq!(text("3万平方米以上老旧"), "3万平方米以上|Some(\"30000\")|平方米|");
        assert_eq!(text("1.2.3个"), "bad 1.2.3");
        assert_eq!(text("33微克/立方米以下"), "33微克/立方米以下|Some(\"33\")|微克|立方米");
        assert_eq!(text("700万由各"), "700万|Some(\"7000000\")|-|");
        assert_eq!(text("3家庭"), "3|Some(\"3\")|-|");
    }
}
