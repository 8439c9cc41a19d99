//! Two lists that stand side by side under a header that names the same columns twice.

use super::token::{Break, Stream, Token, Tokens};

/// Two lists side by side as one below the other: the rows of the left one, those of the right one, and what follows.
pub(super) struct Halves {
    tokens: std::vec::IntoIter<Token>,
    writes_blanks: bool,
}

impl Halves {
    pub(super) fn of(mut tokens: Tokens<'_>, columns: usize) -> Self {
        tokens.ensure(usize::MAX);
        let mut rows: Vec<Vec<Token>> = Vec::new();
        for token in tokens.buffer.drain(..) {
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
        Self { tokens: left.into_iter(), writes_blanks: tokens.writes_blanks() }
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
