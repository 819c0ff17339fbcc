//! The one style a page carries inside itself, which its content policy names by hash.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use sha2::{Digest as _, Sha256};

use crate::middleware::security_headers;

/// The content policy of a page with a style of its own; none for a page without.
pub(super) fn policy(page: &[u8]) -> Option<HeaderValue> {
    let page = std::str::from_utf8(page).ok()?;
    let (_, rest) = page.split_once("<style>")?;
    let (style, _) = rest.split_once("</style>")?;
    let hash = STANDARD.encode(Sha256::digest(style));
    HeaderValue::from_str(&security_headers::policy_with_style(&hash)).ok()
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn the_style_is_named_by_its_hash_and_nothing_else_is_let_in() {
        let found = policy(b"<head><style>p{margin:0}</style></head>").unwrap();
        let found = found.to_str().unwrap();
        assert!(
            found.contains(
                "style-src 'self' 'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA=';"
            ),
            "{found}"
        );
        assert!(!found.contains("unsafe-inline"), "{found}");
        assert_eq!(policy(b"<head></head>"), None);
    }
}
