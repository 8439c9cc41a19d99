//! What a cell looks like, whatever column it may stand in: a number, an office, a time, an amount, a sentence, a note below the table.
//!
//! One pass over the text of a cell. Nothing here knows columns; `fit` says which looks suit which column.

use crate::text::numbering::{self, Style};
use crate::text::{Excerpt, Text, fold};

/// Longer cells are only looked at this far from their start, in bytes: enough to know a sentence from a name.
const FAR: usize = 600;

/// The looks of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Characters that are not blank, counted up to `FAR` bytes.
    pub chars: u16,
    /// The cell is nothing but a running number.
    pub number: Option<(Kind, u16)>,
    /// The cell starts with a running number.
    pub lead: Option<(Kind, u16)>,
    /// Ends with a full stop or semicolon.
    pub stops: bool,
    /// Commas, semicolons and full stops.
    pub marks: u16,
    /// Holds digits.
    pub digits: bool,
    /// Per cent of the parts (split at 、 and blanks) that are names of units.
    pub units: u8,
    /// Rank of the first unit: 3 a city's or the notice's own office, 2 below that, 1 whole groups of places.
    pub rank: u8,
    /// Names of persons.
    pub person: bool,
    /// Nothing but a time (6月底前, 长期).
    pub time: bool,
    /// Nothing but an amount (`96.2%`, `28600`, `1.2亿元`).
    pub amount: bool,
    /// A dash or a word that stands for nothing.
    pub nothing: bool,
    /// Page numbers and the like, which may stand inside a table and mean nothing.
    pub junk: bool,
    /// Notes, signatures and site text that stand below tables.
    pub footer: bool,
    /// A word that stands in columns of remarks (续建, 跨年度).
    pub remark: bool,
    /// Reports what has been done (已完成, 累计, 同比).
    pub done: bool,
    /// 合计, 总计.
    pub total: bool,
    pub empty: bool,
}

/// How a running number is written, as far as columns tell numbers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Arabic,
    Chinese,
    Bracketed,
    Circled,
}

impl From<Style> for Kind {
    fn from(style: Style) -> Self {
        match style {
            Style::Arabic => Kind::Arabic,
            Style::Chinese | Style::Ordinal => Kind::Chinese,
            Style::Bracketed | Style::BracketedArabic => Kind::Bracketed,
            Style::Circled => Kind::Circled,
        }
    }
}

impl Look {
    pub fn of(cell: &Excerpt, text: &Text) -> Self {
        if cell.is_empty() {
            return Self { empty: true, ..Self::default() };
        }
        if let Some(span) = cell.single() {
            return Self::of_str(text.slice(span));
        }
        Self::of_str(&cell.read(text))
    }

    pub fn of_str(whole: &str) -> Self {
        let whole = whole.trim();
        let mut cut = whole.len().min(FAR);
        while !whole.is_char_boundary(cut) {
            cut -= 1;
        }
        let s = &whole[..cut];
        let mut look = Look { empty: s.is_empty(), ..Self::default() };
        for c in s.chars() {
            match fold::half(c) {
                ',' | ';' | '。' | '、' => look.marks += 1,
                '0'..='9' => look.digits = true,
                _ => {}
            }
            look.chars += u16::from(!c.is_whitespace());
        }
        look.stops = whole.ends_with(['。', ';', '；', '.', '！']);
        look.numbers(s);
        look.nothing = look.chars <= 4
            && s.chars().all(|c| {
                matches!(fold::half(c), '/' | '-' | '—' | '–' | '－' | '\\' | '*' | '一') || c.is_whitespace()
            })
            && !matches!(s, "一")
            || matches!(s, "无" | "無" | "暂无" | "略");
        if look.chars <= 40 {
            look.time = is_time(s);
            look.amount = look.number.is_none_or(|(kind, _)| kind == Kind::Arabic) && is_amount(s);
            look.junk = is_page_mark(s);
            look.total = look.chars <= 4
                && matches!(fold::key(s).as_str(), "合计" | "总计" | "小计" | "合計" | "總計" | "小計" | "总数");
        }
        look.remark = look.chars <= 6 && REMARKS.contains(&s);
        look.footer = is_footer(s);
        look.done = look.chars > 3 && DONE.iter().any(|w| s.contains(w));
        if !look.junk {
            look.offices(s, whole.len() > cut);
        }
        look
    }

