//! The region of a notice whose title and issuer name none: spoken of in the text, or told by its districts.

use super::mention::{Mention, is_han, is_kind, mentions};
use super::{known, of_year, region, unknown};
use crate::lexicon::{Division, divisions};
use crate::record::Region;

/// The region of a notice that names it only in passing, or names only its districts.
pub(super) fn from_body(body: &str, year: Option<i16>) -> Option<Region> {
    let found = mentions(body);
    if let Some(own) = found.iter().take_while(|m| m.end < HEAD).find(|m| reports_to_congress(&body[m.end..])) {
        return Some(region(own, &[], body, year));
    }
    let word = level_word(body);
    let mut names: Vec<(&str, usize)> = Vec::new();
    for m in &found {
        match names.iter().position(|(name, _)| *name == m.name) {
            Some(i) => names[i].1 += 1,
            None if names.len() < 200 => names.push((m.name, 1)),
            None => {}
        }
    }
    let own = |kind: char| names.iter().filter(move |(name, _)| name.ends_with(kind)).max_by_key(|(_, count)| *count);
    let above = shared_parent(&names, year);
    match word? {
        '省' if own('省').is_none() => shared_province(&names, year).map(|d| known(d.name, &d, true)),
        kind @ ('市' | '盟' | '州') => {
            let above = above.filter(|(d, _)| d.name.ends_with(kind));
            match (own(kind), above) {
                (_, Some((d, _))) => {
                    let spoken = names.iter().any(|(name, _)| divisions(name).any(|o| o.code == d.code));
                    Some(known(d.name, &d, !spoken))
                }
                (Some(&(name, count)), None) if count >= 2 => Some(named_in(name, &found, body, year)),
                _ => None,
            }
        }
        kind => {
            let &(name, count) = own(kind)?;
            let next =
                names.iter().filter(|(n, _)| n.ends_with(kind) && *n != name).map(|(_, c)| *c).max().unwrap_or(0);
            (count >= 2 && count >= 2 * next).then(|| named_in(name, &found, body, year))
        }
    }
}

/// How far from its start a report tells before whom it is given, in bytes.
const HEAD: usize = 2048;

/// Whether a region's name is that of the congress to which its government reports, or of the mayor who does:
/// 在某市第十七届人民代表大会第三次会议上, 某县人民政府县长.
fn reports_to_congress(rest: &str) -> bool {
    if let Some(whose) = rest.strip_prefix("人民政府") {
        let whose = whose.trim_start_matches(['代', '理']);
        return ["市长", "县长", "区长", "省长", "州长", "旗长", "盟长", "主席"].iter().any(|w| whose.starts_with(w));
    }
    let Some(session) = rest.strip_prefix('第') else { return false };
    let which = session.split('届').next().unwrap_or_default();
    which.len() < 13 && session[which.len()..].starts_with("届人民代表大会")
}

fn named_in(name: &str, found: &[Mention], body: &str, year: Option<i16>) -> Region {
    match found.iter().find(|m| m.name == name) {
        Some(mention) => region(mention, &[], body, year),
        None => unknown(name),
    }
}

/// The prefecture (or municipality) that most of the named counties and districts lie in: at least two of them, and twice as many as
/// in any other.
fn shared_parent(names: &[(&str, usize)], year: Option<i16>) -> Option<(Division, usize)> {
    let mut parents: Vec<(&'static str, &'static str, usize)> = Vec::new();
    for (name, _) in names {
        for d in of_year(name, year).into_iter().filter(Division::is_county) {
            let parent = if d.prefecture.is_empty() { d.province } else { d.prefecture };
            match parents.iter_mut().find(|p| p.0 == parent && p.1 == d.province) {
                Some(p) => p.2 += 1,
                None => parents.push((parent, d.province, 1)),
            }
        }
    }
    parents.sort_by_key(|p| std::cmp::Reverse(p.2));
    let &(name, province, count) = parents.first()?;
    let next = parents.get(1).map_or(0, |p| p.2);
    if count < 2 || count < 2 * next {
        return None;
    }
    let parent =
        of_year(name, year).into_iter().find(|d| d.province == province || d.is_province() && d.name == province)?;
    Some((parent, count))
}

/// The province that most of the named cities and prefectures lie in: at least three of them, and twice as many as in any other.
fn shared_province(names: &[(&str, usize)], year: Option<i16>) -> Option<Division> {
    let mut provinces: Vec<(&'static str, usize)> = Vec::new();
    for (name, _) in names {
        for d in of_year(name, year).into_iter().filter(Division::is_prefecture) {
            match provinces.iter_mut().find(|p| p.0 == d.province) {
                Some(p) => p.1 += 1,
                None => provinces.push((d.province, 1)),
            }
        }
    }
    provinces.sort_by_key(|p| std::cmp::Reverse(p.1));
    let &(name, count) = provinces.first()?;
    let next = provinces.get(1).map_or(0, |p| p.1);
    (count >= 3 && count >= 2 * next).then(|| of_year(name, year).into_iter().next())?
}

/// The level whose word stands most often in front of an office: 盟民政局, 市人社局. At least twice; else that of 全市.
fn level_word(body: &str) -> Option<char> {
    let kinds = ['省', '市', '区', '县', '旗', '州', '盟'];
    let mut counts = [0usize; 7];
    let mut before = '\n';
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        if !is_han(before)
            && let Some(i) = kinds.iter().position(|&k| k == c)
            && chars
                .peek()
                .is_some_and(|&next| is_han(next) && !is_kind(next) && !matches!(next, '级' | '直' | '域' | '场'))
        {
            counts[i] += 1;
        }
        before = c;
    }
    let (at, &count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    if count >= 2 {
        return Some(kinds[at]);
    }
    // No office, but what holds for 全市.
    kinds.into_iter().find(|kind| body.contains(&format!("全{kind}")))
}
