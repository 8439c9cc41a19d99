//! Which candidates are numbers, and how deep: the nesting in which every level counts up.
//!
//! One pass with a stack of open levels. A number goes on at the open level that it continues, else it opens a level;
//! within a paragraph only with proof: the next number of its style must count on before a better first one comes.

use super::NumberStyle;
use super::label;
use super::number::Candidate;

/// A candidate with the text that follows it.
#[derive(Clone, Debug)]
pub struct Spot<'t> {
    pub candidate: Candidate,
    pub paragraph: usize,
    /// What stands behind the number, to the end of its paragraph.
    pub rest: &'t str,
}

/// A number that counts, with its level: 0 is the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub spot: usize,
    pub depth: usize,
}

#[derive(Clone, Copy, Debug)]
struct Level {
    style: NumberStyle,
    last: u32,
    /// Opened within a paragraph.
    glued: bool,
}

/// A level that was left.
#[derive(Clone, Copy, Debug)]
struct Closed {
    style: NumberStyle,
    last: u32,
    depth: usize,
}

/// How many candidates ahead are looked at for proof.
const AHEAD: usize = 48;
/// No notice nests deeper.
const DEEPEST: usize = 12;

/// The numbers that count, in order.
pub fn nest(spots: &[Spot]) -> Vec<Accepted> {
    let mut stack: Vec<Level> = Vec::new();
    // The last value of each style that was closed: `4.` under the next heading goes on from `3.` under this one.
    let mut closed: Vec<Closed> = Vec::new();
    let mut out = Vec::new();
    for (i, spot) in spots.iter().enumerate() {
        let c = &spot.candidate;
        let style = class(c.style);
        let open = stack.iter().rposition(|level| level.style == style);
        let depth = match (style, c.first) {
            (NumberStyle::Annex, _) => Some(0),
            (NumberStyle::Heading, _) => Some(0),
            (NumberStyle::Bullet | NumberStyle::Title, _) => Some(open.unwrap_or(stack.len())),
            (_, true) => at_start(spots, i, &stack, open, &closed),
            (_, false) => within(spots, i, &stack, open, &closed),
        };
        let Some(depth) = depth.filter(|&d| d < DEEPEST) else { continue };
        for (above, level) in stack.drain(depth..).enumerate() {
            let now = Closed { style: level.style, last: level.last, depth: depth + above };
            match closed.iter_mut().find(|known| known.style == level.style) {
                Some(known) => *known = now,
                None => closed.push(now),
            }
        }
        if style == NumberStyle::Annex {
            closed.clear();
        }
        stack.push(Level { style, last: c.value, glued: !c.first });
        out.push(Accepted { spot: i, depth });
    }
    out
}

/// Styles that count together: a bare number continues `1.`.
fn class(style: NumberStyle) -> NumberStyle {
    if style == NumberStyle::Bare { NumberStyle::Arabic } else { style }
}

/// From the outermost style inwards, as official documents number.
fn rank(style: NumberStyle) -> u8 {
    match style {
        NumberStyle::Annex => 0,
        NumberStyle::Heading => 1,
        NumberStyle::Part => 2,
        NumberStyle::Chinese => 3,
        NumberStyle::ChineseBracket => 4,
        NumberStyle::Arabic | NumberStyle::Bare => 5,
        NumberStyle::Decimal(n) => 5 + n.min(4),
        NumberStyle::ArabicBracket => 10,
        NumberStyle::Circled => 11,
        NumberStyle::Nth => 12,
        NumberStyle::Bullet => 13,
        NumberStyle::Title => 14,
    }
}

/// The next candidates of the same style behind `i`.
fn following<'a, 't>(spots: &'a [Spot<'t>], i: usize) -> impl Iterator<Item = &'a Spot<'t>> + 'a {
    let style = class(spots[i].candidate.style);
    spots[i + 1..]
        .iter()
        .take(AHEAD)
        .take_while(|s| s.candidate.style != NumberStyle::Annex)
        .filter(move |s| class(s.candidate.style) == style)
}

/// The level of a number at the start of a paragraph.
fn at_start(spots: &[Spot], i: usize, stack: &[Level], open: Option<usize>, closed: &[Closed]) -> Option<usize> {
    let c = &spots[i].candidate;
    let value = c.value;
    let counts_on =
        || following(spots, i).filter(|s| s.candidate.first).take(2).any(|s| s.candidate.value == value + 1);
    if let Some(depth) = open {
        let last = stack[depth].last;
        let near = value == last + 1 || value == 1 || value == last;
        // A bare number is only taken in sequence: wrapped lines start with amounts.
        if c.style == NumberStyle::Bare {
            return (value == last + 1 && (c.place == 3 || counts_on()) || value == 1 && c.place == 3 && counts_on())
                .then_some(depth);
        }
        // Annual figures and the like (`2023.`) are too far off.
        return (near || value < last + 20 || counts_on()).then_some(depth);
    }
    let known = closed.iter().find(|known| known.style == class(c.style) && value == known.last + 1);
    let goes_on = known.is_some();
    let sure = match c.style {
        NumberStyle::Bare if c.place < 3 => false,
        NumberStyle::Bare => goes_on || value == 1 && counts_on(),
        NumberStyle::Chinese | NumberStyle::ChineseBracket | NumberStyle::Part | NumberStyle::Circled => true,
        _ => value == 1 || goes_on || counts_on(),
    };
    if !sure {
        return None;
    }
    // Under a deeper style of official order (`1.` and then `一、`): nested only if the deeper one counts on behind it.
    let mine = rank(c.style);
    let mut depth = stack.len();
    // What goes on from below the chapter before stands below this one as well.
    let least = known.map_or(0, |known| known.depth);
    while depth > least && rank(stack[depth - 1].style) > mine {
        let level = stack[depth - 1];
        let next =
            spots[i + 1..].iter().take(AHEAD).find(|s| s.candidate.first && class(s.candidate.style) == level.style);
        if next.is_some_and(|s| s.candidate.value == level.last + 1) {
            break;
        }
        depth -= 1;
    }
    Some(depth)
}

