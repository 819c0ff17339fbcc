//! The styles, which stand inside each page, and the content policy that lets in these, and what runs only where a page asks
//! whether somebody is still there.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use sha2::{Digest as _, Sha256};

const SOURCES: &str = concat!(
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../crates/ui/src/site_header.css"),
    include_str!("../../../crates/ui/src/skip_link.css"),
    include_str!("../../../crates/ui/src/page_title.css"),
    include_str!("../../../crates/ui/src/notice.css"),
    include_str!("../../../crates/ui/src/error_summary.css"),
    include_str!("../../../crates/ui/src/summary_list.css"),
    include_str!("../../../crates/ui/src/sample_mark.css"),
    include_str!("../../../crates/ui/src/field.css"),
    include_str!("../../../crates/ui/src/date_field.css"),
    include_str!("../../../crates/ui/src/button.css"),
    include_str!("plain.css"),
);

/// The styles without comments and indents.
pub(super) static STYLE: LazyLock<String> = LazyLock::new(|| squeezed(SOURCES));

/// The content policy of every plain page: its own style by hash, nothing else.
pub(super) static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| policy(None));

/// A policy that lets in the style by hash, and a script where there is one.
pub(super) fn policy(script: Option<&str>) -> HeaderValue {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let style = hash(STYLE.as_str());
    let script = script.map(|text| format!("script-src 'sha256-{}'; ", hash(text)));
    let script = script.unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; {script}img-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        push_lines(before, &mut out);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    push_lines(rest, &mut out);
    out
}

fn push_lines(css: &str, out: &mut String) {
    for line in css.lines().map(str::trim) {
        out.push_str(line);
        // A selector may go on in the next line, a value too.
        if !line.is_empty() && !line.ends_with(['{', '}', ';', ',']) {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_lose_what_no_browser_reads() {
        let css = "/* why */\na,\nb {\n  margin: 0 /* none */\n    auto;\n}\n";
        assert_eq!(squeezed(css), "a,b {margin: 0 auto;}");
    }

    #[test]
    fn the_styles_cannot_end_their_element_and_are_named_by_hash() {
        assert!(!STYLE.contains("</"));
        let policy = POLICY.to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-"),
            "{policy}"
        );
        assert!(
            !policy.contains("script-src") && !policy.contains("unsafe"),
            "{policy}"
        );
    }
}
