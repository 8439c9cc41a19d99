//! What must hold for any bytes: reading ends, spans lie in the text, and the notice can be written out.

use shishi::output::{json, wire};
use shishi::{Options, parse};

/// Reads a file and looks at what came of it.
pub fn read(bytes: &[u8]) {
    let notice = parse(bytes, &Options::default());
    let text = notice.text.as_str();
    for figure in notice.items.iter().flat_map(|item| &item.figures).chain(&notice.figures) {
        assert!(text.get(figure.span.range()).is_some(), "a figure outside the text");
    }
    let mut writer = json::Writer::new(Vec::new(), json::Shape::Lines);
    writer.write(&wire::Notice::new(&notice, Some("fuzz"))).expect("memory takes everything");
}

/// A ZIP of parts, as office programs pack documents.
#[allow(dead_code)]
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("memory takes everything");
    }
    zip.finish().expect("a ZIP").into_inner()
}