    fn numbers(&mut self, s: &str) {
        if self.chars <= 8
            && let Some(lead) = numbering::alone(s)
        {
            self.number = Some((lead.style.into(), lead.value.min(u16::MAX as u32) as u16));
            return;
        }
        if let Some(lead) = numbering::leading(s)
            && lead.len < s.len()
        {
            self.lead = Some((lead.style.into(), lead.value.min(u16::MAX as u32) as u16));
        }
    }

    fn offices(&mut self, s: &str, cut: bool) {
        if cut || self.stops && self.marks > 6 || self.number.is_some() {
            return;
        }
        let (mut parts, mut offices, mut names) = (0u32, 0u32, 0u32);
        for part in s.split(|c: char| matches!(c, '、' | '，' | ',' | '；' | ';' | '/') || c.is_whitespace()) {
            let part = part.trim_end_matches(['。', '：', ':', '等']);
            if part.is_empty() {
                continue;
            }
            let shape = office(part);
            if parts == 0 {
                self.rank = rank(part);
            }
            parts += 1;
            offices += shape;
            names += u32::from(is_name(part));
            // Running text: no need to look at every word of it.
            if parts == 3 && offices == 0 && names == 0 {
                break;
            }
        }
        if let Some(share) = (offices * 50).checked_div(parts) {
            self.units = share as u8;
            self.person = names == parts && self.units < 100;
        }
    }
}

/// 2 for the name of an office, 1 for what may be one (淮北区, 各学校), 0 else.
fn office(part: &str) -> u32 {
    let part = match part.find(['(', '（']) {
        Some(open) if open > 0 => &part[..open],
        _ => part,
    };
    let n = part.chars().count();
    if !(2..=22).contains(&n)
        || part.contains(|c: char| c.is_ascii_digit() || matches!(c, '的' | '了' | '“' | '《' | ':' | '：'))
    {
        return 0;
    }
    let first = part.chars().next().unwrap_or(' ');
    let opens = matches!(
        first,
        '市' | '省' | '区' | '區' | '县' | '縣' | '盟' | '州' | '各' | '旗' | '镇' | '鎮' | '乡' | '鄉'
    ) || part.starts_with("相关")
        || part.starts_with("有关");
    if STRONG.iter().any(|w| part.ends_with(w)) && (opens || n >= 3) {
        return 2;
    }
    if WEAK.iter().any(|w| part.ends_with(w)) {
        return if opens { 2 } else { 1 };
    }
    0
}

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

