//! What surrounds a notice on its page and ends it: navigation, share bars, addresses of the site, signatures, notes.
//!
//! Tests on single paragraphs; which of them matter depends on where they stand (`prose`).

use crate::lexicon::WordIndex;
use crate::text::fold;
use std::sync::LazyLock;

/// Words of navigation, reading tools and imprints that no notice uses in its text.
static CHROME: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(CHROME_WORDS));

const CHROME_WORDS: &[&str] = &[
    "网站首页",
    "您当前的位置",
    "您当前位置",
    "您的位置",
    "当前位置：",
    "当前位置:",
    "您现在的位置",
    "所在位置",
    "无障碍阅读",
    "长者模式",
    "适老模式",
    "无障碍浏览",
    "分享到",
    "打印本页",
    "关闭窗口",
    "关闭本页",
    "网站标识码",
    "备案号",
    "ICP备",
    "icp备",
    "公网安备",
    "技术支持",
    "版权所有",
    "上一篇",
    "下一篇",
    "扫一扫",
    "扫码",
    "浏览次数",
    "点击数",
    "阅读次数",
    "网站地图",
    "联系我们",
    "设为首页",
    "加入收藏",
    "手机版",
    "返回顶部",
    "字体：",
    "字体:",
    "字号：",
    "字号:",
    "【打印】",
    "【关闭】",
    "[打印]",
    "[关闭]",
    "我要纠错",
    "相关链接",
    "相关阅读",
    "相关信息",
    "相关文章",
    "相关附件",
    "附件下载",
    "点击下载",
    "责任编辑",
    "责编：",
    "责编:",
    "政策图解",
    "图解版",
    "政策解读：",
    "政策解读:",
    "copyright",
    "Copyright",
    "All Rights",
    "javascript",
    "微信公众号",
    "二维码",
    "纠错",
    "收藏本页",
    "智能问答",
    "登录",
    "注册",
    "繁體版",
    "English",
    "本文来源",
    "文章来源：",
    "文章来源:",
    "更多内容请关注",
    "更多信息请关注",
    "更多精彩",
    "转载请注明",
    "原文链接",
    "www.",
];

/// Whether a paragraph belongs to the site and not to the notice.
pub fn is_chrome(s: &str) -> bool {
    if s.len() > 600 {
        return false;
    }
    CHROME.any_in(s) && !(s.len() > 240 && s.contains('。'))
        || s.starts_with("主办单位") && (s.contains("承办") || s.contains("地址") || s.contains("电话"))
        || memchr::memchr2(b'>', b'|', s.as_bytes()).is_some() && is_path(s)
}

/// Where the page stands on its site (`首页 > 政务公开`), or a line of links between pipes.
fn is_path(s: &str) -> bool {
    [" > ", " >> ", "\\>"].iter().any(|mark| s.contains(mark)) && s.contains("首页")
        || s.len() < 120 && s.matches(" | ").count() >= 2 && !s.contains([':', '：'])
}

/// Words that open the foot of a page.
pub static FEET: LazyLock<WordIndex<()>> = LazyLock::new(|| WordIndex::of(FOOT_WORDS));

const FOOT_WORDS: &[&str] = &[
    "分享到",
    "【打印",
    "【关闭",
    "[打印",
    "打印本页",
    "关闭窗口",
    "上一篇",
    "下一篇",
    "相关链接",
    "相关阅读",
    "版权所有",
    "网站标识码",
    "扫一扫",
    "责任编辑",
    "相关信息：",
    "相关信息:",
    "相关附件",
    "相关文章",
];

/// Whether a line starts with such a word.
pub fn opens_foot(s: &str) -> bool {
    FEET.longest_in(s).is_some()
}

/// Whether a paragraph is a line of links (`[政务公开](/zwgk)`).
pub fn is_link(s: &str) -> bool {
    s.starts_with('[') && s.ends_with(')') && s.contains("](")
        || s.starts_with("![")
        || s.starts_with("http") && !s.contains(' ')
}

