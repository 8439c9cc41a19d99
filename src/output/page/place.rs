//! Offsets of the wire schema (code points) as a browser counts them (UTF-16 code units), and the text between them.

use crate::output::wire::Span;

/// One offset in bytes is kept for this many code points.
const STEP: usize = 64;

/// The text of a notice, indexed by code points.
pub(super) struct Places<'t> {
    text: &'t str,
    /// Byte offset of every `STEP`th code point.
    bytes: Vec<usize>,
    /// Code points that take two units in UTF-16, in order: rare (characters outside the basic plane).
    pairs: Vec<usize>,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str) -> Self {
        let (mut bytes, mut pairs) = (Vec::new(), Vec::new());
        for (point, (at, c)) in text.char_indices().enumerate() {
            if point % STEP == 0 {
                bytes.push(at);
            }
            if c.len_utf16() == 2 {
                pairs.push(point);
            }
        }
        Self { text, bytes, pairs }
    }

    /// Start and end as a browser counts.
    pub fn units(&self, span: Span) -> [usize; 2] {
        [span.start, span.end].map(|point| point + self.pairs.partition_point(|&pair| pair < point))
    }

    /// The value where it is not simply what stands at its place: joined over lines, or written otherwise.
    pub fn unless_verbatim<'v>(&self, value: &'v str, span: Span) -> Option<&'v str> {
        let start = self.byte(span.start);
        (self.text.get(start..start + value.len()) != Some(value) || self.byte(span.end) != start + value.len())
            .then_some(value)
    }

    fn byte(&self, point: usize) -> usize {
        let Some(&start) = self.bytes.get(point / STEP) else { return self.text.len() };
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices().nth(point % STEP).map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_outside_the_basic_plane_take_two_units() {
        let text = format!("{}𠮷野家12所", "民".repeat(100));
        let places = Places::new(&text);
        let span = Span { start: 103, end: 106, line: 1 };
        assert_eq!(places.units(span), [104, 107]);
        assert_eq!(places.unless_verbatim("12所", span), None);
        assert_eq!(places.unless_verbatim("13所", span), Some("13所"));
        assert_eq!(places.unless_verbatim("12", span), Some("12"));
        assert_eq!(places.unless_verbatim("12所", Span { start: 900, end: 906, line: 1 }), Some("12所"));
    }
}
