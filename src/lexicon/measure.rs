//! Measure words: what may stand behind a number, its one standard spelling and what it measures.
//!
//! A new measure word is one more word in a list below; `spelling=standard` where the notices spell it in several ways.

use super::Dimension;
use super::index::WordIndex;
use std::sync::LazyLock;

/// What a word behind a number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Standard spelling.
    pub unit: &'static str,
    pub dimension: Dimension,
    pub care: Care,
}

/// How sure it is that a word which could be a measure word is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    Sure,
    /// Only where nothing but a mark, a blank or 以上 … follows: 分, 组, 队.
    Closing,
    /// Only of thousands: 8000路视频 is no bus line, 500万度 no temperature.
    Thousands,
    /// Longer than a measure word and none: 家庭, 人才, 台账. It keeps 家, 人 and 台 from being taken.
    Never,
}

const COUNT: &str = "个 名 位 人 户 家 所 座 处 条 项 件 套 间 栋 幢 张 台 辆 部 片 块 份 场 次 期 批 例 对 支 只 头 眼 盏 根 棵 株 \
    袋 箱 瓶 盒 桶 罐 剂 针 册 本 篇 幅 门 种 轮 趟 宗 起 笔 枚 把 艘 架 口 床 村 县 镇 乡 层 档 面 顶 杆 匹 羽 尾 穴 孔 樘 扇 颗 具 束 盘 \
    人次 人份 人日 人天 户次 场次 家次 个次 件次 例次 批次 班次 车次 乘次 台次 辆次 架次 列次 航次 台套 套次 剂次 针次 针剂 份次 课时 学时 \
    标台 标箱 床位 车位 泊位 机位 工位 席位 学位 人口 个人=个 项次 期次 处次 篇次 条次 册次 本次 轮次 门次 节课 节次 \
    株次 行政村 自然村 街道 社区 支队伍=支 套房 户人家=户 步 例病例=例 对夫妇=对 班 标段 公交标台=标台";
const COUNT_CLOSING: &str =
    "分 组 队 团 节 首 集 单 票 宿 副 点 站 篇章 学校 小区 企业 乡镇 县区 工种 品种 乡村 单位 村居 村社";
const MONEY: &str = "元 元人民币=元 块钱=元 圆=元 角 美元 港元 欧元 日元 英镑 澳门元 新台币 人民币=元";
const RATIO: &str = "% ％=% 百分点 个百分点 ‰ 倍 个点=个百分点 pct=个百分点 个基点 基点=个基点 BP=个基点";
const AREA: &str = "平方米 平米=平方米 ㎡=平方米 m²=平方米 m2=平方米 M2=平方米 ｍ2=平方米 M²=平方米 平方=平方米 平方公里 平方千米=平方公里 km²=平方公里 km2=平方公里 \
    ㎢=平方公里 亩 公顷 公亩 亩次 hm²=公顷 hm2=公顷 平方厘米 亩地=亩 坪";
const LENGTH: &str = "公里 km=公里 KM=公里 Km=公里 ㎞=公里 千米=公里 米 m=米 厘米 cm=厘米 ㎝=厘米 公分=厘米 毫米 mm=毫米 ㎜=毫米 延米 延长米=延米 车道公里 单公里 海里 华里 英寸 寸";
const VOLUME: &str = "立方米 立方=立方米 m³=立方米 m3=立方米 ㎥=立方米 方=立方米 升 毫升 立方分米 立方厘米";
const MASS: &str = "吨 t=吨 公斤 千克=公斤 kg=公斤 ㎏=公斤 KG=公斤 克 毫克 微克 纳克 斤 市斤=斤 担 mg=毫克 μg=微克 µg=微克 ug=微克 标准吨=吨 吨标准煤 吨标煤=吨标准煤 吨次";
const DURATION: &str = "年 小时 个小时=小时 分钟 秒 秒钟=秒 天 个工作日 工作日=个工作日 个月 周 岁 周岁 个季度 个学期 学期 学年 个学年=学年 个年度 个自然日 自然日=个自然日 个星期 日龄 月龄 个日历日 年级 个年级=年级";
const ENERGY: &str = "千瓦时 千瓦·时=千瓦时 千瓦小时=千瓦时 kWh=千瓦时 KWh=千瓦时 KWH=千瓦时 度电=千瓦时 兆瓦时 MWh=兆瓦时 焦 吉焦 千焦 大卡 千卡";
const POWER: &str = "千瓦 kW=千瓦 KW=千瓦 兆瓦 MW=兆瓦 瓦 千伏安 kVA=千伏安 兆伏安 MVA=兆伏安 马力 吉瓦";
const CONCENTRATION: &str = "分贝 ppm";

