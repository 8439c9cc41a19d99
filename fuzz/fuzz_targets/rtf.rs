//! Any bytes as rich text.
#![no_main]

mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    checks::read(bytes);
    checks::read(&[b"{\\rtf1\\ansicpg936 ".as_slice(), bytes].concat());
});