/// Whether a paragraph is a date alone: `2023年11月30日`, `二〇二三年十一月三十日`.
pub fn is_date(s: &str) -> bool {
    if s.len() > 120 {
        return false;
    }
    let key = fold::key(s);
    let key = key.trim_matches(['(', ')', '[', ']']);
    (8..=50).contains(&key.len())
        && key.contains('年')
        && key.contains('月')
        && (key.ends_with('日') || key.ends_with('月'))
        && key.chars().all(|c| c.is_ascii_digit() || "年月日〇零○一二三四五六七八九十Ο0O".contains(c))
}

/// Endings of who signs a notice.
const SIGNERS: &[&str] = &[
    "人民政府",
    "办公室",
    "委员会",
    "局",
    "厅",
    "管委会",
    "领导小组",
    "办公厅",
    "工作专班",
    "指挥部",
    "街道办事处",
    "民政府",
];

/// Whether a paragraph is the name of who signs, alone.
pub fn is_signer(s: &str) -> bool {
    // At most thirty characters.
    s.len() <= 30 * 4
        && (4..=30).contains(&s.chars().count())
        && SIGNERS.iter().any(|w| s.ends_with(w))
        && !s.contains(['。', '，', ',', '；', '：', ':', '、', '.', '（', '('])
        && s.chars().all(|c| !c.is_ascii_digit())
}

/// Whether a paragraph says how the notice may be spread (`（此件公开发布）`) or whom it is copied to.
pub fn is_spread(s: &str) -> bool {
    let key = s.trim_matches(['(', ')', '（', '）', ' ']);
    key.starts_with("此件") || key.starts_with("抄送") || key.starts_with("公开方式") || key.starts_with("主题词")
}

/// Whether a paragraph is a note on the whole (`注：…`, `备注：` is a label of an item).
pub fn is_note(s: &str) -> bool {
    ["注：", "注:", "说明：", "说明:", "注1", "注释：", "特此", "联系电话", "咨询电话", "监督电话", "联系人："]
        .iter()
        .any(|w| s.starts_with(w))
}

/// Last words of the title of a plan or list that stands within a text.
const DOCUMENTS: &[&str] = &[
    "方案",
    "清单",
    "计划",
    "要点",
    "一览表",
    "分解表",
    "任务表",
    "实事",
    "汇总表",
    "安排",
    "细则",
    "情况表",
    "项目表",
    "实事项目",
    "实事工程",
    "工作任务",
    "责任分工",
    "责任表",
    "进展情况",
    "完成情况",
    "推进情况",
    "落实情况",
    "实施意见",
    "措施",
    "台账",
    "目录",
    "明细表",
];

/// Whether a paragraph can be the title of a document that starts with it.
pub fn is_document_title(s: &str) -> bool {
    let n = s.chars().filter(|c| !c.is_whitespace()).take(61).count();
    let s = s.trim_end_matches(['》', ' ']);
    let bare = match s.rfind(['(', '（']) {
        Some(open) if s.ends_with([')', '）']) => &s[..open],
        _ => s,
    };
    (8..=60).contains(&n)
        && DOCUMENTS.iter().any(|w| bare.ends_with(w))
        && !s.contains(['。', '；', ';', '，', '：', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_and_notice_are_told_apart() {
        assert!(is_chrome("您当前的位置：首页 > 政务公开"));
        assert!(is_chrome("主办单位：某区政府 地址：某路1号"));
        assert!(!is_chrome("主办单位：区教育局"));
        assert!(is_date("2023 年 2 月 20 日"));
        assert!(is_date("二〇二二年三月一日"));
        assert!(!is_date("2023年2月底完成"));
        assert!(is_signer("某某区人民政府办公室"));
        assert!(!is_signer("责任单位：区教育局"));
        assert!(is_document_title("某某区2023年民生实事清单"));
        assert!(!is_document_title("制定方案"));
    }
}
