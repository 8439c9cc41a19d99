//! The commands of the READMEs and of the help are run, and the output that the READMEs show is compared with the real one.
#![cfg(unix)]

mod program;

use program::{Ran, run, shishi};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(project().join(name)).expect(name)
}

/// A folder as the commands expect it: the seeds, and notices under the names that the help uses.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("seeds")).expect("a folder");
    for seed in seeds() {
        fs::copy(&seed, folder.path().join("seeds").join(seed.file_name().expect("a name"))).expect("a seed");
    }
    fs::copy(&seeds()[3], folder.path().join("notice.txt")).expect("a seed");
    fs::create_dir(folder.path().join("notices")).expect("a folder");
    for seed in &seeds()[..2] {
        fs::copy(seed, folder.path().join("notices").join(seed.file_name().expect("a name"))).expect("a seed");
    }
    fs::write(folder.path().join("lines.txt"), "新建学校10所\n").expect("a file");
    fs::write(folder.path().join("lines.ndjson"), "{\"id\": 1, \"text\": \"1. 新建学校10所\"}\n").expect("a file");
    for place in [".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"] {
        fs::create_dir_all(folder.path().join(place)).expect("a folder");
    }
    folder
}

fn seeds() -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("seeds")).expect("the seeds");
    let mut seeds: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    seeds.retain(|path| path.extension().is_some_and(|suffix| suffix == "txt"));
    seeds.sort();
    seeds
}

/// Runs a line as a shell with the two commands installed would.
fn in_shell(folder: &Path, line: &str) -> Ran {
    let commands = Path::new(env!("CARGO_BIN_EXE_shishi")).parent().expect("a folder");
    let path = format!("{}:{}", commands.display(), env::var("PATH").unwrap_or_default());
    run(Command::new("sh").args(["-c", line]).current_dir(folder).env("PATH", path).env("HOME", folder), b"")
}

/// The lines of all fenced blocks of a language.
fn fenced(document: &str, language: &str) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    let mut open: Option<Vec<String>> = None;
    for line in document.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(found)) if found == language => open = Some(Vec::new()),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.push(line.to_string()),
            _ => {}
        }
    }
    blocks
}

#[test]
fn commands_of_the_readmes_run() {
    for readme in READMES {
        let mut ran = 0;
        for line in fenced(&read(readme), "sh").concat() {
            let folder = folder();
            // The commands are built already: `cargo run … -- ARGS` is what it runs.
            let line = match line.split_once(" -- ") {
                Some((cargo, args)) if cargo.starts_with("cargo run") => format!("shishi {args}"),
                _ => line,
            };
            if line.starts_with("cargo test") {
                assert!(read(".ci/run").lines().any(|other| other == line), "{line} is not what .ci/run runs");
                continue;
            }
            if line.starts_with("cargo ") || line.is_empty() || line.starts_with('#') {
                continue;
            }
            let result = in_shell(folder.path(), &line);
            // An archive ends with a word on how it went.
            let said = !line.contains("shishi batch") && !result.err.is_empty();
            assert!(result.code < 2 && !said, "{readme}: {line}\n{}", result.err);
            ran += 1;
        }
        assert!(ran > 5, "{readme}: only {ran} commands found");
    }
}

/// A line without regard to how wide its columns are.
fn words(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn output_that_the_readmes_show_is_real() {
    for readme in READMES {
        let blocks = fenced(&read(readme), "console");
        assert!(!blocks.is_empty(), "{readme} shows nothing");
        for block in blocks {
            let mut lines = block.iter();
            let line = lines.next().and_then(|line| line.strip_prefix("$ ")).expect("a command first");
            let result = in_shell(folder().path(), line);
            assert!(result.code < 2, "{readme}: {line}\n{}", result.err);
            let real: Vec<String> = result.text().lines().map(words).collect();
            let mut rest = real.as_slice();
            for shown in lines.filter(|line| !line.trim().is_empty() && line.trim() != "…") {
                let found = rest.iter().position(|real| *real == words(shown));
                let found =
                    found.unwrap_or_else(|| panic!("{readme}: {line}\nshown: {shown}\nreal:\n{}", real.join("\n")));
                rest = &rest[found + 1..];
            }
        }
    }
}

#[test]
fn the_readmes_name_the_same_commands() {
    let [english, chinese] = READMES.map(|readme| fenced(&read(readme), "sh").concat());
    assert_eq!(english, chinese);
}

#[test]
fn examples_of_the_help_run() {
    let help = shishi(project(), &["--help"]);
    let commands =
        help.text().lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<_> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 7, "{names:?}");
    let mut pages: Vec<Vec<&str>> =
        names.iter().filter(|name| **name != "help").map(|name| vec![*name, "--help"]).collect();
    pages.push(vec!["--help"]);
    for page in pages {
        let help = shishi(project(), &page);
        let examples = help.text().lines().skip_while(|line| *line != "Examples:").skip(1);
        let examples: Vec<&str> = examples.take_while(|line| line.starts_with("  ")).map(str::trim).collect();
        assert!(!examples.is_empty(), "{page:?} has no example");
        for example in examples {
            let folder = folder();
            let result = in_shell(folder.path(), example);
            assert!(result.code < 2, "{example}\n{}", result.err);
        }
    }
}
