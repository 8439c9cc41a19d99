//! RTF as programs write it. The forms are those of Word (bytes of GBK, rows told twice), LibreOffice (numbers of characters) and WordPad.

use crate::problem::ProblemKind;
use crate::source::{Decoded, Limits, decode};

fn read(rtf: &str) -> Decoded {
    let gbk = encoding_rs::GB18030.encode(rtf).0;
    let mut bytes = Vec::new();
    // As Word writes them: every byte that is no letter of ASCII in hexadecimal.
    for &byte in gbk.iter() {
        if byte.is_ascii() { bytes.push(byte) } else { bytes.extend(format!("\\'{byte:02x}").bytes()) }
    }
    decode(&bytes, None, &Limits::default())
}

fn text(rtf: &str) -> String {
    let read = read(rtf);
    assert_eq!((read.source.format, &read.problems), ("rtf", &Vec::new()));
    read.text.as_str().to_string()
}

#[test]
fn bytes_are_of_the_code_page_or_the_font() {
    assert_eq!(
        text(r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}}\f0 新建幼儿园\par}"),
        "新建幼儿园\n"
    );
    assert_eq!(
        text(r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f3\fcharset134 SimSun{\*\falt @};}}{\f3 新建}\b0  5 \b\'e9\par}"),
        "新建 5 é\n"
    );
    // 5C, 7B and 7D are second bytes of characters, too.
    assert_eq!(text(r"{\rtf1\ansicpg936 \'81\\\'81\{\'81\}\par}"), "乗亄亇\n");
}

#[test]
fn characters_by_number_are_not_read_twice() {
    assert_eq!(text(r"{\rtf1\ansicpg936\uc1 \u26032 ?\u24314\'3f5\u25152 ?}"), "新建5所\n");
    assert_eq!(text(r"{\rtf1\uc2\u26032 新\u24314 建{\uc0\u25152}所}"), "新建所所\n");
    assert_eq!(text(r"{\rtf1\u-10179 ?\u-8704 ?\u-243 ?}"), "\u{1F600}\u{FF0D}\n");
    assert_eq!(text(r"{\rtf1{\upr{\'3f}{\*\ud{\u26032 ?}}}\par}"), "新\n");
}

#[test]
fn what_does_not_show_is_left_out() {
    let rtf = r"{\rtf1\ansicpg936{\stylesheet{\s0 正文;}}{\info{\title 题}}{\header 页眉\par}{\*\generator 某某;}一{\v 隐}{\deleted 删}二{\field{\*\fldinst{HYPERLINK x}}{\fldrslt{三}}}{\*\shppict{\pict 89504e47}}{\pict\bin3 }{}}{四}\par}";
    assert_eq!(text(rtf), "一二三四\n");
}

#[test]
fn rows_make_a_grid_by_their_edges() {
    let rtf = r"{\rtf1\ansicpg936 任务表\par
\trowd\trleft-108\clvmgf\cellx1000\cellx2000\cellx3000\pard\intbl 教育\cell{\intbl 新建小学\par 3所}\cell 县教育局\cell\row
\trowd\trleft-108\clvmrg\cellx1010\clmgf\cellx2000\clmrg\cellx3000\pard\intbl\cell 扩建\cell\cell\row
\pard 完\par}";
    let read = read(rtf);
    assert_eq!(read.text.as_str(), "任务表\n教育\t新建小学\n3所\t县教育局\n\t扩建\n完\n");
    let grid = &read.grids[0];
    let cells: Vec<_> = grid.cells.iter().map(|c| (c.row, c.column, c.rows, c.columns)).collect();
    assert_eq!(cells, [(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 2)]);
}

#[test]
fn tables_in_cells_are_lines_of_them() {
    let rtf = r"{\rtf1\ansicpg936\trowd\cellx1000\cellx2000\pard\intbl 甲\cell\pard\intbl 乙\par\pard\intbl\itap2 丙\nestcell{\nonesttables\par}丁\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}\pard\intbl 戊\cell\row}";
    assert_eq!(text(rtf), "甲\t乙\n丙 丁\n戊\n");
}

#[test]
fn numbers_of_lists_text_boxes_and_notes() {
    let rtf = r"{\rtf1\ansicpg936{\fonttbl{\f2\fcharset2 Wingdings;}}{\listtext\pard 一、\tab}增加就业{\footnote\pard 脚注\par}\par{\pntext 1.\tab}2022年完成\par{\pntext\f2\'6c\tab}新增{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard 框\par 内\par}}{\shprslt{\*\do{\dptxbxtext\pard\plain}}}}学位\par}";
    assert_eq!(text(rtf), "一、增加就业\n1. 2022年完成\n● 新增学位\n框\n内\n注1：脚注\n");
}

#[test]
fn a_file_that_is_cut_says_so() {
    let read = read(r"{\rtf1\ansicpg936 一\par\trowd\cellx1000\pard\intbl 二\cell 三");
    assert_eq!(read.text.as_str(), "一\n二\t三\n");
    assert_eq!(read.problems[0].kind, ProblemKind::Cut { end: "三".into() });
    let bad = read_bytes(b"{\\rtf1\\ansicpg936 \\'ff\\'ff\\par}");
    assert_eq!(bad.problems[0].kind, ProblemKind::Undecodable { encoding: "gb18030", count: 2, offset: 18 });
}

fn read_bytes(bytes: &[u8]) -> Decoded {
    decode(bytes, None, &Limits::default())
}

#[test]
fn braces_without_end_are_read_in_no_time() {
    let deep = [b"{\\rtf1 ".to_vec(), b"{".repeat(1_000_000)].concat();
    assert_eq!(read_bytes(&deep).text.as_str(), "");
}
