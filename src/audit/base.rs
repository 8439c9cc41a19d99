//! What a rate that fits no two amounts was taken of, where the words leave only one answer: the amount that it names itself (`占支出66亿元的82%`),
//! the whole that its sentence gives (`需改造60户，已开工45户，开工率80%`), the one target of the work (`新增4730人，完成年度任务的88%`).

use super::clause::{self, COMMA, LINE, SEMICOLON, STOP};
use super::rate::{REACH, Target, adjacent, clause_before};
use super::scene::{Placed, Scene, value};
use super::verdict::{self, quotient};
use crate::figure::{Decimal, Dimension, Figure, Op, Role};
use crate::lexicon::Field;
use crate::record::{CheckKind, Item};
use crate::text::holds_any;

/// An amount that was reached and the one it is a share of.
pub type Pair<'a> = (&'a Figure, &'a Figure);

/// The two amounts of the rate at a place among the scene's figures. `done`: the amounts before it in its sentence, the nearest first.
pub fn of<'a>(
    item: &'a Item,
    scene: &Scene<'a>,
    done: &[&Placed<'a>],
    (rate, clause, kind): (usize, &str, CheckKind),
    targets: &[Target<'a>],
) -> Option<Pair<'a>> {
    in_sentence(scene, done, (rate, clause)).or_else(|| planned(item, scene, done, (rate, clause, kind), targets))
}

/// The two amounts of a rate in its own sentence.
pub fn in_sentence<'a>(scene: &Scene<'a>, done: &[&Placed<'a>], (rate, clause): (usize, &str)) -> Option<Pair<'a>> {
    named(scene, rate).or_else(|| spelled_out(scene, done, scene.figures[rate].figure, clause))
}

/// `支出52.8亿元，占预算66亿元的80%`, `已改造425户，完成计划500户的85%`: the rate stands behind what it is taken of.
fn named<'a>(scene: &Scene<'a>, rate: usize) -> Option<Pair<'a>> {
    let [.., done, of] = scene.figures.get(..rate)? else { return None };
    let sure = |p: &Placed| p.plain && p.value.is_some() && p.figure.op == Op::Eq;
    let whole = clause_before(scene, of.figure);
    let gap = scene.between(done.figure, of.figure);
    // 占全县345个行政村的60%
    let noun = scene.between(of.figure, scene.figures[rate].figure).strip_suffix('的');
    (noun.is_some_and(|noun| noun.chars().count() <= 8 && noun.chars().all(|c| c.is_alphanumeric()))
        && sure(done)
        && sure(of)
        && done.same_measure(of)
        && done.sentence == of.sentence
        && ["占", "为", "完成", "达到"].iter().any(|word| whole.starts_with(word))
        && gap.strip_prefix(['，', ',']) == Some(whole))
    .then_some((done.figure, of.figure))
}

/// Work that a rate names with the very word of the amount it is taken of: `开工45户,开工率75%`.
const ACTIONS: [&str; 9] = ["开工", "完工", "竣工", "建成", "完成", "改造", "发放", "拨付", "安装"];
/// What comes of work that is counted case by case, and words for the cases: `受理1200件，办结1164件，办结率97%`.
const OUTCOMES: [(&str, &[&str]); 9] = [
    ("合格", &["检", "测", "抽", "采"]),
    ("达标", &["检", "测", "抽"]),
    ("办结", &["受理", "收到", "接", "交办", "转办", "办理"]),
    ("整改", &["排查", "发现", "摸排", "问题", "隐患", "交办"]),
    ("化解", &["排查", "受理", "摸排", "纠纷", "积案"]),
    ("回收", &["发放", "发出"]),
    ("到位", &["计划", "下达", "应", "总投资", "安排"]),
    ("拨付", &["计划", "下达", "应", "到位", "安排", "争取"]),
    ("支付", &["计划", "下达", "应", "到位", "安排", "争取"]),
];
/// Words in front of the amount that is to be reached.
const WHOLES: [&str; 9] = ["需", "共", "应", "计划", "任务", "目标", "总", "拟", "存量"];
/// Words of a plan that was changed, so that a rate may be taken of what it was or of what it is.
const CHANGED: [&str; 5] = ["调减", "调增", "核减", "追加", "取消"];
/// A plan that was changed says so this near, in bytes.
const CHANGED_WITHIN: usize = 150;
/// Words of a rate that is taken of what was planned.
const PLANS: [&str; 3] = ["任务", "目标", "计划"];

