//! Targets and what was reached of them, paired where the notice leaves no doubt and nowhere else.

use shishi::{Options, parse};

/// The pairs of a report with one item: what is counted, progress, target, per cent, and the rate that the notice states.
fn pairs(target: &str, progress: &str) -> Vec<String> {
    let notice = format!(
        "2031年1-9月云岭县民生实事进展情况\n序号\t项目名称\t年度目标\t进展情况\t责任单位\n1\t新建公园\t新建公园3座。\t已开放。\t县城管局\n\
         2\t民生项目\t{target}\t{progress}\t县民政局\n"
    );
    let notice = parse(notice.as_bytes(), &Options::default());
    assert_eq!(notice.items.len(), 2);
    let item = &notice.items[1];
    let pairs = item.completion.iter().map(|pair| {
        let stated = pair.stated.map_or_else(|| "-".to_string(), |stated| stated.to_string());
        format!(
            "{} {}/{} = {} ({stated})",
            pair.metric,
            pair.progress.normalize(),
            pair.target.normalize(),
            pair.computed.round_dp(4).normalize()
        )
    });
    pairs.collect()
}

#[test]
fn the_same_thing_in_the_same_unit() {
    assert_eq!(pairs("新增就业5000人。", "新增就业4000人。"), ["新增就业 4000/5000 = 80 (-)"]);
    assert_eq!(pairs("新改建农村公路20公里、桥梁4座。", "完成农村公路15公里。"), ["新改建农村公路 15/20 = 75 (-)"]);
}

#[test]
fn a_stated_rate_tells_which_target_is_meant() {
    assert_eq!(
        pairs("新建户厕1500户，改造公厕30座。", "已建成1200户，完成任务80%。"),
        ["新建户厕 1200/1500 = 80 (80)"]
    );
    // Money alone is measured by what was to be spent.
    assert_eq!(
        pairs("改造小区18个，计划总投资6800万元。", "已完工14个小区，完成投资5236万元，占计划投资的77%。"),
        ["改造小区 14/18 = 77.7778 (-)", "计划总投资 52360000/68000000 = 77 (77)"]
    );
    // Rounded, cut off, or rounded up: less than one of its last digit off.
    assert_eq!(pairs("新增就业5293人。", "新增就业4012人，完成目标75.7%。"), ["新增就业 4012/5293 = 75.7982 (75.7)"]);
}

#[test]
fn no_pair_where_two_could_be_meant() {
    assert!(pairs("新建学校3所、幼儿园5所。", "已完成2所。").is_empty());
    assert!(pairs("新增就业5000人。", "新增就业4000人，其中一季度新增就业1000人。").len() < 2);
    // Another unit, a rate of pay, a change, a ratio.
    assert!(pairs("新增就业5000人。", "培训300人次。").is_empty());
    assert!(pairs("低保标准提高到每人每月700元。", "发放资金700元。").is_empty());
    assert!(pairs("参保率达到95%以上。", "参保率达到96%。").is_empty());
    // The rate of a district is not the county's.
    assert!(pairs("改造户厕1000户。", "东山乡已建成500户，河西乡开工率50%。").is_empty());
}

#[test]
fn what_is_under_way_is_not_what_is_done() {
    assert_eq!(pairs("改造老旧小区35个。", "35个小区已全部开工，已完工21个。"), ["改造老旧小区 21/35 = 60 (-)"]);
    assert_eq!(pairs("新建幼儿园6所。", "6所幼儿园全部开工，其中4所已竣工。"), ["新建幼儿园 4/6 = 66.6667 (-)"]);
}

#[test]
fn the_targets_own_clause_names_what_was_done() {
    assert_eq!(
        pairs("为150户残疾人家庭实施无障碍改造。", "150户无障碍改造全部完成。"),
        ["残疾人家庭 150/150 = 100 (-)"]
    );
}

#[test]
fn a_rate_right_behind_the_word_for_done_is_stated() {
    assert_eq!(
        pairs("失业人员再就业8000人。", "失业人员再就业7620人，完成95.3%。"),
        ["失业人员再就业 7620/8000 = 95.25 (95.3)"]
    );
}

