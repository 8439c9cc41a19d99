//! Random tables, written in every layout, parse back to themselves: columns, merged cells, cells of several lines, numbering.
//!
//! A failure is shrunk to the smallest table and shown as the notice that was misread. Keep it: as `fixtures/LAYOUT/NAME.txt` with the
//! expectation beside it (`by_eye`).

mod notices;

use notices::{list, text};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use serde_json::Value;

const CASES: u32 = 1000;

const TITLES: [&str; 16] = [
    "农村公路提升",
    "公办园扩容",
    "老年人免费体检",
    "老旧小区改造",
    "职业技能培训",
    "城乡低保提标",
    "口袋公园建设",
    "社区食堂建设",
    "农贸市场改造",
    "饮水安全巩固",
    "智慧停车工程",
    "残疾人康复救助",
    "文化惠民演出",
    "公交线路优化",
    "危旧房屋整治",
    "充电设施建设",
];
const CONTENTS: [&str; 12] = [
    "新建改建农村公路86公里，总投资1.2亿元。",
    "新建公办幼儿园4所，新增学位1080个。",
    "为65岁以上老年人免费体检2.3万人次。",
    "改造老旧小区13个，惠及居民3200户。",
    "开展补贴性培训5000人次以上。",
    "城乡低保标准由每人每月620元提高到655元。",
    "建成口袋公园6处，新增绿地3.5公顷。",
    "新增社区食堂12家，日均服务800人次。",
    "铺设供水管网58公里，受益群众3.4万人。",
    "新增停车泊位1500个，其中立体车位300个。",
    "为120名残疾儿童提供康复服务。",
    "安装充电桩260个，覆盖全部乡镇。",
];
const MORE: [&str; 4] =
    ["全部工程年内开工。", "配套建设停车场2处。", "确保群众满意率不低于90%。", "同步完善管理制度。"];
const UNITS: [&str; 8] = [
    "县交通运输局",
    "县教育局",
    "县民政局",
    "县卫生健康局",
    "县住房和城乡建设局",
    "县人力资源和社会保障局",
    "县水利局",
    "县文化旅游局",
];
const OTHERS: [&str; 5] = ["县财政局", "县自然资源局", "各乡镇人民政府", "县发展改革局", "县应急管理局"];
const TIMES: [&str; 5] = ["12月底前", "9月底前", "2021年10月", "6月30日前", "全年"];
const CHAPTERS: [&str; 5] = ["一、稳定就业", "二、教育惠民", "三、养老服务", "四、城乡建设", "五、生态环境"];

/// One row: indices into the words above.
#[derive(Clone, Debug)]
struct Row {
    title: usize,
    content: usize,
    /// A second line of the content.
    more: Option<usize>,
    unit: usize,
    second_unit: Option<usize>,
    other: usize,
    time: usize,
    /// The chapter goes on: its cell is merged with the one above.
    same_chapter: bool,
    /// So does the unit.
    same_unit: bool,
}

#[derive(Clone, Debug)]
struct Table {
    rows: Vec<Row>,
    /// `1`, or the number in front of the title.
    numbered_title: bool,
    chapters: bool,
    merged_units: bool,
    times: bool,
    others: bool,
    unit_first: bool,
    layout: usize,
}

fn row() -> impl Strategy<Value = Row> {
    let words = (0..CONTENTS.len(), prop::option::weighted(0.3, 0..MORE.len()), 0..UNITS.len());
    let rest = (
        prop::option::weighted(0.25, 0..UNITS.len()),
        0..OTHERS.len(),
        0..TIMES.len(),
        any::<bool>(),
        prop::bool::weighted(0.3),
    );
    (0..TITLES.len(), words, rest).prop_map(
        |(title, (content, more, unit), (second_unit, other, time, same_chapter, same_unit))| Row {
            title,
            content,
            more,
            unit,
            second_unit,
            other,
            time,
            same_chapter,
            same_unit,
        },
    )
}

