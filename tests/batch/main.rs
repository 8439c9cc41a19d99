//! Whole archives as people read them: what is written, and what becomes of it when something goes wrong.
#![cfg(unix)]

mod faults;
mod outputs;
#[path = "../program/mod.rs"]
mod program;
mod resumed;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// An invented notice whose numbers depend on `n`.
fn notice(n: usize) -> String {
    let mut text = format!("2031年云岭县第{n}批民生实事项目表\n序号\t项目名称\t主要内容\t牵头单位\n");
    for i in 1..=4 {
        let (count, money) = (n * 7 + i, n * 3 + i * 2);
        text.push_str(&format!(
            "{i}\t新建第{n}社区第{i}食堂\t新建食堂{count}个，总投资{money}.{i}万元，年底前全部开餐。\t县民政局\n"
        ));
    }
    text
}

/// A folder with `in/`, which holds so many notices in two folders.
fn archive(notices: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["in/a", "in/b"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
    }
    for n in 0..notices {
        let part = if n % 2 == 0 { "a" } else { "b" };
        fs::write(folder.path().join(format!("in/{part}/{n:04}.txt")), notice(n)).expect("a file");
    }
    folder
}

/// `shishi batch`, ready to be run in a folder.
fn batch(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shishi"));
    command.arg("batch").args(args).current_dir(folder);
    command
}

/// The files of a finished run and what they hold.
fn outputs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the results").map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_name() != ".shishi");
    files
        .map(|entry| (entry.file_name().into_string().expect("a name"), fs::read(entry.path()).expect("a file")))
        .collect()
}

/// That two runs ended in the same bytes.
fn assert_same(found: &Path, expected: &Path) {
    let (found, expected) = (outputs(found), outputs(expected));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in &expected {
        assert!(found.get(name) == Some(bytes), "{name} differs: {} and {} bytes", found[name].len(), bytes.len());
    }
}

/// The lines of the manifest.
fn manifest(folder: &Path) -> Vec<serde_json::Value> {
    let lines = fs::read_to_string(folder.join("manifest.ndjson")).expect("a manifest");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}
