//! The pages one after the other: what stands on each of them again (page numbers, running heads) is left out, tables and paragraphs
//! that a page break cuts are joined, and lines become paragraphs.

use super::aligned;
use super::line::{self, Line};
use super::sheet::Sheet;
use std::collections::HashMap;

#[derive(Debug)]
pub(super) enum Block {
    Line(Line),
    Sheet(Sheet),
}

/// What stands on a page, from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub(super) blocks: Vec<Block>,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// What is written, in the order of the file.
#[derive(Debug)]
pub(super) enum Piece {
    Paragraph(String),
    Sheet(Sheet),
}

/// How many lines at the top and at the bottom of a page may be no part of the text.
const FURNITURE: usize = 3;

pub(super) fn pieces(mut leaves: Vec<Leaf>) -> Vec<Piece> {
    strip(&mut leaves);
    let sides = sides(&leaves);
    let mut out = Vec::new();
    // The lines since the last table, with the page that they stand on.
    let mut lines: Vec<(usize, Line)> = Vec::new();
    let mut open: Option<(usize, Sheet)> = None;
    let body = body_size(&leaves);
    let frames: Vec<Frame> = leaves.iter().map(|leaf| frame(leaf, &sides, body)).collect();
    for (page, leaf) in leaves.into_iter().enumerate() {
        for block in leaf.blocks {
            match block {
                Block::Line(line) => {
                    out.extend(open.take().map(|(_, sheet)| Piece::Sheet(sheet)));
                    lines.push((page, line));
                }
                Block::Sheet(sheet) => {
                    if let Some((last, table)) = &mut open
                        && *last + 1 == page
                        && table.goes_on(&sheet)
                    {
                        table.append(sheet);
                        *last = page;
                        continue;
                    }
                    out.extend(open.take().map(|(_, sheet)| Piece::Sheet(sheet)));
                    paragraphs(&std::mem::take(&mut lines), &frames, &mut out);
                    open = Some((page, sheet));
                }
            }
        }
    }
    out.extend(open.take().map(|(_, sheet)| Piece::Sheet(sheet)));
    paragraphs(&lines, &frames, &mut out);
    out
}

/// Where the text of a page begins and ends, and how large it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) body: f32,
    middle: f32,
}

/// The edges of text on pages of one width, which all of these share.
fn sides(leaves: &[Leaf]) -> HashMap<i32, (f32, f32)> {
    let mut lines: HashMap<i32, Vec<&Line>> = HashMap::new();
    for leaf in leaves {
        for block in &leaf.blocks {
            if let Block::Line(line) = block {
                lines.entry(leaf.width as i32).or_default().push(line);
            }
        }
    }
    let of = |(width, lines): (i32, Vec<&Line>)| {
        let size = line::median(lines.iter().map(|l| l.size).collect());
        let (left, _) = side(lines.iter().map(|l| l.left).collect(), size);
        let (right, sharing) = side(lines.iter().map(|l| -l.right).collect(), size);
        // Where few lines are full, the page is as wide as its left margin lets expect.
        let right =
            if sharing >= 4 && sharing * 5 >= lines.len() * 2 { -right } else { (-right).max(width as f32 - left) };
        (width, (left, right))
    };
    lines.into_iter().map(of).collect()
}

/// The outermost place that two lines reach, or else one; and how many reach it.
fn side(mut ends: Vec<f32>, size: f32) -> (f32, usize) {
    ends.sort_by(f32::total_cmp);
    let shared = ends.windows(2).find(|pair| pair[1] - pair[0] < 0.6 * size).map(|pair| pair[0]);
    let end = shared.or(ends.first().copied()).unwrap_or(0.0);
    (end, ends.iter().filter(|&&e| (e - end).abs() < size).count())
}

fn frame(leaf: &Leaf, sides: &HashMap<i32, (f32, f32)>, body: f32) -> Frame {
    let (left, right) = sides.get(&(leaf.width as i32)).copied().unwrap_or((0.0, leaf.width));
    Frame { left, right, body, middle: (left + right) / 2.0 }
}