/// Words that only begin like a measure word. Behind a bare number they are a name or the start of the next sentence.
const NEVER: &str = "具体 具备 具有 个人信息 个体工商 个税 个性 个案 人民 人才 人员 人力资源 人社 人大代表 人大常委 人工智能 人居环境 人物 人文 人行道 人造 人防工程 家庭 家长 家禽 家畜 家电 家具 家校 家居 家政服务 \
    名单 名录 名称 名牌 户籍 户口 户外 条例 条件 场地 场馆 场所 台账 台风 周年 周边 周期 周围 周末 支付 支出 支持 支撑 支部 支行 支队 \
    种植 种类 种子 种养 片区 片长 例行 例外 包括 本科 本地 本级 本市 本区 本县 本年 本次 本镇 本街道 处理 处方 处置 处罚 处于 处室 处级 座谈 座位 座椅 位于 位列 位居 位次 位置 \
    项目 项目经理 组织 组建 组成 组长 队伍 队员 团体 团队 团员 集中 集体 集团 集约 集聚 单元 单独 单身 单个 节约 节能 节日 节点 节水 节假日 首批 首次 首个 首先 \
    口袋 口径 口岸 口腔 口腔健康 眼科 眼镜 眼底 升级 升至 升到 升学 方面 方案 方式 方法 方向 方可 元旦 元宵 元月 亿元楼 起步 起草 起始 起点 起床 门诊 门户 门店 门面 门卫 门禁 层级 层次 层面 \
    对接 对外 对口 对于 对标 对象 对照 把关 把握 把好 头部 面积 面向 面对 面临 面上 档案 档次 班子 班级 班组 点位 点击 点赞 站点 站长 分类 分别 分析 分局 分公司 分中心 \
    分布 分为 分散 分批 分管 分级 副主任 副市长 副县长 副区长 副局长 期间 期末 期满 期内 期限 次年 次日 次月 批复 批准 件套 米粉 日常 周转 步行 步伐 步骤 乡村振兴 乡镇卫生院 乡贤 \
    县级 县委 县域 县直 县城 县政府 镇级 镇区 镇政府 村级 村民 村庄 村居 村委 村卫生室 村医 社区卫生 社区居民 街道办 床头 平方根 针对 针灸 头条 只要 只有 只能 根据 根本 根治 株洲 本着 本周 \
    千人计划 张家 张贴 张榜 笔记 笔试 架构 架设 架空 枚举 口头 棵数 宗旨 宗教 宗地 秒杀 天然气 天网 天津 天然 角度 角色 担保 担任 担当 焦化 克服 克难 部分 部门 部署 部级 部队 部位 \
    区域 所有 所需 所在地 所属 块状 间隔 间接 间歇 份额 套餐 套路 轮岗 轮训 轮流 轮椅 期货 幅度 幅员 批量 批发 篇幅 把控 瓦斯 瓦房 元素 米面 米以 方便 方便面 方舱 方阵 方针 路灯 路面 路段 路口 路线 路网 度假 度过 度夏 度汛 盘活 盘点 盘山";

/// Two measure words for one amount, the second in brackets, that are written together: 场(次), 人(户).
/// All pairs are kept so; these few say with the bracket what the first says already.
const PAIR: &[(&str, &str)] = &[("台(套)", "台"), ("套(台)", "套"), ("台(件)", "台"), ("台(个)", "台")];

