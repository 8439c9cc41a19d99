//! Words of tables of regions × indicators: what heads the column of regions, what regions end with, what says target, reached or rate.
//!
//! Not here: how such a table is told from one of projects (`layout::matrix`).

use crate::text::CharSet;

/// A header made of nothing but these heads the column of regions: 县区, 县(市、区), 乡镇(街道), 单位名称.
pub const REGION_HEADS: &str = "各省市州盟县区旗镇乡街道园地域单位辖属所在行政划名称别和及";

/// Rows of sums.
pub const TOTALS: &[&str] = &[
    "合计",
    "总计",
    "总数",
    "小计",
    "全市",
    "全县",
    "全区",
    "全省",
    "全州",
    "全盟",
    "全旗",
    "全镇",
    "全乡",
    "全街道",
    "全市合计",
    "全县合计",
    "全区合计",
    "全省合计",
    "全市总计",
    "市合计",
    "县合计",
    "区合计",
    "汇总",
    "共计",
];

/// What may follow a total of all regions in the head of its column: 全市任务.
pub const TOTAL_TASKS: &[&str] = &[
    "任务",
    "目标",
    "计划",
    "任务数",
    "目标数",
    "计划数",
    "目标值",
    "总数",
    "总量",
    "总任务",
    "目标任务",
    "任务总数",
    "年度任务",
    "年度目标",
];

/// What names of regions end with.
pub const REGION_ENDS: &[&str] = &[
    "区",
    "县",
    "市",
    "旗",
    "州",
    "盟",
    "省",
    "镇",
    "乡",
    "街道",
    "街道办",
    "办事处",
    "街办",
    "苏木",
    "管委会",
    "农场",
    "林场",
    "示范区",
    "开发区",
];

/// Names that are regions by themselves.
pub const REGION_NAMES: &[&str] =
    &["市直", "市本级", "县直", "县本级", "区直", "区本级", "省直", "省本级", "本级", "市级", "高新", "经开"];

/// Last characters of the regions and totals above: nearly all strings are told apart by them alone.
pub static REGION_LAST: CharSet = CharSet::of("务标划值量计数市县区省州盟旗镇乡道总直级新开办处木会场");

/// What ends like a region and is none: rows of a list of sites.
pub const NO_REGIONS: &[&str] = &[
    "小区",
    "社区",
    "校区",
    "学区",
    "景区",
    "院区",
    "厂区",
    "超市",
    "夜市",
    "菜市",
    "集市",
    "门市",
    "病区",
    "服务区",
    "苗圃区",
];

/// First header of a table that has its indicators down the side.
pub const INDICATOR_HEADS: &[&str] = &[
    "指标",
    "指标名称",
    "项目",
    "项目名称",
    "名称",
    "内容",
    "任务",
    "任务名称",
    "工作任务",
    "主要指标",
    "实事项目",
    "任务指标",
    "工作内容",
    "建设内容",
    "类别",
    "事项",
    "指标内容",
    "民生实事",
    "实事名称",
    "实事内容",
    "目标任务",
    "县区",
    "区县",
    "地区",
    "项目类别",
    "项目类型",
    "类型",
    "分类",
    "领域",
];

/// Header of the column that names the unit of each indicator.
pub const UNIT_HEADS: &[&str] = &["单位", "计量单位", "数量单位", "计算单位"];

/// Columns of a matrix that count nothing.
pub const ASIDE_HEADS: &[&str] = &[
    "备注",
    "排名",
    "名次",
    "位次",
    "排序",
    "序号",
    "说明",
    "排位",
    "完成排名",
    "进度排名",
    "备考",
    "责任单位",
    "牵头单位",
    "得分",
    "评分",
    "总分",
    "考核得分",
    "测评得分",
    "综合得分",
];

/// Words of a header that say: to be reached.
pub const TARGET_WORDS: &[&str] =
    &["目标", "任务", "计划", "指标", "下达", "预期", "应完成", "计划完成", "需完成", "拟完成"];

/// Words of a header that say: reached.
pub const REACHED_WORDS: &[&str] =
    &["完成", "进度", "进展", "实际", "建成", "竣工", "完工", "开工", "到位", "累计", "已", "实绩", "实现"];

/// Words of a header that say: a share of the target.
pub const RATE_WORDS: &[&str] = &["率", "比例", "占比", "百分比", "比重", "%"];

/// Words that a header of target, reached or rate may hold besides.
pub const STAGE_FILLERS: &[&str] = &[
    "年度",
    "全年",
    "本年",
    "今年",
    "本月",
    "上半年",
    "下半年",
    "季度",
    "年初",
    "年末",
    "年",
    "月",
    "日",
    "底",
    "份",
    "末",
    "截至",
    "截止",
    "目前",
    "当前",
    "数量",
    "数",
    "量",
    "值",
    "额",
    "总",
    "情况",
    "的",
    "占",
    "比",
    "分解",
    "考核",
    "序时",
    "第",
    "一",
    "二",
    "三",
    "四",
    "至",
    "到",
    "-",
    ".",
    "~",
    "—",
    "个",
    "(",
    ")",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
];

/// What stands at the end of a caption behind the indicator.
pub const CAPTION_TAILS: &[&str] = &[
    "表", "统计", "情况", "完成", "进展", "进度", "任务", "目标", "分解", "一览", "汇总", "明细", "计划", "安排",
    "指标", "月报", "推进", "落实", "分配", "下达", "工作", "数",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_characters_are_those_of_the_words() {
        let words = [TOTALS, TOTAL_TASKS, REGION_ENDS, REGION_NAMES].concat();
        assert!(words.iter().all(|word| REGION_LAST.ends(word)));
    }
}
