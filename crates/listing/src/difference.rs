//! What differs between two drafts.

use std::collections::BTreeSet;

use crate::draft::text;
use crate::finding::in_class;
use crate::photo::{self, PHOTO, PHOTO_ALT};
use crate::{Draft, Field, Values, class_key};

/// The places where two drafts differ: field ids, `photo` and `photo/alt`, `classes/<index>/<field>`, and `classes` when one
/// has more classes.
#[must_use]
pub fn changed(before: &Draft, after: &Draft) -> Vec<String> {
    let mut places = of_course(before, after);
    for (index, (old, new)) in before.classes.iter().zip(&after.classes).enumerate() {
        places.extend(differing(old, new, Field::of_class()).map(|field| in_class(index, field)));
    }
    if before.classes.len() != after.classes.len() {
        places.push("classes".to_owned());
    }
    places
}

/// The same between what residents see and what is to take its place. A class is held against the one of the same day,
/// wherever it stands: of next year's the old one is no earlier wording. `classes` says that one was added or taken out.
#[must_use]
pub fn changed_by_class(live: &Draft, after: &Draft) -> Vec<String> {
    let mut places = of_course(live, after);
    let same = same_classes(live, after);
    for (index, (new, same)) in after.classes.iter().zip(&same).enumerate() {
        if let Some(old) = same.and_then(|place| live.classes.get(place)) {
            let fields = differing(old, new, Field::of_class());
            places.extend(fields.map(|field| in_class(index, field)));
        }
    }
    let kept = same.iter().flatten().count();
    if kept < live.classes.len() || kept < after.classes.len() {
        places.push("classes".to_owned());
    }
    places
}

/// For each class of a draft its place in an earlier one: that of the class of the same day and time, none where there is
/// none. While a day cannot be read on one side, the class is the one at its place that is no other's.
#[must_use]
pub fn same_classes(before: &Draft, after: &Draft) -> Vec<Option<usize>> {
    let old: Vec<Option<String>> = before.classes.iter().map(class_key).collect();
    let new: Vec<Option<String>> = after.classes.iter().map(class_key).collect();
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    let mut same: Vec<Option<usize>> = Vec::with_capacity(new.len());
    for key in &new {
        let is_it = |place: &usize| key.is_some() && old.get(*place) == Some(key);
        let place = free.iter().copied().find(is_it);
        same.push(place.filter(|place| free.remove(place)));
    }
    for (place, (found, key)) in same.iter_mut().zip(&new).enumerate() {
        let is_unread = key.is_none() || old.get(place).is_some_and(Option::is_none);
        if found.is_none() && is_unread && free.remove(&place) {
            *found = Some(place);
        }
    }
    same
}

/// What differs of the course itself.
fn of_course(before: &Draft, after: &Draft) -> Vec<String> {
    let mut places: Vec<String> = differing(&before.course, &after.course, Field::of_course())
        .map(|field| field.id().to_owned())
        .collect();
    places.extend(photo::changed(before, after));
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

    /// A class of a day with so many seats.
    fn class(starts_on: &str, seats: &str) -> Values {
        let values = [
            (Field::StartsOn, starts_on),
            (Field::TimeOfDay, "day"),
            (Field::Seats, seats),
        ];
        let values = values.map(|(field, value)| (field, value.to_owned()));
        Values::from(values)
    }

    #[test]
    fn a_reviewer_reads_a_class_beside_the_one_of_the_same_day() {
        type Classes = &'static [(&'static str, &'static str)];
        // Live, written, which live one each written one is beside, and what is said to have changed.
        type Case = (
            Classes,
            Classes,
            &'static [Option<usize>],
            &'static [&'static str],
        );
        const MARCH: (&str, &str) = ("2027-03-01", "30");
        const APRIL: (&str, &str) = ("2027-04-06", "30");
        const NEXT: (&str, &str) = ("2028-02-28", "30");
        let table: [Case; 9] = [
            (&[MARCH], &[MARCH], &[Some(0)], &[]),
            (&[MARCH, APRIL], &[APRIL, MARCH], &[Some(1), Some(0)], &[]),
            // Next year's class in the place of the one that ended.
            (&[MARCH], &[NEXT], &[None], &["classes"]),
            (&[MARCH, APRIL], &[APRIL], &[Some(1)], &["classes"]),
            (&[MARCH], &[MARCH, APRIL], &[Some(0), None], &["classes"]),
            (
                &[MARCH, APRIL],
                &[("2027-04-06", "20"), NEXT],
                &[Some(1), None],
                &["classes/0/seats", "classes"],
            ),
            // The same day written otherwise.
            (
                &[MARCH],
                &[("2027年3月1日", "30")],
                &[Some(0)],
                &["classes/0/starts_on"],
            ),
            (
                &[MARCH],
                &[("三月", "30")],
                &[Some(0)],
                &["classes/0/starts_on"],
            ),
            (&[MARCH, MARCH], &[MARCH], &[Some(0)], &["classes"]),
        ];
        let with = |classes: Classes| Draft {
            classes: classes.iter().map(|(on, seats)| class(on, seats)).collect(),
            ..good()
        };
        for (live, after, same, places) in table {
            let case = format!("{live:?} {after:?}");
            let (live, after) = (with(live), with(after));
            assert_eq!(same_classes(&live, &after), same, "{case}");
            assert_eq!(changed_by_class(&live, &after), places, "{case}");
        }
    }
}
