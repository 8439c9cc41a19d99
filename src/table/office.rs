//! Whether a part of a cell names an office, of which rank, or a person.
//!
//! Only by shape: endings of offices, openings that tell a level, family names. Full names are the record room's.

use crate::text::CharSet;

/// 2 for the name of an office, 1 for what may be one (东河区, 各学校), 0 else.
pub fn office(part: &str) -> u32 {
    let part = match bracket(part) {
        Some(open) if open > 0 => &part[..open],
        _ => part,
    };
    plain_office(part)
}

/// The same of a part without what stands in brackets behind it.
fn plain_office(part: &str) -> u32 {
    let Some(last) = part.chars().next_back() else { return 0 };
    let (strong, weak) = (STRONG_LAST.contains(last), WEAK_LAST.contains(last));
    if !strong && !weak || part.len() > LONGEST * 4 {
        return 0;
    }
    let part = unlabelled(part);
    let n = part.chars().count();
    if !(2..=LONGEST).contains(&n)
        || part.contains(|c: char| c.is_ascii_digit() || matches!(c, '的' | '了' | '“' | '《' | ':' | '：'))
    {
        return 0;
    }
    let opens = OPENS.begins(part) || part.starts_with("相关") || part.starts_with("有关");
    if strong && (opens || n >= 3) && STRONG.iter().any(|w| part.ends_with(w)) {
        return 2;
    }
    if weak && WEAK.iter().any(|w| part.ends_with(w)) {
        return if opens { 2 } else { 1 };
    }
    0
}

/// `牵头单位：县教育局`: the name behind the label.
fn unlabelled(part: &str) -> &str {
    let Some((label, name)) = part.split_once(['：', ':']) else { return part };
    let of_units =
        ["单位", "部门", "牵头", "配合", "主办", "协办", "承办", "责任"].iter().any(|end| label.ends_with(end));
    if of_units { name } else { part }
}

/// Where the first round bracket opens.
fn bracket(part: &str) -> Option<usize> {
    let bytes = part.as_bytes();
    memchr::memchr2_iter(b'(', 0xEF, bytes).find(|&at| bytes[at] == b'(' || bytes[at..].starts_with("（".as_bytes()))
}

/// Most characters that the name of an office has.
const LONGEST: usize = 22;

static OPENS: CharSet = CharSet::of("市省区區县縣盟州各旗镇鎮乡鄉");

/// Last characters of the words below: most strings are told apart by them alone.
static STRONG_LAST: CharSet = CharSet::of("局委厅廳会會府道司联聯协队隊团團处處部室院所办辦行门位街镇鎮业力)");
static WEAK_LAST: CharSet =
    CharSet::of("区區县縣市旗镇鎮乡鄉心院站所处處部会會校学學行园社馆室段署团体村家组电联厂台州");

const STRONG: &[&str] = &[
    "局",
    "委",
    "厅",
    "廳",
    "管委会",
    "管委會",
    "委员会",
    "委員會",
    "政府",
    "街道",
    "公司",
    "残联",
    "殘聯",
    "妇联",
    "婦聯",
    "工会",
    "工會",
    "科协",
    "总队",
    "支队",
    "支隊",
    "大队",
    "集团",
    "集團",
    "办事处",
    "辦事處",
    "宣传部",
    "组织部",
    "統战部",
    "统战部",
    "政法委",
    "办公室",
    "公安分局",
    "检察院",
    "法院",
    "工商联",
    "指挥部",
    "管理处",
    "事务所",
    "服务局",
    "办",
    "辦",
    "红十字会",
    "团市委",
    "团区委",
    "团县委",
    "人行",
    "银保监局",
    "部门",
    "單位",
    "单位",
    "有关单位",
    "镇街",
    "鎮街",
    "乡镇",
    "鄉鎮",
    "企业",
    "電力",
    "委(局)",
    "部门单位",
];

const WEAK: &[&str] = &[
    "区", "區", "县", "縣", "市", "旗", "镇", "鎮", "乡", "鄉", "中心", "院", "站", "所", "处", "處", "部", "会", "會",
    "校", "大学", "大學", "银行", "銀行", "园", "園区", "社", "馆", "室", "段", "署", "团", "集体", "村", "家", "组",
    "联社", "供电", "联", "厂", "台", "州",
];

/// 3 a city's or the notice's own office, 2 below that, 1 whole groups of places.
pub fn rank(part: &str) -> u8 {
    let first = part.chars().next().unwrap_or(' ');
    let groups = match first {
        '各' => true,
        '相' | '有' | '全' => ["相关", "有关", "全市"].iter().any(|w| part.starts_with(w)),
        _ => false,
    };
    if groups {
        return 1;
    }
    if LOW_LAST.ends(part) && LOW.iter().any(|w| part.ends_with(w)) && !part.starts_with("市政府") {
        return 1;
    }
    match first {
        '市' | '省' | '盟' | '州' => 3,
        '区' | '區' | '县' | '縣' | '旗' => 2,
        _ => 0,
    }
}

/// Endings of what stands below the notice's own offices.
const LOW: &[&str] = &[
    "政府",
    "管委会",
    "管委會",
    "街道",
    "镇街",
    "鎮街",
    "办事处",
    "辦事處",
    "镇",
    "鎮",
    "乡",
    "鄉",
    "县区",
    "單位",
    "区县",
    "园区",
    "开发区",
    "各区",
];

static LOW_LAST: CharSet = CharSet::of("府会會道街处處镇鎮乡鄉区位县");

/// Posts that persons are named with.
const POSTS: &[&str] = &[
    "市长",
    "市長",
    "县长",
    "縣長",
    "区长",
    "區長",
    "书记",
    "部长",
    "主任",
    "局长",
    "秘书长",
    "主席",
    "盟长",
    "旗长",
    "常委",
];

static POST_LAST: CharSet = CharSet::of("长長记任席委");

/// Common family names, which names of persons start with.
static FAMILY: CharSet = CharSet::of(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫阎段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯",
);

/// Whether a string names a person, by post or by family name.
pub fn is_name(part: &str) -> bool {
    if POST_LAST.ends(part) && POSTS.iter().any(|w| part.ends_with(w)) && part.chars().count() <= 12 {
        return true;
    }
    // Two or three Chinese characters.
    matches!(part.len(), 6 | 9)
        && FAMILY.begins(part)
        && part.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && plain_office(part) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_characters_are_those_of_the_words() {
        for (words, lasts) in [(STRONG, &STRONG_LAST), (WEAK, &WEAK_LAST), (LOW, &LOW_LAST), (POSTS, &POST_LAST)] {
            assert!(words.iter().all(|w| lasts.ends(w)));
        }
        assert_eq!((office("市教育局"), office("各镇"), office("河东区"), office("新建公交线路")), (2, 2, 1, 0));
        assert_eq!((office("牵头单位：县教育局"), office("建设内容：幼儿园")), (2, 0));
        assert!(is_name("李明") && is_name("王某副市长") && !is_name("公园"));
    }
}
