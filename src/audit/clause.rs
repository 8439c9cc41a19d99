//! Where the clause around an amount begins: the marks that part clauses, found from the amount outwards.
//!
//! A clause is short and a passage may be long, so nobody walks the passage for it.

/// A set of marks.
pub type Marks = u8;

/// ，
pub const COMMA: Marks = 1;
/// ；
pub const SEMICOLON: Marks = 1 << 1;
/// 。
pub const STOP: Marks = 1 << 2;
/// A line end.
pub const LINE: Marks = 1 << 3;
/// 、
pub const LIST: Marks = 1 << 4;
/// ：
pub const COLON: Marks = 1 << 5;
/// An opening round bracket.
pub const OPEN: Marks = 1 << 6;
/// 和, 及, 与: no marks, but they part names as 、 does.
pub const AND: Marks = 1 << 7;

/// The clause that a text ends in, behind the last mark of a set, and all marks that stand in it.
pub fn before(text: &str, marks: Marks) -> (&str, Marks) {
    let b = text.as_bytes();
    let mut seen = 0;
    let mut at = b.len();
    while at > 0 {
        let (mark, width) = ending(&b[..at]);
        if mark & marks != 0 {
            return (&text[at..], seen);
        }
        seen |= mark;
        at -= width;
    }
    (text, seen)
}

/// The clause that a text begins with, before the first mark of a set.
pub fn behind(text: &str, marks: Marks) -> &str {
    let b = text.as_bytes();
    let mut at = 0;
    while at < b.len() {
        let width = if b[at] & 0xF0 == 0xE0 { 3 } else { 1 };
        let end = (at + width).min(b.len());
        if ending(&b[at..end]).0 & marks != 0 {
            return &text[..at];
        }
        at = end;
    }
    text
}

/// One bit for each value of the last six bits of a mark's last byte.
const LAST: u64 = {
    let marks = ["，", "；", "。", "、", "：", "（", "和", "及", "与"];
    let mut bits = 0;
    let mut i = 0;
    while i < marks.len() {
        bits |= 1 << (marks[i].as_bytes()[2] & 63);
        i += 1;
    }
    bits
};

/// What mark a text ends in, if any, and a width to step back by: that of the character, or less within one of two or four bytes.
#[inline]
fn ending(b: &[u8]) -> (Marks, usize) {
    match *b {
        [.., first @ 0xE0..=0xEF, second, third] if third >= 0x80 => {
            if LAST >> (third & 63) & 1 == 0 {
                return (0, 3);
            }
            let mark = match (first, second, third) {
                (0xEF, 0xBC, 0x8C) => COMMA,
                (0xEF, 0xBC, 0x9B) => SEMICOLON,
                (0xE3, 0x80, 0x82) => STOP,
                (0xE3, 0x80, 0x81) => LIST,
                (0xEF, 0xBC, 0x9A) => COLON,
                (0xEF, 0xBC, 0x88) => OPEN,
                (0xE5, 0x92, 0x8C) | (0xE5, 0x8F, 0x8A) | (0xE4, 0xB8, 0x8E) => AND,
                _ => 0,
            };
            (mark, 3)
        }
        [.., b','] => (COMMA, 1),
        [.., b';'] => (SEMICOLON, 1),
        [.., b'\n'] => (LINE, 1),
        [.., b':'] => (COLON, 1),
        [.., b'('] => (OPEN, 1),
        _ => (0, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_lies_between_its_marks() {
        assert_eq!(before("建成3座，甲区、乙区和丙区", COMMA | STOP), ("甲区、乙区和丙区", LIST | AND));
        assert_eq!(before("建成3座，甲区", STOP | LINE), ("建成3座，甲区", COMMA));
        assert_eq!(before("一é𠮷二", COMMA), ("一é𠮷二", 0));
        assert_eq!(before("任务:", COLON), ("", 0));
        assert_eq!(before("", COMMA), ("", 0));
        for (text, marks) in
            [("甲;乙", SEMICOLON), ("甲（乙", OPEN), ("甲及乙", AND), ("甲与乙", AND), ("甲\n乙", LINE)]
        {
            assert_eq!(before(text, marks), ("乙", 0), "{text}");
            assert_eq!(behind(text, marks), "甲", "{text}");
        }
        assert_eq!(behind("共é𠮷5座；其中", SEMICOLON | STOP), "共é𠮷5座");
        assert_eq!(behind("共5座", STOP), "共5座");
    }
}
