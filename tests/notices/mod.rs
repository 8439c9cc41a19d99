//! What all tests of whole notices share: the seeds, the fixtures, and a notice as the JSON that users get.
#![allow(dead_code, reason = "every test takes what it needs")]

use serde_json::Value;
use shishi::output::wire;
use shishi::{Options, parse};
use std::fs;
use std::path::{Path, PathBuf};

/// The notice in the wire schema: tests look at this only, so that they survive a new design of what lies behind it.
pub fn read(bytes: &[u8]) -> Value {
    read_as(bytes, None)
}

pub fn read_as(bytes: &[u8], encoding: Option<&str>) -> Value {
    let notice = parse(bytes, &Options { encoding: encoding.map(str::to_string), ..Options::default() });
    serde_json::to_value(wire::Notice::new(&notice, None)).expect("a notice is JSON")
}

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The files of a folder with an extension, in order of their names.
pub fn files(name: &str, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    found.sort();
    found
}

/// The folders of a folder, in order of their names.
pub fn folders(name: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

/// The last part of a path.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The values of a file of JSON lines.
pub fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        .collect()
}

/// The members of an array; none where there is no array.
pub fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// A string, or the empty one.
pub fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or("")
}

pub fn flag(value: &Value, name: &str) -> bool {
    value[name].as_bool().unwrap_or(false)
}