/// What an amount may be divided by: `元/月·人`, 每人每月. Besides these, any measure word.
const PER: &str = "月 年 日 天 周 季 季度=季 半年 学期 学年 小时 分钟 人 名 位 生 户 次 亩 例 人次 人口 千人 千人口 千名 万人 万人口 万名 百人 百人口 百名 百户 千户 十万人 十万人口 百万人口 \
    吨 公里 平方公里 平方米 ㎡=平方米 m²=平方米 平米=平方米 m2=平方米 立方米 m³=立方米 m3=立方米 升 千瓦时 千瓦 度 台 套 部 辆 件 个 所 座 处 家 张 床 床日 床位 间 栋 孩 胎 只 头 株 棵 条 村 校 班 镇 县 站 点 支 组 队 场 期 批 项 课时 学时 \
    公斤 千克=公斤 斤 万元 百万元 亿元 百公里 千吨 百平方米 百米 吨公里 人天 人日 工日 对 盏 幅 轮 篇 份 平方=平方米 立方=立方米 单元 车次 架次 班次 航次 岗 床·日 千名老年人 万名常住人口 万常住人口 千常住人口 万城镇常住人口 万名城镇常住人口 万名老年人 百名老年人 千名老人 万名老人 百名老人 千名居民 万名居民 \
    餐 具 秒 园 馆 院 店 屋 托位 学位 岗位 季·人 社区 街道 乡镇 区 县区 镇街 工作日 学年度 千克体重 周岁 口 人均";

/// What stands before 均: 人均, 户均, 亩均.
const MEAN: &str = "人均=人 户均=户 套均=套 站均=站 园均=园 生均=生 亩均=亩 月均=月 年均=年 日均=日 村均=村 校均=校 班均=班 次均=次 床均=床 单位面积平均=平方米 每人平均=人 每户平均=户 人月均=人·月 月人均=人·月 人均每月=人·月 人均每年=人·年 户均每年=户·年 人均年=人·年 人均月=人·月 人年均=人·年 年人均=人·年 劳均=劳 师均=师 县均=县 例均=例 件均=件 户月均=户·月 周均=周 场均=场 平均每户=户 平均每家=家 平均每村=村 平均每所=所 平均每场=场 平均每次=次 平均每人=人 平均每月=月 平均每年=年 平均每天=天 平均每亩=亩 平均每日=日";

/// Marks between the units that an amount is divided by.
pub const PER_MARKS: &str = "/／·・•．.∙⋅*";

fn rows(list: &'static str, dimension: Dimension, care: Care) -> impl Iterator<Item = (&'static str, Measure)> {
    pairs(list).map(move |(word, unit)| (word, Measure { unit, dimension, care }))
}

/// The words of a list and their standard spellings.
fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.split_ascii_whitespace().map(|word| word.split_once('=').unwrap_or((word, word)))
}

/// All words that can stand behind a number.
pub static MEASURES: LazyLock<WordIndex<Measure>> = LazyLock::new(|| {
    use Dimension::*;
    let sure = [
        (COUNT, Count),
        (MONEY, Money),
        (RATIO, Ratio),
        (AREA, Area),
        (LENGTH, Length),
        (VOLUME, Volume),
        (MASS, Mass),
        (DURATION, Duration),
        (ENERGY, Energy),
        (POWER, Power),
        (CONCENTRATION, Concentration),
    ];
    WordIndex::new(
        sure.into_iter()
            .flat_map(|(list, dimension)| rows(list, dimension, Care::Sure))
            .chain(rows(COUNT_CLOSING, Count, Care::Closing))
            .chain(rows("路", Count, Care::Thousands))
            .chain(rows("度=千瓦时", Energy, Care::Thousands))
            .chain(rows(NEVER, Count, Care::Never)),
    )
});

/// All words that an amount can be divided by.
pub static PERS: LazyLock<WordIndex<&'static str>> = LazyLock::new(|| WordIndex::new(pairs(PER)));

/// 人均 and its kin, with what each divides by.
pub fn means() -> impl Iterator<Item = (&'static str, &'static str)> {
    pairs(MEAN)
}

/// The standard spelling of a pair where it is not the pair itself. `pair` has half-width brackets.
pub fn pair_standard(pair: &str) -> Option<&'static str> {
    PAIR.iter().find(|(word, _)| *word == pair).map(|(_, standard)| *standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_have_one_standard() {
        let unit = |s: &str| MEASURES.longest_in(s).map(|(len, m)| (len, m.unit));
        assert_eq!(unit("㎡)"), Some((3, "平方米")));
        assert_eq!(unit("人次以上"), Some((6, "人次")));
        assert_eq!(unit("个百分点"), Some((12, "个百分点")));
        assert_eq!(MEASURES.longest_in("家庭").unwrap().1.care, Care::Never);
        assert_eq!(PERS.longest_in("千人口"), Some((9, "千人口")));
        assert_eq!(pair_standard("台(套)"), Some("台"));
    }
}
