//! What a file's name says about it.

/// The media type by ending.
pub(super) fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether Trunk put a hash of the content into the name (`app-1f3a….js`, `app-1f3a…_bg.wasm`), so that the name never
/// means other bytes.
pub(super) fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, _)) = name.split_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else {
        return false;
    };
    (8..=16).contains(&hash.len())
        && hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names() {
        let table = [
            ("residents-1f3a9c0d2b4e6f80.js", true),
            ("residents-1f3a9c0d2b4e6f80_bg.wasm", true),
            ("snippets/x-1f3a9c0d/inline0.js", false),
            ("index.html", false),
            ("boot.js", false),
            ("style-old.css", false),
        ];
        for (path, hashed) in table {
            assert_eq!(is_hashed(path), hashed, "{path}");
        }
    }
}
