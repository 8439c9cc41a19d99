//! Rich Text Format (RTF 1.9.1), which Word, WPS and WordPad write, often under the name of a DOC.
//!
//! `token` cuts the bytes, `group` tells what shows, `font` in which encoding it is; `story` reads on, `rows` puts cells into tables by the
//! edges that rows tell. Numbers of lists are written out in the file. Pictures, heads, feet and comments are not read.

mod font;
mod group;
mod rows;
mod story;
mod token;

use super::page::Page;
use crate::problem::ProblemKind;
use story::Story;
use token::Tokens;

pub(super) fn read(bytes: &[u8], page: &mut Page<'_>) -> Result<(), ProblemKind> {
    let mut story = Story::new(page);
    let mut tokens = Tokens::of(bytes);
    loop {
        let at = bytes.len() - tokens.left();
        let Some(token) = tokens.next() else { break };
        if story.token(token, at)?.is_break() {
            break;
        }
    }
    story.finish()
}

#[cfg(test)]
mod tests;
