//! Text for people: columns aligned by what a character takes on a screen, colours where a terminal shows them.

use std::fmt;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How many columns a text takes on a screen: Chinese characters and full-width forms take two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text that fills a column of the screen.
pub fn pad(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// A text on one line and not wider than a number of columns: line ends become blanks, what is too much becomes `…`.
/// Characters that would steer the terminal (a notice may hold escape sequences) become U+FFFD.
pub fn clip(text: &str, columns: usize) -> String {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.contains(char::is_control) {
        line = line.replace(char::is_control, "\u{FFFD}");
    }
    if width(&line) <= columns {
        return line;
    }
    let mut taken = 0;
    let kept = line.chars().take_while(|c| {
        taken += c.width().unwrap_or(0);
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
    Blue,
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
            Colour::Blue => 34,
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
        assert_eq!(clip("新建\u{1b}[31m学校", 40), "新建\u{FFFD}[31m学校");
    }
}
