//! Reads a table off a stream of tokens: finds the header, decodes with every guess at it, and lets `rows` build what the best one gave.

use super::below::{heads_next, is_header_again, opens_requirements, other_table, signs};
use super::decode::Decoder;
use super::even;
use super::fit::Shape;
use super::halves::Halves;
use super::header::{self, Guess};
use super::path::Place;
use super::price::Blanks;
use super::rows;
use super::settle::settle;
use super::token::{Break, Stream, Token, Tokens};
use super::{Column, Reason, Table};
use crate::figure::HeaderUnit;
use crate::lexicon::{ColumnRole, column};
use crate::text::{Span, Text, fold};

/// A table that was found, and where it stands.
#[derive(Debug)]
pub struct Found {
    pub table: Table,
    /// From the first header cell to the last cell.
    pub span: Span,
    /// Points of the decoder a row: how well the cells suit their columns.
    pub points: i32,
}

/// Tokens after which the guesses at the header are compared.
const TRIAL: usize = 160;

/// Tokens that tell whether blank cells are written.
const SAMPLE: usize = 80;

/// Reads the table whose header starts with the first token of the stream; else tells where what looked like its header ends.
pub fn read(stream: &mut dyn Stream, text: &Text) -> Result<Found, u32> {
    let mut tokens = Tokens::new(stream);
    tokens.ensure(header::LONGEST);
    if let Some(columns) = header::side_by_side(&tokens.buffer, text) {
        let mut halves = Halves::of(tokens, columns);
        return read_tokens(Tokens::new(&mut halves), text);
    }
    read_tokens(tokens, text)
}

fn read_tokens(mut tokens: Tokens<'_>, text: &Text) -> Result<Found, u32> {
    tokens.ensure(header::LONGEST);
    let mut guesses = header::guesses(&tokens.buffer[..tokens.buffer.len().min(header::LONGEST)], text);
    guesses.iter_mut().for_each(|guess| measures(guess, &mut tokens, text));
    let guess = match guesses.len() {
        0 => return Err(0),
        1 => guesses.into_iter().next().ok_or(0u32)?,
        _ => {
            let mut best: Option<(i32, Guess)> = None;
            for guess in guesses {
                let points = decode(&mut tokens, &guess, text, TRIAL).points - guess.handicap;
                if best.as_ref().is_none_or(|(most, _)| points > *most) {
                    best = Some((points, guess));
                }
            }
            best.ok_or(0u32)?.1
        }
    };
    let mut decoded = decode(&mut tokens, &guess, text, usize::MAX);
    even::spread(&decoded.tokens, &mut decoded.places, &shapes(&mut tokens, &guess, text), text);
    let header = &tokens.buffer[..guess.used];
    let end = header.iter().map(|t| t.text.span().end).max().unwrap_or(0);
    let mut found = rows::build(&guess, header, &decoded, text).ok_or(end)?;
    // Only those before the table ends.
    let in_row = |place: &Place| matches!(place, Place::Row(_) | Place::Next(_) | Place::Same(_));
    let rows_end = decoded.places.iter().rposition(in_row).unwrap_or(0);
    found.table.repeats = decoded.repeats.iter().filter(|&&at| at < rows_end).count();
    let (columns, writes_blanks) = (guess.columns.len(), tokens.writes_blanks());
    for row in &mut found.table.rows {
        row.misfit = row.misfit.filter(|&written| written > columns || (writes_blanks && written < columns));
    }
    Ok(found)
}

/// What stands behind a header, as one guess at it has it.
pub(super) struct Decoded {
    pub(super) tokens: Vec<Token>,
    /// A place for each token.
    pub(super) places: Vec<Place>,
    pub(super) points: i32,
    /// Places among the tokens where the header stands again.
    repeats: Vec<usize>,
}

/// 单位 above cells such as 所 and 公里 names measures, no offices.
fn measures(guess: &mut Guess, tokens: &mut Tokens, text: &Text) {
    let plain = |column: &&mut Column| {
        matches!(column.role, ColumnRole::Unit(_)) && column::is_plain_unit(&column.header.read(text))
    };
    let Some(column) = guess.columns.iter_mut().find(plain) else { return };
    tokens.ensure(guess.used + SAMPLE);
    let sample = &tokens.buffer[guess.used..tokens.buffer.len().min(guess.used + SAMPLE)];
    let measure = |token: &&Token| HeaderUnit::whole(&fold::key(&token.text.read(text))).is_some();
    if sample.iter().filter(measure).nth(1).is_some() {
        (column.role, column.reason) = (ColumnRole::Measure, Reason::BesideAmounts);
    }
}

