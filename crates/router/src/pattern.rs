//! Which paths a pattern takes: `/courses/:id` takes `/courses/welder`.

use crate::ParamsMap;

/// What the pattern's names stand for, if it takes the path. Slashes too many do not count.
pub(crate) fn matched(pattern: &str, path: &str) -> Option<ParamsMap> {
    let mut params = ParamsMap::default();
    let (mut wanted, mut found) = (segments(pattern), segments(path));
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return Some(params),
            (Some(wanted), Some(found)) => match wanted.strip_prefix(':') {
                Some(name) => params.push_segment(name, found),
                None if wanted == found => {}
                None => return None,
            },
            _ => return None,
        }
    }
}

/// The path below a base such as `/my`; none when it is not there.
pub(crate) fn below<'a>(base: &str, path: &'a str) -> Option<&'a str> {
    path.strip_prefix(base)
        .filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{below, matched};

    #[test]
    fn a_pattern_takes_its_paths() {
        for (pattern, path, expected) in [
            ("/", "/", Some(None)),
            ("/", "", Some(None)),
            ("/courses", "/courses", Some(None)),
            ("/courses", "/courses/", Some(None)),
            ("/courses", "/coursesx", None),
            ("/courses/:id", "/courses/welder-5", Some(Some("welder-5"))),
            ("/courses/:id", "/courses/%E7%94%B5+", Some(Some("电+"))),
            ("/courses/:id", "/courses", None),
            ("/courses/:id", "/courses/a/b", None),
        ] {
            let found = matched(pattern, path);
            assert_eq!(
                found.as_ref().map(|params| params.get_str("id")),
                expected,
                "{pattern} {path}"
            );
        }
    }

    #[test]
    fn a_base_ends_at_a_slash() {
        for (base, path, expected) in [
            ("", "/courses", Some("/courses")),
            ("/my", "/my", Some("")),
            ("/my", "/my/files", Some("/files")),
            ("/my", "/mystery", None),
            ("/my", "/", None),
        ] {
            assert_eq!(below(base, path), expected, "{base} {path}");
        }
    }
}
