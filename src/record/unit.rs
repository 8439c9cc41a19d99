//! Splits what names the units of an item (a cell, the value of a label, a bracket) into single units.
//!
//! Units are taken as written; their full names are found by another pass.

use super::Unit;
use super::person::{is_name_of_person, is_one_person, is_post};
use super::piece::{Gap, Piece, Pieces, is_closer, is_joint, is_opener};
use crate::lexicon::label_word::label;
use crate::lexicon::unit_word::{PARTY_PARTS, UNIT_ENDINGS, UNIT_OPENINGS, UNIT_TAILS};
use crate::lexicon::{ColumnRole, UnitRole, office};
use crate::text::{Excerpt, Joint, Span, Text};

/// No name of a unit is longer than this, in bytes: what grows beyond is running text.
const LONGEST: usize = 150;

/// The units that an excerpt names, in order, all of one role.
///
/// Splits at 、 , ; blanks and line ends, but never inside brackets; a name that a line end broke is joined.
pub fn split_units(excerpt: &Excerpt, text: &Text, role: UnitRole) -> Vec<Unit> {
    let read = excerpt.read(text);
    let mut out = Vec::new();
    let mut cut = |piece: Piece, role: UnitRole| {
        let mut add = |part: Span, role: UnitRole, raw: Excerpt| {
            if is_name(&read[part.range()]) {
                out.push(Unit { role, raw, name: None, inherited: false });
            }
        };
        // Most names have nothing to take off and no blank to drop.
        if piece.plain && !piece.joins {
            return add(piece.span, role, excerpt.part(piece.span));
        }
        let parts = if piece.joins { conjoined(&read, piece.span) } else { vec![piece.span] };
        for part in parts {
            let part = trim_marks(&read, part, role);
            let (part, role) = told_role(&read, part).unwrap_or((part, role));
            add(part, role, close_up(&excerpt.part(part), text));
        }
    };
    // The unit that may go on. A post among offices (`市教育局 局长 刘某`) begins a person.
    let mut unit: Option<(Piece, UnitRole)> = None;
    let spaced = is_spaced(&read);
    for piece in Pieces::of(&read) {
        let next = &read[piece.span.range()];
        match &mut unit {
            Some((last, role))
                if *role == UnitRole::Person && is_one_person(&read[last.span.range()], next, piece.before)
                    || piece.before != Gap::Mark
                        && *role != UnitRole::Person
                        && (spaced && piece.before == Gap::Blank
                            || goes_on(&read[last.span.range()], next, piece.before)) =>
            {
                *last = Piece { span: last.span.cover(piece.span), before: last.before, plain: false, joins: true };
            }
            _ => {
                let last = unit.as_ref().map_or("", |(last, _)| &read[last.span.range()]);
                let holder = || ends_like_unit(last) && !ends_like_unit(next) && is_name_of_person(next);
                let post = piece.before != Gap::Mark && (is_post(next) || holder());
                let begun = (piece, if post { UnitRole::Person } else { role });
                if let Some((last, role)) = unit.replace(begun) {
                    cut(last, role);
                }
            }
        }
    }
    if let Some((last, role)) = unit {
        cut(last, role);
    }
    out
}

/// Blanks between nearly all characters (`县 教 育 局 、 县 财 政 局`) separate nothing.
fn is_spaced(read: &str) -> bool {
    let first = read.chars().nth(1).is_some_and(char::is_whitespace);
    first && read.split_whitespace().count() > 2 && read.split_whitespace().all(|word| word.chars().nth(1).is_none())
}

/// `区教育局（牵头）`, `区财政局（配合单位）`: the name without the bracket that tells its role.
fn told_role(read: &str, part: Span) -> Option<(Span, UnitRole)> {
    let name = &read[part.range()];
    let open = name.rfind(['(', '（']).filter(|&at| at > 0)?;
    let inner = name[open..].trim_matches(|c| is_opener(c) || is_closer(c));
    let role = match inner {
        "总牵头" | "牵头负责" | "牵头負責" | "牽頭" => UnitRole::Lead,
        "实施" => UnitRole::Implementing,
        "监督" | "督办" | "督导" => UnitRole::Supervising,
        "协助" | "参与" => UnitRole::Cooperating,
        _ => match label(inner)? {
            ColumnRole::Unit(role) if role != UnitRole::Person => role,
            _ => return None,
        },
    };
    Some((Span::new(part.start as usize, part.start as usize + name[..open].trim_end().len()), role))
}

