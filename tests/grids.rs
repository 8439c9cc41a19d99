//! Tables as web pages hold them, and the rows that are read of them.

use shishi::layout::{Block, Content, LayoutKind, blocks};
use shishi::source::{self, Limits};
use shishi::table::{Origin, Row};
use shishi::text::Text;

/// The rows of the grids of a page: cells joined by ` | `, filled ones marked ^, bands in front in brackets. A table begins with its columns.
fn rows(page: &str) -> Vec<String> {
    let (text, blocks) = read(page);
    let mut out = Vec::new();
    for block in blocks.iter().filter(|block| block.kind == LayoutKind::Grid) {
        let Content::Table(table) = &block.content else { continue };
        let columns: Vec<String> =
            table.columns.iter().map(|c| format!("{}={:?}", c.header.read(&text), c.role)).collect();
        out.push(columns.join(" "));
        out.extend(table.rows.iter().map(|row| show(row, &text)));
    }
    out
}

fn read(page: &str) -> (Text, Vec<Block>) {
    let page = format!("<!DOCTYPE html><body>{page}");
    let decoded = source::decode(page.as_bytes(), None, &Limits::default());
    let blocks = blocks(&decoded.text, &decoded.grids);
    (decoded.text, blocks)
}

fn show(row: &Row, text: &Text) -> String {
    let bands: String = row.bands.iter().map(|band| format!("[{}] ", band.read(text))).collect();
    let cell = |cell: &shishi::table::Cell| {
        let mark = if cell.origin == Origin::Above { "^" } else { "" };
        format!("{mark}{}", cell.text.read(text).replace('\n', "/"))
    };
    format!("{bands}{}", row.cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
}

/// Rows of cells as a table: lines, cells between `|`, `>n` and `vn` in front of a cell that spans columns or rows.
fn table(lines: &str) -> String {
    let cell = |cell: &str| {
        let (mut rest, mut spans) = (cell.trim(), String::new());
        while let Some(mark @ ('>' | 'v')) = rest.chars().next() {
            let n = &rest[1..2];
            spans += &if mark == '>' { format!(" colspan={n}") } else { format!(" rowspan={n}") };
            rest = &rest[2..];
        }
        format!("<td{spans}>{rest}</td>")
    };
    let row = |line: &str| format!("<tr>{}</tr>", line.split('|').map(cell).collect::<String>());
    format!("<table>{}</table>", lines.trim().lines().map(row).collect::<String>())
}

#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    assert_eq!(rows(&table(lines))[1..], *expected, "{lines}");
}

#[test]
fn headers_of_two_and_three_rows() {
    let page = table(
        "v2序号|v2项目名称|v2目标任务|>2责任单位|>2进度安排
         牵头|配合|一季度|二季度
         1|社区食堂|新建12家|市民政局|市财政局|完成选址|开工",
    );
    let read = rows(&page);
    assert!(read[0].contains("责任单位 牵头=Unit(Lead)") && read[0].contains("配合=Unit(Cooperating)"), "{}", read[0]);
    assert!(read[0].contains(" 一季度=Quarter(1)"), "{}", read[0]);
    assert_eq!(read[1], "1 | 社区食堂 | 新建12家 | 市民政局 | 市财政局 | 完成选址 | 开工");
    check(
        "v3序号|v3项目名称|>4投资（万元）|v3责任单位
         v2总投资|>3其中
         中央|省级|市级
         1|卫生院改造|900|300|300|300|市卫健委",
        &["1 | 卫生院改造 | 900 | 300 | 300 | 300 | 市卫健委"],
    );
    check(
        "序号|项目名称|>2责任单位|备注
         ||牵头单位|配合单位|
         1|口袋公园|市城管局|市财政局|续建",
        &["1 | 口袋公园 | 市城管局 | 市财政局 | 续建"],
    );
}

