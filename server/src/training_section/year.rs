//! What a district set out to reach in a year, and what was reached, by the quarter in which the classes ended.

use std::collections::BTreeMap;

use api::training_section::{Figure, TrainingYear, YearFigure};
use catalogue::{CourseKind, TargetKind, TrainingTarget};
use domain::Date;
use store::training_counts::{self as counts, Ended};
use store::{Connection, StoreError};
use workflow::enrolment::{EnrolmentState, Outcome};
use workflow::servicing::Quarter;
use workflow::target::{FEWEST, share_bp};

use crate::applications::error::{impossible, while_doing};
use crate::enrolments::subject::kind_taught;
use crate::enrolments::view::find_course;
use crate::lessons::follow_up::DAYS;
use crate::problem::ApiError;
use crate::state::Parts;

/// What was counted of one quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counted {
    skills: u32,
    startup: u32,
    passed: u32,
    failed: u32,
    assessed: u32,
    working: u32,
    answered: u32,
}

/// What is known of a class whose people are counted.
#[derive(Clone, Copy, Debug)]
struct Known {
    kind: CourseKind,
    /// Whether it prepares for a level: only then is its result an assessment of skills, and not the school's own.
    has_level: bool,
}

/// The year of this number.
///
/// # Errors
/// When the store does not answer.
pub fn year(parts: &Parts, connection: &Connection, year: i32) -> Result<TrainingYear, ApiError> {
    let quarters = quarters_of(year)?;
    let mut counted = [Counted::default(); 4];
    let mut courses = BTreeMap::new();
    for (quarter, counted) in quarters.iter().zip(&mut counted) {
        let days = (quarter.first_day(), quarter.last_day());
        for ended in counts::list_ended(connection, days)? {
            if !courses.contains_key(&ended.course_id) {
                let course = find_course(connection, &ended.course_id)?;
                let known = course.map(|course| (course.kind, course.level.is_some()));
                courses.insert(ended.course_id.clone(), known);
            }
            let now = courses.get(&ended.course_id).copied().flatten();
            let taught = kind_taught(now, ended.subject.as_deref())?;
            let known = taught.map(|(kind, has_level)| Known { kind, has_level });
            counted.add(known, &ended)?;
        }
    }
    let days = add_answers(connection, quarters, &mut counted)?;
    let targets = parts.training_plan.targets.iter();
    Ok(TrainingYear {
        year,
        days,
        figures: targets.map(|target| figure_of(target, &counted)).collect(),
    })
}

fn quarters_of(year: i32) -> Result<[Quarter; 4], ApiError> {
    let first = Date::new(year, 1, 1).ok_or_else(|| impossible("read a year"))?;
    Ok([0, 3, 6, 9].map(|months| Quarter::of(first.add_months(months))))
}

impl Counted {
    fn add(&mut self, course: Option<Known>, ended: &Ended) -> Result<(), ApiError> {
        let people = number(ended.people)?;
        let state: EnrolmentState = ended
            .state
            .parse()
            .map_err(while_doing("read an enrolment"))?;
        if course.is_some_and(|known| known.kind == CourseKind::Startup) {
            self.startup += people;
        } else {
            self.skills += people;
        }
        match state {
            EnrolmentState::Certified | EnrolmentState::FollowedUp => self.passed += people,
            EnrolmentState::Failed => self.failed += people,
            // Without a result yet.
            _ => return Ok(()),
        }
        if course.is_some_and(|known| known.has_level) {
            self.assessed += people;
        }
        Ok(())
    }
}

fn number(count: i64) -> Result<u32, ApiError> {
    u32::try_from(count).map_err(while_doing("count people"))
}

/// The answers that are counted: those given the longest time after the class, of which there are enough over the year;
/// where there are never enough, the most.
fn add_answers(
    connection: &Connection,
    quarters: [Quarter; 4],
    counted: &mut [Counted; 4],
) -> Result<Option<u32>, ApiError> {
    let said = quarters.map(|quarter| counts::list_outcomes(connection, &quarter.to_string()));
    let said: Vec<_> = said.into_iter().collect::<Result<_, StoreError>>()?;
    let mut times = Vec::new();
    for days in DAYS {
        let mut answers = Vec::new();
        for said in &said {
            answers.push(answers_after(days, said)?);
        }
        let all: u32 = answers.iter().map(|(_, answered)| answered).sum();
        times.push((all.min(FEWEST), days, answers));
    }
    let Some((1.., days, answers)) = times.into_iter().max_by_key(|(all, days, _)| (*all, *days))
    else {
        return Ok(None);
    };
    for (quarter, (working, answered)) in counted.iter_mut().zip(answers) {
        (quarter.working, quarter.answered) = (working, answered);
    }
    Ok(Some(days))
}

