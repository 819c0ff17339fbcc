//! What differs between two drafts.

use crate::draft::text;
use crate::finding::in_class;
use crate::photo::{self, PHOTO, PHOTO_ALT};
use crate::{Draft, Field, Values};

/// The places where two drafts differ: field ids, `photo` and `photo/alt`, `classes/<index>/<field>`, and `classes` when one
/// has more classes.
#[must_use]
pub fn changed(before: &Draft, after: &Draft) -> Vec<String> {
    let mut places: Vec<String> = differing(&before.course, &after.course, Field::of_course())
        .map(|field| field.id().to_owned())
        .collect();
    places.extend(photo::changed(before, after));
    for (index, (old, new)) in before.classes.iter().zip(&after.classes).enumerate() {
        places.extend(differing(old, new, Field::of_class()).map(|field| in_class(index, field)));
    }
    if before.classes.len() != after.classes.len() {
        places.push("classes".to_owned());
    }
    places
}

/// Whether a reviewer must see a change at a place first. A photo and its words are put right at once, like a slip of the
/// keyboard; a place that nobody knows is not.
#[must_use]
pub fn is_material(at: &str) -> bool {
    let field = Field::from_id(at.rsplit('/').next().unwrap_or_default());
    !matches!(at, PHOTO | PHOTO_ALT) && field.is_none_or(Field::is_material)
}

fn differing(
    before: &Values,
    after: &Values,
    fields: impl Iterator<Item = Field>,
) -> impl Iterator<Item = Field> {
    fields.filter(move |field| text(before, *field).trim() != text(after, *field).trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::good;

    #[test]
    fn differences_name_their_place() {
        let before = good();
        let mut after = before.clone();
        assert!(changed(&before, &after).is_empty());
        after.course.insert(Field::Price, "900".into());
        after.course.remove(&Field::Bring);
        after.classes[0].insert(Field::Seats, "20".into());
        assert_eq!(
            changed(&before, &after),
            ["price", "bring", "classes/0/seats"]
        );
        after.classes.push(Values::new());
        assert!(changed(&before, &after).contains(&"classes".to_owned()));
    }
}
