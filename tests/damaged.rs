//! Files that are broken, cut off, or made to hurt: a notice comes back from each, soon, with a problem that says what is wrong.
//!
//! Mutations are random but the same at every run. Each office file of the fixtures is cut, has bits turned over, and has bytes changed within the parts
//! that it packs, since a change of packed bytes is mostly caught by their checksum and reaches no reader.

mod notices;

use notices::{file_name, files};
use shishi::problem::{ProblemKind, Severity};
use shishi::source::Limits;
use shishi::{Options, parse};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Mutations of each format.
const ROUNDS: usize = 1000;

/// One file may take this long, also without optimisation.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn html_mutations() {
    mutations("fixtures/html", "html");
}

#[test]
fn docx_mutations() {
    mutations("fixtures/docx", "docx");
}

#[test]
fn odt_mutations() {
    mutations("fixtures/docx", "odt");
}

#[test]
fn xlsx_mutations() {
    mutations("fixtures/sheet", "xlsx");
}

#[test]
fn xls_mutations() {
    mutations("fixtures/sheet", "xls");
}

#[test]
fn ods_mutations() {
    mutations("fixtures/sheet", "ods");
}

#[test]
fn pdf_mutations() {
    mutations("fixtures/pdf", "pdf");
}

#[test]
fn rtf_mutations() {
    mutations("fixtures/rtf", "rtf");
}

#[test]
fn doc_mutations() {
    mutations("fixtures/doc", "doc");
}

fn mutations(folder: &str, extension: &str) {
    let files = files(folder, extension);
    assert!(!files.is_empty(), "no {extension} in {folder}");
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let started = Instant::now();
    let mut read = 0;
    for round in 0..ROUNDS {
        let path = &files[round % files.len()];
        let mut bytes = fs::read(path).expect("a file");
        match round / files.len() % 4 {
            0 => bytes.truncate(chance.below(bytes.len())),
            1 => turn_bits(&mut bytes, &mut chance),
            // Files that pack nothing have their bytes changed once more.
            _ => bytes = change_within(&bytes, &mut chance).unwrap_or_else(|| overwrite(bytes, &mut chance)),
        }
        let began = Instant::now();
        let notice = parse(&bytes, &Options::default());
        assert!(began.elapsed() < PATIENCE, "{} round {round} took {:?}", file_name(path), began.elapsed());
        let refused = notice.problems.iter().any(|problem| problem.kind.severity() == Severity::Error);
        assert!(
            refused || !notice.text.as_str().is_empty(),
            "{} round {round}: nothing read, nothing said",
            file_name(path)
        );
        read += usize::from(!refused);
    }
    println!("{extension}: {read} of {ROUNDS} were still read, in {:?}", started.elapsed());
}

fn turn_bits(bytes: &mut [u8], chance: &mut Chance) {
    for _ in 0..=chance.below(8) {
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
    }
}

/// Numbers of all sizes in place of what stands there.
fn overwrite(mut bytes: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let with = [[0u8; 4], [0xFF; 4], [1, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F]][chance.below(4)];
        for (byte, new) in bytes[at..].iter_mut().zip(with).take(1 + chance.below(4)) {
            *byte = new;
        }
    }
    bytes
}

/// The same archive with something changed in the parts it packs. `None` for files that are no archives.
fn change_within(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let victim = chance.below(archive.len());
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its bytes");
        if at == victim && !content.is_empty() {
            match chance.below(4) {
                0 => turn_bits(&mut content, chance),
                1 => content.truncate(chance.below(content.len())),
                2 => change_a_number(&mut content, chance),
                _ => double_an_element(&mut content, chance),
            }
        }
        parts.push((part.name().expect("a name").into_owned(), content));
    }
    Some(pack(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice()))))
}

