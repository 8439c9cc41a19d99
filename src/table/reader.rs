//! Reads a table off a stream of tokens: header, decoding with every guess at it, rows.

use super::decode::{Blanks, Decoder, Place};
use super::fit::{self, Carry, Shape};
use super::header::{self, Guess};
use super::look::Kind;
use super::token::{Break, Stream, Token};
use super::{Cell, Column, Row, Table, fill};
use crate::lexicon::ColumnRole;
use crate::text::numbering;
use crate::text::{Excerpt, Joint, Span, Text, fold};

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
    let mut tokens = Tokens { stream, buffer: Vec::new(), over: false };
    tokens.ensure(header::LONGEST);
    if let Some(columns) = header::side_by_side(&tokens.buffer, text) {
        let mut halves = Halves::of(tokens, columns);
        return read_tokens(Tokens { stream: &mut halves, buffer: Vec::new(), over: false }, text);
    }
    read_tokens(tokens, text)
}

fn read_tokens(mut tokens: Tokens<'_>, text: &Text) -> Result<Found, u32> {
    tokens.ensure(header::LONGEST);
    let guesses = header::guesses(&tokens.buffer[..tokens.buffer.len().min(header::LONGEST)], text);
    let guess = match guesses.len() {
        0 => return Err(0),
        1 => guesses.into_iter().next().ok_or(0u32)?,
        _ => {
            let mut best: Option<(i32, Guess)> = None;
            for guess in guesses {
                let (_, _, points, _) = decode(&mut tokens, &guess, text, TRIAL);
                let points = points - guess.handicap;
                if best.as_ref().is_none_or(|(most, _)| points > *most) {
                    best = Some((points, guess));
                }
            }
            best.ok_or(0u32)?.1
        }
    };
    let (taken, places, points, repeats) = decode(&mut tokens, &guess, text, usize::MAX);
    let header = &tokens.buffer[..guess.used];
    let end = header.iter().map(|t| t.text.span().end).max().unwrap_or(0);
    let mut found = build(&guess, header, &taken, &places, points, text).ok_or(end)?;
    // Only those before the table ends.
    let rows_end =
        places.iter().rposition(|p| matches!(p, Place::Row(_) | Place::Next(_) | Place::Same(_))).unwrap_or(0);
    found.table.repeats = repeats.iter().filter(|&&at| at < rows_end).count();
    let (columns, writes_blanks) = (guess.columns.len(), tokens.stream.writes_blanks());
    for row in &mut found.table.rows {
        row.misfit = row.misfit.filter(|&written| written > columns || (writes_blanks && written < columns));
    }
    Ok(found)
}

struct Tokens<'s> {
    stream: &'s mut dyn Stream,
    buffer: Vec<Token>,
    over: bool,
}

impl Tokens<'_> {
    /// Makes sure that there are `n` tokens, unless the stream ends.
    fn ensure(&mut self, n: usize) {
        while !self.over && self.buffer.len() < n {
            self.over = !self.stream.more(&mut self.buffer);
        }
    }
}

/// Two lists side by side as one below the other: the rows of the left one, those of the right one, and what follows.
struct Halves {
    tokens: std::vec::IntoIter<Token>,
    writes_blanks: bool,
}

impl Halves {
    fn of(mut tokens: Tokens<'_>, columns: usize) -> Self {
        tokens.ensure(usize::MAX);
        let mut rows: Vec<Vec<Token>> = Vec::new();
        for token in tokens.buffer {
            match rows.last_mut() {
                Some(row) if token.before == Break::Cell => row.push(token),
                _ => rows.push(vec![token]),
            }
        }
        let lists = rows.iter().take_while(|row| row.len() > columns).count();
        let rest = rows.split_off(lists);
        let mut left = Vec::new();
        let mut right = Vec::new();
        for (n, mut row) in rows.into_iter().enumerate() {
            let mut half = row.split_off(columns);
            half[0].before = row[0].before;
            left.append(&mut row);
            // The header stands once, and the shorter list ends in blank cells.
            if n > 0 && half.iter().any(|t| !t.text.is_empty()) {
                right.append(&mut half);
            }
        }
        left.append(&mut right);
        left.extend(rest.into_iter().flatten());
        Self { tokens: left.into_iter(), writes_blanks: tokens.stream.writes_blanks() }
    }
}

impl Stream for Halves {
    fn more(&mut self, out: &mut Vec<Token>) -> bool {
        let next = self.tokens.next();
        let more = next.is_some();
        out.extend(next);
        more
    }

    fn writes_blanks(&self) -> bool {
        self.writes_blanks
    }
}

