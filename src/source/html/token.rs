//! Cuts a page into tags and text, as the HTML standard does, without copying. Knows no element; the tree asks for raw text
//! (scripts, styles) itself.

use memchr::{memchr, memmem};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Start {
        name: &'t str,
        attributes: &'t str,
        /// Ends with `/>`.
        closed: bool,
    },
    End {
        name: &'t str,
    },
    /// With its character references.
    Text(&'t str),
    /// `<![CDATA[ … ]]>` of XHTML: text without references.
    Plain(&'t str),
}

pub(super) struct Tokens<'t> {
    html: &'t str,
    at: usize,
    /// No `]]>` follows, so that it is not looked for again.
    no_plain: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(html: &'t str) -> Self {
        Self { html, at: 0, no_plain: false }
    }

    fn bytes(&self) -> &'t [u8] {
        self.html.as_bytes()
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.html.get(from..to).unwrap_or_default()
    }

    /// The text up to the end tag `name`, which is read as well. Without one, up to the end of the page.
    pub(super) fn raw(&mut self, name: &str) -> &'t str {
        let start = self.at;
        let mut from = start;
        while let Some(found) = memmem::find(&self.bytes()[from..], b"</") {
            let end = from + found;
            let rest = &self.bytes()[end + 2..];
            let named = rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
            if named && rest.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')) {
                self.at = self.behind(end, b'>');
                return self.slice(start, end);
            }
            from = end + 2;
        }
        self.at = self.html.len();
        self.slice(start, self.at)
    }

    /// Behind the next `byte`, or the end.
    fn behind(&self, from: usize, byte: u8) -> usize {
        memchr(byte, &self.bytes()[from..]).map_or(self.html.len(), |found| from + found + 1)
    }

    /// Markup that starts at `at`: the token, if it is one, and where it ends. `None`: the `<` is text.
    fn markup(&mut self, at: usize) -> Option<(Option<Token<'t>>, usize)> {
        let bytes = self.bytes();
        match bytes.get(at + 1)? {
            b'!' => {
                let rest = &bytes[at..];
                if rest.starts_with(b"<!--") {
                    return Some((None, self.comment(at)));
                }
                if rest.starts_with(b"<![CDATA[") && !self.no_plain {
                    if let Some(length) = memmem::find(rest, b"]]>") {
                        return Some((Some(Token::Plain(self.slice(at + 9, at + length))), at + length + 3));
                    }
                    self.no_plain = true;
                }
                Some((None, self.behind(at, b'>')))
            }
            b'?' => Some((None, self.behind(at, b'>'))),
            b'/' => {
                if !bytes.get(at + 2)?.is_ascii_alphabetic() {
                    return Some((None, self.behind(at, b'>')));
                }
                let (name, after) = self.name(at + 2);
                let (end, _) = self.attributes(after)?;
                Some((Some(Token::End { name }), end))
            }
            b if b.is_ascii_alphabetic() => {
                let (name, after) = self.name(at + 1);
                let Some((end, closed)) = self.attributes(after) else {
                    // Cut within the tag.
                    return Some((None, self.html.len()));
                };
                Some((Some(Token::Start { name, attributes: self.slice(after, end - 1), closed }), end))
            }
            _ => None,
        }
    }

    fn comment(&self, at: usize) -> usize {
        let rest = &self.bytes()[at + 4..];
        let empty = rest.starts_with(b">") || rest.starts_with(b"->");
        let end = if empty { memchr(b'>', rest) } else { memmem::find(rest, b"-->").map(|end| end + 2) };
        end.map_or(self.html.len(), |end| at + 4 + end + 1)
    }

    fn name(&self, start: usize) -> (&'t str, usize) {
        let rest = &self.bytes()[start..];
        let length =
            rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<')).unwrap_or(rest.len());
        (self.slice(start, start + length), start + length)
    }

    /// Behind the `>` that ends the tag, past quoted values, and whether a slash stands before it.
    fn attributes(&self, start: usize) -> Option<(usize, bool)> {
        let bytes = self.bytes();
        let mut at = start;
        let mut value = false;
        loop {
            match bytes.get(at)? {
                b'>' => return Some((at + 1, at > start && bytes[at - 1] == b'/')),
                b'=' => value = true,
                quote @ (b'"' | b'\'') if value => {
                    at += 1 + memchr(*quote, &bytes[at + 1..])? + 1;
                    value = false;
                    continue;
                }
                b if b.is_ascii_whitespace() => {}
                _ => value = false,
            }
            at += 1;
        }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let length = self.html.len();
        while self.at < length {
            let start = self.at;
            let mut open = start;
            loop {
                match memchr(b'<', &self.bytes()[open..]) {
                    None => open = length,
                    Some(found) => open += found,
                }
                if open > start || open == length {
                    // Text up to here; a `<` that opens no tag belongs to it.
                    let text = open == length || self.opens(open);
                    if text {
                        self.at = open;
                        return Some(Token::Text(self.slice(start, open)));
                    }
                    open += 1;
                    continue;
                }
                match self.markup(open) {
                    Some((token, end)) => {
                        self.at = end.max(open + 1);
                        match token {
                            Some(token) => return Some(token),
                            None => break,
                        }
                    }
                    None => open += 1,
                }
            }
        }
        None
    }
}