/// Puts a number that is far too large, negative or none at all where one stands.
fn change_a_number(content: &mut Vec<u8>, chance: &mut Chance) {
    let start = chance.below(content.len());
    let Some(at) = content[start..].iter().position(u8::is_ascii_digit).map(|found| start + found) else { return };
    let end = at + content[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let with = ["", "0", "-1", "4294967296", "99999999999999999999", "16777215", "1e308"][chance.below(7)];
    content.splice(at..end, with.bytes());
}

/// Repeats a stretch from one tag to another, or leaves it out: elements within elements that never hold them.
fn double_an_element(content: &mut Vec<u8>, chance: &mut Chance) {
    let tags: Vec<usize> = (0..content.len()).filter(|&at| content[at] == b'<').collect();
    if tags.len() < 2 {
        return;
    }
    let (a, b, to) = (tags[chance.below(tags.len())], tags[chance.below(tags.len())], tags[chance.below(tags.len())]);
    let piece = content[a.min(b)..a.max(b)].to_vec();
    match chance.below(3) {
        0 => drop(content.drain(a.min(b)..a.max(b))),
        _ => drop(content.splice(to..to, piece)),
    }
}

fn pack<'p>(parts: impl Iterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).expect("a new part");
        archive.write_all(content).expect("in memory");
    }
    archive.finish().expect("in memory").into_inner()
}

/// Numbers that look random (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }
}

fn limited(bytes: &[u8], limits: Limits) -> Vec<ProblemKind> {
    let began = Instant::now();
    let notice = parse(bytes, &Options { limits, ..Options::default() });
    assert!(began.elapsed() < PATIENCE, "took {:?}", began.elapsed());
    notice.problems.into_iter().map(|problem| problem.kind).collect()
}

fn document(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    pack([("word/document.xml", document.as_bytes())].into_iter())
}

fn workbook(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>");
    let book = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"一\" r:id=\"a\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>";
    let parts = [
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sheet.xml", sheet.as_bytes()),
    ];
    pack(parts.into_iter())
}

#[test]
fn a_small_file_that_unpacks_to_much() {
    let bytes = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "0".repeat(8 << 20)));
    assert!(bytes.len() < 64 << 10);
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let [problem] = &limited(&bytes, limits)[..] else { panic!("one problem") };
    assert_eq!(*problem, ProblemKind::OverLimit { what: "bytes unpacked", limit: 1 << 20 });
}

/// What is held in memory at once stays far below what the file may unpack to.
#[test]
fn a_single_text_without_end() {
    let bytes = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "0".repeat(8 << 20)));
    let limits = Limits { unpacked: 64 << 20, ..Limits::default() };
    let [problem] = &limited(&bytes, limits)[..] else { panic!("one problem") };
    assert_eq!(*problem, ProblemKind::OverLimit { what: "bytes in one tag or text", limit: 2 << 20 });
}

#[test]
fn a_text_that_no_notice_has() {
    let bytes = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "0".repeat(4000)).repeat(2200));
    let limits = Limits { unpacked: 64 << 20, ..Limits::default() };
    let [problem] = &limited(&bytes, limits)[..] else { panic!("one problem") };
    assert_eq!(*problem, ProblemKind::OverLimit { what: "bytes of text", limit: 8 << 20 });
}

#[test]
fn a_hundred_thousand_nested_elements() {
    for element in ["w:tbl><w:tr><w:tc", "w:sdt", "w:p", "w:txbxContent"] {
        let open = format!("<{element}>").repeat(100_000);
        let bytes = document(&open);
        let problems = limited(&bytes, Limits::default());
        assert!(matches!(problems[..], [ProblemKind::OverLimit { .. }]), "{element}: {problems:?}");
    }
}

#[test]
fn a_page_of_a_hundred_thousand_nested_tags() {
    for tag in ["div", "table><tr><td", "ul><li", "b", "span", "blockquote"] {
        let page = format!("<!DOCTYPE html><body>{}民生实事", format!("<{tag}>").repeat(100_000));
        let problems = limited(page.as_bytes(), Limits::default());
        assert_eq!(problems, [ProblemKind::OverLimit { what: "levels of nested elements", limit: 2000 }], "{tag}");
        let limits = Limits { depth: 1 << 20, ..Limits::default() };
        assert!(!limited(page.as_bytes(), limits).contains(&ProblemKind::Empty), "{tag}");
    }
    assert!(ProblemKind::OverLimit { what: "levels of nested elements", limit: 9 }.to_string().contains("--max-depth"));
}

