//! Groups the physical lines of a table whose cells are several lines high into rows, where no rule is drawn between rows.
//!
//! `pdftotext -layout`, antiword and inscriptis keep the columns but not the rows. A cheap programme over the lines finds
//! the row boundaries: no wrapped cell may be cut, and running numbers stand on the first line of their row, or in its middle.

use crate::lexicon::ColumnRole;
use crate::table::{Kind, Look, is_total_word};
use crate::text::{Excerpt, Joint, Span, Text};

/// One physical line: for each column the text in it, empty where blank.
#[derive(Clone, Debug)]
pub struct Line {
    pub cells: Vec<Span>,
    /// A blank line or a page break stands before it.
    pub gap: bool,
}

/// Most lines that a row can be high.
const HIGHEST: usize = 48;

/// Where the number of a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Align {
    Top,
    Middle,
}

/// The rows that the lines make, each with its cells joined. `roles`: what the header says of each column.
pub fn rows(lines: &[Line], roles: &[Option<ColumnRole>], text: &Text) -> Vec<Vec<Excerpt>> {
    if lines.is_empty() {
        return Vec::new();
    }
    let marks = Marks::of(lines, roles, text);
    let (top, top_cost) = marks.cut(Align::Top);
    let (middle, middle_cost) = marks.cut(Align::Middle);
    // What only one of them knows, to find rows at all, must not tip the scales.
    let top_cost = top_cost - top.iter().filter_map(|&i| marks.at_top.get(i)).map(|&p| p.min(0)).sum::<i32>();
    let cuts = if middle_cost + 6 < top_cost { middle } else { top };
    cuts.windows(2).map(|pair| join(&lines[pair[0]..pair[1]], &marks.widths, text)).collect()
}

/// What the programme needs to know of each line.
struct Marks {
    /// The line holds the running number of a row.
    numbered: Vec<bool>,
    /// The line is a row of its own over all columns.
    band: Vec<bool>,
    /// The price of a row boundary above the line: what every alignment says.
    boundary: Vec<i32>,
    /// What holds only where cells begin at the top of their row.
    at_top: Vec<i32>,
    /// Some column is numbered at all.
    any_number: bool,
    title: Option<usize>,
    /// For each line, the columns with text. Those whose cells often span rows are left out.
    filled: Vec<Vec<bool>>,
    /// Widest text of each column, in columns of a terminal.
    widths: Vec<usize>,
}

