//! Any text as the content of an item: numbers, units, dates.
#![no_main]

mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let line = text.replace(['\t', '\n', '\r'], " ");
    checks::read(format!("序号\t项目名称\t主要内容\n1\t社区食堂\t{line}\n2\t公园\t新建公园3座\n").as_bytes());
});