/// Drops the blanks and line ends inside a joined name, so that it reads as one word.
fn close_up(raw: &Excerpt, text: &Text) -> Excerpt {
    let mut out = Excerpt::default();
    for piece in raw.pieces() {
        let slice = text.slice(piece);
        let mut start = 0;
        let mut end = 0;
        for (at, c) in slice.char_indices() {
            if c.is_whitespace() {
                if start < at && end == at {
                    out.push(Joint::None, Span::new(piece.start as usize + start, piece.start as usize + at));
                }
                start = at + c.len_utf8();
            }
            end = at + c.len_utf8();
        }
        if start < slice.len() {
            out.push(Joint::None, Span::new(piece.start as usize + start, piece.end as usize));
        }
    }
    out
}

/// Whether `next`, on the next line or behind a blank, is the rest of the name `last`.
fn goes_on(last: &str, next: &str, gap: Gap) -> bool {
    if last.len() > LONGEST {
        return false;
    }
    if last.chars().filter(|c| is_opener(*c)).count() > last.chars().filter(|c| is_closer(*c)).count() {
        return true;
    }
    // 各乡镇⏎（街道）
    if gap == Gap::Line && next.starts_with(is_opener) {
        return true;
    }
    if UNIT_TAILS.contains(&next) && !(gap == Gap::Blank && ends_like_unit(last)) {
        return true;
    }
    if last.ends_with('委') && last.chars().count() <= 2 && PARTY_PARTS.contains(&next) {
        return true;
    }
    if ends_like_unit(last) && last.chars().count() > 1 {
        // 市住房和城乡⏎建设局, 区人力资源和社会⏎保障局, 市市场⏎监管局: what ends the line like a name is only a part of one.
        return gap == Gap::Line
            && (["城乡", "社会"].iter().any(|part| last.ends_with(part)) && is_office(last, next)
                || last.ends_with("市场") && last.chars().count() == 3);
    }
    let opens = UNIT_OPENINGS.iter().any(|word| next.starts_with(word));
    match gap {
        Gap::Line => !(opens && last.chars().count() > 3),
        _ => !opens && last.chars().count() <= 5 && ends_like_unit(next),
    }
}

/// Whether both together name an office, behind the word for its level.
fn is_office(last: &str, next: &str) -> bool {
    let whole = format!("{last}{next}");
    let behind_level = whole.chars().next().map_or("", |c| &whole[c.len_utf8()..]);
    office(behind_level, "").is_some() || office(&whole, "").is_some()
}

/// Whether a string can be the name of a unit by its length and ending.
pub fn looks_like_unit(name: &str) -> bool {
    if !ends_like_unit(name) || name.len() > 40 * 4 {
        return false;
    }
    let n = name.chars().count();
    (2..=40).contains(&n) && !name.contains(['。', '：', ':', '%'])
}

fn ends_like_unit(name: &str) -> bool {
    name.ends_with(')') || UNIT_ENDINGS.end(name)
}

/// `区教育局和区财政局`, `区教育局/财政局`, `区教育局·区财政局` → two; `市发展和改革委`, `各县/区政府` stay one.
fn conjoined(read: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start as usize;
    let slice = &read[span.range()];
    for (at, c) in slice.char_indices() {
        let slash = is_joint(c);
        if !matches!(c, '和' | '及' | '与' | '同') && !slash {
            continue;
        }
        let at = at + span.start as usize;
        let left = read[start..at].trim_end_matches('以');
        // 区教育局会同区财政局, but not 大同区
        let left = if c == '同' { left.strip_suffix('会').unwrap_or("") } else { left };
        let right = &read[at + c.len_utf8()..span.end as usize];
        let another = if slash || c == '同' {
            right.chars().nth(2).is_some() && ends_like_unit(right)
        } else {
            UNIT_OPENINGS.iter().any(|word| right.starts_with(word))
        };
        if left.chars().nth(2).is_some() && ends_like_unit(left) && another {
            out.push(Span::new(start, start + left.len()));
            start = at + c.len_utf8();
        }
    }
    out.push(Span::new(start, span.end as usize));
    out
}

