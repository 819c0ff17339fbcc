//! The photo of a course, as its trainer writes it down.

use catalogue::CoursePhoto;

use crate::{Draft, Finding};

/// Where the photo is, among the places of a draft.
pub const PHOTO: &str = "photo";
/// Where it is said what is to be seen on it.
pub const PHOTO_ALT: &str = "photo/alt";
/// The most characters of that.
pub const MOST_ALT_CHARS: usize = 60;

/// With the words in their one form.
pub(crate) fn tidied(photo: &CoursePhoto) -> CoursePhoto {
    CoursePhoto {
        alt: photo.alt.trim().to_owned(),
        ..photo.clone()
    }
}

/// Who cannot see the photo is told what is on it.
pub(crate) fn check(draft: &Draft) -> Option<Finding> {
    let alt = draft.photo.as_ref()?.alt.trim();
    match alt.chars().count() {
        0 => Some(Finding::error(PHOTO_ALT, "required", "")),
        1..=MOST_ALT_CHARS => None,
        _ => {
            let most = MOST_ALT_CHARS.to_string();
            Some(Finding::error(PHOTO_ALT, "too_long", most))
        }
    }
}

/// The places of it where two drafts differ.
pub(crate) fn changed(before: &Draft, after: &Draft) -> Vec<String> {
    let hash = |draft: &Draft| draft.photo.as_ref().map(|photo| photo.sha256.clone());
    let words = |photo: &CoursePhoto| photo.alt.trim().to_owned();
    let mut places = Vec::new();
    if hash(before) != hash(after) {
        places.push(PHOTO.to_owned());
    }
    if let (Some(old), Some(new)) = (&before.photo, &after.photo)
        && words(old) != words(new)
    {
        places.push(PHOTO_ALT.to_owned());
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Bench, good};
    use crate::{blank_dates, changed, check, is_material, joined, roll_over};

    fn with(alt: &str) -> Draft {
        let photo = CoursePhoto {
            sha256: "ab".repeat(32),
            width: 1_200,
            height: 900,
            alt: alt.to_owned(),
        };
        Draft {
            photo: Some(photo),
            ..good()
        }
    }

    #[test]
    fn a_photo_and_its_words_are_small_changes_with_places_of_their_own() {
        assert_eq!(changed(&good(), &with("教室")), [PHOTO]);
        assert_eq!(changed(&with("教室"), &good()), [PHOTO]);
        assert_eq!(changed(&with("教室"), &with("焊接")), [PHOTO_ALT]);
        assert!(changed(&with("教室"), &with(" 教室 ")).is_empty());
        assert!(!is_material(PHOTO) && !is_material(PHOTO_ALT));
        // What nobody has thought of goes to a reviewer.
        assert!(is_material("price") && is_material("classes") && is_material("photo/else"));
    }

    #[test]
    fn a_photo_says_what_is_on_it() {
        let bench = Bench::default();
        let found = |alt: &str| {
            let findings = check(&with(alt), &bench.ground());
            let of_photo = findings.into_iter().find(|one| one.at == PHOTO_ALT);
            of_photo.map(|one| one.code)
        };
        assert_eq!(found(" ").as_deref(), Some("required"));
        let long = "长".repeat(MOST_ALT_CHARS + 1);
        assert_eq!(found(&long).as_deref(), Some("too_long"));
        assert_eq!(found("学员在练焊接"), None);
    }

    #[test]
    fn it_goes_along_and_is_read_back() {
        let draft = with("教室");
        let today = crate::testing::day("2026-11-24");
        let open = std::collections::BTreeMap::new();
        assert_eq!(roll_over(&draft, &open, today).photo, draft.photo);
        assert_eq!(blank_dates(&draft).photo, draft.photo);
        assert_eq!(with(" 教室 ").tidied(&[]).photo, draft.photo);
        let json = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
        let without = serde_json::to_string(&good()).unwrap();
        assert!(!without.contains(PHOTO), "{without}");
    }

    #[test]
    fn of_two_who_write_whoever_touched_the_photo_has_it() {
        let (after, both) = joined(&good(), &with("教室"), &good());
        assert!(both.is_empty() && after.photo == with("教室").photo);
        let (after, both) = joined(&with("教室"), &with("教室"), &good());
        assert!(both.is_empty() && after.photo.is_none());
        let (after, both) = joined(&with("教室"), &with("焊接"), &with("电工"));
        assert_eq!(
            (after.photo, both),
            (with("电工").photo, vec![PHOTO_ALT.to_owned()])
        );
    }
}
