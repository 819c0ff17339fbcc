//! How many courses each answer of the filter would show.

use domain::Date;

use crate::audience::Audience;
use crate::course::{CourseKind, SkillLevel, TeachingMode, TimeOfDay};
use crate::listing::CourseListing;

/// A value of a field and the number of courses that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count<T> {
    /// The value.
    pub value: T,
    /// Courses that have it.
    pub courses: u32,
}

/// What the courses at hand offer, field by field; values nobody offers are left out.
///
/// Codes come in the order of their enum, names and places by their number of courses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Kinds.
    pub kinds: Vec<Count<CourseKind>>,
    /// Trades, by name.
    pub trades: Vec<Count<String>>,
    /// Divisions, by code.
    pub divisions: Vec<Count<String>>,
    /// Times of day of classes to come.
    pub time_of_day: Vec<Count<TimeOfDay>>,
    /// Skill levels.
    pub levels: Vec<Count<SkillLevel>>,
    /// Audiences; a course for anybody counts for none.
    pub audiences: Vec<Count<Audience>>,
    /// Modes.
    pub mode: Vec<Count<TeachingMode>>,
    /// Courses that a subsidy may cover.
    pub subsidised: u32,
    /// Courses with a class in which one can still enrol.
    pub seats_left: u32,
}

impl Facets {
    /// Counts these courses.
    pub fn of<'a>(courses: impl IntoIterator<Item = &'a CourseListing>, today: Date) -> Self {
        let mut facets = Self::default();
        for course in courses {
            count(&mut facets.kinds, &course.kind);
            course
                .trade
                .iter()
                .for_each(|trade| count(&mut facets.trades, trade));
            count(&mut facets.divisions, &course.division);
            course
                .level
                .iter()
                .for_each(|level| count(&mut facets.levels, level));
            count(&mut facets.mode, &course.mode);
            course
                .audiences
                .iter()
                .for_each(|audience| count(&mut facets.audiences, audience));
            for time in TimeOfDay::ALL {
                if course
                    .sessions
                    .iter()
                    .any(|session| session.is_upcoming(today) && session.time_of_day == *time)
                {
                    count(&mut facets.time_of_day, time);
                }
            }
            facets.subsidised += u32::from(course.is_subsidised);
            facets.seats_left += u32::from(course.next_open_session(today).is_some());
        }
        facets.kinds.sort_by_key(|entry| entry.value);
        facets.time_of_day.sort_by_key(|entry| entry.value);
        facets.levels.sort_by_key(|entry| entry.value);
        facets.audiences.sort_by_key(|entry| entry.value);
        facets.mode.sort_by_key(|entry| entry.value);
        sort_by_count(&mut facets.trades);
        sort_by_count(&mut facets.divisions);
        facets
    }
}

fn count<T: Clone + PartialEq>(counts: &mut Vec<Count<T>>, value: &T) {
    match counts.iter_mut().find(|entry| entry.value == *value) {
        Some(entry) => entry.courses += 1,
        None => counts.push(Count {
            value: value.clone(),
            courses: 1,
        }),
    }
}

fn sort_by_count(counts: &mut [Count<String>]) {
    counts.sort_by(|one, other| {
        other
            .courses
            .cmp(&one.courses)
            .then_with(|| one.value.cmp(&other.value))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{date, listing, session};

    #[test]
    fn courses_are_counted_once_for_each_value() {
        let mut welder = listing("welder");
        welder.trade = Some("焊工".into());
        welder.kind = CourseKind::AdvancedSkill;
        welder.is_subsidised = false;
        welder.sessions = vec![
            session("2026-11-01", 30, 0),
            session("2026-12-01", 30, 30),
            session("2027-01-01", 30, 2),
        ];
        let courses = [
            welder,
            listing("electrician"),
            listing("another-electrician"),
        ];
        let facets = Facets::of(&courses, date("2026-11-24"));
        assert_eq!(
            facets.kinds,
            [
                Count {
                    value: CourseKind::EmploymentSkill,
                    courses: 2
                },
                Count {
                    value: CourseKind::AdvancedSkill,
                    courses: 1
                }
            ]
        );
        assert_eq!(
            facets.trades,
            [
                Count {
                    value: "电工".to_owned(),
                    courses: 2
                },
                Count {
                    value: "焊工".to_owned(),
                    courses: 1
                }
            ]
        );
        assert_eq!(
            facets.time_of_day,
            [Count {
                value: TimeOfDay::Day,
                courses: 1
            }]
        );
        assert_eq!((facets.subsidised, facets.seats_left), (2, 1));
        assert!(facets.audiences.is_empty() && facets.levels.is_empty());
    }
}