/// Decodes up to `most` tokens behind the header. Gives the tokens as they were decoded and their places.
fn decode(tokens: &mut Tokens, guess: &Guess, text: &Text, most: usize) -> (Vec<Token>, Vec<Place>, i32, Vec<usize>) {
    let shapes = guess.shapes(text);
    tokens.ensure(guess.used + SAMPLE);
    let sample = &tokens.buffer[guess.used..tokens.buffer.len().min(guess.used + SAMPLE)];
    let empty = sample.iter().any(|t| t.before == Break::Cell && t.text.is_empty());
    let blanks = match (tokens.stream.writes_blanks(), empty) {
        (true, _) => Blanks::Written,
        (false, true) => Blanks::Seen,
        _ => Blanks::Dropped,
    };
    let mut decoder = Decoder::new(shapes.clone(), blanks);
    let header: Vec<String> = tokens.buffer[..guess.used].iter().map(|t| fold::key(&t.text.read(text))).collect();
    let mut taken: Vec<Token> = Vec::new();
    let mut i = guess.used;
    let mut page = false;
    let mut repeated = 0;
    let mut repeats: Vec<usize> = Vec::new();
    while taken.len() < most && !decoder.is_over() {
        tokens.ensure(i + header.len() + 1);
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
        // A row whose marks settle its columns, else a single token.
        let end = match tokens.buffer[i].before {
            Break::Row | Break::RowOrSame => {
                let rest = &tokens.buffer[i + 1..];
                i + 1 + rest.iter().position(|token| token.before != Break::Cell).unwrap_or(rest.len())
            }
            _ => i + 1,
        };
        let row = &tokens.buffer[i..end];
        // Looked at before they are copied: another guess at the header asks again.
        row.iter().for_each(|token| _ = token.look(text));
        let first = taken.len();
        match row {
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
    (taken, places, points, repeats)
}

fn is_header_again(tokens: &[Token], header: &[String], text: &Text) -> bool {
    tokens.len() >= header.len()
        && header.len() > 1
        && tokens.iter().zip(header).all(|(token, key)| {
            fold::is_key(&token.text.read(text), key)
                && token.text.pieces().map(Span::len).sum::<usize>() <= key.len() * 3 + 24
        })
}

/// Tells the columns of a row of several cells, if it has as many as the table has columns.
fn settle(row: &[Token], shapes: &[Shape], text: &Text) -> Vec<Token> {
    let columns = shapes.len();
    let (mut from, mut to) = (0, row.len());
    while to > columns && row[to - 1].text.is_empty() {
        to -= 1;
    }
    while to - from > columns && row[from].text.is_empty() {
        from += 1;
    }
    let mut cells = row[from..to].to_vec();
    cells[0].before = row[0].before;
    let filled: Vec<usize> = (0..cells.len()).filter(|&i| !cells[i].text.is_empty()).collect();
    if filled.is_empty() {
        return Vec::new();
    }
    let first = cells[filled[0]].text.read(text);
    let alike = filled.len() > 1
        && filled.len() == cells.len()
        && filled[1..].iter().all(|&i| cells[i].text.read(text) == first);
    if alike && (columns > 2) {
        cells.truncate(1);
        return cells;
    }
    // Cells that shifted left over merged ones: their order counts, not their place.
    let unlikely = |i: usize| i < columns && fit::fit(shapes[i], cells[i].look(text), Carry::default()) < -15;
    if filled.len() > 2 && filled.len() < cells.len() && filled.iter().filter(|&&i| unlikely(i)).count() >= 2 {
        // What is blank between filled cells is a column of its own; behind them it may fill the row up.
        if cells.len() >= columns {
            cells.truncate(filled[filled.len() - 1] + 1);
        }
        cells.drain(..filled[0]);
        cells[0].before = row[0].before;
        return cells;
    }
    // Pipes that fill up a row of which spanned cells were dropped look like empty cells at its end.
    let empty_end = cells.len() >= columns && cells.last().is_some_and(|t| t.text.is_empty());
    if empty_end && filled.len() > 1 && filled.iter().any(|&i| unlikely(i)) {
        cells.truncate(filled[filled.len() - 1] + 1);
        return cells;
    }
    // One filled cell at the start may be a row over all columns.
    let chapter = matches!(cells[filled[0]].look(text).lead, Some((Kind::Chinese | Kind::Bracketed, _)));
    if cells.len() == columns && !(filled.len() == 1 && (filled[0] <= 1 || chapter) && columns > 2) {
        for (i, cell) in cells.iter_mut().enumerate() {
            cell.column = Some(i as u8);
        }
    } else if filled.len() == 1 && filled[0] >= 1 && cells[filled[0]].look(text).number.is_none() {
        cells.swap(0, filled[0]);
        cells[0].before = row[0].before;
        cells[filled[0]].before = Break::Cell;
    }
    cells
}

fn build(
    guess: &Guess,
    header: &[Token],
    tokens: &[Token],
    places: &[Place],
    points: i32,
    text: &Text,
) -> Option<Found> {
    let columns = &guess.columns;
    let shapes = guess.shapes(text);
    let mut rows: Vec<Row> = Vec::new();
    let mut bands: Vec<Excerpt> = Vec::new();
    let mut after_band = false;
    let mut last: Option<&Token> = None;
    let mut span = header
        .iter()
        .fold(header[0].text.span(), |span, t| if t.text.is_empty() { span } else { span.cover(t.text.span()) });
    let mut doubts: Vec<i32> = Vec::new();
    let mut in_row = false;
    // Whether something that is no cell, such as the number of a page, has come since the last one.
    let mut torn = false;
    for (token, place) in tokens.iter().zip(places) {
        let (column, joint) = match *place {
            // The last row may have cells beyond the last column.
            Place::End if in_row && token.before == Break::Cell => {
                if let Some(row) = rows.last_mut() {
                    row.misfit = row.misfit.map(|written| written + 1);
                }
                continue;
            }
            Place::End => break,
            Place::Junk | Place::BandRest => {
                torn |= token.before != Break::Cell;
                // Cells beyond the last column; not those of a header that a new page repeats.
                in_row &= token.before == Break::Cell;
                if let Some(row) = rows.last_mut().filter(|_| in_row) {
                    row.misfit = row.misfit.map(|written| written + 1);
                }
                continue;
            }
            Place::Band => {
                push_band(&mut bands, &token.text, after_band, text);
                after_band = true;
                continue;
            }
            Place::Row(c) => {
                rows.push(Row {
                    cells: columns.iter().map(|_| Cell::default()).collect(),
                    bands: bands.clone(),
                    span: token.text.span(),
                    confidence: 100,
                    misfit: matches!(token.before, Break::Row | Break::RowOrSame).then_some(0),
                    torn: false,
                });
                doubts.push(0);
                after_band = false;
                torn = false;
                in_row = true;
                (c as usize, Joint::None)
            }
            Place::Next(c) => (c as usize, Joint::None),
            Place::Same(c) => (c as usize, joint(token, last, columns[c as usize].role, text)),
        };
        last = Some(token);
        let Some(row) = rows.last_mut() else { continue };
        if token.before != Break::Same && !matches!(place, Place::Same(_)) {
            row.misfit = row.misfit.map(|written| written + 1);
        }
        if token.text.is_empty() {
            continue;
        }
        row.torn |= std::mem::take(&mut torn);
        row.cells[column].text.append(joint, &token.text);
        row.span = if row.span.is_empty() { token.text.span() } else { row.span.cover(token.text.span()) };
        span = span.cover(token.text.span());
        if token.column.is_none() {
            let fit = fit::fit(shapes[column], token.look(text), Carry::default());
            if let Some(doubt) = doubts.last_mut() {
                *doubt += (-fit).max(0);
            }
        }
    }
    rows.retain(|row| row.cells.iter().any(|c| !c.text.is_empty()));
    for (row, doubt) in rows.iter_mut().zip(&doubts) {
        row.confidence = (100 - doubt.clamp(&0, &90)) as u8;
    }
    let points = points / rows.len().max(1) as i32;
    if rows.is_empty() || points <= 0 || (rows.len() < 2 && points < 20) {
        return None;
    }
    fill::fill(&mut rows, columns, text);
    let confidence = rows.iter().map(|r| r.confidence).min().unwrap_or(0);
    let columns: Vec<Column> = columns.clone();
    Some(Found { table: Table { caption: None, columns, rows, confidence, repeats: 0 }, span, points })
}

/// How a line of a cell is joined to the one above: a wrapped sentence goes on, paragraphs and units stand apart.
fn joint(token: &Token, above: Option<&Token>, role: ColumnRole, text: &Text) -> Joint {
    match token.before {
        Break::Blank => return Joint::Blank,
        Break::Line | Break::Gap => {}
        Break::Same if above.is_some_and(|a| wide(a, text)) => {}
        _ => return Joint::Line,
    }
    match role {
        ColumnRole::Unit(_) => Joint::Line,
        _ if token.look(text).lead.is_some() => Joint::Line,
        _ if above.is_some_and(|a| a.look(text).stops) => Joint::Line,
        _ => Joint::None,
    }
}

/// As long as a line that a program wraps.
fn wide(token: &Token, text: &Text) -> bool {
    token.text.read(text).chars().count() >= 30
}

/// A band replaces the bands of its own level and below; one right behind another stands below it.
fn push_band(bands: &mut Vec<Excerpt>, band: &Excerpt, after_band: bool, text: &Text) {
    let level = |e: &Excerpt| numbering::leading(&e.read(text)).map(|l| l.style);
    let own = level(band);
    match bands.iter().position(|b| level(b) == own) {
        Some(at) => bands.truncate(at),
        None if !after_band && own.is_none() => bands.clear(),
        None => {}
    }
    bands.push(band.clone());
}

#[cfg(test)]
mod tests {
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
                let mark = if c.origin == super::super::Origin::Above { "^" } else { "" };
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
