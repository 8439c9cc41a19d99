//! How fast the figure engine reads: bytes of UTF-8 text a second, the five seeds as one passage each.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shishi::figure::{Setting, scan};
use shishi::lexicon::Field;

fn seeds() -> Vec<String> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()).collect()
}

fn figures(c: &mut Criterion) {
    let texts = seeds();
    let setting = Setting::new(Field::Target, false);
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = c.benchmark_group("figures");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("seeds", |b| {
        b.iter(|| texts.iter().map(|text| scan(text, &setting).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, figures);
criterion_main!(benches);
