//! Any bytes as an old Word document (a compound file).
#![no_main]

mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    checks::read(bytes);
    checks::read(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), bytes].concat());
});