/// `需改造60户，已开工45户，开工率75%`: one sentence that gives the whole, the part done and the rate of the very same work, and no other
/// amount of that unit but what is left over.
fn spelled_out<'a>(scene: &Scene, done: &[&Placed<'a>], rate: &Figure, clause: &str) -> Option<Pair<'a>> {
    let left = |p: &&&Placed| ["剩余", "余下"].iter().any(|w| clause_before(scene, p.figure).contains(w));
    // Behind ； stands another work.
    let near = done.iter().take_while(|p| !scene.between(p.figure, rate).contains(['；', ';'])).count();
    let done = if near >= 2 { &done[..near] } else { done };
    let nearest = done.iter().find(|p| !left(p))?;
    let unit = nearest.figure.unit.as_deref().filter(|_| nearest.figure.op == Op::Eq)?;
    let mut others = done
        .iter()
        .filter(|p| p.figure.span != nearest.figure.span && p.figure.unit.as_deref() == Some(unit) && !left(p));
    // 共有行政村242个，通路的242个，占100%；通车的230个，占95%
    let of = others.next()?;
    let of = others.try_fold(of, |of, other| (other.value == of.value).then_some(other))?;
    let gap = scene.between(nearest.figure, rate);
    (done.len() < REACH
        && of.figure.op == Op::Eq
        && of.depth == nearest.depth
        && of.figure.scopes == nearest.figure.scopes
        && same_work(scene, nearest.figure, of.figure, clause)
        && !holds_any(scene.between(of.figure, nearest.figure), &CHANGED)
        && !gap.contains(['；', ';', '。', '\n'])
        && gap.chars().count() <= 24)
        .then_some((nearest.figure, of.figure))
}

/// Whether the words of a rate, of what was done and of the whole speak of one work.
fn same_work(scene: &Scene, done: &Figure, of: &Figure, clause: &str) -> bool {
    let whole = clause_before(scene, of);
    let reached = clause_before(scene, done);
    let rate = clause.trim_end_matches(['为', '达', '到']);
    // 应检60户，已检45户，检查率75%: whoever says what should be and what is has said what the rate is of.
    let due = whole.rsplit_once('应').and_then(|(_, due)| due.chars().next());
    if due.is_some_and(|verb| ["已", "实", "实际"].iter().any(|is| reached.contains(&format!("{is}{verb}")))) {
        return rate.ends_with('率') && reached.chars().count() <= 12;
    }
    // 目标90公里，完成72公里（80%）
    let bare = rate.is_empty();
    let simply =
        matches!(rate, "完成" | "已完成") && ["建成", "完成", "完工", "竣工"].iter().any(|done| reached.contains(done));
    let planned = simply
        || holds_any(rate, &PLANS) && (rate.contains("完成") || rate.starts_with(['占', '达', '为']))
        || rate.ends_with("完成率")
        || bare;
    // The plan of a year is not that of three.
    let planned = planned && !(rate.contains('年') && holds_any(whole, &["三年", "五年", "两年", "总任务"]));
    let of_money = done.dimension == Some(Dimension::Money) && of_money(rate);
    if planned && (!of_something_else(rate) || of_money) {
        return holds_any(whole, &WHOLES)
            && holds_any(reached, &["已", "完成", "实际", "建成", "新增", "累计", "实现"]);
    }
    // 抽检4200批次，合格4116批次，合格率98%
    let outcome = OUTCOMES.iter().find(|(outcome, _)| rate.ends_with(&format!("{outcome}率")));
    if let Some((outcome, of)) = outcome {
        // 检出不合格48批次, 合格率98.5%
        let turned = |words: &str| words.rsplit_once(outcome).map(|(front, _)| front.ends_with(['不', '未']));
        return turned(reached).is_some() && turned(reached) == turned(rate) && holds_any(whole, of);
    }
    if of_something_else(rate) {
        return false;
    }
    // 在园幼儿12500人，其中普惠性幼儿园11250人，普惠率90%
    let part_of = reached.trim_start().starts_with("其中");
    if part_of
        && ["普惠率", "取证率", "优良率"]
            .iter()
            .any(|sort| rate.ends_with(sort) && reached.contains(sort.trim_end_matches('率')))
    {
        return true;
    }
    // 全县276个行政村中，已治理的265个，占96%
    let among = scene.between(of, done);
    let among =
        among.split_once(['，', ',']).is_some_and(|(noun, _)| noun.ends_with('中') && noun.chars().count() <= 10);
    if among && matches!(rate, "占" | "占比" | "占比为" | "占总数的") {
        return true;
    }
    // 共有行政村345个，已分类的276个，占比80%
    if matches!(rate, "占" | "占比" | "占总数的" | "比例") {
        let all = ["共有", "总数", "现有"].iter().any(|word| whole.contains(word));
        return all && (holds_any(reached, &["已", "其中", "完成"]) || one_thing(of, done));
    }
    let Some(action) = ACTIONS.iter().find(|action| rate.ends_with(&format!("{action}率"))) else { return false };
    // 60个项目已开工45个: the whole in the same clause.
    let together = scene.between(of, done);
    let one_clause = together.contains('已') && !together.contains(['，', ',', '、', '；', ';', '：', ':', '（', '(']);
    reached.contains(action) && (one_clause || holds_any(whole, &WHOLES))
}

