//! How fast real files become notices: whole parse, in files a second; and web pages text, in bytes a second.
//!
//! `cargo bench --bench files`. The files of the fixtures are small; `SHISHI_FILES=FOLDER` measures the files of a folder instead, each on
//! its own.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shishi::{Options, parse, source};
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
        } else if ["docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "pdf", "html"].contains(&format) {
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

/// Web pages into text and grids, in bytes of the page: small ones, and one with a table of many rows.
fn pages(c: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    files(&root, &mut found);
    let mut pages: Vec<(String, Vec<u8>)> = found
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .map(|path| (path.strip_prefix(&root).unwrap_or(path).display().to_string(), fs::read(path).expect("a page")))
        .collect();
    let long = pages.iter().find(|(name, _)| name.ends_with("portal.html")).map(|(_, page)| {
        let page = String::from_utf8_lossy(page);
        let (head, foot) = page.split_once("</tbody>").expect("a table");
        let rows = head.split_once("<tbody>").expect("a table").1;
        format!("{head}{}</tbody>{foot}", rows.repeat(1000)).into_bytes()
    });
    pages.extend(long.map(|page| ("a table of 4,000 rows".to_string(), page)));
    let mut group = c.benchmark_group("pages");
    for (name, bytes) in pages {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| hint::black_box(source::decode(&bytes, None, &source::Limits::default())))
        });
    }
    group.finish();
}

criterion_group!(benches, formats, pages);
criterion_main!(benches);
