//! What the arithmetic of one sentence comes to. Half of the sentences hold nothing wrong, however much they look like it.

use shishi::record::{CheckKind, Verdict};
use shishi::{Options, parse};

/// The verdicts of one kind on a progress passage.
fn verdicts(passage: &str, kind: CheckKind) -> Vec<Verdict> {
    let notice =
        format!("云岭县民生实事进展情况表\n序号\t项目名称\t进展情况\t责任单位\n1\t某项工作\t{passage}\t县民政局\n");
    let notice = parse(notice.as_bytes(), &Options::default());
    assert_eq!(notice.items.len(), 1, "{passage}");
    let item = Some(notice.items[0].key.clone());
    notice.checks.iter().filter(|c| c.kind == kind && c.item == item).map(|c| c.verdict).collect()
}

#[track_caller]
fn sum(passage: &str, expected: &[Verdict]) {
    assert_eq!(verdicts(passage, CheckKind::Sum), expected, "{passage}");
}

#[track_caller]
fn rate(passage: &str, expected: &[Verdict]) {
    let mut found = verdicts(passage, CheckKind::Rate);
    found.extend(verdicts(passage, CheckKind::Completion));
    assert_eq!(found, expected, "{passage}");
}

#[test]
fn parts_of_different_places_do_not_exceed_their_total() {
    use Verdict::*;
    sum("改造小区45个，其中云东区20个、云西区28个。", &[Fails]);
    sum("改造小区45个，其中云东区20个、云西区25个。", &[Holds]);
    sum("改造小区45个（其中云东区20个、云西区28个）。", &[Fails]);
    sum("对60条河道实施护坡、清淤和生态修复。其中，云东区、云西区各20条，云南区25条。", &[Fails]);
    // Not all places need be named.
    sum("改造小区45个，其中云东区20个、云西区8个。", &[Holds]);
    // Two totals stand before the list: either may be meant.
    sum("新建12座、改造9座。其中，云东区新建7座、改造5座，云西区新建5座、改造4座。", &[Holds, Holds]);
    // Members of one list are no parts of each other, people no parts of a number of works.
    sum("改扩建学校6所（其中小学3所、初中1所、幼儿园2所）。", &[Holds]);
    sum("改扩建学校8所（其中小学3所、初中1所、幼儿园2所）。", &[Open]);
    sum("供水人口30万人。其中一季度开工12处、二季度开工13处。", &[]);
    // Groups may overlap.
    sum("培训100人，其中女性60人、党员50人。", &[]);
    sum("培训100人（其中女性60人、党员50人）。", &[Open]);
}

#[test]
fn small_numbers_of_two_passages_do_not_meet_by_chance() {
    let check = |target: &str, progress: &str| {
        let notice = format!(
            "云岭县民生实事进展情况表\n序号\t项目名称\t目标任务\t进展情况\n1\t某项工作\t{target}\t{progress}\n"
        );
        let notice = parse(notice.as_bytes(), &Options::default());
        notice.checks.iter().filter(|c| c.kind == CheckKind::Sum).map(|c| c.verdict).collect::<Vec<_>>()
    };
    assert_eq!(check("新建幼儿园3所、小学2所。", "已建成幼儿园2所、小学1所。"), []);
    assert_eq!(check("除险加固水库6座。", "已完工4座，其余2座主体完成。"), [Verdict::Holds]);
    assert_eq!(check("新建服务中心3个、食堂20个。", "服务中心建成2个、在建1个；食堂开业17个。"), [Verdict::Holds]);
    assert_eq!(check("改造教室310间。", "已完成284间，在建26间。"), [Verdict::Holds]);
}

#[test]
fn one_part_is_not_larger_than_its_whole() {
    use Verdict::*;
    sum("转移就业900人（其中外出6个月以上950人）。", &[Fails]);
    sum("转移就业900人（其中外出6个月以上850人）。", &[Holds]);
    // What is counted differs, or the bracket names no part.
    sum("改造危房300户（涉及群众950人）。", &[]);
    sum("发放补贴120人（上年为150人）。", &[]);
}

#[test]
fn what_is_done_and_what_is_left_make_the_whole() {
    use Verdict::*;
    sum("需治理幼儿园21所，已完成12所，剩余8所。", &[Fails]);
    sum("需治理幼儿园21所，已完成12所，剩余9所。", &[Holds]);
    sum("需治理幼儿园21所，已开工15所、完成12所，剩余6所。", &[]);
    sum("需治理幼儿园21所，已完成12所，剩余的8月底前完成。", &[]);
}

#[test]
fn a_rate_beside_its_amounts_is_theirs() {
    use Verdict::*;
    rate("需改造危房60户，已开工45户，开工率80%。", &[Fails]);
    rate("需改造危房60户，已开工45户，开工率75%。", &[Holds]);
    rate("需治理幼儿园21所，已完成12所，剩余9所，完成率为57.14%。", &[Holds]);
    // The rate is of other work, of money, or its base stands elsewhere.
    rate("需改造危房60户，已开工45户，竣工率20%。", &[Open]);
    rate("已开工45户，开工率75%。", &[Open]);
    rate("需改造危房60户、厕所80户，已开工45户，开工率80%。", &[Open]);
}

