//! Places told by their shape: 东河区, 白石县, 青川经济技术开发区. No list of names.

use crate::lexicon::{WordIndex, is_division};

use crate::lexicon::place_word::{HALVES, JOINED, NO_PLACES, PARTS, ZONES};
use crate::text::character::{is_ideograph, keys, three};
use std::sync::LazyLock;

/// Characters that a place by its shape ends with.
const ENDS: [u32; 9] = keys("区县市旗镇乡盟道级");

/// The length in bytes of a place at the start of a string.
pub(super) fn prefix(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    for chars in 1..=14 {
        // All characters so far are of three bytes.
        let (at, end) = (chars * 3 - 3, chars * 3);
        let last = three(&bytes[at..]);
        if !is_ideograph(last) {
            return None;
        }
        if !ENDS.contains(&last) {
            continue;
        }
        if text[end..].chars().next().is_some_and(|next| JOINED.contains(&next)) {
            continue;
        }
        let name = &text[..end];
        let closes = match &text[at..end] {
            "区" => {
                // 工业园区 alone names none.
                let zone = || ZONES.iter().filter(|zone| name.ends_with(**zone)).max_by_key(|zone| zone.len());
                let zone = chars >= 4 && zone().is_some_and(|zone| zone.len() < name.len());
                zone || ((2..=6).contains(&chars) && (is_district(name, chars) || !is_no_place(name)))
            }
            "道" => {
                chars >= 4
                    && name.ends_with("街道")
                    && !["城市", "社区", "乡镇", "涉农"].iter().any(|word| name.starts_with(word))
            }
            "级" => name.ends_with("本级"),
            _ => (2..=7).contains(&chars) && !is_no_place(name),
        };
        if closes {
            return Some(end);
        }
    }
    None
}

/// Whether a name ends like a word that is no place.
fn is_no_place(name: &str) -> bool {
    static ENDINGS: LazyLock<WordIndex<()>> =
        LazyLock::new(|| WordIndex::new(NO_PLACES.split_ascii_whitespace().map(|end| (end, ()))));
    let is_word = |end: &str| ENDINGS.longest_in(end).is_some_and(|(len, ())| len == end.len());
    // 宜城市 and 聊城市 end like 城市. Names of two characters are left to the list of words: 城区, 郊区.
    if name.len() > 6 && is_division(name) {
        return false;
    }
    let mut starts = name.char_indices().rev().skip(1).map(|(at, _)| at);
    starts.next().is_some_and(|at| is_word(&name[at..])) || starts.next().is_some_and(|at| is_word(&name[at..]))
}

/// Whether a bracket holds nothing but levels of places: the inside of 县（市、区）.
pub(super) fn is_levels(inside: &str) -> bool {
    !inside.is_empty() && inside.len() <= 24 && inside.chars().all(|c| "市区县旗镇乡街道社村居、".contains(c))
}

/// The length of such a bracket at the start of a string, 0 where none stands.
pub(super) fn levels(text: &str) -> usize {
    let Some(inside) = text.strip_prefix(['(', '（']) else { return 0 };
    let open = text.len() - inside.len();
    match inside.char_indices().take(9).find(|(_, c)| matches!(c, ')' | '）')) {
        Some((at, close)) if is_levels(&inside[..at]) => open + at + close.len_utf8(),
        _ => 0,
    }
}

/// Whether a name is the built-up part of any region: 城区, 县城. 城市 and 城镇 open names: 城镇新增就业.
pub(super) fn is_town(name: &str) -> bool {
    matches!(name, "城区" | "主城区" | "中心城区" | "县城" | "市区" | "镇区")
}

/// Whether a member of a breakdown is a place, though it has not the shape of a district.
pub(super) fn is_part(name: &str) -> bool {
    // 其他县（市、区）
    if let Some((front, inside)) = name.trim_end_matches([')', '）']).split_once(['(', '（']) {
        return front.chars().nth(8).is_none()
            && front.ends_with(['县', '市', '区', '镇', '乡', '旗'])
            && is_levels(inside);
    }
    HALVES.contains(&name) || name.chars().nth(12).is_none() && PARTS.iter().any(|end| name.ends_with(end))
}

/// 岚山区 is a district, 贫困山区 and 主城区 are none.
fn is_district(name: &str, chars: usize) -> bool {
    let land = ["山区", "湖区", "城区", "港区", "矿区", "林区"].iter().any(|land| name.ends_with(land));
    chars == 3
        && land
        && !name.starts_with([
            '主', '老', '大', '小', '高', '深', '农', '半', '土', '新', '全', '各', '中', '建', '近', '库', '江', '环',
            '在', '我',
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_by_shape() {
        for (text, place) in [
            ("清河区25个", Some("清河区")),
            ("云岭经济技术开发区4个", Some("云岭经济技术开发区")),
            ("东山县完工率", Some("东山县")),
            ("盟本级完成", Some("盟本级")),
            ("城关镇", Some("城关镇")),
            ("岚山区新建", Some("岚山区")),
            ("宜城市60个", Some("宜城市")),
            ("海绵城市建设", None),
            ("县乡道改造", None),
            ("农村牧区改厕", None),
            ("小区改造", None),
            ("城市河道", None),
            ("农贸市场", None),
            ("县级养老", None),
            ("老旧小区改造", None),
            ("", None),
        ] {
            assert_eq!(prefix(text).map(|n| &text[..n]), place, "{text}");
        }
    }
}
