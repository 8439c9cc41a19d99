//! Files that nobody should have sent: each gives a reading with a diagnostic or one clear error, in time linear in its size.
//!
//! Nothing here looks at a clock: with a quadratic step anywhere, the long files would take hours.

mod notices;

use notices::{list, text};
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

/// The longest file of one character: 100 MB, less where the code is not optimised.
const LONG: usize = if cfg!(debug_assertions) { 1_000_000 } else { 100_000_000 };

const HEADER: &str = "序号\t项目名称\t主要内容\t责任单位\n";
const ROWS: &str = "1\t新建农村公路\t新建农村公路12公里。\t县交通运输局\n2\t新增养老床位\t新增养老床位300张。\t县民政局\n\
                    3\t改造老旧小区\t改造老旧小区7个，惠及1500户。\t县住建局\n";

#[track_caller]
fn diagnosed(notice: &Value, codes: &[&str]) {
    let found: Vec<&str> = list(notice, "diagnostics").iter().map(|problem| text(problem, "code")).collect();
    assert!(codes.iter().any(|code| found.contains(code)), "none of {codes:?} in {found:?}");
}

#[test]
fn files_without_text() {
    for bytes in [&b""[..], b"\n", b" \t\r\n \n", "\u{FEFF}\u{3000}\n\u{3000}".as_bytes(), b"\0\0\0\0"] {
        let notice = notices::read(bytes);
        assert_eq!(list(&notice, "items").len(), 0);
        diagnosed(&notice, &["empty"]);
    }
}

#[test]
fn files_that_are_no_text() {
    for (bytes, format) in no_texts() {
        let notice = notices::read(&bytes);
        assert_eq!(list(&notice, "items").len(), 0);
        assert_eq!(notice["source"]["format"], format);
        diagnosed(&notice, &["not-text"]);
    }
}

#[test]
fn a_long_file_of_one_character() {
    for what in [
        "a", "1", "中", "一", " ", "\n", "\t", "|", "，", "。", "（", "(", "①", "、", ",", "\"", ".", "亿", "\u{200B}",
        "-", "\0",
    ] {
        let bytes = what.repeat(LONG / 10 / what.len()).into_bytes();
        let notice = notices::read(&bytes);
        assert_eq!(list(&notice, "items").len(), 0, "{what:?}");
        diagnosed(&notice, &["no-items", "empty", "unread-block", "bad-number"]);
    }
    for what in ["0", "民"] {
        let notice = notices::read(what.repeat(LONG / what.len()).as_bytes());
        diagnosed(&notice, &["no-items"]);
    }
    diagnosed(&notices::read(&b"\xFF".repeat(LONG)), &["undecodable"]);
}

#[test]
fn a_long_line() {
    for sentence in [
        "新建农村公路12公里，改造桥梁3座；",
        "1.新增养老床位300张。",
        "县民政局、县财政局、",
        "新增学位1080个|",
        "一、",
        "由610元提高到645元，",
        "（牵头单位：县民政局）",
        "责任单位：县教育局 ",
        "2021年12月底前",
    ] {
        let notice = notices::read(sentence.repeat(LONG / 4 / sentence.len()).as_bytes());
        assert_eq!(text(&notice["source"], "format"), "text", "{sentence}");
    }
    let line = format!("民生实事：{}", "x1，".repeat(LONG / 2 / 5));
    diagnosed(&notices::read(line.as_bytes()), &["no-items"]);
}

#[test]
fn a_long_table() {
    let rows: String =
        (1..LONG / 800).map(|n| format!("{n}\t新建农村公路\t新建农村公路{n}公里。\t县交通运输局\n")).collect();
    let notice = notices::read(format!("{HEADER}{rows}").as_bytes());
    assert_eq!(list(&notice, "items").len(), LONG / 800 - 1);
    let cells = format!("{HEADER}{rows}").replace('\t', "\n");
    assert!(list(&notices::read(cells.as_bytes()), "items").len() > LONG / 1000);
}

#[test]
fn a_table_cut_in_the_middle_of_a_cell() {
    let whole = format!("{HEADER}{ROWS}");
    for table in [whole.clone(), whole.replace('\t', " |\n").replace("局\n", "局 |\n"), whole.replace('\t', " | ")] {
        let cut = table.find("惠及").expect("the last row");
        let notice = notices::read(&table.as_bytes()[..cut + 4]);
        let items = list(&notice, "items");
        assert_eq!(items.len(), 3, "{table}");
        assert_eq!(text(&items[2], "title"), "改造老旧小区");
        diagnosed(&notice, &["undecodable"]);
    }
}

#[test]
fn a_notice_without_items() {
    let letter = "县政府办公室关于印发2021年民生实事项目实施方案的通知\n各乡镇人民政府，县政府各部门：\n\
                  现将《2021年民生实事项目实施方案》印发给你们，请结合实际，认真组织实施。\n县政府办公室\n2021年3月5日\n";
    let notice = notices::read(letter.as_bytes());
    assert_eq!(list(&notice, "items").len(), 0);
    diagnosed(&notice, &["no-items"]);
}

