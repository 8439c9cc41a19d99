//! JSON laid out for people: what is short stands on one line, so that a span takes one line and not five.
//!
//! Works on JSON as it was written, so it knows nothing of notices and changes no value.

use memchr::memchr2;
use std::io::{self, Write};

/// An object or array of at most this many bytes stands on one line.
const SHORT: usize = 120;

/// Writes compact JSON with line ends and indentation, and without a line end behind it.
pub fn lay_out(json: &[u8], out: &mut impl Write) -> io::Result<()> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        match byte {
            b'{' | b'[' => match end_of_short(json, at) {
                Some(end) => {
                    in_one_line(&json[at..end], out)?;
                    at = end;
                    continue;
                }
                None => {
                    out.write_all(&[byte])?;
                    depth += 1;
                    line_end(depth, out)?;
                }
            },
            b'}' | b']' => {
                depth -= 1;
                line_end(depth, out)?;
                out.write_all(&[byte])?;
            }
            b',' => {
                out.write_all(b",")?;
                line_end(depth, out)?;
            }
            b':' => out.write_all(b": ")?,
            _ => {
                let end = end_of_scalar(json, at);
                out.write_all(&json[at..end])?;
                at = end;
                continue;
            }
        }
        at += 1;
    }
    Ok(())
}

fn line_end(depth: usize, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\n")?;
    (0..depth).try_for_each(|_| out.write_all(b"  "))
}

fn in_one_line(json: &[u8], out: &mut impl Write) -> io::Result<()> {
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        match byte {
            b',' => out.write_all(b", ")?,
            b':' => out.write_all(b": ")?,
            b'{' | b'[' | b'}' | b']' => out.write_all(&[byte])?,
            _ => {
                let end = end_of_scalar(json, at);
                out.write_all(&json[at..end])?;
                at = end;
                continue;
            }
        }
        at += 1;
    }
    Ok(())
}

/// Where the object or array that begins here ends, if it is short.
fn end_of_short(json: &[u8], start: usize) -> Option<usize> {
    let reach = json.len().min(start + SHORT);
    let mut depth = 0;
    let mut at = start;
    while at < reach {
        match json[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' => {
                at = end_of_scalar(&json[..reach], at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the string, number or word that begins here ends.
fn end_of_scalar(json: &[u8], start: usize) -> usize {
    if json[start] != b'"' {
        let ends = json[start..].iter().position(|byte| b",:{}[]".contains(byte));
        return ends.map_or(json.len(), |end| start + end);
    }
    let mut at = start + 1;
    while let Some(found) = json.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if json[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(json: &str) -> String {
        let mut out = Vec::new();
        lay_out(json.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn short_stands_on_one_line_and_long_does_not() {
        assert_eq!(laid_out(r#"{"a":[1,2],"b":{},"c":"x,:\"[y\\"}"#), r#"{"a": [1, 2], "b": {}, "c": "x,:\"[y\\"}"#);
        let long = format!(r#"{{"text":"{}","span":{{"start":1,"end":2}},"none":[],"rate":-1.5e3}}"#, "民".repeat(60));
        let expected = format!(
            "{{\n  \"text\": \"{}\",\n  \"span\": {{\"start\": 1, \"end\": 2}},\n  \"none\": [],\n  \"rate\": -1.5e3\n}}",
            "民".repeat(60)
        );
        assert_eq!(laid_out(&long), expected);
    }

    #[test]
    fn no_value_changes() {
        let strings: Vec<String> = (0..40).map(|n| format!("第{n}项\"\\{{[,:]}}\n\u{1}")).collect();
        let value =
            serde_json::json!({ "deep": [[[[strings]]], {}], "n": [null, true, 0.10, 123456789012345678901u128] });
        let compact = serde_json::to_string(&value).unwrap();
        let read: serde_json::Value = serde_json::from_str(&laid_out(&compact)).unwrap();
        assert_eq!(read, value);
        assert!(laid_out(&compact).lines().count() > 40);
    }
}