fn table(layout: usize) -> impl Strategy<Value = Table> {
    let flags = (
        prop::bool::weighted(0.2),
        any::<bool>(),
        prop::bool::weighted(0.3),
        any::<bool>(),
        any::<bool>(),
        prop::bool::weighted(0.2),
    );
    (prop::collection::vec(row(), 3..9), flags).prop_map(
        move |(rows, (numbered_title, chapters, merged_units, times, others, unit_first))| Table {
            rows,
            numbered_title,
            chapters,
            merged_units,
            times,
            others: others && times,
            unit_first,
            layout,
        },
    )
}

/// The lines of a cell. No line: merged with the cell above.
type Cell = Vec<String>;

/// What an item says: number, category, title, text, units.
#[derive(Debug, PartialEq)]
struct Item {
    seq: String,
    category: Vec<String>,
    title: String,
    text: String,
    units: Vec<String>,
}

impl Table {
    fn cells(&self) -> (Vec<&'static str>, Vec<Vec<Cell>>) {
        let mut header = Vec::new();
        if self.chapters {
            header.push("类别");
        }
        if !self.numbered_title {
            header.push("序号");
        }
        header.extend(["项目名称", "目标任务"]);
        header.insert(if self.unit_first { header.len() - 1 } else { header.len() }, "牵头单位");
        if self.times {
            header.push("完成时限");
        }
        if self.others {
            header.push("配合单位");
        }
        let mut rows = Vec::new();
        let mut chapter = 0;
        let mut first = true;
        for (n, row) in self.rows.iter().enumerate() {
            let begins = first || !row.same_chapter && chapter + 1 < CHAPTERS.len();
            if begins && !first {
                chapter += 1;
            }
            let cell = |name: &str| -> Cell {
                match name {
                    "类别" if begins => vec![CHAPTERS[chapter].to_string()],
                    "序号" => vec![(n + 1).to_string()],
                    "项目名称" if self.numbered_title => vec![format!("{}.{}", n + 1, self.title(n))],
                    "项目名称" => vec![self.title(n)],
                    "目标任务" => {
                        let mut lines = vec![CONTENTS[row.content].to_string()];
                        lines.extend(row.more.map(|m| MORE[m].to_string()));
                        lines
                    }
                    "牵头单位" if self.unit_is_merged(n) => Vec::new(),
                    "牵头单位" => self.units(n).into_iter().map(str::to_string).collect(),
                    "完成时限" => vec![TIMES[row.time].to_string()],
                    "配合单位" => vec![OTHERS[row.other].to_string()],
                    _ => Vec::new(),
                }
            };
            rows.push(header.iter().map(|name| cell(name)).collect());
            first = false;
        }
        (header, rows)
    }

    /// Names do not repeat: a name again and again beside other numbers is that of a group.
    fn title(&self, n: usize) -> String {
        let again = self.rows[..n].iter().filter(|row| row.title == self.rows[n].title).count();
        let suffix = ["", "二期", "三期", "四期", "五期", "六期", "七期", "八期", "九期"][again];
        format!("{}{suffix}", TITLES[self.rows[n].title])
    }