#[test]
fn growth_over_another_year() {
    use Verdict::*;
    let growth =
        |passage: &str, expected: &[Verdict]| assert_eq!(verdicts(passage, CheckKind::Growth), expected, "{passage}");
    growth("城镇新增就业1460人，较去年同期1360人增长7.4%。", &[Holds]);
    growth("城镇新增就业1460人，较去年同期1360人增长9.4%。", &[Fails]);
    growth("城镇新增就业1460人，比上年1560人下降6.4%。", &[Holds]);
    growth("养老金由142元提高至150元，增长5.6%。", &[Holds]);
    // What is rounded to ten thousand may have grown by that much.
    growth("城镇新增就业1.5万人，较去年同期1.4万人增长9.4%。", &[]);
    // The growth of something else, and a fall that is called growth.
    growth("城镇新增就业1460人，较去年同期1360户增长7.4%。", &[]);
    growth("城镇新增就业1460人，较去年同期1560人增长7.4%。", &[]);
    growth("城镇新增就业1460人，其中女性360人，增长7.4%。", &[]);
}

#[test]
fn parts_that_exclude_each_other_do_not_exceed_their_total() {
    use Verdict::*;
    sum("争取资金4200万元，其中中央资金2500万元、省级资金1500万元、市级资金600万元。", &[Fails]);
    sum("新改建公厕68座，其中新建24座、改建46座。", &[Fails]);
    sum("新增就业8600人，其中城镇5200人、农村3800人。", &[Fails]);
    sum("新增就业8600人（城镇5200人、农村3000人）。", &[Fails]);
    sum("新增床位450张（市一医院200张、市中医院150张、市妇幼保健院130张）。", &[Fails]);
    sum("改造市场9个，分别为城东4个、城西3个、城南3个。", &[Fails]);
    sum("改造市场10个，分别为城东4个、城西3个、城南3个。", &[Holds]);
    // 其中 need not name all parts.
    sum("新改建公厕68座，其中新建24座、改建30座。", &[Holds]);
    sum("发放津贴16800人，其中80—89岁14200人、90—99岁4320人、100岁以上80人。", &[Fails]);
    sum("一季度招聘12场，其中1月份3场、2月份5场、3月份6场。", &[Fails]);
    // These may be the same ones.
    sum("免费体检6800人，其中60岁以上5200人、70岁以上2600人。", &[]);
    sum("惠及3600户，其中供水2400户、燃气1800户。", &[]);
    sum("改造小区20个，其中加装电梯的15个、增设充电桩的10个。", &[]);
    sum("培训1200人，其中线上培训800人、线下培训600人。", &[]);
    sum("免费体检老人1.2万人，其中70岁以上9000人、80岁以上4000人。", &[]);
    sum("新增就业1.2万人，其中城镇新增就业1.1万人，农村劳动力转移就业2300人。", &[]);
    sum("整治小区45个，已完工12个，其余正在施工，其中15个年底完工。", &[]);
    sum("项目总投资3.26亿元，其中包括绿化、水系等工程。截至目前完成投资3.42亿元。", &[]);
    sum("某县产生赔付金116万元、云东区获得补偿金694万元、云西区获得补偿金967万元、云南区获得补偿金701万元。", &[]);
    sum("带动就业超1000人，其中城镇600人、农村450人。", &[]);
}

#[test]
fn a_total_may_stand_behind_its_parts() {
    use Verdict::*;
    sum("新建小学12所、初中5所，共17所。", &[Holds]);
    sum("云东区新建8个、云西区新建7个、云南区新建6个，共计22个。", &[Fails]);
    sum("一期投资3000万元，二期投资2000万元，总投资5000万元。", &[Holds]);
    sum("一季度完成120户、二季度完成180户、三季度完成150户，共计完成460户。", &[Fails]);
    sum("一季度完成120户、二季度完成180户，全年共计完成460户。", &[]);
    sum("上半年完成45个，全年共完成120个。", &[]);
    sum("市本级18个、县区62个，计划明年共建100个。", &[]);
    sum("建成食堂8个、驿站7个，共计22个小区受益。", &[]);
    sum("建设22个，其中云东区8个、云西区7个、云南区7个，共22个。", &[Holds, Holds]);
}

#[test]
fn the_points_of_a_list_make_up_its_total() {
    use Verdict::*;
    let points = |total: &str| {
        format!(
            "{total}一是新建学校3所，新增学位1800个；二是扩建学校2所，新增学位1200个；三是盘活校舍，新增学位500个。"
        )
    };
    sum(&points("累计新增学位3500个："), &[Holds]);
    sum(&points("累计新增学位3600个："), &[Fails]);
    sum(&points("累计新增学位3300个。"), &[Fails]);
    // The points need not tell of all.
    sum(&points("累计新增学位3600个。"), &[Open]);
}

