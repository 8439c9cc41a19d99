//! The same rows, written in every layout and every encoding, are the same items.

mod notices;

use encoding_rs::{BIG5, GB18030};
use notices::list;
use serde_json::{Value, json};

const TITLE: &str = "云溪县2021年民生实事项目推进情况表";

/// Rows without blank cells. The columns of units do not touch: in a stream of cells nothing tells two such columns apart.
const PLAIN: [&[&str]; 7] = [
    &["序号", "项目名称", "主要内容", "责任单位", "完成时限", "配合单位"],
    &[
        "1",
        "农村公路提档升级",
        "新改建农村公路86公里、桥梁7座，总投资1.2亿元。",
        "县交通运输局",
        "12月底前",
        "各乡镇政府",
    ],
    &[
        "2",
        "公办幼儿园扩容工程",
        "新建公办幼儿园4所，新增学位1080个。",
        "县教育局",
        "8月底前",
        "县财政局、县自然资源局",
    ],
    &["3", "困难群众救助提标", "城乡低保标准由每人每月620元提高到655元。", "县民政局", "7月底前", "县财政局"],
    &[
        "4",
        "老年人免费体检",
        "为65周岁以上老年人免费体检不少于2.3万人次，体检率达到70%以上。",
        "县卫生健康局",
        "11月底前",
        "各乡镇政府",
    ],
    &[
        "5",
        "老旧小区改造",
        "改造老旧小区13个，惠及居民3200户，各配建停车场1处。",
        "县住房和城乡建设局",
        "12月底前",
        "县发展改革局",
    ],
    &[
        "6",
        "职业技能培训",
        "开展补贴性职业技能培训5000人次，同比增长8%。",
        "县人力资源和社会保障局",
        "12月底前",
        "县总工会、县妇联",
    ],
];

/// Rows under categories that span several of them.
const MERGED: [&[&str]; 8] = [
    &["类别", "序号", "实事项目", "目标任务", "进展情况", "牵头单位"],
    &[
        "一、稳定就业",
        "1",
        "城镇新增就业",
        "城镇新增就业7000人。",
        "截至6月底，新增就业4218人，完成率60.3%。",
        "县人社局",
    ],
    &["", "2", "创业担保贷款", "发放创业担保贷款3000万元。", "已发放1875万元，带动就业620人。", "县人社局"],
    &["二、教育惠民", "3", "改造学校食堂", "改造学校食堂24个。", "已完工15个，其余9个正在施工。", "县教育局"],
    &["", "4", "教室照明改造", "改造教室照明900间。", "已改造412间。", "县教育局"],
    &["", "5", "免费体检", "为中小学生免费体检3.6万人次。", "已体检2.1万人次。", "县卫健委"],
    &[
        "三、养老服务",
        "6",
        "新建养老床位",
        "新建养老床位240张，建设社区食堂6个。",
        "床位已建成150张；社区食堂开工5个。",
        "县民政局",
    ],
    &["", "7", "适老化改造", "为350户困难老年人家庭实施适老化改造。", "已完成改造290户。", "县民政局"],
];

type Rows<'r> = [&'r [&'r str]];
/// A layout: its name, and how it writes rows.
type Layout = (&'static str, fn(&Rows) -> String);

/// Layouts in which every row has all its cells.
const ROW_LAYOUTS: [Layout; 7] = [
    ("tab rows", |rows| written(rows, |row| row.join("\t"))),
    ("pipe rows", |rows| written(rows, |row| row.join(" | ") + " |")),
    ("pipe rows, not closed", |rows| written(rows, |row| row.join(" | "))),
    ("pipe rows without blanks", |rows| written(rows, |row| row.join("|"))),
    ("CSV", |rows| written(rows, |row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","))),
    ("Markdown rows", |rows| {
        let lines = written(rows, |row| format!("| {} |", row.join(" | ")));
        let rule = "| --- ".repeat(rows[0].len()) + "|";
        let (header, rest) = lines.split_once('\n').expect("a header");
        format!("{header}\n{rule}\n{rest}")
    }),
    ("quoted tab rows", |rows| {
        written(rows, |row| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join("\t"))
    }),
];

/// Layouts of one cell a line. Blank cells were merged with the one above, and are not there, unless a mark opens each cell.
const CELL_LAYOUTS: [Layout; 5] = [
    ("pipe cells", |rows| cells(rows, |cell| format!("{cell} |\n"))),
    ("tab cells", |rows| {
        let row = |row: &&[&str]| row.iter().map(|cell| format!("\t{cell}\n")).collect::<String>() + "\n";
        rows.iter().map(row).collect()
    }),
    ("line cells", |rows| cells(rows, |cell| format!("{cell}\n"))),
    ("line cells with blank lines", |rows| cells(rows, |cell| format!("{cell}\n\n"))),
    ("lone pipes", |rows| String::from("|\n") + &cells(rows, |cell| format!("{cell}\n|\n"))),
];

fn written(rows: &Rows, line: impl Fn(&[&str]) -> String) -> String {
    rows.iter().map(|row| line(row) + "\n").collect()
}

fn cells(rows: &Rows, line: impl Fn(&str) -> String) -> String {
    rows.iter().flat_map(|row| row.iter()).filter(|cell| !cell.is_empty()).map(|cell| line(cell)).collect()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_string() }
}

