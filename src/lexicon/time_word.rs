//! Words that stand around times: what makes a time a deadline, a name, a base or a rhythm, and what work is done before.
//!
//! Simplified characters; collected from the sentences of plans and reports. The logic is in the figure room.

use crate::text::Words;

/// Before a time: as of when something is reported.
#[rustfmt::skip]
pub static AS_OF: Words = Words::of(&[
    "截止到", "截至到", "截止至", "截至", "截止", "截到",
]);
/// Labels and headers under which a time is a deadline, however it is written: 完成时限:2022年12月.
#[rustfmt::skip]
pub static DEADLINE_LABELS: Words = Words::of(&[
    "时限", "期限", "完成时间", "竣工时间", "完工时间", "办结时间", "交付时间", "截止时间", "截止日期",
    "完成日期", "时间要求", "时间节点",
]);
/// In a deadline column: what stays, no time of the calendar but an answer to when.
#[rustfmt::skip]
pub static STANDING: Words = Words::of(&[
    "长期", "常年", "常态化", "持续", "每年", "全程", "经常性",
]);
/// What is paid for a stretch of time: 发放上半年补贴.
#[rustfmt::skip]
pub static MONEY: Words = Words::of(&[
    "补贴", "补助", "资金", "待遇", "工资", "费用", "经费", "奖补", "津贴", "养老金", "救助金", "低保金",
    "租金",
]);
/// Seasons and school terms behind a year.
#[rustfmt::skip]
pub static SEASONS: Words = Words::of(&[
    "春季学期", "秋季学期", "春学期", "秋学期", "上学期", "下学期", "春季", "秋季", "夏季", "冬季", "暑期",
]);
/// Before a time that is a base, an end of a change or an object.
#[rustfmt::skip]
pub static BASES: Words = Words::of(&[
    "较", "比", "与", "同", "相比", "超过", "超", "高于", "低于", "达到", "提高到", "提高至", "增加到",
    "降低到", "由", "增长到",
]);
/// Nouns behind a time that only says which stretch's they are: 一季度指标.
#[rustfmt::skip]
pub static NOUNS: Words = Words::of(&[
    "任务", "目标", "指标", "工作任务", "工作目标", "工作情况", "工作要点", "工作安排", "进展", "情况",
    "总目标", "总任务", "总数", "总量", "预算", "数据", "同期", "基础上", "考核结果", "考核情况", "水平",
    "应届", "届", "级", "版", "款", "度", "财政", "计划任务", "计划目标", "计划数", "计划总", "计划内",
    "计划表", "计划书", "计划的", "计划投资额", "筹资", "改革", "民生实事", "政府工作报告", "规划", "出生",
]);
/// Verbs, adverbs and prepositions that a sentence goes on with behind a bare year that governs it.
#[rustfmt::skip]
pub static GOES_ON: Words = Words::of(&[
    "完成", "实现", "投入", "新增", "建设", "建成", "计划", "力争", "达到", "达", "将", "全面", "全部",
    "正式", "启动", "开工", "继续", "开展", "新建", "改建", "扩建", "改造", "实施", "确保", "推进", "推动",
    "组织", "安排", "争取", "基本", "累计", "共", "预计", "拟", "再", "竣工", "投用", "交付", "培训", "发放",
    "打造", "创建", "建立", "举办", "为", "对", "在", "由", "把", "提高", "加快", "完工", "通车", "投产",
    "要", "需", "应", "可", "新改", "至少", "不少于", "每", "力求", "深化", "加强", "持续", "落实", "解决",
    "城镇新增", "支持", "资助", "救助", "免费", "引进", "治理", "投资", "分别", "各",
]);
/// Nouns that make the verb before them part of a name: 改造任务, 建设项目.
#[rustfmt::skip]
pub static NAMED: Words = Words::of(&[
    "任务", "项目", "计划", "目标", "工程", "指标", "资金", "方案", "工作", "小区", "标准", "清单", "总",
    "规模", "名单", "对象", "进度", "行动", "额",
]);
/// Subjects that open a sentence behind a year.
#[rustfmt::skip]
pub static SUBJECTS: Words = Words::of(&[
    "全市", "全区", "全县", "全省", "全州", "全盟", "全旗", "全镇", "全乡", "我市", "我区", "我县",
]);
/// What was done to the work that a time in front of 的 tells apart: 8月份实施的98人.
#[rustfmt::skip]
pub static DONE: Words = Words::of(&[
    "实施", "启动", "开工", "建设", "建成", "竣工", "完工", "完成", "新建", "改造", "确定", "下达", "出台",
    "印发", "发布", "签订", "参保", "入学", "毕业", "认定", "批复", "立项", "到期", "出生", "建造", "入住",
    "审批", "列入", "纳入", "结转", "投用", "开展", "招聘", "退役", "投入", "购买", "落户", "登记", "转移",
    "投保",
]);
/// What work is done before or after. Also days that a calendar dates (元旦): notices leave the day open.
#[rustfmt::skip]
pub static OCCASIONS: Words = Words::of(&[
    "冬季采暖", "冬季供暖", "冬季供热", "冬季取暖", "采暖期", "采暖季", "供暖期", "供暖季", "供热期", "供热季", "取暖季", "取暖期", "采暖", "供暖", "供热", "取暖",
    "主汛期", "防汛期", "汛期", "台风季", "雨季", "旱季", "枯水期", "入汛", "入冬", "入夏", "冬季", "夏季", "冬天", "封冻", "上冻", "冰冻期",
    "春节", "元旦", "国庆节", "国庆", "中秋节", "中秋", "清明节", "清明", "端午节", "端午", "重阳节",
    "劳动节", "五一", "“五一”", "十一", "“十一”", "两节", "“两节”", "双节", "“双节”",
    "元宵节", "春运", "暑运", "春季开学", "秋季开学",
    "秋学期开学", "新学期开学", "秋季学期开学", "春季学期开学", "新学年开学", "开学", "新学期", "新学年", "春耕", "春播", "秋播", "麦收", "秋收", "秋种",
    "三夏", "“三夏”", "三秋", "“三秋”", "迎峰度夏", "迎峰度冬", "高考", "中考", "暑假", "寒假", "暑期",
]);
/// How an occasion begins or ends: 采暖期到来前.
#[rustfmt::skip]
pub static ARRIVES: Words = Words::of(&[
    "到来", "来临", "开始", "来到", "结束",
]);
/// What is done so often: 每周开展一次.
#[rustfmt::skip]
pub static REPEATED: Words = Words::of(&[
    "开展", "组织", "举办", "进行", "至少", "不少于", "安排", "召开", "通报", "调度", "报送", "更新", "检查",
    "巡查", "走访", "为", "对", "公布", "上报", "开放", "完成", "筛查", "评选",
]);
/// Before a rhythm that divides an amount: 每人每月60元.
#[rustfmt::skip]
pub static EACH: Words = Words::of(&[
    "每人", "每户", "每生", "每名", "每床", "每村", "每个", "每辆", "每亩", "每套", "每车", "每所", "每家",
    "每处", "每位", "人均", "户均", "生均", "/", "／", "·", "元每",
]);
/// Behind 全年 where it is part of a name: 全年任务.
#[rustfmt::skip]
pub static YEAR_NOUNS: Words = Words::of(&[
    "任务", "目标", "计划", "总", "发放工作", "发放任务", "发放标准", "预算", "工作", "各项", "筹资", "指标", "度", "的", "建设任务",
    "应", "需", "累计目标", "财政", "经济", "收入", "数", "考核", "进度", "生产", "安全生产", "平均", "无",
]);
/// Before 全年 where it is an object: 完成全年…
#[rustfmt::skip]
pub static YEAR_TAKERS: Words = Words::of(&[
    "完成", "占", "达", "达到", "超", "超过", "为", "按", "按照", "较", "比", "和", "及", "下达", "保障",
    "覆盖", "贯穿", "高于", "的", "与", "以", "实现", "超额完成", "围绕", "对照", "提前完成",
]);
/// Five-year plans with their first year.
#[rustfmt::skip]
pub const PLANS: &[(&str, i16)] = &[
    ("十一五", 2006), ("十二五", 2011), ("十三五", 2016), ("十四五", 2021), ("十五五", 2026),
    ("十六五", 2031), ("十五", 2001), ("九五", 1996),
];
/// What may stand between the start of a clause and the time that opens it.
#[rustfmt::skip]
pub static OPENERS: Words = Words::of(&[
    "力争", "要求", "计划", "确保", "预计", "争取", "保证", "拟", "将", "于", "在", "并且", "并", "且", "即",
    "其中", "同时", "已", "现", "应", "须", "需", "必须", "务必", "原则上", "最迟", "至迟", "不晚于",
    "不迟于", "力求", "此外", "另外", "另", "而", "又", "再", "分别", "截至", "目标是", "一是", "二是",
    "三是", "四是", "五是", "六是", "各地", "由", "可", "时间", "完成时限", "预期", "要",
]);
/// What a label names behind its time: 一季度工作目标:
#[rustfmt::skip]
pub static LABELS: Words = Words::of(&[
    "目标任务", "工作目标", "工作任务", "工作计划", "进度计划", "进度安排", "工作安排", "阶段目标",
    "形象进度", "目标", "任务", "计划", "进度", "安排", "节点",
]);