/// How many named work so many days after a class, and how many answered.
fn answers_after(days: u32, said: &[(i64, String, i64)]) -> Result<(u32, u32), ApiError> {
    let (mut working, mut answered) = (0, 0);
    for (_, outcome, people) in said.iter().filter(|(at, ..)| *at == i64::from(days)) {
        let outcome: Outcome = outcome.parse().map_err(while_doing("read an answer"))?;
        let people = number(*people)?;
        working += if outcome.is_work() { people } else { 0 };
        answered += if outcome.is_answer() { people } else { 0 };
    }
    Ok((working, answered))
}

fn figure_of(target: &TrainingTarget, counted: &[Counted; 4]) -> YearFigure {
    let parts = counted.map(|one| parts_of(target.kind, one));
    let sum = |of: fn(&(u32, u32)) -> u32| -> u32 { parts.iter().map(of).sum() };
    let whole = (sum(|(part, _)| *part), sum(|(_, whole)| *whole));
    let figure = |(part, whole)| Figure {
        part,
        whole,
        share_bp: target
            .kind
            .is_rate()
            .then(|| share_bp(part, whole))
            .flatten(),
    };
    YearFigure {
        kind: target.kind,
        target: target.number,
        until_year: target.until_year,
        source: target.source.clone(),
        is_local_confirm: target.is_local_confirm,
        quarters: parts.map(figure).to_vec(),
        year: figure(whole),
    }
}

const fn parts_of(kind: TargetKind, one: Counted) -> (u32, u32) {
    let results = one.passed.saturating_add(one.failed);
    match kind {
        TargetKind::SkillsPeople => (one.skills, one.skills),
        TargetKind::StartupPeople => (one.startup, one.startup),
        TargetKind::Assessments => (one.assessed, one.assessed),
        TargetKind::PassRate => (one.passed, results),
        TargetKind::EmploymentRate => (one.working, one.answered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(kind: TargetKind) -> TrainingTarget {
        TrainingTarget {
            kind,
            number: 95,
            until_year: 2020,
            source: catalogue::Source {
                document: "示例".into(),
                clause: None,
                status: catalogue::SourceStatus::Verified,
            },
            is_local_confirm: true,
        }
    }

    /// Every kind × enough and too few.
    #[test]
    fn a_figure_is_the_sum_of_its_quarters_and_a_rate_needs_twenty() {
        let one = Counted {
            skills: 8,
            startup: 2,
            passed: 6,
            failed: 1,
            assessed: 4,
            working: 5,
            answered: 6,
        };
        let counted = [one, one, one, Counted::default()];
        for (kind, part, whole, share) in [
            (TargetKind::SkillsPeople, 24, 24, None),
            (TargetKind::StartupPeople, 6, 6, None),
            (TargetKind::Assessments, 12, 12, None),
            (TargetKind::PassRate, 18, 21, Some(8_571)),
            (TargetKind::EmploymentRate, 15, 18, None),
        ] {
            let figure = figure_of(&target(kind), &counted);
            let year = figure.year;
            assert_eq!((year.part, year.whole, year.share_bp), (part, whole, share));
            assert_eq!(figure.quarters.len(), 4);
            assert!(figure.quarters.iter().all(|one| one.share_bp.is_none()));
            assert_eq!(figure.quarters[3], Figure::default());
        }
    }

    #[test]
    fn a_course_that_is_gone_counts_as_skills_and_only_a_level_is_assessed() {
        let ended = |state: &str| Ended {
            course_id: "c".into(),
            subject: None,
            ended_on: Date::MIN,
            state: state.into(),
            people: 3,
        };
        let mut counted = Counted::default();
        let known = |kind, has_level| Some(Known { kind, has_level });
        let farming = known(CourseKind::Farming, true);
        counted.add(None, &ended("completed")).unwrap();
        counted
            .add(known(CourseKind::Startup, false), &ended("failed"))
            .unwrap();
        counted.add(farming, &ended("followed_up")).unwrap();
        // Whoever has no result yet is not assessed.
        counted.add(farming, &ended("completed")).unwrap();
        let found = (
            counted.skills,
            counted.startup,
            counted.passed,
            counted.failed,
            counted.assessed,
        );
        assert_eq!(found, (9, 3, 3, 3, 3));
        assert!(counted.add(None, &ended("no state")).is_err());
    }
}
