//! Any bytes as a notice. Seeds: the fixtures.
#![no_main]

mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| checks::read(bytes));
