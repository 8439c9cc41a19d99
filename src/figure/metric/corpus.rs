//! Runs `metric.corpus` and `scope.corpus`: sentences of our own in the manner of the notices, amounts marked by 【】.

use super::{Context, Lists, assign};
use crate::figure::{Amount, Decimal, Direction, Figure, Op};
use crate::lexicon::Field;
use crate::text::{Span, fold};
use std::borrow::Cow;

const CORPUS: &str = include_str!("metric.corpus");

struct Example<'a> {
    text: String,
    figures: Vec<Figure>,
    title: &'a str,
    label: Option<&'a str>,
    others: Vec<Cow<'a, str>>,
}

fn example(line: &str) -> Example<'_> {
    let cut = line.find(['@', '#', '~']).unwrap_or(line.len());
    let (marked, mut rest) = line.split_at(cut);
    let (mut title, mut label, mut others) = ("", None, Vec::new());
    while let Some(mark) = rest.chars().next() {
        let end = rest[1..].find(['@', '#', '~']).map_or(rest.len(), |i| i + 1);
        match mark {
            '@' => title = &rest[1..end],
            '#' => label = Some(&rest[1..end]),
            _ => others.push(rest[1..end].into()),
        }
        rest = &rest[end..];
    }
    let (mut text, mut figures) = (String::new(), Vec::new());
    for (i, part) in marked.split(['【', '】']).enumerate() {
        let start = text.len();
        text.push_str(part);
        if i % 2 == 1 {
            figures.push(figure(part, Span::new(start, text.len()), &text[..start]));
        }
    }
    Example { text, figures, title, label, others }
}

fn figure(raw: &str, span: Span, before: &str) -> Figure {
    let digits: String = raw.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let unit: String = raw
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '.' | '万' | '亿' | '均' | '达' | '各' | '每' | '年'))
        .collect();
    let unit = unit.trim_start_matches('人').to_string() + if unit == "人" { "人" } else { "" };
    let grows = ["增长", "下降"].iter().any(|word| before.ends_with(word) || raw.starts_with(word));
    Figure {
        field: Field::Target,
        role: None,
        span,
        joined: None,
        amount: Amount::Value(digits.parse().unwrap_or(Decimal::ONE)),
        op: Op::Eq,
        unit: Some(unit.into()).filter(|unit: &std::borrow::Cow<str>| !unit.is_empty()),
        per: Vec::new(),
        dimension: None,
        change: grows.then_some(Direction::Increase),
        basis: None,
        each: raw.starts_with(['各', '均']),
        metric: None,
        scopes: Vec::new(),
        due: None,
    }
}

#[test]
fn corpus() {
    let mut wrong = Vec::new();
    let lines = CORPUS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for line in lines {
        let (marked, want) = line.split_once('\t').expect("a tab");
        let mut example = example(marked);
        let words = fold::simplify(&example.text).into_owned();
        let others = [&example.others[..], &[]];
        let context = Context { title: example.title, heading: None, others, label: example.label };
        assign(&example.text, &words, &mut example.figures, &context, &mut Lists::default());
        let got: Vec<&str> = example.figures.iter().map(|f| f.metric.as_deref().unwrap_or("-")).collect();
        if got.join("|") != want {
            wrong.push(format!("{marked}\n  want {want}\n  got  {}", got.join("|")));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn scopes() {
    let (mut wrong, mut none, mut count) = (Vec::new(), 0, 0);
    for line in include_str!("scope.corpus").lines().filter(|line| !line.starts_with('#')) {
        let (marked, want) = line.split_once('\t').expect("a tab");
        let mut example = example(marked);
        let words = fold::simplify(&example.text).into_owned();
        assign(&example.text, &words, &mut example.figures, &Context::default(), &mut Lists::default());
        let places = |f: &Figure| if f.scopes.is_empty() { "-".to_string() } else { f.scopes.join("+") };
        let got = example.figures.iter().map(places).collect::<Vec<_>>().join("|");
        if got != want {
            wrong.push(format!("{marked}\n  want {want}\n  got  {got}"));
        }
        count += 1;
        none += usize::from(want.split('|').any(|place| place == "-"));
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 40 && none * 2 >= count, "{none} of {count} without a place");
}

#[test]
fn long_and_odd_passages_end() {
    for piece in ["5个、", "（5个）", "改造", "的", "5个", "“", "（", "年", "12-", "、1", "均达到", "区"]
    {
        let text = piece.repeat(2000);
        let mut figures: Vec<Figure> =
            text.match_indices("5个").map(|(at, raw)| figure(raw, Span::new(at, at + raw.len()), "")).collect();
        assign(&text, &text, &mut figures, &Context::default(), &mut Lists::default());
    }
}
