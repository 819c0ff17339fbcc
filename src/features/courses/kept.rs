//! The list of an earlier visit, kept in this browser: the next one asks only for what changed since.

use catalogue::{CatalogueEdition, CourseListing};
use leptos::prelude::window;

/// The key in `localStorage`; `boot.js` reads the version out of what is kept under it.
const KEY: &str = "fumin.catalogue";

/// A catalogue larger than this many bytes is not kept: a browser has five million letters for everything.
const LARGEST: usize = 1_000_000;

/// What was kept, if it can be asked about.
pub(super) fn read_kept() -> Option<CatalogueEdition> {
    let storage = window().local_storage().ok().flatten()?;
    let text = storage.get_item(KEY).ok().flatten()?;
    let kept: Option<CatalogueEdition> = json::from_str(&text).ok();
    let kept = kept.filter(|kept| kept.since.is_none() && is_askable(&kept.version));
    if kept.is_none() {
        let _ = storage.remove_item(KEY);
    }
    kept
}

/// Keeps an answer with everything in it. A browser that has no room, or keeps nothing, asks for everything next time.
pub(super) fn keep(text: &str) {
    if text.len() > LARGEST {
        return;
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(KEY, text);
    }
}

/// Whether a version can stand in an address as it is, as `boot.js` puts it there.
fn is_askable(version: &str) -> bool {
    !version.is_empty()
        && version
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

/// An answer that was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) courses: Vec<CourseListing>,
    /// Whether everything came, so that it is worth keeping.
    pub(super) is_whole: bool,
}

/// Reads an answer to a question about what is kept. None when it is damaged, or completes something else.
pub(super) fn read_answer(text: &str, kept: Option<&CatalogueEdition>) -> Option<Answer> {
    let edition: CatalogueEdition = json::from_str(text).ok()?;
    let before = match &edition.since {
        Some(since) => kept
            .filter(|kept| kept.version == *since)?
            .courses(Vec::new())?,
        None => Vec::new(),
    };
    Some(Answer {
        courses: edition.courses(before)?,
        is_whole: edition.since.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::courses::testing::{listing, session};

    fn text(edition: &CatalogueEdition) -> String {
        serde_json::to_string(edition).unwrap()
    }

    #[test]
    fn what_changed_completes_what_is_kept() {
        let welder = listing("welder", "焊工班", vec![session("2026-12-01", 30, 4)]);
        let cook = listing("cook", "家常菜班", vec![]);
        let kept = CatalogueEdition::whole("1", [&cook, &welder]);
        let fuller = listing("welder", "焊工班", vec![session("2026-12-01", 30, 5)]);
        let delta = CatalogueEdition::since("1", "2", [&fuller], vec!["cook".into()]);
        let answer = Answer {
            courses: vec![fuller],
            is_whole: false,
        };
        assert_eq!(read_answer(&text(&delta), Some(&kept)), Some(answer));

        let whole = CatalogueEdition::whole("2", [&cook]);
        let answer = Answer {
            courses: vec![cook],
            is_whole: true,
        };
        assert_eq!(read_answer(&text(&whole), Some(&kept)), Some(answer));
    }

    #[test]
    fn what_completes_something_else_is_not_read() {
        let other = CatalogueEdition::whole("0", &[]);
        let delta = text(&CatalogueEdition::since("1", "2", &[], vec![]));
        for (text, kept) in [
            (delta.as_str(), None),
            (&delta, Some(&other)),
            ("", Some(&other)),
            ("{\"version\":\"1\"}", Some(&other)),
        ] {
            assert_eq!(read_answer(text, kept), None, "{text}");
        }
    }

    #[test]
    fn the_version_stands_first_and_can_be_asked_about() {
        // `boot.js` looks for it there.
        let kept = text(&CatalogueEdition::whole("seed-1", &[]));
        assert!(kept.starts_with("{\"version\":\"seed-1\""));
        for (version, expected) in [
            ("seed-1795485600000", true),
            ("01J.A_b", true),
            ("", false),
            ("a&b", false),
            ("汉", false),
        ] {
            assert_eq!(is_askable(version), expected, "{version}");
        }
    }
}