#[test]
fn what_a_rate_is_taken_of_stands_in_its_words() {
    use Verdict::*;
    rate("民生支出52.8亿元，占预算支出66亿元的80%。", &[Holds]);
    rate("民生支出52.8亿元，占预算支出66亿元的82%。", &[Fails]);
    // Round amounts leave room.
    rate("民生支出5.2亿元，占预算支出6亿元的87.1%。", &[Open]);
    rate("应检企业1860户，已检1674户，检查率92%。", &[Fails]);
    rate("计划改造户厕3200户，已完成2560户，完成计划的85%。", &[Fails]);
    rate("120个项目已开工108个，开工率92%。", &[Fails]);
    // The rate of money, and one whose base stands elsewhere.
    rate("计划改造户厕3200户，已完成2560户，完成投资的85%。", &[Open]);
    rate("回访企业1860户，发现问题74个，满意率92%。", &[Open]);
}

#[test]
fn a_completion_is_taken_of_the_one_target_of_its_work() {
    let check = |target: &str, progress: &str, expected: &[Verdict]| {
        let notice = format!(
            "云岭县民生实事进展情况表\n序号\t项目名称\t目标任务\t进展情况\n1\t某项工作\t{target}\t{progress}\n"
        );
        let notice = parse(notice.as_bytes(), &Options::default());
        let rates = notice.checks.iter().filter(|c| matches!(c.kind, CheckKind::Completion | CheckKind::Rate));
        assert_eq!(rates.map(|c| c.verdict).collect::<Vec<_>>(), expected, "{target} {progress}");
    };
    use Verdict::*;
    check("城镇新增就业5500人。", "城镇新增就业4730人，完成年度任务的86%。", &[Holds]);
    check("城镇新增就业5500人。", "城镇新增就业4730人，完成年度任务的88%。", &[Fails]);
    check("上报信息不低于11000条。", "上报信息2178条，完成任务21%。", &[Fails]);
    check("改造危房200户。", "已改造180户，完成投资1200万元，占总投资的60%。", &[Open]);
    let both = |rates: &str| format!("募集资金1500万元，救助群众2600人次，分别完成年度目标的{rates}。");
    check("募集资金2000万元，救助群众3000人次。", &both("75%和86.7%"), &[Holds, Holds]);
    check("募集资金2000万元，救助群众3000人次。", &both("75%和88.7%"), &[Holds, Fails]);
    check("新建道路60公里。", "已完成路基45公里，完成率60%。", &[Open]);
    check("三年改造小区100个，2024年改造35个。", "改造小区28个，完成率70%。", &[Open]);
    check("改造小区8个。", "因资金原因调减2个，实际改造小区6个，完成率100%。", &[Open]);
}

#[test]
fn what_lies_between_two_amounts_is_what_is_said() {
    use Verdict::*;
    let growth =
        |passage: &str, expected: &[Verdict]| assert_eq!(verdicts(passage, CheckKind::Growth), expected, "{passage}");
    growth("补助标准由每生每年1000元提高到1200元，增加200元。", &[Holds]);
    growth("补助标准由每生每年1000元提高到1250元，增加200元。", &[Fails]);
    growth("森林覆盖率由43.2%提高到44.5%，提高1.3个百分点。", &[Holds]);
    growth("森林覆盖率由43.2%提高到44.5%，提高1.8个百分点。", &[Fails]);
    growth("森林覆盖率由43.2%提高到44.5%，高于全省1.8个百分点。", &[]);
    growth("发放助学金1386万元，较上年增加126万元，增长10%。", &[Holds]);
    growth("发放助学金1386万元，较上年增加126万元，增长15%。", &[Fails]);
    // The growth of something else.
    growth("参加人数由1200人增加到1500人，场次增加10%。", &[]);
    growth("城市低保标准由700元提高到740元，农村低保标准同步提高10%。", &[]);
    // 52万 less 2万 may be anything near 50万.
    growth("参保人数52万人，较上年增加2万人，增长5%。", &[]);
}

#[test]
fn names_are_counted_where_each_is_one_of_what_is_counted() {
    use Verdict::*;
    let count =
        |passage: &str, expected: &[Verdict]| assert_eq!(verdicts(passage, CheckKind::Count), expected, "{passage}");
    count("新建学校3所：实验小学、城北小学、阳光小学。", &[Holds]);
    count("新建学校3所：实验小学、城北小学、第二小学、阳光小学。", &[Fails]);
    count("改造解放路、人民路、和平路、胜利路等3条道路。", &[Fails]);
    count("改造解放路、人民路、和平路、胜利路等5条道路。", &[Open]);
    // The names are places of what is counted, or of no one kind.
    count("在人民路、解放路、中山路5处路段施划泊位。", &[]);
    count("推进教育、医疗、养老3类12个项目。", &[]);
    count("建成校区2个（东校区3栋、西校区5栋、北校区2栋）。", &[]);
}