impl Marks {
    fn of(lines: &[Line], roles: &[Option<ColumnRole>], text: &Text) -> Self {
        let columns = lines.iter().map(|l| l.cells.len()).max().unwrap_or(0);
        let mut widths = vec![0; columns];
        for line in lines {
            for (c, cell) in line.cells.iter().enumerate() {
                widths[c] = widths[c].max(width(text.slice(*cell)));
            }
        }
        let looks: Vec<Vec<Look>> =
            lines.iter().map(|l| l.cells.iter().map(|c| Look::of(&Excerpt::from(*c), text)).collect()).collect();
        let role = |c: usize| roles.get(c).copied().flatten();
        let number_column = (0..columns).find(|&c| role(c) == Some(ColumnRole::Seq));
        let is_number = |x: &Look| matches!(x.number, Some((Kind::Arabic | Kind::Chinese, _))) || x.code && !x.amount;
        // Merged cells may have shifted the number to the left.
        let mut numbered: Vec<bool> =
            looks.iter().map(|l| number_column.is_some_and(|c| l.iter().take(c + 1).any(is_number))).collect();
        // Without a column of their own, numbers that count up may stand before the titles: `1.道路`, `2.桥梁`.
        let names = (0..columns).find(|&c| role(c) == Some(ColumnRole::Title)).filter(|_| number_column.is_none());
        if let Some(title) = names {
            let lead = |l: &Vec<Look>| match l.get(title)?.lead? {
                (Kind::Circled, _) => None,
                (_, n) => Some(n),
            };
            let leads: Vec<_> = looks.iter().map(lead).collect();
            let counted: Vec<_> = leads.iter().flatten().collect();
            if counted.len() > 1 && counted.windows(2).all(|pair| *pair[1] == *pair[0] + 1) {
                numbered = leads.iter().map(Option::is_some).collect();
            }
        }
        let band: Vec<bool> = looks
            .iter()
            .zip(lines)
            .map(|(l, line)| {
                // 合计 with its sums is no part of the row above.
                if line.cells.iter().find(|c| !c.is_empty()).is_some_and(|c| is_total_word(text.slice(*c))) {
                    return true;
                }
                let mut filled = l.iter().filter(|x| !x.empty);
                if filled.clone().next().is_some_and(|x| x.footer) {
                    return true;
                }
                let only = filled.next().filter(|_| filled.next().is_none());
                only.is_some_and(|x| {
                    matches!(x.lead, Some((Kind::Chinese | Kind::Bracketed, _))) && !x.stops && x.chars <= 30
                })
            })
            .collect();
        let any_number = numbered.iter().any(|&n| n);
        let mut boundary = vec![0; lines.len()];
        let mut at_top = vec![0; lines.len()];
        for i in 1..lines.len() {
            let mut price = if lines[i].gap { -6 } else { 0 };
            let mut top = 0;
            let mut fresh = 0;
            if band[i] || band[i - 1] {
                price -= 24;
            }
            let filled = looks[i].iter().filter(|x| !x.empty).count();
            for (c, &widest) in widths.iter().enumerate().take(columns) {
                let (Some(above), Some(below)) = (looks[i - 1].get(c), looks[i].get(c)) else { continue };
                // ① beside another cell: a row of its own, whatever stands above.
                if below.lead.is_some_and(|(kind, _)| kind == Kind::Circled) && filled > 1 {
                    price -= 16;
                    continue;
                }
                if above.empty || below.empty {
                    fresh += i32::from(above.empty && !below.empty);
                    if role(c) == Some(ColumnRole::Title) && above.empty && !below.empty {
                        top -= if any_number { 3 } else { 8 };
                    }
                    continue;
                }
                let full = width(text.slice(lines[i - 1].cells[c])) + 4 >= widest && widest >= 8;
                price += match role(c) {
                    Some(ColumnRole::Seq) => -4,
                    Some(ColumnRole::Unit(_)) => unit_boundary(above, below),
                    _ if below.lead.is_some() => 0,
                    _ if above.stops => -2,
                    _ if full => 5,
                    Some(ColumnRole::Title | ColumnRole::Category) => -4,
                    _ => 0,
                };
            }
            boundary[i] = price;
            // Several cells that begin at once speak for a new row.
            at_top[i] = match fresh {
                _ if numbered[i] => 0,
                3.. => top - 2 * fresh,
                _ => top - fresh.min(1),
            };
            if !any_number && roles.contains(&Some(ColumnRole::Title)) && !band[i] {
                let title = (0..columns).find(|&c| role(c) == Some(ColumnRole::Title));
                if title.is_some_and(|c| looks[i].get(c).is_none_or(|x| x.empty)) {
                    at_top[i] += 7;
                }
            }
        }
        let filled = looks
            .iter()
            .map(|l| {
                (0..columns)
                    .map(|c| role(c) != Some(ColumnRole::Category) && l.get(c).is_some_and(|x| !x.empty))
                    .collect()
            })
            .collect();
        let title = (0..columns).find(|&c| role(c) == Some(ColumnRole::Title));
        Self { any_number, numbered, title, band, boundary, at_top, filled, widths }
    }

    /// Where nothing is numbered, each row has one title, on lines right below each other.
    fn titles(&self, blocks: &[Option<(usize, usize)>], start: usize) -> i32 {
        let Some(title) = self.title.filter(|_| !self.any_number && !self.band[start]) else { return 0 };
        match blocks[title] {
            None => 7,
            Some((first, last)) => {
                if self.filled[first..=last].iter().all(|line| line[title]) {
                    0
                } else {
                    12
                }
            }
        }
    }

    /// The cheapest row boundaries (first line of each row, and the end), and their price.
    fn cut(&self, align: Align) -> (Vec<usize>, i32) {
        let n = self.numbered.len();
        let mut best = vec![i32::MAX / 2; n + 1];
        let mut from = vec![0usize; n + 1];
        best[0] = 0;
        for end in 1..=n {
            let (mut numbers, mut at) = (0, 0);
            let mut blocks: Vec<Option<(usize, usize)>> = vec![None; self.widths.len()];
            for start in (end.saturating_sub(HIGHEST)..end).rev() {
                if self.numbered[start] {
                    numbers += 1;
                    at = start;
                }
                if numbers > 1 || (self.band[start] && start + 1 < end) {
                    break;
                }
                let mut price = best[start] + 2 + if start > 0 { self.boundary[start] } else { 0 };
                for (block, &filled) in blocks.iter_mut().zip(&self.filled[start]) {
                    if filled {
                        *block = Some((start, block.map_or(start, |(_, last)| last)));
                    }
                }
                price += off_place(&blocks, start, end, align);
                match align {
                    Align::Top => price += self.at_top[start],
                    Align::Middle => price += self.titles(&blocks, start),
                }
                if numbers == 1 {
                    price += match align {
                        Align::Top => {
                            if at == start {
                                0
                            } else {
                                12 + (at - start) as i32
                            }
                        }
                        Align::Middle => {
                            let off = (2 * at as i32 - (start + end - 1) as i32).abs();
                            if off <= 1 { 0 } else { 2 + 2 * off }
                        }
                    };
                } else if self.any_number && !self.band[start] {
                    price += 6;
                }
                if price < best[end] {
                    best[end] = price;
                    from[end] = start;
                }
            }
        }
        let mut cuts = vec![n];
        let mut at = n;
        while at > 0 {
            at = from[at];
            cuts.push(at);
        }
        cuts.reverse();
        (cuts, best[n])
    }
}

