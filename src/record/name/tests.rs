//! The corpus of names (`corpus.tsv`: region, unit, full name or `-`, year): the examples are the specification.

use super::*;
use crate::record::region;

#[test]
fn every_unit_of_the_corpus_has_its_name() {
    let mut misses = Vec::new();
    for line in include_str!("corpus.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(place), Some(raw), Some(name)) = (fields.next(), fields.next(), fields.next()) else {
            panic!("{line}")
        };
        let year = fields.next().map_or(2023, |y| y.parse().unwrap());
        let region = region::find(&[&format!("{place}{year}年民生实事项目")], "", Some(year));
        let found = standard(raw, region.as_ref(), Some(year));
        if found.as_deref().unwrap_or("-") != name {
            misses.push(format!("{place} {raw}: {name} expected, {} found", found.as_deref().unwrap_or("-")));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn nothing_panics() {
    let region = region::find(&["成都市2023年民生实事"], "", Some(2023));
    for raw in [
        "",
        "市",
        "局",
        "分局",
        "委",
        "市委",
        "中共",
        "团",
        "国家税务总局",
        "税务局",
        "消防大队",
        "人行",
        "调查队",
        "()",
        "管委会",
        "新区",
        "府",
        "abc",
        "市a局",
        "街道办",
        "\u{10FFFF}市局",
        "公安分局分局",
    ] {
        standard(raw, region.as_ref(), None);
        standard(raw, None, None);
    }
    // Any words in a row, cut anywhere.
    let words = [
        "市",
        "区",
        "县",
        "盟",
        "成都",
        "武侯区",
        "四川省",
        "公安",
        "分局",
        "局",
        "委",
        "办",
        "税务局",
        "消防",
        "大队",
        "管委会",
        "高新区",
        "镇",
        "街道",
        "团",
        "中共",
        "人行",
        "调查队",
        "国家税务总局",
        "政府",
        "a",
        "(",
        ")",
        "，",
        "é",
        "党委",
        "生态环境",
        "法院",
        "中心",
        "有限公司",
        "銀",
    ];
    let mut seed = 7u32;
    for _ in 0..1500 {
        let mut raw = String::new();
        for _ in 0..=seed % 5 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            raw.push_str(words[(seed >> 8) as usize % words.len()]);
        }
        standard(&raw, region.as_ref(), Some(2016));
        standard(&raw, None, None);
        region::find(&[&raw], &raw, None);
    }
}