#[test]
fn parts_behind_among_them_may_leave_nothing_out() {
    use Verdict::*;
    sum("培训8640人次，其中男性3920人次、女性4540人次。", &[Fails]);
    sum("全县共有低保对象9860人，其中城市低保2340人、农村低保7320人。", &[Fails]);
    sum("新建、改建公园14个，其中新建7个、改建5个。", &[Fails]);
    sum("三年改造小区320个，其中2021年90个、2022年110个、2023年100个。", &[Fails]);
    sum("送戏200场，其中一季度30场、二季度50场、三季度60场、四季度40场。", &[Fails]);
    sum("改造小区50个，已完工26个、在建17个、未开工5个。", &[Fails]);
    sum("建设农田4.8万亩，上半年完成1.5万亩，下半年完成3万亩。", &[Fails]);
    // Three places or sorts, or more, leave it open whether there are others.
    sum("新建公厕136座，其中云东区34座、云西区28座、云南县41座、云北县23座。", &[Open]);
    sum("新增绿地48万平方米，其中公园绿地28万平方米、道路绿化10万平方米、庭院绿化8万平方米。", &[Open]);
    sum("发放器具1700件（轮椅600件、助行器500件、坐便椅400件）。", &[Open]);
    sum("新建公厕12座，其中城东、城西、城南、城北、城中各2座。", &[Open]);
    // What more the names say is not said of the total, or something is left.
    sum("免费婚检6800人，其中女性检出疾病320人、男性检出疾病280人。", &[Holds]);
    sum("新建、改建、扩建学校12所，其中新建5所、改建4所。", &[Holds]);
    sum("新建公厕30座，其中云东区12座、云西区8座、云南县6座等。", &[Holds]);
    sum("新建幼儿园4所：一季度开工4所，二季度主体完工2所，三季度主体完工4所，四季度竣工4所。", &[]);
    sum("改造小区26个。上半年完成10个小区的招标，下半年完成12个小区的招标。", &[]);
}

#[test]
fn all_that_a_total_is_made_of_stands_in_one_sentence() {
    use Verdict::*;
    sum("新增学位5700个，云东区、云西区、云南县分别新增1800个、900个、1500个。", &[Fails]);
    sum("新增学位4200个，云东区、云西区、云南县分别新增1800个、900个、1500个。", &[Holds]);
    sum("维修校舍，其中城关镇6所、河西镇4所、白水镇5所，共计16所。", &[Fails]);
    sum("为低保对象发放补贴186万元，为孤儿发放补贴42万元，合计发放补贴218万元。", &[Fails]);
    sum("总投资4640万元，省级补助1160万元，市级补助1160万元，县级配套3320万元。", &[Fails]);
    sum("完成投资5.82亿元，其中教育类1.2亿元、卫生类0.86亿元、交通类3.96亿元。", &[Fails]);
    // What was rounded may differ in its last digit.
    sum("总投资2.35亿元，其中中央资金1.17亿元、县级资金1.19亿元。", &[Rounds]);
    // Last year's amount is no part.
    sum("发放贷款3.6亿元，同比增长20%（上年3亿元）。", &[]);
}

#[test]
fn a_rate_is_found_in_its_own_sentence() {
    use Verdict::*;
    rate("抽检食品4200批次，合格4116批次，合格率98%。", &[Holds]);
    rate("抽检食品4200批次，合格4116批次，合格率99%。", &[Fails]);
    rate("抽检食品3200批次，检出不合格48批次，不合格率1.5%，合格率98.5%。", &[Holds, Open]);
    rate("目标90公里，完成72公里（80%）。", &[Holds]);
    rate("目标90公里，完成72公里（85%）。", &[Fails]);
    rate("目标6000人，实际完成6900人，为年度目标的125%。", &[Fails]);
    rate("计划开工安置房3200套，已开工2080套，占年度计划的75%。", &[Fails]);
    rate("完成治理的行政村207个，占全县345个行政村的65%。", &[Fails]);
    rate("支出52亿元，其中教育支出18.2亿元、占35%，社保支出13亿元、占30%。", &[Holds, Fails]);
    // The base is another one.
    rate("计划改造8个，因资金原因调减2个，实际改造6个，完成率100%。", &[Open]);
    rate("全县常住人口36.2万人，参保28.4万人，参保率98.6%。", &[Open]);
    rate("三年计划改造100户，已改造40户，占年度计划的80%。", &[Open]);
}

#[test]
fn a_growth_may_name_its_base_behind_it() {
    use Verdict::*;
    let growth =
        |passage: &str, expected: &[Verdict]| assert_eq!(verdicts(passage, CheckKind::Growth), expected, "{passage}");
    growth("发放贷款3.62亿元，同比增长20.7%（上年3.00亿元）。", &[Holds]);
    growth("发放贷款3.62亿元，同比增长40.7%（上年3.00亿元）。", &[Fails]);
    growth("参保46.2万人，比上年增加1.2万人（上年45万人）。", &[Holds]);
    growth("参保46.2万人，比上年增加2.2万人（上年45万人）。", &[Fails]);
    growth("2030年新增就业5200人，2031年新增就业5720人，同比增长10%。", &[Holds]);
    growth("2030年新增就业5200人，2031年新增就业5720人，同比增长12%。", &[Fails]);
    growth("人均可支配收入24360元，上年为22740元，同比增长9.1%。", &[Fails]);
    growth("平均浓度38微克/立方米，较上年42微克/立方米下降9.5%。", &[Holds]);
    growth("2030年新增就业5200人，2031年培训5720人，同比增长12%。", &[]);
    // At least so much is no statement of how much.
    growth("标准由7440元提高到8280元，年均增长5%以上。", &[]);
    growth("门诊18.6万人次，同比增长12%（去年同期基数较低）。", &[]);
}

