//! JSON: one value, an array of values, or a line for each (NDJSON).

use super::compact;
use super::pretty::lay_out;
use serde::Serialize;
use std::io::{self, Write};

/// Whether JSON is laid out for people or kept on one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Pretty,
    Compact,
}

/// How several values stand in one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A single value.
    One(Style),
    /// An array.
    Array(Style),
    /// A line each.
    Lines,
}

/// Writes values one by one, so that only one of them is held at a time.
pub struct Writer<W: Write> {
    out: W,
    shape: Shape,
    written: usize,
    /// One value, so that `out` is not called for every bracket and comma.
    value: Vec<u8>,
}

impl<W: Write> Writer<W> {
    pub fn new(out: W, shape: Shape) -> Self {
        Self { out, shape, written: 0, value: Vec::new() }
    }

    pub fn write(&mut self, value: &impl Serialize) -> io::Result<()> {
        let style = match self.shape {
            Shape::One(style) => style,
            Shape::Array(style) => {
                self.out.write_all(match (self.written, style) {
                    (0, Style::Compact) => b"[",
                    (0, Style::Pretty) => b"[\n",
                    (_, Style::Compact) => b",",
                    (_, Style::Pretty) => b",\n",
                })?;
                style
            }
            Shape::Lines => Style::Compact,
        };
        self.value.clear();
        compact::append(value, &mut self.value)?;
        if self.shape == Shape::Lines {
            // Before the line is handed on: standard output looks through all it is given for the last line end.
            self.value.push(b'\n');
        }
        match style {
            Style::Pretty => lay_out(&self.value, &mut self.out)?,
            Style::Compact => self.out.write_all(&self.value)?,
        }
        self.written += 1;
        Ok(())
    }

    /// Hands on what has been written so far.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what must stand behind the last value.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(match (self.shape, self.written) {
            (Shape::One(_), 0) | (Shape::Lines, _) => b"",
            (Shape::One(_), _) => b"\n",
            (Shape::Array(_), 0) => b"[]\n",
            (Shape::Array(Style::Compact), _) => b"]\n",
            (Shape::Array(Style::Pretty), _) => b"\n]\n",
        })?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let write = |shape, values: &[u8]| {
            let mut writer = Writer::new(Vec::new(), shape);
            for value in values {
                writer.write(value).unwrap();
            }
            String::from_utf8(writer.finish().unwrap()).unwrap()
        };
        assert_eq!(write(Shape::One(Style::Pretty), &[1]), "1\n");
        assert_eq!(write(Shape::Array(Style::Compact), &[1, 2]), "[1,2]\n");
        assert_eq!(write(Shape::Array(Style::Pretty), &[1, 2]), "[\n1,\n2\n]\n");
        assert_eq!(write(Shape::Array(Style::Pretty), &[]), "[]\n");
        assert_eq!(write(Shape::Lines, &[1, 2]), "1\n2\n");
    }
}
