//! What taking a row in changes: against what residents see, or against a draft where they see nothing yet.

use api::course_sheet::{Difference, DifferenceKind, FieldChange};
use listing::sheet::SheetRow;
use listing::{Draft, Field, Values, class_key};

use crate::listings::record::Record;

/// The most letters of a longer text that are shown.
const MOST_LETTERS: usize = 60;
/// How many of them stand before the first that differs.
const LETTERS_BEFORE: usize = 8;

/// What taking a row in changes of a listing.
#[must_use]
pub fn difference(record: Option<&Record>, row: &SheetRow) -> Difference {
    let Some(record) = record else {
        return Difference::new_course();
    };
    let seen = record.live.as_ref().unwrap_or(&record.draft);
    let is_pending = *seen != record.draft;
    Difference {
        replaces_draft: is_pending
            && merged(&record.draft, std::slice::from_ref(row)) != record.draft,
        ..against(seen, row)
    }
}

fn against(seen: &Draft, row: &SheetRow) -> Difference {
    let own = row.draft();
    let class = own.classes.first();
    let known = class
        .and_then(class_key)
        .and_then(|key| find_class(seen, &key));
    let of_course = own.course.keys().copied();
    let mut changes: Vec<FieldChange> = of_course
        .filter_map(|field| change(field, &seen.course, &own.course))
        .collect();
    if let (Some(known), Some(class)) = (known, class) {
        changes.extend(Field::of_class().filter_map(|field| change(field, known, class)));
    }
    let kind = match (known, changes.is_empty()) {
        (None, _) => DifferenceKind::NewClass,
        (Some(_), false) => DifferenceKind::Changed,
        (Some(_), true) => DifferenceKind::Unchanged,
    };
    Difference {
        kind,
        fields: changes.iter().map(|one| one.field.clone()).collect(),
        changes,
        replaces_draft: false,
    }
}

fn find_class<'a>(draft: &'a Draft, key: &str) -> Option<&'a Values> {
    let mut classes = draft.classes.iter();
    classes.find(|class| class_key(class).as_deref() == Some(key))
}

fn change(field: Field, before: &Values, after: &Values) -> Option<FieldChange> {
    let text = |values: &Values| {
        let text = values.get(&field).map_or("", |text| text.trim());
        text.to_owned()
    };
    let (before, after) = (text(before), text(after));
    (before != after).then(|| {
        let (before, after) = shortened(field, before, after);
        FieldChange {
            field: field.id().to_owned(),
            before,
            after,
        }
    })
}

/// Long texts from shortly before the place where they differ. Codes stay whole: cut, they have no words.
fn shortened(field: Field, before: String, after: String) -> (String, String) {
    if !matches!(field, Field::Summary | Field::Outline | Field::Bring) {
        return (before, after);
    }
    let pairs = before.chars().zip(after.chars());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let from = same.saturating_sub(LETTERS_BEFORE);
    (excerpt(&before, from), excerpt(&after, from))
}

fn excerpt(text: &str, from: usize) -> String {
    let letters = text.chars().count();
    if letters <= MOST_LETTERS {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(from).take(MOST_LETTERS).collect();
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    [dots(from > 0), &kept, dots(letters > from + MOST_LETTERS)].concat()
}

/// A listing with rows put in: what a row says of the course, and its class in the place of the one of the same day.
#[must_use]
pub fn merged(before: &Draft, rows: &[SheetRow]) -> Draft {
    let mut after = before.clone();
    for row in rows {
        let own = row.draft();
        after.course.extend(own.course);
        for class in own.classes {
            let key = class_key(&class);
            let same = |known: &&mut Values| key.is_some() && class_key(known) == key;
            match after.classes.iter_mut().find(same) {
                Some(known) => *known = class,
                None => after.classes.push(class),
            }
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field::{Outline, Price, Seats, StartsOn, TimeOfDay, Title};

    fn row(pairs: &[(Field, &str)]) -> SheetRow {
        let values: Values = pairs
            .iter()
            .map(|(field, value)| (*field, (*value).to_owned()))
            .collect();
        SheetRow { number: 2, values }
    }

    fn before() -> Draft {
        let first = row(&[
            (Title, "电工"),
            (Price, "0"),
            (StartsOn, "2027-03-01"),
            (TimeOfDay, "day"),
            (Seats, "30"),
        ]);
        merged(&Draft::default(), &[first])
    }

    fn changes(found: &Difference) -> Vec<(&str, &str, &str)> {
        let changes = found.changes.iter();
        changes
            .map(|one| (one.field.as_str(), one.before.as_str(), one.after.as_str()))
            .collect()
    }

    #[test]
    fn a_row_changes_its_class_or_brings_a_new_one() {
        let before = before();
        let same_day = row(&[(StartsOn, "2027-03-01"), (TimeOfDay, "day"), (Seats, "20")]);
        let changed = merged(&before, std::slice::from_ref(&same_day));
        assert_eq!(changed.classes.len(), 1);
        assert_eq!(listing::changed(&before, &changed), ["classes/0/seats"]);
        let found = against(&before, &same_day);
        assert_eq!(found.kind, DifferenceKind::Changed);
        assert_eq!(changes(&found), [("seats", "30", "20")]);
        assert_eq!(against(&changed, &same_day).kind, DifferenceKind::Unchanged);

        let other_day = row(&[(Price, "9"), (StartsOn, "2027-04-01"), (TimeOfDay, "day")]);
        let more = merged(&before, std::slice::from_ref(&other_day));
        assert_eq!((more.classes.len(), more.text(Price)), (2, "9"));
        let found = against(&before, &other_day);
        assert_eq!(found.kind, DifferenceKind::NewClass);
        assert_eq!(changes(&found), [("price", "0", "9")]);
    }

    #[test]
    fn a_long_text_is_cut_to_where_it_differs() {
        let long = |end: &str| ["安全用电；".repeat(20).as_str(), end].concat();
        let (before, after) = shortened(Outline, long("照明"), long("查找故障"));
        assert_eq!(before, "…用电；安全用电；照明");
        assert_eq!(after, "…用电；安全用电；查找故障");
        let (before, after) = shortened(Outline, long(""), "短".to_owned());
        assert_eq!(before.chars().count(), MOST_LETTERS + 1);
        assert!(before.starts_with("安全") && before.ends_with('…'));
        assert_eq!(after, "短");
    }
}
