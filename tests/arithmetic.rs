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
    sum("改扩建学校8所（其中小学3所、初中1所、幼儿园2所）。", &[Holds]);
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