#[test]
fn points_in_running_text_count_up() {
    use Verdict::*;
    let points = |passage: &str, expected: &[Verdict]| {
        assert_eq!(verdicts(passage, CheckKind::Sequence), expected, "{passage}");
    };
    points("一是改造小区12个；二是新建公厕8座；四是改造管网6公里。", &[Fails]);
    points("①改造小区12个；②新建公厕8座；④改造管网6公里。", &[Fails]);
    points("一是改造小区12个；二是新建公厕8座；三是改造管网6公里。", &[]);
    // Two lists, and a number that only refers to a point.
    points("措施：一是加强领导；二是落实资金。问题：一是进度偏慢；三是手续复杂。", &[]);
    points("完成第①项和第③项。", &[]);
}

#[test]
fn kinds_that_are_named_are_counted() {
    use Verdict::*;
    let count =
        |passage: &str, expected: &[Verdict]| assert_eq!(verdicts(passage, CheckKind::Count), expected, "{passage}");
    count("对特困老人、低保老人、独居老人三类对象实施改造。", &[Holds]);
    count("对特困老人、低保老人、独居老人四类对象实施改造。", &[Fails]);
    count("为听力、言语残疾人、视力残疾人三类人员服务。", &[Holds]);
    count("为听力、言语残疾人、视力残疾人两类人员服务。", &[]);
    count("涉及云东区、云西区、云南县4个县（区）。", &[Fails]);
    count("涉及云东区、云西区、云南县3个县（区）。", &[Holds]);
    count("改造城区道路4条，包括解放大街、西环路、会昌路、共和路。", &[Holds]);
}

/// The verdicts of one kind on a whole notice, with what each says.
fn of_notice(notice: &str, kind: CheckKind) -> Vec<(Verdict, String)> {
    let notice = parse(notice.as_bytes(), &Options::default());
    notice.checks.into_iter().filter(|c| c.kind == kind).map(|c| (c.verdict, c.message)).collect()
}

#[test]
fn a_row_of_sums_is_the_sum_of_its_rows() {
    use Verdict::*;
    let table = |total: &str, this_year: &str| {
        format!(
            "云岭区2024年城建项目表\n序号\t项目名称\t建设规模\t总投资（万元）\t2024年计划投资（万元）\t责任单位\n\
             1\t新华路改造\t改造道路1.2公里\t1200\t800\t区住建局\n2\t建设路改造\t改造道路0.8公里\t860.5\t860.5\t区住建局\n\
             3\t供水改造\t改造管网4公里\t940\t600\t区水务局\n合计\t\t\t{total}\t{this_year}\t\n"
        )
    };
    let sums = |total, this_year| of_notice(&table(total, this_year), CheckKind::Sum);
    let verdicts = |found: &[(Verdict, String)]| found.iter().map(|(verdict, _)| *verdict).collect::<Vec<_>>();
    assert_eq!(verdicts(&sums("3000.5", "2260.5")), [Holds, Holds]);
    let found = sums("3100.5", "2260.5");
    assert_eq!(verdicts(&found), [Fails, Holds]);
    assert_eq!(found[0].1, "“总投资”一列各行合计3000.5万元，与合计行所列3100.5万元不符，相差100万元。");
    // A row is missing, or the sum is of more than the table lists.
    let cut = table("3100.5", "2360.5").replace("2\t建设路改造\t改造道路0.8公里\t860.5\t860.5\t区住建局\n", "");
    assert_eq!(verdicts(&of_notice(&cut, CheckKind::Sum)), [Open, Open]);
}

#[test]
fn a_number_that_stands_twice_is_raised() {
    let list = |numbers: [u32; 5]| {
        let things = ["学校食堂", "村卫生室", "农村公路", "口袋公园", "供水管网"];
        let points =
            numbers.iter().zip(things).map(|(n, thing)| format!("{n}.改造提升{thing}{}处，12月底前完成。\n", n + 5));
        format!("2024年云岭县民生实事项目\n\n{}", points.collect::<String>())
    };
    let fails = |numbers| {
        let found = of_notice(&list(numbers), CheckKind::Sequence);
        found
            .into_iter()
            .filter(|(verdict, _)| *verdict == Verdict::Fails)
            .map(|(_, message)| message)
            .collect::<Vec<_>>()
    };
    assert_eq!(fails([1, 2, 3, 4, 5]), [""; 0]);
    assert_eq!(fails([1, 2, 3, 3, 4]), ["编号3重复出现，前后两项内容不同。"]);
    assert_eq!(fails([1, 2, 3, 5, 6]), ["编号至6，其中缺4。"]);
}