impl Tokens<'_> {
    /// Whether a `<` opens markup, judged by what follows it alone.
    fn opens(&self, at: usize) -> bool {
        match self.bytes().get(at + 1) {
            Some(b'!' | b'?') => true,
            Some(b'/') => self.bytes().get(at + 2).is_some(),
            Some(b) => b.is_ascii_alphabetic(),
            None => false,
        }
    }
}

/// The attributes of a tag in order: names as written, values with their character references.
pub(super) fn attributes(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // An equals sign at the start belongs to the name.
        let skip = usize::from(rest.starts_with('='));
        let end = rest[skip..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '='))
            .map_or(rest.len(), |end| end + skip);
        let name = &rest[..end];
        rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or_default())
            }
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let read: Vec<String> = Tokens::new(html)
            .map(|token| match token {
                Token::Start { name, attributes: source, closed } => {
                    let all: String = attributes(source).map(|(name, value)| format!(" {name}:{value}")).collect();
                    format!("<{name}{all}{}>", if closed { "/" } else { "" })
                }
                Token::End { name } => format!("</{name}>"),
                Token::Text(text) => text.to_string(),
                Token::Plain(text) => format!("[{text}]"),
            })
            .collect();
        assert_eq!(read, expected, "{html}");
    }

    #[test]
    fn tags_as_sites_write_them() {
        check("<p class=a id='b c' x>新<b>增</b></p >", &["<p class:a id:b c x:>", "新", "<b>", "增", "</b>", "</p>"]);
        check("<td width=\"5>6\" nowrap/>1", &["<td width:5>6 nowrap:/>", "1"]);
        check("<td rowspan = 2 colspan=\n'3'>", &["<td rowspan:2 colspan:3>"]);
        check("a<5 且 b < 6 <= <7>", &["a<5 且 b < 6 <= <7>"]);
        check("<!DOCTYPE html><!-- <p> --><?xml a?>新<!-->增<![if !vml]>一<![endif]>", &["新", "增", "一"]);
        check("<![CDATA[a<b>&amp;]]>c<![CDATA[d", &["[a<b>&amp;]", "c"]);
        check("一</>二</ a>三", &["一", "二", "三"]);
        check("一<p", &["一"]);
        check("一<p title=\"二", &["一"]);
        check("一<", &["一<"]);
        check("一</", &["一</"]);
        check("", &[]);
    }

    #[test]
    fn raw_text_ends_at_its_own_tag() {
        let mut tokens = Tokens::new("<script>if (a</b) '</scripts>'</SCRIPT >一");
        assert!(matches!(tokens.next(), Some(Token::Start { name: "script", .. })));
        assert_eq!(tokens.raw("script"), "if (a</b) '</scripts>'");
        assert_eq!(tokens.next(), Some(Token::Text("一")));
        assert_eq!(Tokens::new("无").raw("style"), "无");
    }
}
