//! What two people made of the same words at once.

use crate::difference::changed;
use crate::draft::text;
use crate::photo;
use crate::{Draft, Field, Values};

/// What was written here, with what somebody else changed meanwhile, and the places that both changed: there `mine` stays.
///
/// A class is taken whole, from whoever changed it, and all of them where one was added or taken away.
#[must_use]
pub fn joined(before: &Draft, theirs: &Draft, mine: &Draft) -> (Draft, Vec<String>) {
    let mut after = mine.clone();
    let mut both = Vec::new();
    for field in Field::of_course() {
        let of = |draft: &Draft| text(&draft.course, field).trim().to_owned();
        let (was, other, own) = (of(before), of(theirs), of(mine));
        if own == was {
            after.course.remove(&field);
            let value = theirs.course.get(&field).cloned();
            after.course.extend(value.map(|value| (field, value)));
        } else if other != was && other != own {
            both.push(field.id().to_owned());
        }
    }
    let is_same_photo = |one: &Draft, other: &Draft| photo::changed(one, other).is_empty();
    if is_same_photo(before, mine) {
        after.photo.clone_from(&theirs.photo);
    } else if !is_same_photo(before, theirs) {
        both.extend(photo::changed(theirs, mine));
    }
    let count = before.classes.len();
    if theirs.classes.len() == count && mine.classes.len() == count {
        let all = before.classes.iter().zip(&theirs.classes);
        for ((was, other), own) in all.zip(&mut after.classes) {
            if is_same(was, own) {
                own.clone_from(other);
            }
        }
    } else if is_same_list(&before.classes, &mine.classes) {
        after.classes.clone_from(&theirs.classes);
    }
    let with_classes_of = |other: &Draft| Draft {
        classes: other.classes.clone(),
        ..after.clone()
    };
    let (taken, untouched) = (with_classes_of(theirs), with_classes_of(before));
    // Where a class stands otherwise than with them although they changed it.
    let theirs_of_classes = changed(&untouched, &taken);
    let kept = changed(&taken, &after).into_iter();
    both.extend(kept.filter(|at| theirs_of_classes.contains(at)));
    (after, both)
}

fn is_same(one: &Values, other: &Values) -> bool {
    let mut fields = Field::of_class();
    fields.all(|field| text(one, field).trim() == text(other, field).trim())
}

fn is_same_list(one: &[Values], other: &[Values]) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| is_same(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::good;

    fn with(change: impl FnOnce(&mut Draft)) -> Draft {
        let mut draft = good();
        change(&mut draft);
        draft
    }

    fn typed(draft: &mut Draft, field: Field, value: &str) {
        draft.course.insert(field, value.into());
    }

    fn of_class(draft: &mut Draft, field: Field, value: &str) {
        draft.classes[0].insert(field, value.into());
    }

    #[test]
    fn nothing_typed_is_lost_and_nothing_of_the_other_is_undone() {
        let theirs = with(|draft| typed(draft, Field::Price, "900"));
        let mine = with(|draft| typed(draft, Field::Summary, "零基础也能学。"));
        let (after, both) = joined(&good(), &theirs, &mine);
        assert!(both.is_empty(), "{both:?}");
        let expected = with(|draft| {
            typed(draft, Field::Price, "900");
            typed(draft, Field::Summary, "零基础也能学。");
        });
        assert!(changed(&expected, &after).is_empty());
    }

    #[test]
    fn what_both_changed_is_named() {
        let theirs = with(|draft| {
            typed(draft, Field::Price, "900");
            typed(draft, Field::Hours, "90");
            of_class(draft, Field::Seats, "20");
        });
        let mine = with(|draft| {
            typed(draft, Field::Price, "800");
            typed(draft, Field::Hours, "90");
            of_class(draft, Field::Seats, "25");
        });
        let (after, both) = joined(&good(), &theirs, &mine);
        assert_eq!(both, ["price", "classes/0/seats"]);
        assert!(changed(&mine, &after).is_empty());
    }

    #[test]
    fn a_class_comes_whole_from_whoever_changed_it() {
        let theirs = with(|draft| of_class(draft, Field::Seats, "20"));
        let mine = with(|draft| typed(draft, Field::Hours, "90"));
        let (after, both) = joined(&good(), &theirs, &mine);
        assert!(both.is_empty(), "{both:?}");
        assert_eq!(after.classes, theirs.classes);
        let more = with(|draft| draft.classes.push(Values::new()));
        let (after, both) = joined(&good(), &more, &mine);
        assert!(both.is_empty(), "{both:?}");
        assert_eq!(after.classes.len(), good().classes.len() + 1);
        let (after, both) = joined(&good(), &theirs, &more);
        assert_eq!(after.classes, more.classes);
        assert_eq!(both, ["classes/0/seats"]);
        // What was emptied here stays empty.
        let empty = with(|draft| {
            draft.course.remove(&Field::Bring);
        });
        let (after, _) = joined(&good(), &theirs, &empty);
        assert_eq!(after.text(Field::Bring), "");
    }
}