#[test]
fn merged_cells_are_filled_and_blank_ones_are_not() {
    check(
        "类别|序号|项目名称|主要内容|责任单位|配合单位
         v2教育|1|学校扩建|扩建5所|v2市教育局|v2市财政局
         2|校车购置|购车30辆
         医疗|3|卫生院改造|改造9家||市财政局",
        &[
            "教育 | 1 | 学校扩建 | 扩建5所 | 市教育局 | 市财政局",
            "^教育 | 2 | 校车购置 | 购车30辆 | ^市教育局 | ^市财政局",
            "医疗 | 3 | 卫生院改造 | 改造9家 |  | 市财政局",
        ],
    );
    // Nothing is merged, and what repeats is left blank.
    check(
        "类别|序号|项目名称|责任单位
         教育|1|学校扩建|市教育局
         |2|校车购置|
         |3|食堂改造|
         医疗|4|卫生院改造|市卫健委
         |5|设备更新|",
        &[
            "教育 | 1 | 学校扩建 | 市教育局",
            "^教育 | 2 | 校车购置 | ^市教育局",
            "^教育 | 3 | 食堂改造 | ^市教育局",
            "医疗 | 4 | 卫生院改造 | 市卫健委",
            "^医疗 | 5 | 设备更新 | ^市卫健委",
        ],
    );
    check(
        "序号|项目名称|总投资(万元)|责任单位
         1|甲路|v2500|市住建局
         2|乙路|市交通局
         合计||500|",
        &["1 | 甲路 | 500 | 市住建局", "2 | 乙路 |  | 市交通局", "合计 |  | 500 | "],
    );
}

#[test]
fn rows_over_all_columns_are_groups_notes_or_titles() {
    check(
        ">4某市实事项目表
         >4单位：万元
         序号|项目名称|主要内容|责任单位
         >4一、教育（2件）
         1|学校扩建|扩建5所|市教育局
         >4（一）城区
         2|校车购置|购车30辆|市教育局
         >4二、医疗
         3|卫生院改造|改造9家|市卫健委
         >4注：截至年底。",
        &[
            "[一、教育（2件）] 1 | 学校扩建 | 扩建5所 | 市教育局",
            "[一、教育（2件）] [（一）城区] 2 | 校车购置 | 购车30辆 | 市教育局",
            "[二、医疗] 3 | 卫生院改造 | 改造9家 | 市卫健委",
        ],
    );
    check(
        "序号|项目名称|主要内容|责任单位
         一|教育||
         1|学校扩建|扩建5所|市教育局
         二|医疗||
         2|卫生院改造|改造9家|市卫健委",
        &["[一 教育] 1 | 学校扩建 | 扩建5所 | 市教育局", "[二 医疗] 2 | 卫生院改造 | 改造9家 | 市卫健委"],
    );
    let page = format!("<h3>一、教育</h3>{0}<h3>二、医疗</h3>{0}", table("序号|项目名称|责任单位\n1|学校|市教育局"));
    let read = rows(&page);
    assert_eq!(
        (read[1].as_str(), read[3].as_str()),
        ("[一、教育] 1 | 学校 | 市教育局", "[二、医疗] 1 | 学校 | 市教育局")
    );
}

#[test]
fn pages_of_one_table_are_one_table() {
    let first = table("序号|项目名称|主要内容|责任单位\n1|学校扩建|扩建5所，新增学位|市教育局");
    let rest = "||500个。|\n2|校车购置|购车30辆|市教育局";
    let again = format!("{first}<p>- 2 -</p>{}", table(&format!("序号|项目名称|主要内容|责任单位\n{}", rest)));
    let bare = format!("{first}{}", table(rest));
    for page in [again, bare] {
        let read = rows(&page);
        assert_eq!(
            read[1..],
            ["1 | 学校扩建 | 扩建5所，新增学位500个。 | 市教育局", "2 | 校车购置 | 购车30辆 | 市教育局"],
            "{page}"
        );
    }
    let other = format!("{first}{}", table("序号|项目名称|牵头单位\n1|公园|市城管局"));
    assert_eq!(rows(&other).iter().filter(|row| row.contains("Seq")).count(), 2);
}

