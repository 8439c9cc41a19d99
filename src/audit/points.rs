//! Running numbers of the points inside a passage: `1.… 2.…`, `①…②…`, `一是…；二是…`.

use super::scene::Scene;
use super::sequence::report;
use crate::record::Check;
use crate::text::fold::half;
use crate::text::numbering::{self, Style};
use crate::text::{Span, Text};
use memchr::memmem;
use std::sync::LazyLock;

/// The numbered points of a passage: `1.… 2.… 3.…`, one a line or behind a full stop.
pub fn check(scene: &Scene, marks: Marks, out: &mut Vec<Check>) {
    let span = scene.span;
    let source = scene.text.recognised_slice(span);
    if marks.circled || marks.said {
        jumping(scene, marks, out);
    }
    for sentences in [false, true] {
        // Most passages hold no numbered points.
        let may = if sentences {
            opens_with_one(source, marks.wide_one)
        } else {
            memchr::memchr(b'\n', source.as_bytes()).is_some()
        };
        if !may {
            continue;
        }
        let run = points(source, span.start as usize, sentences);
        // A lone 2 in front of a later line means that the first point lost its number.
        let misses_first = !sentences && run.len() == 1 && run[0].0 == 2 && source.contains('\n');
        let whole = run.len() >= 2 && (!sentences || run.iter().enumerate().all(|(i, (n, _))| *n as usize == i + 1));
        if whole || misses_first {
            report(scene.text, &run, Some(&scene.item.key), out);
            return;
        }
    }
}

/// Marks of numbered points that a text holds somewhere; most hold none.
#[derive(Clone, Copy)]
pub struct Marks {
    /// １, which may open a point as 1 does.
    wide_one: bool,
    /// ①
    circled: bool,
    /// 一是
    said: bool,
}

static FIRST_CIRCLED: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("①"));
static FIRST_SAID: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("一是"));

impl Marks {
    pub fn of(text: &Text) -> Self {
        let holds = |mark: &str| memmem::find(text.recognised().as_bytes(), mark.as_bytes()).is_some();
        Marks { wide_one: holds("１"), circled: holds("①"), said: holds("一是") }
    }
}

/// Points of one list in running text that jump over a number: `①…②…④…`, `一是…；二是…；四是…`.
fn jumping(scene: &Scene, marks: Marks, out: &mut Vec<Check>) {
    let source = scene.text.recognised_slice(scene.span);
    let marks = Marks {
        circled: marks.circled && FIRST_CIRCLED.find(source.as_bytes()).is_some(),
        said: marks.said && FIRST_SAID.find(source.as_bytes()).is_some(),
        ..marks
    };
    if !marks.circled && !marks.said {
        return;
    }
    let circled = |c: char| matches!(c, '①'..='⑳').then(|| c as u32 - '①' as u32 + 1);
    let behind_mark =
        |at: usize| source[..at].trim_end().chars().next_back().is_none_or(|c| "，,；;。：:\n".contains(c));
    let said = |at: usize, c: char| {
        numbering::chinese_digit(c).filter(|_| source[at + c.len_utf8()..].starts_with('是') && behind_mark(at))
    };
    let place =
        |at: usize, c: char| Span::new(scene.span.start as usize + at, scene.span.start as usize + at + c.len_utf8());
    let mut list = |number: &dyn Fn(usize, char) -> Option<u32>| {
        let run: Vec<(u32, Span)> =
            source.char_indices().filter_map(|(at, c)| Some((number(at, c)?, place(at, c)))).take(40).collect();
        // What starts anew or repeats is more than one list.
        let steps = || run.windows(2).map(|two| i64::from(two[1].0) - i64::from(two[0].0));
        let one_list = run.first().is_some_and(|(first, _)| *first == 1) && steps().all(|step| step == 1 || step == 2);
        // 其中①③已完成 only refers to points.
        let apart = || run.windows(2).all(|two| two[1].1.start - two[0].1.end >= 12);
        if one_list && apart() && steps().filter(|step| *step == 2).count() == 1 {
            report(scene.text, &run, Some(&scene.item.key), out);
        }
    };
    if marks.circled {
        list(&|_, c| circled(c));
    }
    if marks.said {
        list(&said);
    }
}

/// Whether a line or sentence may open with the number one (１ only if `wide`). `false` is sure.
fn opens_with_one(source: &str, wide: bool) -> bool {
    let b = source.as_bytes();
    let opens = |(front, behind): (usize, usize)| match b[..front] {
        // Behind a Chinese character or anything else that is neither a mark, a blank nor a zero, it is within a sentence.
        [.., 0xE4..=0xE9, _, _] | [.., 0x21..=0x2F | 0x31..=0x7E] => false,
        _ => !b.get(behind).is_some_and(u8::is_ascii_digit),
    };
    memchr::memchr_iter(b'1', b).map(|at| (at, at + 1)).any(opens)
        || wide && memmem::find_iter(b, "１".as_bytes()).map(|at| (at, at + "１".len())).any(opens)
}

/// The numbers that the lines of a text start with (or its lines and `sentences`), as long as they count up.
fn points(source: &str, base: usize, sentences: bool) -> Vec<(u32, Span)> {
    let mut run: Vec<(u32, Span)> = Vec::new();
    let (mut at, mut begin) = (0, 0);
    let b = source.as_bytes();
    // Lines end with their mark, as sentences do; the last byte of 。 ends other characters, too.
    let stops = memchr::memchr2_iter(b'\n', if sentences { "。".as_bytes()[2] } else { b'\n' }, b)
        .map(|stop| stop + 1)
        .filter(|&stop| b[stop - 1] == b'\n' || b[..stop].ends_with("。".as_bytes()))
        .chain([b.len()]);
    for piece in stops.map(|stop| &source[std::mem::replace(&mut begin, stop)..stop]) {
        let opens = piece.trim_start().chars().next().is_some_and(|c| half(c).is_ascii_digit());
        if !opens {
            at += piece.len();
            continue;
        }
        let lead =
            numbering::leading(piece).filter(|l| l.style == Style::Arabic && l.value < 100).map(|l| (l.value, l.len));
        if let Some((value, len)) = lead.or_else(|| before_month(piece)) {
            if run.last().is_some_and(|(last, _)| value <= *last) {
                return Vec::new();
            }
            let start = base + at + (piece.len() - piece.trim_start().len());
            run.push((value, Span::new(start, (base + at + len).max(start))));
        }
        at += piece.len();
    }
    run
}

/// `1.8月底前…`: the number of a point that runs into the month behind it.
fn before_month(piece: &str) -> Option<(u32, usize)> {
    let body = piece.trim_start();
    let (number, rest) = body.split_once('.')?;
    let value = number.parse::<u32>().ok().filter(|n| *n < 20)?;
    let month = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - month.len();
    ((1..=2).contains(&digits) && month.starts_with('月'))
        .then_some((value, piece.len() - body.len() + number.len() + 1))
}
