//! Text for people: columns aligned by what a character takes on a screen, colours where a terminal shows them.

use std::fmt;

/// How many columns a text takes on a screen: Chinese characters and full-width forms take two.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}')
}

/// A text that fills a column of the screen.
pub fn pad(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// A text on one line and not wider than a number of columns: line ends become blanks, what is too much becomes `…`.
pub fn clip(text: &str, columns: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= columns {
        return line;
    }
    let mut taken = 0;
    let kept = line.chars().take_while(|c| {
        taken += if is_wide(*c) { 2 } else { 1 };
        taken < columns
    });
    kept.chain(['…']).collect()
}

/// Colours, or none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paint {
    pub on: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum Colour {
    Bold,
    Dim,
    Red,
    Yellow,
    Green,
}

impl Paint {
    /// The text in a colour.
    pub fn with(self, colour: Colour, text: impl fmt::Display) -> String {
        let code = match colour {
            Colour::Bold => 1,
            Colour::Dim => 2,
            Colour::Red => 31,
            Colour::Yellow => 33,
            Colour::Green => 32,
        };
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_screen() {
        assert_eq!(width("12月底"), 6);
        assert_eq!(pad("序号", 6), "序号  ");
        assert_eq!(clip("新建\n学校 10所", 40), "新建 学校 10所");
        assert_eq!(clip("新建改建学校", 7), "新建改…");
    }
}
