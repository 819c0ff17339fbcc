//! A course as a list has it: what its card shows, and what filter and search ask of it.

use domain::{Date, Money};
use serde::{Deserialize, Serialize};

use crate::audience::Audience;
use crate::course::{Course, CourseKind, CourseSession, SkillLevel, TeachingMode, TimeOfDay};

/// A [`Course`] as a list has it; fields are called and mean the same.
///
/// Everybody who opens a list downloads all of these. What only the page of one course says is in
/// [`crate::CourseDetails`], what only a search reads in [`crate::CourseText`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseListing {
    /// Slug, unique in the district; part of the course's address.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it is for.
    pub kind: CourseKind,
    /// Trade (工种).
    #[serde(default)]
    pub trade: Option<String>,
    /// Skill level it prepares for.
    #[serde(default)]
    pub level: Option<SkillLevel>,
    /// Price for one who pays in full.
    pub price_fen: Money,
    /// Whether a training subsidy may cover it.
    pub is_subsidised: bool,
    /// For whom it is meant; empty means anybody.
    #[serde(default)]
    pub audiences: Vec<Audience>,
    /// Training organisation.
    pub provider: String,
    /// Nine-digit code of the township or street.
    pub division: String,
    /// How it is taught.
    pub mode: TeachingMode,
    /// Whether it is a sample (示例) that no trainer has published.
    pub is_sample: bool,
    /// Dated classes.
    #[serde(default)]
    pub sessions: Vec<SessionListing>,
}

/// A [`CourseSession`] as a list has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionListing {
    /// First day.
    pub starts_on: Date,
    /// When in the week it meets.
    pub time_of_day: TimeOfDay,
    /// Seats in all.
    pub seats: u32,
    /// Seats taken, never more than there are.
    pub seats_taken: u32,
    /// Last day to enrol, not after the first day.
    pub enrol_by: Date,
}

impl From<&Course> for CourseListing {
    fn from(course: &Course) -> Self {
        Self {
            id: course.id.clone(),
            title: course.title.clone(),
            kind: course.kind,
            trade: course.trade.clone(),
            level: course.level,
            price_fen: course.price_fen,
            is_subsidised: course.is_subsidised,
            audiences: course.audiences.clone(),
            provider: course.provider.clone(),
            division: course.division.clone(),
            mode: course.mode,
            is_sample: course.is_sample,
            sessions: course.sessions.iter().map(SessionListing::from).collect(),
        }
    }
}

impl From<&CourseSession> for SessionListing {
    fn from(session: &CourseSession) -> Self {
        Self {
            starts_on: session.starts_on,
            time_of_day: session.time_of_day,
            seats: session.seats,
            seats_taken: session.seats_taken,
            enrol_by: session.enrol_by,
        }
    }
}

impl SessionListing {
    /// Seats left.
    pub fn seats_left(&self) -> u32 {
        self.seats.saturating_sub(self.seats_taken)
    }

    /// Whether the class is still to come, or begins today.
    pub fn is_upcoming(&self, today: Date) -> bool {
        self.starts_on >= today
    }

    /// Whether one can still enrol: a seat is left and the last day to enrol has not passed.
    pub fn is_open(&self, today: Date) -> bool {
        self.seats_left() > 0 && self.enrol_by >= today
    }
}

impl CourseListing {
    /// The next session to begin, full or not.
    pub fn next_session(&self, today: Date) -> Option<&SessionListing> {
        self.sessions
            .iter()
            .filter(|session| session.is_upcoming(today))
            .min_by_key(|session| session.starts_on)
    }

    /// The next session in which one can still enrol.
    pub fn next_open_session(&self, today: Date) -> Option<&SessionListing> {
        self.sessions
            .iter()
            .filter(|session| session.is_upcoming(today) && session.is_open(today))
            .min_by_key(|session| session.starts_on)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{date, listing, session};

    #[test]
    fn the_next_session_is_the_earliest_not_yet_begun() {
        let mut electrician = listing("electrician");
        electrician.sessions = vec![
            session("2027-03-01", 30, 0),
            session("2026-11-01", 30, 0),
            session("2026-12-01", 30, 30),
        ];
        for (today, next, open) in [
            ("2026-10-01", Some("2026-11-01"), Some("2026-11-01")),
            ("2026-11-24", Some("2026-12-01"), Some("2027-03-01")),
            ("2026-12-01", Some("2026-12-01"), Some("2027-03-01")),
            ("2026-12-02", Some("2027-03-01"), Some("2027-03-01")),
            ("2027-03-02", None, None),
        ] {
            let today = date(today);
            assert_eq!(
                electrician.next_session(today).map(|found| found.starts_on),
                next.map(date),
                "{today}"
            );
            assert_eq!(
                electrician
                    .next_open_session(today)
                    .map(|found| found.starts_on),
                open.map(date),
                "{today}"
            );
        }
    }

    #[test]
    fn enrolment_ends_with_its_last_day_or_the_last_seat() {
        let mut class = session("2026-12-10", 30, 29);
        class.enrol_by = date("2026-12-08");
        assert!(class.is_open(date("2026-12-08")));
        assert!(!class.is_open(date("2026-12-09")));
        class.seats_taken = 30;
        assert!(!class.is_open(date("2026-12-01")));
        class.seats_taken = 31;
        assert_eq!(class.seats_left(), 0);
    }
}