fn rank(part: &str) -> u8 {
    let low = [
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
    let first = part.chars().next().unwrap_or(' ');
    if first == '各' || part.starts_with("相关") || part.starts_with("有关") || part.starts_with("全市") {
        return 1;
    }
    if low.iter().any(|w| part.ends_with(w)) && !part.starts_with("市政府") {
        return 1;
    }
    match first {
        '市' | '省' | '盟' | '州' => 3,
        '区' | '區' | '县' | '縣' | '旗' => 2,
        _ => 0,
    }
}

/// Common family names, which names of persons start with.
const FAMILY: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫阎段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯";

fn is_name(part: &str) -> bool {
    let n = part.chars().count();
    if [
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
    ]
    .iter()
    .any(|w| part.ends_with(w))
        && n <= 12
    {
        return true;
    }
    (2..=3).contains(&n)
        && part.chars().next().is_some_and(|c| FAMILY.contains(c))
        && part.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && office(part) == 0
}

/// Nothing but a time, with the words that settle its reading.
fn is_time(s: &str) -> bool {
    let s = s.trim_end_matches(['。', '；', ';']);
    if matches!(
        s,
        "长期"
            | "全年"
            | "长期执行"
            | "长期坚持"
            | "持续推进"
            | "常态化"
            | "年底"
            | "年内"
            | "長期"
            | "全年实施"
            | "已完成"
    ) {
        return s != "已完成";
    }
    let mut marked = false;
    for c in s.chars() {
        match c {
            '年' | '月' | '日' | '季' => marked = true,
            '0'..='9'
            | '０'..='９'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '第'
            | '度'
            | '底'
            | '前'
            | '末'
            | '初'
            | '内'
            | '上'
            | '下'
            | '半'
            | '中'
            | '旬'
            | '至'
            | '到'
            | '—'
            | '-'
            | '－'
            | '~'
            | '～'
            | '.'
            | '份'
            | '、'
            | '完'
            | '成'
            | '起'
            | '后'
            | '止'
            | '截'
            | '今'
            | '本'
            | '全'
            | '长'
            | '期'
            | '续'
            | '持'
            | '执'
            | '行' => {}
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    marked
}

/// Nothing but a number with at most a short measure word.
fn is_amount(s: &str) -> bool {
    let mut digits = false;
    let mut tail = 0;
    for c in s.chars().map(fold::half) {
        match c {
            '0'..='9' => {
                if tail > 0 {
                    return false;
                }
                digits = true;
            }
            '.' | ',' | '-' | '约' | '+' => {}
            '%' | '万' | '亿' | '元' | '千' => {}
            c if c.is_whitespace() => {}
            _ if digits => tail += 1,
            _ => return false,
        }
    }
    digits && tail <= 2
}

/// `— 3 —`, `第2页`, `第 2 页 共 9 页`, `-3-`.
fn is_page_mark(s: &str) -> bool {
    let bare: String = s.chars().map(fold::half).filter(|c| !c.is_whitespace()).collect();
    let dashed = bare.trim_matches(|c| matches!(c, '-' | '—' | '–' | '―' | '·'));
    if dashed.len() + 2 <= bare.len() && !dashed.is_empty() && dashed.bytes().all(|b| b.is_ascii_digit()) {
        return bare.starts_with(['-', '—', '–', '―', '·']) && bare.ends_with(['-', '—', '–', '―', '·']);
    }
    bare.starts_with('第')
        && bare.contains('页')
        && bare.chars().all(|c| c.is_ascii_digit() || "第页共/,，".contains(c))
        && bare.chars().count() >= 3
}

const REMARKS: &[&str] = &[
    "续建",
    "新建",
    "改建",
    "扩建",
    "改扩建",
    "续建项目",
    "新建项目",
    "跨年",
    "跨年度",
    "跨年项目",
    "是",
    "否",
    "已完成",
    "完成",
    "正常",
    "正常推进",
    "推进中",
    "续",
    "新",
    "結轉",
    "结转",
];

const DONE: &[&str] = &["已", "累计", "累計", "同比", "截至", "截止", "目前", "完成率", "年度任务的", "年任务的"];

const FOOTERS: &[&str] = &[
    "注:",
    "注1",
    "备注:",
    "说明:",
    "分享到",
    "分享",
    "上一篇",
    "下一篇",
    "主办单位:",
    "主办:",
    "承办:",
    "版权所有",
    "打印本页",
    "【打印",
    "[打印",
    "关闭窗口",
    "【关闭",
    "扫一扫",
    "责任编辑",
    "编辑:",
    "来源:",
    "信息来源",
    "网站标识码",
    "附件:",
    "附件1",
    "附件2",
    "相关链接",
    "相关文档",
    "相关附件",
    "抄送:",
    "联系电话",
    "联系人:",
    "联系地址",
    "监督电话",
    "审核:",
    "注意:",
    "註:",
    "備註:",
    "說明:",
    "浏览次数",
    "打印",
    "关闭",
    "收藏",
    "返回顶部",
    "字体:",
    "ICP备",
    "(此件",
    "填报",
    "附表",
    "微信",
    "微博",
    "文章来源",
    "本表",
    "以上数据",
    "上一条",
    "下一条",
    "政策解读",
    "中国政府网",
];

fn is_footer(s: &str) -> bool {
    let mut head = String::with_capacity(24);
    for c in s.chars().map(fold::half).filter(|c| !c.is_whitespace() && !matches!(c, '*' | '#' | '<' | '>')).take(8) {
        head.push(c);
    }
    FOOTERS.iter().any(|w| head.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks() {
        assert_eq!(Look::of_str("12").number, Some((Kind::Arabic, 12)));
        assert_eq!(Look::of_str("（三）").number, Some((Kind::Bracketed, 3)));
        assert_eq!(Look::of_str("②新建公园3个。").lead, Some((Kind::Circled, 2)));
        assert!(Look::of_str("市教育局、市财政局 各县区政府").units == 100);
        assert!(Look::of_str("新建公园3个，改造绿地2处。").units == 0);
        assert!(Look::of_str("2021年12月底前").time);
        assert!(!Look::of_str("12月底前建成").time);
        assert!(Look::of_str("96.2%").amount);
        assert!(Look::of_str("— 3 —").junk);
        assert!(Look::of_str("注：数据截至月底").footer);
        assert!(Look::of_str("李明、王建国").person);
        assert!(Look::of_str("—").nothing);
        assert!(Look::of_str("").empty);
    }
}
