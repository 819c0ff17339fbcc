//! What is wrong with one class.

use super::MOST_SEATS;
use super::days::{self, Days, Said};
use crate::date::day;
use crate::draft::text;
use crate::finding::in_class;
use crate::{Draft, Field, Finding, Ground, OpenClass, Values, class_key, whole_number};
use workflow::class::MOST_HOURS_A_DAY;

/// Adds what there is to say.
pub(super) fn check(
    draft: &Draft,
    index: usize,
    class: &Values,
    ground: &Ground<'_>,
    findings: &mut Vec<Finding>,
) {
    let days = Days {
        starts_on: day(text(class, Field::StartsOn)),
        ends_on: day(text(class, Field::EndsOn)),
        enrol_by: day(text(class, Field::EnrolBy)),
    };
    let at = |field: Field| in_class(index, field);
    for (field, code, with) in seats(draft, class) {
        findings.push(Finding::error(at(field), code, with));
    }
    let open = class_key(class).and_then(|key| ground.open.get(&key));
    if let Some(open) = open.filter(|open| open.is_cancelled) {
        let (place, first) = (at(Field::StartsOn), open.starts_on.to_string());
        findings.push(Finding::note(place, "class_given_up", first));
        return;
    }
    if let Some(open) = open.filter(|open| is_too_small(class, open)) {
        let (place, taken) = (at(Field::Seats), open.taken.to_string());
        findings.push(Finding::error(place, "seats_below_taken", taken));
    }
    if let Some(open) = open.filter(|open| has_own_seats(class, open)) {
        let (place, now) = (at(Field::Seats), open.seats.to_string());
        findings.push(Finding::note(place, "class_seats_own", now));
    }
    // Put off: what is written here names the class and says its days no more.
    let moved = open.filter(|open| days.starts_on.is_some_and(|day| day != open.starts_on));
    if let Some(open) = moved {
        let (place, first) = (at(Field::StartsOn), open.starts_on.to_string());
        findings.push(Finding::note(place, "class_put_off", first));
        return;
    }
    for (field, code, with) in order(draft, &days, ground) {
        findings.push(Finding::error(at(field), code, with));
    }
    match open {
        // It takes people already: what could be said of its first day was said then.
        Some(open) => {
            let is_same =
                days.ends_on == Some(open.ends_on) && days.enrol_by == Some(open.enrol_by);
            if !is_same {
                let code = "class_is_open";
                findings.push(Finding::error(
                    at(Field::EndsOn),
                    code,
                    open.ends_on.to_string(),
                ));
            }
        }
        None => {
            let mut said = Said { at: &at, findings };
            days::check(draft, class, &days, ground, &mut said);
        }
    }
}

type Mistake = (Field, &'static str, String);

/// Whether people would be left without the seats they have; none at all is said already.
fn is_too_small(class: &Values, open: &OpenClass) -> bool {
    let seats = whole_number(text(class, Field::Seats));
    !open.has_ended && seats.is_some_and(|seats| 0 < seats && seats < open.taken)
}

/// Whether the class has other seats by now than are written here.
fn has_own_seats(class: &Values, open: &OpenClass) -> bool {
    let seats = whole_number(text(class, Field::Seats));
    !open.has_ended && seats.is_some_and(|seats| seats != open.seats)
}

fn seats(draft: &Draft, class: &Values) -> Vec<Mistake> {
    let room = whole_number(draft.text(Field::VenueSeats));
    match (whole_number(text(class, Field::Seats)), room) {
        (Some(0), _) => vec![(Field::Seats, "seats_zero", String::new())],
        (Some(seats), Some(room)) if seats > room => {
            vec![(Field::Seats, "seats_above_venue", room.to_string())]
        }
        (Some(seats), _) if seats > MOST_SEATS => {
            vec![(Field::Seats, "seats_too_many", MOST_SEATS.to_string())]
        }
        _ => Vec::new(),
    }
}

/// Days in their order, hours that fit between them, and the licence until the last of them.
fn order(draft: &Draft, days: &Days, ground: &Ground<'_>) -> Vec<Mistake> {
    let mut said = Vec::new();
    let Some(starts_on) = days.starts_on else {
        return said;
    };
    if days.enrol_by.is_some_and(|enrol_by| enrol_by > starts_on) {
        said.push((Field::EnrolBy, "enrol_after_start", starts_on.to_string()));
    }
    let Some(ends_on) = days.ends_on else {
        return said;
    };
    if ends_on < starts_on {
        said.push((Field::EndsOn, "end_before_start", starts_on.to_string()));
        return said;
    }
    let most = i64::from(starts_on.days_until(ends_on) + 1) * i64::from(MOST_HOURS_A_DAY);
    let hours = whole_number(draft.text(Field::Hours));
    if hours.is_some_and(|hours| i64::from(hours) > most) {
        said.push((Field::EndsOn, "hours_do_not_fit", most.to_string()));
    }
    let valid_until = ground.licence.valid_until;
    if ends_on > valid_until && valid_until >= ground.today {
        said.push((
            Field::EndsOn,
            "licence_ends_before",
            valid_until.to_string(),
        ));
    }
    said
}
