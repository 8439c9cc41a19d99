//! The length of a time that stands in a passage, so that no metric is cut from it: 2025年底前, 到6月底, 3个月内.
//!
//! Only where a time ends is asked here, loosely; what it means for the work is read by `figure::deadline`.

use crate::lexicon::phrase::{self, Sense};

/// 1个年度内, 3个月内.
pub(super) fn within(text: &str) -> Option<usize> {
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let unit = ["个年度", "个月", "年", "天", "日", "个工作日", "小时", "周"]
        .iter()
        .find(|unit| text[digits..].starts_with(**unit))?;
    let at = digits + unit.len();
    ["以内", "之内", "内", "后"].iter().find(|tail| text[at..].starts_with(**tail)).map(|tail| at + tail.len())
}

/// The length of a time that needs no digit, of which `word` bytes are a word for one: 年底, 一季度末, 截至6月底.
pub(super) fn worded(text: &str, word: usize) -> usize {
    let at = word + tail(&text[word..]);
    if text.starts_with('截') { at + date(&text[at..], true).unwrap_or(0) } else { at }
}

/// 到, 至, 自 and the time behind.
pub(super) fn until(text: &str) -> Option<usize> {
    let n = text.chars().next()?.len_utf8();
    date(&text[n..], true).map(|m| n + m).or_else(|| {
        let (word, sense) = phrase::longest(&text[n..])?;
        sense.is(Sense::TIME).then(|| n + worded(&text[n..], word))
    })
}

/// 底, 末, 前, 份 … behind a time.
fn tail(text: &str) -> usize {
    ["底前", "末前", "份前", "以前", "之前", "以来", "期间", "底", "末", "初", "前", "份", "内", "起", "度"]
        .iter()
        .find(|word| text.starts_with(**word))
        .map_or(0, |word| word.len())
}

/// A date or span of dates at the start: 2025年, 2023-2025年, 6月底前, 1-9月份, 9月30日前. Gives its length.
pub(super) fn date(text: &str, spans: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut found = None;
    loop {
        let begin = at;
        while at < bytes.len()
            && at - begin < 10
            && (bytes[at].is_ascii_digit() || (at > begin && matches!(bytes[at], b'-' | b'~')))
        {
            at += 1;
        }
        let digits = at - begin;
        if digits == 0 {
            return found;
        }
        let rest = &text[at..];
        let dash = ["—", "－", "～", "至", "、"].iter().find(|dash| rest.starts_with(**dash));
        if let Some(dash) = dash
            && spans
            && found.is_none()
            && let Some(n) = date(&rest[dash.len()..], false)
        {
            return Some(at + dash.len() + n);
        }
        let year = rest.starts_with('年') && (4..=9).contains(&digits);
        let month = rest.starts_with('月') && digits <= 5;
        let day = rest.starts_with('日') && digits <= 2 && found.is_some();
        if !(year || month || day) {
            return found;
        }
        at += 3;
        at += tail(&text[at..]);
        found = Some(at);
        if let Some((n, _)) = phrase::longest(&text[at..]).filter(|(_, sense)| sense.is(Sense::TIME)) {
            return Some(at + worded(&text[at..], n));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        for (text, time) in [
            ("2025年底前完成", "2025年底前"),
            ("1-9月份", "1-9月份"),
            ("2023—2025年建设", "2023—2025年"),
            ("9月30日前", "9月30日前"),
            ("6月底", "6月底"),
        ] {
            assert_eq!(date(text, true).map(|n| &text[..n]), Some(time), "{text}");
        }
        assert_eq!(date("126件", true), None);
        assert_eq!(date("", true), None);
        assert_eq!(until("到2025年,").map(|n| &"到2025年,"[..n]), Some("到2025年"));
        assert_eq!(until("至年底前完成"), Some(12));
        assert_eq!(until("到全市"), None);
    }
}