#[test]
fn stages_and_rows_do_not_contradict_each_other() {
    let months = "云岭县民生实事9月份进展情况表\n序号\t项目名称\t年度目标\t本月完成\t累计完成\n1\t新建公共充电桩\t新建公共充电桩300个\t新建公共充电桩42个\t新建公共充电桩210个\n";
    assert!(of_notice(months, CheckKind::Disagree).iter().all(|(verdict, _)| *verdict != Verdict::Fails));
    let plans =
        "云岭县民生实事项目表\n序号\t项目名称\t项目内容\t目标任务\n1\t小区改造\t改造老旧小区32个\t改造老旧小区35个\n";
    let found = of_notice(plans, CheckKind::Disagree);
    assert_eq!(found, [(Verdict::Fails, "“改造老旧小区”前后不一致，一处为32个，另一处为35个。".to_string())]);
}

#[test]
fn what_stands_before_the_items_is_checked_too() {
    let report = |overall: &str| {
        format!(
            "关于2031年民生实事完成情况的通报\n各镇：\n十件民生实事全部启动。\n一、总体情况\n{overall}\n二、项目情况\n\
             1.新建学校。计划新建学校10所，已建成8所。责任单位：县教育局\n2.改造道路。改造道路20公里。责任单位：县交通局\n"
        )
    };
    let sums = |overall| -> Vec<Verdict> {
        of_notice(&report(overall), CheckKind::Sum).into_iter().map(|(verdict, _)| verdict).collect()
    };
    assert_eq!(sums("完成投资5.82亿元，其中教育类1.2亿元、卫生类0.86亿元、交通类3.76亿元。"), [Verdict::Holds]);
    assert_eq!(sums("总投资5.82亿元，其中中央资金1.9亿元、省级资金0.86亿元、市级资金3.76亿元。"), [Verdict::Fails]);
    // The plan that a rate is taken of is no total of what follows.
    let planned =
        "完成投资5.82亿元，占年度计划投资6.1亿元的95.4%。其中，教育类1.2亿元，卫生类0.86亿元，交通类3.76亿元。";
    assert_eq!(sums(planned), [Verdict::Holds]);
    let rates = of_notice(&report("完成投资5.2亿元，占年度计划投资6.1亿元的95.4%。"), CheckKind::Completion);
    assert_eq!(rates, [(Verdict::Fails, "5.2亿元为目标6.1亿元的85.25%，与所列95.4%不符。".to_string())]);
}

#[test]
fn a_title_is_checked_with_the_passage_that_goes_on_from_it() {
    use Verdict::*;
    let notice = |first: &str| {
        format!("2031年云岭县民生实事\n{first}责任单位：县住建局\n2.改造雨污管网23公里。责任单位：县住建局\n")
    };
    let verdicts = |first: &str, kind| -> Vec<Verdict> {
        of_notice(&notice(first), kind).into_iter().map(|(verdict, _)| verdict).filter(|v| *v != Open).collect()
    };
    assert_eq!(verdicts("1.打通断头路4条：文昌路、育才路、兴业路、东环路。", CheckKind::Count), [Holds]);
    assert_eq!(verdicts("1.打通断头路5条：文昌路、育才路、兴业路、东环路。", CheckKind::Count), [Fails]);
    assert_eq!(verdicts("1.新建改建卫生院8所。其中，新建3所，改建5所。", CheckKind::Sum), [Holds]);
    assert_eq!(verdicts("1.新建改建卫生院8所。其中，新建3所，改建6所。", CheckKind::Sum), [Fails]);
}

#[test]
fn quarters_of_another_passage_make_up_the_target() {
    use Verdict::*;
    let check = |plan: &str, expected: &[Verdict]| {
        let notice = format!(
            "2031年云岭县民生实事\n1.开展两癌检查。\n目标任务：完成两癌检查12000人。\n进度安排：{plan}\n责任单位：县卫健局\n"
        );
        let found: Vec<Verdict> = of_notice(&notice, CheckKind::Sum).into_iter().map(|(verdict, _)| verdict).collect();
        assert_eq!(found, expected, "{plan}");
    };
    check("一季度完成1500人，二季度完成4500人，三季度完成4000人，四季度完成2000人。", &[Holds]);
    check("一季度完成1500人，二季度完成4500人，三季度完成4000人，四季度完成3000人。", &[Fails]);
    // Counted from the start of the year.
    check("一季度完成1500人，二季度完成4500人，三季度完成9000人，四季度完成11000人。", &[]);
}

#[test]
fn one_thing_in_two_columns_may_be_counted_otherwise() {
    use Verdict::*;
    let check = |first: &str, second: &str| -> Vec<Verdict> {
        let notice =
            format!("2031年云岭县民生实事\n1.小区改造\n年度目标：{first}\n工作措施：{second}\n责任单位：县住建局\n");
        of_notice(&notice, CheckKind::Disagree).into_iter().map(|(verdict, _)| verdict).collect()
    };
    assert_eq!(check("惠及居民1.86万户。", "全年惠及居民1.86万户。"), [Holds]);
    // Two digits that changed places.
    assert_eq!(check("惠及居民1.86万户。", "全年惠及居民1.68万户。"), [Fails]);
    assert_eq!(check("改造老旧小区62个。", "改造老旧小区186个。"), [Open]);
    assert_eq!(check("改造老旧小区62个。", "6月底前改造老旧小区20个。"), []);
}

