//! A course's classes a year later, and a course without its dates.

use std::collections::BTreeMap;

use domain::Date;

use crate::date::day;
use crate::draft::text;
use crate::{Draft, Field, OpenClass, Values, class_key};

/// 52 weeks in days: the same weekday, a day or two earlier in the year.
const WEEKS_OF_A_YEAR: i32 = 364;

const DATES: [Field; 3] = [Field::StartsOn, Field::EndsOn, Field::EnrolBy];

/// The classes of a draft a year later, on the same weekdays: those that take people already and have not ended stay as they
/// are, every class is there anew, and whatever would still lie before `today` moves on by further years. Dates that cannot
/// be read stay to be put right. Whether the new days are good is [`check`](crate::check)'s to say.
#[must_use]
pub fn roll_over(draft: &Draft, open: &BTreeMap<String, OpenClass>, today: Date) -> Draft {
    let is_kept = |class: &Values| {
        let key = class_key(class);
        let open = key.and_then(|key| open.get(&key));
        open.is_some_and(|open| !open.has_ended)
    };
    let mut classes: Vec<Values> = draft
        .classes
        .iter()
        .filter(|class| is_kept(class))
        .cloned()
        .collect();
    for class in &draft.classes {
        let moved = moved(class, today);
        let key = class_key(&moved);
        let is_there = key.is_some() && classes.iter().any(|one| class_key(one) == key);
        if !is_there {
            classes.push(moved);
        }
    }
    Draft {
        classes,
        ..draft.clone()
    }
}

fn moved(class: &Values, today: Date) -> Values {
    let mut days = WEEKS_OF_A_YEAR;
    if let Some(starts_on) = day(text(class, Field::StartsOn)) {
        while starts_on.add_days(days) <= today {
            days += WEEKS_OF_A_YEAR;
        }
    }
    let mut class = class.clone();
    for field in DATES {
        if let Some(date) = day(text(&class, field)) {
            class.insert(field, date.add_days(days).to_string());
        }
    }
    class
}

/// The same without the dates of its classes, to begin other courses from.
#[must_use]
pub fn blank_dates(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    for class in &mut draft.classes {
        class.retain(|field, _| !DATES.contains(field));
    }
    draft.classes.dedup();
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::testing::{Bench, day as date, good};

    fn days(class: &Values) -> [&str; 3] {
        DATES.map(|field| text(class, field))
    }

    #[test]
    fn every_date_moves_to_the_same_weekday_of_next_year() {
        let rolled = roll_over(&good(), &BTreeMap::new(), date("2026-11-24"));
        assert_eq!(rolled.course, good().course);
        assert_eq!(
            days(&rolled.classes[0]),
            ["2028-02-28", "2028-03-24", "2028-02-23"]
        );
        for (before, after) in days(&good().classes[0])
            .into_iter()
            .zip(days(&rolled.classes[0]))
        {
            assert_eq!(date(before).weekday(), date(after).weekday());
        }
        // What has long been over comes to lie ahead.
        let late = roll_over(&good(), &BTreeMap::new(), date("2029-06-01"));
        assert_eq!(days(&late.classes[0])[0], "2030-02-25");
    }

    #[test]
    fn what_takes_people_stays_and_what_ended_goes() {
        let open = |has_ended| {
            let class = OpenClass {
                starts_on: date("2027-03-01"),
                ends_on: date("2027-03-26"),
                enrol_by: date("2027-02-24"),
                taken: 0,
                seats: 30,
                has_ended,
                is_cancelled: false,
            };
            BTreeMap::from([("20270301-day".to_owned(), class)])
        };
        let today = date("2026-11-24");
        let running = roll_over(&good(), &open(false), today);
        assert_eq!(running.classes.len(), 2);
        assert_eq!(running.classes[0], good().classes[0]);
        let over = roll_over(&good(), &open(true), today);
        assert_eq!(over.classes.len(), 1);
        // Pressed again, nothing is there twice.
        let again = roll_over(&running, &open(false), today);
        let keys: Vec<_> = again.classes.iter().filter_map(class_key).collect();
        assert_eq!(keys, ["20270301-day", "20280228-day", "20290226-day"]);
    }

    #[test]
    fn what_must_be_looked_at_is_said_by_the_check() {
        let mut bench = Bench::default();
        bench.licence.valid_until = date("2027-12-31");
        let mut draft = good();
        draft.classes[0].insert(Field::EnrolBy, "春天".into());
        let rolled = roll_over(&draft, &BTreeMap::new(), date("2026-11-24"));
        assert_eq!(text(&rolled.classes[0], Field::EnrolBy), "春天");
        let findings = check(&rolled, &bench.ground());
        let codes: Vec<_> = findings.iter().map(|one| one.code.as_str()).collect();
        for code in [
            "not_a_date",
            "licence_ends_before",
            "holidays_not_announced",
        ] {
            assert!(codes.contains(&code), "{code}: {codes:?}");
        }
    }

    #[test]
    fn a_template_keeps_everything_but_dates() {
        let blank = blank_dates(&good());
        assert_eq!(days(&blank.classes[0]), ["", "", ""]);
        assert_eq!(text(&blank.classes[0], Field::Seats), "30");
        assert_eq!(blank.course, good().course);
        let mut two = good();
        two.classes.push(good().classes.remove(0));
        two.classes[1].insert(Field::StartsOn, "2027-05-10".into());
        assert_eq!(blank_dates(&two).classes.len(), 1);
    }
}