/// `占年度任务的88%`.
pub fn of_plan(rate: &str) -> bool {
    holds_any(rate, &PLANS)
}

/// Words that make a share of work done one of money or of building works.
fn of_something_else(rate: &str) -> bool {
    holds_any(rate, &["投资", "资金", "进度", "工程", "主体", "支付", "支出", "土建"])
}

/// Words that make a rate one of money and of nothing else: 投资完成率, 占年度计划投资.
fn of_money(rate: &str) -> bool {
    ["投资", "资金", "支出"].iter().any(|word| rate.contains(word))
        && !["进度", "工程", "主体", "土建", "总", "概算"].iter().any(|word| rate.contains(word))
}

/// `已新增4730人，完成年度任务的88%`: the amount right before the rate against the one target of the same thing.
fn planned<'a>(
    item: &'a Item,
    scene: &Scene<'a>,
    done: &[&Placed<'a>],
    (at, clause, kind): (usize, &str, CheckKind),
    targets: &[Target<'a>],
) -> Option<Pair<'a>> {
    let rate = scene.figures[at].figure;
    let own = respective(scene, done, at);
    let whole = broken_down(scene, done);
    let nearest = own.or(whole).or(done.first().copied())?.figure;
    let reached = value(nearest)?;
    // 完工率 beside 完工…公里 is taken of what was planned as well; 接种率 may be one of all people.
    let of_work = || {
        let before = clause_before(scene, nearest);
        ACTIONS.iter().any(|action| clause.ends_with(&format!("{action}率")) && before.contains(action))
    };
    if kind != CheckKind::Completion && !of_work()
        || scene.field != Field::Progress && nearest.role != Some(Role::Progress)
        || nearest.op != Op::Eq
        || of_something_else(clause) && !(nearest.dimension == Some(Dimension::Money) && of_money(clause))
        || own.is_none() && !right_behind(scene, done.first()?.figure, rate)
        || own.or(whole).is_none() && !alone(scene, done, rate)
    {
        return None;
    }
    // What the record has paired, and what has the very same name.
    let paired =
        item.completion.iter().filter(|c| c.progress == reached && c.unit.as_deref() == nearest.unit.as_deref());
    let named = targets.iter().map(|(_, t)| t.figure).filter(|t| {
        t.metric.is_some() && t.metric == nearest.metric && t.scopes == nearest.scopes && t.unit == nearest.unit
    });
    let mut wanted =
        paired.map(|c| c.target).chain(named.filter_map(value)).chain(only_target(scene, nearest, targets));
    let target = wanted.next()?;
    if wanted.any(|other| other != target) {
        return None;
    }
    let of = item.figures.iter().find(|f| {
        value(f) == Some(target) && alike(f, nearest) && f.role != Some(Role::Progress) && f.span != nearest.span
    })?;
    // 计划改造8个，因资金原因调减2个，实际改造6个: the plan is not what it was.
    let front = scene.before(nearest);
    let near = &front[front.ceil_char_boundary(front.len().saturating_sub(CHANGED_WITHIN))..];
    let changed = holds_any(near, &CHANGED);
    // The plan of a year is not that of three.
    let front = &scene.text.recognised()[..of.span.start as usize];
    let front = clause::before(
        &front[front.ceil_char_boundary(front.len().saturating_sub(60))..],
        COMMA | SEMICOLON | STOP | LINE,
    )
    .0;
    if clause.contains('年') && holds_any(front, &["三年", "五年", "两年", "总任务"]) {
        return None;
    }
    // 投资完成率 may be that of the year, not of all that the work costs.
    let of_all = of.dimension == Some(Dimension::Money) && of.metric.as_deref().is_some_and(|m| m.contains('总'));
    (matches!(of.op, Op::Eq | Op::Ge) && !changed && !of_all && one_thing(of, nearest)).then_some((nearest, of))
}

