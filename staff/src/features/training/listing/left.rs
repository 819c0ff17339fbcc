//! What was typed when somebody else handed the course in or took it off the list: the form has gone, what was typed has not.

use super::{super::words, editor::Writing, review::at_place};
use catalogue::Division;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field, PHOTO, PHOTO_ALT, Values};
use ui::{Notice, SummaryList, SummaryRow, Tone};
use workflow::listing::ListingAction as A;

/// The words that are not kept, each with its place; what was only taken away leaves none.
fn left_of(kept: &Draft, typed: &Draft) -> Vec<(String, Field, String)> {
    let mut kept = kept.clone();
    if kept.classes.len() < typed.classes.len() {
        kept.classes.resize(typed.classes.len(), Values::new());
    }
    let line = |at: String| {
        let field = at.rsplit('/').next().and_then(Field::from_id)?;
        let text = at_place(typed, &at, field);
        (!text.trim().is_empty()).then_some((at, field, text))
    };
    let changed = listing::changed(&kept, typed).into_iter();
    changed.filter_map(line).collect()
}

/// A photo that is not kept, with its words where it has any; or the words alone that are not.
fn left_of_photo(kept: &Draft, typed: &Draft) -> Vec<(&'static str, String)> {
    let Some(photo) = &typed.photo else {
        return Vec::new();
    };
    let changed = listing::changed(kept, typed);
    let is_left = |part: &str| changed.iter().any(|at| at == part);
    let mut left = Vec::new();
    if is_left(PHOTO) {
        left.push((PHOTO, t::staff_training::photo::not_kept().to_owned()));
    }
    let words = photo.alt.trim();
    if !words.is_empty() && (is_left(PHOTO) || is_left(PHOTO_ALT)) {
        left.push((PHOTO_ALT, words.to_owned()));
    }
    left
}

/// Those words, and how to go on with them; nothing where everything is kept.
pub(super) fn left(writing: Writing, divisions: &[Division]) -> Option<AnyView> {
    use t::staff_training::left as said;
    let (found, of_photo, can_take_back) = writing.listing.with(|listing| {
        let kept = &listing.draft;
        let found = writing.draft.with(|typed| left_of(kept, typed));
        let of_photo = writing.draft.with(|typed| left_of_photo(kept, typed));
        (found, of_photo, listing.actions.contains(&A::TakeBack))
    });
    if found.is_empty() && of_photo.is_empty() {
        return None;
    }
    let of_photo = of_photo
        .into_iter()
        .map(|(part, left)| SummaryRow::new(words::place(part), left));
    let about = if can_take_back {
        said::handed_in()
    } else {
        said::closed()
    };
    let row = |(at, field, text): (String, Field, String)| {
        SummaryRow::new(words::place(&at), words::value(field, &text, divisions))
    };
    let rows: Vec<SummaryRow> = found.into_iter().map(row).chain(of_photo).collect();
    let notice = view! {
        <Notice tone=Tone::Warning title=said::title() is_live=true>
            <p>{about}</p>
            <SummaryList rows=rows />
        </Notice>
    };
    Some(notice.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::CoursePhoto;

    fn draft(title: &str, seats: &[&str]) -> Draft {
        let class = |seats: &&str| Values::from([(Field::Seats, (*seats).to_owned())]);
        Draft {
            course: Values::from([(Field::Title, title.to_owned())]),
            classes: seats.iter().map(class).collect(),
            photo: None,
        }
    }

    #[test]
    fn every_word_that_is_not_kept_is_named_also_of_a_class_that_was_added() {
        let kept = draft("电工", &["30"]);
        let line = |at: &str, field, text: &str| (at.to_owned(), field, text.to_owned());
        assert_eq!(
            left_of(&kept, &draft("电工初级", &["30", "20"])),
            [
                line("title", Field::Title, "电工初级"),
                line("classes/1/seats", Field::Seats, "20"),
            ]
        );
        assert!(left_of(&kept, &kept).is_empty());
        // A class that was taken away and a text that was emptied leave no words.
        assert!(left_of(&kept, &draft("", &[])).is_empty());
    }

    #[test]
    fn the_words_of_a_photo_that_is_not_kept_are_named() {
        let with = |alt: &str| {
            let photo = CoursePhoto {
                alt: alt.to_owned(),
                ..CoursePhoto::default()
            };
            Draft {
                photo: Some(photo),
                ..draft("电工", &[])
            }
        };
        let left = |kept: &Draft, typed: &Draft| {
            let left = left_of_photo(kept, typed).into_iter();
            left.map(|(part, _)| part).collect::<Vec<_>>()
        };
        let none = draft("电工", &[]);
        assert_eq!(left(&none, &with("教室")), [PHOTO, PHOTO_ALT]);
        // It is named before it has words, and its words without it.
        assert_eq!(left(&none, &with("")), [PHOTO]);
        assert_eq!(left(&with("车间"), &with("教室")), [PHOTO_ALT]);
        assert!(left(&with("教室"), &with("教室")).is_empty());
        assert!(left(&with("教室"), &none).is_empty());
    }
}
