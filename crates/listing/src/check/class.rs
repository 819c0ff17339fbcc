//! What is wrong with one class.

use catalogue::{Audience, CourseKind, TimeOfDay};
use domain::Date;

use super::MOST_SEATS;
use crate::date::day;
use crate::draft::text;
use crate::finding::in_class;
use crate::read::time_of_day;
use crate::{Draft, Field, Finding, Ground, Values, class_key, whole_number};

/// The most hours taught on one day.
const MOST_HOURS_A_DAY: i64 = 10;

struct Days {
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    enrol_by: Option<Date>,
}

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
            first_day(&days, class, ground, &at, findings);
            seasons(draft, &days, ground, &at, findings);
        }
    }
}

/// What is only to be known of the time of year: farmers are in their fields, or nobody knows the holidays yet.
fn seasons(
    draft: &Draft,
    days: &Days,
    ground: &Ground<'_>,
    at: &impl Fn(Field) -> String,
    findings: &mut Vec<Finding>,
) {
    let (Some(starts_on), Some(ends_on)) = (days.starts_on, days.ends_on) else {
        return;
    };
    if ends_on > ground.calendar.known_until() {
        let year = ends_on.year().to_string();
        let place = at(Field::StartsOn);
        findings.push(Finding::note(place, "holidays_not_announced", year));
    }
    if !is_for_farmers(draft, ground) {
        return;
    }
    let mut seasons = ground.busy_seasons.iter();
    let busy = seasons.find(|season| season.months.has(starts_on) || season.months.has(ends_on));
    if let Some(season) = busy {
        let place = at(Field::StartsOn);
        findings.push(Finding::note(place, "in_busy_season", season.name.clone()));
    }
}

/// Whether those meant are in the fields when there is work in them.
fn is_for_farmers(draft: &Draft, ground: &Ground<'_>) -> bool {
    let read = |field| {
        let reading = ground.read(field, draft.text(field));
        reading.map(|reading| reading.value).unwrap_or_default()
    };
    let farmers = [
        Audience::RuralEntrepreneur,
        Audience::RuralWorker,
        Audience::ProfessionalFarmer,
        Audience::ReturningMigrant,
        Audience::PovertyExited,
    ];
    read(Field::Kind) == CourseKind::Farming.code()
        || read(Field::Audiences)
            .split('、')
            .filter_map(Audience::from_code)
            .any(|audience| farmers.contains(&audience))
}

type Said = (Field, &'static str, String);

fn seats(draft: &Draft, class: &Values) -> Vec<Said> {
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
fn order(draft: &Draft, days: &Days, ground: &Ground<'_>) -> Vec<Said> {
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
    let most = i64::from(starts_on.days_until(ends_on) + 1) * MOST_HOURS_A_DAY;
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

/// The first day of a class that is to be opened.
fn first_day(
    days: &Days,
    class: &Values,
    ground: &Ground<'_>,
    at: &impl Fn(Field) -> String,
    findings: &mut Vec<Finding>,
) {
    let Some(starts_on) = days.starts_on else {
        return;
    };
    let calendar = ground.calendar;
    let mut add = |field: Field, code: &str, with: String, is_note: bool| {
        findings.push(if is_note {
            Finding::note(at(field), code, with)
        } else {
            Finding::error(at(field), code, with)
        });
    };
    if starts_on < ground.today {
        add(Field::StartsOn, "starts_in_past", String::new(), false);
    } else if calendar.working_days_between(ground.today, starts_on) < ground.notice_working_days {
        let first = calendar.nth_working_day_after(ground.today, ground.notice_working_days);
        add(
            Field::StartsOn,
            "starts_too_soon",
            first.on.to_string(),
            false,
        );
    } else if days
        .enrol_by
        .is_some_and(|enrol_by| enrol_by < ground.today)
    {
        add(Field::EnrolBy, "enrol_in_past", String::new(), false);
    }
    let is_weekend = starts_on.weekday().is_weekend();
    if calendar.is_holiday(starts_on) {
        let back = calendar.nth_working_day_after(starts_on, 1).on.to_string();
        add(Field::StartsOn, "starts_on_holiday", back, false);
        return;
    }
    match time_of_day(text(class, Field::TimeOfDay)) {
        Some(TimeOfDay::Weekend) if !is_weekend => {
            add(
                Field::StartsOn,
                "weekend_class_on_weekday",
                String::new(),
                true,
            );
        }
        Some(TimeOfDay::Weekend) if calendar.is_working_day(starts_on) => {
            add(Field::StartsOn, "starts_on_makeup_day", String::new(), true);
        }
        Some(TimeOfDay::Day) if is_weekend && !calendar.is_working_day(starts_on) => {
            add(Field::StartsOn, "day_class_on_weekend", String::new(), true);
        }
        _ => {}
    }
}