/// The level of a number within a paragraph, if there is proof that it is one.
fn within(spots: &[Spot], i: usize, stack: &[Level], open: Option<usize>, closed: &[Closed]) -> Option<usize> {
    let spot = &spots[i];
    let c = &spot.candidate;
    let marked = matches!(
        c.style,
        NumberStyle::ChineseBracket | NumberStyle::ArabicBracket | NumberStyle::Circled | NumberStyle::Part
    );
    let labelled = || label::heading(&spot.rest[..spot.rest.floor_char_boundary(60)]).is_some();
    if let Some(depth) = open {
        if c.value == stack[depth].last + 1 {
            // The true one may stand at the start of a paragraph further on.
            let better = following(spots, i).take(3).any(|s| s.candidate.first && s.candidate.value == c.value);
            let fits = c.place > 0 || marked || stack[depth].glued && stack[depth].last > 1 || labelled();
            return (fits && (!better || stack[depth].glued)).then_some(depth);
        }
        // The same style once more, below: only with the number 1 and behind another level.
        if c.value != 1 || depth + 1 == stack.len() {
            return None;
        }
    }
    if c.value != 1 {
        // `…就业二、教育4.新建…`: goes on from the `3.` under the heading above.
        let goes_on =
            open.is_none() && closed.iter().any(|known| known.style == class(c.style) && c.value == known.last + 1);
        let glued = stack.last().is_some_and(|level| level.glued || c.place > 0);
        return (goes_on && glued).then_some(stack.len());
    }
    let mut later = following(spots, i);
    let next = later.next()?;
    // `统一、` before the true `一、`
    if next.candidate.value == 1 && next.candidate.place >= c.place {
        return None;
    }
    let second = if next.candidate.value == 2 { Some(next) } else { later.find(|s| s.candidate.value == 2) }?;
    let near = second.paragraph <= spot.paragraph + 40;
    let fits = c.place >= 2
        || marked
        || (c.place == 1 || c.style == NumberStyle::Arabic) && second.candidate.place >= 1
        || second.candidate.place >= 2
        || labelled();
    (near && fits).then_some(stack.len())
}

#[cfg(test)]
mod tests {
    use super::super::number::candidates;
    use super::*;

    fn levels(paragraphs: &[&str]) -> Vec<(usize, u32)> {
        let spots: Vec<Spot> = paragraphs
            .iter()
            .enumerate()
            .flat_map(|(n, p)| {
                candidates(p).into_iter().map(move |c| Spot { rest: &p[c.end as usize..], candidate: c, paragraph: n })
            })
            .collect();
        nest(&spots).iter().map(|a| (a.depth, spots[a.spot].candidate.value)).collect()
    }

    #[test]
    fn lines_count_up_through_headings() {
        assert_eq!(
            levels(&["一、就业", "（一）岗位", "1.甲。", "2.乙。", "（二）培训", "3.丙。", "二、教育", "1.丁。"]),
            [(0, 1), (1, 1), (2, 1), (2, 2), (1, 2), (2, 3), (0, 2), (1, 1)]
        );
    }

    #[test]
    fn framed_numbers_run_on_below_chapters() {
        let mut paragraphs = vec!["一、教育", "【项目1】甲", "二、卫生", "【项目2】乙", "三、民政", "【项目3】丙"];
        assert_eq!(levels(&paragraphs), [(0, 1), (1, 1), (0, 2), (1, 2), (0, 3), (1, 3)]);
        paragraphs.push("2023年3月2日");
        assert_eq!(levels(&paragraphs), [(0, 1), (1, 1), (0, 2), (1, 2), (0, 3), (1, 3)]);
    }

    #[test]
    fn glued_text_counts_up_too() {
        let glued = "第一件：修路（一）修东路一、目标任务统一、规范修5公里。二、资金安排100万元。三、责任分工1.责任单位：甲局负责。2.协办单位：乙局配合。（二）修西路一、目标任务修3公里。二、资金安排90万元。第二件：修桥一、目标任务修桥1座。二、资金安排无";
        assert_eq!(
            levels(&[glued]),
            [(0, 1), (1, 1), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (1, 2), (2, 1), (2, 2), (0, 2), (1, 1), (1, 2)]
        );
    }

    #[test]
    fn amounts_in_items_open_nothing() {
        assert_eq!(levels(&["1.建设(一)期工程，见表2.。", "2.改造1、2号楼。"]), [(0, 1), (0, 2)]);
        assert_eq!(levels(&["24.修路", "25.修桥"]), [(0, 24), (0, 25)]);
        assert_eq!(levels(&["3 修路", "改造管网"]), []);
    }
}
