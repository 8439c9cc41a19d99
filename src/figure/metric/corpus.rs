//! Runs `metric.corpus`: sentences of our own in the manner of the notices, amounts marked by 【】.

use super::{Context, assign};
use crate::figure::{Amount, Decimal, Direction, Figure, Op};
use crate::lexicon::Field;
use crate::text::{Span, fold};

const CORPUS: &str = include_str!("metric.corpus");

struct Example<'a> {
    text: String,
    figures: Vec<Figure>,
    title: &'a str,
    label: Option<&'a str>,
    others: Vec<&'a str>,
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
            _ => others.push(&rest[1..end]),
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
        let context = Context { title: example.title, headings: &[], others: &example.others, label: example.label };
        assign(&example.text, &words, &mut example.figures, &context);
        let got: Vec<&str> = example.figures.iter().map(|f| f.metric.as_deref().unwrap_or("-")).collect();
        if got.join("|") != want {
            wrong.push(format!("{marked}\n  want {want}\n  got  {}", got.join("|")));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn scopes() {
    let read = |marked: &str| {
        let mut example = example(marked);
        assign(&example.text.clone(), &example.text, &mut example.figures, &Context::default());
        example.figures.iter().map(|f| f.scopes.join("+")).collect::<Vec<_>>().join("|")
    };
    assert_eq!(
        read("改造小区【70个】。其中,临河区、泉山区各【8个】(分别含示范【6个】、【5个】),岭东县【5个】"),
        "|临河区+泉山区|临河区|泉山区|岭东县"
    );
    assert_eq!(read("临河区新建【4座】、改造【4座】,全市完工率【50%】"), "临河区|临河区|");
    assert_eq!(read("临河区、泉山区分别完成【35%】和【42%】"), "临河区|泉山区");
    assert_eq!(read("市本级财政投入【2000万元】,县级财政配套【300万元】"), "市本级|");
    assert_eq!(read("云岭经济技术开发区【6个】"), "云岭经济技术开发区");
    assert_eq!(read("老旧小区【6个】,城乡居民【5人】"), "|");
}

#[test]
fn long_and_odd_passages_end() {
    for piece in ["5个、", "（5个）", "改造", "的", "5个", "“", "（", "年", "12-", "、1", "均达到", "区"]
    {
        let text = piece.repeat(2000);
        let mut figures: Vec<Figure> =
            text.match_indices("5个").map(|(at, raw)| figure(raw, Span::new(at, at + raw.len()), "")).collect();
        assign(&text, &text, &mut figures, &Context::default());
    }
}
