//! The encoding that a web page declares for itself: `<meta charset=…>`, `<meta http-equiv … content="text/html; charset=…">`,
//! `<?xml … encoding=…?>`. Whether to believe it is decided elsewhere.

use encoding_rs::Encoding;
use memchr::memmem;

/// How far into a page the declaration is looked for.
const FAR: usize = 16 * 1024;

/// The encoding that a page declares, if it begins like one.
pub(in crate::source) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(FAR))?;
    let first = sample.iter().position(|b| !b.is_ascii_whitespace())?;
    if sample[first] != b'<' {
        return None;
    }
    let lower = sample.to_ascii_lowercase();
    if lower[first..].starts_with(b"<?xml")
        && let Some(end) = memmem::find(&lower, b"?>")
        && let Some(found) = label(&lower[..end], b"encoding")
    {
        return Some(found);
    }
    memmem::find_iter(&lower, b"<meta").take(200).find_map(|at| {
        let end = memchr::memchr(b'>', &lower[at..]).map_or(lower.len(), |end| at + end);
        label(&lower[at..end], b"charset")
    })
}

/// The encoding that stands behind `name =` in a tag.
fn label(tag: &[u8], name: &[u8]) -> Option<&'static Encoding> {
    let mut rest = tag.get(memmem::find(tag, name)? + name.len()..)?.trim_ascii_start();
    rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest).trim_ascii_start();
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
    Encoding::for_label(&rest[..end])
}

#[cfg(test)]
mod tests {
    #[test]
    fn declarations() {
        let read = |page: &str| super::declared(page.as_bytes()).map(|found| found.name());
        assert_eq!(read("<html><meta charset=gb2312>"), Some("GBK"));
        assert_eq!(read("\n<META HTTP-EQUIV='x' CONTENT='text/html; Charset = \"big5\"'>"), Some("Big5"));
        assert_eq!(read("<?xml version='1.0' encoding='GB18030'?><html>"), Some("gb18030"));
        assert_eq!(read("<html><head><meta name=a><meta charset=\"utf-8\"/>"), Some("UTF-8"));
        assert_eq!(read("<p>charset=gbk</p>"), None);
        assert_eq!(read("charset=gbk"), None);
        assert_eq!(read("<meta charset=gb"), None);
    }
}
