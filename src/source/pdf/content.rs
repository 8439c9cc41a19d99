//! A content stream as operators with their operands, one after the other. Knows the syntax, not what an operator does.
//!
//! Whatever the bytes are, this ends after one pass: what is no token is skipped.

use super::operand::Operand;

/// More operands than any operator of a page takes; of a longer run the last ones count.
const MOST_OPERANDS: usize = 64;

pub(super) struct Operations<'b> {
    bytes: &'b [u8],
    at: usize,
    operands: Vec<Operand>,
    most: usize,
}

impl<'b> Operations<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, operands: Vec::new(), most: MOST_OPERANDS }
    }

    /// Of a character map, whose operators end lists of any length.
    pub(super) fn of_map(bytes: &'b [u8]) -> Self {
        Self { most: usize::MAX, ..Self::new(bytes) }
    }

    /// The operands of the operator that [`next`](Self::next) gave last.
    pub(super) fn operands(&self) -> &[Operand] {
        &self.operands
    }

    /// The next operator. An inline image is `BI`, and its bytes are passed by.
    pub(super) fn next(&mut self) -> Option<&'b [u8]> {
        self.operands.clear();
        loop {
            self.blanks();
            let first = *self.bytes.get(self.at)?;
            match first {
                b'[' => {
                    self.at += 1;
                    let array = self.array();
                    self.push(array);
                }
                b']' | b'}' | b'{' | b')' => self.at += 1,
                b'(' | b'<' | b'>' | b'/' | b'+' | b'-' | b'.' | b'0'..=b'9' => {
                    if let Some(operand) = self.simple() {
                        self.push(operand);
                    }
                }
                _ => {
                    let word = self.word();
                    match word {
                        b"true" | b"false" | b"null" => self.push(Operand::Other),
                        b"BI" => {
                            self.image();
                            return Some(word);
                        }
                        _ => return Some(word),
                    }
                }
            }
        }
    }

    fn push(&mut self, operand: Operand) {
        if self.operands.len() >= self.most {
            self.operands.remove(0);
        }
        self.operands.push(operand);
    }

    fn blanks(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The elements up to the bracket that closes the outermost array.
    fn array(&mut self) -> Operand {
        let mut elements = Vec::new();
        let mut depth = 1usize;
        loop {
            self.blanks();
            let Some(&first) = self.bytes.get(self.at) else { break };
            match first {
                b'[' => {
                    self.at += 1;
                    depth += 1;
                }
                b']' => {
                    self.at += 1;
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'}' | b'{' | b')' => self.at += 1,
                b'(' | b'<' | b'>' | b'/' | b'+' | b'-' | b'.' | b'0'..=b'9' => elements.extend(self.simple()),
                _ => {
                    // An operator within an array: the closing bracket is lost.
                    let start = self.at;
                    let word = self.word();
                    if !matches!(word, b"true" | b"false" | b"null") {
                        self.at = start;
                        break;
                    }
                }
            }
        }
        Operand::Array(elements)
    }

    /// A number, name, string or the mark of a dictionary.
    fn simple(&mut self) -> Option<Operand> {
        let first = *self.bytes.get(self.at)?;
        match first {
            b'(' => Some(Operand::Text(self.literal())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.dictionary();
                Some(Operand::Other)
            }
            b'<' => Some(Operand::Text(self.hexadecimal())),
            b'>' => {
                self.at += 1;
                None
            }
            b'/' => {
                self.at += 1;
                let start = self.at;
                let raw = self.word_from(start);
                Some(Operand::Name(name(raw)))
            }
            _ => self.number(),
        }
    }

    fn number(&mut self) -> Option<Operand> {
        let raw = self.word();
        // 12 digits at most are looked at; `--5` and `1.5-3` stand in files of broken programs.
        let sign = if raw.starts_with(b"-") { -1.0 } else { 1.0 };
        let (mut value, mut scale, mut fraction) = (0f64, 1f64, false);
        for (i, &byte) in raw.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    value = value * 10.0 + f64::from(byte - b'0');
                    scale *= if fraction { 10.0 } else { 1.0 };
                    if value > 1e15 || scale > 1e15 {
                        break;
                    }
                }
                b'.' => fraction = true,
                b'-' | b'+' if i < 2 => {}
                _ => break,
            }
        }
        Some(Operand::Number((sign * value / scale).clamp(-1e9, 1e9) as f32))
    }

    /// The bytes up to a blank or a mark; at least one, so that every call moves on.
    fn word(&mut self) -> &'b [u8] {
        let start = self.at;
        self.at += 1;
        self.word_from(start)
    }

    fn word_from(&mut self, start: usize) -> &'b [u8] {
        while self.bytes.get(self.at).is_some_and(|&b| !is_blank(b) && !is_mark(b)) {
            self.at += 1;
        }
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut out = Vec::new();
        let mut depth = 1usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' => {}
            b'\r' => {
                if self.bytes.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(&digit @ b'0'..=b'7') = self.bytes.get(self.at) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push(value as u8);
            }
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&b| b == b'>').unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        hexadecimal(&rest[..length])
    }

    /// Passes by a dictionary with all it holds.
    fn dictionary(&mut self) {
        let mut depth = 0usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            let next = self.bytes.get(self.at + 1);
            match byte {
                b'<' if next == Some(&b'<') => {
                    depth += 1;
                    self.at += 2;
                }
                b'>' if next == Some(&b'>') => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        break;
                    }
                }
                b'(' => {
                    self.literal();
                }
                _ => self.at += 1,
            }
        }
    }

    /// Passes by the dictionary and the bytes of an inline image: `EI` between blanks, and no binary bytes right after it.
    fn image(&mut self) {
        while let Some(found) = memchr::memmem::find(self.bytes.get(self.at..).unwrap_or_default(), b"EI") {
            let at = self.at + found;
            self.at = at + 2;
            let before = at.checked_sub(1).and_then(|i| self.bytes.get(i)).is_none_or(|&b| is_blank(b));
            let after = self.bytes.get(self.at..self.bytes.len().min(self.at + 12)).unwrap_or_default();
            let plain = after.iter().all(|&b| is_blank(b) && b != 0 || b.is_ascii_graphic());
            if before && plain && after.first().is_none_or(|&b| is_blank(b)) {
                return;
            }
        }
        self.at = self.bytes.len();
    }
}

