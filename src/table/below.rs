//! What parts the rows of a table from what stands among them and below: its header once more, the header of another table, a chapter of
//! the rows to come, requirements, who signs.

use super::look::Kind;
use super::token::{Break, Token};
use crate::lexicon::column;
use crate::lexicon::label_word::NO_ITEMS;
use crate::text::{Span, Text, fold};

/// 二、市级实事 right above a header that comes again: no line of the cell above it.
pub(super) fn heads_next(line: &Token, below: &[Token], header: &[String], text: &Text) -> bool {
    let look = line.look(text);
    matches!(look.lead, Some((Kind::Chinese | Kind::Bracketed, _)))
        && !look.stops
        && look.chars <= 30
        && is_header_again(below, header, text)
}

/// 三、工作要求 below the last row, and a paragraph of it: the prose goes on.
pub(super) fn opens_requirements(line: &Token, next: &Token, text: &Text) -> bool {
    let look = line.look(text);
    matches!(look.lead, Some((Kind::Chinese, _)))
        && line.before != Break::Cell
        && !look.stops
        && look.chars <= 16
        && next.before != Break::Cell
        && next.look(text).chars > 15
        && NO_ITEMS.any_in(&fold::key(&line.text.read(text)))
}

/// Whether another header begins here, with the same first word (序号), or right below a line that names its table.
pub(super) fn other_table(tokens: &[Token], header: &[String], text: &Text) -> bool {
    let Some(first) = header.first().filter(|key| !key.is_empty()) else { return false };
    let begins = |tokens: &[Token]| {
        let head = |token: &Token| column::column(&token.text.read(text)).is_some_and(|h| h.listed);
        tokens.len() > 3
            && fold::is_key(&tokens[0].text.read(text), first)
            && tokens.iter().take(3).all(head)
            && !is_header_again(tokens, header, text)
    };
    begins(tokens) || tokens.len() > 4 && begins(&tokens[1..]) && names_table(&tokens[0], text)
}

/// Whether who signs the notice stands here, with the day below: 某县人民政府办公室, 2024年1月15日.
pub(super) fn signs(tokens: &[Token], text: &Text) -> bool {
    let [office, day, ..] = tokens else { return false };
    let alone = office.before != Break::Cell && day.before != Break::Cell;
    alone && office.look(text).units == 100 && day.look(text).time && day.text.read(text).trim_end().ends_with('日')
}

/// 表2 未完成项目情况表
fn names_table(line: &Token, text: &Text) -> bool {
    let look = line.look(text);
    if line.before == Break::Cell || look.empty || look.chars > 40 || look.stops {
        return false;
    }
    let read = line.text.read(text);
    read.starts_with(['表', '附'])
        || ["表", "清单", "一览", "情况", "台账", "项目"].iter().any(|end| read.ends_with(end))
}

pub(super) fn is_header_again(tokens: &[Token], header: &[String], text: &Text) -> bool {
    tokens.len() >= header.len()
        && header.len() > 1
        && tokens.iter().zip(header).all(|(token, key)| {
            fold::is_key(&token.text.read(text), key)
                && token.text.pieces().map(Span::len).sum::<usize>() <= key.len() * 3 + 24
        })
}
