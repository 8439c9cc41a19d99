//! Endings by which a place is told, and words that end like one and are none. The longest list is parted by blanks.

/// Words that end in 区, 县, 市, 镇, 乡 and are no place, by their last characters.
pub const NO_PLACES: &str = "小区 社区 城区 地区 景区 园区 辖区 牧区 山区 库区 灾区 片区 街区 校区 厂区 新区 老区 县区 市区 城市 超市 都市 集市 门市 乡镇 城镇 村镇 建制镇 示范区 模范区 示范县 模范县 示范镇 示范市 个区 个县 个市 个镇 全市 全区 全县 各区 各县 各市 功能区 保护区 住宅区 工业区 聚居区 成区 护区 宅区 居区 业区 务区 停车区 上市 夜市 股市 楼市 花市 早市 菜市 两县 三区 三县 四区 郊区 林区 矿区 湖区 港区 特区 分区 院区 禁区 湿地区 我区 我市 我县 本区 本市 本县 我旗 全旗 红旗 国旗 设市 赴县 强县 大县 贫困县 好县 点县 点镇 点区 城乡 下乡 家乡 返乡 水乡 各乡 回乡 离乡 三乡 级市 民市 棚户区 居民区 核心区 中心区 缓冲区 安置区 聚集区 集聚区 办公区 生活区 教学区 合作区 市县 县市 区县 县乡 卫生县 文明县 生态县 林县 火化区 卫生镇 卫生乡 文明镇 留市 在市 文明乡";

/// Zones, whose names end alike everywhere.
pub const ZONES: [&str; 15] = [
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

/// Characters that make a place before them part of another word: 市场, 区级, 县域.
pub const JOINED: [char; 25] = [
    '场', '级', '域', '民', '政', '立', '属', '直', '委', '容', '区', '县', '市', '镇', '坊', '帜', '下', '长', '内',
    '外', '办', '局', '村', '乡', '街',
];

/// The halves of a region, which only a breakdown makes places: 其中城市100%、农村85%.
pub const HALVES: [&str; 13] =
    ["城市", "农村", "城镇", "乡村", "县城", "城区", "镇区", "市区", "市域", "农区", "牧区", "农牧区", "乡镇"];

/// Endings of places that only a breakdown tells: 老城片区, 其他镇街.
pub const PARTS: [&str; 32] = [
    "高新区",
    "经开区",
    "开发区",
    "示范区",
    "度假区",
    "保税区",
    "新区",
    "管理区",
    "片区",
    "镇街",
    "街道",
    "乡镇",
    "县区",
    "区县",
    "园区",
    "市直",
    "区直",
    "县直",
    "市属",
    "区属",
    "本级",
    "街镇",
    "地区",
    "新城",
    "各地",
    "城区",
    "集团",
    "州市",
    "市州",
    "县市",
    "旗县",
    "市县",
];