#[test]
fn every_layout_gives_the_same_items() {
    let mut wrong = Vec::new();
    for (name, rows) in [("plain", &PLAIN[..]), ("merged", &MERGED[..])] {
        let expected = meaning(&notice(&ROW_LAYOUTS[0].1(rows)));
        wrong.extend(expected_of(rows, &expected).map(|difference| format!("{name}, tab rows: {difference}")));
        for (layout, write) in ROW_LAYOUTS.iter().chain(&CELL_LAYOUTS) {
            let got = meaning(&notice(&write(rows)));
            wrong.extend(difference(&expected, &got).map(|difference| format!("{name}, {layout}: {difference}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_encoding_gives_the_same_items() {
    let simple = format!("{TITLE}\n{}", ROW_LAYOUTS[0].1(&PLAIN));
    let expected = meaning(&notices::read(simple.as_bytes()));
    let wide = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let marked = format!("\u{FEFF}{simple}");
    for (encoding, bytes) in [
        ("UTF-8 with mark", marked.clone().into_bytes()),
        ("CRLF", simple.replace('\n', "\r\n").into_bytes()),
        ("lone CR", simple.replace('\n', "\r").into_bytes()),
        ("GB18030", GB18030.encode(&simple).0.into_owned()),
        ("GB18030 with CRLF", GB18030.encode(&simple.replace('\n', "\r\n")).0.into_owned()),
        ("UTF-16LE", wide(&simple, false)),
        ("UTF-16BE", wide(&simple, true)),
        ("UTF-16LE with mark", wide(&marked, false)),
        ("UTF-16BE with mark", wide(&marked, true)),
        ("zero-width characters", simple.replace('新', "新\u{200B}").replace("县", "\u{FEFF}县").into_bytes()),
    ] {
        let got = meaning(&notices::read(&bytes));
        assert_eq!(difference(&expected, &got), None, "{encoding}");
    }
}

#[test]
fn big5_gives_the_same_items_as_the_same_traditional_text() {
    let text = "雲溪縣2021年民生實事項目進展情況表\n序號\t項目名稱\t主要內容\t責任單位\n\
                1\t農村公路提升\t新改建農村公路86公里、橋梁7座。\t縣交通局\n2\t幼稚園擴容\t新建幼稚園4所，新增學位1080個。\t縣教育局\n";
    let expected = meaning(&notices::read(text.as_bytes()));
    assert_eq!(list(&expected, "items").len(), 2);
    let bytes = BIG5.encode(text).0;
    assert_eq!(difference(&expected, &meaning(&notices::read(&bytes))), None);
    assert_eq!(difference(&expected, &meaning(&notices::read_as(&bytes, Some("big5")))), None);
}

fn notice(table: &str) -> Value {
    notices::read(format!("{TITLE}\n{table}").as_bytes())
}

/// What a notice says, without where it says so.
fn meaning(notice: &Value) -> Value {
    json!({ "document": notice["document"], "items": without_places(&notice["items"]), "figures": without_places(&notice["figures"]) })
}

fn without_places(value: &Value) -> Value {
    match value {
        Value::Array(members) => members.iter().map(without_places).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "span")
            .map(|(name, v)| (name.clone(), without_places(v)))
            .collect(),
        other => other.clone(),
    }
}

/// Number, title and texts of the reading are those of the rows.
fn expected_of(rows: &Rows, read: &Value) -> Option<String> {
    let column = |names: &[&str]| rows[0].iter().position(|header| names.contains(header)).expect("a column");
    let (seq, title, content) =
        (column(&["序号"]), column(&["项目名称", "实事项目"]), column(&["主要内容", "目标任务"]));
    let want: Vec<Value> = rows[1..].iter().map(|row| json!([row[seq], row[title], row[content]])).collect();
    let first = |item: &Value| {
        [&item["description"], &item["target"]]
            .iter()
            .find_map(|texts| texts.get(0))
            .map_or(Value::Null, |t| t["text"].clone())
    };
    let got: Vec<Value> =
        list(read, "items").iter().map(|item| json!([item["key"], item["title"], first(item)])).collect();
    (want != got).then(|| format!("{} for {}", json!(got), json!(want)))
}

/// The first place at which two readings differ.
fn difference(want: &Value, got: &Value) -> Option<String> {
    match (want, got) {
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(i, (a, b))| Some(format!("[{i}]{}", difference(a, b)?)))
        }
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() => a
            .iter()
            .find_map(|(name, a)| Some(format!(".{name}{}", difference(a, b.get(name).unwrap_or(&Value::Null))?))),
        _ if want == got => None,
        _ => Some(format!(": want {want} got {got}")),
    }
}
