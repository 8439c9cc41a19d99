//! The official forms of offices by their short forms: 人社局 is 人力资源和社会保障局. Words as data in `offices.tsv`.
//!
//! Knows nothing of whose office it is; the region in front is put there by the record room.

use std::sync::LazyLock;

const LIST: &str = include_str!("offices.tsv");

/// What a short form stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Office {
    /// An office of a government or of its like: its region stands in front.
    Of(String),
    /// An organ of the party committee: 中共…委 stands in front.
    Party(&'static str),
    /// A central body, which carries no region.
    Central(&'static str),
    /// Known, but named differently from place to place.
    Unclear,
}

struct Row {
    official: &'static str,
    ends: &'static str,
    /// First digits of the codes of its regions, blank-separated; empty: everywhere. Behind a `?`: where any name would be a guess.
    places: &'static str,
}

impl Row {
    /// Whether the full name differs from place to place.
    fn is_unclear(&self) -> bool {
        self.places.starts_with('?')
    }
}

/// A short or official form of a row.
struct Word {
    text: &'static str,
    row: u16,
    /// The word before it in its bucket, plus one.
    before: u16,
}

/// The rows by their words, in buckets: built in a twentieth of a millisecond, when the first unit needs its name.
struct Index {
    rows: Vec<Row>,
    words: Vec<Word>,
    /// The last word of each bucket, plus one.
    buckets: Vec<u16>,
}

const BUCKETS: usize = 4096;

fn bucket(word: &str) -> usize {
    let hash = word.bytes().fold(0xcbf2_9ce4u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 16) as usize % BUCKETS
}

impl Index {
    fn add(&mut self, text: &'static str, row: u16) {
        let last = &mut self.buckets[bucket(text)];
        self.words.push(Word { text, row, before: *last });
        *last = self.words.len() as u16;
    }

    /// The rows of a word, the last of the list first.
    fn find<'w>(&'static self, word: &'w str) -> impl Iterator<Item = &'static Row> + use<'w> {
        let mut at = self.buckets[bucket(word)];
        std::iter::from_fn(move || {
            let found = self.words.get(usize::from(at).checked_sub(1)?)?;
            at = found.before;
            Some(found)
        })
        .filter(move |found| found.text == word)
        .map(|found| &self.rows[usize::from(found.row)])
    }
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { rows: Vec::with_capacity(800), words: Vec::with_capacity(2500), buckets: vec![0; BUCKETS] };
    for line in LIST.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(words), Some(official), Some(ends)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let row = index.rows.len() as u16;
        let places = fields.next().unwrap_or("");
        index.rows.push(Row { official, ends, places });
        words.split(' ').for_each(|word| index.add(word, row));
        if !places.starts_with('?') {
            index.add(official, row);
        }
    }
    index
});

/// Last words with their full form.
const ENDS: [(&str, &str, &str); 6] = [
    ("局", "局", "局"),
    ("厅", "厅", "厅"),
    ("委员会", "委", "委员会"),
    ("委", "委", "委员会"),
    ("办公室", "办", "办公室"),
    ("办", "办", "办公室"),
];

/// What a word stands for in a region of this code (empty where it is not known). An organ of the party only where no office of the
/// government has the word: 信访局 is the government's, 委信访局 the party's ([`party_organ`]).
pub fn office(word: &str, code: &str) -> Option<Office> {
    let whole = rows(word, code, |row| matches!(row.ends, "=" | "中央")).map(|row| match row {
        row if row.is_unclear() => Office::Unclear,
        Row { ends: "中央", official, .. } => Office::Central(official),
        Row { official, .. } => Office::Of(official.to_string()),
    });
    let joined = || {
        let (stem, kind, end) = ENDS.iter().find_map(|(e, kind, full)| Some((word.strip_suffix(e)?, *kind, *full)))?;
        let row = rows(stem, code, |row| row.ends.split(' ').any(|e| e == kind))?;
        Some(if row.is_unclear() { Office::Unclear } else { Office::Of(format!("{}{end}", row.official)) })
    };
    whole.or_else(joined).or_else(|| party_organ(word).map(Office::Party))
}

/// The official form of an organ of the party committee.
pub fn party_organ(word: &str) -> Option<&'static str> {
    rows(word, "", |row| row.ends == "中共").map(|row| row.official)
}

/// Whether the word is the official form of some office, without its last word: 住房和城乡建设.
pub fn is_official_stem(word: &str) -> bool {
    rows(word, "", |row| row.official == word && !row.is_unclear() && !matches!(row.ends, "=" | "中共" | "中央"))
        .is_some()
}

/// The row of a word that fits the region best; of equal ones the first of the list.
fn rows(word: &str, code: &str, fits: impl Fn(&Row) -> bool) -> Option<&'static Row> {
    let near = |row: &Row| match row.places {
        "" | "?" => Some(0),
        places => {
            let places = places.trim_start_matches("? ");
            let here = |p: &&str| p.strip_prefix('*').map_or(code.starts_with(p), |end| code.ends_with(end));
            places.split(' ').filter(here).map(|p| if p.starts_with('*') { 1 } else { p.len() }).max()
        }
    };
    INDEX
        .find(word)
        .filter(|row| fits(row))
        .filter_map(|row| Some((near(row)?, row)))
        .max_by_key(|(near, _)| *near)
        .map(|(_, row)| row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str, code: &str) -> String {
        match office(word, code) {
            Some(Office::Of(name)) => name,
            other => panic!("{word}: {other:?}"),
        }
    }

    #[test]
    fn every_line_is_well_formed() {
        for line in LIST.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!((3..=4).contains(&fields.len()), "{line}");
            assert!(fields.iter().all(|f| !f.is_empty() && f.trim() == *f), "{line}");
            assert!(fields[2].split(' ').all(|e| ["局", "厅", "委", "办", "=", "中共", "中央"].contains(&e)), "{line}");
        }
        assert!(INDEX.words.len() > 900);
    }

    #[test]
    fn short_forms_become_official_ones() {
        assert_eq!(of("人社局", ""), "人力资源和社会保障局");
        assert_eq!(of("人社厅", ""), "人力资源和社会保障厅");
        assert_eq!(of("卫健委", ""), "卫生健康委员会");
        assert_eq!(of("卫生健康委员会", ""), "卫生健康委员会");
        assert_eq!(of("残联", ""), "残疾人联合会");
        assert_eq!(office("宣传部", ""), Some(Office::Party("宣传部")));
        assert_eq!(office("天马办", ""), None);
    }

    #[test]
    fn some_forms_hold_in_their_places_only() {
        assert_eq!(of("文旅委", "500000"), "文化和旅游发展委员会");
        assert_eq!(of("文广旅局", "510100"), "文化广电旅游局");
        assert_eq!(of("文广旅局", "320500"), "文化广电和旅游局");
        assert_eq!(of("住建委", "310000"), "住房和城乡建设管理委员会");
        assert_eq!(of("住建委", "110000"), "住房和城乡建设委员会");
    }
}
