//! Little-endian numbers at places that may not be there.

#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes<'b>(pub(super) &'b [u8]);

impl<'b> Bytes<'b> {
    pub(super) fn slice(self, at: usize, length: usize) -> Option<&'b [u8]> {
        self.0.get(at..at.checked_add(length)?)
    }

    pub(super) fn u8(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(super) fn u16(self, at: usize) -> Option<u16> {
        let b = self.slice(at, 2)?;
        Some(u16::from_le_bytes([b[0], b[1]]))
    }

    pub(super) fn i16(self, at: usize) -> Option<i16> {
        self.u16(at).map(u16::cast_signed)
    }

    pub(super) fn u32(self, at: usize) -> Option<u32> {
        let b = self.slice(at, 4)?;
        Some(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// A number of 32 bits that is a place or a length.
    pub(super) fn size(self, at: usize) -> Option<usize> {
        self.u32(at).map(|n| n as usize)
    }
}