/// A rate right behind an amount, or behind its noun: 已完成21个村，完成任务的70%.
fn right_behind(scene: &Scene, done: &Figure, rate: &Figure) -> bool {
    let behind_noun = || {
        let (noun, words) = scene.between(done, rate).split_once(['，', ','])?;
        let short = noun.chars().count() <= 3 && noun.chars().all(char::is_alphanumeric);
        (short && words.chars().count() <= 12 && !words.contains(['，', ',', '、'])).then_some(())
    };
    adjacent(scene, done, rate) || behind_noun().is_some()
}

/// `已体检11.7万人，其中城区4.2万人、农村7.5万人，完成任务的65%`: the whole of the parts that stand before a rate, if they make it up.
fn broken_down<'s, 'a>(scene: &Scene, done: &[&'s Placed<'a>]) -> Option<&'s Placed<'a>> {
    let opened = done.iter().position(|p| p.opened)?;
    let whole = *done.get(opened + 1)?;
    let parts = &done[..=opened];
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value?))?;
    let alike = parts.iter().all(|p| p.same_unit(whole) && p.depth == whole.depth);
    let near = scene.between(whole.figure, done[opened].figure).chars().count() <= 12;
    (parts.len() >= 2 && alike && near && whole.value == Some(sum)).then_some(whole)
}

/// Whether two amounts have one unit: 人 and 名 are one.
fn alike(a: &Figure, b: &Figure) -> bool {
    let heads = |f: &Figure| matches!(f.unit.as_deref(), Some("人" | "名"));
    a.unit == b.unit && a.unit.is_some() || heads(a) && heads(b)
}

/// Whether two amounts are named by words that share a pair of characters, or the amount reached by a bare verb: 路基45公里 are no part of 道路60公里.
fn one_thing(target: &Figure, done: &Figure) -> bool {
    let (Some(a), Some(b)) = (target.metric.as_deref(), done.metric.as_deref()) else { return false };
    let starts = b.char_indices().map(|(at, _)| at);
    let mut pairs = starts.clone().zip(starts.skip(2).chain([b.len()]));
    b.chars().count() >= 2 && pairs.any(|(from, to)| a.contains(&b[from..to]))
        || b.chars().count() == 1 && a.contains(b)
        || ACTIONS.contains(&a)
        || ACTIONS.contains(&b)
}

/// The one target of a unit, where the report's sentence gives one amount of it too and both speak of one thing.
fn only_target(scene: &Scene, done: &Figure, targets: &[Target]) -> Option<Decimal> {
    let mut same = targets.iter().filter(|(_, t)| alike(t.figure, done));
    let (_, target) = same.next()?;
    // 改造64个，其中甲区21个、乙区18个、丙县25个: its parts are no targets of their own.
    let is_part =
        |t: &Placed| t.sentence == target.sentence && t.figure.field == target.figure.field && t.value < target.value;
    if let Some((_, first)) = same.next()
        && !((first.opened || first.depth > target.depth) && is_part(first) && same.all(|(_, t)| is_part(t)))
    {
        return None;
    }
    let sentence = scene.figures.iter().find(|p| p.figure.span == done.span)?.sentence;
    let alone = scene
        .figures
        .iter()
        .filter(|p| p.sentence == sentence && p.figure.span <= done.span && alike(p.figure, done))
        .count()
        == 1;
    (alone && one_thing(target.figure, done) && target.figure.scopes == done.scopes).then_some(target.value?)
}