/// Without marks at the ends that belong to no name: `:区教育局。`, `及各街道`, `(区残联`.
fn trim_marks(read: &str, span: Span, role: UnitRole) -> Span {
    let slice = &read[span.range()];
    let mark = |c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '.' | '．' | '*' | '·' | '•' | '"' | '★' | '☆' | '▲' | '※' | '●' | '◆')
    };
    // 李*: the rest of the name was masked.
    let masked = |c: char| c == '*' && role == UnitRole::Person;
    let mut name = slice.trim_start_matches(mark).trim_end_matches(|c| mark(c) && !masked(c));
    for word in ["以及", "及"] {
        name = name.strip_prefix(word).unwrap_or(name);
    }
    name = without_number(name);
    name = without_others(name);
    let (opened, closed) = name
        .chars()
        .fold((0, 0), |(opened, closed), c| (opened + u32::from(is_opener(c)), closed + u32::from(is_closer(c))));
    if closed > opened {
        name = name.strip_suffix(is_closer).unwrap_or(name);
    } else if opened > closed {
        name = name.strip_prefix(is_opener).unwrap_or(name);
    }
    let start = name.as_ptr() as usize - read.as_ptr() as usize;
    Span::new(start, start + name.len())
}

/// The name without the others that it stands for: `市财政局等`, `市财政局等相关部门`.
fn without_others(name: &str) -> &str {
    let Some((unit, others)) = name.rsplit_once('等') else { return name };
    let others = ["相关", "有关", "成员"].iter().find_map(|which| others.strip_prefix(which)).unwrap_or(others);
    let whole = matches!(others, "" | "部门" | "单位") && unit.chars().nth(1).is_some() && ends_like_unit(unit);
    if whole { unit } else { name }
}

/// The name without the number it bears in a list: `1.市教育局`, `②市财政局`, `（3）市住建局`.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c| matches!(c, '①'..='⑳'));
    if rest.len() < name.len() {
        return rest.trim_start();
    }
    let open = name.strip_prefix(['(', '（']);
    let number = open.unwrap_or(name);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let closed: &[char] = if open.is_some() { &[')', '）'] } else { &['.', '．', ')', '）'] };
    match rest.strip_prefix(closed) {
        Some(after) if (1..=2).contains(&(number.len() - rest.len())) => after.trim_start(),
        _ => name,
    }
}