    fn units(&self, n: usize) -> Vec<&'static str> {
        let row = &self.rows[n];
        let mut units = vec![UNITS[row.unit]];
        units.extend(row.second_unit.filter(|&u| u != row.unit).map(|u| UNITS[u]));
        units
    }

    /// A merged unit ends where a chapter does.
    fn unit_is_merged(&self, n: usize) -> bool {
        let chapter_goes_on = !self.chapters || self.rows[n].same_chapter;
        self.merged_units && n > 0 && self.rows[n].same_unit && chapter_goes_on
    }

    fn items(&self) -> Vec<Item> {
        let mut chapter = 0;
        let mut own = 0;
        (0..self.rows.len())
            .map(|n| {
                let row = &self.rows[n];
                if n > 0 && !row.same_chapter && chapter + 1 < CHAPTERS.len() {
                    chapter += 1;
                }
                if !self.unit_is_merged(n) {
                    own = n;
                }
                let mut units: Vec<String> = self.units(own).into_iter().map(|u| format!("lead {u}")).collect();
                if self.others {
                    units.push(format!("cooperating {}", OTHERS[row.other]));
                }
                units.sort();
                let name = CHAPTERS[chapter].split('、').nth(1).unwrap_or_default().to_string();
                Item {
                    seq: (n + 1).to_string(),
                    category: if self.chapters { vec![name] } else { Vec::new() },
                    title: self.title(n),
                    text: format!("{}{}", CONTENTS[row.content], row.more.map_or("", |m| MORE[m])),
                    units,
                }
            })
            .collect()
    }

    fn notice(&self) -> String {
        let (header, rows) = self.cells();
        let header: Vec<Cell> = header.into_iter().map(|name| vec![name.to_string()]).collect();
        format!("云溪县2021年民生实事项目表\n{}", (LAYOUTS[self.layout].1)(&header, &rows))
    }
}

