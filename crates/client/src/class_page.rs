//! What the page reads of a course on which one enrols.

use catalogue::ClassNow;
use domain::{Date, Money};
use serde::Deserialize;

/// A course with its classes, as far as somebody needs it who is about to enrol in one: all of [`catalogue::Course`] would
/// bring every type of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ClassCourse {
    /// Slug.
    pub id: String,
    /// Title.
    pub title: String,
    /// Training organisation.
    pub provider: String,
    /// Township or street.
    pub place: Option<String>,
    /// Room or site.
    pub venue: String,
    /// Price for one who pays in full.
    pub price_fen: Money,
    /// Whether a training subsidy may cover it.
    pub is_subsidised: bool,
    /// What to bring.
    #[serde(default)]
    pub bring: Vec<String>,
    /// Whether it is a sample (示例).
    pub is_sample: bool,
    /// Dated classes.
    #[serde(default)]
    pub sessions: Vec<ClassDays>,
    /// How each stands now.
    #[serde(default)]
    pub classes: Vec<ClassNow>,
}

/// The days of a class.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ClassDays {
    /// Identifier within the course.
    pub id: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Days and hours in words.
    pub schedule: String,
    /// Last day to enrol.
    pub enrol_by: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A renamed field of the contract is noticed here, not in a resident's browser.
    #[test]
    fn the_page_reads_what_the_server_writes() {
        let day = |day| Date::new(2026, 12, day).unwrap();
        let seats = api::enrolment::ClassSeats {
            session: "1".into(),
            state: workflow::class::ClassState::Full,
            is_open: true,
            capacity: 30,
            free: 0,
            waiting: 4,
            wait_list_cap: 15,
        };
        let session = catalogue::CourseSession {
            id: "1".into(),
            starts_on: day(15),
            ends_on: day(20),
            time_of_day: catalogue::TimeOfDay::Day,
            schedule: "周一至周五".into(),
            seats: 30,
            seats_taken: 30,
            enrol_by: day(10),
        };
        let text = serde_json::json!({
            "id": "welder", "title": "焊工班", "provider": "p", "place": "武南镇", "venue": "v", "price_fen": 45000,
            "is_subsidised": true, "bring": ["身份证"], "is_sample": false, "sessions": [session], "classes": [seats],
        });
        let read: ClassCourse = json::from_str(&text.to_string()).unwrap();
        assert_eq!(read.price_fen, Money::from_yuan(450));
        let days = (read.sessions[0].starts_on, read.sessions[0].enrol_by);
        assert_eq!(days, (day(15), day(10)));
        assert_eq!(read.classes[0].entry(), catalogue::Entry::WaitList(4));
    }
}