/// Anything but a placeholder (`—`, `/`, `无`, `等`) or an unknown label with its value (`责任片区：东片`).
fn is_name(name: &str) -> bool {
    // Nearly all begin with one of the characters that E5 to E9 lead.
    let letters = matches!(name.as_bytes(), [0xE5..=0xE9, ..]) || name.chars().any(char::is_alphanumeric);
    let number = name.chars().all(|c| c.is_ascii_digit() || matches!(c, '①'..='⑳'));
    let colon = || name.find(['：', ':']).is_some_and(|at| !name[..at].contains(['（', '(']));
    letters && !number && !colon() && !matches!(name, "无" | "等" | "無" | "略" | "暂无")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(content: &str) -> Vec<String> {
        let text = Text::new(content.to_string());
        split_units(&text.span().into(), &text, UnitRole::Responsible)
            .iter()
            .map(|unit| unit.raw.read(&text).into_owned())
            .collect()
    }

    #[test]
    fn marks_blanks_and_line_ends_split() {
        assert_eq!(split("市住建局、市财政局,各区政府；市残联"), ["市住建局", "市财政局", "各区政府", "市残联"]);
        assert_eq!(split("市发改委 市教育局\n县农业农村局"), ["市发改委", "市教育局", "县农业农村局"]);
        assert_eq!(split("甲区、乙区、丙县政府"), ["甲区", "乙区", "丙县政府"]);
        assert_eq!(split("市教育局和市财政局，市发展和改革委。"), ["市教育局", "市财政局", "市发展和改革委"]);
        assert_eq!(split("1.市教育局\n②市财政局；（3）市残联"), ["市教育局", "市财政局", "市残联"]);
        assert_eq!(split("市教育局/市财政局、各县/区政府"), ["市教育局", "市财政局", "各县/区政府"]);
        assert_eq!(split("区住房和城乡\n建设局\n区教育局会同区财政局"), ["区住房和城乡建设局", "区教育局", "区财政局"]);
        assert_eq!(
            split("★市教育局、市财政局等相关部门；区市场\n监督管\n理局"),
            ["市教育局", "市财政局", "区市场监督管理局"]
        );
        assert_eq!(split("区教育局·区财政局 • 各镇街"), ["区教育局", "区财政局", "各镇街"]);
        assert_eq!(split("区人大\n区财政局\n区政协\n市城\n市管理局"), ["区人大", "区财政局", "区政协", "市城市管理局"]);
        assert_eq!(split("—"), [] as [&str; 0]);
    }

    #[test]
    fn brackets_hold_together() {
        assert_eq!(split("各县(市、区)人民政府、市卫健委（疾控局）"), ["各县(市、区)人民政府", "市卫健委（疾控局）"]);
        assert_eq!(split("(区残联、区民政局"), ["区残联", "区民政局"]);
        assert_eq!(split("区残联、区民政局)"), ["区残联", "区民政局"]);
    }

    #[test]
    fn a_post_stays_with_its_name() {
        let persons = |content: &str| -> Vec<String> {
            let text = Text::new(content.to_string());
            split_units(&text.span().into(), &text, UnitRole::Person)
                .iter()
                .map(|unit| unit.raw.read(&text).into_owned())
                .collect()
        };
        assert_eq!(persons("副市长 刘某、张三 李四 区长"), ["副市长刘某", "张三", "李四", "区长"]);
        assert_eq!(persons("县委常委、常务副县长王某；副县长李某"), ["县委常委、常务副县长王某", "副县长李某"]);
        assert_eq!(persons("市委副书记、市长 张三"), ["市委副书记、市长张三"]);
        assert_eq!(persons("副区长赵  某、王  某、李某某"), ["副区长赵某", "王某", "李某某"]);
        assert_eq!(persons("县委常委、李某某"), ["县委常委", "李某某"]);
        assert_eq!(persons("县长、分管副县长"), ["县长", "分管副县长"]);
    }

    #[test]
    fn a_bracket_or_a_post_tells_the_role() {
        let text = Text::new("市教育局（牵头单位） 市财政局(配合) 局长 刘某".to_string());
        let units = split_units(&text.span().into(), &text, UnitRole::Responsible);
        let raws: Vec<_> = units.iter().map(|unit| (unit.role, unit.raw.read(&text).into_owned())).collect();
        assert_eq!(
            raws,
            [
                (UnitRole::Lead, "市教育局".to_string()),
                (UnitRole::Cooperating, "市财政局".to_string()),
                (UnitRole::Person, "局长刘某".to_string())
            ]
        );
        let text = Text::new("市教育局 刘某\n市住建局\n张三".to_string());
        let roles: Vec<_> =
            split_units(&text.span().into(), &text, UnitRole::Responsible).iter().map(|unit| unit.role).collect();
        assert_eq!(roles, [UnitRole::Responsible, UnitRole::Person, UnitRole::Responsible, UnitRole::Person]);
    }

    #[test]
    fn blanks_between_all_characters_separate_nothing() {
        assert_eq!(split("县 教 育 局 、 县 人 社 局"), ["县教育局", "县人社局"]);
    }

    #[test]
    fn broken_names_are_joined() {
        assert_eq!(split("盟卫生\n\n健康委\n盟财政局"), ["盟卫生健康委", "盟财政局"]);
        assert_eq!(split("市市场监督\n管理局、区人力资源\n社会保障局"), ["市市场监督管理局", "区人力资源社会保障局"]);
        assert_eq!(split("县住建局\n各乡镇\n（街道）"), ["县住建局", "各乡镇（街道）"]);
        assert_eq!(split("区人力资源和社会\n保障局\n各社区"), ["区人力资源和社会保障局", "各社区"]);
        assert_eq!(split("市城乡\n规划局\n县财政局"), ["市城乡规划局", "县财政局"]);
        assert_eq!(split("经开区管委\n会\n市委\n宣传部"), ["经开区管委会", "市委宣传部"]);
        let text = Text::new("市医|保局|市残联".to_string());
        let mut cell = Excerpt::from(Span::new(0, 6));
        cell.push(Joint::Line, Span::new(7, 13));
        cell.push(Joint::Line, Span::new(14, 23));
        let raws: Vec<_> =
            split_units(&cell, &text, UnitRole::Lead).iter().map(|unit| unit.raw.read(&text).into_owned()).collect();
        assert_eq!(raws, ["市医保局", "市残联"]);
    }
}
