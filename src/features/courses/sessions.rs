//! The classes of a course as the list and the page of the course name them.

use catalogue::{CourseDetails, CourseFilter, CourseListing, SessionDetails, SessionListing};
use domain::Date;

use super::in_order::in_order;

/// The place among its classes of the first to come that the filter asks for.
pub(super) fn shown_session(
    course: &CourseListing,
    filter: &CourseFilter,
    today: Date,
) -> Option<usize> {
    let shown = filter.shown_session(course, today)?;
    course
        .sessions
        .iter()
        .position(|session| std::ptr::eq(session, shown))
}

/// The first class after a full or closed one in which one can still enrol.
pub(super) fn later_open_session<'a>(
    course: &'a CourseListing,
    shown: &SessionListing,
    today: Date,
) -> Option<&'a SessionListing> {
    if shown.is_open(today) {
        return None;
    }
    course
        .sessions
        .iter()
        .filter(|session| {
            session.starts_on > shown.starts_on
                && session.is_upcoming(today)
                && session.is_open(today)
        })
        .min_by_key(|session| session.starts_on)
}

/// The classes of a course page: those to come by date, and how many are past.
pub(super) fn upcoming_sessions<'a>(
    course: &'a CourseListing,
    details: &'a CourseDetails,
    today: Date,
) -> (Vec<(&'a SessionListing, &'a SessionDetails)>, usize) {
    let upcoming = course
        .sessions
        .iter()
        .zip(&details.sessions)
        .filter(|(session, _)| session.is_upcoming(today))
        .collect();
    let upcoming = in_order(upcoming, |(one, _): &(&SessionListing, _), (other, _)| {
        one.starts_on < other.starts_on
    });
    let past = course.sessions.len() - upcoming.len();
    (upcoming, past)
}

/// How a class stands for somebody who wants to enrol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SeatState {
    Plenty,
    Few,
    Full,
    /// The last day to enrol has passed.
    Closed,
}

/// How the class stands today.
pub(super) fn seat_state(session: &SessionListing, today: Date) -> SeatState {
    let left = session.seats_left();
    if left == 0 {
        SeatState::Full
    } else if session.enrol_by < today {
        SeatState::Closed
    } else if left <= 3 || left.saturating_mul(5) <= session.seats {
        SeatState::Few
    } else {
        SeatState::Plenty
    }
}

#[cfg(test)]
mod tests {
    use catalogue::Catalogue;

    use super::*;
    use crate::features::courses::testing::{catalogue, date, details, listing, session};

    /// A welder's class that is full, and one in spring.
    fn shelf() -> Catalogue {
        let sessions = vec![session("2026-12-01", 30, 30), session("2027-03-01", 30, 10)];
        catalogue(vec![listing("welder", "焊工班", sessions)])
    }

    #[test]
    fn a_full_class_names_the_next_with_seats() {
        let shelf = shelf();
        let welder = shelf.course("welder").unwrap();
        let (full, open) = (&welder.sessions[0], &welder.sessions[1]);
        let today = date("2026-11-24");
        assert_eq!(later_open_session(welder, full, today), Some(open));
        assert_eq!(later_open_session(welder, open, today), None);
        assert_eq!(later_open_session(welder, full, date("2027-02-28")), None);
    }

    #[test]
    fn past_classes_are_counted_not_shown() {
        let shelf = shelf();
        let welder = shelf.course("welder").unwrap();
        let details = details(&["winter", "spring"]);
        for (today, upcoming, past) in [
            ("2026-11-24", &["winter", "spring"] as &[&str], 0),
            ("2026-12-01", &["winter", "spring"], 0),
            ("2026-12-02", &["spring"], 1),
            ("2027-04-01", &[], 2),
        ] {
            let (found, count) = upcoming_sessions(welder, &details, date(today));
            let schedules: Vec<_> = found
                .iter()
                .map(|(_, details)| details.schedule.as_str())
                .collect();
            assert_eq!((schedules.as_slice(), count), (upcoming, past), "{today}");
        }
    }

    #[test]
    fn seats_are_few_in_the_last_fifth() {
        let today = date("2026-11-24");
        for (starts_on, seats, taken, expected) in [
            ("2026-12-10", 40, 0, SeatState::Plenty),
            ("2026-12-10", 40, 31, SeatState::Plenty),
            ("2026-12-10", 40, 32, SeatState::Few),
            ("2026-12-10", 10, 7, SeatState::Few),
            ("2026-12-10", 10, 6, SeatState::Plenty),
            ("2026-12-10", 40, 40, SeatState::Full),
            ("2026-12-10", 40, 41, SeatState::Full),
            ("2026-12-10", 0, 0, SeatState::Full),
            // Enrolment ends three days before the class begins.
            ("2026-11-27", 40, 0, SeatState::Plenty),
            ("2026-11-26", 40, 0, SeatState::Closed),
        ] {
            assert_eq!(
                seat_state(&session(starts_on, seats, taken), today),
                expected,
                "{starts_on} {taken}/{seats}"
            );
        }
    }
}
