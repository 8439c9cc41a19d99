//! Bytes of an RTF file into braces, control words and text. Nothing here knows what a word means, but for `\bin`, whose bytes are none.

use memchr::memchr3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// A control word and its number: `\cellx2880`.
    Word(&'b str, Option<i32>),
    /// A control symbol: `\~`.
    Symbol(u8),
    /// A byte of text in hexadecimal: `\'d2`.
    Hex(u8),
    /// Bytes of text as they are, without line ends, which mean nothing.
    Plain(&'b [u8]),
}

pub(super) struct Tokens<'b> {
    rest: &'b [u8],
}

impl<'b> Tokens<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Bytes that are yet to be read.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn plain(&mut self) -> Token<'b> {
        let markup = memchr3(b'\\', b'{', b'}', self.rest).unwrap_or(self.rest.len());
        let line = memchr3(b'\r', b'\n', 0, &self.rest[..markup]).unwrap_or(markup);
        let (text, rest) = self.rest.split_at(line);
        self.rest = rest;
        Token::Plain(text)
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'b>> {
        self.skip(1);
        let &first = self.rest.first()?;
        if first == b'\'' {
            let digit = |at: usize| self.rest.get(at).and_then(|&b| char::from(b).to_digit(16));
            let byte = digit(1).zip(digit(2)).and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
            self.skip(if byte.is_some() { 3 } else { 1 });
            return Some(byte.map_or(Token::Plain(&[]), Token::Hex));
        }
        if !first.is_ascii_alphabetic() {
            self.skip(1);
            return Some(Token::Symbol(first));
        }
        let letters = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at(letters);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|b| b.is_ascii_digit()).count();
        let length = if digits > 0 { sign + digits } else { 0 };
        // A number too large for 32 bits is none.
        let number = std::str::from_utf8(&rest[..length]).ok().and_then(|digits| digits.parse().ok());
        self.rest = &rest[length..];
        if self.rest.first() == Some(&b' ') {
            self.skip(1);
        }
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word == "bin" {
            self.skip(number.and_then(|n: i32| usize::try_from(n).ok()).unwrap_or(0));
            return Some(Token::Plain(&[]));
        }
        Some(Token::Word(word, number))
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let token = match *self.rest.first()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\r' | b'\n' | 0 => {
                    self.skip(1);
                    continue;
                }
                b'\\' => return self.control(),
                _ => return Some(self.plain()),
            };
            self.skip(1);
            return Some(token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Token::{Close, Hex, Open, Plain, Symbol, Word};
    use super::*;

    #[test]
    fn words_numbers_and_text() {
        let read: Vec<Token<'_>> = Tokens::of(b"{\\rtf1\\b0 a \\'D2\\'bbS\\u-123 ?\\~\\{\r\nb\\bin3 {}}c}\\").collect();
        let expected = [
            Open,
            Word("rtf", Some(1)),
            Word("b", Some(0)),
            Plain(b"a "),
            Hex(0xD2),
            Hex(0xBB),
            Plain(b"S"),
            Word("u", Some(-123)),
            Plain(b"?"),
            Symbol(b'~'),
            Symbol(b'{'),
            Plain(b"b"),
            Plain(b""),
            Plain(b"c"),
            Close,
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        let read: Vec<Token<'_>> = Tokens::of(b"\\'zz\\cellx99999999999 a\\bin-5 b\\bin999 c").collect();
        assert_eq!(
            read,
            [Plain(b""), Plain(b"zz"), Word("cellx", None), Plain(b"a"), Plain(b""), Plain(b"b"), Plain(b"")]
        );
    }
}
