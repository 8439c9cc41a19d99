//! What two metrics have in common: the thing counted, what is done with it, and how far the work is.

use super::token;
use crate::lexicon::phrase::Sense;
use crate::text::holds_any;

/// How far the work is that a metric counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// 开工, 在建
    Begun,
    /// 完工, 建成, or nothing said.
    Done,
}

/// A metric taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Without verbs and words for tasks: 农村危房 of 农村危房改造任务.
    pub noun: String,
    /// What is done: 改造, 新建.
    pub deed: String,
    pub stage: Stage,
}

const BEGUN: [&str; 10] = ["开工", "在建", "进场", "启动", "立项", "招标", "续建", "装修", "施工", "选址"];
/// What comes of any building.
const BUILT: [&str; 5] = ["建成", "投用", "投入使用", "交付", "落成"];
/// What may stand before an amount of money that is planned or spent.
const PLANNED: [&str; 6] = ["年度计划", "全年计划", "计划完成", "实际完成", "完成", "计划"];
const TASKS: [&str; 6] = ["任务", "目标", "计划", "工程", "项目", "工作"];

impl Thing {
    /// Takes a metric apart; `metric` in simplified characters.
    pub fn of(metric: &str) -> Thing {
        // 占年度计划投资 and 完成投资 are the same money.
        let share = metric.strip_prefix('占').unwrap_or(metric);
        let planned = PLANNED.iter().find_map(|plan| share.strip_prefix(plan)).unwrap_or(share);
        let metric = if planned.chars().nth(1).is_some() { planned } else { metric };
        let mut thing = Thing { noun: String::new(), deed: String::new(), stage: Stage::Done };
        for token in token::tokens(metric, &[]) {
            let word = &metric[token.start as usize..token.end as usize];
            if holds_any(word, &BEGUN) {
                thing.stage = Stage::Begun;
            } else if token.is(Sense::ACTION.or(Sense::DRIVE)) && !token.is_noun() {
                thing.deed.push_str(word);
            } else if token.is_noun() && !token.is_mark() {
                thing.noun.push_str(word);
            }
        }
        while let Some(rest) = TASKS.iter().find_map(|task| thing.noun.strip_suffix(task)) {
            thing.noun.truncate(rest.len());
        }
        thing
    }

    /// Whether both can count the same work: 新建 and 改造 cannot, 建成 and 投用 are what comes of any building.
    pub fn agrees(&self, other: &Thing) -> bool {
        let built = |a: &Thing, b: &Thing| BUILT.iter().any(|deed| a.deed.starts_with(deed)) && b.deed.contains('建');
        self.deed.is_empty()
            || other.deed.is_empty()
            || built(self, other)
            || built(other, self)
            || self.deed.contains(&other.deed)
            || other.deed.contains(&self.deed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_and_stages() {
        let tasks = Thing::of("新建农贸市场任务");
        assert_eq!((tasks.noun.as_str(), tasks.deed.as_str(), tasks.stage), ("农贸市场", "新建", Stage::Done));
        assert_eq!(Thing::of("开工").stage, Stage::Begun);
        assert!(Thing::of("开工").noun.is_empty());
        assert!(!Thing::of("新建公厕").agrees(&Thing::of("改造公厕")));
        assert!(Thing::of("新建公厕").agrees(&Thing::of("建成公厕")));
        assert!(!Thing::of("改造公厕").agrees(&Thing::of("建成公厕")));
        assert!(Thing::of("公厕").agrees(&Thing::of("改造公厕")));
    }
}
