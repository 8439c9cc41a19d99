//! The examples beside each figure file are its specification: `text => figures`, one a line.
//!
//! A figure is written as `raw: amount unit`, then what is not plain: the comparator (`>=` `>` `<=` `<` `~`), `/divisors`, `each`,
//! `+` or `-` for a change, `yoy`, and the role where it is not the field's own (`target`). `-` stands for no figure.
//! A line may begin with a field and a colon mark (`progress| …`); `\\n` is a line end. To rewrite the expectations after a deliberate
//! change, run the test with `SHISHI_BLESS=1` and read the difference.

use super::*;

const CORPORA: &[(&str, &str)] = &[
    ("number", include_str!("number.corpus")),
    ("scale", include_str!("scale.corpus")),
    ("percent", include_str!("percent.corpus")),
    ("money", include_str!("money.corpus")),
    ("quantity", include_str!("quantity.corpus")),
    ("range", include_str!("range.corpus")),
    ("change", include_str!("change.corpus")),
    ("comparator", include_str!("comparator.corpus")),
    ("per", include_str!("per.corpus")),
    ("share", include_str!("share.corpus")),
    ("mask", include_str!("mask.corpus")),
    ("role", include_str!("role.corpus")),
];

/// What the engine finds in a line of a corpus, in the corpora's notation.
fn found(line: &str) -> String {
    let (setting, text) = match line.split_once("| ") {
        Some((field, text)) => (setting(field), text),
        None => (Setting::new(Field::Target, false), line),
    };
    let text = text.replace("\\n", "\n");
    let figures = scan(&text, &setting);
    if figures.is_empty() {
        return "-".to_string();
    }
    let plain = setting_role(&setting);
    figures.iter().map(|f| written(f, &text, plain)).collect::<Vec<_>>().join("; ")
}

fn setting(field: &str) -> Setting {
    match field {
        "progress" => Setting::new(Field::Progress, true),
        "description" => Setting::new(Field::Description, false),
        "万元" | "%" | "个" | "人" => {
            let header = HeaderUnit::of(&format!("({field})"));
            Setting { header_unit: header, ..Setting::new(Field::Target, false) }
        }
        _ => panic!("unknown setting {field}"),
    }
}

fn setting_role(setting: &Setting) -> Role {
    if setting.field == Field::Progress { Role::Progress } else { Role::Target }
}

fn written(f: &Figure, text: &str, plain: Role) -> String {
    let amount = match f.amount {
        Amount::Value(v) => v.to_string(),
        Amount::Range { low, high } => format!("{low}~{high}"),
        Amount::Change { from, to } => format!("{from}->{to}"),
    };
    let raw = text[f.span.range()].replace('\n', "\\n");
    let mut out = format!("{raw}: {amount} {}", f.unit.as_deref().unwrap_or("_"));
    let op = match f.op {
        Op::Eq => "",
        Op::Ge => " >=",
        Op::Gt => " >",
        Op::Le => " <=",
        Op::Lt => " <",
        Op::Approx => " ~",
    };
    out += op;
    if !f.per.is_empty() {
        out += &format!(" /{}", f.per.join("·"));
    }
    if f.each {
        out += " each";
    }
    match f.change {
        Some(Direction::Increase) => out += " +",
        Some(Direction::Decrease) => out += " -",
        None => {}
    }
    if f.basis.is_some() {
        out += " yoy";
    }
    if f.role != Some(plain) {
        out += match f.role {
            Some(Role::Target) => " target",
            Some(Role::Progress) => " progress",
            Some(Role::Context) => " context",
            None => " open",
        };
    }
    out
}

/// Compares every line of a corpus with what the engine finds; gives the lines that differ.
fn check(name: &str, corpus: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in corpus.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        lines += 1;
        let (text, expected) = line.split_once(" => ").unwrap_or((line, ""));
        let found = found(text);
        if found != expected {
            wrong.push(format!("{name}: {text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(lines >= 40, "{name} has only {lines} examples");
    wrong
}

#[test]
fn examples_hold() {
    if std::env::var_os("SHISHI_BLESS").is_some() {
        for (name, corpus) in CORPORA {
            let lines = corpus.lines().map(|line| match line.split(" => ").next() {
                Some(text) if !text.is_empty() && !text.starts_with('#') => format!("{text} => {}\n", found(text)),
                _ => format!("{line}\n"),
            });
            let path = format!("{}/src/figure/{name}.corpus", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(path, lines.collect::<String>()).unwrap();
        }
        return;
    }
    let wrong: Vec<String> = CORPORA.iter().flat_map(|(name, corpus)| check(name, corpus)).collect();
    assert!(wrong.is_empty(), "{} examples differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Spans are on character boundaries and inside the text, whatever stands there.
#[test]
fn odd_texts_are_read_without_panic() {
    let odd = [
        "",
        "1",
        "第",
        "每",
        "每1",
        "由1提高到",
        "1.",
        "1,",
        "1,2,3",
        "１",
        "１，",
        "万",
        "1万",
        "1万2",
        "1万2千",
        "99999999999999999999亿元",
        "9999999999999999999999999999999999999999",
        "1.2.3个",
        "“1",
        "\"1",
        "《1",
        "1-",
        "1-2",
        "1至",
        "1年",
        "1月",
        "1+",
        "1:",
        "1:2",
        "1/",
        "1/2",
        "1个(",
        "1个(次",
        "1元/",
        "1元/月·",
        "百分之",
        "百分之1",
        "二十",
        "二十万",
        "𠀀1个𠀀",
        "é1个é",
        "1个\u{0}",
        "1\u{3000}个",
        "1\n个",
        "每每每1个",
        "由由由1个提高到2个",
        "不不少于1个",
        "1个以",
        "（1）（2）（3）",
        "1、2、3",
        "1、2、3个",
        "\n\n1\n\n个",
    ];
    for text in odd {
        for field in [Field::Target, Field::Progress, Field::Description] {
            for figure in scan(text, &Setting::new(field, field == Field::Progress)) {
                assert!(!text[figure.span.range()].is_empty());
            }
        }
    }
}

/// Long texts without a sentence end take time in proportion to their length.
#[test]
fn long_lines_are_read_in_linear_time() {
    for piece in ["1", "1个、", "每人", "由1元提高到2元", "各1个(分别含", "“1", "一百", "1.", "1-", "《", "不少于"]
    {
        let text = piece.repeat(60_000 / piece.len());
        let start = std::time::Instant::now();
        scan(&text, &Setting::new(Field::Target, false));
        assert!(start.elapsed().as_secs() < 5, "{piece}");
    }
}
