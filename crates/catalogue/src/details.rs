//! What only the page of a course says.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::class_now::ClassNow;
use crate::course::{Course, CourseSession};
use crate::photo::CoursePhoto;
use crate::update::CourseUpdate;

/// What the page of a [`crate::Course`] says beyond its [`crate::CourseListing`]; fields are called and mean the same.
///
/// Read from the same JSON as the listing, whose answer it completes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseDetails {
    /// Teaching hours.
    pub hours: u32,
    /// Room or site within the division.
    pub venue: String,
    /// Two or three sentences.
    pub summary: String,
    /// What is taught, in order.
    pub outline: Vec<String>,
    /// What to bring.
    #[serde(default)]
    pub bring: Vec<String>,
    /// What one leaves with.
    #[serde(default)]
    pub certificate: Option<String>,
    /// The sentence of a plan, or the section of the fact sheet, that names this training.
    pub source: String,
    /// One for each class of the listing, in the same order.
    #[serde(default)]
    pub sessions: Vec<SessionDetails>,
    /// How its classes stand now; the catalogue has none of it, only the answer about one course.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ClassNow>,
    /// What came of it for those who finished; none while few have said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<CourseOutcomes>,
    /// What the last publication changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<CourseUpdate>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<CoursePhoto>,
}

/// What people said came of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseOutcomes {
    /// Days after the end of their class.
    pub days: u32,
    /// How many answered.
    pub answered: u32,
    /// How many of them work: have a job, a business, or the own land.
    pub working: u32,
}

/// What the page of a course says of a class beyond its [`crate::SessionListing`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDetails {
    /// Identifier, unique within the course.
    pub id: String,
    /// Last day, not before the first.
    pub ends_on: Date,
    /// Days and hours in words.
    pub schedule: String,
}

/// As nobody has enrolled in it yet.
impl From<&Course> for CourseDetails {
    fn from(course: &Course) -> Self {
        Self {
            hours: course.hours,
            venue: course.venue.clone(),
            summary: course.summary.clone(),
            outline: course.outline.clone(),
            bring: course.bring.clone(),
            certificate: course.certificate.clone(),
            source: course.source.clone(),
            sessions: course.sessions.iter().map(SessionDetails::from).collect(),
            classes: Vec::new(),
            outcomes: None,
            update: course.update.clone(),
            photo: course.photo.clone(),
        }
    }
}

impl From<&CourseSession> for SessionDetails {
    fn from(session: &CourseSession) -> Self {
        Self {
            id: session.id.clone(),
            ends_on: session.ends_on,
            schedule: session.schedule.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::course;
    use crate::{CourseListing, TimeOfDay};

    #[test]
    fn a_course_is_its_listing_and_its_details() {
        let mut whole = course("welder");
        whole.bring = vec!["身份证".into()];
        whole.update = Some(CourseUpdate {
            on: Date::new(2026, 11, 20).unwrap(),
            changes: Vec::new(),
        });
        whole.photo = Some(CoursePhoto {
            sha256: "0a".repeat(32),
            width: 1_200,
            height: 900,
            alt: "学员在练焊接".into(),
        });
        whole.sessions = vec![CourseSession {
            id: "1".into(),
            starts_on: Date::new(2026, 12, 7).unwrap(),
            ends_on: Date::new(2026, 12, 30).unwrap(),
            time_of_day: TimeOfDay::Evening,
            schedule: "周一至周四 19:00—21:30".into(),
            seats: 30,
            seats_taken: 4,
            enrol_by: Date::new(2026, 12, 1).unwrap(),
        }];
        let json = serde_json::to_value(&whole).unwrap();
        let listing: CourseListing = serde_json::from_value(json.clone()).unwrap();
        let details: CourseDetails = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(listing, CourseListing::from(&whole));
        assert_eq!(details, CourseDetails::from(&whole));

        // Nothing a course says is in neither.
        let mut parts = serde_json::to_value(&details).unwrap();
        let listed = serde_json::to_value(&listing).unwrap();
        let session = json["sessions"][0].as_object().unwrap().clone();
        let mut said = parts["sessions"][0].as_object().unwrap().clone();
        said.extend(listed["sessions"][0].as_object().unwrap().clone());
        assert_eq!(said, session);
        let parts = parts.as_object_mut().unwrap();
        parts.extend(listed.as_object().unwrap().clone());
        parts.insert("sessions".into(), json["sessions"].clone());
        assert_eq!(serde_json::to_value(parts).unwrap(), json);
    }
}