#[test]
fn a_sheet_of_too_many_rows() {
    let rows = "<row><c><v>1</v></c><c t=\"str\"><v>民生</v></c></row>".repeat(40_000);
    let limits = Limits { cells: 50_000, ..Limits::default() };
    let problems = limited(&workbook(&rows), limits);
    assert_eq!(problems, [ProblemKind::OverLimit { what: "cells", limit: 50_000 }]);
    assert_eq!(problems[0].to_string().split(':').next(), Some("more than 50000 cells"));
}

#[test]
fn cells_that_are_far_apart_or_blank_cost_nothing() {
    let blank = "<row r=\"1048000\"><c r=\"A1048000\" s=\"1\"/></row>".repeat(10_000);
    let rows = format!("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>{blank}<row><c r=\"XFD1048576\"><v>2</v></c></row>");
    let notice = parse(&workbook(&rows), &Options::default());
    assert_eq!(notice.text.as_str(), "1\n2\n");
}

#[test]
fn a_part_that_is_missing_is_named() {
    let problems = limited(&pack([("word/document2.xml", b"<a/>".as_slice())].into_iter()), Limits::default());
    let [ProblemKind::Damaged { format: "docx", why }] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!(why, "expected the part word/document.xml, found none of that name");
}

/// A PDF of one page with some more objects, from number 5 on; its references are found without a table of them.
fn paper(content: &str, resources: &str, objects: &[String]) -> Vec<u8> {
    let mut out = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{resources}>>/Contents 4 0 R>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n",
        content.len()
    );
    for (i, object) in objects.iter().enumerate() {
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 5);
    }
    out += "trailer\n<</Root 1 0 R>>\n%%EOF\n";
    out.into_bytes()
}

const FONT: &str = "/Font<</F<</Type/Font/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[<</DW 1000>>]>>>>";

#[test]
fn nested_arrays_and_states_of_a_pdf() {
    let text = "BT /F 12 Tf 60 700 Td <6C11751F> Tj ET";
    for content in [
        format!("{} {text}", "[".repeat(100_000)),
        format!("{} {text}", "q ".repeat(100_000)),
        format!("{text} {}", "<<".repeat(100_000)),
        format!("{text} {}", "(".repeat(100_000)),
        format!("/F 1 Tf {text} BI {}", "EI".repeat(100_000)),
    ] {
        parse(&paper(&content, FONT, &[]), &Options::default());
    }
    let deep = [format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), "<</A ".repeat(100_000)];
    for object in deep {
        let notice = parse(&paper(text, FONT, &[object]), &Options::default());
        assert_eq!(notice.text.as_str().trim(), "民生");
    }
}

#[test]
fn forms_that_call_one_another() {
    let form = |n: usize| {
        let content = "/A Do /A Do";
        format!(
            "<</Type/XObject/Subtype/Form/Resources<</XObject<</A {n} 0 R>>>>/Length {}>>\nstream\n{content}\nendstream",
            content.len()
        )
    };
    let circle = paper("/A Do", "/XObject<</A 5 0 R>>", &[form(5)]);
    let tower: Vec<String> = (0..40).map(|n| form(n + 6)).collect();
    let tower = paper("/A Do", "/XObject<</A 5 0 R>>", &tower);
    for bytes in [circle, tower] {
        let problems = limited(&bytes, Limits::default());
        assert!(matches!(problems[..], [ProblemKind::OverLimit { what: "forms of a PDF", .. }]), "{problems:?}");
    }
}

#[test]
fn a_drawing_is_no_table() {
    let lines: String = (0..30_000)
        .map(|i| format!("{} 0 m {} 800 l S 0 {} m 500 {} l S\n", i % 500, i % 500, i % 800, i % 800))
        .collect();
    let notice =
        parse(&paper(&format!("{lines} BT /F 12 Tf 60 700 Td <6C11751F> Tj ET"), FONT, &[]), &Options::default());
    assert_eq!(notice.text.as_str().split_whitespace().collect::<String>(), "民生");
}

#[test]
fn a_stream_over_the_limit() {
    let content = format!("BT /F 12 Tf {} ET", "<6C11751F> Tj ".repeat(100_000));
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    assert_eq!(
        limited(&paper(&content, FONT, &[]), limits),
        [ProblemKind::OverLimit { what: "bytes unpacked", limit: 1 << 20 }]
    );
}
