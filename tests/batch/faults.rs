//! Files and folders that are not as they should be: each is named with its reason, and the rest goes on.

use super::program::{Ran, run};
use super::{archive, batch, manifest, notice, outputs};
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use zip::write::SimpleFileOptions;

/// Runs a command as somebody who may not do everything.
fn as_anyone(command: &mut Command) -> Ran {
    if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        command.uid(65_534).gid(65_534);
    }
    run(command, b"")
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

fn statuses(out: &Path) -> Vec<String> {
    let line =
        |line: &serde_json::Value| format!("{} {}", line["path"].as_str().unwrap(), line["status"].as_str().unwrap());
    manifest(out).iter().map(line).collect()
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = archive(2);
    let path = folder.path();
    let input = path.join("in");
    allow(path, 0o777);
    fs::write(input.join("secret.txt"), notice(5)).unwrap();
    allow(&input.join("secret.txt"), 0o000);
    fs::create_dir(input.join("shut")).unwrap();
    allow(&input.join("shut"), 0o000);
    fs::write(input.join("empty.txt"), "").unwrap();
    symlink("nowhere.txt", input.join("broken.txt")).unwrap();
    symlink("..", input.join("a/circle")).unwrap();
    assert!(Command::new("mkfifo").arg(input.join("pipe")).status().unwrap().success());
    let odd = input.join(OsStr::from_bytes(b"\xB9\xAB\xB8\xE6.txt"));
    fs::write(&odd, notice(6)).unwrap();
    let folder_of_odd = input.join(OsStr::from_bytes(b"\xC4\xEA"));
    fs::create_dir(&folder_of_odd).unwrap();
    fs::write(folder_of_odd.join("x.txt"), notice(7)).unwrap();
    let ran = as_anyone(&mut batch(path, &["in", "missing", "-o", "out"]));
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(
        statuses(&path.join("out")),
        [
            "in/a/0000.txt read",
            "in/b/0001.txt read",
            "in/broken.txt unreadable",
            "in/empty.txt refused",
            "in/pipe unreadable",
            "in/secret.txt unreadable",
            "in/shut unreadable",
            "in/\\xB9\\xAB\\xB8\\xE6.txt read",
            "in/\\xC4\\xEA/x.txt read",
            "missing unreadable",
        ]
    );
    assert!(ran.err.contains("shishi: in/secret.txt: found, but may not be read"), "{}", ran.err);
    assert!(ran.err.contains("10 files: 4 read with 16 items; 6 not read (1 empty, 5 unreadable)"), "{}", ran.err);
    assert!(ran.err.contains("1 links that lead back to a folder above them left out"), "{}", ran.err);
    // What may be read by now is read by the next run.
    allow(&input.join("secret.txt"), 0o644);
    let again = as_anyone(&mut batch(path, &["in", "missing", "-o", "out", "--resume"]));
    assert!(again.err.contains("10 files: 5 read with 20 items (5 unchanged since the last run)"), "{}", again.err);
    allow(&input.join("shut"), 0o755);
}

#[test]
fn folders_that_cannot_take_results_are_refused() {
    let folder = archive(1);
    let path = folder.path();
    allow(path, 0o755);
    fs::create_dir(path.join("full")).unwrap();
    fs::write(path.join("full/mine.csv"), "1").unwrap();
    fs::write(path.join("file"), "1").unwrap();
    for (out, words) in [
        ("full", "full: expected a new folder, an empty one or one of an earlier run, found other files (mine.csv)"),
        ("file", "file: expected a folder, found a file: name another folder"),
        ("file/out", "file/out: expected a folder, found a file: name another folder"),
        ("new", "new: cannot be written, it allows no new files: choose another folder"),
    ] {
        let ran = as_anyone(&mut batch(path, &["in", "-o", out]));
        assert_eq!(ran.code, 2, "{out}");
        assert!(ran.err.contains(words), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(path.join("full/mine.csv")).unwrap(), "1");
    assert!(!path.join("full/.shishi").exists());
}

#[test]
fn results_in_the_folder_that_is_read_are_not_read() {
    let folder = archive(3);
    for resume in [&[][..], &["--resume"]] {
        let ran = run(&mut batch(&folder.path().join("in"), &[&[".", "-o", "out"], resume].concat()), b"");
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(manifest(&folder.path().join("in/out")).len(), 3);
    }
    assert_eq!(outputs(&folder.path().join("in/out")).len(), 10);
}

#[test]
fn names_that_come_twice_are_read_once_or_told_apart() {
    let folder = archive(2);
    fs::copy(folder.path().join("in/a/0000.txt"), folder.path().join("in/b/0000.txt")).unwrap();
    let ran = run(&mut batch(folder.path(), &["in", "in/a", "-o", "out"]), b"");
    assert_eq!(
        statuses(&folder.path().join("out")),
        ["in/a/0000.txt read", "in/b/0000.txt read", "in/b/0001.txt read"]
    );
    assert!(ran.err.contains("1 paths named twice, read once"), "{}", ran.err);
}

#[test]
fn a_bomb_does_not_go_off() {
    let folder = archive(1);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let zeros = vec![b' '; 1 << 20];
    zip.start_file("bomb.txt", SimpleFileOptions::default()).unwrap();
    for _ in 0..24 {
        zip.write_all(&zeros).unwrap();
    }
    zip.start_file("notice.txt", SimpleFileOptions::default()).unwrap();
    zip.write_all(notice(3).as_bytes()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    fs::write(folder.path().join("in/torn.zip"), &zip[..zip.len() - 40]).unwrap();
    fs::write(folder.path().join("in/bomb.zip"), zip).unwrap();
    let ran = run(&mut batch(folder.path(), &["in", "-o", "out"]), b"");
    assert_eq!(ran.code, 1);
    assert_eq!(
        statuses(&folder.path().join("out")),
        ["in/a/0000.txt read", "in/bomb.zip/bomb.txt refused", "in/bomb.zip/notice.txt read", "in/torn.zip unreadable"]
    );
    assert!(ran.err.contains("in/bomb.zip/bomb.txt: more than"), "{}", ran.err);
    assert!(ran.err.contains("in/torn.zip: the zip file is damaged"), "{}", ran.err);
}
