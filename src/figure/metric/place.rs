//! Places told by their shape: 清江浦区, 涟水县, 淮安经济技术开发区. No list of names.

/// Words that end like a place and are none, by their last two characters.
const NONE: &[&str] = &[
    "小区",
    "社区",
    "城区",
    "地区",
    "景区",
    "园区",
    "辖区",
    "牧区",
    "山区",
    "库区",
    "灾区",
    "片区",
    "街区",
    "校区",
    "厂区",
    "新区",
    "老区",
    "县区",
    "市区",
    "城市",
    "超市",
    "都市",
    "集市",
    "门市",
    "乡镇",
    "城镇",
    "村镇",
    "建制镇",
    "范区",
    "范县",
    "范镇",
    "范市",
    "个区",
    "个县",
    "个市",
    "个镇",
    "全市",
    "全区",
    "全县",
    "各区",
    "各县",
    "各市",
    "功能区",
    "保护区",
    "住宅区",
    "工业区",
    "聚居区",
    "成区",
    "护区",
    "宅区",
    "居区",
    "业区",
    "务区",
    "上市",
    "夜市",
    "股市",
    "楼市",
    "花市",
    "早市",
    "菜市",
    "两县",
    "三区",
    "三县",
    "四区",
    "郊区",
    "林区",
    "矿区",
    "湖区",
    "港区",
    "特区",
    "分区",
    "院区",
    "禁区",
    "湿地区",
    "我区",
    "我市",
    "我县",
    "本区",
    "本市",
    "本县",
    "我旗",
    "全旗",
    "红旗",
    "国旗",
    "设市",
    "赴县",
    "强县",
    "大县",
    "贫困县",
    "好县",
    "点县",
    "点镇",
    "点区",
    "城乡",
    "下乡",
    "家乡",
    "返乡",
    "水乡",
    "各乡",
    "回乡",
    "离乡",
    "三乡",
    "级市",
    "民市",
];

/// Zones whose names end alike everywhere.
const ZONES: &[&str] = &[
    "开发区",
    "高新区",
    "工业园区",
    "产业园区",
    "文旅区",
    "示范区",
    "度假区",
    "园区",
    "新区",
    "管理区",
    "经开区",
    "高开区",
    "保税区",
    "合作区",
    "自贸区",
];

/// What behind 区 or 县 makes it part of another word: 市场, 区级, 县域.
const JOINED: &[char] = &[
    '场', '级', '域', '民', '政', '立', '属', '直', '委', '容', '区', '县', '市', '镇', '道', '坊', '帜', '下', '长',
    '内', '外', '办', '局', '村', '乡', '街',
];

/// The length in bytes of a place at the start of a string.
pub(super) fn prefix(text: &str) -> Option<usize> {
    let mut chars = 0;
    for (at, c) in text.char_indices().take(14) {
        if !('\u{4E00}'..='\u{9FFF}').contains(&c) {
            return None;
        }
        chars += 1;
        let end = at + c.len_utf8();
        let rest = text[end..].chars().next();
        let name = &text[..end];
        let closes = match c {
            '区' => {
                let zone = ZONES.iter().any(|zone| name.ends_with(zone)) && chars >= 4;
                zone || ((2..=6).contains(&chars)
                    && (is_district(name, chars) || !NONE.iter().any(|none| name.ends_with(none))))
            }
            '县' | '市' | '旗' | '镇' | '乡' | '盟' => {
                (2..=7).contains(&chars) && !NONE.iter().any(|none| name.ends_with(none))
            }
            '道' => {
                name.ends_with("街道")
                    && chars >= 4
                    && !["城市", "社区", "乡镇", "涉农"].iter().any(|word| name.starts_with(word))
            }
            '级' => name.ends_with("本级"),
            _ => false,
        };
        let joined = rest.is_some_and(|next| JOINED.contains(&next));
        if closes && !joined {
            return Some(end);
        }
    }
    None
}

/// Whether a member of a breakdown is a place, though it has not the shape of a district.
pub(super) fn is_part(name: &str) -> bool {
    let ends = [
        "片区", "镇街", "街道", "乡镇", "县区", "区县", "园区", "市直", "区直", "县直", "市属", "区属", "本级", "街镇",
        "地区", "新城", "各地", "城区", "集团",
    ]
    .iter()
    .any(|end| name.ends_with(end));
    ends && name.chars().count() <= 12
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
