//! Any bytes to text, with and without a stated encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shishi::source::{Limits, decode};

fuzz_target!(|bytes: &[u8]| {
    for label in [None, Some("gb18030"), Some("big5"), Some("utf-16le")] {
        let decoded = decode(bytes, label, &Limits::default());
        assert!(!decoded.text.as_str().contains('\r'), "line ends are plain");
    }
});
