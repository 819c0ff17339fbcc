//! The course that residents read.

use catalogue::{Audience, Course, CourseKind, CourseSession, SkillLevel, TeachingMode};
use domain::Money;

use crate::date::day;
use crate::draft::text;
use crate::read::items;
use crate::{Draft, Field, Ground, Values, class_key, whole_number};

/// Who vouches for a course that an officer has approved.
pub const SOURCE: &str = "培训机构发布，区人社局培训科审核";

/// Whether an organisation of this name is made up (示例), and so everything it publishes.
///
/// ```
/// assert!(listing::is_sample("示例培训学校（甲）") && !listing::is_sample("凉州某培训学校"));
/// ```
#[must_use]
pub fn is_sample(organisation: &str) -> bool {
    organisation.starts_with("示例")
}

/// What a course is called besides what its trainer writes.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// Part of the course's address.
    pub id: &'a str,
    /// The organisation.
    pub provider: &'a str,
    /// Who vouches for it.
    pub source: &'a str,
    /// Whether it is made up (示例).
    pub is_sample: bool,
}

/// The course of a draft; none while something required cannot be read. Whether it may be published is
/// [`check`](crate::check)'s to say.
#[must_use]
pub fn course(draft: &Draft, naming: Naming<'_>, ground: &Ground<'_>) -> Option<Course> {
    let value = |field| value(&draft.course, field, ground);
    let optional = |field| value(field).filter(|text| !text.is_empty());
    let audiences = value(Field::Audiences)?;
    let codes = audiences.split('、').filter(|code| !code.is_empty());
    Some(Course {
        id: naming.id.to_owned(),
        title: value(Field::Title)?,
        kind: CourseKind::from_code(&value(Field::Kind)?)?,
        trade: optional(Field::Trade),
        level: optional(Field::Level).and_then(|code| SkillLevel::from_code(&code)),
        hours: whole_number(&value(Field::Hours)?)?,
        price_fen: Money::parse_yuan(&value(Field::Price)?).ok()?,
        is_subsidised: value(Field::IsSubsidised)? == "yes",
        audiences: codes.filter_map(Audience::from_code).collect(),
        provider: naming.provider.to_owned(),
        division: value(Field::Division)?,
        venue: value(Field::Venue)?,
        mode: TeachingMode::from_code(&value(Field::Mode)?)?,
        summary: value(Field::Summary)?,
        outline: items(&value(Field::Outline)?),
        bring: items(&value(Field::Bring)?),
        certificate: optional(Field::Certificate),
        source: naming.source.to_owned(),
        is_sample: naming.is_sample,
        sessions: draft
            .classes
            .iter()
            .map(|class| session(class, ground))
            .collect::<Option<_>>()?,
        update: None,
        photo: draft.photo.clone(),
    })
}

fn session(class: &Values, ground: &Ground<'_>) -> Option<CourseSession> {
    Some(CourseSession {
        id: class_key(class)?,
        starts_on: day(text(class, Field::StartsOn))?,
        ends_on: day(text(class, Field::EndsOn))?,
        time_of_day: crate::read::time_of_day(text(class, Field::TimeOfDay))?,
        schedule: value(class, Field::Schedule, ground)?,
        seats: whole_number(text(class, Field::Seats))?,
        seats_taken: 0,
        enrol_by: day(text(class, Field::EnrolBy))?,
    })
}

/// The one form of a value; none when it cannot be read, or is required and empty.
fn value(values: &Values, field: Field, ground: &Ground<'_>) -> Option<String> {
    let reading = ground.read(field, text(values, field)).ok()?;
    (!reading.value.is_empty() || !field.is_required()).then_some(reading.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Bench, day, good};

    fn naming() -> Naming<'static> {
        Naming {
            id: "c1",
            provider: "示例学校",
            source: "培训机构发布",
            is_sample: true,
        }
    }

    #[test]
    fn a_good_draft_is_a_course() {
        let bench = Bench::default();
        let made = course(&good(), naming(), &bench.ground()).unwrap();
        assert_eq!((made.price_fen, made.hours), (Money::ZERO, 120));
        assert_eq!(made.level, Some(SkillLevel::Five));
        assert_eq!(made.audiences.len(), 2);
        assert_eq!(made.outline, ["安全用电", "照明线路", "查找故障"]);
        assert_eq!(made.division, "620602101");
        let session = &made.sessions[0];
        assert_eq!(
            (session.id.as_str(), session.starts_on),
            ("20270301-day", day("2027-03-01"))
        );
        assert_eq!(session.seats, 30);
        // As the browser reads it back.
        let json = serde_json::to_string(&made).unwrap();
        assert_eq!(serde_json::from_str::<Course>(&json).unwrap(), made);
    }

    #[test]
    fn a_draft_that_cannot_be_read_is_none() {
        let bench = Bench::default();
        for field in [Field::Title, Field::Hours, Field::Division, Field::Mode] {
            let mut draft = good();
            draft
                .course
                .insert(field, if field == Field::Title { "" } else { "?" }.into());
            assert_eq!(course(&draft, naming(), &bench.ground()), None, "{field}");
        }
    }
}
