//! Any bytes as the body of a web page.
#![no_main]

mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| checks::read(&[b"<!DOCTYPE html><html><body>", body].concat()));
