//! Notices that say which of several responsible units leads: `排名第一的为牵头单位`. Their first responsible unit is the lead.

use super::Item;
use crate::lexicon::UnitRole;
use crate::text::Text;

/// Words for the unit that is listed first.
const FIRST: &[&str] = &[
    "排名第一",
    "排第一",
    "列第一",
    "第一位",
    "排位第一",
    "排序第一",
    "排列第一",
    "第一个",
    "第一家",
    "排首位",
    "列首位",
    "首位",
    "排在前",
    "列前",
    "首个单位",
];

/// How far from each other the words of such a sentence stand, in bytes.
const NEAR: usize = 90;

/// Makes the first responsible unit of each item its lead, where the notice says so and the item names no lead.
pub fn assign(items: &mut [Item], text: &Text) {
    if !says_so(text.recognised()) {
        return;
    }
    for item in items.iter_mut() {
        if item.units.iter().all(|u| u.role != UnitRole::Lead)
            && let Some(first) = item.units.iter_mut().find(|u| u.role == UnitRole::Responsible)
        {
            first.role = UnitRole::Lead;
        }
    }
}

/// `列第一位的责任单位为牵头单位`
fn says_so(s: &str) -> bool {
    memchr::memmem::find_iter(s.as_bytes(), "牵头").any(|at| {
        let before = &s[s.ceil_char_boundary(at.saturating_sub(NEAR))..at];
        let sentence = before.rsplit(['。', '；', '\n', '|', '\t']).next().unwrap_or_default();
        sentence.ends_with(['为', '是', '即', '作']) && FIRST.iter().any(|w| sentence.contains(w))
    })
}

#[cfg(test)]
mod tests {
    use super::says_so;

    #[test]
    fn the_notice_must_say_so() {
        assert!(says_so("注：列第一位的责任单位为牵头单位。"));
        assert!(says_so("说明：排名第一的为牵头单位"));
        assert!(!says_so("由市教育局牵头，市财政局配合。"));
        assert!(!says_so("坚持就业第一位。牵头单位：市人社局"));
    }
}