#[test]
fn a_part_of_a_target_is_no_target_of_the_whole() {
    assert_eq!(pairs("整治背街小巷60条，其中上半年完成25条。", "整治背街小巷63条。"), ["整治背街小巷 63/60 = 105 (-)"]);
}

#[test]
fn what_was_done_respectively_pairs_one_by_one() {
    assert_eq!(
        pairs("送戏110场、送书1.5万册。", "全年计划送戏110场、送书1.5万册，已分别完成76场、9000册。"),
        ["送戏 76/110 = 69.0909 (-)", "送书 9000/15000 = 60 (-)"]
    );
}

#[test]
fn a_column_of_its_own_states_the_unit_of_bare_numbers() {
    let notice = "2031年云岭县民生工程完成情况\n序号\t项目名称\t计量单位\t年度目标任务\t完成数\t完成率（%）\t责任单位\n\
        1\t农村危房改造\t户\t180\t171\t95\t县住建局\n2\t发放贷款\t万元\t800\t765\t95.63\t县金融办\n";
    let notice = parse(notice.as_bytes(), &Options::default());
    let pairs: Vec<_> = notice.items.iter().flat_map(|item| &item.completion).collect();
    assert_eq!(pairs.len(), 2);
    assert_eq!((pairs[0].unit.as_deref(), pairs[0].stated.map(|s| s.to_string())), (Some("户"), Some("95".into())));
    assert_eq!(pairs[1].progress.normalize().to_string(), "7650000");
}

#[test]
fn the_next_cell_says_nothing_of_a_target() {
    assert_eq!(pairs("新建卫生室15所", "已开工12所，建成8所"), ["新建卫生室 8/15 = 53.3333 (-)"]);
    assert_eq!(pairs("新建道路60公里", "已完成路基45公里"), [""; 0]);
}

#[test]
fn work_in_preparation_and_what_is_left_are_not_done() {
    assert_eq!(pairs("创建完整社区5个。", "5个社区均已完成方案编制。"), [""; 0]);
    assert_eq!(pairs("建成服务设施30处。", "已开工18处，建成4处。"), ["建成服务设施 4/30 = 13.3333 (-)"]);
    assert_eq!(pairs("建设城市书房10座。", "建成城市书房9座，剩余1座年底前开放。"), ["建设城市书房 9/10 = 90 (-)"]);
}

#[test]
fn a_thing_that_is_done_is_the_targets_by_its_head_noun() {
    assert_eq!(pairs("改造城镇老旧小区65个。", "全县65个小区全部完工。"), ["改造城镇老旧小区 65/65 = 100 (-)"]);
    assert_eq!(pairs("改造城镇老旧小区65个。", "20个小区开展了宣传。"), [""; 0]);
}

#[test]
fn goals_that_are_only_counted_pair_in_their_order() {
    assert_eq!(
        pairs("新增就业3000人、再就业800人。", "两项指标分别完成3300人、760人。"),
        ["新增就业 3300/3000 = 110 (-)", "再就业 760/800 = 95 (-)"]
    );
}

#[test]
fn the_same_done_for_the_head_of_the_targets_name() {
    assert_eq!(
        pairs("新增3岁以下婴幼儿托位1200个。", "已新增托位960个。"),
        ["新增3岁以下婴幼儿托位 960/1200 = 80 (-)"]
    );
    assert_eq!(pairs("救助困难残疾儿童300名。", "救助残疾儿童318名。"), ["救助困难残疾儿童 318/300 = 106 (-)"]);
    assert_eq!(pairs("救助困难残疾儿童300名。", "培训残疾儿童318名。"), [""; 0]);
    assert_eq!(pairs("新增公办托位600个、民办托位600个。", "新增托位960个。"), [""; 0]);
}

#[test]
fn what_is_begun_is_no_completion() {
    assert_eq!(pairs("改造老旧小区48个。", "已开工29个，开工率60.4%。"), [""; 0]);
    assert_eq!(pairs("改造老旧小区48个。", "已开工48个，开工率100%，完工30个。"), ["改造老旧小区 30/48 = 62.5 (-)"]);
    assert_eq!(pairs("建设文化中心20个。", "18个正在建设，2个主体完工。"), [""; 0]);
}