/// A cell that holds a rate and nothing else, below 完成率: the one target of the item and the one amount reached of it.
pub fn in_column<'a>(item: &'a Item, scene: &Scene<'a>) -> Option<Pair<'a>> {
    let [rate] = scene.figures.as_slice() else { return None };
    let header = rate.figure.metric.as_deref().filter(|m| m.contains("完成") && !of_something_else(m))?;
    let alone = scene.text.slice(scene.span).trim().trim_end_matches(['%', '％']).len();
    if alone > scene.raw(rate.figure).len()
        || !["率", "比例", "百分比", "任务", "目标", "计划"].iter().any(|w| header.contains(w))
    {
        return None;
    }
    let [pair] = item.completion.as_slice() else { return None };
    let only = |role: Role| {
        let mut amounts = item
            .figures
            .iter()
            .filter(|f| f.role == Some(role) && f.field != Field::Title && f.span != rate.figure.span);
        amounts.next().filter(|_| amounts.next().is_none())
    };
    let (done, of) = (only(Role::Progress)?, only(Role::Target)?);
    (one_thing(of, done)
        && value(done) == Some(pair.progress)
        && value(of) == Some(pair.target)
        && done.op == Op::Eq
        && matches!(of.op, Op::Eq | Op::Ge))
    .then_some((done, of))
}

/// `募集1500万元，救助2600人次，分别完成目标的75%和86.7%`: the amount that stands in its list where the rate stands in the rates'.
fn respective<'s, 'a>(scene: &'s Scene<'a>, done: &[&'s Placed<'a>], at: usize) -> Option<&'s Placed<'a>> {
    let joined = |i: usize| {
        matches!(scene.between(scene.figures[i].figure, scene.figures[i + 1].figure), "和" | "、" | "及" | "与")
    };
    let rates = |i: &usize| scene.figures[*i].is_percent();
    let first = (0..=at).rev().take(REACH).take_while(rates).take_while(|&i| i == at || joined(i)).last()?;
    let count =
        (first..scene.figures.len()).take(REACH).take_while(rates).take_while(|&i| i == first || joined(i - 1)).count();
    let before = clause_before(scene, scene.figures[first].figure);
    if count < 2 || !before.contains("分别") {
        return None;
    }
    // As many amounts as rates, and no more in the sentence.
    let amounts: Vec<&Placed> =
        done.iter().rev().copied().filter(|p| p.figure.span < scene.figures[first].figure.span).collect();
    (amounts.len() == count).then(|| amounts[at - first])
}

/// Whether the nearest amount is the only one since the last ； or rate: else the rate may belong to another (资金…,惠及…人,完成73%).
fn alone(scene: &Scene, done: &[&Placed], rate: &Figure) -> bool {
    // 建设1200套，已完成1080套，完成率90%: what was planned is not what was done.
    let Some(earlier) = done.iter().skip(1).find(|p| p.figure.role != Some(Role::Target)) else { return true };
    let (_, marks) = clause::before(scene.between(earlier.figure, rate), 0);
    marks & (SEMICOLON | STOP | LINE) != 0
        || marks & COMMA != 0 && scene.between(earlier.figure, done[0].figure).contains(['%', '％'])
}

/// Whether amounts that are written in round numbers (`1.2亿元`) may make the stated rate all the same.
pub fn explained_by_rounding(scene: &Scene, stated: Decimal, (done, of): Pair) -> bool {
    let (Some(d), Some(o)) = (value(done), value(of)) else { return true };
    let (raw_d, raw_o) = (scene.raw(done), scene.raw(of));
    let planned = of.role == Some(Role::Target) || holds_any(clause_before(scene, of), &PLANS);
    let Some(exact) = quotient(d, o) else { return true };
    let half = |raw: &str, v| verdict::rounding(raw, v);
    // How much is planned is set, not measured; what it costs is an estimate.
    let half_o = if planned && of.dimension != Some(Dimension::Money) { Decimal::ZERO } else { half(raw_o, o) };
    let slack = quotient(half(raw_d, d), o)
        .zip(half_o.checked_mul(exact).and_then(|s| s.checked_div(o)))
        .and_then(|(a, b)| a.checked_add(b));
    slack.is_none_or(|slack| !slack.is_zero() && (exact - stated).abs() <= slack)
}
