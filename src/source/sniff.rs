//! What a file is when it is no plain text, told by how it begins. Does not read these formats.

use memchr::memmem;

/// How much is looked at for control characters, and for the tags of a web page.
const SAMPLE: usize = 64 * 1024;

/// How files of a format begin. Archives and compound files hold several formats and are looked into.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xFF\xD8\xFF", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"),
    (b"\x7FELF", "elf"),
    (b"MZ\x90\0", "exe"),
    (b"\x1F\x8B\x08", "gz"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!\x1A\x07", "rar"),
    (b"\xFD7zXZ\0", "xz"),
    (b"\x28\xB5\x2F\xFD", "zst"),
    (b"SQLite format 3\0", "sqlite"),
    (b"PAR1", "parquet"),
];

/// How names of parts start that tell what a ZIP archive is. OFD is the national standard for fixed documents (GB/T 33190).
const IN_ZIP: &[(&str, &str)] = &[
    ("word/document", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook", "xlsx"),
    ("ppt/presentation", "pptx"),
    ("ofd.xml", "ofd"),
    ("meta-inf/container.xml", "epub"),
];

/// What the part `mimetype` says, which stands first and unpacked.
const MIME: &[(&str, &str)] = &[
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/epub+zip", "epub"),
];

/// Streams of a compound file, in UTF-16, that tell what it is. WPS writes the same ones.
/// Office files with a password are packed into one.
const IN_OLE: &[(&str, &str)] = &[
    ("EncryptedPackage", "ooxml"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint", "ppt"),
];

/// The format that the first bytes state.
pub(super) fn magic(bytes: &[u8]) -> Option<&'static str> {
    let &(_, format) = MAGIC.iter().find(|(start, _)| bytes.starts_with(start))?;
    match format {
        "zip" => Some(in_zip(bytes)),
        "ole" => Some(IN_OLE.iter().find(|(name, _)| holds_utf16(bytes, name)).map_or("doc", |found| found.1)),
        _ => Some(format),
    }
}

fn in_zip(bytes: &[u8]) -> &'static str {
    let first = bytes.get(30..bytes.len().min(256)).unwrap_or_default();
    if first.starts_with(b"mimetype")
        && let Some(found) = MIME.iter().find(|(kind, _)| memmem::find(first, kind.as_bytes()).is_some())
    {
        return found.1;
    }
    let Some(names) = zip_names(bytes) else {
        // Without its list of parts the archive is broken; say of what kind.
        let holds = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
        return IN_ZIP.iter().find(|(name, _)| holds(name)).map_or("zip", |found| found.1);
    };
    let is = |part: &[u8], name: &str| part.get(..name.len()).is_some_and(|p| p.eq_ignore_ascii_case(name.as_bytes()));
    let found = names.iter().find_map(|part| {
        let part: Vec<u8> = part.iter().map(|&b| if b == b'\\' { b'/' } else { b }).collect();
        IN_ZIP.iter().find(|(name, _)| is(&part, name)).map(|found| found.1)
    });
    found.unwrap_or("zip")
}

/// The names of the parts of a ZIP archive, from the list at its end. Parts that are archives themselves have names of their own, which
/// are not among them.
fn zip_names(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let number = |at: usize, width: usize| -> Option<usize> {
        let field = bytes.get(at..at.checked_add(width)?)?;
        Some(field.iter().rev().fold(0, |n, &b| n << 8 | usize::from(b)))
    };
    let tail = bytes.len().saturating_sub(22 + 0xFFFF);
    let end = tail + memmem::rfind(&bytes[tail..], b"PK\x05\x06")?;
    let mut at = end.checked_sub(number(end + 12, 4)?)?;
    let mut names = Vec::new();
    while at < end && bytes.get(at..)?.starts_with(b"PK\x01\x02") {
        let (name, extra, comment) = (number(at + 28, 2)?, number(at + 30, 2)?, number(at + 32, 2)?);
        names.push(bytes.get(at + 46..at + 46 + name)?);
        at += 46 + name + extra + comment;
    }
    (!names.is_empty()).then_some(names)
}

fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &wide).is_some()
}

/// Which bytes are control characters that no text holds.
const CONTROL: [bool; 256] = {
    let mut control = [false; 256];
    let mut byte = 1;
    while byte <= 0x7F {
        control[byte] = matches!(byte, 1..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
        byte += 1;
    }
    control
};

/// More control characters than any text has. Zero bytes do not count: they are dropped from texts.
pub(super) fn binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = memchr::memchr_iter(0, sample).count();
    let controls = sample.iter().filter(|&&b| CONTROL[usize::from(b)]).count();
    controls >= 4 && controls * 20 > sample.len() - zeros
}

/// Tags that a page without `<html>` begins with.
const PARTS: [&str; 26] = [
    "table", "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "dl", "section", "article", "main", "center", "span",
    "font", "tbody", "thead", "tr", "form", "style", "script", "strong", "b", "link", "meta",
];

/// A web page, whole or a part of one. A table of tags within a text is none: some extractors leave those that they cannot write
/// otherwise, in Markdown that may begin with a tag, too.
pub(super) fn html(text: &str) -> bool {
    let start = text.trim_start();
    let sample = start.get(..floor(start, SAMPLE)).unwrap_or_default();
    if !sample.starts_with('<') {
        // What a server wrote before the page.
        let head = &sample[..floor(sample, 1024)];
        return head.match_indices("\n<").any(|(at, _)| opens_page(&head[at + 1..]));
    }
    let sample = sample.to_ascii_lowercase();
    const PAGE: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];
    let prologue = ["<?xml", "<!--", "<meta", "<title", "<script", "<style", "<link", "<base"]
        .iter()
        .any(|tag| sample.starts_with(tag));
    PAGE.iter().any(|tag| sample.starts_with(tag) || (prologue && sample.contains(tag)))
        || PARTS.iter().any(|tag| opens(&sample, tag))
            && start.trim_end().ends_with('>')
            && sample.contains("</")
            && !["](", "\n#", "\n|", "\n- ", "\n> "].iter().any(|mark| sample.contains(mark))
}

fn opens_page(s: &str) -> bool {
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| s.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// `<name`, followed by a blank or the end of the tag.
fn opens(s: &str, name: &str) -> bool {
    s.strip_prefix('<')
        .and_then(|s| s.strip_prefix(name))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')))
}

/// The largest character boundary up to `most`.
fn floor(s: &str, most: usize) -> usize {
    (0..=s.len().min(most)).rev().find(|at| s.is_char_boundary(*at)).unwrap_or(0)
}
