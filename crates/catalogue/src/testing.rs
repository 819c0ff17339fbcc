//! Courses made up for tests.

use domain::{Date, Money};

use crate::{
    Course, CourseKind, CourseListing, Division, DivisionKind, SessionListing, TeachingMode,
    TimeOfDay,
};

pub(crate) fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub(crate) fn session(starts_on: &str, seats: u32, seats_taken: u32) -> SessionListing {
    SessionListing {
        starts_on: date(starts_on),
        time_of_day: TimeOfDay::Day,
        seats,
        seats_taken,
        enrol_by: date(starts_on),
    }
}

pub(crate) fn listing(id: &str) -> CourseListing {
    CourseListing::from(&course(id))
}

pub(crate) fn course(id: &str) -> Course {
    Course {
        id: id.into(),
        title: "低压电工初级班".into(),
        kind: CourseKind::EmploymentSkill,
        trade: Some("电工".into()),
        level: None,
        hours: 120,
        price_fen: Money::from_fen(0),
        is_subsidised: true,
        audiences: Vec::new(),
        provider: "示例职业培训学校（甲）".into(),
        division: "620602101".into(),
        venue: "示例教室".into(),
        mode: TeachingMode::InPerson,
        summary: "认识电路。".into(),
        outline: vec!["安全用电".into()],
        bring: Vec::new(),
        certificate: None,
        source: "facts 8".into(),
        is_sample: true,
        sessions: Vec::new(),
        update: None,
        photo: None,
    }
}

pub(crate) fn divisions() -> Vec<Division> {
    [
        ("620602100", "黄羊镇"),
        ("620602101", "武南镇"),
        ("620602113", "张义镇"),
        ("620602122", "下双镇"),
    ]
    .map(|(code, name)| Division {
        code: code.into(),
        name: name.into(),
        kind: DivisionKind::Town,
    })
    .into()
}