/// How far the cells of a row stand from where they should: its first line, or its middle. The highest cell fills the row.
fn off_place(blocks: &[Option<(usize, usize)>], start: usize, end: usize, align: Align) -> i32 {
    let mut price = 0;
    let mut whole = false;
    for &(first, last) in blocks.iter().flatten() {
        let off = match align {
            Align::Top => (first - start) as i32,
            Align::Middle => (first + last).abs_diff(start + end - 1) as i32 - 1,
        };
        price += 2 * off.clamp(0, 3);
        whole |= first == start && last + 1 == end;
    }
    price + if whole { 0 } else { 3 }
}

/// A boundary between two lines of units: up in rank speaks for it, down against it.
fn unit_boundary(above: &Look, below: &Look) -> i32 {
    if above.units < 100 {
        return if below.units < 100 { 3 } else { 0 };
    }
    match (above.rank, below.rank) {
        (a, b) if a > 0 && b > a => -3,
        (a, b) if b > 0 && b < a => 3,
        _ => 1,
    }
}

/// Joins the lines of each cell: a line that fills its column goes on in the next, others end.
fn join(lines: &[Line], widths: &[usize], text: &Text) -> Vec<Excerpt> {
    let mut cells = vec![Excerpt::default(); widths.len()];
    let mut last: Vec<Option<Span>> = vec![None; widths.len()];
    for line in lines {
        for (c, span) in line.cells.iter().enumerate() {
            if span.is_empty() {
                continue;
            }
            let joint = match last[c] {
                // Units stand one a line; a name that does not fit is put together later.
                Some(above) if Look::of_str(text.slice(above)).units == 100 && widths[c] <= 24 => Joint::Line,
                Some(above) => joint(text.slice(above), text.slice(*span), widths[c]),
                None => Joint::None,
            };
            cells[c].push(joint, *span);
            last[c] = Some(*span);
        }
    }
    cells
}

/// What a line end inside a cell means, by how far the line above fills its column.
pub fn joint(above: &str, below: &str, column: usize) -> Joint {
    let next = unbroken(below);
    if width(above) + next + 2 > column && !above.ends_with(['。', '；']) { Joint::None } else { Joint::Line }
}

/// Room that the start of a line asks for: a character with the marks that must not begin a line, or a number, with a blank before it.
fn unbroken(line: &str) -> usize {
    let whole = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
    if whole > 0 {
        return whole + 1;
    }
    let mut chars = line.chars();
    let first = chars.next().map_or(2, char_width);
    first + chars.take_while(|c| "，。；：、）”》".contains(*c)).map(char_width).sum::<usize>()
}

/// Columns of a terminal that a string takes.
pub fn width(s: &str) -> usize {
    s.chars().map(char_width).sum()
}

/// Two for East Asian wide and full-width characters, one for others.
pub fn char_width(c: char) -> usize {
    match c as u32 {
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Field, UnitRole};

    const ROLES: &[Option<ColumnRole>] =
        &[Some(ColumnRole::Seq), Some(ColumnRole::Text(Field::Target)), Some(ColumnRole::Unit(UnitRole::Lead))];

    #[track_caller]
    fn check(content: &str, rows_expected: &[&[&str]]) {
        let text = Text::new(content.to_string());
        let lines: Vec<Line> = text
            .lines()
            .map(|line| {
                let mut cells = Vec::new();
                let mut start = line.start as usize;
                for part in text.slice(line).split('|') {
                    cells.push(text.trim(Span::new(start, start + part.len())));
                    start += part.len() + 1;
                }
                Line { cells, gap: false }
            })
            .collect();
        let found: Vec<Vec<String>> = rows(&lines, ROLES, &text)
            .iter()
            .map(|r| r.iter().map(|c| c.read(&text).replace('\n', "/")).collect())
            .collect();
        assert_eq!(found, rows_expected);
    }

    #[test]
    fn numbers_on_the_first_line() {
        check(
            "1|新建小学一所，改造中学|市教育局\n |两所。|市财政局\n2|改造道路。|市住建局",
            &[&["1", "新建小学一所，改造中学两所。", "市教育局/市财政局"], &["2", "改造道路。", "市住建局"]],
        );
    }

    #[test]
    fn numbers_in_the_middle() {
        check(
            " |新建小学一所，改造中学| \n1|两所，配备教师三百名，|市教育局\n |建成食堂。| \n |改造城区道路四条，配套|\n2|建设管网。|市住建局",
            &[
                &["1", "新建小学一所，改造中学两所，配备教师三百名，建成食堂。", "市教育局"],
                &["2", "改造城区道路四条，配套建设管网。", "市住建局"],
            ],
        );
    }
}
