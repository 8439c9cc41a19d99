//! How fast real files become notices: whole parse, in files a second.
//!
//! `cargo bench --bench files`. The files of the fixtures are small; `SHISHI_FILES=FOLDER` measures the files of a folder instead, each on
//! its own.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shishi::{Options, parse};
use std::path::{Path, PathBuf};
use std::{env, fs, hint};

/// The files of a folder and the folders in it that are no plain text, in order.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let format = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if path.is_dir() {
            files(&path, found);
        } else if ["docx", "doc", "odt", "xlsx", "xls", "ods", "pdf", "html"].contains(&format) {
            found.push(path);
        }
    }
}

fn formats(c: &mut Criterion) {
    let root = env::var_os("SHISHI_FILES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), PathBuf::from);
    let mut found = Vec::new();
    files(&root, &mut found);
    let mut group = c.benchmark_group("files");
    group.throughput(Throughput::Elements(1));
    for path in found {
        let bytes = fs::read(&path).expect("a file");
        let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        group.bench_function(name, |b| b.iter(|| hint::black_box(parse(&bytes, &Options::default()))));
    }
    group.finish();
}

criterion_group!(benches, formats);
criterion_main!(benches);