#[test]
fn the_title_counts_the_items() {
    let check = |title: &str| -> Vec<Verdict> {
        let things = ["学校食堂", "村卫生室", "农村公路", "口袋公园", "供水管网", "公共厕所"];
        let list: String =
            (1..).zip(things).map(|(n, thing)| format!("{n}.改造提升{thing}{}处，12月底前完成。\n", n + 5)).collect();
        of_notice(&format!("{title}\n\n{list}"), CheckKind::Count).into_iter().map(|(verdict, _)| verdict).collect()
    };
    assert_eq!(check("2031年云岭县6件民生实事"), [Verdict::Holds]);
    assert_eq!(check("2031年云岭县7件民生实事"), [Verdict::Fails]);
    assert_eq!(check("2031年云岭县7件民生实事（部分）"), [Verdict::Open]);
    assert_eq!(check("2031年云岭县10件民生实事"), [Verdict::Open]);
}

#[test]
fn a_column_of_sums_adds_up_row_by_row() {
    use Verdict::*;
    let table = |sums: [u32; 3]| {
        let rows = [(300, 200, 100), (180, 120, 60), (240, 100, 80)];
        let rows: String = (1..)
            .zip(rows)
            .zip(sums)
            .map(|((n, (a, b, c)), sum)| format!("{n}\t项目{n}\t改造道路{n}公里\t{a}\t{b}\t{c}\t{sum}\t县农业农村局\n"))
            .collect();
        format!(
            "云岭县2031年民生实事资金表\n序号\t项目名称\t建设内容\t中央（万元）\t省级（万元）\t县级（万元）\t合计（万元）\t责任单位\n{rows}"
        )
    };
    let sums = |sums| -> Vec<Verdict> {
        of_notice(&table(sums), CheckKind::Sum).into_iter().map(|(verdict, _)| verdict).collect()
    };
    assert_eq!(sums([600, 360, 420]), [Holds, Holds, Holds]);
    assert_eq!(sums([600, 390, 420]), [Holds, Fails, Holds]);
    // Another sum is meant.
    assert_eq!(sums([700, 390, 420]), []);
}

#[test]
fn what_all_items_cost_is_said_before_them() {
    let costs = |total: &str, items: &str| -> Vec<Verdict> {
        let notice = format!(
            "2031年云岭县民生实事\n今年共安排民生实事{items}，总投资{total}。\n1.渔港改造，投资3000万元。责任单位：县农业农村局\n\
             2.海岛供水，投资2600万元。责任单位：县住建局\n3.校舍维修，投资800万元。责任单位：县教育局\n"
        );
        of_notice(&notice, CheckKind::Sum).into_iter().map(|(verdict, _)| verdict).collect()
    };
    assert_eq!(costs("6400万元", "3项"), [Verdict::Holds]);
    assert_eq!(costs("6800万元", "3项"), [Verdict::Fails]);
    assert_eq!(costs("6800万元", "多项"), [Verdict::Open]);
}

/// The verdicts on a target and what is reported of it.
fn of_report(target: &str, progress: &str, kinds: &[CheckKind]) -> Vec<Verdict> {
    let notice =
        format!("云岭县民生实事进展情况表\n序号\t项目名称\t目标任务\t进展情况\n1\t某项工作\t{target}\t{progress}\n");
    let notice = parse(notice.as_bytes(), &Options::default());
    notice.checks.iter().filter(|c| kinds.contains(&c.kind) && c.item.is_some()).map(|c| c.verdict).collect()
}

#[test]
fn lists_behind_a_mere_comma_make_up_what_stands_before_them() {
    use Verdict::*;
    for (right, wrong) in [
        ("资助大学生42人，男生19人，女生23人。", "资助大学生42人，男生19人，女生24人。"),
        (
            "安排5280万元，中央补助3200万元，自治区补助1280万元，县级配套800万元。",
            "安排5280万元，中央补助3200万元，自治区补助1280万元，县级配套900万元。",
        ),
        (
            "新增学位1620个，城东幼儿园540个、城西幼儿园360个、滨河幼儿园720个。",
            "新增学位1620个，城东幼儿园540个、城西幼儿园360个、滨河幼儿园620个。",
        ),
        (
            "改造管网40公里。第一季度完成5公里，第二季度完成10公里，第三季度完成15公里，第四季度完成10公里。",
            "改造管网40公里。第一季度完成5公里，第二季度完成10公里，第三季度完成15公里，第四季度完成12公里。",
        ),
        (
            "新建供水工程12处、改造提升供水工程23处，全年共实施35处。",
            "新建供水工程12处、改造提升供水工程21处，全年共实施35处。",
        ),
    ] {
        sum(right, &[Holds]);
        sum(wrong, &[Fails]);
    }
    // Another work, or another share of it.
    sum("新改建公路200公里，改造县道60公里、乡道80公里，实施村道防护90公里。", &[]);
}