/// What the columns of a header ask of their cells; where marks tell which cell stands in which column, the first rows show which of
/// them hold bare numbers: 一季度 | 二季度 above 4 | 10.
fn shapes(tokens: &mut Tokens, guess: &Guess, text: &Text) -> Vec<Shape> {
    let mut shapes = guess.shapes(text);
    tokens.ensure(guess.used + SAMPLE);
    let sample = &tokens.buffer[guess.used..tokens.buffer.len().min(guess.used + SAMPLE)];
    let columns = shapes.len();
    let whole = |row: &&[Token]| row.len() == columns;
    for (i, shape) in shapes.iter_mut().enumerate().filter(|(_, shape)| shape.may_count()) {
        let (mut filled, mut amounts) = (0, 0);
        for row in sample.chunk_by(|_, next| next.before == Break::Cell).filter(whole) {
            let look = row[i].look(text);
            filled += usize::from(!look.empty && !look.nothing);
            amounts += usize::from(look.amount && !look.time);
        }
        shape.amounts |= filled >= 2 && amounts * 3 >= filled * 2;
    }
    shapes
}

/// Decodes up to `most` tokens behind the header.
fn decode(tokens: &mut Tokens, guess: &Guess, text: &Text, most: usize) -> Decoded {
    let shapes = shapes(tokens, guess, text);
    let sample = &tokens.buffer[guess.used..tokens.buffer.len().min(guess.used + SAMPLE)];
    let empty = sample.iter().any(|t| t.before == Break::Cell && t.text.is_empty());
    let blanks = match (tokens.writes_blanks(), empty) {
        (true, _) => Blanks::Written,
        (false, true) => Blanks::Seen,
        _ => Blanks::Dropped,
    };
    // Behind an office a time may stand in the next column.
    let dated = !shapes.last().is_some_and(|s| matches!(s.role, ColumnRole::Unit(_)));
    let mut decoder = Decoder::new(shapes.clone(), blanks);
    let header: Vec<String> = tokens.buffer[..guess.used].iter().map(|t| fold::key(&t.text.read(text))).collect();
    let mut taken: Vec<Token> = Vec::new();
    let mut i = guess.used;
    let mut page = false;
    let mut repeated = 0;
    let mut repeats: Vec<usize> = Vec::new();
    while taken.len() < most && !decoder.is_over() {
        tokens.ensure(i + header.len() + 2);
        if i >= tokens.buffer.len() {
            break;
        }
        if is_header_again(&tokens.buffer[i..], &header, text) {
            repeats.push(taken.len());
            for token in &tokens.buffer[i..i + header.len()] {
                decoder.pass();
                taken.push(token.clone());
            }
            i += header.len();
            page = true;
            repeated += 1;
            if repeated > 3 {
                break;
            }
            continue;
        }
        repeated = 0;
        if other_table(&tokens.buffer[i..], &header, text) || !dated && signs(&tokens.buffer[i..], text) {
            break;
        }
        // A row whose marks settle its columns, else a single token.
        let end = match tokens.buffer[i].before {
            Break::Row | Break::RowOrSame => {
                let rest = &tokens.buffer[i + 1..];
                i + 1 + rest.iter().position(|token| token.before != Break::Cell).unwrap_or(rest.len())
            }
            _ => i + 1,
        };
        tokens.ensure(end + 1);
        if let ([only], Some(next)) = (&tokens.buffer[i..end], tokens.buffer.get(end))
            && opens_requirements(only, next, text)
        {
            break;
        }
        let row = &tokens.buffer[i..end];
        // Looked at before they are copied: another guess at the header asks again.
        row.iter().for_each(|token| _ = token.look(text));
        let first = taken.len();
        match row {
            [only] if heads_next(only, &tokens.buffer[end..], &header, text) => {
                let mut band = Token::new(only.text.clone(), Break::Row);
                band.gap = only.gap;
                taken.push(band);
            }
            [only] => taken.push(only.clone()),
            _ => taken.append(&mut settle(row, &shapes, text)),
        }
        for token in &mut taken[first..] {
            token.page = std::mem::take(&mut page);
            decoder.step(token, token.look(text));
        }
        i = end;
    }
    let (places, points) = decoder.finish();
    Decoded { tokens: taken, places, points, repeats }
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, Row};
    use super::*;

    /// The lines of a text as tokens. `|` separates the cells of a row; a line without it is one cell of a stream.
    struct Lines<'t> {
        text: &'t Text,
        line: usize,
    }

    impl Stream for Lines<'_> {
        fn more(&mut self, out: &mut Vec<Token>) -> bool {
            if self.line >= self.text.line_count() {
                return false;
            }
            self.line += 1;
            let span = self.text.line_span(self.line);
            let read = self.text.slice(span);
            let mut start = span.start as usize;
            for (i, part) in read.split('|').enumerate() {
                let before = match (read.contains('|'), i) {
                    (false, _) => Break::Line,
                    (true, 0) => Break::Row,
                    _ => Break::Cell,
                };
                out.push(Token::new(Span::new(start, start + part.len()), before));
                start += part.len() + 1;
            }
            true
        }

        fn writes_blanks(&self) -> bool {
            false
        }
    }

    /// Reads a table and compares its rows: cells joined by ` | `, filled ones marked ^, bands in front in brackets.
    #[track_caller]
    fn check(content: &str, expected: &[&str]) {
        let text = Text::new(content.to_string());
        let found = read(&mut Lines { text: &text, line: 0 }, &text);
        let rows: Vec<String> = found.map_or(Vec::new(), |f| f.table.rows).iter().map(|row| show(row, &text)).collect();
        assert_eq!(rows, expected);
    }

    fn show(row: &Row, text: &Text) -> String {
        let bands: String = row.bands.iter().map(|b| format!("[{}] ", b.read(text))).collect();
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|c| {
                let mark = if c.origin == Origin::Above { "^" } else { "" };
                format!("{mark}{}", c.text.read(text).replace('\n', "/"))
            })
            .collect();
        format!("{bands}{}", cells.join(" | "))
    }

    #[test]
    fn rows_with_hard_boundaries() {
        check(
            "序号|项目名称|目标任务|责任单位\n1|社区食堂|新建社区食堂12家。|市民政局\n||改造食堂3家。|\n2|口袋公园|建成公园8处。|市城管局",
            &[
                "1 | 社区食堂 | 新建社区食堂12家。 | 市民政局",
                "^1 | ^社区食堂 | 改造食堂3家。 | ^市民政局",
                "2 | 口袋公园 | 建成公园8处。 | 市城管局",
            ],
        );
    }

    #[test]
    fn merged_cells_that_were_dropped() {
        check(
            "类别|序号|工作任务|进展情况|牵头单位\n一、养老|1|社区食堂建设|已建成食堂12家，覆盖全部街道。|市民政局\n2|助餐补贴发放|累计发放补贴300万元，惠及老人2万名。\n二、住房|3|老旧小区改造|已开工30个小区，完工12个小区。|市住建局",
            &[
                "一、养老 | 1 | 社区食堂建设 | 已建成食堂12家，覆盖全部街道。 | 市民政局",
                "^一、养老 | 2 | 助餐补贴发放 | 累计发放补贴300万元，惠及老人2万名。 | ^市民政局",
                "二、住房 | 3 | 老旧小区改造 | 已开工30个小区，完工12个小区。 | 市住建局",
            ],
        );
    }

    #[test]
    fn a_cell_a_line_with_bands_and_a_note() {
        check(
            "序号\n项目名称\n主要\n内容\n责任单位\n协办单位\n（一）教育\n1\n中小学扩建\n扩建中小学5所，新增学位3000个。\n市教育局\n各县区政府\n市财政局\n市住建局\n（二）医疗\n2\n卫生院提升\n改造卫生院9家。\n市卫健委\n市财政局\n注：数据截至年底。\n分享到：微信\n",
            &[
                "[（一）教育] 1 | 中小学扩建 | 扩建中小学5所，新增学位3000个。 | 市教育局/各县区政府 | 市财政局/市住建局",
                "[（二）医疗] 2 | 卫生院提升 | 改造卫生院9家。 | 市卫健委 | 市财政局",
            ],
        );
    }

    #[test]
    fn as_many_lines_as_columns() {
        check(
            "序号\n项目名称\n目标任务\n责任单位\n配合单位\n1\n中小学扩建\n扩建中小学5所，新增学位3000个。\n市教育局\n各县区政府\n2\n卫生院提升\n改造卫生院9家。\n市卫健委\n市财政局",
            &[
                "1 | 中小学扩建 | 扩建中小学5所，新增学位3000个。 | 市教育局 | 各县区政府",
                "2 | 卫生院提升 | 改造卫生院9家。 | 市卫健委 | 市财政局",
            ],
        );
    }

    #[test]
    fn heads_below_two_that_lost_their_spans() {
        check(
            "序号|项目名称|目标任务|完成情况|责任单位\n进展情况|完成比例|牵头单位|配合单位\n1|新建幼儿园|新建公办幼儿园12所|已竣工9所，其余3所正在装修|75%|市教育局|各县区政府",
            &["1 | 新建幼儿园 | 新建公办幼儿园12所 | 已竣工9所，其余3所正在装修 | 75% | 市教育局 | 各县区政府"],
        );
    }

    #[test]
    fn a_page_break_repeats_header_number_and_title() {
        check(
            "序号\n项目名称\n主要内容\n责任单位\n1\n城乡环境整治\n①改造公厕20座，新建公厕6座。\n区城管局\n序号\n项目名称\n主要内容\n责任单位\n1\n城乡环境整治\n②整治河道8条，清淤12公里。\n区水利局\n",
            &[
                "1 | 城乡环境整治 | ①改造公厕20座，新建公厕6座。 | 区城管局",
                "1 | 城乡环境整治 | ②整治河道8条，清淤12公里。 | 区水利局",
            ],
        );
    }

    #[test]
    fn a_header_of_two_rows() {
        check(
            "序号|项目名称|目标任务|进展情况||责任单位\n|||上半年|下半年|\n1|公交线路优化|优化线路6条。|已完成2条线路优化。|计划完成4条线路优化。|市交通运输局",
            &["1 | 公交线路优化 | 优化线路6条。 | 已完成2条线路优化。 | 计划完成4条线路优化。 | 市交通运输局"],
        );
    }

    #[test]
    fn no_table() {
        check("项目建设工作要求\n各单位要高度重视。\n责任单位\n", &[]);
        check("", &[]);
    }
}
