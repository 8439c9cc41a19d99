//! Words of what stands in tables and below them beside the work itself: remarks on a project, notes, signatures, what a web site adds.

use crate::text::{CharSet, fold};

/// First characters of the words below.
static REMARK_HEADS: CharSet = CharSet::of("续新改扩跨是否已完正推結结");

/// What columns of remarks say of a project.
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

/// Whether this is a word that stands in columns of remarks (续建, 跨年度).
pub fn is_remark(s: &str) -> bool {
    REMARK_HEADS.begins(s) && REMARKS.contains(&s)
}

/// First characters of the words below: nearly every cell is told apart by them alone.
static FOOTER_HEADS: CharSet =
    CharSet::of("注备说分上下主承版打【[关扫责编来信网附相抄联监审註備說浏收返字I(填微文本以政中");

/// What opens a line below a table, in half-width form.
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

/// Whether a cell starts as notes, signatures and site text below a table do.
pub fn opens_footer(s: &str) -> bool {
    let mut folded = s.chars().map(fold::half).filter(|c| !c.is_whitespace() && !matches!(c, '*' | '#' | '<' | '>'));
    let Some(first) = folded.next().filter(|&c| FOOTER_HEADS.contains(c)) else { return false };
    let words = FOOTERS.iter().filter_map(|word| word.strip_prefix(first));
    words.into_iter().any(|rest| {
        let mut folded = folded.clone();
        rest.chars().all(|c| folded.next() == Some(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_those_of_the_words() {
        assert!(REMARKS.iter().all(|w| REMARK_HEADS.begins(w)));
        assert!(FOOTERS.iter().all(|w| FOOTER_HEADS.begins(w)));
    }
}
