//! Runs that are broken off at any moment and gone on with: they end in the bytes of a run that nobody disturbed.

use super::program::{Ran, run};
use super::{archive, assert_same, batch, manifest, notice, outputs};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const FORMATS: &str = "csv,parquet";

#[test]
fn killed_at_twenty_moments() {
    let folder = archive(150);
    let path = folder.path();
    run(&mut batch(path, &["in", "-o", "whole", "--format", FORMATS]), b"");
    let index = |out: &str, part: &str| fs::metadata(path.join(out).join(".shishi").join(part).join("index.ndjson"));
    let total = index("whole", "kept").expect("an index").len();
    // Moments as if by chance, the same ones each time: when so much is written, and a little later. Some are behind the last file,
    // where the outputs are made and get their names.
    let mut chance = 20_311_207u64;
    let mut roll = move |below: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % below
    };
    let mut finished = 0;
    for _ in 0..20 {
        let mut command = batch(path, &["in", "-o", "killed", "--resume", "--format", FORMATS, "--jobs", "2"]);
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run");
        let enough = roll(total + total / 4).min(total);
        while child.try_wait().expect("a state").is_none()
            && !index("killed", "run").is_ok_and(|index| index.len() >= enough)
        {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(roll(12)));
        child.kill().expect("killed");
        let whole = child.wait().expect("ended").success();
        let work = path.join("killed/.shishi");
        let is_being_named = work.join("run/finished.json").exists();
        let shown = fs::read_dir(path.join("killed")).map_or(0, Iterator::count);
        assert!(shown < 2 || is_being_named || work.join("kept/finished.json").exists(), "half a run is shown");
        if whole || work.join("kept/finished.json").exists() {
            assert_same(&path.join("killed"), &path.join("whole"));
            fs::remove_dir_all(path.join("killed")).expect("removed");
            finished += 1;
        }
    }
    assert!(finished < 20, "every run ended before it was killed");
    let last = run(&mut batch(path, &["in", "-o", "killed", "--resume", "--format", FORMATS]), b"");
    assert_eq!(last.code, 0, "{}", last.err);
    assert_same(&path.join("killed"), &path.join("whole"));
    assert!(!path.join("killed/.shishi/run").exists(), "nothing is left");
}

/// Starts a run and breaks it off with Ctrl-C once something is written.
fn interrupted(folder: &Path, out: &str) -> Ran {
    let mut command = batch(folder, &["in", "-o", out, "--jobs", "1"]);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
    let index = folder.join(out).join(".shishi/run/index.ndjson");
    while !fs::metadata(&index).is_ok_and(|index| index.len() > 0) {
        thread::sleep(Duration::from_millis(1));
    }
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    child.wait_with_output().expect("the end").into()
}

#[test]
fn ctrl_c_ends_with_130_and_can_be_gone_on_with() {
    let folder = archive(600);
    let path = folder.path();
    let ran = interrupted(path, "out");
    assert_eq!(ran.code, 130, "{}", ran.err);
    assert!(ran.err.contains("the same command with --resume goes on"), "{}", ran.err);
    assert!(outputs(&path.join("out")).is_empty());
    let forgot = run(&mut batch(path, &["in", "-o", "out"]), b"");
    assert_eq!(forgot.code, 2);
    assert!(forgot.err.contains("holds a run that was broken off: add --resume"), "{}", forgot.err);
    let went_on = run(&mut batch(path, &["in", "-o", "out", "--resume"]), b"");
    assert_eq!(went_on.code, 0, "{}", went_on.err);
    assert!(went_on.err.contains("unchanged since the last run"), "{}", went_on.err);
    run(&mut batch(path, &["in", "-o", "whole"]), b"");
    assert_same(&path.join("out"), &path.join("whole"));
}

#[test]
fn only_what_is_new_or_changed_is_read() {
    let folder = archive(20);
    let path = folder.path();
    run(&mut batch(path, &["in", "-o", "out"]), b"");
    fs::write(path.join("in/a/0004.txt"), notice(99)).unwrap();
    fs::write(path.join("in/a/0000-new.txt"), notice(98)).unwrap();
    fs::remove_file(path.join("in/b/0003.txt")).unwrap();
    let again = run(&mut batch(path, &["in", "-o", "out", "--resume", "--format", "csv,ndjson"]), b"");
    assert!(again.err.contains("20 files: 20 read with 80 items (18 unchanged since the last run)"), "{}", again.err);
    run(&mut batch(path, &["in", "-o", "anew", "--format", "csv,ndjson"]), b"");
    assert_same(&path.join("out"), &path.join("anew"));
    // Fewer formats: what is no longer written does not stay behind. Damaged results are not taken over.
    let mut figures = fs::read(path.join("out/figures.csv")).unwrap();
    let middle = figures.len() / 2;
    figures[middle] ^= 1;
    fs::write(path.join("out/figures.csv"), figures).unwrap();
    let mended = run(&mut batch(path, &["in", "-o", "out", "--resume"]), b"");
    assert!(mended.err.contains("(19 unchanged"), "{}", mended.err);
    run(&mut batch(path, &["in", "-o", "csv"]), b"");
    assert_same(&path.join("out"), &path.join("csv"));
}

#[test]
fn a_run_that_was_broken_off_is_gone_on_with_when_files_came_since() {
    let folder = archive(400);
    let path = folder.path();
    assert_eq!(interrupted(path, "out").code, 130);
    fs::write(path.join("in/a/0000-new.txt"), notice(9_999)).unwrap();
    let went_on = run(&mut batch(path, &["in", "-o", "out", "--resume"]), b"");
    assert!(went_on.err.contains("401 read") && went_on.err.contains("unchanged"), "{}", went_on.err);
    run(&mut batch(path, &["in", "-o", "whole"]), b"");
    assert_same(&path.join("out"), &path.join("whole"));
    assert_eq!(manifest(&path.join("out"))[1]["path"], "in/a/0000.txt");
}

#[test]
fn a_full_disk_is_said_and_gone_on_with() {
    let folder = archive(300);
    let path = folder.path();
    // A limit of the shell stands for the disk: no file may grow beyond it. It lets through more than are written at a time.
    let script = format!("trap '' XFSZ; ulimit -f 2400; exec {} batch in -o out", env!("CARGO_BIN_EXE_shishi"));
    let full = run(Command::new("sh").args(["-c", &script]).current_dir(path), b"");
    assert_eq!(full.code, 2, "{}", full.err);
    assert!(full.err.contains("no space is left") && full.err.contains("--resume"), "{}", full.err);
    assert!(outputs(&path.join("out")).is_empty());
    let went_on = run(&mut batch(path, &["in", "-o", "out", "--resume"]), b"");
    assert!(went_on.code == 0 && went_on.err.contains("unchanged"), "{}", went_on.err);
    run(&mut batch(path, &["in", "-o", "whole"]), b"");
    assert_same(&path.join("out"), &path.join("whole"));
}
