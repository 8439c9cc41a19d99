//! The pages of `shishi review` in a real browser (`tests/browser/`, run by Node.js).
//!
//! Needs Chromium (Debian: `apt-get install chromium`, or its path in CHROMIUM), Node.js 20 and the packages of
//! `tests/browser` (`npm ci` there). Where one of them is missing the test says so and passes, unless SHISHI_BROWSER is set, as
//! `.ci/run` does once it has installed them.
#![cfg(unix)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is missing for the tests to run.
fn missing(folder: &Path) -> Option<String> {
    let chromium = env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    if !chromium.exists() {
        return Some(format!("no Chromium at {}: apt-get install chromium, or set CHROMIUM", chromium.display()));
    }
    let node = Command::new("node").arg("--version").output().map(|told| told.stdout).unwrap_or_default();
    let node = String::from_utf8_lossy(&node);
    let major = node.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        return Some(format!("expected Node.js 20 or later, found {:?}", node.trim()));
    }
    let packages = ["playwright-core", "axe-core"].map(|name| folder.join("node_modules").join(name));
    packages.iter().any(|package| !package.exists()).then(|| format!("no packages: npm ci in {}", folder.display()))
}

#[test]
fn pages_work_in_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(missing) = missing(&folder) {
        assert!(env::var_os("SHISHI_BROWSER").is_none(), "the browser tests cannot run: {missing}");
        // Written past the capture of tests, so that nobody takes the skip for a pass.
        let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("skipped: browser tests: {missing}\n"));
        return;
    }
    let pages = tempfile::tempdir().expect("a folder");
    let ran = Command::new("node")
        .args(["--test", "--test-reporter=spec", "notice.test.mjs", "archive.test.mjs"])
        .current_dir(&folder)
        .env("SHISHI", env!("CARGO_BIN_EXE_shishi"))
        .env("TMPDIR", pages.path())
        .output()
        .expect("node starts");
    assert!(ran.status.success(), "{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
}
