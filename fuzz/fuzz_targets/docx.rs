//! Any bytes as a Word document, or as the text part of one.
#![no_main]

mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return checks::read(bytes);
    }
    checks::read(&checks::packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bytes)]));
});