/// The size of most characters.
fn body_size(leaves: &[Leaf]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for leaf in leaves {
        for block in &leaf.blocks {
            if let Block::Line(line) = block {
                *counts.entry((line.size * 2.0).round() as i32).or_default() += line.glyphs.len();
            }
        }
    }
    counts.into_iter().max_by_key(|&(size, n)| (n, size)).map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// Takes page numbers from all pages, and heads and feet that are repeated from all but the first.
fn strip(leaves: &mut [Leaf]) {
    // The first and the last page that has a line there.
    let mut seen: HashMap<(bool, String, i32), (usize, usize)> = HashMap::new();
    for (page, leaf) in leaves.iter().enumerate() {
        for (_, foot, line) in edge_lines(leaf) {
            let key = (foot, shape(line), (line.y / 6.0).round() as i32);
            seen.entry(key).and_modify(|pages| pages.1 = page).or_insert((page, page));
        }
    }
    for (page, leaf) in leaves.iter_mut().enumerate() {
        let mut gone: Vec<usize> = Vec::new();
        for (at, foot, line) in edge_lines(leaf) {
            let y = (line.y / 6.0).round() as i32;
            let shape = shape(line);
            let near = (-1..=1).filter_map(|d| seen.get(&(foot, shape.clone(), y + d)));
            let (from, to) = near.fold((page, page), |(from, to), pages| (from.min(pages.0), to.max(pages.1)));
            let others = from != to;
            let first = from == page;
            let outer = line.y < leaf.height * 0.12 || line.y > leaf.height * 0.9;
            let text = line.text();
            let number = outer && (is_page_number(&text, others) || is_browser(&text));
            if number || others && outer && (foot || !first) {
                gone.push(at);
            }
        }
        let mut i = 0;
        leaf.blocks.retain(|_| {
            i += 1;
            !gone.contains(&(i - 1))
        });
    }
}

/// The first and the last lines of a page, up to a table: which block each is, whether it is at the foot.
fn edge_lines(leaf: &Leaf) -> impl Iterator<Item = (usize, bool, &Line)> {
    fn line((at, block): (usize, &Block)) -> Option<(usize, &Line)> {
        match block {
            Block::Line(line) => Some((at, line)),
            Block::Sheet(_) => None,
        }
    }
    let head = leaf.blocks.iter().enumerate().map_while(line).take(FURNITURE);
    let foot = leaf.blocks.iter().enumerate().rev().map_while(line).take(FURNITURE);
    head.map(|(at, line)| (at, false, line)).chain(foot.map(|(at, line)| (at, true, line)))
}

/// What a line says, whatever its numbers.
fn shape(line: &Line) -> String {
    let mut out = String::new();
    for inked in &line.glyphs {
        let c = if inked.glyph.c.is_ascii_digit() { '0' } else { inked.glyph.c };
        if c != '0' || !out.ends_with('0') {
            out.push(c);
        }
    }
    out
}

/// `— 3 —`, `第3页 共8页`, `3/8`; a bare number only where other pages have one as well.
fn is_page_number(text: &str, repeated: bool) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    if bare.chars().count() > 14 || digits == 0 {
        return false;
    }
    let rest: String = bare.chars().filter(|c| !c.is_ascii_digit()).collect();
    match rest.as_str() {
        "" => repeated,
        "/" | "第页" | "第页共页" | "第页/共页" | "第页，共页" | "第页,共页" | "共页第页" | "共页,第页"
        | "共页，第页" | "页" | "Pageof" | "Page" | "P" | "第页/页" => true,
        _ => {
            let ends = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '·' | '~' | '.' | '•');
            bare.starts_with(ends) && bare.ends_with(ends) && rest.chars().all(ends)
        }
    }
}

