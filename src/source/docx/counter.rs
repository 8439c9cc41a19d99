//! Counts the numbered paragraphs of a document and writes their numbers: `一、`, `（二）`, `3.1`, `④`.

use super::super::label::Label;
use super::super::numeral;
use super::numbering::{LEVELS, Level, Numbering};
use std::collections::{HashMap, HashSet};

/// How far the lists of a document have counted.
#[derive(Default)]
pub(super) struct Counter {
    /// By pattern, since lists of one pattern count on together.
    reached: HashMap<String, [Option<u64>; LEVELS]>,
    /// Lists that start a level at a number of their own have done so.
    started: HashSet<(String, usize)>,
}

impl Counter {
    /// The number of the next paragraph of a list, on a level.
    pub(super) fn next(&mut self, numbering: &Numbering, id: &str, level: usize) -> Option<Label> {
        let list = numbering.list(id)?;
        let level = level.min(LEVELS - 1);
        let of = numbering.level(list, level)?;
        let reached = self.reached.entry(list.pattern.clone()).or_default();
        let own = list.starts[level].filter(|_| self.started.insert((id.to_string(), level)));
        reached[level] = Some(match (own, reached[level]) {
            (Some(start), _) => start,
            (None, None) => of.start,
            (None, Some(last)) => last.saturating_add(1),
        });
        for (deeper, reached) in reached.iter_mut().enumerate().skip(level + 1) {
            let restart = numbering.level(list, deeper).and_then(|l| l.restart);
            if restart.is_none_or(|above| level < above) {
                *reached = None;
            }
        }
        let numbers: Vec<u64> = (0..LEVELS)
            .map(|l| reached[l].unwrap_or_else(|| numbering.level(list, l).map_or(1, |level| level.start)))
            .collect();
        let formats = |l: usize| numbering.level(list, l).map_or("decimal", |level| level.format.as_str());
        let bullet = of.format == "bullet";
        Some(Label { text: write(of, &numbers, formats, bullet), gap: of.gap, bullet })
    }
}

fn write<'f>(level: &Level, numbers: &[u64], formats: impl Fn(usize) -> &'f str, bullet: bool) -> String {
    let mut out = String::new();
    let mut pattern = level.pattern.chars().peekable();
    while let Some(c) = pattern.next() {
        let place = pattern.peek().and_then(|d| d.to_digit(10)).filter(|d| (1..=LEVELS as u32).contains(d));
        match place {
            Some(place) if c == '%' && !bullet => {
                pattern.next();
                let place = place as usize - 1;
                let format = if level.legal { "decimal" } else { formats(place) };
                out.push_str(&number(numbers.get(place).copied().unwrap_or(1), format));
            }
            _ => out.push(c),
        }
    }
    out
}

/// A number in a format of Word's (ECMA-376, `ST_NumberFormat`). Formats of other scripts become digits.
pub(super) fn number(n: u64, format: &str) -> String {
    match format {
        "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => numeral::spoken(n),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => numeral::digits(n),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => numeral::financial(n),
        "ideographTraditional" => numeral::stem(n),
        "ideographZodiac" => numeral::branch(n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" | "ideographEnclosedCircle" => numeral::circled(n),
        "decimalEnclosedParen" => numeral::bracketed(n),
        "decimalEnclosedFullstop" => numeral::dotted(n),
        "decimalFullWidth" | "decimalFullWidth2" => numeral::wide(n),
        "decimalZero" => format!("{n:02}"),
        "lowerLetter" => numeral::letters(n, b'a'),
        "upperLetter" => numeral::letters(n, b'A'),
        "lowerRoman" => numeral::roman(n),
        "upperRoman" => numeral::roman(n).to_uppercase(),
        _ => n.to_string(),
    }
}
