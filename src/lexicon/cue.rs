//! Words beside an amount that change how it is to be read: comparators, changes, divisors, roles.
//!
//! A new word is one more word in a list below. What follows from a word is decided by the figure room.

use super::index::WordIndex;
use super::measure;
use crate::text::Words;
use std::sync::LazyLock;

/// What a word says about the amounts around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// 不少于, 不低于, 至少
    AtLeast,
    /// 超过, 突破
    MoreThan,
    /// 不超过, 最高
    AtMost,
    /// 低于, 不足
    LessThan,
    /// 约, 近: only where it touches the number.
    About,
    /// 控制在: at most, unless a comparator behind the number says more; no part of the amount.
    Within,
    /// 各, 均: only where it touches.
    Each,
    /// 各建, 各新建: further off, too.
    EachDoes,
    /// 每个
    EachOne,
    /// 各县区, 各镇街: each of them, where a least amount is asked for (至少1所).
    EachPlace,
    /// 分别
    Respectively,
    /// 达到, 了, 为: may stand between a comparator and its number.
    Filler,
    /// 增长, 上升: the amount is a change.
    Grow,
    /// 提高, 增加: a change of whatever has a level, also of a yield or a size, but no count of new things.
    Raise,
    /// 提升, 扩大: a change of money and rates; of the rest they may be works.
    Add,
    /// 下降, 减少
    Drop,
    /// 改善: less of what harms, more of what is good.
    Improve,
    /// 增幅, 增速: a noun; the amount is a change, the word no part of it.
    Growth,
    /// 降幅
    Decline,
    /// 提高到, 降至: what follows is the new level.
    Become,
    /// 由, 从
    From,
    /// 同比, 较上年
    Yoy,
    /// 环比, 较年初
    Against,
    /// 每 in front of what the amount is divided by.
    Every,
    /// 人均, 户均: what it divides by.
    Mean(&'static str),
    /// 月增, 年增
    GrowPer(&'static str),
    /// 和, 及: joins the members of a list.
    Join,
    /// 其余, 其中
    Part,
    /// 截至, 目前
    AsOf,
    /// 已, 共为
    Done,
    /// 了 behind a verb.
    Past,
    /// 累计
    SoFar,
    /// 计划, 预计, 力争, 年底前
    Plan,
    /// 任务, 目标: the amount that follows at once is the target.
    Goal,
    /// 剩余, 存量
    Left,
    /// 现有
    Stock,
    /// 对, 将: what follows is dealt with.
    Object,
    /// 建筑面积, 总投资: the size of a project.
    Size,
    /// 惠及
    Reaches,
    /// A Chinese numeral, which may begin an amount.
    Numeral,
    /// A word that holds one of the others and means none: 签约, 各级, 最低生活保障.
    Nothing,
}

/// What a Chinese numeral that may be an amount begins with.
pub const NUMERALS: &str = "一 二 两 三 四 五 六 七 八 九 十 百";

/// Words of which every word of [`Cue::AsOf`] holds one.
pub static REPORTS: Words = Words::of(REPORT_WORDS);
pub const REPORT_WORDS: &[&str] = &["截至", "截止", "目前", "现已", "迄今", "至今"];

const CUES: &[(Cue, &str)] = &[
    (
        Cue::AtLeast,
        "不少于 不低于 不得少于 不得低于 不能少于 不能低于 不应少于 不应低于 不小于 不短于 至少 最少 最低 不下于 不下 年满 已满 起码 ≥ >= ≧ 大于等于 大于或等于 高于或等于 达到或超过 达到并超过 不亚于 确保不低于 确保不少于",
    ),
    (Cue::MoreThan, "超过 超出 突破 多于 大于 高于 超 逾 > ＞ 远超 已超 均超 快于 优于 多达 长于"),
    (
        Cue::AtMost,
        "不超过 不高于 不多于 不大于 不得超过 不得高于 不得多于 不能超过 不应超过 不突破 不超 最高 最多 至多 最大 最长 未超过 ≤ <= ≦ 小于等于 小于或等于 不长于 不迟于 不大于 上限为 封顶线为 单笔最高 单个最高",
    ),
    (Cue::LessThan, "低于 不足 少于 小于 不到 未满 不满 未达到 不达 < ＜ 短于 慢于"),
    (Cue::About, "约 大约 近 将近 接近 大概 约为 约达 约合 合计约 总计约 共约 ≈ 约计 近似 差不多 估算约 大致 仅约"),
    (Cue::Within, "控制在 限制在 压减到 控制到 压缩在 保持在不超过"),
    (Cue::Each, "各 均 都 分别各 各约"),
    (
        Cue::EachDoes,
        "各建 各建成 各建设 各新建 各设 各设立 各设置 各完成 各安排 各选 各选取 各选择 各选派 各配 各配备 各打造 各改造 各补助 各奖励 各新增 各创建 各培育 各开展 各举办 各招收 各投入 各补贴 各有 各为 均建成 均有 均设 均配备 均建有 各遴选 各推荐 各增加 各投放 各安装 各组建 各征集 各发放 各拨付 各获得 各占 均完成 均设置 均设立 均实现",
    ),
    (Cue::EachOne, "每个 每一个"),
    (
        Cue::EachPlace,
        "各县 各区 各市 各乡 各镇 各村 各街道 各旗 各县区 各园区 各社区 各学校 各乡镇 各镇街 各县市区 各州 各盟 各市县 各市州 各地区 各地市 各地",
    ),
    (Cue::Respectively, "分别 依次 分别为 分别达到 分别达 分别是 分别按 分别按照"),
    (
        Cue::Filler,
        "达到 达 为 幅度 的幅度 再 原 又 也 是 达到了 达成 今年的 目前的 现在的 现行的 原来的 原有的 上年的 去年的 今年 去年底的 去年末的 上年底的 上年末的 去年底 去年末 上年底 上年末 年初的 当前的 上年 原先的 现行 现有的 水平 标准 实现 即 已达 已达到 只 仅 还 就 同步 平均 总体 稳定在 保持在 维持在 在 按 每平均 到",
    ),
    (
        Cue::Grow,
        "增长 上升 上涨 上调 涨 增收 上浮 增值 净增长 增长幅度 增长了 递增 回升 攀升 增长约 加快 提速 高出 延长 调高 提标 增产",
    ),
    (Cue::Raise, "提高 提高了 增加 增加了 增"),
    (Cue::Add, "提升 扩大 提升了 增发 多 多完成 多投入 多发放 多支出 多安排 多筹集 多出 多增 调增 增补 增资"),
    (
        Cue::Drop,
        "下降 降低 减少 下调 降 压减 压降 削减 缩短 减 缩减 下浮 压缩 减轻 减负 下滑 回落 收窄 调低 调减 降价 降低了 下降了 减少了 缩短了",
    ),
    (Cue::Improve, "改善 改善了 改善约 好转"),
    (Cue::Growth, "增幅 增速 涨幅 增长幅度为 提高幅度"),
    (Cue::Decline, "降幅 减幅 下降幅度"),
    (
        Cue::Become,
        "提高到 提高至 提高为 提到 提至 提升到 提升至 提升为 增加到 增加至 增加为 增至 增到 增长到 增长至 增为 上升到 上升至 升至 升到 上调到 上调至 上调为 调整到 调整至 调整为 下降到 下降至 降低到 降低至 降低为 降至 降到 降为 下调至 下调到 下调为 减少到 减少至 减少为 减至 减到 压减至 压减到 缩短到 缩短至 缩短为 压缩到 压缩至 压缩为 提标到 提标至 变为 改为 扩大到 扩大至 扩展到 扩展至 扩至 扩充到 扩充至 涨到 涨至 上涨到 上涨至 上浮到 调至 调到 调高到 调高至 调增至 调增到 拓展到 拓展至 延长到 延长至 延长为 增设到 增设至 改善到 改善至 优化到 优化至 缩减到 缩减至 发展到 发展至 恢复到 恢复至 统一提高到 统一提高至 逐步提高到 逐步提高至 再提高到 再提高至 稳步提高到 稳步提高至",
    ),
    (
        Cue::From,
        "由 从 由原 从原 由原来的 从原来的 由原来 从原来 由原先的 从原先的 由目前的 从目前的 由现行的 从现行的 由现在的 由上年的 从上年的 由去年的 从去年的 由去年底的 从去年底的 由去年末的 从去年末的 由上年底的 从上年底的 由上年末的 从上年末的 由去年底 从去年底 由去年末 从去年末 由上年底 从上年底 由上年末 从上年末 由年初的 从年初的 由当前的 从当前的 由最初的 从最初的 由此前的 从此前的 由之前的 从之前的 由过去的 从过去的 由现有的 从现有的 由现行 由目前",
    ),
    (
        Cue::Yoy,
        "同比 较上年 比上年 较上年同期 比上年同期 与上年同期相比 与上年相比 较去年 比去年 较去年同期 比去年同期 与去年同期相比 与去年相比 较上一年 比上一年 较上年度 比上年度 同比分别 比上年实际 较同期 比同期 较往年同期 年同比",
    ),
    (
        Cue::Against,
        "环比 较去年底 比去年底 较去年末 比去年末 较上年底 比上年底 较上年末 比上年末 较去年年底 比去年年底 较上年年末 比上年年末 较上月 比上月 较年初 比年初 较上季度 比上季度 较上期 比上期 较上周 比上周 较往年 比往年 较之前 比之前 较改革前 较原来 比原来 较前一年 较基期 较疫情前 较计划 比计划 较年初计划 比年初计划 较年度计划 比年度计划 较全年计划 比全年计划 较原计划 比原计划",
    ),
    (Cue::Numeral, NUMERALS),
    (Cue::Every, "每 每个月 每个工作日 每个学期 每个托位 每个岗位"),
    (Cue::Join, "和 及 与 或 以及 并 或者 跟 到 至"),
    (Cue::Part, "其余 其中 另 另外 剩下 另有 余下 含 包括 包含 其它 其他"),
    (Cue::AsOf, "截至 截止 截至目前 截止目前 目前 现已 至目前 到目前为止 迄今 至今 到目前"),
    (
        Cue::Done,
        "已 已建成 已建设 已建好 已建立 已有 已经 均已 共为 已累计 共已 现有序 业已 已全部 全部已 实际完成 实际建成 实际改造 实际新增 实际新建 实际实施 实际开工 实际发放 实际投入 实际支出 实际到位 实际拨付 实际培训 实际筛查 实际服务 实际救助 实际惠及 实际受益",
    ),
    (Cue::Past, "了"),
    (Cue::SoFar, "累计 共计"),
    (
        Cue::Plan,
        "计划 年度计划 全年计划 预计 力争 确保 拟 年底前 年内 底前 季度末前 要求 需 应 将 争取 下一步 预期 有望 到年底 预计到 谋划 年内再 年内将 年内计划 年底再 年底前再 年底前将 明年再 明年将 明年计划 下半年再 下半年将 下半年计划 四季度将 四季度再 下一步将 到年末 年末前 力求 努力 保证 预算",
    ),
    (
        Cue::Goal,
        "任务 目标 任务数 目标任务 目标数 任务总数 目标值 计划数 指标 任务目标 任务量 计划任务 年度任务 目标为 任务为 下达计划 奖补计划 计划总投资 计划投资 计划总",
    ),
    (Cue::Left, "剩余 存量 尚有 还有 余"),
    (Cue::Stock, "现有 共有 拥有 现存"),
    (Cue::Object, "对 把"),
    (
        Cue::Size,
        "建筑面积 总建筑面积 总投资 占地面积 总占地面积 总长度 全长 总面积 用地面积 设置床位 占地 项目总投资 总长 投资总额 概算总投资",
    ),
    (Cue::Reaches, "惠及 受益 覆盖"),
    (
        Cue::Nothing,
        "签约 预约 节约 集约化 集约利用 集约节约 集约型 集约高效 集约发展 制约 合约 违约 网约车 契约 履约 约定 约束 约谈 约请 邀约 要约 附近 最近 临近 邻近 靠近 近期 近年 近视 近郊 近日 近三年 近两年 近几年 亲近 就近 远近 近距离 近零 近海 近义 \
 各级 各类 各部门 各单位 各项 各有关 各责任 各自 各界 各族 各方 各种 各个 各环节 各成员 各相关   均衡 均等 均匀 平均水平 为了 作为 认为 行为 因为 成为 称为 视为 较为 最为 极为 成为了 作为了 为民 为主 为重点 为基础 为核心 为目标 为抓手 为契机 为载体 \
         由于 理由 自由 经由 缘由 从事 从业 从严 从而 从速 从优 从重 服从 自从 超额 彩超 超市 超前 超标 超声 超时 超限 超载 超高 超低 超级 超员 超大 超常 超期 超载 达标率 发达 到达 送达 传达 表达 直达 \
         增值税 增强 增设 增派 增量 增信 增绿 增效 增进 增添 新增 净增 倍增 激增 降水 降雨 降解 降温 降噪 降碳 降费 降本 减免 减灾 减排 减税 减速 减退 减量 节能减排 \
         不足之处 满意 满足 圆满 高于一切 多于民 最低生活保障 最低工资 最低标准 最低生活 最低保障 最低缴费 最低收入 最高人民 最高楼层 最高层 至少数民族 最高法 最高检 最高标准 最高水平 最高气温 最大限度 最大程度 最大化 最多跑一次 最高等级 最高奖项 \
         早已 自己 而已 已建 了解 了然 为了 完了 目前正 目前尚 项目前期 项目前 标准化 达标 达标准 计划生育 规划局 规划区 计划单列 占计划 超计划 占年度计划 占全年计划 年度计划的 计划户数 计划的 计划总数的 计划外 计划内 完成计划 完成目标 完成任务 完成年度任务 完成全年任务 完成年度目标 完成目标任务 完成全年目标 完成年度目标任务 完成全年目标任务 完成年度计划 完成全年计划 占目标 占任务 占目标任务 占年度任务 占年度目标 占全年任务 超额完成任务 超额完成目标 为年度计划 为全年计划 为计划 为年度目标 为全年目标 为目标任务 为年度任务 为全年任务 年度任务的 年度目标的 全年任务的 全年目标的 目标任务的 任务的 目标的 计划任务的 \
         应急 应当 响应 适应 供应 应用 相应 对应 应对 应届 应援 反应 效应 应收 应征 应税 应保尽保 应救尽救 应补尽补 应发尽发 应助尽助 应享尽享 应检尽检 应改尽改 应纳尽纳 需求 需要 急需 必需 军需 刚需 供需 内需 所需 要求的 将来 即将 将军 \
         面对 针对 对于 对象 对接 对口 对照 对外 对标 绝对 相对 反对 应对 核对 对比 一对一 结对 派对 把关 把握 把好 \
         多种 多次 多个 多项 多元 多样 多方 多处 多家 多名 多位 多数 多功能 多层 多渠道 多部门 多媒体 多彩 多余 许多 大多 诸多 更多 众多 多多 至多种 多式 多子女 多孩 多发 多病 多重 多效 多类 多点 多维 多条 多级 多边 多年 多少 多半 多晶 很多 较多 \
         参与 与会 赠与 以及时 及时 普及 涉及 危及 波及 及格 触及 遍及 及其 和谐 和平 共和 缓和 饱和 温和 总和 或许 并网 并且 并轨 合并 并联 兼并 并购 达到了 周到 到位 到达 得到 做到 遇到 收到 到岗 到期 到场 到户 到人 到村 到站 到家 直到 感到 看到 受到 找到 独到 报到 到校 到访 甚至 以至 至于 截至 直至 至此 乃至 冬至 夏至 \
         总是 就是 还是 但是 于是 是否 凡是 可是 若是 按照 按期 按时 按规定 按要求 按需 按月 按季 按年 按比例 按程序 存在 现在 正在 所在 旨在 在于 在校 在册 在建 在编 在职 在家 在岗 在线 在内 内在 潜在 在园 \
         其他事项 余额 业余 余热 盈余 结余 富余 多余 余杭 余姚 余家 剩余的 还有待 有余 都市 成都 首都 都要 都能 古都 都江堰 都匀 \
         降水量 水平线 再次 再生 再就业 再生水 再贷款 一再 再教育 再融资 原则 原有 原因 原料 原地 原址 草原 平原 高原 原始 原来 原子 原貌 原野 复原 太原 还原 原创 原油 又名 也是 也要 仅限 不仅 只有 只要 只能 就业 就医 就诊 就餐 就读 成就 就学 就近 就绪 造就 同步推进 还款 还原 还贷 还迁 还要 就地 就要",
    ),
];

/// All cue words.
pub static CUE_WORDS: LazyLock<WordIndex<Cue>> = LazyLock::new(|| {
    let listed = CUES.iter().flat_map(|&(cue, words)| words.split_ascii_whitespace().map(move |word| (word, cue)));
    let means = measure::means().map(|(word, per)| (word, Cue::Mean(per)));
    let grow = [
        ("月增", "月"),
        ("年增", "年"),
        ("月增加", "月"),
        ("年增加", "年"),
        ("日增", "日"),
        ("年增收", "年"),
        ("月增收", "月"),
    ];
    let grow = grow.into_iter().map(|(word, per)| (word, Cue::GrowPer(per)));
    WordIndex::new(listed.chain(means).chain(grow))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_report_is_told_by_a_short_one() {
        let (_, words) = CUES.iter().find(|(cue, _)| *cue == Cue::AsOf).unwrap();
        for word in words.split_whitespace() {
            assert!(REPORT_WORDS.iter().any(|report| word.contains(report)), "{word}");
        }
    }
}
