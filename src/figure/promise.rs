//! What a report repeats of its plan before it says what was done: 改造农村公路86公里，完成80公里.
//!
//! Such a plan bears no word of its own. It is told by what follows: the same thing in the same unit, behind a word that reports
//! (also in one clause: 6所学校改造完成5所). What is left and has a time to come (其余8处年底前建成) is still to be reached, too.

use super::metric::thing::Thing;
use super::{Amount, Dimension, Figure, Role};
use crate::text::{fold, holds_any};

/// Words between a plan and what was done of it.
const REPORTS: [&str; 14] =
    ["已", "实际", "截至", "截止", "完成", "完工", "竣工", "建成", "开工", "动工", "交付", "投用", "投入使用", "通车"];

/// What a clause that plans nothing says: it reports already, or counts what came in by itself.
const DONE: [&str; 15] = [
    "已", "实际", "截至", "截止", "完成", "完工", "竣工", "建成", "开工", "动工", "累计", "实现", "落实", "其中",
    "剩余",
];

/// Work that is planned: what was only received, found or checked (受理投诉320件) was never promised.
const WORK: [&str; 40] = [
    "新建", "改建", "扩建", "改造", "建设", "新增", "增设", "整治", "修建", "修复", "创建", "打造", "升级", "提升",
    "维修", "配备", "安装", "更新", "铺设", "完善", "培训", "筛查", "资助", "救助", "实施", "开展", "提供", "治理",
    "加装", "布设", "筹集", "放映", "购置", "配置", "硬化", "绿化", "疏浚", "清淤", "种植", "拆除",
];

/// Marks behind which something else is said.
const STOPS: [char; 4] = ['。', '；', ';', '\n'];

/// Farthest that what was done is looked for, in figures, and in bytes.
const FAR: usize = 12;
const REACH: usize = 900;

/// Makes targets of the amounts that a passage plans before it reports the same. `words`: the passage in simplified characters, in which
/// the spans of the figures stand.
pub fn settle(words: &str, figures: &mut [Figure]) {
    if figures.iter().all(|figure| figure.role != Some(Role::Progress)) {
        return;
    }
    let mut next = 0;
    for at in 0..figures.len() {
        let planned =
            is_left(words, &figures[at]) || figures.get(at + 1).is_some_and(|done| is_whole(words, &figures[at], done));
        if planned && figures[at].role == Some(Role::Progress) {
            figures[at].role = Some(Role::Target);
        }
    }
    while next + 1 < figures.len() {
        let first = next;
        // What stands side by side before a word that reports is planned together.
        let goes_on = |pair: &&[Figure]| {
            let between = words.get(pair[0].span.end as usize..pair[1].span.start as usize);
            // 新建8座，6座已投用: what is reported behind the amount.
            between.is_some_and(|s| !s.contains(STOPS) && !tells(s, &REPORTS))
                && !tells(behind(words, &pair[1]), &REPORTS)
        };
        next = first + 1 + figures[first..].windows(2).take_while(goes_on).count();
        let told = |at: usize| {
            promised(words, &figures[at]) && (next..figures.len()).take(FAR).any(|k| reports(words, figures, at, k))
        };
        if (first..next).any(told) {
            for figure in figures[first..next].iter_mut().filter(|f| f.role == Some(Role::Progress)) {
                figure.role = Some(Role::Target);
            }
        }
    }
}

/// What stands behind an amount in its clause.
fn behind<'t>(words: &'t str, figure: &Figure) -> &'t str {
    let rest = words.get(figure.span.end as usize..).unwrap_or_default();
    rest.split(['，', ',', '。', '；', ';', '\n', '（', '(', '、']).next().unwrap_or_default()
}

/// What stands before an amount in its clause.
fn in_front<'t>(words: &'t str, figure: &Figure) -> &'t str {
    let front = &words[..figure.span.start as usize];
    front.rsplit(['，', ',', '。', '；', ';', '\n', '（', '(', '、', '：', ':']).next().unwrap_or_default()
}

/// 其余8处12月底前建成: what is left, with a word of what is to come behind it.
fn is_left(words: &str, figure: &Figure) -> bool {
    // 剩余8处 counts what is left of the report.
    const LEFT: [&str; 2] = ["其余", "余下"];
    const AHEAD: [&str; 10] = ["计划", "预计", "力争", "确保", "有望", "底前", "日前", "月前", "底建成", "底完成"];
    let clause = behind(words, figure);
    LEFT.iter().any(|left| in_front(words, figure).trim().trim_end_matches('的').ends_with(left))
        && holds_any(clause, &AHEAD)
        && !clause.contains('已')
}

/// 6所薄弱学校改造完成5所: the whole and what was done of it, in one clause, with nothing between but the thing and a word that it is done.
pub fn is_whole(words: &str, whole: &Figure, done: &Figure) -> bool {
    const FINISHED: [&str; 7] = ["完成", "完工", "竣工", "建成", "交付", "投用", "办结"];
    let (Amount::Value(all), Amount::Value(reached)) = (&whole.amount, &done.amount) else { return false };
    let between = words.get(whole.span.end as usize..done.span.start as usize).unwrap_or_default();
    let front = in_front(words, whole);
    whole.unit.is_some()
        && whole.unit == done.unit
        && whole.per.is_empty()
        && whole.scopes == done.scopes
        && reached <= all
        && between.chars().count() <= 16
        && FINISHED.iter().any(|word| between.ends_with(word))
        && between.chars().all(char::is_alphanumeric)
        && !tells(front, &["已", "完成", "累计", "新增", "建成", "完工", "竣工", "其中"])
}

