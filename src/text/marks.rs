//! The marks that tell how a paragraph is built: colons, and brackets of all kinds but those of titles (《》) and quotes.
//!
//! One pass over the bytes, which steps over all else. What the marks mean is decided by who asks.

/// The colons and brackets of a text in order, each with where it stands.
pub fn marks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let b = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(&lead) = b.get(at) {
            let here = at;
            match STEPS[usize::from(lead)] {
                step @ 1..=3 => {
                    at += usize::from(step);
                    continue;
                }
                MARK => {
                    at += 1;
                    return Some((here, char::from(lead)));
                }
                _ => at += 3,
            }
            if let Some(mark) = b.get(here..at).and_then(wide_mark) {
                return Some((here, mark));
            }
        }
        None
    })
}

/// The mark that three bytes led by E3 or EF make, if they make one.
fn wide_mark(bytes: &[u8]) -> Option<char> {
    Some(match *bytes {
        [0xEF, 0xBC, 0x88] => '（',
        [0xEF, 0xBC, 0x89] => '）',
        [0xEF, 0xBC, 0x9A] => '：',
        [0xEF, 0xBC, 0xBB] => '［',
        [0xEF, 0xBC, 0xBD] => '］',
        [0xEF, 0xBD, 0x9B] => '｛',
        [0xEF, 0xBD, 0x9D] => '｝',
        [0xE3, 0x80, 0x88] => '〈',
        [0xE3, 0x80, 0x89] => '〉',
        [0xE3, 0x80, 0x90] => '【',
        [0xE3, 0x80, 0x91] => '】',
        [0xE3, 0x80, 0x94] => '〔',
        [0xE3, 0x80, 0x95] => '〕',
        _ => return None,
    })
}

/// How far to step from each byte, or what else it is.
static STEPS: [u8; 256] = steps();

/// A mark of one byte.
const MARK: u8 = 4;
/// A byte that leads wide marks.
const WIDE: u8 = 5;

const fn steps() -> [u8; 256] {
    let mut steps = [1; 256];
    let mut lead = 0xE0;
    while lead <= 0xEF {
        steps[lead] = 3;
        lead += 1;
    }
    (steps[0xE3], steps[0xEF]) = (WIDE, WIDE);
    let marks = b":()[]{}<>";
    let mut i = 0;
    while i < marks.len() {
        steps[marks[i] as usize] = MARK;
        i += 1;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_of_any_width_are_found() {
        let all = "：（）［］【】〔〕｛｝〈〉:()[]{}<>";
        let mixed: String = all.chars().flat_map(|c| ['建', c, '、', '𠮷', '\u{a0}']).collect();
        assert_eq!(marks(&mixed).map(|(_, c)| c).collect::<String>(), all);
        assert!(marks(&mixed).all(|(at, c)| mixed[at..].starts_with(c)));
        assert_eq!(marks("《》。，；“”").count(), 0);
    }
}