/// What a browser prints on each page: `2024/3/5 14:07 标题` above, the address and `1/3` below.
fn is_browser(text: &str) -> bool {
    let bare = text.trim_start();
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let date = &bare[..bare.find([' ', ',', '，']).unwrap_or(0)];
    let parts: Vec<&str> = date.split(['/', '-']).collect();
    let is_date = parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && digits(p) == p.len());
    let clock = bare[date.len()..].trim_start_matches([',', '，', ' ']);
    let clock = clock.trim_start_matches(['上', '下', '午']);
    let is_clock = (1..=2).contains(&digits(clock)) && clock[digits(clock)..].starts_with(':');
    let address = ["http://", "https://", "file://"].iter().any(|scheme| bare.starts_with(scheme));
    is_date && is_clock || address && bare.ends_with(|c: char| c.is_ascii_digit()) && bare.contains('/')
}

/// Joins lines that go on and writes each paragraph on one line.
fn paragraphs(lines: &[(usize, Line)], frames: &[Frame], out: &mut Vec<Piece>) {
    let all: Vec<&Line> = lines.iter().map(|(_, line)| line).collect();
    let left = lines.first().and_then(|(page, _)| frames.get(*page)).map_or(0.0, |f| f.left);
    let columns = aligned::regions(&all, left);
    let mut at = 0;
    let mut open: Option<String> = None;
    while let Some((page, line)) = lines.get(at) {
        if let Some(region) = columns.iter().find(|r| r.start == at) {
            out.extend(open.take().map(Piece::Paragraph));
            let rows = aligned::rows(&all[region.clone()]);
            out.extend(rows.into_iter().map(Piece::Paragraph));
            at = region.end;
            continue;
        }
        let above = at.checked_sub(1).and_then(|i| lines.get(i)).filter(|_| open.is_some());
        let joins = above.is_some_and(|(above_page, above)| {
            let frame = frames.get(*page).or(frames.first());
            let right = above.within.map(|w| w.1).or(frames.get(*above_page).map(|f| f.right)).unwrap_or(0.0);
            frame.is_some_and(|frame| {
                // In columns each line has the edges of its own.
                let frame = match line.within {
                    Some((left, right)) => Frame { left, right, middle: (left + right) / 2.0, ..*frame },
                    None => *frame,
                };
                goes_on(above, line, frame, right - above.right, above_page == page)
            })
        });
        match &mut open {
            Some(text) if joins => line::append(text, &line.text()),
            _ => {
                out.extend(open.take().map(Piece::Paragraph));
                open = Some(line.text());
            }
        }
        at += 1;
    }
    out.extend(open.take().map(Piece::Paragraph));
}

/// Whether a line continues the one above, which leaves so much room at its end.
fn goes_on(above: &Line, below: &Line, frame: Frame, room: f32, same_page: bool) -> bool {
    let size = above.size.max(below.size);
    if (above.size - below.size).abs() > 0.15 * size || same_page && above.y - below.y > 2.6 * size {
        return false;
    }
    // A title of several lines, each in the middle
    let centred = |line: &Line| {
        ((line.left + line.right) / 2.0 - frame.middle).abs() < 1.2 * line.size
            && line.left - frame.left > 1.5 * line.size
    };
    if size > 1.15 * frame.body && same_page && centred(below) && (centred(above) || room < 2.0 * size) {
        return !line::is_ended(above) && !line::is_numbered(below);
    }
    if room >= below.opening() + 0.3 * below.size {
        return false;
    }
    // A date or a name at the right edge is not the first line of anything.
    if above.within == below.within
        && above.left - frame.left > 0.4 * (frame.right - frame.left)
        && below.left < above.left
    {
        return false;
    }
    let ended = line::is_ended(above);
    if ended && line::is_numbered(below) {
        return false;
    }
    let start = |line: &Line| line.left - line.within.map_or(0.0, |w| w.0);
    let step = start(below) - start(above);
    if step > 0.8 * size {
        return false;
    }
    let level = step.abs() <= 0.8 * size;
    // Two lines that are indented alike: a paragraph of its own, unless the first breaks off.
    !(level && below.left - frame.left > 0.8 * size && ended)
}
