//! Small courses for the tests of this feature.

use catalogue::{
    Catalogue, Course, CourseKind, CourseSession, Division, DivisionKind, TeachingMode, TimeOfDay,
};
use domain::{Date, Money};

pub(super) fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub(super) fn session(id: &str, starts_on: &str, seats: u32, seats_taken: u32) -> CourseSession {
    let starts_on = date(starts_on);
    CourseSession {
        id: id.into(),
        starts_on,
        ends_on: starts_on.add_days(10),
        time_of_day: TimeOfDay::Day,
        schedule: "周一至周五 9:00—12:00".into(),
        seats,
        seats_taken,
        enrol_by: starts_on.add_days(-3),
    }
}

pub(super) fn course(id: &str, title: &str, sessions: Vec<CourseSession>) -> Course {
    Course {
        id: id.into(),
        title: title.into(),
        kind: CourseKind::EmploymentSkill,
        trade: None,
        level: None,
        hours: 40,
        price_fen: Money::ZERO,
        is_subsidised: false,
        audiences: Vec::new(),
        provider: "示例职业培训学校（甲）".into(),
        division: "620602101".into(),
        venue: "示例教室".into(),
        mode: TeachingMode::InPerson,
        summary: "学手艺".into(),
        outline: Vec::new(),
        bring: Vec::new(),
        certificate: None,
        source: "示例".into(),
        is_sample: true,
        sessions,
    }
}

pub(super) fn catalogue(courses: Vec<Course>) -> Catalogue {
    let wunan = Division {
        code: "620602101".into(),
        name: "武南镇".into(),
        kind: DivisionKind::Town,
    };
    Catalogue::new(courses, vec![wunan])
}