/// An amount of work whose clause says nothing of being done.
fn promised(words: &str, figure: &Figure) -> bool {
    let start = figure.span.start as usize;
    let single = matches!(figure.amount, Amount::Value(_)) && figure.change.is_none() && figure.per.is_empty();
    let counts = !matches!(
        figure.dimension,
        Some(Dimension::Money | Dimension::Ratio | Dimension::Duration | Dimension::Concentration)
    );
    if figure.role != Some(Role::Progress) || !single || !counts || figure.unit.is_none() {
        return false;
    }
    let front = words[..start].rsplit(STOPS).next().unwrap_or_default();
    let behind = behind(words, figure);
    // 6所薄弱学校改造完成5所: up to the next amount, which reports.
    let behind = match behind.find(|c: char| c.is_ascii_digit()) {
        Some(next) => DONE.iter().find_map(|word| behind[..next].strip_suffix(word)).unwrap_or(behind),
        None => behind,
    };
    let clause = front.rsplit(['，', ',', '：', ':']).next().unwrap_or_default();
    !tells(front, &DONE) && !tells(behind, &DONE) && (holds_any(clause, &WORK) || holds_any(behind, &WORK))
}

/// Whether one of the words stands in a text, or 目前 that is not of 项目前期.
fn tells(text: &str, words: &[&str]) -> bool {
    holds_any(text, words)
        || holds_any(text, &["目前"]) && text.match_indices("目前").any(|(at, _)| !text[..at].ends_with('项'))
}

/// Whether the figure of index `k` says how much was done of the one of index `at`.
fn reports(words: &str, figures: &[Figure], at: usize, k: usize) -> bool {
    let (plan, done) = (&figures[at], &figures[k]);
    let (Amount::Value(planned), Amount::Value(reached)) = (&plan.amount, &done.amount) else { return false };
    let Some(between) = words.get(plan.span.end as usize..done.span.start as usize) else { return false };
    if done.unit != plan.unit
        || done.role != Some(Role::Progress)
        || done.change.is_some()
        || !done.per.is_empty()
        || done.scopes != plan.scopes
        || between.len() > REACH
        || *reached > *planned + *planned
        || !tells(between, &REPORTS)
    {
        return false;
    }
    let thing = |figure: &Figure| Thing::of(&fold::simplify(figure.metric.as_deref().unwrap_or_default()));
    let (plan, done) = (thing(plan), thing(done));
    done.noun.is_empty()
        || !plan.noun.is_empty() && (plan.noun.ends_with(&done.noun) || done.noun.ends_with(&plan.noun))
}

#[cfg(test)]
mod tests {
    use crate::figure::Role;
    use crate::{Options, parse};

    /// The amounts of a report that are goals, and those that were reached.
    fn roles(sentence: &str) -> [Vec<String>; 2] {
        let text = format!(
            "青河县2024年民生实事完成情况通报\n\n1. 甲工程\n进展情况：{sentence}\n2. 乙工程\n进展情况：已完成。\n"
        );
        let notice = parse(text.as_bytes(), &Options::default());
        let of = |role: Role| {
            let figures = notice.items.iter().flat_map(|item| &item.figures).filter(move |f| f.role == Some(role));
            figures.map(|figure| notice.text.slice(figure.span).to_string()).collect()
        };
        [of(Role::Target), of(Role::Progress)]
    }

    #[test]
    fn what_is_promised_before_it_is_reported_is_a_target() {
        for (sentence, targets, reached) in [
            ("改造农村公路86公里，完成80公里。", "86公里", "80公里"),
            ("改造小区22个、涉及2860户，已完工19个。", "22个 2860户", "19个"),
            ("免费筛查1.5万人，实际完成1.52万人。", "1.5万人", "1.52万人"),
            ("新建学校4所，新增学位3600个。其中乙校已于8月底交付，新增学位2160个。", "4所 3600个", "2160个"),
            ("新建球场12个，已建成10个；新建步道20公里，已建成步道18公里。", "12个 20公里", "10个 18公里"),
            ("培训退役军人300人。目前已培训286人。", "300人", "286人"),
            ("12所薄弱学校改造完成9所。", "12所", "9所"),
            ("放映公益电影420场，已放映电影396场。", "420场", "396场"),
            ("治理河道12条、48公里，已治理9条、36公里。", "12条 48公里", "9条 36公里"),
            // What was reached is reported behind the amount.
            ("新建污水处理设施8座，6座已投入运行，2座正在调试。", "8座", "6座 2座"),
            ("改造农贸市场5个，其中2个已竣工，3个正在收尾。", "5个", "2个 3个"),
            // What is left and has a time to come.
            ("已建成充电站12处，其余28处12月20日前建成。", "28处", "12处"),
            ("已整治小区12个，其余3个正在施工。", "", "12个 3个"),
            ("6所薄弱学校改造完成5所。", "6所", "5所"),
        ] {
            let words = |list: &str| list.split_whitespace().map(str::to_string).collect::<Vec<_>>();
            assert_eq!(roles(sentence), [words(targets), words(reached)], "{sentence}");
        }
    }

    #[test]
    fn what_came_in_or_was_done_is_no_promise() {
        for sentence in [
            "受理投诉320件，已办结318件。",
            "发现问题30个，已整改28个。",
            // this month, and this year
            "新建充电桩148个，累计210个。",
            "新建公园8个，改造公厕30座，均已投入使用。",
            "新增就业5200人，其中失业人员再就业1200人。",
            "完成改造小区30个，已验收25个。",
            "完成项目前期工作，新建道路8条。",
            "新建公厕20座全部完工，改造公厕30座，目前已完成。",
            "已新增公厕20座改造完成10座。",
            "完成改造公厕20座，其中新建完成10座。",
        ] {
            assert_eq!(roles(sentence)[0], Vec::<String>::new(), "{sentence}");
        }
    }
}
