//! How fast a notice becomes compact JSON: each seed, all of them, and the decoding alone, in bytes of the source.
//!
//! `cargo bench --bench parse`

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shishi::output::{json, wire};
use shishi::{Options, parse, source};
use std::path::Path;
use std::{fs, hint, io};

/// The seeds by name.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let paths = fs::read_dir(folder).expect("the seeds").map(|entry| entry.expect("an entry").path());
    let mut seeds: Vec<(String, Vec<u8>)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy();
            (name.split('_').next().unwrap_or_default().to_string(), fs::read(&path).expect("a seed"))
        })
        .collect();
    seeds.sort();
    seeds
}

/// One writer for all notices, like the command's: what it writes stays in its buffer until the next.
fn write(bytes: &[u8], writer: &mut json::Writer<io::Sink>) {
    let notice = parse(bytes, &Options::default());
    writer.write(&wire::Notice::new(&notice, None)).expect("nothing refuses it");
}

fn length(seeds: &[(String, Vec<u8>)]) -> u64 {
    seeds.iter().map(|(_, bytes)| bytes.len() as u64).sum()
}

fn notices(c: &mut Criterion) {
    let seeds = seeds();
    let mut group = c.benchmark_group("parse");
    for (name, bytes) in &seeds {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| {
            let mut writer = json::Writer::new(io::sink(), json::Shape::Lines);
            b.iter(|| write(hint::black_box(bytes), &mut writer));
        });
    }
    group.throughput(Throughput::Bytes(length(&seeds)));
    group.bench_function("all", |b| {
        let mut writer = json::Writer::new(io::sink(), json::Shape::Lines);
        b.iter(|| seeds.iter().for_each(|(_, bytes)| write(hint::black_box(bytes), &mut writer)));
    });
    group.finish();
}

fn decoding(c: &mut Criterion) {
    let seeds = seeds();
    let text: String = seeds.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let mut group = c.benchmark_group("decode");
    for (name, bytes) in [
        ("utf-8", text.clone().into_bytes()),
        ("utf-8 with crlf", text.replace('\n', "\r\n").into_bytes()),
        ("gb18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
    ] {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| {
            b.iter_with_large_drop(|| source::decode(hint::black_box(&bytes), None, &source::Limits::default()))
        });
    }
    group.finish();
}

criterion_group!(benches, notices, decoding);
criterion_main!(benches);