type Layout = (&'static str, fn(&[Cell], &[Vec<Cell>]) -> String);

const LAYOUTS: [Layout; 13] = [
    ("tab rows", |header, rows| lines(header, rows, |row| joined(row, "、").join("\t"))),
    ("quoted tab rows", |header, rows| lines(header, rows, |row| quoted(row).join("\t"))),
    ("CSV", |header, rows| lines(header, rows, |row| quoted(row).join(","))),
    ("pipe rows", |header, rows| lines(header, rows, |row| format!("{} |", joined(row, " ").join(" | ")))),
    ("pipe rows without blanks", |header, rows| {
        lines(header, rows, |row| format!("|{}|", joined(row, "、").join("|")))
    }),
    ("Markdown rows", |header, rows| {
        let rule = format!("|{}\n", " --- |".repeat(header.len()));
        let row = |row: &[Cell]| format!("| {} |\n", joined(row, "<br>").join(" | "));
        rows.iter().fold(row(header) + &rule, |all, r| all + &row(r))
    }),
    ("boxes", |header, rows| boxes(header, rows)),
    ("aligned by blanks", |header, rows| aligned(header, rows)),
    ("pipe cells", |header, rows| cells(header, rows, |cell| format!("{} |\n", cell.join("\n")))),
    ("lone pipes", |header, rows| format!("|\n{}", cells(header, rows, |cell| format!("{}\n|\n", cell.join("\n"))))),
    ("tab cells", |header, rows| {
        let row = |row: &[Cell]| row.iter().map(|cell| format!("\t{}\n", cell.join("\n"))).collect::<String>() + "\n";
        rows.iter().fold(row(header), |all, r| all + &row(r))
    }),
    ("line cells", |header, rows| cells(header, rows, |cell| format!("{}\n", cell.join("\n")))),
    ("line cells with blank lines", |header, rows| cells(header, rows, |cell| format!("{}\n\n", cell.join("\n")))),
];

fn lines(header: &[Cell], rows: &[Vec<Cell>], line: impl Fn(&[Cell]) -> String) -> String {
    rows.iter().fold(line(header) + "\n", |all, row| all + &line(row) + "\n")
}

/// Cells of one line each.
fn joined(row: &[Cell], between: &str) -> Vec<String> {
    row.iter()
        .map(|cell| {
            if cell.iter().any(|l| l.ends_with('。')) && between != "<br>" {
                cell.concat()
            } else {
                cell.join(between)
            }
        })
        .collect()
}

fn quoted(row: &[Cell]) -> Vec<String> {
    let cell = |cell: &Cell| {
        let text = cell.join("\n");
        if text.contains([',', '"', '\n']) { format!("\"{text}\"") } else { text }
    };
    row.iter().map(cell).collect()
}

/// A stream of cells, those that were merged left out.
fn cells(header: &[Cell], rows: &[Vec<Cell>], write: impl Fn(&Cell) -> String) -> String {
    header.iter().chain(rows.iter().flatten()).filter(|cell| !cell.is_empty()).map(write).collect()
}

fn width(s: &str) -> usize {
    s.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn widths(header: &[Cell], rows: &[Vec<Cell>]) -> Vec<usize> {
    let all = || rows.iter().map(Vec::as_slice).chain([header]);
    (0..header.len()).map(|c| all().flat_map(|row| &row[c]).map(|line| width(line)).max().unwrap_or(0)).collect()
}

/// The lines of a row, each cell padded to its width.
fn padded(row: &[Cell], widths: &[usize], edge: &str, between: &str) -> String {
    let height = row.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let mut out = String::new();
    for line in 0..height {
        let cell = |(cell, wide): (&Cell, &usize)| {
            let text = cell.get(line).map_or("", String::as_str);
            format!("{text}{}", " ".repeat(wide - width(text)))
        };
        let cells: Vec<String> = row.iter().zip(widths).map(cell).collect();
        out += &format!("{edge}{}{edge}\n", cells.join(between));
    }
    out
}

fn boxes(header: &[Cell], rows: &[Vec<Cell>]) -> String {
    let widths = widths(header, rows);
    let rule = |left: &str, cross: &str, right: &str| {
        let strokes: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
        format!("{left}{}{right}\n", strokes.join(cross))
    };
    let mut out = rule("┌", "┬", "┐") + &padded(header, &widths, "│", "│");
    for row in rows {
        out += &(rule("├", "┼", "┤") + &padded(row, &widths, "│", "│"));
    }
    out + &rule("└", "┴", "┘")
}

fn aligned(header: &[Cell], rows: &[Vec<Cell>]) -> String {
    let widths = widths(header, rows);
    let all = std::iter::once(header).chain(rows.iter().map(Vec::as_slice));
    all.map(|row| {
        padded(row, &widths, "", "    ").lines().map(|l| l.trim_end().to_string() + "\n").collect::<String>() + "\n"
    })
    .collect()
}

fn squeeze(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

fn read(notice: &Value) -> Vec<Item> {
    let item = |item: &Value| {
        let mut units: Vec<String> =
            list(item, "units").iter().map(|u| format!("{} {}", text(u, "role"), text(u, "raw"))).collect();
        units.sort();
        Item {
            seq: text(item, "seq").to_string(),
            category: list(item, "category").iter().filter_map(Value::as_str).map(str::to_string).collect(),
            title: text(item, "title").to_string(),
            text: squeeze(&list(item, "target").iter().map(|p| text(p, "text")).collect::<String>()),
            units,
        }
    };
    list(notice, "items").iter().map(item).collect()
}

#[test]
fn tables_parse_back_to_themselves_in_every_layout() {
    let config = Config { cases: CASES / LAYOUTS.len() as u32 + 1, failure_persistence: None, ..Config::default() };
    let mut wrong = String::new();
    for (layout, (name, _)) in LAYOUTS.iter().enumerate() {
        let mut runner = TestRunner::new_with_rng(config.clone(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let result = runner.run(&table(layout), |table| {
            let (want, got) = (table.items(), read(&notices::read(table.notice().as_bytes())));
            let first = want.iter().zip(&got).find(|(want, got)| want != got);
            prop_assert!(want == got, "{} items for {}; first: {first:?}", got.len(), want.len());
            Ok(())
        });
        match result {
            Ok(()) => {}
            Err(TestError::Fail(why, table)) => {
                wrong += &format!("{name}:\n{}\n{why}\n\n", table.notice());
            }
            Err(error) => panic!("{name}: {error}"),
        }
    }
    assert!(wrong.is_empty(), "misread:\n{wrong}");
}
