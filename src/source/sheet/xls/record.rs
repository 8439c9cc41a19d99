//! The records of a BIFF stream: a number, a length, and that many bytes; long ones go on in records called CONTINUE.

/// Numbers of records that are read.
pub(super) mod kind {
    pub(in super::super) const FORMULA: u16 = 0x06;
    pub(in super::super) const END: u16 = 0x0A;
    pub(in super::super) const FROM_1904: u16 = 0x22;
    pub(in super::super) const PASSWORD: u16 = 0x2F;
    pub(in super::super) const CONTINUE: u16 = 0x3C;
    pub(in super::super) const CODE_PAGE: u16 = 0x42;
    pub(in super::super) const SHEET: u16 = 0x85;
    pub(in super::super) const MANY_RK: u16 = 0xBD;
    pub(in super::super) const RICH: u16 = 0xD6;
    pub(in super::super) const STYLE: u16 = 0xE0;
    pub(in super::super) const MERGED: u16 = 0xE5;
    pub(in super::super) const STRINGS: u16 = 0xFC;
    pub(in super::super) const SHARED: u16 = 0xFD;
    pub(in super::super) const NUMBER: u16 = 0x203;
    pub(in super::super) const LABEL: u16 = 0x204;
    pub(in super::super) const TRUTH: u16 = 0x205;
    pub(in super::super) const FORMULA_3: u16 = 0x206;
    pub(in super::super) const STRING: u16 = 0x207;
    pub(in super::super) const RK: u16 = 0x27E;
    pub(in super::super) const FORMULA_4: u16 = 0x406;
    pub(in super::super) const FORMAT: u16 = 0x41E;
    pub(in super::super) const BEGIN: u16 = 0x809;
}

pub(super) struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Records<'b> {
    pub(super) fn new(stream: &'b [u8]) -> Self {
        Self { rest: stream }
    }

    /// The next record. A last one that is cut off is as long as it is.
    pub(super) fn next(&mut self) -> Option<(u16, &'b [u8])> {
        let (number, length) = (u16_at(self.rest, 0)?, u16_at(self.rest, 2)?);
        let data = self.rest.get(4..)?;
        let (data, rest) = data.split_at(usize::from(length).min(data.len()));
        self.rest = rest;
        Some((number, data))
    }

    /// The next record, if it goes on from the one before.
    pub(super) fn next_part(&mut self) -> Option<&'b [u8]> {
        if u16_at(self.rest, 0)? != kind::CONTINUE {
            return None;
        }
        self.next().map(|(_, data)| data)
    }
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A number in 32 bits: an integer or the upper half of a fraction, either of them maybe a hundredth.
pub(super) fn rk(rk: u32) -> f64 {
    let value = match rk & 2 {
        0 => f64::from_bits(u64::from(rk & !3) << 32),
        _ => f64::from((rk as i32) >> 2),
    };
    if rk & 1 == 1 { value / 100.0 } else { value }
}

/// Text that may go on in further records, each of which says anew how wide its characters are.
pub(super) struct Pieces<'r, 'b> {
    piece: &'b [u8],
    records: &'r mut Records<'b>,
}

impl<'r, 'b> Pieces<'r, 'b> {
    pub(super) fn new(piece: &'b [u8], records: &'r mut Records<'b>) -> Self {
        Self { piece, records }
    }

    /// Whether nothing is left, also in the records that follow.
    pub(super) fn is_empty(&mut self) -> bool {
        while self.piece.is_empty() {
            match self.records.next_part() {
                Some(next) => self.piece = next,
                None => return true,
            }
        }
        false
    }

    fn byte(&mut self) -> Option<u8> {
        if self.is_empty() {
            return None;
        }
        let (&first, rest) = self.piece.split_first()?;
        self.piece = rest;
        Some(first)
    }

    fn number(&mut self, width: u32) -> Option<u32> {
        (0..width).try_fold(0, |n, place| Some(n | u32::from(self.byte()?) << (8 * place)))
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && !self.is_empty() {
            let taken = count.min(self.piece.len());
            self.piece = &self.piece[taken..];
            count -= taken;
        }
    }

    /// A string with its length in `width` bytes before it, and its formats and reading behind it.
    pub(super) fn string(&mut self, width: u32) -> Option<String> {
        let length = self.number(width)? as usize;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize } else { 0 };
        let reading = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        let mut units: Vec<u16> = Vec::with_capacity(length.min(self.piece.len()));
        let mut wide = flags & 1 != 0;
        while units.len() < length {
            if self.piece.is_empty() {
                if self.is_empty() {
                    break;
                }
                wide = self.byte()? & 1 != 0;
            }
            let left = length - units.len();
            if wide {
                let count = left.min(self.piece.len() / 2);
                let (taken, rest) = self.piece.split_at(2 * count);
                units.extend(taken.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
                // Half a character at the end of a record is broken, and skipped.
                self.piece = if count == 0 { &[] } else { rest };
            } else {
                let (taken, rest) = self.piece.split_at(left.min(self.piece.len()));
                units.extend(taken.iter().map(|&b| u16::from(b)));
                self.piece = rest;
            }
        }
        self.skip(runs.saturating_mul(4));
        self.skip(reading);
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes() {
        assert_eq!(rk(0x3FF0_0000), 1.0);
        assert_eq!(rk((123 << 2) | 2), 123.0);
        assert_eq!(rk((12345 << 2) | 3), 123.45);
        assert_eq!(rk((-5i32 << 2) as u32 | 2), -5.0);
    }

    #[test]
    fn strings_go_on_in_the_next_record() {
        // 民生实事 in two records: the first two characters wide, then the flag anew.
        let mut stream: Vec<u8> = Vec::new();
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let first = [&[5, 0, 1], wide("民生").as_slice()].concat();
        let second = [&[1], wide("实事A").as_slice(), &[1, 0, 0, b'z']].concat();
        for (number, data) in [(kind::STRINGS, first), (kind::CONTINUE, second)] {
            stream.extend(number.to_le_bytes());
            stream.extend((data.len() as u16).to_le_bytes());
            stream.extend(data);
        }
        let mut records = Records::new(&stream);
        let (_, data) = records.next().unwrap();
        let mut pieces = Pieces::new(data, &mut records);
        assert_eq!(pieces.string(2).as_deref(), Some("民生实事A"));
        assert_eq!(pieces.string(2).as_deref(), Some("z"));
        assert_eq!(pieces.string(2), None);
    }
}