#[test]
fn two_lists_side_by_side() {
    check(
        "序号|项目名称|责任单位|序号|项目名称|责任单位
         1|学校|市教育局|3|公园|市城管局
         2|医院|市卫健委|4|道路|市住建局
         |||5|桥梁|市住建局",
        &[
            "1 | 学校 | 市教育局",
            "2 | 医院 | 市卫健委",
            "3 | 公园 | 市城管局",
            "4 | 道路 | 市住建局",
            "5 | 桥梁 | 市住建局",
        ],
    );
}

#[test]
fn forms_and_tables_on_their_side() {
    check(
        "项目名称|社区食堂\n责任单位|市民政局\n主要内容|新建12家\n进展情况|已建成8家",
        &["社区食堂 | 市民政局 | 新建12家 | 已建成8家"],
    );
    check(
        "项目名称：|社区食堂|责任单位：|市民政局\n主要内容：|>3新建12家\n项目名称：|公园|责任单位：|市城管局\n主要内容：|>3新建3座",
        &["社区食堂 | 市民政局 | 新建12家", "公园 | 市城管局 | 新建3座"],
    );
    check(
        "项目名称|社区食堂|口袋公园\n主要内容|新建12家|新建3座\n责任单位|市民政局|市城管局",
        &["社区食堂 | 新建12家 | 市民政局", "口袋公园 | 新建3座 | 市城管局"],
    );
    assert_eq!(
        rows(&table("索引号|a-1|发布机构|某市政府\n信息名称|某市实事清单|主题分类|民生\n发布日期|2022-01-02|文号|")),
        Vec::<String>::new()
    );
}

#[test]
fn labels_of_the_page_and_stages_in_months() {
    let page = table(
        "索 引 号|a-1|发布机构|某县政府办公室\n标　　题|>3某县2023年实事清单\n文　　号|某政办〔2023〕7号|发布日期|2023年3月6日",
    );
    let (text, blocks) = read(&page);
    let Content::Pairs(pairs) = &blocks[0].content else { panic!("{blocks:?}") };
    let pairs: Vec<String> = pairs.iter().map(|(l, v)| format!("{} {}", l.read(&text), v.read(&text))).collect();
    assert_eq!(
        pairs,
        [
            "索 引 号 a-1",
            "发布机构 某县政府办公室",
            "标　　题 某县2023年实事清单",
            "文　　号 某政办〔2023〕7号",
            "发布日期 2023年3月6日"
        ]
    );
    let page = table(
        "v2序号|v2项目名称|>2工作进度|>2责任单位及责任人\n4月底|12月底|责任单位|责任人\n1|社区食堂|开工|建成|市民政局|李明",
    );
    let read = rows(&page);
    assert!(read[0].contains("4月底=Text(Schedule)") && read[0].contains("责任人=Unit(Person)"), "{}", read[0]);
    assert_eq!(read[1], "1 | 社区食堂 | 开工 | 建成 | 市民政局 | 李明");
}

#[test]
fn lists_without_a_header() {
    check(
        "1|新建社区食堂12家|市民政局\n2|改造老旧小区30个|市住建局\n3|新增公交线路5条|市交通运输局",
        &["1 | 新建社区食堂12家 | 市民政局", "2 | 改造老旧小区30个 | 市住建局", "3 | 新增公交线路5条 | 市交通运输局"],
    );
    for other in ["张三|13800000000\n李四|13900000000\n王五|13700000000", "左|右\n上|下"] {
        assert_eq!(rows(&table(other)), Vec::<String>::new());
    }
}

#[test]
fn a_row_without_a_cell_for_its_unit_has_none_where_units_are_merged() {
    check(
        "序号|项目名称|目标任务|责任单位
         1|农村公路|改造公路64公里|v2县交通局
         2|桥梁|新建桥梁5座
         3|公交|优化线路9条
         4|路灯|更换路灯40盏|县城管局",
        &[
            "1 | 农村公路 | 改造公路64公里 | 县交通局",
            "2 | 桥梁 | 新建桥梁5座 | ^县交通局",
            "3 | 公交 | 优化线路9条 | ",
            "4 | 路灯 | 更换路灯40盏 | 县城管局",
        ],
    );
}