#[test]
fn parts_that_all_but_make_up_their_total_are_wrong() {
    use Verdict::*;
    sum("概算投资3650万元，其中：中央资金2000万元，省级资金1000万元，县级资金560万元。", &[Fails]);
    // What the counties pay may be left out.
    sum("概算投资3650万元，其中：中央资金2000万元，省级资金1000万元，市级资金560万元。", &[Open]);
    sum("新增学位9600个，其中小学5400个、初中4100个。", &[Fails]);
    sum("新增学位9600个，其中小学5400个、初中3400个。", &[Open]);
    sum("发放两项补贴820万元，其中生活补贴350万元、护理补贴490万元。", &[Fails]);
    // The same place may have more than one of them.
    sum("改造小区100个，其中加装电梯小区30个、完善设施小区40个、雨污分流小区32个。", &[]);
}

#[test]
fn the_whole_of_a_breakdown_is_what_a_rate_is_taken_of() {
    use Verdict::*;
    let rates = [CheckKind::Rate, CheckKind::Completion];
    let target = "老年人免费体检18万名。";
    let report = |rate: &str| {
        let progress = format!("已体检11.7万人，其中城区4.2万人、农村7.5万人，完成年度任务的{rate}。");
        of_report(target, &progress, &rates)
    };
    assert_eq!(report("65%"), [Holds]);
    assert_eq!(report("56%"), [Fails]);
    // The parts of a target are no targets of their own.
    let target = "改造小区64个，其中云东区21个、云西区18个、云南区25个。";
    assert_eq!(of_report(target, "已开工48个，开工率75%。", &rates), [Holds]);
    assert_eq!(of_report(target, "已开工48个，开工率78%。", &rates), [Fails]);
    rate("全县276个行政村中，垃圾有效处理的265个，占96%。", &[Holds]);
    rate("全县276个行政村中，垃圾有效处理的265个，占94%。", &[Fails]);
}

#[test]
fn what_is_done_and_under_way_is_no_more_than_the_target() {
    use Verdict::*;
    let sums = [CheckKind::Sum];
    assert_eq!(of_report("新建食堂50家。", "已建成32家，在建18家。", &sums), [Holds]);
    assert_eq!(of_report("新建食堂50家。", "已建成32家，在建20家。", &sums), [Fails]);
    assert_eq!(of_report("新建食堂50家。", "已建成32家，在建12家。", &sums), []);
}

#[test]
fn lists_of_names_are_counted_where_they_are_whole() {
    use Verdict::*;
    let count = |passage: &str| verdicts(passage, CheckKind::Count);
    assert_eq!(count("建设学校4所：云东小学、云西中学、城北幼儿园。"), [Fails]);
    assert_eq!(count("建设学校3所：云东小学、云西中学、城北幼儿园。"), [Holds]);
    assert_eq!(count("开通线路4条，即县城至石桥、县城至大坪、县城至罗岗。"), [Fails]);
    // The list goes on, or names where the work is.
    assert_eq!(count("新建公园3个：滨河公园、儿童公园，续建森林公园。"), []);
    assert_eq!(count("改造道路4条：拓宽人民路、团结路，打通幸福路。"), []);
}

#[test]
fn what_is_and_what_is_not_make_the_whole() {
    use Verdict::*;
    sum("抽查档案160份，规范142份，不规范18份。", &[Holds]);
    sum("抽查档案160份，规范142份，不规范16份。", &[Fails]);
    sum("排查问题386个，已整改352个，正在整改44个。", &[Fails]);
    // Some have not been begun, others do not say.
    sum("排查问题386个，已整改352个，正在整改14个。", &[]);
    sum("回访500人，满意450人，不满意10人。", &[]);
}

#[test]
fn places_in_a_column_of_their_own_make_up_the_task() {
    use Verdict::*;
    let table = |last: &str| {
        let notice = format!(
            "云岭县民生实事任务分解\n序号\t项目\t任务数\t任务分解\n1\t适老化改造\t640户\t云东区180户，云西区160户，云南区150户，云北区{last}\n"
        );
        of_notice(&notice, CheckKind::Sum).into_iter().map(|(verdict, _)| verdict).collect::<Vec<_>>()
    };
    assert_eq!(table("150户"), [Holds]);
    assert_eq!(table("170户"), [Fails]);
    assert_eq!(table("130户"), [Fails]);
    assert_eq!(table("30户"), []);
}

#[test]
fn another_unit_behind_a_breakdown_is_another_thing() {
    use Verdict::*;
    sum("新建学校7所，其中小学4所、初中2所、幼儿园1所，新增学位6300个。", &[Holds]);
    sum("新建学校7所，其中小学4所、初中2所、幼儿园2所，新增学位6300个。", &[Fails]);
    sum("总投资1800万元：中央资金1200万元、省级资金300万元、县级资金350万元。", &[Fails]);
    let rates = [CheckKind::Rate, CheckKind::Completion];
    assert_eq!(of_report("改造小区20个。", "已完成16个，完成率75%（按投资额）。", &rates), [Open]);
    assert_eq!(of_report("建设大喇叭。", "计划建设大喇叭1200套，已完成1080套，完成率80%。", &rates), [Fails]);
}
