//! Units named by what they do: `甲局牵头，乙局、丙局配合`, `由甲局负责`, `甲局负责统筹协调。乙县政府负责建设。`
//!
//! The verb gives the role; names are split by `unit`.

use super::bracket::looks_like_office;
use super::item::Unit;
use super::unit::{looks_like_unit, split_units};
use crate::lexicon::{UnitRole, WordIndex};
use crate::text::fold::half;
use crate::text::{Excerpt, Span, Text};
use std::sync::LazyLock;

/// The units of a value: names, or sentences that say what each unit does.
pub fn named_units(text: &Text, value: &Excerpt, role: UnitRole) -> Vec<Unit> {
    let read = value.recognised(text);
    let sentences = VERBS.any_in(&read) && read.chars().count() > 8 && {
        // （牵头） behind a name is its role, no sentence.
        !read.contains("牵头") || VERBS.any_in(&read.replace("（牵头）", "").replace("(牵头)", ""))
    };
    if sentences && role != UnitRole::Person { duty_units(text, value, role) } else { split_units(value, text, role) }
}

/// Verbs behind the units that do the work, and the role they give (`None`: that of the label).
pub static VERBS: LazyLock<WordIndex<Option<UnitRole>>> = LazyLock::new(|| WordIndex::new(VERB_ROLES.iter().copied()));

const VERB_ROLES: &[(&str, Option<UnitRole>)] = &[
    ("牵头", Some(UnitRole::Lead)),
    ("按职责分工负责", None),
    ("按照职责分工负责", None),
    ("分工负责", None),
    ("具体负责", None),
    ("负责", None),
    ("配合", Some(UnitRole::Cooperating)),
    ("协助", Some(UnitRole::Cooperating)),
    ("协同", Some(UnitRole::Cooperating)),
    ("参与", Some(UnitRole::Cooperating)),
    ("承办", None),
    ("落实", None),
    ("具体实施", Some(UnitRole::Implementing)),
    ("组织实施", Some(UnitRole::Implementing)),
    ("实施", None),
    ("做好", None),
    ("督促", None),
    ("帮助", None),
    ("履行", None),
];

/// Units that one value names; more are taken for none.
const MOST: usize = 400;

/// The units that are subjects of sentences: `甲局牵头，乙局、丙局配合`, `甲局负责统筹协调。乙县政府负责建设。`
pub fn duty_units(text: &Text, value: &Excerpt, role: UnitRole) -> Vec<Unit> {
    let read = value.recognised(text);
    let mut out: Vec<Unit> = Vec::new();
    let mut pending: Vec<Unit> = Vec::new();
    for clause in clauses(&read) {
        let s = &read[clause.range()];
        let (end, given) = subject(s);
        let Some((end, verb_role)) = end.map(|e| (e, given)) else {
            // `甲局,乙局负责`: units before the clause with the verb.
            let list = split_units(&value.part(clause), text, role);
            if !list.is_empty() && list.iter().all(|u| looks_like_unit(&u.raw.recognised(text))) {
                pending.extend(list);
            } else {
                pending.clear();
            }
            continue;
        };
        let start = s.len() - s.trim_start_matches(['由', '，', ',', ' ']).len();
        let subject = Span::new(clause.start as usize + start, clause.start as usize + end.max(start));
        let list: Vec<Unit> = split_units(&value.part(subject), text, verb_role.unwrap_or(role));
        if !list.is_empty() && list.iter().all(|u| looks_like_unit(&u.raw.recognised(text))) {
            out.extend(pending.drain(..).map(|u| Unit { role: verb_role.unwrap_or(role), ..u }));
            out.extend(list);
        }
        pending.clear();
    }
    out.extend(pending);
    let mut kept = 0;
    for n in 0..out.len() {
        let same = |u: &Unit| u.role == out[n].role && u.raw.read(text) == out[n].raw.read(text);
        if kept < MOST && !out[..kept].iter().any(same) {
            out.swap(kept, n);
            kept += 1;
        }
    }
    out.truncate(kept);
    out
}

