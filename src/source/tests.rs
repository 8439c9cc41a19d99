//! Decoding as the command sees it: bytes in, text and problems out.

use super::*;
use encoding_rs::{BIG5, GB18030};

const SIMPLE: &str = "一、2021年民生实事完成情况\n1.新增养老床位120张，完成率达到100%。\n责任单位：县民政局\n";
const TRADITIONAL: &str =
    "二、2021年民生實事辦理情形及進度\n1.新增養老床位120張，完成率達到100%。\n責任單位：縣政府社會處、衛生局\n";

fn read(bytes: &[u8]) -> (String, Source, Vec<ProblemKind>) {
    labelled(bytes, None)
}

fn labelled(bytes: &[u8], label: Option<&str>) -> (String, Source, Vec<ProblemKind>) {
    let Decoded { text, source, problems, .. } = decode(bytes, label, &Limits::default());
    (text.as_str().to_string(), source, problems.into_iter().map(|p| p.kind).collect())
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[track_caller]
fn check(bytes: &[u8], encoding: &str, detection: &str, text: &str) {
    let (got, source, problems) = read(bytes);
    assert_eq!((source.encoding, source.detection), (encoding, detection));
    assert_eq!(got, text);
    assert_eq!(problems, []);
    assert_eq!((source.format, source.bytes), ("text", bytes.len()));
}

#[test]
fn every_encoding_gives_the_same_text() {
    let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
    check(SIMPLE.as_bytes(), "UTF-8", "utf-8", SIMPLE);
    check(&marked(b"\xEF\xBB\xBF", SIMPLE.as_bytes()), "UTF-8", "mark", SIMPLE);
    check(&utf16(SIMPLE, false), "UTF-16LE", "zero bytes", SIMPLE);
    check(&utf16(SIMPLE, true), "UTF-16BE", "zero bytes", SIMPLE);
    check(&marked(b"\xFF\xFE", &utf16(SIMPLE, false)), "UTF-16LE", "mark", SIMPLE);
    check(&marked(b"\xFE\xFF", &utf16(SIMPLE, true)), "UTF-16BE", "mark", SIMPLE);
    check(&GB18030.encode(SIMPLE).0, "gb18030", "detected", SIMPLE);
    check(&GB18030.encode("㐀\u{20000}𠮷堃镕：2个").0, "gb18030", "detected", "㐀\u{20000}𠮷堃镕：2个");
    check(&BIG5.encode(TRADITIONAL).0, "Big5", "detected", TRADITIONAL);
    check(&GB18030.encode(TRADITIONAL).0, "gb18030", "detected", TRADITIONAL);
}

#[test]
fn labels_decide_but_a_mark_is_believed_first() {
    let bytes = GB18030.encode(SIMPLE).0;
    for label in ["gbk", "GB2312", " gb18030 ", "gb_2312-80"] {
        let (text, source, problems) = labelled(&bytes, Some(label));
        assert_eq!((text.as_str(), source.encoding, source.detection), (SIMPLE, "gb18030", "label"));
        assert_eq!(problems, []);
    }
    let (text, source, _) = labelled(&utf16("\u{FEFF}一 1", true), Some("utf-16"));
    assert_eq!((text.as_str(), source.encoding, source.detection), ("一 1", "UTF-16BE", "mark"));
    let (text, source, problems) = labelled(SIMPLE.as_bytes(), Some("utf-9"));
    assert_eq!((text.as_str(), source.encoding), (SIMPLE, "UTF-8"));
    assert_eq!(problems, [ProblemKind::UnknownEncoding { label: "utf-9".into() }]);
    assert_eq!(
        encoding("hz-gb-2312").unwrap_err().to_string().split(':').next(),
        Some("no encoding is called \"hz-gb-2312\"")
    );
}

#[test]
fn line_ends_and_characters_without_a_shape() {
    let (text, _, problems) = read("一\r\n二\r三\n\r\n四\r".as_bytes());
    assert_eq!(text, "一\n二\n三\n\n四\n");
    assert_eq!(problems, []);
    let (text, _, problems) =
        read("\u{FEFF}新\u{200B}增\0\u{200C}\u{200D}床\u{2060}位\u{3000}“①”，\u{FEFF}12张\u{FEFF}".as_bytes());
    assert_eq!(text, "新增床位\u{3000}“①”，12张");
    assert_eq!(problems, [ProblemKind::Dropped { count: 7 }]);
}

#[test]
fn undecodable_bytes_are_counted_and_placed() {
    let mut bytes = SIMPLE.repeat(3).into_bytes();
    bytes[7] = 0xFF;
    bytes.truncate(bytes.len() - 2);
    let (text, source, problems) = read(&bytes);
    assert_eq!(source.encoding, "UTF-8");
    assert!(text.contains("2\u{FFFD}21年") && text.ends_with("县民政\u{FFFD}"), "{text}");
    assert_eq!(problems, [ProblemKind::Undecodable { encoding: "UTF-8", count: 2, offset: 7 }]);

    let mut bytes = GB18030.encode(SIMPLE).0.into_owned();
    let tail = bytes.len();
    bytes.extend_from_slice(b"\xFF\xFF12\x81");
    let (text, source, problems) = read(&bytes);
    assert_eq!(source.encoding, "gb18030");
    assert_eq!(text, format!("{SIMPLE}\u{FFFD}\u{FFFD}12\u{FFFD}"));
    assert_eq!(problems, [ProblemKind::Undecodable { encoding: "gb18030", count: 3, offset: tail }]);
    let (text, _, problems) = labelled(b"\xFF1\xFF", Some("gbk"));
    assert_eq!(text, "\u{FFFD}1\u{FFFD}");
    assert_eq!(problems, [ProblemKind::Undecodable { encoding: "gb18030", count: 2, offset: 0 }]);

    let problems = decode(b"\xEF\xBB\xBFab\xFFcd", None, &Limits::default()).problems;
    assert_eq!(problems[0].kind, ProblemKind::Undecodable { encoding: "UTF-8", count: 1, offset: 5 });
    assert_eq!(problems[0].span, Some(Span::new(2, 5)));

    let mut cut = utf16(SIMPLE, false);
    cut.push(0x4E);
    let (text, source, problems) = read(&cut);
    assert_eq!((text, source.encoding), (format!("{SIMPLE}\u{FFFD}"), "UTF-16LE"));
    assert_eq!(problems, [ProblemKind::Undecodable { encoding: "UTF-16LE", count: 1, offset: cut.len() - 1 }]);
}

/// The same words in the two encodings of traditional characters: many bytes of the one are valid in the other.
#[test]
fn traditional_characters_are_told_apart_by_their_encoding() {
    let text = TRADITIONAL.repeat(4);
    check(&BIG5.encode(&text).0, "Big5", "detected", &text);
    check(&GB18030.encode(&text).0, "gb18030", "detected", &text);
}

#[test]
fn broken_big5_is_still_big5() {
    let whole = BIG5.encode(TRADITIONAL).0.into_owned();
    for cut in 20..whole.len() {
        assert_eq!(read(&whole[..cut]).1.encoding, "Big5", "cut at {cut}");
    }
    let mut broken = whole.clone();
    broken[40] = 0xFF;
    let (_, source, problems) = read(&broken);
    assert_eq!(source.encoding, "Big5");
    assert!(matches!(problems[..], [ProblemKind::Undecodable { offset: 39 | 40, .. }]), "{problems:?}");
}

#[test]
fn a_broken_byte_every_second_one_takes_linear_time() {
    let bytes = b"\xFFa".repeat(400_000);
    let (text, _, problems) = labelled(&bytes, Some("gb18030"));
    assert_eq!(text.chars().count(), 800_000);
    assert_eq!(problems, [ProblemKind::Undecodable { encoding: "gb18030", count: 400_000, offset: 0 }]);
}

#[test]
fn files_that_are_no_text() {
    let ole = |stream: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 64], &utf16(stream, false)].concat();
    let zip = |name: &str| [b"PK\x03\x04\x14\0".as_slice(), name.as_bytes(), b"\0\0"].concat();
    let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (bytes, format) in [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "png"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "jpg"),
        (b"GIF89a\x01\0".to_vec(), "gif"),
        (b"\x7FELF\x02\x01\x01".to_vec(), "elf"),
        (b"\x1F\x8B\x08\0".to_vec(), "gz"),
        (b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(), "7z"),
        (b"Rar!\x1A\x07\x01\0".to_vec(), "rar"),
        (zip("a.txt"), "zip"),
        (ole("PowerPoint Document"), "ppt"),
        (noise, "binary"),
    ] {
        let (text, source, problems) = read(&bytes);
        assert_eq!((text.as_str(), source.format), ("", format));
        assert_eq!(problems, [ProblemKind::NotText { format }]);
        assert_eq!(source.bytes, bytes.len());
    }
    #[cfg(all(feature = "docx", feature = "sheet"))]
    for (bytes, format) in [
        (zip("[Content_Types].xml word/document.xml"), "docx"),
        (zip("xl/workbook.xml"), "xlsx"),
        (ole("Workbook"), "xls"),
    ] {
        let (text, source, problems) = read(&bytes);
        assert_eq!((text.as_str(), source.format), ("", format));
        assert!(matches!(&problems[..], [ProblemKind::Damaged { .. }]), "{problems:?}");
    }
    #[cfg(feature = "doc")]
    for stream in ["WordDocument", "?"] {
        let (text, source, problems) = read(&ole(stream));
        assert_eq!((text.as_str(), source.format), ("", "doc"));
        assert!(matches!(&problems[..], [ProblemKind::Damaged { format: "doc", .. }]), "{problems:?}");
    }
    #[cfg(feature = "pdf")]
    {
        let (text, source, problems) = read(b"%PDF-1.7\n");
        assert_eq!((text.as_str(), source.format), ("", "pdf"));
        assert!(matches!(&problems[..], [ProblemKind::Damaged { format: "pdf", .. }]), "{problems:?}");
    }
    for text in [
        "<div class=\"top\">\n首页",
        "<民生实事>项目表",
        "<p>的数目 < 5 个",
        "<div class=\"top\">\n\n[首页](/)\n\n</div>",
        "< 5 个",
        "PK赛结果：1个",
        "MZ 1",
        "PAR 1",
    ] {
        assert_eq!(read(text.as_bytes()).1.format, "text", "{text}");
    }
}

#[test]
fn nothing_but_blanks() {
    for bytes in [&b""[..], b" \r\n\t", "\u{3000}\n\u{FEFF}".as_bytes(), b"\0\0\0"] {
        let (_, _, problems) = read(bytes);
        assert_eq!(problems.last(), Some(&ProblemKind::Empty), "{bytes:?}");
    }
}

#[test]
fn hash_is_of_the_bytes_as_they_came() {
    let (_, source, _) = read(b"\r\n");
    assert_eq!(source.sha256, "7eb70257593da06f682a3ddda54a9d260d4fc514f645237f5ca74b08f8da61a6");
}
