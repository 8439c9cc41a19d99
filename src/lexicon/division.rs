//! The administrative divisions of China by name, from the province down to the county, with the years in which each was seen.
//!
//! The list (`regions.tsv`, made by `scripts/regions.py`, which states its sources and licences) is sorted by name and searched
//! where it lies; only where each first character begins is noted, when the first name is asked for. Which division a notice means is not decided here.

use std::sync::LazyLock;

const LIST: &str = include_str!("regions.tsv");

/// The last year that the list knows.
const NEWEST: i16 = 2023;

/// Peoples that stand in the full names of autonomous regions, the longest first.
pub const PEOPLES: &[&str] = &[
    "柯尔克孜族",
    "维吾尔族",
    "哈萨克族",
    "柯尔克孜",
    "达斡尔族",
    "塔吉克族",
    "鄂温克族",
    "鄂伦春族",
    "布依族",
    "朝鲜族",
    "土家族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "东乡族",
    "纳西族",
    "景颇族",
    "仫佬族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "蒙古族",
    "维吾尔",
    "哈萨克",
    "塔吉克",
    "达斡尔",
    "蒙古",
    "锡伯",
    "各族",
    "回族",
    "藏族",
    "苗族",
    "彝族",
    "壮族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "黎族",
    "佤族",
    "畲族",
    "水族",
    "土族",
    "羌族",
    "怒族",
];

/// Cities and counties of Taiwan, which GB/T 2260 gives no codes.
pub const TAIWAN: &[&str] = &[
    "台北市",
    "新北市",
    "桃园市",
    "台中市",
    "台南市",
    "高雄市",
    "基隆市",
    "新竹市",
    "嘉义市",
    "新竹县",
    "苗栗县",
    "彰化县",
    "南投县",
    "云林县",
    "嘉义县",
    "屏东县",
    "宜兰县",
    "花莲县",
    "台东县",
    "澎湖县",
    "金门县",
    "连江县",
    "台北县",
    "桃园县",
];

/// A division as it was from its first to its last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// In full: 延边朝鲜族自治州 where 延边州 was asked for.
    pub name: &'static str,
    /// Six digits, GB/T 2260.
    pub code: &'static str,
    /// Empty for provinces and prefectures, and for counties that have none above.
    pub prefecture: &'static str,
    /// Empty for provinces.
    pub province: &'static str,
    pub first: i16,
    pub last: i16,
}

impl Division {
    pub fn is_province(&self) -> bool {
        self.code.ends_with("0000")
    }

    pub fn is_prefecture(&self) -> bool {
        self.code.ends_with("00") && !self.is_province()
    }

    pub fn is_county(&self) -> bool {
        !self.code.ends_with("00")
    }

    /// Whether it stood in the year. Later years than the list knows count as its last one.
    pub fn stood_in(&self, year: i16) -> bool {
        let year = year.min(NEWEST);
        self.first <= year && year <= self.last
    }

    /// How many years lie between the year and the division's time.
    pub fn distance(&self, year: i16) -> i16 {
        let year = year.min(NEWEST);
        if year < self.first { self.first - year } else { (year - self.last).max(0) }
    }
}

/// All divisions that have or had this name, in full or in short form with its last character (延边州, 达茂旗), in the order of their codes.
pub fn divisions(name: &str) -> impl Iterator<Item = Division> + use<> {
    let end = if name.is_empty() { 0 } else { LIST.len() };
    let start = first_line(name).min(end);
    let name = name.to_string();
    LIST[start..end].lines().map_while(move |line| {
        let mut fields = line.split('\t');
        (fields.next()? == name).then_some(())?;
        let code = fields.next()?;
        let prefecture = fields.next()?;
        let province = fields.next()?;
        let first = fields.next()?.parse().ok()?;
        let last = fields.next()?.parse().ok()?;
        let full = fields.next();
        let own = &line[..name.len()];
        Some(Division { name: full.unwrap_or(own), code, prefecture, province, first, last })
    })
}

/// Whether any division has or had this name.
pub fn is_division(name: &str) -> bool {
    /// What names end with: a search is spared where this one does not.
    const LAST: [char; 17] =
        ['县', '区', '市', '旗', '州', '省', '盟', '岛', '域', '古', '会', '夏', '西', '疆', '门', '藏', '港'];
    if !name.ends_with(LAST) {
        return false;
    }
    let rest = &LIST.as_bytes()[first_line(name)..];
    !name.is_empty() && rest.starts_with(name.as_bytes()) && rest.get(name.len()) == Some(&b'\t')
}

/// Where the names begin that start with a character, in the order of the list.
static HEADS: LazyLock<Vec<(char, usize)>> = LazyLock::new(|| {
    let mut heads: Vec<(char, usize)> = Vec::with_capacity(1024);
    let mut at = 0;
    for line in LIST.split_inclusive('\n') {
        if let Some(head) = line.chars().next().filter(|&head| heads.last().is_none_or(|last| last.0 != head)) {
            heads.push((head, at));
        }
        at += line.len();
    }
    heads
});

/// Start of the first line whose name is not less than `name`.
fn first_line(name: &str) -> usize {
    let bytes = LIST.as_bytes();
    let Some(head) = name.chars().next() else { return 0 };
    let group = HEADS.partition_point(|&(other, _)| other < head);
    let start_of = |group: usize| HEADS.get(group).map_or(bytes.len(), |&(_, start)| start);
    let mut low = start_of(group);
    if HEADS.get(group).is_none_or(|&(other, _)| other != head) {
        return low;
    }
    let mut high = start_of(group + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |i| low + i + 1);
        let stop = memchr::memchr(b'\n', &bytes[start..high]).map_or(high, |i| start + i + 1);
        let tab = memchr::memchr(b'\t', &bytes[start..stop]).map_or(stop, |i| start + i);
        if &bytes[start..tab] < name.as_bytes() { low = stop } else { high = start }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_whole() {
        let mut before = "";
        for line in LIST.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 6 || fields.len() == 7, "{line}");
            assert!(before <= fields[0], "{line}");
            assert!(fields[1].len() == 6 && fields[1].bytes().all(|b| b.is_ascii_digit()), "{line}");
            assert!(is_division(fields[0]));
            assert!(divisions(fields[0]).any(|d| d.code == fields[1]), "{line}");
            before = fields[0];
        }
    }

    #[test]
    fn finds_by_full_and_short_name() {
        let found: Vec<_> = divisions("延边州").collect();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name, found[0].code), ("延边朝鲜族自治州", "222400"));
        assert_eq!(divisions("鼓楼区").filter(|d| d.stood_in(2020)).count(), 4);
        assert!(divisions("襄阳市").all(|d| !d.stood_in(2009)));
        assert_eq!(divisions("即墨市").next().map(|d| d.distance(2020)), Some(3));
        assert_eq!(divisions("不存在县").count(), 0);
        assert_eq!(divisions("").count(), 0);
        assert!(!is_division("") && !is_division("龙") && !is_division("\u{10FFFF}"));
    }
}