/// Where the subject of a clause ends, before its first verb, and the role the verb gives.
fn subject(s: &str) -> (Option<usize>, Option<UnitRole>) {
    match VERBS.first_in(s) {
        Some((at, _, role)) => {
            let head = s[..at].trim_end_matches(['，', ',', ' ', '等', '具', '体']);
            // 甲局、乙局分别牵头
            let head = ["分别", "共同", "联合"].iter().find_map(|how| head.strip_suffix(how)).unwrap_or(head);
            let head =
                head.strip_suffix("部门").filter(|h| h.ends_with('等')).map_or(head, |h| h.trim_end_matches('等'));
            (Some(head.len()), role)
        }
        None => (None, None),
    }
}

/// Stretches between 。 ； ， and line ends, outside brackets.
fn clauses(read: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0i32);
    let b = read.as_bytes();
    let mut next = 0;
    while let Some(&lead) = b.get(next) {
        let at = next;
        // Nearly all is Chinese, which E4 to E9 lead.
        if matches!(lead, 0xE4..=0xE9) {
            next += 3;
            continue;
        }
        let Some(c) = read[at..].chars().next() else { break };
        next += c.len_utf8();
        match half(c) {
            '(' | '[' | '《' => depth += 1,
            ')' | ']' | '》' => depth -= 1,
            '。' | ';' | ',' | '\n' if depth <= 0 => {
                if at > start {
                    out.push(Span::new(start, at));
                }
                start = next;
            }
            _ => {}
        }
    }
    if start < read.len() {
        out.push(Span::new(start, read.len()));
    }
    out
}

/// Verbs behind units in running text.
static SENTENCE_VERBS: LazyLock<WordIndex<UnitRole>> = LazyLock::new(|| {
    use UnitRole::{Cooperating, Lead, Responsible};
    WordIndex::new([
        ("牵头", Lead),
        ("负责", Responsible),
        ("配合", Cooperating),
        ("协同", Cooperating),
        ("协助", Cooperating),
        ("参与", Cooperating),
    ])
});

/// Units that verbs name in running text: `由某局牵头，某局、某局配合`.
pub fn verb_units(text: &Text, passage: &Excerpt) -> Vec<Unit> {
    let read = passage.recognised(text);
    let mut out: Vec<Unit> = Vec::new();
    let mut led = false;
    for clause in clauses(&read) {
        let s = &read[clause.range()];
        if s.ends_with('。') {
            led = false;
        }
        let by = s.find('由').filter(|&at| at < 60);
        let Some((at, _, role)) = SENTENCE_VERBS.first_in(s) else { continue };
        let from = match by {
            Some(by) if by < at => by + '由'.len_utf8(),
            _ if led || role == UnitRole::Lead || clause.start == 0 => 0,
            _ => continue,
        };
        let list =
            split_units(&passage.part(Span::new(clause.start as usize + from, clause.start as usize + at)), text, role);
        let person = list.iter().all(|u| is_person(&u.raw.recognised(text)));
        if !list.is_empty()
            && list.len() < 30
            && (person || list.iter().all(|u| looks_like_office(&u.raw.recognised(text))))
        {
            led = true;
            let role = |u: super::item::Unit| Unit { role: if person { UnitRole::Person } else { u.role }, ..u };
            out.extend(list.into_iter().map(role));
        }
    }
    out
}

/// `李明副区长`, `王芳同志`: one who is named with an office.
fn is_person(name: &str) -> bool {
    let n = name.chars().count();
    (3..=14).contains(&n)
        && ["市长", "区长", "县长", "旗长", "盟长", "州长", "镇长", "乡长", "省长", "书记", "秘书长", "常委", "同志"]
            .iter()
            .any(|w| name.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_give_roles() {
        let text = Text::new("新建学校两所，由市教育局牵头，市住建局、各县区政府配合。".to_string());
        let units: Vec<_> =
            verb_units(&text, &text.span().into()).iter().map(|u| (u.role, u.raw.read(&text).into_owned())).collect();
        assert_eq!(
            units,
            [
                (UnitRole::Lead, "市教育局".to_string()),
                (UnitRole::Cooperating, "市住建局".to_string()),
                (UnitRole::Cooperating, "各县区政府".to_string())
            ]
        );
    }
}