/// The bytes that hexadecimal digits name; an odd one at the end is followed by a 0.
pub(super) fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(digits.len() / 2 + 1);
    let mut high = None;
    for value in digits.iter().filter_map(|&b| (b as char).to_digit(16)) {
        match high.take() {
            Some(h) => out.push((h * 16 + value) as u8),
            None => high = Some(value),
        }
    }
    out.extend(high.map(|h| (h * 16) as u8));
    out
}

/// `/A#20B` is the name `A B`.
fn name(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match (byte, tail) {
            (b'#', [h, l, after @ ..]) if h.is_ascii_hexdigit() && l.is_ascii_hexdigit() => {
                out.extend(hexadecimal(&[*h, *l]));
                rest = after;
            }
            _ => out.push(byte),
        }
    }
    out
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &[u8]) -> Vec<(String, usize)> {
        let mut operations = Operations::new(content);
        let mut out = Vec::new();
        while let Some(word) = operations.next() {
            out.push((String::from_utf8_lossy(word).into_owned(), operations.operands().len()));
        }
        out
    }

    #[test]
    fn operators_and_operands() {
        let found = read(b"q 1 0 0 -1.5 .2 3 cm/F1 12 Tf[(a\\)(b)) -20<4e2d>]TJ /P<</MCID 0/A(>>)>>BDC(x)' ET Q%end");
        let words: Vec<(&str, usize)> = found.iter().map(|(w, n)| (w.as_str(), *n)).collect();
        assert_eq!(words, [("q", 0), ("cm", 6), ("Tf", 2), ("TJ", 1), ("BDC", 2), ("'", 1), ("ET", 0), ("Q", 0)]);
    }

    #[test]
    fn strings_and_numbers() {
        let mut operations = Operations::new(b"(a\\(\\101\\\n\\n(c)) <4E2> -1.25 --3 Tj");
        operations.next();
        let text = |t: &[u8]| Operand::Text(t.to_vec());
        assert_eq!(
            operations.operands(),
            [text(b"a(A\n(c)"), text(&[0x4E, 0x20]), Operand::Number(-1.25), Operand::Number(-3.0)]
        );
    }

    #[test]
    fn inline_images_are_passed_by() {
        assert_eq!(read(b"BI /W 2 ID \x01EI\x02 \xFF EI Q (a)Tj").len(), 3);
    }

    #[test]
    fn anything_ends() {
        for broken in [&b"[[[[("[..], b"<<<<(", b"BI EI", b"]>>)}{", b"/", b"[ 1 2 Tj", b"<", b"%"] {
            read(broken);
        }
        assert_eq!(read(&b"[".repeat(200_000)).len(), 0);
    }
}