#[test]
fn rows_with_too_few_and_too_many_cells() {
    let short = "4\t新建停车场\n";
    let long = "5\t新建公园\t新建公园2处。\t县住建局\t县财政局\t备用\n";
    // Commas and tabs write blank cells, so that a row can be seen to be too short.
    for (table, counts) in [
        (format!("{HEADER}{ROWS}{long}"), 1),
        (format!("{HEADER}{long}{ROWS}"), 1),
        (format!("{HEADER}{ROWS}{short}{long}6\t新建球场\t\t县体育局\n"), 2),
        (format!("{HEADER}{ROWS}{short}{long}").replace('\t', ","), 2),
        (format!("{HEADER}{short}{ROWS}{long}").replace('\t', " | "), 1),
    ] {
        let notice = notices::read(table.as_bytes());
        let mut titles: Vec<&str> = list(&notice, "items").iter().map(|item| text(item, "title")).collect();
        titles.retain(|title| ["新建农村公路", "新增养老床位", "改造老旧小区", "新建公园"].contains(title));
        assert_eq!(titles.len(), 4, "{table}");
        let found = list(&notice, "diagnostics").iter().filter(|problem| problem["code"] == "cell-count").count();
        assert_eq!(found, counts, "{table}");
    }
}

#[test]
fn odd_numbers() {
    let read = |content: &str| notices::read(format!("{HEADER}{ROWS}4\t新建公园\t{content}\t县住建局\n").as_bytes());
    let figures = |notice: &Value| -> Vec<String> {
        let item = list(notice, "items").get(3).cloned().unwrap_or_default();
        list(&item, "figures").iter().map(|figure| format!("{} {}", figure["value"], text(figure, "unit"))).collect()
    };
    let version = read("升级到1.2.3版，新建公园2处。");
    assert_eq!(figures(&version), ["2 处"]);
    diagnosed(&version, &["bad-number"]);
    for fine in ["2021.12.31前完成", "1.1.2新建公园", "按1.5亿元、2,345.6万元安排"] {
        let fine = read(&format!("{fine}，新建公园2处。"));
        assert!(list(&fine, "diagnostics").iter().all(|problem| problem["code"] != "bad-number"));
    }
    let wide = read("总投资１２，３４５．６万元。");
    assert_eq!(figures(&wide), ["123456000 元"]);
    let huge = read("总投资99999999999999999999亿元，新建公园2处。");
    assert_eq!(figures(&huge).last().map(String::as_str), Some("2 处"));
    if figures(&huge).len() == 1 {
        diagnosed(&huge, &["bad-number"]);
    } else {
        assert_eq!(figures(&huge)[0], "9999999999999999999900000000 元");
    }
    let longer = read(&format!("总投资{}亿元。", "9".repeat(400)));
    assert_eq!(figures(&longer).len(), 0);
    diagnosed(&longer, &["bad-number"]);
}

#[test]
fn the_command_says_in_one_line_what_it_could_not_do() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bad-input");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut cases: Vec<(PathBuf, String)> =
        vec![(folder.clone(), "found a folder".into()), (folder.join("missing.txt"), "found none of this name".into())];
    for (bytes, format) in no_texts() {
        let path = folder.join(format!("{format}.txt"));
        std::fs::write(&path, bytes).expect("a file");
        cases.push((path, format!("found {format}")));
    }
    let empty = folder.join("empty.txt");
    std::fs::write(&empty, "").expect("a file");
    cases.push((empty, "nothing but blanks".into()));
    for (path, words) in cases {
        let output = run(&["parse", &path.to_string_lossy()]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{}: {error}", path.display());
        assert!(error.contains(&words) && error.trim_end().lines().count() == 1, "{}: {error}", path.display());
        assert!(error.contains(&*path.to_string_lossy()), "{error}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    }
    let output = run(&["parse", "--encoding", "utf-9", "seeds"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("utf-9"));
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shishi"))
        .args(arguments)
        .current_dir(notices::folder(""))
        .output()
        .expect("the command runs")
}

fn no_texts() -> Vec<(Vec<u8>, &'static str)> {
    let name: Vec<u8> = "PowerPoint Document".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let zip = |inside: &[u8]| [b"PK\x03\x04\x14\0\x06\0".as_slice(), inside, &[0; 40]].concat();
    vec![
        ([b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[7; 90]].concat(), "png"),
        (zip(b"notes.txt"), "zip"),
        ([b"\x7FELF\x02\x01\x01\0".as_slice(), &[0; 60]].concat(), "elf"),
        ([b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 500], &name].concat(), "ppt"),
        (zip(b"ppt/presentation.xml"), "pptx"),
    ]
}
