//! The HTML around a page's data: head, policy, styles, data blocks, script.

use crate::output::words::Lang;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write};

/// By which a page is known to be one of ours.
pub(super) const GENERATOR: &str = "<meta name=\"generator\" content=\"shishi review\">";

/// A page before it is written.
pub(super) struct Shell<'a> {
    pub lang: Lang,
    pub title: &'a str,
    /// Joined in this order.
    pub styles: &'a [&'a str],
    pub scripts: &'a [&'a str],
}

impl Shell<'_> {
    /// Writes the page around its data.
    pub fn write(&self, out: &mut dyn Write, data: &impl Serialize) -> io::Result<()> {
        let style = self.styles.concat();
        // One scope for all files, none of it global.
        let script = format!("(()=>{{\"use strict\";\n{}}})();", self.scripts.concat());
        let mut title = String::new();
        escape(self.title, &mut title);
        writeln!(
            out,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n{GENERATOR}\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
             <noscript>shishi: this page needs JavaScript (its own, nothing from the network). 本页需启用 JavaScript。</noscript>",
            self.lang.tag(),
            policy(&style, &script),
        )?;
        writeln!(
            out,
            "<script type=\"application/json\" id=\"words\">{}</script>",
            inert(self.lang.json().to_string())
        )?;
        let data = serde_json::to_string(data)?;
        writeln!(out, "<script type=\"application/json\" id=\"data\">{}</script>", inert(data))?;
        writeln!(out, "<script>{script}</script>\n</body>\n</html>")
    }
}

/// JSON that cannot end the block it stands in, nor open a comment: `<` stands in strings only, where it can be escaped.
fn inert(json: String) -> String {
    if json.contains('<') { json.replace('<', "\\u003c") } else { json }
}

/// Nothing from anywhere, but this style and this script; no markup made of strings.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(script),
        hash(style)
    )
}

/// A source expression of the content security policy for inline code.
fn hash(code: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(code.as_bytes())))
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let whole = group.iter().chain(&[0; 2]).take(3).fold(0, |whole, &byte| whole << 8 | usize::from(byte));
        for sign in 0..4 {
            out.push(if sign > group.len() { '=' } else { SIGNS[whole >> (18 - 6 * sign) & 63] as char });
        }
    }
    out
}

/// Text as it stands in HTML.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => _ = write!(out, "&#{};", c as u32),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_written_as_browsers_expect_them() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|s| base64(s.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
        assert_eq!(hash("alert(1)"), "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
    }

    #[test]
    fn nothing_of_a_notice_is_markup() {
        let mut page = Vec::new();
        let shell = Shell { lang: Lang::En, title: "<b>\"</title>", styles: &["p{}"], scripts: &["let a;"] };
        shell.write(&mut page, &["</script><script>alert(1)</script>", "<!--<script>"]).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains("<title>&#60;b&#62;&#34;&#60;/title&#62;</title>"));
        assert_eq!(page.matches("<script").count(), 3);
        assert_eq!(page.matches("</script>").count(), 3);
        assert!(!page.contains("<!--"));
    }
}
