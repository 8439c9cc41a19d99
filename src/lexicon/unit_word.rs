//! How the names of units begin and end, for telling a whole name from a piece of one.
//!
//! Only endings and beginnings: which office a name stands for is not decided here.

/// A string that ends like this can be a whole unit.
pub const UNIT_ENDINGS: &[&str] = &[
    "局", "委", "办", "府", "会", "部", "院", "厅", "处", "队", "中心", "公司", "站", "所", "集团", "学校", "大学", "联", "科", "室", "区", "县", "市", "镇", "乡", "街道",
    "行", "社", "组", "馆", "厂", "台", "旗", "盟", "州", "场", "园", "单位", "部门", "企业", "机构", "团体", "村", "党校", "学院", "总队", "支队", "大队", "办公室", "银行",
    "省", "校", "庭", "屯", "港", "网", "公安", "司法", "等", "署", "協", "局", "會", "處", "區", "縣", "鎮", "鄉", "聯", "辦", "廳", "隊", "團", "協會", "协", "专班",
    "通信", "电信", "移动", "联通", "团", "段", "党委", "党组", "基金", "联盟", "主体", "负责人", "单位", "群", "片区", "高新区", "司",
];

/// Words that open the name of a unit.
pub const UNIT_OPENINGS: &[&str] =
    &["省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "各", "相关", "有关", "其他", "国网", "团", "全", "自治", "中国", "國", "區", "縣", "各"];

/// Pieces that never stand alone: the end of a name that was broken before it.
pub const UNIT_TAILS: &[&str] = &[
    "局", "委", "会", "办", "府", "部", "厅", "院", "处", "队", "员会", "委会", "管委会", "办公室", "政府", "分局", "中心", "公司", "办事处", "委员会", "大队", "支队", "道", "街道",
    "园区", "开发区", "区", "心", "司", "站", "所", "事处", "公室", "室", "联", "等",
];

/// Departments of a party committee: `市委` before them is the first half of a name.
pub const PARTY_PARTS: &[&str] =
    &["宣传部", "组织部", "统战部", "政法委", "网信办", "办公室", "编办", "社会工作部", "社工部", "党校", "老干部局", "农办", "办", "信访局", "政研室", "改革办", "文明办", "军民融合办"];
