//! The rooms of ARCHITECTURE.md: a room uses only rooms above it. Reads the `crate::` paths of the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// Top to bottom.
const ROOMS: [&str; 13] = [
    "text", "problem", "lexicon", "figure", "source", "table", "layout", "record", "audit", "output", "batch", "cli",
    "main",
];

#[test]
fn rooms_use_only_rooms_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files {
        let path = file.strip_prefix(&src).expect("a file of src");
        let room = path.iter().next().and_then(|part| Path::new(part).file_stem()).expect("a name").to_string_lossy();
        if room == "lib" || room == "bin" {
            continue;
        }
        let own = place(&room).unwrap_or_else(|| panic!("{} stands in no room", path.display()));
        let code = fs::read_to_string(&file).expect("a source file");
        // Tests at the end of a file may go through `crate::parse`, so that they survive a change of the rooms.
        let code: Vec<&str> = code
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .map(|line| if line.trim_start().starts_with("//") { "" } else { line })
            .collect();
        for (line, used) in rooms_used(&code.join("\n")) {
            seen += 1;
            match place(&used) {
                Some(other) if other <= own => {}
                Some(_) => wrong.push(format!("{}:{line}: {room} uses {used}", path.display())),
                // `crate::parse`, `crate::Options`: the library as a whole, which only the commands may use.
                None if own >= place("batch").expect("a room") => {}
                None => wrong.push(format!("{}:{line}: {room} uses crate::{used}", path.display())),
            }
        }
    }
    assert!(seen > 20, "found only {seen} uses of rooms: does this test still read the sources?");
    assert!(wrong.is_empty(), "rooms that use a room below them:\n{}", wrong.join("\n"));
}

#[test]
fn paths_are_found() {
    let found =
        |code: &str| rooms_used(code).into_iter().map(|(line, name)| format!("{line} {name}")).collect::<Vec<_>>();
    assert_eq!(found("use crate::text::Span;"), ["1 text"]);
    assert_eq!(
        found("\nuse crate::{figure::Figure, text::{Span,\n Text},\n Options};"),
        ["2 figure", "2 text", "2 Options"]
    );
    assert_eq!(found("pub(crate) fn f(x: crate::table::Table) -> shishi::layout::Block {"), ["1 table", "1 layout"]);
}

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|name| *name == room)
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The first names of all paths that start at the crate, with their lines: `text` of `crate::text::Span`.
fn rooms_used(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for start in ["crate::", "shishi::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            let rest = &code[at + start.len()..];
            let names = rest.strip_prefix('{').map_or_else(|| vec![name(rest)], members);
            found.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// The names at the top level of a braced group of paths.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut fresh, mut found) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                fresh = false;
                found.push(name(&group[at..]));
            }
            _ => {}
        }
    }
    found
}

fn name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
