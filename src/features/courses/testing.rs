//! Small courses for the tests of this feature.

use catalogue::{
    Catalogue, CourseDetails, CourseKind, CourseListing, Division, DivisionKind, SessionDetails,
    SessionListing, TeachingMode, TimeOfDay,
};
use domain::{Date, Money};

pub(super) fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub(super) fn session(starts_on: &str, seats: u32, seats_taken: u32) -> SessionListing {
    let starts_on = date(starts_on);
    SessionListing {
        starts_on,
        time_of_day: TimeOfDay::Day,
        seats,
        seats_taken,
        enrol_by: starts_on.add_days(-3),
    }
}

pub(super) fn listing(id: &str, title: &str, sessions: Vec<SessionListing>) -> CourseListing {
    CourseListing {
        id: id.into(),
        title: title.into(),
        kind: CourseKind::EmploymentSkill,
        trade: None,
        level: None,
        price_fen: Money::ZERO,
        is_subsidised: false,
        audiences: Vec::new(),
        provider: "示例职业培训学校（甲）".into(),
        division: "620602101".into(),
        mode: TeachingMode::InPerson,
        is_sample: true,
        sessions,
    }
}

/// Details with a class for each of these schedules.
pub(super) fn details(schedules: &[&str]) -> CourseDetails {
    let sessions = schedules.iter().map(|schedule| SessionDetails {
        id: "1".into(),
        ends_on: date("2027-12-31"),
        schedule: (*schedule).into(),
    });
    CourseDetails {
        hours: 40,
        venue: "示例教室".into(),
        summary: "学手艺".into(),
        outline: Vec::new(),
        bring: Vec::new(),
        certificate: None,
        source: "示例".into(),
        sessions: sessions.collect(),
        classes: Vec::new(),
        outcomes: None,
        update: None,
        photo: None,
    }
}

pub(super) fn catalogue(courses: Vec<CourseListing>) -> Catalogue {
    let wunan = Division {
        code: "620602101".into(),
        name: "武南镇".into(),
        kind: DivisionKind::Town,
    };
    Catalogue::new(courses, vec![wunan])
}
